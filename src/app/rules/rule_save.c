/* From when a version holds, and writing it. */
#include "rule_inside.h"
#include "writing.h"

#include "paletti/app/form.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/when.h"

#include <string.h>

/* --- from when --- */

/* The zone of the page, where it names one that there is. */
static const struct zone *zone_of(const struct rule_page *page)
{
    const struct zone *zone = zones_find(app_zones(page->app), ((struct rule *)page->form->record)->zone, NULL);

    return zone ? zone : app_zone(page->app);
}

/* "Today" goes on from this minute where other rules have held since midnight: what they judged stays. */
static int read_beginning(struct app *app, const struct zone *zone, const char *text, struct rule_beginning *ret,
                          struct err *err)
{
    int64_t now = app_now(app), midnight = zone_day_start(zone, zone_day(zone, now, NULL));
    unsigned flags = WHEN_AHEAD | WHEN_MIDNIGHT | (ret->past_too ? 0 : WHEN_COMING);
    int n = when_parse_as(text, now, zone, flags, &ret->from, err);

    if (n < 0)
        return -1;
    if (n == 0 || text[n + (int)strspn(text + n, " \t")])
        return err_set(err, _("\"%.60s\" is no day; write one such as today, tomorrow, monday or 1 dec"), text);
    if (ret->past_too)
        return 0;
    ret->at_once = ret->from >= midnight && ret->from <= now;
    if (ret->at_once)
        ret->from = now - now % 60;
    if (ret->from < midnight)
        return err_set(err, _("a new version begins today at the earliest: what was judged by the old one stays as it is"));
    return 0;
}

int rule_begins(struct app *app, const struct zone *zone, int64_t replaces, const char *text, struct rule_beginning *ret,
                struct err *err)
{
    struct rule_beginning beginning = {.next = INSTANT_NONE};
    const struct house *house;

    if (app_house(app, &house, err) < 0)
        return -1;
    beginning.past_too = rulebook_default(house->book);
    if (read_beginning(app, zone, text, &beginning, err) < 0)
        return -1;
    for (size_t i = house->n_rules; i-- > 0;) {
        if (house->rules[i].from == beginning.from)
            beginning.replaced = &house->rules[i];
        if (house->rules[i].from > beginning.from && house->rules[i].from != replaces)
            beginning.next = house->rules[i].from;
    }
    *ret = beginning;
    return 0;
}

static int begin(const struct rule_page *page, const char *text, struct rule_beginning *ret, struct err *err)
{
    return rule_begins(page->app, zone_of(page), page->ref ? page->base.from : INSTANT_NONE, text, ret, err);
}

void rule_beginning_words(struct app *app, const struct rule_beginning *beginning, struct str *to)
{
    _cleanup_str_ struct str from = STR_INIT, next = STR_INIT;

    words_beginning(app, &from, beginning->from);
    if (beginning->next != INSTANT_NONE)
        words_beginning(app, &next, beginning->next);
    if (beginning->past_too)
        str_printf(to, _("your first version, from %s on; it judges what is older too"), str_text(&from));
    else if (beginning->replaced && beginning->from > app_now(app))
        str_printf(to, _("takes the place of the version from %s, which never held yet"), str_text(&from));
    else if (beginning->at_once)
        str_add(to, _("a new version, from this minute on; what was judged stays as it is"));
    else
        str_printf(to, _("a new version, from %s on; until then all stays as it is"), str_text(&from));
    if (beginning->next != INSTANT_NONE)
        str_printf(to, _("; another one takes over on %s"), str_text(&next));
}

static int say_exception(const struct rule_page *page, struct str *to, struct err *err)
{
    const struct override *override = page->form->record;
    _cleanup_str_ struct str from = STR_INIT, until = STR_INIT;
    size_t field;

    if (form_check_texts(page->form, &field, err) < 0)
        return -1;
    words_day(page->app, &from, override->from);
    words_day(page->app, &until, override->until);
    str_printf(to, _("from %s until %s; then it ends by itself"), str_text(&from), str_text(&until));
    return 0;
}

