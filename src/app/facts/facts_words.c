/* The rows of the Facts page, and their single words. */
#include "facts_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/money.h"

#include <string.h>

/* --- numbers --- */

void words_tenths(struct str *to, struct ratio ratio)
{
    int64_t tenths = ratio_round(ratio, 10), whole = tenths / 10, rest = tenths % 10;

    if (tenths < 0)
        str_add_char(to, '-');
    str_printf(to, "%lld", (long long)(whole < 0 ? -whole : whole));
    if (rest)
        str_printf(to, "%s%lld", C_("before decimals", "."), (long long)(rest < 0 ? -rest : rest));
}

void words_whole_sum(struct str *to, const char *currency, struct ratio minor)
{
    int decimals = currency_decimals(currency);
    struct money sum = {0};
    _cleanup_str_ struct str text = STR_INIT;
    int64_t unit = 1;

    for (int i = 0; i < decimals; i++)
        unit *= 10;
    sum.minor = sum_times(ratio_round((struct ratio){minor.of, sum_times(minor.in, unit)}, 1), unit);
    memcpy(sum.currency, currency, sizeof sum.currency);
    words_sum(&text, sum);
    /* What stands before the blank and the three letters are the decimals with their sign. */
    size_t tail = decimals > 0 ? (size_t)decimals + 5 : 4;
    str_add_n(to, str_text(&text), text.len - tail);
    str_printf(to, " %s", currency);
}

void words_minutes(struct str *to, int64_t minutes)
{
    if (minutes < 60)
        str_printf(to, _("%lld min"), (long long)minutes);
    else
        str_printf(to, _("%lld h"), (long long)(minutes + 30) / 60);
}

void words_join(struct str *to, size_t begun, const char *mark)
{
    if (to->len > begun)
        str_add(to, mark);
}

static void add_days(struct str *to, struct ratio days)
{
    int64_t n = ratio_round(days, 1);

    str_printf(to, P_("%lld day", "%lld days", n), (long long)n);
}

/* OF of the client's own number: the median of others in the measure of this one, "5 of 6". */
static void add_of(struct str *to, struct ratio value, int64_t whole)
{
    str_printf(to, _("%lld of %lld"), (long long)ratio_round(value, whole), (long long)whole);
}

void words_figure_value(const struct client_facts *of, enum figure figure, struct ratio value, struct str *to)
{
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];

    if (!ratio_known(value))
        return;
    switch (figure) {
    case FIGURE_ON_TIME:
        if (window->invoices > 0)
            add_of(to, value, window->invoices);
        break;
    case FIGURE_COMPLAINTS:
        if (window->deliveries > 0)
            add_of(to, value, window->deliveries);
        break;
    case FIGURE_HOUR:
    case FIGURE_HOUR_BILLED:
        words_whole_sum(to, of->currency, value);
        break;
    case FIGURE_DAYS_LATE:
    case FIGURE_WAITING:
        add_days(to, value);
        break;
    case FIGURE_FREE:
        words_minutes(to, ratio_round(value, 1));
        break;
    case FIGURE_FITS:
        str_printf(to, _("%lld of %lld"), (long long)value.of, (long long)value.in);
        break;
    case FIGURE_BREACHES:
    case FIGURE_SIGNS:
    case FIGURE_EXTRAS:
    case FIGURE_ENERGY:
        words_tenths(to, value);
        break;
    case FIGURES_N:
        break;
    }
}

/* --- words --- */

const char *words_fact(enum fact fact)
{
    static const char *const words[FACTS_N] = {
        [FACT_MONEY] = N_("Money"),
        [FACT_HOUR] = N_("What an hour earns"),
        [FACT_RULES] = N_("Keeps to your rules"),
        [FACT_WORK] = N_("Lets you work"),
        [FACT_CONTRACT] = N_("Stays inside the contract"),
        [FACT_FITS] = N_("Fits the work you do best"),
        [FACT_ENERGY] = N_("Your energy after contact"),
    };

    return fact < FACTS_N ? _(words[fact]) : "";
}

const char *words_figure(enum figure figure)
{
    static const char *const words[FIGURES_N] = {
        [FIGURE_ON_TIME] = N_("invoices paid on time"),
        [FIGURE_DAYS_LATE] = N_("days late, by their sums"),
        [FIGURE_HOUR] = N_("an hour, all hours, of what was paid"),
        [FIGURE_HOUR_BILLED] = N_("of what was invoiced"),
        [FIGURE_BREACHES] = N_("lines crossed"),
        [FIGURE_COMPLAINTS] = N_("complaints"),
        [FIGURE_WAITING] = N_("waiting for their material"),
        [FIGURE_SIGNS] = N_("what kept you from working"),
        [FIGURE_EXTRAS] = N_("extras"),
        [FIGURE_FREE] = N_("done free"),
        [FIGURE_FITS] = N_("questions answered with yes"),
        [FIGURE_ENERGY] = N_("energy, 1 to 5"),
    };

    return figure < FIGURES_N ? _(words[figure]) : "";
}

