/* The readable text of a message's parts. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <gmime/gmime.h>
#include <stdbool.h>

#define MAIL_TEXT_MAX    (16 << 20)
#define MAIL_ESCAPED_MAX (30 << 20) /* as a string of JSON: paletti takes no line beyond 32 MiB */

struct mail_text {
    struct str text;
    size_t replaced; /* malformed sequences */
    bool cut;        /* there was more than may go into a record */
};

/* The plain text of TOP, attachments left out: several inline texts one after the other, of alternatives one.
 * Where there is none, the HTML, reduced to text. Lines end in \n, none at the end. -1: parts nested beyond
 * MAIL_DEPTH_MAX. */
int mail_text_read(GMimeObject *top, struct mail_text *ret, struct err *err);
