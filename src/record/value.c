#include "object.h"

#include "names.h"
#include "words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

/* One value on its way from JSON into the member at AT. */
struct value {
    const struct field *field;
    json_t *json;
    const char *text; /* the string, where there is no json */
    size_t len;
    const struct place *place;
    const struct record_checks *checks;
    struct err *err;
};

static const char *json_kind(json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        return _("an object");
    case JSON_ARRAY:
        return _("a list");
    case JSON_STRING:
        return _("a string");
    case JSON_INTEGER:
        return _("a number");
    case JSON_REAL:
        return _("a number with decimals");
    case JSON_NULL:
        return _("null");
    default:
        return _("true or false");
    }
}

int value_expected(const struct place *place, json_t *json, const char *expected, struct err *err)
{
    if (json_is_null(json))
        return place_fail(place, err, _("is null; leave the field out, or write %s"), _(expected));
    return place_fail(place, err, _("expected %s, but this is %s"), _(expected), json_kind(json));
}

/* The string as C knows strings: U+0000 would end it early, so it is refused rather than lost. */
static int string_of(json_t *json, const struct place *place, const char *expected, const char **ret,
                     size_t *ret_len, struct err *err)
{
    if (!json_is_string(json))
        return value_expected(place, json, expected, err);
    const char *text = json_string_value(json);
    size_t len = json_string_length(json), until = strlen(text);
    if (until < len)
        return place_fail(place, err, _("holds U+0000 (\\u0000) behind %zu bytes; no text of a record can"),
                          until);
    *ret = text;
    *ret_len = len;
    return 0;
}

static int read_string(const struct value *v, const char *expected, const char **ret, size_t *ret_len)
{
    if (v->text) {
        *ret = v->text;
        *ret_len = v->len;
        return 0;
    }
    return string_of(v->json, v->place, expected, ret, ret_len, v->err);
}

static int read_text(const struct value *v, void *at)
{
    const char *text = NULL;
    size_t len = 0;
    if (read_string(v, N_("a string"), &text, &len) < 0 ||
        words_check(v->field, text, len, v->place, v->checks, v->err) < 0)
        return -1;
    *(char **)at = mem_string_n(text, len);
    return 0;
}

static int read_instant(const struct value *v, void *at)
{
    const char *text = NULL;
    size_t len = 0;
    char quoted[QUOTED_SIZE];
    if (read_string(v, N_("an instant such as \"2026-03-10T09:15:00Z\""), &text, &len) < 0)
        return -1;
    if (civil_parse_instant(text, at) < 0)
        return place_fail(v->place, v->err,
                          _("%s is no instant; write date, time with seconds, and offset, such as "
                            "\"2026-03-10T09:15:00Z\" or \"2026-03-10T10:15:00+01:00\""),
                          place_quote(text, quoted));
    return 0;
}

static int read_date(const struct value *v, void *at)
{
    const char *text = NULL;
    size_t len = 0;
    char quoted[QUOTED_SIZE];
    if (read_string(v, N_("a date such as \"2026-03-10\""), &text, &len) < 0)
        return -1;
    if (civil_parse_day(text, at) < 0)
        return place_fail(v->place, v->err, _("%s is no date; write one that exists, such as \"2026-03-10\""),
                          place_quote(text, quoted));
    return 0;
}

static int read_bool(const struct value *v, void *at)
{
    if (!json_is_boolean(v->json))
        return value_expected(v->place, v->json, N_("true or false"), v->err);
    *(bool *)at = json_is_true(v->json);
    return 0;
}

static int read_tri(const struct value *v, void *at)
{
    if (!json_is_boolean(v->json))
        return value_expected(v->place, v->json, N_("true or false"), v->err);
    *(int8_t *)at = json_is_true(v->json);
    return 0;
}

static int read_int(const struct value *v, void *at)
{
    if (!json_is_integer(v->json))
        return value_expected(v->place, v->json, N_("a whole number"), v->err);
    int64_t value = json_integer_value(v->json);
    if (value < v->field->min || value > v->field->max)
        return place_fail(v->place, v->err, _("is %lld; only %lld to %lld are allowed"), (long long)value,
                          (long long)v->field->min, (long long)v->field->max);
    *(int64_t *)at = value;
    return 0;
}

static int read_enum(const struct value *v, void *at)
{
    const char *text = NULL;
    size_t len = 0;
    if (read_string(v, N_("a string"), &text, &len) < 0)
        return -1;
    int index = words_index(v->field->names, text, v->place, v->err);
    if (index < 0)
        return -1;
    *(int8_t *)at = (int8_t)index;
    return 0;
}

