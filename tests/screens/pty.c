/* The real program in a real (pseudo) terminal. Needs the environment variables PALETTI (the program),
 * FIXTURES and GOLDEN (folders), which meson sets. */
#include "harness.h"

#include "../unit/tui/run.h"

#include "paletti/base/file.h"
#include "paletti/base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOW "2026-11-16T10:15:00+01:00"

/* A folder with a file to open. */
struct place {
    char folder[64];
    char *db, *home;
    const char *editor; /* "VISUAL=...", or NULL */
};

static void run_quietly(const char *command)
{
    ck_assert_msg(system(command) == 0, "%s", command);
}

/* Where no file is yet. */
static void place_empty(struct place *place)
{
    place->editor = NULL;
    strcpy(place->folder, "/tmp/paletti-pty-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(place->folder));
    place->db = str_format("%s/data/test.db", place->folder);
    place->home = str_format("HOME=%s", place->folder);
}

static void place_init(struct place *place, const char *fixture)
{
    place_empty(place);
    _cleanup_free_ char *command = str_format(
        "mkdir -m 700 %s/data && TZ=Europe/Madrid HOME=%s LC_ALL=C.UTF-8 %s --db %s --now %s import "
        "--format jsonl %s > /dev/null",
        place->folder, place->folder, getenv("PALETTI"), place->db, NOW, fixture);
    run_quietly(command);
}

static void place_done(struct place *place)
{
    _cleanup_free_ char *command = str_format("rm -rf '%s'", place->folder);

    run_quietly(command);
    free(place->db);
    free(place->home);
}

static char *fixture(const char *name)
{
    return str_format("%s/%s", getenv("FIXTURES"), name);
}

static void open_screen(struct harness *harness, const struct place *place, const char *term,
                        const char *locale, int w, int h)
{
    _cleanup_free_ char *term_variable = term ? str_format("TERM=%s", term) : mem_string("NOTHING=");
    _cleanup_free_ char *locale_variable = str_format("LC_ALL=%s", locale);
    const char *const env[] = {place->home,
                               place->editor ? place->editor : "NOTHING=1",
                               term_variable,
                               locale_variable,
                               "TZ=Europe/Madrid",
                               "ASAN_OPTIONS=detect_leaks=1:handle_abort=0:handle_segv=0",
                               "PATH=/usr/bin:/bin",
                               NULL};
    const char *const argv[] = {getenv("PALETTI"), "--db", place->db, "--now", NOW, NULL};

    harness_start(harness, &(struct harness_options){argv, env, w, h});
}

/* A file and a screen on it that shows its first frame. */
static void open_first(struct place *place, struct harness *harness)
{
    _cleanup_free_ char *path = fixture("first.jsonl");

    place_init(place, path);
    open_screen(harness, place, "xterm-256color", "C.UTF-8", 80, 24);
    ck_assert(harness_wait(harness, "quit", 10000));
    harness_settle(harness, 60);
}

static void close_all(struct place *place, struct harness *harness)
{
    harness_done(harness);
    place_done(place);
}

/* Two screens are the same; the first line that differs is shown. */
static void check_same(const struct str *shown, const struct str *wanted)
{
    const char *got = str_text(shown), *want = str_text(wanted);
    int row = 0;

    for (; *got || *want; row++) {
        size_t n = strcspn(got, "\n"), m = strcspn(want, "\n");
        ck_assert_msg(n == m && memcmp(got, want, n) == 0, "row %d:\n- %.*s\n+ %.*s", row, (int)m, want,
                      (int)n, got);
        got += n + (got[n] == '\n');
        want += m + (want[m] == '\n');
    }
}

/* The program ends at once on Q, and the terminal is as it was. */
static void quit(struct harness *harness)
{
    harness_send(harness, "Q");
    ck_assert(harness_end(harness, 5000));
    ck_assert(WIFEXITED(harness->status) && WEXITSTATUS(harness->status) == 0);
    ck_assert(harness_restored(harness));
}

/* The screen under CAPTION in a golden file. */
static char *golden(const char *name, const char *caption)
{
    _cleanup_free_ char *path = str_format("%s/%s.txt", getenv("GOLDEN"), name);
    _cleanup_str_ struct str text = STR_INIT;
    struct err err;

    ck_assert_int_eq(file_read(path, 1 << 20, &text, &err), 0);
    const char *from = strstr(str_text(&text), caption);
    ck_assert_ptr_nonnull(from);
    from = strchr(from, '\n') + 1;
    const char *to = strstr(from, "\n=== ");
    return mem_string_n(from, to ? (size_t)(to - from) + 1 : strlen(from));
}

START_TEST(the_first_frame_is_the_golden_one)
{
    struct place place;
    struct harness harness;
    _cleanup_str_ struct str shown = STR_INIT, wanted = STR_INIT;
    _cleanup_free_ char *text = golden("sizes", "80x24 four panes' size");

    open_first(&place, &harness);
    harness_text(&harness, &shown);
    str_add(&wanted, text);
    check_same(&shown, &wanted);
    ck_assert(harness.alternate);
    quit(&harness);
    close_all(&place, &harness);
}
END_TEST

/* Cells are painted where the golden text has them after every way of moving, too: the differences add up. */
START_TEST(frames_by_difference)
{
    struct place place;
    struct harness harness;
    _cleanup_str_ struct str shown = STR_INIT, anew = STR_INIT;

    open_first(&place, &harness);
    harness_send(&harness, "jjjG2jj\006\033[6~0G\025k/n\033[Z1jjj2Gkkx");
    harness_settle(&harness, 200);
    harness_send(&harness, "qG?/page\r");
    harness_settle(&harness, 200);
    harness_text(&harness, &shown);
    harness_send(&harness, "\014");
    harness_settle(&harness, 200);
    harness_text(&harness, &anew);
    check_same(&shown, &anew);
    close_all(&place, &harness);
}
END_TEST

START_TEST(a_storm_of_resizes)
{
    struct place place;
    struct harness harness;
    _cleanup_str_ struct str before = STR_INIT, after = STR_INIT;
    unsigned seed = 11;

    open_first(&place, &harness);
    harness_send(&harness, "jj2jj");
    harness_settle(&harness, 100);
    harness_text(&harness, &before);
    for (int i = 0; i < 200; i++) {
        seed = seed * 1103515245u + 12345u;
        harness_resize(&harness, 1 + (int)((seed >> 16) % 500), 1 + (int)((seed >> 8) % 200));
        if (i % 4 == 0)
            harness_settle(&harness, 2);
        if (i % 50 == 10)
            harness_send(&harness, "x");
        if (i % 50 == 30)
            harness_send(&harness, "q");
    }
    harness_resize(&harness, 80, 24);
    ck_assert(harness_wait(&harness, "quit", 5000));
    harness_settle(&harness, 200);
    harness_text(&harness, &after);
    check_same(&after, &before);
    quit(&harness);
    close_all(&place, &harness);
}
END_TEST

START_TEST(signals_end_it_and_leave_a_sane_terminal)
{
    static const int numbers[] = {SIGHUP, SIGTERM, SIGINT, SIGABRT, SIGSEGV};

    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        struct place place;
        struct harness harness;
        open_first(&place, &harness);
        kill(harness.pid, numbers[i]);
        ck_assert_msg(harness_end(&harness, 1000), "signal %d", numbers[i]);
        if (numbers[i] == SIGABRT || numbers[i] == SIGSEGV)
            ck_assert(WIFSIGNALED(harness.status) && WTERMSIG(harness.status) == numbers[i]);
        else
            ck_assert(WIFEXITED(harness.status) && WEXITSTATUS(harness.status) == 128 + numbers[i]);
        ck_assert_msg(harness_restored(&harness), "signal %d", numbers[i]);
        close_all(&place, &harness);
    }
}
END_TEST

