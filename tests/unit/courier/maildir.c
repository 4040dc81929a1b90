#include "harness.h"

#include "paletti/base/mem.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define JOB                                                                                                  \
    "\"me\":[\"nora@paletti.example\"],\"clients\":[{\"ref\":\"tormenta\",\"emails\":[\"blas@tormenta."      \
    "example\"]}]"

static void put(const struct place *place, const char *name, const char *id)
{
    _cleanup_free_ char *text =
        str_format("From: blas@tormenta.example\nMessage-ID: <%s@x.example>\n\nhola\n", id);

    place_write(place, name, text, strlen(text));
}

START_TEST(folders)
{
    struct place place;
    struct answer answer;
    static const char *const order[] = {"\"1@x", "\"2@x", "\"3@x", "\"4@x", "\"5@x"};

    place_make(&place);
    put(&place, "cur/1700000002.b:2,S", "2");
    put(&place, "cur/1700000001.a:2,RS", "1");
    put(&place, "new/1700000003.c", "3");
    put(&place, "tmp/1700000009.z", "9");
    put(&place, "cur/.hidden", "9");
    put(&place, ".Sent/cur/1700000004.d:2,S", "4");
    put(&place, ".Sent/dovecot.index", "9");
    put(&place, "archive/2025/new/1700000005.e", "5");
    answer_read(&answer, "maildir", place.path, JOB);
    ck_assert_int_eq(answer.result, 0);
    size_t seen = 0;
    for (size_t i = 0; i < answer.n; i++)
        if (strstr(answer.lines[i], "interaction"))
            ck_assert_msg(seen < 5 && strstr(answer.lines[i], order[seen++]) != NULL, "%s", answer.lines[i]);
    ck_assert_uint_eq(seen, 5);
    ck_assert(strstr(answer_line(&answer, "done"), "\"read\":5,\"records\":5,\"skipped\":0") != NULL);
    ck_assert(strstr(answer.lines[0], "\"system\":\"maildir\"") != NULL);
    answer_done(&answer);
    place_remove(&place);
}
END_TEST

START_TEST(what_is_no_message)
{
    struct place place, elsewhere;
    struct answer answer;

    place_make(&place);
    place_make(&elsewhere);
    put(&elsewhere, "cur/9", "9");
    put(&place, "cur/1", "1");
    _cleanup_free_ char *odd = place_path(&place, "cur/\xff");
    _cleanup_free_ char *secret = place_path(&elsewhere, "cur/9"), *link = place_path(&place, "cur/2"),
                        *tree = place_path(&place, ".Other"), *pipe = place_path(&place, "cur/3"),
                        *folder = place_path(&place, "cur/4");
    ck_assert_int_eq(symlink(secret, link), 0);
    ck_assert_int_eq(symlink(secret, odd), 0);
    ck_assert_int_eq(symlink(elsewhere.path, tree), 0);
    ck_assert_int_eq(mkfifo(pipe, 0600), 0);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    answer_read(&answer, "maildir", place.path, JOB);
    answer_line(&answer, "\"where\":\"cur/2\",\"why\":\"it is a symbolic link\"");
    answer_line(&answer, "\"where\":\"cur/\uFFFD\",\"why\":\"it is a symbolic link\"");
    answer_line(&answer, "\"where\":\"cur/3\",\"why\":\"it is no plain file\"");
    answer_line(&answer, "\"where\":\"cur/4\",\"why\":\"it is no plain file\"");
    ck_assert(strstr(answer_line(&answer, "done"), "\"read\":5,\"records\":1,\"skipped\":4") != NULL);
    answer_done(&answer);
    place_remove(&place);
    place_remove(&elsewhere);
}
END_TEST

START_TEST(times_of_files)
{
    struct place place;
    struct answer answer;
    static const char with[] =
        "From x@y.example Tue Mar 10 10:15:00 2026\nFrom: blas@tormenta.example\n\nx\n";

    place_make(&place);
    put(&place, "cur/1", "1");
    place_write(&place, "cur/2", with, strlen(with));
    _cleanup_free_ char *path = place_path(&place, "cur/1");
    ck_assert_int_eq(utimensat(AT_FDCWD, path, (struct timespec[]){{1773130000, 0}, {1773130000, 0}}, 0), 0);
    answer_read(&answer, "maildir", place.path, JOB);
    answer_line(&answer, "\"at\":\"2026-03-10T08:06:40Z\"");
    answer_line(&answer, "\"at\":\"2026-03-10T10:15:00Z\"");
    answer_done(&answer);
    place_remove(&place);
}
END_TEST

START_TEST(refusals)
{
    struct place place;
    struct answer answer;

    place_make(&place);
    place_write(&place, "file", "x", 1);
    _cleanup_free_ char *file = place_path(&place, "file"), *missing = place_path(&place, "missing");
    const char *const paths[] = {place.path, file, missing};
    const char *const whys[] = {"no maildir", "cannot be opened", "cannot be opened"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        answer_read(&answer, "maildir", paths[i], JOB);
        ck_assert_int_eq(answer.result, 1);
        ck_assert(strstr(answer_line(&answer, "failed"), whys[i]) != NULL);
        answer_done(&answer);
    }
    answer_read(&answer, "maildir", place.path, "");
    ck_assert(strstr(answer_line(&answer, "failed"), "--me ADDRESS") != NULL);
    answer_done(&answer);
    place_remove(&place);
}
END_TEST

START_TEST(an_empty_maildir)
{
    struct place place;
    struct answer answer;

    place_make(&place);
    _cleanup_free_ char *cur = place_path(&place, "cur");
    ck_assert_int_eq(mkdir(cur, 0700), 0);
    answer_read(&answer, "maildir", place.path, JOB);
    ck_assert_int_eq(answer.result, 0);
    answer_line(&answer, "\"read\":0");
    answer_done(&answer);
    place_remove(&place);
}
END_TEST

START_TEST(a_message_that_is_too_large)
{
    struct place place;
    struct answer answer;
    _cleanup_str_ struct str text = STR_INIT;

    place_make(&place);
    str_add(&text, "From: blas@tormenta.example\n\n");
    while (text.len < 65 << 20)
        str_add(&text, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n");
    place_write(&place, "cur/1", text.s, text.len);
    answer_read(&answer, "maildir", place.path, JOB);
    ck_assert(strstr(answer_line(&answer, "skipped\",\"id"), "64 MiB") != NULL);
    answer_done(&answer);
    place_remove(&place);
}
END_TEST

int main(void)
{
    return harness_run("maildir",
                       (const TTest *const[]){folders, what_is_no_message, times_of_files, refusals,
                                              an_empty_maildir, a_message_that_is_too_large, NULL});
}
