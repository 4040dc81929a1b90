/* The plain facts about a client: dated and counted, never rated. decide.md. */
#include "about.h"
#include "about_decision.h"
#include "client_lines.h"

#include "paletti/app/blur.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/days.h"
#include "paletti/store/decisions.h"

/* One client while their lines are said. */
struct pane {
    struct about about;
    const struct about_decision *known; /* or NULL */
    int64_t client_id;
    int8_t state;
    char *ref;
    int32_t since;
    struct tally tally; /* as of now */
    struct dues_now dues;
    struct crossed crossed;
    struct spent spent;
    int64_t invoices, on_time; /* whose due date is over; and how many of them were paid by then */
    struct money owed[CURRENCIES_MAX]; /* unpaid */
    size_t n_owed;
    int64_t owed_since; /* the oldest due date that is over, INSTANT_NONE */
    struct err *err;
};

static void facts_done(struct pane *pane)
{
    dues_now_clear(&pane->dues);
    free(pane->ref);
}

static void say(struct pane *pane, const char *label, const struct str *text)
{
    about_say(&pane->about, &(struct about_line){.label = label, .text = str_text(text)});
}

/* Once more is known, these give way to it where there is little room. */
static void say_spare(struct pane *pane, const char *label, const struct str *text)
{
    about_say(&pane->about, &(struct about_line){.label = label, .text = str_text(text), .spare = pane->known != NULL});
}

static void join(struct str *to)
{
    str_add(to, to->len > 0 ? ", " : "");
}

static int64_t days_since(const struct pane *pane, int64_t at)
{
    return (pane->about.now - at) / DAY_SECONDS;
}

/* Money is counted in civil days, the one on which it became overdue among them, as in the list of the clients. */
static int64_t days_overdue(const struct pane *pane)
{
    const struct zone *zone = app_zone(pane->about.app);

    return zone_day(zone, pane->about.now, NULL) - zone_day(zone, pane->owed_since, NULL) + 1;
}

/* --- gathering --- */

static void look_at_dues(struct pane *pane)
{
    pane->n_owed = dues_now_unpaid(pane->dues.v, pane->dues.n, pane->owed);
    for (size_t i = 0; i < pane->dues.n; i++) {
        const struct due_now *due = &pane->dues.v[i];
        bool over = due->due != INSTANT_NONE && pane->about.now >= due->due;
        if (due->kind != DUE_INVOICE)
            continue;
        pane->invoices += over;
        pane->on_time += over && !due->late;
        if (due->open && over && (pane->owed_since == INSTANT_NONE || due->due < pane->owed_since))
            pane->owed_since = due->due;
    }
}

static int take_client(void *ctx, const struct client_row *row)
{
    struct pane *pane = ctx;

    pane->ref = mem_string(row->ref);
    pane->since = row->since;
    pane->state = row->state;
    return tally_now(pane->about.store, row, pane->about.now, &pane->tally, pane->err);
}

static int load(struct pane *pane)
{
    struct store *store = pane->about.store;
    int64_t since = about_since(&pane->about), now = pane->about.now;

    if (dues_now(pane->about.app, store, pane->client_id, now, &pane->dues, pane->err) < 0 ||
        log_crossed(store, pane->client_id, since, now, &pane->crossed, pane->err) < 0 ||
        log_spent(store, pane->client_id, since, now, &pane->spent, pane->err) < 0)
        return -1;
    look_at_dues(pane);
    return 0;
}

/* --- what stands out, and what speaks for them --- */

static void add_material(struct pane *pane, struct str *to)
{
    for (size_t i = 0; i < pane->dues.n; i++) {
        const struct due_now *due = &pane->dues.v[i];
        if (due->kind != DUE_ASK || !due->open || !due->late)
            continue;
        join(to);
        str_printf(to, _("material %lld d late"), (long long)days_since(pane, due->due));
    }
}

/* What is so by comparison with the others, once it is known; until then, and where there are too few of them, what was crossed
 * in the last days. */
static void say_stands_out(struct pane *pane)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (pane->known && pane->known->compared && facts_stands_out(pane->known->facts, &text)) {
        about_say(&pane->about, &(struct about_line){.label = _("Stands out"), .text = str_text(&text), .tone = ABOUT_THEIRS,
                                                      .breaches = BREACH_CLIENTS});
        return;
    }
    if (pane->owed_since != INSTANT_NONE)
        str_printf(&text, _("money overdue %lld d"), (long long)days_overdue(pane));
    add_material(pane, &text);
    about_kinds(&text, &pane->crossed, BREACH_CLIENTS);
    about_say(&pane->about, &(struct about_line){.label = _("Stands out"),
                                                  .text = text.len > 0 ? str_text(&text) : _("nothing"),
                                                  .tone = text.len > 0 ? ABOUT_THEIRS : ABOUT_QUIET,
                                                  .breaches = text.len > 0 ? BREACH_CLIENTS : 0});
}

