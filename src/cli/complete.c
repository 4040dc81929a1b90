/* Completion scripts. They know the commands and options by heart, and ask paletti for the clients. */
#include "help.h"

#include "paletti/app/plot.h"
#include "paletti/app/settings.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

static void add_options(struct str *to, const struct option *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        str_printf(to, " --%s", list[i].name);
}

static void add_commands(struct str *to)
{
    for (size_t i = 0; i < commands_n; i++)
        str_printf(to, " %s", commands[i].name);
}

/* Choices as words, or nothing. */
static void add_values(struct str *to, const char *const *values)
{
    for (size_t i = 0; values && values[i]; i++)
        str_printf(to, "%s%s", i ? " " : "", values[i]);
}

/* The words of which the first argument is one; false: it may be others. */
static bool add_first(struct str *to, const struct command *command)
{
    enum complete complete = command->n_arguments > 0 ? command->arguments[0].complete : COMPLETE_NONE;
    const char *const *values = command->n_arguments > 0 ? command->arguments[0].values : NULL;

    add_values(to, values);
    for (size_t i = 0; complete == COMPLETE_TYPE && models[i]; i++)
        if (!models[i]->frozen)
            str_printf(to, "%s%s", i ? " " : "", models[i]->type);
    for (size_t i = 0; complete == COMPLETE_PICTURE && i < plot_kinds(); i++)
        str_printf(to, "%s%s", i ? " " : "", plot_kind_name(i));
    return values || complete == COMPLETE_TYPE || complete == COMPLETE_PICTURE;
}

/* What tells the words that the first argument may be; NULL: nothing does. Who waits is what a ref is typed for. */
static const char *asks(const struct command *command)
{
    switch (command->n_arguments > 0 ? command->arguments[0].complete : COMPLETE_NONE) {
    case COMPLETE_CLIENT:
        return "paletti clients --json";
    case COMPLETE_REF:
        return "paletti today --json";
    case COMPLETE_RECORD:
        return "paletti clients --json; paletti today --json";
    default:
        return NULL;
    }
}

static bool sets(const struct command *command)
{
    return command->n_arguments > 0 && command->arguments[0].complete == COMPLETE_SETTING;
}

static void add_settings(struct str *to)
{
    for (size_t i = 0; i < settings_n; i++)
        str_printf(to, "%s%s", i ? " " : "", settings[i].name);
}

static void add_setting_values(struct str *to, const struct setting *setting)
{
    for (size_t i = 0; setting->values[i]; i++)
        str_printf(to, "%s%s", i ? " " : "", setting->values[i]);
}

/* Refs have no spaces; names do, and shells make a mess of those. */
#define REFS "{ %s; } 2>/dev/null | tr ',{' '\\n\\n' | sed -n 's/^\"ref\":\"\\([^\" ]*\\)\"$/\\1/p'"

/* --- bash --- */

static void bash_values(struct str *to, const struct option *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i].values) {
            str_printf(to, "    --%s) COMPREPLY=($(compgen -W '", list[i].name);
            add_values(to, list[i].values);
            str_add(to, "' -- \"$word\")); return ;;\n");
        } else if (list[i].complete == COMPLETE_FILE) {
            str_printf(to, "    --%s) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n", list[i].name);
        } else if (list[i].value) {
            str_printf(to, "    --%s) return ;;\n", list[i].name);
        }
    }
}

static void bash_settings(struct str *to)
{
    str_add(to, "        case $prev in\n        set) words='");
    add_settings(to);
    str_add(to, "' ;;\n");
    for (size_t i = 0; i < settings_n; i++) {
        str_printf(to, "        %s) words='", settings[i].name);
        add_setting_values(to, &settings[i]);
        str_add(to, "' ;;\n");
    }
    str_add(to, "        esac\n");
}

