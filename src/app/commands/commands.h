/* The commands' runs, a file each, and the places of their options in the table (commands.c). */
#pragma once

#include "inside.h"

#include "paletti/app/command.h"

#define COMMAND_RUN(name)                                                                                    \
    int name##_run(struct app *app, const struct request *request, struct answer *answer,                    \
                   unsigned *ret_changes, struct err *err)

enum import_option {
    IMPORT_FORMAT,
    IMPORT_ME,
    IMPORT_ADD_CORRESPONDENTS,
    IMPORT_AT_LEAST,
    IMPORT_CORRESPONDENT,
    IMPORT_AS,
    IMPORT_KIND,
    IMPORT_FROM,
    IMPORT_PREVIEW
};
enum export_option { EXPORT_FORMAT };
enum log_option { LOG_LIMIT, LOG_ADD, LOG_FILTER };
enum search_option { SEARCH_LIMIT };
enum notice_option { NOTICE_SENT };
enum statement_option { STATEMENT_ON, STATEMENT_GIVE_BACK };
/* The first two are those of the statement. */
enum refund_option {
    REFUND_ON,
    REFUND_GIVE_BACK,
    REFUND_NAME,
    REFUND_REFERENCE,
    REFUND_DAY,
    REFUND_BECAUSE,
    REFUND_BY,
    REFUND_SOURCE,
};
enum stats_option { STATS_YEAR };
enum status_option { STATUS_FORMAT };
enum acts_option { ACTS_LIMIT };
enum rules_option { RULES_HISTORY };
enum remove_option { REMOVE_WITH_LOG };
enum letter_option { LETTER_OF, LETTER_REASON, LETTER_REMINDERS, LETTER_VARIANT, LETTER_RULE, LETTER_FIELD };
enum profile_option { PROFILE_PRINT };
enum review_option { REVIEW_PROCESS, REVIEW_RESULT, REVIEW_RELIEF };
enum tasks_option { TASKS_ALL };
enum goodbye_option { GOODBYE_BECAUSE, GOODBYE_ON, GOODBYE_WHERE, GOODBYE_NAME };
enum close_option { CLOSE_LESSON, CLOSE_AS, CLOSE_END };
enum intake_option { INTAKE_ANSWER, INTAKE_WAIVE, INTAKE_ACTIVATE, INTAKE_DECLINE };
enum card_option { CARD_RULE, CARD_UNTOLD, CARD_DRAFT, CARD_ALL, CARD_FILE };
enum remind_option { REMIND_REASON, REMIND_CHANNEL, REMIND_COPIED, REMIND_STEP };
enum ladder_option {
    LADDER_INVOICE,
    LADDER_DRAFT,
    LADDER_SEND,
    LADDER_NAME,
    LADDER_PROMISE,
    LADDER_AMOUNT,
    LADDER_EXCUSE,
    LADDER_CHOOSE,
    LADDER_COST,
    LADDER_HOURS,
    LADDER_LIKELY
};
enum outbox_option { OUTBOX_ALL, OUTBOX_RELEASE, OUTBOX_NAME, OUTBOX_AT, OUTBOX_WAY, OUTBOX_BY_HAND, OUTBOX_QUIET };
enum sequence_option {
    SEQUENCE_OPTION_WITH,
    SEQUENCE_OPTION_ON,
    SEQUENCE_OPTION_DRAFT,
    SEQUENCE_OPTION_PREVIEW,
    SEQUENCE_OPTION_CONFIRM,
    SEQUENCE_OPTION_LETTER,
    SEQUENCE_OPTION_WITHOUT,
    SEQUENCE_OPTION_END
};
enum drafts_option { DRAFTS_ALL };
enum dossier_option { DOSSIER_FILE };
enum draft_option { DRAFT_FILE, DRAFT_DONE_NOW };
enum plot_option { PLOT_OPTION_SINCE, PLOT_OPTION_MINE, PLOT_OPTION_SORT, PLOT_OPTION_SVG, PLOT_OPTION_FORCE };
enum demo_option { DEMO_OPTION_FRESH, DEMO_OPTION_FIXED };

/* A day as a person writes one; TEXT NULL leaves RET as it is. */
int command_day(struct app *app, const char *text, int32_t *ret, struct err *err);

enum { LIST_LIMIT = 50 }; /* rows of log and search when nobody says how many */

COMMAND_RUN(import);
/* import --as closed (commands_closed.c). */
int import_closed(struct app *app, const struct request *request, struct answer *answer, unsigned *ret_changes,
                  struct err *err);
/* The list of what was skipped, where and why. */
struct import_notes;
void answer_skipped(struct answer *answer, const struct import_notes *notes);
COMMAND_RUN(export);
COMMAND_RUN(clients);
COMMAND_RUN(log);
COMMAND_RUN(today);
COMMAND_RUN(sign);
COMMAND_RUN(stats);
COMMAND_RUN(status);
COMMAND_RUN(search);
COMMAND_RUN(judge);
COMMAND_RUN(what_if);
COMMAND_RUN(explain);
COMMAND_RUN(facts);
COMMAND_RUN(dossier);
COMMAND_RUN(decide);
COMMAND_RUN(decisions);
COMMAND_RUN(reviews);
COMMAND_RUN(review);
COMMAND_RUN(chance);
COMMAND_RUN(tasks);
COMMAND_RUN(task);
COMMAND_RUN(close);
COMMAND_RUN(goodbye);
COMMAND_RUN(intake);
COMMAND_RUN(notice);
COMMAND_RUN(credit);
COMMAND_RUN(refund);
COMMAND_RUN(rules);
COMMAND_RUN(letter);
COMMAND_RUN(card);
COMMAND_RUN(undo);
COMMAND_RUN(redo);
COMMAND_RUN(acts);
COMMAND_RUN(remove);
COMMAND_RUN(backup);
COMMAND_RUN(restore);
COMMAND_RUN(check);
COMMAND_RUN(courier_check);
COMMAND_RUN(add);
COMMAND_RUN(edit);
COMMAND_RUN(show);
COMMAND_RUN(profile);
COMMAND_RUN(records);
COMMAND_RUN(no_reply);
COMMAND_RUN(pay);
COMMAND_RUN(waive);
COMMAND_RUN(remind);
COMMAND_RUN(ladder);
COMMAND_RUN(sequence);
COMMAND_RUN(drafts);
COMMAND_RUN(draft);
COMMAND_RUN(outbox);
COMMAND_RUN(teach);
COMMAND_RUN(triage);
COMMAND_RUN(later);
COMMAND_RUN(plot);
COMMAND_RUN(demo);
COMMAND_RUN(set);

/* --limit's number; 0: all. */
int command_limit(const struct request *request, size_t option);