static void say_favour(struct pane *pane)
{
    _cleanup_str_ struct str text = STR_INIT;
    int64_t counted, untold;

    if (pane->known) {
        if (facts_say(pane->known->facts, TOPIC_FAVOUR, &text))
            about_say(&pane->about, &(struct about_line){
                                         .label = _("In their favour"), .text = str_text(&text), .tone = ABOUT_GOOD});
        return;
    }
    about_sum(&pane->crossed, BREACH_CLIENTS, &counted, &untold);
    if (pane->invoices > 0 && pane->on_time == pane->invoices)
        str_add(&text, _("pays on time"));
    if (pane->spent.entries > 0 && counted + untold == 0) {
        join(&text);
        str_printf(&text, _("no line crossed in %d days"), ABOUT_DAYS);
    }
    if (text.len > 0)
        about_say(&pane->about, &(struct about_line){
                                     .label = _("In their favour"), .text = str_text(&text), .tone = ABOUT_GOOD});
}

/* --- money --- */

static void say_owed(struct pane *pane)
{
    _cleanup_str_ struct str text = STR_INIT, aside = STR_INIT, day = STR_INIT;

    for (size_t i = 0; i < pane->n_owed; i++)
        words_money(&text, pane->owed[i]);
    if (text.len == 0)
        return;
    if (pane->owed_since != INSTANT_NONE) {
        words_day(pane->about.app, &day, zone_day(app_zone(pane->about.app), pane->owed_since - 1, NULL));
        str_printf(&aside, _("due %s"), str_text(&day));
    }
    about_say(&pane->about, &(struct about_line){.label = _("Owes you"),
                                                  .text = str_text(&text),
                                                  .aside = str_text(&aside),
                                                  .tone = pane->owed_since != INSTANT_NONE ? ABOUT_ALERT : ABOUT_PLAIN,
                                                  .aside_tone = ABOUT_QUIET});
}

static void say_invoices(struct pane *pane)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (pane->invoices == 0)
        return;
    str_printf(&text, P_("%lld of %lld paid on time", "%lld of %lld paid on time", (long)pane->invoices),
               (long long)pane->on_time, (long long)pane->invoices);
    say_spare(pane, _("Invoices"), &text);
}

/* --- what was decided, and how it went --- */

/* "4 May", with the year where it is not this one. */
static void add_date(const struct pane *pane, struct str *to, int32_t day)
{
    words_date_beside(to, day, days_at(app_zone(pane->about.app), pane->about.now));
}

static void say_sentence(struct pane *pane, const struct str *text)
{
    about_say(&pane->about, &(struct about_line){.text = str_text(text), .tone = ABOUT_QUIET});
}

static void add_decided(const struct pane *pane, const struct decision_brief *brief, struct str *to)
{
    _cleanup_str_ struct str decided = STR_INIT, review = STR_INIT;

    add_date(pane, &decided, days_at(app_zone(pane->about.app), brief->at));
    if (brief->review_on == DAY_NONE) {
        str_printf(to, _("Decided on %s."), str_text(&decided));
        return;
    }
    add_date(pane, &review, brief->review_on);
    if (brief->review_on <= days_at(app_zone(pane->about.app), pane->about.now))
        str_printf(to, _("No decision since %s; review was due %s."), str_text(&decided), str_text(&review));
    else
        str_printf(to, _("Decided on %s; to be looked at again %s."), str_text(&decided), str_text(&review));
}

/* The one sentence that stands where there is room for little else. */
static int say_decided(struct pane *pane, unsigned has)
{
    _cleanup_str_ struct str text = STR_INIT;
    struct decision_brief brief;
    int r = has & HAS_DECISIONS ? decision_in_force(pane->about.store, pane->ref, &brief, pane->err) : 1;

    if (r < 0)
        return -1;
    if (r == 0)
        add_decided(pane, &brief, &text);
    else if (pane->state == CLIENT_PROSPECT)
        str_add(&text, _("A prospect: the intake questions come first."));
    else
        str_add(&text, _("No decision yet. What is known:"));
    say_sentence(pane, &text);
    return 0;
}

static int take_begun(void *ctx, const struct deciding_row *row)
{
    struct pane *pane = ctx;
    _cleanup_str_ struct str text = STR_INIT, when = STR_INIT;
    enum decide_state state = DECIDE_IDLE;

    while (decide_state_names[state + 1] && !str_equal(decide_state_names[state], row->step))
        state++;
    if (row->wakes != INSTANT_NONE) {
        words_instant(pane->about.app, &when, row->wakes);
        str_printf(&text, _("slept on until %s"), str_text(&when));
    } else {
        add_date(pane, &when, days_at(app_zone(pane->about.app), row->saved_at));
        str_printf(&text, _("on %s"), str_text(&when));
        if (*words_deciding(state))
            str_printf(&text, ", %s", words_deciding(state));
    }
    about_say(&pane->about, &(struct about_line){.label = _("Begun"), .text = str_text(&text), .tone = ABOUT_WAITING});
    return 0;
}

