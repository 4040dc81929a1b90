#include "references.h"

#include "cell.h"
#include "touched.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/agreement.h"
#include "paletti/core/breach_note.h"
#include "paletti/core/client.h"
#include "paletti/core/dealings.h"
#include "paletti/core/handover.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"
#include "paletti/store/records.h"

/* Whether a record is stored: what references point at. */
enum { HAVE_INTERACTION, HAVE_PACKAGE, HAVE_CONTRACT, HAVE_INVOICE, HAVE_PAYMENT, HAVE_RULE, HAVE_ASK, HAVE_DELIVERY, HAVE_COLLEAGUE, DANGLING, NOTES };
static const char *const sql[] = {
    [HAVE_INTERACTION] = "SELECT 1 FROM interaction WHERE ref = ?1",
    [HAVE_PACKAGE] = "SELECT 1 FROM package WHERE ref = ?1",
    [HAVE_CONTRACT] = "SELECT 1 FROM contract WHERE ref = ?1",
    [HAVE_INVOICE] = "SELECT 1 FROM invoice WHERE ref = ?1",
    [HAVE_PAYMENT] = "SELECT 1 FROM payment WHERE ref = ?1",
    [HAVE_RULE] = "SELECT 1 FROM rule WHERE \"from\" = ?1",
    [HAVE_ASK] = "SELECT 1 FROM ask WHERE ref = ?1",
    [HAVE_DELIVERY] = "SELECT 1 FROM delivery WHERE ref = ?1",
    [HAVE_COLLEAGUE] = "SELECT 1 FROM colleague WHERE ref = ?1",
    /* The one kind of reference that stands inside JSON, where no foreign key can watch it. */
    [DANGLING] = ("SELECT package.ref, payments.value FROM package, json_each(package.payments) AS payments "
                  "WHERE NOT EXISTS (SELECT 1 FROM payment WHERE payment.ref = payments.value)"),
    /* And the one that leads to several tables. */
    [NOTES] = ("SELECT n.ref FROM breach_note AS n WHERE NOT EXISTS (SELECT 1 FROM interaction WHERE ref = n.\"of\") "
               "AND NOT EXISTS (SELECT 1 FROM ask WHERE ref = n.\"of\") "
               "AND NOT EXISTS (SELECT 1 FROM invoice WHERE ref = n.\"of\")"),
};
const struct statements references_statements = {sql, ARRAY_LEN(sql)};

static const struct target {
    const struct model *model;
    int have;
} targets[] = {
    {&model_interaction, HAVE_INTERACTION}, {&model_package, HAVE_PACKAGE}, {&model_contract, HAVE_CONTRACT},
    {&model_invoice, HAVE_INVOICE},         {&model_payment, HAVE_PAYMENT}, {&model_rule, HAVE_RULE},
    {&model_ask, HAVE_ASK},                 {&model_delivery, HAVE_DELIVERY},
    {&model_colleague, HAVE_COLLEAGUE},
};

struct reference {
    const struct model *model; /* whose field it is */
    const struct field *field;
    const struct model *target;
    char *ref;    /* what it points at ... */
    int64_t from; /* ... or a rule's `from` */
    int64_t line;
};

/* What points at a record, by foreign keys: those that lead nowhere. */
#define POINTS(type, field, target, key)                                                                     \
    {                                                                                                        \
#type, "SELECT a.ref, a.\"" field "\" FROM " #type " AS a WHERE a.\"" field "\" IS NOT NULL AND NOT "      \
               "EXISTS (SELECT 1 FROM " target " AS b WHERE b." key " = a.\"" field "\") LIMIT 6"            \
    }
