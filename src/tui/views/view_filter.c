#include "complete.h"
#include "editor.h"
#include "filter_view.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct filter_view {
    struct view base;
    enum filter_of of;
    enum effect_kind effect;
    struct editor editor;
    struct candidates found; /* by Tab, shown until the next key */
};

static const struct view_ops view_filter_ops;

struct view *filter_view_new(const struct scene *scene, enum filter_of of, enum effect_kind effect, const char *words)
{
    struct view *base = view_new(&view_filter_ops, scene, NULL);
    struct filter_view *view = (struct filter_view *)base;

    view->of = of;
    view->effect = effect;
    if (words)
        editor_set(&view->editor, words);
    return base;
}

static void filter_done(struct view *base)
{
    struct filter_view *view = (struct filter_view *)base;

    editor_done(&view->editor);
    candidates_done(&view->found);
}

static int add_candidate(void *ctx, const char *word)
{
    struct candidates *found = ctx;

    MEM_GROW(found->v, found->n, found->cap);
    found->v[found->n++] = mem_string(word);
    return 0;
}

static void complete(struct filter_view *view)
{
    _cleanup_free_ char *before = mem_string_n(str_text(&view->editor.text), view->editor.at);

    view->found.from = filter_complete(view->of, before, add_candidate, &view->found);
    _cleanup_free_ char *word = complete_word(&view->found);
    if (*word)
        editor_replace(&view->editor, view->found.from, word);
}

static void filter_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    struct filter_view *view = (struct filter_view *)base;

    candidates_done(&view->found);
    editor_insert(&view->editor, text);
}

static void filter_act(struct view *base, enum action action, struct effects *effects)
{
    struct filter_view *view = (struct filter_view *)base;
    const char *text = str_text(&view->editor.text);

    candidates_done(&view->found);
    switch ((int)action) {
    case ACTION_ACCEPT:
        effects_add(effects, EFFECT_CLOSE);
        effects_text(effects, view->effect, text);
        return;
    case ACTION_CANCEL:
        effects_add(effects, EFFECT_CLOSE);
        return;
    case ACTION_COMPLETE:
        complete(view);
        return;
    case ACTION_ERASE_LEFT:
        if (!*text) { /* erasing the word "filter" itself */
            effects_add(effects, EFFECT_CLOSE);
            return;
        }
        break;
    }
    editor_act(&view->editor, action);
}

static void filter_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus _unused_)
{
    const struct filter_view *view = (const struct filter_view *)base;
    const char *label = view->effect == EFFECT_MARK ? _("mark") : _("filter");
    int w = canvas_put(canvas, area.x + 1, area.y, area.w - 1, STYLE_KEY, label) + 2;

    editor_draw(&view->editor, canvas, (struct area){area.x + w, area.y, area.w - w - 1, 1});
}

static int add_word(void *ctx, const char *word, const char *help _unused_)
{
    struct str *to = ctx;

    str_printf(to, "%s%s", to->len > 0 ? " " : "", word);
    return 0;
}

struct explained {
    const char *word; /* as it was typed so far */
    struct str *to;
};

static int explain_word(void *ctx, const char *word, const char *help)
{
    struct explained *explained = ctx;

    if (!str_starts(explained->word, word) && !str_equal(explained->word, word))
        return 0;
    str_printf(explained->to, "%s  %s", word, help);
    return 1;
}

/* What Tab found; else what the word at the end means; else the words there are. */
static void filter_status(const struct view *base, struct str *to)
{
    const struct filter_view *view = (const struct filter_view *)base;
    const char *text = str_text(&view->editor.text), *blank = strrchr(text, ' ');
    struct explained explained = {blank ? blank + 1 : text, to};

    for (size_t i = 0; view->found.n > 1 && i < view->found.n; i++)
        add_word(to, view->found.v[i], NULL);
    if (to->len == 0)
        filter_each_word(view->of, explain_word, &explained);
    if (to->len == 0)
        filter_each_word(view->of, add_word, to);
}

static const struct hint filter_hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("take")},
    {ACTION_COMPLETE, ACTION_NONE, N_("complete")},
    {ACTION_CANCEL, ACTION_NONE, N_("cancel")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

static const struct view_ops view_filter_ops = {
    .where = IN_PROMPT,
    .size = sizeof(struct filter_view),
    .hints = filter_hints,
    .done = filter_done,
    .draw = filter_draw,
    .act = filter_act,
    .type = filter_type,
    .status = filter_status,
};
