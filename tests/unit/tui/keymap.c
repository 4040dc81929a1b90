#include "keymap.h"

#include "run.h"

#include <string.h>

START_TEST(names_of_keys)
{
    static const char *const names[] = {"j",   "ñ",     "Down", "Ctrl-d",    "PgDn", "Space",
                                        "Esc", "Enter", "Tab",  "F1",        "F12",  "/",
                                        "#",   "[",     "-",    "Backspace", "Alt-x", "Ctrl-Left", "Shift-Tab"};
    static const char *const wrong[] = {"", "jj", "F0", "F13", "C-", "Ctrl-", "PgSideways", "\001", "Fx"};
    uint32_t key;

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        _cleanup_str_ struct str name = STR_INIT;
        ck_assert_msg(key_parse(names[i], &key), "%s", names[i]);
        key_add_name(&name, key);
        ck_assert_str_eq(str_text(&name), names[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        ck_assert_msg(!key_parse(wrong[i], &key), "%s", wrong[i]);
}
END_TEST

START_TEST(short_names_of_keys)
{
    static const char *const pairs[][2] = {{"C-d", "Ctrl-d"},      {"M-x", "Alt-x"},       {"S-Tab", "Shift-Tab"},
                                           {"ctrl-D", "Ctrl-d"},   {"M-Left", "Alt-Left"}, {"C-M-a", "Ctrl-Alt-a"},
                                           {"Ctrl-Del", "C-Del"}};
    uint32_t a, b;

    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        ck_assert_msg(key_parse(pairs[i][0], &a) && key_parse(pairs[i][1], &b), "%s", pairs[i][0]);
        ck_assert_uint_eq(a, b);
    }
}
END_TEST

static enum action does(const struct keymap *keymap, uint64_t where, const char *name)
{
    uint32_t key;

    ck_assert(key_parse(name, &key));
    const struct binding *binding = keymap_find(keymap, where, key);
    return binding ? binding->action : ACTION_NONE;
}

START_TEST(the_default_keys)
{
    struct keymap keymap;

    keymap_init(&keymap);
    ck_assert_int_eq(does(&keymap, IN_CLIENTS, "j"), ACTION_DOWN);
    ck_assert_int_eq(does(&keymap, IN_HELP, "PgDn"), ACTION_PAGE_DOWN);
    ck_assert_int_eq(does(&keymap, IN_LOG, "x"), ACTION_EXPLAIN);
    ck_assert_int_eq(does(&keymap, IN_HELP, "x"), ACTION_NONE);
    ck_assert_int_eq(does(&keymap, IN_PROMPT, "j"), ACTION_NONE);
    ck_assert_int_eq(does(&keymap, IN_PROMPT, "Tab"), ACTION_COMPLETE);
    keymap_done(&keymap);
}
END_TEST

/* Every action can be reached by some key wherever it applies. */
START_TEST(no_action_without_a_key)
{
    struct keymap keymap;

    keymap_init(&keymap);
    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++) {
        uint64_t where;
        for (size_t place = 0; keymap_section_nth(place, &where); place++) {
            _cleanup_str_ struct str keys = STR_INIT;
            if (where & (where - 1) || !(actions[i].where & where))
                continue;
            keymap_keys(&keymap, where, (enum action)i, 1, "", &keys);
            ck_assert_msg(keys.len > 0, "%s in %s", actions[i].name, keymap_section_name(where));
        }
    }
    keymap_done(&keymap);
}
END_TEST

START_TEST(own_keys_on_top)
{
    static const char own[] = "# mine\n[log]\n  e  explain # a comment\nx none\n# q\nT :today\n"
                              "[everywhere]\nJ half-page-down\nk none\n[clients]\nk up\n";
    struct keymap keymap;
    struct err err;
    uint32_t key = 'T';

    keymap_init(&keymap);
    ck_assert_int_eq(keymap_read(&keymap, "keys", own, &err), 0);
    ck_assert_int_eq(does(&keymap, IN_LOG, "e"), ACTION_EXPLAIN);
    ck_assert_int_eq(does(&keymap, IN_CLIENTS, "e"), ACTION_EDIT);
    ck_assert_int_eq(does(&keymap, IN_LOG, "x"), ACTION_NONE);
    ck_assert_int_eq(does(&keymap, IN_CLIENTS, "x"), ACTION_EXPLAIN);
    ck_assert_int_eq(does(&keymap, IN_TEXT, "J"), ACTION_HALF_DOWN);
    ck_assert_int_eq(does(&keymap, IN_LOG, "k"), ACTION_NONE);
    ck_assert_int_eq(does(&keymap, IN_CLIENTS, "k"), ACTION_UP);
    ck_assert_str_eq(keymap_find(&keymap, IN_LOG, key)->command, "today");
    keymap_done(&keymap);
}
END_TEST

START_TEST(mistakes_are_named)
{
    static const struct {
        const char *text, *says;
    } mistakes[] = {
        {"j down\n", "f: line 1: a section such as [everywhere] comes first"},
        {"[log]\nj dwon\n", "f: line 2: there is no action \"dwon\"; did you mean \"down\"?"},
        {"[log]\nj explode\n", "f: line 2: there is no action \"explode\"; did you mean \"explain\"?"},
        {"[log]\n\nj qqqqqqqqqqqqqqqqqqqqqq\n",
         "f: line 3: there is no action \"qqqqqqqqqqqqqqqqqqqqqq\"; ? in paletti lists them all"},
        {"[lag]\n",
         "f: line 1: there is no section [lag]; there are everywhere, typing, clients, log, boundaries, "
         "decide, next, records, text, help, prompt, form, pick, confirm, start, import, queue, what-if, rules, told, reminder, drafts, picture, days-off, card, cards, decide-begin, "
         "decide-facts, decide-ask, decide-path, decide-plan, decide-check, triage, look-back, chance, tasks, closing, intake, profile, "
         "goodbye, goodbye-step, send, outbox, sequence"},
        {"[log\n", "f: line 1: a section is written [like this]"},
        {"[log]\njj down\n", "f: line 2: \"jj\" is no key; keys are written j, Ctrl-d, Alt-x, PgDn, Space, F1"},
        {"[log]\ndown\n", "f: line 2: a line is one or more keys, then what they do"},
        {"[log]\nTab complete\n", "f: line 2: \"complete\" does not apply in this section"},
        {"[prompt]\nC-t :today\n", "f: line 2: no command can be run while another is typed"},
    };

    for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
        struct keymap keymap = {0};
        struct err err;
        ck_assert_int_eq(keymap_read(&keymap, "f", mistakes[i].text, &err), -1);
        ck_assert_str_eq(err.text, mistakes[i].says);
        keymap_done(&keymap);
    }
}
END_TEST

RUN_TESTS("keymap", names_of_keys, short_names_of_keys, the_default_keys, no_action_without_a_key, own_keys_on_top,
          mistakes_are_named);
