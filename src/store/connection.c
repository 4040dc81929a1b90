#include "open.h"

#include "beside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define BUSY_MS 5000

/* File systems on which processes of several machines meet, where WAL's shared memory does not work. */
static const unsigned long network_magic[] = {
    NFS_SUPER_MAGIC,
    SMB_SUPER_MAGIC,
    AFS_SUPER_MAGIC,
    CODA_SUPER_MAGIC,
    V9FS_MAGIC,
    FUSE_SUPER_MAGIC,
    0xff534d42 /* cifs */,
    0xfe534d42 /* smb2 */,
    0x00c36400 /* ceph */,
    0x01161970 /* gfs2 */,
    0x7461636f /* ocfs2 */,
};

bool connection_on_network(const char *real)
{
    struct statfs fs;

    if (statfs(real, &fs) < 0)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(network_magic); i++)
        if ((unsigned long)fs.f_type == network_magic[i])
            return true;
    return false;
}

int64_t connection_integer(sqlite3 *db, const char *sql, int64_t otherwise)
{
    sqlite3_stmt *stmt = NULL;
    int64_t n = otherwise;

    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW)
        n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return n;
}

/* Set once, then read back: a setting that did not take would be found out by nothing else. trusted_schema
 * stays on, because FTS5 cannot do without it here (reliability.md, fact 3). */
static const struct setting {
    const char *set, *get;
    int64_t value;
} settings[] = {
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", 1},
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", 2}, /* no piece of the log in other folders */
    {"PRAGMA journal_size_limit = 4194304", "PRAGMA journal_size_limit", 4194304},
};

static int apply_setting(const char *path, sqlite3 *db, const struct setting *setting, struct err *err)
{
    int rc = sqlite3_exec(db, setting->set, NULL, NULL, NULL);

    if (rc != SQLITE_OK)
        return store_fail_file(path, NULL, db, rc, err);
    bool taken = connection_integer(db, setting->get, -1) == setting->value;
    if (!taken && connection_fault(db, -1) == SQLITE_NOMEM)
        return store_fail_file(path, NULL, NULL, SQLITE_NOMEM, err);
    if (!taken)
        return err_set(err, _("%s cannot be opened safely: SQLite does not take \"%s\""), path, setting->set);
    return 0;
}

static int configure(const char *path, const char *real, sqlite3 *db, struct err *err)
{
    /* EXTRA where a rollback journal is used, FULL with WAL: reliability.md, fact 1. */
    struct setting sync = {"PRAGMA synchronous = FULL", "PRAGMA synchronous", 2};

    if (connection_on_network(real))
        sync = (struct setting){"PRAGMA synchronous = EXTRA", "PRAGMA synchronous", 3};
    sqlite3_extended_result_codes(db, 1);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_wal_autocheckpoint(db, 0);
    for (size_t i = 0; i < ARRAY_LEN(settings); i++)
        if (apply_setting(path, db, &settings[i], err) < 0)
            return -1;
    return apply_setting(path, db, &sync, err);
}

/* Whether commits stand in the journal that the file itself does not hold. */
static bool has_journal(const char *real)
{
    _cleanup_free_ char *wal = str_format("%s-wal", real);
    struct stat st;

    return stat(wal, &st) == 0 && st.st_size > 0;
}

void connection_leave(sqlite3 *db, const char *real)
{
    if (!db) /* there was no memory for it */
        return;
    if (!has_journal(real))
        sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    sqlite3_close(db);
}

