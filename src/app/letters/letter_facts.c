#include "letter_draft.h"
#include "letter_files.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/invoice_due.h"
#include "paletti/core/terms.h"
#include "paletti/store/records.h"

#include <string.h>

enum { CONSEQUENCE_DAYS = 7, PATIENCE_DAYS = 366 };

static const char *first_of(const struct texts *texts)
{
    return texts->n ? texts->v[0] : NULL;
}

static const char *gender_word(int gender)
{
    return gender == GENDER_F ? "f" : gender == GENDER_M ? "m" : "unknown";
}

static void put_contact(struct letter_draft *draft)
{
    static const char *const numbers[] = {
        [READER_ONE] = "one", [READER_SEVERAL] = "several", [READER_COMPANY] = "company"};
    _cleanup_str_ struct str greeting = STR_INIT;
    struct letter_fields *fields = &draft->fields;

    letter_greeting(&greeting, &draft->manner, &draft->party);
    letter_put_text(fields, "greeting", str_text(&greeting));
    if (draft->person && draft->person->role == ROLE_IN_CHARGE)
        letter_put_text(fields, "in_charge", "yes");
    letter_put_text(fields, "client.name", draft->client.name);
    letter_put_text(fields, "contact.given", draft->party.given);
    letter_put_text(fields, "contact.family", draft->party.family);
    letter_put_text(fields, "contact.title", draft->party.title);
    letter_put_text(fields, "contact.gram_gender", gender_word(draft->party.gender));
    letter_put_text(fields, "contact.number", numbers[draft->manner.reader]);
    letter_put_text(fields, "locale", draft->manner.locale->name);
}

/* A signature in another language than the letter's is its first line, the name. */
static void put_signature(struct letter_draft *draft)
{
    const struct me *me = &draft->house->me;
    const char *signature = me->signature && *me->signature ? me->signature : me->name;
    size_t len = !signature ? 0 : letter_my_language(draft) ? strlen(signature) : strcspn(signature, "\n");
    _cleanup_free_ char *text = signature ? mem_string_n(signature, len) : NULL;

    letter_put_text(&draft->fields, "me.signature", text);
}

static void put_me(struct letter_draft *draft)
{
    const struct me *me = &draft->house->me;
    struct letter_fields *fields = &draft->fields;

    letter_put_text(fields, "me.name", me->name);
    letter_put_text(fields, "me.gram_gender", gender_word(me->gender));
    put_signature(draft);
    letter_put_text(fields, "pay_to", me->pay_to);
    letter_put_text(fields, "me.email", first_of(&me->email));
    letter_put_text(fields, "me.phone", first_of(&me->phone));
}

char *letter_facts_rest(const char *sentence)
{
    size_t len = sentence ? strlen(sentence) : 0;

    while (len && strchr(". \n", sentence[len - 1]))
        len--;
    return len ? mem_string_n(sentence, len) : NULL;
}

static void put_agreed(struct letter_draft *draft, const struct contract *contract)
{
    struct letter_fields *fields = &draft->fields;
    _cleanup_free_ char *scope = letter_facts_rest(contract->scope);

    letter_put_text(fields, "contract.ref", contract->ref);
    letter_put_words(fields, "contract.clause", contract->clause);
    letter_put_date(fields, "contract.signed", contract->signed_on);
    letter_put_words(fields, "scope", scope);
}

static int put_contract(struct letter_draft *draft, struct err *err)
{
    struct contract *contracts;
    size_t n;

    if (!draft->client.ref)
        return 0;
    if (store_all(draft->store, &model_contract, draft->client.ref, &contracts, &n, err) < 0)
        return -1;
    const struct contract *contract = contract_on(contracts, n, draft->today);
    if (contract)
        put_agreed(draft, contract);
    for (size_t i = 0; i < n; i++)
        model_clear(&model_contract, &contracts[i]);
    free(contracts);
    return 0;
}

int letter_facts_common(struct letter_draft *draft, struct err *err)
{
    put_contact(draft);
    put_me(draft);
    letter_put_date(&draft->fields, "today", draft->today);
    return put_contract(draft, err);
}

/* --- a line that was crossed --- */

static const struct letter_breach {
    enum breach breach;
    const char *kind;
} breaches[] = {
    {BREACH_CLIENT_CHANNEL, "channel"},
    {BREACH_CLIENT_OFF_HOURS, "off_hours"},
    {BREACH_CHASE, "chase"},
};

static const struct letter_breach *pick_breach(const struct explained *explained, enum breach wanted)
{
    for (size_t i = 0; i < ARRAY_LEN(breaches); i++)
        for (size_t j = 0; j < explained->n_breaches; j++)
            if (explained->breaches[j].kind->bit == breaches[i].breach &&
                (!wanted || wanted == breaches[i].breach))
                return &breaches[i];
    return NULL;
}

