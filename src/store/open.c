#include "open.h"

#include "beside.h"
#include "checkpoint.h"
#include "create.h"
#include "journal.h"
#include "look.h"
#include "migrate.h"
#include "references.h"
#include "touched.h"
#include "upgrade.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/store/backup.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_WAIT_MS 5000

/* The absolute name without links in its folders; the folder exists, and is private. Owned. */
static int resolve(const char *path, char **ret, struct err *err)
{
    _cleanup_free_ char *folder = folder_of(path), *real = NULL;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;

    if (!*name)
        return err_set(err, _("%s names a folder: name a file in it"), path);
    real = realpath(folder, NULL);
    if (!real)
        return err_errno(err, errno, _("The folder of %s cannot be opened"), path);
    *ret = str_format("%s%s%s", real, strcmp(real, "/") == 0 ? "" : "/", name);
    return 0;
}

/* Takes the lock for work on the file as a whole; 5 seconds are enough for everything but a long import. */
static int take_lock(struct store *store, struct err *err)
{
    pid_t holder = 0;
    int r = transaction_lock(store, LOCK_WAIT_MS, &holder, err);

    return r > 0 ? transaction_say_holder(store, holder, err) : r;
}

static int create_missing(struct store *store, struct err *err)
{
    enum look look;

    if (take_lock(store, err) < 0)
        return -1;
    /* Somebody else may have been faster. */
    int r = look_at(store->path, store->real, migrate_newest(), &look, err);
    if (r == 0 && look != LOOK_FINE)
        r = create_file(store->path, store->real, err);
    file_lock_release(store->lock);
    return r;
}

static int migrate(struct store *store, int64_t now, const struct store_watch *watch, struct err *err)
{
    if (take_lock(store, err) < 0)
        return -1;
    int r = upgrade_run(store, now, watch, err);
    file_lock_release(store->lock);
    return r;
}

/* The version in the header may be older than the one in the journal. 0; STORE_OLDER: for writing only. */
static int check_version(struct store *store, int64_t now, const struct store_watch *watch, struct err *err)
{
    int64_t version;

    if (upgrade_version(store, &version, err) < 0)
        return -1;
    if (version > migrate_newest())
        return err_set(
            err,
            _("%s was written by a newer paletti (its version is %lld, this one knows %lld); nothing "
              "was changed. Install the newer paletti"),
            store->path, (long long)version, (long long)migrate_newest());
    if (version == migrate_newest())
        return 0;
    if (store->mode == STORE_WRITE)
        return migrate(store, now, watch, err);
    err_set(err, _("%s was written by an older paletti and has to be brought up to date: open it for writing once"),
            store->path);
    return STORE_OLDER;
}

static int open_reading(struct store *store, int64_t now, const struct store_watch *watch, struct err *err)
{
    if (connection_open_reading(store->path, store->real, &store->db, err) < 0)
        return -1;
    return check_version(store, now, watch, err);
}

static int open_writing(struct store *store, int64_t now, const struct store_watch *watch, struct err *err)
{
    if (connection_open(store->path, store->real, SQLITE_OPEN_READWRITE, &store->db, err) < 0 ||
        check_version(store, now, watch, err) < 0)
        return -1;
    checkpoint_watch(store);
    if (connection_journal_right(store->db, store->real))
        return 0;
    if (take_lock(store, err) < 0)
        return -1;
    int r = connection_set_journal(store->path, store->real, store->db, err);
    file_lock_release(store->lock);
    return r;
}

static int prepare_folder(const char *path, struct err *err)
{
    _cleanup_free_ char *folder = folder_of(path);

    return file_private_dir(folder, err);
}

static bool is_missing(const char *path)
{
    struct stat st;

    return lstat(path, &st) < 0 && (errno == ENOENT || errno == ENOTDIR);
}

int store_open(const char *path, enum store_mode mode, int64_t now, const struct store_codec *codec,
               const struct store_watch *watch, struct store **ret, struct err *err)
{
    _cleanup_(store_close_p) struct store *store = mem_zero(1, sizeof *store);
    enum look look;

    connection_prepare();
    store->path = mem_string(path);
    store->mode = mode;
    store->now = now;
    store->codec = *codec;
    store->touched = touched_new();
    store->pending = pending_new();
    store->journal = journal_new();
    if (mode == STORE_READ && is_missing(path))
        return STORE_MISSING;
    if (prepare_folder(path, err) < 0 || resolve(path, &store->real, err) < 0 ||
        look_at(path, store->real, migrate_newest(), &look, err) < 0)
        return -1;
    if (mode == STORE_READ && look != LOOK_FINE)
        return STORE_MISSING;
    if (look != LOOK_FINE && create_missing(store, err) < 0)
        return -1;
    int r = (mode == STORE_READ ? open_reading : open_writing)(store, now, watch, err);
    store->refused = r != 0;
    if (r != 0)
        return r;
    *ret = MEM_TAKE(store);
    return 0;
}

/* The last one to leave brings the journal into the file and removes it; only under the lock, because two
 * connections that checkpoint at once can lose commits (reliability.md, fact 2). */
static void close_connection(struct store *store)
{
    if (store->refused || store->mode == STORE_READ) {
        connection_leave(store->db, store->real);
        return;
    }
    if (transaction_lock(store, 0, NULL, NULL) == 0)
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    sqlite3_close(store->db);
    if (store->lock)
        file_lock_release(store->lock);
}

void store_close(struct store *store)
{
    if (!store)
        return;
    store_rollback(store);
    statements_done(store);
    if (store->db)
        close_connection(store);
    file_lock_free(store->lock);
    touched_free(store->touched);
    pending_free(store->pending);
    journal_free(store->journal);
    free(store->path);
    free(store->real);
    free(store);
}

bool store_shares(const struct store *store)
{
    return !connection_on_network(store->real);
}

int64_t store_size(const struct store *store)
{
    struct stat st;

    return stat(store->real, &st) == 0 ? st.st_size : 0;
}
