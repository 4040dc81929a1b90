#include "inside.h"

#include "acting.h"
#include "blurring.h"
#include "code_files.h"
#include "facts_inside.h"

#include "paletti/app/typing.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/backup.h"
#include "paletti/store/records.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define BACKUP_QUICK (INT64_C(50) << 20) /* bytes that are copied in about a second */

enum {
    BACKUP_PAUSE = 3600, /* seconds between two looks at whether a daily backup is due */
    STOPPED_PAUSE = 30,  /* seconds until upkeep that was stopped is tried again */
};

struct app {
    struct app_options options;
    char *db;
    struct store *store;
    bool writable, opened; /* it was, once */
    int64_t seen; /* store_version when we looked last */
    bool changed; /* by somebody else, and app_changed has not said so yet */
    bool writing;
    bool nameless; /* what is open is no file of the person's: a preview */
    bool beside;   /* another app of this process is writing: waiting for it would be waiting for oneself */

    struct zones *zones;
    char *system_zone;
    struct code_files *codes;
    struct blur blur;
    struct house house; /* book NULL: not loaded */
    struct {
        bool known;
        int64_t seen, now; /* what they were counted at */
        struct clients_sums sums;
    } counted;
    struct facts_kept *facts; /* NULL: nobody asked */
    int64_t typing_saved; /* 0: nothing that was typed is being saved */
    int64_t triage_card;  /* the next act is about it, 0: about none */
    enum triage_done triage_done;
    bool idled; /* somebody has time for upkeep: the screen */
    int64_t next_backup, next_upkeep;
};

int app_new(const struct app_options *options, struct app **ret, struct err *err)
{
    if (!options->db && !options->data_home)
        return err_set(
            err, _("there is no folder for your data, because HOME is not set; say where with --db FILE"));
    struct app *app = mem_zero(1, sizeof *app);
    app->options = *options;
    app->db = options->db ? mem_string(options->db) : str_format("%s/paletti/paletti.db", options->data_home);
    app->next_backup = app->next_upkeep = INSTANT_NONE;
    *ret = app;
    return 0;
}

struct app *app_beside(const struct app *app)
{
    struct app_options options = app->options;
    struct app *beside;

    options.db = app->db;
    options.upgrading = NULL; /* somebody has the screen */
    if ((app->store && !app->nameless && !store_shares(app->store)) || app_new(&options, &beside, NULL) < 0)
        return NULL;
    app_blur(beside, app->blur.on);
    beside->beside = true;
    return beside;
}

void app_free(struct app *app)
{
    if (!app)
        return;
    /* A session too short to have been idle gets its daily backup at the end; the next one says what fails.
     */
    if (app->idled)
        app_after_command(app, NULL);
    app_close(app);
    facts_kept_free(app->facts);
    blur_done(&app->blur);
    code_files_free(app->codes);
    zones_free(app->zones);
    free(app->system_zone);
    free(app->db);
    free(app);
}

const char *app_db_path(const struct app *app)
{
    return app->db;
}

void app_typing_saves(struct app *app, int64_t id)
{
    app->typing_saved = id;
}

int64_t app_typing_saved(const struct app *app)
{
    return app->typing_saved;
}

void app_triage_acts(struct app *app, int64_t card, enum triage_done done)
{
    app->triage_card = card;
    app->triage_done = done;
}

int64_t app_triage_acting(const struct app *app, enum triage_done *ret_done)
{
    *ret_done = app->triage_done;
    return app->triage_card;
}

int64_t app_now(const struct app *app)
{
    return app->options.clock(app->options.clock_ctx);
}

struct blur *app_blur_of(struct app *app)
{
    return &app->blur;
}

struct facts_kept **app_facts_kept(struct app *app)
{
    return &app->facts;
}

struct store *app_store(struct app *app)
{
    return app->store;
}

const struct app_options *app_options(const struct app *app)
{
    return &app->options;
}

/* --- the file --- */

void app_close(struct app *app)
{
    app_forget_house(app);
    blur_forget(&app->blur);
    app->counted.known = false;
    facts_kept_forget(app->facts);
    store_close(app->store);
    app->store = NULL;
    app->writable = false;
}

static int open_store_at(struct app *app, const char *path, enum store_mode mode, struct err *err)
{
    static const struct store_codec codec = {record_column_encode, record_column_decode, record_write,
                                             record_read_stored};

    const struct store_watch watch = {app->options.upgrading, app->options.upgrading_ctx};

    app_close(app);
    int r = store_open(path, mode, app_now(app), &codec, watch.upgrading && !app->opened ? &watch : NULL, &app->store, err);
    if (r == 0) {
        app->opened = true;
        app->writable = mode == STORE_WRITE;
        app->seen = store_version(app->store);
    }
    return r;
}

static int open_store(struct app *app, enum store_mode mode, struct err *err)
{
    return open_store_at(app, app->db, mode, err);
}

/* Whether another process changed the file; what was loaded before is loaded again then. Our own writes count
 * up the version too: while one goes on there is nothing to look at. */
