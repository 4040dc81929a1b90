/* Days off from a calendar, as the shell takes them: all that nothing speaks against. */
#include "commands.h"

#include "paletti/app/closed_dates.h"
#include "paletti/base/i18n.h"

#include <string.h>

static const char *state_of(const struct closed_date *date)
{
    if (date->there)
        return "there";
    if (date->past)
        return "past";
    return date->likely ? "new" : "doubtful";
}

static void answer_date(struct answer *answer, const struct closed_date *date)
{
    answer_open_object(answer, NULL);
    answer_day(answer, "from", date->from);
    answer_day(answer, "to", date->to);
    answer_text(answer, "label", date->label);
    answer_text(answer, "kind", closed_kind_names[date->kind]);
    answer_text(answer, "state", state_of(date));
    answer_text(answer, "conflict", date->conflict);
    answer_text(answer, "note", date->note);
    answer_close_object(answer);
}

static void count(const struct closed_dates *dates, int64_t *ret_new, int64_t *ret_there)
{
    *ret_new = *ret_there = 0;
    for (size_t i = 0; i < dates->n; i++) {
        *ret_new += dates->v[i].taken;
        *ret_there += dates->v[i].there;
    }
}

static void answer_dates(struct answer *answer, const struct closed_dates *dates, bool preview, int64_t from)
{
    int64_t taken, there;

    count(dates, &taken, &there);
    answer_open_object(answer, NULL);
    if (preview && answer->people)
        answer_text(answer, "preview", _("nothing was stored"));
    else if (preview)
        answer_boolean(answer, "preview", true);
    answer_integer(answer, "read", dates->read);
    answer_integer(answer, "new", taken);
    answer_integer(answer, "updated", 0);
    answer_integer(answer, "unchanged", there);
    if (!preview)
        answer_instant(answer, "rule_from", from);
    answer_open_list(answer, "closed");
    for (size_t i = 0; i < dates->n; i++)
        answer_date(answer, &dates->v[i]);
    answer_close_list(answer);
    answer_skipped(answer, &dates->skipped);
    answer_close_object(answer);
}

static int kind_of(const char *name)
{
    for (int i = 0; name && closed_kind_names[i]; i++)
        if (strcmp(closed_kind_names[i], name) == 0)
            return i;
    return -1;
}

int import_closed(struct app *app, const struct request *request, struct answer *answer, unsigned *ret_changes,
                  struct err *err)
{
    const struct closed_order order = {
        .path = request->arguments[0],
        .kind = kind_of(request->options[IMPORT_KIND]),
        .when = request->options[IMPORT_FROM],
    };
    bool preview = request->options[IMPORT_PREVIEW] != NULL;
    struct closed_dates dates;
    int64_t from = INSTANT_NONE;

    if (closed_dates_read(app, &order, request, &dates, err) < 0)
        return -1;
    int r = preview ? 0 : closed_dates_take(app, &order, &dates, &from, ret_changes, err);
    if (r == 0)
        answer_dates(answer, &dates, preview, from);
    closed_dates_clear(&dates);
    return r;
}