const char *words_suggestion(int suggestion)
{
    static const char *const words[] = {
        N_("cannot say"), N_("much worse"), N_("worse"), N_("usual"), N_("better"), N_("much better"),
    };

    return suggestion >= 0 && suggestion < (int)ARRAY_LEN(words) ? _(words[suggestion]) : "";
}

const char *words_because(enum fact_because because)
{
    static const char *const words[] = {
        [BECAUSE_RANK] = N_("beside your other clients"),
        [BECAUSE_THIN] = N_("too little to compare"),
        [BECAUSE_UNKNOWN] = N_("nothing is known of it"),
        [BECAUSE_FEW] = N_("too few others to compare with"),
        [BECAUSE_PROMISE] = N_("a promise to pay was not kept"),
        [BECAUSE_DOUBLED] = N_("lines were crossed twice as often after a reminder"),
        [BECAUSE_YOURS] = N_("only you can say"),
        [BECAUSE_LISTED] = N_("on the list of who you work for"),
        [BECAUSE_NOT_LISTED] = N_("not on the list of who you work for"),
    };

    return because < ARRAY_LEN(words) ? _(words[because]) : "";
}

const char *words_trend(enum trend trend)
{
    static const char *const words[] = {"", NC_("trend", "down"), NC_("trend", "steady"), NC_("trend", "up")};

    return trend > TREND_NONE && trend < ARRAY_LEN(words) ? i18n_word(words[trend]) : "";
}

/* --- rows --- */

struct rows {
    const struct client_facts *of;
    int (*fn)(void *ctx, const struct facts_row *row);
    void *ctx;
    int r; /* what FN said last */
};

static void give(struct rows *rows, const struct facts_row *row)
{
    if (rows->r == 0)
        rows->r = rows->fn(rows->ctx, row);
}

/* The figure's value and the others', with LABEL; WORD stands behind the value ("14 extras"). */
/* Hours alone do not tell what they earn: neither a sum nor an invoice is known. */
static bool no_sums(enum figure figure, const struct facts_counts *window)
{
    bool hour = figure == FIGURE_HOUR || figure == FIGURE_HOUR_BILLED;

    return hour && window->invoices == 0 && window->invoiced == 0 && window->payments == 0 && window->refunds == 0 &&
           window->expenses == 0;
}

static void give_figure(struct rows *rows, enum figure figure, bool main, const char *label, const char *word)
{
    const struct client_facts *of = rows->of;
    const struct fact_figure *it = &of->figures[figure];
    enum fact fact = figure_kinds[figure].fact;
    _cleanup_str_ struct str value = STR_INIT, others = STR_INIT;

    /* What is made of sums of which some are left out would mislead. */
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];
    bool out = !ratio_known(figure_rated(figure, window)) && figure != FIGURE_FITS;
    if (ratio_known(it->value) && (out || no_sums(figure, window)))
        str_add(&value, _("not known"));
    else
        words_figure_value(of, figure, it->value, &value);
    words_figure_value(of, figure, it->others, &others);
    if (value.len > 0)
        str_add(&value, word);
    give(rows, &(struct facts_row){
                   .fact = fact,
                   .main = main,
                   .spare = figure == FIGURE_HOUR_BILLED,
                   .label = label,
                   .value = str_text(&value),
                   .others = str_text(&others),
                   .suggestion = main ? of->lines[fact].suggestion : SUGGEST_NOTHING,
                   .trend = it->trend,
                   .sources = 1u << figure,
               });
}

/* A row of words alone. */
static void give_text(struct rows *rows, enum fact fact, const struct str *text, unsigned sources)
{
    if (text->len > 0)
        give(rows, &(struct facts_row){.fact = fact,
                                       .label = str_text(text),
                                       .value = "",
                                       .others = "",
                                       .suggestion = SUGGEST_NOTHING,
                                       .sources = sources});
}

static void give_money(struct rows *rows)
{
    const struct client_facts *of = rows->of;
    _cleanup_str_ struct str text = STR_INIT;

    give_figure(rows, FIGURE_ON_TIME, true, _("Money: invoices paid on time"), "");
    if (ratio_known(of->figures[FIGURE_DAYS_LATE].value) && of->figures[FIGURE_DAYS_LATE].value.of > 0)
        give_figure(rows, FIGURE_DAYS_LATE, false, _("late, by their sums"), "");
    if (of->overdue > 0) {
        str_add(&text, _("overdue "));
        words_whole_sum(&text, of->currency, (struct ratio){of->overdue, 1});
    }
    int64_t promises = of->promises_kept + of->promises_broken;
    if (promises > 0) {
        words_join(&text, 0, ", ");
        str_printf(&text, P_("kept %lld of %lld promise", "kept %lld of %lld promises", promises),
                   (long long)of->promises_kept, (long long)promises);
    }
    give_text(rows, FACT_MONEY, &text, 1u << FIGURE_ON_TIME);
}

static int64_t breaches_of(const struct client_facts *of, enum breach kind)
{
    for (size_t i = 0; i < of->n_breaches; i++)
        if (of->breaches[i].kind == kind)
            return of->breaches[i].window;
    return 0;
}

