/* Where everything stands on the page of the rules, and painting it: the week above, rows in sections below, and where it is
 * wide the channels beside. */
#include "rules_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

enum {
    WIDTH_MAX = 156,
    BESIDE_W = 130,  /* from here on the channels stand beside */
    LEFT_W = 80,     /* the week, and its hours in words */
    BETWEEN_W = 3,
    AIRY_H = 32,     /* from here on a blank line stands between sections */
    LOW_H = 19,      /* below, the week and the rows have all of it */
    WEEK_H = GRID_ROWS + 1,
    ASK_H = 3,       /* what is asked at the bottom */
    LABEL_W = 31,
    LABEL_NARROW_W = 21,
    NARROW_W = 56,
    DAY_WORDS_W = 13, /* of a day with one span, and the gap before */
};

/* --- places --- */

static bool is_beside(const struct rules_view *view)
{
    return view->base.w >= BESIDE_W && !view->base.scene->plain;
}

/* What the changes would have meant: all kinds where the page is high, else the sums of both sides; 0: there is nothing to be
 * told of it, or no room. */
static int what_if_height(const struct rules_view *view)
{
    bool asks = view->mode == RULES_SAVE || view->mode == RULES_LEAVE;

    if (!view->what_if.what_if || !rule_page_changed(view->page) || view->base.w < WHAT_IF_BOX_W || view->base.scene->plain)
        return 0;
    if (view->base.height >= AIRY_H)
        return WHAT_IF_BOX_H;
    return view->base.height >= LOW_H && !asks ? WHAT_IF_BOX_SMALL_H : 0;
}

static struct area column_area(const struct rules_view *view, int column)
{
    int w = view->base.w, h = view->base.height, left = is_beside(view) ? LEFT_W : w;
    int ask = view->mode == RULES_SAVE || view->mode == RULES_LEAVE ? ASK_H : 0;
    int what_if = what_if_height(view);

    what_if += what_if > 0 ? 1 : 0;
    if (column == 0)
        return (struct area){0, WEEK_H, left, h - WEEK_H - ask - (is_beside(view) ? 0 : what_if)};
    return (struct area){left + BETWEEN_W, 0, w - left - BETWEEN_W, h - ask - what_if};
}

static void add_line(struct rules_view *view, int column, int row, enum rule_section section)
{
    MEM_GROW(view->lines, view->n_lines, view->cap_lines);
    view->lines[view->n_lines++] = (struct rules_line){column, view->heights[column]++, row, section};
}

void rules_place(struct rules_view *view)
{
    bool airy = view->base.height >= AIRY_H;
    int last = -1;

    view->n_lines = 0;
    view->heights[0] = view->heights[1] = 0;
    for (size_t i = 0; i < rule_page_rows(view->page); i++) {
        enum rule_section section = rule_page_row(view->page, i)->section;
        int column = is_beside(view) && section == RULE_CHANNELS;
        if ((int)section != last) {
            view->heights[column] += airy && view->heights[column] > 0;
            add_line(view, column, -1, section);
        }
        last = (int)section;
        add_line(view, column, (int)i, section);
    }
}

static void scroll_to(struct rules_view *view, const struct rules_line *line, bool first)
{
    int h = column_area(view, line->column).h, *top = &view->tops[line->column], y = line->y - (first ? 1 : 0);
    int most = view->heights[line->column] - h;

    if (line->y >= *top + h)
        *top = line->y - h + 1;
    if (y < *top)
        *top = y;
    if (*top > most)
        *top = most;
    if (*top < 0)
        *top = 0;
}

void rules_show(struct rules_view *view)
{
    size_t row = rules_row(view);

    if (rules_on_grid(view))
        view->tops[0] = 0;
    for (size_t i = 0; i < view->n_lines; i++)
        if (view->lines[i].row == (int)row && !rules_on_grid(view))
            scroll_to(view, &view->lines[i], i > 0 && view->lines[i - 1].row < 0);
}

void rules_extent(const struct view *base _unused_, int room, int *ret_w, int *ret_h)
{
    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = 10000; /* all there is */
}

