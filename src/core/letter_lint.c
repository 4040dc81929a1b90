#include "letter_lexicon.h"
#include "letter_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

const char *const letter_fault_names[] = {"leak",  "capitals",     "exclamation", "absolute", "insult",
                                          "irony", "emoji",        "begging",     "threat",   "register",
                                          "brace", "long_subject", "long_text",   "tongue", NULL};

/* Of leaks letter_guard says why. */
static const char *const whys[] = {
    [FAULT_CAPITALS] = N_("capitals shout; write it in small letters"),
    [FAULT_EXCLAMATION] = N_("an exclamation mark raises the voice; a full stop says it too"),
    [FAULT_ABSOLUTE] = N_("always and never are seldom true; say how often, or when"),
    [FAULT_INSULT] = N_("it is about the person; say what was done"),
    [FAULT_IRONY] = N_("irony is read as an attack; say it plainly"),
    [FAULT_EMOJI] = N_("signs instead of words; say it, or leave it out"),
    [FAULT_BEGGING] = N_("it begs; ask for it, with a date"),
    [FAULT_THREAT] = N_("it threatens; say what you will do, and from which date"),
    [FAULT_REGISTER] = N_("a word of another register than the rest of the letter"),
    [FAULT_BRACE] = N_("a field that was not filled in"),
    [FAULT_LONG_SUBJECT] = N_("a subject of more than 60 characters is cut off"),
    [FAULT_LONG_TEXT] = N_("more than 150 words are seldom read to the end"),
    [FAULT_TONGUE] = N_("in the language of this screen; say it in that of the letter"),
};

void letter_findings_clear(struct letter_findings *findings)
{
    for (size_t i = 0; i < findings->n; i++)
        free(findings->v[i].what);
    free(findings->v);
    *findings = (struct letter_findings){0};
}

const struct letter_finding *letter_leak(const struct letter_findings *findings)
{
    for (size_t i = 0; i < findings->n; i++)
        if (findings->v[i].fault == FAULT_LEAK)
            return &findings->v[i];
    return NULL;
}

char *letter_finding_words(const struct letter_finding *finding)
{
    return finding->fault == FAULT_LONG_TEXT ? mem_string(finding->why)
                                             : str_format(_("\"%s\": %s"), finding->what, finding->why);
}

/* --- one of both texts --- */

struct lint {
    const char *language;
    enum letter_address address;
    const char *text;
    bool in_subject;
    struct letter_words words, names;
    struct letter_findings *to;
};

static void find(struct lint *lint, enum letter_fault fault, size_t at, size_t len)
{
    struct letter_findings *to = lint->to;

    MEM_GROW(to->v, to->n, to->cap);
    to->v[to->n++] = (struct letter_finding){
        .fault = fault,
        .in_subject = lint->in_subject,
        .at = at,
        .len = len,
        .what = mem_string_n(lint->text + at, len),
        .why = _(whys[fault]),
    };
}

static void find_words(struct lint *lint, enum letter_fault fault, size_t from, size_t n)
{
    size_t at = lint->words.v[from].at,
           end = lint->words.v[from + n - 1].at + lint->words.v[from + n - 1].len;

    find(lint, fault, at, end - at);
}

/* --- phrases --- */

static void look_for(struct lint *lint, enum letter_fault fault, const char *const *phrases)
{
    for (size_t i = 0; i < lint->words.n; i++)
        for (size_t j = 0; phrases[j]; j++) {
            size_t n = letter_words_say(&lint->words, i, phrases[j]);
            if (n)
                find_words(lint, fault, i, n);
        }
}

static void look_for_phrases(struct lint *lint)
{
    for (size_t i = 0; i < lexicon_n; i++)
        if (str_equal(lexicon[i].language, lint->language))
            look_for(lint, lexicon[i].fault, lexicon[i].phrases);
    for (size_t i = 0; i < lexicon_registers_n; i++)
        if (lexicon_registers[i].address == lint->address &&
            str_equal(lexicon_registers[i].language, lint->language))
            look_for(lint, FAULT_REGISTER, lexicon_registers[i].words);
}

/* --- capitals --- */

static bool listed(const char *const *list, const char *word, size_t len)
{
    for (; *list; list++)
        if (strlen(*list) == len && memcmp(*list, word, len) == 0)
            return true;
    return false;
}

/* Letters of A to Z and the Latin-1 capitals, and no others. */
static bool all_capitals(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)word[i];
        if (c == 0xc3 && i + 1 < len && (unsigned char)word[i + 1] >= 0x80 &&
            (unsigned char)word[i + 1] <= 0x9e)
            i++;
        else if (c < 'A' || c > 'Z')
            return false;
    }
    return true;
}

static bool is_name(const struct lint *lint, size_t word)
{
    return letter_words_find(&lint->names, 0, &lint->words, word, 1) < lint->names.n;
}

