/* A courier that misbehaves is an error of its job, told in a sentence, and nothing of it is stored. */
#include "fixture.h"

#include "courier.h"

#include "paletti/base/mem.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#define CLIENT                                                                                               \
    "{\"type\":\"client\",\"ref\":\"gino@trattoria.example\",\"name\":\"Gino "                               \
    "Brindisi\",\"emails\":[\"gino@trattoria.example\"]}"
#define ENTRY(ref)                                                                                           \
    "{\"type\":\"interaction\",\"ref\":\"" ref                                                               \
    "\",\"client\":\"gino@trattoria.example\",\"at\":\"2026-11-13T10:00:00Z\","                              \
    "\"direction\":\"in\",\"kind\":\"message\",\"channel\":\"email\"}"
#define DONE "{\"event\":\"done\",\"id\":\"import\",\"read\":2,\"records\":2,\"skipped\":1}"
/* A script that takes the job and says LINES. */
#define SAYS(lines) "#!/bin/sh\nread job\ncat <<'END'\n" lines "END\n"

static struct trial t;

static void start(const char *script)
{
    trial_init(&t);
    t.courier = trial_file(&t, "courier", script, 0700);
}

static int import(const char *format)
{
    _cleanup_free_ char *path = trial_file(&t, "in.file", "x", 0600);

    return trial_run(&t, "import", "--format", format, "--me", "nora@palabra.example", path, NULL);
}

static void finish(void)
{
    free((char *)t.courier);
    trial_done(&t);
}

START_TEST(records_and_events)
{
    start(SAYS(
        "{\"event\":\"progress\",\"id\":\"import\",\"read\":1,\"total\":2,\"unit\":\"messages\"}\n" CLIENT
        "\n" ENTRY("a#g") "\n"
                          "{\"event\":\"unknown\",\"id\":\"import\",\"address\":\"x@y.example\",\"name\":"
                          "\"X\",\"count\":3}\n"
                          "{\"event\":\"skipped\",\"id\":\"import\",\"where\":\"message 3\",\"why\":\"from "
                          "me to me\"}\n" DONE "\n"));
    ck_assert_msg(import("mbox") == 0, "%s", t.err.text);
    ck_assert_str_eq(str_text(&t.out),
                     "{\"read\":2,\"new\":2,\"updated\":0,\"unchanged\":0,\"skipped\":[{\"where\":\"message "
                     "3\",\"why\":\"from me "
                     "to me\"}],\"unknown\":[{\"address\":\"x@y.example\",\"name\":\"X\",\"count\":3}]}\n");
    ck_assert_msg(import("mbox") == 0, "%s", t.err.text);
    ck_assert_ptr_nonnull(strstr(str_text(&t.out), "\"new\":0,\"updated\":0,\"unchanged\":2"));
    finish();
}
END_TEST

/* The job says what the courier must know. */
START_TEST(the_job)
{
    start("#!/bin/sh\nread job\nprintf '%s' \"$job\" > \"${0%/*}/job\"\ncat <<'END'\n" DONE "\nEND\n");
    trial_put(&t, "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"email\":[\"n@estudio.example\"]}\n" ADA);
    ck_assert_msg(import("maildir") == 0, "%s", t.err.text);
    _cleanup_free_ char *path = str_format("%s/job", t.folder);
    _cleanup_free_ char *job = trial_read(path);
    ck_assert_ptr_nonnull(
        strstr(job, "\"job\":\"read\",\"id\":\"import\",\"format\":\"maildir\",\"path\":\""));
    ck_assert_ptr_nonnull(strstr(job, "\"me\":[\"n@estudio.example\",\"nora@palabra.example\"]"));
    ck_assert_ptr_nonnull(strstr(job, "{\"ref\":\"ada\",\"emails\":[\"ada@willow.example\"]}"));
    finish();
}
END_TEST

