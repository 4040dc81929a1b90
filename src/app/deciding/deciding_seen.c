/* What is known of a client at the moment of deciding: read from the records, judged by the rooms that judge.
 */
#include "deciding_inside.h"

#include "letter_draft.h"
#include "standing.h"

#include "paletti/app/ladder.h"
#include "paletti/app/reviews.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/core/decision_record.h"
#include "paletti/core/draft.h"
#include "paletti/core/handover.h"
#include "paletti/core/notice.h"
#include "paletti/store/facts.h"
#include "paletti/store/records.h"
#include "paletti/store/triage.h"

#include <strings.h>

/* --- terms: contract, notice, the next day --- */

static void take_contract(const struct contract *contract, struct deciding_seen *seen)
{
    seen->seen.contract = contract != NULL;
    if (!contract)
        return;
    seen->clause = mem_string(contract->clause);
    seen->seen.clause = contract->clause && *contract->clause;
    seen->seen.refund_policy = contract->refund_policy >= 0;
    for (size_t i = 0; i < contract->immediate_causes.n; i++)
        texts_add(&seen->causes, contract->immediate_causes.v[i]);
}

static void take_days(struct boundaries *boundaries, const struct contract *contract,
                      struct decide_seen *seen)
{
    const struct terms *terms = boundaries_at(boundaries, seen->now);
    struct interval opening;
    struct notice notice;

    seen->today = days_at(terms->zone, seen->now);
    seen->open_day = calendar_next(terms->calendar, zone_day_start(terms->zone, seen->today), &opening) > 0
                         ? DAY_NONE
                         : days_at(terms->zone, opening.from);
    int32_t next = days_after(terms->zone, seen->today, 1);
    seen->opening = calendar_next(terms->calendar, zone_day_start(terms->zone, next), &opening) > 0
                        ? INSTANT_NONE
                        : opening.from;
    bool ends = notice_given(boundaries, contract, seen->now, &notice) == 0;
    seen->last_day = ends ? notice.last_day : DAY_NONE;
    seen->notice_days = ends ? notice.days : 0;
    seen->payment_days =
        contract && contract->payment_days >= 0 ? contract->payment_days : terms->payment_days;
}

static void add_channel(const struct terms *terms, const char *name, struct str *to)
{
    if (terms_channel(terms, name).hours != CHANNEL_NEVER)
        str_printf(to, "%s%s", to->len > 0 ? ", " : "", words_channel(name));
}

/* What holds until now, in words, for the plan of new terms. */
static void take_old_terms(const struct terms *terms, const struct contract *contract, struct deciding_seen *seen)
{
    static const char *const usual[] = {"email", "phone"};
    struct str hours = STR_INIT, channels = STR_INIT, window = STR_INIT;
    const struct channels *own = &terms->rule->channels;

    words_hours(&hours, &terms->rule->hours);
    words_window(&window, terms_window(terms, seen->seen.now));
    for (size_t i = 0; i < ARRAY_LEN(usual); i++)
        add_channel(terms, usual[i], &channels);
    for (size_t i = 0; i < own->n; i++)
        if (!str_equal(own->v[i].name, usual[0]) && !str_equal(own->v[i].name, usual[1]))
            add_channel(terms, own->v[i].name, &channels);
    seen->scope = contract ? mem_string(contract->scope) : NULL;
    seen->hours = str_take(&hours);
    seen->channels = str_take(&channels);
    seen->window = str_take(&window);
}

static int take_terms(struct app *app, struct store *store, struct deciding_seen *seen, struct err *err)
{
    _cleanup_standing_ struct standing standing = {0};
    const struct house *house;
    struct contract *contracts;
    size_t n;

    if (app_house(app, &house, err) < 0 ||
        standing_load(store, house->book, seen->client.ref, &standing, err) < 0 ||
        store_all(store, &model_contract, seen->client.ref, &contracts, &n, err) < 0)
        return -1;
    const struct zone *zone = boundaries_at(standing.boundaries, seen->seen.now)->zone;
    const struct contract *contract = contract_on(contracts, n, zone_day(zone, seen->seen.now, NULL));
    take_contract(contract, seen);
    take_days(standing.boundaries, contract, &seen->seen);
    take_old_terms(boundaries_at(standing.boundaries, seen->seen.now), contract, seen);
    for (size_t i = 0; i < n; i++)
        model_clear(&model_contract, &contracts[i]);
    free(contracts);
    return 0;
}

