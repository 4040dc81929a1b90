/* What the facts say in sentences: one place for the wizard, the panes, the dossier and the shell. Behaviour
 * is named, never character, and nobody is to blame. */
#include "facts_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/str.h"
#include "paletti/core/client.h"

#include <string.h>

#define SEMI "; "

static int32_t day_of(const struct facts *facts, int64_t at)
{
    return zone_day(facts->terms.zone, at, NULL);
}

/* --- head --- */

static void say_share(const struct facts *facts, struct str *to)
{
    if (ratio_known(facts->of.hostage.share) && facts->of.n_unrated == 0)
        str_printf(to, _("%lld%% of income"), (long long)ratio_round(facts->of.hostage.share, 100));
}

static void say_window(const struct facts *facts, struct str *to)
{
    const struct facts_spans *spans = &facts->of.spans;
    _cleanup_str_ struct str from = STR_INIT, until = STR_INIT;

    words_date_beside(&from, spans->from, spans->to);
    words_dated(&until, spans->to);
    str_printf(to, _("Facts of %s to %s."), str_text(&from), str_text(&until));
}

static void say_head(const struct facts *facts, struct str *to)
{
    _cleanup_str_ struct str share = STR_INIT, since = STR_INIT;

    say_share(facts, &share);
    if (facts->of.since != DAY_NONE) {
        words_dated(&since, facts->of.since);
        str_printf(to, _("Client since %s"), str_text(&since));
        str_add(to, share.len > 0 ? SEMI : ". ");
    }
    if (share.len > 0)
        str_printf(to, "%s. ", str_text(&share));
    say_window(facts, to);
}

static void say_thin(const struct facts *facts, struct str *to)
{
    int64_t entries = facts->of.sums.of[FACTS_WINDOW].entries;

    if (!facts->of.thin)
        return;
    str_printf(to, P_("Too little to compare: %lld entry", "Too little to compare: %lld entries", entries),
               (long long)entries);
    str_printf(to, P_(", known for %lld day.", ", known for %lld days.", facts->of.days),
               (long long)facts->of.days);
}

/* --- in their favour --- */

static void favour_of_money(const struct client_facts *of, struct str *to, size_t begun)
{
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];

    if (window->invoices > 0 && window->on_time == window->invoices) {
        words_join(to, begun, SEMI);
        str_add(to, _("never late"));
    }
    if (of->promises_kept > 0 && of->promises_broken == 0) {
        words_join(to, begun, SEMI);
        str_add(to, P_("kept the promise to pay", "kept the promises to pay", of->promises_kept));
    }
    if (of->hour_class == HOUR_FAIR) {
        words_join(to, begun, SEMI);
        str_add(to, _("an hour earns your rate"));
    }
}

static void favour_of_signs(const struct client_facts *of, struct str *to, size_t begun)
{
    for (size_t i = 0; i < of->n_signs; i++) {
        const struct facts_sign *sign = &of->signs[i];
        if (!sign->good)
            continue;
        words_join(to, begun, SEMI);
        if (str_equal(sign->code, "refers"))
            str_printf(to, P_("sent you one client", "sent you %lld clients", sign->ever),
                       (long long)sign->ever);
        else
            str_add(to, sign->label);
    }
}

static void favour_of_work(const struct client_facts *of, struct str *to, size_t begun)
{
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];

    if (!of->thin && facts_breaches(window) == 0) {
        words_join(to, begun, SEMI);
        str_add(to, _("kept to your rules"));
    } else if (of->figures[FIGURE_BREACHES].trend == TREND_DOWN) {
        words_join(to, begun, SEMI);
        str_add(to, _("crosses fewer lines than before"));
    }
    if (window->deliveries > 0 && window->complaints == window->right_complaints) {
        words_join(to, begun, SEMI);
        str_printf(to, P_("no complaint about %lld job", "no complaint about %lld jobs", window->deliveries),
                   (long long)window->deliveries);
    }
    if (window->energies >= 3 && window->energy >= 4 * window->energies) {
        words_join(to, begun, SEMI);
        str_add(to, _("leaves you with energy"));
    }
    if (of->wins > 0) {
        words_join(to, begun, SEMI);
        str_printf(to, P_("%lld thing went well", "%lld things went well", of->wins), (long long)of->wins);
    }
}