int rule_page_when(struct rule_page *page, const char *when, struct str *to, struct err *err)
{
    struct rule_beginning beginning;

    if (page->exception)
        return say_exception(page, to, err);
    if (begin(page, when, &beginning, err) < 0)
        return -1;
    rule_beginning_words(page->app, &beginning, to);
    return 0;
}

/* --- writing --- */

/* The page as a record that an import would take, beginning at FROM. */
static int check(const struct rule_page *page, int64_t from, void **ret, struct err *err)
{
    struct record_checks checks = app_checks(page->app);
    _cleanup_str_ struct str line = STR_INIT;
    const struct model *model;
    struct rule rule;

    model_copy(&model_rule, page->form->record, &rule);
    rule.from = from;
    model_normalise(&model_rule, &rule);
    record_write(&line, &model_rule, &rule);
    model_clear(&model_rule, &rule);
    if (record_parse(line.s, line.len, &checks, &model, ret, err) == 0)
        return 0;
    form_fault(page->form, err);
    return -1;
}

static int say_changed(struct err *err)
{
    err_set(err, _("these rules were changed meanwhile, by another program; save again to write over that"));
    return 1;
}

/* 1: another version holds now than the one of which a new one is made. From now on it is made of that. */
static int check_in_force(struct rule_page *page, struct err *err)
{
    const struct house *house;

    if (page->ref)
        return 0;
    if (app_house(page->app, &house, err) < 0)
        return -1;
    const struct rule *rule = rulebook_at(house->book, app_now(page->app));
    if (rule->from == page->base.from)
        return 0;
    model_clear(&model_rule, &page->base);
    model_copy(&model_rule, rule, &page->base);
    return say_changed(err);
}

/* 1: what the page was made of is not as it was. From now on it is made of what is there. */
static int check_meanwhile(struct rule_page *page, struct store *store, struct err *err)
{
    char from[CIVIL_INSTANT_SIZE];
    struct rule now;
    int other = check_in_force(page, err);

    if (other != 0 || page->base.from == INSTANT_NONE)
        return other;
    int r = store_get(store, &model_rule, civil_format_instant(page->base.from, from), &now, err);
    if (r < 0)
        return -1;
    bool same = r == 0 && model_equal(&model_rule, &now, &page->base);
    if (r > 0) {
        free(page->ref);
        page->ref = NULL;
        page->base.from = INSTANT_NONE;
    } else if (!same) {
        model_clear(&model_rule, &page->base);
        model_copy(&model_rule, &now, &page->base);
    }
    if (r == 0)
        model_clear(&model_rule, &now);
    return same ? 0 : say_changed(err);
}

static int write(struct rule_page *page, const void *record, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    enum put put;

    if (writing_begin(page->app, page->form->progress, &writing, err) < 0)
        return -1;
    int r = check_meanwhile(page, writing.store, err);
    if (r != 0)
        return r;
    writing_name(&writing, &model_rule, record);
    if (page->ref && writing_remove(&writing, &model_rule, page->ref, err) < 0)
        return -1;
    if (writing_put(&writing, &model_rule, record, 0, &put, err) < 0)
        return -1;
    if (writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

static int save_rules(struct rule_page *page, const char *when, unsigned *ret_changes, struct err *err)
{
    struct rule_beginning beginning;
    void *record;

    if (begin(page, when, &beginning, err) < 0 || check(page, beginning.from, &record, err) < 0)
        return -1;
    int r = write(page, record, ret_changes, err);
    page->saved = r == 0 ? beginning.from : INSTANT_NONE;
    if (r < 0)
        form_fault(page->form, err);
    record_free(&model_rule, record);
    return r;
}

void rule_page_watch(struct rule_page *page, const struct request *progress)
{
    form_watch(page->form, progress);
}

int rule_page_save(struct rule_page *page, const char *when, unsigned *ret_changes, struct err *err)
{
    size_t field;

    if (!page->exception)
        return save_rules(page, when, ret_changes, err);
    return form_save(page->form, NULL, ret_changes, &field, err);
}

int64_t rule_page_saved(const struct rule_page *page)
{
    return page->exception ? INSTANT_NONE : page->saved;
}
