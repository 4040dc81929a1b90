/* The life of a rule page: what it is about, its week, and what was changed on it. */
#include "rule_inside.h"

#include "paletti/app/form.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/hours_text.h"
#include "paletti/core/versions.h"
#include "paletti/core/week.h"

#include <string.h>

/* --- the week: hours of the form as a grid has them --- */

static void read_extra(const struct list *list, struct hours *ret)
{
    const struct extra *extra = list->v;

    for (size_t i = 0; i < list->n; i++)
        for (int day = 0; day < WEEK_DAYS; day++)
            for (size_t j = 0; extra[i].days >> day & 1 && j < extra[i].hours.n; j++)
                spans_open(&ret->day[day], extra[i].hours.v[j]);
}

static void read_week(struct rule_page *page)
{
    const struct rule *rule = page->form->record;
    const struct override *override = page->form->record;

    hours_clear(&page->week[RULE_WEEK_HOURS]);
    hours_clear(&page->week[RULE_WEEK_EXTRA]);
    if (!page->exception) {
        hours_copy(&rule->hours, &page->week[RULE_WEEK_HOURS]);
        return;
    }
    hours_copy(override->hours_given ? &override->hours : &page->base.hours, &page->week[RULE_WEEK_HOURS]);
    read_extra(&override->extra, &page->week[RULE_WEEK_EXTRA]);
}

static void refresh(struct rule_page *page)
{
    page->edits++;
    read_week(page);
    rule_rows_make(page);
}

const struct hours *rule_page_week(const struct rule_page *page, enum rule_week week)
{
    return &page->week[week];
}

bool rule_page_week_own(const struct rule_page *page, enum rule_week week)
{
    const struct override *override = page->form->record;

    return !page->exception || (week == RULE_WEEK_HOURS ? override->hours_given : override->extra_given);
}

static size_t week_field(const struct rule_page *page, enum rule_week week)
{
    return form_find(page->form, week == RULE_WEEK_HOURS ? "hours" : "extra");
}

void rule_page_set_week(struct rule_page *page, enum rule_week week, const struct hours *hours)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (week == RULE_WEEK_HOURS || !hours_empty(hours))
        hours_text(&text, hours);
    rule_page_put(page, week_field(page, week), str_text(&text), NULL);
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

/* "mon-fri 9-18; sat closed": the days it names get these hours, the others stay. */
static int type_days(struct hours *hours, const char *text, struct err *err)
{
    for (;;) {
        uint8_t days;
        struct spans spans = {0};
        text += strspn(text, " \t;,:");
        if (!*text)
            return 0;
        int n = days_read(text, &days, err);
        if (n <= 0)
            return n < 0 ? -1 : err_set(err, _("\"%.60s\" are no hours; write them such as 9:30-13:30 16-18:30, or closed"), text);
        text += n + strspn(text + n, " \t:");
        n = spans_read(text, &spans, err);
        for (int day = 0; n > 0 && day < WEEK_DAYS; day++)
            if (days >> day & 1)
                spans_copy(&spans, &hours->day[day]);
        spans_clear(&spans);
        if (n <= 0)
            return n < 0 ? -1 : err_set(err, _("the hours of these days are missing; write them such as mon-fri 09:30-13:30"));
        text += n;
    }
}

/* Hours alone are DAY's. */
static int type_week(struct hours *hours, int day, const char *text, struct err *err)
{
    struct spans spans = {0};
    int n = spans_read(text, &spans, err);

    if (n > 0 && is_blank(text + n))
        spans_copy(&spans, &hours->day[day]);
    spans_clear(&spans);
    if (n < 0)
        return -1;
    return n > 0 && is_blank(text + n) ? 0 : type_days(hours, text, err);
}

int rule_page_type_day(struct rule_page *page, enum rule_week week, int day, const char *text, struct err *err)
{
    struct hours hours;

    if (is_blank(text) && page->exception)
        return rule_page_put(page, week_field(page, week), "", err);
    hours_copy(&page->week[week], &hours);
    int r = type_week(&hours, day, is_blank(text) ? "closed" : text, err);
    if (r == 0)
        rule_page_set_week(page, week, &hours);
    hours_clear(&hours);
    return r;
}

int rule_day_preview(const char *text, struct str *to, struct err *err)
{
    struct hours hours = {0};
    struct spans spans = {0};
    int n = spans_read(text, &spans, err);
    int r = n < 0 ? -1 : 0;

    if (n > 0 && is_blank(text + n))
        spans_text(to, &spans);
    else if (r == 0 && !is_blank(text) && (r = type_days(&hours, text, err)) == 0)
        words_hours(to, &hours);
    spans_clear(&spans);
    hours_clear(&hours);
    return r;
}

/* --- changes --- */

static int by_first_day(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b; /* the first member of both closed and special */

    return (x > y) - (x < y);
}

static bool is_dates(const struct form_row *row)
{
    return str_equal(row->name, "closed") || str_equal(row->name, "special");
}

static void put_in_order(struct rule_page *page, size_t field)
{
    const struct form_row *row = &page->form->rows[field];
    struct list *list = field_of(row->field, page->form->record);
    _cleanup_str_ struct str text = STR_INIT;

    if (list->n > 0)
        qsort(list->v, list->n, row->field->model->size, by_first_day);
    text_write(&page->form->texting, row->field, row->words, page->form->record, &text);
    form_set(page->form, field, str_text(&text), NULL);
}

static void note_step(struct rule_page *page, size_t field, const char *before)
{
    MEM_GROW(page->steps, page->n_steps, page->cap_steps);
    page->steps[page->n_steps++] = (struct page_step){field, mem_string(before)};
}