/* --- money --- */

static void take_money(const struct client_facts *facts, struct decide_seen *seen)
{
    const struct hostage *hostage = &facts->hostage;

    seen->share = ratio_known(hostage->share) ? ratio_round(hostage->share, 1000) : -1;
    seen->runway = ratio_known(hostage->reserve_months) ? ratio_round(hostage->reserve_months, 1000) : -1;
    seen->floor = facts->hostage_of.floor_months >= 0 ? facts->hostage_of.floor_months * 1000 : -1;
    seen->covered = hostage->without_is == LASTS_COVERED;
    seen->owes = facts->owed > 0;
}

static bool debts_over(const struct debts *debts)
{
    for (size_t i = 0; i < debts->n; i++)
        if (debts->v[i].standing.state == LADDER_OVER)
            return true;
    return false;
}

static int take_debts(struct app *app, struct deciding_seen *seen, struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};
    struct str why = STR_INIT;

    if (app_debts(app, seen->client.ref, &debts, err) < 0)
        return -1;
    seen->seen.owes |= debts.n_owed > 0;
    seen->seen.ladder_over = debts_over(&debts);
    seen->seen.chance_open = debts.chance.lacks == 0;
    int months = debts.chance.months;
    if (seen->seen.chance_open)
        str_printf(&why, P_("client for %d month; first missed payment; no chance used.",
                            "client for %d months; first missed payment; no chance used.", months), months);
    else
        words_chance(&why, debts.rules, &debts.chance);
    seen->chance_why = str_take(&why);
    return 0;
}

/* --- what happened --- */

static bool marked(const struct client_facts *facts, const char *code)
{
    for (size_t i = 0; i < facts->n_signs; i++)
        if (str_equal(facts->signs[i].code, code))
            return facts->signs[i].n > 0;
    return false;
}

static int keep_last(void *ctx, const struct crossing_row *row)
{
    if (row->at > *(int64_t *)ctx)
        *(int64_t *)ctx = row->at;
    return 0;
}

struct decisions {
    struct deciding_seen *seen;
    const struct zone *zone;
};

static int look_at_decision(void *ctx, const void *record)
{
    const struct decision *decision = record;
    struct decisions *decisions = ctx;

    if (decision->state == DECISION_MADE && decision_path(decision) == PATH_CHANCE)
        decisions->seen->seen.last_chance = zone_day(decisions->zone, decision->at, NULL);
    return 0;
}

static int take_past(struct app *app, struct store *store, const struct client_facts *facts,
                     struct deciding_seen *seen, struct err *err)
{
    struct decisions decisions = {seen, app_zone(app)};
    int64_t last = INSTANT_NONE;

    if (crossings_each(store, facts->client_id, 0, seen->seen.now, keep_last, &last, err) < 0 ||
        deciding_tried(app, store, seen->client.ref, facts->client_id, &seen->tried, err) < 0 ||
        store_each(store, &model_decision, seen->client.ref, look_at_decision, &decisions, err) < 0)
        return -1;
    seen->seen.last_breach = last;
    return 0;
}

/* --- letters --- */

