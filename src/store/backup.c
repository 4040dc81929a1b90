#include "paletti/store/backup.h"

#include "backup_inside.h"
#include "beside.h"
#include "look.h"
#include "migrate.h"
#include "open.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Backups are called by their instant, "20260310T091500Z.db"; those before a migration
 * "before-2-20260310T091500Z.db".
 */
#define NAME_FORMAT "%04d%02d%02dT%02d%02d%02dZ.db"

static char *backups_folder(const char *path)
{
    return str_format("%s-backups", path);
}

char *backup_name(int64_t at)
{
    struct civil c;

    civil_of_instant(at, &c);
    return str_format(NAME_FORMAT, c.year, c.month, c.day, c.hour, c.minute, c.second);
}

/* The instant that a name says, INSTANT_NONE for other names. */
static int64_t instant_of_name(const char *name)
{
    _cleanup_free_ char *text = NULL, *again = NULL;
    int64_t at;

    if (strlen(name) != strlen("20260310T091500Z.db"))
        return INSTANT_NONE;
    text = str_format("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", name, name + 4, name + 6, name + 9, name + 11,
                      name + 13);
    if (civil_parse_instant(text, &at) < 0)
        return INSTANT_NONE;
    again = backup_name(at);
    return strcmp(again, name) == 0 ? at : INSTANT_NONE;
}

/* --- one copy --- */

enum { DISK_PIECE = 1 << 20 };

/* VACUUM INTO reads one consistent state without keeping writers out, and leaves deleted text behind. */
int backup_copy(const char *path, sqlite3 *db, const char *temp, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db, "VACUUM INTO ?1", -1, &stmt, NULL);

    if (rc == SQLITE_OK) {
        sqlite3_bind_text(stmt, 1, temp, -1, SQLITE_STATIC);
        rc = sqlite3_step(stmt);
    }
    sqlite3_finalize(stmt);
    return rc == SQLITE_DONE ? 0 : store_fail_file(path, NULL, db, sqlite3_extended_errcode(db), err);
}

/* Opened anew and looked through: a copy that cannot be read is none. */
int backup_check(const struct store *store, const char *name, const char *file, struct err *err)
{
    _cleanup_(sqlite3_close_p) sqlite3 *db = NULL;
    _cleanup_free_ char *fault = NULL;
    enum look look;

    if (look_at(name, file, migrate_newest(), &look, err) < 0)
        return -1;
    if (look != LOOK_FINE)
        return err_set(err, _("%s holds nothing"), name);
    if (connection_open_immutable(name, file, &db, err) < 0)
        return -1;
    store_stop_watch(store, db);
    int r = connection_check(db, "PRAGMA integrity_check(1)", &fault);
    if (r == 0)
        return 0;
    if (store_stop_wanted(store))
        return store_fail_stopped(err);
    int rc = connection_fault(db, r);
    return rc == SQLITE_CORRUPT ? err_set(err, _("%s is damaged (%s)"), name, fault ? fault : sqlite3_errmsg(db))
                                : store_fail_file(name, NULL, NULL, rc, err);
}

/* Never over a file that is there. */
int backup_give_name(char **temp, const char *to, struct err *err)
{
    if (renameat2(AT_FDCWD, *temp, AT_FDCWD, to, RENAME_NOREPLACE) < 0) {
        /* File systems that do not know the flag have links. */
        if (errno != EINVAL || link(*temp, to) < 0)
            return err_errno(err, errno, _("%s cannot be written"), to);
        unlink(*temp);
    }
    free(MEM_TAKE(*temp));
    return sync_folder(to, err);
}

