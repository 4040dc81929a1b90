/* What hours and windows mean in plain words, while they are typed. */
#include "form_inside.h"
#include "hours_now.h"
#include "week_words.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/rule.h"

static const struct form_row *row_named(const struct form *form, const char *name)
{
    size_t i = form_find(form, name);

    return i < form->n ? &form->rows[i] : NULL;
}

/* Whether these hours would be open now, in the zone that stands in the form. */
static void add_now(const struct form *form, const struct hours *hours, struct str *to)
{
    const struct form_row *zone = row_named(form, "zone");
    struct rule rule;
    struct rulebook *book;
    bool open;
    int64_t changes;

    model_init(&model_rule, &rule);
    rule.from = form->texting.now;
    rule.zone = mem_string(zone && !zone->wrong ? *(char **)field_of(zone->field, form->record)
                                                : zone_name(form->texting.zone));
    rule.hours = *hours; /* lent */
    if (rule.zone && rulebook_new(app_zones(form->app), rule.zone, &rule, 1, &book, NULL) == 0) {
        hours_now(book, form->texting.now, &open, &changes);
        if (changes != INSTANT_NONE) {
            str_add(to, open ? _("; open now, until ") : _("; closed now, you open "));
            words_instant(form->app, to, changes);
        }
        rulebook_free(book);
    }
    rule.hours = (struct hours){0};
    model_clear(&model_rule, &rule);
}

static void hours_meaning(const struct form *form, const struct hours *hours, struct str *to)
{
    setup_add_week(to, hours);
    str_add(to, _(" a week"));
    add_now(form, hours, to);
}

/* Only open hours need the week to be understood. */
static void window_meaning(const struct form *form, struct window window, struct str *to)
{
    const struct form_row *row = row_named(form, "hours");
    int64_t tenths;

    if (window.unit != WINDOW_OH || !row || row->wrong)
        return;
    tenths = setup_working_tenths(field_of(row->field, form->record), window.n);
    if (tenths > 0)
        str_printf(to, _("%s%lld.%lld of your working days"), to->len > 0 ? "; " : "", (long long)(tenths / 10), (long long)(tenths % 10));
}

void form_hours_meaning(const struct form *form, const struct form_row *row, struct str *to)
{
    const void *at = field_of(row->field, (const char *)form->record + row->base);
    _cleanup_str_ struct str meaning = STR_INIT;

    if (field_absent(row->field, (const char *)form->record + row->base))
        return;
    if (row->field->kind == FIELD_HOURS)
        hours_meaning(form, at, &meaning); /* first: where it is cut, the days and hours that were typed are known */
    else if (row->field->kind != FIELD_WINDOW)
        return;
    if (meaning.len > 0 && to->len > 0)
        str_add(&meaning, ": ");
    str_add(&meaning, str_text(to));
    if (row->field->kind == FIELD_WINDOW)
        window_meaning(form, *(const struct window *)at, &meaning);
    str_clear(to);
    str_add(to, str_text(&meaning));
}