/* By the key and by the signal; in a prompt, too, whose text survives. */
START_TEST(stopping_and_coming_back)
{
    struct place place;
    struct harness harness;
    _cleanup_str_ struct str before = STR_INIT, after = STR_INIT;

    open_first(&place, &harness);
    harness_send(&harness, "jj:log q");
    ck_assert(harness_wait(&harness, ":log q", 2000));
    harness_settle(&harness, 60);
    harness_text(&harness, &before);
    for (int i = 0; i < 2; i++) {
        if (i == 0)
            harness_send(&harness, "\032");
        else
            kill(harness.pid, SIGTSTP);
        ck_assert(harness_stopped(&harness, 2000));
        harness_settle(&harness, 20);
        ck_assert(harness_restored(&harness));
        kill(harness.pid, SIGCONT);
        ck_assert(harness_wait(&harness, ":log q", 2000));
        harness_settle(&harness, 100);
        ck_assert(harness.alternate);
    }
    harness_text(&harness, &after);
    check_same(&after, &before);
    harness_send(&harness, "\033");
    harness_settle(&harness, 100);
    quit(&harness);
    close_all(&place, &harness);
}
END_TEST

START_TEST(the_terminal_is_closed)
{
    struct place place;
    struct harness harness;
    char exe[64];

    open_first(&place, &harness);
    kill(harness.keeper, SIGKILL);
    close(harness.fd);
    harness.fd = dup(STDERR_FILENO);
    snprintf(exe, sizeof exe, "/proc/%d/exe", (int)harness.pid);
    for (int i = 0; i < 100 && access(exe, F_OK) == 0; i++)
        usleep(10000);
    ck_assert_int_ne(access(exe, F_OK), 0);
    close_all(&place, &harness);
}
END_TEST

