/* A letter that waits: made from a template or written by hand, changed at will, sent by nobody yet. letters.md. */
#pragma once

#include "paletti/core/model.h"

enum draft_state {
    DRAFT_OPEN,
    DRAFT_DONE, /* the person sent it, or gave it, themselves */
};

struct draft {
    char *ref, *client;
    char *code;     /* of the template, "T4"; NULL: written by hand */
    char *about;    /* KIND:OF of the breach (breach_note.h), or TYPE:REF of a record; NULL: nothing in particular */
    char *language; /* of the text: "es" */
    char *channel;  /* it goes by */
    char *to;       /* address or name; NULL: not known */
    char *subject, *text;
    int64_t made;   /* instant */
    int8_t state;   /* enum draft_state */
    int32_t done_on;
};

extern const struct model model_draft;
