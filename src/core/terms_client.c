#include "terms_layers.h"

#include "paletti/base/mem.h"

struct boundaries {
    struct rulebook *book;
    const struct override **overrides; /* weakest first */
    size_t n_overrides;
    struct layered **made; /* terms with overrides, each set once */
    size_t n_made, cap_made;
    const struct stretch *stretches; /* the book's own, or `mine` */
    struct stretch *mine;
    size_t n, cap;
    const struct stretch *here; /* where the last question was */
    int64_t *told_since;        /* by version, INT64_MAX: never; NULL: never told anything */
};

/* The later `from` wins; of two equal ones the one logged later, which stands later in the same array. */
static int by_strength(const void *a, const void *b)
{
    const struct override *x = *(const struct override *const *)a, *y = *(const struct override *const *)b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x > y) - (x < y);
}

static bool same_set(const struct terms *terms, const struct override *const *set, size_t n)
{
    if (terms->n_overrides != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (terms->overrides[i] != set[i])
            return false;
    return true;
}

/* The terms of VERSION under a SET of overrides, weakest first. */
static const struct terms *find_terms(struct boundaries *b, const struct version *version,
                                      const struct override *const *set, size_t n)
{
    if (n == 0)
        return &version->plain->terms;
    for (size_t i = 0; i < b->n_made; i++)
        if (b->made[i]->terms.rule == version->rule && same_set(&b->made[i]->terms, set, n))
            return &b->made[i]->terms;
    MEM_GROW(b->made, b->n_made, b->cap_made);
    b->made[b->n_made] = layered_new(version, set, n);
    return &b->made[b->n_made++]->terms;
}

/* An override on the UTC line, in the zone of one version. */
struct hold {
    int64_t from, to;
    const struct override *override;
};

static int by_instant(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Those of the client's overrides that hold somewhere in STRETCH, weakest first. */
static size_t find_holds(const struct boundaries *b, const struct stretch *stretch, struct hold *ret)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n_overrides; i++) {
        const struct override *o = b->overrides[i];
        const struct zone *zone = stretch->version->zone;
        struct hold hold = {zone_day_start(zone, o->from), zone_day_start(zone, o->until + 1), o};
        if (hold.from < hold.to && hold.from < stretch->to && hold.to > stretch->from)
            ret[n++] = hold;
    }
    return n;
}

/* One piece of the time line with the holds that cover it. */
static void add_piece(struct boundaries *b, struct stretch piece, const struct hold *holds, size_t n,
                      const struct override **set)
{
    size_t in_force = 0;
    for (size_t i = 0; i < n; i++)
        if (holds[i].from <= piece.from && holds[i].to > piece.from)
            set[in_force++] = holds[i].override;
    piece.terms = find_terms(b, piece.version, set, in_force);
    MEM_GROW(b->mine, b->n, b->cap);
    b->mine[b->n++] = piece;
}

/* Cuts a version's stretch wherever one of the client's overrides begins or ends. */
static void cut_stretch(struct boundaries *b, const struct stretch *stretch)
{
    _cleanup_free_ struct hold *holds = mem_zero(b->n_overrides, sizeof *holds);
    _cleanup_free_ const struct override **set = mem_zero(b->n_overrides, sizeof *set);
    size_t n = find_holds(b, stretch, holds), n_cuts = 0;
    _cleanup_free_ int64_t *cuts = mem_zero(2 * n + 1, sizeof *cuts);
    for (size_t i = 0; i < n; i++) {
        if (holds[i].from > stretch->from)
            cuts[n_cuts++] = holds[i].from;
        if (holds[i].to < stretch->to)
            cuts[n_cuts++] = holds[i].to;
    }
    qsort(cuts, n_cuts, sizeof *cuts, by_instant);
    cuts[n_cuts++] = stretch->to;

    struct stretch piece = *stretch;
    for (size_t i = 0; i < n_cuts; piece.from = cuts[i++])
        if (piece.from < cuts[i]) {
            piece.to = cuts[i];
            add_piece(b, piece, holds, n, set);
        }
}

