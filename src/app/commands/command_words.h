/* What the commands take: their options, in the order of the enums of commands.h, and their words. Part of the table in
 * commands.c. */
#pragma once

#include "commands.h"

#include "paletti/base/i18n.h"

static const char *const import_formats[] = {"jsonl", "mbox", "maildir", "csv", "vcard", "ics", NULL};
static const char *const import_as[] = {"closed", "meetings", NULL};
static const char *const import_kinds[] = {"holiday", "absence", NULL};
static const char *const export_formats[] = {"jsonl", "csv", NULL};

static const struct option import_options[] = {
    [IMPORT_FORMAT] = {"format", N_("FORMAT"), N_("jsonl, mbox, maildir, csv, vcard or ics; without it, what FILE looks like"), COMPLETE_FORMAT,
                       import_formats, 0},
    [IMPORT_ME] = {"me", N_("ADDRESS"),
                   N_("a mail address of yours (mbox, maildir); may be given several times"), COMPLETE_NONE,
                   NULL, OPTION_REPEATS},
    [IMPORT_ADD_CORRESPONDENTS] = {"add-correspondents", NULL,
                                   N_("make a client of every unknown address that wrote or was written to"),
                                   COMPLETE_NONE, NULL, 0},
    [IMPORT_AT_LEAST] = {"at-least", N_("N"),
                         N_("of the unknown addresses, make clients of those with N messages or more"), COMPLETE_NONE,
                         NULL, OPTION_NUMBER},
    [IMPORT_CORRESPONDENT] = {"correspondent", N_("ADDRESS"),
                              N_("make a client of this unknown address; may be given several times"), COMPLETE_NONE,
                              NULL, OPTION_REPEATS},
    [IMPORT_AS] = {"as", N_("WHAT"), N_("of a calendar (ics): closed for days off, meetings for appointments with clients"),
                   COMPLETE_NONE, import_as, 0},
    [IMPORT_KIND] = {"kind", N_("KIND"), N_("of days off: all are holiday, or all absence; without it, each as its event says"),
                     COMPLETE_NONE, import_kinds, 0},
    [IMPORT_FROM] = {"from", N_("DAY"), N_("of days off: from when the new version of the rules holds (default today)"),
                     COMPLETE_NONE, NULL, 0},
    [IMPORT_PREVIEW] = {"preview", NULL, N_("read and check everything, say what would happen, and store nothing"),
                        COMPLETE_NONE, NULL, 0},
};
static const struct option export_options[] = {
    [EXPORT_FORMAT] = {"format", N_("FORMAT"), N_("jsonl: everything; csv: the client list"), COMPLETE_FORMAT,
                       export_formats, OPTION_REQUIRED},
};
static const struct option log_options[] = {
    [LOG_LIMIT] = {"limit", N_("N"), N_("at most N entries (default 50; 0: all)"), COMPLETE_NONE, NULL,
                   OPTION_NUMBER},
    [LOG_ADD] = {"add", N_("LINE"),
                 N_("add an entry: \"[WHEN] in|out|call|meeting|note|work [CHANNEL] [25m|2h] TEXT\"; or a record: \"promise fri 1450\""),
                 COMPLETE_NONE, NULL, 0},
    [LOG_FILTER] = {"filter", N_("WORDS"), N_("only those that fit: \"late owed:me ch:whatsapp\""), COMPLETE_NONE, NULL,
                    0},
};
static const struct option search_options[] = {
    [SEARCH_LIMIT] = {"limit", N_("N"), N_("at most N entries (default 50; 0: all)"), COMPLETE_NONE, NULL,
                      OPTION_NUMBER},
};
static const struct option status_options[] = {
    [STATUS_FORMAT] = {"format", N_("TEXT"), N_("what the line says: text with fields in braces"), COMPLETE_NONE, NULL, 0},
};
static const struct option statement_options[] = {
    [STATEMENT_ON] = {"on", N_("DATE"), N_("the last day, which counts as used: 2026-12-01; without it today"),
                      COMPLETE_NONE, NULL, 0},
    [STATEMENT_GIVE_BACK] = {"give-back", N_("USE"), N_("the ref of a booked use that is not kept; may be repeated"),
                             COMPLETE_NONE, NULL, OPTION_REPEATS},
};
static const char *const refund_ways[] = {"stripe", "transfer", "cash", "other", NULL};
static const struct option refund_options[] = {
    [REFUND_ON] = {"on", N_("DATE"),
                   N_("the last day, which counts as used: 2026-12-01; without it that of the goodbye that is open, else today"),
                   COMPLETE_NONE, NULL, 0},
    [REFUND_GIVE_BACK] = {"give-back", N_("USE"), N_("the ref of a booked use that is not kept; may be repeated"), COMPLETE_NONE,
                          NULL, OPTION_REPEATS},
    [REFUND_NAME] = {"name", N_("NAME"), N_("confirm, not-made: the client's short name"), COMPLETE_NONE, NULL, 0},
    [REFUND_REFERENCE] = {"reference", N_("TEXT"), N_("done: what it can be found by, the number of the transfer"), COMPLETE_NONE,
                          NULL, 0},
    [REFUND_DAY] = {"day", N_("DAY"), N_("done, came-back: when it was (default today)"), COMPLETE_NONE, NULL, 0},
    [REFUND_BECAUSE] = {"because", N_("TEXT"), N_("came-back: why"), COMPLETE_NONE, NULL, 0},
    [REFUND_BY] = {"by", N_("WAY"), N_("by: how it goes back, stripe, transfer, cash or other"), COMPLETE_NONE, refund_ways, 0},
    [REFUND_SOURCE] = {"source", N_("ID"), N_("find: which payment at Stripe it is, pi_... or ch_..."), COMPLETE_NONE, NULL, 0},
};
static const struct option dossier_options[] = {
    [DOSSIER_FILE] = {"file", N_("FILE"), N_("write it to FILE, which must not exist yet"), COMPLETE_FILE, NULL, 0},
};
static const struct option stats_options[] = {
    [STATS_YEAR] = {"year", N_("YEAR"), N_("the decisions and the quarters of that year"), COMPLETE_NONE, NULL, OPTION_NUMBER},
};
static const struct option notice_options[] = {
    [NOTICE_SENT] = {"sent", N_("INSTANT"), N_("when the notice leaves: 2026-03-10T10:15:00+01:00"),
                     COMPLETE_INSTANT, NULL, OPTION_REQUIRED},
};
static const char *const letter_variants[] = {"first", "second", "third", "last", "start", "reset", "client", "colleague", "passing",
                                              "budget", "value", "yes", "no", NULL};
