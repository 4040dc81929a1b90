/* A view: a const table of operations and its own state. Views are panes or dialogs; the shell holds them, asks them to
 * load, hands them actions, and has them drawn.
 *
 *   load  brings the rows up to what the state wants; the one place where a view asks the app
 *   act   changes only the view's own state, and appends effects
 *   draw  only reads and paints */
#pragma once

#include "actions.h"
#include "canvas.h"
#include "effects.h"
#include "history.h"
#include "keymap.h"

#include "paletti/app/app.h"
#include "paletti/app/command.h"
#include "paletti/core/filter.h"

struct typing;

/* What every view may read. */
struct scene {
    struct app *app;
    const struct zone *zone;
    const struct keymap *keymap;
    int64_t now;
    const char *home;       /* the person's folder, or NULL */
    struct history history; /* of the `:` line */
    struct history palette; /* what was done from there */
    bool ascii;             /* the locale is not UTF-8 */
    bool plain;             /* told line by line (plain.h): nothing needs to be aligned */
    bool default_hours;     /* no rule was written yet */
};

/* An entry of the bottom line: the keys of one or two actions, and what they do. */
struct hint {
    enum action action, other; /* ACTION_NONE: no second one */
    const char *label;         /* N_(); NULL ends the list */
    const char *command;       /* instead of an action: a line as the key file has it; or NULL */
    bool range;                /* from the one to the other: "0-5" */
};

struct view {
    const struct view_ops *ops;
    const struct scene *scene;
    int64_t typing; /* what was typed here is kept as this (app/typing.h), 0: not kept */
    bool touched;   /* something was typed since it was kept */
    const char *lent; /* while the person's editor has the text with the focus: the name of its file (app/typing.h); or NULL */
    bool stale;   /* load before the next act or draw */
    bool many;    /* the act is for all that are marked */
    bool alone;    /* no other pane is seen: it has to say itself whose it is */
    int w, height; /* of what it is drawn into, without the frame */
};

/* Lines as struct listing counts them. */
struct list_place {
    int64_t top, selected;
};

