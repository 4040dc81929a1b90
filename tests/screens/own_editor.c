/* Long texts in the person's own editor, in a real (pseudo) terminal: an editor that is a script. Needs what pty.c needs. */
#include "place.h"

#include "../unit/tui/run.h"

#include "paletti/base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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
    _cleanup_free_ char *path = place_fixture("first.jsonl");

    place_init(place, path);
    make_editor(place, script);
    snprintf(editor, sizeof editor, "VISUAL=%s/editor 'one word'", place->folder);
    place->editor = editor;
    place_open(harness, place, "xterm-256color", "C.UTF-8", NULL, 80, 30);
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
    harness_settle(&harness, 500); /* it is kept in the next pause; until then, there */
    ck_assert_int_eq(files_left(&place), 0);
    harness_send(&harness, "\023");
    ck_assert(harness_wait(&harness, "On disk", 2000));
    expect_quit(&harness);
    place_close(&place, &harness);
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
        expect_quit(&harness);
        place_close(&place, &harness);
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
    for (int i = 0; i < 1500 && access(back, F_OK) != 0; i++)
        usleep(20000);
    ck_assert_int_eq(access(back, F_OK), 0);
    kill(harness.pid, SIGHUP);
    ck_assert(harness_end(&harness, 1000));
    ck_assert_int_eq(files_left(&place), 0);
    harness_done(&harness);
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 30);
    ck_assert(harness_wait(&harness, "You were writing", 5000));
    harness_send(&harness, "\r");
    ck_assert(harness_wait(&harness, " more", 2000));
    harness_send(&harness, "\033");
    harness_settle(&harness, 200);
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* The program is killed; its editor loses the terminal with it. */
static void kill_both(struct harness *harness)
{
    kill(harness->pid, SIGKILL);
    ck_assert(harness_end(harness, 2000));
    harness_done(harness);
}

/* What the editor had written by then is offered, as is what was typed beside it; its file goes when it is taken over. */
START_TEST(killed_while_the_editor_is_open)
{
    struct place place;
    struct harness harness;

    edit_newest(&place, &harness, "printf ' from the editor' >> \"$2\"; echo open; exec sleep 30");
    harness_send(&harness, "typed\017");
    ck_assert(harness_wait(&harness, "open", 5000));
    kill_both(&harness);
    ck_assert_int_eq(files_left(&place), 1);
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 30);
    ck_assert(harness_wait(&harness, "You were writing", 5000));
    ck_assert_int_eq(files_left(&place), 1); /* it is only offered */
    harness_send(&harness, "\r");
    ck_assert(harness_wait(&harness, "ser. from the editor", 2000));
    ck_assert_int_eq(files_left(&place), 0);
    kill_both(&harness); /* what was taken over has been kept */
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 30);
    ck_assert(harness_wait(&harness, "You were writing", 5000));
    harness_send(&harness, "\r");
    ck_assert(harness_wait(&harness, "ser. from the editor", 2000));
    harness_send(&harness, "\033");
    ck_assert(harness_wait(&harness, "Not saved, but kept", 2000));
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* Ten megabytes of lines: too long to be typed on, but shown, saved, and the same when they are edited again. */
START_TEST(a_very_long_text)
{
    struct place place;
    struct harness harness;

    edit_newest(&place, &harness, "d=${0%editor}; if test -f \"$d/long\"; then cmp \"$d/long\" \"$2\" && touch \"$d/same\"; "
                                  "else yes 'año nuevo 0123456789' | head -c 10000000 > \"$d/long\"; "
                                  "printf 'the end' >> \"$d/long\"; (cat \"$d/long\"; echo) > \"$2\"; fi");
    harness_send(&harness, "\017");
    ck_assert(harness_wait(&harness, "Taken over", 20000));
    ck_assert(harness_wait(&harness, "a long text: it opens in your editor", 2000));
    harness_send(&harness, "\023");
    ck_assert(harness_wait(&harness, "On disk", 20000));
    open_text(&harness);
    harness_send(&harness, "\017");
    ck_assert(harness_wait(&harness, "Taken over", 20000));
    _cleanup_free_ char *same = str_format("%s/same", place.folder);
    ck_assert_int_eq(access(same, F_OK), 0);
    harness_send(&harness, "\033");
    harness_settle(&harness, 300);
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* Until its editor has written; the sign of it is taken away. */
static void wait_for_editor(const struct place *place)
{
    _cleanup_free_ char *sign = str_format("%s/wrote", place->folder);

    for (int i = 0; i < 250 && access(sign, F_OK) != 0; i++)
        usleep(20000);
    ck_assert_int_eq(unlink(sign), 0);
}

/* Where it outlived the terminal. */
static void kill_editor(const struct place *place)
{
    _cleanup_free_ char *command = str_format("kill -9 $(cat %s/pid) 2> /dev/null || true", place->folder);

    place_run(command);
}

/* Ctrl-c goes to the editor, which ends by it; an editor that does not end at a hang-up is not waited for. */
START_TEST(an_editor_that_never_returns)
{
    struct place place;
    struct harness harness;

    edit_newest(&place, &harness, "d=${0%editor}; echo $$ > \"$d/pid\"; trap '' HUP TERM; printf ' more' >> \"$2\"; "
                                  "touch \"$d/wrote\"; while :; do sleep 1; done");
    harness_send(&harness, "typed\017");
    wait_for_editor(&place);
    press(&harness, "\003", "ended by signal 2");
    press(&harness, "", "typed");
    ck_assert_int_eq(files_left(&place), 1); /* what it wrote before is kept, and that is said */
    harness_send(&harness, "\017");
    wait_for_editor(&place);
    kill(harness.pid, SIGHUP);
    ck_assert(harness_end(&harness, 1000));
    kill_editor(&place);
    harness_done(&harness);
    ck_assert_int_eq(files_left(&place), 1); /* the same one */
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 30);
    ck_assert(harness_wait(&harness, "You were writing", 5000));
    press(&harness, "\r", "ser. more");
    press(&harness, "\033", "Not saved, but kept");
    expect_quit(&harness);
    place_close(&place, &harness);
}
END_TEST

