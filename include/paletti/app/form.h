/* A record as a person types it: a list of fields, each a line of text (or a long text), made from the record's model.
 * The screen shows a form, the shell fills one from words ("due_on=friday"); both save through it, so both check alike.
 *
 * Texts are what people write, in English, Spanish or Italian, whatever the language of the screen:
 *
 *   dates and instants   "yesterday 17:50", "ayer", "fri 9:30", "in 15 days", "+3d", "next friday", "fine mese", "10 mar".
 *                        Where something is still to come (a due date, an end) "friday" is the next one, else the latest.
 *   money                "320", "320 EUR", "€ 1.234,50"; without a currency that of the record's other sum, else my own
 *   time spent           "25m", "2h", "1h30"; other numbers may have their word behind ("15 days")
 *   windows              "72h", "3d", "3wd", "24oh", "3 working days"
 *   hours                "mon-fri 09:30-13:30 15:00-18:00; sat 10-12", "lun, mié 9-14"; "closed": none at all
 *   closed dates         "2026-12-24..2027-01-06 Christmas; 8 dec holiday Inmaculada"
 *   special days         "2026-12-24 09:30-12:00 Christmas Eve; 31 dec closed"
 *   extra hours          "tue,thu 21:00-22:00"
 *   channels             "whatsapp never; phone contact; portal any B": hours (any, contact, never), grade (A to D)
 *   people               "Severo Pega (sr.) <severo@x.example> +34 600 000 000 payer; Ana Luz in charge"
 *   milestones           "draft 2026-12-01 30%; print 70%"
 *   other lists          with commas
 *   choices              their words in any of the languages, or the beginning of one
 *   clients, invoices    the beginning of a name, a number; other records by their refs
 *
 * An item that holds a separator, or that would be read as something else, stands in quotation marks; one within it is
 * written twice. A field whose text is not touched is saved as it was, to the byte. */
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
    bool rare;  /* seldom filled in by hand: a view may show it further down, or folded away */
    bool given; /* shown but not to be changed: a ref, the client of a record that has one */
    bool steers; /* what other fields mean depends on it: form_meaning of those is asked anew */
    const char *const *choices; /* as they are shown, in order; "": none of them; NULL-terminated; NULL: no choice */
    enum complete complete;
};

/* A new record of TYPE ("invoice"), with its defaults filled in; CLIENT: the ref of the client it is about, or NULL. A new
 * rule begins as the one in force; `me` that is there already is edited. */
int form_new(struct app *app, const char *type, const char *client, struct form **ret, struct err *err);
/* The stored record REF of TYPE ("me": NULL; a rule: its `from` as an instant). With TYPE NULL whatever is called so: "me",
 * a rule's day, a ref or the beginning of an entry's, an invoice's number, a client's name; -1 when several types have
 * such a record. 1: there is none. */
int form_edit(struct app *app, const char *type, const char *ref, struct form **ret, struct err *err);
/* The message that sums up the call or the meeting REF, prepared in the client's language and register; what was agreed is
 * left to be written. Saved, the call's `recap` points at it, in the same act. Where the call has one, that is edited. 1: there is
 * no such entry; -1 too where it is neither. */
int form_recap(struct app *app, const char *ref, struct form **ret, struct err *err);
void form_free(struct form *form); /* takes NULL */
DEFINE_CLEANUP(struct form, form_free);

const char *form_title(const struct form *form); /* "new invoice: Quejumbre & Hijos" */
size_t form_count(const struct form *form);
const struct form_field *form_field(const struct form *form, size_t i);
/* What stands in a field, as it was typed. Never NULL; borrowed until the field is set again. */
const char *form_text(const struct form *form, size_t i);
/* Takes TEXT, whatever it is; blank: nothing is given. Negative when it makes no sense there: the text stays, and ERR says
 * what would. Costs a few microseconds; a client or an invoice is looked up. */
int form_set(struct form *form, size_t i, const char *text, struct err *err);
/* How the field was understood, where that says more than the text ("Fri 13 Nov 17:50"). Appends. */
void form_meaning(const struct form *form, size_t i, struct str *to);
/* Whether anything differs from what the form began with. */
bool form_changed(const struct form *form);

/* Told how far it is while it is saved, and asked whether to stop; borrowed. NULL: nobody. */
void form_watch(struct form *form, const struct request *progress);
/* Checks everything and writes it, one act of the journal. *RET_REF (owned; or NULL) gets the record's ref, *RET_CHANGES a mask of
 * enum change. On failure nothing is written, *RET_FIELD is the field at fault (form_count: none in particular), and ERR names it in
 * words. 1: the record was
 * changed meanwhile by somebody else: nothing is written, and ERR says so; saving once more writes over it. */
int form_save(struct form *form, char **ret_ref, unsigned *ret_changes, size_t *ret_field, struct err *err);

/* The page of the first start: who I am, my hours and my window, and from when on clients have been told; saved, it writes
 * `me`, a rule and a `told` for each present client as one act. Later it opens with what is there. */
int form_setup(struct app *app, struct form **ret, struct err *err);
