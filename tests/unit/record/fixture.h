/* Records for the tests of the record language. */
#pragma once

#include "paletti/record/record.h"

#include <check.h>

/* Zones but "Europe/Atlantis", codes but "grumpy". */
extern const struct record_checks test_checks;

/* The lines of the file NAME of tests/data, without newlines, with CHECK's loop variable in mind: read once.
 */
struct lines {
    char **v;
    size_t n;
};
struct lines lines_read(const char *name);
void lines_free(struct lines *lines);

/* What record_write makes of it; the caller frees. */
char *line_of(const struct model *model, const void *record);
/* Parses LINE, or the test fails with the sentence. */
void *record_of(const char *line, const struct model **ret_model);

/* Fills RECORD (uninitialised) at random such that its model accepts it: every kind of text, of list, of
 * number. */
void random_record(const struct model *model, unsigned *seed, void *record);

int run_suite(const char *name, const TTest *const *tests, const int *times, size_t n);
