/* A letter as the bytes that go through the wire: RFC 5322, text/plain, one recipient, nothing attached, no
 * Bcc. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/hash.h"
#include "paletti/base/str.h"
#include "paletti/record/post.h"

struct composed {
    struct str bytes; /* ASCII, lines end in CRLF and have at most 998 bytes */
    char sha256[HASH_HEX_SIZE];
};

/* The same message always makes the same bytes. -1 with a sentence where a field is missing or cannot stand
 * in a message: a line break in a header, an address that would be two. */
int compose_message(const struct post_message *message, struct composed *ret, struct err *err);
/* Whether ID can be one; FIELD names it in the sentence. */
int compose_check_id(const char *field, const char *id, struct err *err);
