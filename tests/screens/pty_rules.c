/* Hours, a holiday and an exception, set in a real terminal with keys only; and what is kept when it is killed meanwhile. */
#include "place.h"

#include "../unit/tui/run.h"

#include "paletti/base/mem.h"

#include <signal.h>
#include <unistd.h>

#define RIGHT "\033[C"

/* Nothing is read, and nothing typed but the holiday's date, the exception and a name. */
START_TEST(hours_a_holiday_and_an_exception)
{
    struct place place;
    struct harness harness;

    place_empty(&place);
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 24);
    ck_assert(harness_wait(&harness, "This file is new", 10000));
    press(&harness, "h", "45 h a week");
    press(&harness, ">>", "09:30-18:00");                          /* from half past nine on */
    press(&harness, RIGHT RIGHT RIGHT RIGHT RIGHT RIGHT RIGHT RIGHT RIGHT, "13:30-14:00");
    press(&harness, " " RIGHT RIGHT RIGHT RIGHT " ", "9:30-13:30 16-18"); /* closed over lunch */
    press(&harness, "w", "30 h a week");
    press(&harness, "a8 dec holiday Inmaculada\r", "holiday: Inmaculada");
    press(&harness, "s", "your first version");
    press(&harness, "\r", "[x]  h");
    press(&harness, "c", "new: client");
    press(&harness, "Ada Quill\023", "On disk");
    press(&harness, "q", "Ada Quill");
    press(&harness, "b", "None: your rules hold for this client");
    press(&harness, "aphone allowed tue 21-22 until 30 jun because she is in New York", "contact hours Mon");
    press(&harness, "\r", "21:00-22:00");
    press(&harness, "q", "Mon 09:30-13:30");
    press(&harness, "uuu", "rules added: Mon 16 Nov");
    expect_quit(&harness);
    place_check(&place);
    place_close(&place, &harness);
}
END_TEST

/* The whole log is judged by them: one sees how far that is, looks around meanwhile, and may end it. */
START_TEST(keys_while_rules_are_saved)
{
    struct place place;
    struct harness harness;

    place_empty(&place);
    /* So many that a busy machine sees it going on, too. */
    _cleanup_free_ char *path = place_long_file(&place, 300000);
    _cleanup_free_ char *import = str_format(
        "(echo '{\"type\":\"client\",\"ref\":\"quejumbre\",\"name\":\"Quejumbre\"}'; cat %s) | TZ=Europe/Madrid "
        "%s --db %s --now %s import --format jsonl - > /dev/null 2>&1",
        path, getenv("PALETTI"), place.db, NOW);
    place_run(import);
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 24);
    ck_assert(harness_wait(&harness, "quit", 10000));
    press(&harness, "R", "reply window");
    press(&harness, "\r\02510-18\rs", "it judges what is older too");
    /* Typed ahead: a busy machine is no reason to be too late. */
    harness_send(&harness, "\r\003");
    ck_assert(harness_wait(&harness, "nothing was stored", 10000));
    harness_send(&harness, "\r2ja");
    ck_assert(harness_wait(&harness, "Not while", 10000));
    ck_assert(harness_wait(&harness, "On disk", 30000));
    ck_assert(harness_wait(&harness, "2/300", 5000));
    place_check(&place);
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

START_TEST(a_killed_page_is_offered_again)
{
    struct place place;
    struct harness harness;

    place_open_first(&place, &harness);
    press(&harness, "R", "Rules, in force since");
    press(&harness, "\r10-12\r", "10:00-12:00");
    harness_settle(&harness, 500); /* a pause */
    kill(harness.pid, SIGKILL);
    ck_assert(harness_end(&harness, 1000));
    harness_done(&harness);
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 24);
    ck_assert(harness_wait(&harness, "You were writing", 5000));
    press(&harness, "\r", "10:00-12:00");
    press(&harness, "a24 dec holi", "24 dec holi"); /* and half a line, too */
    harness_settle(&harness, 500);
    kill(harness.pid, SIGKILL);
    ck_assert(harness_end(&harness, 1000));
    harness_done(&harness);
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 24);
    ck_assert(harness_wait(&harness, "You were writing", 5000));
    press(&harness, "\r", "24 dec holi");
    press(&harness, "day\r", "Thu 24 Dec");
    press(&harness, "q", "Save it now?");
    press(&harness, "n", "Not saved, but kept");
    press(&harness, "E", "You were writing");
    press(&harness, "\r", "10:00-12:00");
    press(&harness, "s\r", "On disk: a new version");
    expect_quit(&harness);
    place_check(&place);
    place_close(&place, &harness);
}
END_TEST

RUN_TESTS("pty_rules", keys_while_rules_are_saved, hours_a_holiday_and_an_exception, a_killed_page_is_offered_again);
