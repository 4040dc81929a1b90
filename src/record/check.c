#include "object.h"
#include "write.h"

#include "paletti/base/mem.h"

int record_check_field(const struct model *model, const struct field *field, const void *record,
                       const struct record_checks *checks, struct err *err)
{
    _cleanup_(json_decref_p)
    json_t *value = NULL;
    _cleanup_str_ struct str text = STR_INIT;
    struct json json = json_init(&text);
    struct place place = {.name = field->name};

    if (field_absent(field, record))
        return 0;
    write_value(&json, NULL, field, record);
    if (object_load(text.s, text.len, true, &value, err) < 0)
        return place_prefix(&place, err);
    void *scratch = mem_alloc(model->size);
    model_init(model, scratch);
    int r = value_read(field, value, &place, checks, scratch, err);
    record_free(model, scratch);
    return r;
}
