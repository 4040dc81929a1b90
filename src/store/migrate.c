#include "migrate.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <stdlib.h>

static int64_t number_of(const struct embedded *migration)
{
    return strtoll(migration->name, NULL, 10);
}

int64_t migrate_newest(void)
{
    int64_t newest = 0;

    for (const struct embedded *migration = embedded_sql; migration->name; migration++)
        newest = number_of(migration);
    return newest;
}

static int exec(const char *path, sqlite3 *db, const char *sql, struct err *err)
{
    int rc = sqlite3_exec(db, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK ? 0 : store_fail_file(path, NULL, db, sqlite3_extended_errcode(db), err);
}

/* One migration and the number that says so, together or not at all. */
static int apply(const char *path, sqlite3 *db, const struct embedded *migration, struct err *err)
{
    _cleanup_free_ char *version =
        str_format("PRAGMA user_version = %lld; PRAGMA application_id = %d; COMMIT",
                   (long long)number_of(migration), STORE_APPLICATION_ID);

    if (exec(path, db, "BEGIN IMMEDIATE", err) == 0 && exec(path, db, migration->text, err) == 0 &&
        exec(path, db, version, err) == 0)
        return 0;
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return err_prefix(err, _("The file cannot be brought to version %lld"), (long long)number_of(migration));
}

int migrate_run(const char *path, sqlite3 *db, const struct embedded *migrations, int64_t from,
                struct err *err)
{
    for (const struct embedded *migration = migrations; migration->name; migration++)
        if (number_of(migration) > from && apply(path, db, migration, err) < 0)
            return -1;
    return 0;
}
