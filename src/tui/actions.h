/* Every act of the screen is one row of one table. The table feeds the enum, the key file parser, the `:` line, the
 * help view and the manual page. */
#pragma once

#include "paletti/base/i18n.h"

#include <stddef.h>
#include <stdint.h>

/* Where an action applies: one bit for each section of the key file. They are more than an int has: no enum. */
#define IN_CLIENTS (UINT64_C(1) << 0)
#define IN_LOG (UINT64_C(1) << 1)
#define IN_TEXT (UINT64_C(1) << 2) /* entries, explanations and answers */
#define IN_HELP (UINT64_C(1) << 3)
#define IN_PROMPT (UINT64_C(1) << 4)
#define IN_RULES (UINT64_C(1) << 5) /* the pane of boundaries */
#define IN_DECIDE (UINT64_C(1) << 6) /* the pane of what is known, to decide on */
#define IN_NEXT (UINT64_C(1) << 7) /* what comes next */
#define IN_PANES (IN_CLIENTS | IN_LOG | IN_RULES | IN_DECIDE | IN_NEXT)
#define IN_FORM (UINT64_C(1) << 8)
#define IN_PICK (UINT64_C(1) << 9) /* the palette, and other lists that are narrowed by typing */
#define IN_RECORDS (UINT64_C(1) << 10) /* lists of records */
#define IN_CONFIRM (UINT64_C(1) << 11) /* a question: yes or no */
#define IN_START (UINT64_C(1) << 12) /* the first steps */
#define IN_IMPORT (UINT64_C(1) << 13) /* what an import would do, and did */
#define IN_QUEUE (UINT64_C(1) << 14) /* what is due today */
#define IN_BOOK (UINT64_C(1) << 15) /* the page of the rules */
#define IN_WHAT_IF (UINT64_C(1) << 16) /* what rules that are tried would have meant */
#define IN_TOLD (UINT64_C(1) << 17) /* the versions of the rules, and who was told */
#define IN_REMINDER (UINT64_C(1) << 18) /* the reminder of a line that was crossed */
#define IN_DRAFTS (UINT64_C(1) << 19) /* letters that wait, and each of them */
#define IN_PICTURE (UINT64_C(1) << 20) /* pictures of the log */
#define IN_DAYS_OFF (UINT64_C(1) << 21) /* days off of a calendar */
#define IN_CARD (UINT64_C(1) << 22) /* the card of the rules */
#define IN_CARDS (UINT64_C(1) << 23) /* the cards of everybody */
#define IN_STEP_FACTS (UINT64_C(1) << 24) /* the steps of a decision (views/decide): the facts, */
#define IN_STEP_ASK (UINT64_C(1) << 25) /* the question, */
#define IN_STEP_PATH (UINT64_C(1) << 26) /* the way, */
#define IN_STEP_PLAN (UINT64_C(1) << 27) /* what it takes: a page for each way, */
#define IN_STEP_CHECK (UINT64_C(1) << 28) /* and all of it once more */
#define IN_STEP_BEGIN (UINT64_C(1) << 29) /* before them: a draft, or what was decided last */
#define IN_STEPS (IN_STEP_BEGIN | IN_STEP_FACTS | IN_STEP_ASK | IN_STEP_PATH | IN_STEP_PLAN | IN_STEP_CHECK)
#define IN_TRIAGE (UINT64_C(1) << 30) /* a card of the triage */
#define IN_LOOK_BACK (UINT64_C(1) << 31) /* what comes after a decision (views/after): looking back, */
#define IN_CHANCE (UINT64_C(1) << 32) /* a second chance, term by term, */
#define IN_TASKS (UINT64_C(1) << 33) /* what is left to do, */
#define IN_CLOSING (UINT64_C(1) << 34) /* and the end of an end; */
#define IN_INTAKE (UINT64_C(1) << 35) /* what is asked before there is work, */
#define IN_PROFILE (UINT64_C(1) << 36) /* and of whom it is wanted */
#define IN_GOODBYE (UINT64_C(1) << 37) /* letting go (views/goodbye): the fourteen steps, */
#define IN_GOODBYE_STEP (UINT64_C(1) << 38) /* one of them, */
#define IN_SEND (UINT64_C(1) << 39) /* and what is confirmed by name, whole */
#define IN_OUTBOX (UINT64_C(1) << 40) /* what leaves the machine (views/outbox), all of it and each */
#define IN_SEQUENCE (UINT64_C(1) << 41) /* a farewell to many (views/sequence) */
#define IN_GOODBYES (IN_GOODBYE | IN_GOODBYE_STEP | IN_SEND | IN_OUTBOX | IN_SEQUENCE)
#define IN_AFTER (IN_LOOK_BACK | IN_CHANCE | IN_TASKS | IN_CLOSING | IN_INTAKE | IN_PROFILE)
#define IN_WORK (IN_PANES | IN_QUEUE) /* where a client is at hand */
#define IN_CHOICES (IN_START | IN_IMPORT | IN_DAYS_OFF)
#define IN_TYPING (IN_PROMPT | IN_FORM | IN_PICK)
#define IN_LISTS (IN_RECORDS | IN_WORK | IN_TEXT | IN_HELP | IN_CHOICES | IN_WHAT_IF | IN_BOOK | IN_TOLD | \
                  IN_REMINDER | IN_DRAFTS | IN_PICTURE | IN_CARD | IN_CARDS | IN_STEPS | IN_TRIAGE | IN_AFTER | \
                  IN_GOODBYES)

