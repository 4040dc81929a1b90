/* What must hold in every place of the screen: sizes, signals, hostile text, and anything that can be typed. In short
 * here; by hand as long as one likes:
 *
 *     everywhere [--sizes N] [--seconds N] [--seed N]
 *
 * N sizes in all, and so many seconds of random keys; CK_RUN_CASE=any_keys in the environment picks one test. */
#include "place.h"
#include "visits.h"

#include "keymap.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LONG_SIZES = 2000 }; /* from so many on nothing is left out */

/* From the command line, before the tests fork. */
static struct {
    int sizes, seconds;
    unsigned seed;
} asked = {100, 3, 1};

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 8 & 0xFFFF;
}

static void random_size(struct harness *harness, unsigned *seed)
{
    harness_resize(harness, 1 + (int)(next(seed) % 500), 1 + (int)(next(seed) % 200));
}

/* In short: every action in one of the panes, the next one in the next. */
static bool is_due(size_t visit)
{
    return asked.sizes >= LONG_SIZES || visit % 4 == visit / 4 % 4;
}

static bool alive(const struct harness *harness)
{
    return harness->pid > 0 && kill(harness->pid, 0) == 0 && harness->status == -1;
}

/* --- sizes --- */

/* The screen into AFTER, as soon as it is BEFORE again; on a busy machine that may take a while. Every frame is whole once
 * it is painted anew. */
static void wait_for(struct harness *harness, const struct str *before, struct str *after)
{
    for (int tries = 0; tries < 40; tries++) {
        str_clear(after);
        harness_text(harness, after);
        if (str_equal(str_text(after), str_text(before)))
            return;
        harness_rest(harness, 50);
    }
}

/* Whatever sizes come, at the old one the old screen is there again. */
static void storm(struct harness *harness, const struct visit *visit, int sizes, unsigned *seed)
{
    _cleanup_str_ struct str before = STR_INIT, after = STR_INIT;
    _cleanup_free_ char *where = str_format("pane %s, :%s", visit->pane, visit->line);

    visit_go(harness, visit, 40);
    harness_text(harness, &before);
    for (int i = 0; i < sizes; i++) {
        random_size(harness, seed);
        if (i % 3 == 0)
            harness_settle(harness, 1);
    }
    harness_resize(harness, 80, 24);
    harness_rest(harness, 50);
    wait_for(harness, &before, &after);
    ck_assert_msg(alive(harness), "%s: it died", where);
    expect_same(&after, &before, where);
    visit_leave(harness, 30);
}

START_TEST(any_size_in_every_place)
{
    struct place place;
    struct harness harness;
    struct visits visits;
    unsigned seed = asked.seed;

    visits_init(&visits, "quejumbre", "i017");
    place_open_first(&place, &harness);
    harness_send(&harness, "jjjjjj");
    for (size_t i = 0; i < visits.n; i++)
        if (is_due(i))
            storm(&harness, &visits.v[i], 1 + asked.sizes / (int)visits.n, &seed);
    expect_quit(&harness);
    place_check(&place);
    place_close(&place, &harness);
    visits_done(&visits);
}
END_TEST

/* --- signals --- */

static void signalled(const struct place *place, const struct visit *visit, int number)
{
    struct harness harness;

    place_open(&harness, place, "xterm-256color", "C.UTF-8", NULL, 80, 24);
    place_ready(&harness);
    visit_go(&harness, visit, 20);
    kill(harness.pid, number);
    ck_assert_msg(harness_end(&harness, 1000), "signal %d at :%s", number, visit->line);
    ck_assert_msg(WIFEXITED(harness.status) && WEXITSTATUS(harness.status) == 128 + number, "signal %d at :%s: %x", number,
                  visit->line, (unsigned)harness.status);
    ck_assert_msg(harness_restored(&harness), "signal %d at :%s", number, visit->line);
    harness_done(&harness);
}

START_TEST(signals_in_every_place)
{
    static const int numbers[] = {SIGHUP, SIGTERM, SIGINT};
    struct place place;
    struct visits visits;
    _cleanup_free_ char *path = place_fixture("first.jsonl");

    place_init(&place, path);
    visits_init(&visits, "quejumbre", "i017");
    for (size_t i = 0; i < visits.n; i++)
        if (is_due(i))
            signalled(&place, &visits.v[i], numbers[i % ARRAY_LEN(numbers)]);
    place_check(&place);
    visits_done(&visits);
    place_done(&place);
}
END_TEST

