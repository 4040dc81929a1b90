/* The plan of a decision from the inside: what its four pages share. A field of a page is an item of the
 * sheet; its tag is the enum decide_field that it sets, or one of those below. */
#pragma once

#include "wizard.h"

#include "paletti/app/statement.h"

enum plan_tag {
    TAG_CONSENT = DECIDE_FIELDS, /* whether the colleague said yes */
    TAG_ADD,                     /* one more condition */
    TAG_ADD_DUTY,                /* one more duty of mine */
    TAG_MONEY = 1000,            /* and the line of the statement */
    TAG_BOOKED = 1500,           /* and what is booked inside the notice: of `booked` */
    TAG_CLOSE = 2000,            /* and what is to be closed */
    TAG_CONDITION = 3000,
    TAG_DUTY = 4000,
    TAG_PROPOSAL = 5000, /* of the list of conditions that can be added */
    TAG_OWN_WORDS = 5999,
};

/* Where a label's value stands; where the second field of a line does, if there is room. */
enum { PLAN_VALUE_X = 12, PLAN_CLAUSE_X = 35, PLAN_SECOND_X = 46 };
enum { PLAN_WIDE = 90 /* from here on what both ways cost is always shown */ };

struct plan_colleague {
    char *ref, *name, *needs;
    bool competitor, fresh;
    int32_t consented_on;
};

/* What was read beside the answers. */
struct plan {
    struct statement statement; /* of the last day; none on other pages than an exit's */
    struct texts booked;        /* refs of its uses that are still to come */
    int32_t expected;           /* when what goes back has arrived, DAY_NONE */
    struct plan_colleague *colleagues;
    size_t n_colleagues, cap_colleagues;
    struct deciding_costs costs;
    struct plan_condition *proposals;
    size_t n_proposals, cap_proposals;
    bool proposing;                  /* the list of them is shown in the page's place */
    struct plan_condition condition; /* the one that is sent */
    bool previews;                   /* load: the letters */
    bool unfolded;                   /* what both ways cost is shown */
};
void plan_free(struct plan *plan); /* takes NULL */

/* --- plan.c --- */

/* What all pages read, and show for keys: an exit's money too. */
int plan_load(struct wizard *view, struct effects *effects, struct err *err);
bool plan_lacks(const struct wizard *view, enum decide_field field);
/* The first time a page is filled one stands on what Check was asked to change, else on the first field that
 * is missing. */
void plan_stand(struct wizard *view);

/* A line with LABEL and the field TAG: TEXT, or what is asked for where it is missing, or "-". */
void plan_put(struct wizard *view, int tag, const char *label, const char *text);
/* The same, of what somebody wrote. */
void plan_put_written(struct wizard *view, int tag, const char *label, const char *text);
/* One more field on the same line from X on, where there is room, else on a line of its own. LABEL may be
 * NULL. */
void plan_put_beside(struct wizard *view, int x, int tag, const char *label, const char *text);
/* Several choices on one line, the chosen one (-1: none) marked; NAMES translated, NULL-terminated. */
void plan_put_choices(struct wizard *view, int tag, const char *label, const char *const *names, int chosen);
/* "[ ] TEXT": a piece at X of a line that is there; WRITTEN: by somebody. */
void plan_put_tick(struct wizard *view, int x, int tag, bool ticked, bool written, const char *text);
/* To whom else they can go, of an exit and of a project that is declined. */
void plan_put_referral(struct wizard *view, const struct plan_referral *referral,
                       enum decide_field colleague);
/* What going on takes, and what ends; where there is room, or it was asked for. */
void plan_put_costs(struct wizard *view);
/* Which letters it makes, and in which language: "conditions, es-ES, usted". */
void plan_add_language(const struct wizard *view, struct str *to);

/* --- plan_keys.c --- */

/* Keys that do the same on every page. */
void plan_act(struct wizard *view, enum action action, struct effects *effects);
/* Next, or the field that is missing first. */
void plan_next(struct wizard *view);

/* --- plan_money.c --- */

void plan_put_money(struct wizard *view);
/* Enter on a line of it. */
void plan_open_money(struct wizard *view, struct effects *effects);

/* --- plan_condition.c --- */

/* What keeps a line that is typed, until it is done. */
extern const struct decide_event plan_unfinished;
/* The condition LINE is typed, on one line; -1: a new one. */
void plan_type_condition(struct wizard *view, int line);

/* --- plan_letter.c --- */

/* Opens what the letters will say. */
int plan_preview(struct wizard *view, struct effects *effects, struct err *err);

/* Where not all fit, those before the last two go first: the way on stands in front. */
#define PLAN_HINTS_BEGIN {ACTION_STEP_NEXT, ACTION_NONE, N_("next")}
#define PLAN_HINTS_END                                                                                       \
    {ACTION_PARK, ACTION_NONE, N_("park")},                                                                  \
        {ACTION_HELP, ACTION_NONE, N_("help")},                                                              \
    {                                                                                                        \
        ACTION_NONE, ACTION_NONE, NULL                                                                       \
    }
/* Of a page that has nothing but fields. */
extern const struct hint plan_hints[];