/* What came: a chase is one whatever it came by. */
static const char *event_of(const struct interaction *entry, enum breach breach)
{
    if (breach == BREACH_CHASE)
        return "chase";
    return entry->kind == KIND_CALL ? "call" : entry->kind == KIND_MEETING ? "meeting" : "message";
}

/* The day on which the client was last told what held at the breach; DAY_NONE: never. */
static int32_t told_on(const struct letter_draft *draft, const struct rule *rule, int32_t day)
{
    const struct rulebook *book = draft->house->book;
    int32_t last = DAY_NONE;

    for (size_t i = 0; i < draft->standing.n_told; i++) {
        const struct told *told = &draft->standing.told[i];
        if (told->on > day || told->on < last)
            continue;
        const struct rule *version =
            told->rule == INSTANT_NONE ? rulebook_on(book, told->on) : rulebook_at(book, told->rule);
        if (version->from != INSTANT_NONE && (told->rule == INSTANT_NONE || version->from == told->rule) &&
            rule_equal(version, rule))
            last = told->on;
    }
    return last;
}

/* The strongest exception's hours, else the version's. */
static const struct hours *hours_of(const struct terms *terms)
{
    for (size_t i = terms->n_overrides; i-- > 0;)
        if (terms->overrides[i]->hours_given)
            return &terms->overrides[i]->hours;
    return &terms->rule->hours;
}

/* The first day with an opening from which on things are done otherwise. */
static int32_t starts_on(struct calendar *calendar, int32_t today)
{
    int32_t day = today + CONSEQUENCE_DAYS;

    for (int i = 0; i < PATIENCE_DAYS && !calendar_day_opens(calendar, day); i++)
        day++;
    return day;
}

/* Whether the entry crosses this line of TERMS, which are without exceptions, as well. */
static bool crossed_without(const struct letter_draft *draft, const struct terms *terms, struct window window)
{
    const struct interaction *entry = &draft->entry;

    if (draft->breach == BREACH_CLIENT_OFF_HOURS)
        return !calendar_open(terms->calendar, entry->at);
    if (draft->breach == BREACH_CLIENT_CHANNEL)
        return terms_channel(terms, entry->channel).hours == CHANNEL_NEVER;
    return window_equal(terms_window(terms, entry->at), window);
}

/* The line as it was told: the version's where the entry crosses it without any exception too; else the exception's, and
 * then nobody can be said to have been told it. */
static void put_line(struct letter_draft *draft, const struct terms *terms)
{
    const struct standing *standing = &draft->standing;
    struct letter_fields *fields = &draft->fields;
    int64_t at = draft->entry.at;
    struct window window = terms_window(terms, at);
    _cleanup_(boundaries_free_p)
    struct boundaries *plain = boundaries_new(draft->house->book, NULL, 0, standing->told, standing->n_told);

    draft->exception = !crossed_without(draft, boundaries_at(plain, at), window);
    if (!draft->exception) {
        terms = boundaries_at(plain, at);
        window = terms_window(terms, at);
        letter_put_date(fields, "told_on", told_on(draft, terms->rule, zone_day(terms->zone, at, NULL)));
    }
    if (terms->rule->from != INSTANT_NONE)
        letter_put_week(fields, "hours", hours_of(terms));
    letter_put_window(fields, "window", window);
}

static void put_terms(struct letter_draft *draft, const struct terms *terms)
{
    const struct rule *rule = terms->rule;
    struct letter_fields *fields = &draft->fields;
    struct interval next;
    int64_t at = draft->entry.at;

    draft->zone = terms->zone;
    draft->rule = rule->from;
    letter_facts_zone(draft, terms->zone);
    put_line(draft, terms);
    letter_put_sum(fields, "extras_rate", rule->extras_rate);
    letter_put_date(fields, "starts", starts_on(terms->calendar, draft->today));
    if (calendar_next(terms->calendar, at, &next) == 0) {
        int64_t open_at = next.from > at ? next.from : at;
        letter_put_instant(fields, "next_open", open_at);
        if (zone_day(terms->zone, open_at, NULL) == zone_day(terms->zone, at, NULL))
            letter_put_text(fields, "same_day", "yes");
    }
    letter_facts_ways(draft, rule);
}

