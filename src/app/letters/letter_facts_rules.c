/* My rules as fields: what T3b tells, and what other letters say of how to reach me. */
#include "letter_draft.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/clients.h"

#include <string.h>

enum { PAYMENT_DAYS = 15, NOTICE_DAYS = 15 /* boundaries.md, 5 and 8 */ };

static enum channel_hours channel_hours(const struct rule *rule, const char *name)
{
    return channels_apply(&rule->channels, name, channel_builtin(name)).hours;
}

/* --- ways to reach me --- */

static void put_channel(struct letter_draft *draft, const char *field, const char *name)
{
    letter_put_item(&draft->fields, field, locale_channel(draft->manner.locale, name));
}

static void put_open(struct letter_draft *draft, const struct rule *rule)
{
    if (draft->house->me.email.n)
        put_channel(draft, "channels", "email");
    if (letter_given(&draft->fields, "phone"))
        put_channel(draft, "channels", "phone");
    for (size_t i = 0; i < rule->channels.n; i++) {
        const char *name = rule->channels.v[i].name;
        bool said = str_equal(name, "email") || str_equal(name, "phone");
        if (!said && channel_hours(rule, name) != CHANNEL_NEVER)
            put_channel(draft, "channels", name);
    }
}

/* Those the rules name; where they name none, those people try. */
static void put_unused(struct letter_draft *draft, const struct rule *rule)
{
    static const char *const usual[] = {"whatsapp", "messenger", "instagram"};

    for (size_t i = 0; i < rule->channels.n; i++)
        if (channel_hours(rule, rule->channels.v[i].name) == CHANNEL_NEVER)
            put_channel(draft, "unused", rule->channels.v[i].name);
    if (letter_given(&draft->fields, "unused"))
        return;
    for (size_t i = 0; i < ARRAY_LEN(usual); i++)
        if (channel_hours(rule, usual[i]) == CHANNEL_NEVER)
            put_channel(draft, "unused", usual[i]);
}

void letter_facts_ways(struct letter_draft *draft, const struct rule *rule)
{
    const struct texts *phones = &draft->house->me.phone;

    if (phones->n && channel_hours(rule, "phone") != CHANNEL_NEVER)
        letter_put_text(&draft->fields, "phone", phones->v[0]);
    put_open(draft, rule);
    put_unused(draft, rule);
}

/* Whose clock the hours are by, where the client's shows another time. */
void letter_facts_zone(struct letter_draft *draft, const struct zone *zone)
{
    const struct zone *theirs =
        draft->client.zone ? zones_find(app_zones(draft->app), draft->client.zone, NULL) : NULL;

    _cleanup_str_ struct str city = STR_INIT;

    if (!theirs || zone_offset(theirs, draft->now) == zone_offset(zone, draft->now))
        return;
    locale_city(draft->manner.locale, &city, zone_name(zone));
    letter_put_text(&draft->fields, "zone.city", str_text(&city));
}

/* --- the rules --- */

/* The version that was wished, else the one in force. NULL: there is none such. */
static const struct rule *version_of(const struct letter_draft *draft)
{
    int64_t wanted = draft->wish->rule;
    const struct rule *rule = rulebook_at(draft->house->book, wanted == INSTANT_NONE ? draft->now : wanted);

    return wanted == INSTANT_NONE || rule->from == wanted ? rule : NULL;
}

bool letter_my_language(const struct letter_draft *draft)
{
    const char *mine = draft->house->me.language;

    return !mine || strncmp(mine, draft->manner.locale->language, 2) == 0;
}

static void put_urgent(struct letter_draft *draft, const char *route)
{
    _cleanup_free_ char *text = letter_facts_rest(route);

    if (letter_my_language(draft))
        letter_put_text(&draft->fields, "urgent_route", text);
}

/* A short window holds until its last day; after that it is 72 hours again. */
static struct window window_of(const struct letter_draft *draft, const struct rule *rule)
{
    bool over = rule->until != DAY_NONE && rule->until < draft->today;

    return !rule->reply_window.n || (over && window_short(rule->reply_window)) ? WINDOW_DEFAULT
                                                                               : rule->reply_window;
}

static void put_rule(struct letter_draft *draft, const struct rule *rule)
{
    struct letter_fields *fields = &draft->fields;

    draft->rule = rule->from;
    letter_put_week(fields, "hours", &rule->hours);
    letter_put_window(fields, "window", window_of(draft, rule));
    letter_put_count(fields, "payment_days",
                     (rule->payment_days >= 0 ? rule->payment_days : PAYMENT_DAYS) * 1000);
    letter_put_count(fields, "notice_days",
                     (rule->notice_days >= 0 ? rule->notice_days : NOTICE_DAYS) * 1000);
    letter_put_sum(fields, "extras_rate", rule->extras_rate);
    put_urgent(draft, rule->urgent_route);
    letter_facts_ahead(draft, rule);
    letter_facts_ways(draft, rule);
}

/* With whom there is a history the rules are set anew. */
static int choose_variant(struct letter_draft *draft, struct err *err)
{
    int64_t id;

    draft->variant = "start";
    if (!draft->client.ref)
        return 0;
    if (client_find(draft->store, draft->client.ref, &id, NULL, NULL, err) != 0)
        return -1;
    draft->variant = draft->standing.n_told || client_entries(draft->store, id) > 0 ? "reset" : "start";
    return 0;
}

int letter_facts_rules(struct letter_draft *draft, struct err *err)
{
    const struct rule *rule = version_of(draft);

    if (!rule)
        return err_set(err, _("no version of the rules begins then; paletti records rule lists them"));
    if (draft->client.ref &&
        standing_load(draft->store, draft->house->book, draft->client.ref, &draft->standing, err) < 0)
        return -1;
    /* Nobody can be told the built-in rules: nobody set them. */
    if (rule->from != INSTANT_NONE) {
        const struct zone *zone = rulebook_zone(draft->house->book, rule);
        draft->zone = zone;
        letter_facts_zone(draft, zone);
        put_rule(draft, rule);
        letter_put_instant(&draft->fields, "from", rule->from);
    }
    return draft->variant ? 0 : choose_variant(draft, err);
}
