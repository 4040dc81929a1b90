/* Energy and signs: noted on a line, with an entry, and read in the log. */
#include "fixture.h"

#include "sign_line.h"

#include "paletti/app/entry.h"
#include "paletti/app/views.h"
#include "paletti/base/mem.h"

#include <string.h>

#define ENTRY(ref, more)                                                                                             \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"ada\",\"at\":\"2026-11-13T09:00:00Z\",\"direction\":\"in\"," \
    "\"kind\":\"message\",\"channel\":\"email\",\"subject\":\"the header\"" more "}\n"

static struct trial t;

static void begin(void)
{
    trial_init(&t);
    trial_put(&t, RULES ADA ENTRY("i1", "") ENTRY("i2", ",\"energy\":4,\"signs\":[\"listens\",\"haggles\"],\"closeness\":\"meal\""));
}

START_TEST(on_an_entry)
{
    static const struct {
        const char *line, *noted; /* on i2, behind its ref; NULL: refused */
    } cases[] = {
        {"e3", "\"energy\":3,\"signs\":[\"listens\",\"haggles\"],\"closeness\":\"meal\""},
        {"2", "\"energy\":2,\"signs\":[\"listens\",\"haggles\"],\"closeness\":\"meal\""},
        {"2 haggles, urgent", "\"energy\":2,\"signs\":[\"listens\",\"haggles\",\"always_urgent\"],\"closeness\":\"meal\""},
        {"-listens -haggles", "\"energy\":4,\"closeness\":\"meal\""},
        {"0 -meal regatea", "\"signs\":[\"listens\",\"haggles\"]"},
        {"-5 +nitpick", "\"signs\":[\"listens\",\"haggles\",\"nitpick\"],\"closeness\":\"meal\""},
        {"off_hours_call", "\"energy\":4,\"signs\":[\"listens\",\"haggles\"],\"closeness\":\"off_hours_call\""},
        {"6", NULL},
        {"", NULL},
        {"2 grumpy", NULL},
        {"p", NULL},
    };
    begin();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        if (!cases[i].noted) {
            ck_assert_int_lt(trial_run(&t, "sign", "i2", cases[i].line, NULL), 0);
            continue;
        }
        _cleanup_free_ char *wanted = str_format("\"ref\":\"i2\",%s}", cases[i].noted);
        const char *answer = trial_ok(&t, "sign", "i2", cases[i].line, NULL);
        ck_assert_msg(strstr(answer, wanted), "%s: %s", cases[i].line, answer);
        trial_ok(&t, "undo", NULL);
    }
    const char *both = trial_ok(&t, "sign", "i1,i2", "3", NULL);
    ck_assert_str_eq(both, "[{\"ref\":\"i1\",\"energy\":3},{\"ref\":\"i2\",\"energy\":3,\"signs\":[\"listens\",\"haggles\"],"
                           "\"closeness\":\"meal\"}]\n");
    ck_assert_uint_eq(t.changes, CHANGE_LOG | CHANGE_CLIENTS);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "undo", NULL), "signs noted"));
    ck_assert_ptr_null(strstr(trial_ok(&t, "export", "--format", "jsonl", NULL), "\"energy\":3"));
    trial_done(&t);
}
END_TEST

START_TEST(behind_an_entry)
{
    static const struct {
        const char *line, *record;
    } cases[] = {
        {"in 25m a header +2 +haggles", "\"subject\":\"a header\",\"minutes\":25,\"energy\":2,\"signs\":[\"haggles\"]}"},
        {"in +meal", "\"channel\":\"email\",\"closeness\":\"meal\"}"},
        {"in 1+1 +7", "\"subject\":\"1+1 +7\"}"},
        {"in about +2 things", "\"subject\":\"about +2 things\"}"},
        {"in call +34 600 000 000", "\"subject\":\"call +34 600 000 000\"}"},
        {"in C++", "\"subject\":\"C++\"}"},
    };
    begin();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        trial_ok(&t, "log", "ada", "--add", cases[i].line, NULL);
        const char *all = trial_ok(&t, "export", "--format", "jsonl", NULL);
        ck_assert_msg(strstr(all, cases[i].record), "%s: %s", cases[i].line, all);
        trial_ok(&t, "undo", NULL);
    }
    _cleanup_str_ struct str said = STR_INIT;
    ck_assert_int_eq(entry_preview(t.app, "ada", "in a header +2 +haggles", &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "Mon 16 Nov 10:15, from them, e-mail: a header; energy 2, haggles over the price");
    trial_done(&t);
}
END_TEST

START_TEST(while_they_are_typed)
{
    static const struct preview_case cases[] = {
        {"2 urgent", "energy 2, listens and takes advice, haggles over the price, everything is urgent, a meal", 0},
        {"0 -listens -haggles -meal", "nothing is noted any more", 0},
        {"", "how did it leave you?", 1},
        {"grumpy", "\"grumpy\" is no sign, or may be several; there are abuse, disrespect", -1},
    };
    begin();
    trial_previews(&t, sign_preview, "i2,i1", cases, ARRAY_LEN(cases));
    trial_done(&t);
}
END_TEST

static int show_signs(void *ctx, const struct log_line *line)
{
    str_printf(ctx, "%s%s|", line->ref, line->signs ? line->signs : "");
    return 0;
}

START_TEST(rows_of_the_log)
{
    _cleanup_str_ struct str seen = STR_INIT;

    begin();
    ck_assert_int_eq(view_log(t.app, 1, NULL, INT64_MAX, false, 0, show_signs, &seen, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "i2e4 +listens +haggles|i1|");
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app signs", on_an_entry, behind_an_entry, while_they_are_typed, rows_of_the_log)
