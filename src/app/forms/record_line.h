/* A record about a client on one line, as people type it: "promise fri 1450 INV-2026-081 excuse office", "yesterday delivery
 * header v3", in English, Spanish or Italian. The first word that does not say when names the type. */
#pragma once

#include "inside.h"

/* What LINE is about, where it begins with the word of such a type; NULL: with something else, such as an entry of the
 * log. */
const struct model *record_line_model(const char *line, int64_t now, const struct zone *zone);
/* "promise, request, delivery ...": the words it begins with, in the person's language. */
void record_line_words(const char *between, struct str *to);

/* Fills RET, initialised and of record_line_model(LINE), but for its ref; its client is the ref of one. 0; 1: the line is
 * not whole yet, ERR says what is missing; -1: it cannot be so. */
int record_line_read(struct app *app, struct store *store, const char *line, void *ret, struct err *err);
