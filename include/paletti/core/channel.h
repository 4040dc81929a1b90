/* Channels: how traceable they are, and when a client may use them. boundaries.md, section 4. */
#pragma once

#include "paletti/base/attr.h"

#include <stdbool.h>

enum grade { GRADE_A, GRADE_B, GRADE_C, GRADE_D };
enum channel_hours { CHANNEL_ANY, CHANNEL_CONTACT, CHANNEL_NEVER };

/* One entry of a rule's or an override's `channels`. */
struct channel {
    char *name;
    int grade; /* enum grade, or -1: not given, the layer below decides */
    int hours; /* enum channel_hours, or -1 */
};

struct channels {
    struct channel *v; /* owned */
    size_t n;
};

/* What holds for a channel once every layer has spoken. */
struct channel_terms {
    enum grade grade;
    enum channel_hours hours;
};

/* The built-in table; a name that is not in it (or NULL) is grade C, any hours. */
struct channel_terms channel_builtin(const char *name);
/* The I-th name of the built-in table in its order, NULL behind the last. Static. */
const char *channel_builtin_name(size_t i);
/* The built-in channel that people call FOLDED in one of the three languages ("correo"), or NULL. Static. */
const char *channel_called(const char *folded);
/* Lays CHANNELS over TERMS for NAME. */
struct channel_terms channels_apply(const struct channels *channels, const char *name,
                                    struct channel_terms terms);
/* Whether both give the same terms for every name. */
bool channels_equal(const struct channels *a, const struct channels *b);
void channels_clear(struct channels *channels);
