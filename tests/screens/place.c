#include "place.h"

#include "paletti/base/mem.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define CLIPBOARD "\033]52;c;"

void place_run(const char *command)
{
    ck_assert_msg(system(command) == 0, "%s", command);
}

void place_empty(struct place *place)
{
    place->editor = "VISUAL=true"; /* which changes nothing */
    strcpy(place->folder, "/tmp/paletti-pty-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(place->folder));
    place->db = str_format("%s/data/test.db", place->folder);
    place->home = str_format("HOME=%s", place->folder);
}

void place_init(struct place *place, const char *fixture)
{
    place_empty(place);
    _cleanup_free_ char *command = str_format(
        "mkdir -m 700 %s/data && TZ=Europe/Madrid HOME=%s LC_ALL=C.UTF-8 %s --db %s --now %s import "
        "--format jsonl %s > /dev/null",
        place->folder, place->folder, getenv("PALETTI"), place->db, NOW, fixture);
    place_run(command);
}

void place_done(struct place *place)
{
    _cleanup_free_ char *command = str_format("rm -rf '%s'", place->folder);

    place_run(command);
    free(place->db);
    free(place->home);
}

char *place_fixture(const char *name)
{
    return str_format("%s/%s", getenv("FIXTURES"), name);
}

char *place_long_file(const struct place *place, int lines)
{
    char *path = str_format("%s/long.jsonl", place->folder);
    FILE *to = fopen(path, "w");

    ck_assert_ptr_nonnull(to);
    for (int i = 0; i < lines; i++)
        fprintf(to,
                "{\"type\":\"interaction\",\"ref\":\"long%d\",\"client\":\"quejumbre\",\"at\":"
                "\"2026-%02d-%02dT%02d:00:00Z\",\"direction\":\"in\",\"kind\":\"message\"}\n",
                i, 1 + i % 10, 1 + i % 28, i % 24);
    fclose(to);
    return path;
}

void place_check(const struct place *place)
{
    _cleanup_free_ char *command = str_format("TZ=Europe/Madrid HOME=%s %s --db %s --now %s check > /dev/null", place->folder,
                                              getenv("PALETTI"), place->db, NOW);

    place_run(command);
}

void place_open(struct harness *harness, const struct place *place, const char *term, const char *locale, const char *word,
                int w, int h)
{
    _cleanup_free_ char *term_variable = term ? str_format("TERM=%s", term) : mem_string("NOTHING=");
    _cleanup_free_ char *locale_variable = locale ? str_format("LC_ALL=%s", locale) : mem_string("NO=");
    const char *const env[] = {place->home,
                               term_variable,
                               locale_variable,
                               "TZ=Europe/Madrid",
                               place->editor ? place->editor : "NOTHING=1",
                               "ASAN_OPTIONS=detect_leaks=1:handle_abort=0:handle_segv=0",
                               "PATH=/usr/bin:/bin",
                               NULL};
    const char *const argv[] = {"/bin/sh",         "-c",      "cd \"$HOME\" && exec \"$0\" \"$@\"",
                                getenv("PALETTI"), "--db",    place->db,
                                "--now",           NOW,       word,
                                NULL};

    harness_start(harness, &(struct harness_options){argv, env, w, h});
}

void place_ready(struct harness *harness)
{
    ck_assert(harness_wait(harness, "Log", 10000));
    for (int i = 0; i < 5 && !harness_wait(harness, "quit", 60); i++)
        harness_send(harness, "\033");
    ck_assert(harness_wait(harness, "quit", 10000));
}

void place_open_first(struct place *place, struct harness *harness)
{
    _cleanup_free_ char *path = place_fixture("first.jsonl");

    place_init(place, path);
    place_open(harness, place, "xterm-256color", "C.UTF-8", NULL, 80, 24);
    ck_assert(harness_wait(harness, "quit", 10000));
    harness_settle(harness, 60);
}

void place_close(struct place *place, struct harness *harness)
{
    harness_done(harness);
    place_done(place);
}

void press(struct harness *harness, const char *keys, const char *text)
{
    _cleanup_str_ struct str shown = STR_INIT;

    harness_send(harness, keys);
    bool seen = harness_wait(harness, text, 5000);
    harness_text(harness, &shown);
    ck_assert_msg(seen, "no \"%s\" behind \"%s\":\n%s", text, keys, str_text(&shown));
    harness_settle(harness, 40);
}

void expect_same(const struct str *shown, const struct str *wanted, const char *where)
{
    const char *got = str_text(shown), *want = str_text(wanted);
    int row = 0;

    for (; *got || *want; row++) {
        size_t n = strcspn(got, "\n"), m = strcspn(want, "\n");
        ck_assert_msg(n == m && memcmp(got, want, n) == 0, "%s, row %d:\n- %.*s\n+ %.*s", where, row, (int)m, want, (int)n,
                      got);
        got += n + (got[n] == '\n');
        want += m + (want[m] == '\n');
    }
}

void expect_quit(struct harness *harness)
{
    harness_send(harness, "Q");
    ck_assert(harness_end(harness, 5000));
    ck_assert(WIFEXITED(harness->status) && WEXITSTATUS(harness->status) == 0);
    ck_assert(harness_restored(harness));
}

/* Behind what the program copies to the clipboard by itself, in base64; NULL: it is what the hostile records want there. */
static const char *skip_clipboard(const char *s)
{
    s += strlen(CLIPBOARD);
    size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    bool hostile = n == 8 && memcmp(s, "aGFjaw==", n) == 0;

    return s[n] == '\a' && !hostile ? s + n + 1 : NULL;
}

/* Behind a character or a sequence that may stand in a frame; NULL: it may not. */
static const char *skip_tame(const char *s)
{
    const char *start = s;

    if (strncmp(s, CLIPBOARD, strlen(CLIPBOARD)) == 0)
        return skip_clipboard(s);
    if (s[0] == '\033' && s[1] == '[') {
        for (s += 2; (*s >= '0' && *s <= ';') || *s == '?'; s++)
            ;
        return *s && strchr("CHmJhlKtX", *s) ? s + 1 : NULL;
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

void expect_tame(const struct harness *harness, const char *where)
{
    ck_assert_int_eq(harness->titles, 0);
    for (const char *s = str_text(&harness->raw), *next; *s; s = next) {
        next = skip_tame(s);
        ck_assert_msg(next != NULL, "%s: a byte %02x at \"%.20s\"", where, (unsigned char)*s, s + 1);
    }
}
