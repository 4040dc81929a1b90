#include "letter_words.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <string.h>

struct collect {
    const char *text;
    struct letter_words *to;
};

static int add_word(void *ctx, const char *word, size_t len)
{
    const struct collect *collect = ctx;
    struct letter_words *to = collect->to;
    _cleanup_free_ char *plain = mem_string_n(word, len);

    MEM_GROW(to->v, to->n, to->cap);
    to->v[to->n++] = (struct letter_word){(size_t)(word - collect->text), len, text_fold_new(plain)};
    return 0;
}

void letter_words_of(const char *text, struct letter_words *ret)
{
    struct collect collect = {text, ret};

    *ret = (struct letter_words){0};
    text_words(text, add_word, &collect);
}

void letter_words_clear(struct letter_words *words)
{
    for (size_t i = 0; i < words->n; i++)
        free(words->v[i].folded);
    free(words->v);
    *words = (struct letter_words){0};
}

size_t letter_words_say(const struct letter_words *words, size_t from, const char *phrase)
{
    size_t n = 0;

    for (; *phrase; n++) {
        if (from + n >= words->n)
            return 0;
        const char *word = words->v[from + n].folded;
        for (; *word && *word == *phrase; word++)
            phrase++;
        if (*word || (*phrase && *phrase != ' '))
            return 0;
        phrase += *phrase == ' ';
    }
    return n;
}

static bool same_at(const struct letter_words *words, size_t at, const struct letter_words *phrase,
                    size_t from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(words->v[at + i].folded, phrase->v[from + i].folded) != 0)
            return false;
    return true;
}

size_t letter_words_find(const struct letter_words *words, size_t start, const struct letter_words *phrase,
                         size_t from, size_t n)
{
    for (size_t at = start; n && at + n <= words->n; at++)
        if (same_at(words, at, phrase, from, n))
            return at;
    return words->n;
}
