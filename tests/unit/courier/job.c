#include "job.h"
#include "formats/tidy.h"
#include "harness.h"

#include "paletti/base/mem.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Standard input, and a piece of the one line that comes back. */
static const struct {
    const char *input, *answer;
} cases[] = {
    {"", "No job came in"},
    {"\n", "\"event\":\"failed\""},
    {"nonsense\n", "\"event\":\"failed\""},
    {"{\"job\":\"read\"}\n", "\"event\":\"failed\""},
    {"{\"job\":\"dance\",\"id\":\"x\",\"format\":\"csv\",\"path\":\"/\"}\n", "\"event\":\"failed\""},
    {"{\"job\":\"read\",\"id\":\"x\",\"format\":\"tarot\",\"path\":\"/\"}\n", "\\\"tarot\\\" is no format"},
    {"{\"job\":\"write\",\"id\":\"x\",\"format\":\"mbox\",\"path\":\"/\"}\n",
     "mbox can be read, but not written"},
    {"{\"job\":\"read\",\"id\":\"x\",\"format\":\"csv\",\"path\":\"/no/such/file\"}",
     "/no/such/file cannot be opened"},
    {"{\"job\":\"read\",\"id\":\"x\",\"format\":\"csv\",\"path\":\"/\"}\n", "\"event\":\"failed\""},
    {"{\"job\":\"read\",\"id\":\"x\",\"format\":\"mbox\",\"path\":\"/\",\"me\":[\"n@x.example\"]}\n",
     "--format maildir"},
    {"{\"job\":\"write\",\"id\":\"x\",\"format\":\"csv\",\"path\":\"/no/such/folder/x\"}\n",
     "\"event\":\"failed\""},
};

START_TEST(jobs_that_fail)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct answer answer;
        answer_lines(&answer, cases[i].input);
        ck_assert_int_eq(answer.result, 1);
        ck_assert_uint_eq(answer.n, 1);
        ck_assert_msg(strstr(answer.lines[0], cases[i].answer) != NULL, "%s", answer.lines[0]);
        answer_done(&answer);
    }
}
END_TEST

static int64_t stopped_clock(void)
{
    return 0;
}

static int64_t fast_clock(void)
{
    static int64_t now;

    return now += 1000;
}

/* One line of progress a message when each takes a second. */
START_TEST(progress)
{
    static const char file[] = "From x@y.example Tue Mar 10 10:15:00 2026\nFrom: a@x.example\n\nx\n\n"
                               "From x@y.example Tue Mar 10 10:15:00 2026\nFrom: a@x.example\n\nx\n";
    struct place place;
    struct err err;
    char said[4096] = "";

    place_make(&place);
    place_write(&place, "mbox", file, strlen(file));
    place_write(&place, "out", "", 0);
    _cleanup_free_ char *path = place_path(&place, "mbox"), *out = place_path(&place, "out");
    _cleanup_free_ char *job = str_format(
        "{\"job\":\"read\",\"id\":\"p\",\"format\":\"mbox\",\"path\":\"%s\",\"me\":[\"n@x.example\"]}", path);
    place_write(&place, "in", job, strlen(job));
    _cleanup_free_ char *in = place_path(&place, "in");
    int in_fd = open(in, O_RDONLY | O_CLOEXEC), out_fd = open(out, O_RDWR | O_CLOEXEC);
    ck_assert_int_eq(job_run(in_fd, out_fd, fast_clock, &err), 0);
    ck_assert_int_gt(pread(out_fd, said, sizeof said - 1, 0), 0);
    ck_assert(strstr(said,
                     "{\"event\":\"progress\",\"id\":\"p\",\"read\":64,\"total\":127,\"unit\":\"bytes\"}\n"
                     "{\"event\":\"progress\",\"id\":\"p\",\"read\":127,") != NULL);
    close(in_fd);
    close(out_fd);
    place_remove(&place);
}
END_TEST

START_TEST(nobody_listens)
{
    struct err err;

    ck_assert_int_eq(job_run(-1, -1, stopped_clock, &err), -1);
    ck_assert(*err.text);
}
END_TEST

START_TEST(tidy_lines)
{
    static const struct {
        const char *text;
        size_t max;
        const char *line;
    } lines[] = {
        {"a", 9, "a"},
        {"  a  b\n\tc ", 9, "a b c"},
        {"", 9, NULL},
        {" \n", 9, NULL},
        {"abcdef", 3, "abc"},
        {"añb", 2, "a"},
        {"a\x7f\x01"
         "b",
         9, "a b"},
        {"ab cd", 3, "ab"},
    };

    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        _cleanup_free_ char *line = tidy_line(lines[i].text, strlen(lines[i].text), lines[i].max);
        ck_assert_pstr_eq(line, lines[i].line);
    }
}
END_TEST

START_TEST(tidy_addresses)
{
    static const char *const good[] = {"a@b", "a.b+c@x.example", "ñ@x.example", "o'n@x.example"};
    static const char *const bad[] = {"", "@", "a@", "@b", "a b@c", "a@b@c", "a", "a@b,c", "<a@b>", "a@b\nc"};

    for (size_t i = 0; i < ARRAY_LEN(good); i++) {
        _cleanup_free_ char *address = tidy_address(good[i]);
        ck_assert_pstr_eq(address, good[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        _cleanup_free_ char *address = tidy_address(bad[i]);
        ck_assert_ptr_null(address);
    }
}
END_TEST

int main(void)
{
    return harness_run("job", (const TTest *const[]){jobs_that_fail, progress, nobody_listens, tidy_lines,
                                                     tidy_addresses, NULL});
}
