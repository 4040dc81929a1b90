/* The log counted for pictures: who came when in the week, and how long answers took. */
#pragma once

#include "paletti/core/calendar.h"
#include "paletti/core/judge.h"

/* --- the week: contacts by weekday and hour --- */

enum plot_side { PLOT_THEIRS, PLOT_MINE, PLOT_SIDES };
enum { PLOT_DAYS = 7, PLOT_HOURS = 24, PLOT_LEVELS = 5 };

/* Whose contact an entry is: inbound but a note is theirs, an outbound message or call mine, as in boundaries.md, section
 * 5. False: nobody's. */
bool plot_side_of(enum direction direction, enum kind kind, enum plot_side *ret);

struct plot_week {
    int64_t n[PLOT_DAYS][PLOT_HOURS];
    int64_t total;
    int64_t inside; /* the hours they were counted with; for mine the closing is inside */
};
/* A contact at AT counts in the weekday and hour that the wall clock of ZONE then shows. */
void plot_week_add(struct plot_week *week, const struct zone *zone, const struct hours *hours, enum plot_side side,
                   int64_t at);
int64_t plot_week_day(const struct plot_week *week, int day);

/* A cell of the week. */
struct plot_cell {
    int day, hour;
    int64_t n;
};
/* The fullest cells, at most MOST, the fullest first, of equal ones the earlier. With OUTSIDE (or NULL) only those of
 * which no minute is open. Returns how many there are. */
size_t plot_week_fullest(const struct plot_week *week, const struct hours *outside, struct plot_cell *ret, size_t most);
/* Which of PLOT_LEVELS shades N gets where MOST is the fullest: 0 for none, else 1 to 4, even steps. And the counts that a
 * level stands for; false: none does. */
int plot_level(int64_t n, int64_t most);
bool plot_level_range(int level, int64_t most, int64_t *ret_from, int64_t *ret_to);
/* Whether most of the minutes from FROM to TO of a day are open. */
bool plot_mostly_open(const struct spans *spans, int from, int to);

/* --- replies: how long they took, against the window --- */

enum plot_reply { PLOT_ON_TIME, PLOT_LATE, PLOT_WAITING, PLOT_REPLIES };
enum { PLOT_BINS = 13 };

struct plot_replies {
    struct window window;
    size_t n, mark;        /* bins; those before the window's end */
    int edges[PLOT_BINS];  /* where each but the last ends, inclusive, in the unit of the window; edges[mark - 1] is its end */
    int64_t count[PLOT_BINS][PLOT_REPLIES];
    int64_t total[PLOT_REPLIES];
};
void plot_replies_init(struct plot_replies *replies, struct window window);
/* A question with its verdict as NOW knows it; what waits counts with how long it has waited. ARRIVED stands in for a
 * receipt that there is not (a rule without any opening). */
void plot_replies_add(struct plot_replies *replies, struct calendar *calendar, const struct zone *zone,
                      const struct verdict *verdict, int64_t arrived, int64_t now);
/* The first and the last whole unit of a bin, *RET_TO -1 for the last one, which has no end. */
void plot_bin(const struct plot_replies *replies, size_t bin, int *ret_from, int *ret_to);
int64_t plot_bin_sum(const struct plot_replies *replies, size_t bin);

/* Seconds from FROM to TO as a window of UNIT counts them, the inverse of calendar_elapse: for `h` the clock stands still on
 * closed dates, for `oh` while it is closed; for `d` and `wd` a counted day is 86400, and the time of day counts on, but
 * stands still on dates that do not. 0 where TO is before FROM. What is more than MOST may come out as any number above. */
int64_t plot_spent(struct calendar *calendar, const struct zone *zone, enum window_unit unit, int64_t from, int64_t to,
                   int64_t most);
