/* What a draft of the rules would have meant: kinds now and then, for the client who is looked at and for everybody, while
 * it is worked out. A part of a view: the view holds it, tells it each draft, gives it its idle moments and a place.
 *
 *   what_if_box_client   who is looked at, once and whenever that is somebody else
 *   what_if_box_try      from load, whenever the draft is another one: their figures are there at once
 *   what_if_box_looks    from the view's looks: there is more to work out
 *   what_if_box_look     from the view's look: goes on by a slice, a few milliseconds
 *   what_if_box_draw     wherever there is room; WHAT_IF_BOX_H lines show all kinds, fewer the sums of both sides
 *   what_if_box_open     the entries that would be judged otherwise, in a view of their own */
#pragma once

#include "canvas.h"
#include "effects.h"

#include "paletti/app/what_if.h"

enum { WHAT_IF_BOX_H = BREACH_KINDS + 2, WHAT_IF_BOX_SMALL_H = 4, WHAT_IF_BOX_W = 46 };

struct what_if_box {
    struct what_if *what_if; /* NULL: there is no draft, or it cannot be tried */
    struct str error;        /* why not */
    int64_t client_id;
    char *client; /* their name, or NULL: nobody */
    struct what_if_counts theirs, all;
    bool theirs_done, all_done;
    int64_t done, total;
};

void what_if_box_done(struct what_if_box *box);
void what_if_box_client(struct what_if_box *box, int64_t id, const char *name);
/* The draft is borrowed until it returns; one that cannot be tried is told in the box. */
void what_if_box_try(struct what_if_box *box, struct app *app, const struct what_if_draft *draft);
/* Takes WHAT_IF instead; NULL with ERROR. */
void what_if_box_take(struct what_if_box *box, struct what_if *what_if, const char *error);
bool what_if_box_looks(const struct what_if_box *box);
int what_if_box_look(struct what_if_box *box, struct err *err);
void what_if_box_draw(const struct what_if_box *box, struct canvas *canvas, struct area area);
void what_if_box_open(const struct what_if_box *box, struct effects *effects);