/* Piece by piece, so that it can be stopped in between; what is left for the sync is little. */
static int send_to_disk(const struct store *store, const char *temp, struct err *err)
{
    int fd = open(temp, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    off_t size = fd < 0 ? 0 : lseek(fd, 0, SEEK_END);
    bool stopped = false;

    for (off_t at = 0; at < size && !stopped; at += DISK_PIECE) {
        /* A file system that cannot do it leaves all to the sync. */
        sync_file_range(fd, at, DISK_PIECE,
                        SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
        stopped = store_stop_wanted(store);
    }
    if (fd >= 0)
        close(fd);
    return stopped ? store_fail_stopped(err) : temp_sync(temp, err);
}

/* Why copying failed: SQLite says many things of a damaged file, a full disk among them. */
static int fail_copy(const struct store *store, struct err *err)
{
    _cleanup_free_ char *fault = NULL;

    if (store_stop_wanted(store) || connection_check(store->db, "PRAGMA quick_check(1)", &fault) <= 0)
        return -1;
    return store_fail_file(store->path, store->real, NULL, SQLITE_CORRUPT, err);
}

/* VACUUM INTO wants the right to write, although nothing is written here. */
static int copy_store(struct store *store, const char *to, const char *temp, struct err *err)
{
    if (store->mode != STORE_READ)
        return backup_copy(to, store->db, temp, err) < 0 ? fail_copy(store, err) : 0;
    if (store_exec(store, "PRAGMA query_only = OFF", err) < 0)
        return -1;
    int r = backup_copy(to, store->db, temp, err) < 0 ? fail_copy(store, err) : 0;
    return store_exec(store, "PRAGMA query_only = ON", r < 0 ? NULL : err) < 0 ? -1 : r;
}

int backup_write(struct store *store, const char *to, struct err *err)
{
    _cleanup_(temp_free) char *temp = NULL;
    struct stat st;

    if (lstat(to, &st) == 0)
        return err_set(err, _("%s exists already: name another file"), to);
    if (temp_make(to, &temp, err) < 0)
        return -1;
    if (copy_store(store, to, temp, err) < 0)
        return err_prefix(err, _("The backup %s was not written"), to);
    if (send_to_disk(store, temp, err) < 0 || backup_check(store, to, temp, err) < 0)
        return -1;
    return backup_give_name(&temp, to, err);
}

/* 1: another program made it in the same second; it is whole, or it would not have its name. */
static int write_beside(struct store *store, char *name, struct err *err)
{
    _cleanup_free_ char *folder = backups_folder(store->real), *owned = name;
    _cleanup_free_ char *to = str_format("%s/%s", folder, owned);
    struct err why = {""};

    if (file_private_dir(folder, err) < 0)
        return -1;
    if (backup_write(store, to, &why) == 0)
        return 0;
    return access(to, F_OK) == 0 ? 1 : err_set(err, "%s", why.text);
}

/* Half copies of whoever was killed before a migration: they are made under the lock, so that nobody makes one now. */
static void remove_halves(const char *path)
{
    static const char half[] = "before-", random[] = ".db.XXXXXX";
    _cleanup_free_ char *folder = backups_folder(path);
    DIR *dir = opendir(folder);

    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        size_t n = strlen(entry->d_name), tail = sizeof random - 1;
        if (n > tail && str_starts(entry->d_name, half) && memcmp(entry->d_name + n - tail, ".db.", 4) == 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    }
    if (dir)
        closedir(dir);
}

int backup_before(struct store *store, int64_t version, int64_t now, struct err *err)
{
    _cleanup_free_ char *name = backup_name(now);
    _cleanup_free_ char *full = str_format("before-%lld-%s", (long long)version + 1, name);

    remove_halves(store->real);
    /* It may be there from an attempt in the same second that came no further. */
    return write_beside(store, MEM_TAKE(full), err) < 0 ? -1 : 0;
}

/* --- the daily one --- */

struct found {
    int64_t *at; /* of the backups, in no order */
    size_t n, cap;
};

static void found_done(struct found *found)
{
    free(found->at);
}

static void find_backups(const char *path, struct found *ret)
{
    _cleanup_free_ char *folder = backups_folder(path);
    DIR *dir = opendir(folder);

    *ret = (struct found){0};
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        int64_t at = instant_of_name(entry->d_name);
        if (at == INSTANT_NONE)
            continue;
        MEM_GROW(ret->at, ret->n, ret->cap);
        ret->at[ret->n++] = at;
    }
    if (dir)
        closedir(dir);
}

static int64_t newest_of(const struct found *found)
{
    int64_t newest = INSTANT_NONE;

    for (size_t i = 0; i < found->n; i++)
        newest = found->at[i] > newest ? found->at[i] : newest;
    return newest;
}

char *backup_newest(const char *path)
{
    _cleanup_(found_done) struct found found;
    _cleanup_free_ char *folder = backups_folder(path);

    find_backups(path, &found);
    if (found.n == 0)
        return NULL;
    _cleanup_free_ char *name = backup_name(newest_of(&found));
    return str_format("%s/%s", folder, name);
}

/* When FILE with SUFFIX was written last, 0 when it is not there. */
static struct timespec written_at(const char *file, const char *suffix)
{
    _cleanup_free_ char *name = str_format("%s%s", file, suffix);
    struct stat st;

    return stat(name, &st) == 0 && st.st_size > 0 ? st.st_mtim : (struct timespec){0};
}

static bool later(struct timespec a, struct timespec b)
{
    return a.tv_sec > b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec > b.tv_nsec);
}

static bool changed_since(const struct store *store, const char *backup)
{
    struct timespec copied = written_at(backup, "");

    return later(written_at(store->real, ""), copied) || later(written_at(store->real, "-wal"), copied);
}

static int remove_old(const char *path, struct err *err)
{
    _cleanup_(found_done) struct found found;
    _cleanup_free_ char *folder = backups_folder(path);

    find_backups(path, &found);
    size_t n = backup_thin(found.at, found.n);
    for (size_t i = 0; i < n; i++) {
        _cleanup_free_ char *name = backup_name(found.at[i]);
        _cleanup_free_ char *file = str_format("%s/%s", folder, name);
        if (unlink(file) < 0)
            return err_errno(err, errno, _("The old backup %s cannot be removed"), file);
    }
    return 0;
}

int backup_daily(struct store *store, int64_t now, struct err *err)
{
    _cleanup_(found_done) struct found found;
    _cleanup_free_ char *newest = backup_newest(store->real);

    find_backups(store->real, &found);
    if (newest && (now - newest_of(&found) < DAY_SECONDS || !changed_since(store, newest)))
        return 1;
    int r = write_beside(store, backup_name(now), err);
    if (r != 0)
        return r;
    return remove_old(store->real, err);
}
