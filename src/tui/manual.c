/* What paletti-keys(7) says of the keys: made from the table of actions and the default keys, so that it cannot say
 * anything else than what they do. */
#include "paletti/tui/tui.h"

#include "keymap.h"

#include "paletti/app/command.h"
#include "paletti/base/i18n.h"
#include "paletti/base/text.h"

/* Whether B was written in the section at AT, which is about WHERE; BROAD: it is one of those for many places. */
static bool stands_in(const struct binding *b, uint64_t where, bool broad)
{
    return b->everywhere == broad && (broad ? b->where & where : b->where == where);
}

static bool is_one_place(uint64_t where)
{
    return (where & (where - 1)) == 0;
}

static bool same_act(const struct binding *a, const struct binding *b)
{
    return a->action == b->action && str_equal(a->command, b->command);
}

/* Names of the places among WHERE: "clients, log". */
static void add_places(struct str *to, uint64_t where)
{
    const char *name, *between = "";
    uint64_t place;

    for (size_t i = 0; (name = keymap_section_nth(i, &place)) != NULL; i++) {
        if (!is_one_place(place) || !(place & where))
            continue;
        str_printf(to, "%s%s", between, name);
        between = ", ";
    }
}

static const char *help_of(const struct binding *b)
{
    const struct command *command = b->command ? command_find(b->command) : NULL;

    return command ? _(command->help) : _(actions[b->action].help);
}

/* The keys that do what the binding at FIRST does, its name, what that is, and where, if that is not all of the section. */
static void add_row(struct str *to, const struct keymap *keymap, size_t first, uint64_t where, bool broad)
{
    const struct binding *b = &keymap->v[first];

    str_add(to, ".It Ic");
    for (size_t i = first; i < keymap->n; i++) {
        _cleanup_str_ struct str name = STR_INIT;
        if (!same_act(&keymap->v[i], b) || !stands_in(&keymap->v[i], where, broad))
            continue;
        key_add_name(&name, keymap->v[i].key);
        str_add(to, " \\&");
        text_mdoc(to, str_text(&name));
    }
    str_add(to, "\n.Cm ");
    text_mdoc(to, b->command ? ":" : "");
    text_mdoc(to, b->command ? b->command : actions[b->action].name);
    str_add(to, " :\n");
    text_mdoc(to, help_of(b));
    str_add(to, str_text(to)[to->len - 1] == '.' ? "\n" : ".\n");
    if (broad && !b->command && (b->where & where) != where) {
        str_add(to, "In: ");
        add_places(to, b->where & where);
        str_add(to, ".\n");
    }
}

/* Whether an earlier line of the section does the same: one row tells all its keys. */
static bool is_told(const struct keymap *keymap, size_t at, uint64_t where, bool broad)
{
    for (size_t i = 0; i < at; i++)
        if (same_act(&keymap->v[i], &keymap->v[at]) && stands_in(&keymap->v[i], where, broad))
            return true;
    return false;
}

static void add_group(struct str *to, const struct keymap *keymap, enum group group, uint64_t where, bool broad)
{
    bool begun = false;

    for (size_t i = 0; i < keymap->n; i++) {
        const struct binding *b = &keymap->v[i];
        if (action_group(b->action) != group || !stands_in(b, where, broad) || is_told(keymap, i, where, broad))
            continue;
        if (!begun)
            str_printf(to, "%s.Em %s\n.Bl -tag -width \"Ctrl-d\"\n", to->len > 0 ? ".Pp\n" : "",
                       _(group_heading(group)));
        begun = true;
        add_row(to, keymap, i, where, broad);
    }
    if (begun)
        str_add(to, ".El\n");
}

void tui_manual_keys(struct str *to)
{
    struct keymap keymap;
    const char *section;
    uint64_t where;

    keymap_init(&keymap);
    for (size_t i = 0; (section = keymap_section_nth(i, &where)) != NULL; i++) {
        _cleanup_str_ struct str rows = STR_INIT;
        for (int group = 0; group < GROUPS_N; group++)
            add_group(&rows, &keymap, (enum group)group, where, !is_one_place(where));
        if (rows.len > 0)
            str_printf(to, ".Ss [%s]\n%s", section, str_text(&rows));
    }
    keymap_done(&keymap);
}