static void look_for_capitals(struct lint *lint)
{
    for (size_t i = 0; i < lint->words.n; i++) {
        const struct letter_word *word = &lint->words.v[i];
        const char *s = lint->text + word->at;
        bool shout = listed(lexicon_shouts, s, word->len);
        bool long_one = letter_length(word->folded) > 3 && all_capitals(s, word->len) &&
                        !listed(lexicon_initials, s, word->len);
        if ((shout || long_one) && !is_name(lint, i))
            find_words(lint, FAULT_CAPITALS, i, 1);
    }
}

/* --- signs --- */

static bool is_emoji(const unsigned char *s)
{
    if (s[0] == 0xf0 && s[1] == 0x9f)
        return true;
    bool arrows_no_symbols = s[0] == 0xe2 && (s[1] == 0x98 || s[1] == 0x99 || s[1] == 0x9a || s[1] == 0x9b ||
                                              s[1] == 0x9c || s[1] == 0x9d || s[1] == 0x9e);
    return arrows_no_symbols || (s[0] == 0xef && s[1] == 0xb8 && s[2] == 0x8f);
}

/* ":-)", ";)", ":(", "xD" are bytes long. */
static size_t emoticon(const char *s)
{
    static const char *const faces[] = {":-)", ";-)", ":-(", ":)", ";)", ":(", ":D", "xD", ":P"};

    for (size_t i = 0; i < ARRAY_LEN(faces); i++)
        if (str_starts(s, faces[i]))
            return strlen(faces[i]);
    return 0;
}

static size_t sign_length(const char *s)
{
    unsigned char c = (unsigned char)*s;

    return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

static void look_for_signs(struct lint *lint)
{
    for (const char *s = lint->text; *s;) {
        size_t len = sign_length(s), face = emoticon(s), at = (size_t)(s - lint->text);
        if (face || is_emoji((const unsigned char *)s))
            find(lint, FAULT_EMOJI, at, face ? face : len);
        else if (*s == '!' || str_starts(s, "¡"))
            find(lint, FAULT_EXCLAMATION, at, len);
        else if (*s == '{' || *s == '}')
            find(lint, FAULT_BRACE, at, len);
        s += face ? face : strnlen(s, len);
    }
}

/* --- length --- */

static void check_subject(struct lint *lint)
{
    size_t at = 0;

    if (letter_length(lint->text) <= LETTER_SUBJECT_MAX)
        return;
    for (int i = 0; i < LETTER_SUBJECT_MAX; i++)
        at += sign_length(lint->text + at);
    find(lint, FAULT_LONG_SUBJECT, at, strlen(lint->text + at));
}

/* A word is what blanks surround, and says something: an address or a sum is one. Lines that begin with "|" or "* " are
 * a table. */
static void check_text(struct lint *lint)
{
    static const char blanks[] = " \n\t", dumb[] = "-*.,:;|";
    const char *s = lint->text;
    int n = 0;

    while (*s) {
        if ((s == lint->text || s[-1] == '\n') && (*s == '|' || str_starts(s, "* "))) {
            s += strcspn(s, "\n");
            continue;
        }
        size_t len = strcspn(s, blanks);
        if (len > strspn(s, dumb) && ++n > LETTER_WORDS_MAX) {
            find(lint, FAULT_LONG_TEXT, (size_t)(s - lint->text), strlen(s));
            return;
        }
        s += len ? len : 1;
    }
}

/* --- in the order of the text --- */

static int by_place(const void *a, const void *b)
{
    const struct letter_finding *one = a, *other = b;

    if (one->in_subject != other->in_subject)
        return one->in_subject ? -1 : 1;
    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    return (int)one->fault - (int)other->fault;
}

static void lint_one(struct lint *lint, const char *text, bool in_subject)
{
    lint->text = text;
    lint->in_subject = in_subject;
    letter_words_of(text, &lint->words);
    look_for_phrases(lint);
    look_for_capitals(lint);
    look_for_signs(lint);
    if (in_subject)
        check_subject(lint);
    else
        check_text(lint);
    letter_words_clear(&lint->words);
}

void letter_lint(const char *language, enum letter_address address, const char *subject, const char *text,
                 const char *names, struct letter_findings *findings)
{
    struct lint lint = {.language = language, .address = address, .to = findings};

    letter_words_of(names ? names : "", &lint.names);
    lint_one(&lint, subject, true);
    lint_one(&lint, text, false);
    letter_words_clear(&lint.names);
    if (findings->n)
        qsort(findings->v, findings->n, sizeof *findings->v, by_place);
}

static size_t first_rune(const char *text)
{
    size_t n = *text != '\0';

    while (((unsigned char)text[n] & 0xc0) == 0x80)
        n++;
    return n;
}

void letter_lint_tongue(const char *const *phrases, size_t n, const char *text, struct letter_findings *findings)
{
    for (size_t i = 0; text && i < n; i++) {
        size_t first = first_rune(phrases[i]);
        const char *rest = phrases[i] + first, *at = *rest ? strstr(text, rest) : NULL;
        if (!at || (size_t)(at - text) < first)
            continue;
        struct lint lint = {.text = text, .to = findings};
        find(&lint, FAULT_TONGUE, (size_t)(at - text) - first, strlen(phrases[i]));
    }
}
