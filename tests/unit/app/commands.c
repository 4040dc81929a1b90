/* What the commands answer, key by key. */
#include "fixture.h"

#include "paletti/base/mem.h"

#include <string.h>
#include <unistd.h>

static struct trial t;

static void setup(void)
{
    trial_init(&t);
}

#define MESSAGE(ref, client, at, direction, more)                                                            \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"at\":\"" at                   \
    "\",\"direction\":\"" direction "\",\"kind\":\"message\",\"channel\":\"email\"" more "}\n"

START_TEST(clients_as_they_stand)
{
    setup();
    trial_put(&t, RULES ADA BLAS
              "{\"type\":\"told\",\"ref\":\"t1\",\"client\":\"ada\",\"on\":\"2026-02-01\"}\n"
              "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"ada\",\"number\":\"1\",\"amount\":{"
              "\"amount\":\"320.00\","
              "\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\"}\n"
              "{\"type\":\"payment\",\"ref\":\"p1\",\"client\":\"ada\",\"amount\":{\"amount\":\"20.00\","
              "\"currency\":\"EUR\"},"
              "\"on\":\"2026-10-05\",\"invoice\":\"v1\"}\n" MESSAGE("m1", "ada", "2026-11-13T17:50:00+01:00",
                                                                    "in", "")
                  MESSAGE("m2", "ada", "2026-11-14T11:00:00+01:00", "in", ""));
    ck_assert_str_eq(
        trial_ok(&t, "clients", NULL),
        "[{\"ref\":\"ada\",\"name\":\"Ada Quill\",\"state\":\"active\",\"waiting\":true,"
        "\"due\":\"2026-11-16T16:50:00Z\",\"overdue\":false,"
        "\"owed\":[{\"amount\":\"300.00\",\"currency\":\"EUR\"}],\"breaches\":{\"client\":2,\"me\":0},"
        "\"last\":\"2026-11-14T10:00:00Z\"},"
        "{\"ref\":\"blas\",\"name\":\"Blas Nublado\",\"state\":\"active\",\"waiting\":false,\"due\":null,"
        "\"overdue\":false,\"owed\":[],\"breaches\":{\"client\":0,\"me\":0},\"last\":null}]\n");
    trial_done(&t);
}
END_TEST

START_TEST(the_future_is_not_known)
{
    setup();
    trial_put(&t, RULES ADA MESSAGE("m1", "ada", "2026-11-11T10:00:00+01:00", "in", "")
                      MESSAGE("m2", "ada", "2026-11-17T10:00:00+01:00", "out",
                              "") "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"ada\",\"number\":\"1\","
                                  "\"amount\":{\"amount\":\"320.00\","
                                  "\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\"}\n"
                                  "{\"type\":\"invoice\",\"ref\":\"v2\",\"client\":\"ada\",\"number\":\"2\","
                                  "\"amount\":{\"amount\":\"10.00\","
                                  "\"currency\":\"EUR\"},\"issued_on\":\"2026-11-17\"}\n"
                                  "{\"type\":\"payment\",\"ref\":\"p1\",\"client\":\"ada\",\"amount\":{"
                                  "\"amount\":\"320.00\",\"currency\":\"EUR\"},"
                                  "\"on\":\"2026-11-17\",\"invoice\":\"v1\"}\n");
    const char *answer = trial_ok(&t, "clients", NULL);
    ck_assert_ptr_nonnull(
        strstr(answer, "\"waiting\":true,\"due\":\"2026-11-16T08:30:00Z\",\"overdue\":true"));
    ck_assert_ptr_nonnull(strstr(answer, "\"owed\":[{\"amount\":\"320.00\",\"currency\":\"EUR\"}]"));
    ck_assert_ptr_nonnull(strstr(answer, "\"last\":\"2026-11-11T09:00:00Z\""));
    ck_assert_ptr_null(strstr(trial_ok(&t, "log", "ada", NULL), "m2"));
    ck_assert_int_eq(trial_run(&t, "explain", "m2", NULL), -1);
    t.now += 3 * 86400;
    answer = trial_ok(&t, "clients", NULL);
    ck_assert_ptr_nonnull(strstr(answer, "\"waiting\":false,\"due\":null"));
    ck_assert_ptr_nonnull(strstr(answer, "\"owed\":[{\"amount\":\"10.00\",\"currency\":\"EUR\"}]"));
    trial_done(&t);
}
END_TEST