/* Stopped and brought back, the same screen is there. */
START_TEST(stopped_in_every_place)
{
    struct place place;
    struct harness harness;
    struct visits visits;

    visits_init(&visits, "quejumbre", "i017");
    place_open_first(&place, &harness);
    for (size_t i = 0; i < visits.n; i++) {
        if (!is_due(i))
            continue;
        _cleanup_str_ struct str before = STR_INIT, after = STR_INIT;
        visit_go(&harness, &visits.v[i], 400); /* what is counted in pauses is there */
        harness_text(&harness, &before);
        kill(harness.pid, SIGTSTP);
        ck_assert_msg(harness_stopped(&harness, 2000), ":%s", visits.v[i].line);
        harness_settle(&harness, 20);
        ck_assert(harness_restored(&harness));
        kill(harness.pid, SIGCONT);
        harness_rest(&harness, 80);
        wait_for(&harness, &before, &after);
        expect_same(&after, &before, visits.v[i].line);
        visit_leave(&harness, 30);
    }
    expect_quit(&harness);
    place_close(&place, &harness);
    visits_done(&visits);
}
END_TEST

/* --- hostile text --- */

static const char *const payloads[] = {
    "\033[2J",       "\033c",           "\033]0;pwned\a", "\033]52;c;aGFjaw==\a", "\033[6n",          "\033P+q544e\033\\",
    "\xc2\x9b" "31m", "\xc2\x9d" "0;x\xc2\x9c", "\033[?1049l",    "\a\b\016\017",         "\xe2\x80\xae" "abc", "%n%s%x$(id)`id`",
};

static void paste(struct harness *harness, const char *text)
{
    _cleanup_free_ char *bytes = str_format("\033[200~%s\033[201~", text);

    harness_send(harness, bytes);
}

/* What a person pastes is shown where it is typed, in errors, in answers and in titles. */
static void paste_everywhere(struct harness *harness)
{
    for (size_t i = 0; i < ARRAY_LEN(payloads); i++) {
        harness_send(harness, ":");
        paste(harness, payloads[i]);
        harness_send(harness, "\t\r\007/");
        paste(harness, payloads[i]);
        harness_send(harness, "\r\007:search ");
        paste(harness, payloads[i]);
        harness_send(harness, "\r\007\007:import --format jsonl /nowhere/");
        paste(harness, payloads[i]);
        harness_send(harness, "\r\007a");
        paste(harness, payloads[i]);
        harness_send(harness, "\r\007\007");
        harness_settle(harness, 10);
        visit_leave(harness, 30);
    }
}

static void hostile_screen(const struct place *place, const struct visits *visits, const char *term, const char *locale)
{
    _cleanup_free_ char *where = str_format("TERM=%s LC_ALL=%s", term, locale);
    struct harness harness;

    place_open(&harness, place, term, locale, NULL, 120, 30);
    place_ready(&harness);
    for (int i = 0; i < 36; i++) {
        harness_send(&harness, "1j\r");
        harness_settle(&harness, 3);
    }
    harness_send(&harness, "g0jjG1");
    for (size_t i = 0; i < visits->n; i++) {
        if (!is_due(i))
            continue;
        visit_go(&harness, &visits->v[i], 5);
        visit_leave(&harness, 30);
    }
    paste_everywhere(&harness);
    harness_settle(&harness, 200);
    ck_assert_msg(alive(&harness), "%s: it died", where);
    expect_tame(&harness, where);
    harness_done(&harness);
}

/* The same in lines: not one sequence, and no control character but the ends of lines. */
static void hostile_lines(const struct place *place, const struct visits *visits, const char *locale)
{
    struct harness harness;

    place_open(&harness, place, "dumb", locale, NULL, 80, 24);
    ck_assert(harness_wait(&harness, "help tells", 10000));
    for (size_t i = 0; i < visits->n; i++) {
        _cleanup_free_ char *line =
            str_format("%zu\n%s\n:back\n:cancel\n/h%02zu\nback\n", i % 36 + 1, visits->v[i].line, i % 36);
        harness_send(&harness, line);
        harness_settle(&harness, 5);
    }
    harness_settle(&harness, 200);
    ck_assert(alive(&harness));
    ck_assert_ptr_null(strchr(str_text(&harness.raw), '\033'));
    expect_tame(&harness, "lines");
    harness_done(&harness);
}

