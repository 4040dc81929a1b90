/* Every number of the facts as the JSON answer, so that somebody else can count again. */
#include "facts_inside.h"

#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/core/ladder.h"

static void answer_ratio(struct answer *answer, const char *key, struct ratio ratio)
{
    if (!ratio_known(ratio)) {
        answer_text(answer, key, NULL);
        return;
    }
    answer_open_object(answer, key);
    answer_integer(answer, "of", ratio.of);
    answer_integer(answer, "in", ratio.in);
    answer_close_object(answer);
}

static void answer_counts(struct answer *answer, const struct facts_sums *sums)
{
    static const char *const names[FACTS_PERIODS] = {"window", "rated", "recent", "before", "previous"};
    const char *name;
    int64_t value;

    answer_open_object(answer, "counts");
    for (int period = 0; period < FACTS_PERIODS; period++) {
        answer_open_object(answer, names[period]);
        for (size_t i = 0; (name = facts_count(&sums->of[period], i, &value)); i++)
            answer_integer(answer, name, value);
        answer_close_object(answer);
    }
    answer_close_object(answer);
}

static void answer_spans(struct answer *answer, const struct facts_spans *spans)
{
    answer_open_object(answer, "window");
    answer_day(answer, "from", spans->from);
    answer_day(answer, "to", spans->to);
    answer_day(answer, "income_from", spans->income_from);
    answer_day(answer, "settled", spans->settled);
    answer_instant(answer, "recent_from", spans->of[FACTS_RECENT].from);
    answer_instant(answer, "previous_from", spans->of[FACTS_PREVIOUS].from);
    answer_instant(answer, "before_from", spans->of[FACTS_BEFORE].from);
    answer_close_object(answer);
}

static void answer_limits(struct answer *answer, const struct facts_limits *limits)
{
    const char *name;
    int64_t value;

    answer_open_object(answer, "limits");
    for (size_t i = 0; (name = facts_limit(limits, i, &value)); i++)
        answer_integer(answer, name, value);
    answer_close_object(answer);
}

