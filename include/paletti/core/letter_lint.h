/* How a letter sounds, and what it must not give away: looked for in every template by a test, and in what a
 * person wrote. Pure; whoever asks decides: a finding of tone is shown, a leak keeps the letter from being
 * released. letters.md (tone rules), letgo.md (leak guard). */
#pragma once

#include "paletti/core/letter.h"

enum letter_fault {
    FAULT_LEAK,
    FAULT_CAPITALS,
    FAULT_EXCLAMATION,
    FAULT_ABSOLUTE, /* always, never */
    FAULT_INSULT,
    FAULT_IRONY,
    FAULT_EMOJI,
    FAULT_BEGGING,
    FAULT_THREAT,
    FAULT_REGISTER, /* a word of another register */
    FAULT_BRACE,    /* a field that was not filled */
    FAULT_LONG_SUBJECT,
    FAULT_LONG_TEXT,
    FAULT_TONGUE, /* words that the program proposed in the language of the screen */
};
extern const char *const letter_fault_names[]; /* "leak", "capitals", ... */

struct letter_finding {
    enum letter_fault fault;
    bool in_subject; /* else in the text */
    size_t at, len;  /* bytes; what is too long begins where it should end */
    char *what;      /* owned: the words themselves, or how long it is */
    const char *why; /* a sentence in the screen's language; static */
};

struct letter_findings {
    struct letter_finding *v; /* by place, the subject's first */
    size_t n, cap;
};
void letter_findings_clear(struct letter_findings *findings);
/* The first that gives something away; NULL: none does. */
const struct letter_finding *letter_leak(const struct letter_findings *findings);
/* "\"asap\": why not", for people; the caller owns it. */
char *letter_finding_words(const struct letter_finding *finding);

/* Appends what is wrong with the tone of SUBJECT and TEXT, written in LANGUAGE to ADDRESS. Words of NAMES
 * (NULL, or people and companies on lines of their own) may be in capitals. */
void letter_lint(const char *language, enum letter_address address, const char *subject, const char *text,
                 const char *names, struct letter_findings *findings);

/* Appends where TEXT says one of PHRASES, which are of another language than the letter; a capital at its beginning does not
 * hide it. TEXT may be NULL. */
void letter_lint_tongue(const char *const *phrases, size_t n, const char *text, struct letter_findings *findings);

/* What must stay here. A note of more than five words leaks where five of them follow each other, anything
 * else as a whole; case and accents do not hide it. The name of another client leaks where it stands as it is
 * written. */
enum letter_secret_kind {
    SECRET_LABEL,
    SECRET_NOTE,
    SECRET_TAG,
    SECRET_SIGN,
    SECRET_DECISION,
    SECRET_CLIENT
};
struct letter_secret {
    enum letter_secret_kind kind;
    const char *text;
};
/* Appends the leaks of SECRETS. What OPEN_WORDS say (the letter without what was written for it alone, the
 * reader's names, mine) is no secret. SUBJECT or TEXT may be NULL: a draft without it. */
void letter_guard(const struct letter_secret *secrets, size_t n, const char *open_words, const char *subject,
                  const char *text, struct letter_findings *findings);
