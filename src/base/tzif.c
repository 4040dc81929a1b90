#include "tzif.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "tzrule.h"

#include <string.h>

#define MAGIC       "TZif"
#define HEADER_SIZE 44
#define FOOTER_MAX  256
/* Beyond this RFC 8536, 3.2 expects nothing. It keeps every sum far from overflow. */
#define INSTANT_LIMIT (INT64_C(1) << 59)

/* What is left of the file. */
struct reader {
    const unsigned char *p;
    size_t left;
};

/* One header and where its data stands. */
struct block {
    char version;
    /* In the order of the file. */
    size_t indicators_ut, indicators_std, leaps, transitions, types, name_chars;
    size_t time_size;
    const unsigned char *data;
};

static uint32_t read_u32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t read_time(const unsigned char *p, size_t size)
{
    if (size == 4)
        return (int32_t)read_u32(p);
    return (int64_t)((uint64_t)read_u32(p) << 32 | read_u32(p + 4));
}

static const unsigned char *take(struct reader *r, size_t n)
{
    if (n > r->left)
        return NULL;
    const unsigned char *p = r->p;
    r->p += n;
    r->left -= n;
    return p;
}

/* A header with its data. The counts have 32 bits, so that no sum of a few of them overflows 64. */
static int read_block(struct reader *r, size_t time_size, struct block *ret)
{
    const unsigned char *header = take(r, HEADER_SIZE);

    if (!header || memcmp(header, MAGIC, 4) != 0)
        return -1;
    struct block b = {
        .version = (char)header[4],
        .indicators_ut = read_u32(header + 20),
        .indicators_std = read_u32(header + 24),
        .leaps = read_u32(header + 28),
        .transitions = read_u32(header + 32),
        .types = read_u32(header + 36),
        .name_chars = read_u32(header + 40),
        .time_size = time_size,
    };
    uint64_t size = (uint64_t)b.transitions * (time_size + 1) + (uint64_t)b.types * 6 + b.name_chars +
                    (uint64_t)b.leaps * (time_size + 4) + b.indicators_std + b.indicators_ut;
    if (size > r->left)
        return -1;
    b.data = take(r, (size_t)size);
    *ret = b;
    return 0;
}

static int type_offset(const struct block *b, size_t type, int32_t *ret)
{
    if (type >= b->types)
        return -1;
    int32_t offset = (int32_t)read_u32(b->data + b->transitions * (b->time_size + 1) + type * 6);
    if (offset < OFFSET_MIN || offset > OFFSET_MAX)
        return -1;
    *ret = offset;
    return 0;
}

/* Appends a change; nothing where nothing changes. AT is not before the last change; when it is the same
 * instant, the later call wins (daylight time all year ends and begins at once). */
static void add_change(struct zone *zone, int64_t at, int32_t offset)
{
    if (zone->n > 0 && zone->changes[zone->n - 1].at == at)
        zone->n--;
    int32_t before = zone->n > 0 ? zone->changes[zone->n - 1].offset : zone->first;
    if (offset == before)
        return;
    MEM_GROW(zone->changes, zone->n, zone->cap);
    zone->changes[zone->n++] = (struct zone_change){at, offset};
}

/* Type 0 is what holds before the first transition (RFC 8536, 3.2). */
static int read_changes(struct zone *zone, const struct block *b, int64_t *ret_last)
{
    const unsigned char *types = b->data + b->transitions * b->time_size;
    int64_t last = -INSTANT_LIMIT - 1;

    if (type_offset(b, 0, &zone->first) < 0)
        return -1;
    for (size_t i = 0; i < b->transitions; i++) {
        int64_t at = read_time(b->data + i * b->time_size, b->time_size);
        int32_t offset;
        if (at <= last || at > INSTANT_LIMIT || type_offset(b, types[i], &offset) < 0)
            return -1;
        add_change(zone, at, offset);
        last = at;
    }
    *ret_last = last;
    return 0;
}

