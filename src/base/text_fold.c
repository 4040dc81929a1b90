#include "paletti/base/text.h"

#include "utf8.h"

#include "paletti/base/mem.h"

#include <string.h>
#include <utf8proc.h>

#define COMBINING_TILDE 0x0303
#define N_TILDE         0x00F1
#define FOLDED_N_TILDE  "\u00F1"
#define LAST_RUNE       0x10FFFD /* the last one that is no noncharacter */
#define DECOMPOSED_MAX  32 /* Unicode's longest canonical decomposition has 4 code points */

static bool is_mark(int32_t rune)
{
    utf8proc_category_t category = utf8proc_category(rune);

    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

/* Writes what RUNE folds to. *N_OPEN: the text ends in an n to which a tilde may still come. */
static void fold_rune(struct str *to, int32_t rune, bool *n_open)
{
    utf8proc_int32_t parts[DECOMPOSED_MAX];
    int last_class = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t n = utf8proc_decompose_char(rune, parts, DECOMPOSED_MAX,
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, &last_class);

    for (utf8proc_ssize_t i = 0; i < n && i < DECOMPOSED_MAX; i++) {
        if (!is_mark(parts[i])) {
            str_add_rune(to, parts[i]);
            *n_open = parts[i] == 'n';
        } else if (parts[i] == COMBINING_TILDE && *n_open) {
            to->len--;
            str_add_rune(to, N_TILDE);
            *n_open = false;
        }
    }
}

/* Most text is this; a loop that the compiler turns into vectors. */
static void fold_ascii(struct str *to, const char *s, size_t n)
{
    str_add_n(to, s, n);
    char *copy = to->s + to->len - n;
    for (size_t i = 0; i < n; i++)
        copy[i] = (char)(copy[i] + (copy[i] >= 'A' && copy[i] <= 'Z') * ('a' - 'A'));
}

void text_fold(struct str *to, const char *s)
{
    bool n_open = false;
    size_t left = strlen(s);
    int32_t rune;

    while (left > 0) {
        size_t n = utf8_ascii_run(s, left);
        if (n > 0) {
            fold_ascii(to, s, n);
            n_open = to->s[to->len - 1] == 'n';
        } else {
            n = utf8_decode(s, left, &rune);
            fold_rune(to, rune == UTF8_BAD ? UTF8_REPLACEMENT : rune, &n_open);
        }
        s += n, left -= n;
    }
}

char *text_fold_new(const char *s)
{
    struct str folded = STR_INIT;

    text_fold(&folded, s);
    return str_take(&folded);
}

static char *fold_inner(const char *s)
{
    size_t n;

    s += strspn(s, " \t\n");
    for (n = strlen(s); n > 0 && strchr(" \t\n", s[n - 1]); n--)
        ;
    _cleanup_free_ char *inner = mem_string_n(s, n);
    return text_fold_new(inner);
}

bool text_same(const char *typed, const char *name)
{
    if (!typed || !name || !*name)
        return false;
    _cleanup_free_ char *a = fold_inner(typed), *b = fold_inner(name);
    return strcmp(a, b) == 0;
}

char *text_sort_key(const char *s)
{
    _cleanup_str_ struct str folded = STR_INIT;
    struct str key = STR_INIT;
    const char *from, *at;

    text_fold(&folded, s);
    for (from = str_text(&folded); (at = strstr(from, FOLDED_N_TILDE)) != NULL; from = at + strlen(FOLDED_N_TILDE)) {
        str_add_n(&key, from, (size_t)(at - from));
        str_add_char(&key, 'n');
        str_add_rune(&key, LAST_RUNE);
    }
    str_add(&key, from);
    return str_take(&key);
}

/* Spacing marks in the Unicode of SQLite's unicode61, letters since. */
static bool was_mark(int32_t rune)
{
    return (rune >= 0x19B0 && rune <= 0x19C0) || rune == 0x19C8 || rune == 0x19C9 || rune == 0x1CF2 || rune == 0x1CF3;
}

/* unicode61's default categories: "L* N* Co". */
static bool is_word_rune(int32_t rune)
{
    if (rune < 0x80)
        return (rune >= 'a' && rune <= 'z') || (rune >= '0' && rune <= '9') || (rune >= 'A' && rune <= 'Z');
    utf8proc_category_t c = utf8proc_category(rune);
    bool letter = c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
    bool number = c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO;
    return (letter || number || c == UTF8PROC_CATEGORY_CO) && !was_mark(rune);
}

int text_words(const char *folded, int (*fn)(void *ctx, const char *word, size_t len), void *ctx)
{
    const char *word = NULL, *s = folded;
    int32_t rune = 0;

    for (size_t n;; s += n) {
        n = utf8_next(s, &rune);
        bool inside = n > 0 && is_word_rune(rune);
        if (inside && !word)
            word = s;
        if (!inside && word) {
            int r = fn(ctx, word, (size_t)(s - word));
            if (r)
                return r;
            word = NULL;
        }
        if (n == 0)
            return 0;
    }
}
