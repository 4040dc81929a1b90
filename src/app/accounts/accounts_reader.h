/* Reading paletti.conf: what may stand in it, and where the reader stands. */
#pragma once

#include "accounts_file.h"

#include "paletti/core/model.h"

enum account_section { SECTION_MAIL, SECTION_SENT, SECTION_CLIPBOARD, SECTION_STRIPE, ACCOUNT_SECTIONS };
extern const char *const account_sections[];

/* A key of the file: the field of that name of MODEL, whose struct stands at AT of struct accounts. */
struct account_key {
    const char *section, *name;
    const struct model *model;
    size_t at;
    int way; /* enum account_way that alone gives it a meaning; 0: any */
};
enum { ACCOUNT_KEYS = 27 };
extern const struct account_key account_keys[];

struct account_reader {
    const char *path;
    int line;
    const char *section;         /* NULL: none yet */
    int began[ACCOUNT_SECTIONS]; /* the line of each; 0: it does not stand there */
    int said[ACCOUNT_KEYS];      /* the same */
    struct accounts *to;
    struct err *err;
};

/* Sentences of complaint never quote a value: it may be a secret at the wrong place. Both return -1.
 * account_fail_at puts file and LINE before the sentence that is in err. */
int account_fail_at(const struct account_reader *reader, int line);
int account_fail(const struct account_reader *reader, const char *key, const char *sentence);

/* Takes VALUE, which is neither empty nor has blanks around it. */
int account_value(const struct account_reader *reader, const struct account_key *key, const char *value);
/* What no line alone can say, once all are read. */
int account_check(const struct account_reader *reader);