static void give_rules(struct rows *rows)
{
    static const struct {
        enum breach kind;
        const char *word;
    } kinds[] = {
        {BREACH_CLIENT_OFF_HOURS, N_("out of hours")},
        {BREACH_CLIENT_CHANNEL, N_("channel")},
        {BREACH_CHASE, N_("chased")},
    };
    _cleanup_str_ struct str text = STR_INIT;

    give_figure(rows, FIGURE_BREACHES, true, _("Keeps to your rules: breaches"), "");
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        int64_t n = breaches_of(rows->of, kinds[i].kind);
        if (n == 0)
            continue;
        words_join(&text, 0, ", ");
        str_printf(&text, "%s %lld", _(kinds[i].word), (long long)n);
        if (kinds[i].kind == BREACH_CLIENT_OFF_HOURS && rows->of->answered_off_hours > 0)
            str_printf(&text, _(" (you answered %lld)"), (long long)rows->of->answered_off_hours);
    }
    give_text(rows, FACT_RULES, &text, 1u << FIGURE_BREACHES);
}

static void give_work(struct rows *rows)
{
    const struct client_facts *of = rows->of;
    _cleanup_str_ struct str text = STR_INIT;
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];
    enum figure figure = of->lines[FACT_WORK].figure;

    /* The line is about what can be compared: complaints, else waiting, else marks. */
    if (figure == FIGURE_COMPLAINTS || figure == FIGURES_N)
        give_figure(rows, FIGURE_COMPLAINTS, true, _("Lets you work: complaints"),
                    P_(" job", " jobs", window->deliveries));
    else if (figure == FIGURE_WAITING)
        give_figure(rows, FIGURE_WAITING, true, _("Lets you work: waiting for material"), "");
    else
        give_figure(rows, FIGURE_SIGNS, true, _("Lets you work: what hindered it"), "");
    if (figure != FIGURE_COMPLAINTS && ratio_known(of->figures[FIGURE_COMPLAINTS].value))
        give_figure(rows, FIGURE_COMPLAINTS, false, words_figure(FIGURE_COMPLAINTS),
                    P_(" job", " jobs", window->deliveries));
    if (window->deliveries == 0 && window->complaints > window->right_complaints)
        str_printf(&text,
                   P_("%lld complaint, no job handed over", "%lld complaints, no job handed over",
                      window->complaints),
                   (long long)(window->complaints - window->right_complaints));
    if (figure != FIGURE_WAITING && ratio_known(of->figures[FIGURE_WAITING].value))
        give_figure(rows, FIGURE_WAITING, false, _("waiting for their material"), "");
    for (size_t i = 0; i < of->n_signs; i++) {
        if (!of->signs[i].of_work || of->signs[i].n == 0)
            continue;
        words_join(&text, 0, ", ");
        str_printf(&text, "%s %lld", of->signs[i].label, (long long)of->signs[i].n);
    }
    give_text(rows, FACT_WORK, &text, 1u << FIGURE_SIGNS | 1u << FIGURE_COMPLAINTS);
}

static void give_contract(struct rows *rows)
{
    const struct facts_counts *window = &rows->of->sums.of[FACTS_WINDOW];
    _cleanup_str_ struct str text = STR_INIT;

    give_figure(rows, FIGURE_EXTRAS, true, _("Stays inside the contract"),
                P_(" extra", " extras", window->requests));
    if (window->free_requests > 0) {
        str_printf(&text, _("done free %lld"), (long long)window->free_requests);
        if (window->free_minutes > 0) {
            str_add(&text, ", ");
            words_minutes(&text, window->free_minutes);
        }
    }
    give_text(rows, FACT_CONTRACT, &text, 1u << FIGURE_FREE);
}

static void give_fits(struct rows *rows)
{
    const struct client_facts *of = rows->of;
    const struct facts_fit *fit = &of->fit;
    _cleanup_str_ struct str answers = STR_INIT;

    if (fit->asked > 0)
        str_printf(&answers, _("%lld of %lld yes"), (long long)fit->yes, (long long)fit->asked);
    const char *listed = fit->listed == 1   ? _("on your list")
                         : fit->listed == 0 ? _("not on your list")
                                            : NULL;
    give(rows, &(struct facts_row){
                   .fact = FACT_FITS,
                   .main = true,
                   .label = words_fact(FACT_FITS),
                   .value = listed ? listed : str_text(&answers),
                   .others = "",
                   .suggestion = of->lines[FACT_FITS].suggestion,
                   .sources = 1u << FIGURE_FITS,
               });
}

int facts_rows(const struct facts *facts, int (*fn)(void *ctx, const struct facts_row *row), void *ctx)
{
    struct rows rows = {.of = &facts->of, .fn = fn, .ctx = ctx};

    give_money(&rows);
    give_figure(&rows, FIGURE_HOUR, true, _("What an hour earns, all hours"), "");
    give_figure(&rows, FIGURE_HOUR_BILLED, false, words_figure(FIGURE_HOUR_BILLED), "");
    give_rules(&rows);
    give_work(&rows);
    give_contract(&rows);
    give_fits(&rows);
    give_figure(&rows, FIGURE_ENERGY, true, words_fact(FACT_ENERGY), "");
    return rows.r;
}