static void bash_command(struct str *to, const struct command *command)
{
    str_printf(to, "    %s)\n        words='", command->name);
    add_options(to, command->options, command->n_options);
    str_add(to, "'\n        case $prev in\n");
    bash_values(to, command->options, command->n_options);
    str_add(to, "        esac\n");
    if (asks(command))
        str_printf(to, "        [[ $word == -* ]] || words=$(" REFS ")\n", asks(command));
    if (sets(command))
        bash_settings(to);
    _cleanup_str_ struct str first = STR_INIT;
    if (add_first(&first, command))
        str_printf(to, "        [[ $prev == %s ]] && words='%s'\n", command->name, str_text(&first));
    str_add(to, "        ;;\n");
}

static void bash(struct str *to)
{
    str_add(to, "# bash completion for paletti, made from its command table\n_paletti() {\n"
                "    local word=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= words= w\n"
                "    for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n        case $w in\n        ");
    for (size_t i = 0; i < commands_n; i++)
        str_printf(to, "%s%s", i ? "|" : "", commands[i].name);
    str_add(to, ") command=$w; break ;;\n        esac\n    done\n    case $prev in\n");
    bash_values(to, help_globals, help_globals_n);
    str_add(to, "    esac\n    case $command in\n    '') words='");
    add_commands(to);
    str_add(to, "' ;;\n");
    for (size_t i = 0; i < commands_n; i++)
        bash_command(to, &commands[i]);
    str_add(to, "    esac\n    [[ $word == -* || -z $command ]] && words+='");
    add_options(to, help_globals, help_globals_n);
    str_add(to, "'\n    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                "    [[ ${#COMPREPLY[@]} -gt 0 || -z $command || $word == -* ]] || COMPREPLY=($(compgen -f -- \"$word\"))\n"
                "}\ncomplete -o filenames -F _paletti paletti\n");
}

/* --- zsh --- */

/* In single quotes of _arguments: a quote ends them, a colon and brackets mean something. */
static void add_zsh(struct str *to, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'')
            str_add(to, "'\\''");
        else if (strchr(":[]\\", *text))
            str_printf(to, "\\%c", *text);
        else
            str_add_char(to, *text);
    }
}

static void zsh_options(struct str *to, const struct option *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        str_printf(to, " \\\n        '--%s[", list[i].name);
        add_zsh(to, list[i].help);
        str_add_char(to, ']');
        if (list[i].value)
            str_printf(to, ":%s:", list[i].value);
        if (list[i].values) {
            str_add_char(to, '(');
            add_values(to, list[i].values);
            str_add_char(to, ')');
        } else if (list[i].complete == COMPLETE_FILE) {
            str_add(to, "_files");
        }
        str_add_char(to, '\'');
    }
}

/* The words behind the command begin with the name. */
static void zsh_settings(struct str *to)
{
    str_add(to, "_paletti_settings() {\n    case $words[2]:$CURRENT in\n");
    for (size_t i = 0; i < settings_n; i++) {
        str_printf(to, "    %s:3) compadd ", settings[i].name);
        add_setting_values(to, &settings[i]);
        str_add(to, " ;;\n");
    }
    str_add(to, "    *:2) compadd ");
    add_settings(to);
    str_add(to, " ;;\n    esac\n}\n");
}

static void zsh(struct str *to)
{
    str_add(to, "#compdef paletti\n# zsh completion for paletti, made from its command table\n"
                "_paletti_refs() {\n    local -a refs\n    refs=(${(f)\"$(eval \"$1\" 2>/dev/null | tr ',{' '\\n\\n' |"
                " sed -n 's/^\"ref\":\"\\([^\" ]*\\)\"$/\\1/p')\"})\n    compadd -a refs\n}\n");
    zsh_settings(to);
    str_add(to, "_paletti() {\n    local curcontext=$curcontext state line\n    _arguments -C");
    zsh_options(to, help_globals, help_globals_n);
    str_add(to, " \\\n        '1:command:->command' '*::arguments:->arguments'\n    case $state in\n    command)\n"
                "        local -a commands\n        commands=(\n");
    for (size_t i = 0; i < commands_n; i++) {
        str_printf(to, "            '%s:", commands[i].name);
        add_zsh(to, commands[i].help);
        str_add(to, "'\n");
    }
    str_add(to, "        )\n        _describe command commands ;;\n    arguments)\n        case $line[1] in\n");
    for (size_t i = 0; i < commands_n; i++) {
        str_printf(to, "        %s) _arguments", commands[i].name);
        zsh_options(to, commands[i].options, commands[i].n_options);
        _cleanup_str_ struct str first = STR_INIT;
        if (add_first(&first, &commands[i]))
            str_printf(to, " '1:%s:(%s)'", commands[i].arguments[0].name, str_text(&first));
        if (sets(&commands[i]))
            str_add(to, " '*:setting:_paletti_settings' ;;\n");
        else if (asks(&commands[i]))
            str_printf(to, " '*:ref:{_paletti_refs \"%s\"}' ;;\n", asks(&commands[i]));
        else
            str_add(to, " '*:file:_files' ;;\n");
    }
    str_add(to, "        esac ;;\n    esac\n}\n_paletti \"$@\"\n");
}

