#include "kind.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

/* One text: TEXT, REF, ZONE. */

static void text_free(_unused_ const struct field *field, void *at)
{
    free(*(char **)at);
}

static void text_copy(_unused_ const struct field *field, const void *from, void *to)
{
    *(char **)to = mem_string(*(char *const *)from);
}

static bool text_equal(_unused_ const struct field *field, const void *a, const void *b)
{
    return str_equal(*(char *const *)a, *(char *const *)b);
}

static bool text_absent(_unused_ const struct field *field, const void *at)
{
    return !*(char *const *)at;
}

/* One whole number: INSTANT, DATE, BOOL, TRI, INT, ENUM, QUANTITY, DAYS. */

static int64_t number_get(const struct field *field, const void *at)
{
    switch (field->kind) {
    case FIELD_DATE:
        return *(const int32_t *)at;
    case FIELD_BOOL:
        return *(const bool *)at;
    case FIELD_TRI:
    case FIELD_ENUM:
        return *(const int8_t *)at;
    case FIELD_DAYS:
        return *(const uint8_t *)at;
    default:
        return *(const int64_t *)at;
    }
}

static void number_set(const struct field *field, void *at, int64_t value)
{
    switch (field->kind) {
    case FIELD_DATE:
        *(int32_t *)at = (int32_t)value;
        break;
    case FIELD_BOOL:
        *(bool *)at = value != 0;
        break;
    case FIELD_TRI:
    case FIELD_ENUM:
        *(int8_t *)at = (int8_t)value;
        break;
    case FIELD_DAYS:
        *(uint8_t *)at = (uint8_t)value;
        break;
    default:
        *(int64_t *)at = value;
    }
}

static int64_t number_standard(const struct field *field)
{
    switch (field->kind) {
    case FIELD_INSTANT:
        return INSTANT_NONE;
    case FIELD_DATE:
        return DAY_NONE;
    case FIELD_TRI:
        return -1;
    case FIELD_BOOL:
    case FIELD_DAYS:
        return 0;
    default:
        return field->standard;
    }
}

static void number_init(const struct field *field, void *at)
{
    number_set(field, at, number_standard(field));
}

static void number_copy(const struct field *field, const void *from, void *to)
{
    number_set(field, to, number_get(field, from));
}

static bool number_equal(const struct field *field, const void *a, const void *b)
{
    return number_get(field, a) == number_get(field, b);
}

static bool number_absent(const struct field *field, const void *at)
{
    return number_get(field, at) == number_standard(field);
}

/* Small structs that own nothing. */

static bool money_same(_unused_ const struct field *field, const void *a, const void *b)
{
    return money_equal(*(const struct money *)a, *(const struct money *)b);
}

static bool money_absent(_unused_ const struct field *field, const void *at)
{
    return !*((const struct money *)at)->currency;
}

static bool window_absent(const struct field *field, const void *at)
{
    struct window window = *(const struct window *)at;
    return !window.n || window.n * 8 + window.unit == field->standard;
}

static bool window_same(const struct field *field, const void *a, const void *b)
{
    bool absent = window_absent(field, a);
    if (absent || window_absent(field, b))
        return absent == window_absent(field, b);
    return window_equal(*(const struct window *)a, *(const struct window *)b);
}

static bool span_absent(const struct field *field, const void *at)
{
    struct span span = *(const struct span *)at;
    return span.from == span.to || span.from * 2048 + span.to == field->standard;
}

static bool span_same(const struct field *field, const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    bool absent = span_absent(field, a);
    if (absent || span_absent(field, b))
        return absent == span_absent(field, b);
    return x->from == y->from && x->to == y->to;
}

/* Spans, a week of them, channels. */

static void spans_free(_unused_ const struct field *field, void *at)
{
    spans_clear(at);
}

static void spans_copy(_unused_ const struct field *field, const void *from, void *to)
{
    const struct spans *spans = from;
    *(struct spans *)to =
        (struct spans){spans->n ? mem_copy(spans->v, spans->n * sizeof *spans->v) : NULL, spans->n};
}

static bool spans_same(_unused_ const struct field *field, const void *a, const void *b)
{
    return spans_equal(a, b);
}

static bool spans_absent(_unused_ const struct field *field, const void *at)
{
    return !((const struct spans *)at)->n;
}

static void hours_free(_unused_ const struct field *field, void *at)
{
    hours_clear(at);
}

static void hours_copy(_unused_ const struct field *field, const void *from, void *to)
{
    for (size_t i = 0; i < 7; i++)
        spans_copy(NULL, &((const struct hours *)from)->day[i], &((struct hours *)to)->day[i]);
}

static bool hours_same(_unused_ const struct field *field, const void *a, const void *b)
{
    return hours_equal(a, b);
}

static bool hours_absent(_unused_ const struct field *field, const void *at)
{
    return hours_empty(at);
}

static void channels_free(_unused_ const struct field *field, void *at)
{
    channels_clear(at);
}

static void channels_copy(_unused_ const struct field *field, const void *from, void *to)
{
    const struct channels *channels = from;
    struct channels *copy = to;
    *copy = (struct channels){channels->n ? mem_zero(channels->n, sizeof *copy->v) : NULL, channels->n};
    for (size_t i = 0; i < channels->n; i++) {
        copy->v[i] = channels->v[i];
        copy->v[i].name = mem_string(channels->v[i].name);
    }
}

static bool channels_same(_unused_ const struct field *field, const void *a, const void *b)
{
    return channels_equal(a, b);
}

