/* Runs a script of keys against the screen, without a terminal, and compares what it shows with a golden
 * file.
 *
 *     runner FIXTURES SCRIPT            compares with SCRIPT's .txt beside it; 1 and a difference when they
 * disagree runner --update FIXTURES SCRIPT   writes the .txt
 *
 * A line of a script is a comment (#) or one of
 *     file NAME       a fixture to import into a new file; without it the file stays empty
 *     demo            the demo, with its dates as they are written, instead of a fixture
 *     home NAME TO    a copy of a fixture, called TO in the person's own folder, which is there then
 *     now INSTANT     what the clock shows
 *     ascii           as in a locale without UTF-8
 *     language L      in another language than English; before what opens the file
 *     bind TEXT       a line of a key file
 *     size W H        the terminal's size, from here on
 *     key NAME...     presses keys
 *     type TEXT       presses a key for each character
 *     paste TEXT      pastes
 *     click X Y       clicks into that cell
 *     wheel X Y WAY   turns the wheel there, up or down
 *     plain           told line by line from here on (plain.h), and what is told is written down
 *     line TEXT       a line that a person types there
 *     show CAPTION    writes the screen down
 *     styles CAPTION  the same, with the styles of each line below it
 *     words N         the page on top may have so many words at most, within its frame */
#include "plain.h"
#include "pointing.h"

#include "paletti/app/answer.h"
#include "paletti/app/command.h"
#include "paletti/base/file.h"
#include "paletti/base/language.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct runner {
    char *fixtures;
    char folder[64];
    char *db, *courier;
    const char *home;
    int64_t now;
    bool ascii;
    struct str keys; /* of our own */
    struct app *app;
    struct keymap keymap;
    struct shell shell; /* from the first size on */
    bool started;
    struct plain plain;
    bool told; /* line by line */
    struct str out;
    struct canvas kept; /* the frames, each painted over the one before as on a terminal */
};

static _Noreturn void die(const char *fmt, ...) _printf_(1, 2);
static void die(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    exit(2);
}

static int64_t fixed_clock(void *ctx)
{
    return *(int64_t *)ctx;
}

static int discard(void *ctx _unused_, const char *text _unused_, size_t len _unused_)
{
    return 0;
}

static void run(struct runner *runner, const char *name, char *const *words, size_t n)
{
    const struct command *command = command_find(name);
    struct answer_json *json = answer_json_new(discard, NULL);
    struct request request = {0};
    unsigned changes;
    struct err err;

    if (command_parse(command, words, n, &request, &err) < 0 ||
        command->run(runner->app, &request, answer_json_answer(json), &changes, &err) < 0)
        die("%s", err.text);
    answer_json_end(json);
    request_done(&request);
}

static void open_app(struct runner *runner)
{
    struct app_options options = {
        .db = runner->db,
        .data_home = runner->folder,
        .config_home = runner->folder,
        .courier = runner->courier,
        .tz = "Europe/Madrid",
        .clock = fixed_clock,
        .clock_ctx = &runner->now,
    };
    struct err err;

    if (!runner->app && app_new(&options, &runner->app, &err) < 0)
        die("%s", err.text);
}

static void start(struct runner *runner)
{
    struct err err;

    if (runner->started)
        return;
    open_app(runner);
    keymap_init(&runner->keymap);
    if (keymap_read(&runner->keymap, "bind", str_text(&runner->keys), &err) < 0)
        die("%s", err.text);
    if (shell_init(&runner->shell, runner->app, &runner->keymap, runner->home, &err) < 0)
        die("%s", err.text);
    runner->started = true;
}

static void do_file(struct runner *runner, char *rest)
{
    _cleanup_free_ char *path = str_format("%s/%s", runner->fixtures, rest);
    char *words[] = {(char[]){"--format"}, (char[]){"jsonl"}, path};

    open_app(runner);
    run(runner, "import", words, ARRAY_LEN(words));
}

/* Opens what the rules of a fixture would have meant. */
static void do_what_if(struct runner *runner, char *rest)
{
    _cleanup_free_ char *line = str_format("what-if %s/%s", runner->fixtures, rest);

    start(runner);
    shell_run(&runner->shell, line);
    shell_settle(&runner->shell);
}

/* Idle moments, until nothing is left to be done in them. */
static void do_look(struct runner *runner, char *rest _unused_)
{
    while (shell_looks(&runner->shell))
        shell_look(&runner->shell);
}

static void do_demo(struct runner *runner, char *rest _unused_)
{
    char *words[] = {(char[]){"--fixed"}};

    open_app(runner);
    run(runner, "demo", words, ARRAY_LEN(words));
}

static void do_home(struct runner *runner, char *rest)
{
    char *to = rest + strcspn(rest, " ");
    _cleanup_free_ char *command = str_format("mkdir -p \"$(dirname home/%s)\" && cp %s/%.*s home/%s", to + 1,
                                              runner->fixtures, (int)(to - rest), rest, to + 1);

    runner->home = "home";
    if (!*to || system(command) != 0)
        die("home: %s", rest);
}

