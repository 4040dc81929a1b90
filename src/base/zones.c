#include "paletti/base/zone.h"

#include "paletti/base/file.h"
#include "paletti/base/mem.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#define TIMEZONE_LIMIT 256

struct zones {
    char *dir;
    struct zone **items;
    size_t n, cap;
};

struct zones *zones_new(const char *dir)
{
    struct zones *zones = mem_zero(1, sizeof *zones);

    zones->dir = mem_string(dir);
    return zones;
}

void zones_free(struct zones *zones)
{
    if (!zones)
        return;
    for (size_t i = 0; i < zones->n; i++)
        zone_free(zones->items[i]);
    free(zones->items);
    free(zones->dir);
    free(zones);
}

const struct zone *zones_find(struct zones *zones, const char *name, struct err *err)
{
    struct zone *zone;

    for (size_t i = 0; i < zones->n; i++)
        if (str_equal(zone_name(zones->items[i]), name))
            return zones->items[i];
    if (zone_load(zones->dir, name, &zone, err) < 0)
        return NULL;
    MEM_GROW(zones->items, zones->n, zones->cap);
    return zones->items[zones->n++] = zone;
}

/* NAME when it is a zone of this machine; paths into the directory count. The caller owns the result. */
static char *checked_name(const char *name)
{
    static const char marker[] = "/zoneinfo/";
    _cleanup_(zone_free_p) struct zone *zone = NULL;
    const char *inside = strstr(name, marker);

    if (inside)
        name = inside + sizeof marker - 1;
    return zone_load(NULL, name, &zone, NULL) == 0 ? mem_string(name) : NULL;
}

/* The link is read once, not to its end: Asia/Calcutta leads on to Asia/Kolkata, and both are names. */
static char *localtime_name(void)
{
    char target[PATH_MAX];
    ssize_t n = readlink("/etc/localtime", target, sizeof target - 1);

    if (n <= 0)
        return NULL;
    target[n] = '\0';
    return checked_name(target);
}

static char *timezone_name(void)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (file_read_regular("/etc/timezone", TIMEZONE_LIMIT, &text, NULL) < 0 || text.len == 0)
        return NULL;
    text.s[strcspn(text.s, " \t\r\n")] = '\0';
    return checked_name(text.s);
}

char *zone_system_name(const char *tz_value)
{
    char *name = NULL;

    if (tz_value && !*tz_value) /* for the C library an empty one is UTC */
        return mem_string("UTC");
    if (tz_value)
        name = checked_name(*tz_value == ':' ? tz_value + 1 : tz_value);
    if (!name)
        name = localtime_name();
    if (!name)
        name = timezone_name();
    return name ? name : mem_string("UTC");
}
