#include "create.h"

#include "beside.h"
#include "migrate.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* All migrations into the empty file TEMP, which then stands on the disk. */
static int fill(const char *path, const char *temp, struct err *err)
{
    _cleanup_(sqlite3_close_p) sqlite3 *db = NULL;
    int rc = sqlite3_open_v2(temp, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

    if (rc != SQLITE_OK)
        return store_fail_file(path, NULL, db, rc, err);
    return migrate_run(path, db, embedded_sql, 0, err);
}

int create_file(const char *path, const char *real, struct err *err)
{
    _cleanup_(temp_free) char *temp = NULL;

    if (temp_make(real, &temp, err) < 0 || fill(path, temp, err) < 0 || temp_sync(temp, err) < 0)
        return -1;
    /* Under the lock, and after a look that found nothing here, or a file of no bytes. */
    if (rename(temp, real) < 0)
        return err_errno(err, errno, _("%s cannot be made"), path);
    free(MEM_TAKE(temp));
    return sync_folder(real, err);
}
