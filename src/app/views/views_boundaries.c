/* What holds between a client and me, and how often it was crossed. The lines stand in the order in which they are
 * missed when they cannot all be shown. */
#include "about.h"
#include "blurring.h"
#include "client_lines.h"
#include "standing.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/core/notice.h"
#include "paletti/store/dues.h"
#include "paletti/store/records.h"

#include <string.h>

/* One client while their lines are said. */
struct between {
    struct about about;
    int64_t client_id;
    char *ref;
    struct tally tally; /* as of now */
    struct standing standing;
    const struct terms *terms; /* in force now */
    struct contract *contracts;
    size_t n_contracts;
    const struct contract *contract; /* in force today, or NULL */
    struct dues_now dues;
    struct crossed crossed; /* in the last days */
    struct err *err;
};

static void between_done(struct between *b)
{
    for (size_t i = 0; i < b->n_contracts; i++)
        model_clear(&model_contract, &b->contracts[i]);
    free(b->contracts);
    standing_clear(&b->standing);
    dues_now_clear(&b->dues);
    free(b->ref);
}

static int32_t today(const struct between *b)
{
    return days_at(b->terms->zone, b->about.now);
}

static void say(struct between *b, const char *label, const struct str *text, const char *aside)
{
    about_say(&b->about, &(struct about_line){.label = label, .text = str_text(text), .aside = aside});
}

static void add_waived(const struct between *b, unsigned breaches, struct str *to)
{
    int64_t n = 0;

    for (size_t i = 0; i < ARRAY_LEN(b->crossed.waived); i++)
        n += breaches >> i & 1 ? b->crossed.waived[i] : 0;
    if (n > 0)
        str_printf(to, P_(", %lld waived", ", %lld waived", n), (long long)n);
}

/* A line with the count of the lines BREACHES that they crossed. */
static void say_crossed(struct between *b, const char *label, const char *text, unsigned breaches)
{
    _cleanup_str_ struct str count = STR_INIT;
    int64_t counted, untold;

    about_sum(&b->crossed, breaches, &counted, &untold);
    about_count(&count, counted, untold);
    add_waived(b, breaches, &count);
    about_say(&b->about, &(struct about_line){.label = label,
                                              .text = text,
                                              .aside = str_text(&count),
                                              .aside_tone = counted > 0 ? ABOUT_THEIRS : ABOUT_QUIET,
                                              .untold = untold > 0,
                                              .breaches = counted + untold > 0 ? breaches : 0});
}

static void say_more(struct between *b, const struct str *text)
{
    about_say(&b->about, &(struct about_line){.text = str_text(text), .tone = ABOUT_QUIET, .spare = true});
}

/* --- who is bound by what --- */

static bool say_untold(struct between *b)
{
    if (boundaries_told(b->standing.boundaries, b->about.now))
        return false;
    about_say(&b->about, &(struct about_line){.label = _("Not told"),
                                              .text = b->standing.n_told > 0
                                                          ? _("of the new rules: nothing counts")
                                                          : _("of your rules, so nothing counts"),
                                              .untold = true,
                                              .tone = ABOUT_WAITING});
    return true;
}

static void say_told(struct between *b)
{
    const struct told *told = NULL;
    _cleanup_str_ struct str text = STR_INIT;

    for (size_t i = 0; i < b->standing.n_told; i++)
        if (b->standing.told[i].on <= today(b) && (!told || b->standing.told[i].on >= told->on))
            told = &b->standing.told[i];
    if (!told)
        return;
    words_day(b->about.app, &text, told->on);
    if (told->how)
        str_printf(&text, ", %s", words_channel(told->how));
    say(b, _("Told"), &text, "");
}

static void say_mine(struct between *b)
{
    _cleanup_str_ struct str kinds = STR_INIT;
    _cleanup_free_ char *label = str_format(_("You, %d days"), ABOUT_DAYS);

    about_kinds(&kinds, &b->crossed, BREACH_MINE);
    if (kinds.len > 0)
        about_say(&b->about, &(struct about_line){.label = label,
                                                  .text = str_text(&kinds),
                                                  .tone = ABOUT_MINE,
                                                  .breaches = BREACH_MINE});
}

