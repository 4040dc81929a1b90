/* A parsed template, and the values of fields. */
#pragma once

#include "paletti/core/letter.h"

enum op_kind {
    OP_TEXT,   /* literal */
    OP_FIELD,  /* a field's value */
    OP_CHOICE, /* one of alternatives by a field's value */
    OP_SPACE,  /* between two lines of a paragraph */
    OP_LINE,
    OP_ITEM, /* a new line with "- ", or "* " */
    OP_PARAGRAPH,
    OP_IF,   /* else goes on behind the op `to` */
    OP_ELSE, /* goes on behind the op `to` */
    OP_EACH, /* all up to the op `to`, for each row */
    OP_END,
};

struct alternative {
    char *key; /* NULL: anything else */
    char *text;
};

struct op {
    enum op_kind kind;
    char *text; /* the literal; or the field's name */
    char *form; /* of a field, or NULL; of an IF the value it must have, or NULL */
    bool flag;  /* of a field: with a capital; of an IF: not given; of an ITEM: of a table */
    size_t to;  /* of IF, ELSE and EACH */
    struct alternative *alternatives;
    size_t n, cap;
};

struct ops {
    struct op *v;
    size_t n, cap;
};

struct letter_template {
    char *code, *kind, *language, *variant, *channel;
    enum letter_address address;
    enum letter_disclosure disclosure;
    struct texts needs;
    struct ops subject, more, text; /* more: behind the subject where there is room */
};

struct letter_field {
    char *name;
    enum letter_type type;
    bool words; /* somebody's own */
    union {
        char *text;
        struct texts list;
        int64_t number; /* instant, day, thousandths */
        struct money sum;
        struct window window;
        const struct hours *hours;
        struct {
            struct letter_fields *v;
            size_t n, cap;
        } rows;
    };
};

const struct letter_field *letter_find(const struct letter_fields *fields, const char *name);
/* What a choice or a condition compares: NULL where nothing can be compared. Borrowed. */
const char *letter_key(const struct letter_field *field, const struct locale *locale);
bool letter_form_known(const char *form);
/* Appends the value in FORM (NULL: its plain one). */
void letter_write_value(const struct letter_field *field, const char *form,
                        const struct letter_setting *setting, struct str *to);
