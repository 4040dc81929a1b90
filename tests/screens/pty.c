/* The real program in a real (pseudo) terminal. Needs the environment variables PALETTI (the program),
 * FIXTURES and GOLDEN (folders), which meson sets. */
#include "place.h"

#include "../unit/tui/run.h"

#include "paletti/base/file.h"
#include "paletti/base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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

    place_open_first(&place, &harness);
    harness_text(&harness, &shown);
    str_add(&wanted, text);
    expect_same(&shown, &wanted, "later");
    ck_assert(harness.alternate);
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* Cells are painted where the golden text has them after every way of moving, too: the differences add up. */
START_TEST(frames_by_difference)
{
    struct place place;
    struct harness harness;
    _cleanup_str_ struct str shown = STR_INIT, anew = STR_INIT;

    place_open_first(&place, &harness);
    harness_send(&harness, "jjjG2jj\006\033[6~0G\025k/n\033[Z1jjj2Gkkx");
    harness_settle(&harness, 200);
    harness_send(&harness, "qG?/page\r");
    ck_assert(harness_wait(&harness, "?/page", 10000));
    harness_settle(&harness, 200);
    harness_text(&harness, &shown);
    harness_send(&harness, "\014");
    harness_settle(&harness, 200);
    harness_text(&harness, &anew);
    expect_same(&shown, &anew, "later");
    place_close(&place, &harness);
}
END_TEST

START_TEST(a_storm_of_resizes)
{
    struct place place;
    struct harness harness;
    _cleanup_str_ struct str before = STR_INIT, after = STR_INIT;
    unsigned seed = 11;

    place_open_first(&place, &harness);
    harness_send(&harness, "jj2jj");
    ck_assert(harness_wait(&harness, "lines crossed", 20000)); /* what is counted in a pause is there */
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
    ck_assert(harness_wait(&harness, "help", 5000));
    ck_assert(harness_wait(&harness, "lines crossed", 20000));
    harness_settle(&harness, 200);
    harness_text(&harness, &after);
    expect_same(&after, &before, "later");
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

START_TEST(signals_end_it_and_leave_a_sane_terminal)
{
    static const int numbers[] = {SIGHUP, SIGTERM, SIGINT, SIGABRT, SIGSEGV};

    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        struct place place;
        struct harness harness;
        place_open_first(&place, &harness);
        kill(harness.pid, numbers[i]);
        ck_assert_msg(harness_end(&harness, 1000), "signal %d", numbers[i]);
        if (numbers[i] == SIGABRT || numbers[i] == SIGSEGV)
            ck_assert(WIFSIGNALED(harness.status) && WTERMSIG(harness.status) == numbers[i]);
        else
            ck_assert(WIFEXITED(harness.status) && WEXITSTATUS(harness.status) == 128 + numbers[i]);
        ck_assert_msg(harness_restored(&harness), "signal %d", numbers[i]);
        place_close(&place, &harness);
    }
}
END_TEST

/* By the key and by the signal; in a prompt, too, whose text survives. */
START_TEST(stopping_and_coming_back)
{
    struct place place;
    struct harness harness;
    _cleanup_str_ struct str before = STR_INIT, after = STR_INIT;

    place_open_first(&place, &harness);
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
    expect_same(&after, &before, "later");
    harness_send(&harness, "\033");
    harness_settle(&harness, 100);
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

START_TEST(the_terminal_is_closed)
{
    struct place place;
    struct harness harness;
    char exe[64];

    place_open_first(&place, &harness);
    kill(harness.keeper, SIGKILL);
    close(harness.fd);
    harness.fd = dup(STDERR_FILENO);
    snprintf(exe, sizeof exe, "/proc/%d/exe", (int)harness.pid);
    for (int i = 0; i < 3000 && access(exe, F_OK) == 0; i++) /* a busy machine lets it wait */
        usleep(10000);
    ck_assert_int_ne(access(exe, F_OK), 0);
    place_close(&place, &harness);
}
END_TEST

START_TEST(every_terminal)
{
    static const char *const terms[] = {
        "dumb", "vt100", "linux", "screen", "xterm-256color", "xterm", "no-such-terminal", "", NULL};
    static const char *const locales[] = {"C", "C.UTF-8", "xx_XX.UTF-8", NULL};
    struct place place;
    _cleanup_free_ char *path = place_fixture("first.jsonl");

    place_init(&place, path);
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        bool refused = terms[i] && terms[i][0] == 'n', lines = !terms[i] || !*terms[i] || terms[i][0] == 'd';
        for (size_t k = 0; k < ARRAY_LEN(locales); k++) {
            bool utf8 = k == 1 || k == 2;
            struct harness harness;
            _cleanup_str_ struct str shown = STR_INIT;
            place_open(&harness, &place, terms[i], locales[k], NULL, 80, 24);
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
                ck_assert_ptr_nonnull(strstr(str_text(&harness.raw), utf8 ? "Mandamás" : "Mandamas"));
            } else {
                ck_assert_msg(harness_wait(&harness, "q quit", 5000), "TERM=%s LC_ALL=%s", terms[i],
                              locales[k] ? locales[k] : "-");
                harness_settle(&harness, 60);
                harness_text(&harness, &shown);
                ck_assert_ptr_nonnull(strstr(str_text(&shown), utf8 ? "Mandamás" : "Mandamas"));
                ck_assert_ptr_nonnull(strstr(str_text(&shown), utf8 ? "┌─ 1 Clients" : "+- 1 Clients"));
                expect_quit(&harness);
            }
            harness_done(&harness);
        }
    }
    place_done(&place);
}
END_TEST

