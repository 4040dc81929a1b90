/* The engine of the pictures, and their table. */
#include "plot_inside.h"

#include "stop.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/week.h"
#include "paletti/core/when.h"
#include "paletti/store/log.h"

#include "commands/commands.h"

static const struct plot_kind *const kinds[] = {&plot_kind_hours, &plot_kind_replies, &plot_kind_rate,
                                              &plot_kind_share, &plot_kind_quarters, &plot_kind_decisions};

size_t plot_kinds(void)
{
    return ARRAY_LEN(kinds);
}

const char *plot_kind_name(size_t kind)
{
    return kinds[kind]->name;
}

bool plot_kind_sides(size_t kind)
{
    return kinds[kind]->sides;
}

bool plot_kind_of_all(size_t kind)
{
    return kinds[kind]->of_all;
}

bool plot_kind_scrolls(size_t kind)
{
    return kinds[kind]->svg_height != NULL;
}

bool plot_kind_sorts(size_t kind)
{
    return kinds[kind]->sort != NULL;
}

size_t plot_kind_find(const char *name)
{
    size_t i = 0;

    while (i < ARRAY_LEN(kinds) && !str_equal(kinds[i]->name, name))
        i++;
    return i;
}

/* --- what is asked for --- */

static int unknown_name(const char *name, struct err *err)
{
    _cleanup_str_ struct str all = STR_INIT;

    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        str_printf(&all, "%s%s", i > 0 ? ", " : "", kinds[i]->name);
    return err_set(err, _("there is no picture \"%s\"; there are %s"), name, str_text(&all));
}

static int read_since(struct app *app, const char *text, int64_t *ret, struct err *err)
{
    int n = when_parse_as(text, app_now(app), app_zone(app), WHEN_MIDNIGHT, ret, err);

    if (n < 0)
        return -1;
    if (n == 0 || text[n])
        return err_set(err, _("\"%s\" is no date; \"2026-01-31\", \"31 jan\" or \"monday\" are"), text);
    return 0;
}

int plot_wish_read(struct app *app, const struct request *request, struct plot_wish *ret, struct err *err)
{
    const char *since = request->options[PLOT_OPTION_SINCE];
    struct plot_wish wish = {
        .name = request->arguments[0], .client = request->arguments[1], .since = INSTANT_NONE, .side = PLOT_THEIRS};
    size_t kind = plot_kind_find(wish.name);

    if (kind == ARRAY_LEN(kinds))
        return unknown_name(wish.name, err);
    if (request->options[PLOT_OPTION_MINE]) {
        if (!kinds[kind]->sides)
            return err_set(err, _("--mine says nothing here: %s shows one side only"), wish.name);
        wish.side = PLOT_MINE;
    }
    if (request->options[PLOT_OPTION_SORT]) {
        if (!kinds[kind]->sort)
            return err_set(err, _("--by-amount says nothing here: %s has an order of its own"), wish.name);
        wish.by_amount = true;
    }
    if (kinds[kind]->of_all && (wish.client || since))
        return err_set(err, _("%s is of everybody, and of days of its own: it takes no client and no --since"), wish.name);
    if (since && read_since(app, since, &wish.since, err) < 0)
        return -1;
    *ret = wish;
    return 0;
}

const char *plot_request_file(const struct request *request)
{
    return request->options[PLOT_OPTION_SVG];
}

/* --- beginning --- */

static void forget_terms(struct plot *plot)
{
    boundaries_free(MEM_TAKE(plot->everybody));
    standing_clear(&plot->standing);
    plot->standing = (struct standing){0};
    hours_clear(&plot->hours);
}

const struct terms *plot_terms(struct plot *plot)
{
    return boundaries_at(plot->one ? plot->standing.boundaries : plot->everybody, plot->now);
}

/* The week that holds: an exception's, where one says so. */
static const struct hours *hours_of(const struct terms *terms)
{
    const struct hours *hours = &terms->rule->hours;

    for (size_t i = 0; i < terms->n_overrides; i++)
        if (terms->overrides[i]->hours_given)
            hours = &terms->overrides[i]->hours;
    return hours;
}

static int load_terms(struct plot *plot, struct store *store, struct err *err)
{
    const struct house *house;

    forget_terms(plot);
    if (app_house(plot->app, &house, err) < 0)
        return -1;
    if (plot->one && standing_load(store, house->book, plot->client.ref, &plot->standing, err) < 0)
        return -1;
    if (!plot->one)
        plot->everybody = boundaries_new(house->book, NULL, 0, NULL, 0);
    const struct terms *terms = plot_terms(plot);
    hours_copy(hours_of(terms), &plot->hours);
    plot->window = terms_window(terms, plot->now);
    plot->zone = terms->zone;
    return 0;
}

static void forget_data(struct plot *plot)
{
    if (plot->data && plot->kind->done)
        plot->kind->done(plot);
    free(MEM_TAKE(plot->data));
}

static int begin(struct plot *plot, struct store *store, struct err *err)
{
    plot->now = app_now(plot->app);
    if (load_terms(plot, store, err) < 0)
        return -1;
    plot->version = store_version(store);
    plot->over = false;
    plot->reached = INT64_MIN;
    plot->done = 0;
    plot->total = log_count(store, plot->one ? plot->client.row.id : 0);
    plot->first = INSTANT_NONE;
    forget_data(plot);
    plot->data = mem_zero(1, plot->kind->size);
    if (plot->kind->begin)
        plot->kind->begin(plot);
    return 0;
}