START_TEST(log_rows_are_records_with_what_was_judged)
{
    setup();
    trial_put(&t, RULES ADA MESSAGE("m1", "ada", "2026-11-13T17:50:00+01:00", "in",
                                    ",\"subject\":\"header\",\"body\":\"a\\nb\","
                                    "\"minutes\":6,\"needs_reply\":true,\"signs\":[\"haggles\"],\"source\":{"
                                    "\"system\":\"mbox\",\"id\":\"7\"}"));
    ck_assert_str_eq(
        trial_ok(&t, "log", "Ada", NULL),
        "[{\"ref\":\"m1\",\"client\":\"ada\",\"at\":\"2026-11-13T16:50:00Z\",\"direction\":\"in\","
        "\"kind\":\"message\",\"channel\":\"email\",\"subject\":\"header\",\"body\":\"a\\nb\",\"minutes\":6,"
        "\"signs\":[\"haggles\"],\"source\":{\"system\":\"mbox\",\"id\":\"7\"},"
        "\"receipt\":\"2026-11-13T16:50:00Z\",\"due\":\"2026-11-16T16:50:00Z\",\"state\":\"waiting\"}]\n");
    /* A row of `search` is a row of `log`. */
    _cleanup_free_ char *log = mem_string(trial_ok(&t, "log", "Ada", NULL));
    ck_assert_str_eq(trial_ok(&t, "search", "HÉAD", NULL), log);
    ck_assert_str_eq(trial_ok(&t, "search", "nothing", "such", NULL), "[]\n");
    trial_done(&t);
}
END_TEST

START_TEST(limits)
{
    _cleanup_str_ struct str lines = STR_INIT;

    setup();
    str_add(&lines, ADA);
    for (int i = 0; i < 70; i++)
        str_printf(&lines, MESSAGE("m%d", "ada", "2026-11-%02dT10:%02d:00Z", "in", ""), i, 1 + i / 60,
                   i % 60);
    trial_put(&t, str_text(&lines));
    static const struct {
        const char *limit;
        int rows;
    } cases[] = {{NULL, 50}, {"7", 7}, {"0", 70}, {"1000", 70}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int n = 0;
        const char *at = cases[i].limit ? trial_ok(&t, "log", "ada", "--limit", cases[i].limit, NULL)
                                        : trial_ok(&t, "log", "ada", NULL);
        for (; (at = strstr(at, "\"ref\"")); at++)
            n++;
        ck_assert_int_eq(n, cases[i].rows);
    }
    ck_assert_int_eq(trial_run(&t, "log", "ada", "--limit", "many", NULL), -2);
    ck_assert_int_eq(trial_run(&t, "log", "ada", "--limit", "-1", NULL), -2);
    trial_done(&t);
}
END_TEST

START_TEST(today_and_its_exit_codes)
{
    setup();
    trial_put(&t, RULES ADA BLAS);
    ck_assert_int_eq(trial_run(&t, "today", NULL), 0);
    ck_assert_str_eq(str_text(&t.out), "[]\n");
    trial_put(&t,
              MESSAGE("m1", "blas", "2026-11-13T17:50:00+01:00", "in", "") MESSAGE(
                  "m2", "ada", "2026-11-10T10:00:00+01:00", "out",
                  ",\"needs_reply\":false") "{\"type\":\"ask\",\"ref\":\"k1\",\"client\":\"ada\","
                                            "\"interaction\":\"m2\",\"what\":\"files\",\"window\":\"6d\"}\n"
                                            "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"ada\","
                                            "\"number\":\"1\",\"amount\":{\"amount\":\"3.00\","
                                            "\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\",\"due_on\":"
                                            "\"2026-11-16\"}\n");
    ck_assert_int_eq(trial_run(&t, "today", NULL), EXIT_OVERDUE);
    ck_assert_str_eq(
        str_text(&t.out),
        "[{\"client\":\"ada\",\"ref\":\"k1\",\"kind\":\"ask\",\"due\":\"2026-11-16T09:00:00Z\",\"polite\":"
        "null,"
        "\"overdue\":true},"
        "{\"client\":\"blas\",\"ref\":\"m1\",\"kind\":\"reply\",\"due\":\"2026-11-16T16:50:00Z\","
        "\"polite\":\"2026-11-16T16:50:00Z\",\"overdue\":false},"
        "{\"client\":\"ada\",\"ref\":\"v1\",\"kind\":\"invoice\",\"due\":\"2026-11-16T23:00:00Z\",\"polite\":"
        "null,"
        "\"overdue\":false}]\n");
    t.now -= 3600;
    ck_assert_int_eq(trial_run(&t, "today", NULL), EXIT_DUE_TODAY);
    trial_done(&t);
}
END_TEST

