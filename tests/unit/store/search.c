/* Searching: what is found, in which order, and that no text is a command to FTS5. */
#include "fixture.h"

#include "internal.h"

#include "paletti/base/file.h"
#include "paletti/core/interaction.h"
#include "paletti/store/backup.h"
#include "paletti/store/log.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

static void put_text(struct store *store, const char *ref, const char *client, const char *subject,
                     const char *body, int64_t at)
{
    struct interaction entry;

    model_init(&model_interaction, &entry);
    entry.ref = (char *)ref;
    entry.client = (char *)client;
    entry.at = at;
    entry.direction = DIRECTION_IN;
    entry.kind = KIND_MESSAGE;
    entry.subject = (char *)subject;
    entry.body = (char *)body;
    OK(store_put(store, &model_interaction, &entry, 0, NULL, err));
}

static void put_texts(struct store *store)
{
    put_line(store, "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}");
    put_line(store, "{\"type\":\"client\",\"ref\":\"b\",\"name\":\"Blas\"}");
    put_text(store, "1", "a", "Presupuesto del CATÁLOGO", "Hola, ¿qué tal el año?", NOW - 5);
    put_text(store, "2", "b", "El ano y la caña", NULL, NOW - 4);
    put_text(store, "3", "a", NULL, "Perché il catalogo non è pronto?", NOW - 3);
    put_text(store, "4", "b", "STRASSE Ελλάδα ἀρχή", "e-mail: info@ombra.example, factura n.º 12", NOW - 2);
    put_text(store, "5", "a", "", "naïve Ångström œuvre ﬁnal", NOW - 1);
}

static int add_ref(void *ctx, const struct log_row *row)
{
    str_add(ctx, row->ref);
    return 0;
}

static char *found(struct store *store, int64_t client_id, const char *words)
{
    struct log_query query = {.after = INT64_MAX, .now = NOW, .client_id = client_id, .words = words};
    struct str refs = STR_INIT;

    OK(log_each(store, &query, add_ref, &refs, err));
    return str_take(&refs);
}

static void expect_found(struct store *store, int64_t client_id, const char *words, const char *refs)
{
    _cleanup_free_ char *is = found(store, client_id, words);

    ck_assert_msg(strcmp(is, refs) == 0, "\"%s\" finds \"%s\", not \"%s\"", words, is, refs);
}

static void complain(void *ctx, const char *fault)
{
    (void)ctx;
    ck_abort_msg("%s", fault);
}

static void expect_sound(struct store *store)
{
    struct err err = {0};

    must(store_check(store, complain, NULL, &err), &err);
}

static const struct {
    int64_t client_id;
    const char *words, *refs;
} cases[] = {
    {0, "catálogo", "31"},
    {0, "CATALOGO", "31"},
    {0, "cat", "31"},
    {0, "c", "321"},
    {0, "ano", "2"},
    {0, "año", "1"},
    {0, "AÑO", "1"},
    {0, "an", "52"},
    {0, "caña", "2"},
    {0, "cana", ""},
    {0, "perche", "3"},
    {0, "catalogo presup", "1"},
    {0, "presup catalogo", "1"},
    {0, "strasse", "4"},
    {0, "straße", "4"},
    {0, "ελλαδα", "4"},
    {0, "αρχη", "4"},
    {0, "e-mail", "4"},
    {0, "info@ombra.example", "4"},
    {0, "12", "4"},
    {0, "naive", "5"},
    {0, "angstrom", "5"},
    {0, "xyz", ""},
    {0, "", "54321"},
    {0, "  ", "54321"},
    {0, "!?", ""},
    {1, "catalogo", "31"},
    {2, "catalogo", ""},
    {2, "e", "42"},
    {1, "", "531"},
    {0, "an\xcc\x83o", "1"},
    {0, "ca\xcc\x81talogo", "31"},
};

static void expect_cases(struct store *store)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        expect_found(store, cases[i].client_id, cases[i].words, cases[i].refs);
}

START_TEST(finds)
{
    STORE;

    OK(store_begin(store, err));
    put_texts(store);
    expect_cases(store); /* what is not committed yet, too */
    OK(store_commit(store, err));
    expect_cases(store);
    expect_sound(store);
}
END_TEST

