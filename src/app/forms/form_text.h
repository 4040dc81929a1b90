/* One field of a record as text, both ways. */
#pragma once

#include "form_words.h"
#include "inside.h"

/* What texts are read against. */
struct texting {
    struct app *app;
    const struct zone *zone;
    int64_t now;
    char currency[4];   /* of sums that name none */
    const char *client; /* the ref of the client it is about, borrowed; or NULL */
};
/* With the person's own currency, zone and clock. */
struct texting texting_init(struct app *app);

/* Reads TEXT, which is not blank, into FIELD of RECORD, whose member is absent. 0 or -1 with an err that says what would
 * make sense. */
int text_read(const struct texting *texting, const struct field *field, const struct field_words *words, const char *text,
              void *record, struct err *err);
/* Appends what text_read reads as the same value; nothing where FIELD is absent. */
void text_write(const struct texting *texting, const struct field *field, const struct field_words *words,
                const void *record, struct str *to);
/* How FIELD was understood, where that says more than its text does. */
void text_meaning(const struct texting *texting, const struct field *field, const struct field_words *words,
                  const void *record, struct str *to);
/* What may be typed, when the table has no hint. */
const char *text_hint(const struct field *field);

/* A day at the beginning of TEXT. Returns how many bytes were read, 0: none, -1 with err. */
int text_day(const struct texting *texting, unsigned sort, const char *text, int32_t *ret, struct err *err);

/* Lists of structs and channels (form_lists.c, form_people.c). */
int text_read_list(const struct texting *texting, const struct field *field, const struct field_words *words,
                   const char *text, struct list *list, struct err *err);
void text_write_list(const struct texting *texting, const struct field *field, const struct field_words *words,
                     const struct list *list, struct str *to);
int text_read_channels(const struct texting *texting, const char *text, struct channels *channels, struct err *err);
void text_write_channels(const struct channels *channels, struct str *to);
int text_read_person(const char *item, void *record, struct err *err);
void text_write_person(const void *record, bool careful, struct str *to);

/* Refs as names (form_refs.c). */
int text_read_ref(const struct texting *texting, const struct model *model, const char *text, char **ret,
                  struct err *err);
void text_write_ref(const struct texting *texting, const struct model *model, const char *ref, struct str *to);
/* The name, or the ref of what has none: to be read, not typed. */
void text_ref_name(const struct texting *texting, const struct model *model, const char *ref, struct str *to);
void text_ref_meaning(const struct texting *texting, const struct model *model, const char *ref, struct str *to);