/* A call at night of somebody who was told the hours. */
static const char called[] =
    "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"email\":[\"nora@palabra.example\"]}\n"
    "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"Europe/Madrid\",\"hours\":{\"mon\":[\"09:30-18:00\"]}}\n"
    "{\"type\":\"client\",\"ref\":\"ada\",\"name\":\"Ada Quill\",\"language\":\"en-GB\",\"emails\":[\"ada@willow.example\"]}\n"
    "{\"type\":\"told\",\"ref\":\"t\",\"client\":\"ada\",\"on\":\"2026-01-07\"}\n"
    "{\"type\":\"interaction\",\"ref\":\"night\",\"client\":\"ada\",\"at\":\"2026-11-09T22:00:00+01:00\",\"direction\":\"in\","
    "\"kind\":\"call\",\"channel\":\"phone\"}\n";

static void init_called(struct place *place, const char *folder)
{
    _cleanup_free_ char *path = str_format("%s/called.jsonl", folder);
    FILE *to = fopen(path, "w");

    ck_assert_ptr_nonnull(to);
    ck_assert_int_ge(fputs(called, to), 0);
    ck_assert_int_eq(fclose(to), 0);
    place_init(place, path);
    ck_assert_int_eq(unlink(path), 0);
}

/* A letter is changed before it is kept as a draft, and after; put aside, it is gone on with. */
START_TEST(a_letter)
{
    static char editor[128];
    char folder[] = "/tmp/paletti-letter-XXXXXX";
    struct place place;
    struct harness harness;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    init_called(&place, folder);
    ck_assert_int_eq(rmdir(folder), 0);
    make_editor(&place, "echo 'One more line.' >> \"$1\"");
    snprintf(editor, sizeof editor, "VISUAL=%s/editor", place.folder);
    place.editor = editor;
    place_open(&harness, &place, "xterm-256color", "C.UTF-8", NULL, 80, 40);
    ck_assert(harness_wait(&harness, "quit", 10000));
    press(&harness, "2m", "Reason 1 of 8");
    press(&harness, "e", "Taken over");
    press(&harness, "", "One more line.");
    press(&harness, "\033", "Not saved, but kept");
    press(&harness, "E", "Reminder: Ada Quill");
    press(&harness, "\r", "One more line.");
    press(&harness, "s", "Kept as a draft");
    press(&harness, "", "One more line.");
    press(&harness, "e", "The draft is changed");
    harness_send(&harness, "\033");
    harness_settle(&harness, 300);
    expect_quit(&harness);
    ck_assert_int_eq(files_left(&place), 0);
    place_close(&place, &harness);
}
END_TEST

RUN_TESTS("own editor", a_letter, a_text_in_ones_own_editor, an_editor_that_fails, stopped_and_hung_up_in_the_editor,
          killed_while_the_editor_is_open, a_very_long_text, an_editor_that_never_returns);