START_TEST(judge_in_the_order_of_time)
{
    setup();
    trial_put(&t, RULES ADA BLAS
              "{\"type\":\"told\",\"ref\":\"t1\",\"client\":\"ada\",\"on\":\"2026-02-01\"}\n" MESSAGE(
                  "o1", "ada", "2026-11-02T10:00:00+01:00", "out",
                  "") "{\"type\":\"ask\",\"ref\":\"k1\",\"client\":\"ada\",\"interaction\":\"o1\",\"what\":"
                      "\"files\"}\n"
                      "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"blas\",\"number\":\"1\",\"amount\":{"
                      "\"amount\":\"3.00\","
                      "\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\",\"due_on\":\"2026-11-03\"}\n"
                      "{\"type\":\"interaction\",\"ref\":\"c1\",\"client\":\"blas\",\"at\":\"2026-11-01T10:"
                      "00:00+01:00\","
                      "\"direction\":\"in\",\"kind\":\"call\",\"channel\":\"phone\"}\n" MESSAGE(
                          "m1", "ada", "2026-11-04T10:00:00+01:00", "in", "")
                          MESSAGE("m2", "ada", "2026-11-05T10:00:00+01:00", "in", "")
                              MESSAGE("m3", "ada", "2026-11-10T20:00:00+01:00", "out", ""));
    ck_assert_str_eq(
        trial_ok(&t, "judge", NULL),
        "[{\"type\":\"interaction\",\"ref\":\"c1\",\"client\":\"blas\",\"breaches\":[{\"by\":\"client\","
        "\"kind\":\"off_hours\","
        "\"counted\":false,\"state\":\"open\"}]},"
        "{\"type\":\"ask\",\"ref\":\"k1\",\"client\":\"ada\",\"breaches\":[{\"by\":\"client\",\"kind\":"
        "\"late_material\","
        "\"counted\":true,\"state\":\"open\"}]},"
        "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"blas\",\"breaches\":[{\"by\":\"client\",\"kind\":"
        "\"late_payment\","
        "\"counted\":true,\"state\":\"open\"}]},"
        "{\"type\":\"interaction\",\"ref\":\"m1\",\"client\":\"ada\",\"receipt\":\"2026-11-04T09:00:00Z\","
        "\"due\":\"2026-11-09T08:30:00Z\",\"state\":\"late\",\"early\":false,\"breaches\":[]},"
        "{\"type\":\"interaction\",\"ref\":\"m2\",\"client\":\"ada\",\"breaches\":[{\"by\":\"client\","
        "\"kind\":\"chase\","
        "\"counted\":true,\"state\":\"open\"}]},"
        "{\"type\":\"interaction\",\"ref\":\"m3\",\"client\":\"ada\",\"breaches\":[{\"by\":\"me\",\"kind\":"
        "\"off_hours\","
        "\"counted\":true,\"state\":\"open\"},{\"by\":\"me\",\"kind\":\"late_reply\",\"counted\":true,"
        "\"state\":\"open\"}]}]\n");
    ck_assert_ptr_null(strstr(trial_ok(&t, "judge", "ada", NULL), "blas"));
    ck_assert_str_eq(trial_ok(&t, "check", NULL), "{\"file\":\"ok\",\"judgements\":7,\"faults\":[]}\n");
    trial_done(&t);
}
END_TEST

