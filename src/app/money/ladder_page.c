/* What a client owes, as lines for people. */
#include "paletti/app/ladder.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/dispatch.h"

enum { HANG = 2 };

struct page {
    struct app *app;
    const struct debts *debts;
    int (*fn)(void *ctx, int hang, const char *line);
    void *ctx;
    int r; /* of fn, once it is not 0 */
};

static void add(struct page *page, int hang, const char *line)
{
    if (page->r == 0)
        page->r = page->fn(page->ctx, hang, line);
}

static void add_text(struct page *page, int hang, const struct str *line)
{
    if (line->len > 0)
        add(page, hang, str_text(line));
}

/* --- what is owed --- */

static void add_sums(struct page *page, struct str *to, const struct money *sums, size_t n)
{
    (void)page;
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            str_add(to, ", ");
        words_sum(to, sums[i]);
    }
}

static void add_head(struct page *page)
{
    const struct debts *debts = page->debts;
    _cleanup_str_ struct str owed = STR_INIT, late = STR_INIT;
    const char *name = app_blur_client(page->app, debts->client_id, debts->name);

    add_sums(page, &owed, debts->owed, debts->n_owed);
    add_sums(page, &late, debts->late, debts->n_late_sums);
    _cleanup_free_ char *line =
        debts->n_owed == 0 ? str_format(_("%s owes you nothing."), name)
        : debts->n_late == 0
            ? str_format(_("%s owes you %s; nothing is late."), name, str_text(&owed))
            : str_format(_("%s owes you %s; late: %s."), name, str_text(&owed), str_text(&late));
    add(page, 0, line);
}

static void add_invoice(struct page *page, const struct debt *debt)
{
    const struct ladder_standing *standing = &debt->standing;
    _cleanup_str_ struct str line = STR_INIT, due = STR_INIT;

    words_day(page->app, &due, debt->told.due_on);
    str_printf(&line, _("Invoice %s: "), app_blur_text(page->app, debt->number));
    words_sum(&line, standing->owed);
    if (standing->part_paid) {
        _cleanup_str_ struct str whole = STR_INIT;
        words_sum(&whole, debt->told.amount);
        str_printf(&line, _(" of %s"), str_text(&whole));
    }
    str_printf(&line, _(", due %s"), str_text(&due));
    if (standing->days_late > 0)
        str_printf(&line, P_(", %d day late", ", %d days late", standing->days_late), standing->days_late);
    add_text(page, HANG, &line);
}

static void add_ladder(struct page *page, const struct debt *debt)
{
    const struct ladder_standing *standing = &debt->standing;
    _cleanup_str_ struct str line = STR_INIT;

    str_printf(&line, _("  Ladder: %d of %d done; "), standing->n_sent, standing->n_steps);
    words_standing(page->app, &line, page->debts, debt);
    add_text(page, 2 * HANG, &line);
    if (standing->skipped > 0)
        add(page, 2 * HANG, _("  A promise was broken: one step was left out."));
    if (debt->draft)
        add(page, 2 * HANG,
            debt->dispatch < 0                      ? _("  A letter about it waits to be confirmed, or sent by you.")
            : debt->dispatch == DISPATCH_CONFIRMED ? _("  A letter about it is confirmed, and waits in the outbox.")
                                                   : _("  A letter about it left, or may have: the outbox says."));
}

static void add_promises(struct page *page, const struct debt *debt)
{
    static const char *const words[] = {N_("open"), N_("broken"), N_("kept")};
    _cleanup_str_ struct str line = STR_INIT;

    for (size_t i = 0; i < debt->told.n_promises; i++) {
        enum ladder_kept kept = ladder_promise_kept(&debt->told, i, page->debts->today);
        str_add(&line, i > 0 ? ", " : "");
        words_day(page->app, &line, debt->told.promises[i].pays_on);
        str_printf(&line, " (%s)", _(words[kept + 1]));
    }
    if (line.len == 0)
        return;
    _cleanup_free_ char *all = str_format(_("  Promised: %s"), str_text(&line));
    add(page, 2 * HANG, all);
}

