/* One description of each record drives everything that is done to all of them alike: reading and writing JSON
 * Lines (record), reading and writing rows (store), defaults, copying and freeing (core).
 *
 * A record is a plain struct of its aggregate's header (client.h, rule.h ...). Its model lists the fields in the order
 * of interchange.md's table. Behind each kind stands the type of the struct's member. */
#pragma once

#include "paletti/base/civil.h"
#include "paletti/base/err.h"
#include "paletti/core/channel.h"
#include "paletti/core/hours.h"
#include "paletti/core/money.h"
#include "paletti/core/window.h"

enum field_kind {
    FIELD_TEXT,     /* char *, owned, NULL: absent; at most `max` bytes (0: 64 KiB) */
    FIELD_REF,      /* char *: the record's own ref, or, where `model` is set, the ref of a record of that type */
    FIELD_INSTANT,  /* int64_t, INSTANT_NONE: absent */
    FIELD_DATE,     /* int32_t, DAY_NONE: absent */
    FIELD_BOOL,     /* bool, default false */
    FIELD_TRI,      /* int8_t: 1, 0, or -1: absent */
    FIELD_INT,      /* int64_t within min..max, `standard` when absent */
    FIELD_ENUM,     /* int8_t: index into `names` (NULL-terminated), `standard` when absent, -1: none */
    FIELD_MONEY,    /* struct money, empty currency: absent */
    FIELD_QUANTITY, /* int64_t thousandths, `standard` when absent */
    FIELD_ZONE,     /* char *: a zone of the tz database */
    FIELD_WINDOW,   /* struct window, n 0: absent, so is one equal to `standard` written as n * 8 + unit */
    FIELD_SPAN,     /* struct span as one string "09:00-18:00"; from == to: absent, so is one equal to `standard`
                       written as from * 2048 + to */
    FIELD_SPANS,    /* struct spans as ["09:30-13:30", ...] */
    FIELD_HOURS,    /* struct hours as {"mon": [...], ...} */
    FIELD_CHANNELS, /* struct channels as {name: {"grade","hours"}} */
    FIELD_TEXTS,    /* struct texts as [...] ; `names` or `code` may restrict the items */
    FIELD_DAYS,     /* uint8_t: a bit per weekday, as ["mon", ...] */
    FIELD_LIST,     /* struct list of `model`, as [{...}, ...] */
    FIELD_OBJECT,   /* the struct of `model` embedded, as {...}; absent when all its fields are */
};

enum field_flag {
    FIELD_REQUIRED = 1 << 0,
    FIELD_EMAIL = 1 << 1,    /* a mail address */
    FIELD_LANGUAGE = 1 << 2, /* "es" or "es-ES" */
    FIELD_COUNTRY = 1 << 3,  /* ISO 3166, two capitals */
    FIELD_CURRENCY = 1 << 4, /* ISO 4217 */
    FIELD_PRIVATE = 1 << 5,  /* leaves the machine in the JSON Lines export only */
    FIELD_MADE = 1 << 7,     /* made of the others by normalise: it stands in no line of JSON, and nobody gives it */
    FIELD_MAKES = 1 << 8,    /* the ref is made of it: of what is stored it stays as it is */
    FIELD_GIVEN = 1 << 6,    /* FIELD_HOURS and the like in an override: a `bool` at `given` tells absent from empty */
};

struct model;

struct field {
    const char *name;
    uint8_t kind;   /* enum field_kind */
    uint16_t flags; /* enum field_flag */
    uint16_t at;    /* offset of the member */
    uint16_t given;
    int64_t min, max, standard;
    const char *const *names;  /* enumerations, lower case as in JSON */
    const struct model *model; /* of a list, an object, or what a ref points at */
    const char *code;          /* the codes come from this data file ("signs") */
};

struct model {
    const char *type; /* "client"; for a list's or object's model the path's word */
    size_t size;
    const struct field *fields;
    size_t n;
    /* What no single field can say (a holding reply without a promise); NULL: nothing. err starts with the field. */
    int (*check)(const void *record, struct err *err);
    /* Makes what equals a default that no single field can tell (needs_reply by kind) absent; NULL: nothing. */
    void (*normalise)(void *record);
    bool single;   /* there is at most one, without a ref */
    bool frozen;   /* imported and exported, but neither written nor changed nor removed by hand */
    bool internal; /* of this file alone: journaled, but neither imported nor exported */
};

struct texts {
    char **v; /* owned, and so are the strings */
    size_t n, cap;
};

struct list {
    void *v; /* owned array of the model's structs */
    size_t n, cap;
};

/* The record types of interchange.md in writing order, NULL-terminated. */
extern const struct model *const models[];
/* The internal ones (later.h) are found too. */
const struct model *model_find(const char *type);
const struct field *model_field(const struct model *model, const char *name);

/* Sets every field to its default. */
void model_init(const struct model *model, void *record);
/* Frees what the record owns; it is as after model_init. */
void model_clear(const struct model *model, void *record);
/* A deep copy into the uninitialised RET. */
void model_copy(const struct model *model, const void *record, void *ret);
bool model_equal(const struct model *model, const void *a, const void *b);
/* Makes members that were set to what their absence means absent (a reply window of 72h), so that equal records are
 * equal member by member. record_parse has done it; whoever fills a record by hand calls it before storing. */
void model_normalise(const struct model *model, void *record);
/* The record's own ref (its first FIELD_REF without a target), or NULL. Borrowed. */
const char *model_ref(const struct model *model, const void *record);

static inline void *field_of(const struct field *field, const void *record)
{
    return (char *)record + field->at;
}

/* Whether the member holds what it holds when nothing was given. */
bool field_absent(const struct field *field, const void *record);
/* The member of a kind that is one whole number: instant, date, bool, tri, int, enum, quantity, days. */
int64_t field_number(const struct field *field, const void *record);
void field_set_number(const struct field *field, void *record, int64_t value);
/* Replaces the member of TO by a deep copy of FROM's; both are records of the field's model. */
void field_copy(const struct field *field, const void *from, void *to);

void texts_add(struct texts *texts, const char *text);
bool texts_have(const struct texts *texts, const char *text);
void texts_clear(struct texts *texts);
/* Appends a zeroed element and returns it: the caller initialises it (model_init). */
void *list_add(struct list *list, size_t size);
