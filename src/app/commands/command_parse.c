/* The words behind a command's name, read by its table. */
#include "paletti/app/command.h"

#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct parse {
    struct request request;
    char *const *words;
    size_t n, next;
    size_t arguments;
    struct err *err;
};

enum { JOINED_ARGUMENT = ARRAY_LEN(((struct request *)NULL)->joined) - 1 };

static void add_usage(struct str *to, const struct command *command)
{
    str_add(to, command->name);
    for (size_t i = 0; i < command->n_options; i++) {
        const struct option *option = &command->options[i];
        bool required = option->flags & OPTION_REQUIRED;
        str_printf(to, required ? " --%s" : " [--%s", option->name);
        if (option->value)
            str_printf(to, " %s", _(option->value));
        if (!required)
            str_add(to, option->flags & OPTION_REPEATS ? "]..." : "]");
    }
    for (size_t i = 0; i < command->n_arguments; i++) {
        const struct argument *argument = &command->arguments[i];
        str_printf(to, argument->required ? " %s" : " [%s]", _(argument->name));
        if (argument->rest)
            str_add(to, "...");
    }
}

char *command_usage(const struct command *command)
{
    struct str usage = STR_INIT;

    add_usage(&usage, command);
    return str_take(&usage);
}

/* "WHAT; usage: paletti import --format FORMAT FILE" */
static int wrong(struct parse *parse, const char *fmt, const char *word)
{
    _cleanup_free_ char *usage = command_usage(parse->request.command);
    _cleanup_free_ char *what = str_format(_("%s \"%s\""), fmt, word);

    return err_set(parse->err, _("%s; usage: paletti %s"), what, usage);
}

/* --- values --- */

static bool is_choice(const char *const *values, const char *value)
{
    if (!values)
        return true;
    for (const char *const *choice = values; *choice; choice++)
        if (strcmp(*choice, value) == 0)
            return true;
    return false;
}

static bool is_number(const char *value)
{
    size_t n = strspn(value, "0123456789");

    return n > 0 && n < 10 && value[n] == '\0';
}

static int check_value(struct parse *parse, const struct option *option, const char *value)
{
    int64_t at;

    if (!is_choice(option->values, value))
        return wrong(parse, _("there is no such choice as"), value);
    if ((option->flags & OPTION_NUMBER) && !is_number(value))
        return wrong(parse, _("this is no whole number:"), value);
    if (option->complete == COMPLETE_INSTANT && civil_parse_instant(value, &at) < 0)
        return wrong(parse, _("an instant is written like 2026-03-10T10:15:00+01:00, not"), value);
    return 0;
}

/* A value given again: the last one holds, or both, where the option repeats. */
static void set_value(struct request *request, size_t i, bool repeats, const char *value)
{
    const char *before = request->options[i];

    if (!before || !repeats) {
        request->options[i] = value;
        return;
    }
    char *both = str_format("%s\n%s", before, value);
    free(request->joined[i]);
    request->options[i] = request->joined[i] = both;
}

/* --- words --- */

static int take_option(struct parse *parse, const char *word)
{
    const struct command *command = parse->request.command;
    size_t len = strcspn(word, "=");

    for (size_t i = 0; i < command->n_options; i++) {
        const struct option *option = &command->options[i];
        if (strlen(option->name) != len || strncmp(option->name, word, len) != 0)
            continue;
        const char *value = word[len] == '=' ? word + len + 1 : NULL;
        if (!option->value && value)
            return wrong(parse, _("it takes no value:"), word);
        if (option->value && !value) {
            if (parse->next == parse->n)
                return wrong(parse, _("a value is missing behind"), word);
            value = parse->words[parse->next++];
        }
        if (option->value && check_value(parse, option, value) < 0)
            return -1;
        set_value(&parse->request, i, option->flags & OPTION_REPEATS, option->value ? value : "");
        return 0;
    }
    return wrong(parse, _("there is no option"), word - 2);
}

static int take_argument(struct parse *parse, const char *word)
{
    struct request *request = &parse->request;
    const struct command *command = request->command;
    size_t last = command->n_arguments;

    if (last > 0 && parse->arguments + 1 >= last && command->arguments[last - 1].rest) {
        MEM_GROW(request->rest, request->n_rest, request->cap_rest);
        request->rest[request->n_rest++] = word;
    }
    if (parse->arguments < last && !is_choice(command->arguments[parse->arguments].values, word))
        return wrong(parse, _("there is no such choice as"), word);
    if (parse->arguments < last) {
        request->arguments[parse->arguments++] = word;
        return 0;
    }
    if (last == 0 || !command->arguments[last - 1].rest)
        return wrong(parse, _("there is nothing to do with"), word);
    char *both = str_format("%s %s", request->arguments[last - 1], word);
    free(request->joined[JOINED_ARGUMENT]);
    request->arguments[last - 1] = request->joined[JOINED_ARGUMENT] = both;
    return 0;
}

/* "--format jsonl|csv"; owned. */
static char *with_choices(const struct option *option)
{
    struct str text = STR_INIT;

    str_printf(&text, "--%s", option->name);
    for (size_t i = 0; option->values && option->values[i]; i++)
        str_printf(&text, "%c%s", i ? '|' : ' ', option->values[i]);
    return str_take(&text);
}

static int check_complete(struct parse *parse)
{
    const struct command *command = parse->request.command;

    for (size_t i = 0; i < command->n_options; i++)
        if ((command->options[i].flags & OPTION_REQUIRED) && !parse->request.options[i]) {
            _cleanup_free_ char *option = with_choices(&command->options[i]);
            return wrong(parse, _("this is missing:"), option);
        }
    if (parse->arguments < command->n_arguments && command->arguments[parse->arguments].required)
        return wrong(parse, _("this is missing:"), _(command->arguments[parse->arguments].name));
    return 0;
}

static int take_words(struct parse *parse)
{
    bool only_arguments = false;

    while (parse->next < parse->n) {
        const char *word = parse->words[parse->next++];
        int r;
        if (!only_arguments && strcmp(word, "--") == 0) {
            only_arguments = true;
            continue;
        }
        if (!only_arguments && str_starts(word, "--"))
            r = take_option(parse, word + 2);
        else
            r = take_argument(parse, word);
        if (r < 0)
            return r;
    }
    return check_complete(parse);
}

int command_parse(const struct command *command, char *const *words, size_t n, struct request *ret,
                  struct err *err)
{
    struct parse parse = {.request = {.command = command}, .words = words, .n = n, .err = err};

    if (take_words(&parse) < 0) {
        request_done(&parse.request);
        return -1;
    }
    *ret = parse.request;
    return 0;
}

void request_done(struct request *request)
{
    for (size_t i = 0; i < ARRAY_LEN(request->joined); i++)
        free(request->joined[i]);
    free(request->rest);
    *request = (struct request){0};
}
