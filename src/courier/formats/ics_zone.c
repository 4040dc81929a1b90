#include "formats/ics_zone.h"

#include "ascii.h"

#include "paletti/base/mem.h"

#include <string.h>

enum { ZONES_MAX = 500, CHANGES_MAX = 4000, ID_MAX = 200 };

/* --- what it is called here --- */

void ics_zones_init(struct ics_zones *zones)
{
    *zones = (struct ics_zones){.known = zones_new(NULL), .utc = {.zone = zone_utc()}};
}

void ics_zones_done(struct ics_zones *zones)
{
    for (size_t i = 0; i < zones->n; i++) {
        free(zones->v[i]->id);
        free(zones->v[i]->changes);
        free(zones->v[i]);
    }
    free(zones->v);
    zones_free(zones->known);
}

/* "Europe/Madrid", also where it ends a path: "/mozilla.org/20050126_1/Europe/Madrid". */
static const struct zone *find_known(struct ics_zones *zones, const char *id)
{
    const struct zone *zone = strchr(id, '/') || ascii_is(id, strlen(id), "utc") ? zones_find(zones->known, id, NULL) : NULL;

    for (const char *slash = strchr(id, '/'); slash && !zone; slash = strchr(slash + 1, '/'))
        if (strchr(slash + 1, '/'))
            zone = zones_find(zones->known, slash + 1, NULL);
    return zone;
}

static struct ics_zone *find(const struct ics_zones *zones, const char *id)
{
    for (size_t i = 0; i < zones->n; i++)
        if (strcmp(zones->v[i]->id, id) == 0)
            return zones->v[i];
    return NULL;
}

static struct ics_zone *add(struct ics_zones *zones, const char *id, const struct zone *zone)
{
    struct ics_zone *added = mem_zero(1, sizeof *added);

    added->id = mem_string(id);
    added->zone = zone;
    MEM_GROW(zones->v, zones->n, zones->cap);
    return zones->v[zones->n++] = added;
}

const struct ics_zone *ics_zones_find(struct ics_zones *zones, const char *id)
{
    struct ics_zone *there = find(zones, id);

    if (!there && zones->n < ZONES_MAX && strlen(id) <= ID_MAX)
        there = add(zones, id, find_known(zones, id));
    return there && (there->zone || there->n) ? there : NULL;
}

/* --- what its VTIMEZONE says --- */

/* STANDARD or DAYLIGHT. */
struct observance {
    struct ics_time start;
    int32_t before, after;
    bool before_given, after_given;
    char *rule;
};

struct definition {
    struct ics_zone *zone;
    const struct observance *observance;
};

static int add_change(void *ctx, const struct ics_time *time)
{
    const struct definition *to = ctx;
    struct ics_zone *zone = to->zone;

    if (zone->n >= CHANGES_MAX)
        return -1;
    MEM_GROW(zone->changes, zone->n, zone->cap);
    zone->changes[zone->n++] = (struct ics_change){.wall = (int64_t)time->day * DAY_SECONDS + time->second,
                                                   .before = to->observance->before,
                                                   .after = to->observance->after};
    return 0;
}

/* Years before 1970 are of no use to anybody here, but Outlook begins in 1601. */
static int add_observance(struct ics_zones *zones, struct ics_zone *zone, const struct observance *observance,
                          int32_t last, struct ics_effort *effort, struct err *err)
{
    struct definition to = {zone, observance};

    if (observance->start.day == DAY_NONE || !observance->before_given || !observance->after_given)
        return 0;
    if (!observance->rule) {
        add_change(&to, &observance->start);
        return 0;
    }
    /* Yearly or nothing: what else would change clocks? */
    int r = strstr(observance->rule, "FREQ=YEARLY")
                ? ics_repeat(observance->rule, &observance->start, last, zone_utc(), &zones->utc, effort, add_change, &to, err)
                : 1;
    return r < 0 ? -1 : 0;
}

static void read_observance(struct observance *observance, const struct content_line *line)
{
    if (strcmp(line->name, "DTSTART") == 0)
        ics_time_parse(line->value, line->n, NULL, NULL, &observance->start);
    else if (strcmp(line->name, "TZOFFSETFROM") == 0)
        observance->before_given = ics_offset_parse(line->value, line->n, &observance->before) == 0;
    else if (strcmp(line->name, "TZOFFSETTO") == 0)
        observance->after_given = ics_offset_parse(line->value, line->n, &observance->after) == 0;
    else if (strcmp(line->name, "RRULE") == 0 && !observance->rule)
        observance->rule = mem_string_n(line->value, line->n);
}

static void begin_observance(struct observance *observance)
{
    free(observance->rule);
    *observance = (struct observance){.start.day = DAY_NONE};
}

static int by_wall(const void *a, const void *b)
{
    const struct ics_change *x = a, *y = b;

    return (x->wall > y->wall) - (x->wall < y->wall);
}

/* The better name of the two: what the file's writer took it from. */
static void read_id(struct ics_zones *zones, struct ics_zone **zone, const struct content_line *line)
{
    _cleanup_free_ char *id = content_line_text(line);

    if (strcmp(line->name, "TZID") == 0 && !*zone && strlen(id) <= ID_MAX) {
        *zone = find(zones, id);
        if (!*zone && zones->n < ZONES_MAX)
            *zone = add(zones, id, find_known(zones, id));
    } else if (strcmp(line->name, "X-LIC-LOCATION") == 0 && *zone && !(*zone)->zone) {
        (*zone)->zone = find_known(zones, id);
    }
}

struct reading {
    struct ics_zones *zones;
    struct ics_zone *zone;
    struct observance observance;
    int depth;
    int32_t last;
    struct ics_effort *effort;
};

static int read_line(struct reading *reading, const struct content_line *line, struct err *err)
{
    if (strcmp(line->name, "BEGIN") == 0) {
        if (++reading->depth == 2)
            begin_observance(&reading->observance);
    } else if (strcmp(line->name, "END") == 0) {
        if (reading->depth-- == 2 && reading->zone && !reading->zone->zone)
            return add_observance(reading->zones, reading->zone, &reading->observance, reading->last, reading->effort, err);
    } else if (reading->depth == 1) {
        read_id(reading->zones, &reading->zone, line);
    } else if (reading->depth == 2) {
        read_observance(&reading->observance, line);
    }
    return 0;
}

int ics_zones_read(struct ics_zones *zones, struct content_reader *reader, struct content_line *line, int32_t last,
                   struct ics_effort *effort, struct err *err)
{
    struct reading reading = {.zones = zones, .depth = 1, .last = last, .effort = effort};
    int r = 0;

    begin_observance(&reading.observance);
    while (r == 0 && reading.depth > 0) {
        r = content_line_next(reader, line, NULL);
        r = r < 0 ? 0 : r > 0 ? 1 : read_line(&reading, line, err);
    }
    if (reading.zone && reading.zone->n)
        qsort(reading.zone->changes, reading.zone->n, sizeof *reading.zone->changes, by_wall);
    free(reading.observance.rule);
    return r;
}

int64_t ics_zone_instant(const struct ics_zone *zone, int64_t wall)
{
    size_t low = 0, high = zone->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->changes[middle].wall <= wall)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return wall - (zone->n ? zone->changes[0].before : 0);
    const struct ics_change *change = &zone->changes[low - 1];
    bool skipped = wall < change->wall + change->after - change->before;
    return wall - (skipped ? change->before : change->after);
}