/* The same whether rows are indexed one by one, all at the end, or behind a log that is there already. */
START_TEST(finds_after_bulk)
{
    STORE;

    OK(store_begin(store, err));
    OK(store_bulk_begin(store, err));
    put_texts(store);
    OK(store_bulk_end(store, err));
    expect_cases(store);
    OK(store_commit(store, err));
    expect_cases(store);
    expect_sound(store);

    OK(store_begin(store, err));
    OK(store_bulk_begin(store, err));
    put_text(store, "2", "b", "cambiado", NULL, NOW - 4);
    put_text(store, "6", "a", "nuevo", NULL, NOW);
    put_text(store, "6", "a", "novísimo", NULL, NOW);
    put_text(store, "7", "a", "retirado", NULL, NOW);
    ck_assert_int_eq(store_remove(store, &model_interaction, "7", NULL), 0);
    put_text(store, "0", "b", "cambiado antes", NULL, NOW - 9);
    OK(store_commit(store, err)); /* ends it */
    expect_found(store, 0, "cambiado", "20");
    expect_found(store, 0, "caña", "");
    expect_found(store, 0, "novisimo", "6");
    expect_found(store, 0, "nuevo", "");
    expect_found(store, 0, "retirado", "");
    expect_found(store, 0, "catalogo", "31");
    expect_sound(store);
    ck_assert_int_eq(
        store_integer(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'interaction_client'", 0, 0),
        1);

    /* Rolled back: as before. */
    OK(store_begin(store, err));
    OK(store_bulk_begin(store, err));
    put_text(store, "8", "a", "nunca", NULL, NOW);
    store_rollback(store);
    expect_found(store, 0, "nunca", "");
    expect_sound(store);
}
END_TEST

START_TEST(changes)
{
    STORE;

    OK(store_begin(store, err));
    put_texts(store);
    put_text(store, "1", "a", "otra cosa", NULL, NOW - 5);
    put_text(store, "2", "a", "El ano y la caña", NULL, NOW - 4);
    put_text(store, "3", "a", NULL, "Perché il catalogo non è pronto?", NOW);
    ck_assert_int_eq(store_remove(store, &model_interaction, "4", NULL), 0);
    OK(store_commit(store, err));
    expect_found(store, 0, "presupuesto", "");
    expect_found(store, 0, "otra", "1");
    expect_found(store, 1, "ano", "2");
    expect_found(store, 2, "ano", "");
    expect_found(store, 0, "catalogo", "3");
    expect_found(store, 0, "e", "32");
    expect_found(store, 0, "strasse", "");
    expect_sound(store);
}
END_TEST

/* FTS5's own syntax, SQL, and everything else that could mean something. */
START_TEST(hostile_words)
{
    STORE;
    static const char *const words[] = {
        "\"",
        "\"\"",
        "a\"b",
        "catalogo\" OR \"e",
        "NEAR(a b)",
        "a AND NOT b",
        "words : x",
        "{words} : x",
        "^a",
        "a*",
        "* *",
        "(((",
        "a + b",
        "-a",
        "'; DROP TABLE client; --",
        "%s%n",
        "\x01\x02",
        "\xff\xfe",
        "a\xcc",
        "\xee\x80\x80z",
        "NOT",
        "OR OR",
        "\xf3\xa0\x80\x81",
        "a.b.c",
        "C:\\x",
        "$(id)",
        "\n\r\t",
        "ﷺ",
        "\xe2\x80\xae",
    };

    OK(store_begin(store, err));
    put_texts(store);
    OK(store_commit(store, err));
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        /* Nothing to find; but no error either. */
        free(found(store, 0, words[i]));
        free(found(store, 1, words[i]));
    }
    expect_found(store, 0, "e AND NOT catalogo", "");
    expect_found(store, 0, "a.b.c", "");
    ck_assert_int_eq(store_count(store, model_find("client")), 2);
    expect_sound(store);
}
END_TEST

/* The code point after RUNE: every one below U+3000, then some. */
static int32_t next_rune(int32_t rune)
{
    rune += rune < 0x3000 ? 1 : 89;
    return rune >= 0xd800 && rune < 0xe000 ? 0xe000 : rune;
}

static char *rune_between(const char *before, int32_t rune, const char *after)
{
    struct str text = STR_INIT;

    str_add(&text, before);
    str_add_rune(&text, rune);
    str_add(&text, after);
    return str_take(&text);
}

