/* What holds between a client and me. */
#include "about.h"
#include "standing.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static void say_terms(struct about *about, struct boundaries *boundaries, int64_t now)
{
    const struct terms *terms = boundaries_at(boundaries, now);
    char window[WINDOW_SIZE];

    about_say(about, _("Reply window"), window_format(terms_window(terms, now), window), "");
    about_say(about, _("Told"), boundaries_told(boundaries, now) ? _("yes") : _("not yet: nothing counts against them"), "");
}

static int take_ref(void *ctx, const struct client_row *row)
{
    *(char **)ctx = mem_string(row->ref);
    return 0;
}

int view_boundaries(struct app *app, int64_t client_id, int (*fn)(void *ctx, const struct about_line *line), void *ctx,
                    struct err *err)
{
    _cleanup_standing_ struct standing standing = {0};
    struct about about = {.app = app, .fn = fn, .ctx = ctx};
    _cleanup_free_ char *ref = NULL;
    const struct house *house;
    struct store *store;

    int r = app_open_read(app, &store, err);
    if (r != 0 || client_id == 0)
        return r < 0 ? r : 0;
    if (app_house(app, &house, err) < 0 || client_find_id(store, client_id, take_ref, &ref, err) < 0 ||
        (ref && standing_load(store, house->book, ref, &standing, err) < 0))
        return -1;
    if (ref)
        say_terms(&about, standing.boundaries, app_now(app));
    return 0;
}
