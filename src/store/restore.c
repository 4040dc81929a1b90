#include "paletti/store/backup.h"

#include "backup_inside.h"
#include "beside.h"
#include "look.h"
#include "open.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* FROM, whole and sound, in a file of its own beside PATH. */
static int copy_beside(const char *from, const char *path, char **ret_temp, struct err *err)
{
    _cleanup_(sqlite3_close_p) sqlite3 *db = NULL;
    _cleanup_(temp_free) char *temp = NULL;

    if (backup_check(NULL, from, from, err) < 0 ||
        connection_open(from, from, SQLITE_OPEN_READONLY, &db, err) < 0 || temp_make(path, &temp, err) < 0 ||
        backup_copy(path, db, temp, err) < 0 || temp_sync(temp, err) < 0 ||
        backup_check(NULL, path, temp, err) < 0)
        return -1;
    *ret_temp = MEM_TAKE(temp);
    return 0;
}

/* Brings the journal of the old file into it, which also fails while another paletti has it open. A file that
 * is damaged has no say in this. */
static int settle_old(const char *path, struct err *err)
{
    _cleanup_(sqlite3_close_p) sqlite3 *db = NULL;

    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
                        NULL) != SQLITE_OK)
        return 0;
    int rc = sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
        return err_set(err, _("%s is open in another paletti: nothing was restored. Close it first"), path);
    return 0;
}

static int move(const char *from, const char *to, const char *suffix, struct err *err)
{
    _cleanup_free_ char *a = str_format("%s%s", from, suffix), *b = str_format("%s%s", to, suffix);

    if (rename(a, b) < 0 && errno != ENOENT)
        return err_errno(err, errno, _("%s cannot be put aside"), a);
    return 0;
}

/* The old file gets another name with everything that belongs to it. */
static int put_aside(const char *path, int64_t now, char **ret_kept, struct err *err)
{
    _cleanup_free_ char *name = backup_name(now);
    _cleanup_free_ char *kept = str_format("%s-replaced-%s", path, name);
    struct stat st;

    if (lstat(path, &st) < 0)
        return 0;
    if (lstat(kept, &st) == 0)
        return err_set(err, _("%s exists already: nothing was restored. Try again"), kept);
    if (settle_old(path, err) < 0 || move(path, kept, "", err) < 0 || move(path, kept, "-wal", err) < 0 ||
        move(path, kept, "-shm", err) < 0 || move(path, kept, "-journal", err) < 0)
        return -1;
    *ret_kept = MEM_TAKE(kept);
    return 0;
}

static int replace(char **temp, const char *path, int64_t now, char **ret_kept, struct err *err)
{
    _cleanup_free_ char *kept = NULL;

    if (put_aside(path, now, &kept, err) < 0)
        return -1;
    if (backup_give_name(temp, path, err) < 0) {
        if (kept)
            rename(kept, path);
        return -1;
    }
    *ret_kept = MEM_TAKE(kept);
    return 0;
}

static int lock_old(const char *path, struct file_lock **ret, struct err *err)
{
    _cleanup_free_ char *name = str_format("%s-lock", path);
    pid_t holder = 0;

    if (file_lock_open(name, ret, err) < 0)
        return -1;
    int r = file_lock_take(*ret, 5000, &holder, err);
    if (r > 0)
        return err_set(err, _("Process %ld is writing %s: nothing was restored. Wait for it, or close it"),
                       (long)holder, path);
    return r;
}

static void file_lock_done(struct file_lock **lock)
{
    file_lock_free(*lock);
}

int backup_restore(const char *from, const char *path, int64_t now, char **ret_kept, struct err *err)
{
    _cleanup_(file_lock_done) struct file_lock *lock = NULL;
    _cleanup_(temp_free) char *temp = NULL;
    _cleanup_free_ char *folder = folder_of(path);

    if (file_private_dir(folder, err) < 0 || copy_beside(from, path, &temp, err) < 0 ||
        lock_old(path, &lock, err) < 0)
        return -1;
    return replace(&temp, path, now, ret_kept, err);
}
