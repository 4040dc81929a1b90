#include "key.h"

#include "paletti/base/i18n.h"
#include "paletti/base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    uint32_t key;
    const char *name;
} names[] = {
    {KEY_UP, NC_("key", "Up")},
    {KEY_DOWN, NC_("key", "Down")},
    {KEY_LEFT, NC_("key", "Left")},
    {KEY_RIGHT, NC_("key", "Right")},
    {KEY_HOME, NC_("key", "Home")},
    {KEY_END, NC_("key", "End")},
    {KEY_PAGE_UP, NC_("key", "PgUp")},
    {KEY_PAGE_DOWN, NC_("key", "PgDn")},
    {KEY_INSERT, NC_("key", "Ins")},
    {KEY_DELETE, NC_("key", "Del")},
    {KEY_BACKSPACE, NC_("key", "Backspace")},
    {KEY_ENTER, NC_("key", "Enter")},
    {KEY_TAB, NC_("key", "Tab")},
    {KEY_BACK_TAB, NC_("key", "Shift-Tab")},
    {KEY_ESCAPE, NC_("key", "Esc")},
    {' ', NC_("key", "Space")},
};

static const struct {
    uint32_t key;
    const char *name, *brief;
} modifiers[] = {{KEY_CTRL, "Ctrl-", "C-"}, {KEY_META, "Alt-", "M-"}};

/* What key files call it, whatever the language of the screen. */
static const char *plain_name(size_t i)
{
    return strchr(names[i].name, '\004') + 1;
}

/* The code point that NAME consists of, or 0. */
static uint32_t single_rune(const char *name)
{
    const unsigned char *s = (const unsigned char *)name;
    size_t n = strlen(name);
    uint32_t rune = s[0];

    if (n == 0 || n > 4 || text_valid(name, n) != n)
        return 0;
    if (rune < 0x80)
        return n == 1 && rune > ' ' && rune < 0x7f ? rune : 0;
    size_t want = rune >= 0xF0 ? 4 : rune >= 0xE0 ? 3 : 2;
    if (want != n)
        return 0;
    rune &= 0xFFu >> (want + 1);
    for (size_t i = 1; i < n; i++)
        rune = rune << 6 | (s[i] & 0x3F);
    return rune;
}

static uint32_t plain_key(const char *name)
{
    char *end;

    if (name[0] && !name[1]) /* most keys */
        return single_rune(name);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcasecmp(plain_name(i), name) == 0)
            return names[i].key;
    if (strcasecmp(name, "S-Tab") == 0)
        return KEY_BACK_TAB;
    if ((name[0] == 'F' || name[0] == 'f') && isdigit((unsigned char)name[1])) {
        long number = strtol(name + 1, &end, 10);
        if (!*end && number >= 1 && number <= 12)
            return KEY_F1 + (uint32_t)number - 1;
    }
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcasecmp(i18n_word(names[i].name), name) == 0)
            return names[i].key;
    return single_rune(name);
}

/* Bytes of the modifier that NAME begins with and that has something behind it; adds it to *MODIFIED. */
static size_t skip_modifier(const char *name, uint32_t *modified)
{
    for (size_t i = 0; i < ARRAY_LEN(modifiers); i++) {
        size_t n = strlen(modifiers[i].name), brief = strlen(modifiers[i].brief);
        if (strncasecmp(name, modifiers[i].name, n) != 0)
            n = strncmp(name, modifiers[i].brief, brief) == 0 ? brief : 0;
        if (n == 0 || !name[n])
            continue;
        *modified |= modifiers[i].key;
        return n;
    }
    return 0;
}

bool key_parse(const char *name, uint32_t *ret_key)
{
    uint32_t modified = 0, key;
    size_t n;

    for (; name[0] && name[1] && (n = skip_modifier(name, &modified)) > 0; name += n)
        ;
    key = plain_key(name);
    if (key == KEY_NONE)
        return false;
    if (modified & KEY_CTRL && key < 0x80)
        key = (uint32_t)tolower((int)key);
    *ret_key = key | modified;
    return true;
}

void key_add_name(struct str *to, uint32_t key)
{
    for (size_t i = 0; i < ARRAY_LEN(modifiers); i++)
        if (key & modifiers[i].key)
            str_add(to, modifiers[i].name);
    key &= ~(uint32_t)(KEY_CTRL | KEY_META);
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (names[i].key == key) {
            str_add(to, i18n_word(names[i].name));
            return;
        }
    }
    if (key >= KEY_F1 && key <= KEY_F12)
        str_printf(to, "F%u", key - KEY_F1 + 1);
    else
        str_add_rune(to, (int)key);
}

bool key_is_text(uint32_t key)
{
    return key >= ' ' && key != 0x7f && key < KEY_NAMED;
}
