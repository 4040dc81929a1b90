/* Codes as people say them. */
#include "form_words.h"
#include "inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { BEGINNING_MIN = 3 }; /* bytes of a word that can stand for it */

const char *words_code(struct app *app, const char *file, const char *code)
{
    const struct code *found = codes_find(app_codes(app, file), code);

    return found ? _(found->label) : code;
}

static bool has_word(const char *text, const char *folded)
{
    _cleanup_free_ char *words = text_fold_new(text);

    return *folded && list_has(words, folded);
}

static bool is_called(const struct code *code, const char *folded)
{
    _cleanup_free_ char *label = text_fold_new(code->label), *translated = text_fold_new(_(code->label));

    return str_equal(code->code, folded) || strcmp(label, folded) == 0 || strcmp(translated, folded) == 0 ||
           (code->words && has_word(code->words, folded));
}

static bool has_beginning(const char *text, const char *folded)
{
    _cleanup_free_ char *words = text_fold_new(text);

    for (const char *word = words; *word; word += strspn(word, " '")) {
        if (str_starts(word, folded))
            return true;
        word += strcspn(word, " '");
    }
    return false;
}

static bool begins_so(const struct code *code, const char *folded)
{
    return str_starts(code->code, folded) || has_beginning(code->label, folded) ||
           has_beginning(_(code->label), folded) || (code->words && has_beginning(code->words, folded));
}

const char *code_named(struct app *app, const char *file, const char *text)
{
    const struct codes *codes = app_codes(app, file);
    _cleanup_free_ char *folded = text_fold_new(text);
    const char *found = NULL;
    int n = 0;

    for (size_t i = 0; i < codes->n; i++)
        if (is_called(&codes->v[i], folded))
            return codes->v[i].code;
    for (size_t i = 0; i < codes->n && strlen(folded) >= BEGINNING_MIN; i++)
        if (begins_so(&codes->v[i], folded) && n++ == 0)
            found = codes->v[i].code;
    return n == 1 ? found : NULL;
}
