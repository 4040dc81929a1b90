/* What was done about breaches, looked up by what they are. */
#pragma once

#include "inside.h"

#include "paletti/core/breach_note.h"

struct breach_notes {
    struct breach_note *v; /* by ref */
    size_t n;
};

/* CLIENT: a ref; NULL: everybody's. */
int breach_notes_load(struct store *store, const char *client, struct breach_notes *ret, struct err *err);
void breach_notes_clear(struct breach_notes *notes);
#define _cleanup_breach_notes_ _cleanup_(breach_notes_clear)
/* What was done about BREACH (one bit) of the record OF. NOTES may be NULL. */
enum breach_state breach_notes_state(const struct breach_notes *notes, enum breach breach, const char *of);
struct writing;
/* Notes about BREACH (one bit) of the record OF that it is STATE now, as of today. REASON may be NULL. */
int breach_note_put(struct writing *writing, enum breach breach, const char *of, enum breach_state state, const char *reason,
                    struct err *err);
