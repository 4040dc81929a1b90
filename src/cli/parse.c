#include "paletti/cli/cli.h"

#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

/* The options that work with every command, before or after its name. */
struct global {
    const char *name;
    bool value;
    int (*set)(struct cli *cli, const char *value, struct err *err);
};

static int set_db(struct cli *cli, const char *value, struct err *err)
{
    if (!*value)
        return err_set(err, _("--db wants the name of a file"));
    cli->db = value;
    return 0;
}

static int set_now(struct cli *cli, const char *value, struct err *err)
{
    if (civil_parse_instant(value, &cli->now) < 0)
        return err_set(err, _("--now: \"%s\" is no instant; it is written like 2026-03-10T10:15:00+01:00"), value);
    return 0;
}

static int set_json(struct cli *cli, const char *value _unused_, struct err *err _unused_)
{
    cli->json = true;
    return 0;
}

static int set_plain(struct cli *cli, const char *value _unused_, struct err *err _unused_)
{
    cli->plain = true;
    return 0;
}

static int set_color(struct cli *cli, const char *value, struct err *err)
{
    static const char *const names[] = {[CLI_COLOR_AUTO] = "auto", [CLI_COLOR_ALWAYS] = "always", [CLI_COLOR_NEVER] = "never"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_equal(value, names[i])) {
            cli->color = (enum cli_color)i;
            return 0;
        }
    return err_set(err, _("--color: \"%s\" is not one of auto, always, never"), value);
}

static int set_language(struct cli *cli, const char *value, struct err *err _unused_)
{
    cli->language = value;
    return 0;
}

static int set_help(struct cli *cli, const char *value _unused_, struct err *err _unused_)
{
    cli->task = CLI_HELP;
    return 0;
}

static int set_version(struct cli *cli, const char *value _unused_, struct err *err _unused_)
{
    cli->task = CLI_VERSION;
    return 0;
}

static int set_completion(struct cli *cli, const char *value, struct err *err _unused_)
{
    cli->task = CLI_COMPLETION;
    cli->shell = value;
    return 0;
}

static int set_manual(struct cli *cli, const char *value _unused_, struct err *err _unused_)
{
    cli->task = CLI_MANUAL;
    return 0;
}

static int set_manual_keys(struct cli *cli, const char *value _unused_, struct err *err _unused_)
{
    cli->task = CLI_MANUAL_KEYS;
    return 0;
}

static const struct global globals[] = {
    {"db", true, set_db},
    {"now", true, set_now},
    {"json", false, set_json},
    {"plain", false, set_plain},
    {"color", true, set_color},
    {"language", true, set_language},
    {"help", false, set_help},
    {"version", false, set_version},
    {"completion", true, set_completion},
    {"manual", false, set_manual},
    {"manual-keys", false, set_manual_keys},
};

/* Finds the option WORD names ("--db" or "--db=FILE"); *RET_VALUE points behind the "=", or is NULL. */
static const struct global *global_find(const char *word, const char **ret_value)
{
    if (str_equal(word, "-h"))
        word = "--help";
    if (!str_starts(word, "--"))
        return NULL;
    for (size_t i = 0; i < ARRAY_LEN(globals); i++) {
        size_t n = strlen(globals[i].name);
        if (strncmp(word + 2, globals[i].name, n) != 0 || (word[2 + n] != '\0' && word[2 + n] != '='))
            continue;
        *ret_value = word[2 + n] == '=' ? word + 3 + n : NULL;
        return &globals[i];
    }
    return NULL;
}

/* Whether WORD is an option of COMMAND whose value is the next word: that one is never looked at. */
static bool takes_next(const struct command *command, const char *word)
{
    if (!command || !str_starts(word, "--"))
        return false;
    for (size_t i = 0; i < command->n_options; i++)
        if (command->options[i].value && str_equal(word + 2, command->options[i].name))
            return true;
    return false;
}

static int take_global(struct cli *cli, const struct global *global, const char *value, char **argv, int argc, int *i,
                       struct err *err)
{
    if (global->value && !value) {
        if (*i + 1 >= argc)
            return err_set(err, _("--%s wants a value"), global->name);
        value = argv[++*i];
    }
    if (!global->value && value)
        return err_set(err, _("--%s takes no value"), global->name);
    return global->set(cli, value, err);
}

int cli_parse(int argc, char **argv, struct cli *ret, struct err *err)
{
    bool only_words = false;

    *ret = (struct cli){.now = INSTANT_NONE, .words = mem_zero((size_t)argc + 1, sizeof *ret->words)};
    for (int i = 1; i < argc; i++) {
        const char *value = NULL;
        const struct global *global = only_words ? NULL : global_find(argv[i], &value);
        if (global) {
            if (take_global(ret, global, value, argv, argc, &i, err) < 0)
                return -1;
        } else if (!ret->command && argv[i][0] == '-' && argv[i][1]) {
            return err_set(err, _("there is no option %s; paletti --help lists them"), argv[i]);
        } else if (!ret->command && ret->task == CLI_SCREEN && str_equal(argv[i], "help")) {
            ret->task = CLI_HELP; /* paletti help COMMAND */
        } else if (!ret->command) {
            ret->command = command_find(argv[i]);
            if (!ret->command)
                return err_set(err, _("there is no command \"%s\"; paletti --help lists them"), argv[i]);
        } else {
            only_words = only_words || str_equal(argv[i], "--");
            ret->words[ret->n_words++] = argv[i];
            if (!only_words && takes_next(ret->command, argv[i]) && i + 1 < argc)
                ret->words[ret->n_words++] = argv[++i];
        }
    }
    if (ret->task == CLI_SCREEN && ret->command)
        ret->task = CLI_COMMAND;
    return 0;
}

void cli_done(struct cli *cli)
{
    free(cli->words);
    cli->words = NULL;
    cli->n_words = 0;
}
