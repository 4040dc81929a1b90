/* The one command table. */
#include "command_manuals.h"
#include "command_words.h"
#include "commands.h"

#include "paletti/base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define ARGUMENTS(a) .arguments = (a), .n_arguments = ARRAY_LEN(a)
#define OPTIONS(a)   .options = (a), .n_options = ARRAY_LEN(a)

const struct command commands[] = {
    {
        .name = "import",
        .help = N_("read records, a mailbox or a list of clients into the file"),
        .manual = MANUAL_IMPORT,
        ARGUMENTS(file_required),
        OPTIONS(import_options),
        .flags = COMMAND_WRITES,
        .run = import_run,
    },
    {
        .name = "export",
        .help = N_("write everything as record lines, or the clients as CSV"),
        .manual = MANUAL_EXPORT,
        ARGUMENTS(file_optional),
        OPTIONS(export_options),
        .flags = COMMAND_STREAMS,
        .run = export_run,
    },
    {
        .name = "clients",
        .help = N_("list the clients: who waits, who owes, who crossed which line how often"),
        .manual = MANUAL_CLIENTS,
        ARGUMENTS(filter_optional),
        .run = clients_run,
    },
    {
        .name = "log",
        .help = N_("show a client's log, newest first, or add an entry"),
        .manual = MANUAL_LOG,
        ARGUMENTS(client_required),
        OPTIONS(log_options),
        .flags = COMMAND_WRITES,
        .run = log_run,
    },
    {
        .name = "today",
        .help = N_("list what is due by the end of today, and what is overdue"),
        .manual = MANUAL_TODAY,
        .run = today_run,
    },
    {
        .name = "status",
        .help = N_("say in one line how things stand, for a status bar"),
        .manual = MANUAL_STATUS,
        OPTIONS(status_options),
        .run = status_run,
    },
    {
        .name = "search",
        .help = N_("find entries by words"),
        .manual =
            N_("Finds the entries whose subject or text has all WORDS, or words that begin with them, "
               "newest first. Case and accents do not matter; ñ is a letter of its own.\n"
               "\n"
               "Example: paletti search header versi"),
        ARGUMENTS(words_required),
        OPTIONS(search_options),
        .run = search_run,
    },
    {
        .name = "judge",
        .help = N_("show every wait and every crossed line"),
        .manual =
            N_("One row for each entry that started a wait or crossed a line, and for each request and "
               "invoice that was late, in the order of time; of CLIENT, or of everybody. What the "
               "client had not been told before is shown, but does not count.\n"
               "\n"
               "Example: paletti judge --json | jq '.[] | select(.state == \"overdue\")'"),
        ARGUMENTS(client_optional),
        .run = judge_run,
    },
    {
        .name = "what-if",
        .help = N_("try rules out: what they would have meant, beside those in force"),
        .manual = MANUAL_WHAT_IF,
        ARGUMENTS(what_if_arguments),
        .run = what_if_run,
    },
    {
        .name = "explain",
        .help = N_("explain a due or a breach"),
        .manual = MANUAL_EXPLAIN,
        ARGUMENTS(ref_required),
        .run = explain_run,
    },
    {
        .name = "notice",
        .help = N_("work out the last day of a notice period"),
        .manual = MANUAL_NOTICE,
        ARGUMENTS(client_required),
        OPTIONS(notice_options),
        .run = notice_run,
    },
    {
        .name = "statement",
        .help = N_("what a client has bought and not used, and what goes back"),
        .manual = MANUAL_STATEMENT,
        ARGUMENTS(client_required),
        OPTIONS(statement_options),
        .run = credit_run,
    },
    {
        .name = "refund",
        .help = N_("return what a client did not use: plan, find, confirm, follow"),
        .manual = MANUAL_REFUND,
        ARGUMENTS(refund_arguments),
        OPTIONS(refund_options),
        .flags = COMMAND_WRITES,
        .run = refund_run,
    },
    {
        .name = "facts",
        .help = N_("the facts about a client, beside those of your others"),
        .manual = MANUAL_FACTS,
        ARGUMENTS(client_required),
        .run = facts_run,
    },
    {
        .name = "dossier",
        .help = N_("all that one reads before a decision, on one page"),
        .manual = MANUAL_DOSSIER,
        ARGUMENTS(client_required),
        OPTIONS(dossier_options),
        .run = dossier_run,
    },
    {
        .name = "ladder",
        .help = N_("what a client owes, which step of the payment ladder is next, and what it is worth"),
        .manual = MANUAL_LADDER,
        ARGUMENTS(client_required),
        OPTIONS(ladder_options),
        .flags = COMMAND_WRITES,
        .run = ladder_run,
    },
    {
        .name = "sequence",
        .help = N_("a farewell to contacts who went quiet: up to three dated letters to all of them"),
        .manual = MANUAL_SEQUENCE,
        ARGUMENTS(sequence_arguments),
        OPTIONS(sequence_options),
        .flags = COMMAND_WRITES,
        .run = sequence_run,
    },
    {
        .name = "decide",
        .help = N_("decide about a client: keep or let go"),
        .manual = MANUAL_DECIDE,
        ARGUMENTS(client_required),
        .run = decide_run,
    },
    {
        .name = "decisions",
        .help = N_("list the decisions that were made"),
        .manual = N_("Lists the decisions about CLIENT or about everybody, newest first: the first answer and the last, what was "
                     "decided, and when it is looked at again. A decision is never changed; one that was undone stays, and says "
                     "so.\n"
                     "\n"
                     "Example: paletti decisions quejumbre"),
        ARGUMENTS(client_optional),
        .run = decisions_run,
    },
    {
        .name = "reviews",
        .help = N_("which decisions ask for a look back, and why"),
        .manual = MANUAL_REVIEWS,
        ARGUMENTS(client_optional),
        .run = reviews_run,
    },
    {
        .name = "review",
        .help = N_("look back at a decision: would you do it again?"),
        .manual = MANUAL_REVIEW,
        ARGUMENTS(review_arguments),
        OPTIONS(review_options),
        .flags = COMMAND_WRITES,
        .run = review_run,
    },
    {
        .name = "chance",
        .help = N_("a second chance, term by term"),
        .manual = MANUAL_CHANCE,
        ARGUMENTS(client_required),
        .run = chance_run,
    },
    {
        .name = "tasks",
        .help = N_("what decisions left to do"),
        .manual = MANUAL_TASKS,
        ARGUMENTS(client_optional),
        OPTIONS(tasks_options),
        .run = tasks_run,
    },
    {
        .name = "task",
        .help = N_("a task is done, need not be done, or is open again"),
        .manual = MANUAL_TASK,
        ARGUMENTS(task_arguments),
        .flags = COMMAND_WRITES,
        .run = task_run,
    },
    {
        .name = "goodbye",
        .help = N_("letting a client go, step by step"),
        .manual = MANUAL_GOODBYE,
        ARGUMENTS(goodbye_arguments),
        OPTIONS(goodbye_options),
        .flags = COMMAND_WRITES,
        .run = goodbye_run,
    },
    {
        .name = "close",
        .help = N_("end an end: what is open, what you learned, and gone"),
        .manual = MANUAL_CLOSE,
        ARGUMENTS(client_required),
        OPTIONS(close_options),
        .flags = COMMAND_WRITES,
        .run = close_run,
    },
    {
        .name = "intake",
        .help = N_("a prospect: the questions before there is work"),
        .manual = MANUAL_INTAKE,
        ARGUMENTS(client_required),
        OPTIONS(intake_options),
        .flags = COMMAND_WRITES,
        .run = intake_run,
    },
    {
        .name = "rules",
        .help = N_("show the rules in force, or all their versions"),
        .manual =
            N_("Says what the rules in force say, since when, and how many clients were told them. --history lists all "
               "versions, newest first: from when, whether it holds, how many know it, and what it changed against the one "
               "before. On the screen R shows them, and edits them; add rule and edit do so in the shell.\n"
               "\n"
               "Example: paletti rules --history"),
        OPTIONS(rules_options),
        .run = rules_run,
    },
    {
        .name = "letter",
        .help = N_("write a letter from what the file knows; nothing is sent"),
        .manual = MANUAL_LETTER,
        ARGUMENTS(letter_arguments),
        OPTIONS(letter_options),
        .run = letter_run,
    },
    {
        .name = "card",
        .help = N_("show your rules as a client is told them, and who was not told them yet"),
        .manual = MANUAL_CARD,
        ARGUMENTS(card_arguments),
        OPTIONS(card_options),
        .flags = COMMAND_WRITES,
        .run = card_run,
    },
    {
        .name = "add",
        .help = N_("add a record: a client, an invoice, an exception, a meeting"),
        .manual = MANUAL_ADD,
        ARGUMENTS(add_arguments),
        .flags = COMMAND_WRITES,
        .run = add_run,
    },
    {
        .name = "edit",
        .help = N_("change fields of a record"),
        .manual =
            N_("Changes the fields given, as for add, of the record REF: `me`, the day from which rules hold, a ref or "
               "the beginning of an entry's ref, the number of an invoice, the beginning of a client's name; where "
               "several types have that ref, TYPE:REF. An empty value takes a field away, += adds to a list.\n"
               "\n"
               "Example: paletti edit tormenta state=leaving tags+=late"),
        ARGUMENTS(edit_arguments),
        .flags = COMMAND_WRITES,
        .run = edit_run,
    },
    {
        .name = "records",
        .help = N_("list the records of a type"),
        .manual = N_("Lists the records of TYPE (as for add), those of CLIENT or all, a line each, with what edit, show and "
                     "remove call them. On the screen they can be edited there.\n"
                     "\n"
                     "Example: paletti records override tormenta"),
        ARGUMENTS(records_arguments),
        .run = records_run,
    },
    {
        .name = "show",
        .help = N_("show a record whole"),
        .manual = N_("Shows the record REF, as for edit, with all its fields; with --json as a record line.\n"
                     "\n"
                     "Example: paletti show INV-7"),
        ARGUMENTS(show_arguments),
        .run = show_run,
    },
    {
        .name = "no-reply",
        .help = N_("say that messages need no reply, or need one again"),
        .manual = N_("Thanks, newsletters and the like wait for no answer: the entry REF needs none from now on, or, "
                     "when it needed none, needs one again. What follows from it is judged anew. Several REFs are one "
                     "act: all of them, or none.\n"
                     "\n"
                     "Example: paletti no-reply i-4kq2m7zhw3xpa"),
        ARGUMENTS(refs_required),
        .flags = COMMAND_WRITES,
        .run = no_reply_run,
    },
    {
        .name = "undo",
        .help = N_("take back what was done last"),
        .manual = MANUAL_UNDO,
        .flags = COMMAND_WRITES,
        .run = undo_run,
    },
    {
        .name = "redo",
        .help = N_("do again what was undone last"),
        .manual =
            N_("Does again what undo took back, one act each time, as long as nothing else was done since.\n"
               "\n"
               "Example: paletti redo"),
        .flags = COMMAND_WRITES,
        .run = redo_run,
    },
    {
        .name = "acts",
        .help = N_("list what was done, newest first"),
        .manual =
            N_("Lists the acts of the journal, newest first: when, what, and how many records were made, changed and "
               "removed. undo takes back the first one that is not marked as undone, redo does the last one that is "
               "again.\n"
               "\n"
               "Example: paletti acts --limit 5"),
        OPTIONS(acts_options),
        .run = acts_run,
    },
    {
        .name = "remove",
        .help = N_("remove records"),
        .manual =
            N_("Removes the records called REF, as for edit, all of them in one act that undo takes back, or none. Records that others refer to stay, and it says which ones those are.\n"
               "\n"
               "A client with entries or other records is removed with --with-log, and these with it.\n"
               "\n"
               "Example: paletti remove i-4kq2m7zhw3xpa"),
        ARGUMENTS(records_required),
        OPTIONS(remove_options),
        .flags = COMMAND_WRITES,
        .run = remove_run,
    },
    {
        .name = "pay",
        .help = N_("write down a payment on one line"),
        .manual = MANUAL_PAY,
        ARGUMENTS(pay_arguments),
        .flags = COMMAND_WRITES,
        .run = pay_run,
    },
    {
        .name = "later",
        .help = N_("put off your own reminder of a client or of what waits; never the due"),
        .manual = MANUAL_LATER,
        ARGUMENTS(later_arguments),
        .flags = COMMAND_WRITES,
        .run = later_run,
    },
    {
        .name = "backup",
        .help = N_("copy the file, checked"),
        .manual =
            N_("Copies your file to FILE, which must not exist yet. The copy is opened again and "
               "checked before it gets its name.\n"
               "\n"
               "Example: paletti backup ~/usb/paletti-2026-11-16.db"),
        ARGUMENTS(file_required),
        .run = backup_run,
    },
    {
        .name = "restore",
        .help = N_("put a backup in the place of the file"),
        .manual =
            N_("Checks the backup FILE and puts it in the place of your file, which is kept beside it "
               "under another name.\n"
               "\n"
               "Example: paletti restore ~/usb/paletti-2026-11-16.db"),
        ARGUMENTS(file_required),
        .flags = COMMAND_WRITES,
        .run = restore_run,
    },
    {
        .name = "check",
        .help = N_("check the file and recompute every judgement"),
        .manual =
            N_("Has the file checked, then judges the whole log again from the beginning and compares "
               "with what is stored. The exit code is 1 when anything differs.\n"
               "\n"
               "Example: paletti check"),
        .run = check_run,
    },
    {
        .name = "courier",
        .help = N_("check the accounts that letters and refunds go through"),
        .manual = MANUAL_COURIER,
        ARGUMENTS(courier_arguments),
        .run = courier_check_run,
    },
    {
        .name = "profile",
        .help = N_("show whom you work for, and what you ask a prospect"),
        .manual = MANUAL_PROFILE,
        OPTIONS(profile_options),
        .run = profile_run,
    },
    {
        .name = "sign",
        .help = N_("note how an entry left you (1 to 5), and what stood out in it"),
        .manual = MANUAL_SIGN,
        ARGUMENTS(sign_arguments),
        .flags = COMMAND_WRITES,
        .run = sign_run,
    },
    {
        .name = "waive",
        .help = N_("let a client's breach pass, with a reason"),
        .manual =
            N_("Marks the lines that the client crossed with REF, an entry, a request or an invoice, as waived: they stay in "
               "the log and in the counts, and say that you let them pass and why; no reminder is offered for them. "
               "Several refs are written with commas between. Your own breaches are not waived. undo opens it again.\n"
               "\n"
               "Example: paletti waive quejumbre-199 \"I had asked for it by Friday\""),
        ARGUMENTS(waive_arguments),
        .flags = COMMAND_WRITES,
        .run = waive_run,
    },
    {
        .name = "remind",
        .help = N_("write the reminder of a line that a client crossed"),
        .manual = MANUAL_REMIND,
        ARGUMENTS(ref_required),
        OPTIONS(remind_options),
        .flags = COMMAND_WRITES,
        .run = remind_run,
    },
    {
        .name = "drafts",
        .help = N_("list the letters that wait to be sent by you"),
        .manual = N_("Lists the drafts, newest first, of CLIENT or of everybody: reminders, and what you wrote by hand (paletti "
                     "add draft). Nothing leaves by itself: paletti outbox confirm DRAFT has one sent, paletti draft DRAFT --done says "
                     "that you sent it yourself.\n"
                     "\n"
                     "Example: paletti drafts fulmine"),
        ARGUMENTS(client_optional),
        OPTIONS(drafts_options),
        .run = drafts_run,
    },
    {
        .name = "draft",
        .help = N_("show a draft, write it to a file, or mark it as sent"),
        .manual = MANUAL_DRAFT,
        ARGUMENTS(draft_arguments),
        OPTIONS(draft_options),
        .flags = COMMAND_WRITES,
        .run = draft_run,
    },
    {
        .name = "outbox",
        .help = N_("what is confirmed to leave, and letting it go"),
        .manual = MANUAL_OUTBOX,
        ARGUMENTS(outbox_arguments),
        OPTIONS(outbox_options),
        .flags = COMMAND_WRITES,
        .run = outbox_run,
    },
    {
        .name = "teach",
        .help = N_("what your answers outside your hours teach clients"),
        .manual =
            N_("Lists each answer of yours outside your hours, newest first, with how often that client came outside them in "
               "the 14 days before it and in the 14 days after, e-mails included. The days after may not be over yet; the "
               "sums leave such answers out. Nothing is concluded: the figures are for you.\n"
               "\n"
               "Example: paletti teach quejumbre"),
        ARGUMENTS(client_optional),
        .run = teach_run,
    },
    {
        .name = "triage",
        .help = N_("who needs a look, and why"),
        .manual = MANUAL_TRIAGE,
        .run = triage_run,
    },
    {
        .name = "stats",
        .help = N_("your own numbers: hours earned, decisions, quarters"),
        .manual = MANUAL_STATS,
        OPTIONS(stats_options),
        .run = stats_run,
    },
    {
        .name = "plot",
        .help = N_("draw a picture of the log, here or as SVG"),
        .manual = MANUAL_PLOT,
        ARGUMENTS(plot_arguments),
        OPTIONS(plot_options),
        .run = plot_run,
    },
    {
        .name = "demo",
        .help = N_("open a year with invented clients, in a file of its own"),
        .manual = MANUAL_DEMO,
        OPTIONS(demo_options),
        .flags = COMMAND_WRITES | COMMAND_OPENS,
        .run = demo_run,
    },
    {
        .name = "set",
        .help = N_("show the settings of the screen, or set one"),
        .manual = MANUAL_SET,
        ARGUMENTS(set_arguments),
        .flags = COMMAND_WRITES,
        .run = set_run,
    },
};
const size_t commands_n = ARRAY_LEN(commands);

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < commands_n; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

int command_limit(const struct request *request, size_t option)
{
    const char *text = request->options[option];

    return text ? atoi(text) : LIST_LIMIT;
}
