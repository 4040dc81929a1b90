/* Pictures of the log: counted in slices as values, and drawn with characters, told in words, as JSON, or as SVG.
 *
 * A kind of picture is a row of the table in src/app/plots/plot.c and a file beside it. Counting is one pass over the log by
 * memory that does not grow with it. screens.md, "Manners of the terminal"; interchange.md, section 3. */
#pragma once

#include "paletti/app/answer.h"
#include "paletti/app/app.h"
#include "paletti/app/command.h"
#include "paletti/core/plot.h"

struct plot;

/* Strings are borrowed. */
struct plot_wish {
    const char *name;   /* "hours" */
    const char *client; /* as a person names one; NULL: CLIENT_ID says whose, 0: everybody's */
    int64_t client_id;
    int64_t since; /* entries from then on; INSTANT_NONE: all */
    enum plot_side side; /* which is drawn, of pictures that tell theirs and mine apart */
    bool by_amount;      /* of pictures that can be sorted: by it, else by name */
};

size_t plot_kinds(void);
const char *plot_kind_name(size_t kind);
/* Whether it tells theirs and mine apart. */
bool plot_kind_sides(size_t kind);
/* Whether it is of everybody, whoever is at hand. */
bool plot_kind_of_all(size_t kind);
/* Whether it is as high as it has lines: a place that is lower shows a part; others draw what fits. */
bool plot_kind_scrolls(size_t kind);
/* Whether its lines stand by name or by amount, as one wants. */
bool plot_kind_sorts(size_t kind);
/* The place of NAME in the table, or the number of kinds. */
size_t plot_kind_find(const char *name);
/* What the words of the command `plot` ask for. Fails with a sentence on a name that there is not. */
int plot_wish_read(struct app *app, const struct request *request, struct plot_wish *ret, struct err *err);
/* The file that it is to be written to; NULL: none. */
const char *plot_request_file(const struct request *request);

/* Reads little; the log is read by plot_step. */
int plot_new(struct app *app, const struct plot_wish *wish, struct plot **ret, struct err *err);
void plot_free(struct plot *plot); /* takes NULL */
DEFINE_CLEANUP(struct plot, plot_free);
/* Goes on by at most MOST entries. 1: there is more to do; 0: it is done. Begins anew when the file changed meanwhile. */
enum { PLOT_SLICE = 8192 }; /* some milliseconds */
int plot_step(struct plot *plot, int most, struct err *err);
/* How much of the log is counted; *RET_TOTAL 0: it is not known how much there is. */
void plot_progress(const struct plot *plot, int64_t *ret_done, int64_t *ret_total);
/* All of it, of the person WISH names, for whoever can wait; REQUEST (or NULL) is told how far it is, and asked to stop. */
int view_plot(struct app *app, const struct plot_wish *wish, const struct request *request, struct plot **ret, struct err *err);

/* --- what there is, at any time --- */

/* NULL where the picture is another one. */
const struct plot_week *plot_week_of(const struct plot *plot, enum plot_side side);
const struct plot_replies *plot_replies_of(const struct plot *plot);
/* The client whose it is, and the name (borrowed); 0: everybody's. */
int64_t plot_client(const struct plot *plot, const char **ret_name);
/* "Contacts by hour: Quejumbre & Hijos, since 16 Nov 2025" */
void plot_heading(const struct plot *plot, struct str *to);
/* From here on SIDE is drawn; BESIDE: both, where there is room for them side by side. */
void plot_show(struct plot *plot, enum plot_side side, bool beside);
void plot_sort(struct plot *plot, bool by_amount);
/* Whether all is counted, and would come out the same now: the file did not change, nor did the clock's hour. */
bool plot_current(struct plot *plot);

/* What something on paper is; a theme says how that looks. Nothing is told by it alone. */
enum plot_tone { PLOT_TEXT, PLOT_QUIET, PLOT_TITLE, PLOT_AXIS, PLOT_FRAME, PLOT_IN, PLOT_OUT, PLOT_GOOD, PLOT_BAD, PLOT_OPEN };
/* Cells of characters. PUT puts TEXT, on one line, from X, Y on, at most W cells. */
struct plot_paper {
    int w, h;
    bool ascii;
    void (*put)(void *ctx, int x, int y, int w, enum plot_tone tone, const char *text);
    void *ctx;
};
/* The cells that it would like to have, where it can be ROOM wide. */
void plot_extent(const struct plot *plot, int room, int *ret_w, int *ret_h);
/* Draws what fits. */
void plot_paint(const struct plot *plot, const struct plot_paper *paper);
/* In sentences, each on a line of its own. */
void plot_words(const struct plot *plot, struct str *to);
void plot_answer(const struct plot *plot, struct answer *answer);
/* A picture by itself: no script, nothing from elsewhere, in both lights, and what it shows as a text. */
void plot_svg(const struct plot *plot, struct str *to);
