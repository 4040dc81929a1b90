#include "formats/tidy.h"
#include "harness.h"
#include "job.h"

#include "paletti/base/mem.h"

#include <string.h>

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
    {"{\"job\":\"write\",\"id\":\"x\",\"format\":\"mbox\",\"path\":\"/\"}\n", "mbox can be read, but not written"},
    {"{\"job\":\"read\",\"id\":\"x\",\"format\":\"csv\",\"path\":\"/no/such/file\"}", "/no/such/file cannot be opened"},
    {"{\"job\":\"read\",\"id\":\"x\",\"format\":\"csv\",\"path\":\"/\"}\n", "\"event\":\"failed\""},
    {"{\"job\":\"read\",\"id\":\"x\",\"format\":\"mbox\",\"path\":\"/\",\"me\":[\"n@x.example\"]}\n", "--format maildir"},
    {"{\"job\":\"write\",\"id\":\"x\",\"format\":\"csv\",\"path\":\"/no/such/folder/x\"}\n", "\"event\":\"failed\""},
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
        {"a", 9, "a"}, {"  a  b\n\tc ", 9, "a b c"}, {"", 9, NULL}, {" \n", 9, NULL}, {"abcdef", 3, "abc"},
        {"añb", 2, "a"}, {"a\x7f\x01" "b", 9, "a b"}, {"ab cd", 3, "ab"},
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
    return harness_run("job", (const TTest *const[]){jobs_that_fail, nobody_listens, tidy_lines, tidy_addresses, NULL});
}
