#include "object.h"
#include "plain.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

static const char *type_name(_unused_ const void *ctx, size_t i)
{
    return models[i]->type;
}

static int find_model(json_t *object, const struct model **ret, struct err *err)
{
    static const struct place place = {.name = "type"};
    char quoted[QUOTED_SIZE];
    if (!json_is_object(object))
        return err_set(err,
                       _("expected a record {\"type\":...}, but this is a list; write one record a line"));
    json_t *json = json_object_get(object, "type");
    if (!json)
        return place_fail(&place, err,
                          _("is missing; every line says what it is, such as {\"type\":\"client\",...}"));
    if (!json_is_string(json))
        return value_expected(&place, json, N_("a string"), err);

    const char *type = json_string_value(json);
    *ret = model_find(type);
    if (*ret)
        return 0;
    size_t n = 0;
    while (models[n])
        n++;
    const char *guess = place_guess(type, n, type_name, NULL);
    place_quote(type, quoted);
    if (guess)
        return place_fail(&place, err, _("there are no records of type %s; did you mean \"%s\"?"), quoted,
                          guess);
    return place_fail(&place, err, _("there are no records of type %s; paletti-jsonl(5) lists the types"),
                      quoted);
}

/* "h-" and 16 hexadecimal digits of the record's own line: the same line read again is the same record. */
static char *ref_from_hash(const struct model *model, const void *record)
{
    _cleanup_str_ struct str line = STR_INIT;
    struct hash_state state;
    unsigned char hash[HASH_SIZE];
    char hex[HASH_HEX_SIZE];

    record_write(&line, model, record);
    hash_init(&state);
    hash_add(&state, line.s, line.len);
    hash_done(&state, hash);
    return str_format("h-%.16s", hash_hex(hash, hex));
}

/* Whether one had to be made. */
static bool make_ref(const struct model *model, void *record)
{
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        char **ref = field_of(field, record);
        if (field->kind != FIELD_REF || field->model)
            continue;
        bool missing = !*ref;
        if (missing)
            *ref = ref_from_hash(model, record);
        return missing;
    }
    return false;
}

static int parse_any(const char *line, size_t len, const struct record_checks *checks,
                     const struct model **ret_model, void **ret_record, struct err *err)
{
    _cleanup_(json_decref_p)
    json_t *object = NULL;
    const struct model *model;
    if (object_load(line, len, false, &object, err) < 0 || find_model(object, &model, err) < 0)
        return -1;

    void *record = mem_alloc(model->size);
    struct place place = {.name = model->type};
    model_init(model, record);
    if (object_read(model, object, "type", &place, checks, record, err) < 0) {
        record_free(model, record);
        return -1;
    }
    *ret_model = model;
    *ret_record = record;
    return 0;
}

int record_parse_made(const char *line, size_t len, const struct record_checks *checks,
                      const struct model **ret_model, void **ret_record, bool *ret_made, struct err *err)
{
    if (plain_parse(line, len, checks, ret_model, ret_record) != 0 &&
        parse_any(line, len, checks, ret_model, ret_record, err) < 0)
        return -1;
    *ret_made = make_ref(*ret_model, *ret_record);
    return 0;
}

int record_parse(const char *line, size_t len, const struct record_checks *checks,
                 const struct model **ret_model, void **ret_record, struct err *err)
{
    bool made;

    return record_parse_made(line, len, checks, ret_model, ret_record, &made, err);
}

void record_free(const struct model *model, void *record)
{
    if (!record)
        return;
    model_clear(model, record);
    free(record);
}

int record_read_stored(const char *line, size_t len, const struct model **ret_model, void **ret_record,
                       struct err *err)
{
    return record_parse(line, len, NULL, ret_model, ret_record, err);
}