static const struct pointer {
    const char *type, *sql;
} pointers[] = {
    POINTS(client, "member_of", "client", "ref"),
    POINTS(override, "client", "client", "ref"),
    POINTS(told, "client", "client", "ref"),
    POINTS(told, "rule", "rule", "\"from\""),
    POINTS(later, "client", "client", "ref"),
    POINTS(contract, "client", "client", "ref"),
    POINTS(package, "client", "client", "ref"),
    POINTS(package, "contract", "contract", "ref"),
    POINTS(use, "package", "package", "ref"),
    POINTS(use, "interaction", "interaction", "ref"),
    POINTS(invoice, "client", "client", "ref"),
    POINTS(payment, "client", "client", "ref"),
    POINTS(payment, "invoice", "invoice", "ref"),
    POINTS(promise, "client", "client", "ref"),
    POINTS(promise, "invoice", "invoice", "ref"),
    POINTS(expense, "client", "client", "ref"),
    POINTS(meeting, "client", "client", "ref"),
    POINTS(access, "client", "client", "ref"),
    POINTS(refund, "client", "client", "ref"),
    POINTS(refund, "payment", "payment", "ref"),
    POINTS(refund, "package", "package", "ref"),
    POINTS(refund, "repayment", "payment", "ref"),
    POINTS(request, "client", "client", "ref"),
    POINTS(delivery, "client", "client", "ref"),
    POINTS(complaint, "client", "client", "ref"),
    POINTS(complaint, "delivery", "delivery", "ref"),
    POINTS(intake, "client", "client", "ref"),
    POINTS(referral, "client", "client", "ref"),
    POINTS(referral, "colleague", "colleague", "ref"),
    POINTS(lesson, "client", "client", "ref"),
    POINTS(win, "client", "client", "ref"),
    POINTS(review, "client", "client", "ref"),
    POINTS(task, "client", "client", "ref"),
    POINTS(interaction, "recap", "interaction", "ref"),
    POINTS(ask, "client", "client", "ref"),
    POINTS(ask, "interaction", "interaction", "ref"),
    POINTS(draft, "client", "client", "ref"),
    POINTS(farewell, "client", "client", "ref"),
};

struct pending {
    struct reference *v;
    size_t n, cap;
    bool removed;
};

struct pending *pending_new(void)
{
    return mem_zero(1, sizeof(struct pending));
}

void pending_clear(struct pending *pending)
{
    for (size_t i = 0; i < pending->n; i++)
        free(pending->v[i].ref);
    free(pending->v);
    *pending = (struct pending){0};
}

void pending_free(struct pending *pending)
{
    if (!pending)
        return;
    pending_clear(pending);
    free(pending);
}

static struct reference *add(struct store *store, const struct model *model, const struct field *field,
                             const struct model *target, int64_t line)
{
    struct pending *pending = store->pending;

    MEM_GROW(pending->v, pending->n, pending->cap);
    struct reference *reference = &pending->v[pending->n++];
    *reference = (struct reference){.model = model, .field = field, .target = target, .line = line};
    return reference;
}

void references_removed(struct store *store)
{
    store->pending->removed = true;
}

static const char *have_sql(const struct model *model)
{
    for (size_t i = 0; i < ARRAY_LEN(targets); i++)
        if (targets[i].model == model)
            return sql[targets[i].have];
    return NULL;
}

/* A placeholder is no client yet; but what it stands for has been noted, so that noting takes it for one. */
static int have_client(struct store *store, const char *ref, bool placeholder, struct err *err)
{
    struct touched_client *client;

    if (touched_client(store, ref, &client, err) < 0)
        return -1;
    return client->id && (placeholder || !client->placeholder);
}

/* 1: stored; 0: not. REF, or, where it is NULL, the rule of FROM. */
static int have(struct store *store, const struct model *target, const char *ref, int64_t from,
                struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, have_sql(target), &st, err) < 0)
        return -1;
    if (ref)
        bind_text(st.stmt, 1, ref);
    else
        sqlite3_bind_int64(st.stmt, 1, from);
    return statement_step(store, st.stmt, err);
}

static int note_ref(struct store *store, const struct model *model, const struct field *field,
                    const struct model *target, const char *ref, int64_t line, struct err *err)
{
    int r = !ref                      ? 1
            : target == &model_client ? have_client(store, ref, true, err)
                                      : have(store, target, ref, 0, err);

    if (r == 0)
        add(store, model, field, target, line)->ref = mem_string(ref);
    return r < 0 ? -1 : 0;
}

static int note_rule(struct store *store, const struct model *model, const struct field *field, int64_t from,
                     int64_t line, struct err *err)
{
    int r = from == INSTANT_NONE ? 1 : have(store, &model_rule, NULL, from, err);

    if (r == 0)
        add(store, model, field, &model_rule, line)->from = from;
    return r < 0 ? -1 : 0;
}