/* What the entry waits for, or the question that it asks about again. */
static void put_question(struct letter_draft *draft)
{
    const struct explained *explained = &draft->explained;
    bool chased = explained->asked_at != INSTANT_NONE;
    int64_t due = chased ? explained->asked_due : explained->due;
    int64_t answered = chased ? explained->asked_answered : explained->answered;

    letter_put_instant(&draft->fields, "asked", explained->asked_at);
    letter_put_instant(&draft->fields, "due", due);
    if (due != INSTANT_NONE && answered == INSTANT_NONE && due >= draft->now)
        letter_put_instant(&draft->fields, "waiting", due);
}

static void put_reason(struct letter_draft *draft)
{
    const char *reason = draft->wish->reason;
    _cleanup_free_ char *ready =
        reason ? letter_file_reason(draft->app, draft->manner.locale->language, reason) : NULL;

    if (ready)
        letter_put_text(&draft->fields, "reason", ready);
    else
        letter_put_words(&draft->fields, "reason", reason);
}

/* The entry that the letter is about, and that of nobody else. 0; 1: none was wished. */
static int load_entry(struct letter_draft *draft, struct err *err)
{
    const char *of = draft->wish->of;

    if (!of)
        return 1;
    if (explained_find(draft->app, draft->store, of, &draft->explained, err) < 0)
        return -1;
    if (!str_equal(draft->explained.client, draft->client.ref))
        return err_set(err, _("\"%s\" is of another client, %s"), draft->explained.ref,
                       draft->explained.client_name);
    if (draft->explained.what != EXPLAINED_ENTRY)
        return err_set(err, _("\"%s\" is no entry of the log; a letter of this kind is about one"),
                       draft->explained.ref);
    return store_get(draft->store, &model_interaction, draft->explained.ref, &draft->entry, err);
}

static int find_breach(struct letter_draft *draft, struct err *err)
{
    const struct letter_breach *found = pick_breach(&draft->explained, draft->wish->breach);

    if (!found)
        return err_set(
            err,
            _("the entry \"%s\" crossed no line that %s is about: calls outside your hours, channels "
              "you do not take, asking again inside the window"),
            draft->explained.ref, draft->wish->code);
    draft->breach = found->breach;
    letter_put_text(&draft->fields, "kind", found->kind);
    letter_put_text(&draft->fields, "event", event_of(&draft->entry, found->breach));
    letter_put_instant(&draft->fields, "when", draft->entry.at);
    letter_put_channel(&draft->fields, "channel", draft->entry.channel);
    return 0;
}

/* A wrong channel is first led to the right one; everything else takes T4's steps. What they were not told stays
 * with the first one, which quotes no rule. */
static void choose_step(struct letter_draft *draft)
{
    int reminders = draft->exception ? 0 : draft->wish->reminders;

    if (str_equal(draft->code, "T4") && !draft->variant &&
        letter_for_breach(draft->breach, reminders, &draft->code, &draft->variant) > 0)
        draft->variant = "first";
}

int letter_facts_breach(struct letter_draft *draft, struct err *err)
{
    int r = load_entry(draft, err);

    put_reason(draft);
    if (draft->wish->copied)
        letter_put_text(&draft->fields, "copied", "yes");
    if (draft->house->me.email.n)
        letter_put_channel(&draft->fields, "wanted", "email");
    if (r == 0 && find_breach(draft, err) < 0)
        return -1;
    if (r == 0) {
        if (standing_load(draft->store, draft->house->book, draft->client.ref, &draft->standing, err) < 0)
            return -1;
        put_terms(draft, boundaries_at(draft->standing.boundaries, draft->entry.at));
        put_question(draft);
    }
    choose_step(draft);
    if (str_equal(draft->code, "T4") && !draft->variant)
        draft->variant = "first";
    return r < 0 ? -1 : 0;
}

int letter_facts_recap(struct letter_draft *draft, struct err *err)
{
    const char *zone = draft->client.zone, *of = draft->wish->of;
    int r = of ? store_get(draft->store, &model_interaction, of, &draft->entry, err) : 1;

    if (of && r > 0)
        r = load_entry(draft, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    if (!str_equal(draft->entry.client, draft->client.ref))
        return err_set(err, _("\"%s\" is of another client, %s"), of, draft->entry.client);
    const struct zone *theirs = zone ? zones_find(app_zones(draft->app), zone, NULL) : NULL;
    draft->zone = theirs ? theirs : draft->zone;
    letter_put_instant(&draft->fields, "when", draft->entry.at);
    letter_put_text(&draft->fields, "event", draft->entry.kind == KIND_MEETING ? "meeting" : "call");
    letter_put_words(&draft->fields, "topic", draft->entry.subject);
    if (draft->entry.minutes > 0)
        letter_put_count(&draft->fields, "minutes", draft->entry.minutes * 1000);
    return 0;
}