static const struct option letter_options[] = {
    [LETTER_OF] = {"of", N_("REF"), N_("what it is about: an entry (T4, T5, R1), an invoice (T6a to T6e), a request (T9)"), COMPLETE_REF, NULL, 0},
    [LETTER_REASON] = {"reason", N_("WORDS"), N_("T4's reason: one of the ready ones, or a sentence of your own"), COMPLETE_NONE, NULL, 0},
    [LETTER_REMINDERS] = {"reminders", N_("N"), N_("T4: how many of this kind they had before"), COMPLETE_NONE, NULL,
                          OPTION_NUMBER},
    [LETTER_VARIANT] = {"variant", N_("NAME"), N_("first, second or third (T4); start or reset (T3b); client or colleague (T2); passing, budget or value (T12); yes or no (T17); first, second or last (F1)"), COMPLETE_NONE, letter_variants, 0},
    [LETTER_RULE] = {"rule", N_("INSTANT"), N_("T3b: the version of the rules that begins then"), COMPLETE_INSTANT, NULL, 0},
    [LETTER_FIELD] = {"field", N_("NAME=VALUE"), N_("what only you know: framing=not_fit, last_day=friday, terms=\"70 an hour\"; lists take it "
                                                  "several times"), COMPLETE_NONE, NULL, OPTION_REPEATS},
};
static const struct option remind_options[] = {
    [REMIND_REASON] = {"reason", N_("WORDS"), N_("why: one of the ready ones, or a sentence of your own"), COMPLETE_NONE, NULL, 0},
    [REMIND_CHANNEL] = {"channel", N_("CHANNEL"), N_("that it will go by; email, when nothing is said"), COMPLETE_NONE, NULL, 0},
    [REMIND_COPIED] = {"copied", NULL, N_("T5: you put it where it belongs yourself; nothing is to be sent again"), COMPLETE_NONE, NULL, 0},
    [REMIND_STEP] = {"step", N_("STEP"), N_("of an invoice: this step of the payment ladder though another one is due: kind, firm, "
                                            "last, in_charge, promise"), COMPLETE_NONE, NULL, 0},
};
static const char *const ladder_choices[] = {"pursue", "write_off", "sell_on", NULL};
static const struct option ladder_options[] = {
    [LADDER_INVOICE] = {"invoice", N_("NUMBER"), N_("about this one; without it, the one whose step is due"), COMPLETE_NONE, NULL, 0},
    [LADDER_DRAFT] = {"draft", NULL, N_("write the next step's letter and keep it as a draft"), COMPLETE_NONE, NULL, 0},
    [LADDER_SEND] = {"send", NULL, N_("show the next letter whole, as it would leave; with --name, confirm it"), COMPLETE_NONE, NULL, 0},
    [LADDER_NAME] = {"name", N_("NAME"), N_("with --send: the client's short name, typed"), COMPLETE_NONE, NULL, 0},
    [LADDER_PROMISE] = {"promise", N_("DAY"), N_("they said today that they pay on that day"), COMPLETE_NONE, NULL, 0},
    [LADDER_AMOUNT] = {"amount", N_("SUM"), N_("with --promise: a part of it"), COMPLETE_NONE, NULL, 0},
    [LADDER_EXCUSE] = {"excuse", N_("EXCUSE"), N_("with --promise: what they said, by the list of excuses"), COMPLETE_NONE, NULL, 0},
    [LADDER_CHOOSE] = {"choose", N_("WHAT"), N_("pursue it, write_off, or sell_on: noted with today's date"), COMPLETE_NONE,
                       ladder_choices, 0},
    [LADDER_COST] = {"cost", N_("SUM"), N_("your estimate of what recovering it costs"), COMPLETE_NONE, NULL, 0},
    [LADDER_HOURS] = {"hours", N_("N"), N_("your estimate of your hours"), COMPLETE_NONE, NULL, OPTION_NUMBER},
    [LADDER_LIKELY] = {"likely", N_("PERCENT"), N_("how much of it you expect to see"), COMPLETE_NONE, NULL, OPTION_NUMBER},
};
static const char *const outbox_ways[] = {"smtp", "command", "clipboard", "hand", NULL};
static const char *const outbox_words[] = {"show", "confirm", "cancel", "said", "copy", NULL};
static const char *const outbox_said[] = {"done", "not-sent", NULL};
static const struct argument outbox_arguments[] = {{N_("WORD"), false, false, COMPLETE_NONE, outbox_words},
                                                   {N_("REF"), false, false, COMPLETE_RECORD},
                                                   {N_("done|not-sent"), false, false, COMPLETE_NONE, outbox_said}};
