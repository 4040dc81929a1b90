/* Contacts by weekday and hour: theirs, and mine. */
#include "plot_hours.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"

enum { FULLEST = 3 };

/* --- counting --- */

struct slice {
    struct plot *plot;
    int n;
};

static int count(void *ctx, const struct contact_row *row)
{
    struct slice *slice = ctx;
    struct plot *plot = slice->plot;
    struct plot_weeks *weeks = plot->data;
    enum plot_side side;

    slice->n++;
    plot->reached = row->id;
    if (!plot_side_of(row->direction, row->kind, &side))
        return 0;
    plot_note(plot, row->at);
    plot_week_add(&weeks->side[side], plot->zone, &plot->hours, side, row->at);
    return 0;
}

static int hours_step(struct plot *plot, struct store *store, int most, struct err *err)
{
    struct slice slice = {.plot = plot};
    struct contact_query query = plot_query(plot, most);

    if (contacts_each(store, &query, count, &slice, err) < 0)
        return -1;
    plot->done += slice.n;
    return slice.n == most;
}

/* --- what there is --- */

const struct plot_week *plot_hours_week(const struct plot *plot, enum plot_side side)
{
    const struct plot_weeks *weeks = plot->data;

    return &weeks->side[side];
}

const struct plot_week *plot_week_of(const struct plot *plot, enum plot_side side)
{
    return plot->kind == &plot_kind_hours ? plot_hours_week(plot, side) : NULL;
}

const char *plot_hours_side(enum plot_side side)
{
    return side == PLOT_MINE ? _("You write and call") : _("They come to you");
}

int64_t plot_hours_most(const struct plot_week *week)
{
    struct plot_cell cell;

    return plot_week_fullest(week, NULL, &cell, 1) > 0 ? cell.n : 0;
}

const char *plot_weekday(int day)
{
    static const char *const words[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};

    return _(words[day]);
}

static void add_share(const struct plot_week *week, struct str *to)
{
    if (week->total == 0)
        return;
    str_printf(to, _(": %lld (%d%%) inside your hours, %lld outside"), (long long)week->inside,
               plot_percent(week->inside, week->total), (long long)(week->total - week->inside));
}

void plot_hours_share(const struct plot_week *week, struct str *to)
{
    str_printf(to, P_("%lld contact", "%lld contacts", week->total), (long long)week->total);
    add_share(week, to);
}

void plot_hours_sentence(const struct plot_week *week, enum plot_side side, struct str *to)
{
    long long n = week->total;

    if (side == PLOT_MINE)
        str_printf(to, P_("You write and call %lld time", "You write and call %lld times", n), n);
    else
        str_printf(to, P_("They come to you %lld time", "They come to you %lld times", n), n);
    add_share(week, to);
}

void plot_hours_cell(const struct plot_cell *cell, struct str *to)
{
    str_printf(to, "%s %d-%d (%lld)", plot_weekday(cell->day), cell->hour, cell->hour + 1, (long long)cell->n);
}

/* --- in words --- */

static void tell_fullest(const struct plot *plot, const struct plot_week *week, bool outside, struct str *to)
{
    struct plot_cell cells[FULLEST];
    size_t n = plot_week_fullest(week, outside ? &plot->hours : NULL, cells, FULLEST);

    if (n == 0)
        return;
    str_add(to, outside ? _("Most often outside your hours:") : _("Most often:"));
    for (size_t i = 0; i < n; i++) {
        str_add(to, i > 0 ? ", " : " ");
        plot_hours_cell(&cells[i], to);
    }
    str_add(to, ".\n");
}

static void tell_days(const struct plot_week *week, struct str *to)
{
    str_add(to, _("By day:"));
    for (int day = 0; day < PLOT_DAYS; day++)
        str_printf(to, "%s %s %lld", day > 0 ? "," : "", plot_weekday(day), (long long)plot_week_day(week, day));
    str_add(to, ".\n");
}

static void hours_words(const struct plot *plot, struct str *to)
{
    _cleanup_str_ struct str hours = STR_INIT;

    for (int i = 0; i < (plot->beside ? PLOT_SIDES : 1); i++) {
        enum plot_side side = (enum plot_side)((plot->side + i) % PLOT_SIDES); /* the one that was chosen first */
        const struct plot_week *week = plot_hours_week(plot, side);
        plot_hours_sentence(week, side, to);
        str_add(to, ".\n");
        if (week->total == 0)
            continue;
        tell_fullest(plot, week, false, to);
        tell_fullest(plot, week, true, to);
        tell_days(week, to);
    }
    words_hours(&hours, &plot->hours);
    str_printf(to, _("Your hours: %s."), str_text(&hours));
    str_add_char(to, '\n');
}

/* --- as values --- */

static void answer_side(const struct plot *plot, enum plot_side side, const char *key, struct answer *answer)
{
    const struct plot_week *week = plot_hours_week(plot, side);

    answer_open_object(answer, key);
    answer_integer(answer, "total", week->total);
    answer_integer(answer, "inside", week->inside);
    answer_integer(answer, "outside", week->total - week->inside);
    answer_open_list(answer, "week");
    for (int day = 0; day < PLOT_DAYS; day++) {
        answer_open_list(answer, NULL);
        for (int hour = 0; hour < PLOT_HOURS; hour++)
            answer_integer(answer, NULL, week->n[day][hour]);
        answer_close_list(answer);
    }
    answer_close_list(answer);
    answer_close_object(answer);
}

static void answer_hours(const struct hours *hours, struct answer *answer)
{
    char text[SPAN_SIZE];

    answer_open_list(answer, "hours");
    for (int day = 0; day < PLOT_DAYS; day++) {
        answer_open_list(answer, NULL);
        for (size_t i = 0; i < hours->day[day].n; i++)
            answer_text(answer, NULL, span_format(hours->day[day].v[i], text));
        answer_close_list(answer);
    }
    answer_close_list(answer);
}

static void hours_answer(const struct plot *plot, struct answer *answer)
{
    answer_hours(&plot->hours, answer);
    answer_side(plot, PLOT_THEIRS, "theirs", answer);
    answer_side(plot, PLOT_MINE, "mine", answer);
}

const struct plot_kind plot_kind_hours = {
    .name = "hours",
    .title = N_("Contacts by hour"),
    .sides = true,
    .size = sizeof(struct plot_weeks),
    .step = hours_step,
    .extent = plot_hours_extent,
    .paint = plot_hours_paint,
    .words = hours_words,
    .answer = hours_answer,
    .svg = plot_hours_svg,
    .svg_w = 760,
    .svg_h = 346,
};