static void say_exceptions(struct between *b)
{
    for (size_t i = b->terms->n_overrides; i-- > 0;) {
        const struct override *override = b->terms->overrides[i];
        _cleanup_str_ struct str until = STR_INIT;
        words_day(b->about.app, &until, override->until);
        _cleanup_free_ char *aside = str_format(_("until %s"), str_text(&until));
        about_say(&b->about, &(struct about_line){.label = _("Exception"),
                                                  .text = app_blur_text(b->about.app, override->reason),
                                                  .aside = aside,
                                                  .aside_tone = ABOUT_WAITING});
    }
}

/* --- hours and answers --- */

static const struct hours *hours_now(const struct between *b)
{
    for (size_t i = b->terms->n_overrides; i-- > 0;)
        if (b->terms->overrides[i]->hours_given)
            return &b->terms->overrides[i]->hours;
    return &b->terms->rule->hours;
}

static void say_hours(struct between *b)
{
    _cleanup_str_ struct str hours = STR_INIT;

    words_hours(&hours, hours_now(b));
    say_crossed(b, _("Contact hours"), str_text(&hours), BREACH_CLIENT_OFF_HOURS);
}

static enum about_tone wait_text(const struct between *b, struct str *aside, struct str *more)
{
    int64_t due = verdict_due(&b->tally.open, b->about.now);

    if (b->tally.open_id == 0)
        return ABOUT_QUIET;
    if (due == INSTANT_NONE) {
        str_add(aside, _("1 waits"));
        str_add(more, _("it never falls due: there is no opening within three years"));
        return ABOUT_ALERT;
    }
    int64_t left = due - b->about.now;
    _cleanup_str_ struct str span = STR_INIT, when = STR_INIT;
    words_duration(&span, left < 0 ? -left : left);
    words_instant(b->about.app, &when, due);
    str_printf(aside, left < 0 ? _("%s late") : _("1 waits, %s"), str_text(&span));
    str_printf(more, left < 0 ? _("your answer was due %s") : _("on time until %s"), str_text(&when));
    return left < 0 ? ABOUT_ALERT : ABOUT_WAITING;
}

static void say_window(struct between *b)
{
    _cleanup_str_ struct str text = STR_INIT, aside = STR_INIT, more = STR_INIT;
    struct window window = terms_window(b->terms, b->about.now);

    words_window(&text, window);
    if (window_short(window))
        str_add(&text, " !");
    enum about_tone tone = wait_text(b, &aside, &more);
    about_say(&b->about, &(struct about_line){.label = _("Reply window"),
                                              .text = str_text(&text),
                                              .aside = str_text(&aside),
                                              .aside_tone = tone,
                                              .entry = b->tally.open_id});
    if (more.len > 0)
        say_more(b, &more);
}

static void say_chasing(struct between *b)
{
    _cleanup_str_ struct str text = STR_INIT, window = STR_INIT;

    words_window(&window, terms_window(b->terms, b->about.now));
    str_printf(&text, _("not inside %s"), str_text(&window));
    say_crossed(b, _("Chasing"), str_text(&text), BREACH_CHASE);
}

/* --- channels --- */

#define PERSONAL "personal_phone"

/* The channels that somebody wrote a rule about, and those everybody has; each once. */
static void gather_channels(const struct between *b, struct texts *names)
{
    const struct channels *given = &b->terms->rule->channels;

    texts_add(names, "email");
    texts_add(names, "phone");
    for (size_t layer = 0; layer <= b->terms->n_overrides; layer++) {
        for (size_t i = 0; i < given->n; i++)
            if (!texts_have(names, given->v[i].name))
                texts_add(names, given->v[i].name);
        given = layer < b->terms->n_overrides ? &b->terms->overrides[layer]->channels : NULL;
    }
    for (size_t i = 0; channel_builtin_name(i); i++)
        if (channel_builtin(channel_builtin_name(i)).hours == CHANNEL_NEVER && !texts_have(names, channel_builtin_name(i)))
            texts_add(names, channel_builtin_name(i));
}

static void list_channels(const struct between *b, const struct texts *names, bool closed, struct str *to)
{
    for (size_t i = 0; i < names->n; i++) {
        bool never = terms_channel(b->terms, names->v[i]).hours == CHANNEL_NEVER;
        if (never != closed || str_equal(names->v[i], PERSONAL))
            continue;
        str_add(to, to->len > 0 ? ", " : "");
        str_add(to, words_channel(names->v[i]));
    }
}