START_TEST(misbehaviour)
{
    static const struct {
        const char *script, *says;
    } cases[] = {
        {SAYS(CLIENT "\n"), "ended in the middle of the job (exit code 0)"},
        {SAYS(CLIENT "\n") "echo 'out of paper' >&2\nexit 3\n",
         "exit code 3); nothing was stored: out of paper"},
        {SAYS(CLIENT "\n") "kill -SEGV $$\n", "the courier died"},
        {SAYS(CLIENT "\nhello\n" DONE "\n"), "nonsense"},
        {SAYS(CLIENT "\n[]\n" DONE "\n"), "nonsense"},
        {SAYS(CLIENT "\n{\"event\":\"dance\"}\n" DONE "\n"), "nonsense"},
        {SAYS(CLIENT "\n" DONE "\n" CLIENT "\n"), "a line after it was done"},
        {SAYS("{\"type\":\"client\",\"ref\":\"x\"}\n" DONE "\n"), "client.name"},
        {SAYS("{\"type\":\"me\",\"name\":\"X\"}\n" DONE "\n"), "only clients, interactions and meetings"},
        {SAYS(CLIENT
              "\n" ENTRY("a") "\n{\"event\":\"failed\",\"id\":\"import\",\"why\":\"the file is packed\"}\n"),
         "the file is packed"},
        {SAYS("{\"type\":\"interaction\",\"ref\":\"a\",\"client\":\"nobody\",\"at\":\"2026-11-13T10:00:00Z\","
              "\"direction\":\"in\","
              "\"kind\":\"message\"}\n" DONE "\n"),
         "interaction.client"},
        {SAYS(CLIENT "\n" DONE "\n") "exit 1\n", "exit code 1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        start(cases[i].script);
        ck_assert_int_lt(import("mbox"), 0);
        ck_assert_msg(strstr(t.err.text, cases[i].says), "%s", t.err.text);
        ck_assert_str_eq(trial_ok(&t, "clients", NULL), "[]\n");
        finish();
    }
}
END_TEST

START_TEST(none_there)
{
    trial_init(&t);
    ck_assert_int_lt(import("mbox"), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "/nonexistent/paletti-courier cannot be started"));
    trial_done(&t);
}
END_TEST

static int ignore(void *ctx _unused_, const struct event *event _unused_, const char *line _unused_,
                  size_t len _unused_, struct err *err _unused_)
{
    return 0;
}

static bool stop_at_once(void *ctx _unused_)
{
    return true;
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int run_directly(const char *input, int stall_ms, bool (*stop)(void *ctx))
{
    struct str text = {.s = (char *)input, .len = strlen(input)};
    struct courier_job job = {
        .program = t.courier, .input = &text, .stall_ms = stall_ms, .event = ignore, .stop = stop};
    double before = seconds();
    int r = courier_run(&job, &t.err);

    ck_assert_msg(seconds() - before < 10, "it took %.1f s", seconds() - before);
    return r;
}

START_TEST(stalling_and_stopping)
{
    start("#!/bin/sh\nread job\necho '" CLIENT "'\nexec sleep 60\n");
    ck_assert_int_lt(run_directly("job\n", 300, NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "said nothing for 1 second "));
    ck_assert_int_lt(run_directly("job\n", 0, stop_at_once), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "stopped as you wished"));
    finish();
    /* It closes its output, and stays. */
    start("#!/bin/sh\nread job\necho '" DONE "'\nexec >&- 2>&-\nexec sleep 60\n");
    ck_assert_int_lt(run_directly("job\n", 0, NULL), 0);
    finish();
}
END_TEST

static int remember_step(void *ctx, const struct event *event, const char *line _unused_, size_t len _unused_,
                         struct err *err _unused_)
{
    if (event->kind == EVENT_STEP)
        *(int *)ctx = event->phase;
    return 0;
}

/* It was ended for its nonsense, or because somebody wished it, and had begun what cannot be taken back. */
START_TEST(what_it_told_before_it_was_ended)
{
    struct str text = {.s = (char *)"job\n", .len = 4};

    start(SAYS("nonsense\n{\"event\":\"step\",\"id\":\"m\",\"phase\":\"end\"}\n") "exec sleep 60\n");
    for (int to_the_end = 0; to_the_end < 2; to_the_end++) {
        int phase = -1;
        struct courier_job job = {
            .program = t.courier, .input = &text, .event = remember_step, .ctx = &phase, .to_the_end = to_the_end};
        ck_assert_int_lt(courier_run(&job, &t.err), 0);
        ck_assert_ptr_nonnull(strstr(t.err.text, "answered nonsense"));
        ck_assert_int_eq(phase, to_the_end ? POST_END : -1);
    }
    finish();
}
END_TEST

