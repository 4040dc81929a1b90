/* Letters to clients: which template, filled with what the file knows. Nothing is sent, and nothing is
 * stored. letters.md.
 *
 * T3b are my rules (start, reset), T4 reminds of a line that was crossed (first: without blame, second: the
 * rule quoted, third: what follows), T5 leads to another channel, R1 is a call's recap. A person's own
 * template in CONFIG_HOME/paletti/letters/LANGUAGE/CODE.REGISTER[.VARIANT] takes the place of the built-in
 * one.
 *
 * T3 is the credit statement of statement.h. Its fields, those in brackets only where they hold:
 *     last_day (date), total (sum; a list of sums with several currencies), [owed] (list of sums)
 *     lines, rows for what is left of packages, of: unit (hour, session, month, fixed), bought_on (date),
 *         bought, used, left (counts; hours, sessions or months; of a fixed price hundredths of the
 *         whole), price (sum, all that was paid), sum (what goes back), way (units, single, months,
 *         shares), [unit_price] (sum, where it is exact), [single_price] (sum), [used_on] (list of dates
 *         in the letter's language), [used_from, used_until] (dates), [milestones] (list: each with its
 *         date), [returned] (sum, given back before), [whole] (count of whole months left), [days_left,
 *         days] (counts, of the running month)
 *     refunds, rows of: sum, [method] (stripe, transfer, cash, other; absent: a payment nobody knows),
 *         [paid_on] (date)
 *     [method] of the refunds, where it is the same one; [reference]; [credit_note] (number)
 *     [issued_on, expected_on] (dates) only where records say it of all of it: refunds that succeeded (refunds.h), and
 *         repayments, payments below zero that the packages name; then sums are what was returned: "was returned" stands
 *         under @if issued_on. [started_on, expected_on] (dates) only where all that is left is on its way. Else return_by
 *         (date): "will be returned by". The day it is counted on is last_day where that is handed in, else today.
 *     [whole_sum, returned_before] ($ or +), [returned_before_on] (date) where the open goodbye returned a part already:
 *         that part is in the lines' sums and in whole_sum, and total is what still goes back
 *
 * Fields of each letter
 *
 * All: greeting, client.name, contact.*, me.*, today, contract.ref, contract.signed d, locale. Behind a
 * name stands what it is where that is not a text: ' words that somebody wrote (letter_put_words), + a
 * list, d a date, t an instant, $ a sum, n a count; [] rows with their fields. "File" is what letter_write
 * finds by itself; a decision's plan comes over it, and what is handed in (letter_wish.given) over both.
 *
 * MONEY BACK (T1, T1b, T7a, T8, T10, T15): total $ or +, return_by d, started_on d, issued_on d (only what
 *      a record says: they unlock "started" and "returned"), expected_on d, method, whole_sum, returned_before, returned_before_on: as in T3.
 * REFERRAL (T1, T2, T8, T10, T13, T17): colleague.name', colleague.email, colleague.consented_on d; all
 *      three or none: nobody is named who did not say yes within a year. From the client's newest
 *      `referral`; or that of colleague.ref.
 * MEETINGS (T1, T15): meetings [starts t, title'], those still planned (T1: after last_day); cancelled
 *      [the same], those a record says are; zone.city.
 * HAND-OVER (T1, T7a, T7b, T8): handover' +, handover.by d.
 *
 * T1   last_day d, path (notice, today), reason_short', accesses' +; MONEY BACK, REFERRAL, MEETINGS,
 *      HAND-OVER. File: last_day from the contract's notice, accesses still open.
 * T1b  last_day d is today; MONEY BACK. Without a total nothing is said of money.
 * T2   variants client, colleague; REFERRAL, need', why_fit'; colleague: agreed', warning'.
 * T6a  invoice.number', invoice.sum $ (what is unpaid), invoice.due d, invoice.days n (late; none: not due
 *      yet), pay_to', attachment. T6a, T6b, T6c and T6e are read by whoever pays.
 * T6b  the same, first_on d (of the first note), answer_by d, stop_on d (work stops), or stopped_on d (it
 *      has).
 * T6c  the same, promises + (dates that were broken), deadline d, next_step' or step (stop, claim, end),
 *      interest $ (the fixed sum of the EU's directive, where it applies).
 * T6d  invoice.*, invoices n (more than one; invoice.sum is all of them), answer_by d, in_charge (given:
 *      whoever is in charge reads it).
 * T6e  promise.on d, promise.sum $, invoice.number'.
 * T7a  contract.clause', notice_days n, last_day d, open_jobs [what', by d, unfinished (given: it is not
 *      finished)], needed' + with needed.by d, accesses' +, debts as in T7b; MONEY BACK, HAND-OVER. File:
 *      as T1; needed from the asks that are open.
 * T7b  last_day d (today), contract.clause', debts [number', due d, sum $], debt $ or +, stopped_on d,
 *      pay_to; HAND-OVER. File: the invoices that are late.
 * T8   last_day d, decided_on d, framing (true, not_fit, best_for_you), looking_for', reason_short'; MONEY
 *      BACK, REFERRAL, HAND-OVER.
 * T9   scope', asked [what', hours n], extra_hours n, effort', price $, extras_rate $ (where the price is
 *      made of it), ready_on d, swap' (what may go instead). File: from the request that `of` names, else
 *      those that are open; the contract's scope; the rules' extras_rate.
 * T10  project', why'; REFERRAL; still' (what I am still here for) or open_door (given: I am still here);
 *      last_day d and MONEY BACK where it is an end.
 * T11  topic', facts' +, want', limit', ask'. A card for oneself, never sent.
 * T12  variants passing, budget, value; offer.price $, offer' (of what is done), until d; asked_for'.
 * T13  fit'; REFERRAL.
 * T14  facts' +, debts as in T7b, conditions [what', measure (plan_condition), limit n (where it is not
 *      0), number' (of the invoice), test', until d], duties' +, work_after (given: work goes on after the
 *      first condition), if_met' or review d, if_not', answer_by d (File: in a week).
 * T15  MEETINGS; charge (none: nothing is charged; credit: it goes back to what is left); MONEY BACK.
 * T16  items [what', where', whose (mine, theirs), closes_on d, closed_on d], takeover' +, handover.link',
 *      handover.until d. File: the accesses; closed ones where their record says so.
 * T17  variants yes (terms' +, from d), no (asked_on d, reason_short', REFERRAL).
 * F1   variants first, second, last: a farewell to who went quiet (sequences.h). last_on d (of the last one of
 *      them), first_on d (the first one really left), quiet_since d (File: the last entry), prospect (given: there
 *      was no work together). */