START_TEST(explain_tiles_the_time)
{
    setup();
    trial_put(&t, RULES ADA MESSAGE("m1", "ada", "2026-11-14T11:00:00+01:00", "in",
                                    "") "{\"type\":\"interaction\",\"ref\":\"c1\",\"client\":\"ada\",\"at\":"
                                        "\"2026-11-15T10:00:00+01:00\","
                                        "\"direction\":\"in\",\"kind\":\"call\",\"channel\":\"phone\"}\n"
                                        "{\"type\":\"interaction\",\"ref\":\"n1\",\"client\":\"ada\",\"at\":"
                                        "\"2026-11-15T10:00:00+01:00\","
                                        "\"direction\":\"none\",\"kind\":\"note\"}\n");
    ck_assert_str_eq(
        trial_ok(&t, "explain", "m1", NULL),
        "{\"ref\":\"m1\",\"at\":\"2026-11-14T10:00:00Z\",\"receipt\":\"2026-11-16T08:30:00Z\","
        "\"due\":\"2026-11-19T08:30:00Z\",\"window\":\"72h\",\"rule_from\":\"2026-01-01T00:00:00Z\","
        "\"segments\":[{\"from\":\"2026-11-14T10:00:00Z\",\"to\":\"2026-11-16T08:30:00Z\",\"seconds\":167400,"
        "\"counted\":false,\"why\":\"before_receipt\"},{\"from\":\"2026-11-16T08:30:00Z\","
        "\"to\":\"2026-11-19T08:30:00Z\",\"seconds\":259200,\"counted\":true,\"why\":\"window\"}],"
        "\"breaches\":[]}\n");
    ck_assert_str_eq(
        trial_ok(&t, "explain", "c1", NULL),
        "{\"ref\":\"c1\",\"at\":\"2026-11-15T09:00:00Z\",\"receipt\":null,\"due\":null,\"window\":null,"
        "\"rule_from\":\"2026-01-01T00:00:00Z\",\"segments\":[],\"breaches\":[{\"by\":\"client\","
        "\"kind\":\"off_hours\",\"counted\":false,\"rule_from\":\"2026-01-01T00:00:00Z\",\"text\":\"They "
        "used "
        "phone on Sun 15 Nov 10:00, outside your hours of that day: closed (rules of Thu 1 Jan 01:00); it "
        "does "
        "not count: they had not been told before\"}]}\n");
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "explain", "n1", NULL), "\"segments\":[],\"breaches\":[]"));
    ck_assert_int_eq(trial_run(&t, "explain", "zz", NULL), -1);
    trial_done(&t);
}
END_TEST

/* Closed for years from tomorrow on: saved long before, and an error only of the question it happens to. */
START_TEST(a_question_without_any_opening)
{
    setup();
    trial_put(
        &t,
        "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"Europe/Madrid\",\"hours\":{\"mon\":"
        "[\"09:30-18:00\"]},\"closed\":[{\"from\":\"2026-11-10\",\"to\":\"2031-01-01\"}]}\n" ADA BLAS MESSAGE(
            "m1", "ada", "2026-11-11T10:00:00+01:00", "in", "")
            MESSAGE("m2", "ada", "2026-11-12T10:00:00+01:00", "in", "")
                MESSAGE("m3", "blas", "2026-11-02T10:00:00+01:00", "in", ""));
    static const char error[] = "there is no opening within three years: it never falls due; add hours";
    _cleanup_free_ char *rows = str_format(
        "[{\"type\":\"interaction\",\"ref\":\"m3\",\"client\":\"blas\",\"receipt\":\"2026-11-02T09:00:00Z\","
        "\"due\":\"2026-11-09T08:30:00Z\",\"state\":\"overdue\",\"early\":false,\"breaches\":[]},"
        "{\"type\":\"interaction\",\"ref\":\"m1\",\"client\":\"ada\",\"receipt\":null,\"error\":\"%s\","
        "\"state\":\"waiting\",\"early\":false,\"breaches\":[]}]\n",
        error);
    ck_assert_str_eq(trial_ok(&t, "judge", NULL), rows);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "explain", "m1", NULL), error));
    ck_assert_ptr_nonnull(
        strstr(trial_ok(&t, "clients", NULL), "\"waiting\":true,\"due\":null,\"overdue\":false"));
    ck_assert_int_eq(trial_run(&t, "today", NULL), EXIT_OVERDUE);
    ck_assert_ptr_null(strstr(str_text(&t.out), "m1"));
    ck_assert_int_lt(trial_run(&t, "notice", "ada", "--sent", "2026-11-12T10:00:00Z", NULL), 0);
    ck_assert_int_eq(trial_run(&t, "check", NULL), 0);
    trial_done(&t);
}
END_TEST

