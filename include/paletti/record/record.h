/* Records as JSON Lines: interchange.md, section 1. One table of models (paletti/core/model.h) drives both
 * ways. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/core/model.h"

/* What only somebody with files can say; ctx is handed back. A NULL takes everything. */
struct record_checks {
    /* Is NAME a time zone? */
    bool (*zone)(void *ctx, const char *name);
    /* Is CODE in the data file FILE ("signs")? */
    bool (*code)(void *ctx, const char *file, const char *code);
    void *ctx;
};

/* Reads one line (valid UTF-8 is checked here; LEN bytes, no newline). On success *RET_RECORD is a new struct
 * of *RET_MODEL (record_free). A failure's sentence begins with the path of the field: `client.zone:
 * "Europe/Atlantis" is no time zone`; whoever knows the line number puts it before. Unknown types and fields,
 * duplicate keys, wrong types, values out of range and unknown enumeration values are errors. A missing `ref`
 * is given one made from a hash of the record, so that the same line read again is the same record. */
int record_parse(const char *line, size_t len, const struct record_checks *checks,
                 const struct model **ret_model, void **ret_record, struct err *err);
/* The same; *RET_MADE: it came without a ref. Whoever reads several lines that are alike tells them apart then. */
int record_parse_made(const char *line, size_t len, const struct record_checks *checks,
                      const struct model **ret_model, void **ret_record, bool *ret_made, struct err *err);
/* One that this program wrote and stored: zones and codes were checked when it came in, and may be gone since. */
int record_read_stored(const char *line, size_t len, const struct model **ret_model, void **ret_record,
                       struct err *err);
/* Appends the record's one line without a newline: `type` first, keys in the model's order, absent when
 * default. */
void record_write(struct str *to, const struct model *model, const void *record);
void record_free(const struct model *model, void *record);

/* Whether FIELD's value in RECORD of MODEL, however it came there, is one that record_parse would take; err begins with the
 * field's path ("people[1].email: ..."). */
int record_check_field(const struct model *model, const struct field *field, const void *record,
                       const struct record_checks *checks, struct err *err);

/* Nested fields (spans, hours, channels, texts, days, lists, windows ...) as JSON text for a column of the
 * store: the store is handed these two, and knows no JSON. NULL stands for absent. encode: the caller owns
 * the text. decode wants the member absent; after a failure it is whatever model_clear can clear. */
char *record_column_encode(const struct field *field, const void *record);
int record_column_decode(const struct field *field, const char *text, void *record, struct err *err);