static const struct option outbox_options[] = {
    [OUTBOX_ALL] = {"all", NULL, N_("those that are over too"), COMPLETE_NONE, NULL, 0},
    [OUTBOX_RELEASE] = {"release", NULL, N_("let go what may leave now"), COMPLETE_NONE, NULL, 0},
    [OUTBOX_NAME] = {"name", N_("NAME"), N_("confirm: the client's short name, typed"), COMPLETE_NONE, NULL, 0},
    [OUTBOX_AT] = {"at", N_("INSTANT"), N_("confirm: it leaves then at the earliest"), COMPLETE_INSTANT, NULL, 0},
    [OUTBOX_WAY] = {"way", N_("WAY"), N_("confirm: by which way; without it, as paletti.conf says"), COMPLETE_NONE, outbox_ways, 0},
    [OUTBOX_BY_HAND] = {"by-hand", NULL, N_("confirm: to a client who left, all the same"), COMPLETE_NONE, NULL, 0},
    [OUTBOX_QUIET] = {"quiet", NULL, N_("release: say nothing where nothing left, for timers"), COMPLETE_NONE, NULL, 0},
};
static const struct option sequence_options[] = {
    [SEQUENCE_OPTION_WITH] = {"with", N_("CLIENT"), N_("begin it with them; as often as there are clients"), COMPLETE_CLIENT, NULL,
                       OPTION_REPEATS},
    [SEQUENCE_OPTION_ON] = {"on", N_("DAY"), N_("with --with: the day of a letter; up to three times"), COMPLETE_NONE, NULL, OPTION_REPEATS},
    [SEQUENCE_OPTION_DRAFT] = {"draft", NULL, N_("write the next letter to each of them, as drafts"), COMPLETE_NONE, NULL, 0},
    [SEQUENCE_OPTION_PREVIEW] = {"preview", NULL, N_("show what would be confirmed: every name and every letter"), COMPLETE_NONE, NULL, 0},
    [SEQUENCE_OPTION_CONFIRM] = {"confirm", N_("NAME"), N_("its name once more: the next letter to all of them goes into the outbox"),
                          COMPLETE_NONE, NULL, 0},
    [SEQUENCE_OPTION_LETTER] = {"letter", N_("N"), N_("the letter that is meant, 1 to 3, instead of the next one"), COMPLETE_NONE, NULL, 0},
    [SEQUENCE_OPTION_WITHOUT] = {"without", N_("CLIENT"), N_("take them out of it"), COMPLETE_CLIENT, NULL, 0},
    [SEQUENCE_OPTION_END] = {"end", NULL, N_("end it: nothing of it leaves from now on"), COMPLETE_NONE, NULL, 0},
};
static const struct option drafts_options[] = {
    [DRAFTS_ALL] = {"all", NULL, N_("those that are sent too"), COMPLETE_NONE, NULL, 0},
};
static const struct option draft_options[] = {
    [DRAFT_FILE] = {"file", N_("FILE"), N_("write it to FILE, which must not exist yet"), COMPLETE_FILE, NULL, 0},
    [DRAFT_DONE_NOW] = {"done", NULL, N_("you have sent it: mark it so, and add it to the log"), COMPLETE_NONE, NULL, 0},
};
static const struct option plot_options[] = {
    [PLOT_OPTION_SINCE] = {"since", N_("WHEN"), N_("only what came from that day on"), COMPLETE_NONE, NULL, 0},
    [PLOT_OPTION_MINE] = {"mine", NULL, N_("what you wrote and when you called, instead of what came"), COMPLETE_NONE, NULL, 0},
    [PLOT_OPTION_SORT] = {"by-amount", NULL, N_("clients by what it amounts to, instead of by name"), COMPLETE_NONE, NULL, 0},
    [PLOT_OPTION_SVG] = {"svg", N_("FILE"), N_("write the picture to FILE"), COMPLETE_FILE, NULL, 0},
    [PLOT_OPTION_FORCE] = {"force", NULL, N_("over a file that is there already"), COMPLETE_NONE, NULL, 0},
};
static const struct option card_options[] = {
    [CARD_RULE] = {"rule", N_("FROM"), N_("the version of the rules that begins then; without it, the one in force"), COMPLETE_NONE, NULL, 0},
    [CARD_UNTOLD] = {"untold", NULL, N_("list who was not told that version"), COMPLETE_NONE, NULL, 0},
    [CARD_DRAFT] = {"draft", NULL, N_("keep the cards of the CLIENTs as drafts, in one act"), COMPLETE_NONE, NULL, 0},
    [CARD_ALL] = {"all", NULL, N_("with --draft: of everybody who was not told"), COMPLETE_NONE, NULL, 0},
    [CARD_FILE] = {"file", N_("FILE"), N_("write it to FILE, as a mail program opens it"), COMPLETE_FILE, NULL, 0},
};
static const struct option demo_options[] = {
    [DEMO_OPTION_FRESH] = {"fresh", NULL, N_("begin anew; what you changed there is put aside"), COMPLETE_NONE, NULL, 0},
    [DEMO_OPTION_FIXED] = {"fixed", NULL, N_("the dates as they are written, and a clock that stands still"),
                           COMPLETE_NONE, NULL, 0},
};

