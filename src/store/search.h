/* The words of an entry in the search index. */
#pragma once

#include "internal.h"

#include "paletti/base/str.h"

/* Writes the index row of an entry: the folded words of SUBJECT and BODY (either may be NULL; of a long body
 * the beginning), and the client. */
int search_add(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
               struct err *err);
/* Takes it away: with the same texts it was written from, because the index keeps none. */
int search_remove(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
                  struct err *err);

/* FTS5's query for WORDS as a person typed them, each the beginning of a word, in the log of CLIENT_ID (0:
 * everybody's). *RET is owned; NULL when there is no word in it. */
int search_query(struct store *store, int64_t client_id, const char *words, char **ret, struct err *err);

/* Appends the word that stands for CLIENT_ID in every row. It is one character long wherever it can be,
 * because each beginning of a word takes as much room in the index as the word. */
void search_add_client(struct str *to, int64_t client_id);

/* Bytes of folded text that are indexed of one entry. */
#define SEARCH_TEXT_MAX 65536