static void say_favour(const struct facts *facts, struct str *to)
{
    size_t begun = to->len;

    favour_of_money(&facts->of, to, begun);
    favour_of_signs(&facts->of, to, begun);
    favour_of_work(&facts->of, to, begun);
    words_join(to, begun, ".");
}

/* --- not known --- */

static void say_gap(const struct facts_gap *gap, struct str *to)
{
    _cleanup_str_ struct str from = STR_INIT, until = STR_INIT;

    words_date_beside(&from, gap->from, gap->to);
    words_date_beside(&until, gap->to, gap->from);
    str_printf(to, _("hours of %s to %s"), str_text(&from), str_text(&until));
}

static void say_unknown(const struct facts *facts, struct str *to)
{
    const struct client_facts *of = &facts->of;
    size_t begun = to->len;

    if (of->group)
        str_add(to, _("what an hour earns, which is of the group"));
    for (size_t i = 0; i < of->n_gaps; i++) {
        words_join(to, begun, SEMI);
        say_gap(&of->gaps[i], to);
    }
    for (size_t i = 0; i < of->n_unrated; i++) {
        _cleanup_str_ struct str sum = STR_INIT;
        words_sum(&sum, of->unrated[i].sum);
        words_join(to, begun, SEMI);
        str_printf(to, _("what %s are worth, for want of a rate"), str_text(&sum));
    }
    words_join(to, begun, ".");
}

/* --- your part: a fact with a next step, no reproach --- */

static void say_agreed(const struct client_facts *of, struct str *to)
{
    int64_t worked = ratio_known(of->worked_hours) ? ratio_round(of->worked_hours, 1) : 0;

    if (of->agreed_hours > 0 && worked > of->agreed_hours)
        str_printf(to, _("%lld h a month agreed, %lld worked"), (long long)of->agreed_hours,
                   (long long)worked);
}

static void say_part(const struct facts *facts, struct str *to)
{
    const struct client_facts *of = &facts->of;
    int64_t answered = of->answered_off_hours, free_extras = of->sums.of[FACTS_WINDOW].free_requests,
            late = of->late_replies;
    size_t begun = to->len;

    say_agreed(of, to);
    if (answered > 0) {
        words_join(to, begun, SEMI);
        str_printf(to, P_("you answered once out of hours", "you answered %lld times out of hours", answered),
                   (long long)answered);
    }
    if (free_extras > 0) {
        words_join(to, begun, SEMI);
        str_printf(to, P_("did one extra free", "did %lld extras free", free_extras), (long long)free_extras);
    }
    if (late > 0) {
        words_join(to, begun, SEMI);
        str_printf(to, P_("answered late once", "answered late %lld times", late), (long long)late);
    }
    words_join(to, begun, ".");
}

static void say_teach(const struct facts *facts, struct str *to)
{
    const struct client_facts *of = &facts->of;

    if (of->taught > 0)
        str_printf(to,
                   P_("In the %d days before your %lld answer out of hours they came %lld times outside "
                      "them, in the %d days after "
                      "it %lld times.",
                      "In the %d days before each of your %lld answers out of hours they came %lld times "
                      "outside them in all, in "
                      "the %d days after %lld times.",
                      of->taught),
                   TEACHING_DAYS, (long long)of->taught, (long long)of->taught_before, TEACHING_DAYS,
                   (long long)of->taught_after);
}

/* --- marks, days --- */

static void say_price(const struct client_facts *of, struct str *to)
{
    int64_t asked = of->sums.of[FACTS_WINDOW].price_signs;

    if (asked == 0)
        return;
    str_printf(to,
               P_(" Another price or other terms: asked once",
                  " Another price or other terms: asked %lld times", asked),
               (long long)asked);
    if (of->others > 0)
        str_printf(to, _("; %lld of %lld others accept yours"), (long long)of->accepting,
                   (long long)of->others);
    str_add(to, ".");
}

static void say_signs(const struct facts *facts, struct str *to)
{
    const struct client_facts *of = &facts->of;
    size_t begun = to->len;

    for (size_t i = 0; i < of->n_signs; i++) {
        if (of->signs[i].good || of->signs[i].n == 0)
            continue;
        words_join(to, begun, ", ");
        str_printf(to, "%s %lld", of->signs[i].label, (long long)of->signs[i].n);
        if (str_equal(of->signs[i].code, "always_urgent"))
            str_printf(to, _(" of %lld that came"), (long long)of->sums.of[FACTS_WINDOW].inbound);
    }
    words_join(to, begun, ".");
    say_price(of, to);
}