static const struct option acts_options[] = {
    [ACTS_LIMIT] = {"limit", N_("N"), N_("at most N acts (default 50; 0: all)"), COMPLETE_NONE, NULL, OPTION_NUMBER},
};
static const struct option rules_options[] = {
    [RULES_HISTORY] = {"history", NULL, N_("all versions, newest first, and what each changed"), COMPLETE_NONE, NULL, 0},
};
static const struct option remove_options[] = {
    [REMOVE_WITH_LOG] = {"with-log", NULL, N_("with a client all that is theirs: the log, requests, money"),
                         COMPLETE_NONE, NULL, 0},
};

static const char *const courier_whats[] = {"check", NULL};
static const struct argument courier_arguments[] = {{N_("check"), true, false, COMPLETE_NONE, courier_whats}};
static const struct argument file_required[] = {{N_("FILE"), true, false, COMPLETE_FILE}};
static const struct argument file_optional[] = {{N_("FILE"), false, false, COMPLETE_FILE}};
static const struct argument client_required[] = {{N_("CLIENT"), true, false, COMPLETE_CLIENT}};
static const struct argument what_if_arguments[] = {
    {N_("FILE"), true, false, COMPLETE_FILE},
    {N_("CLIENT"), false, false, COMPLETE_CLIENT},
};
static const struct argument sequence_arguments[] = {{N_("NAME"), false, false, COMPLETE_NONE}};
static const struct argument client_optional[] = {{N_("CLIENT"), false, false, COMPLETE_CLIENT}};
static const struct argument filter_optional[] = {{N_("FILTER"), false, true, COMPLETE_NONE}};
static const struct argument words_required[] = {{N_("WORDS"), true, true, COMPLETE_NONE}};
static const char *const refund_verbs[] = {"list", "plan", "find", "confirm", "look", "done", "came-back",
                                           "take-back", "drop", "not-made", "by", NULL};
