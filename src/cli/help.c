#include "help.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <string.h>

const struct option help_globals[] = {
    {"db", N_("FILE"), N_("the file to use (default: paletti/paletti.db in the data folder)"), COMPLETE_FILE, NULL},
    {"now", N_("INSTANT"), N_("take this for the present moment"), COMPLETE_INSTANT, NULL},
    {"json", NULL, N_("answer with one JSON document"), COMPLETE_NONE, NULL},
    {"plain", NULL, N_("one item a line, nothing aligned: for screen readers"), COMPLETE_NONE, NULL},
    {"color", N_("WHEN"), N_("auto, always or never"), COMPLETE_NONE, (const char *const[]){"auto", "always", "never", NULL}},
    {"language", N_("L"), N_("en, es or it"), COMPLETE_NONE, (const char *const[]){"en", "es", "it", NULL}},
    {"help", NULL, N_("this help, or that of a command"), COMPLETE_NONE, NULL},
    {"version", NULL, N_("the version"), COMPLETE_NONE, NULL},
};
const size_t help_globals_n = ARRAY_LEN(help_globals);

static void line(struct out *out, const char *left, int width, const char *right)
{
    _cleanup_str_ struct str text = STR_INIT;

    str_add(&text, "  ");
    str_add(&text, left);
    for (int n = text_width(left); n < width; n++)
        str_add_char(&text, ' ');
    str_printf(&text, "  %s\n", right);
    out_text(out, str_text(&text));
}

static void options(struct out *out, const struct option *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        _cleanup_free_ char *left = str_format("--%s%s%s", list[i].name, list[i].value ? " " : "",
                                               list[i].value ? _(list[i].value) : "");
        line(out, left, 22, _(list[i].help));
    }
}

void help_all(struct out *out)
{
    out_text(out, _("paletti keeps your clients, your log and your boundaries. Without a command it opens the screen.\n\n"));
    out_text(out, _("usage: paletti [OPTIONS] [COMMAND ...]\n\ncommands:\n"));
    for (size_t i = 0; i < commands_n; i++)
        line(out, commands[i].name, 10, _(commands[i].help));
    out_text(out, _("\noptions of every command, before or after its name:\n"));
    options(out, help_globals, help_globals_n);
    out_text(out, _("\npaletti help COMMAND tells more about one of them, man paletti about all. How letters are sent: man paletti.conf; "
                    "whether they would be: paletti courier check.\n"));
}

void help_command(struct out *out, const struct command *command)
{
    _cleanup_free_ char *usage = command_usage(command);

    out_text(out, _("usage: paletti "));
    out_text(out, usage);
    out_text(out, "\n\n");
    out_text(out, _(command->manual));
    out_text(out, "\n");
    if (command->n_options > 0) {
        out_text(out, _("\noptions:\n"));
        options(out, command->options, command->n_options);
    }
}

/* A paragraph of several lines is a list, as help shows it. */
static void manual_paragraph(struct str *to, const char *text, size_t len)
{
    bool list = memchr(text, '\n', len) != NULL;

    if (list)
        str_add(to, ".Bl -item -compact\n");
    for (size_t at = 0; at < len;) {
        const char *end = memchr(text + at, '\n', len - at);
        size_t n = end ? (size_t)(end - text) - at : len - at;
        _cleanup_free_ char *line = mem_string_n(text + at, n);
        str_add(to, list ? ".It\n" : "");
        text_mdoc(to, line);
        str_add(to, "\n");
        at += n + 1;
    }
    if (list)
        str_add(to, ".El\n");
}

static void manual_text(struct str *to, const char *text)
{
    const char *end;

    for (; (end = strstr(text, "\n\n")) != NULL; text = end + 2) {
        manual_paragraph(to, text, (size_t)(end - text));
        str_add(to, ".Pp\n");
    }
    manual_paragraph(to, text, strlen(text));
}

static void manual_command(struct str *to, const struct command *command)
{
    _cleanup_free_ char *usage = command_usage(command);

    str_add(to, ".It Xo\n.Cm ");
    str_add(to, command->name);
    if (usage[strlen(command->name)]) {
        str_add(to, "\n");
        text_mdoc(to, usage + strlen(command->name) + 1);
    }
    str_add(to, "\n.Xc\n");
    manual_text(to, _(command->manual));
    if (command->n_options == 0)
        return;
    str_add(to, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < command->n_options; i++) {
        str_printf(to, ".It Fl Fl %s%s%s\n", command->options[i].name, command->options[i].value ? " Ar " : "",
                   command->options[i].value ? command->options[i].value : "");
        text_mdoc(to, _(command->options[i].help));
        str_add(to, "\n");
    }
    str_add(to, ".El\n");
}

void help_manual(struct out *out)
{
    _cleanup_str_ struct str text = STR_INIT;

    str_add(&text, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < commands_n; i++)
        manual_command(&text, &commands[i]);
    str_add(&text, ".El\n");
    out_text(out, str_text(&text));
}