struct view_ops {
    const char *title; /* N_(), for its frame; NULL: the heading says it all */
    const char *tab;   /* N_(), a shorter one where several stand in one frame; or NULL */
    uint64_t where;
    unsigned reloads; /* bits of enum change that make it stale; the clock's minute does so too */
    size_t size;
    bool whole; /* a page: where the screen is low it has the title's line too, and all of the width */
    const struct hint *hints;
    /* ARGUMENT is the text of the effect that opened it, or NULL. The state is zeroed before. */
    void (*init)(struct view *view, const char *argument);
    void (*done)(struct view *view);
    int (*load)(struct view *view, struct effects *effects, struct err *err);
    void (*resize)(struct view *view);
    void (*draw)(const struct view *view, struct canvas *canvas, struct area area, bool focus);
    /* A list may paint the two lines between which its selection moved, instead of all: it says the first line shown and
     * the selected one, false where more hangs on it; and paints one line of them into the place it has for all. */
    bool (*place)(const struct view *view, struct list_place *ret);
    void (*draw_line)(const struct view *view, struct canvas *canvas, struct area area, int64_t line, bool focus);
    void (*act)(struct view *view, enum action action, struct effects *effects);
    /* What takes long (EFFECT_WORK). PROGRESS has what the app wants to be told how far it is, and to ask whether to
     * stop. */
    int (*work)(struct view *view, const struct request *progress, struct effects *effects, struct err *err);
    bool piecemeal; /* what of it is done when it is ended stays done; else nothing of it is stored */
    bool draws_up; /* that is only what it shows: who looked away meanwhile is brought back, and nothing was done */
    /* Another client was selected; 0: none. NULL: does not matter here. */
    void (*client)(struct view *view, int64_t id, const char *name);
    /* A text field: what was typed or pasted. NULL: letters are keys. */
    void (*type)(struct view *view, const char *text, struct effects *effects);
    /* No text field, but a page that asks for one: what begins it, of keys that do nothing else here. */
    void (*begin)(struct view *view, const char *text, struct effects *effects);
    /* The client whom its selection is about, and the name; 0: nobody. NULL: whoever is selected below. */
    int64_t (*whose)(const struct view *view, const char **ret_name);
    const char *(*entry)(const struct view *view); /* the ref of the entry that it is about, or NULL; borrowed */
    /* What is being typed here, to be kept under the name DRAFT: pack fills it in, and is false when nothing is worth keeping;
     * unpack follows init, with what was packed. */
    const char *draft;
    bool (*pack)(const struct view *view, struct typing *to);
    void (*unpack)(struct view *view, const struct typing *from);
    /* What came back from the person's editor. */
    void (*edited)(struct view *view, const char *text);
    /* Searches WORDS (NULL: no more). NULL: cannot be searched. And what a search looks through, N_(). */
    void (*search)(struct view *view, const char *words);
    const char *searches;
    /* Shows what WORDS let through (NULL: all again). Negative: they make no sense, and nothing changed. The words that
     * are in force, or NULL; and which list it is, 0: it cannot be filtered. */
    int (*filter)(struct view *view, const char *words, struct err *err);
    const char *(*filtered)(const struct view *view);
    enum filter_of filters;
    /* Marks what WORDS let through; NULL: all that is listed. */
    int (*mark)(struct view *view, const char *words, struct err *err);
    void (*unmark)(struct view *view); /* all of it; or NULL */
    /* Whether it is still looking for rows: it wants to load again and again while nobody types. */
    bool (*looks)(const struct view *view);
    /* Goes on by a slice of what it looks for, a few milliseconds; NULL: loads in its place. */
    int (*look)(struct view *view, struct err *err);
    bool pauses; /* nobody waits for that: it is done once no key came for a moment */
    unsigned (*has)(const struct view *view); /* bits of enum need */
    /* One sentence about the selection; and the left and right of the frame's last line. */
    void (*status)(const struct view *view, struct str *to);
    void (*foot)(const struct view *view, struct str *left, struct str *right);
    void (*heading)(const struct view *view, struct str *to); /* behind the title in the frame */
    void (*corner)(const struct view *view, struct str *to);  /* at the right end of that line: where in a row of pages it is */
    /* What a dialog would like to have, without its frame, where it can be ROOM cells wide. */
    void (*extent)(const struct view *view, int room, int *ret_w, int *ret_h);
    /* What can be selected by pointing at it or by its number: the lines of a list, the fields of a form, counted from
     * 0. All three or none. How many there are, -1: not known; the one that has the selection, -1: none; the one that
     * stands on line Y of the place it is drawn into, -1: none; and selecting one of them, which never acts. */
    int64_t (*items)(const struct view *view, int64_t *ret_selected);
    int64_t (*item_at)(const struct view *view, int y);
    void (*select)(struct view *view, int64_t item, struct effects *effects);
};

extern const struct view_ops view_clients_ops, view_log_ops, view_boundaries_ops, view_facts_ops, view_next_ops,
    view_numbers_ops, view_entry_ops, view_payment_ops, view_record_ops, view_explain_ops, view_answer_ops, view_help_ops,
    view_search_ops, view_command_ops, view_queue_ops;
/* The first steps. */
extern const struct view_ops view_start_ops, view_files_ops, view_import_ops, view_days_off_ops;
/* What a person types. */
extern const struct view_ops view_line_ops, view_form_ops, view_palette_ops, view_chooser_ops,
    view_unsaved_ops, view_records_ops, view_confirm_ops;

struct view *view_new(const struct view_ops *ops, const struct scene *scene, const char *argument);
void view_free(struct view *view);
DEFINE_CLEANUP(struct view, view_free);
/* Gives it a size; says so to the view when that is another one. */
void view_resize(struct view *view, int w, int height);
/* Loads when stale. On failure the view stays as it was, not stale: the error is told once. */
int view_load(struct view *view, struct effects *effects, struct err *err);
