/* Laying the things of a goodbye out on its page, a file for each sort. */
#pragma once

#include "farewell_inside.h"

struct laying {
    const struct going *going;
    struct farewell_page *page;
    struct farewell_seen *seen;
    struct err *err;
};

struct farewell_item *laying_add(const struct laying *laying, enum farewell_step step,
                                 enum farewell_item_kind kind, enum farewell_item_state state);
/* TEXT as it may be shown, or NULL; the caller owns it. */
char *laying_shown(const struct laying *laying, const char *text);
void laying_count(struct farewell_count *to, enum farewell_item_state state, int32_t on);
int laying_letters(const struct laying *laying);
int laying_refunds(const struct laying *laying);
