#include "harness.h"

#include "paletti/base/mem.h"

#include <string.h>

#define SEPARATOR "From x@y.example Tue Mar 10 10:15:00 2026\n"
#define JOB                                                                                                  \
    "\"me\":[\"Nora@Paletti.example\",\"nora@atlas.example\"],"                                              \
    "\"clients\":[{\"ref\":\"tormenta\",\"emails\":[\"Blas@Tormenta.example\",\"b@tormenta.example\"]},"     \
    "{\"ref\":\"acme\",\"emails\":[\"ivo@acme.example\"]},{\"ref\":\"acme2\",\"emails\":[\"ivo@acme."        \
    "example\"]}]"
#define ADD JOB ",\"add_correspondents\":true"
#define IN  "From: Blas <blas@tormenta.example>\nTo: nora@paletti.example\n"
#define OUT "From: Nora <nora@paletti.example>\n"

static void read_mail(struct answer *answer, const char *more, const char *file)
{
    answer_bytes(answer, "mbox", file, strlen(file), more);
}

START_TEST(what_comes_in)
{
    struct answer answer;

    read_mail(&answer, JOB,
              SEPARATOR
              "Received: from a by b; Tue, 10 Mar 2026 10:16:00 +0100\n" IN
              "Subject: hola\nMessage-ID: <1@x.example>\nDate: Tue, 10 Mar 2026 10:15:00 +0100\n\nque tal\n");
    ck_assert_int_eq(answer.result, 0);
    ck_assert_str_eq(
        answer_line(&answer, "interaction"),
        "{\"type\":\"interaction\",\"ref\":\"1@x.example#tormenta\",\"client\":\"tormenta\","
        "\"at\":\"2026-03-10T09:16:00Z\",\"direction\":\"in\",\"kind\":\"message\",\"channel\":\"email\","
        "\"subject\":\"hola\",\"body\":\"que tal\",\"thread\":\"1@x.example\","
        "\"source\":{\"system\":\"mbox\",\"id\":\"1@x.example\"}}");
    ck_assert_str_eq(answer_line(&answer, "done"),
                     "{\"event\":\"done\",\"id\":\"j1\",\"read\":1,\"records\":1,\"skipped\":0}");
    answer_done(&answer);
}
END_TEST

START_TEST(what_goes_out)
{
    struct answer answer;

    read_mail(
        &answer, JOB,
        SEPARATOR
        "Received: from a by b; Tue, 10 Mar 2026 10:16:00 +0100\n" OUT
        "To: b@tormenta.example, Blas <BLAS@tormenta.example>\nCc: ivo@acme.example\nBcc: who@x.example\n"
        "Message-ID: <1@x.example>\nDate: Tue, 10 Mar 2026 10:15:00 +0100\nAuto-Submitted: "
        "auto-replied\n\nx\n");
    ck_assert_uint_eq(answer_count(&answer, "\"direction\":\"out\""), 3);
    ck_assert_uint_eq(answer_count(&answer, "1@x.example#tormenta"), 1); /* two addresses, one client */
    answer_line(&answer, "\"ref\":\"1@x.example#acme\"");                /* one address, two clients */
    answer_line(&answer, "\"ref\":\"1@x.example#acme2\"");
    ck_assert_uint_eq(answer_count(&answer, "2026-03-10T09:15:00Z"), 3);
    ck_assert_uint_eq(answer_count(&answer, "needs_reply"), 0);
    answer_line(&answer, "\"unknown\",\"id\":\"j1\",\"address\":\"who@x.example\",\"count\":1");
    answer_done(&answer);
}
END_TEST

START_TEST(senders_of_another_name)
{
    struct answer answer;

    read_mail(
        &answer, JOB,
        SEPARATOR
        "From: list@x.example\nReply-To: ivo@acme.example\nMessage-ID: <1@x.example>\n\nx\n\n" SEPARATOR
        "From: office@x.example\nSender: blas@tormenta.example\nMessage-ID: <2@x.example>\n\nx\n\n" SEPARATOR
        "From: blas@tormenta.example\nReply-To: ivo@acme.example\nMessage-ID: "
        "<3@x.example>\n\nx\n\n" SEPARATOR "Sender: blas@tormenta.example\nMessage-ID: <4@x.example>\n\nx\n");
    answer_line(&answer, "1@x.example#acme\"");
    answer_line(&answer, "2@x.example#tormenta\"");
    answer_line(&answer, "3@x.example#tormenta\"");
    ck_assert_uint_eq(answer_count(&answer, "3@x.example#acme\""), 0);
    answer_line(&answer, "4@x.example#tormenta\"");
    ck_assert_uint_eq(answer_count(&answer, "unknown"), 0);
    answer_done(&answer);
}
END_TEST

START_TEST(another_address_is_another_person)
{
    struct answer answer;

    read_mail(&answer, JOB,
              SEPARATOR
              "From: nora+shop@paletti.example\nMessage-ID: <1@x.example>\n\nx\n\n" SEPARATOR
              "From: NORA@ATLAS.example\nTo: blas@tormenta.example\nMessage-ID: <2@x.example>\n\nx\n");
    answer_line(&answer, "\"address\":\"nora+shop@paletti.example\"");
    answer_line(&answer, "\"direction\":\"out\"");
    answer_done(&answer);
}
END_TEST

