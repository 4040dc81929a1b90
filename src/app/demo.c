#include "paletti/app/demo.h"

#include "demo_shift.h"
#include "demo_story.h"
#include "writing.h"

#include "paletti/base/embed.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/decision_record.h"
#include "paletti/core/rule.h"
#include "paletti/store/backup.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

extern const struct embedded embedded_demo[];

#define DEMO_ZONE "Europe/Madrid"

enum { WEEK = 7 };

void demo_done(struct demo *demo)
{
    free(demo->path);
    free(demo->kept);
    *demo = (struct demo){0};
}

/* --- the records as they are written, moved --- */

struct stream {
    struct record_checks checks;
    const struct zone *zone;
    int weeks;
    int records;
    int (*fn)(void *ctx, const struct model *model, const void *record, struct err *err);
    void *ctx;
};

static int stream_line(struct stream *stream, const char *line, size_t len, struct err *err)
{
    const struct model *model;
    void *record;

    if (record_parse(line, len, &stream->checks, &model, &record, err) < 0)
        return -1;
    demo_shift(model, record, stream->zone, stream->weeks);
    int r = stream->fn(stream->ctx, model, record, err);
    record_free(model, record);
    stream->records++;
    return r;
}

/* Calls FN for each record; it ends the stream by returning something else than 0, which is returned. */
static int stream_run(struct stream *stream, struct err *err)
{
    for (const struct embedded *file = embedded_demo; file->name; file++) {
        const char *line = file->text, *end = file->text + file->len;
        for (long number = 1; line < end; number++) {
            const char *newline = memchr(line, '\n', (size_t)(end - line));
            size_t len = (size_t)((newline ? newline : end) - line);
            int r = stream_line(stream, line, len, err);
            if (r < 0)
                return err_prefix(err, "%s: %ld", file->name, number);
            if (r > 0)
                return r;
            line += len + 1;
        }
    }
    return 0;
}

/* --- making the file --- */

static int put_record(void *ctx, const struct model *model, const void *record, struct err *err)
{
    enum put put;

    return writing_put(ctx, model, record, 0, &put, err);
}

static int fill(struct app *app, const struct zone *zone, int weeks, int *ret_records, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct stream stream = {app_checks(app), zone, weeks, 0, put_record, &writing};

    if (writing_begin(app, NULL, &writing, err) < 0)
        return -1;
    writing_is_no_act(&writing);
    if (writing_begin_bulk(&writing, err) < 0 || stream_run(&stream, err) < 0 ||
        writing_commit(&writing, err) < 0)
        return -1;
    *ret_records = stream.records;
    return 0;
}

static int fill_file(const struct app_options *options, const char *path, struct demo *demo, struct err *err)
{
    struct app_options of_file = *options;
    struct app *app;

    of_file.db = path;
    if (app_new(&of_file, &app, err) < 0)
        return -1;
    const struct zone *zone = zones_find(app_zones(app), DEMO_ZONE, err);
    int r = zone ? fill(app, zone, demo->weeks, &demo->records, err) : -1;
    if (r == 0)
        r = demo_tell_story(&of_file, zone, demo->weeks, err);
    app_free(app);
    return r;
}

static void remove_file(const char *path)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal", "-lock"};

    for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
        _cleanup_free_ char *name = str_format("%s%s", path, suffixes[i]);
        unlink(name);
    }
}

/* In a folder of its own first, then put in the place of the old one, which is kept only where somebody
 * changed it. */
static int renew_in(struct app *app, const char *folder, bool keep, struct demo *demo, struct err *err)
{
    _cleanup_free_ char *made = str_format("%s/demo.db", folder), *kept = NULL;

    int r = fill_file(app_options(app), made, demo, err);
    if (r == 0)
        r = backup_restore(made, demo->path, app_now(app), &kept, err);
    remove_file(made);
    if (kept && !keep)
        remove_file(kept);
    else if (r == 0)
        demo->kept = MEM_TAKE(kept);
    return r;
}

static int renew(struct app *app, bool keep, struct demo *demo, struct err *err)
{
    const char *slash = strrchr(demo->path, '/');
    _cleanup_free_ char *parent =
        slash ? mem_string_n(demo->path, (size_t)(slash - demo->path)) : mem_string(".");
    _cleanup_free_ char *folder = str_format("%s/demo-XXXXXX", parent);

    if (!mkdtemp(folder))
        return err_errno(err, errno, _("no folder can be made in %s"), parent);
    int r = renew_in(app, folder, keep, demo, err);
    rmdir(folder);
    return r;
}

/* --- the file that is there --- */

/* What was found out about a file: whether it is a demo, of which week, and whether it is as it was made. */
struct found {
    bool demo, untouched;
    int weeks;
};

static int first_rule(void *ctx, const struct model *model, const void *record, struct err *err _unused_)
{
    if (model != &model_rule)
        return 0;
    *(int64_t *)ctx = ((const struct rule *)record)->from;
    return 1;
}

