/* A person or a company out of somebody's address book, on the way to being a client. */
#pragma once

#include "errand.h"

#include "paletti/core/client.h"

#include <stdbool.h>

/* All strings owned, NULL: not given. */
struct contact {
    char *id;   /* the other program's own, NULL: made of a hash of name and first address */
    char *name; /* as shown; else made of given, middle and family, else the organization, else the address */
    char *given, *middle, *family, *title, *organization, *notes, *country, *language;
    struct texts emails, phones, tags;
    bool company, prospect;
    bool group; /* a list of other cards */
};

void contact_clear(struct contact *contact);
/* Puts VALUE, on one line, into *PLACE where nothing stands yet. */
void contact_set(char **place, const char *value);
/* Puts VALUE, which may hold several lines, behind what stands in *PLACE. */
void contact_append(char **place, const char *value);
/* Adds VALUE, on one line, once. */
void contact_add(struct texts *texts, const char *value);

/* Emits the client whose ref is PREFIX and the id. A contact with neither a name nor an address, or one that
 * no record can hold, is told as skipped at WHERE; so is an address that is none, and the rest goes in. */
int contact_emit(struct errand *errand, const struct contact *contact, const char *prefix, const char *where,
                 struct err *err);
