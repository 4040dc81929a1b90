#include "object.h"

#include "paletti/base/i18n.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <string.h>

/* What jansson's message points at ("... near 'x'"), without the marks; BUF holds it. */
static const char *near_of(const json_error_t *error, char buf[JSON_ERROR_TEXT_LENGTH])
{
    static const char near[] = " near '";
    const char *at = strstr(error->text, near);
    size_t len = at ? strlen(at += strlen(near)) : 0;
    if (len)
        memcpy(buf, at, len - 1);
    buf[len ? len - 1 : 0] = '\0';
    return buf;
}

static int load_failed(const json_error_t *error, const char *text, size_t len, struct err *err)
{
    char near[JSON_ERROR_TEXT_LENGTH];
    /* jansson refuses malformed bytes wherever they stand; its words for them are not for people. */
    size_t valid = text_valid(text, len);
    if (valid < len)
        return err_set(err, _("is no valid UTF-8: byte %zu is 0x%02x; save the file as UTF-8"), valid + 1,
                       (unsigned char)text[valid]);
    switch (json_error_code(error)) {
    case json_error_duplicate_key:
        return err_set(err, _("the key %s stands twice in one object; keep one of both"),
                       near_of(error, near));
    case json_error_numeric_overflow:
        return err_set(err, _("a number is too big near %s; no field takes one beyond 64 bits"),
                       near_of(error, near));
    case json_error_stack_overflow:
        return err_set(err,
                       _("lists and objects are nested too deeply; no record needs more than five levels"));
    case json_error_end_of_input_expected:
        return err_set(err, _("something follows the record at byte %d; write one record a line"),
                       error->position);
    case json_error_premature_end_of_input:
        return err_set(err, _("the JSON ends too early, at byte %d; the line may have been cut"),
                       error->position);
    case json_error_null_byte_in_key:
        return err_set(err, _("a key holds U+0000 (\\u0000); no field is called so"));
    default:
        if (!*error->text) /* of nothing else it has no words */
            return err_set(err, _("there was not enough memory to read it; close something and try again"));
        return err_set(err, _("is no valid JSON at byte %d: %s"), error->position, error->text);
    }
}

static bool is_blank(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r')
            return false;
    return true;
}

int object_load(const char *text, size_t len, bool anything, json_t **ret, struct err *err)
{
    json_error_t error;
    if (is_blank(text, len))
        return err_set(err, _("the line is empty; write one record a line and no empty lines"));
    size_t flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | (anything ? JSON_DECODE_ANY : 0);
    json_t *json = json_loadb(text, len, flags, &error);
    if (!json)
        return load_failed(&error, text, len, err);
    *ret = json;
    return 0;
}

const struct field *object_field(const struct model *model, const char *key, size_t *next)
{
    for (size_t i = 0; i < model->n; i++) {
        size_t at = *next + i < model->n ? *next + i : *next + i - model->n;
        if (!(model->fields[at].flags & FIELD_MADE) && strcmp(model->fields[at].name, key) == 0) {
            *next = at + 1;
            return &model->fields[at];
        }
    }
    return NULL;
}

bool object_seen(const struct model *model, const struct field *field, uint64_t *seen)
{
    uint64_t bit = UINT64_C(1) << (field - model->fields);
    bool before = *seen & bit;
    *seen |= bit;
    return before;
}

struct names {
    const struct model *model;
    size_t first;
};

static const char *field_name(const void *ctx, size_t i)
{
    const struct names *names = ctx;

    return names->model->fields[names->first + i].name;
}

static int unknown_field(const struct model *model, const char *key, const struct place *place,
                         struct err *err)
{
    char quoted[QUOTED_SIZE];
    /* What is made stands first, and nobody can give it. */
    size_t made = model->fields[0].flags & FIELD_MADE ? 1 : 0;
    const struct names names = {model, made};
    const char *guess = place_guess(key, model->n - made, field_name, &names);
    place_quote(key, quoted);
    if (guess)
        return place_fail(place, err, _("unknown field %s; did you mean \"%s\"?"), quoted, guess);
    return place_fail(place, err, _("unknown field %s; paletti-jsonl(5) lists the fields there are"), quoted);
}

/* Own refs are made when they are missing; everything else that is required must be there. */
static int find_missing(const struct model *model, uint64_t seen, const struct place *place, struct err *err)
{
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        bool made = field->kind == FIELD_REF && !field->model;
        if (field->flags & FIELD_REQUIRED && !made && !(seen >> i & 1))
            return place_fail(&(struct place){.up = place, .name = field->name}, err, _("is missing"));
    }
    return 0;
}

int object_finish(const struct model *model, uint64_t seen, const struct place *place, void *record,
                  struct err *err)
{
    if (find_missing(model, seen, place, err) < 0)
        return -1;
    model_normalise(model, record);
    if (model->check && model->check(record, err) < 0)
        return place_prefix_field(place, err);
    return 0;
}

int object_read(const struct model *model, json_t *object, const char *skip, const struct place *place,
                const struct record_checks *checks, void *record, struct err *err)
{
    if (!json_is_object(object))
        return value_expected(place, object, N_("an object {...}"), err);

    const char *key;
    json_t *json;
    size_t next = 0;
    uint64_t seen = 0;
    json_object_foreach (object, key, json) {
        if (skip && strcmp(key, skip) == 0)
            continue;
        const struct field *field = object_field(model, key, &next);
        if (!field)
            return unknown_field(model, key, place, err);
        object_seen(model, field, &seen);
        struct place below = {.up = place, .name = field->name};
        if (value_read(field, json, &below, checks, record, err) < 0)
            return -1;
    }
    return object_finish(model, seen, place, record, err);
}
