#include "pick.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { WIDTH_MAX = 90, HEIGHT_MAX = 18, NAME_MAX = 20 };

static void clear_item(struct pick_item *item)
{
    free(item->name);
    free(item->text);
    free(item->aside);
    free(item->refusal);
}

void pick_clear(struct pick *pick)
{
    for (size_t i = 0; i < pick->n; i++)
        clear_item(&pick->v[i]);
    pick->n = pick->n_shown = 0;
    pick->name_width = 0;
}

void pick_done(struct view *base)
{
    struct pick *pick = (struct pick *)base;

    pick_clear(pick);
    free(pick->v);
    free(pick->shown);
    editor_done(&pick->editor);
}

void pick_add(struct pick *pick, const char *name, const char *text, const char *aside, int64_t number, int rank)
{
    int width = text_width(name);

    MEM_GROW(pick->v, pick->n, pick->cap);
    pick->v[pick->n++] =
        (struct pick_item){mem_string(name), mem_string(text), mem_string(aside), number, rank, NULL};
    width = width < NAME_MAX ? width : NAME_MAX;
    pick->name_width = width > pick->name_width ? width : pick->name_width;
}

void pick_refuse(struct pick *pick, const char *refusal)
{
    struct pick_item *item = &pick->v[pick->n - 1];

    free(item->refusal);
    item->refusal = mem_string(refusal);
}

/* --- what fits --- */

enum { WHOLE_KEY = 80, FIRST_LETTER = 12, WORD_LETTER = 8, NEXT_LETTER = 5, ANY_LETTER = 1 };

static bool begins_word(const char *text, const char *at)
{
    return at == text || strchr(" -_/(", at[-1]) != NULL;
}

/* How well TEXT fits what was typed, both folded: 0 when it does not; letters in their order, the better the more of them
 * stand together or begin words. */
static int score_of(const char *text, const char *typed)
{
    const char *at = text, *before = NULL;
    const char *first = *text == ':' && *typed != ':' ? text + 1 : text; /* a command's name begins behind its colon */
    int score = 1;

    for (; *typed; typed++) {
        if (*typed == ' ')
            continue;
        /* The beginning of a word is what people mean, wherever it stands; else the next place. */
        const char *found = before && before[1] == *typed ? before + 1 : NULL;
        for (const char *p = at; !found && *p; p++)
            if (*p == *typed && (p == first || begins_word(text, p)))
                found = p;
        if (!found)
            found = strchr(at, *typed);
        if (!found)
            return 0;
        score += found == first ? FIRST_LETTER : before && found == before + 1 ? NEXT_LETTER
                 : begins_word(text, found)                                   ? WORD_LETTER
                                                                              : ANY_LETTER;
        before = found;
        at = found + 1;
    }
    return score;
}

/* Whoever types a key wants what it does, and "G" is another key than "g"; "ctrl-" is the beginning of some. */
static int score_keys(const char *keys, const char *raw, const char *typed)
{
    int best = 0;

    while (*keys) {
        size_t n = strcspn(keys, " ");
        _cleanup_free_ char *key = mem_string_n(keys, n), *folded = text_fold_new(key);
        int score = str_equal(key, raw) || (n > 1 && str_equal(folded, typed)) ? WHOLE_KEY
                    : n > 1 && *typed && str_starts(folded, typed)             ? FIRST_LETTER
                                                                               : 0;
        best = score > best ? score : best;
        keys += n + strspn(keys + n, " ");
    }
    return best;
}

static int score_item(const struct pick_item *item, const char *raw, const char *typed)
{
    _cleanup_free_ char *name = text_fold_new(item->name), *text = text_fold_new(item->text);
    int by_name = 2 * score_of(name, typed), by_text = score_of(text, typed);
    int by_key = item->aside ? score_keys(item->aside, raw, typed) : 0;
    int score = by_name > by_text ? by_name : by_text;

    return by_key > score ? by_key : score;
}

struct scored {
    size_t item;
    int score, rank;
};

static int compare_scores(const void *a, const void *b)
{
    const struct scored *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    return x->item < y->item ? -1 : x->item > y->item;
}

void pick_narrow(struct pick *pick)
{
    _cleanup_free_ char *typed = text_fold_new(str_text(&pick->editor.text));
    _cleanup_free_ struct scored *scored = mem_zero(pick->n + 1, sizeof *scored);
    size_t n = 0;

    for (size_t i = 0; i < pick->n; i++) {
        int score = score_item(&pick->v[i], str_text(&pick->editor.text), typed);
        if (score > 0)
            scored[n++] = (struct scored){i, score, pick->v[i].rank};
    }
    qsort(scored, n, sizeof *scored, compare_scores);
    pick->shown = mem_resize(pick->shown, n + 1, sizeof *pick->shown);
    for (size_t i = 0; i < n; i++)
        pick->shown[i] = scored[i].item;
    pick->n_shown = n;
    listing_resize(&pick->list, (int64_t)n, pick->list.height);
    listing_select(&pick->list, 0);
}

