/* An end as fields: the last day, what is open until then, what is owed, and who else there is. T1, T1b, T2,
 * T7a, T7b, T8, T10, T13 to T16. letgo.md, the steps. */
#include "dues_now.h"
#include "letter_draft.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/handover.h"
#include "paletti/core/notice.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

enum { ANSWER_DAYS = 7, THOUSANDTHS = 1000 };

/* What has been handed in wins, and what is derived from it follows it. */
static bool is_open(const struct letter_draft *draft, const char *field)
{
    return !letter_given(&draft->fields, field);
}

/* --- days --- */

static int32_t last_day_of(const struct letter_draft *draft)
{
    return letter_date(&draft->fields, "last_day");
}

static int notice_of(struct letter_draft *draft, struct notice *ret, struct err *err)
{
    struct contract *contracts;
    size_t n;

    if (standing_load(draft->store, draft->house->book, draft->client.ref, &draft->standing, err) < 0 ||
        store_all(draft->store, &model_contract, draft->client.ref, &contracts, &n, err) < 0)
        return -1;
    int r =
        notice_given(draft->standing.boundaries, contract_on(contracts, n, draft->today), draft->now, ret);
    for (size_t i = 0; i < n; i++)
        model_clear(&model_contract, &contracts[i]);
    free(contracts);
    return r;
}

/* The day that a notice given now leads to; no opening to receive it in is told as a day that is missing. */
static int put_notice(struct letter_draft *draft, struct err *err)
{
    struct notice notice;
    int r = is_open(draft, "last_day") ? notice_of(draft, &notice, err) : 1;

    if (r != 0)
        return r < 0 ? -1 : 0;
    const struct zone *zone = rulebook_zone(draft->house->book, notice.rule);
    letter_put_count(&draft->fields, "notice_days",
                     (int64_t)(notice.last_day - zone_day(zone, notice.received, NULL)) * THOUSANDTHS);
    letter_put_date(&draft->fields, "last_day", notice.last_day);
    return 0;
}

static int put_last_day(struct letter_draft *draft, struct err *err)
{
    const char *path = letter_text(&draft->fields, "path");

    if (!str_equal(path, "today"))
        return put_notice(draft, err);
    if (is_open(draft, "last_day"))
        letter_put_date(&draft->fields, "last_day", draft->today);
    return 0;
}

static int put_today(struct letter_draft *draft, struct err *err _unused_)
{
    letter_put_date(&draft->fields, "last_day", draft->today);
    return 0;
}

static int put_answer_by(struct letter_draft *draft, struct err *err _unused_)
{
    letter_put_date(&draft->fields, "answer_by", draft->today + ANSWER_DAYS);
    return 0;
}

/* --- what is open --- */

static void put_access(struct letter_draft *draft, const struct access *access)
{
    bool closed = access->closed_on != DAY_NONE;
    struct letter_fields *row = letter_put_row(&draft->fields, "items");

    letter_put_words(row, "what", access->what);
    letter_put_words(row, "where", access->where);
    letter_put_date(row, "closes_on", access->closes_on != DAY_NONE ? access->closes_on : last_day_of(draft));
    letter_put_date(row, "closed_on", access->closed_on);
    if (!closed)
        letter_put_words_item(&draft->fields, "accesses", access->what);
}

