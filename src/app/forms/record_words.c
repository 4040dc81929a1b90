#include "record_words.h"

#include "blurring.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { TEXT_MAX = 300 }; /* bytes: more than a line shows */

static bool is_said(const struct model *model, const struct field *field, const void *record, const char *without)
{
    const struct field_words *words = field_words(model->type, field->name);
    bool own_ref = field->kind == FIELD_REF && !field->model;

    return !own_ref && field->kind != FIELD_OBJECT && !list_has(without, field->name) &&
           !(words->sort & SORT_RARE) && !field_absent(field, record);
}

/* Days, moments, sums and codes as everywhere on the screen; everything else as it is typed. */
static void add_value(const struct texting *texting, const struct field *field, const struct field_words *words,
                      const void *record, struct str *to)
{
    if (field->kind == FIELD_DATE || field->kind == FIELD_INSTANT || field->kind == FIELD_MONEY || field->code)
        text_meaning(texting, field, words, record, to);
    else if (field->kind == FIELD_REF && field->model)
        text_ref_name(texting, field->model, *(char *const *)field_of(field, record), to);
    else
        text_write(texting, field, words, record, to);
}

/* What it says of itself needs no label: what is required, and a code. */
static bool is_plain(const struct field *field, const struct field_words *words)
{
    return field->flags & FIELD_REQUIRED || words->sort & SORT_PLAIN;
}

/* A sentence that goes on behind a comma gives up its full stop; an ellipsis stays. */
static void add_between(const char *between, size_t begin, struct str *to)
{
    const char *said = str_text(to) + begin;
    size_t n = to->len - begin;

    if (n == 0)
        return;
    if (*between == ',' && n > 1 && said[n - 1] == '.' && said[n - 2] != '.')
        to->s[--to->len] = '\0';
    str_add(to, between);
}

void record_words(const struct texting *texting, const struct model *model, const void *record, const char *without,
                  const char *between, struct str *to)
{
    size_t begin = to->len;

    for (size_t i = 0; i < model->n && to->len - begin < TEXT_MAX; i++) {
        const struct field *field = &model->fields[i];
        const struct field_words *words = field_words(model->type, field->name);
        _cleanup_str_ struct str value = STR_INIT;
        if (!is_said(model, field, record, without))
            continue;
        add_value(texting, field, words, record, &value);
        bool again = field->kind == FIELD_REF && to->len > begin && strstr(str_text(to) + begin, str_text(&value));
        if (value.len == 0 || again)
            continue;
        add_between(between, begin, to);
        if (!is_plain(field, words))
            str_printf(to, "%s ", words->label ? _(words->label) : field->name);
        str_add(to, blur_field(texting->app, field, str_text(&value)));
    }
}
