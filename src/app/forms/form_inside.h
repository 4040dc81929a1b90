/* A form from the inside. */
#pragma once

#include "form_text.h"

#include "paletti/app/form.h"

struct writing;

/* A field, those of an object in the record one by one. */
struct form_row {
    struct form_field shown;
    const struct model *model; /* of the object, or of the record */
    const struct field *field;
    size_t base;               /* where the object stands in the record */
    const struct field_words *words;
    char *name;                /* "project.name" */
    char *text, *first;        /* as it is now, as it was in the beginning */
    char *wrong;               /* why the text makes no sense; NULL: it does */
    const char **choices;
    bool touched;              /* by the person, not by what follows from another field */
};

struct form {
    struct app *app;
    struct texting texting;
    const struct model *model;
    const struct request *progress; /* form_watch; or NULL */
    void *record; /* as typed */
    void *before; /* as it was read; a new record: its defaults */
    bool stored;  /* `before` is in the file */
    char *title, *client;
    struct form_row *rows;
    size_t n;
    /* What is written with RECORD, in the same act; or NULL. */
    int (*also)(struct form *form, struct writing *writing, const void *record, struct err *err);
    char *call; /* the entry that a recap is of */
    int (*save)(struct form *form, char **ret_ref, unsigned *ret_changes, size_t *ret_field, struct err *err);
};

/* Takes RECORD, a new struct of MODEL. */
struct form *form_make(struct app *app, const struct model *model, void *record, bool stored);
/* Writes the texts anew from the record. */
void form_refresh(struct form *form);
/* What the record says now is what the form begins with: after its members were set by hand. */
void form_rebase(struct form *form);
/* A record of MODEL in memory of its own: model_init done. */
void *form_record_new(const struct model *model);

/* A copy of the version in force, the built-in one included. */
struct rule;
int form_rule_in_force(struct app *app, struct rule *ret, struct err *err);

/* The title says what the record says now: whether it is new, and whose it is. */
void form_entitle(struct form *form);

/* The row called NAME; form_count: none. */
size_t form_find(const struct form *form, const char *name);
/* Whether every text makes sense and nothing that is required is missing. *RET_FIELD: the row at fault. */
int form_check_texts(const struct form *form, size_t *ret_field, struct err *err);
/* The row that ERR's sentence is about ("invoice.due_on: ..."), which then names it in words; form_count: none. */
size_t form_fault(const struct form *form, struct err *err);
/* The form goes on with RECORD, which was written, and is taken. */
void form_settle(struct form *form, void *record);
/* Adds to TO, how the hours or the window of ROW are written, what they mean (form_hours.c); else nothing. */
void form_hours_meaning(const struct form *form, const struct form_row *row, struct str *to);