static const struct argument refund_arguments[] = {{N_("CLIENT"), true, false, COMPLETE_CLIENT},
                                                   {N_("WHAT"), false, false, COMPLETE_NONE, refund_verbs},
                                                   {N_("LINE"), false, false, COMPLETE_NONE}};
static const struct argument set_arguments[] = {{N_("NAME"), false, false, COMPLETE_SETTING},
                                                {N_("VALUE"), false, false, COMPLETE_SETTING_VALUE}};
static const struct argument ref_required[] = {{N_("REF"), true, false, COMPLETE_REF}};
static const struct argument refs_required[] = {{N_("REF"), true, true, COMPLETE_REF}};
static const struct argument records_required[] = {{N_("REF"), true, true, COMPLETE_RECORD}};
static const struct argument add_arguments[] = {{N_("TYPE"), true, false, COMPLETE_TYPE},
                                                {N_("CLIENT"), false, false, COMPLETE_CLIENT},
                                                {N_("FIELD=VALUE"), false, true, COMPLETE_FIELD}};
static const struct argument show_arguments[] = {{N_("REF"), true, false, COMPLETE_RECORD}};
static const struct argument records_arguments[] = {{N_("TYPE"), true, false, COMPLETE_TYPE},
                                                    {N_("CLIENT"), false, false, COMPLETE_CLIENT}};
static const struct argument edit_arguments[] = {{N_("REF"), true, false, COMPLETE_RECORD},
                                                 {N_("FIELD=VALUE"), true, true, COMPLETE_FIELD}};
static const struct argument later_arguments[] = {{N_("REF"), true, false, COMPLETE_RECORD},
                                                  {N_("WHEN"), true, true, COMPLETE_NONE}};
static const struct argument card_arguments[] = {{N_("CLIENT"), false, true, COMPLETE_CLIENT}};
static const struct argument letter_arguments[] = {{N_("CLIENT"), true, false, COMPLETE_CLIENT},
                                                   {N_("CODE"), true, false, COMPLETE_NONE}};
static const struct argument waive_arguments[] = {{N_("REF"), true, false, COMPLETE_REF},
                                                  {N_("REASON"), true, true, COMPLETE_NONE}};
