/* A version of the rules, or a client's exception, as a page on which it is edited: a week, and rows of one line each. What
 * is typed is understood at once and refused where it makes no sense; nothing is stored before it is saved. Texts are what
 * form.h says people write. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/base/str.h"
#include "paletti/core/rule.h"

struct rule_page;

/* The version in force (REF NULL), or the one that begins at the instant REF names. Of one that has begun a new version is
 * made; one that is still to come is replaced. 1: there is none. */
int rule_page_rules(struct app *app, const char *ref, struct rule_page **ret, struct err *err);
/* The exception REF of the client CLIENT (a ref); NULL: a new one. 1: there is none. */
int rule_page_exception(struct app *app, const char *client, const char *ref, struct rule_page **ret, struct err *err);
void rule_page_free(struct rule_page *page); /* takes NULL */

/* "rules in force since 1 May" */
const char *rule_page_title(const struct rule_page *page);
/* As it stands on the page, borrowed until it changes; NULL where it is the other one. A version to be made has the `from` of
 * the one it was made of. */
const struct rule *rule_page_rule(const struct rule_page *page);
const struct override *rule_page_override(const struct rule_page *page);

/* --- the week --- */

enum rule_week {
    RULE_WEEK_HOURS, /* of an exception without hours of its own: the rules' */
    RULE_WEEK_EXTRA, /* of an exception: when an answer of mine is no breach */
};
const struct hours *rule_page_week(const struct rule_page *page, enum rule_week week);
/* Whether it is said here, rather than by the rules. */
bool rule_page_week_own(const struct rule_page *page, enum rule_week week);
void rule_page_set_week(struct rule_page *page, enum rule_week week, const struct hours *hours);
/* TEXT for the day DAY ("9:30-13:30 16-18:30", "closed"), or with days of its own ("mon-fri 9-18; sat closed"); blank: as in the
 * rules, where it is an exception, else closed. */
int rule_page_type_day(struct rule_page *page, enum rule_week week, int day, const char *text, struct err *err);
/* How TEXT would be understood. Appends. */
int rule_day_preview(const char *text, struct str *to, struct err *err);

/* --- everything else --- */

enum rule_section { RULE_VALID, RULE_WINDOW, RULE_CLOSED, RULE_SPECIAL, RULE_CHANNELS, RULE_MONEY, RULE_OTHER, RULE_SECTIONS_N };
const char *rule_section_heading(enum rule_section section); /* translated */

/* Borrowed until the page changes; texts are translated. */
struct rule_row {
    enum rule_section section;
    const char *label;
    const char *text; /* as it is typed */
    const char *says; /* in plain words */
    const char *hint; /* what may be typed */
    bool adds;        /* what is typed here is one more */
    bool item;        /* one of several, which can be removed */
    bool fixed;       /* only read */
    bool own;         /* it is said here: neither built in nor the rules' */
    bool warns;       /* below the floor */
};
size_t rule_page_rows(const struct rule_page *page);
const struct rule_row *rule_page_row(const struct rule_page *page, size_t i);
/* Blank: nothing is said, or the item is removed. */
int rule_page_set(struct rule_page *page, size_t i, const char *text, struct err *err);
/* The next choice of a row that has a few: when a channel may be used, how a notice moves on. False: it has none. */
bool rule_page_turn(struct rule_page *page, size_t i, int by);
/* How TEXT would be understood in the row, the page staying as it is. Appends. */
int rule_page_preview(struct rule_page *page, size_t i, const char *text, struct str *to, struct err *err);
/* The first row that has to be filled in and is not: why a window is short, and how long; else rule_page_rows. */
size_t rule_page_wanted(const struct rule_page *page);
/* The row in which one more date is typed. */
size_t rule_page_adder(const struct rule_page *page, enum rule_section section);

/* --- changing and saving --- */

bool rule_page_changed(const struct rule_page *page);
/* Goes up with each change: what was worked out of the page before is old. */
unsigned rule_page_edits(const struct rule_page *page);
/* When the stored version begins whose place it takes; INSTANT_NONE: it is a new one. */
int64_t rule_page_replaces(const struct rule_page *page);
/* Takes the last change back. False: there is none. */
bool rule_page_back(struct rule_page *page);
/* What was typed, field by field, and typing it again. */
void rule_page_typed(const struct rule_page *page, void (*fn)(void *ctx, const char *name, const char *text), void *ctx);
void rule_page_retype(struct rule_page *page, const char *name, const char *text);

/* From when a version is to hold, as a person types it: "today", "tomorrow", "1 dec"; an exception says that itself, and
 * WHEN is NULL. Appends what saving would do then. -1: it cannot begin then. */
int rule_page_when(struct rule_page *page, const char *when, struct str *to, struct err *err);
/* As form_watch. */
void rule_page_watch(struct rule_page *page, const struct request *progress);
/* One act of the journal. 0; 1: it was changed meanwhile by somebody else: nothing is written, saving once more writes over it. */
int rule_page_save(struct rule_page *page, const char *when, unsigned *ret_changes, struct err *err);
/* When the version that was saved begins; INSTANT_NONE of an exception. */
int64_t rule_page_saved(const struct rule_page *page);
