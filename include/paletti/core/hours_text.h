/* Days and hours as people write them, in English, Spanish and Italian: "mon-fri 09:30-13:30 15:00-18:00; sat 10-12",
 * "lun, mié 9-14", "sab chiuso". What the functions ..._text write, those called ..._read read again. */
#pragma once

#include "paletti/core/hours.h"

/* A week. "closed" (or nothing) is one without any hours; a day named twice has both hours. Days are united where they
 * touch, and must not overlap. 0, or -1 with an err that says what is wrong; the caller clears *RET. */
int hours_read(const char *text, struct hours *ret, struct err *err);
void hours_text(struct str *to, const struct hours *hours);

/* One span: "09:00-18:00", "9-18", "9.30 - 18h". All of TEXT. */
int span_read(const char *text, struct span *ret, struct err *err);
/* "09:30-13:30 15:00-18:00", and "closed" for none. */
void spans_text(struct str *to, const struct spans *spans);
/* Spans at the beginning of TEXT ("closed": none). Returns how many bytes were read, 0 when there are none, or -1 with
 * err; the caller clears *RET. */
int spans_read(const char *text, struct spans *ret, struct err *err);

/* "mon-fri", "tue,thu": a bit per enum weekday. Days at the beginning of TEXT; as spans_read. */
int days_read(const char *text, uint8_t *ret, struct err *err);
void days_text(struct str *to, uint8_t days);
