/* Instants as narrow columns show them, from the words that app has for them. */
#pragma once

#include "view.h"

/* "Fri 13 Nov 22:40", in another year with it. */
void stamp_full(const struct scene *scene, struct str *to, int64_t at);
/* "13 Nov 22:40", "13 Nov 2025" in another year; WEEKDAY: "Fri 13 Nov 22:40". */
void stamp_when(const struct scene *scene, struct str *to, int64_t at, bool weekday);
/* The day alone, as it stands in stamp_when. */
void stamp_day(const struct scene *scene, struct str *to, int64_t at, bool weekday);
/* Whether stamp_when shows the time of day of AT. */
bool stamp_has_clock(const struct scene *scene, int64_t at);
/* A moment ahead: "17:50" today, "Fri 17:50" within the week, else "13 Nov". SAY_TODAY: "today 17:50". */
void stamp_due(const struct scene *scene, struct str *to, int64_t at, bool say_today);
/* How long ago, in one unit: "<1 h", "5 h", "3 d", "14 mo", "28 y". */
void stamp_ago(const struct scene *scene, struct str *to, int64_t at);
/* Civil days since money was due: SINCE is the end of the due date. */
int32_t stamp_days_overdue(const struct scene *scene, int64_t since);