START_TEST(every_breach_has_its_sentence)
{
    setup();
    trial_put(&t, RULES ADA
              "{\"type\":\"told\",\"ref\":\"t1\",\"client\":\"ada\",\"on\":\"2026-02-01\"}\n" MESSAGE(
                  "m1", "ada", "2026-11-03T10:00:00+01:00", "in", "")
                  MESSAGE("m2", "ada", "2026-11-04T10:00:00+01:00", "in", "")
                      MESSAGE("h1", "ada", "2026-11-05T10:00:00+01:00", "out",
                              ",\"holding\":true,\"promised\":\"2026-11-09T12:00:00+01:00\"")
                          MESSAGE("a1", "ada", "2026-11-10T20:00:00+01:00", "out",
                                  "") "{\"type\":\"interaction\",\"ref\":\"w1\",\"client\":\"ada\",\"at\":"
                                      "\"2026-11-11T10:00:00+01:00\","
                                      "\"direction\":\"in\",\"kind\":\"message\",\"channel\":\"whatsapp\"}\n"
                                      "{\"type\":\"ask\",\"ref\":\"k1\",\"client\":\"ada\",\"interaction\":"
                                      "\"h1\",\"what\":\"the files\","
                                      "\"received\":\"2026-11-16T10:00:00+01:00\"}\n"
                                      "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"ada\",\"number\":"
                                      "\"INV-7\",\"amount\":{\"amount\":\"3.50\","
                                      "\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\"}\n");
    static const struct {
        const char *ref, *words;
    } cases[] = {
        {"m2", "They asked again on Wed 4 Nov 10:00, while the message of Tue 3 Nov 10:00 had time until Fri "
               "6 Nov 10:00"},
        {"a1", "You answered the message of Tue 3 Nov 10:00 on Tue 10 Nov 20:00; you had promised it by Mon "
               "9 Nov 12:00"},
        {"a1", "You wrote or called on Tue 10 Nov 20:00, outside your hours of that day: 09:30-18:00"},
        {"k1", "\\\"the files\\\" was asked for on Thu 5 Nov 10:00, due Thu 12 Nov 10:00, and came Mon 16 "
               "Nov 10:00"},
        {"v1", "Invoice INV-7 of 3.50 EUR was due on Fri 16 Oct; by then 0.00 EUR had been paid"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        ck_assert_msg(strstr(trial_ok(&t, "explain", cases[i].ref, NULL), cases[i].words), "%s",
                      str_text(&t.out));
    trial_done(&t);
}
END_TEST

START_TEST(notice_by_contract_and_rules)
{
    setup();
    trial_put(&t, RULES ADA BLAS
              "{\"type\":\"contract\",\"ref\":\"k\",\"client\":\"blas\",\"notice_days\":30}\n");
    ck_assert_str_eq(trial_ok(&t, "notice", "ada", "--sent", "2026-03-06T20:30:00+01:00", NULL),
                     "{\"received\":\"2026-03-09T08:30:00Z\",\"last_day\":\"2026-03-24\",\"rule_from\":"
                     "\"2026-01-01T00:00:00Z\"}\n");
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "notice", "blas", "--sent", "2026-03-05T11:00:00+01:00", NULL),
                                 "\"last_day\":\"2026-04-04\""));
    ck_assert_int_eq(trial_run(&t, "notice", "ada", NULL), -2);
    ck_assert_int_eq(trial_run(&t, "notice", "ada", "--sent", "soon", NULL), -2);
    trial_done(&t);
}
END_TEST

START_TEST(which_client)
{
    setup();
    trial_put(&t, ADA BLAS "{\"type\":\"client\",\"ref\":\"x1\",\"name\":\"Adán Árbol\"}\n");
    trial_ok(&t, "log", "blas", NULL);
    trial_ok(&t, "log", "ADAN a", NULL);
    trial_ok(&t, "log", "x1", NULL);
    ck_assert_int_eq(trial_run(&t, "log", "ad", NULL), -1);
    ck_assert_str_eq(t.err.text,
                     "\"ad\" may be several clients: Ada Quill (ada), Adán Árbol (x1); write more of the "
                     "name, or the ref");
    ck_assert_int_eq(trial_run(&t, "log", "zoe", NULL), -1);
    ck_assert_str_eq(t.err.text, "no client is called \"zoe\"; paletti clients lists them");
    trial_put(&t, "{\"type\":\"client\",\"ref\":\"x2\",\"name\":\"Ñuño del Páramo\"}\n");
    trial_ok(&t, "log", "nuno", NULL);
    trial_ok(&t, "log", "param", NULL);
    trial_ok(&t, "log", "DEL PARAMO", NULL);
    ck_assert_int_eq(trial_run(&t, "log", "aramo", NULL), -1);
    trial_done(&t);
}
END_TEST