START_TEST(every_terminal)
{
    static const char *const terms[] = {
        "dumb", "vt100", "linux", "xterm-256color", "xterm", "no-such-terminal", "", NULL};
    static const char *const locales[] = {"C", "C.UTF-8", "xx_XX.UTF-8"};
    struct place place;
    _cleanup_free_ char *path = fixture("first.jsonl");

    place_init(&place, path);
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        bool refused = terms[i] && terms[i][0] == 'n', lines = !terms[i] || !*terms[i] || terms[i][0] == 'd';
        for (size_t k = 0; k < ARRAY_LEN(locales); k++) {
            struct harness harness;
            _cleanup_str_ struct str shown = STR_INIT;
            open_screen(&harness, &place, terms[i], locales[k], 80, 24);
            if (refused) {
                ck_assert(harness_end(&harness, 5000));
                ck_assert_int_eq(WEXITSTATUS(harness.status), 1);
                ck_assert_ptr_nonnull(strstr(str_text(&harness.raw), "paletti --plain"));
            } else if (lines) {
                ck_assert(harness_wait(&harness, "help tells", 5000));
                harness_send(&harness, "quit\n");
                ck_assert(harness_end(&harness, 5000));
                ck_assert_int_eq(WEXITSTATUS(harness.status), 0);
                ck_assert_ptr_null(strchr(str_text(&harness.raw), '\033'));
                ck_assert_ptr_nonnull(strstr(str_text(&harness.raw), k >= 1 ? "Mandamás" : "Mandamas"));
            } else {
                ck_assert_msg(harness_wait(&harness, "q quit", 5000), "TERM=%s LC_ALL=%s", terms[i],
                              locales[k]);
                harness_settle(&harness, 60);
                harness_text(&harness, &shown);
                ck_assert_ptr_nonnull(strstr(str_text(&shown), k >= 1 ? "Mandamás" : "Mandamas"));
                ck_assert_ptr_nonnull(strstr(str_text(&shown), k >= 1 ? "┌─ 1 Clients" : "+- 1 Clients"));
                quit(&harness);
            }
            harness_done(&harness);
        }
    }
    place_done(&place);
}
END_TEST