static void add_reply(struct page *page, const struct debt *debt)
{
    static const char *const words[] = {
        [LADDER_REPLY_NONE] = NULL,
        [LADDER_REPLY_PAID] = NULL,
        [LADDER_REPLY_DATE] = N_("  They named a day: note it back to them (T6e)."),
        [LADDER_REPLY_EXCUSE] = N_("  They gave an excuse and no day: the next step stays."),
        [LADDER_SILENCE] = N_("  Nothing came back since the last letter."),
    };
    const char *said = words[debt->standing.reply];
    bool over = debt->standing.reply == LADDER_REPLY_DATE && debt->standing.promised == DAY_NONE;

    if (said && !over)
        add(page, 2 * HANG, _(said));
}

static void add_debt(struct page *page, const struct debt *debt)
{
    if (debt->standing.owed.minor == 0)
        return;
    add(page, 0, "");
    add_invoice(page, debt);
    add_ladder(page, debt);
    add_promises(page, debt);
    add_reply(page, debt);
}

/* --- what stands beside it --- */

static void add_stop(struct page *page)
{
    const struct debts *debts = page->debts;
    _cleanup_str_ struct str day = STR_INIT, spent = STR_INIT;

    if (debts->stopped == DAY_NONE)
        return;
    words_day(page->app, &day, debts->stopped);
    words_duration(&spent, debts->minutes * 60);
    _cleanup_free_ char *line =
        debts->minutes > 0 ? str_format(_("Work stops since %s; %s went into theirs since then."), str_text(&day), str_text(&spent))
                           : str_format(_("Work stops since %s."), str_text(&day));
    add(page, HANG, line);
}

static void add_alert(struct page *page)
{
    const struct debts *debts = page->debts;
    _cleanup_str_ struct str day = STR_INIT;

    if (debts->asked_owing == DAY_NONE)
        return;
    words_day(page->app, &day, debts->asked_owing);
    _cleanup_free_ char *line =
        str_format(debts->squeezed ? _("They paid a part, still owe, and asked for something new on %s.")
                                   : _("They asked for something new on %s while they owe."),
                   str_text(&day));
    add(page, HANG, line);
}

static void add_pattern(struct page *page)
{
    static const char *const words[] = {
        [LADDER_PAYS] = NULL,
        [LADDER_NONE] = N_("How they pay: not at all so far."),
        [LADDER_SLOWING] = N_("How they pay: later and later."),
        [LADDER_PARTIAL] = N_("How they pay: in parts, and late."),
    };

    if (words[page->debts->pattern])
        add(page, HANG, _(words[page->debts->pattern]));
}

static void add_excuses(struct page *page)
{
    _cleanup_str_ struct str line = STR_INIT;

    words_excuses(page->app, &line, page->debts);
    if (line.len == 0)
        return;
    _cleanup_free_ char *all = str_format(_("Excuses: %s."), str_text(&line));
    add(page, HANG, all);
}

static void add_chance(struct page *page)
{
    _cleanup_str_ struct str line = STR_INIT;

    if (page->debts->n_late == 0)
        return;
    words_chance(&line, page->debts->rules, &page->debts->chance);
    _cleanup_free_ char *all = str_format(_("Second chance: %s"), str_text(&line));
    add(page, HANG, all);
}

/* --- what comes next --- */

static void add_next(struct page *page)
{
    const struct debts *debts = page->debts;
    const struct debt *debt = debts->first >= 0 ? &debts->v[debts->first] : NULL;
    const char *letter = debt ? debt_letter(debts, debt) : NULL;

    if (!debt || debt->standing.days_late == 0)
        return;
    add(page, 0, "");
    if (str_equal(letter, LADDER_IN_CHARGE)) {
        _cleanup_free_ char *line =
            debts->in_charge ? str_format(_("Next: a letter to the person in charge, %s."), app_blur_names(page->app, debts->in_charge))
                             : mem_string(_("Next: a letter to the person in charge; none is on file yet (edit, people)."));
        add(page, HANG, line);
    } else if (debt->standing.state == LADDER_OVER) {
        add(page, HANG, _("Next: pursue it, write it off, sell it on, or let them go."));
    }
}