static void say_channels(struct between *b)
{
    _cleanup_str_ struct str open = STR_INIT, closed = STR_INIT, more = STR_INIT;
    struct texts names = {0};

    gather_channels(b, &names);
    list_channels(b, &names, false, &open);
    list_channels(b, &names, true, &closed);
    say_crossed(b, _("Channels"), open.len > 0 ? str_text(&open) : _("none"), BREACH_CLIENT_CHANNEL);
    if (closed.len > 0) {
        str_printf(&more, _("not: %s"), str_text(&closed));
        say_more(b, &more);
    }
    texts_clear(&names);
}

static void say_personal(struct between *b)
{
    static const char *const words[] = {
        [CHANNEL_ANY] = NC_("personal line", "open"),
        [CHANNEL_CONTACT] = N_("in contact hours only"),
        [CHANNEL_NEVER] = NC_("personal line", "closed")};

    about_say(&b->about, &(struct about_line){.label = _("Personal line"),
                                              .text = i18n_word(words[terms_channel(b->terms, PERSONAL).hours])});
}

/* --- money, material, the end --- */

static void say_payment(struct between *b)
{
    int64_t days = b->contract && b->contract->payment_days >= 0 ? b->contract->payment_days
                   : b->terms->payment_days >= 0                 ? b->terms->payment_days
                                                                 : 15;
    _cleanup_str_ struct str text = STR_INIT, late = STR_INIT;
    const char *ref = NULL;
    int64_t n = 0;

    for (size_t i = 0; i < b->dues.n; i++) {
        const struct due_now *due = &b->dues.v[i];
        if (due->kind != DUE_INVOICE || !due->late || due->due < about_since(&b->about))
            continue;
        ref = due->ref;
        n++;
    }
    about_count(&late, n, 0);
    str_printf(&text, P_("%lld day", "%lld days", (long)days), (long long)days);
    about_say(&b->about, &(struct about_line){.label = _("Payment"),
                                              .text = str_text(&text),
                                              .aside = str_text(&late),
                                              .aside_tone = ABOUT_THEIRS,
                                              .ref = ref});
}

static bool asks_open(const struct between *b)
{
    for (size_t i = 0; i < b->dues.n; i++)
        if (b->dues.v[i].kind == DUE_ASK && b->dues.v[i].open)
            return true;
    return false;
}

static int say_ask(void *ctx, const struct ask_row *row)
{
    struct between *b = ctx;
    _cleanup_str_ struct str aside = STR_INIT, when = STR_INIT;
    bool received = row->received != INSTANT_NONE && row->received <= b->about.now;
    bool late = row->due != INSTANT_NONE && row->due < b->about.now;

    if (received || row->asked_at > b->about.now)
        return 0;
    words_day(b->about.app, &when, zone_day(b->terms->zone, row->due, NULL));
    if (row->due != INSTANT_NONE)
        str_printf(&aside, late ? _("was due %s") : _("due %s"), str_text(&when));
    about_say(&b->about, &(struct about_line){.label = _("You asked for"),
                                              .text = app_blur_text(b->about.app, row->what),
                                              .aside = str_text(&aside),
                                              .aside_tone = late ? ABOUT_THEIRS : ABOUT_WAITING,
                                              .ref = row->ref});
    return 0;
}

static void say_scope(struct between *b)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (!b->contract || (b->contract->hours_month == 0 && !b->contract->scope))
        return;
    if (b->contract->hours_month > 0)
        str_printf(&text, P_("%lld hour a month", "%lld hours a month", (long)b->contract->hours_month),
                   (long long)b->contract->hours_month);
    if (b->contract->scope)
        str_printf(&text, "%s%s", text.len > 0 ? "; " : "", app_blur_text(b->about.app, b->contract->scope));
    say(b, _("Scope"), &text, "");
}

static void say_notice(struct between *b)
{
    _cleanup_str_ struct str text = STR_INIT, last = STR_INIT;
    struct notice notice;

    if (notice_given(b->standing.boundaries, b->contract, b->about.now, &notice) != 0)
        return;
    words_day(b->about.app, &last, notice.last_day);
    int64_t days = notice.last_day - days_at(b->terms->zone, notice.received);
    str_printf(&text, P_("%lld day, until %s if given now", "%lld days, until %s if given now", (long)days),
               (long long)days, str_text(&last));
    say(b, _("Notice"), &text, "");
}

