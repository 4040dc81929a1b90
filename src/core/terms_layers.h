/* The inside of a rulebook: versions, and the terms that follow when a client's overrides are laid over one.
 */
#pragma once

#include "channel_table.h"
#include "paletti/core/terms.h"

/* Terms with what they own. What no override touches is shared with the version's own terms. */
struct layered {
    struct terms terms;
    const struct override **overrides;
    struct calendar *calendar, *extra;
    struct hours extra_hours;
    struct channel_table *channels;
};

struct version {
    const struct rule *rule;
    const struct zone *zone;
    size_t alike;          /* number of the first version that is equal: telling the one tells the other */
    struct layered *plain; /* the terms without any override */
};

/* A stretch of the time line, [from, to), in which nothing changes. */
struct stretch {
    int64_t from, to;
    const struct version *version;
    const struct terms *terms;
};

struct rulebook {
    struct version *versions; /* by `from` */
    size_t n;
    struct stretch *stretches; /* one per version */
    struct rule builtin;       /* version 0; zone NULL: not in use */
};

/* OVERRIDES: those in force, weakest first; copied. None: the version's own terms. */
struct layered *layered_new(const struct version *version, const struct override *const *overrides, size_t n);
void layered_free(struct layered *layered);
DEFINE_CLEANUP(struct layered, layered_free);

const struct version *rulebook_version_on(const struct rulebook *book, int32_t day);
