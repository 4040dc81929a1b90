/* The leak guard: what this file knows, looked for in what is to leave. letgo.md, locks. */
#include "letter_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/letter_lint.h"

#include <ctype.h>
#include <string.h>

enum { RUN = 5 /* words of a note that are no accident */, NAME_MIN = 4 /* letters of a name of one word */ };

static const char *const whys[] = {
    [SECRET_LABEL] = N_("it is your private label of this client"),
    [SECRET_NOTE] = N_("it stands in your private notes on this client"),
    [SECRET_TAG] = N_("it is a tag you gave this client"),
    [SECRET_SIGN] = N_("it is the name of a sign you noted"),
    [SECRET_DECISION] = N_("it is the text of a decision"),
    [SECRET_CLIENT] = N_("it is the name of another client"),
};

struct guard {
    const char *text;
    bool in_subject;
    struct letter_words words;
    const struct letter_words *known; /* of what may be said */
    struct letter_findings *to;
};

/* A short name inside of a long one that was found is the same leak. */
static bool found_already(const struct guard *guard, size_t at, size_t end)
{
    for (size_t i = 0; i < guard->to->n; i++) {
        const struct letter_finding *f = &guard->to->v[i];
        if (f->fault == FAULT_LEAK && f->in_subject == guard->in_subject && f->at <= at &&
            end <= f->at + f->len)
            return true;
    }
    return false;
}

static void leak(struct guard *guard, enum letter_secret_kind kind, size_t from, size_t n)
{
    struct letter_findings *to = guard->to;
    size_t at = guard->words.v[from].at,
           end = guard->words.v[from + n - 1].at + guard->words.v[from + n - 1].len;

    if (found_already(guard, at, end))
        return;
    MEM_GROW(to->v, to->n, to->cap);
    to->v[to->n++] = (struct letter_finding){
        .fault = FAULT_LEAK,
        .in_subject = guard->in_subject,
        .at = at,
        .len = end - at,
        .what = mem_string_n(guard->text + at, end - at),
        .why = _(whys[kind]),
    };
}

/* "Studio" of Studio Fulmine is a word as well: a name of one word counts with its capital, and when it is no
 * short one. */
static bool names(const struct guard *guard, const struct letter_words *secret, size_t at)
{
    const struct letter_word *word = &guard->words.v[at];

    if (secret->n > 1)
        return true;
    return letter_length(secret->v[0].folded) >= NAME_MIN && !islower((unsigned char)guard->text[word->at]);
}

static void look_for(struct guard *guard, enum letter_secret_kind kind, const struct letter_words *secret,
                     size_t from, size_t n)
{
    if (letter_words_find(guard->known, 0, secret, from, n) < guard->known->n)
        return;
    for (size_t at = 0; (at = letter_words_find(&guard->words, at, secret, from, n)) < guard->words.n;
         at += n)
        if (kind != SECRET_CLIENT || names(guard, secret, at))
            leak(guard, kind, at, n);
}

/* Of a long note each run of words; those that follow each other are one leak. */
static void look_for_runs(struct guard *guard, enum letter_secret_kind kind,
                          const struct letter_words *secret)
{
    size_t told = 0;

    for (size_t from = 0; from + RUN <= secret->n; from++) {
        size_t before = guard->to->n;
        if (from >= told)
            look_for(guard, kind, secret, from, RUN);
        if (guard->to->n > before)
            told = from + RUN;
    }
}

static void look_in(struct guard *guard, const struct letter_secret *secrets, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct letter_words secret;
        letter_words_of(secrets[i].text, &secret);
        bool note = secrets[i].kind == SECRET_NOTE || secrets[i].kind == SECRET_DECISION;
        if (note && secret.n > RUN)
            look_for_runs(guard, secrets[i].kind, &secret);
        else if (secret.n)
            look_for(guard, secrets[i].kind, &secret, 0, secret.n);
        letter_words_clear(&secret);
    }
}

static void guard_one(struct guard *guard, const char *text, bool in_subject,
                      const struct letter_secret *secrets, size_t n)
{
    guard->text = text;
    guard->in_subject = in_subject;
    letter_words_of(text, &guard->words);
    look_in(guard, secrets, n);
    letter_words_clear(&guard->words);
}

void letter_guard(const struct letter_secret *secrets, size_t n, const char *open_words, const char *subject,
                  const char *text, struct letter_findings *findings)
{
    struct letter_words known;
    struct guard guard = {.known = &known, .to = findings};

    letter_words_of(open_words ? open_words : "", &known);
    guard_one(&guard, subject ? subject : "", true, secrets, n);
    guard_one(&guard, text ? text : "", false, secrets, n);
    letter_words_clear(&known);
}
