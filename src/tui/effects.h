/* What a view wants done beyond its own state. Views append effects; the shell performs them, in order. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct view_ops;

enum effect_kind {
    EFFECT_OPEN,      /* a dialog: view, text */
    EFFECT_CLOSE,     /* the topmost dialog */
    EFFECT_FOCUS,     /* a pane: number */
    EFFECT_CLIENT,    /* the client with id NUMBER and name TEXT was selected */
    EFFECT_SHOW_CLIENT, /* the client with id NUMBER is to be selected among the clients */
    EFFECT_EVERYBODY, /* the log shows everybody's entries, or again the selected client's */
    EFFECT_SEARCH,    /* what is below the prompt searches TEXT; NULL: no search */
    EFFECT_MARK,      /* what is below the prompt marks what fits TEXT */
    EFFECT_COPY,      /* TEXT goes to the clipboard of the terminal */
    EFFECT_FILTER,    /* what is below the prompt is filtered by TEXT */
    EFFECT_LOG,       /* the log shows what fits TEXT of the selected client's, and has the focus; back leads to the pane NUMBER */
    EFFECT_RUN,       /* a line as the prompt takes it: TEXT */
    EFFECT_WORK,      /* the topmost dialog's long work, with its progress shown */
    EFFECT_HOME,      /* all dialogs are closed */
    EFFECT_DEMO,      /* the demo is made or found, and shown in the place of this file */
    EFFECT_DO,        /* the same, made by a key: its answer is said in a sentence; NUMBER 1: for what is marked, and no longer
                         when it is done */
    EFFECT_CHANGED,   /* the file: NUMBER is a mask of enum change */
    EFFECT_ENTRY,     /* the entry with the ref TEXT is to be selected in the log; what was said goes on with it where it is hidden */
    EFFECT_NEW_CLIENT, /* the client with the ref TEXT is to be selected among the clients, whatever is searched or filtered */
    EFFECT_ACT,       /* the action NUMBER, where the dialog was that was closed */
    EFFECT_PICKED,    /* TEXT was picked from the palette */
    EFFECT_RESUME,    /* what was typed before and is kept as NUMBER is gone on with */
    EFFECT_FORGET,    /* or not wanted any more */
    EFFECT_EDITOR,    /* TEXT is to be edited in the person's own editor; what comes back goes to the topmost dialog */
    EFFECT_PUT_ASIDE, /* the topmost dialog is closed; what was typed there is kept */
    EFFECT_SAY,       /* a sentence in the status line: TEXT */
    EFFECT_COMPLAIN,  /* the same, as an error */
    EFFECT_REDRAW,
    EFFECT_SUSPEND,
    EFFECT_QUIT,
};

struct effect {
    enum effect_kind kind;
    const struct view_ops *view;
    int64_t number;
    char *text, *said; /* of EFFECT_DO: what is said when it is done; NULL: what its answer says */
};

struct effects {
    struct effect *v;
    size_t n, cap;
};

void effects_done(struct effects *effects);
/* Takes the first one out; false when there is none. The caller clears it. */
bool effects_take(struct effects *effects, struct effect *ret);
void effect_clear(struct effect *effect);

void effects_add(struct effects *effects, enum effect_kind kind);
void effects_number(struct effects *effects, enum effect_kind kind, int64_t number);
void effects_text(struct effects *effects, enum effect_kind kind, const char *text);
/* EFFECT_DO. SAID may be NULL. */
void effects_do(struct effects *effects, const char *line, const char *said, bool of_marked);
/* EFFECT_LOG. */
void effects_log(struct effects *effects, const char *words, int64_t pane);
void effects_client(struct effects *effects, int64_t id, const char *name);
void effects_open(struct effects *effects, const struct view_ops *view, const char *argument);
