/* The values of paletti.conf: texts, numbers, names, and commands as lists of words. */
#include "accounts_reader.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/record/record.h"
#include "paletti/record/tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What is written in the way of JSON, as the only item of the list "it"; NULL: it is none. */
static struct tree *read_json(const char *value)
{
    _cleanup_free_ char *text = str_format("{\"it\":[%s]}", value);
    struct tree *tree = NULL;

    if (tree_parse(text, strlen(text), &tree, NULL) == 0 && tree_count(tree, "it") == 1)
        return tree;
    tree_free(tree);
    return NULL;
}

static int read_text(const struct account_reader *reader, const char *name, const char *value, char **to)
{
    _cleanup_(tree_free_p)
    struct tree *tree = *value == '"' ? read_json(value) : NULL;
    const char *text = *value != '"' ? value : tree ? tree_text(tree_item(tree, "it", 0), "") : NULL;

    if (!text)
        return account_fail(reader, name,
                            _("what begins with a quotation mark ends with one, and says something"));
    free(*to);
    *to = mem_string(text);
    return 0;
}

/* Arguments can be read by everybody on the machine. */
static bool shows_key(const char *word)
{
    return strstr(word, "k_live_") || strstr(word, "k_test_");
}

static int read_words(const struct account_reader *reader, const char *name, const char *value,
                      struct texts *to)
{
    _cleanup_(tree_free_p)
    struct tree *tree = *value == '[' ? read_json(value) : NULL;
    const struct tree *words = tree ? tree_item(tree, "it", 0) : NULL;
    int64_t n = tree_count(words, "");

    if (n <= 0)
        return account_fail(reader, name,
                            _("a program and its arguments are written on one line like [\"pass\", \"show\", "
                              "\"mail\"]; they are run "
                              "without a shell"));
    for (int64_t i = 0; i < n; i++) {
        const char *word = tree_text(tree_item(words, "", (size_t)i), "");
        if (!word)
            return account_fail(reader, name,
                                _("each word of a command is a text in quotation marks, and none is empty"));
        if (shows_key(word))
            return account_fail(
                reader, name,
                _("this holds a key of Stripe's, which everybody on this machine could read while it runs: "
                  "take it "
                  "out, and name a program that keeps it, such as [\"pass\", \"show\", \"stripe\"]"));
        MEM_GROW(to->v, to->n, to->cap);
        to->v[to->n++] = mem_string(word);
    }
    return 0;
}

static int read_number(const struct account_reader *reader, const struct field *field, const char *value,
                       void *record)
{
    char *end;

    errno = 0;
    long long number = strtoll(value, &end, 10);
    if (errno || end == value || *end)
        return account_fail(reader, field->name, _("a whole number is wanted here"));
    field_set_number(field, record, number);
    return 0;
}

static int read_name(const struct account_reader *reader, const struct field *field, const char *value,
                     void *record)
{
    _cleanup_str_ struct str all = STR_INIT;

    for (int i = 0; field->names[i]; i++) {
        if (str_equal(field->names[i], value)) {
            field_set_number(field, record, i);
            return 0;
        }
        str_printf(&all, "%s%s", i > 0 ? ", " : "", field->names[i]);
    }
    err_set(reader->err, _("%s: this is none of %s"), field->name, str_text(&all));
    return account_fail_at(reader, reader->line);
}

int account_value(const struct account_reader *reader, const struct account_key *key, const char *value)
{
    void *record = (char *)reader->to + key->at;
    const struct field *field = model_field(key->model, key->name);
    void *member = field_of(field, record);
    int r;

    if (field->kind == FIELD_TEXTS)
        r = read_words(reader, key->name, value, member);
    else if (field->kind == FIELD_INT)
        r = read_number(reader, field, value, record);
    else if (field->kind == FIELD_ENUM)
        r = read_name(reader, field, value, record);
    else
        r = read_text(reader, key->name, value, member);
    if (r < 0)
        return r;
    return record_check_field(key->model, field, record, NULL, reader->err) < 0
               ? account_fail_at(reader, reader->line)
               : 0;
}
