#include "terms_layers.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

static void init_builtin(struct rule *rule, const char *zone)
{
    *rule = (struct rule){
        .from = INSTANT_NONE,
        .zone = mem_string(zone),
        .reply_window = WINDOW_DEFAULT,
        .until = DAY_NONE,
        .payment_days = -1,
        .notice_days = -1,
        .notice_roll = -1,
    };
    hours_init_default(&rule->hours);
}

static int by_from(const void *a, const void *b)
{
    const struct version *x = a, *y = b;
    return (x->rule->from > y->rule->from) - (x->rule->from < y->rule->from);
}

static int find_zones(struct rulebook *book, struct zones *zones, struct err *err)
{
    for (size_t i = 0; i < book->n; i++) {
        struct version *version = &book->versions[i];
        version->zone = zones_find(zones, version->rule->zone, err);
        if (version->zone)
            continue;
        if (rulebook_default(book))
            return -1;
        char from[CIVIL_INSTANT_SIZE];
        return err_prefix(err, _("the rule from %s"), civil_format_instant(version->rule->from, from));
    }
    return 0;
}

/* The first of a kind stands for all that are equal to it. */
static size_t first_alike(const struct rulebook *book, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (book->versions[j].alike == j && rule_equal(book->versions[j].rule, book->versions[i].rule))
            return j;
    return i;
}

static void lay_versions(struct rulebook *book)
{
    book->stretches = mem_zero(book->n, sizeof *book->stretches);
    for (size_t i = 0; i < book->n; i++) {
        struct version *version = &book->versions[i];
        version->alike = first_alike(book, i);
        version->plain = layered_new(version, NULL, 0);
        book->stretches[i] = (struct stretch){
            .from = i == 0 ? INT64_MIN : version->rule->from,
            .to = i + 1 == book->n ? INT64_MAX : version[1].rule->from,
            .version = version,
            .terms = &version->plain->terms,
        };
    }
}

int rulebook_new(struct zones *zones, const char *default_zone, const struct rule *rules, size_t n,
                 struct rulebook **ret, struct err *err)
{
    _cleanup_(rulebook_free_p)
    struct rulebook *book = mem_zero(1, sizeof *book);
    if (n == 0) {
        init_builtin(&book->builtin, default_zone);
        rules = &book->builtin;
        n = 1;
    }
    book->n = n;
    book->versions = mem_zero(n, sizeof *book->versions);
    for (size_t i = 0; i < n; i++)
        book->versions[i].rule = &rules[i];
    qsort(book->versions, n, sizeof *book->versions, by_from);
    if (find_zones(book, zones, err) < 0)
        return -1;
    lay_versions(book);
    *ret = MEM_TAKE(book);
    return 0;
}

void rulebook_free(struct rulebook *book)
{
    if (!book)
        return;
    for (size_t i = 0; i < book->n; i++)
        layered_free(book->versions[i].plain);
    free(book->versions);
    free(book->stretches);
    hours_clear(&book->builtin.hours);
    free(book->builtin.zone);
    free(book);
}

const struct rule *rulebook_at(const struct rulebook *book, int64_t at)
{
    size_t low = 0, high = book->n;
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (book->stretches[middle].from <= at)
            low = middle;
        else
            high = middle;
    }
    return book->versions[low].rule;
}

const struct version *rulebook_version_on(const struct rulebook *book, int32_t day)
{
    size_t i = book->n - 1;
    while (i > 0 && book->versions[i].rule->from > zone_day_start(book->versions[i].zone, day))
        i--;
    return &book->versions[i];
}

const struct rule *rulebook_on(const struct rulebook *book, int32_t day)
{
    return rulebook_version_on(book, day)->rule;
}

const struct zone *rulebook_zone(const struct rulebook *book, const struct rule *rule)
{
    for (size_t i = 0; i < book->n; i++)
        if (book->versions[i].rule == rule)
            return book->versions[i].zone;
    return NULL;
}

bool rulebook_default(const struct rulebook *book)
{
    return book->builtin.zone != NULL;
}

static struct window rule_window(const struct rule *rule)
{
    return rule->reply_window.n > 0 ? rule->reply_window : WINDOW_DEFAULT;
}

bool rule_equal(const struct rule *a, const struct rule *b)
{
    return strcmp(a->zone, b->zone) == 0 && hours_equal(&a->hours, &b->hours) &&
           window_equal(rule_window(a), rule_window(b)) && channels_equal(&a->channels, &b->channels);
}
