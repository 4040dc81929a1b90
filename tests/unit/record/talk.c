#include "paletti/record/talk.h"

#include "fixture.h"

#include <stdlib.h>
#include <string.h>

static const char *const jobs[] = {
    "{\"job\":\"read\",\"id\":\"j1\",\"format\":\"mbox\",\"path\":\"/home/nora/"
    "\\\"mail\\\"\",\"me\":[\"nora@casa.example\"],"
    "\"clients\":[{\"ref\":\"acme\",\"emails\":[\"ivo@ombra.example\"],\"phones\":[\"+39 "
    "06\"]},{\"ref\":\"b\"}],"
    "\"add_correspondents\":true}\n",
    "{\"job\":\"write\",\"id\":\"j2\",\"format\":\"csv\",\"path\":\"out.csv\"}\n",
    ("{\"job\":\"read\",\"id\":\"j1\",\"format\":\"ics\",\"path\":\"days.ics\",\"as\":\"closed\",\"kind\":\"holiday\","
     "\"zone\":\"Europe/Madrid\",\"from\":\"2025-11-16\",\"to\":\"2029-11-18\"}\n"),
    ("{\"job\":\"find\",\"id\":\"f\",\"stripe\":{\"secret_command\":[\"pass\",\"show\",\"stripe\"]},"
     "\"emails\":[\"blas@tormenta.example\"],\"since\":\"2025-01-01T00:00:00Z\"}\n"),
    ("{\"job\":\"refund\",\"id\":\"r\",\"stripe\":{\"base\":\"https://127.0.0.1:4443\",\"ca\":\"ca.pem\"},"
     "\"payment\":\"pi_1\",\"amount\":{\"amount\":\"300.00\",\"currency\":\"EUR\"},\"intent\":\"4b1c\","
     "\"body\":\"amount=30000\",\"version\":\"2026-09-30.endive\",\"live\":false,\"within\":82800}\n"),
    "{\"job\":\"check\",\"id\":\"c\",\"stripe\":{\"seconds\":5}}\n",
    ("{\"job\":\"send\",\"id\":\"m\",\"server\":{\"host\":\"smtp.paletti.example\",\"port\":587,\"security\":\"starttls\","
     "\"user\":\"nora\",\"auth\":\"xoauth2\",\"secret_command\":[\"pass\",\"show\",\"mail\"],\"end_seconds\":900},"
     "\"message\":{\"from\":\"nora@paletti.example\",\"to\":\"ivo@ombra.example\",\"to_name\":\"Ivo\",\"subject\":\"s\","
     "\"text\":\"Hola:\\n\",\"message_id\":\"1@paletti.example\",\"date\":\"2026-11-22T10:15:00Z\","
     "\"zone\":\"Europe/Madrid\",\"in_reply_to\":\"q@ombra.example\",\"references\":[\"q@ombra.example\"]},"
     "\"sha256\":\"9f86\"}\n"),
    ("{\"job\":\"compose\",\"id\":\"m\",\"message\":{\"from\":\"nora@paletti.example\",\"to\":\"ivo@ombra.example\","
     "\"subject\":\"s\",\"text\":\"t\",\"message_id\":\"1@paletti.example\",\"date\":\"2026-11-22T10:15:00Z\"}}\n"),
    ("{\"job\":\"find\",\"id\":\"f\",\"server\":{\"way\":\"imap\",\"host\":\"imap.paletti.example\",\"user\":\"nora\"},"
     "\"message_id\":\"1@paletti.example\",\"folder\":\"Sent\"}\n"),
    "{\"job\":\"check\",\"id\":\"c\",\"server\":{\"way\":\"command\",\"command\":[\"sendmail\",\"-i\"]}}\n",
};

START_TEST(jobs_there_and_back)
{
    for (size_t i = 0; i < ARRAY_LEN(jobs); i++) {
        struct job job;
        struct err err = {0};
        _cleanup_str_ struct str text = STR_INIT;
        ck_assert_msg(job_parse(jobs[i], strlen(jobs[i]) - 1, &job, &err) == 0, "%s", err.text);
        job_write(&text, &job);
        ck_assert_str_eq(str_text(&text), jobs[i]);
        if (i == 0) {
            const struct job_client *clients = job.clients.v;
            ck_assert_int_eq(job.kind, JOB_READ);
            ck_assert_uint_eq(job.clients.n, 2);
            ck_assert_str_eq(clients[0].phones.v[0], "+39 06");
            ck_assert(job.add_correspondents);
        }
        job_clear(&job);
    }
}
END_TEST

