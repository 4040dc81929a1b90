/* A time zone file: garbage is an error, never a crash, and whatever loads answers for every year. */
#include "paletti/base/str.h"
#include "paletti/base/mem.h"
#include "paletti/base/zone.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct zone *zone = NULL;
    struct err err;
    int fd = memfd_create("zone", 0);

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    _cleanup_free_ char *name = str_format("%d", fd);
    if (zone_load("/proc/self/fd", name, &zone, &err) == 0)
        for (int64_t at = -5000000000; at < 250000000000; at += 86399 * 1234) {
            int32_t second, day = zone_day(zone, at, &second);
            int64_t back = zone_instant(zone, day, second, ZONE_LAST);
            if (back < at)
                abort();
        }
    zone_free(zone);
    close(fd);
    return 0;
}