static void say_since(const struct facts *facts, struct str *to)
{
    const struct client_facts *of = &facts->of;
    size_t begun = to->len;

    if (of->first_sign != INSTANT_NONE) {
        int64_t days = facts->terms.today - day_of(facts, of->first_sign);
        str_printf(to, P_("%lld day since the first sign", "%lld days since the first sign", days),
                   (long long)days);
    }
    if (of->first_no != INSTANT_NONE) {
        int64_t days = facts->terms.today - day_of(facts, of->first_no);
        words_join(to, begun, SEMI);
        str_printf(to, P_("%lld day since the first no", "%lld days since the first no", days),
                   (long long)days);
    }
    words_join(to, begun, ".");
}

/* --- the table --- */

static const struct topic {
    const char *label;
    void (*say)(const struct facts *facts, struct str *to);
} topics[TOPICS_N] = {
    [TOPIC_HEAD] = {NULL, say_head},
    [TOPIC_THIN] = {NULL, say_thin},
    [TOPIC_CLOSENESS] = {N_("Close"), facts_say_closeness},
    [TOPIC_MONEY] = {N_("Money"), facts_say_money},
    [TOPIC_FAVOUR] = {N_("In their favour"), say_favour},
    [TOPIC_UNKNOWN] = {N_("Not known"), say_unknown},
    [TOPIC_PART] = {N_("Your part"), say_part},
    [TOPIC_TEACH] = {N_("What you teach"), say_teach},
    [TOPIC_HOSTAGE] = {N_("Your reserve"), facts_say_hostage},
    [TOPIC_PROJECT] = {N_("Your own project"), facts_say_project},
    [TOPIC_SIGNS] = {N_("Marked"), say_signs},
    [TOPIC_SINCE] = {N_("Since"), say_since},
};

const char *const facts_topic_names[TOPICS_N] = {
    "head", "thin",  "closeness", "money",   "favour", "unknown",
    "part", "teach", "hostage",   "project", "signs",  "since",
};

const char *words_topic(enum facts_topic topic)
{
    return topics[topic].label ? _(topics[topic].label) : "";
}

bool facts_say(const struct facts *facts, enum facts_topic topic, struct str *to)
{
    size_t begun = to->len;

    topics[topic].say(facts, to);
    return to->len > begun;
}

/* --- what stands out --- */

static void stand_out(const struct client_facts *of, enum figure figure, struct str *to)
{
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];
    _cleanup_str_ struct str value = STR_INIT;

    words_figure_value(of, figure, of->figures[figure].value, &value);
    if (value.len == 0)
        return;
    switch (figure_kinds[figure].fact) {
    case FACT_MONEY:
        str_printf(to, _("paid on time %s"), str_text(&value));
        break;
    case FACT_HOUR:
        str_printf(to, _("%s an hour"), str_text(&value));
        break;
    case FACT_RULES:
        str_printf(to, P_("%s line crossed", "%s lines crossed", facts_breaches(window)), str_text(&value));
        break;
    case FACT_WORK:
        str_printf(to, "%s %s", words_figure(figure), str_text(&value));
        break;
    case FACT_CONTRACT:
        str_printf(to, P_("%s extra", "%s extras", window->requests), str_text(&value));
        break;
    case FACT_FITS:
    case FACT_ENERGY:
    case FACTS_N:
        break;
    }
}

bool facts_stands_out(const struct facts *facts, struct str *to)
{
    const struct client_facts *of = &facts->of;
    size_t begun = to->len;

    for (enum fact i = 0; i < FACTS_N; i++) {
        const struct facts_line *line = &of->lines[i];
        _cleanup_str_ struct str text = STR_INIT;
        if (line->suggestion != 1 && line->suggestion != 2)
            continue;
        if (line->figure < FIGURES_N)
            stand_out(of, line->figure, &text);
        if (text.len == 0)
            continue;
        words_join(to, begun, ", ");
        str_add(to, str_text(&text));
    }
    return to->len > begun;
}