START_TEST(bad_jobs)
{
    static const struct {
        const char *line, *sentence;
    } cases[] = {
        {"{\"id\":\"j\"}", "job: is missing"},
        {"{\"job\":7}", "job: expected a string, but this is a number"},
        {"{\"job\":\"dance\"}", "job: \"dance\" is none of \"read\", \"write\", \"find\", \"refund\", \"check\", \"compose\", \"send\""},
        {"{\"job\":\"read\",\"id\":\"j\",\"format\":\"mbox\"}", "job.path: is missing"},
        {"{\"job\":\"send\",\"id\":\"m\",\"message\":{\"from\":\"a@b.example\"}}", "job.message.to: is missing"},
        {"{\"job\":\"send\",\"id\":\"m\",\"server\":{\"security\":\"none\"}}",
         "job.server.security: \"none\" is none of \"tls\", \"starttls\""},
        {"{\"job\":\"read\",\"id\":\"j\",\"format\":\"mbox\",\"path\":\"x\",\"clients\":[{}]}",
         "job.clients[0].ref: is missing"},
        {"{\"job\":\"read\",\"id\":\"j\",\"format\":\"mbox\",\"path\":\"x\",\"speed\":1}",
         "job: unknown field \"speed\"; paletti-jsonl(5) lists the fields there are"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct job job;
        struct err err = {0};
        ck_assert_int_eq(job_parse(cases[i].line, strlen(cases[i].line), &job, &err), -1);
        ck_assert_str_eq(err.text, cases[i].sentence);
    }
}
END_TEST

static const char *const events[] = {
    "{\"event\":\"progress\",\"id\":\"j1\",\"read\":5,\"total\":0,\"unit\":\"bytes\"}\n",
    "{\"event\":\"unknown\",\"id\":\"j1\",\"address\":\"x@y.example\",\"name\":\"X\",\"count\":3}\n",
    "{\"event\":\"unknown\",\"id\":\"j1\",\"address\":\"x@y.example\",\"count\":3}\n",
    "{\"event\":\"skipped\",\"id\":\"j1\",\"where\":\"message 7\",\"why\":\"no date\"}\n",
    "{\"event\":\"done\",\"id\":\"j1\",\"read\":9,\"records\":0,\"skipped\":2}\n",
    "{\"event\":\"done\",\"id\":\"j1\",\"read\":9,\"records\":5,\"skipped\":0,\"replaced\":3}\n",
    ("{\"event\":\"done\",\"id\":\"j1\",\"read\":9,\"records\":5,\"skipped\":0,"
     "\"first\":\"2026-03-10T09:15:00Z\",\"last\":\"2026-03-11T09:15:00Z\"}\n"),
    "{\"event\":\"mine\",\"id\":\"j1\",\"address\":\"x@y.example\",\"name\":\"X\",\"count\":3,\"likely\":true}\n",
    "{\"event\":\"mine\",\"id\":\"j1\",\"address\":\"x@y.example\",\"count\":3}\n",
    ("{\"event\":\"closed\",\"id\":\"j1\",\"from\":\"2026-12-24\",\"to\":\"2027-01-06\",\"label\":\"Navidad\","
     "\"kind\":\"holiday\",\"likely\":true,\"note\":\"Public holiday\"}\n"),
    "{\"event\":\"closed\",\"id\":\"j1\",\"from\":\"2026-12-24\",\"to\":\"2026-12-24\"}\n", /* an absence */
    "{\"event\":\"key\",\"id\":\"j1\",\"live\":false,\"restricted\":true,\"shown\":\"rk_test_\u20264242\"}\n",
    ("{\"event\":\"payment\",\"id\":\"j1\",\"payment\":\"pi_1\",\"charge\":\"ch_1\",\"at\":\"2026-01-12T09:00:00Z\","
     "\"amount\":{\"amount\":\"600.00\",\"currency\":\"EUR\"},\"refunded\":{\"amount\":\"0.00\",\"currency\":\"EUR\"},"
     "\"left\":{\"amount\":\"600.00\",\"currency\":\"EUR\"},\"live\":true,"
     "\"metadata\":[{\"key\":\"package\",\"value\":\"ten\"}]}\n"),
    ("{\"event\":\"refund\",\"id\":\"j1\",\"outcome\":\"requires_action\",\"refund\":\"re_1\",\"intent\":\"4b1c\","
     "\"replayed\":true,\"http\":200}\n"),
    "{\"event\":\"refund\",\"id\":\"j1\",\"outcome\":\"temporary\",\"code\":\"rate_limit\",\"http\":429,\"retry_after\":7}\n",
    "{\"event\":\"checked\",\"id\":\"j1\",\"what\":\"refunds\",\"result\":\"missing\"}\n",
    "{\"event\":\"failed\",\"id\":\"j1\",\"why\":\"no such file\"}\n",
    "{\"event\":\"composed\",\"id\":\"j1\",\"bytes\":\"From: a\\r\\n\\r\\nb\\r\\n\",\"sha256\":\"9f86\"}\n",
    "{\"event\":\"confined\",\"id\":\"j1\",\"landlock\":6,\"seccomp\":true}\n",
    "{\"event\":\"step\",\"id\":\"j1\",\"phase\":\"prepare\"}\n",
    "{\"event\":\"outcome\",\"id\":\"j1\",\"state\":\"sent\",\"phase\":\"end\",\"code\":250,\"reply\":\"250 ok\"}\n",
    "{\"event\":\"outcome\",\"id\":\"j1\",\"state\":\"unknown\",\"phase\":\"end\",\"why\":\"it is not known\"}\n",
};

/* What is not said of days off is not what a zeroed struct would say. */
START_TEST(days_off_are_absences)
{
    static const char line[] = "{\"event\":\"closed\",\"from\":\"2026-12-24\",\"to\":\"2026-12-24\"}";
    struct event event;

    ck_assert_int_eq(event_parse(line, strlen(line), &event, NULL), 0);
    ck_assert_int_eq(event.kind, EVENT_CLOSED);
    ck_assert_int_eq(event.closed_kind, CLOSED_ABSENCE);
    ck_assert(!event.likely);
    event_clear(&event);
}
END_TEST

START_TEST(events_there_and_back)
{
    for (size_t i = 0; i < ARRAY_LEN(events); i++) {
        struct event event;
        struct err err = {0};
        _cleanup_str_ struct str text = STR_INIT;
        ck_assert_msg(event_parse(events[i], strlen(events[i]) - 1, &event, &err) == 0, "%s", err.text);
        ck_assert_str_eq(event.id, "j1");
        event_write(&text, "j1", &event);
        ck_assert_str_eq(str_text(&text), events[i]);
        event_clear(&event);
        ck_assert_ptr_null(event.why);
    }
}
END_TEST

START_TEST(records_are_left_alone)
{
    static const char *const lines[] = {
        "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"A\"}",
        "{\"ref\":\"a\",\"type\":\"client\",\"name\":\"A\"}",
    };
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct event event;
        ck_assert_int_eq(event_parse(lines[i], strlen(lines[i]), &event, NULL), 0);
        ck_assert_int_eq(event.kind, EVENT_RECORD);
        event_clear(&event);
    }
}
END_TEST