/* --- fish --- */

static void add_fish(struct str *to, const char *text)
{
    str_add_char(to, '\'');
    for (; *text; text++)
        str_printf(to, strchr("'\\", *text) ? "\\%c" : "%c", *text);
    str_add_char(to, '\'');
}

static void fish_options(struct str *to, const char *condition, const struct option *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        str_printf(to, "complete -c paletti%s -l %s%s -d ", condition, list[i].name,
                   !list[i].value ? "" : list[i].complete == COMPLETE_FILE ? " -r -F" : " -x");
        add_fish(to, list[i].help);
        if (list[i].values) {
            str_add(to, " -a '");
            add_values(to, list[i].values);
            str_add_char(to, '\'');
        }
        str_add_char(to, '\n');
    }
}

static void fish_settings(struct str *to, const char *command)
{
    str_printf(to, "complete -c paletti -n '__fish_seen_subcommand_from %s; and not __fish_seen_subcommand_from ", command);
    add_settings(to);
    str_add(to, "' -f -a '");
    add_settings(to);
    str_add(to, "'\n");
    for (size_t i = 0; i < settings_n; i++) {
        str_printf(to, "complete -c paletti -n '__fish_seen_subcommand_from %s; and __fish_seen_subcommand_from %s' -f -a '",
                   command, settings[i].name);
        add_setting_values(to, &settings[i]);
        str_add(to, "'\n");
    }
}

static void fish(struct str *to)
{
    str_add(to, "# fish completion for paletti, made from its command table\n");
    for (size_t i = 0; i < commands_n; i++) {
        str_printf(to, "complete -c paletti -n __fish_use_subcommand -f -a %s -d ", commands[i].name);
        add_fish(to, commands[i].help);
        str_add_char(to, '\n');
    }
    fish_options(to, "", help_globals, help_globals_n);
    for (size_t i = 0; i < commands_n; i++) {
        _cleanup_free_ char *condition = str_format(" -n '__fish_seen_subcommand_from %s'", commands[i].name);
        fish_options(to, condition, commands[i].options, commands[i].n_options);
        _cleanup_str_ struct str first = STR_INIT;
        if (add_first(&first, &commands[i]))
            str_printf(to, "complete -c paletti%s -f -a '%s'\n", condition, str_text(&first));
        if (asks(&commands[i]))
            str_printf(to, "complete -c paletti%s -f -a \"(begin; %s; end 2>/dev/null | string match -rag '%s')\"\n",
                       condition, asks(&commands[i]), "\\\"ref\\\":\\\"([^\\\" ]*)\\\"");
        if (sets(&commands[i]))
            fish_settings(to, commands[i].name);
    }
}

int help_completion(struct out *out, const char *shell, struct err *err)
{
    static const struct {
        const char *name;
        void (*write)(struct str *to);
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    _cleanup_str_ struct str text = STR_INIT;

    for (size_t i = 0; i < ARRAY_LEN(shells); i++)
        if (str_equal(shells[i].name, shell)) {
            shells[i].write(&text);
            return out_text(out, str_text(&text));
        }
    return err_set(err, _("--completion: \"%s\" is not one of bash, zsh, fish"), shell);
}
