/* What was done about a breach: the breach itself is computed (judge.h), and this outlives a change of how it is
 * judged. boundaries.md, section 5; interchange.md, `breach`. */
#pragma once

#include "paletti/core/judge.h"
#include "paletti/core/model.h"

enum breach_state { BREACH_OPEN, BREACH_REMINDED, BREACH_WAIVED };
extern const char *const breach_state_names[]; /* "open"; NULL-terminated */

struct breach_note {
    char *ref;     /* KIND:OF: one note for each breach. Made of the two; it stands in no line of JSON */
    char *of;      /* the interaction, ask or invoice that has the breach */
    int8_t kind;   /* breach_kind_names; mine and the client's have the same name, never on one entry */
    int8_t state;  /* enum breach_state */
    char *reason;  /* given with a waiver, where one was told */
    int32_t on;    /* when it was done, DAY_NONE */
};

/* "off_hours": each name of breach_kinds once; NULL-terminated. */
extern const char *const breach_kind_names[];

extern const struct model model_breach_note;

/* What `of` names a record of: late material is an ask's, late payment an invoice's, all else an interaction's. */
const struct model *breach_note_target(const struct breach_note *note);
/* The ref of the note about BREACH (one bit) of the record OF. The caller owns it. */
char *breach_note_ref(enum breach breach, const char *of);