START_TEST(nonsense)
{
    static const struct {
        const char *line, *sentence;
    } cases[] = {
        {"{}", "event: is missing"},
        {"Segmentation fault", "is no valid JSON at byte 12: '[' or '{' expected near 'Segmentation'"},
        {"{\"event\":\"cheer\"}",
         "event: \"cheer\" is none of \"progress\", \"unknown\", \"closed\", \"mine\", \"skipped\", \"key\", \"customer\", "
         "\"payment\", \"prepared\", \"refund\", \"checked\", \"done\", \"failed\", \"composed\", \"confined\", \"step\", \"outcome\""},
        {"{\"event\":\"done\",\"read\":1,\"records\":1}", "event.skipped: is missing"},
        {"{\"event\":\"done\",\"read\":-1,\"records\":1,\"skipped\":0}",
         "event.read: is -1; only 0 to 9223372036854775807 are allowed"},
        {"{\"event\":\"closed\",\"from\":\"2026-12-24\"}", "event.to: is missing"},
        {"{\"event\":\"failed\",\"why\":\"\"}", "event.why: is empty; it has to say something"},
        {"[1]", "event: is missing"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct event event = {.kind = EVENT_DONE};
        struct err err = {0};
        ck_assert_int_eq(event_parse(cases[i].line, strlen(cases[i].line), &event, &err), -1);
        ck_assert_str_eq(err.text, cases[i].sentence);
        ck_assert_int_eq(event.kind, EVENT_DONE);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {jobs_there_and_back, bad_jobs, days_off_are_absences, events_there_and_back,
                                  records_are_left_alone, nonsense};
    return run_suite("talk", tests, NULL, ARRAY_LEN(tests));
}
