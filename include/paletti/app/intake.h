/* A prospect before there is work: the intake questions, what was learned from others, and the step to a client. ledger.md
 * 001-23 to 001-30. Nothing is counted to a verdict: two of five is what was answered, not what they are worth. */
#pragma once

#include "paletti/app/command.h"
#include "paletti/core/intake.h"

/* The questions are the profile's; without any, the five that everybody begins with. Lessons that are questions follow. */
struct intake_line {
    char *question;
    bool lesson;  /* of a lesson: `from` says when it was learned */
    int32_t from;
    int8_t answer; /* enum said_yes_no, -1: not answered */
    int32_t on;
    char *waived; /* why a "no" was let pass; NULL */
};
struct intake_page {
    char *client, *name; /* ref; and name */
    int64_t client_id;
    bool prospect;       /* still */
    struct intake_line *v;
    size_t n, cap, answered, yes;
    int8_t listed;       /* an industry of theirs is on the profile's list: 1, 0; -1: not known */
    struct texts lessons; /* what was learned otherwise: rules, prices, and lessons alone; newest first */
};
#define _cleanup_intake_ _cleanup_(intake_page_clear)
void intake_page_clear(struct intake_page *page);
int intake_look(struct app *app, const char *client, struct intake_page *ret, struct err *err);
/* The first question that stands in the way of work: open, or a "no" that was not let pass; NULL: none does. */
const struct intake_line *intake_hindrance(const struct intake_page *page);
/* How many questions a prospect has not answered yet; for triage. */
int intake_open(struct app *app, const char *client, int *ret, struct err *err);

/* ANSWER: enum said_yes_no, -1 takes the answer away. WAIVED (or NULL): why a "no" is let pass. One act; the first answer
 * ever writes the five questions into the profile, so that they stay word by word what was asked. */
int intake_answer(struct app *app, const struct request *request, const char *client, const char *question, int answer,
                  const char *waived, unsigned *ret_changes, struct err *err);
/* The prospect becomes a client. 1: a question is open, or a "no" stands, and REASON (NULL or "") does not say why that is let
 * pass: err names the first of them, nothing is changed. */
int intake_activate(struct app *app, const struct request *request, const char *client, const char *reason,
                    unsigned *ret_changes, struct err *err);
/* No, kindly: the letter T13 as a draft, where it can be written (*RET_DRAFT, owned, else NULL), and the prospect is let go. One
 * act. */
int intake_decline(struct app *app, const struct request *request, const char *client, char **ret_draft,
                   unsigned *ret_changes, struct err *err);

/* The profile as lines of one page: whom I work for, what I ask first, what a client does who is worth having, my terms. Nothing where
 * there is none yet. FN returns non-zero to end, and that is returned. */
int profile_lines(struct app *app, int (*fn)(void *ctx, const char *line), void *ctx, struct err *err);
