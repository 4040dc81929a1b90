#include "paletti/base/text.h"

#include "paletti/base/mem.h"
#include "run.h"
#include "utf8.h"

#include <sqlite3.h>
#include <string.h>

static const struct {
    const char *text, *folded;
} folds[] = {
    {"", ""},
    {"ABCXYZ abc 019 @[`{", "abcxyz abc 019 @[`{"},
    {"Ñandú", "ñandu"},
    {"ÑANDÚ", "ñandu"},
    {"N\u0303andu\u0301", "ñandu"},
    {"año", "año"},
    {"an\u0303o", "año"},
    {"ano", "ano"},
    {"n\u0323\u0303", "ñ"}, /* with a dot below, in either order */
    {"n\u0303\u0323", "ñ"},
    {"n\u0303\u0303", "ñ"},
    {"n\u0301\u0303", "ñ"},
    {"n\u0301", "n"},
    {"a\u0303 õ ã", "a o a"}, /* the tilde of no other letter */
    {"n \u0303", "n "},
    {"Müller", "muller"},
    {"perché È città", "perche e citta"},
    {"ça", "ca"},
    {"Straße STRASSE", "strasse strasse"},
    {"ẞ", "ss"},
    {"Øre Łódź", "øre łodz"},
    {"İstanbul ISTANBUL", "istanbul istanbul"},
    {"ı", "ı"},
    {"ﬁn", "fin"},
    {"ΌΣΟΣ όσος", "οσοσ οσοσ"},
    {"Ёлка", "елка"},
    {"Å \u212B", "a a"},
    {"漢字", "漢字"},
    {"한", "\u1112\u1161\u11AB"},
    {"👍🏽", "👍🏽"},
    {"\u2764\uFE0F", "\u2764"},
    {"a\xFFZ", "a\uFFFDz"},
    {"\u0301", ""},
    {"don't", "don't"},
};

START_TEST(folding)
{
    for (size_t i = 0; i < ARRAY_LEN(folds); i++) {
        _cleanup_free_ char *folded = text_fold_new(folds[i].text);
        ck_assert_str_eq(folded, folds[i].folded);
        _cleanup_free_ char *again = text_fold_new(folded);
        ck_assert_str_eq(again, folded);
    }
}
END_TEST

/* In this order, byte by byte. */
START_TEST(sort_keys)
{
    static const char *const names[] = {"Nube", "Núñez", "ñandú", "Ñoño", "Oca", "Zeta"};

    for (size_t i = 1; i < ARRAY_LEN(names); i++) {
        _cleanup_free_ char *before = text_sort_key(names[i - 1]), *after = text_sort_key(names[i]);
        ck_assert_msg(strcmp(before, after) < 0, "%s comes behind %s", names[i - 1], names[i]);
    }
    _cleanup_free_ char *plain = text_sort_key("Acme & Söhne");
    ck_assert_str_eq(plain, "acme & sohne");
}
END_TEST

/* A name that is typed to confirm something. */
START_TEST(same)
{
    ck_assert(text_same(" quejumbre & hijos\n", "Quejumbre & Hijos"));
    ck_assert(text_same("NUNO PEREZ", "Nuno Pérez"));
    ck_assert(!text_same("Quejumbre", "Quejumbre & Hijos"));
    ck_assert(!text_same("Ano", "Año"));
    ck_assert(!text_same("", ""));
    ck_assert(!text_same(NULL, "Acme"));
    ck_assert(!text_same("", NULL));
}
END_TEST

START_TEST(folding_appends)
{
    _cleanup_str_ struct str to = STR_INIT;

    text_fold(&to, "n");
    text_fold(&to, "\u0303"); /* a new text: no n of its own */
    text_fold(&to, "É");
    ck_assert_str_eq(to.s, "ne");
}
END_TEST

START_TEST(folding_twice_changes_nothing)
{
    for (int32_t rune = 1; rune <= 0x10FFFF; rune = next_assigned(rune)) {
        char text[UTF8_MAX + 1] = "";
        _cleanup_str_ struct str once = STR_INIT, twice = STR_INIT;
        utf8_put(rune, text);
        text_fold(&once, text);
        text_fold(&twice, str_text(&once));
        if (!str_equal(str_text(&once), str_text(&twice)) ||
            text_valid(str_text(&once), once.len) != once.len)
            ck_abort_msg("U+%04X", (unsigned)rune);
    }
}
END_TEST

/* Writes "[word]" for each, and stops after the word "stop". */
static int note_word(void *ctx, const char *word, size_t len)
{
    struct str *to = ctx;

    str_printf(to, "[%.*s]", (int)len, word);
    return len == 4 && memcmp(word, "stop", 4) == 0 ? 7 : 0;
}