/* The sequences that a frame may be made of: cursor places, styles, clearing, modes at the beginning and the
 * end. */
static const char *skip_allowed(const char *s)
{
    const char *start = s;

    if (s[0] == '\033' && s[1] == '[') {
        for (s += 2; (*s >= '0' && *s <= ';') || *s == '?'; s++)
            ;
        return strchr("CHmJhlKtX", *s) && *s ? s + 1 : NULL;
    }
    if (s[0] == '\033' && (s[1] == '(' || s[1] == ')') && s[2])
        return s + 3;
    if (s[0] == '\033' && (s[1] == '=' || s[1] == '>'))
        return s + 2;
    if (*s == '\017' || *s == '\r' || *s == '\n')
        return s + 1;
    if ((unsigned char)*s < ' ' || *s == 0x7f)
        return NULL;
    if (s[0] == '\xc2' && (unsigned char)s[1] < 0xa0)
        return NULL;
    return start + 1;
}

START_TEST(nothing_from_outside_steers_the_terminal)
{
    static const char *const terms[] = {"vt100", "linux", "xterm-256color"};
    struct place place;
    _cleanup_free_ char *path = fixture("hostile.jsonl");

    place_init(&place, path);
    for (size_t i = 0; i < ARRAY_LEN(terms) * 2; i++) {
        struct harness harness;
        open_screen(&harness, &place, terms[i / 2], i % 2 ? "C.UTF-8" : "C", 120, 30);
        ck_assert(harness_wait(&harness, "Log", 5000));
        harness_send(&harness, "\033"); /* what the one before was killed in the middle of */
        ck_assert(harness_wait(&harness, "quit", 5000));
        harness_send(&harness, "jkGg20jjG");
        harness_settle(&harness, 100);
        harness_send(&harness, "gx");
        harness_settle(&harness, 100);
        harness_send(&harness, "q1:log h\t\t\r");
        harness_settle(&harness, 100);
        harness_send(&harness, "G");
        harness_settle(&harness, 100);
        ck_assert_int_eq(harness.titles, 0);
        for (const char *s = str_text(&harness.raw), *next; *s; s = next) {
            next = skip_allowed(s);
            ck_assert_msg(next != NULL, "TERM=%s: a byte %02x at \"%.20s\"", terms[i / 2], (unsigned char)*s,
                          s + 1);
        }
        ck_assert_ptr_null(strstr(str_text(&harness.raw), "\033]"));
        harness_done(&harness);
    }
    place_done(&place);
}
END_TEST

/* What stood in a form and on lines when the program was killed, or lost its terminal, is offered again. */
START_TEST(what_was_typed_is_offered_again)
{
    static const int numbers[] = {SIGKILL, SIGHUP, SIGTERM, SIGKILL, SIGHUP};
    static const struct {
        const char *keys, *shows;
    } typed[] = {
        {"ainvo", "invo"}, {":log some", ":log some"}, {"e\t\001half a name of ", "half a name of"}};
    struct place place;
    struct harness harness;

    open_first(&place, &harness);
    for (size_t i = 0; i < ARRAY_LEN(numbers) * ARRAY_LEN(typed); i++) {
        harness_send(&harness, typed[i % ARRAY_LEN(typed)].keys);
        ck_assert_msg(harness_wait(&harness, typed[i % ARRAY_LEN(typed)].shows, 2000), "%zu", i);
        if (numbers[i % ARRAY_LEN(numbers)] == SIGKILL)
            harness_settle(&harness, 500); /* a pause */
        kill(harness.pid, numbers[i % ARRAY_LEN(numbers)]);
        ck_assert(harness_end(&harness, 1000));
        harness_done(&harness);
        open_screen(&harness, &place, "xterm-256color", "C.UTF-8", 80, 24);
        ck_assert_msg(harness_wait(&harness, "You were writing", 5000), "%zu", i);
        harness_send(&harness, "\r");
        ck_assert_msg(harness_wait(&harness, typed[i % ARRAY_LEN(typed)].shows, 2000), "%zu", i);
        /* Of a line Esc is the end; a form is put aside, and that is said. */
        harness_send(&harness, "\033");
        if (i % ARRAY_LEN(typed) == 2)
            ck_assert(harness_wait(&harness, "Not saved, but kept", 2000));
        harness_settle(&harness, 300);
        if (i % ARRAY_LEN(typed) != 2)
            continue;
        harness_send(&harness, "E");
        ck_assert(harness_wait(&harness, "You were writing", 2000));
        harness_send(&harness, "\033[3~");
        ck_assert(harness_wait(&harness, "q quit", 2000));
        harness_settle(&harness, 300);
    }
    quit(&harness);
    close_all(&place, &harness);
}
END_TEST