int rule_page_put(struct rule_page *page, size_t field, const char *text, struct err *err)
{
    _cleanup_free_ char *before = mem_string(form_text(page->form, field));

    if (form_set(page->form, field, text, err) < 0) {
        form_set(page->form, field, before, NULL);
        return -1;
    }
    if (is_dates(&page->form->rows[field]))
        put_in_order(page, field);
    if (!str_equal(before, form_text(page->form, field)))
        note_step(page, field, before);
    refresh(page);
    return 0;
}

bool rule_page_back(struct rule_page *page)
{
    if (page->n_steps == 0)
        return false;
    struct page_step *step = &page->steps[--page->n_steps];
    form_set(page->form, step->field, step->text, NULL);
    free(step->text);
    refresh(page);
    return true;
}

bool rule_page_changed(const struct rule_page *page)
{
    return form_changed(page->form);
}

unsigned rule_page_edits(const struct rule_page *page)
{
    return page->edits;
}

int64_t rule_page_replaces(const struct rule_page *page)
{
    return page->ref ? page->base.from : INSTANT_NONE;
}

void rule_page_typed(const struct rule_page *page, void (*fn)(void *ctx, const char *name, const char *text), void *ctx)
{
    for (size_t i = 0; i < page->form->n; i++)
        if (!str_equal(page->form->rows[i].text, page->form->rows[i].first))
            fn(ctx, page->form->rows[i].name, page->form->rows[i].text);
}

void rule_page_retype(struct rule_page *page, const char *name, const char *text)
{
    size_t field = form_find(page->form, name);

    if (field < page->form->n)
        rule_page_put(page, field, text, NULL);
}

/* --- life --- */

const char *rule_page_title(const struct rule_page *page)
{
    return page->title;
}

const struct rule *rule_page_rule(const struct rule_page *page)
{
    return page->exception ? NULL : page->form->record;
}

const struct override *rule_page_override(const struct rule_page *page)
{
    return page->exception ? page->form->record : NULL;
}

static struct rule_page *make(struct app *app, struct form *form, bool exception)
{
    struct rule_page *page = mem_zero(1, sizeof *page);

    page->app = app;
    page->form = form;
    page->exception = exception;
    return page;
}

/* The beginning of the version that comes next; INSTANT_NONE: none does. */
static int64_t next_version(const struct app *app, const struct house *house)
{
    for (size_t i = 0; i < house->n_rules; i++)
        if (house->rules[i].from > app_now(app))
            return house->rules[i].from;
    return INSTANT_NONE;
}

static char *rules_title(struct rule_page *page, const struct house *house)
{
    _cleanup_str_ struct str since = STR_INIT, then = STR_INIT;
    int64_t next = next_version(page->app, house);

    if (rulebook_default(house->book))
        return mem_string(_("Rules: the built-in ones, until you write your own"));
    words_beginning(page->app, &since, page->base.from);
    if (page->ref)
        return str_format(_("Rules from %s on, not in force yet"), str_text(&since));
    if (next == INSTANT_NONE)
        return str_format(_("Rules, in force since %s"), str_text(&since));
    words_beginning(page->app, &then, next);
    return str_format(_("Rules, in force since %s; others from %s (v)"), str_text(&since), str_text(&then));
}

static int begin_rules(struct rule_page *page, const char *ref, struct err *err)
{
    const struct house *house;
    int64_t from = INSTANT_NONE;

    if (form_rule_in_force(page->app, &page->base, err) < 0 || app_house(page->app, &house, err) < 0)
        return -1;
    for (size_t i = 0; ref && civil_parse_instant(ref, &from) == 0 && i < house->n_rules; i++) {
        if (house->rules[i].from != from)
            continue;
        model_clear(&model_rule, &page->base);
        model_copy(&model_rule, &house->rules[i], &page->base);
        if (rule_validity(house->rules, house->n_rules, i, app_now(page->app)) == VALIDITY_COMING)
            page->ref = mem_string(ref);
    }
    if (ref && page->base.from != from)
        return 1;
    model_clear(&model_rule, page->form->record);
    model_copy(&model_rule, &page->base, page->form->record);
    form_rebase(page->form);
    page->title = rules_title(page, house);
    refresh(page);
    return 0;
}

int rule_page_rules(struct app *app, const char *ref, struct rule_page **ret, struct err *err)
{
    struct form *form;

    if (form_new(app, "rule", NULL, &form, err) < 0)
        return -1;
    struct rule_page *page = make(app, form, false);
    int r = begin_rules(page, ref, err);
    if (r == 0)
        *ret = page;
    else
        rule_page_free(page);
    return r;
}

int rule_page_exception(struct app *app, const char *client, const char *ref, struct rule_page **ret, struct err *err)
{
    struct form *form;
    int r = ref ? form_edit(app, "override", ref, &form, err) : form_new(app, "override", client, &form, err);

    if (r != 0)
        return r;
    struct rule_page *page = make(app, form, true);
    page->title = mem_string(form_title(form));
    if (form_rule_in_force(app, &page->base, err) < 0) {
        rule_page_free(page);
        return -1;
    }
    refresh(page);
    *ret = page;
    return 0;
}

void rule_page_free(struct rule_page *page)
{
    if (!page)
        return;
    rule_rows_clear(page);
    free(page->rows);
    for (size_t i = 0; i < page->n_steps; i++)
        free(page->steps[i].text);
    free(page->steps);
    hours_clear(&page->week[RULE_WEEK_HOURS]);
    hours_clear(&page->week[RULE_WEEK_EXTRA]);
    model_clear(&model_rule, &page->base);
    form_free(page->form);
    free(page->title);
    free(page->ref);
    free(page);
}