/* --- all of it --- */

static int take_client(void *ctx, const struct client_row *row)
{
    struct between *b = ctx;

    b->ref = mem_string(row->ref);
    return tally_now(b->about.store, row, b->about.now, &b->tally, b->err);
}

/* Few were, and mostly none at all: looked for only where they crossed a line lately. */
static int load_waived(struct between *b)
{
    int64_t counted, untold;
    bool some;

    about_sum(&b->crossed, BREACH_CLIENTS, &counted, &untold);
    if (counted + untold == 0)
        return 0;
    if (app_has_notes(b->about.app, b->about.now, &some, b->err) < 0)
        return -1;
    return some ? log_waived(b->about.store, b->client_id, about_since(&b->about), b->about.now, &b->crossed, b->err) : 0;
}

static int load(struct between *b, const struct house *house)
{
    struct store *store = b->about.store;
    struct err *err = b->err;
    unsigned has = client_has(store, b->ref);

    if (standing_load_some(store, house->book, b->ref, has, &b->standing, err) < 0 ||
        (has & HAS_CONTRACTS && store_all(store, &model_contract, b->ref, &b->contracts, &b->n_contracts, err) < 0) ||
        dues_now(b->about.app, store, b->client_id, b->about.now, &b->dues, err) < 0 ||
        log_crossed(store, b->client_id, about_since(&b->about), b->about.now, &b->crossed, err) < 0 ||
        load_waived(b) < 0)
        return -1;
    b->terms = boundaries_at(b->standing.boundaries, b->about.now);
    b->contract = contract_on(b->contracts, b->n_contracts, today(b));
    return 0;
}

static int say_all(struct between *b)
{
    bool untold = say_untold(b);

    say_mine(b);
    say_exceptions(b);
    say_hours(b);
    say_window(b);
    say_channels(b);
    say_chasing(b);
    if (asks_open(b) && asks_each(b->about.store, b->client_id, say_ask, b, b->err) < 0)
        return -1;
    say_personal(b);
    say_payment(b);
    say_scope(b);
    say_notice(b);
    if (!untold)
        say_told(b);
    return 0;
}

int view_boundaries(struct app *app, int64_t client_id, int (*fn)(void *ctx, const struct about_line *line), void *ctx,
                    struct err *err)
{
    _cleanup_(between_done)
    struct between b = {.about = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx},
                        .client_id = client_id, .err = err};
    const struct house *house;

    int r = app_open_read(app, &b.about.store, err);
    if (r != 0 || client_id == 0)
        return r < 0 ? r : 0;
    r = client_find_briefly(b.about.store, client_id, take_client, &b, err);
    if (r != 0)
        return r < 0 ? r : 0;
    if (app_house(app, &house, err) < 0 || load(&b, house) < 0)
        return -1;
    return say_all(&b);
}

/* --- the entries behind a line --- */

char *view_entry_ref(struct app *app, int64_t id)
{
    struct store *store;

    return app_open_read(app, &store, NULL) == 0 ? log_ref(store, id) : NULL;
}

struct behind {
    unsigned breaches;
    int64_t since, last;
    int seen;
    bool over;
    int (*fn)(void *ctx, const struct log_line *line);
    void *ctx;
};

static int pick(void *ctx, const struct log_line *line)
{
    struct behind *behind = ctx;

    behind->last = line->id;
    behind->seen++;
    behind->over = line->at < behind->since;
    if (behind->over || !(line->breaches & behind->breaches))
        return behind->over;
    behind->over = behind->fn(behind->ctx, line) != 0;
    return behind->over;
}

int view_crossed(struct app *app, int64_t client_id, unsigned breaches,
                 int (*fn)(void *ctx, const struct log_line *line), void *ctx, struct err *err)
{
    enum { PAGE = 100 };
    struct behind behind = {.breaches = breaches,
                            .since = about_since(&(struct about){.now = app_now(app)}),
                            .last = INT64_MAX,
                            .fn = fn,
                            .ctx = ctx};
    int r;

    do {
        behind.seen = 0;
        r = view_log(app, client_id, NULL, behind.last, false, PAGE, pick, &behind, err);
    } while (r >= 0 && !behind.over && behind.seen == PAGE);
    return r;
}
