#include "after.h"

#include "paletti/app/blur.h"
#include "paletti/app/typing.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { WIDTH_MAX = 96, HEIGHT_MIN = 20, SCALE_W = 4, LABEL_W = 46 };

void after_init(struct view *base, const char *argument, const struct after_page *page)
{
    struct after *view = (struct after *)base;

    view->argument = mem_string(argument);
    view->page = page;
    sheet_begin(&view->sheet);
}

void after_done(struct view *base)
{
    struct after *view = (struct after *)base;

    if (view->there && view->page->forget)
        view->page->forget(view);
    free(view->argument);
    free(view->kept_label);
    free(view->kept_hint);
    free(view->client);
    free(view->name);
    sheet_done(&view->sheet);
    asking_done(&view->asking);
}

/* --- what is being typed --- */

bool after_pack(const struct view *base, struct typing *to)
{
    const struct after *view = (const struct after *)base;
    const char *text = str_text(&view->asking.editor.text);
    _cleanup_free_ char *tag = str_format("%d", view->tag);

    if (!view->asking.on || !*text)
        return false;
    to->argument = mem_string(view->argument);
    to->title = str_format("%s: %s", view->label, text);
    typing_add(to, "line", text);
    typing_add(to, "act", actions[view->does].name);
    typing_add(to, "of", tag);
    typing_add(to, "label", view->label);
    typing_add(to, "hint", view->hint);
    return true;
}

void after_unpack(struct view *base, const struct typing *from)
{
    struct after *view = (struct after *)base;
    const char *line = typing_text(from, "line"), *act = typing_text(from, "act"),
               *of = typing_text(from, "of");

    if (!line || !act || !of)
        return;
    view->kept_label = mem_string(typing_text(from, "label"));
    view->kept_hint = mem_string(typing_text(from, "hint"));
    after_type(view, action_find(act), view->kept_label, view->kept_hint, "");
    view->tag = atoi(of);
    asking_restore(&view->asking, line);
}

/* --- acts --- */

void after_do(struct after *view, enum action action)
{
    view->does = action;
    view->tag = view->sheet.tag;
    view->works = false;
    view->base.stale = true;
}

void after_type(struct after *view, enum action action, const char *label, const char *hint, const char *text)
{
    view->does = action;
    view->tag = view->sheet.tag;
    view->works = false;
    view->label = label;
    view->hint = hint;
    asking_begin(&view->asking, &view->base, view->page->typing, text ? text : "");
}

void after_open(const struct view_ops *ops, const char *argument, struct effects *effects)
{
    effects_open(effects, ops, argument);
}

static void done(struct after *view, unsigned changes, int r, struct effects *effects)
{
    view->does = ACTION_NONE;
    view->works = false;
    if (changes != CHANGE_NOTHING)
        effects_number(effects, EFFECT_CHANGED, changes);
    if (r == AFTER_CLOSES)
        effects_add(effects, EFFECT_CLOSE);
}

/* The line was right: work asks for what was typed where the page kept it. */
static int begin_work(struct after *view, struct effects *effects)
{
    view->works = true;
    if (view->asking.on)
        asking_end(&view->asking, &view->base);
    effects_add(effects, EFFECT_WORK);
    return AFTER_WORKS;
}

int after_work(struct view *base, const struct request *progress, struct effects *effects, struct err *err)
{
    struct after *view = (struct after *)base;
    unsigned changes = CHANGE_NOTHING;
    int r = view->page->work(view, progress, effects, &changes, err);

    done(view, changes, r, effects);
    base->stale = true;
    return r < 0 || r == AFTER_REFUSED ? -1 : 0;
}

/* What was refused while a line is typed stays on the line. */
static int perform(struct after *view, struct effects *effects)
{
    _cleanup_free_ char *typed = view->asking.on ? mem_string(str_text(&view->asking.editor.text)) : NULL;
    unsigned changes = CHANGE_NOTHING;
    struct err refused = {""};
    int r = view->page->perform(view, typed, effects, &changes, &refused);

    if (r < 0 || r == AFTER_REFUSED) {
        effects_text(effects, EFFECT_COMPLAIN, refused.text);
        if (!typed)
            view->does = ACTION_NONE;
        return 0;
    }
    if (r == AFTER_WORKS)
        return begin_work(view, effects);
    if (typed)
        asking_end(&view->asking, &view->base);
    done(view, changes, r, effects);
    return r;
}

/* --- loading --- */

static void fill(struct after *view)
{
    int h = view->base.height - (view->asking.on ? ASKING_H : 0);

    sheet_clear(&view->sheet, view->base.w);
    if (view->there)
        view->page->fill(view);
    sheet_place(&view->sheet, h > 1 ? h : 1);
}

static int keep_name(void *ctx, const char *ref, const char *name)
{
    struct after *view = ctx;

    free(view->client);
    free(view->name);
    view->client = mem_string(ref);
    view->name = mem_string(name);
    return 0;
}