static void look(struct app *app)
{
    int64_t version = app->writing ? app->seen : store_version(app->store);

    if (version == app->seen)
        return;
    app->seen = version;
    app->changed = true;
    app_forget_house(app);
    blur_forget(&app->blur);
}

int app_open_read(struct app *app, struct store **ret, struct err *err)
{
    if (!app->store) {
        int r = open_store(app, STORE_READ, err);
        if (r == STORE_OLDER)
            r = open_store(app, STORE_WRITE, err);
        if (r != 0)
            return r < 0 ? r : APP_NO_FILE;
    }
    look(app);
    *ret = app->store;
    return 0;
}

bool app_has_file(const struct app *app)
{
    return app->store || access(app->db, F_OK) == 0;
}

int app_need_file(struct app *app, struct store **ret, struct err *err)
{
    int r = app_open_read(app, ret, err);

    return r <= 0 ? r
                  : err_set(
                        err,
                        _("%s does not exist yet; begin with your mailbox: paletti import --format mbox --me "
                          "YOUR@ADDRESS --add-correspondents FILE"),
                        app->db);
}

static int open_write(struct app *app, struct err *err)
{
    bool was_open = app->store != NULL;

    if (app->writable)
        return 0;
    if (open_store(app, STORE_WRITE, err) < 0)
        return -1;
    app->changed |= was_open; /* what happened between the two nobody saw */
    return 0;
}

static int begin_write(struct app *app, int (*begin)(struct store *store, struct err *err), struct store **ret,
                       struct err *err)
{
    if (app->beside)
        return err_set(err, _("this can wait until what goes on is done: one can only look around so long"));
    int r = open_write(app, err) < 0 ? -1 : begin(app->store, err);

    if (r != 0)
        return r;
    look(app);
    app->writing = true;
    *ret = app->store;
    return 0;
}

int app_begin_write(struct app *app, struct store **ret, struct err *err)
{
    return begin_write(app, store_begin, ret, err);
}

int app_try_write(struct app *app, struct store **ret, struct err *err)
{
    return begin_write(app, store_try_begin, ret, err);
}

/* Its names go at once, so that nothing of the mail is left behind, however this ends. */
static void forget_names(const char *folder, const char *path)
{
    static const char *const parts[] = {"", "-wal", "-shm", "-journal", "-lock"};

    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        _cleanup_free_ char *name = str_format("%s%s", path, parts[i]);
        unlink(name);
    }
    rmdir(folder);
}

static int begin_nameless(struct app *app, struct store **ret, struct err *err)
{
    const char *place = app->options.temp_dir ? app->options.temp_dir : "/tmp";
    _cleanup_free_ char *folder = str_format("%s/paletti-XXXXXX", place);

    if (!mkdtemp(folder))
        return err_errno(err, errno, _("no temporary folder can be made in %s"), place);
    _cleanup_free_ char *path = str_format("%s/preview.db", folder);
    int r = open_store_at(app, path, STORE_WRITE, err);
    if (r == 0)
        r = store_begin(app->store, err);
    forget_names(folder, path);
    if (r < 0) {
        app_close(app);
        return -1;
    }
    app->nameless = app->writing = true;
    *ret = app->store;
    return 0;
}

int app_begin_preview(struct app *app, struct store **ret, struct err *err)
{
    return app_has_file(app) ? app_begin_write(app, ret, err) : begin_nameless(app, ret, err);
}

void app_end_write(struct app *app)
{
    app->writing = false;
    blur_forget(&app->blur);
    if (app->nameless)
        app_close(app);
    else
        app->seen = store_version(app->store);
    app->nameless = false;
}

void app_view_begin(struct app *app)
{
    bool open = app->store != NULL;
    struct store *store;
    struct err err;

    /* What fails here fails for whoever reads, who says so. An open file is looked at inside the view: one lock for both. */
    if (open)
        store_view_begin(app->store, &err);
    if (app_open_read(app, &store, &err) == 0 && !open)
        store_view_begin(store, &err);
}

void app_view_end(struct app *app)
{
    if (app->store)
        store_view_end(app->store);
}

bool app_changed(struct app *app)
{
    if (!app->store)
        return false;
    look(app);
    bool changed = app->changed;
    app->changed = false;
    return changed;
}

static int upkeep(struct app *app, struct err *err)
{
    int r = store_tidy(app->store, err);

    app->seen = store_version(app->store);
    if (r != 0 || app_now(app) < app->next_backup)
        return r;
    if (backup_daily(app->store, app_now(app), err) < 0)
        r = -1;
    app->next_backup = app_now(app) + BACKUP_PAUSE;
    return r;
}