/* A long job for somebody who does not read it, and much to hear while it is sent. */
START_TEST(pipes_that_are_full)
{
    _cleanup_str_ struct str input = STR_INIT;

    for (int i = 0; i < 200000; i++)
        str_add(&input, "{\"type\":\"client\"}\n");
    start("#!/bin/sh\necho '" DONE "'\n");
    ck_assert_msg(run_directly(str_text(&input), 0, NULL) == 0, "%s", t.err.text);
    finish();
    start("#!/bin/sh\nn=0\nwhile [ $n -lt 3000 ]; do echo '" CLIENT
          "'; echo '" ENTRY("a") "'; n=$((n+1)); done\n"
                                 "wc -c > \"${0%/*}/count\"\necho '" DONE "'\n");
    ck_assert_msg(run_directly(str_text(&input), 0, NULL) == 0, "%s", t.err.text);
    _cleanup_free_ char *path = str_format("%s/count", t.folder);
    _cleanup_free_ char *count = trial_read(path);
    ck_assert_int_eq(atol(count), (long)input.len);
    finish();
}
END_TEST

START_TEST(what_was_written_by_hand_stays)
{
    start(SAYS("{\"type\":\"client\",\"ref\":\"row-7\",\"name\":\"QUILL "
               "ADA\",\"emails\":[\"Ada@willow.example\",\"ada@quill.example\"],"
               "\"phones\":[\"+34 600 000 009\"],\"country\":\"US\",\"language\":\"en\",\"state\":\"left\"}\n"
               "{\"type\":\"client\",\"ref\":\"row-8\",\"name\":\"New One\",\"member_of\":\"row-7\"}\n"
               "{\"type\":\"interaction\",\"ref\":\"m#row-7\",\"client\":\"row-7\",\"at\":\"2026-11-13T10:00:"
               "00Z\",\"direction\":\"in\","
               "\"kind\":\"message\"}\n" DONE "\n"));
    trial_put(&t, "{\"type\":\"client\",\"ref\":\"ada\",\"name\":\"Ada "
                  "Quill\",\"emails\":[\"ada@willow.example\"],\"language\":\"en-US\"}\n");
    ck_assert_msg(import("csv") == 0, "%s", t.err.text);
    ck_assert_ptr_nonnull(strstr(str_text(&t.out), "\"new\":2,\"updated\":1,\"unchanged\":0"));
    const char *all = trial_ok(&t, "export", "--format", "jsonl", NULL);
    ck_assert_msg(
        strstr(
            all,
            "{\"type\":\"client\",\"ref\":\"ada\",\"name\":\"Ada Quill\",\"emails\":[\"ada@willow.example\","
            "\"ada@quill.example\"],\"phones\":[\"+34 600 000 "
            "009\"],\"language\":\"en-US\",\"country\":\"US\"}\n"),
        "%s", all);
    ck_assert_ptr_nonnull(strstr(all, "\"name\":\"New One\",\"member_of\":\"ada\""));
    ck_assert_ptr_nonnull(strstr(all, "\"ref\":\"m#row-7\",\"client\":\"ada\""));
    ck_assert_int_eq(import("csv"), 0);
    ck_assert_ptr_nonnull(strstr(str_text(&t.out), "\"new\":0,\"updated\":0,\"unchanged\":3"));
    /* What was noted on a message since stays with it. */
    trial_put(&t, "{\"type\":\"interaction\",\"ref\":\"m#row-7\",\"client\":\"ada\",\"at\":\"2026-11-13T10:"
                  "00:00Z\",\"direction\":\"in\","
                  "\"kind\":\"message\",\"needs_reply\":false}\n");
    ck_assert_int_eq(import("csv"), 0);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "export", "--format", "jsonl", NULL), "\"needs_reply\":false"));
    finish();
}
END_TEST

START_TEST(clients_as_csv)
{
    start("#!/bin/sh\nread job\ncase $job in *'\"job\":\"write\"'*) ;; *) exit 9 ;; esac\n"
          "path=${job#*\\\"path\\\":\\\"}\npath=${path%%\\\"*}\ncat > \"$path\"\necho '" DONE "'\n");
    trial_put(&t, ADA BLAS);
    ck_assert_str_eq(trial_ok(&t, "export", "--format", "csv", NULL), ADA BLAS);
    _cleanup_free_ char *to = str_format("%s/clients.csv", t.folder);
    ck_assert_str_eq(trial_ok(&t, "export", "--format", "csv", to, NULL), "");
    _cleanup_free_ char *written = trial_read(to);
    ck_assert_str_eq(written, ADA BLAS);
    finish();
}
END_TEST

TRIAL_MAIN("app courier", records_and_events, the_job, misbehaviour, none_there, stalling_and_stopping, what_it_told_before_it_was_ended,
           pipes_that_are_full, what_was_written_by_hand_stays, clients_as_csv)
