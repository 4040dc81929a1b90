/* Forms: records as texts and back. */
#include "fixture.h"

#include "../record/fixture.h"
#include "form_inside.h"

#include "paletti/app/entry.h"
#include "paletti/app/form.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"

#include <string.h>

#define ALL TEST_DATA "/records.jsonl"

static struct trial t;

/* A file with the lines of LINES. */
static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, lines);
}

/* All but the version that never opens, which no file takes. */
static void begin_all(void)
{
    char *lines = trial_read(ALL), *never = strstr(lines, "\"zone\":\"Europe/Rome\",\"hours\":{}");

    ck_assert_ptr_nonnull(never);
    while (never[-1] != '\n')
        never--;
    char *behind = strchr(never, '\n') + 1;
    memmove(never, behind, strlen(behind) + 1);
    begin(lines);
    free(lines);
}

static void end(void)
{
    trial_done(&t);
}

static struct form *edit(const char *type, const char *ref)
{
    struct form *form = NULL;
    int r = form_edit(t.app, type, ref, &form, &t.err);

    ck_assert_msg(r == 0, "%s %s: %d %s", type, ref, r, t.err.text);
    return form;
}

static struct form *new(const char *type, const char *client)
{
    struct form *form = NULL;

    ck_assert_msg(form_new(t.app, type, client, &form, &t.err) == 0, "%s: %s", type, t.err.text);
    return form;
}

static void set(struct form *form, const char *name, const char *text)
{
    size_t i = form_find(form, name);

    ck_assert_uint_lt(i, form_count(form));
    ck_assert_msg(form_set(form, i, text, &t.err) == 0, "%s: %s", name, t.err.text);
}

static const char *text(const struct form *form, const char *name)
{
    size_t i = form_find(form, name);

    ck_assert_uint_lt(i, form_count(form));
    return form_text(form, i);
}

static char *save(struct form *form)
{
    char *ref = NULL;
    unsigned changes;
    size_t field;

    ck_assert_msg(form_save(form, &ref, &changes, &field, &t.err) == 0, "%s", t.err.text);
    return ref;
}

static void refused(struct form *form, const char *field_name, const char *says)
{
    char *ref;
    unsigned changes;
    size_t field;

    ck_assert_int_eq(form_save(form, &ref, &changes, &field, &t.err), -1);
    ck_assert_msg(strstr(t.err.text, says) != NULL, "%s", t.err.text);
    ck_assert_str_eq(field < form_count(form) ? form_field(form, field)->name : "", field_name);
}

/* --- the same bytes --- */

static void save_untouched(const struct model *model, const char *name)
{
    struct form *form = edit(model->type, name);

    ck_assert(!form_changed(form));
    free(save(form));
    form_free(form);
}

static int save_each(void *ctx, const char *type, const char *ref)
{
    (void)ctx;
    if (!model_find(type)->frozen)
        save_untouched(model_find(type), ref);
    return 0;
}

/* Each line's type and name, from the export. */
static void each_record(const char *export, int (*fn)(void *ctx, const char *type, const char *ref), void *ctx)
{
    for (const char *line = export; *line; line = strchr(line, '\n') + 1) {
        const struct model *model;
        void *record;
        char from[CIVIL_INSTANT_SIZE];
        ck_assert_int_eq(record_parse(line, strcspn(line, "\n"), NULL, &model, &record, &t.err), 0);
        const char *ref = model_ref(model, record);
        if (str_equal(model->type, "rule"))
            ref = civil_format_instant(field_number(model_field(model, "from"), record), from);
        fn(ctx, model->type, ref);
        record_free(model, record);
    }
}

START_TEST(untouched_is_the_same)
{
    begin_all();
    char *before = mem_string(trial_ok(&t, "export", "--format", "jsonl", NULL));
    each_record(before, save_each, NULL);
    ck_assert_str_eq(trial_ok(&t, "export", "--format", "jsonl", NULL), before);
    free(before);
    end();
}
END_TEST

