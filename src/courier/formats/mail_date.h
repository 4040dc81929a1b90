/* Dates of mail: RFC 5322, its obsolete forms, and what broken programs write instead. */
#pragma once

#include "paletti/base/civil.h"

/* The instant that TEXT names: day, month, year and time in any usual order, two-digit years, comments, named
 * zones (an unknown one counts as UTC, RFC 5322, 4.3), ISO 8601. Returns 0, or -1 for what is no date, or one
 * before 1970 or after 2100: nobody wrote mail then, a clock was wrong. */
int mail_date_parse(const char *text, int64_t *ret_at);