static bool is_letter(int32_t rune)
{
    utf8proc_category_t category = utf8proc_category(rune);

    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* Whatever stands in a word: FTS5 takes it for one word as the query does (two would be a phrase, which this
 * index cannot answer), and a letter that is stored is found. */
START_TEST(every_letter)
{
    STORE;

    OK(store_begin(store, err));
    put_line(store, "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}");
    for (int32_t rune = 0x80; rune < 0x110000; rune = next_rune(rune)) {
        _cleanup_free_ char *text = rune_between("a", rune, "b"), *ref = str_format("%x ", (unsigned)rune);
        if (is_letter(rune))
            put_text(store, ref, "a", text, NULL, NOW - rune);
    }
    OK(store_commit(store, err));
    for (int32_t rune = 0x80; rune < 0x110000; rune = next_rune(rune)) {
        _cleanup_free_ char *text = rune_between("a", rune, "b"), *ref = str_format("%x ", (unsigned)rune);
        _cleanup_free_ char *refs = found(store, 0, text);
        ck_assert_msg(!is_letter(rune) || strstr(refs, ref), "U+%04X: \"%s\"", (unsigned)rune, refs);
    }
}
END_TEST

/* Of a long body the beginning is indexed; it can be changed and removed like any other. */
START_TEST(long_body)
{
    STORE;
    _cleanup_str_ struct str body = STR_INIT;

    str_add(&body, "principio ");
    while (body.len < 10 << 20)
        str_add(&body, "áéíóú ñandú ");
    str_add(&body, "final");
    OK(store_begin(store, err));
    put_line(store, "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}");
    put_text(store, "1", "a", NULL, body.s, NOW);
    OK(store_commit(store, err));
    expect_found(store, 0, "principio nandu", "");
    expect_found(store, 0, "principio ñandu", "1");
    expect_found(store, 0, "final", "");
    OK(store_begin(store, err));
    put_text(store, "1", "a", "corto", NULL, NOW);
    OK(store_commit(store, err));
    expect_found(store, 0, "principio", "");
    expect_found(store, 0, "corto", "1");
    expect_sound(store);
}
END_TEST

/* Beginnings longer than the index has lists for: of few words, and of more than are asked for one by one. */
START_TEST(long_beginnings)
{
    FOLDER;
    {
        _cleanup_(store_close_p) struct store *store = store_make(folder, STORE_WRITE);
        OK(store_begin(store, err));
        put_line(store, "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}");
        for (int i = 0; i < 75; i++) {
            char ref[2] = {(char)('0' + i), 0};
            _cleanup_free_ char *text = str_format("palabra%d señoría", i);
            put_text(store, ref, "a", text, NULL, NOW - i);
        }
        OK(store_commit(store, err));
    }
    _cleanup_(store_close_p) struct store *store = store_make(folder, STORE_READ);
    _cleanup_free_ char *all = found(store, 0, "palabra"), *ten = found(store, 0, "palabra1"),
                        *in = found(store, 1, "palab");
    ck_assert_uint_eq(strlen(all), 75);
    ck_assert_uint_eq(strlen(ten), 11);
    ck_assert_uint_eq(strlen(in), 75);
    ck_assert_int_eq(all[0], '0');
    expect_found(store, 0, "palabra74 señor", "z");
    expect_found(store, 0, "palabra745", "");
    expect_found(store, 0, "palabrx", "");
    expect_found(store, 0, "senor", "");
}
END_TEST

START_TEST(tidy)
{
    STORE;
    int r, n = 0;

    OK(store_begin(store, err));
    put_texts(store);
    OK(store_commit(store, err));
    for (int i = 0; i < 200; i++) {
        OK(store_begin(store, err));
        char ref[16];
        snprintf(ref, sizeof ref, "t%d", i);
        put_text(store, ref, "a", "palabras sueltas", NULL, NOW - 1000 - i);
        OK(store_commit(store, err));
    }
    struct err err = {0};
    while ((r = store_tidy(store, &err)) > 0)
        ck_assert_int_lt(n++, 10000);
    must(r, &err);
    ck_assert_int_gt(n, 0);
    ck_assert_int_eq(store_tidy(store, &err), 0);
    expect_found(store, 0, "catalogo", "31");
    expect_found(store, 0, "naive", "5");
    expect_sound(store);
}
END_TEST

RUN_TESTS("search", finds, finds_after_bulk, changes, hostile_words, every_letter, long_body, long_beginnings,
          tidy);