int app_idle(struct app *app, int (*stop)(void *ctx), void *ctx, struct err *err)
{
    struct store *store;

    int r = app_open_read(app, &store, err);
    app->idled = true;
    if (r != 0)
        return r < 0 ? r : 0;
    if (app_now(app) < app->next_upkeep)
        return 0;
    if (open_write(app, err) < 0)
        return -1;
    store_on_stop(app->store, stop, ctx);
    r = upkeep(app, err);
    store_on_stop(app->store, NULL, NULL);
    if (r >= 0 || !stop || !stop(ctx))
        return r;
    app->next_backup = INSTANT_NONE;
    app->next_upkeep = app_now(app) + STOPPED_PAUSE;
    return 0;
}

int app_after_command(struct app *app, struct err *err)
{
    if (!app->writable || store_size(app->store) >= BACKUP_QUICK)
        return 0;
    return backup_daily(app->store, app_now(app), err) < 0 ? -1 : 0;
}

/* --- zones and codes --- */

struct zones *app_zones(struct app *app)
{
    if (!app->zones)
        app->zones = zones_new(app->options.zone_dir);
    return app->zones;
}

static const char *system_zone(struct app *app)
{
    if (!app->system_zone)
        app->system_zone = zone_system_name(app->options.tz);
    return app->system_zone;
}

const char *app_default_zone(struct app *app)
{
    return app->house.me.zone ? app->house.me.zone : system_zone(app);
}

const struct zone *app_zone(struct app *app)
{
    const struct house *house;

    if (app_house(app, &house, NULL) < 0)
        return zone_utc();
    return rulebook_zone(house->book, rulebook_at(house->book, app_now(app)));
}

static bool check_zone(void *ctx, const char *name)
{
    return zones_find(app_zones(ctx), name, NULL) != NULL;
}

static struct code_files *code_files_of(struct app *app)
{
    if (!app->codes)
        app->codes = code_files_new(app->options.config_home);
    return app->codes;
}

const struct codes *app_codes(struct app *app, const char *file)
{
    return code_files_find(code_files_of(app), file);
}

const char *app_codes_refused(struct app *app, const char *file)
{
    return code_files_refused(code_files_of(app), file);
}

static bool check_code(void *ctx, const char *file, const char *code)
{
    return codes_find(app_codes(ctx, file), code) != NULL;
}

struct record_checks app_checks(struct app *app)
{
    return (struct record_checks){.zone = check_zone, .code = check_code, .ctx = app};
}

/* --- me and my rules --- */

void app_forget_house(struct app *app)
{
    struct house *house = &app->house;

    rulebook_free(house->book);
    for (size_t i = 0; i < house->n_rules; i++)
        model_clear(&model_rule, &house->rules[i]);
    free(house->rules);
    model_clear(&model_me, &house->me);
    *house = (struct house){0};
}

/* Reads what the file says; without a file there is nothing to read. */
static int load_records(struct app *app, struct house *house, struct err *err)
{
    if (!app->store)
        return 0;
    int r = store_get(app->store, &model_me, NULL, &house->me, err);
    if (r < 0)
        return r;
    house->me_given = r == 0;
    return store_all(app->store, &model_rule, NULL, &house->rules, &house->n_rules, err);
}

static int load_house(struct app *app, struct err *err)
{
    struct house *house = &app->house;

    model_init(&model_me, &house->me);
    if (load_records(app, house, err) < 0)
        return -1;
    return rulebook_new(app_zones(app), app_default_zone(app), house->rules, house->n_rules, &house->book, err);
}

int app_house(struct app *app, const struct house **ret, struct err *err)
{
    if (!app->house.book) {
        struct store *store;
        if (app_open_read(app, &store, err) < 0)
            return -1;
        if (load_house(app, err) < 0) {
            app_forget_house(app);
            return -1;
        }
    }
    *ret = &app->house;
    return 0;
}

/* What was counted last is of the file as it is. */
static bool is_counted(const struct app *app)
{
    return app->counted.known && app->counted.seen == app->seen && !app->writing;
}

int app_sums(struct app *app, int64_t now, struct clients_sums *ret, struct err *err)
{
    if (!is_counted(app) || app->counted.now != now) {
        app->counted.known = false;
        if (clients_sums(app->store, now, &app->counted.sums, err) < 0)
            return -1;
        app->counted.known = true;
        app->counted.seen = app->seen;
        app->counted.now = now;
    }
    *ret = app->counted.sums;
    return 0;
}

/* What is the same at whatever time. */
static int sums_of_file(struct app *app, int64_t now, struct clients_sums *ret, struct err *err)
{
    if (!is_counted(app))
        return app_sums(app, now, ret, err);
    *ret = app->counted.sums;
    return 0;
}

int app_has_dues(struct app *app, int64_t now, bool *ret, struct err *err)
{
    struct clients_sums sums;

    if (sums_of_file(app, now, &sums, err) < 0)
        return -1;
    *ret = sums.has_dues;
    return 0;
}

int app_has_notes(struct app *app, int64_t now, bool *ret, struct err *err)
{
    struct clients_sums sums;

    if (sums_of_file(app, now, &sums, err) < 0)
        return -1;
    *ret = sums.has_notes;
    return 0;
}
