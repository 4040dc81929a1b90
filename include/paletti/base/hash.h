/* SHA-256 (libsodium), and identifiers from it and from random bytes. */
#pragma once

#include "paletti/base/attr.h"

#define HASH_SIZE     32
#define HASH_HEX_SIZE 65

struct hash_state {
    _Alignas(16) unsigned char opaque[128];
};
void hash_init(struct hash_state *state);
void hash_add(struct hash_state *state, const void *data, size_t n);
void hash_done(struct hash_state *state, unsigned char ret_hash[HASH_SIZE]);
/* Lower-case hexadecimal of a hash; returns BUF. */
const char *hash_hex(const unsigned char hash[HASH_SIZE], char buf[HASH_HEX_SIZE]);

/* The hash of LEN bytes, in hexadecimal; returns BUF. */
const char *hash_text(const char *text, size_t len, char buf[HASH_HEX_SIZE]);

/* A new random id as everybody makes them (a UUID of version 4). Caller owns it. */
char *hash_new_uuid(void);
/* A new id for a record the user makes by hand: PREFIX, a hyphen, 13 random characters of a-z2-7. Caller owns it. */
char *hash_new_ref(const char *prefix);