const struct pick_item *pick_selected(const struct pick *pick)
{
    return pick->n_shown > 0 ? &pick->v[pick->shown[pick->list.selected]] : NULL;
}

/* --- acts --- */

void pick_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    struct pick *pick = (struct pick *)base;

    editor_insert(&pick->editor, text);
    pick_narrow(pick);
}

static bool move(struct pick *pick, enum action action)
{
    static const struct {
        enum action ours, lists;
    } moves[] = {{ACTION_PICK_DOWN, ACTION_DOWN},
                 {ACTION_PICK_UP, ACTION_UP},
                 {ACTION_PAGE_DOWN, ACTION_PAGE_DOWN},
                 {ACTION_PAGE_UP, ACTION_PAGE_UP}};
    struct list_move by;

    for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
        if (moves[i].ours != action)
            continue;
        listing_movement(&pick->list, moves[i].lists, &by);
        listing_move(&pick->list, by);
        return true;
    }
    return false;
}

bool pick_act(struct pick *pick, enum action action, struct effects *effects)
{
    if (action == ACTION_CANCEL) {
        effects_add(effects, EFFECT_CLOSE);
        return true;
    }
    if (move(pick, action))
        return true;
    if (!editor_act(&pick->editor, action))
        return false;
    pick_narrow(pick);
    return true;
}

/* --- painting --- */

void pick_resize(struct view *base)
{
    struct pick *pick = (struct pick *)base;

    listing_resize(&pick->list, (int64_t)pick->n_shown, base->height > 1 ? base->height - 1 : 1);
}

static void draw_item(const struct pick *pick, struct canvas *canvas, struct area at, const struct pick_item *item)
{
    int aside = item->aside ? text_width(item->aside) : 0, x = at.x + 2;
    int end = at.x + at.w - (aside > 0 ? aside + 2 : 0);
    enum style name = item->refusal ? STYLE_QUIET : STYLE_TEXT;
    const char *text = item->refusal ? item->refusal : item->text;

    if (pick->name_width > 0 && at.w > 2 * pick->name_width) {
        canvas_put(canvas, x, at.y, pick->name_width, name, item->name);
        x += pick->name_width + 2;
    }
    canvas_put(canvas, x, at.y, end - x, *text ? STYLE_QUIET : name, *text ? text : item->name);
    if (aside > 0)
        canvas_put_right(canvas, end, at.y, aside + 2, item->refusal ? STYLE_QUIET : STYLE_KEY, item->aside);
}

void pick_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct pick *pick = (const struct pick *)base;
    struct area at = {area.x, area.y + 1, area.w, 1};

    if (pick->n_shown == 0)
        canvas_put(canvas, at.x + 2, at.y, at.w - 2, STYLE_QUIET, _("nothing found"));
    for (int64_t i = pick->list.top; i < listing_end(&pick->list); i++, at.y++) {
        draw_item(pick, canvas, at, &pick->v[pick->shown[i]]);
        if (i != pick->list.selected)
            continue;
        canvas_put(canvas, at.x, at.y, 1, STYLE_KEY, ">");
        canvas_select(canvas, at);
    }
    canvas_put(canvas, area.x, area.y, 1, STYLE_KEY, "/");
    struct area line = {area.x + 2, area.y, area.w - 2, 1};
    if (focus)
        editor_draw(&pick->editor, canvas, line);
    else
        canvas_put(canvas, line.x, line.y, line.w, STYLE_INPUT, str_text(&pick->editor.text));
}

void pick_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    const struct pick *pick = (const struct pick *)base;

    if (pick->n_shown > 0)
        str_printf(right, "%lld/%zu", (long long)pick->list.selected + 1, pick->n_shown);
}

/* As tall as the whole list, so that it does not jump while it is narrowed. */
void pick_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    const struct pick *pick = (const struct pick *)base;
    int n = pick->n < HEIGHT_MAX ? (int)pick->n : HEIGHT_MAX;

    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = n + 1;
}

const struct hint pick_hints[] = {
    {ACTION_PICK_DOWN, ACTION_PICK_UP, N_("move")}, {ACTION_ACCEPT, ACTION_NONE, N_("take it")},
    {ACTION_CANCEL, ACTION_NONE, N_("cancel")},     {ACTION_NONE, ACTION_NONE, NULL},
};