static void hostile_in(const char *locale)
{
    static const char *const terms[] = {"vt100", "linux", "screen", "xterm-256color", "dumb"};
    struct place place;
    struct visits visits;
    _cleanup_free_ char *path = place_fixture("hostile.jsonl");

    place_init(&place, path);
    visits_init(&visits, "h02", "h");
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        if (str_equal(terms[i], "dumb"))
            hostile_lines(&place, &visits, locale);
        else
            hostile_screen(&place, &visits, terms[i], locale);
    }
    visits_done(&visits);
    place_done(&place);
}

START_TEST(nothing_from_outside_steers_the_terminal)
{
    hostile_in("C.UTF-8");
}
END_TEST

START_TEST(nothing_from_outside_steers_an_old_terminal)
{
    hostile_in("C");
}
END_TEST

/* Not even in what is told when nothing can be opened. */
START_TEST(errors_are_tame)
{
    struct place place;
    _cleanup_free_ char *path = place_fixture("first.jsonl");

    place_init(&place, path);
    for (size_t i = 0; i < ARRAY_LEN(payloads); i++) {
        struct harness harness;
        place_open(&harness, &place, "xterm", "C.UTF-8", payloads[i], 80, 24);
        ck_assert(harness_end(&harness, 5000));
        ck_assert_int_ne(WEXITSTATUS(harness.status), 0);
        ck_assert_ptr_null(strchr(str_text(&harness.raw), '\033'));
        expect_tame(&harness, "an argument");
        harness_done(&harness);
    }
    place_done(&place);
}
END_TEST

/* --- anything that can be typed --- */

static void send_random_key(struct harness *harness, const struct keymap *keymap, unsigned *seed)
{
    static const char *const others[] = {"\033[A", "\033[B", "\033[5~", "\033[6~", "\033[H",    "\033[F", "\033[Z", "\t",
                                         "\r",     "\033",   "\177",    " ",       "\033[<0;9;9M", "ñ",      "日",     "\033\033",
                                         "17:50",  "yes",    "\033[",   "\377",    "\033[<65;40;9M", "\007"};
    const struct binding *binding = &keymap->v[next(seed) % keymap->n];
    uint32_t key = binding->key;

    if (next(seed) % 3 == 0) {
        harness_send(harness, others[next(seed) % ARRAY_LEN(others)]);
    } else if (key < 0x80 && key != 'q' && key != 'Q') {
        harness_send(harness, (char[]){(char)key, '\0'});
    } else if ((key & ~0x7fu) == KEY_CTRL && key != (KEY_CTRL | 'c') && binding->action != ACTION_SUSPEND) {
        harness_send(harness, (char[]){(char)(key & 0x1f), '\0'});
    }
}

static void send_random_line(struct harness *harness, const struct visits *visits, unsigned *seed)
{
    visit_go(harness, &visits->v[next(seed) % visits->n], 1);
}

/* Nobody told it to quit. */
static void expect_no_death(struct harness *harness, int keys)
{
    size_t n = harness->raw.len < 300 ? harness->raw.len : 300;

    ck_assert_msg(!harness_end(harness, 1), "seed %u, after %d keys: status %x\n%s", asked.seed, keys,
                  (unsigned)harness->status, str_text(&harness->raw) + harness->raw.len - n);
}

START_TEST(any_keys)
{
    struct place place;
    struct harness harness;
    struct visits visits;
    struct keymap keymap;
    unsigned seed = asked.seed;
    time_t end = time(NULL) + asked.seconds;

    keymap_init(&keymap);
    visits_init(&visits, "quejumbre", "i017");
    place_open_first(&place, &harness);
    for (int i = 0; time(NULL) < end; i++) {
        if (next(&seed) % 40 == 0)
            send_random_line(&harness, &visits, &seed);
        else if (next(&seed) % 40 == 0)
            random_size(&harness, &seed);
        else
            send_random_key(&harness, &keymap, &seed);
        if (i % 8 == 0)
            harness_settle(&harness, 2);
        if (i % 64 == 0)
            expect_no_death(&harness, i);
    }
    harness_resize(&harness, 80, 24);
    harness_settle(&harness, 100);
    expect_no_death(&harness, -1);
    kill(harness.pid, SIGTERM);
    ck_assert(harness_end(&harness, 2000));
    ck_assert(WIFEXITED(harness.status) && WEXITSTATUS(harness.status) == 128 + SIGTERM);
    ck_assert(harness_restored(&harness));
    place_check(&place);
    place_close(&place, &harness);
    visits_done(&visits);
    keymap_done(&keymap);
}
END_TEST

/* --- a decision, and the triage --- */