#pragma once

#include "paletti/app/command.h"
#include "paletti/core/decision.h"
#include "paletti/core/judge.h"
#include "paletti/core/letter_lint.h"

/* Which letter; strings borrowed, NULL where nothing is said. */
struct letter_wish {
    const char *client;  /* ref; NULL: nobody in particular, in my language (T3b) */
    const char *code;    /* "T4" */
    const char *variant; /* "second"; else T4's follows from `reminders`, T3b's from what was told */
    const char *of;      /* what it is about: an entry (or its beginning, as explain takes it): T4, T5, R1; an
                          * invoice: T6; a request: T9 */
    enum breach breach;  /* which line of it; 0: the gravest */
    int reminders;       /* T4: how many reminders of that kind the client had before */
    const char *reason;  /* T4: a code of letters_reasons, or own words */
    int64_t rule;        /* T3b: the `from` of the version; INSTANT_NONE: the one in force now */
    bool copied;         /* T5: I have put it where it belongs myself */
    const struct texts *given_back; /* T3 and the money of a goodbye: as statement_make takes it; or NULL */
    /* The decision that it is for: its plan fills the letter. NULL: the newest that stands, where it is an end or
     * a second chance. */
    const struct deciding *deciding;
    const char *language; /* another one than the client's ("it-IT"); or NULL */
    const struct letter_fields *given; /* what a plan or a form says: "Fields of each letter"; or NULL */
};
#define LETTER_WISH_INIT ((struct letter_wish){.rule = INSTANT_NONE})

struct letter {
    char *subject, *text; /* NULL while fields are missing; text is Markdown, and ends with a newline */
    struct texts missing; /* fields, by name */
    char *code, *variant; /* of the template; variant NULL: none */
    char *language, *locale;
    enum letter_address address;
    enum letter_disclosure disclosure; /* DISCLOSE_SELF: never to be sent */
    char *why; /* a sentence: why this language and register */
    char *
        refused; /* why the person's own template was not taken, with file and line; NULL: none was refused */
    char *to;    /* the reader's address, or NULL */
    char *channel;                   /* "email" */
    enum breach breach;              /* what it is about; 0 */
    int64_t rule;                    /* the `from` of the rules it speaks of; INSTANT_NONE */
    struct letter_findings findings; /* leaks among them: such a letter must not be released */
};
#define _cleanup_letter_ _cleanup_(letter_clear)
void letter_clear(struct letter *letter);

/* LINES of NAME=VALUE as a person gives them (several of a list's) into FIELDS, for letter_wish.given. Fails with
 * a sentence: such a field cannot be given, for only a record says what was paid, returned, closed or cancelled;
 * or the value is none. */
int letter_read_fields(struct app *app, const char *lines, struct letter_fields *fields, struct err *err);

/* 0 when *RET has its text, or lists what is missing; fails when there is no such client, template, entry or
 * version, or the entry crossed no line that the letter is about. */
int letter_write(struct app *app, const struct letter_wish *wish, struct letter *ret, struct err *err);

/* The letter for one more breach of a kind, after so many reminders of it (none, where only an exception was crossed: nobody
 * was told that one): T5 first for a wrong channel, else
 * T4 and its step. 1: there is none for this kind. Static strings; *RET_VARIANT may become NULL. */
int letter_for_breach(enum breach breach, int reminders, const char **ret_code, const char **ret_variant);

/* What is wrong with a text to CLIENT (a ref), as it stands now, template or not: tone, and what would give
 * something away. OPEN_WORDS: what it says anyway, which gives nobody away. Appends. */
int letter_look(struct app *app, const char *client, const char *open_words, const char *subject,
                const char *text, struct letter_findings *findings, struct err *err);

/* The ready reasons in LANGUAGE ("es-AR"), the person's own behind the built-in ones. */
int letter_reasons(struct app *app, const char *language,
                   int (*fn)(void *ctx, const char *code, const char *sentence), void *ctx, struct err *err);

/* Says beside the answer why the person's own template was not taken; nothing where it was, or REQUEST is NULL. */
void letter_say_refused(const struct request *request, const struct letter *letter);
/* "Made of the template es/T6b.tu; ...": which it is, and where one's own would stand. Appends. */
void words_letter_template(struct str *to, const struct letter *letter);
/* Fails with a sentence: what LETTER lacks, and what to do about it. */
int letter_refuse_missing(const struct letter *letter, struct err *err);
/* As a mail program takes it: heads, an empty line, the text. TO and SUBJECT may be NULL. Appends. */
void letter_page(struct str *page, const char *to, const char *subject, const char *text);
/* The same into the file PATH, which must not exist yet. */
int letter_write_file(const char *path, const char *to, const char *subject, const char *text, struct err *err);
