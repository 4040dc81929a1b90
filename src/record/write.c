#include "write.h"

#include "names.h"

#include "paletti/record/record.h"

static void write_spans(struct json *json, const char *key, const struct spans *spans)
{
    char buf[SPAN_SIZE];
    json_open_list(json, key);
    for (size_t i = 0; i < spans->n; i++)
        json_text(json, NULL, span_format(spans->v[i], buf));
    json_close_list(json);
}

static void write_hours(struct json *json, const char *key, const struct hours *hours)
{
    json_open_object(json, key);
    for (size_t i = 0; i < 7; i++)
        if (hours->day[i].n)
            write_spans(json, day_names[i], &hours->day[i]);
    json_close_object(json);
}

static void write_channels(struct json *json, const char *key, const struct channels *channels)
{
    json_open_object(json, key);
    for (size_t i = 0; i < channels->n; i++) {
        const struct channel *channel = &channels->v[i];
        json_open_object(json, channel->name);
        if (channel->grade >= 0)
            json_text(json, "grade", grade_names[channel->grade]);
        if (channel->hours >= 0)
            json_text(json, "hours", channel_hours_names[channel->hours]);
        json_close_object(json);
    }
    json_close_object(json);
}

static void write_texts(struct json *json, const char *key, const struct texts *texts)
{
    json_open_list(json, key);
    for (size_t i = 0; i < texts->n; i++)
        json_text(json, NULL, texts->v[i]);
    json_close_list(json);
}

static void write_days(struct json *json, const char *key, int64_t days)
{
    json_open_list(json, key);
    for (size_t i = 0; i < 7; i++)
        if (days >> i & 1)
            json_text(json, NULL, day_names[i]);
    json_close_list(json);
}

static void write_quantity(struct json *json, const char *key, int64_t thousandths)
{
    _cleanup_str_ struct str text = STR_INIT;
    quantity_format(&text, thousandths);
    json_text(json, key, str_text(&text));
}

static void write_list(struct json *json, const char *key, const struct model *model, const struct list *list)
{
    json_open_list(json, key);
    for (size_t i = 0; i < list->n; i++) {
        json_open_object(json, NULL);
        write_fields(json, model, (const char *)list->v + i * model->size);
        json_close_object(json);
    }
    json_close_list(json);
}

static void write_object(struct json *json, const char *key, const struct model *model, const void *record)
{
    json_open_object(json, key);
    write_fields(json, model, record);
    json_close_object(json);
}

void write_value(struct json *json, const char *key, const struct field *field, const void *record)
{
    const void *at = field_of(field, record);
    char window[WINDOW_SIZE], span[SPAN_SIZE];
    switch ((enum field_kind)field->kind) {
    case FIELD_TEXT:
    case FIELD_REF:
    case FIELD_ZONE:
        json_text(json, key, *(char *const *)at);
        break;
    case FIELD_INSTANT:
        json_instant(json, key, field_number(field, record));
        break;
    case FIELD_DATE:
        json_day(json, key, (int32_t)field_number(field, record));
        break;
    case FIELD_BOOL:
    case FIELD_TRI:
        json_bool(json, key, field_number(field, record) == 1);
        break;
    case FIELD_INT:
        json_number(json, key, field_number(field, record));
        break;
    case FIELD_ENUM:
        json_text(json, key, field->names[field_number(field, record)]);
        break;
    case FIELD_MONEY:
        json_money(json, key, *(const struct money *)at);
        break;
    case FIELD_QUANTITY:
        write_quantity(json, key, field_number(field, record));
        break;
    case FIELD_WINDOW:
        json_text(json, key, window_format(*(const struct window *)at, window));
        break;
    case FIELD_SPAN:
        json_text(json, key, span_format(*(const struct span *)at, span));
        break;
    case FIELD_SPANS:
        write_spans(json, key, at);
        break;
    case FIELD_HOURS:
        write_hours(json, key, at);
        break;
    case FIELD_CHANNELS:
        write_channels(json, key, at);
        break;
    case FIELD_TEXTS:
        write_texts(json, key, at);
        break;
    case FIELD_DAYS:
        write_days(json, key, field_number(field, record));
        break;
    case FIELD_LIST:
        write_list(json, key, field->model, at);
        break;
    case FIELD_OBJECT:
        write_object(json, key, field->model, at);
        break;
    }
}

/* Wants RECORD complete but for its own ref, which is hashed before there is one. */
void write_fields(struct json *json, const struct model *model, const void *record)
{
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        bool made = field->kind == FIELD_REF && !field->model;
        bool required = field->flags & FIELD_REQUIRED && !made;
        if (!(field->flags & FIELD_MADE) && (required || !field_absent(field, record)))
            write_value(json, field->name, field, record);
    }
}

void record_write(struct str *to, const struct model *model, const void *record)
{
    struct json json = json_init(to);
    json_open_object(&json, NULL);
    json_text(&json, "type", model->type);
    write_fields(&json, model, record);
    json_close_object(&json);
}
