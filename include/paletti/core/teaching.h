/* What I teach by answering outside my hours: how often a client comes outside the hours in the days before and after
 * each such answer. The field calls it intermittent reinforcement; essay 003: part of the blame can be yours. Pure
 * arithmetic over instants. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEACHING_DAYS = 14 };

/* One answer of mine outside my hours, with the client's contacts outside the hours around it. */
struct taught {
    int64_t at;
    int64_t before; /* in the TEACHING_DAYS days before it: from at - 14 days up to, not including, at */
    int64_t after;  /* in the days after it: from behind at up to at + 14 days */
    bool whole;     /* the days after it are over at NOW */
};

/* CONTACTS: the N instants, ascending, at which the client came outside the hours. */
void teaching_count(const int64_t *contacts, size_t n, int64_t now, struct taught *taught);
