#include "object.h"
#include "write.h"

#include <string.h>

char *record_column_encode(const struct field *field, const void *record)
{
    struct str text = STR_INIT;
    struct json json = json_init(&text);
    if (field_absent(field, record))
        return NULL;
    write_value(&json, NULL, field, record);
    return str_take(&text);
}

int record_column_decode(const struct field *field, const char *text, void *record, struct err *err)
{
    _cleanup_(json_decref_p)
    json_t *value = NULL;
    struct place place = {.name = field->name};
    if (!text)
        return 0;
    if (object_load(text, strlen(text), true, &value, err) < 0)
        return place_prefix(&place, err);
    return value_read(field, value, &place, NULL, record, err);
}
