/* The words of an entry in the search index. */
#pragma once

#include "internal.h"

/* Writes the index row of an entry: the folded words of SUBJECT and BODY (either may be NULL; of a long body the
 * beginning), and the client. */
int search_add(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
               struct err *err);
/* Takes it away: with the same texts it was written from, because the index keeps none. */
int search_remove(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
                  struct err *err);

/* FTS5's query for WORDS as a person typed them, each the beginning of a word, in the log of CLIENT_ID (0:
 * everybody's). Owned; NULL when there is no word in it. */
char *search_query(int64_t client_id, const char *words);

/* The word that stands for a client in every row: a private-use character and the id. */
#define SEARCH_CLIENT_WORD "\xee\x80\x80%lld"
#define SEARCH_CLIENT_ANY  "\xee\x80\x80"
/* Bytes of folded text that are indexed of one entry. */
#define SEARCH_TEXT_MAX 65536
