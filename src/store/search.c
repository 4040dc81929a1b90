#include "search.h"

#include "cell.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { ADD, REMOVE };
static const char *const sql[] = {
    [ADD] = "INSERT INTO search (rowid, words) VALUES (?1, ?2)",
    [REMOVE] = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?1, ?2)",
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

/* Folds the beginning of TEXT. Folding can make a text three times as long, never shorter than a fourth; so this many
 * bytes are enough to fill what is indexed. */
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

/* A word in quotes is one word to FTS5, whatever it spells; quotes are no part of words. */
static int add_word(void *ctx, const char *word, size_t len)
{
    struct str *query = ctx;

    if (query->len)
        str_add(query, " AND ");
    str_add_char(query, '"');
    str_add_n(query, word, len);
    str_add(query, "\" *");
    return 0;
}

char *search_query(int64_t client_id, const char *words)
{
    _cleanup_free_ char *folded = text_fold_new(words);
    _cleanup_str_ struct str query = STR_INIT;

    text_words(folded, add_word, &query);
    if (query.len == 0)
        return NULL;
    if (client_id) {
        str_add(&query, " AND \"");
        search_add_client(&query, client_id);
        str_add_char(&query, '"');
    }
    return str_take(&query);
}
