#include "paletti/store/backup.h"
#include "paletti/store/outbox.h"

#include "cell.h"
#include "references.h"
#include "search.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

enum { INTEGRITY, FOREIGN_KEYS, SEARCH, CLIENTS, NOT_FOUND, NO_LONGER, TOTAL };
static const char *const sql[] = {
    [INTEGRITY] = "PRAGMA integrity_check(20)",
    [FOREIGN_KEYS] = "PRAGMA foreign_key_check",
    [SEARCH] = "INSERT INTO search (search) VALUES ('integrity-check')",
    [CLIENTS] = "SELECT id FROM client",
    /* Every entry has its client's word (?2) in the search, and the search has no other rows with it. */
    [NOT_FOUND] = "SELECT ref FROM interaction WHERE client_id = ?1 AND id NOT IN "
                  "(SELECT rowid FROM search WHERE search MATCH ?2) LIMIT 20",
    [NO_LONGER] = "SELECT rowid FROM search WHERE search MATCH ?2 AND rowid NOT IN "
                  "(SELECT id FROM interaction WHERE client_id = ?1) LIMIT 20",
    [TOTAL] = "SELECT (SELECT interactions FROM upkeep), (SELECT count(*) FROM interaction)",
};
const struct statements check_statements = {sql, ARRAY_LEN(sql)};

struct faults {
    struct store *store;
    void (*fn)(void *ctx, const char *fault);
    void *ctx;
    bool any;
};

static int tell(void *ctx, const char *fault)
{
    struct faults *faults = ctx;

    faults->any = true;
    faults->fn(faults->ctx, fault);
    return 0;
}

/* SQLite's own sentences go through as they are. */
static int check_integrity(struct faults *faults, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(faults->store, sql[INTEGRITY], &st, err) < 0)
        return -1;
    while ((r = statement_step(faults->store, st.stmt, err)) > 0)
        if (!str_equal(column_text(st.stmt, 0), "ok"))
            tell(faults, column_text(st.stmt, 0));
    return r;
}

static int check_foreign_keys(struct faults *faults, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(faults->store, sql[FOREIGN_KEYS], &st, err) < 0)
        return -1;
    while ((r = statement_step(faults->store, st.stmt, err)) > 0) {
        _cleanup_free_ char *fault =
            str_format(_("%s, row %lld: what it refers to in %s is not stored"), column_text(st.stmt, 0),
                       (long long)sqlite3_column_int64(st.stmt, 1), column_text(st.stmt, 2));
        tell(faults, fault);
    }
    return r;
}

/* FTS5 answers with an error when its index contradicts itself; asking is a write that changes nothing. */
static int check_search(struct faults *faults, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (faults->store->mode == STORE_READ)
        return 0;
    if (statement_take(faults->store, sql[SEARCH], &st, err) < 0)
        return -1;
    int rc = sqlite3_step(st.stmt);
    if ((rc & 0xff) == SQLITE_CORRUPT)
        return tell(faults, _("The search index is damaged"));
    return rc == SQLITE_DONE ? 0 : store_fail(faults->store, rc, err);
}

static int tell_rows(struct faults *faults, const char *text, int64_t client_id, const char *word,
                     const char *sentence, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(faults->store, text, &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, client_id);
    bind_text(st.stmt, 2, word);
    while ((r = statement_step(faults->store, st.stmt, err)) > 0) {
        _cleanup_free_ char *fault = str_format("%s: \"%s\"", sentence, column_text(st.stmt, 0));
        tell(faults, fault);
    }
    return r;
}

static int check_rows(struct faults *faults, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(faults->store, sql[CLIENTS], &st, err) < 0)
        return -1;
    while ((r = statement_step(faults->store, st.stmt, err)) > 0) {
        _cleanup_str_ struct str word = STR_INIT;
        int64_t id = sqlite3_column_int64(st.stmt, 0);
        str_add_char(&word, '"');
        search_add_client(&word, id);
        str_add_char(&word, '"');
        if (tell_rows(faults, sql[NOT_FOUND], id, word.s, _("The search does not know the entry"), err) < 0 ||
            tell_rows(faults, sql[NO_LONGER], id, word.s,
                      _("The search knows an entry that is no longer there"), err) < 0)
            return -1;
    }
    return r;
}

static int check_total(struct faults *faults, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(faults->store, sql[TOTAL], &st, err) < 0 ||
        statement_step(faults->store, st.stmt, err) < 0)
        return -1;
    if (sqlite3_column_int64(st.stmt, 0) == sqlite3_column_int64(st.stmt, 1))
        return 0;
    _cleanup_free_ char *fault =
        str_format(_("The file counts %lld entries and holds %lld"),
                   (long long)sqlite3_column_int64(st.stmt, 0), (long long)sqlite3_column_int64(st.stmt, 1));
    return tell(faults, fault);
}

int store_check(struct store *store, void (*fn)(void *ctx, const char *fault), void *ctx, struct err *err)
{
    struct faults faults = {store, fn, ctx, false};

    if (check_integrity(&faults, err) < 0)
        return -1;
    /* What reads through a damaged file can only fail. */
    if (faults.any)
        return 1;
    if (check_foreign_keys(&faults, err) < 0 || references_dangling(store, tell, &faults, err) < 0 ||
        records_unreadable(store, tell, &faults, err) < 0 ||
        dispatch_log_check(store, tell, &faults, err) < 0 || check_search(&faults, err) < 0 || check_rows(&faults, err) < 0 || check_total(&faults, err) < 0)
        return -1;
    return faults.any ? 1 : 0;
}
