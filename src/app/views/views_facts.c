/* The plain facts about a client: dated and counted, never rated. decide.md. */
#include "about.h"
#include "client_lines.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/store/records.h"

/* One client while their lines are said. */
struct facts {
    struct about about;
    int64_t client_id;
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

static void facts_done(struct facts *facts)
{
    dues_now_clear(&facts->dues);
    free(facts->ref);
}

static void say(struct facts *facts, const char *label, const struct str *text)
{
    about_say(&facts->about, &(struct about_line){.label = label, .text = str_text(text)});
}

static void join(struct str *to)
{
    str_add(to, to->len > 0 ? ", " : "");
}

static int64_t days_since(const struct facts *facts, int64_t at)
{
    return (facts->about.now - at) / DAY_SECONDS;
}

/* Money is counted in civil days, the one on which it became overdue among them, as in the list of the clients. */
static int64_t days_overdue(const struct facts *facts)
{
    const struct zone *zone = app_zone(facts->about.app);

    return zone_day(zone, facts->about.now, NULL) - zone_day(zone, facts->owed_since, NULL) + 1;
}

/* --- gathering --- */

static void look_at_dues(struct facts *facts)
{
    facts->n_owed = dues_now_unpaid(facts->dues.v, facts->dues.n, facts->owed);
    for (size_t i = 0; i < facts->dues.n; i++) {
        const struct due_now *due = &facts->dues.v[i];
        bool over = due->due != INSTANT_NONE && facts->about.now >= due->due;
        if (due->kind != DUE_INVOICE)
            continue;
        facts->invoices += over;
        facts->on_time += over && !due->late;
        if (due->open && over && (facts->owed_since == INSTANT_NONE || due->due < facts->owed_since))
            facts->owed_since = due->due;
    }
}

static int take_client(void *ctx, const struct client_row *row)
{
    struct facts *facts = ctx;

    facts->ref = mem_string(row->ref);
    facts->since = row->since;
    return tally_now(facts->about.store, row, facts->about.now, &facts->tally, facts->err);
}

static int load(struct facts *facts)
{
    struct store *store = facts->about.store;
    int64_t since = about_since(&facts->about), now = facts->about.now;

    if (dues_now(facts->about.app, store, facts->client_id, now, &facts->dues, facts->err) < 0 ||
        log_crossed(store, facts->client_id, since, now, &facts->crossed, facts->err) < 0 ||
        log_spent(store, facts->client_id, since, now, &facts->spent, facts->err) < 0)
        return -1;
    look_at_dues(facts);
    return 0;
}

/* --- what stands out, and what speaks for them --- */

static void add_material(struct facts *facts, struct str *to)
{
    for (size_t i = 0; i < facts->dues.n; i++) {
        const struct due_now *due = &facts->dues.v[i];
        if (due->kind != DUE_ASK || !due->open || !due->late)
            continue;
        join(to);
        str_printf(to, _("material %lld d late"), (long long)days_since(facts, due->due));
    }
}

static void say_stands_out(struct facts *facts)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (facts->owed_since != INSTANT_NONE)
        str_printf(&text, _("money overdue %lld d"), (long long)days_overdue(facts));
    add_material(facts, &text);
    about_kinds(&text, &facts->crossed, BREACH_CLIENTS);
    about_say(&facts->about, &(struct about_line){.label = _("Stands out"),
                                                  .text = text.len > 0 ? str_text(&text) : _("nothing"),
                                                  .tone = text.len > 0 ? ABOUT_THEIRS : ABOUT_QUIET,
                                                  .breaches = text.len > 0 ? BREACH_CLIENTS : 0});
}

static void say_favour(struct facts *facts)
{
    _cleanup_str_ struct str text = STR_INIT;
    int64_t counted, untold;

    about_sum(&facts->crossed, BREACH_CLIENTS, &counted, &untold);
    if (facts->invoices > 0 && facts->on_time == facts->invoices)
        str_add(&text, _("pays on time"));
    if (facts->spent.entries > 0 && counted + untold == 0) {
        join(&text);
        str_printf(&text, _("no line crossed in %d days"), ABOUT_DAYS);
    }
    if (text.len > 0)
        about_say(&facts->about, &(struct about_line){
                                     .label = _("In their favour"), .text = str_text(&text), .tone = ABOUT_GOOD});
}

/* --- money --- */

static void say_owed(struct facts *facts)
{
    _cleanup_str_ struct str text = STR_INIT, aside = STR_INIT, day = STR_INIT;

    for (size_t i = 0; i < facts->n_owed; i++)
        words_money(&text, facts->owed[i]);
    if (text.len == 0)
        return;
    if (facts->owed_since != INSTANT_NONE) {
        words_day(facts->about.app, &day, zone_day(app_zone(facts->about.app), facts->owed_since - 1, NULL));
        str_printf(&aside, _("due %s"), str_text(&day));
    }
    about_say(&facts->about, &(struct about_line){.label = _("Owes you"),
                                                  .text = str_text(&text),
                                                  .aside = str_text(&aside),
                                                  .tone = facts->owed_since != INSTANT_NONE ? ABOUT_ALERT : ABOUT_PLAIN,
                                                  .aside_tone = ABOUT_QUIET});
}

