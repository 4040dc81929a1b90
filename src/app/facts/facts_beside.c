/* What the facts are made of beside the client's records in the window. */
#include "facts_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"
#include "paletti/core/intake.h"
#include "paletti/core/invoice_due.h"
#include "paletti/core/learning.h"
#include "paletti/store/records.h"

/* --- marks --- */

static struct facts_sign *sign_of(struct facts *facts, const char *code, int64_t at)
{
    struct client_facts *of = &facts->of;
    const struct facts_limits *limits = facts->terms.limits;

    for (size_t i = 0; i < of->n_signs; i++)
        if (str_equal(facts->signs[i].code, code))
            return &facts->signs[i];
    MEM_GROW(facts->signs, of->n_signs, facts->cap_signs);
    struct facts_sign *sign = &facts->signs[of->n_signs++];
    *sign = (struct facts_sign){
        .code = mem_string(code),
        .label = words_code(facts->app, "signs", code),
        .good = texts_have(&limits->good_signs, code),
        .of_work = texts_have(&limits->work_signs, code),
        .first = at,
    };
    return sign;
}

static void note_personal(struct facts *facts, struct facts_personal *personal, int64_t at)
{
    const struct facts_spans *spans = &facts->of.spans;
    int32_t near = facts->terms.today - (int32_t)facts->terms.limits->closeness_days;

    personal->window += facts_within(spans, FACTS_WINDOW, at);
    personal->recent += facts_within(spans, FACTS_RECENT, at);
    personal->near += zone_day(facts->terms.zone, at, NULL) > near;
    if (personal->first == INSTANT_NONE)
        personal->first = at;
}

struct marking {
    struct facts *facts;
    struct store *store;
    struct err *err;
};

static int take_marked(void *ctx, int64_t at, const char *signs, int8_t closeness)
{
    struct marking *marking = ctx;
    struct facts *facts = marking->facts;
    struct texts codes;

    if (fact_signs(marking->store, signs, &codes, marking->err) < 0)
        return -1;
    for (size_t i = 0; i < codes.n; i++) {
        if (texts_have(&facts->terms.limits->own_signs, codes.v[i]))
            continue;
        struct facts_sign *sign = sign_of(facts, codes.v[i], at);
        sign->ever++;
        sign->n += facts_within(&facts->of.spans, FACTS_WINDOW, at);
        if (!sign->good && facts->of.first_sign == INSTANT_NONE)
            facts->of.first_sign = at;
    }
    texts_clear(&codes);
    if (closeness >= 0 && closeness < FACTS_PERSONAL)
        note_personal(facts, &facts->of.personal[closeness], at);
    return 0;
}

static int look_at_marks(struct facts *facts, struct store *store, struct err *err)
{
    struct marking marking = {facts, store, err};
    int64_t near = 0;

    for (int i = 0; i < FACTS_PERSONAL; i++)
        facts->of.personal[i].first = INSTANT_NONE;
    if (facts_marked(store, facts->of.client_id, facts->terms.now, take_marked, &marking, err) < 0)
        return -1;
    for (int i = 0; i < FACTS_PERSONAL; i++)
        near += facts->of.personal[i].near;
    facts->of.closeness_note = near >= facts->terms.limits->closeness_events;
    return 0;
}

/* --- gaps in the log: open days of mine without an entry of anybody's --- */

static void note_gap(struct facts *facts, struct calendar *calendar, int32_t from, int32_t until)
{
    int64_t open = 0;

    for (int32_t day = from; day < until; day++)
        open += calendar_day_opens(calendar, day);
    if (open < facts->terms.limits->gap_days)
        return;
    MEM_GROW(facts->gaps, facts->of.n_gaps, facts->cap_gaps);
    facts->gaps[facts->of.n_gaps++] = (struct facts_gap){from, until - 1};
}

/* From the first entry there is, or the window's first day where the log is older, to yesterday; from day to
 * day with entries, so that it takes as many looks as there are days. */
