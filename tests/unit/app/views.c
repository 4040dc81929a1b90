/* What the screen is shown. */
#include "fixture.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/mem.h"

#include <dirent.h>
#include <string.h>

static struct trial t;

/* A line per row, as the test wants to see it. */
static struct str seen;

static const char *shown(void)
{
    return str_text(&seen);
}

static int show_client(void *ctx _unused_, const struct client_line *line)
{
    str_printf(&seen, "%s %d %lld/%lld owed %zu%s\n", line->ref, (int)line->question,
               (long long)line->client_breaches, (long long)line->my_breaches, line->n_owed,
               line->invoice_overdue ? " overdue" : "");
    return 0;
}

static int show_entry(void *ctx, const struct log_line *line)
{
    str_printf(&seen, "%s ", line->ref);
    if (ctx)
        *(int64_t *)ctx = line->id;
    return 0;
}

static int show_breaches(void *ctx _unused_, const struct log_line *line)
{
    str_printf(&seen, "%s %d %x %x%s\n", line->ref, (int)line->question, line->breaches, line->counted,
               line->early ? " early" : "");
    return 0;
}

static int show_line(void *ctx _unused_, const char *line)
{
    str_printf(&seen, "%s\n", line);
    return 0;
}

#define ENTRY(ref, client, at, direction, more)                                                              \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"at\":\"" at                   \
    "\",\"direction\":\"" direction "\",\"kind\":\"message\"" more "}\n"

static void fill(void)
{
    trial_init(&t);
    str_clear(&seen);
    trial_put(&t, RULES ADA BLAS
              "{\"type\":\"client\",\"ref\":\"nandu\",\"name\":\"Club del Ñandú\"}\n"
              "{\"type\":\"told\",\"ref\":\"t\",\"client\":\"ada\",\"on\":\"2026-01-02\"}\n" ENTRY(
                  "m1", "ada", "2026-11-09T10:00:00+01:00", "in", ",\"subject\":\"one\"")
                  ENTRY("m2", "ada", "2026-11-09T10:30:00+01:00", "out", ",\"subject\":\"two\"")
                      ENTRY("m3", "ada", "2026-11-10T10:00:00+01:00", "in", ",\"subject\":\"three\"")
                          ENTRY("m4", "ada", "2026-11-11T10:00:00+01:00", "in",
                                ",\"channel\":\"whatsapp\",\"body\":\"four\"")
                              ENTRY("b1", "blas", "2026-11-13T17:50:00+01:00", "in", "")
                                  ENTRY("m9", "ada", "2026-12-11T10:00:00+01:00", "in",
                                        "") "{\"type\":\"ask\",\"ref\":\"k\",\"client\":\"ada\","
                                            "\"interaction\":\"m2\",\"what\":\"files\",\"window\":\"3wd\"}\n"
                                            "{\"type\":\"invoice\",\"ref\":\"v1\",\"client\":\"blas\","
                                            "\"number\":\"1\",\"amount\":{\"amount\":\"3.00\","
                                            "\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\"}\n"
                                            "{\"type\":\"invoice\",\"ref\":\"v2\",\"client\":\"blas\","
                                            "\"number\":\"2\",\"amount\":{\"amount\":\"4.00\","
                                            "\"currency\":\"USD\"},\"issued_on\":\"2026-11-10\"}\n");
}

static void finish(void)
{
    trial_done(&t);
    str_done(&seen);
}

