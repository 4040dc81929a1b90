/* What the panes of labelled lines share: their rows, how these fit, and what keys do on one (view_about.c); which lines they
 * are, and what is looked up for them in pauses, stands in view_panes.c. */
#pragma once

#include "listing.h"
#include "view.h"

#include "paletti/app/views.h"

struct about_row {
    char *label, *text, *aside, *ref;
    enum about_tone tone, aside_tone;
    bool spare, untold;
    unsigned breaches;
    int64_t client_id, entry;
};

/* How much is said: lines go over several rows; those that can be spared are left out; each has one row and is cut. */
enum fit { FIT_ALL, FIT_WRAPPED, FIT_CUT };

struct about_view {
    struct view base;
    struct about_row *rows;
    size_t n, cap;
    enum fit fit;
    struct listing list; /* over the rows; one that is not shown is never selected */
    char *chosen; /* the label of the selected row, since it was moved to; or NULL */
    int label_w;
    int64_t client;
    char *name; /* of the client, or NULL */
    bool wants; /* more of it is to be looked up */
    bool all;   /* of what comes next: what decisions bring too */
    struct about_decision *known; /* of the pane to decide on: what is looked up in pauses; or NULL */
    struct about_numbers *numbers; /* the same of the figures */
    enum action asks; /* what load does with the selected row: explains, reminds, waives; ACTION_NONE: nothing */
};

void about_clear(struct about_view *view);
int about_add_row(void *ctx, const struct about_line *line);
void about_fit_rows(struct about_view *view);
int about_reload(struct about_view *view, int r, struct effects *effects, struct err *err);
enum style about_style(enum about_tone tone);
void about_done(struct view *base);
void about_resize(struct view *base);
void about_act(struct view *base, enum action action, struct effects *effects);
unsigned about_has(const struct view *base);
void about_status(const struct view *base, struct str *to);
int64_t about_items(const struct view *base, int64_t *ret_selected);
int64_t about_item_at(const struct view *base, int y);
void about_select(struct view *base, int64_t item, struct effects *effects);
void about_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus);
void about_foot(const struct view *base, struct str *left, struct str *right);
void about_heading(const struct view *base, struct str *to);
void about_client(struct view *base, int64_t id, const char *name);