static void do_now(struct runner *runner, char *rest)
{
    if (civil_parse_instant(rest, &runner->now) < 0)
        die("now: %s", rest);
    if (runner->started)
        shell_refresh(&runner->shell);
}

static void do_ascii(struct runner *runner, char *rest _unused_)
{
    runner->ascii = runner->kept.ascii = true;
}

static void do_language(struct runner *runner _unused_, char *rest)
{
    language_choose(rest, "");
}

static void do_bind(struct runner *runner, char *rest)
{
    str_printf(&runner->keys, "%s\n", rest);
}

/* What a frame paints over the one before comes to the same as painting everything. */
static void check_frame(struct runner *runner, const char *key)
{
    _cleanup_str_ struct str kept = STR_INIT, whole = STR_INIT;
    struct canvas canvas;

    if (runner->told)
        return;
    shell_draw(&runner->shell, &runner->kept);
    canvas_init(&canvas, runner->ascii);
    canvas_reset(&canvas, runner->shell.w, runner->shell.h);
    shell_veil(&runner->shell, &canvas);
    screen_draw(&runner->shell, &canvas);
    canvas_dump(&runner->kept, &kept, true);
    canvas_dump(&canvas, &whole, true);
    bool same = str_equal(str_text(&kept), str_text(&whole)) && canvas.cursor_x == runner->kept.cursor_x &&
                canvas.cursor_y == runner->kept.cursor_y;
    canvas_done(&canvas);
    if (!same)
        die("after %s this was painted:\n%s\nand everything painted anew is:\n%s", key, str_text(&kept), str_text(&whole));
}

static void do_size(struct runner *runner, char *rest)
{
    int w, h;

    if (sscanf(rest, "%d %d", &w, &h) != 2)
        die("size: %s", rest);
    start(runner);
    shell_resize(&runner->shell, w, h);
    check_frame(runner, "a resize");
}

static void do_key(struct runner *runner, char *rest)
{
    char *save = NULL;
    uint32_t key;

    for (char *name = strtok_r(rest, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
        if (!key_parse(name, &key))
            die("key: %s", name);
        shell_key(&runner->shell, key);
        check_frame(runner, name);
    }
}

static void do_type(struct runner *runner, char *rest)
{
    for (size_t n; (n = text_cluster(rest, NULL)) > 0; rest += n) {
        _cleanup_free_ char *name = mem_string_n(rest, n);
        uint32_t key;
        if (!key_parse(*name == ' ' ? "Space" : name, &key))
            die("type: %s", name);
        shell_key(&runner->shell, key);
    }
}

static void do_paste(struct runner *runner, char *rest)
{
    shell_paste(&runner->shell, rest);
}

static void point(struct runner *runner, enum event_kind kind, const char *rest)
{
    struct event event = {.kind = kind};
    char way[8] = "";

    if (sscanf(rest, "%d %d %7s", &event.x, &event.y, way) < 2)
        die("click or wheel: %s", rest);
    event.down = strcmp(way, "down") == 0;
    shell_point(&runner->shell, &event);
}

static void do_click(struct runner *runner, char *rest)
{
    point(runner, EVENT_CLICK, rest);
}

static void do_wheel(struct runner *runner, char *rest)
{
    point(runner, EVENT_WHEEL, rest);
}

static int take_told(void *ctx, const char *text, size_t len)
{
    str_add_n(ctx, text, len);
    return 0;
}

static void do_plain(struct runner *runner, char *rest _unused_)
{
    start(runner);
    runner->told = true;
    plain_init(&runner->plain, &runner->shell, runner->ascii, take_told, &runner->out);
    plain_begin(&runner->plain);
}

static void do_line(struct runner *runner, char *rest)
{
    if (!runner->told)
        die("line: not before plain");
    str_printf(&runner->out, "> %s\n", rest);
    if (!plain_line(&runner->plain, rest))
        str_add(&runner->out, "(the end)\n");
}

static void show(struct runner *runner, const char *caption, bool styles)
{
    check_frame(runner, caption);
    str_printf(&runner->out, "=== %dx%d %s (cursor %d,%d)\n", runner->kept.w, runner->kept.h, caption,
               runner->kept.cursor_x, runner->kept.cursor_y);
    canvas_dump(&runner->kept, &runner->out, styles);
}

static void do_show(struct runner *runner, char *rest)
{
    show(runner, rest, false);
}

static void do_styles(struct runner *runner, char *rest)
{
    show(runner, rest, true);
}

/* A word has a letter or a figure; what stands beside them belongs to it. Keys are not read, they are known. */
static int count_words(const struct canvas *canvas, struct area area)
{
    int n = 0;

    for (int y = area.y; y < area.y + area.h; y++) {
        bool counted = false;
        for (int x = area.x; x < area.x + area.w; x++) {
            size_t len;
            const struct cell *cell = canvas_cell(canvas, x, y);
            const char *s = canvas_cluster(canvas, cell, &len);
            bool blank = len == 1 && *s == ' ', letter = len > 1 || (len == 1 && isalnum((unsigned char)*s));
            n += letter && !counted && cell->style != STYLE_KEY;
            counted = !blank && (counted || letter);
        }
    }
    return n;
}

/* Reading takes time: a page has a budget of words. */
static void do_words(struct runner *runner, char *rest)
{
    const struct shell *shell = &runner->shell;
    int most = atoi(rest);

    check_frame(runner, "words");
    if (shell->n_dialogs == 0)
        die("words: no page is open");
    int n = count_words(&runner->kept, area_inside(shell->places[shell->n_dialogs - 1]));
    if (n > most)
        die("%d words, %d at most:\n%s", n, most, (canvas_dump(&runner->kept, &runner->out, false), str_text(&runner->out)));
}

static void run_line(struct runner *runner, char *line)
{
    static const struct {
        const char *word;
        void (*run)(struct runner *runner, char *rest);
    } words[] = {
        {"file", do_file}, {"demo", do_demo}, {"home", do_home}, {"now", do_now},   {"ascii", do_ascii}, {"language", do_language}, {"bind", do_bind}, {"size", do_size},
        {"key", do_key},   {"type", do_type}, {"paste", do_paste}, {"show", do_show}, {"styles", do_styles},
        {"plain", do_plain}, {"line", do_line}, {"click", do_click}, {"wheel", do_wheel}, {"what-if", do_what_if}, {"look", do_look},
        {"words", do_words},
    };
    size_t n = strcspn(line, " ");
    char *rest = line + n + (line[n] == ' ');

    line[n] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(words[i].word, line) == 0) {
            words[i].run(runner, rest);
            return;
        }
    }
    if (*line && *line != '#')
        die("a script has no word \"%s\"", line);
}

