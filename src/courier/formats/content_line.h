/* Content lines, the grammar that vCard and iCalendar share: NAME;PARAM=value:text, folded over several
 * lines. RFC 6350, 3; RFC 5545, 3.1; and vCard 2.1 with its quoted-printable and bare parameters. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/core/model.h"

#include <stdint.h>

struct content_reader {
    const char *start, *p, *end; /* bytes of an ASCII-compatible charset, borrowed */
    int64_t number;              /* of the line that the next content line begins on, from 1 */
};

struct content_line {
    int64_t number;          /* where it begins */
    struct str bytes;        /* unfolded: the storage of what follows */
    char *name;              /* in capitals, the group before it left out */
    struct texts parameters; /* "NAME=value", the name in capitals; bare ones of vCard 2.1 without '=' */
    const char *value;       /* as it stands: escapes, charset and transfer encoding are not undone */
    size_t n;
};

/* Reads the file at PATH, of at most 64 MiB, into *RET_TEXT, which READER borrows. A file that says it is UTF-16 is decoded;
 * of others every line may have a charset of its own. */
int content_reader_open(struct content_reader *reader, const char *path, struct str *ret_text, struct err *err);
void content_reader_init(struct content_reader *reader, const char *s, size_t n);
/* The next line that is not empty. 0; 1 at the end; -1 with the line in err for one without a colon. */
int content_line_next(struct content_reader *reader, struct content_line *line, struct err *err);
void content_line_done(struct content_line *line);

/* The value of the parameter NAME (capitals), or NULL. Borrowed. */
const char *content_line_parameter(const struct content_line *line, const char *name);
/* The value as UTF-8, quoted-printable undone, escapes still there; malformed bytes become U+FFFD. */
char *content_line_text(const struct content_line *line);
/* TEXT cut at each SEPARATOR that is not escaped (0: not cut), with the escapes undone (\n \, \; \\). At
 * least one piece. */
void content_split(const char *text, char separator, struct texts *ret);
