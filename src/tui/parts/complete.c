#include "complete.h"

#include "cmdline.h"

#include "paletti/app/command.h"
#include "paletti/app/form.h"
#include "paletti/app/plot.h"
#include "paletti/app/settings.h"
#include "paletti/app/views.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CANDIDATES_MAX = 200, REFS_MAX = 50 };

/* The line, taken apart, and the word to complete. */
struct context {
    struct app *app;
    struct candidates *to;
    const char *word; /* so far, unquoted */
    const struct command *command;
};

void candidates_done(struct candidates *candidates)
{
    for (size_t i = 0; i < candidates->n; i++)
        free(candidates->v[i]);
    free(candidates->v);
    *candidates = (struct candidates){0};
}

static void add(struct candidates *to, const char *text)
{
    if (to->n >= CANDIDATES_MAX)
        return;
    MEM_GROW(to->v, to->n, to->cap);
    to->v[to->n++] = mem_string(text);
}

static void add_starting(const struct context *c, const char *text)
{
    if (str_starts(text, c->word))
        add(c->to, text);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorts what was found from the one numbered FROM on. */
static void sort(struct candidates *candidates, size_t from)
{
    if (candidates->n > from)
        qsort(candidates->v + from, candidates->n - from, sizeof *candidates->v, compare_texts);
}

/* The commands, then what keys do: that is seldom typed. */
static void complete_first(const struct context *c)
{
    for (size_t i = 0; i < commands_n; i++)
        add_starting(c, commands[i].name);
    sort(c->to, 0);
    size_t n = c->to->n;
    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++)
        if (actions[i].where & IN_LISTS && !command_find(actions[i].name))
            add_starting(c, actions[i].name);
    sort(c->to, n);
}

static int add_client(void *ctx, const struct client_line *line)
{
    add(ctx, line->name);
    return 0;
}

static int add_ref(void *ctx, const char *ref)
{
    add(ctx, ref);
    return 0;
}

/* What is called so far as the word says. Refs say nothing by themselves: without a beginning there are none. */
static int complete_called(const struct context *c, enum complete kind, struct err *err)
{
    const char *begun = *c->word ? c->word : NULL;
    int r = 0;

    if (kind == COMPLETE_CLIENT || kind == COMPLETE_RECORD)
        r = view_clients(c->app, begun, add_client, c->to, err);
    if (r >= 0 && begun && (kind == COMPLETE_REF || kind == COMPLETE_RECORD))
        r = view_refs(c->app, begun, REFS_MAX, add_ref, c->to, err);
    return r;
}

/* Entries of the folder that the word names so far; hidden ones only when asked for. */
static void complete_file(const struct context *c)
{
    const char *slash = strrchr(c->word, '/'), *name = slash ? slash + 1 : c->word;
    _cleanup_free_ char *folder =
        slash ? mem_string_n(c->word, (size_t)(slash - c->word) + 1) : mem_string("");
    DIR *dir = opendir(*folder ? folder : ".");
    struct stat info;

    if (!dir)
        return;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (!str_starts(entry->d_name, name) || (entry->d_name[0] == '.' && name[0] != '.'))
            continue;
        _cleanup_free_ char *path = str_format("%s%s", folder, entry->d_name);
        bool is_dir = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
        _cleanup_free_ char *shown = str_format("%s%s", path, is_dir ? "/" : "");
        if (text_valid(shown, strlen(shown)) == strlen(shown))
            add(c->to, shown);
    }
    closedir(dir);
}

static void complete_setting(const struct context *c)
{
    for (size_t i = 0; i < settings_n; i++)
        add_starting(c, settings[i].name);
}

static void complete_setting_value(const struct context *c, const char *name)
{
    const struct setting *setting = setting_find(name);

    for (size_t i = 0; setting && setting->values[i]; i++)
        add_starting(c, setting->values[i]);
}

static void complete_type(const struct context *c)
{
    for (size_t i = 0; models[i]; i++)
        if (!models[i]->frozen)
            add_starting(c, models[i]->type);
}

/* "due_on=", and "state=leaving" where there are choices. */
static void complete_form(const struct context *c, const struct form *form)
{
    for (size_t i = 0; i < form_count(form); i++) {
        const struct form_field *field = form_field(form, i);
        _cleanup_free_ char *name = str_format("%s=", field->name);
        if (field->given)
            continue;
        if (!field->choices || !str_starts(c->word, name))
            add_starting(c, name);
        for (size_t k = 0; field->choices && field->choices[k] && str_starts(c->word, name); k++) {
            _cleanup_free_ char *choice = str_format("%s%s", name, field->choices[k]);
            if (field->choices[k][0])
                add_starting(c, choice);
        }
    }
}

/* Fields of a new record of the type, or of the record, that the first argument names. */
static void complete_field(const struct context *c, const struct cmdline *words)
{
    _cleanup_(form_free_p)
    struct form *form = NULL;
    int r = str_equal(c->command->name, "add") ? form_new(c->app, words->v[1], NULL, &form, NULL)
                                               : form_edit(c->app, NULL, words->v[1], &form, NULL);

    if (r == 0)
        complete_form(c, form);
}

