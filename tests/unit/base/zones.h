/* TZif files written by the tests. */
#pragma once

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "tzif.h"

#include <stdint.h>

struct tz_transition {
    int64_t at;
    uint8_t type;
};

/* What goes into a file; ready to be spoilt. */
struct tz_file {
    char version; /* 0, or '2' to '4' */
    uint32_t leaps;
    const struct tz_transition *transitions;
    uint32_t n;
    const int32_t *offsets; /* of the types */
    uint32_t types;
    const char *footer;
};

static inline void tz_add_number(struct str *to, uint64_t value, int bytes)
{
    while (bytes-- > 0)
        str_add_char(to, bytes < 8 ? (char)(value >> (bytes * 8)) : '\0');
}

static inline void tz_add_block(struct str *to, const struct tz_file *f, int time_size)
{
    str_add(to, "TZif");
    str_add_char(to, f->version);
    tz_add_number(to, 0, 15);
    const uint32_t counts[] = {0, 0, f->leaps, f->n, f->types, 4};
    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        tz_add_number(to, counts[i], 4);
    for (uint32_t i = 0; i < f->n; i++)
        tz_add_number(to, (uint64_t)f->transitions[i].at, time_size);
    for (uint32_t i = 0; i < f->n; i++)
        tz_add_number(to, f->transitions[i].type, 1);
    for (uint32_t i = 0; i < f->types; i++) {
        tz_add_number(to, (uint64_t)f->offsets[i], 4);
        tz_add_number(to, 0, 2);
    }
    str_add_n(to, "ABC", 4);
    for (uint32_t i = 0; i < f->leaps; i++)
        tz_add_number(to, 0, time_size + 4);
}

static inline void tz_write(struct str *to, const struct tz_file *f)
{
    tz_add_block(to, f, 4);
    if (!f->version)
        return;
    tz_add_block(to, f, 8);
    str_printf(to, "\n%s\n", f->footer);
}

/* NULL when the bytes are refused. The caller owns the zone. */
static inline struct zone *tz_zone(const char *data, size_t n, struct err *err)
{
    struct zone *zone = mem_zero(1, sizeof *zone);

    zone->name = mem_string("Test/Zone");
    if (tzif_parse(zone, data, n, err) == 0)
        return zone;
    zone_free(zone);
    return NULL;
}