static int look_at_gaps(struct facts *facts, struct store *store, struct err *err)
{
    const struct zone *zone = facts->terms.zone;
    int32_t today = facts->terms.today, day = facts->of.spans.from;
    const struct house *house;
    int64_t older, next;
    int r = 0;

    if (app_house(facts->app, &house, err) < 0 ||
        facts_next_entry(store, INSTANT_FIRST, facts->terms.now, &older, err) < 0)
        return -1;
    if (older == INSTANT_NONE)
        return 0;
    struct boundaries *boundaries = boundaries_new(house->book, NULL, 0, NULL, 0);
    struct calendar *calendar = boundaries_at(boundaries, facts->terms.now)->calendar;
    bool begun = zone_day(zone, older, NULL) < day;
    while (day < today &&
           (r = facts_next_entry(store, zone_day_start(zone, day) - 1, facts->terms.now, &next, err)) == 0) {
        int32_t on = next == INSTANT_NONE ? today : zone_day(zone, next, NULL);
        if (begun && on > day)
            note_gap(facts, calendar, day, on < today ? on : today);
        begun = true;
        day = on + 1;
    }
    boundaries_free(boundaries);
    return r;
}

/* --- agreed --- */

static int look_at_contract(struct facts *facts, struct store *store, struct err *err)
{
    struct contract *contracts;
    size_t n;

    if (store_all(store, &model_contract, facts->ref, &contracts, &n, err) < 0)
        return -1;
    const struct contract *contract = contract_on(contracts, n, facts->terms.today);
    facts->of.agreed_hours = contract ? contract->hours_month : 0;
    for (size_t i = 0; i < n; i++)
        model_clear(&model_contract, &contracts[i]);
    free(contracts);
    return 0;
}

/* --- intake --- */

static bool among(const struct texts *list, const char *text)
{
    _cleanup_free_ char *folded = text_fold_new(text);

    for (size_t i = 0; i < list->n; i++) {
        _cleanup_free_ char *other = text_fold_new(list->v[i]);
        if (str_equal(folded, other))
            return true;
    }
    return false;
}

static int8_t listed(const struct texts *industries, const struct texts *tags)
{
    if (industries->n == 0 || tags->n == 0)
        return -1;
    for (size_t i = 0; i < tags->n; i++)
        if (among(industries, tags->v[i]))
            return 1;
    return 0;
}

static int look_at_profile(struct facts *facts, struct store *store, struct err *err)
{
    struct profile profile;
    struct client client;
    int r = store_get(store, &model_profile, NULL, &profile, err);

    facts->of.fit.listed = -1;
    if (r != 0)
        return r < 0 ? -1 : 0;
    r = store_get(store, &model_client, facts->ref, &client, err);
    if (r == 0) {
        facts->of.fit.listed = listed(&profile.industries, &client.tags);
        model_clear(&model_client, &client);
    }
    model_clear(&model_profile, &profile);
    return r < 0 ? -1 : 0;
}

static int take_intake(void *ctx, const void *record)
{
    const struct intake *intake = record;
    struct facts_fit *fit = ctx;

    fit->asked++;
    fit->yes += intake->answer == SAID_YES;
    return 0;
}

static int take_win(void *ctx, const void *record)
{
    const struct win *win = record;
    struct client_facts *of = ctx;

    of->wins += win->on >= of->spans.from && win->on <= of->spans.to;
    return 0;
}

int facts_look_beside(struct facts *facts, struct store *store, struct err *err)
{
    facts->of.first_sign = INSTANT_NONE;
    if (facts_first_no(store, facts->ref, &facts->of.first_no, err) < 0 ||
        look_at_marks(facts, store, err) < 0 ||
        look_at_gaps(facts, store, err) < 0 || look_at_contract(facts, store, err) < 0 || look_at_profile(facts, store, err) < 0 ||
        store_each(store, &model_intake, facts->ref, take_intake, &facts->of.fit, err) < 0 ||
        store_each(store, &model_win, facts->ref, take_win, &facts->of, err) < 0)
        return -1;
    return 0;
}
