#include "breach_notes.h"

#include "writing.h"

#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/records.h"

#include <string.h>

static int by_ref(const void *a, const void *b)
{
    return strcmp(((const struct breach_note *)a)->ref, ((const struct breach_note *)b)->ref);
}

int breach_notes_load(struct store *store, const char *client, struct breach_notes *ret, struct err *err)
{
    struct breach_notes notes;

    if (store_all(store, &model_breach_note, client, &notes.v, &notes.n, err) < 0)
        return -1;
    if (notes.n > 0)
        qsort(notes.v, notes.n, sizeof *notes.v, by_ref);
    *ret = notes;
    return 0;
}

void breach_notes_clear(struct breach_notes *notes)
{
    for (size_t i = 0; i < notes->n; i++)
        model_clear(&model_breach_note, &notes->v[i]);
    free(notes->v);
    *notes = (struct breach_notes){0};
}

static const struct breach_note *find(const struct breach_notes *notes, enum breach breach, const char *of)
{
    if (!notes || notes->n == 0)
        return NULL;
    _cleanup_free_ char *ref = breach_note_ref(breach, of);
    struct breach_note wanted = {.ref = ref};
    return bsearch(&wanted, notes->v, notes->n, sizeof *notes->v, by_ref);
}

enum breach_state breach_notes_state(const struct breach_notes *notes, enum breach breach, const char *of)
{
    const struct breach_note *note = find(notes, breach, of);

    return note ? (enum breach_state)note->state : BREACH_OPEN;
}

/* The place of BREACH among the names: mine and the client's share them. */
static int8_t kind_of(enum breach breach)
{
    const char *name = NULL;

    for (size_t i = 0; i < breach_kinds_n; i++)
        if (breach_kinds[i].bit == breach)
            name = breach_kinds[i].name;
    for (int8_t i = 0; breach_kind_names[i]; i++)
        if (str_equal(breach_kind_names[i], name))
            return i;
    return -1;
}

int breach_note_put(struct writing *writing, enum breach breach, const char *of, enum breach_state state, const char *reason,
                    struct err *err)
{
    struct breach_note note;
    enum put put;

    model_init(&model_breach_note, &note);
    note.of = mem_string(of);
    note.kind = kind_of(breach);
    note.state = (int8_t)state;
    note.reason = mem_string(reason);
    note.on = days_at(app_zone(writing->app), app_now(writing->app));
    model_normalise(&model_breach_note, &note);
    int r = writing_put(writing, &model_breach_note, &note, 0, &put, err);
    model_clear(&model_breach_note, &note);
    return r;
}
