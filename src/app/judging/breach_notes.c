#include "breach_notes.h"

#include "paletti/base/mem.h"
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

const struct breach_note *breach_notes_find(const struct breach_notes *notes, enum breach breach, const char *of)
{
    if (!notes || notes->n == 0)
        return NULL;
    _cleanup_free_ char *ref = breach_note_ref(breach, of);
    struct breach_note wanted = {.ref = ref};
    return bsearch(&wanted, notes->v, notes->n, sizeof *notes->v, by_ref);
}

enum breach_state breach_notes_state(const struct breach_notes *notes, enum breach breach, const char *of)
{
    const struct breach_note *note = breach_notes_find(notes, breach, of);

    return note ? (enum breach_state)note->state : BREACH_OPEN;
}
