/* What is marked in a list, by id: it survives whatever the list does. */
#pragma once

#include "actions.h"

#include "paletti/base/str.h"

#include <stdint.h>

enum { MARKS_MAX = 10000 }; /* more than anybody meant to mark */

struct marks {
    int64_t *v; /* ascending */
    size_t n, cap;
    int64_t from; /* a range begun at this id, 0: none; it goes to the selected row */
};

/* What a key wants done with many rows; the view does it where it asks the app. */
enum marking { MARKING_NOTHING, MARKING_RANGE, MARKING_ALL, MARKING_INVERT };

void marks_done(struct marks *marks);
/* Marks and range; false when there were none. */
bool marks_clear(struct marks *marks);
bool marks_have(const struct marks *marks, int64_t id);
/* False: there are MARKS_MAX already. */
bool marks_add(struct marks *marks, int64_t id);
bool marks_toggle(struct marks *marks, int64_t id);
/* "3 marked", or how far the range is; appends to the foot's left. */
void marks_foot(const struct marks *marks, struct str *to);
/* That there are too many. */
const char *marks_refusal(void);