static int put_accesses(struct letter_draft *draft, struct err *err)
{
    struct access *accesses;
    size_t n;

    if (store_all(draft->store, &model_access, draft->client.ref, &accesses, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        put_access(draft, &accesses[i]);
        model_clear(&model_access, &accesses[i]);
    }
    free(accesses);
    return 0;
}

/* Those that still would take place behind the last day, where there is one; and those that a record says are
 * cancelled. */
static void put_meeting(struct letter_draft *draft, const struct meeting *meeting)
{
    int32_t last_day = last_day_of(draft), day = zone_day(draft->zone, meeting->starts, NULL);
    bool planned = meeting->state == MEETING_PLANNED && (last_day == DAY_NONE || day > last_day);

    if (meeting->starts < draft->now || !(planned || meeting->state == MEETING_CANCELLED))
        return;
    struct letter_fields *row = letter_put_row(&draft->fields, planned ? "meetings" : "cancelled");
    letter_put_instant(row, "starts", meeting->starts);
    letter_put_words(row, "title", meeting->title);
}

static int put_meetings(struct letter_draft *draft, struct err *err)
{
    struct meeting *meetings;
    size_t n;

    if (store_all(draft->store, &model_meeting, draft->client.ref, &meetings, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        put_meeting(draft, &meetings[i]);
        model_clear(&model_meeting, &meetings[i]);
    }
    letter_facts_zone(draft, draft->zone);
    free(meetings);
    return 0;
}

/* --- what is owed --- */

static void put_debt(struct letter_draft *draft, const struct due_now *due)
{
    struct letter_fields *row = letter_put_row(&draft->fields, "debts");

    letter_put_words(row, "number", due->what);
    letter_put_date(row, "due", zone_day(draft->zone, due->due - 1, NULL));
    letter_put_sum(row, "sum", due->unpaid);
}

/* One sum; several currencies are told one by one. */
static void put_debt_sum(struct letter_draft *draft, const struct money *sums, size_t n)
{
    if (n == 1)
        letter_put_sum(&draft->fields, "debt", sums[0]);
    for (size_t i = 0; n > 1 && i < n; i++) {
        _cleanup_str_ struct str text = STR_INIT;
        locale_sum(draft->manner.locale, &text, sums[i]);
        letter_put_item(&draft->fields, "debt", str_text(&text));
    }
}

static int load_dues(struct letter_draft *draft, struct dues_now *ret, struct err *err)
{
    int64_t id;

    if (client_find(draft->store, draft->client.ref, &id, NULL, NULL, err) != 0)
        return -1;
    return dues_now(draft->app, draft->store, id, draft->now, ret, err);
}

/* Invoices that are late. */
static int put_debts(struct letter_draft *draft, struct err *err)
{
    _cleanup_dues_now_ struct dues_now dues = {0};
    struct money sums[CURRENCIES_MAX];
    size_t n = 0;

    if (load_dues(draft, &dues, err) < 0)
        return -1;
    for (size_t i = 0; i < dues.n; i++) {
        const struct due_now *due = &dues.v[i];
        if (due->kind != DUE_INVOICE || !due->open || !due->late)
            continue;
        put_debt(draft, due);
        n = dues_now_add(sums, n, due->unpaid);
    }
    put_debt_sum(draft, sums, n);
    return 0;
}

/* What I wait for, to finish. */
static int put_needed(struct letter_draft *draft, struct err *err)
{
    _cleanup_dues_now_ struct dues_now dues = {0};

    if (load_dues(draft, &dues, err) < 0)
        return -1;
    for (size_t i = 0; i < dues.n; i++)
        if (dues.v[i].kind == DUE_ASK && dues.v[i].open)
            letter_put_words_item(&draft->fields, "needed", dues.v[i].what);
    return 0;
}

/* What is held, or set off with their written yes, is no sum that simply goes back. */
static int put_money(struct letter_draft *draft, struct err *err)
{
    if (draft->debt == DEBT_HOLD || draft->debt == DEBT_OFFSET)
        return 0;
    return letter_facts_money_back(draft, last_day_of(draft), err);
}

/* --- who else there is --- */

/* Whom the client was told of last, unless one was chosen. 1: nobody. The caller owns *RET. */
static int colleague_of(const struct letter_draft *draft, char **ret, struct err *err)
{
    const char *chosen = letter_text(&draft->fields, "colleague.ref");
    struct referral *referrals;
    const struct referral *last = NULL;
    size_t n;

    if (chosen || store_all(draft->store, &model_referral, draft->client.ref, &referrals, &n, err) < 0) {
        *ret = mem_string(chosen);
        return chosen ? 0 : -1;
    }
    for (size_t i = 0; i < n; i++)
        if (!last || referrals[i].on >= last->on)
            last = &referrals[i];
    *ret = mem_string(last ? last->colleague : NULL);
    for (size_t i = 0; i < n; i++)
        model_clear(&model_referral, &referrals[i]);
    free(referrals);
    return *ret ? 0 : 1;
}

/* Nobody is named who did not say yes. */
static void put_colleague(struct letter_draft *draft, const struct colleague *colleague)
{
    struct letter_fields *fields = &draft->fields;
    _cleanup_str_ struct str needs = STR_INIT;

    if (!colleague_consents(colleague, draft->today))
        return;
    letter_put_words(fields, "colleague.name", colleague->name);
    letter_put_text(fields, "colleague.email", colleague->email);
    letter_put_date(fields, "colleague.consented_on", colleague->consented_on);
    locale_join(draft->manner.locale, &needs, (const char *const *)colleague->needs.v, colleague->needs.n,
                false);
    letter_put_words(fields, "need", str_text(&needs));
}

/* A colleague reads it: in my language, for nobody noted theirs. */
static void meet_colleague(struct letter_draft *draft, const struct colleague *colleague)
{
    const struct letter_party party = {.language = draft->house->me.language,
                                       .reg = -1,
                                       .number = -1,
                                       .given = colleague->name,
                                       .gender = -1};
    _cleanup_str_ struct str greeting = STR_INIT;

    draft->manner = letter_manner(&party);
    letter_greeting(&greeting, &draft->manner, &party);
    letter_put_text(&draft->fields, "greeting", str_text(&greeting));
    letter_put_text(&draft->fields, "locale", draft->manner.locale->name);
    draft->elsewhere = true;
    free(draft->to);
    draft->to = mem_string(colleague->email);
}

static int put_referral(struct letter_draft *draft, struct err *err)
{
    _cleanup_free_ char *ref = NULL;
    struct colleague colleague;
    int r = colleague_of(draft, &ref, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    model_init(&model_colleague, &colleague);
    r = store_get(draft->store, &model_colleague, ref, &colleague, err);
    if (r == 0 && str_equal(draft->code, "T2") && str_equal(draft->variant, "colleague"))
        meet_colleague(draft, &colleague);
    if (r == 0)
        put_colleague(draft, &colleague);
    model_clear(&model_colleague, &colleague);
    return r < 0 ? -1 : 0;
}

/* --- which of it a letter tells --- */

/* In this order: what comes later looks at the last day. */
enum part {
    PART_TODAY = 1 << 0,
    PART_LAST_DAY = 1 << 1,
    PART_ACCESSES = 1 << 2,
    PART_MEETINGS = 1 << 3,
    PART_NEEDED = 1 << 4,
    PART_DEBTS = 1 << 5,
    PART_MONEY = 1 << 6,
    PART_REFERRAL = 1 << 7,
    PART_ANSWER_BY = 1 << 8,
};

static int (*const parts[])(struct letter_draft *draft, struct err *err) = {
    put_today, put_last_day, put_accesses, put_meetings,  put_needed,
    put_debts, put_money,    put_referral, put_answer_by,
};

static const struct {
    const char *code;
    unsigned parts;
} letters[] = {
    {"T1", PART_LAST_DAY | PART_ACCESSES | PART_MEETINGS | PART_MONEY | PART_REFERRAL},
    {"T1b", PART_TODAY | PART_MONEY},
    {"T2", PART_REFERRAL},
    {"T7a", PART_LAST_DAY | PART_ACCESSES | PART_NEEDED | PART_DEBTS | PART_MONEY},
    {"T7b", PART_TODAY | PART_DEBTS},
    {"T8", PART_LAST_DAY | PART_MONEY | PART_REFERRAL},
    {"T10", PART_REFERRAL},
    {"T13", PART_REFERRAL},
    {"T14", PART_DEBTS | PART_ANSWER_BY},
    {"T15", PART_MEETINGS},
    {"T16", PART_LAST_DAY | PART_ACCESSES},
    {"T17", PART_REFERRAL},
};

static unsigned parts_of(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(letters); i++)
        if (str_equal(letters[i].code, code))
            return letters[i].parts;
    return 0;
}

int letter_facts_end(struct letter_draft *draft, struct err *err)
{
    unsigned wanted = parts_of(draft->code);

    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (wanted & (1u << i) && parts[i](draft, err) < 0)
            return -1;
    return 0;
}