int64_t rules_item_at(const struct view *base, int y)
{
    const struct rules_view *view = (const struct rules_view *)base;

    if (!view->page || y < 1)
        return -1;
    if (y <= WEEK_DAYS)
        return y - 1;
    for (size_t i = 0; i < view->n_lines; i++)
        if (view->lines[i].column == 0 && view->lines[i].row >= 0 && view->lines[i].y - view->tops[0] + WEEK_H == y &&
            y < WEEK_H + column_area(view, 0).h)
            return WEEK_DAYS + view->lines[i].row;
    return -1;
}

/* --- the week --- */

static void add_sum(const struct rules_view *view, struct str *to)
{
    const struct hours *hours = rule_page_week(view->page, view->week);
    int minutes = 0;

    for (int day = 0; day < WEEK_DAYS; day++)
        for (size_t i = 0; i < hours->day[day].n; i++)
            minutes += hours->day[day].v[i].to - hours->day[day].v[i].from;
    str_printf(to, _("%lld h"), (long long)(minutes / 60));
    if (minutes % 60)
        str_printf(to, " %02d", minutes % 60);
    str_add(to, _(" a week"));
}

/* What the week is, in one line below it. */
static void draw_sum(const struct rules_view *view, struct canvas *canvas, struct area at)
{
    _cleanup_str_ struct str text = STR_INIT;
    bool own = rule_page_week_own(view->page, view->week);

    /* Where the days have no room for their words, the one where one is has them here. */
    if (rules_on_grid(view) && grid_width(at.w) + DAY_WORDS_W > at.w && !view->base.scene->plain) {
        str_printf(&text, "%s ", grid_weekday((int)view->at));
        grid_day_words(&rule_page_week(view->page, view->week)->day[view->at], &text);
        str_add(&text, ";  ");
    }
    add_sum(view, &text);
    if (view->week == RULE_WEEK_EXTRA)
        str_add(&text, _(", in which you may answer outside your hours"));
    else if (!own)
        str_add(&text, _(", as in the rules"));
    else if (rule_page_override(view->page))
        str_add(&text, _(", for this client alone"));
    canvas_put(canvas, at.x + 6, at.y, at.w - 6, STYLE_QUIET, str_text(&text));
}

static void draw_week(const struct rules_view *view, struct canvas *canvas, struct area area, bool focus)
{
    struct grid grid = {
        .hours = rule_page_week(view->page, view->week),
        .own = rule_page_week_own(view->page, view->week),
        .day = rules_on_grid(view) ? (int)view->at : -1,
        .at = view->minute,
        .anchor = view->anchor,
        .plain = view->base.scene->plain,
    };

    grid_draw(&grid, canvas, area, focus && view->mode == RULES_LOOK);
    if (area.h >= WEEK_H)
        draw_sum(view, canvas, (struct area){area.x, area.y + GRID_ROWS, area.w, 1});
}

/* What the first letter replaces is shown as selected. */
static void draw_editor(const struct rules_view *view, struct canvas *canvas, struct area at)
{
    int w = text_width(str_text(&view->editor.text));

    canvas_fill(canvas, at, STYLE_INPUT);
    editor_draw(&view->editor, canvas, at);
    if (view->fresh)
        canvas_select(canvas, (struct area){at.x, at.y, w < at.w ? w : at.w, 1});
}

/* In the place of the day's words, or over its cells where there is none. */
static void draw_day_editor(const struct rules_view *view, struct canvas *canvas, struct area area)
{
    int x = grid_width(area.w) + 2 < area.w - 20 ? grid_width(area.w) + 2 : 6;
    struct area at = {area.x + x, area.y + 1 + (int)view->at, area.w - x, 1};

    draw_editor(view, canvas, at);
}

/* --- rows --- */

static void draw_value(const struct rules_view *view, const struct rule_row *row, struct canvas *canvas, struct area at,
                       bool typed)
{
    enum style style = row->warns ? STYLE_ALERT : row->own ? STYLE_TEXT : STYLE_QUIET;

    if (typed) {
        draw_editor(view, canvas, at);
        return;
    }
    if (row->warns)
        canvas_put(canvas, at.x - 2, at.y, 1, STYLE_ALERT, "!");
    if (row->item || row->section == RULE_OTHER)
        canvas_put_written(canvas, at.x, at.y, at.w, style, row->says);
    else
        canvas_put(canvas, at.x, at.y, at.w, style, row->says);
}

