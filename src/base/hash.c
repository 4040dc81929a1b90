#include "paletti/base/hash.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define REF_LETTERS 13

static_assert(sizeof(struct hash_state) >= sizeof(crypto_hash_sha256_state),
              "hash_state holds libsodium's state");
static_assert(_Alignof(struct hash_state) >= _Alignof(crypto_hash_sha256_state),
              "hash_state is aligned for it");
static_assert(HASH_SIZE == crypto_hash_sha256_BYTES, "SHA-256");
static_assert(HASH_HEX_SIZE == 2 * HASH_SIZE + 1, "two digits a byte and the NUL");

void hash_init(struct hash_state *state)
{
    crypto_hash_sha256_init((crypto_hash_sha256_state *)state->opaque);
}

void hash_add(struct hash_state *state, const void *data, size_t n)
{
    crypto_hash_sha256_update((crypto_hash_sha256_state *)state->opaque, data, n);
}

void hash_done(struct hash_state *state, unsigned char ret_hash[HASH_SIZE])
{
    crypto_hash_sha256_final((crypto_hash_sha256_state *)state->opaque, ret_hash);
}

const char *hash_hex(const unsigned char hash[HASH_SIZE], char buf[HASH_HEX_SIZE])
{
    return sodium_bin2hex(buf, HASH_HEX_SIZE, hash, HASH_SIZE);
}

char *hash_new_ref(const char *prefix)
{
    /* 32 of them: five bits each, no bias. */
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char random[REF_LETTERS];
    struct str ref = STR_INIT;

    if (sodium_init() < 0)
        abort(); /* no randomness on this machine: no id would be unique */
    randombytes_buf(random, sizeof random);
    str_add(&ref, prefix);
    str_add_char(&ref, '-');
    for (size_t i = 0; i < REF_LETTERS; i++)
        str_add_char(&ref, letters[random[i] % 32]);
    return str_take(&ref);
}

const char *hash_text(const char *text, size_t len, char buf[HASH_HEX_SIZE])
{
    unsigned char hash[HASH_SIZE];
    struct hash_state state;

    hash_init(&state);
    hash_add(&state, text, len);
    hash_done(&state, hash);
    return hash_hex(hash, buf);
}

char *hash_new_uuid(void)
{
    static const char form[] = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx", digits[] = "0123456789abcdef";
    unsigned char random[sizeof form];
    char *uuid = mem_string(form);

    if (sodium_init() < 0)
        abort();
    randombytes_buf(random, sizeof random);
    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'x')
            uuid[i] = digits[random[i] & 15];
        else if (form[i] == 'v')
            uuid[i] = digits[8 + (random[i] & 3)];
    return uuid;
}
