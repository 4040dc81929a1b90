#include "upgrade.h"

#include "migrate.h"
#include "open.h"

#include "paletti/base/mem.h"

enum {
    STEPS = 4,
    LOOKS = 22, /* so often a thorough look comes back to a page: measured on a million entries and their indexes */
};

/* How far it is. SQLite counts the pages it reads, which is most of what each step does. How many there will be is a guess
 * in the first step, which tells how many there will be in the third. */
struct upgrade {
    const struct store_watch *watch;
    int64_t pages; /* of the file */
    int step;
    sqlite3 *db;    /* that reads now */
    int64_t before; /* pages it had read when the step began */
    int64_t first;  /* pages read in the first step */
};

static int64_t pages_read(sqlite3 *db)
{
    int now = 0, highest = 0;

    sqlite3_db_status(db, SQLITE_DBSTATUS_CACHE_MISS, &now, &highest, 0);
    return now;
}

static int64_t done(const struct upgrade *upgrade)
{
    return pages_read(upgrade->db) - upgrade->before;
}

static int64_t expected(const struct upgrade *upgrade)
{
    return upgrade->step == 1 ? upgrade->pages * LOOKS : upgrade->step == 3 ? upgrade->first : upgrade->pages;
}

void upgrade_watch(struct upgrade *upgrade, sqlite3 *db)
{
    if (upgrade->step == 1)
        upgrade->first = done(upgrade);
    upgrade->step++;
    upgrade->db = db;
    upgrade->before = pages_read(db);
}

/* As a question whether to stop, which SQLite asks often; it is never stopped. */
static int tell(void *ctx)
{
    const struct upgrade *upgrade = ctx;
    int64_t n = done(upgrade), total = expected(upgrade);

    upgrade->watch->upgrading(upgrade->watch->ctx, upgrade->step, STEPS, n < total ? n : total, total);
    return 0;
}

static void begin_step(struct store *store)
{
    if (store->upgrade)
        upgrade_watch(store->upgrade, store->db);
}

static int look_through(struct store *store, struct err *err)
{
    _cleanup_free_ char *fault = NULL;

    begin_step(store);
    int r = connection_check(store->db, "PRAGMA integrity_check(1)", &fault);
    return r == 0 ? 0 : store_fail_file(store->path, store->real, NULL, connection_fault(store->db, r), err);
}

static int do_steps(struct store *store, int64_t version, int64_t now, struct err *err)
{
    if (look_through(store, err) < 0)
        return -1;
    begin_step(store);
    if (backup_before(store, version, now, err) < 0)
        return -1;
    begin_step(store);
    return migrate_run(store->path, store->db, embedded_sql, version, err);
}

static int do_watched(struct store *store, int64_t version, int64_t now, const struct store_watch *watch,
                      struct err *err)
{
    struct upgrade upgrade = {.watch = watch, .pages = connection_integer(store->db, "PRAGMA page_count", 1)};

    store->upgrade = &upgrade;
    store_on_stop(store, tell, &upgrade);
    int r = do_steps(store, version, now, err);
    store_on_stop(store, NULL, NULL);
    store->upgrade = NULL;
    watch->upgrading(watch->ctx, 0, STEPS, 0, 0);
    return r;
}

int upgrade_version(const struct store *store, int64_t *ret, struct err *err)
{
    int64_t version = connection_integer(store->db, "PRAGMA user_version", -1);

    if (version < 0)
        return store_fail_file(store->path, store->real, store->db, connection_why(store->db), err);
    *ret = version;
    return 0;
}

int upgrade_run(struct store *store, int64_t now, const struct store_watch *watch, struct err *err)
{
    int64_t version;

    if (upgrade_version(store, &version, err) < 0)
        return -1;
    if (version >= migrate_newest()) /* somebody else was faster */
        return 0;
    return watch ? do_watched(store, version, now, watch, err) : do_steps(store, version, now, err);
}
