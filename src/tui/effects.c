#include "effects.h"

#include "paletti/base/mem.h"

#include <string.h>

void effect_clear(struct effect *effect)
{
    free(effect->text);
    free(effect->said);
    effect->text = effect->said = NULL;
}

void effects_done(struct effects *effects)
{
    for (size_t i = 0; i < effects->n; i++)
        effect_clear(&effects->v[i]);
    free(effects->v);
    *effects = (struct effects){0};
}

bool effects_take(struct effects *effects, struct effect *ret)
{
    if (effects->n == 0)
        return false;
    *ret = effects->v[0];
    effects->n--;
    memmove(effects->v, effects->v + 1, effects->n * sizeof *effects->v);
    return true;
}

static void append(struct effects *effects, enum effect_kind kind, const struct view_ops *view,
                   int64_t number, const char *text)
{
    MEM_GROW(effects->v, effects->n, effects->cap);
    effects->v[effects->n++] = (struct effect){kind, view, number, mem_string(text), NULL};
}

void effects_add(struct effects *effects, enum effect_kind kind)
{
    append(effects, kind, NULL, 0, NULL);
}

void effects_number(struct effects *effects, enum effect_kind kind, int64_t number)
{
    append(effects, kind, NULL, number, NULL);
}

void effects_text(struct effects *effects, enum effect_kind kind, const char *text)
{
    append(effects, kind, NULL, 0, text);
}

void effects_client(struct effects *effects, int64_t id, const char *name)
{
    append(effects, EFFECT_CLIENT, NULL, id, name);
}

void effects_open(struct effects *effects, const struct view_ops *view, const char *argument)
{
    append(effects, EFFECT_OPEN, view, 0, argument);
}

void effects_log(struct effects *effects, const char *words, int64_t pane)
{
    append(effects, EFFECT_LOG, NULL, pane, words);
}

void effects_do(struct effects *effects, const char *line, const char *said, bool of_marked)
{
    append(effects, EFFECT_DO, NULL, of_marked, line);
    effects->v[effects->n - 1].said = mem_string(said);
}
