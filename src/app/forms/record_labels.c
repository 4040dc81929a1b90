#include "record_labels.h"

#include "blurring.h"

#include "form_inside.h"

#include "paletti/base/mem.h"

/* A day is read by its weekday, a sum with its thousands set apart, a ref by what stands behind it; everything else as it
 * is typed. */
static void add_value(const struct form *form, size_t i, struct str *to)
{
    const struct form_row *row = &form->rows[i];
    _cleanup_str_ struct str meaning = STR_INIT;
    int kind = row->field->kind;

    form_meaning(form, i, &meaning);
    if ((kind == FIELD_DATE || kind == FIELD_INSTANT || kind == FIELD_MONEY || row->field->code) && meaning.len)
        str_add(to, str_text(&meaning));
    else if (kind == FIELD_REF && meaning.len)
        str_printf(to, "%s (%s)", row->text, str_text(&meaning));
    else
        str_add(to, row->text);
}

static bool says_something(const struct form_row *row, const void *record)
{
    return *row->text && (row->field->flags & FIELD_REQUIRED ||
                          !field_absent(row->field, (const char *)record + row->base));
}

void record_labels(struct app *app, const struct model *model, const void *record,
                   void (*fn)(void *ctx, const char *label, const char *text), void *ctx)
{
    void *copy = mem_alloc(model->size);

    model_copy(model, record, copy);
    _cleanup_(form_free_p)
    struct form *form = form_make(app, model, copy, true);
    const char *ref = model_ref(model, record);
    fn(ctx, type_word(model->type), ref ? app_blur_names(app, ref) : "");
    for (size_t i = 0; i < form->n; i++) {
        _cleanup_str_ struct str value = STR_INIT;
        bool own = form->rows[i].field->kind == FIELD_REF && !form->rows[i].field->model;
        if (own || !says_something(&form->rows[i], record))
            continue;
        add_value(form, i, &value);
        fn(ctx, form->rows[i].shown.label, blur_field(app, form->rows[i].field, str_text(&value)));
    }
}