/* Where the times come from, in the order of trust. */
START_TEST(times)
{
    static const struct {
        const char *headers, *at;
    } cases[] = {
        {IN "Received: x; Tue, 10 Mar 2026 10:00:00 +0000\nDate: Tue, 10 Mar 2026 09:00:00 +0000\n",
         "2026-03-10T10:00:00Z"},
        {IN "Received: x; no date\nDate: Tue, 10 Mar 2026 09:00:00 +0000\n", "2026-03-10T09:00:00Z"},
        {IN "Date: Tue, 10 Mar 1926 09:00:00 +0000\n", "2026-03-10T10:15:00Z"},
        {IN, "2026-03-10T10:15:00Z"},
        {OUT "To: ivo@acme.example\nReceived: x; Tue, 10 Mar 2026 10:00:00 +0000\nDate: Tue, 10 Mar 2026 "
             "09:00:00 +0000\n",
         "2026-03-10T09:00:00Z"},
        {OUT "To: ivo@acme.example\nReceived: x; Tue, 10 Mar 2026 10:00:00 +0000\nDate: no\n",
         "2026-03-10T10:00:00Z"},
        {OUT "To: ivo@acme.example\n", "2026-03-10T10:15:00Z"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_free_ char *file = str_format(SEPARATOR "%s\nx\n", cases[i].headers);
        struct answer answer;
        read_mail(&answer, JOB, file);
        ck_assert_msg(answer_count(&answer, cases[i].at) > 0, "%s", cases[i].headers);
        answer_done(&answer);
    }
}
END_TEST

START_TEST(nobody_waits)
{
    struct answer answer;

    read_mail(&answer, JOB,
              SEPARATOR IN "Message-ID: <1@x.example>\nAuto-Submitted: auto-replied\n\nx\n\n" SEPARATOR IN
                           "Message-ID: <2@x.example>\n\nx\n");
    ck_assert(strstr(answer_line(&answer, "1@x.example#"), "\"needs_reply\":false") != NULL);
    ck_assert(strstr(answer_line(&answer, "2@x.example#"), "needs_reply") == NULL);
    answer_done(&answer);
}
END_TEST

START_TEST(strangers_by_count)
{
    struct answer answer;

    read_mail(&answer, JOB,
              SEPARATOR
              "From: once@x.example\n\nx\n\n" SEPARATOR "From: twice@x.example\n\nx\n\n" SEPARATOR
              "From: Twice Nice <TWICE@x.example>\n\nx\n\n" SEPARATOR
              "From: again@x.example\n\nx\n\n" SEPARATOR OUT
              "To: blas@tormenta.example, Twice <twice@x.example>\nMessage-ID: <1@x.example>\n\nx\n");
    ck_assert_str_eq(answer.lines[answer.n - 4],
                     "{\"event\":\"unknown\",\"id\":\"j1\",\"address\":\"twice@x.example\","
                     "\"name\":\"Twice Nice\",\"count\":3}");
    ck_assert(strstr(answer.lines[answer.n - 3], "again@x.example") != NULL);
    ck_assert(strstr(answer.lines[answer.n - 2], "once@x.example") != NULL);
    ck_assert(strstr(answer_line(&answer, "done"), "\"read\":5,\"records\":1,\"skipped\":0") != NULL);
    answer_done(&answer);
}
END_TEST

START_TEST(correspondents_become_clients)
{
    struct answer answer;

    read_mail(&answer, ADD,
              SEPARATOR "From: Ana Nueva <Ana@New.example>\nMessage-ID: <1@x.example>\n\nx\n\n" SEPARATOR OUT
                        "To: ana@new.example, other@new.example, blas@tormenta.example\nMessage-ID: "
                        "<2@x.example>\n\nx\n\n" SEPARATOR
                        "From: bad,address;@\nMessage-ID: <3@x.example>\n\nx\n");
    ck_assert_str_eq(answer.lines[0],
                     "{\"type\":\"client\",\"ref\":\"ana@new.example\",\"name\":\"Ana Nueva\","
                     "\"emails\":[\"ana@new.example\"]}");
    answer_line(&answer, "\"ref\":\"1@x.example#ana@new.example\"");
    ck_assert_str_eq(answer_line(&answer, "\"client\",\"ref\":\"other@new.example\""),
                     "{\"type\":\"client\",\"ref\":\"other@new.example\",\"name\":\"other@new.example\","
                     "\"emails\":[\"other@new.example\"]}");
    answer_line(&answer, "\"ref\":\"2@x.example#ana@new.example\"");
    answer_line(&answer, "\"ref\":\"2@x.example#other@new.example\"");
    answer_line(&answer, "\"ref\":\"2@x.example#tormenta\"");
    ck_assert_uint_eq(answer_count(&answer, "\"type\":\"client\""), 2);
    ck_assert_uint_eq(answer_count(&answer, "unknown"), 0);
    answer_done(&answer);
}
END_TEST

START_TEST(what_is_left_out_is_told)
{
    struct answer answer;

    read_mail(&answer, JOB,
              SEPARATOR OUT "To: nora@atlas.example\n\nx\n\n" SEPARATOR OUT
                            "To: nora@paletti.example\n\nx\n\n" SEPARATOR OUT "\nx\n\n" SEPARATOR
                            "Subject: nobody\n\nx\n\n" SEPARATOR IN "\nx\n");
    answer_line(&answer, "\"where\":\"2 messages\",\"why\":\"from you to yourself\"");
    ck_assert(strstr(answer_line(&answer, "names nobody"), "\"where\":\"message 3 (byte ") != NULL);
    ck_assert(strstr(answer_line(&answer, "no sender"), "\"where\":\"message 4 (byte ") != NULL);
    ck_assert(strstr(answer_line(&answer, "done"), "\"read\":5,\"records\":1,\"skipped\":4") != NULL);
    answer_done(&answer);
}
END_TEST

START_TEST(refs_have_a_limit)
{
    _cleanup_str_ struct str file = STR_INIT;
    struct answer answer, again;

    str_add(&file, SEPARATOR IN "Message-ID: <");
    for (int i = 0; i < 300; i++)
        str_add(&file, "x");
    str_add(&file, "@x.example>\n\nx\n");
    read_mail(&answer, JOB, file.s);
    read_mail(&again, JOB, file.s);
    ck_assert(strstr(answer_line(&answer, "interaction"), "\"ref\":\"h-") != NULL);
    ck_assert(strstr(answer_line(&answer, "interaction"), "#tormenta\"") != NULL);
    ck_assert_str_eq(answer.lines[0], again.lines[0]);
    answer_done(&answer);
    answer_done(&again);
}
END_TEST

START_TEST(archives_that_hide_addresses)
{
    struct answer answer;

    read_mail(
        &answer, JOB,
        "From blas at tormenta.example  Tue Mar 10 10:15:00 2026\nFrom: blas at tormenta.example (Blas N.)\n"
        "Message-ID: <1@x.example>\n\nx\n");
    answer_line(&answer, "1@x.example#tormenta");
    answer_done(&answer);
}
END_TEST

START_TEST(refusals)
{
    static const struct {
        const char *more, *file, *why;
    } cases[] = {
        {"", SEPARATOR IN "\nx\n", "--me ADDRESS"},
        {JOB, "\x1f\x8b\x08\x00", "compressed (gzip)"},
        {JOB, "PK\x03\x04", "compressed (zip)"},
        {JOB, "Subject: x\n", "no mbox"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct answer answer;
        read_mail(&answer, cases[i].more, cases[i].file);
        ck_assert_int_eq(answer.result, 1);
        ck_assert_uint_eq(answer.n, 1);
        ck_assert(strstr(answer_line(&answer, "failed"), cases[i].why) != NULL);
        answer_done(&answer);
    }
}
END_TEST

START_TEST(an_empty_mailbox)
{
    struct answer answer;

    read_mail(&answer, JOB, "");
    ck_assert_int_eq(answer.result, 0);
    ck_assert_str_eq(answer.lines[0],
                     "{\"event\":\"done\",\"id\":\"j1\",\"read\":0,\"records\":0,\"skipped\":0}");
    answer_done(&answer);
}
END_TEST

START_TEST(malformed_bytes_are_counted)
{
    struct answer answer;

    read_mail(&answer, JOB,
              SEPARATOR IN "Content-Type: text/plain; charset=utf-8\n\na\xff"
                           "b\xfe\n\n" SEPARATOR
                           "From: who@x.example\nContent-Type: text/plain; charset=utf-8\n\n\xff\n");
    ck_assert(strstr(answer_line(&answer, "done"), "\"skipped\":0,\"replaced\":2") != NULL);
    answer_done(&answer);
}
END_TEST

/* A mailbox in which every message is from somebody else: done in no time, and memory has a bound. */
START_TEST(a_crowd)
{
    _cleanup_str_ struct str file = STR_INIT;
    struct answer answer;

    for (int i = 0; i < 4000; i++)
        str_printf(&file, SEPARATOR "From: s%d@x.example\n\nx\n\n", i);
    read_mail(&answer, JOB, file.s);
    ck_assert_uint_eq(answer_count(&answer, "\"unknown\""), 4000);
    answer_done(&answer);
}
END_TEST

int main(void)
{
    return harness_run("mailroom",
                       (const TTest *const[]){what_comes_in, what_goes_out, senders_of_another_name,
                                              another_address_is_another_person, times, nobody_waits,
                                              strangers_by_count, correspondents_become_clients,
                                              what_is_left_out_is_told, refs_have_a_limit,
                                              archives_that_hide_addresses, refusals, an_empty_mailbox,
                                              malformed_bytes_are_counted, a_crowd, NULL});
}