static const struct option profile_options[] = {
    [PROFILE_PRINT] = {"print", NULL, N_("on one page of plain text, to be printed"), COMPLETE_NONE, NULL, 0},
};
static const struct option review_options[] = {
    [REVIEW_PROCESS] = {"process", N_("N"), N_("how it was decided, 1 to 5, whatever came of it"), COMPLETE_NONE, NULL, 0},
    [REVIEW_RESULT] = {"result", N_("N"), N_("how it went, 1 to 5"), COMPLETE_NONE, NULL, 0},
    [REVIEW_RELIEF] = {"relief", N_("N"), N_("after an end: -2 (regret) to 2 (relief)"), COMPLETE_NONE, NULL, 0},
};
static const struct option tasks_options[] = {
    [TASKS_ALL] = {"all", NULL, N_("those that are done or waived too"), COMPLETE_NONE, NULL, 0},
};
static const char *const lesson_kinds[] = {"rule", "price", "question", "none", NULL};
static const struct option close_options[] = {
    [CLOSE_LESSON] = {"lesson", N_("TEXT"), N_("what you learned from it, in one line"), COMPLETE_NONE, NULL, 0},
    [CLOSE_AS] = {"as", N_("KIND"), N_("of the lesson: rule, price, question (asked of the next prospects), none"), COMPLETE_NONE,
                  lesson_kinds, 0},
    [CLOSE_END] = {"end", NULL, N_("close it: the client is gone"), COMPLETE_NONE, NULL, 0},
};
static const struct argument goodbye_arguments[] = {{N_("CLIENT"), true, false, COMPLETE_CLIENT},
                                                    {N_("ACT"), false, false, COMPLETE_NONE},
                                                    {N_("WHAT"), false, true, COMPLETE_NONE}};
static const struct option goodbye_options[] = {
    [GOODBYE_BECAUSE] = {"because", N_("REASON"), N_("why something stays, is left out, or ends early"), COMPLETE_NONE, NULL, 0},
    [GOODBYE_ON] = {"on", N_("DAY"), N_("the day of it; today where nothing is said"), COMPLETE_INSTANT, NULL, 0},
    [GOODBYE_WHERE] = {"where", N_("PLACE"), N_("of an access"), COMPLETE_NONE, NULL, 0},
    [GOODBYE_NAME] = {"name", N_("NAME"), N_("the client's short name, which confirms"), COMPLETE_NONE, NULL, 0},
};
static const struct option intake_options[] = {
    [INTAKE_ANSWER] = {"answer", N_("N=yes"), N_("the answer to question N: yes or no"), COMPLETE_NONE, NULL, 0},
    [INTAKE_WAIVE] = {"waive", N_("REASON"), N_("why a no, or what is open, is let pass"), COMPLETE_NONE, NULL, 0},
    [INTAKE_ACTIVATE] = {"activate", NULL, N_("the prospect becomes a client"), COMPLETE_NONE, NULL, 0},
    [INTAKE_DECLINE] = {"decline", NULL, N_("no, kindly: the letter is kept as a draft"), COMPLETE_NONE, NULL, 0},
};
static const struct argument review_arguments[] = {{N_("DECISION"), true, false, COMPLETE_CLIENT},
                                                   {N_("yes|no"), false, false, COMPLETE_NONE},
                                                   {N_("TEXT"), false, true, COMPLETE_NONE}};
static const struct argument task_arguments[] = {{N_("REF"), true, false, COMPLETE_RECORD},
                                                 {N_("done|waive|open"), true, false, COMPLETE_NONE},
                                                 {N_("REASON"), false, true, COMPLETE_NONE}};
static const struct argument sign_arguments[] = {{N_("REF"), true, false, COMPLETE_REF},
                                                 {N_("SIGNS"), true, true, COMPLETE_NONE}};
static const struct argument draft_arguments[] = {{N_("DRAFT"), true, false, COMPLETE_RECORD}};
static const struct argument plot_arguments[] = {{N_("NAME"), true, false, COMPLETE_PICTURE},
                                                 {N_("CLIENT"), false, false, COMPLETE_CLIENT}};
static const struct argument pay_arguments[] = {{N_("CLIENT"), true, false, COMPLETE_CLIENT},
                                                {N_("LINE"), true, true, COMPLETE_NONE}};
