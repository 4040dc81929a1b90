#include "terms_layers.h"

#include "paletti/base/i18n.h"

static int check_opening(const struct terms *terms, int64_t from, struct err *err)
{
    struct interval opening;
    if (calendar_next(terms->calendar, from, &opening) == 0)
        return 0;
    return err_set(
        err, _("hours: no opening within three years, so that nothing would ever fall due: add hours, or "
               "shorten what is closed"));
}

static int check_window(struct window window, const char *reason, int32_t until, struct err *err)
{
    if (!window_short(window) || (reason && *reason && until != DAY_NONE))
        return 0;
    char text[WINDOW_SIZE];
    return err_set(
        err,
        _("reply_window: %s is shorter than the floor (72h, 3d, 3wd or 24oh): give a reason and an end date "
          "(until), or a longer one"),
        window_format(window, text));
}

static int check_rule(const struct version *version, struct err *err)
{
    const struct rule *rule = version->rule;
    _cleanup_(layered_free_p)
    struct layered *plain = layered_new(version, NULL, 0);
    if (check_window(rule->reply_window, rule->reason, rule->until, err) < 0)
        return -1;
    return check_opening(&plain->terms, rule->from, err);
}

int rule_check(struct zones *zones, const struct rule *rule, struct err *err)
{
    char from[CIVIL_INSTANT_SIZE];
    struct version version = {.rule = rule, .zone = zones_find(zones, rule->zone, err)};
    if (version.zone && check_rule(&version, err) == 0)
        return 0;
    return err_prefix(err, _("the rule from %s"), civil_format_instant(rule->from, from));
}

static int check_override(const struct version *version, const struct override *override, struct err *err)
{
    _cleanup_(layered_free_p)
    struct layered *layered = layered_new(version, &override, 1);
    if (check_window(override->reply_window, override->reason, override->until, err) < 0)
        return -1;
    return check_opening(&layered->terms, zone_day_start(version->zone, override->from), err);
}

int override_check(struct rulebook *book, const struct override *override, struct err *err)
{
    if (check_override(rulebook_version_on(book, override->from), override, err) == 0)
        return 0;
    return err_prefix(err, _("the exception %s of client %s"), override->ref, override->client);
}