START_TEST(clients)
{
    fill();
    ck_assert_int_eq(view_clients(t.app, NULL, show_client, NULL, &t.err), 0);
    ck_assert_str_eq(shown(), "ada 2 3/0 owed 0\nblas 1 1/0 owed 2 overdue\nnandu 0 0/0 owed 0\n");
    static const struct {
        const char *search, *found;
    } cases[] = {
        {"", "ada 2 3/0 owed 0\nblas 1 1/0 owed 2 overdue\nnandu 0 0/0 owed 0\n"},
        {"QUI", "ada 2 3/0 owed 0\n"},
        {"ñan", "nandu 0 0/0 owed 0\n"},
        {"nan", ""},
        {"ada q", "ada 2 3/0 owed 0\n"},
        {"uil", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        str_clear(&seen);
        ck_assert_int_eq(view_clients(t.app, cases[i].search, show_client, NULL, &t.err), 0);
        ck_assert_str_eq(shown(), cases[i].found);
    }
    finish();
}
END_TEST

/* The newest first in pages by id, and back again; what lies in the future is in none. */
START_TEST(pages)
{
    int64_t last = INT64_MAX;

    fill();
    for (int page = 0; page < 4; page++) {
        ck_assert_int_eq(view_log(t.app, 0, NULL, last, false, 2, show_entry, &last, &t.err), 0);
        str_add(&seen, "| ");
    }
    ck_assert_str_eq(shown(), "b1 m4 | m3 m2 | m1 | | ");
    str_clear(&seen);
    ck_assert_int_eq(view_log(t.app, 0, NULL, last, true, 3, show_entry, NULL, &t.err), 0);
    ck_assert_str_eq(shown(), "m2 m3 m4 ");
    str_clear(&seen);
    ck_assert_int_eq(view_log(t.app, 0, "FOU", INT64_MAX, false, 9, show_entry, &last, &t.err), 0);
    ck_assert_str_eq(shown(), "m4 ");
    ck_assert_int_eq(view_log_count(t.app, 1), 5);
    ck_assert_int_eq(view_log_position(t.app, 1, last), 0);
    finish();
}
END_TEST

START_TEST(judged_lines)
{
    fill();
    ck_assert_int_eq(view_log(t.app, 1, NULL, INT64_MAX, false, 9, show_breaches, NULL, &t.err), 0);
    ck_assert_str_eq(shown(), "m4 0 6 6\nm3 2 0 0\nm2 0 8 8\nm1 3 0 0 early\n");
    finish();
}
END_TEST

START_TEST(title_line)
{
    struct overview overview;

    fill();
    ck_assert_int_eq(view_overview(t.app, &overview, &t.err), 0);
    ck_assert(overview.open && !overview.default_hours);
    ck_assert_int_eq(overview.changes_at, t.now + (7 * 60 + 45) * 60);
    ck_assert_int_eq(overview.clients, 3);
    ck_assert_int_eq(overview.waiting, 2);
    ck_assert_int_eq(overview.overdue, 1);
    ck_assert_int_eq(overview.entries, 6);
    t.now += 8 * 3600;
    ck_assert_int_eq(view_overview(t.app, &overview, &t.err), 0);
    ck_assert(!overview.open);
    ck_assert_int_eq(overview.changes_at, t.now + (15 * 60 + 15) * 60);
    finish();
}
END_TEST

START_TEST(explanations)
{
    fill();
    ck_assert_int_eq(view_explain(t.app, "m3", show_line, NULL, &t.err), 0);
    ck_assert_str_eq(shown(), "Ada Quill, entry of Tue 10 Nov 10:00\n"
                              "Received Tue 10 Nov 10:00; 72h from then on (rules of Thu 1 Jan 01:00)\n"
                              "  Tue 10 Nov 10:00 - Fri 13 Nov 10:00  3 d 0 h  counts\n"
                              "Due Fri 13 Nov 10:00 (overdue)\n");
    str_clear(&seen);
    ck_assert_int_eq(view_explain(t.app, "v1", show_line, NULL, &t.err), 0);
    ck_assert_str_eq(
        shown(),
        "Blas Nublado, invoice, due until Sat 17 Oct 00:00\n"
        "Invoice 1 of 3.00 EUR was due on Fri 16 Oct; by then 0.00 EUR had been paid (rules of Thu 1 Jan "
        "01:00).\n");
    str_clear(&seen);
    ck_assert_int_eq(view_explain(t.app, "v2", show_line, NULL, &t.err), 1);
    ck_assert_ptr_nonnull(strstr(shown(), "nothing to explain"));
    ck_assert_int_lt(view_explain(t.app, "m9", show_line, NULL, &t.err), 0);
    str_clear(&seen);
    ck_assert_int_eq(view_explain(t.app, "m1", show_line, NULL, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(shown(), "\nAnswered Mon 9 Nov 10:30, 2 d 23 h before it was due.\n"));
    str_clear(&seen);
    ck_assert_int_eq(view_explain(t.app, "m4", show_line, NULL, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(shown(), "\nIt belongs to the wait that began Tue 10 Nov 10:00 and is due Fri 13 Nov "
                                          "10:00; the answer to that one answers this too.\n"));
    finish();
}
END_TEST

/* Europe/Madrid, Sun 25 Oct 2026: 72 hours end at another time of day. A later message that is no chase has no breach
 * and still is explained. */
START_TEST(answered_late_over_a_change_of_clocks)
{
    fill();
    trial_put(&t, ENTRY("c1", "blas", "2026-10-23T16:00:00+02:00", "in", "") ENTRY(
                      "c2", "blas", "2026-10-27T10:00:00+01:00", "in", "")
                      ENTRY("c3", "blas", "2026-10-27T11:20:00+01:00", "out", ""));
    str_clear(&seen);
    ck_assert_int_eq(view_explain(t.app, "c1", show_line, NULL, &t.err), 0);
    ck_assert_str_eq(shown(), "Blas Nublado, entry of Fri 23 Oct 16:00\n"
                              "Received Fri 23 Oct 16:00; 72h from then on (rules of Thu 1 Jan 01:00)\n"
                              "  Fri 23 Oct 16:00 - Mon 26 Oct 15:00  3 d 0 h  counts (the clocks went back 1 h 00 on "
                              "Sun 25 Oct)\n"
                              "Due Mon 26 Oct 15:00 (late)\n"
                              "Answered Tue 27 Oct 11:20, 20 h 20 late.\n");
    str_clear(&seen);
    ck_assert_int_eq(view_explain(t.app, "c2", show_line, NULL, &t.err), 0);
    ck_assert_str_eq(shown(), "Blas Nublado, entry of Tue 27 Oct 10:00\n"
                              "It belongs to the wait that began Fri 23 Oct 16:00; your answer of Tue 27 Oct 11:20 "
                              "answered this too.\n");
    finish();
}
END_TEST

static int show_part(void *ctx _unused_, int hang, const char *text)
{
    str_printf(&seen, "%d|%s\n", hang, text);
    return 0;
}

/* Whose, when, how and about what; the body as it was written; and why it is due when it is. */
START_TEST(an_entry_whole)
{
    fill();
    trial_put(&t, ENTRY("w", "ada", "2026-11-13T10:00:00+01:00", "in",
                        ",\"channel\":\"email\",\"minutes\":7,\"subject\":\"a header\","
                        "\"body\":\"Dear Nora,\\r\\n\\r\\nonce more.\\n\\n\""));
    ck_assert_int_eq(view_entry(t.app, "w", show_part, NULL, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(shown(), "9|client   Ada Quill\n9|when     Fri 13 Nov 10:00\n"
                                          "9|how      they wrote, e-mail\n9|time     7 min\n"
                                          "9|subject  a header\n0|\n0|Dear Nora,\r\n\r\nonce more.\n0|\n"));
    str_clear(&seen);
    ck_assert_int_eq(view_entry(t.app, "m1", show_part, NULL, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(shown(), "9|subject  one\n0|\n2|Received Mon 9 Nov 10:00; 72h"));
    ck_assert_ptr_null(strstr(shown(), "entry of"));
    str_clear(&seen);
    ck_assert_int_lt(view_entry(t.app, "v1", show_part, NULL, &t.err), 0); /* an invoice */
    ck_assert_int_lt(view_entry(t.app, "m9", show_part, NULL, &t.err), 0); /* not yet */
    ck_assert_int_lt(view_entry(t.app, "none", show_part, NULL, &t.err), 0);
    ck_assert_uint_eq(seen.len, 0);
    finish();
}
END_TEST

/* What was asked for with an entry belongs to it, open or received. */
START_TEST(asks_are_explained_with_their_entry)
{
    fill();
    trial_put(&t, ENTRY("o", "blas", "2026-10-01T10:00:00+02:00", "out", "")
                      "{\"type\":\"ask\",\"ref\":\"k2\",\"client\":\"blas\",\"interaction\":\"o\",\"what\":\"a logo\","
                      "\"window\":\"3wd\",\"received\":\"2026-10-02T10:00:00+02:00\"}\n");
    ck_assert_int_eq(view_explain(t.app, "m2", show_line, NULL, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(shown(), "Ada Quill, asked for on Mon 9 Nov 10:30\n"));
    ck_assert_ptr_nonnull(strstr(shown(), "\"files\" was asked for on Mon 9 Nov 10:30"));
    str_clear(&seen);
    ck_assert_int_eq(view_explain(t.app, "o", show_line, NULL, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(shown(), "Blas Nublado, asked for on Thu 1 Oct 10:00\n"));
    str_clear(&seen);
    t.now -= 4 * 30 * 86400;
    ck_assert_int_lt(view_explain(t.app, "m2", show_line, NULL, &t.err), 0);
    finish();
}
END_TEST

START_TEST(refs_by_their_beginning)
{
    fill();
    trial_put(&t, ENTRY("a@x.example#ada", "ada", "2026-11-12T10:00:00+01:00", "in", "")
                      ENTRY("a@x.example.com#ada", "ada", "2026-11-12T10:01:00+01:00", "in", ""));
    ck_assert_int_eq(view_explain(t.app, "a@x.example", show_line, NULL, &t.err), 0);
    ck_assert_int_eq(view_explain(t.app, "<a@x.example.com>", show_line, NULL, &t.err), 0);
    ck_assert_int_eq(view_explain(t.app, "b", show_line, NULL, &t.err), 0);
    ck_assert_int_eq(view_explain(t.app, "k", show_line, NULL, &t.err), 0);
    ck_assert_int_lt(view_explain(t.app, "a@x", show_line, NULL, &t.err), 0);
    ck_assert_str_eq(t.err.text,
                     "\"a@x\" may be several: a@x.example#ada, a@x.example.com#ada; write more of it");
    ck_assert_int_lt(view_explain(t.app, "", show_line, NULL, &t.err), 0);
    ck_assert_int_lt(view_explain(t.app, "z%", show_line, NULL, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "paletti judge --json"));
    ck_assert_int_lt(view_explain(t.app, "m9", show_line, NULL, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "future"));
    finish();
}
END_TEST

START_TEST(without_a_file)
{
    struct overview overview;

    trial_init(&t);
    trial_run(&t, "clients", NULL);
    ck_assert_int_eq(view_clients(t.app, NULL, show_client, NULL, &t.err), 0);
    ck_assert_int_eq(view_log(t.app, 0, NULL, INT64_MAX, false, 9, show_entry, NULL, &t.err), 0);
    ck_assert_int_eq(view_overview(t.app, &overview, &t.err), 0);
    ck_assert(overview.default_hours && overview.open);
    ck_assert_str_eq(shown(), "");
    ck_assert(!app_changed(t.app));
    ck_assert_int_eq(app_idle(t.app, NULL, NULL, &t.err), 0);
    ck_assert_str_eq(zone_name(app_zone(t.app)), "UTC");
    finish();
}
END_TEST

/* The TIMES-th question on is answered with yes. */
static int stop_at(void *ctx)
{
    int *times = ctx;

    return --*times < 0;
}

static size_t files_in(const char *path)
{
    DIR *dir = opendir(path);
    size_t n = 0;

    for (struct dirent *entry; dir && (entry = readdir(dir));)
        n += entry->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return n;
}

/* Upkeep that is stopped leaves nothing behind, is not tried again at once, and then is. */
START_TEST(upkeep_can_be_stopped)
{
    int times = 0, r = 1;

    fill();
    trial_close(&t);
    _cleanup_free_ char *backups = str_format("%s-backups", t.db);
    trial_run(&t, "clients", NULL);
    for (int i = 0; i < 200 && files_in(backups) == 0; i++) {
        times = i;
        while ((r = app_idle(t.app, stop_at, &times, &t.err)) > 0)
            ;
        ck_assert_int_eq(r, 0);
        if (times < 0) {
            ck_assert_uint_eq(files_in(backups), 0);
            ck_assert_int_eq(app_idle(t.app, NULL, NULL, &t.err), 0);
            ck_assert_uint_eq(files_in(backups), 0);
        }
        t.now += 30;
    }
    ck_assert_int_ge(times, 0);
    ck_assert_uint_eq(files_in(backups), 1);
    finish();
}
END_TEST

/* The shell's commands leave a backup a day, too; those that only read do not. */
START_TEST(backup_after_a_command)
{
    fill();
    _cleanup_free_ char *backups = str_format("%s-backups", t.db);
    ck_assert_int_eq(app_after_command(t.app, &t.err), 0);
    ck_assert_uint_eq(files_in(backups), 1);
    trial_put(&t, "{\"type\":\"client\",\"ref\":\"x\",\"name\":\"X\"}\n");
    ck_assert_int_eq(app_after_command(t.app, &t.err), 0);
    ck_assert_uint_eq(files_in(backups), 1);
    trial_close(&t);
    t.now += 86400;
    trial_ok(&t, "clients", NULL);
    ck_assert_int_eq(app_after_command(t.app, &t.err), 0);
    ck_assert_uint_eq(files_in(backups), 1);
    trial_put(&t, "{\"type\":\"client\",\"ref\":\"y\",\"name\":\"Y\"}\n");
    ck_assert_int_eq(app_after_command(t.app, &t.err), 0);
    ck_assert_uint_eq(files_in(backups), 2);
    finish();
}
END_TEST

START_TEST(another_process_writes)
{
    struct trial other = {0};

    fill();
    ck_assert_int_eq(view_clients(t.app, NULL, show_client, NULL, &t.err), 0);
    ck_assert(!app_changed(t.app));
    ck_assert_str_eq(zone_name(app_zone(t.app)), "Europe/Madrid");
    other = (struct trial){.folder = t.folder, .db = t.db, .courier = t.courier, .now = t.now};
    trial_put(&other, "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"Asia/"
                      "Tokyo\",\"hours\":{\"mon\":[\"09:30-18:00\"]}}\n");
    ck_assert(app_changed(t.app));
    ck_assert(!app_changed(t.app));
    ck_assert_str_eq(zone_name(app_zone(t.app)), "Asia/Tokyo");
    trial_close(&other);
    str_done(&other.out);
    finish();
}
END_TEST

START_TEST(wording)
{
    struct str text = STR_INIT;

    fill();
    words_instant(t.app, &text, t.now);
    str_add(&text, ", ");
    words_instant(t.app, &text, t.now - 400 * 86400 + 5);
    str_add(&text, ", ");
    words_day(t.app, &text, 20000);
    static const int64_t spans[] = {0, 59, 60, 3600 * 7 + 60 * 35, 86400 * 3 + 4 * 3600};
    for (size_t i = 0; i < ARRAY_LEN(spans); i++) {
        str_add(&text, ", ");
        words_duration(&text, spans[i]);
    }
    ck_assert_str_eq(
        str_text(&text),
        "Mon 16 Nov 10:15, Sun 12 Oct 2025 11:15, Fri 4 Oct 2024, 0 s, 59 s, 1 min, 7 h 35, 3 d 4 h");
    str_done(&text);
    ck_assert_str_eq(words_channel("email"), "e-mail");
    ck_assert_str_eq(words_channel("pigeon"), "pigeon");
    ck_assert_str_eq(words_channel(NULL), "");
    ck_assert_str_eq(words_question(QUESTION_NONE), "");
    for (size_t i = 0; i < breach_kinds_n; i++) {
        ck_assert_str_ne(words_breach(breach_kinds[i].bit), "");
        ck_assert_str_ne(words_breach_long(breach_kinds[i].bit), "");
    }
    finish();
}
END_TEST

static int show_attention(void *ctx _unused_, const struct attention_line *line)
{
    str_printf(&seen, "%s%s ", line->name, line->later != INSTANT_NONE ? " (later)" : "");
    return 0;
}

START_TEST(put_off_stands_behind)
{
    struct attention all;

    trial_init(&t);
    trial_put(&t, RULES ADA BLAS
              "{\"type\":\"client\",\"ref\":\"new\",\"name\":\"New\",\"state\":\"prospect\"}\n" ENTRY(
                  "m", "ada", "2026-11-13T10:00:00+01:00", "in", ""));
    trial_ok(&t, "later", "ada", "tomorrow", NULL);
    str_clear(&seen);
    ck_assert_int_eq(view_attention(t.app, NULL, 0, show_attention, NULL, &all, &t.err), 0);
    ck_assert_str_eq(shown(), "Blas Nublado Ada Quill (later) New ");
    t.now += 86400;
    str_clear(&seen);
    ck_assert_int_eq(view_attention(t.app, NULL, 0, show_attention, NULL, &all, &t.err), 0);
    ck_assert_str_eq(shown(), "Ada Quill Blas Nublado New ");
    trial_done(&t);
}
END_TEST

static int show_reasons(void *ctx _unused_, const struct attention_line *line)
{
    str_printf(&seen, "%s%s%s%s ", line->name, line->later != INSTANT_NONE ? " (later)" : "",
               line->question_later ? " (answer later)" : "", line->invoice_later ? " (invoice later)" : "");
    return 0;
}

static void check_reasons(const char *expected)
{
    struct attention all;

    str_clear(&seen);
    ck_assert_int_eq(view_attention(t.app, NULL, 0, show_reasons, NULL, &all, &t.err), 0);
    ck_assert_str_eq(shown(), expected);
}

/* An entry or an invoice that is put off is no reason to stand in front; another one still is. */
START_TEST(what_is_put_off_is_no_reason)
{
    trial_init(&t);
    trial_put(&t, RULES ADA BLAS
              "{\"type\":\"client\",\"ref\":\"carl\",\"name\":\"Carl\"}\n"
              "{\"type\":\"invoice\",\"ref\":\"v\",\"client\":\"carl\",\"number\":\"1\",\"amount\":{"
              "\"amount\":\"3.00\",\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\",\"due_on\":\"2026-10-15\"}\n" ENTRY(
                  "m", "carl", "2026-11-13T10:00:00+01:00", "in", ""));
    check_reasons("Carl Ada Quill Blas Nublado ");
    trial_ok(&t, "later", "m", "tomorrow", NULL);
    check_reasons("Carl (answer later) Ada Quill Blas Nublado ");
    trial_ok(&t, "later", "v", "friday", NULL);
    check_reasons("Ada Quill Blas Nublado Carl (later) (answer later) (invoice later) ");
    t.now += 2 * 86400;
    check_reasons("Carl (invoice later) Ada Quill Blas Nublado ");
    trial_done(&t);
}
END_TEST

/* Names, people, addresses and phones; never within a word; and only while it is on. */
START_TEST(blurred)
{
    static const struct {
        const char *text, *shown;
    } texts[] = {
        {"answer Ada Quill (e-mail)", "answer Client 01 (e-mail)"},
        {"Ada Quills", "Ada Quills"},
        {"Blas Nublado: Ada Quill", "Client 02: Client 01"},
        {"write to <x.y@z.example>, now", "write to <·············>, now"},
        {"call +34 600 000 014 at 10", "call ··· ··· ··· ··· at 10"},
        {"1,234.50 EUR on 2026-11-16 at +5", "1,234.50 EUR on 2026-11-16 at +5"},
        {"", ""},
    };

    trial_init(&t);
    trial_put(&t, RULES ADA BLAS);
    ck_assert_str_eq(app_blur_names(t.app, texts[0].text), texts[0].text);
    const char *answer = trial_ok(&t, "clients", NULL);
    ck_assert_ptr_nonnull(strstr(answer, "Ada Quill"));
    app_blur(t.app, true);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        ck_assert_str_eq(app_blur_names(t.app, texts[i].text), texts[i].shown);
    ck_assert_str_eq(app_blur_text(t.app, "two words\nñ"), "··· ·····\n·");
    /* Who came since is known as well; programs read what is there. */
    trial_put(&t, "{\"type\":\"client\",\"ref\":\"carl\",\"name\":\"Carl & Sons\"}\n");
    ck_assert_str_eq(app_blur_names(t.app, "Carl & Sons"), "Client 03");
    answer = trial_ok(&t, "clients", NULL);
    ck_assert_ptr_nonnull(strstr(answer, "Carl & Sons"));
    ck_assert_ptr_null(strstr(answer, "Client 03"));
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app views", blurred, what_is_put_off_is_no_reason, clients, pages, judged_lines, title_line, explanations,
           answered_late_over_a_change_of_clocks, an_entry_whole,
           asks_are_explained_with_their_entry, refs_by_their_beginning, without_a_file,
           upkeep_can_be_stopped, backup_after_a_command, another_process_writes, put_off_stands_behind, wording)