/* A field written out and read into an empty record is the same field. */
static void check_texts(const struct texting *texting, const struct model *model, const char *type, const char *of,
                        const void *record, bool known)
{
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        _cleanup_free_ char *name = of ? str_format("%s.%s", of, field->name) : mem_string(field->name);
        const struct field_words *words = field_words(type, name);
        _cleanup_str_ struct str written = STR_INIT, again = STR_INIT;
        /* A ref that is made is not typed; and what a random ref points at is not stored. */
        if (field->flags & FIELD_MADE)
            continue;
        if (field->model && (field->kind == FIELD_REF || field->kind == FIELD_TEXTS) && !known)
            continue;
        if (field->kind == FIELD_OBJECT) {
            check_texts(texting, field->model, type, field->name, field_of(field, record), known);
            continue;
        }
        text_write(texting, field, words, record, &written);
        const char *said = str_text(&written);
        size_t len = strlen(said);
        /* Blanks at the ends of a text are not typed. */
        if (!len || (field->kind == FIELD_TEXT && (strchr(" \t\r\n", *said) || strchr(" \t\r\n", said[len - 1]))))
            continue;
        void *back = form_record_new(model);
        struct err err = {""};
        ck_assert_msg(text_read(texting, field, words, said, back, &err) == 0, "%s.%s: %s: %s", type, name, said,
                      err.text);
        text_write(texting, field, words, back, &again);
        ck_assert_msg(str_equal(str_text(&again), said), "%s.%s: %s became %s", type, name, said, str_text(&again));
        void *both = form_record_new(model);
        model_copy(model, record, both);
        field_copy(field, back, both);
        model_normalise(model, both);
        if (!str_equal(said, " ")) {
            _cleanup_str_ struct str a = STR_INIT, b = STR_INIT;
            record_write(&a, model, record);
            record_write(&b, model, both);
            ck_assert_msg(str_equal(str_text(&a), str_text(&b)), "%s.%s as \"%s\":\n%s\n%s", type, name, said,
                          str_text(&a), str_text(&b));
        }
        record_free(model, both);
        record_free(model, back);
    }
}

static void check_line(const char *line, const struct texting *texting)
{
    const struct model *model;
    void *record;

    ck_assert_int_eq(record_parse(line, strcspn(line, "\n"), NULL, &model, &record, &t.err), 0);
    if (!model->frozen)
        check_texts(texting, model, model->type, NULL, record, true);
    record_free(model, record);
}

START_TEST(texts_are_read_again)
{
    begin_all();
    struct texting texting = texting_init(t.app);
    char *lines = trial_read(ALL);
    for (const char *line = lines; *line; line = strchr(line, '\n') + 1)
        check_line(line, &texting);
    free(lines);
    end();
}
END_TEST

/* Whatever a record may hold: control characters, quotation marks, separators. */
START_TEST(random_texts_are_read_again)
{
    unsigned seed = 4711;

    begin_all();
    struct texting texting = texting_init(t.app);
    size_t n = 0;
    while (models[n])
        n++;
    for (size_t i = 0; i < 6000; i++) {
        const struct model *model = models[i % n];
        if (model->frozen)
            continue;
        void *record = mem_alloc(model->size);
        random_record(model, &seed, record);
        check_texts(&texting, model, model->type, NULL, record, false);
        record_free(model, record);
    }
    end();
}
END_TEST

/* --- what people type --- */

START_TEST(an_invoice)
{
    begin(RULES ADA);
    struct form *form = new ("invoice", "ada");
    ck_assert_str_eq(form_title(form), "new: invoice: Ada Quill");
    ck_assert_str_eq(text(form, "client"), "Ada Quill");
    ck_assert_str_eq(text(form, "issued_on"), "2026-11-16");
    refused(form, "number", "number: is missing");
    set(form, "number", "INV-7");
    refused(form, "amount", "amount: is missing (with taxes: 320 EUR)");
    set(form, "amount", "1.234,5");
    set(form, "due_on", "friday");
    _cleanup_str_ struct str meaning = STR_INIT;
    form_meaning(form, form_find(form, "amount"), &meaning);
    form_meaning(form, form_find(form, "due_on"), &meaning);
    ck_assert_str_eq(str_text(&meaning), "1,234.50 EURFri 20 Nov");
    ck_assert(form_changed(form));
    char *ref = save(form);
    ck_assert(!form_changed(form));
    ck_assert_str_eq(form_title(form), "invoice: Ada Quill");
    _cleanup_free_ char *line = str_format("{\"type\":\"invoice\",\"ref\":\"%s\",\"client\":\"ada\",\"number\":"
                                           "\"INV-7\",\"amount\":{\"amount\":\"1234.50\",\"currency\":\"EUR\"},"
                                           "\"issued_on\":\"2026-11-16\",\"due_on\":\"2026-11-20\"}\n",
                                           ref);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "export", "--format", "jsonl", NULL), line));
    free(ref);
    form_free(form);
    end();
}
END_TEST

START_TEST(a_call_comes_by_phone)
{
    begin(RULES ADA);
    struct form *form = new ("interaction", "ada");
    ck_assert_str_eq(text(form, "channel"), "e-mail");
    set(form, "kind", "llamada");
    ck_assert_str_eq(text(form, "channel"), "phone");
    set(form, "kind", "work");
    ck_assert_str_eq(text(form, "channel"), "");
    set(form, "channel", "whatsapp");
    set(form, "kind", "message");
    ck_assert_str_eq(text(form, "channel"), "whatsapp");
    form_free(form);
    end();
}
END_TEST

static const char *preview(int (*fn)(struct app *app, const char *client, const char *line, struct str *to,
                                     struct err *err),
                           const char *line, struct str *to)
{
    str_clear(to);
    int r = fn(t.app, "ada", line, to, &t.err);
    if (r < 0)
        str_printf(to, "! %s", t.err.text);
    else if (r > 0)
        str_add(to, " ...");
    return str_text(to);
}