static int read(struct after *view, struct effects *effects, struct err *err)
{
    if (view->there && view->page->forget)
        view->page->forget(view);
    view->there = false;
    int r = view->page->read(view, err);
    if (r != 0) {
        effects_add(effects, EFFECT_CLOSE);
        return r < 0 ? -1 : 1;
    }
    view->there = true;
    return view->client_id && view_client(view->base.scene->app, view->client_id, keep_name, view, err) < 0
               ? -1
               : 0;
}

static void understand(struct after *view)
{
    str_clear(&view->asking.meaning);
    str_add(&view->asking.meaning, view->hint);
    view->asking.wrong = false;
}

int after_load(struct view *base, struct effects *effects, struct err *err)
{
    struct after *view = (struct after *)base;
    bool acts = view->asking.on ? view->asking.saves : view->does != ACTION_NONE && !view->works;

    view->asking.saves = false;
    if (acts && perform(view, effects) == AFTER_CLOSES)
        return 0;
    if (view->asking.on)
        understand(view);
    int r = read(view, effects, err);
    fill(view);
    return r < 0 ? -1 : 0;
}

/* --- keys --- */

void after_act(struct view *base, enum action action, struct effects *effects)
{
    struct after *view = (struct after *)base;

    if (sheet_act(&view->sheet, action)) {
        after_resize(base);
        return;
    }
    if (action == ACTION_BACK || action == ACTION_LEAVE)
        effects_add(effects, EFFECT_CLOSE);
    else
        view->page->act(view, action, effects);
}

void after_typing_act(struct view *base, enum action action, struct effects *effects _unused_)
{
    struct after *view = (struct after *)base;

    asking_act(&view->asking, base, action);
    if (!view->asking.on)
        view->does = ACTION_NONE;
}

void after_typed(struct view *base, const char *text, struct effects *effects _unused_)
{
    asking_type(&((struct after *)base)->asking, base, text);
}

/* --- filling --- */

void after_blank(struct after *view)
{
    sheet_line(&view->sheet);
}

void after_text(struct after *view, enum style style, const char *text)
{
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, AFTER_X, AFTER_X, style, text);
}

void after_written(struct after *view, const char *label, const char *text)
{
    int w = sheet_width(label);

    sheet_line(&view->sheet);
    sheet_put(&view->sheet, AFTER_X, 0, STYLE_QUIET, label);
    sheet_wrap_written(&view->sheet, AFTER_X + w + 1, AFTER_X + 2, STYLE_TEXT, text);
}

char *after_key(const struct after *view, enum action action)
{
    return keymap_key(view->base.scene->keymap, view->page->ops->where, action);
}

void after_choice(struct after *view, int tag, enum action action, const char *text)
{
    _cleanup_free_ char *key = after_key(view, action), *line = str_format("%s  %s", key, text);

    sheet_item(&view->sheet, tag);
    sheet_wrap(&view->sheet, AFTER_DEEP, AFTER_DEEP + sheet_width(key) + 2, STYLE_TEXT, line);
}

void after_scale(struct after *view, int tag, const char *label, int from, int to, int64_t chosen,
                 int64_t none)
{
    int w = (to - from + 1) * SCALE_W, room = view->base.w - AFTER_DEEP,
        x = LABEL_W < room - w ? LABEL_W : room - w;

    sheet_item(&view->sheet, tag);
    sheet_wrap(&view->sheet, AFTER_DEEP, AFTER_DEEP, STYLE_TEXT, label);
    if (sheet_width(label) + AFTER_DEEP >= x) {
        sheet_more(&view->sheet);
        x = AFTER_DEEP + 2;
    }
    for (int i = from; i <= to; i++) {
        bool marked = chosen != none && chosen == i;
        _cleanup_free_ char *text = str_format("%s%d", marked ? ">" : " ", i);
        sheet_put(&view->sheet, x + (i - from) * SCALE_W, SCALE_W, marked ? STYLE_KEY : STYLE_TEXT, text);
    }
}

/* --- the place --- */

void after_resize(struct view *base)
{
    fill((struct after *)base);
}

void after_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct after *view = (const struct after *)base;

    sheet_draw(&view->sheet, canvas, area, focus && !view->asking.on);
    if (view->asking.on)
        asking_draw(&view->asking, canvas, area, view->label);
}

unsigned after_has(const struct view *base)
{
    return ((const struct after *)base)->there ? NEED_ROW : 0;
}

int64_t after_whose(const struct view *base, const char **ret_name)
{
    const struct after *view = (const struct after *)base;

    *ret_name = view->name;
    return view->client_id;
}

void after_heading(const struct view *base, struct str *to)
{
    const struct after *view = (const struct after *)base;

    if (view->name && view->client_id)
        str_printf(to, ": %s", app_blur_names(base->scene->app, view->name));
}

void after_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    sheet_position(&((const struct after *)base)->sheet, right);
}

void after_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    int lines = (int)((const struct after *)base)->sheet.n;

    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = lines > HEIGHT_MIN ? lines : HEIGHT_MIN;
}

int64_t after_items(const struct view *base, int64_t *ret_selected)
{
    return sheet_items(&((const struct after *)base)->sheet, ret_selected);
}

int64_t after_item_at(const struct view *base, int y)
{
    return sheet_item_at(&((const struct after *)base)->sheet, y);
}

void after_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    sheet_select(&((struct after *)base)->sheet, (int)item);
}
