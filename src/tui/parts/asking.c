#include "asking.h"

#include "scroll.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { MEANING_MAX = 3 }; /* rows; what is longer is cut */

const struct hint asking_hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("save")},
    {ACTION_CANCEL, ACTION_NONE, N_("cancel")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

void asking_done(struct asking *asking)
{
    editor_done(&asking->editor);
    str_done(&asking->meaning);
}

void asking_begin(struct asking *asking, struct view *view, const struct view_ops *typing, const char *text)
{
    asking->own = view->ops;
    view->ops = typing;
    view->stale = true;
    asking->on = asking->fresh = true;
    asking->saves = asking->wrong = false;
    str_clear(&asking->meaning);
    editor_set(&asking->editor, text);
}

void asking_end(struct asking *asking, struct view *view)
{
    asking->on = false;
    view->ops = asking->own;
    view->stale = true;
}

void asking_restore(struct asking *asking, const char *text)
{
    editor_set(&asking->editor, text);
    asking->fresh = false;
}

void asking_type(struct asking *asking, struct view *view, const char *text)
{
    view->stale = true;
    if (asking->fresh)
        editor_set(&asking->editor, "");
    asking->fresh = false;
    editor_insert(&asking->editor, text);
}

void asking_act(struct asking *asking, struct view *view, enum action action)
{
    view->stale = true;
    if (editor_act(&asking->editor, action))
        asking->fresh = false;
    else if (action == ACTION_ACCEPT || action == ACTION_SAVE)
        asking->saves = true;
    else if (action == ACTION_CANCEL)
        asking_end(asking, view);
}

void asking_understood(struct asking *asking, int r, const struct err *err)
{
    asking->wrong = r < 0;
    if (!asking->wrong)
        return;
    str_clear(&asking->meaning);
    str_add(&asking->meaning, err->text);
}

/* The next row of the meaning from *AT on: its bytes. */
static size_t next_piece(const struct asking *asking, int w, size_t *at)
{
    const char *rest = str_text(&asking->meaning) + *at;
    size_t n = scroll_wrap(rest, strlen(rest), w);

    for (*at += n; str_text(&asking->meaning)[*at] == ' ';)
        ++*at;
    return n;
}

static int meaning_rows(const struct asking *asking, int w, int most)
{
    size_t at = 0;
    int rows = 1;

    for (next_piece(asking, w, &at); at < asking->meaning.len && rows < most; rows++)
        next_piece(asking, w, &at);
    return rows;
}

static void draw_meaning(const struct asking *asking, struct canvas *canvas, struct area area)
{
    enum style style = asking->wrong ? STYLE_ERROR : STYLE_QUIET;
    size_t at = 0;

    for (int y = 0; y < area.h - 1; y++) {
        const char *rest = str_text(&asking->meaning) + at;
        _cleanup_free_ char *line = mem_string_n(rest, next_piece(asking, area.w, &at));
        canvas_put(canvas, area.x, area.y + y, area.w, style, line);
    }
    canvas_put(canvas, area.x, area.y + area.h - 1, area.w, style, str_text(&asking->meaning) + at); /* cut, where it goes on */
}

void asking_draw(const struct asking *asking, struct canvas *canvas, struct area area, const char *label)
{
    int most = area.h - ASKING_H + 1, rows = meaning_rows(asking, area.w - 2, most < MEANING_MAX ? most : MEANING_MAX);
    int h = ASKING_H - 1 + rows;
    struct area at = {area.x, area.y + area.h - h, area.w, 1};
    int typed = text_width(str_text(&asking->editor.text));

    canvas_fill(canvas, (struct area){at.x, at.y, at.w, h}, STYLE_TEXT);
    at.y++;
    int x = canvas_put(canvas, at.x + 2, at.y, at.w / 2, STYLE_KEY, label) + 4;
    at = (struct area){at.x + x, at.y, at.w - x, 1};
    editor_draw(&asking->editor, canvas, at);
    if (asking->fresh)
        canvas_select(canvas, (struct area){at.x, at.y, typed < at.w ? typed : at.w, 1});
    draw_meaning(asking, canvas, (struct area){area.x + 2, at.y + 1, area.w - 2, rows});
}
