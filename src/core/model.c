#include "paletti/core/model.h"
#include "kind.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/agreement.h"
#include "paletti/core/breach_note.h"
#include "paletti/core/client.h"
#include "paletti/core/dealings.h"
#include "paletti/core/decision_record.h"
#include "paletti/core/dispatch.h"
#include "paletti/core/draft.h"
#include "paletti/core/farewell.h"
#include "paletti/core/handover.h"
#include "paletti/core/intake.h"
#include "paletti/core/interaction.h"
#include "paletti/core/later.h"
#include "paletti/core/learning.h"
#include "paletti/core/me.h"
#include "paletti/core/refunding.h"
#include "paletti/core/rule.h"
#include "paletti/core/sequence.h"

#include <string.h>

const struct model *const models[] = {
    &model_me,          &model_profile,   &model_rate,     &model_rule,        &model_client,
    &model_colleague,   &model_override,  &model_told,     &model_contract,    &model_package,
    &model_use,         &model_invoice,   &model_payment,  &model_promise,     &model_expense,
    &model_meeting,     &model_access,    &model_refund,   &model_request,  &model_delivery,    &model_complaint,
    &model_intake,      &model_referral,  &model_lesson,   &model_win,         &model_review,
    &model_task,        &model_interaction, &model_ask,    &model_breach_note, &model_draft,
    &model_decision,    &model_farewell,  &model_sequence,  &model_dispatch,  NULL,
};

const struct model *model_find(const char *type)
{
    for (const struct model *const *model = models; *model; model++)
        if (str_equal((*model)->type, type))
            return *model;
    static const struct model *const internal[] = {&model_later, &model_deciding};
    for (size_t i = 0; i < ARRAY_LEN(internal); i++)
        if (str_equal(internal[i]->type, type))
            return internal[i];
    return NULL;
}

const struct field *model_field(const struct model *model, const char *name)
{
    for (size_t i = 0; i < model->n; i++)
        if (str_equal(model->fields[i].name, name))
            return &model->fields[i];
    return NULL;
}

/* The `bool` beside a member that tells absent from empty. */
static bool *given_of(const struct field *field, const void *record)
{
    return field->flags & FIELD_GIVEN ? (bool *)((char *)record + field->given) : NULL;
}

bool field_absent(const struct field *field, const void *record)
{
    const bool *given = given_of(field, record);
    if (given)
        return !*given;
    return field_ops(field)->absent(field, field_of(field, record));
}

static void field_init(const struct field *field, void *record)
{
    const struct field_ops *ops = field_ops(field);
    if (ops->init)
        ops->init(field, field_of(field, record));
    else
        memset(field_of(field, record), 0, ops->size);
    bool *given = given_of(field, record);
    if (given)
        *given = false;
}

void model_init(const struct model *model, void *record)
{
    memset(record, 0, model->size);
    for (size_t i = 0; i < model->n; i++)
        field_init(&model->fields[i], record);
}

static void clear_member(const struct field *field, void *record)
{
    if (field_ops(field)->free)
        field_ops(field)->free(field, field_of(field, record));
    field_init(field, record);
}

static void copy_member(const struct field *field, const void *record, void *ret)
{
    const struct field_ops *ops = field_ops(field);

    if (ops->copy)
        ops->copy(field, field_of(field, record), field_of(field, ret));
    else
        memcpy(field_of(field, ret), field_of(field, record), ops->size);
    if (given_of(field, ret))
        *given_of(field, ret) = *given_of(field, record);
}

void field_copy(const struct field *field, const void *from, void *to)
{
    clear_member(field, to);
    copy_member(field, from, to);
}

void model_clear(const struct model *model, void *record)
{
    for (size_t i = 0; i < model->n; i++)
        clear_member(&model->fields[i], record);
}

void model_copy(const struct model *model, const void *record, void *ret)
{
    memset(ret, 0, model->size);
    for (size_t i = 0; i < model->n; i++)
        copy_member(&model->fields[i], record, ret);
}

bool model_equal(const struct model *model, const void *a, const void *b)
{
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        if (given_of(field, a) && *given_of(field, a) != *given_of(field, b))
            return false;
        if (!field_ops(field)->equal(field, field_of(field, a), field_of(field, b)))
            return false;
    }
    return true;
}

void model_normalise(const struct model *model, void *record)
{
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        if ((field->kind == FIELD_WINDOW || field->kind == FIELD_SPAN) && field_absent(field, record))
            field_init(field, record);
    }
    if (model->normalise)
        model->normalise(record);
}

const char *model_ref(const struct model *model, const void *record)
{
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        if (field->kind == FIELD_REF && !field->model)
            return *(char **)field_of(field, record);
    }
    return NULL;
}

void texts_add(struct texts *texts, const char *text)
{
    /* An array made by hand is exactly as long as it is full. */
    if (texts->cap < texts->n)
        texts->cap = texts->n;
    MEM_GROW(texts->v, texts->n, texts->cap);
    texts->v[texts->n++] = mem_string(text);
}

bool texts_have(const struct texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->n; i++)
        if (str_equal(texts->v[i], text))
            return true;
    return false;
}

void texts_clear(struct texts *texts)
{
    for (size_t i = 0; i < texts->n; i++)
        free(texts->v[i]);
    free(texts->v);
    *texts = (struct texts){0};
}

void *list_add(struct list *list, size_t size)
{
    if (list->cap < list->n)
        list->cap = list->n;
    mem_grow(&list->v, list->n, &list->cap, size);
    return memset((char *)list->v + list->n++ * size, 0, size);
}