/* The version an entry names; NULL: none. */
static const struct version *told_version(const struct rulebook *book, const struct told *told)
{
    if (told->rule == INSTANT_NONE)
        return rulebook_version_on(book, told->on);
    for (size_t i = 0; i < book->n; i++)
        if (book->versions[i].rule->from == told->rule)
            return &book->versions[i];
    return NULL;
}

/* For each version the day from which on the client knows it, or one that is equal. */
static int64_t *find_told_since(const struct rulebook *book, const struct told *told, size_t n)
{
    if (n == 0 || rulebook_default(book))
        return NULL;
    _cleanup_free_ int32_t *first = mem_zero(book->n, sizeof *first);
    for (size_t i = 0; i < book->n; i++)
        first[i] = INT32_MAX;
    for (size_t i = 0; i < n; i++) {
        const struct version *version = told_version(book, &told[i]);
        if (version && told[i].on < first[version->alike])
            first[version->alike] = told[i].on;
    }
    int64_t *since = mem_zero(book->n, sizeof *since);
    for (size_t i = 0; i < book->n; i++) {
        int32_t day = first[book->versions[i].alike];
        since[i] = day == INT32_MAX ? INT64_MAX : zone_day_start(book->versions[i].zone, day);
    }
    return since;
}

struct boundaries *boundaries_new(struct rulebook *book, const struct override *overrides, size_t n_overrides,
                                  const struct told *told, size_t n_told)
{
    struct boundaries *b = mem_zero(1, sizeof *b);
    b->book = book;
    b->told_since = find_told_since(book, told, n_told);
    b->stretches = book->stretches;
    b->n = n_overrides > 0 ? 0 : book->n;
    if (n_overrides > 0) {
        b->overrides = mem_zero(n_overrides, sizeof *b->overrides);
        for (size_t i = 0; i < n_overrides; i++)
            b->overrides[b->n_overrides++] = &overrides[i];
        qsort(b->overrides, n_overrides, sizeof *b->overrides, by_strength);
        for (size_t i = 0; i < book->n; i++)
            cut_stretch(b, &book->stretches[i]);
        b->stretches = b->mine;
    }
    b->here = b->stretches;
    return b;
}

void boundaries_free(struct boundaries *b)
{
    if (!b)
        return;
    for (size_t i = 0; i < b->n_made; i++)
        layered_free(b->made[i]);
    free(b->made);
    free(b->mine);
    free(b->overrides);
    free(b->told_since);
    free(b);
}

/* The last stretch that begins at or before AT. */
static const struct stretch *find_stretch(const struct boundaries *b, int64_t at)
{
    size_t low = 0, high = b->n;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (b->stretches[middle].from <= at)
            low = middle;
        else
            high = middle;
    }
    return &b->stretches[low];
}

static const struct stretch *stretch_at(struct boundaries *b, int64_t at)
{
    if (at < b->here->from || at >= b->here->to)
        b->here = find_stretch(b, at);
    return b->here;
}

const struct terms *boundaries_at(struct boundaries *b, int64_t at)
{
    return stretch_at(b, at)->terms;
}

const struct terms *boundaries_on(struct boundaries *b, int32_t day)
{
    _cleanup_free_ const struct override **set = mem_zero(b->n_overrides, sizeof *set);
    size_t n = 0;
    for (size_t i = 0; i < b->n_overrides; i++)
        if (b->overrides[i]->from <= day && day <= b->overrides[i]->until)
            set[n++] = b->overrides[i];
    return find_terms(b, rulebook_version_on(b->book, day), set, n);
}

bool boundaries_told(struct boundaries *b, int64_t at)
{
    return b->told_since && at >= b->told_since[stretch_at(b, at)->version - b->book->versions];
}