/* Everybody of the demo, with what was decided before and a triage half done. */
static void place_open_demo(struct place *place, struct harness *harness)
{
    _cleanup_free_ char *demo = str_format("%s/../../data/demo", getenv("FIXTURES"));
    struct place lines;

    place_empty(&lines);
    _cleanup_free_ char *all = str_format("%s/demo.jsonl", lines.folder);
    _cleanup_free_ char *command = str_format("cat %s/*.jsonl > %s", demo, all);
    place_run(command);
    place_init(place, all);
    place_done(&lines);
    place_open(harness, place, "xterm-256color", "C.UTF-8", NULL, 80, 24);
    ck_assert(harness_wait(harness, "quit", 10000));
    harness_settle(harness, 60);
}

/* What goes on comes more often than what goes back, so that the plans and the last page are reached. */
static const char *const steps[] = {
    "\r",  "\r",  "\r",  "\r",      "\r",        "j",      "k",          "y",       "n",    "u",   "1",  "2",  "3",
    "4",   "5",   "6",   "7",       "l",         "m",      "c",          "g",       "r",    "x",   "v",  "o",  "s",
    "e",   "a",   "p",   "t",       " ",         "\t",     "\177",       "\033",    "\033[3~", "\033[C", "\033[D", "\007", "?",
    "日本", "tomorrow", "in 30 days", "1", "0.00", "99999999999999999999", "2026-12-01", "mon 09:30-12:00", "because", "whatsapp",
};
static const char *const cards[] = {"K", "C", "L", "P", "M", "W", "R", "N", "Z", "F", " ", "\r", "\177", "u", "U", "U", "1", "3", "7"};

/* Out of what is open, and into a decision about anybody, or the triage. */
static void send_beginning(struct harness *harness, unsigned *seed)
{
    enum { PEOPLE = 15 };
    bool triage = next(seed) % 3 == 0;

    visit_leave(harness, 30);
    visit_leave(harness, 30);
    harness_send(harness, "1g");
    for (unsigned i = next(seed) % PEOPLE; i > 0 && !triage; i--)
        harness_send(harness, "j");
    harness_send(harness, triage ? "t" : "d");
    harness_settle(harness, 30);
}

static void send_step(struct harness *harness, unsigned *seed)
{
    unsigned n = next(seed) % 100;

    if (n < 2)
        send_beginning(harness, seed);
    else if (n == 2)
        random_size(harness, seed);
    else if (n < 20)
        harness_send(harness, cards[next(seed) % ARRAY_LEN(cards)]);
    else
        harness_send(harness, steps[next(seed) % ARRAY_LEN(steps)]);
}

START_TEST(any_keys_in_decisions)
{
    struct place place;
    struct harness harness;
    unsigned seed = asked.seed;
    time_t end = time(NULL) + asked.seconds;

    place_open_demo(&place, &harness);
    for (int i = 0; time(NULL) < end; i++) {
        send_step(&harness, &seed);
        harness_settle(&harness, i % 2);
        if (i % 64 == 0)
            expect_no_death(&harness, i);
    }
    harness_resize(&harness, 80, 24);
    harness_settle(&harness, 100);
    expect_no_death(&harness, -1);
    kill(harness.pid, SIGTERM);
    ck_assert(harness_end(&harness, 20000)); /* a letter or an import that goes on ends first */
    ck_assert(WIFEXITED(harness.status) && WEXITSTATUS(harness.status) == 128 + SIGTERM);
    place_check(&place);
    place_close(&place, &harness);
}
END_TEST

static void read_arguments(int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "--sizes") == 0)
            asked.sizes = atoi(argv[i + 1]);
        if (strcmp(argv[i], "--seconds") == 0)
            asked.seconds = atoi(argv[i + 1]);
        if (strcmp(argv[i], "--seed") == 0)
            asked.seed = (unsigned)atoi(argv[i + 1]);
    }
}

int main(int argc, char **argv)
{
    static const TTest *const *const tests[] = {&any_size_in_every_place, &signals_in_every_place, &stopped_in_every_place,
                                                &nothing_from_outside_steers_the_terminal,
                                                &nothing_from_outside_steers_an_old_terminal, &errors_are_tame, &any_keys,
                                                &any_keys_in_decisions};
    Suite *suite = suite_create("everywhere");

    read_arguments(argc, argv);
    for (size_t i = 0; i < ARRAY_LEN(tests); i++) {
        TCase *tcase = tcase_create((*tests[i])->name); /* CK_RUN_CASE=NAME picks one */
        tcase_set_timeout(tcase, 240 + asked.seconds + asked.sizes / 10);
        tcase_add_test(tcase, *tests[i]);
        suite_add_tcase(suite, tcase);
    }
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