/* As they are written to: in the language that the plan says, else in the client's, or what stands in for it. */
static int take_manner(struct app *app, const struct deciding *answers, struct deciding_seen *seen, struct err *err)
{
    const char *own = decide_plan_page(answers->path) == DECIDE_EXIT ? answers->exit.language : NULL;
    const struct house *house;
    struct letter_party party;

    if (app_house(app, &house, err) < 0)
        return -1;
    letter_meet(&seen->client, &house->me, &party);
    if (own && *own)
        party.language = own;
    struct letter_manner manner = letter_manner(&party);
    seen->seen.locale = manner.locale->name;
    seen->seen.address = manner.address != ADDRESS_NONE ? letter_address_names[manner.address] : NULL;
    return 0;
}

/* A term of the chance in force was missed. */
static int take_chance(struct app *app, struct deciding_seen *seen, struct err *err)
{
    _cleanup_chance_ struct chance_page chance = {0};
    int r = chance_of(app, seen->client.ref, &chance, err);

    seen->seen.chance_broken = r == 0 && chance.state == TERM_BROKEN;
    return r < 0 ? -1 : 0;
}

/* --- all of it --- */

static int take_group(struct store *store, struct deciding_seen *seen, struct err *err)
{
    struct client group;

    if (!seen->client.member_of)
        return 0;
    int r = store_get(store, &model_client, seen->client.member_of, &group, err);
    if (r == 0) {
        seen->group_name = mem_string(group.name);
        model_clear(&model_client, &group);
    }
    return r < 0 ? -1 : 0;
}

/* What is borrowed from the rest, once the rest stays where it is. */
static void lay(const struct client_facts *facts, struct deciding_seen *seen)
{
    struct decide_seen *to = &seen->seen;

    to->name = seen->client.name;
    to->group_name = seen->group_name;
    to->in_group = seen->group_name != NULL;
    to->prospect = seen->client.state == CLIENT_PROSPECT;
    to->clause_text = seen->clause;
    to->window = seen->window;
    to->causes = &seen->causes;
    to->language = seen->client.language;
    to->reg = seen->client.reg >= 0;
    to->trouble = deciding_guess(facts, to->in_group);
    to->abuse = marked(facts, "abuse");
    to->tried = seen->tried.v;
    to->n_tried = seen->tried.n;
    to->chance_why = seen->chance_why;
}

int deciding_seen_load(struct app *app, struct store *store, const char *client,
                       const struct client_facts *facts, struct deciding_seen *ret, struct err *err)
{
    *ret = (struct deciding_seen){
        .seen = {.now = app_now(app), .last_chance = DAY_NONE, .last_breach = INSTANT_NONE}};
    int r = store_get(store, &model_client, client, &ret->client, err);

    if (r != 0)
        return r;
    take_money(facts, &ret->seen);
    if (take_terms(app, store, ret, err) < 0 || take_debts(app, ret, err) < 0 ||
        take_past(app, store, facts, ret, err) < 0 || take_chance(app, ret, err) < 0 ||
        take_group(store, ret, err) < 0) {
        deciding_seen_clear(ret);
        return -1;
    }
    lay(facts, ret);
    return 0;
}

void deciding_seen_clear(struct deciding_seen *seen)
{
    if (seen->client.ref)
        model_clear(&model_client, &seen->client);
    texts_clear(&seen->causes);
    free(seen->group_name);
    free(seen->clause);
    free(seen->scope);
    free(seen->hours);
    free(seen->channels);
    free(seen->window);
    free(seen->chance_why);
    free(seen->tried.v);
    *seen = (struct deciding_seen){0};
}

int deciding_seen_answers(struct app *app, struct store *store, const struct deciding *answers, struct deciding_seen *seen,
                          struct err *err)
{
    const char *ref = answers->path == PATH_DECLINE ? answers->decline.referral.colleague
                                                    : answers->exit.referral.colleague;
    struct colleague colleague;

    seen->seen.competitor = false;
    if (take_manner(app, answers, seen, err) < 0)
        return -1;
    if (!ref)
        return 0;
    int r = store_get(store, &model_colleague, ref, &colleague, err);
    if (r == 0) {
        seen->seen.competitor = colleague.competitor;
        model_clear(&model_colleague, &colleague);
    }
    return r < 0 ? -1 : 0;
}
