/* One line for a status bar: a format with fields in braces. A field that has nothing to say is empty, or 0;
 * "{replies?...}" is shown only where it says something. '#' and '%' mean nothing here: tmux and date have them. */
#include "commands.h"

#include "paletti/app/today.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

struct status {
    struct app *app;
    struct overview overview;
    /* Of the day's queue; read when a field first asks for it. */
    bool queued;
    int64_t today, queue_due, queue_polite;
    struct str first;
    struct err *err;
};

static int take_line(void *ctx, const struct today_line *line)
{
    struct status *status = ctx;

    if (line->later != INSTANT_NONE)
        return 0;
    if (line->kind == TODAY_REPLY && status->queue_due == INSTANT_NONE) {
        status->queue_due = line->due;
        status->queue_polite = line->polite >= app_now(status->app) ? line->polite : INSTANT_NONE;
        str_add(&status->first, line->name);
    }
    status->today++;
    return 0;
}

static int load_queue(struct status *status)
{
    if (status->queued)
        return 0;
    status->queued = true;
    return view_today(status->app, true, take_line, status, status->err);
}

/* --- the fields --- */

static void add_number(struct str *to, int64_t n)
{
    str_add_int(to, n, 1);
}

/* "17:50" today, else "Wed 18 Nov 17:50". */
static void add_moment(const struct status *status, struct str *to, int64_t at)
{
    const struct zone *zone = app_zone(status->app);

    if (at == INSTANT_NONE)
        return;
    if (zone_day(zone, at, NULL) == zone_day(zone, app_now(status->app), NULL))
        words_clock_in(zone, to, at);
    else
        words_instant(status->app, to, at);
}

static void add_hours(const struct status *status, struct str *to)
{
    str_add(to, status->overview.open ? _("OPEN") : _("closed"));
}

static void add_open(const struct status *status, struct str *to)
{
    if (status->overview.open)
        str_add(to, _("OPEN"));
}

static void add_until(const struct status *status, struct str *to)
{
    add_moment(status, to, status->overview.changes_at);
}

static void add_replies(const struct status *status, struct str *to)
{
    add_number(to, status->overview.waiting);
}

static void add_late(const struct status *status, struct str *to)
{
    add_number(to, status->overview.overdue);
}

static void add_overdue(const struct status *status, struct str *to)
{
    add_number(to, status->overview.money_overdue);
}

static void add_owed(const struct status *status, struct str *to)
{
    for (size_t i = 0; i < status->overview.n_overdue_sums; i++)
        words_money(to, status->overview.overdue_sums[i]);
}

static void add_undo(const struct status *status, struct str *to)
{
    add_number(to, status->overview.undo);
}

static void add_today(const struct status *status, struct str *to)
{
    add_number(to, status->today);
}

static void add_first(const struct status *status, struct str *to)
{
    text_safe(to, str_text(&status->first), true);
}

static void add_due(const struct status *status, struct str *to)
{
    add_moment(status, to, status->queue_due);
}

static void add_polite(const struct status *status, struct str *to)
{
    add_moment(status, to, status->queue_polite);
}

static const struct status_field {
    const char *name;
    bool queue; /* it is of the day's queue */
    void (*add)(const struct status *status, struct str *to);
} fields[] = {
    {"hours", false, add_hours},     {"open", false, add_open},   {"until", false, add_until},
    {"replies", false, add_replies}, {"late", false, add_late},   {"overdue", false, add_overdue},
    {"owed", false, add_owed},       {"undo", false, add_undo},   {"today", true, add_today},
    {"first", true, add_first},      {"due", true, add_due},      {"polite", true, add_polite},
};

static int refuse_field(const char *name, size_t n, struct err *err)
{
    _cleanup_str_ struct str names = STR_INIT, shown = STR_INIT;
    _cleanup_free_ char *word = mem_string_n(name, n);

    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        str_printf(&names, "%s%s", i ? ", " : "", fields[i].name);
    text_safe(&shown, word, true);
    return err_set(err, _("--format: \"%s\" is no field; there are: %s"), str_text(&shown), str_text(&names));
}

static int value_of(struct status *status, const char *name, size_t n, struct str *to)
{
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (strlen(fields[i].name) != n || strncmp(fields[i].name, name, n) != 0)
            continue;
        if (fields[i].queue && load_queue(status) < 0)
            return -1;
        fields[i].add(status, to);
        return 0;
    }
    return refuse_field(name, n, status->err);
}

/* --- the format --- */

static int expand(struct status *status, const char **at, bool inside, struct str *to);

/* "{name}" or "{name?what is shown where it says something}", *AT behind the brace. */
static int expand_field(struct status *status, const char **at, struct str *to)
{
    _cleanup_str_ struct str value = STR_INIT, rest = STR_INIT;
    size_t n = strcspn(*at, "?}");
    const char *name = *at;

    if (!name[n])
        return err_set(status->err, _("--format: \"{\" without its \"}\"; a brace itself is written {{"));
    if (value_of(status, name, n, &value) < 0)
        return -1;
    *at = name + n + 1;
    if (name[n] == '}') {
        str_add(to, str_text(&value));
        return 0;
    }
    if (expand(status, at, true, &rest) < 0)
        return -1;
    if (value.len && !str_equal(str_text(&value), "0"))
        str_add(to, str_text(&rest));
    return 0;
}

/* Up to the end, or INSIDE a field's question up to its brace. */
static int expand(struct status *status, const char **at, bool inside, struct str *to)
{
    while (**at) {
        char c = *(*at)++;
        if (c == '}' && inside)
            return 0;
        if (c == '{' && **at != '{') {
            if (expand_field(status, at, to) < 0)
                return -1;
            continue;
        }
        *at += c == '{' || (c == '}' && **at == '}');
        str_add_char(to, c);
    }
    return inside ? err_set(status->err, _("--format: \"{\" without its \"}\"; a brace itself is written {{")) : 0;
}

/* --- the answer --- */

static void answer_values(struct answer *answer, const struct status *status, const char *text)
{
    const struct overview *o = &status->overview;

    answer_open_object(answer, NULL);
    answer_text(answer, "text", text);
    answer_boolean(answer, "open", o->open);
    answer_instant(answer, "until", o->changes_at);
    answer_integer(answer, "replies", o->waiting);
    answer_integer(answer, "late", o->overdue);
    answer_integer(answer, "overdue", o->money_overdue);
    answer_open_list(answer, "owed");
    for (size_t i = 0; i < o->n_overdue_sums; i++)
        answer_money(answer, NULL, o->overdue_sums[i]);
    answer_close_list(answer);
    answer_integer(answer, "undo", o->undo);
    answer_close_object(answer);
}

COMMAND_RUN(status)
{
    struct status status = {.app = app, .queue_due = INSTANT_NONE, .queue_polite = INSTANT_NONE, .err = err};
    _cleanup_str_ struct str text = STR_INIT;
    const char *format = request->options[STATUS_FORMAT];

    if (!format)
        format = _("{hours}{until? until {until}}{overdue?  overdue {overdue}}{replies?  replies due {replies}}"
                   "{late?, {late} late}");
    *ret_changes = CHANGE_NOTHING;
    int r = view_overview(app, &status.overview, err);
    status.overview.undo = view_undo(app);
    if (r == 0 && (r = expand(&status, &format, false, &text)) == 0) {
        if (answer->people)
            answer_text(answer, NULL, str_text(&text));
        else
            answer_values(answer, &status, str_text(&text));
    }
    str_done(&status.first);
    return r;
}