/* A terminal that takes nothing any more: Ctrl-s was pressed. */
START_TEST(lines_end_while_the_terminal_is_stopped)
{
    static const int numbers[] = {SIGTERM, SIGHUP};
    struct place place;
    _cleanup_free_ char *path = place_fixture("first.jsonl");

    place_init(&place, path);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        struct harness harness;
        place_open(&harness, &place, "dumb", "C.UTF-8", NULL, 80, 24);
        ck_assert(harness_wait(&harness, "help tells", 5000));
        harness_settle(&harness, 100);
        harness_send(&harness, "\023today\n");
        harness_settle(&harness, 300);
        kill(harness.pid, numbers[i]);
        ck_assert(harness_end(&harness, 3000));
        ck_assert(WIFEXITED(harness.status) && WEXITSTATUS(harness.status) == 128 + numbers[i]);
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

    place_open_first(&place, &harness);
    for (size_t i = 0; i < ARRAY_LEN(numbers) * ARRAY_LEN(typed); i++) {
        harness_send(&harness, typed[i % ARRAY_LEN(typed)].keys);
        ck_assert_msg(harness_wait(&harness, typed[i % ARRAY_LEN(typed)].shows, 2000), "%zu", i);
        if (numbers[i % ARRAY_LEN(numbers)] == SIGKILL)
            harness_settle(&harness, 500); /* a pause */
        kill(harness.pid, numbers[i % ARRAY_LEN(numbers)]);
        ck_assert(harness_end(&harness, 1000));
        harness_done(&harness);
        place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 24);
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
    expect_quit(&harness);
    place_close(&place, &harness);
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
    place_open_first(&place, &harness);
    harness_send(&harness, "0");
    harness_settle(&harness, 100);
    size_t before = harness.raw.len;
    harness_send(&harness, keys);
    ck_assert(harness_wait(&harness, "137/137", 2000));
    harness_settle(&harness, 60);
    ck_assert_uint_lt(harness.raw.len - before, 20000);
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* It says how far it is, takes another size and a stop on the way, and ends at Ctrl-c with nothing stored. */
START_TEST(a_long_import_is_ended)
{
    struct place place;
    struct harness harness;

    place_open_first(&place, &harness);
    _cleanup_free_ char *path = place_long_file(&place, 200000), *line = str_format(":import --format jsonl %s\r", path);
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
    ck_assert(harness_wait(&harness, "1/12", 5000));
    ck_assert(!harness_wait(&harness, "long", 0));
    harness_settle(&harness, 100);
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* Long work freezes no key: one moves, searches and reads meanwhile; what would write is refused with a sentence. Nothing of
 * the import is seen before it is done. */
START_TEST(keys_while_an_import_runs)
{
    struct place place;
    struct harness harness;

    place_open_first(&place, &harness);
    _cleanup_free_ char *path = place_long_file(&place, 400000), *line = str_format(":import --format jsonl %s\r", path);
    press(&harness, line, " MB of ");
    press(&harness, "G", "Log: Vecchia Gloria");
    press(&harness, "g/wil\r", "Log: Willow & Wren");
    press(&harness, "\033", "1 Clients 12"); /* the search is ended, not the import */
    press(&harness, "g", "Log: Tormenta");
    press(&harness, "2", "2 Log");
    press(&harness, "?", "What is done here");
    press(&harness, "\033", "2 Log");
    press(&harness, "a", "Not while \"import\" goes on");
    press(&harness, "u", "Not while \"import\" goes on");
    press(&harness, "Q", "Not while \"import\" goes on");
    press(&harness, "B", "Client 0");
    press(&harness, "B", "Tormenta");
    ck_assert(harness_wait(&harness, " MB of ", 0));
    ck_assert(!harness_wait(&harness, "/400", 0)); /* of the log's entries */
    kill(harness.pid, SIGINT);
    ck_assert(harness_wait(&harness, "nothing was stored", 10000));
    harness_send(&harness, "\007");
    harness_settle(&harness, 100);
    place_check(&place);
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* A page that works steps behind the panes, and waits there for who looks around. */
START_TEST(looking_around_while_a_file_is_read)
{
    struct place place;
    struct harness harness;

    place_open_first(&place, &harness);
    free(place_long_file(&place, 200000));
    press(&harness, "\033OQ", "First steps");
    press(&harness, "i", "Choose a mailbox");
    press(&harness, "long\r", " MB of ");
    press(&harness, "j", "2/12");
    press(&harness, "q", "Reading; nothing is stored."); /* back to it, while it goes on */
    press(&harness, "j\r", "2 Log");
    ck_assert(harness_wait(&harness, "q goes back to it", 30000));
    press(&harness, "\r", "q back"); /* it was meant for the log: nothing is decided by it */
    press(&harness, "\033", "q back");
    press(&harness, "q", "Nothing is stored yet.");
    harness_resize(&harness, 100, 30);
    press(&harness, "\r", " MB of ");
    for (int i = 0; i < 40; i++)
        harness_resize(&harness, 1 + i * 37 % 300, 1 + i * 23 % 100);
    harness_resize(&harness, 80, 24);
    ck_assert(harness_wait(&harness, "It is in.", 60000));
    press(&harness, "qqqu", " records");
    press(&harness, "a", "Not while \"undo\" goes on");
    ck_assert(harness_wait(&harness, "undone", 60000));
    place_check(&place);
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* Escape sequences, combining marks and ten thousand letters, pasted into a field: nothing of them steers the terminal, and
 * the form is as it was behind them. */
START_TEST(hostile_text_is_pasted_into_a_form)
{
    struct place place;
    struct harness harness;
    _cleanup_str_ struct str paste = STR_INIT;

    str_add(&paste, "\033[200~\033]0;pwned\007\033[2J\033]52;c;cHduZWQ=\007\xe2\x80\xae");
    for (int i = 0; i < 200; i++)
        str_add(&paste, "\xcc\x81");
    for (int i = 0; i < 10000; i++)
        str_add_char(&paste, (char)('a' + i % 26));
    str_add(&paste, " the end\033[201~");
    place_open_first(&place, &harness);
    press(&harness, "e", "Tormenta Perfecta S.L.");
    press(&harness, str_text(&paste), "the end");
    expect_tame(&harness, "a form");
    press(&harness, "\001", "pwned"); /* to the beginning of the line: what steers is shown, not done */
    press(&harness, "\005", "the end");
    press(&harness, "\033", "Not saved, but kept");
    expect_tame(&harness, "a form put aside");
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* From nothing to a mailbox that is read, with nothing but keys. */
START_TEST(the_first_steps)
{
    struct place place;
    struct harness harness;
    _cleanup_free_ char *mailbox = place_fixture("first.mbox");

    place_empty(&place);
    _cleanup_free_ char *copy = str_format("mkdir %s/Mail && cp %s %s/Mail/archive", place.folder, mailbox, place.folder);
    place_run(copy);
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 24);
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
    ck_assert(harness_wait(&harness, "Left out: 1 person", 0)); /* the newsletter */
    ck_assert(harness_wait(&harness, "Set your hours", 0));
    press(&harness, "jj\r", "nora@paletti.example"); /* the page of my hours knows me */
    press(&harness, "\t\t\t\025mon-thu 09:30-18:00", "mon-thu 09:30-18:00");
    press(&harness, "\023", "On disk");
    ck_assert(harness_wait(&harness, "It is in.", 0));
    ck_assert(!harness_wait(&harness, "Set your hours", 0)); /* they are */
    press(&harness, "q", "First steps");
    press(&harness, "q", "1 Clients 2");
    press(&harness, "\033OQ", "[x]  h"); /* F2: everything is ticked off */
    ck_assert(harness_wait(&harness, "entries there: 3", 0));
    ck_assert(harness_wait(&harness, "clients there: 2", 0));
    ck_assert(harness_wait(&harness, "Mon-Thu 09:30-18:00", 0));
    press(&harness, "q", "replies due 1");
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

START_TEST(no_terminal_at_all)
{
    struct place place;
    _cleanup_free_ char *path = place_fixture("first.jsonl");

    place_init(&place, path);
    _cleanup_free_ char *command = str_format("HOME=%s TERM=xterm %s --db %s < /dev/null 2>&1 > /dev/null | "
                                              "grep -q 'needs a terminal.*paletti clients'",
                                              place.folder, getenv("PALETTI"), place.db);
    place_run(command);
    place_done(&place);
}
END_TEST

RUN_TESTS("pty", the_first_frame_is_the_golden_one, frames_by_difference, a_storm_of_resizes,
          signals_end_it_and_leave_a_sane_terminal, stopping_and_coming_back, the_terminal_is_closed,
          lines_end_while_the_terminal_is_stopped, what_was_typed_is_offered_again, every_terminal,
          five_hundred_keys_in_the_queue, a_long_import_is_ended, keys_while_an_import_runs,
          looking_around_while_a_file_is_read, hostile_text_is_pasted_into_a_form, the_first_steps,
          no_terminal_at_all);
