/* What one version changed against another, in words. */
#include "rule_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/versions.h"

void words_beginning(struct app *app, struct str *to, int64_t from)
{
    int32_t day = zone_day(app_zone(app), from, NULL);

    if (from == zone_day_start(app_zone(app), day))
        words_day(app, to, day);
    else
        words_instant(app, to, from);
}

struct telling {
    struct app *app;
    struct texting texting;
    const struct rule *a, *b;
    void (*fn)(void *ctx, const char *line);
    void *ctx;
};

static void say(const struct telling *telling, const char *what, const char *before, const char *after)
{
    _cleanup_free_ char *line = str_format("%s: %s → %s", what, before, after);

    telling->fn(telling->ctx, line);
}

/* --- what a version says of one field --- */

static void value_words(const struct telling *telling, const struct field *field, const struct rule *rule, struct str *to)
{
    const struct field_words *words = field_words("rule", field->name);

    if (field->kind == FIELD_HOURS)
        words_hours(to, &rule->hours);
    else if (field->kind == FIELD_WINDOW)
        words_window(to, rule->reply_window.n > 0 ? rule->reply_window : WINDOW_DEFAULT);
    else if (!field_absent(field, rule))
        text_meaning(&telling->texting, field, words, rule, to);
    if (to->len == 0)
        text_write(&telling->texting, field, words, rule, to);
    if (to->len == 0)
        str_add(to, _("nothing said"));
}

static void say_field(const struct telling *telling, const struct field *field)
{
    _cleanup_str_ struct str before = STR_INIT, after = STR_INIT;
    const char *label = field_words("rule", field->name)->label;

    value_words(telling, field, telling->a, &before);
    value_words(telling, field, telling->b, &after);
    say(telling, *label ? _(label) : field->name, str_text(&before), str_text(&after));
}

/* --- lists: what came, and what went --- */

static bool has_item(const struct field *field, const struct list *list, const void *item)
{
    for (size_t i = 0; i < list->n; i++)
        if (model_equal(field->model, (const char *)list->v + i * field->model->size, item))
            return true;
    return false;
}

static void say_items(const struct telling *telling, const struct field *field, const struct list *of,
                      const struct list *without, const char *what)
{
    for (size_t i = 0; i < of->n; i++) {
        const void *item = (const char *)of->v + i * field->model->size;
        struct list one = {(void *)item, 1, 1};
        _cleanup_str_ struct str line = STR_INIT;
        if (has_item(field, without, item))
            continue;
        str_printf(&line, "%s %s: ", what, _(field_words("rule", field->name)->label));
        words_dates(telling->app, &line, field, &one);
        telling->fn(telling->ctx, str_text(&line));
    }
}

static void say_list(const struct telling *telling, const struct field *field)
{
    const struct list *before = field_of(field, telling->a), *after = field_of(field, telling->b);

    say_items(telling, field, after, before, "+");
    say_items(telling, field, before, after, "-");
}

/* --- channels --- */

static void channel_words(const struct channels *channels, const char *name, struct str *to)
{
    struct channel_terms terms = channels_apply(channels, name, channel_builtin(name));

    str_printf(to, "%s, %c", words_channel_hours(terms.hours), 'A' + (int)terms.grade);
}

static void say_channel(const struct telling *telling, const char *name)
{
    _cleanup_str_ struct str before = STR_INIT, after = STR_INIT;

    channel_words(&telling->a->channels, name, &before);
    channel_words(&telling->b->channels, name, &after);
    if (!str_equal(str_text(&before), str_text(&after)))
        say(telling, words_channel(name), str_text(&before), str_text(&after));
}

static bool has_channel(const struct channels *channels, const char *name)
{
    for (size_t i = 0; i < channels->n; i++)
        if (str_equal(channels->v[i].name, name))
            return true;
    return false;
}

static void say_channels(const struct telling *telling)
{
    const struct channels *before = &telling->a->channels, *after = &telling->b->channels;

    for (size_t i = 0; i < before->n; i++)
        say_channel(telling, before->v[i].name);
    for (size_t i = 0; i < after->n; i++)
        if (!has_channel(before, after->v[i].name))
            say_channel(telling, after->v[i].name);
}

void words_rule_changes(struct app *app, const struct rule *a, const struct rule *b,
                        void (*fn)(void *ctx, const char *line), void *ctx)
{
    struct telling telling = {.app = app, .texting = texting_init(app), .a = a, .b = b, .fn = fn, .ctx = ctx};
    uint32_t changed = rule_difference(a, b);

    for (size_t i = 0; i < model_rule.n; i++) {
        const struct field *field = &model_rule.fields[i];
        if (!(changed >> i & 1))
            continue;
        if (field->kind == FIELD_LIST)
            say_list(&telling, field);
        else if (field->kind == FIELD_CHANNELS)
            say_channels(&telling);
        else
            say_field(&telling, field);
    }
}
