#include "fixture.h"

#include "paletti/base/civil.h"
#include "paletti/base/file.h"
#include "paletti/base/mem.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int64_t clock_of(void *ctx)
{
    return *(int64_t *)ctx;
}

void trial_init(struct trial *trial)
{
    char folder[] = "/tmp/paletti-app-XXXXXX";

    *trial = (struct trial){.courier = "/nonexistent/paletti-courier"};
    ck_assert_ptr_nonnull(mkdtemp(folder));
    trial->folder = mem_string(folder);
    trial->db = str_format("%s/data/paletti.db", folder);
    ck_assert_int_eq(civil_parse_instant("2026-11-16T10:15:00+01:00", &trial->now), 0);
}

static int remove_one(const char *path, const struct stat *st _unused_, int type _unused_,
                      struct FTW *ftw _unused_)
{
    return remove(path);
}

void trial_close(struct trial *trial)
{
    app_free(trial->app);
    trial->app = NULL;
}

void trial_done(struct trial *trial)
{
    trial_close(trial);
    nftw(trial->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    str_done(&trial->out);
    free(trial->folder);
    free(trial->db);
}

static void open_app(struct trial *trial)
{
    struct app_options options = {
        .db = trial->db,
        .data_home = trial->folder,
        .config_home = trial->folder,
        .courier = trial->courier,
        .tz = "UTC",
        .clock = clock_of,
        .clock_ctx = &trial->now,
    };

    if (!trial->app)
        ck_assert_int_eq(app_new(&options, &trial->app, &trial->err), 0);
}

static int keep(void *ctx, const char *text, size_t len)
{
    str_add_n(&((struct trial *)ctx)->out, text, len);
    return 0;
}

static bool stop(void *ctx)
{
    struct trial *trial = ctx;

    return trial->stop_after && ++trial->asked >= trial->stop_after;
}

static int run(struct trial *trial, const struct command *command, struct request *request)
{
    struct answer_json *json = answer_json_new(keep, trial);

    request->stop = stop;
    request->ctx = trial;
    trial->asked = 0;
    int r = command->run(trial->app, request, answer_json_answer(json), &trial->changes, &trial->err);
    ck_assert_int_eq(answer_json_end(json), 0);
    ck_assert(r >= 0 || *trial->err.text);
    return r;
}

static int run_words(struct trial *trial, const char *name, va_list ap)
{
    const struct command *command = command_find(name);
    struct request request = {0};
    char *words[32];
    size_t n = 0;

    for (const char *word; (word = va_arg(ap, const char *)); words[n++] = (char *)word)
        ck_assert_uint_lt(n, ARRAY_LEN(words));
    ck_assert_ptr_nonnull(command);
    str_clear(&trial->out);
    open_app(trial);
    if (command_parse(command, words, n, &request, &trial->err) < 0)
        return -2;
    int r = run(trial, command, &request);
    request_done(&request);
    return r;
}

int trial_run(struct trial *trial, const char *word, ...)
{
    va_list ap;

    va_start(ap, word);
    int r = run_words(trial, word, ap);
    va_end(ap);
    return r;
}

const char *trial_ok(struct trial *trial, const char *word, ...)
{
    va_list ap;

    va_start(ap, word);
    int r = run_words(trial, word, ap);
    va_end(ap);
    ck_assert_msg(r >= 0, "%s: %s", word, trial->err.text);
    return str_text(&trial->out);
}

void trial_previews(struct trial *trial,
                    int (*preview)(struct app *app, const char *of, const char *line, struct str *to, struct err *err),
                    const char *of, const struct preview_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        _cleanup_str_ struct str said = STR_INIT;
        struct err err = {""};
        ck_assert_int_eq(preview(trial->app, of, cases[i].line, &said, &err), cases[i].r);
        const char *says = cases[i].r < 0 ? err.text : str_text(&said);
        ck_assert_msg(strstr(says, cases[i].says) == says, "%s: %s", cases[i].line, says);
    }
}

char *trial_file(struct trial *trial, const char *name, const char *text, int mode)
{
    char *path = str_format("%s/%s", trial->folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, (mode_t)mode);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    ck_assert_int_eq(fchmod(fd, (mode_t)mode), 0);
    close(fd);
    return path;
}

void trial_own(struct trial *trial, const char *name, const char *text)
{
    _cleanup_free_ char *own = str_format("paletti/%s", name), *path = str_format("%s/%s", trial->folder, own);

    for (char *slash = path + strlen(trial->folder) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        mkdir(path, 0700);
    }
    free(trial_file(trial, own, text, 0600));
}

char *trial_read(const char *path)
{
    struct str text = STR_INIT;

    ck_assert_int_eq(file_read(path, 64 << 20, &text, NULL), 0);
    return str_take(&text);
}

int trial_import(struct trial *trial, const char *lines)
{
    _cleanup_free_ char *path = trial_file(trial, "in.jsonl", lines, 0600);

    return trial_run(trial, "import", "--format", "jsonl", path, NULL);
}

void trial_put(struct trial *trial, const char *lines)
{
    int r = trial_import(trial, lines);

    ck_assert_msg(r == 0, "%s", trial->err.text);
}

Suite *trial_suite(const char *name, const TTest *const *tests, size_t n)
{
    Suite *suite = suite_create(name);
    TCase *all = tcase_create(name);

    tcase_set_timeout(all, 120);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}

int trial_main(Suite *suite)
{
    SRunner *runner = srunner_create(suite);

    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed > 0;
}