static int say_begun(struct pane *pane, unsigned has)
{
    return has & HAS_DECIDING ? deciding_each(pane->about.store, pane->ref, take_begun, pane, pane->err) : 0;
}

static void say_tried(struct pane *pane)
{
    const struct tried *tried = &pane->known->tried;
    _cleanup_str_ struct str text = STR_INIT;

    for (size_t i = 0; i < tried->n; i++) {
        join(&text);
        str_printf(&text, "%s ", words_tried(tried->v[i].what));
        add_date(pane, &text, tried->v[i].on);
    }
    if (text.len == 0)
        str_add(&text, _("nothing"));
    say(pane, _("Tried"), &text);
}

static void say_chance(struct pane *pane)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (pane->known->chance_on == DAY_NONE)
        str_add(&text, _("no"));
    else
        add_date(pane, &text, pane->known->chance_on);
    say(pane, _("Chance used"), &text);
}

static void say_last_decision(struct pane *pane)
{
    const struct decision *last = &pane->known->last;
    const char *expect = app_blur_text(pane->about.app, last->answers.expect);
    _cleanup_str_ struct str text = STR_INIT, expected = STR_INIT;

    str_printf(&text, "%s, ", words_path_short(decision_path(last)));
    words_dated(&text, days_at(app_zone(pane->about.app), last->at));
    if (last->answers.sure > 0)
        str_printf(&text, _(", sure %lld of 5"), (long long)last->answers.sure);
    say(pane, _("Last decision"), &text);
    if (expect && *expect) {
        str_printf(&expected, "\"%s\"", expect);
        say(pane, _("  you expected"), &expected);
    }
    say(pane, _("  since then"), &pane->known->since_last);
}

static void say_known(struct pane *pane)
{
    if (!pane->known)
        return;
    say_tried(pane);
    say_chance(pane);
    if (pane->known->decided)
        say_last_decision(pane);
}

static void say_packages(struct pane *pane)
{
    for (size_t i = 0; pane->known && i < pane->known->packages.n; i++)
        about_say(&pane->about, &(struct about_line){.label = i == 0 ? _("Package") : "",
                                                      .text = app_blur_text(pane->about.app, pane->known->packages.v[i]),
                                                      .spare = i > 0});
}

/* --- since when, how much --- */

static void say_since(struct pane *pane)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (pane->since == DAY_NONE)
        return;
    int64_t days = zone_day(app_zone(pane->about.app), pane->about.now, NULL) - pane->since, months = days * 12 / 365;
    words_day(pane->about.app, &text, pane->since);
    if (months >= 24)
        str_printf(&text, P_(", %lld year", ", %lld years", (long)(months / 12)), (long long)(months / 12));
    else if (months > 0)
        str_printf(&text, P_(", %lld month", ", %lld months", (long)months), (long long)months);
    say_spare(pane, _("Client since"), &text);
}

static void say_time(struct pane *pane)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (pane->spent.minutes > 0)
        str_printf(&text, _("%lld h %02lld in "), (long long)pane->spent.minutes / 60, (long long)pane->spent.minutes % 60);
    str_printf(&text, P_("%lld entry, %d days", "%lld entries, %d days", (long)pane->spent.entries),
               (long long)pane->spent.entries, ABOUT_DAYS);
    say(pane, _("Time"), &text);
}

static void say_last(struct pane *pane)
{
    _cleanup_str_ struct str text = STR_INIT;

    words_instant(pane->about.app, &text, pane->tally.last_at);
    if (text.len == 0)
        str_add(&text, _("nothing in the log yet"));
    else
        str_printf(&text, P_(", of %lld", ", of %lld", (long)pane->tally.entries), (long long)pane->tally.entries);
    say_spare(pane, _("Last entry"), &text);
}

static int say_all(struct pane *pane)
{
    unsigned has = client_has(pane->about.store, pane->ref);

    if (say_decided(pane, has) < 0)
        return -1;
    say_stands_out(pane);
    say_owed(pane);
    say_favour(pane);
    if (say_begun(pane, has) < 0)
        return -1;
    say_known(pane);
    say_since(pane);
    say_invoices(pane);
    say_time(pane);
    say_packages(pane);
    say_last(pane);
    return 0;
}

int view_facts(struct app *app, int64_t client_id, const struct about_decision *known,
               int (*fn)(void *ctx, const struct about_line *line), void *ctx, struct err *err)
{
    _cleanup_(facts_done)
    struct pane facts = {.about = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx},
                         .known = known && known->client_id == client_id ? known : NULL,
                         .client_id = client_id, .owed_since = INSTANT_NONE, .err = err};

    int r = app_open_read(app, &facts.about.store, err);
    if (r != 0 || client_id == 0)
        return r < 0 ? r : 0;
    r = client_find_briefly(facts.about.store, client_id, take_client, &facts, err);
    if (r != 0)
        return r < 0 ? r : 0;
    return load(&facts) < 0 ? -1 : say_all(&facts);
}
