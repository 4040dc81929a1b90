/* What the files of the decision share. */
#pragma once

#include "paletti/core/decision.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

/* One event on its way: what it is done to, and with. */
struct turn {
    struct deciding *deciding;
    const struct decide_seen *seen;
    const struct decide_house *house;
    const struct decide_event *event;
    struct err *err;
};

/* The sentence, and DECIDE_REFUSED. */
#define REFUSE(err, ...) (err_set((err), __VA_ARGS__), DECIDE_REFUSED)
/* The key means nothing here. */
int decide_means_nothing(struct err *err);

/* EVENT_SET; what a text becomes: "" is none. */
int decide_set(struct turn *turn);
void decide_put_text(char **to, const char *text);
/* EVENT_ADD and EVENT_REMOVE: decision_chance.c. */
int decide_add(struct turn *turn);
int decide_remove(struct turn *turn);

/* The refusal of a path that is not open, or 0. */
int decide_refuse_path(const struct turn *turn, enum decide_path path);
/* The state that follows a chosen path when its page is left. */
enum decide_state decide_after_path(const struct turn *turn);
static inline bool decide_is_exit(int path)
{
    return path == PATH_NOTICE || path == PATH_TODAY;
}