START_TEST(splitting)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"", ""},
        {"   ", ""},
        {"factura 2026/14", "[factura][2026][14]"},
        {"el niño, la niña", "[el][niño][la][niña]"},
        {"don't", "[don][t]"},
        {"a_b-c@d.example", "[a][b][c][d][example]"},
        {"¿qué? €5", "[qué][5]"},
        {"漢字 x", "[漢字][x]"},
        {"½ ⅷ", "[½][ⅷ]"},
        {"\uE000", "[\uE000]"},
        {"🙂hola🤝acme", "[hola][acme]"},
        {"\xFFz", "[z]"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str to = STR_INIT;
        ck_assert_int_eq(text_words(cases[i].text, note_word, &to), 0);
        ck_assert_str_eq(str_text(&to), cases[i].words);
    }
}
END_TEST

START_TEST(splitting_stops_when_told)
{
    _cleanup_str_ struct str to = STR_INIT;

    ck_assert_int_eq(text_words("go stop on", note_word, &to), 7);
    ck_assert_str_eq(to.s, "[go][stop]");
}
END_TEST

struct tokenizer {
    sqlite3 *db;
    fts5_tokenizer calls;
    Fts5Tokenizer *self;
};

static void tokenizer_open(struct tokenizer *t)
{
    const char *args[] = {"remove_diacritics", "0"};
    fts5_api *api = NULL;
    sqlite3_stmt *stmt;
    void *context;

    ck_assert_int_eq(sqlite3_open(":memory:", &t->db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(t->db, "SELECT fts5(?1)", -1, &stmt, NULL), SQLITE_OK);
    sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    ck_assert_ptr_nonnull(api);
    ck_assert_int_eq(api->xFindTokenizer(api, "unicode61", &context, &t->calls), SQLITE_OK);
    ck_assert_int_eq(t->calls.xCreate(context, args, 2, &t->self), SQLITE_OK);
}

static void tokenizer_close(struct tokenizer *t)
{
    t->calls.xDelete(t->self);
    sqlite3_close(t->db);
}

static int note_token(void *ctx, int flags, const char *token, int n, int begin, int end)
{
    (void)flags, (void)begin, (void)end;
    note_word(ctx, token, (size_t)n);
    return SQLITE_OK;
}

/* Each code point between two letters, folded: what we call a word is one token, the same bytes, for FTS5.
 * (The other way round it need not be: symbols younger than SQLite's Unicode 6.1 are letters to it.) */
START_TEST(each_word_is_one_token_of_fts5)
{
    struct tokenizer t;

    tokenizer_open(&t);
    for (int32_t rune = 1; rune <= 0x10FFFF; rune = next_assigned(rune)) {
        char text[UTF8_MAX + 3] = "a";
        _cleanup_str_ struct str folded = STR_INIT, words = STR_INIT, spaced = STR_INIT, tokens = STR_INIT;
        if (rune >= 0xD800 && rune <= 0xDFFF)
            continue;
        text[1 + utf8_put(rune, text + 1)] = 'b';
        text_fold(&folded, text);
        text_words(folded.s, note_word, &words);
        for (const char *s = str_text(&words); *s; s++)
            str_add_char(&spaced, *s == '[' || *s == ']' ? ' ' : *s);
        t.calls.xTokenize(t.self, &tokens, FTS5_TOKENIZE_DOCUMENT, spaced.s, (int)spaced.len, note_token);
        if (!str_equal(str_text(&words), str_text(&tokens)))
            ck_abort_msg("U+%04X: %s, FTS5 says %s", (unsigned)rune, str_text(&words), str_text(&tokens));
    }
    tokenizer_close(&t);
}
END_TEST

/* Latin, Greek and Cyrillic, which the people of the three languages write: both ways. */
START_TEST(european_text_splits_as_fts5_splits_it)
{
    struct tokenizer t;

    tokenizer_open(&t);
    for (int32_t rune = 1; rune < 0x0530; rune++) {
        static const int32_t unassigned[] = {0x378, 0x379, 0x380, 0x381, 0x382, 0x383, 0x38B, 0x38D, 0x3A2};
        char text[UTF8_MAX + 3] = "a";
        bool skip = false;
        for (size_t i = 0; i < ARRAY_LEN(unassigned); i++)
            skip |= rune == unassigned[i];
        _cleanup_str_ struct str folded = STR_INIT, words = STR_INIT, tokens = STR_INIT;
        if (skip)
            continue;
        text[1 + utf8_put(rune, text + 1)] = 'b';
        text_fold(&folded, text);
        text_words(folded.s, note_word, &words);
        t.calls.xTokenize(t.self, &tokens, FTS5_TOKENIZE_DOCUMENT, folded.s, (int)folded.len, note_token);
        if (!str_equal(str_text(&words), str_text(&tokens)))
            ck_abort_msg("U+%04X: %s, FTS5 says %s", (unsigned)rune, str_text(&words), str_text(&tokens));
    }
    tokenizer_close(&t);
}
END_TEST

RUN_TESTS("fold", folding, sort_keys, same, folding_appends, folding_twice_changes_nothing, splitting,
          splitting_stops_when_told, each_word_is_one_token_of_fts5, european_text_splits_as_fts5_splits_it);
