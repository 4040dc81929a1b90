/* What the files of the goodbye share: all that is recorded of one, read at once. */
#pragma once

#include "inside.h"
#include "writing.h"

#include "paletti/app/farewell.h"
#include "paletti/app/letters.h"
#include "paletti/app/statement.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"
#include "paletti/core/decision_record.h"
#include "paletti/core/dispatch.h"
#include "paletti/core/draft.h"
#include "paletti/core/handover.h"
#include "paletti/core/learning.h"
#include "paletti/core/refunding.h"

/* One goodbye as the file has it at this moment. */
struct going {
    struct app *app;
    struct store *store;
    int64_t now;
    int32_t today;
    const struct zone *zone;
    struct client client;
    int64_t client_id;
    char *short_name;
    char *group_name; /* NULL: not in a group */
    struct decision decision;
    struct farewell farewell; /* `ref` NULL: not begun */
    struct task *tasks;       /* the decision's, in their order */
    struct draft *drafts;     /* of the decision or the goodbye, in log order */
    struct meeting *meetings; /* the client's own, then the group's that they are in */
    struct access *accesses;
    struct dispatch *dispatches; /* of those drafts and of the goodbye's refunds, in log order */
    struct lesson *lessons;      /* of the decision */
    size_t n_tasks, n_drafts, n_meetings, n_own_meetings, n_accesses, n_dispatches, n_lessons;
    struct colleague colleague;   /* whom they are sent to; `ref` NULL: nobody */
    struct statement statement;   /* with what is under way as given back, as of the last day */
    struct refunding_line *lines; /* still to be planned, or planned */
    size_t n_lines;
};
#define _cleanup_going_ _cleanup_(going_clear)
void going_clear(struct going *going);
/* The goodbye of CLIENT (a ref): the open one, of who left the last one, else that of the let go in force. 0;
 * FAREWELL_NOT_DECIDED, and err says so. */
int going_load(struct app *app, struct store *store, const char *client, struct going *ret, struct err *err);

/* --- what holds, as decided or as changed since --- */

int32_t going_last_day(const struct going *going);
enum exit_tell going_tell(const struct going *going);
enum exit_framing going_framing(const struct going *going);
enum exit_disclosure going_disclosure(const struct going *going);
const char *going_reason(const struct going *going);
/* Nobody is named, because; NULL: somebody is, or it is not said. */
const char *going_nobody(const struct going *going);
/* The day that notice given now leads to; DAY_NONE: none follows from the rules. */
int going_notice(const struct going *going, int32_t *ret, struct err *err);
/* What goes back is held, or set off with their written yes. */
bool going_debt_held(const struct going *going);
/* The reason for which TYPE:REF need not be closed; NULL: it need. */
const char *going_kept(const struct going *going, const char *type, const char *ref);

/* --- what is done by which task --- */

/* The task that the decision made for the meeting or access REF; NULL: none. */
struct task *going_task_of(const struct going *going, enum close_kind kind, const char *ref);
/* The first of KIND; NULL: none. */
struct task *going_task(const struct going *going, enum task_kind kind);
/* Whether there are tasks of KIND, and none of them is open. */
bool going_ticked(const struct going *going, enum task_kind kind);
/* The step that ticks tasks of KIND; -1: none does. */
int going_step_of(enum task_kind kind);

/* --- meetings --- */

/* Of a group: its meeting, in which the client is one of the attendees. */
bool going_is_groups(const struct going *going, const struct meeting *meeting);
/* Whether ADDRESS is one of the client's own. */
bool going_is_their_address(const struct client *client, const char *address);
/* Still to come, and has to be cancelled; within the last day only where the plan says so. */
bool going_must_cancel(const struct going *going, const struct meeting *meeting);

/* --- letters --- */

/* The code of the letter of the end. */
const char *going_main(const struct going *going);
/* Those that are wanted. */
size_t going_letters(const struct going *going, struct farewell_letter ret[FAREWELL_LETTERS]);
/* The letter's draft: the one that waits, else the newest; NULL: there is none. */
struct draft *going_draft(const struct going *going, const char *code, bool to_colleague);
/* The last dispatch of a draft or a refund; NULL: there is none. */
const struct dispatch *going_dispatch(const struct going *going, const char *draft, const char *refund);
/* CODE as the records and what was changed since the decision say it now; as letter_write. */
int going_write(const struct going *going, const char *code, const char *variant, struct letter *ret,
                struct err *err);
