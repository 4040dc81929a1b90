#include "sql_tried.h"

#include "internal.h"

#include <check.h>
#include <string.h>

const char *sql_tried(struct store *store, const char *sql)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? NULL : sqlite3_errmsg(store->db);
}

void sql_refused(struct store *store, const char *sql, const char *why)
{
    const char *said = sql_tried(store, sql);

    if (!said || !strstr(said, why))
        ck_abort_msg("%s\nsaid: %s\nnot: %s", sql, said ? said : "nothing", why);
}

void sql_passes(struct store *store, const char *sql)
{
    const char *said = sql_tried(store, sql);

    if (said)
        ck_abort_msg("%s\nsaid: %s", sql, said);
}