static bool channels_absent(_unused_ const struct field *field, const void *at)
{
    return !((const struct channels *)at)->n;
}

/* Lists of texts, lists of records, a record inside. */

static void texts_free(_unused_ const struct field *field, void *at)
{
    texts_clear(at);
}

static void texts_copy(_unused_ const struct field *field, const void *from, void *to)
{
    const struct texts *texts = from;
    struct texts *copy = to;
    *copy = (struct texts){0};
    for (size_t i = 0; i < texts->n; i++)
        texts_add(copy, texts->v[i]);
}

static bool texts_same(_unused_ const struct field *field, const void *a, const void *b)
{
    const struct texts *x = a, *y = b;
    if (x->n != y->n)
        return false;
    for (size_t i = 0; i < x->n; i++)
        if (!str_equal(x->v[i], y->v[i]))
            return false;
    return true;
}

static bool texts_absent(_unused_ const struct field *field, const void *at)
{
    return !((const struct texts *)at)->n;
}

static void *list_item(const struct field *field, const struct list *list, size_t i)
{
    return (char *)list->v + i * field->model->size;
}

static void list_free(const struct field *field, void *at)
{
    struct list *list = at;
    for (size_t i = 0; i < list->n; i++)
        model_clear(field->model, list_item(field, list, i));
    free(list->v);
}

static void list_copy(const struct field *field, const void *from, void *to)
{
    const struct list *list = from;
    struct list *copy = to;
    *copy = (struct list){0};
    for (size_t i = 0; i < list->n; i++)
        model_copy(field->model, list_item(field, list, i), list_add(copy, field->model->size));
}

static bool list_same(const struct field *field, const void *a, const void *b)
{
    const struct list *x = a, *y = b;
    if (x->n != y->n)
        return false;
    for (size_t i = 0; i < x->n; i++)
        if (!model_equal(field->model, list_item(field, x, i), list_item(field, y, i)))
            return false;
    return true;
}

static bool list_absent(_unused_ const struct field *field, const void *at)
{
    return !((const struct list *)at)->n;
}

static void object_init(const struct field *field, void *at)
{
    model_init(field->model, at);
}

static void object_free(const struct field *field, void *at)
{
    model_clear(field->model, at);
}

static void object_copy(const struct field *field, const void *from, void *to)
{
    model_copy(field->model, from, to);
}

static bool object_same(const struct field *field, const void *a, const void *b)
{
    return model_equal(field->model, a, b);
}

static bool object_absent(const struct field *field, const void *at)
{
    for (size_t i = 0; i < field->model->n; i++)
        if (!field_absent(&field->model->fields[i], at))
            return false;
    return true;
}

/* In the order of the struct: size, init, free, copy, equal, absent. */
/* clang-format off */
static const struct field_ops text_ops = {
    sizeof(char *), NULL, text_free, text_copy, text_equal, text_absent};
static const struct field_ops number_ops = {0, number_init, NULL, number_copy, number_equal, number_absent};
static const struct field_ops money_ops = {sizeof(struct money), NULL, NULL, NULL, money_same, money_absent};
static const struct field_ops window_ops = {
    sizeof(struct window), NULL, NULL, NULL, window_same, window_absent};
static const struct field_ops span_ops = {sizeof(struct span), NULL, NULL, NULL, span_same, span_absent};
static const struct field_ops spans_ops = {
    sizeof(struct spans), NULL, spans_free, spans_copy, spans_same, spans_absent};
static const struct field_ops hours_ops = {
    sizeof(struct hours), NULL, hours_free, hours_copy, hours_same, hours_absent};
static const struct field_ops channels_ops = {
    sizeof(struct channels), NULL, channels_free, channels_copy, channels_same, channels_absent};
static const struct field_ops texts_ops = {
    sizeof(struct texts), NULL, texts_free, texts_copy, texts_same, texts_absent};
static const struct field_ops list_ops = {
    sizeof(struct list), NULL, list_free, list_copy, list_same, list_absent};
static const struct field_ops object_ops = {
    0, object_init, object_free, object_copy, object_same, object_absent};
/* clang-format on */

const struct field_ops *field_ops(const struct field *field)
{
    static const struct field_ops *const ops[] = {
        [FIELD_TEXT] = &text_ops,      [FIELD_REF] = &text_ops,          [FIELD_ZONE] = &text_ops,
        [FIELD_INSTANT] = &number_ops, [FIELD_DATE] = &number_ops,       [FIELD_BOOL] = &number_ops,
        [FIELD_TRI] = &number_ops,     [FIELD_INT] = &number_ops,        [FIELD_ENUM] = &number_ops,
        [FIELD_MONEY] = &money_ops,    [FIELD_QUANTITY] = &number_ops,   [FIELD_WINDOW] = &window_ops,
        [FIELD_SPAN] = &span_ops,      [FIELD_SPANS] = &spans_ops,       [FIELD_HOURS] = &hours_ops,
        [FIELD_DAYS] = &number_ops,    [FIELD_CHANNELS] = &channels_ops, [FIELD_TEXTS] = &texts_ops,
        [FIELD_LIST] = &list_ops,      [FIELD_OBJECT] = &object_ops,
    };
    return ops[field->kind];
}

int64_t field_number(const struct field *field, const void *record)
{
    return number_get(field, field_of(field, record));
}

void field_set_number(const struct field *field, void *record, int64_t value)
{
    number_set(field, field_of(field, record), value);
}
