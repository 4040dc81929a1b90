/* The triage: everybody who needs a look, card by card. */
#pragma once

#include "scroll.h"
#include "view.h"

#include "paletti/app/reminder.h"
#include "paletti/app/triage.h"

extern const struct view_ops view_triage_ops;

/* A letter that a key would keep, shown in a line until the next key says whether. */
struct triage_letter {
    char *of;      /* the entry or the invoice; NULL: there is none */
    char *reason;  /* a code, or NULL */
    char *line;    /* "T4 by e-mail to lia@fulmine.example: " */
    char *subject; /* shown behind it */
};

struct triage_view {
    struct view base;
    struct triage_session session;
    struct triage_card_page page;
    struct texts entries; /* the newest of the log, each a line */
    bool there;        /* the page is */
    int fresh;         /* who came since, on the end card; -1: not counted yet */
    int64_t shown;     /* when the card came */
    enum action asks;  /* load does it */
    struct triage_letter letter;
    struct scroll scroll;
};

/* triage_page.c: what stands there. */
/* Reads the newest entries of the card's client. */
int triage_page_read(struct triage_view *view, struct err *err);
void triage_page_fill(struct triage_view *view);
void triage_heading(const struct triage_view *view, struct str *to);