START_TEST(lines_while_they_are_typed)
{
    _cleanup_str_ struct str s = STR_INIT;

    begin(RULES ADA "{\"type\":\"invoice\",\"ref\":\"v\",\"client\":\"ada\",\"number\":\"INV-7\",\"amount\":{"
                    "\"amount\":\"320.00\",\"currency\":\"EUR\"},\"issued_on\":\"2026-11-01\"}\n");
    ck_assert_str_eq(preview(entry_preview, "fri 17:50 in email 25m wants a header", &s),
                     "Fri 13 Nov 17:50, from them, e-mail, 25 min: wants a header");
    ck_assert_str_eq(preview(entry_preview, "call in hello", &s), "Mon 16 Nov 10:15, call from them, phone: hello");
    ck_assert_str_eq(preview(entry_preview, "work 2h", &s), "Mon 16 Nov 10:15, work, 2 h 00");
    ck_assert_str_eq(preview(entry_preview, "ayer cal", &s),
                     "Sun 15 Nov 12:00: what was it? in, out, call, meeting, note or work; promise, request, delivery, "
                     "complaint, expense, win, lesson, task ...");
    ck_assert_str_eq(preview(entry_preview, "", &s),
                     "what was it? in, out, call, meeting, note or work; promise, request, delivery, complaint, expense, "
                     "win, lesson, task ...");
    ck_assert_ptr_nonnull(strstr(preview(entry_preview, "tomorrow in x", &s), "! that lies in the future"));
    ck_assert_ptr_nonnull(strstr(preview(entry_preview, "foo bar", &s), "! \"foo\" is none of in"));
    ck_assert_str_eq(preview(pay_preview, "yesterday 100 transfer", &s),
                     "100.00 EUR, Sun 15 Nov, transfer: INV-7 (320.00 EUR left to pay)");
    ck_assert_str_eq(preview(pay_preview, "10 mar 1200 USD none", &s), "1,200.00 USD, Tue 10 Mar: for no invoice");
    ck_assert_ptr_nonnull(strstr(preview(pay_preview, "ieri", &s), "how much?"));
    ck_assert_ptr_nonnull(strstr(preview(pay_preview, "20 INV-9", &s), "! no invoice of theirs"));
    end();
}
END_TEST

START_TEST(changed_meanwhile)
{
    begin(RULES ADA);
    struct form *form = edit("client", "ada");
    char *ref;
    unsigned changes;
    size_t field;
    set(form, "notes", "mine");
    trial_put(&t, "{\"type\":\"client\",\"ref\":\"ada\",\"name\":\"Ada Quill\",\"label\":\"theirs\"}\n");
    ck_assert_int_eq(form_save(form, &ref, &changes, &field, &t.err), 1);
    ck_assert_ptr_null(strstr(trial_ok(&t, "export", "--format", "jsonl", NULL), "mine"));
    free(save(form));
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "export", "--format", "jsonl", NULL), "\"notes\":\"mine\""));
    form_free(form);
    end();
}
END_TEST

START_TEST(the_first_page)
{
    trial_init(&t);
    trial_put(&t, ADA BLAS "{\"type\":\"client\",\"ref\":\"gone\",\"name\":\"Gone\",\"state\":\"left\"}\n");
    struct form *form = NULL;
    ck_assert_int_eq(form_setup(t.app, &form, &t.err), 0);
    ck_assert_str_eq(text(form, "hours"), "mon-fri 09:00-18:00");
    ck_assert_str_eq(text(form, "reply_window"), "72h");
    refused(form, "name", "my name: is missing");
    set(form, "name", "Nora");
    set(form, "email", "nora@palabra.example, n@estudio.example");
    set(form, "zone", "madrid");
    set(form, "hours", "lun-vie 9:30-13:30 y 15-18; sáb 10-12");
    set(form, "told_on", "today");
    free(save(form));
    ck_assert_str_eq(text(form, "told_on"), "");
    free(save(form));
    const char *lines = trial_ok(&t, "export", "--format", "jsonl", NULL);
    ck_assert_ptr_nonnull(strstr(lines, "{\"type\":\"me\",\"name\":\"Nora\",\"email\":[\"nora@palabra.example\","
                                        "\"n@estudio.example\"],\"zone\":\"Europe/Madrid\"}\n"));
    ck_assert_ptr_nonnull(strstr(lines, "{\"type\":\"rule\",\"from\":\"2026-11-15T23:00:00Z\",\"zone\":"
                                        "\"Europe/Madrid\",\"hours\":{\"mon\":[\"09:30-13:30\",\"15:00-18:00\"],"));
    size_t told = 0;
    for (const char *at = lines; (at = strstr(at, "\"type\":\"told\"")); at++)
        told++;
    ck_assert_uint_eq(told, 2);
    form_free(form);
    end();
}
END_TEST

TRIAL_MAIN("forms", untouched_is_the_same, texts_are_read_again, random_texts_are_read_again, an_invoice, a_call_comes_by_phone,
           lines_while_they_are_typed, changed_meanwhile, the_first_page)