/* SHA-256 of what is said to be true; the caller owns it. */
char *going_hash(const struct draft *draft);

/* --- the page --- */

/* Its things, counted; PAGE was zeroed. */
int going_items(const struct going *going, struct farewell_page *page, struct farewell_seen *seen,
                struct err *err);
int going_page(const struct going *going, struct farewell_page *ret, struct err *err);
/* How STEP stands, a sentence; appends. And what of it cannot be undone; "" where all can. */
void words_farewell_stood(struct app *app, struct str *to, enum farewell_step step,
                          const struct farewell_stood *stood);
const char *words_farewell_gone(enum farewell_step step);

/* --- acts --- */

/* One act while it is done. */
struct farewelling {
    struct going *going;
    struct writing *writing;
    const struct farewell_act *act;
};
static inline bool farewelling_given(const char *text)
{
    return text && *text;
}
/* FAREWELL_REFUSED, for SENTENCE. */
int farewelling_refuse(struct err *err, const char *sentence);
/* A copy of TEXT in the place of the text of a record; NULL where nothing is given. */
void farewelling_set(char **member, const char *text);
/* The day of the act, else today. */
int32_t farewelling_day(const struct farewelling *farewelling);
int farewelling_put(const struct farewelling *farewelling, const struct model *model, const void *record,
                    struct err *err);
int farewelling_tick(const struct farewelling *farewelling, struct task *task, bool done, struct err *err);
int farewelling_waive(const struct farewelling *farewelling, const char *type, const char *ref,
                      const char *reason);
/* farewell_things.c */
int farewell_cancel_meeting(const struct farewelling *farewelling, struct err *err);
int farewell_keep_meeting(const struct farewelling *farewelling, struct err *err);
int farewell_restore_meeting(const struct farewelling *farewelling, struct err *err);
int farewell_add_access(const struct farewelling *farewelling, struct err *err);
int farewell_close_access(const struct farewelling *farewelling, struct err *err);
int farewell_keep_access(const struct farewelling *farewelling, struct err *err);
int farewell_open_access(const struct farewelling *farewelling, struct err *err);
int farewell_add_handover(const struct farewelling *farewelling, struct err *err);
int farewell_hand_over(const struct farewelling *farewelling, struct err *err);
int farewell_refer(const struct farewelling *farewelling, struct err *err);
int farewell_refer_none(const struct farewelling *farewelling, struct err *err);
int farewell_write(const struct farewelling *farewelling, struct err *err);
int farewell_drop(const struct farewelling *farewelling, struct err *err);
int farewell_end(const struct farewelling *farewelling, struct err *err);
int farewell_stop(const struct farewelling *farewelling, struct err *err);
int farewell_come_back(const struct farewelling *farewelling, struct err *err);

/* The record of the goodbye that DECISION begins. */
void farewell_init(struct farewell *farewell, const struct decision *decision, int32_t today);
/* A let go was decided: its goodbye is open, and the client frozen. In the decision's transaction. */
int farewell_begin(struct writing *writing, const struct decision *decision, struct err *err);
/* The freeze: CLIENT is `leaving`, and the reminders that wait for them are dropped. In a transaction. */
int farewell_freeze(struct writing *writing, const char *client, struct err *err);
/* Ticks the decision's tasks whose step is over, and opens none. In the transaction of what ended it: a
 * letter that was delivered, a refund that was made. Nothing where CLIENT is not leaving. */
int farewell_settle(struct writing *writing, const char *client, struct err *err);
/* The same within an act of a person: without the tasks of letters and refunds. */
int farewell_follow(struct writing *writing, const char *client, struct err *err);
/* A task of a decision was ticked, waived or opened: the meeting or access that it is about goes along. In
 * its transaction. */
int farewell_task_set(struct writing *writing, const struct task *task, struct err *err);