/* The oldest version of the rules tells how far everything was moved; nobody has a reason to change it. */
static int find_weeks(struct stream stream, struct store *store, struct found *found, struct err *err)
{
    struct rule *rules;
    size_t n;
    int64_t from = INSTANT_NONE;

    stream.fn = first_rule;
    stream.ctx = &from;
    if (stream_run(&stream, err) < 0 || store_all(store, &model_rule, NULL, &rules, &n, err) < 0)
        return -1;
    if (n > 0) {
        int32_t days = zone_day(stream.zone, rules[0].from, NULL) - zone_day(stream.zone, from, NULL);
        found->weeks = days / WEEK;
        found->demo = demo_shift_instant(stream.zone, from, found->weeks) == rules[0].from;
    }
    for (size_t i = 0; i < n; i++)
        model_clear(&model_rule, &rules[i]);
    free(rules);
    return 0;
}

/* What store_get knows RECORD by. */
static const char *key_of(const struct model *model, const void *record, char buf[CIVIL_INSTANT_SIZE])
{
    return model == &model_rule ? civil_format_instant(((const struct rule *)record)->from, buf)
                                : model_ref(model, record);
}

/* 1: the store holds something else instead of RECORD. */
static int compare(void *ctx, const struct model *model, const void *record, struct err *err)
{
    _cleanup_free_ void *stored = mem_zero(1, model->size);
    char buf[CIVIL_INSTANT_SIZE];
    int r = store_get(ctx, model, key_of(model, record, buf), stored, err);

    if (r != 0)
        return r;
    if (model == &model_decision) /* its hash is made when it is stored */
        decision_strip(stored);
    bool equal = model_equal(model, stored, record);
    model_clear(model, stored);
    return !equal;
}

/* As it was made: every record is there as it is written, and no other. */
static int find_changes(struct stream stream, struct store *store, struct found *found, struct err *err)
{
    int64_t stored = 0;

    stream.fn = compare;
    stream.ctx = store;
    stream.weeks = found->weeks;
    int r = stream_run(&stream, err);
    for (const struct model *const *model = models; *model; model++)
        stored += store_count(store, *model);
    found->untouched = r == 0 && stored == stream.records;
    return r < 0 ? -1 : 0;
}

static int look_into(struct app *app, struct found *found, struct err *err)
{
    struct stream stream = {.checks = app_checks(app), .zone = zones_find(app_zones(app), DEMO_ZONE, err)};
    struct store *store;

    if (!stream.zone || app_need_file(app, &store, err) < 0 || find_weeks(stream, store, found, err) < 0)
        return -1;
    return found->demo ? find_changes(stream, store, found, err) : 0;
}

static int look(const struct app_options *options, const char *path, struct found *found, struct err *err)
{
    struct app_options of_file = *options;
    struct app *app;

    of_file.db = path;
    if (app_new(&of_file, &app, err) < 0)
        return -1;
    int r = look_into(app, found, err);
    app_free(app);
    return r;
}

/* --- what to do --- */

/* On a weekend nothing has happened yet since the Friday before: the week that comes fits better. */
static int weeks_to_today(const struct zone *zone, int64_t now)
{
    int32_t days = zone_day(zone, now, NULL) - zone_day(zone, DEMO_NOW, NULL) + 2;

    return days >= 0 ? days / WEEK : -((WEEK - 1 - days) / WEEK);
}

static int decide(struct app *app, unsigned flags, struct demo *demo, struct err *err)
{
    struct found found = {0};

    if (access(demo->path, F_OK) < 0) {
        demo->outcome = DEMO_MADE;
        return fill_file(app_options(app), demo->path, demo, err);
    }
    if (look(app_options(app), demo->path, &found, err) < 0)
        return -1;
    if (!found.demo)
        return err_set(
            err, _("%s is not the demo: it stays as it is. Move it away, or name another file with --db"),
            demo->path);
    if (flags & DEMO_FRESH || (found.untouched && found.weeks != demo->weeks)) {
        demo->outcome = DEMO_RENEWED;
        return renew(app, !found.untouched, demo, err);
    }
    demo->outcome = DEMO_OPENED;
    demo->age = demo->weeks - found.weeks;
    demo->weeks = found.weeks;
    return 0;
}

static char *path_of(const struct app_options *options, unsigned flags)
{
    if (options->db && !(flags & DEMO_APART))
        return mem_string(options->db);
    return str_format("%s/paletti/%s", options->data_home, flags & DEMO_FIXED ? "demo-fixed.db" : "demo.db");
}

int app_demo_make(struct app *app, unsigned flags, struct demo *ret, struct err *err)
{
    const struct zone *zone = zones_find(app_zones(app), DEMO_ZONE, err);

    if (!zone)
        return -1;
    if (flags & DEMO_APART && !app_options(app)->data_home)
        return err_set(err, _("there is no folder for the demo, because HOME is not set"));
    struct demo demo = {
        .path = path_of(app_options(app), flags),
        .weeks = flags & DEMO_FIXED ? 0 : weeks_to_today(zone, app_now(app)),
    };
    if (str_equal(demo.path, app_db_path(app)))
        app_close(app);
    if (decide(app, flags, &demo, err) < 0) {
        demo_done(&demo);
        return -1;
    }
    demo.now = demo_shift_instant(zone, DEMO_NOW, demo.weeks);
    *ret = demo;
    return 0;
}
