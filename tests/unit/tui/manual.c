/* The manual page of the keys says all of them: every action, and every line of the default keys in its section. */
#include "keymap.h"

#include "paletti/app/command.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/tui/tui.h"

#include "run.h"

#include <string.h>

static char *mdoc(const char *text)
{
    struct str to = STR_INIT;

    text_mdoc(&to, text);
    return str_take(&to);
}

START_TEST(every_action_stands_there)
{
    _cleanup_str_ struct str text = STR_INIT;

    tui_manual_keys(&text);
    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++) {
        _cleanup_free_ char *name = mdoc(actions[i].name), *help = mdoc(actions[i].help);
        _cleanup_free_ char *row = str_format("\n.Cm %s :\n%s", name, help);
        ck_assert_msg(strstr(str_text(&text), row), "%s is not in paletti-keys(7)", actions[i].name);
    }
}
END_TEST

/* The rows of a section, owned. */
static char *section_of(const char *text, const char *name)
{
    _cleanup_free_ char *heading = str_format(".Ss [%s]\n", name);
    const char *at = strstr(text, heading), *end;

    ck_assert_msg(at, "no section [%s]", name);
    at += strlen(heading);
    end = strstr(at, "\n.Ss [");
    return end ? mem_string_n(at, (size_t)(end + 1 - at)) : mem_string(at);
}

/* The line of the keys of NAME within SECTION, owned. */
static char *keys_of(const char *section, const char *name)
{
    _cleanup_free_ char *escaped = mdoc(name);
    _cleanup_free_ char *row = str_format("\n.Cm %s :\n", escaped);
    const char *end = strstr(section, row), *at = end;

    ck_assert_msg(at, "%s is missing", name);
    while (at > section && at[-1] != '\n')
        at--;
    ck_assert(str_starts(at, ".It Ic "));
    return str_format("%.*s ", (int)(end - at), at);
}

static void check_binding(const char *text, const struct binding *b, const char *section_name)
{
    _cleanup_free_ char *section = section_of(text, section_name);
    _cleanup_free_ char *name = b->command ? str_format(":%s", b->command) : mem_string(actions[b->action].name);
    _cleanup_free_ char *keys = keys_of(section, name);
    _cleanup_str_ struct str key = STR_INIT;

    key_add_name(&key, b->key);
    _cleanup_free_ char *escaped = mdoc(str_text(&key));
    _cleanup_free_ char *wanted = str_format(" \\&%s ", escaped);
    ck_assert_msg(strstr(keys, wanted), "[%s] %s: not the key %s", section_name, name, str_text(&key));
}

/* A broad section is one of the first two: lists and texts, or where one types. */
START_TEST(every_default_key_stands_there)
{
    _cleanup_str_ struct str text = STR_INIT;
    struct keymap keymap;

    tui_manual_keys(&text);
    keymap_init(&keymap);
    ck_assert_uint_gt(keymap.n, 100);
    for (size_t i = 0; i < keymap.n; i++) {
        const struct binding *b = &keymap.v[i];
        const char *broad = b->where & IN_LISTS ? "everywhere" : "typing";
        check_binding(str_text(&text), b, b->everywhere ? broad : keymap_section_name(b->where));
    }
    keymap_done(&keymap);
}
END_TEST

RUN_TESTS("manual", every_action_stands_there, every_default_key_stands_there);
