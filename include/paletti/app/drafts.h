/* Letters that wait: reminders, and what was written by hand. They are sent by the person, and then marked as done. */
#pragma once

#include "paletti/app/letters.h"

struct request;

/* Strings borrowed; as they are, whether the screen is blurred (blur.h) or not, for they are copied and written too. */
struct draft_line {
    int64_t client_id;
    const char *ref, *client, *name; /* refs; and the client's name */
    const char *code;                /* "T4"; NULL: by hand */
    const char *about;               /* KIND:OF of a breach, or TYPE:REF; NULL */
    const char *channel, *to;        /* or NULL */
    const char *subject, *text;      /* the subject may be NULL */
    int64_t made;
    const char *outbox; /* a sentence: how it stands there, what a server said that refused it; NULL: it is not in it */
    bool done;
    int32_t done_on;
};

/* The drafts of CLIENT (a ref), or everybody's, newest first: those that wait, with DONE the others too. */
int view_drafts(struct app *app, const char *client, bool done, int (*fn)(void *ctx, const struct draft_line *line), void *ctx,
                struct err *err);
/* The ref in TEXT, as a person types it: "draft:" may stand before it. Borrowed. */
const char *draft_ref(const char *text);
/* One of them, as a person types its ref; FINDINGS (NULL: not wanted) gets what is wrong with its text. */
int view_draft(struct app *app, const char *ref, int (*fn)(void *ctx, const struct draft_line *line), void *ctx,
               struct letter_findings *findings, struct err *err);
/* What is wrong with SUBJECT and TEXT, to CLIENT (a ref), made of the letter CODE (NULL: by hand) about ABOUT: as
 * letter_look, which the letter's own words do not set off. */
int draft_look(struct app *app, const char *client, const char *code, const char *about, const char *subject,
               const char *text, struct letter_findings *findings, struct err *err);
/* Fails with a sentence that says what would be given away, and what to do. */
int draft_refuse_leaks(const struct letter_findings *findings, struct err *err);
