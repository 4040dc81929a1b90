/* Marking many clients at once. */
#pragma once

#include "client_columns.h"
#include "marks.h"

/* Where the client ID stands among ROWS; -1: nowhere. */
int64_t client_rows_find(const struct client_row *rows, size_t n, int64_t id);
/* MARKING_ALL, MARKING_INVERT: every row; MARKING_RANGE: from where the range began to row TO, and ends the range. False:
 * that are too many. */
bool client_marks_apply(struct marks *marks, enum marking marking, const struct client_row *rows, size_t n, int64_t to);
/* Marks who fits FILTER, listed or not. 1: that are too many. */
int client_marks_fitting(struct marks *marks, struct app *app, const struct filter *filter, struct err *err);
