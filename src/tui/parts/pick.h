/* Lists that typing narrows: the palette, and choosers. A view fills in the items and says what one of them does. */
#pragma once

#include "editor.h"
#include "listing.h"
#include "view.h"

struct pick_item {
    char *name, *text; /* short, in a column of its own; and what it is */
    char *aside;       /* at the right end: keys */
    int64_t number;    /* what the view makes of it */
    int rank;          /* among what fits alike, higher ones come first */
    char *refusal;     /* why it cannot be taken now: it is greyed, and tells this in place of its text; or NULL */
};

/* The first member of such a view. */
struct pick {
    struct view base;
    struct editor editor;
    struct pick_item *v;
    size_t n, cap;
    size_t *shown; /* the items that fit what is typed, the best first */
    size_t n_shown;
    struct listing list;
    int name_width;
};

void pick_done(struct view *view);
/* Texts are copied. */
void pick_add(struct pick *pick, const char *name, const char *text, const char *aside, int64_t number, int rank);
/* What was added last cannot be taken now, REFUSAL says why. */
void pick_refuse(struct pick *pick, const char *refusal);
void pick_clear(struct pick *pick);
/* Narrows anew: after items were added. */
void pick_narrow(struct pick *pick);
/* The item that is selected, or NULL. */
const struct pick_item *pick_selected(const struct pick *pick);

/* Operations that fit all of them. */
void pick_resize(struct view *view);
void pick_draw(const struct view *view, struct canvas *canvas, struct area area, bool focus);
void pick_type(struct view *view, const char *text, struct effects *effects);
/* False: ACTION is the view's own business. */
bool pick_act(struct pick *pick, enum action action, struct effects *effects);
void pick_foot(const struct view *view, struct str *left, struct str *right);
void pick_extent(const struct view *view, int room, int *ret_w, int *ret_h);
extern const struct hint pick_hints[];
