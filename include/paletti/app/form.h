/* A record as a person types it: a list of fields, each a line of text (or a long text), made from the record's model.
 * The screen shows a form, the shell fills one from words ("due_on=friday"); both save through it, so both check alike.
 *
 * Texts are what people write: dates and instants as when.h reads them in three languages, money "320 EUR" or
 * "1.234,50", minutes "25m", "2h", "1h30", hours of the week "mon-fri 09:30-13:30 15:00-18:00; sat 10:00-12:00", lists
 * with commas, choices by their words in any of the three languages. */
#pragma once

#include "paletti/app/command.h"

struct form;

enum form_kind {
    FORM_LINE,   /* one line */
    FORM_LONG,   /* text of several lines, up to the field's limit: for an editor */
    FORM_CHOICE, /* one of `choices` */
    FORM_FLAG,   /* "yes" or "" */
};

/* Borrowed for the form's life; texts are translated. */
struct form_field {
    const char *name;  /* "due_on": as in paletti-jsonl(5) and on the shell */
    const char *label; /* "due on" */
    const char *hint;  /* what may be typed: "a day: 2026-11-16, friday, in 15 days" */
    enum form_kind kind;
    bool required;
    bool given; /* shown but not to be changed: a ref, the client of a record that has one */
    const char *const *choices; /* as they are shown, in order; NULL-terminated; NULL: no choice */
    enum complete complete;
};

/* A new record of TYPE ("invoice"), with its defaults filled in; CLIENT: the ref of the client it is about, or NULL. */
int form_new(struct app *app, const char *type, const char *client, struct form **ret, struct err *err);
/* The stored record REF of TYPE (NULL: whichever type has a record called so). 1: there is none. */
int form_edit(struct app *app, const char *type, const char *ref, struct form **ret, struct err *err);
void form_free(struct form *form); /* takes NULL */
DEFINE_CLEANUP(struct form, form_free);

const char *form_title(const struct form *form); /* "new invoice: Quejumbre & Hijos" */
size_t form_count(const struct form *form);
const struct form_field *form_field(const struct form *form, size_t i);
/* What stands in a field, as it was typed. Never NULL; borrowed until the field is set again. */
const char *form_text(const struct form *form, size_t i);
/* Takes TEXT, whatever it is. Negative when it makes no sense there: the text stays, and ERR says what would. */
int form_set(struct form *form, size_t i, const char *text, struct err *err);
/* How the field was understood, where that says more than the text ("Fri 13 Nov 2026 17:50"). Appends. */
void form_meaning(const struct form *form, size_t i, struct str *to);
/* Whether anything differs from what the form began with. */
bool form_changed(const struct form *form);

/* Checks everything and writes it, one act of the journal. *RET_REF (owned; or NULL) gets the record's ref, *RET_CHANGES a mask of
 * enum change. On failure nothing is written and *RET_FIELD is the field at fault (form_count: none in particular). 1: the record was
 * changed meanwhile by somebody else: nothing is written, and ERR says so; saving once more writes over it. */
int form_save(struct form *form, char **ret_ref, unsigned *ret_changes, size_t *ret_field, struct err *err);
