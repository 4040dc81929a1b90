/* Answers as values. A command tells its answer as a stream of typed values in the shape of the JSON document
 * that interchange.md, section 3 gives; whoever asked decides what becomes of it: JSON text (answer_json), an
 * aligned table (cli), a view (tui). So an answer of a million rows needs no memory. */
#pragma once

#include "paletti/base/str.h"
#include "paletti/core/model.h"

#include <stdbool.h>
#include <stdint.h>

struct answer;
struct people_page;

/* KEY is NULL inside a list and for the answer as a whole. */
struct answer_ops {
    void (*open_object)(struct answer *answer, const char *key);
    void (*close_object)(struct answer *answer);
    void (*open_list)(struct answer *answer, const char *key);
    void (*close_list)(struct answer *answer);
    void (*text)(struct answer *answer, const char *key, const char *text); /* NULL: null */
    void (*integer)(struct answer *answer, const char *key, int64_t value);
    void (*boolean)(struct answer *answer, const char *key, bool value);
    void (*instant)(struct answer *answer, const char *key, int64_t at); /* INSTANT_NONE: null */
    void (*day)(struct answer *answer, const char *key, int32_t day);
    void (*money)(struct answer *answer, const char *key, struct money money);
    void (*record)(struct answer *answer, const struct model *model,
                   const void *record); /* whole: a line of an export, the answer of show */
    void (*raw)(struct answer *answer, const char *text,
                size_t len); /* another format, as it is (export's CSV), or prose for people */
};

/* The first member of every sink. */
struct answer {
    const struct answer_ops *ops;
    bool failed; /* a sink that could not write (full disk, closed pipe) sets it; commands may stop early */
    bool people; /* for people: commands add what a person wants beside it (names, dates) and JSON does not have */
    const struct people_page *page; /* where that goes, for what draws itself; NULL where it is not for people */
};

#define answer_open_object(a, key)      ((a)->ops->open_object((a), (key)))
#define answer_close_object(a)          ((a)->ops->close_object((a)))
#define answer_open_list(a, key)        ((a)->ops->open_list((a), (key)))
#define answer_close_list(a)            ((a)->ops->close_list((a)))
#define answer_text(a, key, value)      ((a)->ops->text((a), (key), (value)))
#define answer_integer(a, key, value)   ((a)->ops->integer((a), (key), (value)))
#define answer_boolean(a, key, value)   ((a)->ops->boolean((a), (key), (value)))
#define answer_instant(a, key, value)   ((a)->ops->instant((a), (key), (value)))
#define answer_day(a, key, value)       ((a)->ops->day((a), (key), (value)))
#define answer_money(a, key, value)     ((a)->ops->money((a), (key), (value)))
#define answer_record(a, model, it)     ((a)->ops->record((a), (model), (it)))
#define answer_raw(a, bytes, len)       ((a)->ops->raw((a), (bytes), (len)))

/* The JSON sink. WRITE gets pieces of the document; it returns negative when it could not write. */
struct answer_json;
struct answer_json *answer_json_new(int (*write)(void *ctx, const char *text, size_t len), void *ctx);
struct answer *answer_json_answer(struct answer_json *json);
/* Writes what is left, and a newline behind a document; frees. Negative when anything could not be written.
 */
int answer_json_end(struct answer_json *json);
