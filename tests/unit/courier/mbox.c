#include "formats/mbox_split.h"
#include "harness.h"

#include "paletti/base/mem.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SEPARATOR "From blas@tormenta.example Tue Mar 10 10:15:00 2026\n"
#define CRLF      "From blas@tormenta.example Tue Mar 10 10:15:00 2026\r\n"

#define REJECTED  "no mbox"

/* What the file is cut into, the messages with '|' between. */
static const struct {
    const char *name, *file, *messages;
} cases[] = {
    {"empty", "", ""},
    {"blank lines only", "\n\n \n", ""},
    {"one", SEPARATOR "A: 1\n\nbody\n", "A: 1\n\nbody\n"},
    {"one, no final newline", SEPARATOR "A: 1\n\nbody", "A: 1\n\nbody"},
    {"two", SEPARATOR "A: 1\n\nbody\n\n" SEPARATOR "A: 2\n\nbody\n\n", "A: 1\n\nbody\n|A: 2\n\nbody\n"},
    {"CRLF", CRLF "A: 1\r\n\r\nbody\r\n\r\n" CRLF "A: 2\r\n\r\n", "A: 1\r\n\r\nbody\r\n|A: 2\r\n"},
    {"quoted once", SEPARATOR "A: 1\n\n>From here\n", "A: 1\n\nFrom here\n"},
    {"quoted twice", SEPARATOR "A: 1\n\n>>From here\n", "A: 1\n\n>From here\n"},
    {"not quoted at all", SEPARATOR "A: 1\n\n> From here\n>from\n>Fromage\n",
     "A: 1\n\n> From here\n>from\n>Fromage\n"},
    {"in headers nothing is unquoted", SEPARATOR ">From x\nA: 1\n\n", ">From x\nA: 1\n"},
    {"prose with From", SEPARATOR "A: 1\n\ntext\n\nFrom here on\n", "A: 1\n\ntext\n\nFrom here on\n"},
    {"prose with From behind a line", SEPARATOR "A: 1\n\ntext\nFrom here on\n",
     "A: 1\n\ntext\nFrom here on\n"},
    {"a separator without an empty line, headers behind",
     SEPARATOR "A: 1\n\nbody\n" SEPARATOR "A: 2\n\nbody\n", "A: 1\n\nbody\n|A: 2\n\nbody\n"},
    {"a separator in a body, no empty line, no headers", SEPARATOR "A: 1\n\nbody\n" SEPARATOR "and so on\n",
     "A: 1\n\nbody\n" SEPARATOR "and so on\n"},
    {"a body that begins with From", SEPARATOR "A: 1\n\nFrom nora, with love\n",
     "A: 1\n\nFrom nora, with love\n"},
    {"an empty body", SEPARATOR "A: 1\n\n" SEPARATOR "A: 2\n\n", "A: 1\n|A: 2\n"},
    {"no header at all", SEPARATOR "\nbody\n\n" SEPARATOR "\n\n", "\nbody\n|\n"},
    {"headers only", SEPARATOR "A: 1\n" SEPARATOR "A: 2\n", "A: 1\n|A: 2\n"},
    {"nothing behind", SEPARATOR, ""},
    {"a first line with a date nobody can read", "From blas\nA: 1\n\nbody\n\n" SEPARATOR "A: 2\n",
     "A: 1\n\nbody\n|A: 2\n"},
    {"blank lines before", "\n\n" SEPARATOR "A: 1\n\n", "A: 1\n"},
    {"a byte order mark before", "\xef\xbb\xbf" SEPARATOR "A: 1\n\n", "A: 1\n"},
    {"pipermail",
     "From blas at tormenta.example  Tue Mar 10 10:15:00 2026\nFrom: blas at tormenta.example "
     "(Blas)\n\none\n\n"
     "From ana at x.example  Tue Mar 10 10:15:00 2026\nFrom: ana at x.example (Ana)\n\ntwo\n",
     "From: blas at tormenta.example (Blas)\n\none\n|From: ana at x.example (Ana)\n\ntwo\n"},
    {"a length that lands", SEPARATOR "Content-Length: 60\n\n\n" SEPARATOR "no one\n\n" SEPARATOR "A: 2\n\n",
     "Content-Length: 60\n\n\n" SEPARATOR "no one\n|A: 2\n"},
    {"a length that lands at the end", SEPARATOR "Content-Length: 60\n\n\n" SEPARATOR "no one\n\n",
     "Content-Length: 60\n\n\n" SEPARATOR "no one\n"},
    {"a length that lies", SEPARATOR "Content-Length: 30\n\n\n" SEPARATOR "A: 2\n\n",
     "Content-Length: 30\n\n|A: 2\n"},
    {"a length behind the end", SEPARATOR "Content-Length: 9999999999\n\nbody\n\n" SEPARATOR "A: 2\n\n",
     "Content-Length: 9999999999\n\nbody\n|A: 2\n"},
    {"a length beyond all numbers",
     SEPARATOR "Content-Length: 99999999999999999999999999\n\nb\n\n" SEPARATOR "A: 2\n",
     "Content-Length: 99999999999999999999999999\n\nb\n|A: 2\n"},
    {"a length that is none", SEPARATOR "Content-Length: -5\n\nbody\n\n" SEPARATOR "A: 2\n",
     "Content-Length: -5\n\nbody\n|A: 2\n"},
    {"no mbox", "hello\n", REJECTED},
    {"one message alone", "From: blas@tormenta.example\nSubject: x\n\nbody\n", REJECTED},
    {"quoted from the start", ">From blas@tormenta.example Tue Mar 10 10:15:00 2026\n", REJECTED},
    {"bytes of a picture", "\x89PNG\r\n\x1a\n", REJECTED},
};

