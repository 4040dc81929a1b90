#include "terms_layers.h"

#include "paletti/base/mem.h"
#include "paletti/core/days.h"

/* The rule's list and then each override's, weakest first: what the calendar wants. MEMBER is the offset in
 * both. */
static const struct list **gather_lists(const struct rule *rule, const struct layered *l, bool special)
{
    const struct list **lists = mem_zero(l->terms.n_overrides + 1, sizeof *lists);
    lists[0] = special ? &rule->special : &rule->closed;
    for (size_t i = 0; i < l->terms.n_overrides; i++)
        lists[i + 1] = special ? &l->overrides[i]->special : &l->overrides[i]->closed;
    return lists;
}

static void lay_calendar(struct layered *l, const struct version *version)
{
    const struct hours *hours = &version->rule->hours;
    bool touched = !version->plain;
    for (size_t i = 0; i < l->terms.n_overrides; i++) {
        const struct override *o = l->overrides[i];
        touched |= o->hours_given || o->closed.n > 0 || o->special.n > 0;
        if (o->hours_given)
            hours = &o->hours;
    }
    if (!touched)
        return;
    _cleanup_free_ const struct list **closed = gather_lists(version->rule, l, false);
    _cleanup_free_ const struct list **special = gather_lists(version->rule, l, true);
    struct calendar_source source = {
        .zone = version->zone,
        .hours = hours,
        .closed = closed,
        .n_closed = l->terms.n_overrides + 1,
        .special = special,
        .n_special = l->terms.n_overrides + 1,
    };
    l->calendar = calendar_new(&source);
    l->terms.calendar = l->calendar;
}

/* The spans of all entries by weekday; they may overlap, the calendar unites them. */
static void lay_extra(struct layered *l, const struct list *extras)
{
    const struct extra *v = extras->v;
    for (size_t i = 0; i < extras->n; i++)
        for (int day = MONDAY; day <= SUNDAY; day++)
            for (size_t j = 0; v[i].days & 1 << day && j < v[i].hours.n; j++)
                spans_add(&l->extra_hours.day[day], v[i].hours.v[j]);
    if (hours_empty(&l->extra_hours))
        return;
    l->extra = calendar_new(&(struct calendar_source){.zone = l->terms.zone, .hours = &l->extra_hours});
    l->terms.extra = l->extra;
}

static void lay_channels(struct layered *l, const struct version *version)
{
    size_t n = 0;
    _cleanup_free_ const struct channels **layers = mem_zero(l->terms.n_overrides + 1, sizeof *layers);
    layers[n++] = &version->rule->channels;
    for (size_t i = 0; i < l->terms.n_overrides; i++)
        if (l->overrides[i]->channels.n > 0)
            layers[n++] = &l->overrides[i]->channels;
    if (version->plain && n == 1)
        return;
    l->channels = channel_table_new(layers, n);
    l->terms.channels = l->channels;
}

/* What is one value: the strongest layer that gives it decides. A short window ends with the layer it comes
 * from. */
static void lay_override(struct terms *terms, const struct override *o)
{
    if (o->reply_window.n > 0) {
        terms->window = o->reply_window;
        terms->window_until = o->until;
    }
    if (o->payment_days >= 0)
        terms->payment_days = o->payment_days;
    if (o->notice_days >= 0)
        terms->notice_days = o->notice_days;
    if (o->notice_roll >= 0)
        terms->notice_roll = (enum notice_roll)o->notice_roll;
}

static struct terms rule_terms(const struct version *version)
{
    const struct rule *rule = version->rule;
    return (struct terms){
        .rule = rule,
        .zone = version->zone,
        .calendar = version->plain ? version->plain->terms.calendar : NULL,
        .channels = version->plain ? version->plain->terms.channels : NULL,
        .window = rule->reply_window.n > 0 ? rule->reply_window : WINDOW_DEFAULT,
        .window_until = rule->until,
        .payment_days = rule->payment_days,
        .notice_days = rule->notice_days,
        .notice_roll = rule->notice_roll >= 0 ? (enum notice_roll)rule->notice_roll : NOTICE_NONE,
    };
}

struct layered *layered_new(const struct version *version, const struct override *const *overrides, size_t n)
{
    struct layered *l = mem_zero(1, sizeof *l);
    l->overrides = mem_zero(n, sizeof *l->overrides);
    for (size_t i = 0; i < n; i++)
        l->overrides[i] = overrides[i];
    l->terms = rule_terms(version);
    l->terms.overrides = l->overrides;
    l->terms.n_overrides = n;

    const struct list *extra = NULL;
    for (size_t i = 0; i < n; i++) {
        lay_override(&l->terms, overrides[i]);
        if (overrides[i]->extra_given)
            extra = &overrides[i]->extra;
    }
    if (!window_short(l->terms.window))
        l->terms.window_until = DAY_NONE;
    lay_calendar(l, version);
    lay_channels(l, version);
    if (extra)
        lay_extra(l, extra);
    return l;
}

void layered_free(struct layered *l)
{
    if (!l)
        return;
    calendar_free(l->calendar);
    calendar_free(l->extra);
    channel_table_free(l->channels);
    hours_clear(&l->extra_hours);
    free(l->overrides);
    free(l);
}

struct channel_terms terms_channel(const struct terms *terms, const char *name)
{
    return channel_table_find(terms->channels, name);
}

struct window terms_window(const struct terms *terms, int64_t receipt)
{
    if (!window_short(terms->window))
        return terms->window;
    return days_at(terms->zone, receipt) <= terms->window_until ? terms->window : WINDOW_DEFAULT;
}