static void answer_figures(struct answer *answer, const struct client_facts *of)
{
    answer_open_list(answer, "figures");
    for (enum figure i = 0; i < FIGURES_N; i++) {
        const struct fact_figure *figure = &of->figures[i];
        answer_open_object(answer, NULL);
        answer_text(answer, "figure", figure_kinds[i].name);
        answer_text(answer, "line", fact_names[figure_kinds[i].fact]);
        answer_ratio(answer, "value", figure->value);
        answer_ratio(answer, "rated", figure->rated);
        answer_ratio(answer, "others", figure->others);
        answer_integer(answer, "n_others", figure->n_others);
        answer_integer(answer, "better", figure->place.better);
        answer_integer(answer, "equal", figure->place.equal);
        answer_integer(answer, "worse", figure->place.worse);
        answer_text(answer, "trend", trend_names[figure->trend]);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_lines(struct answer *answer, const struct client_facts *of)
{
    answer_open_list(answer, "lines");
    for (size_t i = 0; i < FACTS_N; i++) {
        const struct facts_line *line = &of->lines[i];
        answer_open_object(answer, NULL);
        answer_text(answer, "line", fact_names[line->fact]);
        answer_text(answer, "figure", line->figure < FIGURES_N ? figure_kinds[line->figure].name : NULL);
        if (line->suggestion == SUGGEST_NOTHING)
            answer_text(answer, "suggestion", NULL);
        else
            answer_integer(answer, "suggestion", line->suggestion);
        answer_text(answer, "because", fact_because_names[line->because]);
        answer_text(answer, "trend", trend_names[line->trend]);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_hostage(struct answer *answer, const struct client_facts *of)
{
    static const char *const lasts[] = {NULL, "months", "covered"};
    const struct hostage *hostage = &of->hostage;
    const struct hostage_case *it = &of->hostage_of;

    answer_open_object(answer, "hostage");
    answer_integer(answer, "reserve", it->reserve);
    answer_integer(answer, "cost", it->cost);
    answer_integer(answer, "income", it->income);
    answer_integer(answer, "client", it->client);
    answer_integer(answer, "refund", it->refund);
    answer_integer(answer, "floor_months", it->floor_months);
    answer_ratio(answer, "share", hostage->share);
    answer_ratio(answer, "reserve_months", hostage->reserve_months);
    answer_text(answer, "with_is", lasts[hostage->with_is]);
    answer_ratio(answer, "with", hostage->with);
    answer_text(answer, "without_is", lasts[hostage->without_is]);
    answer_ratio(answer, "without", hostage->without);
    answer_boolean(answer, "under_floor", hostage->under_floor);
    answer_day(answer, "leave_on", hostage->leave_on);
    answer_integer(answer, "short_of", hostage->short_of);
    answer_close_object(answer);
}

static void answer_money_facts(struct answer *answer, const struct client_facts *of)
{
    answer_text(answer, "hour_class", hour_class_names[of->hour_class]);
    answer_integer(answer, "target", of->target);
    answer_text(answer, "pattern", ladder_pattern_names[of->pattern]);
    answer_integer(answer, "promises_kept", of->promises_kept);
    answer_integer(answer, "promises_broken", of->promises_broken);
    answer_integer(answer, "minutes_owing", of->minutes_owing);
    answer_integer(answer, "owed", of->owed);
    answer_integer(answer, "overdue", of->overdue);
    answer_integer(answer, "income", of->income);
    answer_integer(answer, "all_income", of->all_income);
    answer_hostage(answer, of);
    answer_integer(answer, "unpaid_minutes", of->unpaid);
    answer_text(answer, "project", of->project);
    answer_ratio(answer, "project_weeks", of->project_weeks);
    answer_integer(answer, "project_sessions", of->project_sessions);
}

static const char *breach_name(enum breach breach)
{
    for (size_t i = 0; i < breach_kinds_n; i++)
        if (breach_kinds[i].bit == breach)
            return breach_kinds[i].name;
    return NULL;
}

static void answer_breaches(struct answer *answer, const struct client_facts *of)
{
    answer_open_list(answer, "breaches");
    for (size_t i = 0; i < of->n_breaches; i++) {
        const struct facts_breach *breach = &of->breaches[i];
        answer_open_object(answer, NULL);
        answer_text(answer, "by", breach->kind & BREACH_MINE ? "me" : "client");
        answer_text(answer, "kind", breach_name(breach->kind));
        answer_integer(answer, "window", breach->window);
        answer_integer(answer, "untold", breach->untold);
        answer_integer(answer, "recent", breach->recent);
        answer_integer(answer, "previous", breach->previous);
        answer_integer(answer, "before", breach->before);
        answer_text(answer, "trend", trend_names[breach->trend]);
        answer_boolean(answer, "doubled", breach->doubled);
        answer_day(answer, "reminded", breach->reminded);
        answer_integer(answer, "since_reminder", breach->since_reminder);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_marks(struct answer *answer, const struct client_facts *of)
{
    answer_open_list(answer, "signs");
    for (size_t i = 0; i < of->n_signs; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "code", of->signs[i].code);
        answer_boolean(answer, "good", of->signs[i].good);
        answer_integer(answer, "n", of->signs[i].n);
        answer_integer(answer, "ever", of->signs[i].ever);
        answer_instant(answer, "first", of->signs[i].first);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    answer_open_list(answer, "closeness");
    for (int i = 0; i < FACTS_PERSONAL; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "kind", model_field(&model_interaction, "closeness")->names[i]);
        answer_integer(answer, "window", of->personal[i].window);
        answer_integer(answer, "recent", of->personal[i].recent);
        answer_integer(answer, "near", of->personal[i].near);
        answer_instant(answer, "first", of->personal[i].first);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    answer_boolean(answer, "closeness_note", of->closeness_note);
}

static void answer_part(struct answer *answer, const struct client_facts *of)
{
    answer_integer(answer, "wins", of->wins);
    answer_integer(answer, "asks_open", of->asks_open);
    answer_integer(answer, "waiting_days", of->waiting_days);
    answer_integer(answer, "answered_off_hours", of->answered_off_hours);
    answer_integer(answer, "agreed_hours", of->agreed_hours);
    answer_ratio(answer, "worked_hours", of->worked_hours);
    answer_integer(answer, "late_replies", of->late_replies);
    answer_open_object(answer, "taught");
    answer_integer(answer, "answers", of->taught);
    answer_integer(answer, "before", of->taught_before);
    answer_integer(answer, "after", of->taught_after);
    answer_close_object(answer);
    answer_instant(answer, "first_sign", of->first_sign);
    answer_instant(answer, "first_no", of->first_no);
}

static void answer_unknown(struct answer *answer, const struct client_facts *of)
{
    answer_open_list(answer, "gaps");
    for (size_t i = 0; i < of->n_gaps; i++) {
        answer_open_object(answer, NULL);
        answer_day(answer, "from", of->gaps[i].from);
        answer_day(answer, "to", of->gaps[i].to);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    answer_open_list(answer, "unrated");
    for (size_t i = 0; i < of->n_unrated; i++) {
        answer_open_object(answer, NULL);
        answer_money(answer, "sum", of->unrated[i].sum);
        answer_integer(answer, "n", of->unrated[i].n);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

/* What people are told, word by word. */
static void answer_said(struct answer *answer, const struct facts *facts)
{
    answer_open_object(answer, "said");
    for (enum facts_topic topic = 0; topic < TOPICS_N; topic++) {
        _cleanup_str_ struct str text = STR_INIT;
        if (facts_say(facts, topic, &text))
            answer_text(answer, facts_topic_names[topic], str_text(&text));
    }
    answer_close_object(answer);
}

void facts_answer(const struct facts *facts, struct answer *answer)
{
    const struct client_facts *of = &facts->of;

    answer_open_object(answer, NULL);
    answer_text(answer, "client", of->ref);
    answer_text(answer, "state", client_state_names[of->state]);
    answer_boolean(answer, "member", of->group != 0);
    answer_instant(answer, "at", of->now);
    answer_text(answer, "currency", of->currency);
    answer_day(answer, "since", of->since);
    answer_integer(answer, "days", of->days);
    answer_boolean(answer, "thin", of->thin);
    answer_spans(answer, &of->spans);
    answer_counts(answer, &of->sums);
    answer_integer(answer, "others", of->others);
    answer_integer(answer, "accepting", of->accepting);
    answer_figures(answer, of);
    answer_lines(answer, of);
    answer_money_facts(answer, of);
    answer_breaches(answer, of);
    answer_marks(answer, of);
    answer_part(answer, of);
    answer_integer(answer, "listed", of->fit.listed);
    answer_unknown(answer, of);
    answer_limits(answer, facts->terms.limits);
    answer_text(answer, "limits_refused", facts_limits_refused(facts->app));
    answer_said(answer, facts);
    answer_close_object(answer);
}