static int memory_file(const char *bytes, size_t n)
{
    int fd = memfd_create("test", MFD_CLOEXEC);

    ck_assert_int_eq(write(fd, bytes, n), (ssize_t)n);
    ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

static int join(void *ctx, const struct mbox_message *message, _unused_ int64_t offset)
{
    struct str *to = ctx;

    str_add(to, message->number > 1 ? "|" : "");
    str_add_n(to, message->bytes, message->n);
    return 0;
}

START_TEST(files)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str got = STR_INIT;
        size_t n = strlen(cases[i].file);
        int fd = memory_file(cases[i].file, n);
        int result = mbox_split(fd, (int64_t)n, &(struct mbox_taker){join, &got}, NULL);
        ck_assert_int_ge(result, 0);
        ck_assert_msg(strcmp(result > 0 ? REJECTED : str_text(&got), cases[i].messages) == 0, "%s:\n%s",
                      cases[i].name, str_text(&got));
        close(fd);
    }
}
END_TEST

struct tally {
    size_t messages, too_large;
    int64_t last_offset;
    size_t longest;
};

static int count(void *ctx, const struct mbox_message *message, int64_t offset)
{
    struct tally *tally = ctx;

    ck_assert_int_gt(offset, message->offset);
    ck_assert_int_ge(message->offset, tally->last_offset);
    tally->last_offset = message->offset;
    tally->messages++;
    tally->too_large += message->too_large;
    if (message->n > tally->longest)
        tally->longest = message->n;
    return 0;
}

/* Lines of every length around the size of the window and of the look-ahead. */
START_TEST(lines_across_the_window)
{
    _cleanup_str_ struct str file = STR_INIT;
    struct tally tally = {0};

    for (size_t i = 0; i < 600; i++) {
        str_add(&file, SEPARATOR "A: 1\n\n");
        for (size_t k = 0; k < i * 37 % 9000; k++)
            str_add_char(&file, 'x');
        str_add(&file, "\n>From me\n\n");
    }
    int fd = memory_file(file.s, file.len);
    ck_assert_int_eq(mbox_split(fd, (int64_t)file.len, &(struct mbox_taker){count, &tally}, NULL), 0);
    ck_assert_uint_eq(tally.messages, 600);
    close(fd);
}
END_TEST

START_TEST(a_message_that_is_too_large)
{
    _cleanup_str_ struct str file = STR_INIT;
    struct tally tally = {0};

    str_add(&file, SEPARATOR "A: 1\n\nsmall\n\n" SEPARATOR "A: 2\n\n");
    for (size_t i = 0; i < 70 << 10; i++) {
        for (size_t k = 0; k < 1023 / 31; k++)
            str_add(&file, "thirty-one bytes of a long line");
        str_add(&file, i % 100 ? "x" : "\n");
    }
    str_add(&file, "\n\n" SEPARATOR "A: 3\n\nsmall\n");
    int fd = memory_file(file.s, file.len);
    ck_assert_int_eq(mbox_split(fd, (int64_t)file.len, &(struct mbox_taker){count, &tally}, NULL), 0);
    ck_assert_uint_eq(tally.messages, 3);
    ck_assert_uint_eq(tally.too_large, 1);
    ck_assert_uint_le(tally.longest, 64 << 20);
    close(fd);
}
END_TEST

START_TEST(a_pipe)
{
    static const char file[] = SEPARATOR "Content-Length: 4\n\none\n\n" SEPARATOR "A: 2\n\ntwo\n";
    struct tally tally = {0};
    int fds[2];

    ck_assert_int_eq(pipe2(fds, O_CLOEXEC), 0);
    ck_assert_int_eq(write(fds[1], file, strlen(file)), (ssize_t)strlen(file));
    close(fds[1]);
    ck_assert_int_eq(mbox_split(fds[0], 0, &(struct mbox_taker){count, &tally}, NULL), 0);
    ck_assert_uint_eq(tally.messages, 2);
    close(fds[0]);
}
END_TEST

static int stop(_unused_ void *ctx, const struct mbox_message *message, _unused_ int64_t offset)
{
    return message->number == 2 ? -7 : 0;
}

START_TEST(whoever_takes_can_stop)
{
    static const char file[] = SEPARATOR "A: 1\n\n" SEPARATOR "A: 2\n\n" SEPARATOR "A: 3\n\n";
    int fd = memory_file(file, strlen(file));

    ck_assert_int_eq(mbox_split(fd, (int64_t)strlen(file), &(struct mbox_taker){stop, NULL}, NULL), -7);
    close(fd);
}
END_TEST

START_TEST(reading_that_fails)
{
    struct err err;
    struct tally tally = {0};
    int fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    ck_assert_int_eq(mbox_split(fd, 0, &(struct mbox_taker){count, &tally}, &err), -1);
    ck_assert(strstr(err.text, "byte 0") != NULL);
    close(fd);
}
END_TEST

int main(void)
{
    return harness_run("mbox",
                       (const TTest *const[]){files, lines_across_the_window, a_message_that_is_too_large,
                                              a_pipe, whoever_takes_can_stop, reading_that_fails, NULL});
}
