/* A layer below SQLite that can cut the power: what was written and not synced is on the disk only in part.
 */
#pragma once

#include <stdint.h>

struct power;
/* Makes the layer the default one of this process. At the CUT-th write, sync or truncation (counted from 1;
 * 0: never) the process ends, after each sector written since its file was synced last was thrown away or
 * kept by chance. */
struct power *power_install(int cut, uint64_t seed);
/* How many operations there were. */
int power_count(const struct power *power);