static void run_script(struct runner *runner, const char *path)
{
    _cleanup_str_ struct str text = STR_INIT;
    char *save = NULL;
    struct err err;

    if (file_read(path, 1 << 20, &text, &err) < 0)
        die("%s", err.text);
    for (char *line = strtok_r(text.s, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
        run_line(runner, line);
}

static void done(struct runner *runner)
{
    if (runner->told)
        plain_done(&runner->plain);
    if (runner->started) {
        shell_done(&runner->shell);
        keymap_done(&runner->keymap);
    }
    app_free(runner->app);
    _cleanup_free_ char *rm = str_format("rm -rf '%s'", runner->folder);
    if (system(rm) != 0)
        die("%s failed", rm);
    canvas_done(&runner->kept);
    free(runner->fixtures);
    free(runner->db);
    free(runner->courier);
    str_done(&runner->keys);
    str_done(&runner->out);
}

static char *golden_path(const char *script)
{
    size_t n = strlen(script) - strlen(".keys");

    return str_format("%.*s.txt", (int)n, script);
}

static int update(const struct runner *runner, const char *path)
{
    FILE *to = fopen(path, "w");

    if (!to || fputs(str_text(&runner->out), to) < 0 || fclose(to) != 0)
        die("%s cannot be written", path);
    return 0;
}

/* Shows the first line that differs. */
static int compare(const struct runner *runner, const char *path)
{
    _cleanup_str_ struct str golden = STR_INIT;
    const char *got = str_text(&runner->out), *caption = "";
    struct err err;

    if (file_read(path, 1 << 22, &golden, &err) < 0)
        die("%s", err.text);
    const char *want = str_text(&golden);
    while (*got || *want) {
        size_t n = strcspn(got, "\n"), m = strcspn(want, "\n");
        if (n != m || memcmp(got, want, n) != 0) {
            printf("%s, in \"%.*s\":\n- %.*s\n+ %.*s\n\nThe whole:\n%s", path, (int)strcspn(caption, "\n"),
                   caption, (int)m, want, (int)n, got, str_text(&runner->out));
            return 1;
        }
        if (strncmp(got, "=== ", 4) == 0)
            caption = got;
        got += n + (got[n] == '\n');
        want += m + (want[m] == '\n');
    }
    return 0;
}

int main(int argc, char **argv)
{
    bool updates = argc > 1 && strcmp(argv[1], "--update") == 0;
    struct runner runner = {.folder = "/tmp/paletti-screens-XXXXXX", .home = "/home/nora"};
    static const char *const couriers[] = {"../../src/courier/paletti-courier", NULL};

    argv += updates;
    if (argc - updates != 3)
        die("usage: runner [--update] FIXTURES SCRIPT");
    if (!mkdtemp(runner.folder))
        die("no temporary folder");
    civil_parse_instant("2026-11-16T10:15:00+01:00", &runner.now);
    runner.fixtures = realpath(argv[1], NULL);
    char *script = realpath(argv[2], NULL);
    runner.courier = program_beside(couriers);
    if (!runner.fixtures || !script)
        die("%s or %s is missing", argv[1], argv[2]);
    /* The file's path is part of some screens: it must be the same each time. */
    if (chdir(runner.folder) < 0)
        die("%s", runner.folder);
    runner.db = mem_string("test.db");
    run_script(&runner, script);
    _cleanup_free_ char *path = golden_path(script);
    int r = updates ? update(&runner, path) : compare(&runner, path);
    free(script);
    done(&runner);
    return r;
}