static void say_invoices(struct facts *facts)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (facts->invoices == 0)
        return;
    str_printf(&text, P_("%lld of %lld paid on time", "%lld of %lld paid on time", (long)facts->invoices),
               (long long)facts->on_time, (long long)facts->invoices);
    say(facts, _("Invoices"), &text);
}

/* --- packages --- */

struct used {
    const struct package *packages;
    size_t n;
    int64_t *used; /* thousandths, of each */
};

static int add_use(void *ctx, const void *record)
{
    struct used *used = ctx;
    const struct use *use = record;

    for (size_t i = 0; i < used->n; i++)
        if (str_equal(used->packages[i].ref, use->package))
            used->used[i] += use->quantity;
    return 0;
}

static void say_package(struct facts *facts, const struct package *package, int64_t used)
{
    _cleanup_str_ struct str text = STR_INIT;

    quantity_format(&text, package->quantity - used);
    str_add(&text, _(" left of "));
    quantity_format(&text, package->quantity);
    str_printf(&text, " %s", words_units(package->unit));
    if (package->quantity != used)
        say(facts, _("Package"), &text);
}

static int say_packages(struct facts *facts)
{
    struct package *packages;
    struct used used = {0};

    if (!(client_has(facts->about.store, facts->ref) & HAS_PACKAGES))
        return 0;
    if (store_all(facts->about.store, &model_package, facts->ref, &packages, &used.n, facts->err) < 0)
        return -1;
    used.packages = packages;
    used.used = mem_zero(used.n + 1, sizeof *used.used);
    int r = used.n > 0 ? store_each(facts->about.store, &model_use, facts->ref, add_use, &used, facts->err) : 0;
    for (size_t i = 0; i < used.n; i++) {
        if (r == 0)
            say_package(facts, &packages[i], used.used[i]);
        model_clear(&model_package, &packages[i]);
    }
    free(packages);
    free(used.used);
    return r;
}

/* --- since when, how much --- */

static void say_since(struct facts *facts)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (facts->since == DAY_NONE)
        return;
    int64_t days = zone_day(app_zone(facts->about.app), facts->about.now, NULL) - facts->since, months = days * 12 / 365;
    words_day(facts->about.app, &text, facts->since);
    if (months >= 24)
        str_printf(&text, P_(", %lld year", ", %lld years", (long)(months / 12)), (long long)(months / 12));
    else if (months > 0)
        str_printf(&text, P_(", %lld month", ", %lld months", (long)months), (long long)months);
    say(facts, _("Client since"), &text);
}

static void say_time(struct facts *facts)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (facts->spent.minutes > 0)
        str_printf(&text, _("%lld h %02lld in "), (long long)facts->spent.minutes / 60, (long long)facts->spent.minutes % 60);
    str_printf(&text, P_("%lld entry, %d days", "%lld entries, %d days", (long)facts->spent.entries),
               (long long)facts->spent.entries, ABOUT_DAYS);
    say(facts, _("Time"), &text);
}

static void say_last(struct facts *facts)
{
    _cleanup_str_ struct str text = STR_INIT;

    words_instant(facts->about.app, &text, facts->tally.last_at);
    if (text.len == 0)
        str_add(&text, _("nothing in the log yet"));
    else
        str_printf(&text, P_(", of %lld", ", of %lld", (long)facts->tally.entries), (long long)facts->tally.entries);
    say(facts, _("Last entry"), &text);
}

static int say_all(struct facts *facts)
{
    about_say(&facts->about,
              &(struct about_line){.text = _("Nothing is decided yet. What is known:"), .tone = ABOUT_QUIET});
    say_stands_out(facts);
    say_owed(facts);
    say_favour(facts);
    say_since(facts);
    say_invoices(facts);
    say_time(facts);
    if (say_packages(facts) < 0)
        return -1;
    say_last(facts);
    return 0;
}

int view_facts(struct app *app, int64_t client_id, int (*fn)(void *ctx, const struct about_line *line), void *ctx,
               struct err *err)
{
    _cleanup_(facts_done)
    struct facts facts = {.about = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx},
                          .client_id = client_id, .owed_since = INSTANT_NONE, .err = err};

    int r = app_open_read(app, &facts.about.store, err);
    if (r != 0 || client_id == 0)
        return r < 0 ? r : 0;
    r = client_find_briefly(facts.about.store, client_id, take_client, &facts, err);
    if (r != 0)
        return r < 0 ? r : 0;
    return load(&facts) < 0 ? -1 : say_all(&facts);
}