static int read_money(const struct value *v, void *at)
{
    if (!json_is_object(v->json))
        return value_expected(v->place, v->json,
                              N_("money such as {\"amount\":\"320.00\",\"currency\":\"EUR\"}"), v->err);
    static const char *const names[] = {"amount", "currency", NULL};
    const char *text[2] = {NULL, NULL}, *key;
    json_t *json;
    json_object_foreach (v->json, key, json) {
        int i = words_index(names, key, v->place, v->err);
        struct place below = {.up = v->place, .name = key};
        size_t len = 0;
        if (i < 0 || string_of(json, &below, N_("a string"), &text[i], &len, v->err) < 0)
            return -1;
    }
    for (int i = 0; i < 2; i++)
        if (!text[i])
            return place_fail(&(struct place){.up = v->place, .name = names[i]}, v->err, _("is missing"));

    struct money money;
    if (money_parse(text[0], text[1], &money, v->err) < 0)
        return place_prefix(v->place, v->err);
    if (money.minor < 0 && v->field->min == 0)
        return place_fail(v->place, v->err, _("%s is below zero; this sum cannot be"), text[0]);
    *(struct money *)at = money;
    return 0;
}

static int read_quantity(const struct value *v, void *at)
{
    const char *text = NULL;
    size_t len = 0;
    char quoted[QUOTED_SIZE];
    int64_t quantity;
    if (read_string(v, N_("a quantity such as \"1.5\""), &text, &len) < 0)
        return -1;
    if (quantity_parse(text, &quantity) < 0)
        return place_fail(v->place, v->err,
                          _("%s is no quantity; write digits with at most three decimals, such as "
                            "\"1.5\""),
                          place_quote(text, quoted));
    if (quantity < v->field->min || quantity > v->field->max) {
        _cleanup_str_ struct str min = STR_INIT, max = STR_INIT;
        quantity_format(&min, v->field->min);
        quantity_format(&max, v->field->max);
        return place_fail(v->place, v->err, _("is %s; only %s to %s are allowed"), text, str_text(&min),
                          str_text(&max));
    }
    *(int64_t *)at = quantity;
    return 0;
}

static int read_window(const struct value *v, void *at)
{
    const char *text = NULL;
    size_t len = 0;
    if (read_string(v, N_("a window such as \"72h\""), &text, &len) < 0)
        return -1;
    return window_parse(text, at, v->err) < 0 ? place_prefix(v->place, v->err) : 0;
}

static int span_of(json_t *json, const struct place *place, struct span *ret, struct err *err)
{
    const char *text = NULL;
    size_t len = 0;
    if (string_of(json, place, N_("hours such as \"09:30-13:30\""), &text, &len, err) < 0)
        return -1;
    return span_parse(text, ret, err) < 0 ? place_prefix(place, err) : 0;
}

static int read_span(const struct value *v, void *at)
{
    return span_of(v->json, v->place, at, v->err);
}

static int spans_of(json_t *json, const struct place *place, struct spans *spans, struct err *err)
{
    if (!json_is_array(json))
        return value_expected(place, json, N_("a list such as [\"09:30-13:30\"]"), err);
    json_t *item;
    size_t i;
    json_array_foreach (json, i, item) {
        struct span span;
        if (span_of(item, &(struct place){.up = place, .index = i}, &span, err) < 0)
            return -1;
        spans_add(spans, span);
    }
    return spans_check(spans, err) < 0 ? place_prefix(place, err) : 0;
}

static int read_spans(const struct value *v, void *at)
{
    struct spans *spans = at;
    if (spans_of(v->json, v->place, spans, v->err) < 0)
        return -1;
    if (!spans->n && v->field->flags & FIELD_REQUIRED)
        return place_fail(v->place, v->err, _("is empty; it has to say something"));
    return 0;
}

static int read_hours(const struct value *v, void *at)
{
    struct hours *hours = at;
    if (!json_is_object(v->json))
        return value_expected(v->place, v->json, N_("hours such as {\"mon\":[\"09:30-13:30\"]}"), v->err);
    const char *key;
    json_t *json;
    json_object_foreach (v->json, key, json) {
        int day = words_index(day_names, key, v->place, v->err);
        if (day < 0)
            return -1;
        struct place below = {.up = v->place, .name = key};
        if (spans_of(json, &below, &hours->day[day], v->err) < 0)
            return -1;
    }
    return 0;
}

static int read_channel(json_t *json, const struct place *place, struct channel *channel, struct err *err)
{
    static const char *const names[] = {"grade", "hours", NULL};
    if (!json_is_object(json))
        return value_expected(place, json, N_("an object such as {\"grade\":\"B\",\"hours\":\"any\"}"), err);
    const char *key, *text = NULL;
    json_t *value;
    size_t len = 0;
    json_object_foreach (json, key, value) {
        int i = words_index(names, key, place, err);
        if (i < 0)
            return -1;
        struct place below = {.up = place, .name = key};
        if (string_of(value, &below, N_("a string"), &text, &len, err) < 0)
            return -1;
        int index = words_index(i ? channel_hours_names : grade_names, text, &below, err);
        if (index < 0)
            return -1;
        *(i ? &channel->hours : &channel->grade) = index;
    }
    return 0;
}

