/* Before there is a client: what I do, what I ask a prospect, and what was answered. interchange.md, issue 4.
 */
#pragma once

#include "paletti/core/model.h"

enum said_yes_no { SAID_YES, SAID_NO };

/* Single, like `me`. */
struct profile {
    struct texts industries; /* that I know and like to work for */
    struct texts questions;  /* a prospect is asked, in this order */
};

/* One for each client and question. */
struct intake {
    char *ref; /* CLIENT:QUESTION. Made of the two; it stands in no line of JSON */
    char *client;
    char *question; /* word by word as in the profile, which may have changed since */
    int8_t answer;  /* enum said_yes_no */
    int32_t on;
    char *waived_reason; /* why a "no" was let pass, NULL */
};

extern const char *const yes_no_names[]; /* "yes"; NULL-terminated */
extern const struct model model_profile, model_intake;

/* The ref of CLIENT's answer to QUESTION. The caller owns it. */
char *intake_ref(const char *client, const char *question);
