/* What a kind of picture is made of. */
#pragma once

#include "inside.h"
#include "known.h"
#include "standing.h"

#include "paletti/app/plot.h"
#include "paletti/store/contacts.h"

/* A row of the table. What it counts is its own struct, behind `data`, zeroed before. */
struct plot_kind {
    const char *name;
    const char *title; /* N_(), before "Quejumbre & Hijos" */
    bool sides;        /* theirs and mine are told apart */
    bool of_all;       /* of everybody, whoever is at hand */
    size_t size;       /* of its data */
    void (*begin)(struct plot *plot); /* or NULL */
    void (*done)(struct plot *plot);  /* releases what its data owns; or NULL */
    void (*sort)(struct plot *plot);  /* after `by_amount` was changed; NULL: it has one order */
    /* A slice behind plot->reached, at most MOST entries: sets that, and counts plot->done. 1: there may be more. */
    int (*step)(struct plot *plot, struct store *store, int most, struct err *err);
    void (*extent)(const struct plot *plot, int room, int *ret_w, int *ret_h);
    void (*paint)(const struct plot *plot, const struct plot_paper *paper);
    void (*words)(const struct plot *plot, struct str *to);
    void (*answer)(const struct plot *plot, struct answer *answer);
    void (*svg)(const struct plot *plot, struct str *to); /* between the tags of the picture */
    int svg_w, svg_h;
    int (*svg_height)(const struct plot *plot); /* instead of svg_h; or NULL */
};
extern const struct plot_kind plot_kind_hours, plot_kind_replies, plot_kind_rate, plot_kind_share, plot_kind_quarters,
    plot_kind_decisions;

struct plot {
    struct app *app;
    const struct plot_kind *kind;
    void *data;
    struct known client;
    bool one;      /* of that client alone */
    int64_t since; /* INSTANT_NONE: all */
    enum plot_side side;
    bool beside; /* both, where there is room */
    bool by_amount;
    int64_t now, version; /* the clock's and the file's when it began */
    bool over;
    int64_t reached, done, total;
    int64_t first; /* the first entry that was counted; INSTANT_NONE */
    /* The terms of today: the client's, where there is one. */
    struct standing standing;
    struct boundaries *everybody;
    struct hours hours; /* a copy */
    struct window window;
    const struct zone *zone;
};

/* Today's terms, for as long as a step takes. */
const struct terms *plot_terms(struct plot *plot);
/* plot_heading, of a client who is called CLIENT. */
void plot_heading_of(const struct plot *plot, const char *client, struct str *to);
/* The next slice of what it counts. */
struct contact_query plot_query(const struct plot *plot, int most);
/* An entry at AT was counted. */
void plot_note(struct plot *plot, int64_t at);
int plot_percent(int64_t part, int64_t whole);
const char *plot_weekday(int day); /* "Mon" */