/* An editor that is a script. */
static void make_editor(const struct place *place, const char *script)
{
    _cleanup_free_ char *path = str_format("%s/editor", place->folder);
    FILE *to = fopen(path, "w");

    ck_assert_ptr_nonnull(to);
    ck_assert_int_gt(fprintf(to, "#!/bin/sh\n%s\n", script), 0);
    ck_assert_int_eq(fclose(to), 0);
    ck_assert_int_eq(chmod(path, 0700), 0);
}

/* The form of the newest entry, with the focus on its text. */
static void open_text(struct harness *harness)
{
    harness_send(harness, "2ge");
    ck_assert(harness_wait(harness, "needs a reply", 2000));
    harness_send(harness, "\t\t\t\t\t");
    ck_assert(harness_wait(harness, "7/20", 2000));
}

static void edit_newest(struct place *place, struct harness *harness, const char *script)
{
    static char editor[128];
    _cleanup_free_ char *path = fixture("first.jsonl");

    place_init(place, path);
    make_editor(place, script);
    snprintf(editor, sizeof editor, "VISUAL=%s/editor 'one word'", place->folder);
    place->editor = editor;
    open_screen(harness, place, "xterm-256color", "C.UTF-8", 80, 30);
    ck_assert(harness_wait(harness, "quit", 10000));
    open_text(harness);
}

static int files_left(const struct place *place)
{
    _cleanup_free_ char *command = str_format("exit $(ls %s/data | grep -c '^paletti-.*txt')", place->folder);

    return WEXITSTATUS(system(command));
}

START_TEST(a_text_in_ones_own_editor)
{
    struct place place;
    struct harness harness;

    edit_newest(&place, &harness, "test \"$1\" = 'one word' && test \"$(stat -c %a \"$2\")\" = 600 && "
                                  "printf 'first line\\nañadido\\n' >> \"$2\"");
    harness_send(&harness, "typed \017");
    ck_assert(harness_wait(&harness, "Taken over", 5000));
    ck_assert(harness_wait(&harness, "first line", 2000));
    ck_assert(harness_wait(&harness, "añadido", 2000));
    ck_assert_int_eq(files_left(&place), 0);
    harness_send(&harness, "\023");
    ck_assert(harness_wait(&harness, "On disk", 2000));
    quit(&harness);
    close_all(&place, &harness);
}
END_TEST

START_TEST(an_editor_that_fails)
{
    static const struct {
        const char *script, *says;
        int left;
    } fails[] = {
        {"echo lost >> \"$2\"; exit 3", "ended with 3", 1},
        {"exit 1", "ended with 1", 0},
        {"echo half > \"$2\"; kill -9 $$", "signal 9", 1},
        {"printf '\\377\\n' > \"$2\"", "no UTF-8", 1},
    };

    for (size_t i = 0; i < ARRAY_LEN(fails); i++) {
        struct place place;
        struct harness harness;
        edit_newest(&place, &harness, fails[i].script);
        harness_send(&harness, "typed\017");
        ck_assert_msg(harness_wait(&harness, fails[i].says, 5000), "%s", fails[i].script);
        ck_assert(harness_wait(&harness, "typed", 2000));
        ck_assert_int_eq(files_left(&place), fails[i].left);
        harness_send(&harness, "\033");
        ck_assert(harness_wait(&harness, "Not saved, but kept", 2000));
        quit(&harness);
        close_all(&place, &harness);
    }
}
END_TEST

