/* What the pages share: a sheet that is filled from what the app says, keys that ask load for one act, and a
 * line that is typed at the bottom for acts that want words. A page's state begins with struct after. */
#pragma once

#include "after_view.h"
#include "asking.h"
#include "sheet.h"

struct after {
    struct view base;
    char *argument;
    char *client, *name; /* whom it is about: the ref; NULL: nobody */
    int64_t client_id;
    const struct after_page *page;
    bool there; /* read once at least */
    struct sheet sheet;
    struct asking asking;
    const char *label, *hint;     /* of the line that is typed, translated */
    char *kept_label, *kept_hint; /* the same of a line that was typed before a crash */
    enum action does;             /* load: this act; ACTION_NONE */
    int tag;                      /* ... of the selected item then */
    bool works;                   /* the rest of it is long work, which was asked for */
};

/* What an act came to beside 0. */
enum {
    AFTER_REFUSED = 1, /* err says why; nothing changed */
    AFTER_CLOSES = 2,  /* done, and the page is left */
    AFTER_WORKS = 3,   /* it takes long: page->work does it, with its progress shown */
};

struct after_page {
    const struct view_ops *ops, *typing; /* its operations, and while a line is typed */
    /* Reads what it shows. 1: there is nothing to show any more: it closes. */
    int (*read)(struct after *view, struct err *err);
    void (*fill)(struct after *view);
    /* A key that is not movement. */
    void (*act)(struct after *view, enum action action, struct effects *effects);
    /* Does view->does about what has the tag view->tag; TYPED: what was typed for it, or NULL. */
    int (*perform)(struct after *view, const char *typed, struct effects *effects, unsigned *ret_changes,
                   struct err *err);
    void (*forget)(struct after *view); /* what it read */
    /* Goes on with view->does about view->tag, as perform; or NULL. */
    int (*work)(struct after *view, const struct request *progress, struct effects *effects, unsigned *ret_changes,
                struct err *err);
};

/* Load does ACTION about the selected item. */
void after_do(struct after *view, enum action action);
/* The same once a line was typed, LABEL before it and TEXT (or NULL) on it; HINT below: what is wanted. */
void after_type(struct after *view, enum action action, const char *label, const char *hint,
                const char *text);
/* Opens OPS, another page of these, with ARGUMENT. */
void after_open(const struct view_ops *ops, const char *argument, struct effects *effects);

/* --- filling --- */

enum { AFTER_X = 1, AFTER_DEEP = 3 };
/* A blank line; a line of text; one of what somebody wrote; a heading. */
void after_blank(struct after *view);
void after_text(struct after *view, enum style style, const char *text);
void after_written(struct after *view, const char *label, const char *text);
/* An item TAG that ACTION is for: its key, and what it does. */
void after_choice(struct after *view, int tag, enum action action, const char *text);
/* The key of ACTION on this page, for a sentence. Owned. */
char *after_key(const struct after *view, enum action action);
/* "How it went   1 2 >3 4 5": an item TAG with a scale from FROM to TO, CHOSEN marked; NONE: nothing is. */
void after_scale(struct after *view, int tag, const char *label, int from, int to, int64_t chosen,
                 int64_t none);

/* --- operations that all of them share --- */

void after_init(struct view *base, const char *argument, const struct after_page *page);
/* The line that is being typed, kept at each pause. */
bool after_pack(const struct view *base, struct typing *to);
void after_unpack(struct view *base, const struct typing *from);
void after_done(struct view *base);
int after_load(struct view *base, struct effects *effects, struct err *err);
int after_work(struct view *base, const struct request *progress, struct effects *effects, struct err *err);
void after_resize(struct view *base);
void after_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus);
void after_act(struct view *base, enum action action, struct effects *effects);
void after_typing_act(struct view *base, enum action action, struct effects *effects);
void after_typed(struct view *base, const char *text, struct effects *effects);
unsigned after_has(const struct view *base);
int64_t after_whose(const struct view *base, const char **ret_name);
void after_heading(const struct view *base, struct str *to);
void after_foot(const struct view *base, struct str *left, struct str *right);
void after_extent(const struct view *base, int room, int *ret_w, int *ret_h);
int64_t after_items(const struct view *base, int64_t *ret_selected);
int64_t after_item_at(const struct view *base, int y);
void after_select(struct view *base, int64_t item, struct effects *effects);

#define AFTER_OPS(state_, title_, init_, done_)                                                              \
    .title = (title_), .reloads = CHANGE_ALL & ~CHANGE_SETTINGS, .size = sizeof(state_), .whole = true,      \
    .init = (init_), .done = (done_), .load = after_load, .resize = after_resize, .draw = after_draw,        \
    .whose = after_whose, .heading = after_heading, .foot = after_foot, .extent = after_extent,              \
    .items = after_items, .item_at = after_item_at, .select = after_select
/* Behind the operations of pages where a line is typed. */
#define AFTER_KEEPS(name) .draft = (name), .pack = after_pack, .unpack = after_unpack
#define AFTER_PAGE_OPS(where_, state_, title_, init_, done_, hints_, ...)                                    \
    {                                                                                                        \
        AFTER_OPS(state_, title_, init_, done_), .where = (where_), .hints = (hints_), .act = after_act,     \
                                                 .has = after_has, ##__VA_ARGS__                             \
    }
#define AFTER_TYPING_OPS(state_, title_, init_, done_, ...)                                                  \
    {                                                                                                        \
        AFTER_OPS(state_, title_, init_, done_), .where = IN_FORM, .hints = asking_hints,                    \
                                                 .act = after_typing_act, .type = after_typed, __VA_ARGS__   \
    }
