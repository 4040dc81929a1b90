#include "search.h"

#include "cell.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { ADD, REMOVE, TERMS };
static const char *const sql[] = {
    [ADD] = "INSERT INTO search (rowid, words) VALUES (?1, ?2)",
    [REMOVE] = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?1, ?2)",
    [TERMS] = "SELECT term FROM temp.terms WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT 65",
};
const struct statements search_statements = {sql, ARRAY_LEN(sql)};

/* Private-use characters that unicode61 takes for letters. */
#define CLIENT_RUNE  0xF0000
#define CLIENT_RUNES 65533

void search_add_client(struct str *to, int64_t client_id)
{
    do {
        str_add_rune(to, CLIENT_RUNE + (int)(client_id % CLIENT_RUNES));
        client_id /= CLIENT_RUNES;
    } while (client_id);
}

/* Folds the beginning of TEXT. Folding can make a text three times as long, never shorter than a fourth; so
 * this many bytes are enough to fill what is indexed. */
static void fold_beginning(struct str *to, const char *text)
{
    size_t n = strnlen(text, 4 * SEARCH_TEXT_MAX);

    if (text[n]) {
        _cleanup_free_ char *beginning = mem_string_n(text, text_valid(text, n));
        text_fold(to, beginning);
    } else {
        text_fold(to, text);
    }
}

/* Both texts, and the client's word in front, where no cut reaches it. */
static char *row_text(int64_t client_id, const char *subject, const char *body)
{
    struct str text = STR_INIT;

    search_add_client(&text, client_id);
    str_add_char(&text, ' ');
    if (subject)
        fold_beginning(&text, subject);
    str_add_char(&text, '\n');
    if (body)
        fold_beginning(&text, body);
    if (text.len > SEARCH_TEXT_MAX)
        text.s[text_valid(text.s, SEARCH_TEXT_MAX)] = '\0';
    return str_take(&text);
}

static int write_row(struct store *store, const char *text, int64_t id, char *words, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, text, &st, err) < 0) {
        free(words);
        return -1;
    }
    sqlite3_bind_int64(st.stmt, 1, id);
    sqlite3_bind_text(st.stmt, 2, words, -1, free);
    return statement_run(store, st.stmt, err);
}

int search_add(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
               struct err *err)
{
    return write_row(store, sql[ADD], id, row_text(client_id, subject, body), err);
}

int search_remove(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
                  struct err *err)
{
    return write_row(store, sql[REMOVE], id, row_text(client_id, subject, body), err);
}

/* --- queries --- */

/* The index has lists for beginnings of up to four characters. For longer ones FTS5 collects all rows of all
 * words that begin so before it gives the first (20 ms for a word in every thirtieth row of a million); the
 * words one by one it merges as it goes. */
#define MAKE_TERMS "CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, search, 'row')"
#define LISTED     4
#define TERMS_MAX  64

struct query {
    struct store *store;
    struct str text;
    struct err *err;
};

static size_t characters(const char *s, size_t len)
{
    size_t n = 0;

    for (size_t i = 0; i < len; i++)
        n += (s[i] & 0xc0) != 0x80;
    return n;
}

static void add_quoted(struct str *to, const char *word, size_t len)
{
    /* In quotes a word is one word to FTS5, whatever it spells; quotes are no part of words. */
    str_add_char(to, '"');
    str_add_n(to, word, len);
    str_add_char(to, '"');
}

/* A table of this connection alone, which even one that only reads may have. */
static int make_terms(struct store *store, struct err *err)
{
    if (store->mode == STORE_READ)
        return store_exec(store, "PRAGMA query_only = OFF; " MAKE_TERMS "; PRAGMA query_only = ON", err);
    return store_exec(store, MAKE_TERMS, err);
}

/* Appends the words in the index that begin with WORD as alternatives. Returns how many; more than TERMS_MAX
 * are not all there. */
static int add_terms(struct query *query, const char *word, size_t len, struct str *to)
{
    _cleanup_statement_ struct statement st = {0};
    int r, n = 0;

    if (make_terms(query->store, query->err) < 0 ||
        statement_take(query->store, sql[TERMS], &st, query->err) < 0)
        return -1;
    sqlite3_bind_text(st.stmt, 1, word, (int)len, SQLITE_STATIC);
    while ((r = statement_step(query->store, st.stmt, query->err)) > 0 && n++ < TERMS_MAX) {
        str_add(to, n == 1 ? "(" : " OR ");
        add_quoted(to, column_text(st.stmt, 0), (size_t)sqlite3_column_bytes(st.stmt, 0));
    }
    str_add_char(to, ')');
    return r < 0 ? -1 : n;
}

static int add_word(void *ctx, const char *word, size_t len)
{
    struct query *query = ctx;
    _cleanup_str_ struct str terms = STR_INIT;
    int n = characters(word, len) > LISTED ? add_terms(query, word, len, &terms) : 0;

    if (n < 0)
        return -1;
    if (query->text.len)
        str_add(&query->text, " AND ");
    if (n > 0 && n <= TERMS_MAX) {
        str_add(&query->text, terms.s);
    } else {
        add_quoted(&query->text, word, len);
        str_add(&query->text, " *");
    }
    return 0;
}

int search_query(struct store *store, int64_t client_id, const char *words, char **ret, struct err *err)
{
    _cleanup_free_ char *folded = text_fold_new(words);
    struct query query = {.store = store, .err = err};
    _cleanup_str_ struct str client = STR_INIT;

    if (text_words(folded, add_word, &query) < 0) {
        str_done(&query.text);
        return -1;
    }
    if (client_id && query.text.len) {
        search_add_client(&client, client_id);
        str_add(&query.text, " AND ");
        add_quoted(&query.text, client.s, client.len);
    }
    *ret = query.text.len ? str_take(&query.text) : NULL;
    return 0;
}
