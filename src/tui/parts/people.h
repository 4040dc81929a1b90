/* Who of the unknown people in a mailbox becomes a client: a rule for all of them, and exceptions one by one. Pure. */
#pragma once

#include "paletti/app/importing.h"
#include "paletti/base/str.h"

/* Those that are shown one by one: the most frequent. */
enum { PEOPLE_SHOWN = 500 };

struct people {
    const struct import_notes *notes; /* borrowed */
    int rule;
    bool flipped[PEOPLE_SHOWN]; /* the exceptions */
};

/* Begins with the rule that most will want: those one wrote to, else those of three messages, else
 * everybody. */
void people_init(struct people *people, const struct import_notes *notes);
/* The next rule, round and round; the exceptions are forgotten. */
void people_next_rule(struct people *people);
/* "those you wrote to", translated. */
const char *people_rule(const struct people *people);
bool people_taken(const struct people *people, size_t i);
/* How many, and how many messages of theirs. */
void people_count(const struct people *people, int64_t *ret_people, int64_t *ret_messages);
/* Their addresses as lines. Appends. */
void people_add_addresses(const struct people *people, struct str *to);