static int note_field(struct store *store, const struct model *model, const struct field *field,
                      const void *record, int64_t line, struct err *err)
{
    const void *at = field_of(field, record);

    if (field->kind == FIELD_REF && field->model)
        return note_ref(store, model, field, field->model, *(char *const *)at, line, err);
    if (model == &model_told && field->kind == FIELD_INSTANT)
        return note_rule(store, model, field, *(const int64_t *)at, line, err);
    const struct texts *refs = field->kind == FIELD_TEXTS && field->model ? at : NULL;
    for (size_t i = 0; refs && i < refs->n; i++)
        if (note_ref(store, model, field, field->model, refs->v[i], line, err) < 0)
            return -1;
    return 0;
}

int references_note(struct store *store, const struct model *model, const void *record, int64_t line,
                    struct err *err)
{
    if (model == &model_breach_note) {
        const struct breach_note *note = record;
        return note_ref(store, model, model_field(model, "of"), breach_note_target(note), note->of, line, err);
    }
    for (size_t i = 0; i < model->n; i++)
        if (note_field(store, model, &model->fields[i], record, line, err) < 0)
            return -1;
    return 0;
}

static int complain(const struct reference *reference, struct err *err)
{
    char from[CIVIL_INSTANT_SIZE];
    const char *ref = reference->ref ? reference->ref : civil_format_instant(reference->from, from);

    err_set(err, _("%s.%s: \"%s\" is neither in this file nor stored"), reference->model->type,
            reference->field->name, ref);
    return reference->line ? err_prefix(err, _("line %lld"), (long long)reference->line) : -1;
}

static int have_now(struct store *store, const struct reference *reference, struct err *err)
{
    if (reference->target == &model_client)
        return have_client(store, reference->ref, false, err);
    return have(store, reference->target, reference->ref, reference->from, err);
}

static int fail_dangling(void *ctx, const char *fault)
{
    return err_set(ctx, "%s", fault);
}

enum { POINTERS_SHOWN = 5 };

static int add_pointers(struct store *store, const struct pointer *pointer, struct str *to, int *n, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, pointer->sql, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        if ((*n)++ < POINTERS_SHOWN)
            str_printf(to, "%s%s:%s", *n > 1 ? ", " : "", pointer->type, column_text(st.stmt, 0));
    }
    return r;
}

/* SQLite counts the references that lead nowhere as they come and go: looking for them is for the sentence. */
static int check_removed(struct store *store, struct err *err)
{
    _cleanup_str_ struct str list = STR_INIT;
    int open = 0, unused, n = 0;

    sqlite3_db_status(store->db, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &unused, 0);
    if (!open)
        return references_dangling(store, fail_dangling, err, err) != 0 ? -1 : 0;
    for (size_t i = 0; i < ARRAY_LEN(pointers); i++)
        if (add_pointers(store, &pointers[i], &list, &n, err) < 0)
            return -1;
    if (n > POINTERS_SHOWN)
        str_add(&list, _(" and others"));
    return err_set(err, _("other records refer to what was to be removed: %s; nothing was removed. Remove them with "
                          "it, or change them first"),
                   str_text(&list));
}

int store_references(struct store *store, struct err *err)
{
    struct pending *pending = store->pending;

    for (size_t i = 0; i < pending->n; i++) {
        const struct reference *reference = &pending->v[i];
        int r = have_now(store, reference, err);
        if (r < 0)
            return -1;
        if (r == 0)
            return complain(reference, err);
    }
    if (pending->removed && check_removed(store, err) < 0)
        return -1;
    pending_clear(pending);
    return 0;
}

static int notes_dangling(struct store *store, int (*fn)(void *ctx, const char *fault), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[NOTES], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        _cleanup_free_ char *fault =
            str_format(_("breach \"%s\": what it was about is not stored"), column_text(st.stmt, 0));
        r = fn(ctx, fault);
        if (r)
            return r;
    }
    return r;
}

int references_dangling(struct store *store, int (*fn)(void *ctx, const char *fault), void *ctx,
                        struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[DANGLING], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        _cleanup_free_ char *fault = str_format(_("package \"%s\": its payment \"%s\" is not stored"),
                                                column_text(st.stmt, 0), column_text(st.stmt, 1));
        r = fn(ctx, fault);
        if (r)
            return r;
    }
    return r < 0 ? r : notes_dangling(store, fn, ctx, err);
}