/* --- the card --- */

static void add_row(struct page *page, const char *label, struct money sum, const char *aside)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_printf(&line, "  %s: ", label);
    words_sum(&line, sum);
    if (aside && *aside)
        str_printf(&line, " (%s)", aside);
    add_text(page, 2 * HANG, &line);
}

static const struct law_claim *claim_of(const struct debts *debts)
{
    return &debts->v[debts->first].claim;
}

static void add_law(struct page *page)
{
    static const char *const lacks[] = {
        [LAW_NO_COUNTRY] = N_("  Interest for late payment: note the client's country first (edit, country)."),
        [LAW_ELSEWHERE] = N_("  Interest for late payment: no figures for that country."),
        [LAW_B2B_UNKNOWN] = N_("  Interest for late payment: note first whether they are a business (edit, b2b)."),
        [LAW_CONSUMER] = N_("  Interest for late payment: that of businesses is not owed by consumers."),
        [LAW_NOT_LATE] = N_("  Interest for late payment: nothing is late."),
    };
    const struct law_claim *claim = claim_of(page->debts);
    const struct recovery *card = &page->debts->recovery;

    if (claim->lack != LAW_APPLIES) {
        add(page, 2 * HANG, _(lacks[claim->lack]));
        return;
    }
    _cleanup_free_ char *aside = str_format(_("%d.%02d %% a year"), claim->row->rate / 100, claim->row->rate % 100);
    add_row(page, _("Interest so far"), card->interest, aside);
    add_row(page, _("Fixed sum for collecting"), card->sum, NULL);
}

static void add_source(struct page *page)
{
    const struct law_claim *claim = claim_of(page->debts);
    _cleanup_str_ struct str from = STR_INIT, read = STR_INIT;

    if (!claim->row)
        return;
    words_dated(&from, claim->row->from);
    words_dated(&read, page->debts->law->read_on);
    _cleanup_free_ char *line =
        str_format(_("  These are reminders, never advice. Figures of %s, looked up on %s: %s"), str_text(&from),
                   read.len > 0 ? str_text(&read) : "?", claim->row->source);
    add(page, 2 * HANG, line);
}

static void add_card(struct page *page)
{
    const struct debts *debts = page->debts;
    const struct recovery *card = &debts->recovery;
    _cleanup_str_ struct str cost = STR_INIT;

    add(page, 0, "");
    add(page, 0, _("To recover it:"));
    add_row(page, _("Owed"), card->owed, NULL);
    add_law(page);
    words_sum(&cost, debts->guess.cost);
    _cleanup_free_ char *likely = str_format(_("%d %% of it, your estimate"), debts->guess.likely);
    _cleanup_free_ char *spent = str_format(_("%s and %d h of yours, your estimate"), str_text(&cost), debts->guess.hours);
    add_row(page, _("Likely to come back"), card->likely, likely);
    if (card->counted) {
        add_row(page, _("What it takes"), card->spent, spent);
        add_row(page, _("What is left then"), card->left, NULL);
    } else {
        _cleanup_free_ char *line = str_format(_("  What it takes: %s; it is in another currency, so it is not taken off"), spent);
        add(page, 2 * HANG, line);
    }
    add_source(page);
}

static bool any_over(const struct debts *debts)
{
    for (size_t i = 0; i < debts->n; i++)
        if (debts->v[i].standing.state == LADDER_OVER)
            return true;
    return false;
}

int ladder_lines(struct app *app, const struct debts *debts, bool card, int (*fn)(void *ctx, int hang, const char *line),
                 void *ctx)
{
    struct page page = {.app = app, .debts = debts, .fn = fn, .ctx = ctx};

    add_head(&page);
    if (debts->refused)
        add(&page, 0, debts->refused);
    for (size_t i = 0; i < debts->n; i++)
        add_debt(&page, &debts->v[i]);
    add(&page, 0, "");
    add_stop(&page);
    add_alert(&page);
    add_pattern(&page);
    add_excuses(&page);
    add_chance(&page);
    add_next(&page);
    if (debts->n_late > 0 && (card || any_over(debts)))
        add_card(&page);
    return page.r;
}
