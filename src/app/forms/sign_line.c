#include "sign_line.h"

#include "form_words.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

#define BLANKS " \t\n,;"

static void remove_text(struct texts *texts, const char *text)
{
    for (size_t i = 0; i < texts->n; i++) {
        if (!str_equal(texts->v[i], text))
            continue;
        free(texts->v[i]);
        memmove(&texts->v[i], &texts->v[i + 1], (--texts->n - i) * sizeof *texts->v);
        return;
    }
}

static void note_sign(struct interaction *entry, const char *code, bool back)
{
    if (back)
        remove_text(&entry->signs, code);
    else if (!texts_have(&entry->signs, code))
        texts_add(&entry->signs, code);
}

/* False: WORD is nothing that can be noted. */
static bool read_word(struct app *app, const char *word, struct interaction *entry)
{
    bool back = *word == '-';
    const char *name = word + (back || *word == '+'), *digit = name + (*name == 'e');

    if (digit[0] >= '0' && digit[0] <= '5' && !digit[1]) {
        entry->energy = back ? 0 : digit[0] - '0';
        return true;
    }
    const char *code = *name ? code_named(app, "signs", name) : NULL;
    if (code) {
        note_sign(entry, code, back);
        return true;
    }
    int closeness = choice_find("closeness", model_field(&model_interaction, "closeness")->names, name, true);
    if (closeness >= 0)
        entry->closeness = (int8_t)(back ? -1 : closeness);
    return closeness >= 0;
}

static void add_codes(struct app *app, struct str *to)
{
    const struct codes *codes = app_codes(app, "signs");

    for (size_t i = 0; i < codes->n; i++)
        str_printf(to, "%s%s", i ? ", " : "", codes->v[i].code);
}

int sign_line_read(struct app *app, const char *line, struct interaction *entry, struct err *err)
{
    _cleanup_str_ struct str list = STR_INIT;
    bool any = false;

    for (const char *s = line + strspn(line, BLANKS); *s; s += strspn(s, BLANKS)) {
        _cleanup_free_ char *word = mem_string_n(s, strcspn(s, BLANKS));
        if (!read_word(app, word, entry)) {
            add_codes(app, &list);
            return err_set(err, _("\"%.40s\" is no sign, or may be several; there are %s"), word, str_text(&list));
        }
        any = true;
        s += strlen(word);
    }
    if (!any)
        err_set(err, _("how did it leave you? 1 (drained) to 5; and what stood out: haggles, urgent, listens ...; - takes it back"));
    return !any;
}

/* Where the last word begins, if it is one of these; NULL: it is not. */
static char *last_mark(char *text)
{
    char *last = strrchr(text, ' ');

    last = last ? last + 1 : text;
    return *last == '+' && last[1] ? last : NULL;
}

void sign_line_take(struct app *app, struct interaction *entry)
{
    char **text = entry->body ? &entry->body : &entry->subject;
    char *mark;

    while (*text && (mark = last_mark(*text)) && read_word(app, mark, entry)) {
        while (mark > *text && mark[-1] == ' ')
            mark--;
        *mark = '\0';
    }
    if (*text && !**text) {
        free(*text);
        *text = NULL;
    }
}

void sign_line_words(struct app *app, const struct interaction *entry, struct str *to)
{
    const char *between = "";

    if (entry->energy > 0) {
        str_printf(to, _("energy %lld"), (long long)entry->energy);
        between = ", ";
    }
    for (size_t i = 0; i < entry->signs.n; i++) {
        str_printf(to, "%s%s", between, words_code(app, "signs", entry->signs.v[i]));
        between = ", ";
    }
    if (entry->closeness >= 0)
        str_printf(to, "%s%s", between,
                   choice_word("closeness", model_field(&model_interaction, "closeness")->names[entry->closeness]));
}