START_TEST(without_a_file)
{
    setup();
    ck_assert_str_eq(trial_ok(&t, "clients", NULL), "[]\n");
    ck_assert_str_eq(trial_ok(&t, "judge", NULL), "[]\n");
    ck_assert_str_eq(trial_ok(&t, "search", "x", NULL), "[]\n");
    ck_assert_int_eq(trial_run(&t, "today", NULL), 0);
    static const char *const needed[][2] = {{"log", "ada"}, {"explain", "x"}, {"backup", "/tmp/x"}};
    for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
        ck_assert_int_eq(trial_run(&t, needed[i][0], needed[i][1], NULL), -1);
        ck_assert_ptr_nonnull(strstr(t.err.text, "paletti import"));
    }
    ck_assert_int_eq(trial_run(&t, "log", "ada", "--add", "in hello", NULL), -1);
    ck_assert_int_ne(access(t.db, F_OK), 0); /* a question makes no file */
    trial_done(&t);
}
END_TEST

START_TEST(backup_and_restore)
{
    setup();
    trial_put(&t, ADA);
    _cleanup_free_ char *copy = str_format("%s/copy.db", t.folder);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "backup", copy, NULL), "\"bytes\":"));
    trial_put(&t, BLAS);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "restore", copy, NULL), "\"kept\":\""));
    ck_assert_ptr_null(strstr(trial_ok(&t, "clients", NULL), "blas"));
    ck_assert_int_eq(trial_run(&t, "backup", copy, NULL), -1);
    trial_done(&t);
}
END_TEST

START_TEST(parsing_words)
{
    setup();
    static const struct {
        const char *words[4];
        const char *says;
    } cases[] = {
        {{"notice", "x", NULL}, "--sent"},
        {{"import", "--format", "jsonl", NULL}, "FILE"},
        {{"import", "--format=pdf", "x", NULL}, "pdf"},
        {{"backup", "x", "extra", NULL}, "extra"},
        {{"clients", "--frob", NULL}, "--frob"},
        {{"search", NULL}, "WORDS"},
        {{"log", "ada", "--limit", NULL}, "limit"},
        {{"import", "--add-correspondents=1", "x", NULL}, "add-correspondents=1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *const *w = cases[i].words;
        ck_assert_int_eq(trial_run(&t, w[0], w[1], w[1] ? w[2] : NULL, w[1] && w[2] ? w[3] : NULL, NULL), -2);
        ck_assert_msg(strstr(t.err.text, cases[i].says), "%s", t.err.text);
        ck_assert_ptr_nonnull(strstr(t.err.text, "; usage: paletti "));
    }
    _cleanup_free_ char *usage = command_usage(command_find("import"));
    ck_assert_str_eq(usage, "import [--format FORMAT] [--me ADDRESS]... [--add-correspondents] [--at-least N] "
                            "[--correspondent ADDRESS]... [--as WHAT] [--kind KIND] [--from DAY] [--preview] FILE");
    char *words[] = {(char *)"--me",     (char *)"a@x.example", (char *)"--me=b@x.example",
                     (char *)"--format", (char *)"mbox",        (char *)"--",
                     (char *)"--x"};
    struct request request;
    ck_assert_int_eq(command_parse(command_find("import"), words, ARRAY_LEN(words), &request, &t.err), 0);
    ck_assert_str_eq(request.options[1], "a@x.example\nb@x.example");
    ck_assert_str_eq(request.arguments[0], "--x");
    request_done(&request);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app commands", clients_as_they_stand, the_future_is_not_known,
           log_rows_are_records_with_what_was_judged, limits, today_and_its_exit_codes,
           judge_in_the_order_of_time, explain_tiles_the_time, a_question_without_any_opening,
           every_breach_has_its_sentence, notice_by_contract_and_rules, which_client, without_a_file,
           backup_and_restore, parsing_words)
