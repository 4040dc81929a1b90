#include "client_columns.h"

#include "paletti/base/i18n.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"

#include <stdio.h>

enum { MARGIN = 1 }; /* blank cells before the frame */

/* Where the columns stand in a row W cells wide; a width of 0 leaves a column out. */
struct columns {
    int name, name_w;
    int state, state_w;
    int due, due_w;
    int theirs, mine, count_w; /* count_w 0: both in one column "9/1" of both_w from theirs */
    int both_w;
};

static struct columns columns_for(int w)
{
    struct columns c = {.name = 3};

    if (w >= 48) {
        c.mine = w - 4;
        c.theirs = c.mine - 7;
        c.count_w = 5;
        c.due_w = 12;
        c.due = c.theirs - c.due_w - 1;
        c.state_w = 9;
        c.state = c.due - c.state_w - 1;
        c.name_w = c.state - 4;
        return c;
    }
    c.both_w = w >= 30 ? 5 : 0;
    c.theirs = w - c.both_w;
    c.due_w = 10;
    c.due = c.theirs - c.due_w; /* hardly ever all of it: the counts draw back before it */
    c.name_w = c.due - 4;
    return c;
}

static const char *state_word(int8_t state)
{
    switch (state) {
    case CLIENT_PROSPECT:
        return _("prospect");
    case CLIENT_LEAVING:
        return _("leaving");
    case CLIENT_LEFT:
        return _("ended");
    default:
        return "";
    }
}

/* The due, how late it is, or, where no column has the state, the state. */
static enum style due_text(const struct scene *scene, const struct client_row *row, bool has_state,
                           struct str *to)
{
    if (row->question == QUESTION_WAITING) {
        stamp_due(scene, to, row->due, has_state);
        return STYLE_WAITING;
    }
    if (row->question == QUESTION_OVERDUE) {
        _cleanup_str_ struct str ago = STR_INIT;
        stamp_ago(scene, &ago, row->due);
        str_printf(to, _("%s late"), str_text(&ago));
        return STYLE_ALERT;
    }
    str_add(to, has_state ? "" : state_word(row->state));
    return STYLE_QUIET;
}

static void add_count(struct str *to, long long n, long long most)
{
    str_printf(to, n > most ? "%lld+" : "%lld", n > most ? most : n);
}

/* "9/1" in the cells that the due leaves free; where there are too few, "99+/1". */
static void draw_both(struct canvas *canvas, const struct columns *c, struct area at, const struct client_row *row,
                      int due_w)
{
    int from = c->due + (due_w > 0 ? due_w + 1 : 0), room = c->theirs + c->both_w - from;
    _cleanup_str_ struct str text = STR_INIT;

    for (long long most = INT64_MAX; most > 0; most = most > 99 ? 99 : 0) {
        str_clear(&text);
        add_count(&text, row->client_breaches, most);
        str_add_char(&text, '/');
        add_count(&text, row->my_breaches, most);
        if ((int)text.len <= room)
            break;
    }
    canvas_put_right(canvas, at.x + from, at.y, room, row->client_breaches ? STYLE_THEIRS : STYLE_MINE,
                     str_text(&text));
}

static void draw_breaches(struct canvas *canvas, const struct columns *c, struct area at,
                          const struct client_row *row, int due_w)
{
    long long theirs = row->client_breaches, mine = row->my_breaches;
    char text[24];

    if (c->count_w > 0) {
        snprintf(text, sizeof text, "%lld", theirs);
        canvas_put_right(canvas, at.x + c->theirs, at.y, c->count_w, theirs ? STYLE_THEIRS : STYLE_QUIET,
                         text);
        snprintf(text, sizeof text, "%lld", mine);
        canvas_put_right(canvas, at.x + c->mine, at.y, c->count_w - 1, mine ? STYLE_MINE : STYLE_QUIET, text);
    } else if (c->both_w > 0 && theirs + mine > 0) {
        draw_both(canvas, c, at, row, due_w);
    }
}

void client_columns_draw(const struct scene *scene, struct canvas *canvas, struct area at,
                         const struct client_row *row, const char *name)
{
    struct columns c = columns_for(at.w - MARGIN);
    bool overdue = row->question == QUESTION_OVERDUE;
    _cleanup_str_ struct str due = STR_INIT;
    enum style style = due_text(scene, row, c.state_w > 0, &due);

    if (overdue || row->invoice_overdue)
        canvas_put(canvas, at.x + 1, at.y, 1, STYLE_ALERT, overdue ? "*" : "!");
    canvas_put(canvas, at.x + c.name, at.y, c.name_w, row->state == CLIENT_LEFT ? STYLE_QUIET : STYLE_TEXT,
               name);
    canvas_put(canvas, at.x + c.state, at.y, c.state_w, STYLE_QUIET, state_word(row->state));
    canvas_put(canvas, at.x + c.due, at.y, c.due_w, style, str_text(&due));
    draw_breaches(canvas, &c, at, row, text_width(str_text(&due)));
}

void client_columns_head(struct canvas *canvas, struct area at)
{
    struct columns c = columns_for(at.w - MARGIN);

    canvas_put(canvas, at.x + c.name, at.y, c.name_w, STYLE_COLUMN, _("client"));
    canvas_put(canvas, at.x + c.state, at.y, c.state_w, STYLE_COLUMN, _("state"));
    canvas_put(canvas, at.x + c.due, at.y, c.due_w, STYLE_COLUMN, _("due"));
    if (c.count_w > 0) {
        canvas_put_right(canvas, at.x + c.theirs - 2, at.y, c.count_w + 2, STYLE_COLUMN, _("theirs"));
        canvas_put_right(canvas, at.x + c.mine - 1, at.y, c.count_w, STYLE_COLUMN, _("mine"));
    } else if (c.both_w > 0) {
        canvas_put_right(canvas, at.x + c.theirs - 2, at.y, c.both_w + 2, STYLE_COLUMN, _("they/me"));
    }
}