START_TEST(stopped_and_hung_up_in_the_editor)
{
    struct place place;
    struct harness harness;

    edit_newest(&place, &harness, "printf ' more' >> \"$2\"; kill -TSTP 0; touch \"${0%editor}back\"; exec sleep 30");
    harness_send(&harness, "typed\017");
    ck_assert(harness_stopped(&harness, 5000));
    _cleanup_free_ char *back = str_format("%s/back", place.folder);
    ck_assert_int_ne(access(back, F_OK), 0);
    kill(-harness.pid, SIGCONT);
    for (int i = 0; i < 100 && access(back, F_OK) != 0; i++)
        usleep(20000);
    ck_assert_int_eq(access(back, F_OK), 0);
    kill(harness.pid, SIGHUP);
    ck_assert(harness_end(&harness, 1000));
    ck_assert_int_eq(files_left(&place), 0);
    harness_done(&harness);
    open_screen(&harness, &place, "xterm-256color", "C.UTF-8", 80, 30);
    ck_assert(harness_wait(&harness, "You were writing", 5000));
    harness_send(&harness, "\r");
    ck_assert(harness_wait(&harness, " more", 2000));
    harness_send(&harness, "\033");
    harness_settle(&harness, 200);
    quit(&harness);
    close_all(&place, &harness);
}
END_TEST

/* All of them are carried out; hardly a frame is made on the way. */
START_TEST(five_hundred_keys_in_the_queue)
{
    struct place place;
    struct harness harness;
    char keys[501];

    memset(keys, 'j', 500);
    keys[500] = '\0';
    open_first(&place, &harness);
    harness_send(&harness, "0");
    harness_settle(&harness, 100);
    size_t before = harness.raw.len;
    harness_send(&harness, keys);
    ck_assert(harness_wait(&harness, "137/137", 2000));
    harness_settle(&harness, 60);
    ck_assert_uint_lt(harness.raw.len - before, 20000);
    quit(&harness);
    close_all(&place, &harness);
}
END_TEST

/* Record lines enough for seconds of work. */
static char *long_file(const struct place *place)
{
    char *path = str_format("%s/long.jsonl", place->folder);
    FILE *to = fopen(path, "w");

    ck_assert_ptr_nonnull(to);
    for (int i = 0; i < 200000; i++)
        fprintf(to,
                "{\"type\":\"interaction\",\"ref\":\"long%d\",\"client\":\"quejumbre\",\"at\":"
                "\"2026-%02d-%02dT%02d:00:00Z\",\"direction\":\"in\",\"kind\":\"message\"}\n",
                i, 1 + i % 10, 1 + i % 28, i % 24);
    fclose(to);
    return path;
}

/* It says how far it is, takes another size and a stop on the way, and ends at Ctrl-c with nothing stored. */
START_TEST(a_long_import_is_ended)
{
    struct place place;
    struct harness harness;

    open_first(&place, &harness);
    _cleanup_free_ char *path = long_file(&place), *line = str_format(":import --format jsonl %s\r", path);
    harness_send(&harness, line);
    ck_assert(harness_wait(&harness, " MB of ", 10000));
    harness_resize(&harness, 100, 30);
    harness_send(&harness, "\032");
    ck_assert(harness_stopped(&harness, 5000));
    ck_assert(harness_restored(&harness));
    kill(harness.pid, SIGCONT);
    ck_assert(harness_wait(&harness, "Ctrl-c stop", 5000));
    harness_send(&harness, "\003");
    ck_assert(harness_wait(&harness, "nothing was stored", 10000));
    harness_send(&harness, "\007");
    ck_assert(harness_wait(&harness, "1/14", 5000));
    ck_assert(!harness_wait(&harness, "long", 0));
    harness_settle(&harness, 100);
    quit(&harness);
    close_all(&place, &harness);
}
END_TEST

