/* The rule page from the inside. */
#pragma once

#include "form_inside.h"

#include "paletti/app/rule_page.h"

/* A row, and what it edits. */
struct page_row {
    struct rule_row shown;
    char *label, *text, *says; /* owned */
    size_t field;              /* of the form */
    int item;                  /* of a list, or -1 */
    const char *channel;       /* its name, borrowed; NULL: none */
};

/* What a change took the place of. */
struct page_step {
    size_t field;
    char *text;
};

struct rule_page {
    struct app *app;
    struct form *form;
    bool exception;
    char *title;
    char *ref;        /* of the version that is still to come, which is replaced; or NULL */
    struct rule base; /* the version it began as; of an exception the rules in force */
    struct hours week[2];
    struct page_row *rows;
    size_t n, cap;
    struct page_step *steps;
    size_t n_steps, cap_steps;
    unsigned edits;
    int64_t saved; /* when the version that was saved begins */
};

/* From when a version that is saved now would hold. */
struct rule_beginning {
    int64_t from;
    bool past_too;               /* the first version there is: it judges what is older as well */
    bool at_once;                /* from this minute on */
    const struct rule *replaced; /* one that begins at the same moment; borrowed from the house */
    int64_t next;                /* when another one takes over, INSTANT_NONE */
};
/* TEXT: as a person types it, in ZONE. REPLACES: the `from` of a version to come whose place is taken, or INSTANT_NONE. */
int rule_begins(struct app *app, const struct zone *zone, int64_t replaces, const char *text, struct rule_beginning *ret,
                struct err *err);
/* What saving would do then, in words. Appends. */
void rule_beginning_words(struct app *app, const struct rule_beginning *beginning, struct str *to);

/* The rows anew, from what the form says (rule_rows.c). */
void rule_rows_make(struct rule_page *page);
void rule_rows_clear(struct rule_page *page);
/* Sets the form's field, remembering what stood there; lists of dates are put in order. */
int rule_page_put(struct rule_page *page, size_t field, const char *text, struct err *err);
/* Item I of the field's list as text. */
void rule_item_text(const struct rule_page *page, size_t field, int i, struct str *to);
size_t rule_items(const struct rule_page *page, size_t field);
/* The terms of the channel NAME on this page, and what this page itself says of it (or NULL). */
struct channel_terms rule_channel(const struct rule_page *page, const char *name, const struct channel **ret_own);
const char *words_channel_hours(enum channel_hours hours);
/* LIST of the field's closed dates or special days: "Mon 7 Dec - Fri 11 Dec, absence: Christmas". */
void words_dates(struct app *app, struct str *to, const struct field *field, const struct list *list);
/* When a version begins: the day alone where it does so at midnight. */
void words_beginning(struct app *app, struct str *to, int64_t from);
/* Two versions in words (rule_words.c): a line for each thing that changed from A to B. */
void words_rule_changes(struct app *app, const struct rule *a, const struct rule *b,
                        void (*fn)(void *ctx, const char *line), void *ctx);
