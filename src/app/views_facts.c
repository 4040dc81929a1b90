/* The plain facts about a client. */
#include "about.h"

#include "paletti/base/i18n.h"
#include "paletti/core/days.h"

static void say_log(struct about *about, const struct client_row *row)
{
    _cleanup_str_ struct str last = STR_INIT;

    words_day(about->app, &last, zone_day(app_zone(about->app), row->tally.last_at, NULL));
    if (row->tally.last_at == INSTANT_NONE)
        about_say(about, _("In the log"), _("nothing yet"), "");
    else
        about_printf(about, _("In the log"),
                     P_("%lld entry, the last of %s", "%lld entries, the last of %s", (long)row->tally.entries),
                     (long long)row->tally.entries, str_text(&last));
}

static int say_client(void *ctx, const struct client_row *row)
{
    struct about *about = ctx;

    say_log(about, row);
    about_say(about, _("Decision"), _("none yet"), "");
    return 0;
}

int view_facts(struct app *app, int64_t client_id, int (*fn)(void *ctx, const struct about_line *line), void *ctx,
               struct err *err)
{
    struct about about = {.app = app, .fn = fn, .ctx = ctx};
    struct store *store;

    int r = app_open_read(app, &store, err);
    if (r != 0 || client_id == 0)
        return r < 0 ? r : 0;
    r = client_find_id(store, client_id, say_client, &about, err);
    return r < 0 ? r : 0;
}