/* A newline, the rule (perhaps nothing), a newline. */
static int read_footer(struct reader *r, char ret[FOOTER_MAX])
{
    const unsigned char *end;

    if (!take(r, 1) || r->p[-1] != '\n')
        return -1;
    end = memchr(r->p, '\n', r->left);
    if (!end || end - r->p >= FOOTER_MAX || memchr(r->p, '\0', (size_t)(end - r->p)))
        return -1;
    size_t n = (size_t)(end - r->p);
    memcpy(ret, r->p, n);
    ret[n] = '\0';
    return 0;
}

/* Adds one change of a rule if it comes after all others; the first of all is where the repetition starts. */
static void add_rule_change(struct zone *zone, int64_t *last, int64_t at, int32_t offset)
{
    if (at < *last || (!zone->repeats && at == *last))
        return;
    if (!zone->repeats)
        zone->repeat_start = at;
    zone->repeats = true;
    add_change(zone, at, offset);
    *last = at;
}

/* When a rule's changes come in a year, in seconds from its first midnight: that depends on its first weekday and its
 * length alone, so that of a whole cycle 14 years are worked out. FIRST is the year's first day, NEXT that of the next. */
struct year_kind {
    bool known;
    int64_t begin, end;
};

static void year_changes(struct year_kind kinds[7][2], const struct tzrule *rule, int year, int32_t first, int32_t next,
                         int64_t *ret_begin, int64_t *ret_end)
{
    int64_t midnight = (int64_t)first * DAY_SECONDS, begin, end;
    struct year_kind *kind = &kinds[civil_weekday(first)][(int64_t)next - first == 366];

    if (!kind->known) {
        tzrule_year(rule, year, &begin, &end);
        *kind = (struct year_kind){true, begin - midnight, end - midnight};
    }
    *ret_begin = midnight + kind->begin;
    *ret_end = midnight + kind->end;
}

/* Unrolls a rule with daylight time after LAST, for one cycle and two years more: so each instant of the
 * cycle has its next change in the table. */
static void add_rule(struct zone *zone, const struct tzrule *rule, int64_t last)
{
    struct year_kind kinds[7][2] = {0};
    struct civil c;

    civil_of_instant(last, &c);
    int32_t first, next = civil_day(c.year - 1, 1, 1);
    for (int year = c.year - 1; year <= c.year + CYCLE_YEARS + 2; year++) {
        int64_t begin, end;
        first = next;
        next = civil_day(year + 1, 1, 1);
        year_changes(kinds, rule, year, first, next, &begin, &end);
        if (begin < end)
            add_rule_change(zone, &last, begin, rule->daylight);
        add_rule_change(zone, &last, end, rule->standard);
        if (begin >= end)
            add_rule_change(zone, &last, begin, rule->daylight);
    }
}

/* The rule holds after the last transition; where there is none, it holds for all time. */
static int apply_footer(struct zone *zone, const char *footer, const struct block *b, int64_t last)
{
    struct tzrule rule;

    if (!*footer)
        return 0;
    if (tzrule_parse(footer, &rule) < 0)
        return -1;
    if (b->transitions == 0) {
        zone->first = rule.standard;
        zone->always = true;
        last = 0;
    }
    if (rule.has_daylight)
        add_rule(zone, &rule, last);
    return 0;
}

int tzif_parse(struct zone *zone, const char *data, size_t n, struct err *err)
{
    struct reader r = {(const unsigned char *)data, n};
    char footer[FOOTER_MAX] = "";
    struct block b;
    int64_t last;

    if (read_block(&r, 4, &b) < 0)
        return err_set(err, _("it is no time zone file"));
    /* From version 2 on the same comes again in 64 bits; later versions only add to what the rule may say. */
    if (b.version && (b.version < '2' || read_block(&r, 8, &b) < 0 || read_footer(&r, footer) < 0))
        return err_set(err, _("it is damaged"));
    if (b.leaps > 0)
        return err_set(err, _("it counts leap seconds, which calendars do not"));
    if (read_changes(zone, &b, &last) < 0 || apply_footer(zone, footer, &b, last) < 0)
        return err_set(err, _("it is damaged"));
    return 0;
}