/* Presses KEYS and waits until TEXT is seen. */
static void press(struct harness *harness, const char *keys, const char *text)
{
    _cleanup_str_ struct str shown = STR_INIT;

    harness_send(harness, keys);
    bool seen = harness_wait(harness, text, 5000);
    harness_text(harness, &shown);
    ck_assert_msg(seen, "no \"%s\" behind \"%s\":\n%s", text, keys, str_text(&shown));
    harness_settle(harness, 40);
}

/* From nothing to a mailbox that is read, with nothing but keys. */
START_TEST(the_first_steps)
{
    struct place place;
    struct harness harness;
    _cleanup_free_ char *mailbox = fixture("first.mbox");

    place_empty(&place);
    _cleanup_free_ char *copy = str_format("mkdir %s/Mail && cp %s %s/Mail/archive", place.folder, mailbox, place.folder);
    run_quietly(copy);
    open_screen(&harness, &place, "xterm-256color", "C.UTF-8", 80, 24);
    ck_assert(harness_wait(&harness, "This file is new", 10000));
    press(&harness, "i", "Mail/");
    press(&harness, "mai\r", "mailbox");
    press(&harness, "\r", "4 read. Nothing is stored yet.");
    ck_assert_int_ne(access(place.db, F_OK), 0);
    ck_assert(harness_wait(&harness, "[x] nora@paletti.example", 0));
    ck_assert(harness_wait(&harness, "[x] Blas Nublado", 0));
    ck_assert(harness_wait(&harness, "[ ] Ada Quill", 0));
    press(&harness, "jjjj ", "[x] Ada Quill");
    press(&harness, "g\r", "It is in.");
    press(&harness, "jj\r", "nora@paletti.example"); /* the page of my hours knows me */
    press(&harness, "\t\t\t\025mon-thu 09:30-18:00", "mon-thu 09:30-18:00");
    press(&harness, "\023", "On disk");
    press(&harness, "q", "First steps");
    press(&harness, "q", "1 Clients 2");
    press(&harness, "\033OQ", "[x]  h"); /* F2: everything is ticked off */
    ck_assert(harness_wait(&harness, "entries there: 3", 0));
    ck_assert(harness_wait(&harness, "clients there: 2", 0));
    ck_assert(harness_wait(&harness, "Mon-Thu 09:30-18:00", 0));
    press(&harness, "q", "replies due 1");
    quit(&harness);
    close_all(&place, &harness);
}
END_TEST

START_TEST(no_terminal_at_all)
{
    struct place place;
    _cleanup_free_ char *path = fixture("first.jsonl");

    place_init(&place, path);
    _cleanup_free_ char *command = str_format("HOME=%s TERM=xterm %s --db %s < /dev/null 2>&1 > /dev/null | "
                                              "grep -q 'needs a terminal.*paletti clients'",
                                              place.folder, getenv("PALETTI"), place.db);
    run_quietly(command);
    place_done(&place);
}
END_TEST

RUN_TESTS("pty", the_first_frame_is_the_golden_one, frames_by_difference, a_storm_of_resizes,
          signals_end_it_and_leave_a_sane_terminal, stopping_and_coming_back, the_terminal_is_closed, what_was_typed_is_offered_again,
          a_text_in_ones_own_editor, an_editor_that_fails, stopped_and_hung_up_in_the_editor,
          every_terminal, nothing_from_outside_steers_the_terminal, five_hundred_keys_in_the_queue,
          a_long_import_is_ended, the_first_steps, no_terminal_at_all);
