/* The clients' own state, and what of it stands in files of its own: the rows (clients_rows.c), and the acts that have to
 * ask the app first (clients_acts.c). */
#pragma once

#include "client_columns.h"
#include "clients_view.h"
#include "client_marks.h"
#include "listing.h"

struct clients_view {
    struct view base;
    struct listing list;
    struct client_row *rows; /* the first N of all there are */
    size_t n, cap;
    bool has_room; /* those who left are among them, where nothing is filtered */
    bool whole; /* all are wanted: somebody went beyond the first screen */
    struct attention all;
    enum client_section sections[LIST_HEADINGS]; /* of the headings */
    struct str names;
    int64_t chosen; /* id of the selected client, 0: none */
    char *search;   /* or NULL */
    struct filter *filter; /* owned, or NULL */
    char *words;           /* of the filter, or NULL */
    enum client_order order;
    struct marks marks;
    enum marking marking;      /* of many rows: load does it */
    struct filter *mark_those; /* owned: what fits it is marked; NULL: all that are listed */
    bool removes;              /* all marked ones: load finds their refs */
    bool puts_off;             /* the selected one: load finds its ref */
    bool says_farewell;        /* to those that are marked: load finds their refs */
    bool order_known;  /* it was looked up how this file's list is sorted, */
    bool order_chosen; /* and now it is to be kept */
    bool explains;  /* the open question of the selected client is to be explained: load finds it */
};

/* NULL: there is none. */
const struct client_row *clients_selected(const struct clients_view *view);
const char *clients_name(const struct clients_view *view, const struct client_row *row);
/* The short one; the name itself, where there is none. */
const char *clients_short(const struct clients_view *view, const struct client_row *row);
/* Whether the client is owed an answer. */
bool client_row_waits(const struct client_row *row);

/* --- rows --- */

/* Where there is room, those who left are listed too: wide, and high. */
bool clients_have_room(const struct view *base);
int clients_load_rows(struct clients_view *view, struct err *err);
/* Selects the client called ID again, wherever the new order puts them. */
bool clients_find(struct clients_view *view, int64_t id);
/* Whether the rows on the screen are among those loaded. */
bool clients_have_rows(const struct clients_view *view);
/* How the list was sorted last stays with the file. Who writes it meanwhile is not waited for: it is a habit, no more. */
int clients_keep_order(struct clients_view *view, struct err *err);

/* --- acts --- */

/* What `act` left to be done with the app's help: marks, removing, putting off, explaining. */
int clients_load_acts(struct clients_view *view, struct effects *effects, struct err *err);
bool clients_marked(const struct clients_view *view, int64_t row);
/* A line for each of the clients: the selected one, or the MANY marked ones. */
void clients_copy(struct clients_view *view, bool many, struct effects *effects);
/* One sentence about ROW. */
void clients_sentence(const struct clients_view *view, const struct client_row *row, struct str *to);
