/* Letters to clients: which template, filled with what the file knows. Nothing is sent, and nothing is
 * stored. letters.md.
 *
 * T3b are my rules (start, reset), T4 reminds of a line that was crossed (first: without blame, second: the
 * rule quoted, third: what follows), T5 leads to another channel, R1 is a call's recap. A person's own
 * template in CONFIG_HOME/paletti/letters/LANGUAGE/CODE.REGISTER[.VARIANT] takes the place of the built-in
 * one.
 *
 * T3 is the credit statement of statement.h. Its fields, those in brackets only where they hold:
 *     last_day (date), total (sum) or [totals] (list of sums, with several currencies), [owed] (list of sums)
 *     lines, rows of: unit (hour, session, month, fixed), bought_on (date), bought, used, left (counts; hours, sessions or
 *         months; of a fixed price hundredths of the whole), price (sum, all that was paid), sum (what goes back),
 *         way (units, single, months, shares), [unit_price] (sum, where it is exact), [single_price] (sum),
 *         [used_on] (list of dates in the letter's language), [used_from, used_until] (dates),
 *         [milestones] (list: each with its date), [returned] (sum, given back before),
 *         [whole] (count of whole months left), [days_left, days] (counts, of the running month)
 *     refunds, rows of: sum, [method] (stripe, transfer, cash, other; absent: a payment nobody knows), [paid_on] (date)
 *     [method] of the refunds, where it is the same one; [reference]; [credit_note] (number)
 *     [issued_on, expected_on] (dates) only where the refund is recorded as issued: "was returned" stands under
 *         @if issued_on; else return_by (date): "will be returned by". */
#pragma once

#include "paletti/app/app.h"
#include "paletti/core/judge.h"
#include "paletti/core/letter_lint.h"

/* Which letter; strings borrowed, NULL where nothing is said. */
struct letter_wish {
    const char *client;  /* ref; NULL: nobody in particular, in my language (T3b) */
    const char *code;    /* "T4" */
    const char *variant; /* "second"; else T4's follows from `reminders`, T3b's from what was told */
    const char *of;      /* the entry (or its beginning, as explain takes it) it is about: T4, T5, R1 */
    enum breach breach;  /* which line of it; 0: the gravest */
    int reminders;       /* T4: how many reminders of that kind the client had before */
    const char *reason;  /* T4: a code of letters_reasons, or own words */
    int64_t rule;        /* T3b: the `from` of the version; INSTANT_NONE: the one in force now */
    bool copied;         /* T5: I have put it where it belongs myself */
};
#define LETTER_WISH_INIT ((struct letter_wish){.rule = INSTANT_NONE})

struct letter {
    char *subject, *text; /* NULL while fields are missing; text is Markdown, and ends with a newline */
    struct texts missing; /* fields, by name */
    char *code, *variant; /* of the template; variant NULL: none */
    char *language, *locale;
    enum letter_address address;
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

/* Fails with a sentence: what LETTER lacks, and what to do about it. */
int letter_refuse_missing(const struct letter *letter, struct err *err);
/* As a mail program takes it: heads, an empty line, the text. TO and SUBJECT may be NULL. Appends. */
void letter_page(struct str *page, const char *to, const char *subject, const char *text);
/* The same into the file PATH, which must not exist yet. */
int letter_write_file(const char *path, const char *to, const char *subject, const char *text, struct err *err);
