/* What the pages of the outbox have in common: a dispatch as it stood when it was read, and what keys do
 * about it. */
#pragma once

#include "after.h"
#include "outbox_view.h"

#include "paletti/app/outbox.h"

struct out_row {
    int64_t client_id;
    enum dispatch_kind kind;
    enum dispatch_state state;
    enum outbox_wait wait;
    int64_t goes_at, confirmed_at, ended_at;
    bool live;
    /* Owned; as people see them, but for the refs. */
    char *ref, *draft, *refund, *client, *name, *subject, *recipient, *says, *mode, *way, *text, *reply;
};
void out_row_clear(struct out_row *row);
/* LINE's, with its text. */
void out_row_take(struct app *app, const struct outbox_line *line, struct out_row *ret);
const char *out_box(const struct out_row *row);
enum style out_style(const struct out_row *row);
/* What it is, in a line: the subject, or the refund's sum. */
const char *out_what(const struct out_row *row);

/* A key about ROW (NULL: none is selected): opens, copies, or has load do it. */
void out_act(struct after *after, const struct out_row *row, enum action action, struct effects *effects);
/* As a page's: view->does about ROW. ONLY: a release is of this one alone. */
int out_perform(struct after *after, const struct out_row *row, struct effects *effects,
                unsigned *ret_changes, struct err *err);
int out_work(struct after *after, const char *only, const struct request *progress, struct effects *effects,
             unsigned *ret_changes, struct err *err);
