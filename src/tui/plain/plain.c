/* Lines of a person who has no screen: what each of them asks for. */
#include "plain.h"

#include "paletti/app/command.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

static const char *const intro[] = {
    N_("A number chooses that line; open or Enter opens it."),
    N_("A key or the name of what it does acts: j or down, x or explain, q or leave, quit."),
    N_("/words searches. A command is typed as in the shell: log CLIENT, today, import --format csv FILE."),
    N_("Where text is asked for, a line is the text; the rest stands behind a colon there: :3, :cancel, :save."),
    N_("An empty line tells everything again."),
};

static void flush(struct plain *plain)
{
    if (plain->write(plain->ctx, str_text(&plain->out), plain->out.len) < 0)
        plain->gone = true;
    str_clear(&plain->out);
}

static void say_intro(struct plain *plain)
{
    for (size_t i = 0; i < ARRAY_LEN(intro); i++)
        plain_say(plain, _(intro[i]));
}

void plain_begin(struct plain *plain)
{
    plain_tell(plain);
    plain_say(plain, _("help tells what a line can be."));
    flush(plain);
}

/* --- numbers --- */

/* "12" is 12; -1: something else. */
static int64_t number_of(const char *line)
{
    size_t n = strspn(line, "0123456789");

    return n > 0 && n <= 9 && !line[n] ? strtoll(line, NULL, 10) : -1;
}

static void choose(struct plain *plain, int64_t number)
{
    struct view *view = shell_settle(plain->shell);
    int64_t selected, n = view->ops->items ? view->ops->items(view, &selected) : 0;
    _cleanup_str_ struct str text = STR_INIT;

    if (n == 0)
        str_add(&text, _("There is nothing to be chosen by its number here."));
    else if (number < 1 || (n > 0 && number > n))
        str_printf(&text, _("There is no %lld here; the last one is %lld."), (long long)number, (long long)n);
    shell_say(plain->shell, text.len > 0, str_text(&text));
    if (text.len > 0)
        return;
    view->ops->select(view, number - 1, &plain->shell->effects);
    shell_perform(plain->shell);
}

/* --- keys, actions, commands --- */

/* Presses the keys that LINE names, or with PRESS false only says whether it names nothing else. */
static bool keys_of(struct plain *plain, const char *line, bool press)
{
    _cleanup_free_ char *copy = mem_string(line);
    char *save = NULL;
    uint32_t key;

    for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
        if (!key_parse(name, &key))
            return false;
        if (press)
            shell_key(plain->shell, key);
    }
    return true;
}

static bool is_name(const char *line)
{
    _cleanup_free_ char *word = mem_string_n(line, strcspn(line, " "));

    return command_find(word) || (str_equal(word, line) && action_find(word) != ACTION_NONE);
}

static void act(struct plain *plain, const char *line)
{
    int64_t number = number_of(line);

    if (number >= 0)
        choose(plain, number);
    else if (!is_name(line) && keys_of(plain, line, false))
        keys_of(plain, line, true);
    else
        shell_run(plain->shell, line);
}

/* --- text --- */

static void act_if_there(struct plain *plain, enum action action)
{
    if (actions[action].where & shell_settle(plain->shell)->ops->where)
        shell_act(plain->shell, action);
}

/* In a form TEXT takes the place of what stands in the field, and the next one is there; a list is narrowed; any other
 * line is completed and done. */
static void type(struct plain *plain, const char *text)
{
    uint64_t where = shell_settle(plain->shell)->ops->where;

    act_if_there(plain, ACTION_LINE_END);
    if (where != IN_PROMPT)
        act_if_there(plain, ACTION_ERASE_LINE);
    if (*text)
        shell_paste(plain->shell, text);
    if (where != IN_PICK)
        act_if_there(plain, where == IN_FORM ? ACTION_FIELD_NEXT : ACTION_ACCEPT);
    /* A line that was wrong is typed anew. */
    if (where == IN_PROMPT && shell_prompts(plain->shell))
        shell_act(plain->shell, ACTION_CANCEL);
}

static void search(struct plain *plain, const char *words)
{
    const struct view *before = shell_settle(plain->shell);

    if (actions[ACTION_SEARCH].where & before->ops->where)
        shell_act(plain->shell, ACTION_SEARCH);
    if (shell_settle(plain->shell) != before)
        type(plain, words);
    else
        shell_say(plain->shell, true, _("Nothing can be searched here."));
}

static bool carry_out(struct plain *plain, const char *line)
{
    const struct view *view = shell_settle(plain->shell);

    if (view->ops->type && *line != ':')
        type(plain, line);
    else if (*line == '/')
        search(plain, line + 1);
    else
        act(plain, *line == ':' ? line + 1 : line);
    return !(shell_wishes(plain->shell) & WISH_QUIT);
}

/* Where text is typed it is a text, unless it stands behind a colon. */
static bool asks_help(const struct plain *plain, const char *line)
{
    if (shell_settle(plain->shell)->ops->type)
        line = *line == ':' ? line + 1 : "";
    return str_equal(line, "help") || str_equal(line, "?");
}

bool plain_line(struct plain *plain, const char *line)
{
    shell_say(plain->shell, false, "");
    if (asks_help(plain, line))
        say_intro(plain);
    if (!*line)
        plain_forget(plain);
    else if (!carry_out(plain, line))
        return false;
    plain_tell(plain);
    flush(plain);
    return !plain->gone;
}