static int find_client(struct plot *plot, struct store *store, const struct plot_wish *wish, struct err *err)
{
    plot->one = !plot->kind->of_all && (wish->client || wish->client_id);
    if (!plot->one)
        return 0;
    if (wish->client)
        return known_find(store, wish->client, &plot->client, err);
    if (wish->client_id && known_by_id(store, wish->client_id, &plot->client, err) != 0)
        return err_set(err, _("this client is not there any more"));
    return 0;
}

int plot_new(struct app *app, const struct plot_wish *wish, struct plot **ret, struct err *err)
{
    _cleanup_(plot_free_p) struct plot *plot = mem_zero(1, sizeof *plot);
    size_t kind = plot_kind_find(wish->name);
    struct store *store;

    if (kind == ARRAY_LEN(kinds))
        return unknown_name(wish->name, err);
    plot->app = app;
    plot->kind = kinds[kind];
    plot->since = wish->since;
    plot->side = wish->side;
    plot->by_amount = wish->by_amount;
    if (app_need_file(app, &store, err) < 0 || find_client(plot, store, wish, err) < 0 || begin(plot, store, err) < 0)
        return -1;
    *ret = MEM_TAKE(plot);
    return 0;
}

void plot_free(struct plot *plot)
{
    if (!plot)
        return;
    forget_terms(plot);
    known_clear(&plot->client);
    forget_data(plot);
    free(plot);
}

/* --- counting --- */

int plot_step(struct plot *plot, int most, struct err *err)
{
    struct store *store;

    if (app_need_file(plot->app, &store, err) < 0 || store_view_begin(store, err) < 0)
        return -1;
    int r = store_version(store) == plot->version ? 0 : begin(plot, store, err);
    if (r == 0 && !plot->over)
        r = plot->kind->step(plot, store, most, err);
    store_view_end(store);
    plot->over = r == 0;
    return r;
}

struct contact_query plot_query(const struct plot *plot, int most)
{
    return (struct contact_query){
        .client_id = plot->one ? plot->client.row.id : 0, .from = plot->since, .to = plot->now, .after = plot->reached, .limit = most};
}

void plot_note(struct plot *plot, int64_t at)
{
    if (plot->first == INSTANT_NONE)
        plot->first = at;
}

void plot_progress(const struct plot *plot, int64_t *ret_done, int64_t *ret_total)
{
    *ret_done = plot->done;
    *ret_total = plot->total;
}

static int count_all(struct plot *plot, const struct request *request, struct err *err)
{
    int r;

    do {
        if (stop_wanted(request))
            return stop_said(err);
        if (request && request->progress)
            request->progress(request->ctx, plot->done, plot->total, _("counted"));
        r = plot_step(plot, PLOT_SLICE, err);
    } while (r > 0);
    return r;
}

int view_plot(struct app *app, const struct plot_wish *wish, const struct request *request, struct plot **ret, struct err *err)
{
    _cleanup_(plot_free_p) struct plot *plot = NULL;

    if (plot_new(app, wish, &plot, err) < 0 || count_all(plot, request, err) < 0)
        return -1;
    *ret = MEM_TAKE(plot);
    return 0;
}

/* --- what there is --- */

void plot_show(struct plot *plot, enum plot_side side, bool beside)
{
    plot->side = side;
    plot->beside = beside;
}

void plot_sort(struct plot *plot, bool by_amount)
{
    plot->by_amount = by_amount;
    if (plot->kind->sort)
        plot->kind->sort(plot);
}

bool plot_current(struct plot *plot)
{
    enum { HOUR = 3600 };
    struct store *store;
    struct err err;

    return plot->over && app_need_file(plot->app, &store, &err) == 0 && store_version(store) == plot->version &&
           app_now(plot->app) / HOUR == plot->now / HOUR;
}

int64_t plot_client(const struct plot *plot, const char **ret_name)
{
    *ret_name = plot->client.name;
    return plot->client.row.id;
}

void plot_heading_of(const struct plot *plot, const char *client, struct str *to)
{
    int64_t since = plot->since != INSTANT_NONE ? plot->since : plot->first;

    if (plot->kind->of_all) {
        str_add(to, _(plot->kind->title));
        return;
    }
    str_printf(to, "%s: %s", _(plot->kind->title), plot->one ? client : _("everybody"));
    if (since != INSTANT_NONE) {
        _cleanup_str_ struct str day = STR_INIT;
        words_dated(&day, zone_day(plot->zone, since, NULL));
        str_add(to, ", ");
        str_printf(to, _("since %s"), str_text(&day));
    }
}

void plot_heading(const struct plot *plot, struct str *to)
{
    plot_heading_of(plot, app_blur_client(plot->app, plot->client.row.id, plot->client.name), to);
}

void plot_extent(const struct plot *plot, int room, int *ret_w, int *ret_h)
{
    plot->kind->extent(plot, room, ret_w, ret_h);
}

void plot_paint(const struct plot *plot, const struct plot_paper *paper)
{
    plot->kind->paint(plot, paper);
}

void plot_words(const struct plot *plot, struct str *to)
{
    plot->kind->words(plot, to);
}

void plot_answer(const struct plot *plot, struct answer *answer)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "plot", plot->kind->name);
    answer_text(answer, "client", plot->one ? plot->client.ref : NULL);
    answer_instant(answer, "since", plot->since);
    answer_text(answer, "zone", zone_name(plot->zone));
    plot->kind->answer(plot, answer);
    answer_close_object(answer);
}

int plot_percent(int64_t part, int64_t whole)
{
    return whole > 0 ? (int)((200 * part + whole) / (2 * whole)) : 0;
}