static int complete_kind(const struct context *c, enum complete kind, const char *const *values,
                         struct err *err)
{
    for (; values && *values; values++)
        add_starting(c, *values);
    if (kind == COMPLETE_FILE)
        complete_file(c);
    if (kind == COMPLETE_SETTING)
        complete_setting(c);
    if (kind == COMPLETE_TYPE)
        complete_type(c);
    for (size_t i = 0; kind == COMPLETE_PICTURE && i < plot_kinds(); i++)
        add_starting(c, plot_kind_name(i));
    return complete_called(c, kind, err);
}

static const struct option *option_of(const struct command *command, const char *word)
{
    for (size_t i = 0; str_starts(word, "--") && i < command->n_options; i++)
        if (str_equal(command->options[i].name, word + 2))
            return &command->options[i];
    return NULL;
}

static void complete_option(const struct context *c)
{
    for (size_t i = 0; i < c->command->n_options; i++) {
        _cleanup_free_ char *name = str_format("--%s", c->command->options[i].name);
        add_starting(c, name);
    }
}

/* How many words before the last one are arguments rather than options or their values; *RET_OPTION: the
 * option whose value the last one is. */
static size_t count_arguments(const struct command *command, const struct cmdline *words,
                              const struct option **ret_option)
{
    size_t n = 0;

    *ret_option = NULL;
    for (size_t i = 1; i + 1 < words->n; i++) {
        const struct option *option = *ret_option ? NULL : option_of(command, words->v[i]);
        if (!option && !*ret_option && !str_starts(words->v[i], "--"))
            n++;
        *ret_option = option && option->value ? option : NULL;
    }
    return n;
}

static int complete_rest(struct context *c, const struct cmdline *words, struct err *err)
{
    const struct option *option;

    c->command = command_find(words->v[0]);
    if (!c->command)
        return 0;
    size_t at = count_arguments(c->command, words, &option);
    if (option)
        return complete_kind(c, option->complete, option->values, err);
    if (str_starts(c->word, "-")) {
        complete_option(c);
        return 0;
    }
    size_t n = c->command->n_arguments;
    if (at >= n && (n == 0 || !c->command->arguments[n - 1].rest))
        return 0;
    at = at < n ? at : n - 1;
    /* Behind an optional word its successor may stand as well. */
    size_t next = at + 1 < n && !c->command->arguments[at].required ? at + 1 : at;
    if (c->command->arguments[next].complete == COMPLETE_FIELD && words->n > 2)
        complete_field(c, words);
    if (c->command->arguments[at].complete == COMPLETE_SETTING_VALUE)
        complete_setting_value(c, words->v[words->n - 2]);
    return complete_kind(c, c->command->arguments[at].complete, c->command->arguments[at].values, err);
}

int complete_line(struct app *app, const char *home, const char *line, struct candidates *ret,
                  struct err *err)
{
    struct candidates to = {.from = cmdline_last(line)};
    struct cmdline words = {0};
    int r = 0;

    /* A quotation that is still open ends here; an empty last word is a word as well. */
    for (const char *close = "\"'"; cmdline_split(line, home, &words, NULL) < 0 && *close; close++) {
        _cleanup_free_ char *closed = str_format("%s%c", line, *close);
        if (cmdline_split(closed, home, &words, NULL) == 0)
            break;
    }
    if (!line[to.from]) {
        MEM_GROW(words.v, words.n, words.cap);
        words.v[words.n++] = mem_string("");
    }
    if (words.n > 0) {
        struct context c = {app, &to, words.v[words.n - 1], NULL};
        if (words.n == 1)
            complete_first(&c);
        else
            r = complete_rest(&c, &words, err);
        if (words.n > 1)
            sort(&to, 0);
    }
    cmdline_done(&words);
    if (r < 0) {
        candidates_done(&to);
        return r;
    }
    to.more = to.n != 1 || (to.v[0][0] && to.v[0][strlen(to.v[0]) - 1] == '/');
    *ret = to;
    return 0;
}

/* Bytes that all candidates begin with, cut between clusters. */
static size_t shared(const struct candidates *candidates)
{
    const char *first = candidates->v[0];
    size_t n = strlen(first);

    for (size_t i = 1; i < candidates->n; i++) {
        size_t k = 0;
        while (k < n && candidates->v[i][k] == first[k])
            k++;
        n = k;
    }
    return text_valid(first, n);
}

char *complete_word(const struct candidates *candidates)
{
    struct str word = STR_INIT;

    if (candidates->n == 0)
        return str_take(&word);
    _cleanup_free_ char *text = mem_string_n(candidates->v[0], shared(candidates));
    bool quoted = strpbrk(text, " \"'\\&") != NULL;
    if (quoted)
        str_add_char(&word, '"');
    for (const char *s = text; *s; s++) {
        if (*s == '"' || *s == '\\')
            str_add_char(&word, '\\');
        str_add_char(&word, *s);
    }
    if (quoted && !candidates->more)
        str_add_char(&word, '"');
    return str_take(&word);
}
