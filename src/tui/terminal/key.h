/* Keys: one number each, and the names they have in key files and hints ("j", "Ctrl-d", "PgDn", "Alt-x", "F1"). */
#pragma once

#include "paletti/base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* Below KEY_NAMED it is a code point. */
enum key {
    KEY_NONE = 0,
    KEY_NAMED = 0x200000,
    KEY_UP = KEY_NAMED,
    KEY_DOWN,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_INSERT,
    KEY_DELETE,
    KEY_BACKSPACE,
    KEY_ENTER,
    KEY_TAB,
    KEY_BACK_TAB,
    KEY_ESCAPE,
    KEY_F1, /* to F12, in a row */
    KEY_F12 = KEY_F1 + 11,
    KEY_CTRL = 1 << 24, /* with a letter in lower case or a named key */
    KEY_META = 1 << 25,
};

/* Reads a name, or a short one: "C-d", "M-x", "S-Tab"; that of the screen's language too. False when it is none. */
bool key_parse(const char *name, uint32_t *ret_key);
/* Appends the name, in the language of the screen. */
void key_add_name(struct str *to, uint32_t key);
/* A key that types: a code point without Ctrl or Meta. */
bool key_is_text(uint32_t key);