/* What must be there for an action to make sense; a view says what it has. */
enum need {
    NEED_ROW = 1 << 0,    /* a client, or an entry, is selected */
    NEED_SEARCH = 1 << 1, /* a search is on */
    NEED_FILTER = 1 << 2, /* a filter is on */
    NEED_MARKS = 1 << 3,  /* something is marked */
    NEED_CLIENT = 1 << 6, /* a client is selected; the shell knows */
    NEED_REST = 1 << 7,   /* no command runs: it would change the file; the shell knows */
};

/* enum, name in key files and on the `:` line, where, needs, help */
#define ACTIONS(X)                                                                                                   \
    X(DOWN, "down", IN_LISTS, 0, N_("one line down"))                                                                \
    X(UP, "up", IN_LISTS, 0, N_("one line up"))                                                                      \
    X(HALF_DOWN, "half-page-down", IN_LISTS, 0, N_("half a page down"))                                              \
    X(HALF_UP, "half-page-up", IN_LISTS, 0, N_("half a page up"))                                                    \
    X(PAGE_DOWN, "page-down", IN_LISTS | IN_FORM | IN_PICK, 0, N_("a page down"))                                    \
    X(PAGE_UP, "page-up", IN_LISTS | IN_FORM | IN_PICK, 0, N_("a page up"))                                          \
    X(FIRST, "first", IN_LISTS, 0, N_("to the first line"))                                                          \
    X(LAST, "last", IN_LISTS, 0, N_("to the last line"))                                                             \
    X(OPEN, "open", IN_RECORDS | IN_WORK | IN_CHOICES | IN_WHAT_IF | IN_DRAFTS | IN_CARDS, NEED_ROW, N_("open: the log of a client, an entry, what stands behind a line")) \
    X(BACK, "back", IN_LISTS, 0, N_("one level back: end the search, close this"))                                   \
    X(LEAVE, "leave", IN_LISTS, 0, N_("one level back, and at last quit"))                                           \
    X(PANE_NEXT, "pane-next", IN_PANES, 0, N_("the next pane"))                                                      \
    X(PANE_PREVIOUS, "pane-previous", IN_PANES, 0, N_("the pane before"))                                            \
    X(PANE_CLIENTS, "pane-clients", IN_PANES, 0, N_("the clients"))                                                  \
    X(PANE_LOG, "pane-log", IN_PANES, 0, N_("the log"))                                                              \
    X(PANE_RULES, "pane-boundaries", IN_PANES, 0, N_("the boundaries of the client"))                                \
    X(PANE_DECIDE, "pane-decide", IN_PANES, 0, N_("what is known of the client, to decide on"))                      \
    X(QUEUE, "queue", IN_PANES | IN_TEXT, 0, N_("the day's queue: what is due today, and what they owe you"))         \
    X(PICTURES, "pictures", IN_PANES, 0, N_("pictures of the log, income and decisions")) \
    X(PICTURE_NEXT, "next-picture", IN_PICTURE, 0, N_("the next picture"))                                           \
    X(PICTURE_PREVIOUS, "previous-picture", IN_PICTURE, 0, N_("the picture before"))                                 \
    X(PICTURE_SIDE, "other-side", IN_PICTURE, 0, N_("what came, or what you wrote; wide screens show both"))         \
    X(PICTURE_ALL, "picture-of-all", IN_PICTURE, 0, N_("of everybody; again: of the client"))                        \
    X(PICTURE_SORT, "sort-picture", IN_PICTURE, 0, N_("clients by name, or by what it amounts to"))                  \
    X(EVERYBODY, "everybody", IN_PANES, 0, N_("the log of everybody; again: of the client"))                         \
    X(SEARCH, "search", IN_CLIENTS | IN_LOG | IN_HELP, 0, N_("search as you type"))                                  \
    X(SEARCH_NEXT, "search-next", IN_CLIENTS | IN_LOG | IN_HELP, NEED_SEARCH, N_("the next line that was found"))    \
    X(SEARCH_PREVIOUS, "search-previous", IN_CLIENTS | IN_LOG | IN_HELP, NEED_SEARCH, N_("the line found before"))   \
    X(FILTER, "filter", IN_CLIENTS | IN_LOG, 0, N_("filter in words: late owed:me ch:whatsapp"))                     \
    X(FILTER_CLEAR, "filter-clear", IN_CLIENTS | IN_LOG, NEED_FILTER, N_("end the filter"))                          \
    X(SORT, "sort", IN_CLIENTS, 0, N_("sort by something else: attention, name, newest entry, lines, money"))        \
    X(MARK, "mark", IN_CLIENTS | IN_LOG, NEED_ROW, N_("mark the line, or unmark it, and go on"))                     \
    X(MARK_RANGE, "mark-range", IN_CLIENTS | IN_LOG | IN_DAYS_OFF, NEED_ROW, N_("mark from here to where it is pressed again"))    \
    X(MARK_INVERT, "mark-invert", IN_CLIENTS | IN_LOG | IN_DAYS_OFF, NEED_ROW, N_("mark what is not marked, and the contrary"))    \
    X(MARK_MATCHING, "mark-matching", IN_CLIENTS | IN_LOG, NEED_ROW,                                                 \
      N_("mark what the filter or the search shows, or what fits words"))                                            \
    X(ON_MARKED, "on-marked", IN_CLIENTS | IN_LOG, NEED_MARKS, N_("the next act is for all that are marked"))        \
    X(LATER, "later-this", IN_CLIENTS | IN_LOG | IN_QUEUE, NEED_ROW | NEED_REST, N_("put off your own reminder of it: type until when")) \
    X(NO_REPLY, "no-reply", IN_LOG | IN_QUEUE, NEED_ROW | NEED_REST, N_("it needs no reply"))                        \
    X(SIGN, "sign-this", IN_CLIENTS | IN_LOG | IN_TEXT, NEED_ROW | NEED_REST, N_("how it left you, 1 to 5, and what stood out: on this entry, or the client's newest")) \
    X(REMIND, "remind-this", IN_CLIENTS | IN_LOG | IN_RULES | IN_TEXT | IN_QUEUE, NEED_ROW | NEED_REST, N_("remind them of the line that was crossed, or of what they owe: the letter, to be kept as a draft")) \
    X(WAIVE, "waive-this", IN_CLIENTS | IN_LOG | IN_RULES | IN_TEXT, NEED_ROW | NEED_REST, N_("let the line that was crossed pass: type why")) \
    X(COPY, "copy", IN_CLIENTS | IN_LOG | IN_QUEUE | IN_REMINDER | IN_DRAFTS | IN_CARD | IN_OUTBOX, NEED_ROW, N_("copy the line to the clipboard of the terminal"))             \
    X(EXPLAIN, "explain", IN_WORK, NEED_ROW, N_("explain a due or a breach, step by step"))                         \
    X(ADD, "add-entry", IN_WORK, NEED_CLIENT | NEED_REST, N_("add an entry to the log of this client, on one line")) \
    X(ADD_IN, "add-inbound", IN_WORK, NEED_CLIENT | NEED_REST, N_("add what they wrote"))                            \
    X(ADD_OUT, "add-outbound", IN_WORK, NEED_CLIENT | NEED_REST, N_("add what you wrote"))                           \
    X(ADD_CALL, "add-call", IN_WORK, NEED_CLIENT | NEED_REST, N_("add a call"))                                      \
    X(ADD_PAYMENT, "add-payment", IN_WORK | IN_TEXT, NEED_CLIENT | NEED_REST, N_("add a payment, on one line"))                \
    X(LADDER, "payment-ladder", IN_WORK, NEED_CLIENT, N_("what this client owes, and which letter about it comes next")) \
    X(PROMISE, "promised", IN_WORK | IN_TEXT, NEED_CLIENT | NEED_REST, N_("they named a day on which they pay: type it"))  \
    X(STATEMENT, "credit", IN_WORK, NEED_CLIENT, N_("what this client has bought and not used, and what goes back"))  \
    X(ADD_RECORD, "add", IN_PANES, NEED_REST, N_("add a record: a client, an invoice, a payment ..."))               \
    X(EDIT, "edit", IN_CLIENTS | IN_LOG | IN_TEXT, NEED_ROW | NEED_REST, N_("edit this client, or this entry"))      \
    X(RECAP, "recap", IN_LOG | IN_TEXT, NEED_ROW | NEED_REST, N_("write to the client what was said in this call"))  \
    X(WRITE, "write-letter", IN_WORK, NEED_CLIENT | NEED_REST, N_("write a letter to this client by hand; it waits as a draft")) \
    X(DRAFTS, "letters", IN_WORK | IN_TEXT | IN_CARD | IN_CARDS, 0, N_("the letters that wait to be sent by you")) \
    X(REASON_NEXT, "reason-next", IN_REMINDER, 0, N_("the next reason; or whether it asks to send it again")) \
    X(REASON_BEFORE, "reason-before", IN_REMINDER, 0, N_("the reason before; or whether it asks to send it again")) \
    X(OWN_REASON, "own-reason", IN_REMINDER, 0, N_("the reason in your own words")) \
    X(KEEP_DRAFT, "keep-draft", IN_REMINDER, NEED_REST, N_("keep it as a draft; nothing is sent")) \
    X(EDIT_TEXT, "edit-text", IN_REMINDER | IN_DRAFTS, NEED_ROW | NEED_REST, N_("the text in your own editor")) \
    X(TO_FILE, "to-file", IN_REMINDER | IN_DRAFTS | IN_CARD, NEED_ROW | NEED_REST, N_("write it to a file: type which")) \
    X(SENT, "sent-by-me", IN_DRAFTS, NEED_ROW | NEED_REST, N_("you have sent it: it goes into the log")) \
    X(RESUME, "resume", IN_PANES, NEED_REST, N_("what was typed and not saved: go on with it, or drop it"))          \
    X(PALETTE, "palette", IN_LISTS, 0, N_("everything that can be done here, found by typing"))                      \
    X(REMOVE, "remove-this", IN_CLIENTS | IN_LOG, NEED_ROW | NEED_REST, N_("remove this entry, or this client; undo brings it back")) \
    X(START, "start", IN_LISTS, NEED_REST, N_("the first steps: demo, import, client, hours"))                       \
    X(START_DEMO, "start-demo", IN_START, NEED_REST, N_("open the demo, in a file of its own"))                      \
    X(START_IMPORT, "start-import", IN_START, NEED_REST, N_("import a mailbox or a list of clients: choose the file")) \
    X(START_CLIENT, "start-client", IN_START, NEED_REST, N_("add a client"))                                         \
    X(START_HOURS, "start-hours", IN_START, NEED_REST, N_("set your hours"))                                         \
    X(START_ME, "start-me", IN_START, 0, N_("say who you are: name, addresses"))                                      \
    X(TICK, "tick", IN_IMPORT | IN_DAYS_OFF | IN_CARDS, NEED_ROW | NEED_REST, N_("tick this line, or take the tick away"))                    \
    X(ALL_CHANGES, "all-changes", IN_WHAT_IF, 0, N_("the changes of everybody; again: of the client"))                \
    X(TIME_BACK, "time-back", IN_BOOK, 0, N_("half an hour earlier; on a row: the choice before"))                       \
    X(TIME_ON, "time-on", IN_BOOK, 0, N_("half an hour later; on a row: the next choice"))                               \
    X(SPAN, "span", IN_BOOK, 0, N_("begin a span of hours, and end it; begun where it is open, it closes"))          \
    X(END_LATER, "end-later", IN_BOOK, 0, N_("the span ends a quarter of an hour later"))                            \
    X(END_EARLIER, "end-earlier", IN_BOOK, 0, N_("the span ends a quarter of an hour earlier"))                      \
    X(START_EARLIER, "start-earlier", IN_BOOK, 0, N_("the span begins a quarter of an hour earlier"))                \
    X(START_LATER, "start-later", IN_BOOK, 0, N_("the span begins a quarter of an hour later"))                      \
    X(TYPE_THIS, "type-this", IN_BOOK, 0, N_("type it: the hours of a day, a date, a number"))                       \
    X(DAY_COPY, "copy-day", IN_BOOK, 0, N_("copy the hours of this day"))                                            \
    X(DAY_PASTE, "paste-day", IN_BOOK, 0, N_("paste the copied hours on this day"))                                  \
    X(DAY_WEEKDAYS, "to-weekdays", IN_BOOK, 0, N_("Monday to Friday are as this day"))                               \
    X(CLEAR_THIS, "clear-this", IN_BOOK, 0, N_("close the day, remove the date, leave the row to the rules"))        \
    X(ADD_HERE, "add-here", IN_BOOK, 0, N_("add a closed date; among special days or channels one of these"))        \
    X(OTHER_WEEK, "other-week", IN_BOOK, 0, N_("of an exception: the hours, or when you may answer besides"))        \
    X(TAKE_BACK, "take-back", IN_BOOK, 0, N_("take the last change of this page back; without one, undo"))           \
    X(SAVE_RULES, "save-rules", IN_BOOK, NEED_REST, N_("save: from when on is asked"))                                       \
    X(IMPORT_DAYS, "import-days-off", IN_BOOK, NEED_REST, N_("days off from a calendar (ICS): choose the file"))      \
    X(SECTION_NEXT, "section-next", IN_BOOK, 0, N_("the next section"))                                              \
    X(SECTION_PREVIOUS, "section-previous", IN_BOOK, 0, N_("the section before"))                                    \
    X(TRIAGE, "triage", IN_PANES | IN_QUEUE, 0, N_("go through everybody who needs a look, card by card; it goes on where you stopped")) \
    X(TRIAGE_KEEP, "keep-client", IN_TRIAGE, NEED_ROW | NEED_REST, N_("keep them: a decision without ratings, with a date of review")) \
    X(TRIAGE_CHANCE, "second-chance", IN_TRIAGE, NEED_ROW | NEED_REST, N_("a second chance: decide, with conditions and a date")) \
    X(TRIAGE_LET_GO, "let-go", IN_TRIAGE, NEED_ROW | NEED_REST, N_("let them go: decide, facts before the question")) \
    X(TRIAGE_PAYMENT, "next-payment-step", IN_TRIAGE, NEED_ROW | NEED_REST, N_("the next letter about what they owe, as a draft")) \
    X(TRIAGE_REMIND, "remind-card", IN_TRIAGE, NEED_ROW | NEED_REST, N_("remind them of the line they crossed last, as a draft")) \
    X(TRIAGE_WAIVE, "waive-card", IN_TRIAGE, NEED_ROW | NEED_REST, N_("let the line they crossed last pass: type why")) \
    X(TRIAGE_REPLY, "replied", IN_TRIAGE, NEED_ROW | NEED_REST, N_("you answered: type what and when")) \
    X(TRIAGE_NOTE, "note-card", IN_TRIAGE, NEED_ROW | NEED_REST, N_("a note about them, on one line")) \
    X(TRIAGE_LATER, "later-card", IN_TRIAGE, NEED_ROW | NEED_REST, N_("put them off: type until when; the third time in a row it is to be decided")) \
    X(TRIAGE_SKIP, "skip-card", IN_TRIAGE, NEED_REST, N_("this card comes last")) \
    X(TRIAGE_OPEN, "open-card", IN_TRIAGE, 0, N_("open what the card is about first, or leave the triage for this client; t comes back to the card")) \
    X(TRIAGE_FACTS, "facts-card", IN_TRIAGE, NEED_ROW, N_("all facts of this client")) \
    X(TRIAGE_LETTER, "open-letter", IN_TRIAGE, NEED_ROW | NEED_REST, N_("the letter that is offered, on its page")) \
    X(TRIAGE_AGAIN, "build-anew", IN_TRIAGE, NEED_REST, N_("build the queue anew")) \
    X(TASKS, "left-to-do", IN_PANES | IN_QUEUE | IN_TEXT, 0, N_("what decisions left to do: looks back that are due, and tasks")) \
    X(LOOK_BACK, "look-back", IN_DECIDE, NEED_CLIENT, N_("look back at the last decision about this client")) \
    X(AFTER_OPEN, "open-it", IN_LOOK_BACK | IN_TASKS | IN_CLOSING | IN_PROFILE | IN_GOODBYES, 0, N_("open what is selected, or do it: a look back, a step, a letter, a line to be typed")) \
    X(AFTER_YES, "yes-to-it", IN_LOOK_BACK | IN_CHANCE | IN_INTAKE, NEED_ROW | NEED_REST, N_("yes: you would do it again; to this question")) \
    X(AFTER_NO, "no-to-it", IN_LOOK_BACK | IN_CHANCE | IN_INTAKE, NEED_ROW | NEED_REST, N_("no: you would not do it again; to this question")) \
    X(AFTER_CLEAR, "no-answer", IN_CHANCE | IN_INTAKE, NEED_ROW | NEED_REST, N_("take the answer to this question away")) \
    X(MARK_1, "mark-1", IN_LOOK_BACK, NEED_ROW, N_("mark this line with the first mark")) \
    X(MARK_2, "mark-2", IN_LOOK_BACK, NEED_ROW, N_("mark it with the second")) \
    X(MARK_3, "mark-3", IN_LOOK_BACK, NEED_ROW, N_("mark it with the one in the middle")) \
    X(MARK_4, "mark-4", IN_LOOK_BACK, NEED_ROW, N_("mark it with the fourth")) \
    X(MARK_5, "mark-5", IN_LOOK_BACK, NEED_ROW, N_("mark it with the last one, which is the best")) \
    X(AFTER_WORDS, "in-words", IN_LOOK_BACK, NEED_ROW, N_("what you see now, in one line")) \
    X(AFTER_SAVE, "keep-look-back", IN_LOOK_BACK, NEED_ROW | NEED_REST, N_("keep this look back: it goes into the file")) \
    X(AFTER_KEPT, "chance-kept", IN_CHANCE, NEED_ROW | NEED_REST, N_("the second chance was kept: look back at it")) \
    X(AFTER_BROKEN, "chance-broken", IN_CHANCE, NEED_ROW | NEED_REST, N_("a term was broken: open the decision again, on \"let go today\"")) \
    X(AFTER_DONE, "task-done", IN_TASKS, NEED_ROW | NEED_REST, N_("this task is done; again: it is open")) \
    X(AFTER_WAIVE, "let-it-pass", IN_TASKS | IN_INTAKE | IN_GOODBYE | IN_GOODBYE_STEP, NEED_ROW | NEED_REST, N_("it is not needed, it stays, or this \"no\" is let pass: type why")) \
    X(AFTER_ALL, "all-tasks", IN_TASKS, 0, N_("show what is done too; again: only what is open")) \
    X(AFTER_CLOSE, "close-end", IN_TASKS | IN_CLOSING, NEED_ROW | NEED_REST, N_("close the end with this client: what you learned, and gone")) \
    X(AFTER_RULE, "learn-rule", IN_CLOSING, NEED_ROW | NEED_REST, N_("a new rule was learned: a line, then your rules open")) \
    X(AFTER_PRICE, "learn-price", IN_CLOSING, NEED_ROW | NEED_REST, N_("a new price was learned: a line, then your rates open")) \
    X(AFTER_EXPECT, "learn-question", IN_CLOSING, NEED_ROW | NEED_REST, N_("a new expectation: a question for the next prospects")) \
    X(AFTER_EDIT, "edit-profile", IN_PROFILE, NEED_ROW | NEED_REST, N_("edit your profile")) \
    X(AFTER_NONE, "learn-none", IN_CLOSING, NEED_ROW | NEED_REST, N_("no lesson, and why")) \
    X(AFTER_ACTIVATE, "make-client", IN_INTAKE, NEED_ROW | NEED_REST, N_("the prospect becomes a client")) \
    X(AFTER_DECLINE, "decline-kindly", IN_INTAKE, NEED_ROW | NEED_REST, N_("no, kindly: the letter as a draft, and the prospect is let go")) \
    X(GOODBYE, "letting-go", IN_WORK, NEED_CLIENT, N_("let them go: the goodbye in fourteen steps, after a decided \"let go\"")) \
    X(OUTBOX, "outbox-page", IN_PANES | IN_QUEUE | IN_TEXT | IN_DRAFTS | IN_GOODBYE | IN_GOODBYE_STEP, 0, N_("the outbox: what leaves this machine, when it goes, and what waits for what")) \
    X(BYE_TICK, "tick-it", IN_GOODBYE_STEP, NEED_ROW | NEED_REST, N_("done: cancelled, closed, handed over, chosen; again: it is not")) \
    X(BYE_NEXT, "next-step", IN_GOODBYE_STEP, 0, N_("the next step of the goodbye that there is something to do in")) \
    X(BYE_BEFORE, "step-before", IN_GOODBYE_STEP, 0, N_("the step before")) \
    X(BYE_EDIT, "edit-it", IN_GOODBYE_STEP, NEED_ROW | NEED_REST, N_("type it: the last day, a number, a reason; the text of a letter")) \
    X(BYE_ADD, "add-to-it", IN_GOODBYE_STEP, NEED_ROW | NEED_REST, N_("add an access or a hand-over; plan the refunds; make a letter anew from the data")) \
    X(BYE_WRITE, "write-letters", IN_GOODBYE_STEP | IN_SEQUENCE, NEED_ROW | NEED_REST, N_("the letters, made from the data; those that stand are made anew")) \
    X(BYE_CONFIRM, "confirm-it", IN_GOODBYE_STEP | IN_OUTBOX | IN_DRAFTS | IN_SEQUENCE | IN_REMINDER | IN_TRIAGE, NEED_ROW | NEED_REST, N_("show it whole, to be confirmed by name")) \
    X(BYE_FIND, "find-payments", IN_GOODBYE_STEP, NEED_ROW | NEED_REST, N_("find what they paid at Stripe, and look what became of refunds")) \
    X(BYE_BY_HAND, "by-hand", IN_GOODBYE_STEP | IN_OUTBOX, NEED_ROW | NEED_REST, N_("done by your own hand: returned, with a reference; sent by you")) \
    X(BYE_TAKE_BACK, "take-it-back", IN_GOODBYE_STEP | IN_OUTBOX, NEED_ROW | NEED_REST, N_("take it back while nothing has left: the freeze, a confirmation")) \
    X(BYE_FAILED, "it-came-back", IN_GOODBYE_STEP, NEED_ROW | NEED_REST, N_("a refund came back, or was never made: type why")) \
    X(SEQUENCE, "farewell-to-many", IN_CLIENTS, NEED_ROW, N_("a farewell to all that are marked, who went quiet; without marks, the newest one")) \
    X(SEQUENCE_OUT, "take-out", IN_SEQUENCE, NEED_ROW | NEED_REST, N_("take this person out of it")) \
    X(SEQUENCE_END, "end-it", IN_SEQUENCE, NEED_ROW | NEED_REST, N_("end it: nothing of it leaves from now on")) \
    X(SEND_TRUE, "it-is-true", IN_SEND, NEED_REST, N_("every sentence of it is true; again: not yet")) \
    X(OUT_EDIT, "edit-dispatch", IN_OUTBOX, NEED_ROW | NEED_REST, N_("open the draft: changing it voids the confirmation")) \
    X(OUT_RELEASE, "release-now", IN_OUTBOX, NEED_REST, N_("let go what may leave now")) \
    X(OUT_LOOK, "look-again", IN_OUTBOX, NEED_ROW | NEED_REST, N_("look again what became of what is not known")) \
    X(OUT_ARRIVED, "it-arrived", IN_OUTBOX, NEED_ROW | NEED_REST, N_("what is not known arrived: you looked")) \
    X(OUT_LOST, "it-did-not", IN_OUTBOX, NEED_ROW | NEED_REST, N_("what is not known did not arrive: you looked; the draft is open again")) \
    X(OUT_ALL, "all-dispatches", IN_OUTBOX, 0, N_("show what is done too; again: only what is not")) \
    X(HELP, "help", IN_RECORDS | IN_WORK | IN_TEXT | IN_FORM | IN_CHOICES | IN_WHAT_IF | IN_REMINDER | IN_DRAFTS | IN_BOOK | IN_TOLD | IN_PICTURE | IN_CARD | IN_CARDS | IN_STEPS | IN_TRIAGE | IN_AFTER | IN_GOODBYES, 0, N_("the keys that work here"))        \
    X(COMMAND, "command", IN_LISTS, NEED_REST, N_("type a command; Tab completes it"))                               \
    X(CHANGES, "what-would-change", IN_BOOK, 0, N_("the entries that would have been judged otherwise"))             \
    X(VERSIONS, "versions", IN_BOOK, 0, N_("the versions of your rules, and who was told which"))                    \
    X(BLUR, "blur", IN_LISTS, 0, N_("blur names and texts, when others look at the screen; again: as they are"))          \
    X(REDRAW, "redraw", IN_LISTS | IN_TYPING | IN_CONFIRM, 0, N_("paint the screen anew"))                           \
    X(SUSPEND, "suspend", IN_LISTS | IN_TYPING | IN_CONFIRM, 0, N_("suspend paletti; fg brings it back"))            \
    X(QUIT, "quit", IN_LISTS, NEED_REST, N_("quit paletti"))                                                         \
    X(ACCEPT, "accept", IN_TYPING, 0, N_("take what is typed"))                                                      \
    X(CANCEL, "cancel", IN_TYPING, 0, N_("drop what is typed"))                                                      \
    X(FIELD_NEXT, "field-next", IN_FORM | IN_STEP_PLAN, 0, N_("the next field"))                                                    \
    X(FIELD_PREVIOUS, "field-previous", IN_FORM | IN_STEP_PLAN, 0, N_("the field before"))                                          \
    X(ROW_DOWN, "row-down", IN_FORM, 0, N_("the row below: of a long text, or the next field"))                      \
    X(ROW_UP, "row-up", IN_FORM, 0, N_("the row above"))                                                             \
    X(SAVE, "save", IN_FORM, NEED_REST, N_("save: write it to the file"))                                            \
    X(EDITOR, "editor", IN_FORM, NEED_REST, N_("a long text in your own editor"))                                    \
    X(PICK_DOWN, "pick-down", IN_PICK, 0, N_("the next one"))                                                        \
    X(PICK_UP, "pick-up", IN_PICK, 0, N_("the one before"))                                                          \
    X(OVERRIDES, "overrides", IN_WORK, NEED_CLIENT, N_("the exceptions for this client"))                           \
    X(TOLD, "told", IN_PANES | IN_BOOK | IN_CARD, 0, N_("your rules as this client is told them, and when they were; again: who was told")) \
    X(CARDS, "cards", IN_PANES | IN_BOOK | IN_TOLD | IN_CARD, 0, N_("the cards of everybody who was not told your rules")) \
    X(KEEP_CARD, "keep-card", IN_CARD | IN_CARDS, NEED_ROW | NEED_REST, N_("keep it as a draft, or all that are ticked; nothing is sent")) \
    X(TICK_ALL, "tick-all", IN_CARDS, NEED_ROW, N_("tick all of them; again: none"))                                 \
    X(CARD_VERSION, "other-version", IN_CARD | IN_CARDS, 0, N_("the rules that are still to come; again: those in force")) \
    X(RULES, "rules", IN_PANES | IN_CHOICES, 0, N_("your rules: hours, dates, window, channels"))                                                 \
    X(RECORD_ADD, "add-record", IN_RECORDS, NEED_REST, N_("add one"))                                                \
    X(RECORD_REMOVE, "remove-record", IN_RECORDS | IN_DRAFTS, NEED_ROW | NEED_REST, N_("remove this one; it is asked first"))    \
    X(YES, "yes", IN_CONFIRM, NEED_REST, N_("yes"))                                                                  \
    X(TELL, "tell", IN_TOLD | IN_CARD, NEED_ROW | NEED_REST, N_("they were told: when, and how; all that are marked at once"))             \
    X(TELL_MARK, "tell-mark", IN_TOLD, NEED_ROW, N_("mark a client, or take the mark away"))                         \
    X(TELL_MARK_REST, "mark-untold", IN_TOLD, NEED_ROW, N_("mark everybody who was not told yet"))                   \
    X(SHOW_TOLD, "show-told", IN_TOLD, NEED_ROW, N_("open: the card of this client, who was told, or this version"))                          \
    X(EXCEPTION_PAGE, "exception-page", IN_RECORDS, 0, N_("a new exception, on its page"))                           \
    X(NO, "no", IN_CONFIRM, 0, N_("no: leave everything as it is"))                                                  \
    X(OTHER_ANSWER, "other-answer", IN_CONFIRM, 0, N_("to the other answer"))                                        \
    X(ANSWER, "answer", IN_CONFIRM, 0, N_("take the answer that is marked"))                                         \
    X(DECIDE, "decide-this", IN_WORK | IN_GOODBYE, NEED_CLIENT | NEED_REST, N_("decide about this client: the facts, then the question")) \
    X(DECIDE_ASK_FIRST, "question-first", IN_WORK, NEED_CLIENT | NEED_REST, N_("decide, with the question before the facts")) \
    X(STEP_NEXT, "step-next", IN_STEPS, NEED_REST, N_("accept, and on to the next page; on a field: its text; on Confirm: decide")) \
    X(DECISIONS, "decisions", IN_DECIDE | IN_STEP_BEGIN, NEED_CLIENT, N_("what was decided about this client"))      \
    X(GO_ON, "go-on", IN_STEP_BEGIN, NEED_REST, N_("go on with the decision that was begun"))                        \
    X(ANEW, "begin-anew", IN_STEP_BEGIN, NEED_REST, N_("begin a new decision"))                                      \
    X(STEP_BACK, "step-back", IN_STEPS, NEED_REST, N_("the page before"))                                            \
    X(PARK, "park", IN_STEPS, NEED_REST, N_("park it: everything is kept, and goes on from here"))                   \
    X(RATE_0, "rate-0", IN_STEP_FACTS, NEED_REST, N_("rate this line 0: cannot say"))                                \
    X(RATE_1, "rate-1", IN_STEP_FACTS, NEED_REST, N_("rate this line 1: much worse than others"))                    \
    X(RATE_2, "rate-2", IN_STEP_FACTS, NEED_REST, N_("rate this line 2: worse"))                                     \
    X(RATE_3, "rate-3", IN_STEP_FACTS, NEED_REST, N_("rate this line 3: usual"))                                     \
    X(RATE_4, "rate-4", IN_STEP_FACTS, NEED_REST, N_("rate this line 4: better"))                                    \
    X(RATE_5, "rate-5", IN_STEP_FACTS, NEED_REST, N_("rate this line 5: much better than others"))                   \
    X(RATE_REASON, "rating-reason", IN_STEP_FACTS, NEED_REST, N_("why you rate this line so: type a few words"))     \
    X(BEHIND, "entries-behind", IN_STEP_FACTS, NEED_REST, N_("the entries behind this line; Esc comes back"))        \
    X(LEAVE_OUT, "leave-out", IN_STEP_FACTS, NEED_REST, N_("leave this line out, or take it in again"))              \
    X(UNFOLD, "unfold", IN_STEP_FACTS, 0, N_("show the lines that are as usual, or fold them again"))                \
    X(SAY_YES, "answer-yes", IN_STEP_ASK, NEED_REST, N_("yes"))                                                      \
    X(SAY_NO, "answer-no", IN_STEP_ASK, NEED_REST, N_("no"))                                                         \
    X(SAY_UNSURE, "answer-unsure", IN_STEP_ASK, NEED_REST, N_("not sure"))                                           \
    X(WOULD_KEEP, "would-keep", IN_STEP_ASK, NEED_REST, N_("if nothing bad could follow from it: keep"))             \
    X(WOULD_LET_GO, "would-let-go", IN_STEP_ASK, NEED_REST, N_("if nothing bad could follow from it: let go"))       \
    X(FEAR_MONEY, "fear-money", IN_STEP_ASK, NEED_REST, N_("the money holds you back; again: it does not"))          \
    X(FEAR_TALK, "fear-talk", IN_STEP_ASK, NEED_REST, N_("the talk holds you back"))                                 \
    X(FEAR_REPUTATION, "fear-reputation", IN_STEP_ASK, NEED_REST, N_("your reputation holds you back"))              \
    X(FEAR_GUILT, "fear-guilt", IN_STEP_ASK, NEED_REST, N_("guilt holds you back"))                                  \
    X(FEAR_NOTHING, "fear-nothing", IN_STEP_ASK, NEED_REST, N_("nothing holds you back"))                            \
    X(PATH_1, "path-1", IN_STEP_PATH, NEED_REST, N_("keep as it is"))                                                \
    X(PATH_2, "path-2", IN_STEP_PATH, NEED_REST, N_("keep, with new terms"))                                         \
    X(PATH_3, "path-3", IN_STEP_PATH, NEED_REST, N_("decline this project only"))                                    \
    X(PATH_4, "path-4", IN_STEP_PATH, NEED_REST, N_("a second chance"))                                              \
    X(PATH_5, "path-5", IN_STEP_PATH, NEED_REST, N_("let go with notice"))                                           \
    X(PATH_6, "path-6", IN_STEP_PATH, NEED_REST, N_("let go today"))                                                 \
    X(PATH_7, "path-7", IN_STEP_PATH, NEED_REST, N_("not today: ask on a date"))                                     \
    X(TROUBLE, "trouble", IN_STEP_PATH, NEED_REST, N_("another main trouble"))                                       \
    X(CHANGE_1, "change-1", IN_STEP_CHECK | IN_STEP_PLAN, NEED_REST, N_("change line 1; of a list: choose it"))                                           \
    X(CHANGE_2, "change-2", IN_STEP_CHECK | IN_STEP_PLAN, NEED_REST, N_("change line 2; of a list: choose it"))                                           \
    X(CHANGE_3, "change-3", IN_STEP_CHECK | IN_STEP_PLAN, NEED_REST, N_("change line 3; of a list: choose it"))                                           \
    X(CHANGE_4, "change-4", IN_STEP_CHECK | IN_STEP_PLAN, NEED_REST, N_("change line 4; of a list: choose it"))                                           \
    X(CHANGE_5, "change-5", IN_STEP_CHECK | IN_STEP_PLAN, NEED_REST, N_("change line 5; of a list: choose it"))                                           \
    X(SLEEP_ON_IT, "sleep-on-it", IN_STEP_CHECK, NEED_REST, N_("sleep on it: it comes back on the next day"))        \
    X(EDIT_FIELD, "edit-field", IN_STEP_PLAN, NEED_REST, N_("type this field"))                                      \
    X(TICK_FIELD, "tick-field", IN_STEP_PLAN, NEED_REST, N_("tick this field, or go to its next choice"))            \
    X(PREVIEW, "preview-letter", IN_STEP_PLAN, NEED_REST, N_("what the letters of this plan will say; nothing is sent")) \
    X(ADD_CONDITION, "add-condition", IN_STEP_PLAN, NEED_REST, N_("add a condition of the chance, or a duty of yours")) \
    X(REMOVE_CONDITION, "remove-condition", IN_STEP_PLAN, NEED_REST, N_("remove this condition, or this duty"))      \
    X(NO_REASON, "no-reason", IN_STEP_PLAN, NEED_REST, N_("tell them no reason"))                                    \
    X(SHORT_REASON, "short-reason", IN_STEP_PLAN, NEED_REST, N_("tell them a short reason"))                         \
    X(FULL_REASON, "full-reason", IN_STEP_PLAN, NEED_REST, N_("tell them the full reason"))                          \
    X(BOTH_COSTS, "both-costs", IN_STEP_PLAN, 0, N_("what ending it costs, and what going on costs"))                \
    X(CHOICE_BEFORE, "choice-before", IN_STEP_CHECK | IN_STEP_PLAN, NEED_REST, N_("the choice before"))              \
    X(CHOICE_AFTER, "choice-after", IN_STEP_CHECK | IN_STEP_PLAN, NEED_REST, N_("the choice after"))                 \
    X(COMPLETE, "complete", IN_PROMPT | IN_PICK, 0, N_("complete the word"))                                         \
    X(OLDER, "older", IN_PROMPT, 0, N_("the command typed before this one"))                                         \
    X(NEWER, "newer", IN_PROMPT, 0, N_("the command typed after this one"))                                          \
    X(LEFT, "left", IN_TYPING, 0, N_("a character to the left"))                                                     \
    X(RIGHT, "right", IN_TYPING, 0, N_("a character to the right"))                                                  \
    X(WORD_LEFT, "word-left", IN_TYPING, 0, N_("a word to the left"))                                                \
    X(WORD_RIGHT, "word-right", IN_TYPING, 0, N_("a word to the right"))                                             \
    X(LINE_START, "line-start", IN_TYPING, 0, N_("to the beginning of the line"))                                    \
    X(LINE_END, "line-end", IN_TYPING, 0, N_("to the end of the line"))                                              \
    X(ERASE_LEFT, "erase-left", IN_TYPING, 0, N_("erase the character before the cursor"))                           \
    X(ERASE_RIGHT, "erase-right", IN_TYPING, 0, N_("erase the character under the cursor"))                          \
    X(ERASE_WORD, "erase-word", IN_TYPING, 0, N_("erase the word before the cursor"))                                \
    X(ERASE_LINE, "erase-line", IN_TYPING, 0, N_("erase everything before the cursor"))                              \
    X(ERASE_END, "erase-end", IN_TYPING, 0, N_("erase everything behind the cursor"))

enum action {
    ACTION_NONE,
#define X(id, name, where, needs, help) ACTION_##id,
    ACTIONS(X)
#undef X
    ACTIONS_N,
};

struct action_row {
    const char *name;
    uint64_t where; /* bits IN_... */
    unsigned needs;
    const char *help; /* N_() */
};
extern const struct action_row actions[ACTIONS_N];

/* What an action is about: help, the palette and the manual page tell them in this order, what one does before how one
 * moves. An action that is in no list of actions.c is of the first. */
enum group { GROUP_HERE, GROUP_ADD, GROUP_LISTS, GROUP_PROGRAM, GROUP_TYPING, GROUP_MOVE, GROUPS_N };
enum group action_group(enum action action);
/* Its heading, N_(). */
const char *group_heading(enum group group);

/* ACTION_NONE when there is none of that name. */
enum action action_find(const char *name);
/* The name most like NAME, to offer for a typing error; NULL when nothing is like it. Static. */
const char *action_nearest(const char *name);
/* Why an action cannot be done: a translated sentence for the first of the MISSING needs. */
const char *action_refusal(unsigned missing);