static int read_channels(const struct value *v, void *at)
{
    struct channels *channels = at;
    if (!json_is_object(v->json))
        return value_expected(v->place, v->json, N_("an object such as {\"phone\":{\"hours\":\"contact\"}}"),
                              v->err);
    channels->v = mem_zero(json_object_size(v->json), sizeof *channels->v);
    const char *key;
    json_t *json;
    json_object_foreach (v->json, key, json) {
        char name[QUOTED_SIZE];
        struct place below = {.up = v->place, .name = key};
        if (words_check_ref(key, strlen(key), &(struct place){.up = v->place, .name = place_quote(key, name)},
                            v->err) < 0)
            return -1;
        struct channel *channel = &channels->v[channels->n++];
        *channel = (struct channel){.name = mem_string(key), .grade = -1, .hours = -1};
        if (read_channel(json, &below, channel, v->err) < 0)
            return -1;
    }
    return 0;
}

static int read_texts(const struct value *v, void *at)
{
    if (!json_is_array(v->json))
        return value_expected(v->place, v->json, N_("a list of strings"), v->err);
    json_t *item;
    size_t i, len = 0;
    json_array_foreach (v->json, i, item) {
        const char *text = NULL;
        struct place below = {.up = v->place, .index = i};
        if (string_of(item, &below, N_("a string"), &text, &len, v->err) < 0 ||
            words_check(v->field, text, len, &below, v->checks, v->err) < 0)
            return -1;
        texts_add(at, text);
    }
    return 0;
}

static int read_days(const struct value *v, void *at)
{
    uint8_t days = 0;
    if (!json_is_array(v->json))
        return value_expected(v->place, v->json, N_("a list of days such as [\"mon\",\"tue\"]"), v->err);
    json_t *item;
    size_t i, len = 0;
    json_array_foreach (v->json, i, item) {
        const char *text = NULL;
        struct place below = {.up = v->place, .index = i};
        if (string_of(item, &below, N_("a string"), &text, &len, v->err) < 0)
            return -1;
        int day = words_index(day_names, text, &below, v->err);
        if (day < 0)
            return -1;
        if (days & 1 << day)
            return place_fail(&below, v->err, _("\"%s\" stands twice"), text);
        days |= (uint8_t)(1 << day);
    }
    if (!days && v->field->flags & FIELD_REQUIRED)
        return place_fail(v->place, v->err, _("is empty; it has to say something"));
    *(uint8_t *)at = days;
    return 0;
}

static int read_list(const struct value *v, void *at)
{
    const struct model *model = v->field->model;
    if (!json_is_array(v->json))
        return value_expected(v->place, v->json, N_("a list of objects"), v->err);
    json_t *item;
    size_t i;
    json_array_foreach (v->json, i, item) {
        void *record = list_add(at, model->size);
        struct place below = {.up = v->place, .index = i};
        model_init(model, record);
        if (object_read(model, item, NULL, &below, v->checks, record, v->err) < 0)
            return -1;
    }
    return 0;
}

static int read_object(const struct value *v, void *at)
{
    return object_read(v->field->model, v->json, NULL, v->place, v->checks, at, v->err);
}

static int read_member(const struct value *v, void *record)
{
    static int (*const readers[])(const struct value *v, void *at) = {
        [FIELD_TEXT] = read_text,         [FIELD_REF] = read_text,          [FIELD_ZONE] = read_text,
        [FIELD_INSTANT] = read_instant,   [FIELD_DATE] = read_date,         [FIELD_BOOL] = read_bool,
        [FIELD_TRI] = read_tri,           [FIELD_INT] = read_int,           [FIELD_ENUM] = read_enum,
        [FIELD_MONEY] = read_money,       [FIELD_QUANTITY] = read_quantity, [FIELD_WINDOW] = read_window,
        [FIELD_SPAN] = read_span,         [FIELD_SPANS] = read_spans,       [FIELD_HOURS] = read_hours,
        [FIELD_CHANNELS] = read_channels, [FIELD_TEXTS] = read_texts,       [FIELD_DAYS] = read_days,
        [FIELD_LIST] = read_list,         [FIELD_OBJECT] = read_object,
    };
    if (readers[v->field->kind](v, field_of(v->field, record)) < 0)
        return -1;
    if (v->field->flags & FIELD_GIVEN)
        *(bool *)((char *)record + v->field->given) = true;
    return 0;
}

int value_read(const struct field *field, json_t *json, const struct place *place,
               const struct record_checks *checks, void *record, struct err *err)
{
    return read_member(
        &(struct value){.field = field, .json = json, .place = place, .checks = checks, .err = err}, record);
}

bool value_takes_text(const struct field *field)
{
    static const bool takes[FIELD_OBJECT + 1] = {
        [FIELD_TEXT] = true, [FIELD_REF] = true,  [FIELD_ZONE] = true,     [FIELD_INSTANT] = true,
        [FIELD_DATE] = true, [FIELD_ENUM] = true, [FIELD_QUANTITY] = true, [FIELD_WINDOW] = true,
    };
    return takes[field->kind];
}

int value_read_text(const struct field *field, const char *text, size_t len, const struct place *place,
                    const struct record_checks *checks, void *record, struct err *err)
{
    struct value value = {
        .field = field, .text = text, .len = len, .place = place, .checks = checks, .err = err};
    return read_member(&value, record);
}
