#include "internal.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/store/backup.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* What to say for a primary result code; %s is the file. */
struct explanation_row {
    int code;
    const char *sentence;
    bool backup; /* whether the newest backup is of use */
};

static const struct explanation_row rows[] = {
    {SQLITE_FULL, N_("The disk is full: nothing was saved in %s. Make room and try again"), false},
    {SQLITE_IOERR,
     N_("The disk failed while reading or writing %s: nothing was saved. Check the disk, then try again"),
     true},
    {SQLITE_READONLY,
     N_("%s cannot be written: nothing was saved. The file, its folder or the disk is read-only"), false},
    {SQLITE_PERM, N_("%s cannot be opened: its permissions do not allow it"), false},
    {SQLITE_BUSY, N_("Another program is using %s: nothing was saved. Close it, or try again in a moment"),
     false},
    {SQLITE_LOCKED, N_("Another program is using %s: nothing was saved. Close it, or try again in a moment"),
     false},
    {SQLITE_CORRUPT, N_("%s is damaged; nothing was changed"), true},
    /* The search index says so of itself where memory ran out while it was read, too. */
    {SQLITE_CORRUPT_VTAB,
     N_("The search index of %s is damaged, or there was not enough memory to read it; nothing was changed. paletti check tells"),
     true},
    {SQLITE_NOTADB, N_("%s is damaged or no file of paletti; nothing was changed"), true},
    {SQLITE_CANTOPEN,
     N_("%s cannot be opened: look at its permissions, and whether a disk is missing or full"), false},
    {SQLITE_CONSTRAINT, N_("Something else in %s still refers to what was to be removed: nothing was saved"),
     false},
    {SQLITE_NOMEM, N_("There is not enough memory to read %s"), false},
    {SQLITE_TOOBIG, N_("A text is too long for %s: nothing was saved"), false},
};

static int last_errno(sqlite3 *db, int which)
{
    sqlite3_file *file = NULL;
    int failed = 0;

    sqlite3_file_control(db, "main", which, &file);
    if (file && file->pMethods)
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &failed);
    return failed;
}

static bool is_full(int failed)
{
    return failed == ENOSPC || failed == EDQUOT || failed == EFBIG;
}

/* A quota, a limit on the size of files and no room for what readers share are full disks to the person, and mere
 * errors to SQLite. */
static int plain_code(sqlite3 *db, int rc)
{
    bool full = db && rc == SQLITE_IOERR_WRITE &&
                (is_full(last_errno(db, SQLITE_FCNTL_JOURNAL_POINTER)) ||
                 is_full(last_errno(db, SQLITE_FCNTL_FILE_POINTER)));

    if (full || rc == SQLITE_IOERR_SHMSIZE)
        return SQLITE_FULL;
    if (rc == SQLITE_IOERR_NOMEM)
        return SQLITE_NOMEM;
    /* A row of the search index that its own tables do not have. */
    if (db && rc == SQLITE_ERROR && strncmp(sqlite3_errmsg(db), "no such rowid", 13) == 0)
        return SQLITE_CORRUPT_VTAB;
    return rc == SQLITE_CORRUPT_VTAB ? rc : rc & 0xff;
}

static const struct explanation_row *row_of(int rc)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (rows[i].code == rc)
            return &rows[i];
    return NULL;
}

int store_name_backup(const char *real, struct err *err)
{
    _cleanup_free_ char *backup = real ? backup_newest(real) : NULL;

    if (!err || !backup)
        return -1;
    size_t n = strlen(err->text);
    snprintf(err->text + n, sizeof err->text - n, _(". The newest backup is %s (paletti restore)"), backup);
    return -1;
}

/* What a lock in the file says for itself (data/sql), to be told as it is; NULL: no lock of these refused. */
static const char *locked_by(sqlite3 *db, int rc)
{
    static const char *const locks[] = {
        N_("a goodbye stays with its client and its decision"),
        N_("a goodbye begins only after a decision to let go that stands"),
        N_("something of the goodbye is open: do it or waive it first"),
        N_("something is still on its way to this client"),
        N_("this client has left, and stays so"),
        N_("something of the goodbye has left: the freeze is not taken back"),
        N_("something of the goodbye is confirmed: take that back first"),
        N_("this client is being let go: no reminder is written"),
        N_("this client has left: only what you write by hand goes to them"),
        N_("what was confirmed is never changed"),
        N_("what was confirmed is never removed"),
        N_("this letter is confirmed"),
        N_("this letter is confirmed already"),
        N_("a dispatch does not move like that"),
        N_("this was not confirmed here"),
        N_("this client left, and receives nothing"),
        N_("the log of what left is never changed"),
        N_("this refund is stored already"),
        N_("this payment has a refund of this goodbye already"),
        N_("this is another refund"),
        N_("more would go back than was paid, or to somebody else"),
        N_("of this payment more has gone back than that"),
        N_("a payment that something went back on is kept"),
        N_("a confirmed refund is not changed"),
        N_("a refund that was confirmed is kept"),
        N_("a refund does not move like that"),
        N_("the log of what left only goes on"),
        N_("what is not in the log is not to leave"),
        N_("this dispatch is stored already"),
    };

    for (size_t i = 0; db && rc == SQLITE_CONSTRAINT_TRIGGER && i < ARRAY_LEN(locks); i++)
        if (str_equal(sqlite3_errmsg(db), locks[i]))
            return _(locks[i]);
    return NULL;
}

int store_fail_file(const char *path, const char *real, sqlite3 *db, int rc, struct err *err)
{
    const struct explanation_row *row = row_of(plain_code(db, rc));
    const char *lock = locked_by(db, rc);

    if (lock)
        return err_set(err, "%s", lock);
    if (!row)
        return err_set(err, _("%s: SQLite says \"%s\" (%d)"), path,
                       db ? sqlite3_errmsg(db) : sqlite3_errstr(rc), rc);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    err_set(err, _(row->sentence), path);
#pragma GCC diagnostic pop
    return row->backup ? store_name_backup(real, err) : -1;
}

int store_fail(const struct store *store, int rc, struct err *err)
{
    int extended = sqlite3_extended_errcode(store->db);

    return store_fail_file(store->path, store->real, store->db, extended & 0xff ? extended : rc, err);
}