static void draw_row(const struct rules_view *view, struct canvas *canvas, struct area at, size_t i, bool focus)
{
    const struct rule_row *row = rule_page_row(view->page, i);
    int label = at.w >= NARROW_W ? LABEL_W : LABEL_NARROW_W;
    bool here = rules_row(view) == i && !rules_on_grid(view), typed = here && view->mode == RULES_TYPE;

    if (here)
        canvas_put(canvas, at.x, at.y, 1, STYLE_KEY, ">");
    canvas_put(canvas, at.x + 2, at.y, row->adds ? at.w - 2 : label - 3, row->adds || row->fixed ? STYLE_QUIET : STYLE_TEXT,
               row->label);
    if (here && focus && view->mode == RULES_LOOK) {
        canvas_select(canvas, at);
        canvas_set_cursor(canvas, at.x, at.y);
    }
    draw_value(view, row, canvas, (struct area){at.x + 2 + label, at.y, at.w - 2 - label, 1}, typed);
}

static void draw_lines(const struct rules_view *view, struct canvas *canvas, struct area area, bool focus)
{
    for (size_t i = 0; i < view->n_lines; i++) {
        const struct rules_line *line = &view->lines[i];
        struct area place = column_area(view, line->column);
        int y = line->y - view->tops[line->column];
        struct area at = {area.x + place.x, area.y + place.y + y, place.w, 1};
        if (y < 0 || y >= place.h)
            continue;
        if (line->row < 0)
            canvas_put(canvas, at.x, at.y, at.w, STYLE_COLUMN, rule_section_heading(line->section));
        else
            draw_row(view, canvas, at, (size_t)line->row, focus);
    }
}

/* --- what is asked at the bottom --- */

static void draw_save(const struct rules_view *view, struct canvas *canvas, struct area at)
{
    int x = canvas_put(canvas, at.x + 2, at.y, at.w - 2, STYLE_KEY, _("Valid from")) + 4;

    draw_editor(view, canvas, (struct area){at.x + x, at.y, at.w - x, 1});
    canvas_put(canvas, at.x + 2, at.y + 1, at.w - 2, view->wrong ? STYLE_ERROR : STYLE_QUIET, str_text(&view->meaning));
}

static int draw_answer(struct canvas *canvas, int x, int y, const char *text, bool chosen)
{
    _cleanup_free_ char *label = str_format("[ %s ]", text);
    int w = canvas_put(canvas, x, y, text_width(label), STYLE_KEY, label);

    if (chosen) {
        canvas_select(canvas, (struct area){x, y, w, 1});
        canvas_set_cursor(canvas, x + 2, y);
    }
    return x + w + 2;
}

static void draw_leave(const struct rules_view *view, struct canvas *canvas, struct area at)
{
    canvas_put(canvas, at.x + 2, at.y, at.w - 2, STYLE_HEAD, _("Not saved yet. Save it now? No: it is kept, and can be gone on with."));
    int x = draw_answer(canvas, at.x + 2, at.y + 1, _("Yes"), view->yes);
    draw_answer(canvas, x, at.y + 1, _("No"), !view->yes);
}

static void draw_what_if(const struct rules_view *view, struct canvas *canvas, struct area area)
{
    struct area place = column_area(view, is_beside(view));
    int h = what_if_height(view);

    if (h > 0)
        what_if_box_draw(&view->what_if, canvas,
                         (struct area){area.x + place.x + 2, area.y + place.y + place.h + 1, place.w - 2, h});
}

void rules_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct rules_view *view = (const struct rules_view *)base;
    struct area week = {area.x, area.y, is_beside(view) ? LEFT_W : area.w, area.h < WEEK_H ? area.h : WEEK_H};
    struct area ask = {area.x, area.y + area.h - ASK_H + 1, area.w, ASK_H - 1};

    if (!view->page)
        return;
    draw_week(view, canvas, week, focus);
    draw_lines(view, canvas, area, focus);
    draw_what_if(view, canvas, area);
    if (view->mode == RULES_TYPE && rules_on_grid(view))
        draw_day_editor(view, canvas, week);
    if (view->mode == RULES_SAVE)
        draw_save(view, canvas, ask);
    if (view->mode == RULES_LEAVE)
        draw_leave(view, canvas, ask);
}
