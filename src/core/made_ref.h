/* Refs that are made of others: A:B, with the colons of A written %3A, so that no two pairs make the same. */
#pragma once

/* Owned by the caller; NULL when one of both is missing. */
char *made_ref(const char *a, const char *b);
