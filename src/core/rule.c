#include "paletti/core/rule.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

const char *const closed_kind_names[] = {"holiday", "absence", NULL};
static const char *const notice_roll_names[] = {"none", "holiday", NULL};

static int closed_check(const void *record, struct err *err)
{
    const struct closed *closed = record;
    if (closed->to < closed->from)
        return err_set(err,
                       _("to: the range ends before it begins; a single day has the same `from` and `to`"));
    return 0;
}

static const struct field closed_fields[] = {
    FIELD(DATE, closed, from, REQUIRED),
    FIELD(DATE, closed, to, REQUIRED),
    FIELD(TEXT, closed, label),
    FIELD(ENUM, closed, kind, NAMES_OR(closed_kind_names, CLOSED_ABSENCE)),
};
static const struct model model_closed = MODEL("closed", closed, closed_fields, .check = closed_check);

static const struct field special_fields[] = {
    FIELD(DATE, special, on, REQUIRED),
    FIELD(SPANS, special, hours),
    FIELD(TEXT, special, label),
};
static const struct model model_special = MODEL("special", special, special_fields);

static const struct field extra_fields[] = {
    FIELD(DAYS, extra, days, REQUIRED),
    FIELD(SPANS, extra, hours, REQUIRED),
};
static const struct model model_extra = MODEL("extra", extra, extra_fields);

static int by_day(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* Two entries for one date in the same list would leave open which of them holds. */
static int special_check(const struct list *list, struct err *err)
{
    const struct special *special = list->v;
    _cleanup_free_ int32_t *days = mem_zero(list->n, sizeof *days);
    for (size_t i = 0; i < list->n; i++)
        days[i] = special[i].on;
    qsort(days, list->n, sizeof *days, by_day);
    for (size_t i = 1; i < list->n; i++) {
        char day[CIVIL_DAY_SIZE];
        if (days[i] == days[i - 1])
            return err_set(err, _("special: %s stands twice; keep one entry with all its hours"),
                           civil_format_day(days[i], day));
    }
    return 0;
}

/* boundaries.md, section 2.4: the floor. An override always has its reason and its last day. */
static int floor_check(const struct rule *rule, struct err *err)
{
    char window[WINDOW_SIZE];
    if (!rule->reply_window.n || !window_short(rule->reply_window))
        return 0;
    window_format(rule->reply_window, window);
    if (!rule->reason || !*rule->reason)
        return err_set(
            err,
            _("reply_window: %s is shorter than the floor (72h, 3d, 3wd, 24oh); such a window needs a "
              "`reason` and an end date `until`"),
            window);
    if (rule->until == DAY_NONE)
        return err_set(
            err,
            _("reply_window: %s is shorter than the floor (72h, 3d, 3wd, 24oh); such a window needs "
              "`until`, the last day on which it is given"),
            window);
    return 0;
}

static int rule_fields_check(const void *record, struct err *err)
{
    const struct rule *rule = record;
    if (floor_check(rule, err) < 0)
        return -1;
    return special_check(&rule->special, err);
}

static const struct field rule_fields[] = {
    FIELD(INSTANT, rule, from, REQUIRED),
    FIELD(ZONE, rule, zone, REQUIRED),
    FIELD(HOURS, rule, hours, REQUIRED),
    FIELD(LIST, rule, closed, .model = &model_closed),
    FIELD(LIST, rule, special, .model = &model_special),
    FIELD(WINDOW, rule, reply_window, .standard = 72 * 8 + WINDOW_H),
    FIELD(TEXT, rule, reason),
    FIELD(DATE, rule, until),
    FIELD(CHANNELS, rule, channels),
    FIELD(INT, rule, payment_days, RANGE(0, DAYS_MAX, -1)),
    FIELD(INT, rule, notice_days, RANGE(0, DAYS_MAX, -1)),
    FIELD(ENUM, rule, notice_roll, NAMES_OR(notice_roll_names, NOTICE_NONE)),
    FIELD(MONEY, rule, extras_rate),
    FIELD(TEXT, rule, urgent_route),
};
const struct model model_rule = MODEL("rule", rule, rule_fields, .check = rule_fields_check);

static int override_fields_check(const void *record, struct err *err)
{
    const struct override *override = record;
    if (override->until < override->from)
        return err_set(err, _("until: is before `from`; it is the last day on which the exception holds"));
    return special_check(&override->special, err);
}

/* A window of 72h or a roll of none says something here: it replaces what the rule has. */
static const struct field override_fields[] = {
    FIELD(REF, override, ref, REQUIRED),
    FIELD(REF, override, client, REQUIRED, .model = &model_client),
    FIELD(DATE, override, from, REQUIRED),
    FIELD(DATE, override, until, REQUIRED),
    FIELD(TEXT, override, reason, REQUIRED),
    FIELD(HOURS, override, hours, GIVEN(override, hours_given)),
    FIELD(LIST, override, closed, .model = &model_closed),
    FIELD(LIST, override, special, .model = &model_special),
    FIELD(WINDOW, override, reply_window),
    FIELD(CHANNELS, override, channels),
    FIELD(INT, override, payment_days, RANGE(0, DAYS_MAX, -1)),
    FIELD(INT, override, notice_days, RANGE(0, DAYS_MAX, -1)),
    FIELD(ENUM, override, notice_roll, NAMES(notice_roll_names)),
    FIELD(LIST, override, extra, .model = &model_extra, GIVEN(override, extra_given)),
};
const struct model model_override =
    MODEL("override", override, override_fields, .check = override_fields_check);

/* clang-format off */
static const struct field told_fields[] = {
    FIELD(REF, told, ref, REQUIRED),
    FIELD(REF, told, client, REQUIRED, .model = &model_client),
    FIELD(DATE, told, on, REQUIRED),
    FIELD(INSTANT, told, rule),
    FIELD(TEXT, told, how),
};
/* clang-format on */
const struct model model_told = MODEL("told", told, told_fields);
