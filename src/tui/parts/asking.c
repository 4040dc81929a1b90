#include "asking.h"

#include "paletti/base/text.h"

void asking_done(struct asking *asking)
{
    editor_done(&asking->editor);
    str_done(&asking->meaning);
}

void asking_begin(struct asking *asking, const char *text)
{
    asking->on = asking->fresh = true;
    asking->saves = asking->wrong = false;
    str_clear(&asking->meaning);
    editor_set(&asking->editor, text);
}

void asking_type(struct asking *asking, const char *text)
{
    if (asking->fresh)
        editor_set(&asking->editor, "");
    asking->fresh = false;
    editor_insert(&asking->editor, text);
}

bool asking_act(struct asking *asking, enum action action)
{
    if (editor_act(&asking->editor, action))
        asking->fresh = false;
    else if (action == ACTION_ACCEPT || action == ACTION_SAVE)
        asking->saves = true;
    else if (action == ACTION_CANCEL)
        asking->on = false;
    return asking->on;
}

void asking_draw(const struct asking *asking, struct canvas *canvas, struct area area, const char *label)
{
    struct area at = {area.x, area.y + area.h - ASKING_H, area.w, 1};
    int typed = text_width(str_text(&asking->editor.text));

    canvas_fill(canvas, (struct area){at.x, at.y, at.w, ASKING_H}, STYLE_TEXT);
    at.y++;
    int x = canvas_put(canvas, at.x + 2, at.y, at.w / 2, STYLE_KEY, label) + 4;
    at = (struct area){at.x + x, at.y, at.w - x, 1};
    editor_draw(&asking->editor, canvas, at);
    if (asking->fresh)
        canvas_select(canvas, (struct area){at.x, at.y, typed < at.w ? typed : at.w, 1});
    canvas_put(canvas, area.x + 2, at.y + 1, area.w - 2, asking->wrong ? STYLE_ERROR : STYLE_QUIET, str_text(&asking->meaning));
}