void connection_prepare(void)
{
    /* Locks and counts around every allocation are a sixteenth of a start. Both fail, and change nothing, when SQLite
     * is in use already. */
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int open_bare(const char *path, const char *real, const char *name, int flags, sqlite3 **ret, struct err *err)
{
    sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(
        name, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOFOLLOW, NULL);

    if (rc == SQLITE_OK) {
        sqlite3_busy_timeout(db, BUSY_MS);
        sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        *ret = db;
        return 0;
    }
    store_fail_file(path, real, db, sqlite3_extended_errcode(db), err);
    connection_leave(db, real);
    return -1;
}

static int configure_or_leave(const char *path, const char *real, sqlite3 **db, struct err *err)
{
    if (configure(path, real, *db, err) == 0)
        return 0;
    connection_leave(*db, real);
    *db = NULL;
    return -1;
}

static int open_named(const char *path, const char *real, const char *name, int flags, sqlite3 **ret,
                      struct err *err)
{
    sqlite3 *db = NULL;

    if (open_bare(path, real, name, flags, &db, err) < 0 || configure_or_leave(path, real, &db, err) < 0)
        return -1;
    *ret = db;
    return 0;
}

int connection_open(const char *path, const char *real, int flags, sqlite3 **ret, struct err *err)
{
    return open_named(path, real, real, flags, ret, err);
}

/* "file:..." with what URIs reserve escaped. */
static char *immutable_name(const char *real)
{
    struct str name = STR_INIT;

    str_add(&name, "file:");
    for (const char *s = real; *s; s++) {
        if (strchr("%?#", *s))
            str_printf(&name, "%%%02x", (unsigned char)*s);
        else
            str_add_char(&name, *s);
    }
    str_add(&name, "?immutable=1");
    return str_take(&name);
}

int connection_open_immutable(const char *path, const char *real, sqlite3 **ret, struct err *err)
{
    _cleanup_free_ char *name = immutable_name(real);

    return open_named(path, real, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, ret, err);
}

/* What readers share needs room on the disk, and so does the name of it. */
static bool wants_room(int rc)
{
    return rc == SQLITE_IOERR_SHMSIZE || rc == SQLITE_IOERR_SHMOPEN || rc == SQLITE_IOERR_SHMMAP ||
           (rc & 0xff) == SQLITE_FULL || (rc & 0xff) == SQLITE_CANTOPEN;
}

/* The result of the first look into the file; SQLITE_OK: it can be read. */
static int try_reading(sqlite3 *db)
{
    return sqlite3_exec(db, "PRAGMA schema_version", NULL, NULL, NULL) == SQLITE_OK ? SQLITE_OK
                                                                                  : sqlite3_extended_errcode(db);
}

/* Opens REAL under NAME, sharing nothing. False: it cannot be read so either. */
static bool read_alone(const char *real, const char *name, int flags, sqlite3 **ret)
{
    sqlite3 *db = NULL;

    if (open_bare(real, real, name, flags, &db, NULL) < 0)
        return false;
    sqlite3_exec(db, "PRAGMA locking_mode = EXCLUSIVE", NULL, NULL, NULL);
    if (try_reading(db) != SQLITE_OK) {
        connection_leave(db, real);
        return false;
    }
    *ret = db;
    return true;
}

/* A full disk: what was saved can still be read, journal and all, by one who shares nothing with others. Whoever else
 * has the file open made what readers share long ago, so that the lock keeps nobody waiting. Where not even an empty
 * journal can be made, nobody can write, and nothing changes under our eyes. When nothing helps, the file itself says
 * what is wrong. */
static int open_on_full_disk(const char *path, const char *real, sqlite3 **ret, struct err *err)
{
    _cleanup_free_ char *name = immutable_name(real), *wal = str_format("%s-wal", real);

    if (read_alone(real, real, SQLITE_OPEN_READWRITE, ret) ||
        (access(wal, F_OK) < 0 && read_alone(real, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, ret)))
        return 0;
    return open_bare(path, real, real, SQLITE_OPEN_READWRITE, ret, err);
}

int connection_open_reading(const char *path, const char *real, sqlite3 **ret, struct err *err)
{
    _cleanup_free_ char *folder = folder_of(real);
    sqlite3 *db = NULL;

    /* Only who may write can take away what readers leave beside the file, and take back what a crash left in
     * it. */
    static const struct setting only_read = {"PRAGMA query_only = ON", "PRAGMA query_only", 1};
    /* Nobody can write here, so that nothing changes under our eyes. */
    if (access(folder, W_OK) != 0 && !has_journal(real))
        return connection_open_immutable(path, real, ret, err);
    if (open_bare(path, real, real, SQLITE_OPEN_READWRITE, &db, err) < 0)
        return -1;
    if (wants_room(try_reading(db))) {
        connection_leave(db, real);
        if (open_on_full_disk(path, real, &db, err) < 0)
            return -1;
    }
    if (configure_or_leave(path, real, &db, err) < 0)
        return -1;
    *ret = db;
    return apply_setting(path, db, &only_read, err);
}

static bool journal_is(sqlite3 *db, const char *sql, const char *mode)
{
    sqlite3_stmt *stmt = NULL;
    bool is = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW &&
              str_equal((const char *)sqlite3_column_text(stmt, 0), mode);

    sqlite3_finalize(stmt);
    return is;
}

bool connection_journal_right(sqlite3 *db, const char *real)
{
    return journal_is(db, "PRAGMA journal_mode", connection_on_network(real) ? "delete" : "wal");
}

int connection_set_journal(const char *path, const char *real, sqlite3 *db, struct err *err)
{
    bool network = connection_on_network(real);
    const char *sql = network ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL";

    if (journal_is(db, sql, network ? "delete" : "wal"))
        return 0;
    int rc = sqlite3_extended_errcode(db);
    if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW)
        return store_fail_file(path, real, db, rc, err);
    return err_set(err, _("%s cannot be opened safely: SQLite does not take \"%s\""), path, sql);
}

int connection_check(sqlite3 *db, const char *pragma, char **ret_fault)
{
    sqlite3_stmt *stmt = NULL;
    int r = -1;

    if (sqlite3_prepare_v2(db, pragma, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(stmt, 0);
        r = str_equal(text, "ok") ? 0 : 1;
        if (r > 0)
            *ret_fault = mem_string(text);
    }
    sqlite3_finalize(stmt);
    return r;
}

int connection_fault(sqlite3 *db, int r)
{
    int rc = sqlite3_extended_errcode(db);

    return r < 0 && (rc == SQLITE_NOMEM || rc == SQLITE_IOERR_NOMEM) ? SQLITE_NOMEM : SQLITE_CORRUPT;
}

int connection_why(sqlite3 *db)
{
    int rc = sqlite3_extended_errcode(db);

    return rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_CORRUPT : rc;
}
