/* What a client has bought and not used, and what goes back: to be read. */
#include "reading.h"
#include "statement_view.h"

#include "paletti/app/statement.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { WIDTH_MAX = 100 };

struct statement_view {
    struct reading reading;
    struct statement statement; /* none before it is loaded */
    char *client;
    int32_t on;
    struct texts given_back;
};

/* Parts of the argument stand in lines: the client, the day, and then refs. */
char *statement_view_argument(const char *client, int32_t on, const struct texts *given_back)
{
    struct str argument = STR_INIT;

    str_printf(&argument, "%s\n%d", client, on);
    for (size_t i = 0; given_back && i < given_back->n; i++)
        str_printf(&argument, "\n%s", given_back->v[i]);
    return str_take(&argument);
}

static void statement_view_init(struct view *base, const char *argument)
{
    struct statement_view *view = (struct statement_view *)base;
    size_t len = strcspn(argument, "\n");
    char *rest;

    view->client = mem_string_n(argument, len);
    view->on = (int32_t)strtol(argument + len + 1, &rest, 10);
    while (*rest) {
        len = strcspn(++rest, "\n");
        _cleanup_free_ char *ref = mem_string_n(rest, len);
        texts_add(&view->given_back, ref);
        rest += len;
    }
}

static void statement_view_done(struct view *base)
{
    struct statement_view *view = (struct statement_view *)base;

    statement_clear(&view->statement);
    reading_done(base);
    texts_clear(&view->given_back);
    free(view->client);
}

/* --- its lines --- */

static void add_line(void *ctx, enum statement_tone tone, int hang, const char *line)
{
    static const enum style styles[] = {
        [STATEMENT_NORMAL] = STYLE_TEXT, [STATEMENT_STRONG] = STYLE_HEAD, [STATEMENT_QUIET] = STYLE_QUIET};

    scroll_add_styled(ctx, styles[tone], hang, line);
}

static void fill(const struct statement_view *view, int width, struct scroll *scroll)
{
    const struct scene *scene = view->reading.base.scene;

    scroll_clear(scroll);
    if (view->statement.client)
        statement_page(scene->app, &view->statement, width, scene->plain, add_line, scroll);
}

static void statement_view_resize(struct view *base)
{
    struct statement_view *view = (struct statement_view *)base;

    fill(view, base->w, &view->reading.scroll);
    reading_resize(base);
}

static int statement_view_load(struct view *base, struct effects *effects, struct err *err)
{
    struct statement_view *view = (struct statement_view *)base;
    struct statement statement;

    if (statement_make(base->scene->app, view->client, view->on, &view->given_back, &statement, err) < 0) {
        effects_add(effects, EFFECT_CLOSE);
        return -1;
    }
    statement_clear(&view->statement);
    view->statement = statement;
    statement_view_resize(base);
    return 0;
}

/* --- the place --- */

/* As it will be where it is so wide. */
static void statement_view_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    struct scroll scroll = {0};
    int w = room < WIDTH_MAX ? room : WIDTH_MAX, widest;

    fill((const struct statement_view *)base, w, &scroll);
    scroll_extent(&scroll, w, &widest, ret_h);
    *ret_w = w;
    scroll_done(&scroll);
}

static const struct hint statement_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll"), NULL},  {ACTION_HELP, ACTION_NONE, N_("help"), NULL},
    {ACTION_LEAVE, ACTION_NONE, N_("back"), NULL}, {ACTION_QUIT, ACTION_NONE, N_("quit"), NULL},
    {ACTION_NONE, ACTION_NONE, NULL, NULL},
};

const struct view_ops view_statement_ops = {
    .title = N_("Credit"),
    .where = IN_TEXT,
    .reloads = CHANGE_MONEY | CHANGE_CLIENTS | CHANGE_RULES | CHANGE_LOG,
    .size = sizeof(struct statement_view),
    .hints = statement_hints,
    .init = statement_view_init,
    .done = statement_view_done,
    .load = statement_view_load,
    .resize = statement_view_resize,
    .draw = reading_draw,
    .act = reading_act,
    .foot = reading_foot,
    .extent = statement_view_extent,
};
