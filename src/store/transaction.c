#include "checkpoint.h"
#include "journal.h"
#include "references.h"
#include "touched.h"
#include "written.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

#include <stdio.h>
#include <string.h>

#define LOCK_WAIT_MS 5000

enum { BEGIN, COMMIT, ROLLBACK, TOTAL, VERSION };
static const char *const sql[] = {
    [BEGIN] = "BEGIN IMMEDIATE",       [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",           [TOTAL] = "UPDATE upkeep SET interactions = interactions + ?1",
    [VERSION] = "PRAGMA data_version",
};
const struct statements transaction_statements = {sql, ARRAY_LEN(sql)};

/* "paletti" for the process PID, or NULL when nobody says. Owned. */
static char *process_name(pid_t pid)
{
    _cleanup_free_ char *path = str_format("/proc/%ld/comm", (long)pid);
    _cleanup_str_ struct str name = STR_INIT;

    if (file_read(path, 256, &name, NULL) < 0 || name.len == 0)
        return NULL;
    name.s[strcspn(name.s, "\n")] = '\0';
    return mem_string(name.s);
}

int transaction_say_holder(const struct store *store, pid_t holder, struct err *err)
{
    _cleanup_free_ char *name = holder ? process_name(holder) : NULL;

    if (!holder)
        return err_set(err, _("Another paletti is writing %s: nothing was saved. Wait for it, or close it"),
                       store->path);
    if (!name)
        return err_set(err, _("Process %ld is writing %s: nothing was saved. Wait for it, or close it"),
                       (long)holder, store->path);
    return err_set(err, _("Process %ld (%s) is writing %s: nothing was saved. Wait for it, or close it"),
                   (long)holder, name, store->path);
}

int transaction_lock(struct store *store, int wait_ms, pid_t *ret_holder, struct err *err)
{
    _cleanup_free_ char *name = str_format("%s-lock", store->real);

    if (!store->lock && file_lock_open(name, &store->lock, err) < 0)
        return -1;
    return file_lock_take(store->lock, wait_ms, ret_holder, err);
}

/* Whether another file stands under the name now: somebody restored a backup. */
static int has_moved(struct store *store, struct err *err)
{
    int moved = 0;

    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved ? err_set(err,
                           _("%s was replaced by another file meanwhile: nothing was saved. Open it again"),
                           store->path)
                 : 0;
}

int transaction_try(struct store *store, int wait_ms, struct err *err)
{
    pid_t holder = 0;

    if (store->mode == STORE_READ)
        return err_set(err, _("%s is open for reading only: nothing was saved"), store->path);
    if (store->in_transaction)
        return err_set(err, _("%s is being written already"), store->path);
    if (store_sound(store, err) < 0 || has_moved(store, err))
        return -1;
    int r = transaction_lock(store, wait_ms, &holder, err);
    if (r < 0)
        return -1;
    if (r > 0) {
        transaction_say_holder(store, holder, err);
        return 1;
    }
    view_leave(store);
    if (store_run(store, sql[BEGIN], 0, 0, err) < 0) {
        file_lock_release(store->lock);
        return -1;
    }
    store->in_transaction = true;
    store->added = 0;
    store->newest = 0;
    touched_clear(store->touched);
    pending_clear(store->pending);
    return 0;
}

int store_begin(struct store *store, struct err *err)
{
    return transaction_try(store, LOCK_WAIT_MS, err) == 0 ? 0 : -1;
}

int store_try_begin(struct store *store, struct err *err)
{
    return transaction_try(store, 0, err);
}

int transaction_needed(const struct store *store, struct err *err)
{
    return store->in_transaction ? 0 : err_set(err, _("%s is not being written now"), store->path);
}

/* The one row of `upkeep`, so that the count of a long log costs nothing. */
static int write_total(struct store *store, struct err *err)
{
    return store->added == 0 ? 0 : store_run(store, sql[TOTAL], store->added, 0, err);
}

static void finish(struct store *store)
{
    store->in_transaction = false;
    store->spoiled = 0;
    store->added = 0;
    pending_clear(store->pending);
    journal_clear(store->journal);
    file_lock_release(store->lock);
}

static int commit(struct store *store, struct err *err)
{
    struct written written;

    written_begin(&written, store, SQLITE_FCNTL_JOURNAL_POINTER, 0);
    int r = store_run(store, sql[COMMIT], 0, 0, err);
    written_end(&written);
    return r;
}

int store_commit(struct store *store, struct err *err)
{
    if (transaction_needed(store, err) < 0)
        return -1;
    if (store->bulk != BULK_NO && store_bulk_end(store, err) < 0)
        return -1;
    if (store_references(store, err) < 0 || write_total(store, err) < 0 || statement_unspoiled(store, err) < 0 ||
        commit(store, err) < 0)
        return -1;
    store->merged = false;
    checkpoint_from(store, CHECKPOINT_AT_LAST);
    finish(store);
    return 0;
}

void store_rollback(struct store *store)
{
    if (!store || !store->in_transaction)
        return;
    /* After some failures SQLite has rolled back by itself. */
    if (!sqlite3_get_autocommit(store->db))
        store_run(store, sql[ROLLBACK], 0, 0, NULL);
    bulk_forget(store);
    touched_clear(store->touched);
    finish(store);
}

/* data_version counts what others committed, total_changes what this connection did. */
int64_t store_version(struct store *store)
{
    return store_integer(store, sql[VERSION], 0, 0) + sqlite3_total_changes64(store->db);
}
