#include "formats/short_hash.h"

#include "paletti/base/hash.h"
#include "paletti/base/str.h"

#include <string.h>

#define DIGITS 32

char *short_hash(const char *text)
{
    struct hash_state state;
    unsigned char hash[HASH_SIZE];
    char hex[HASH_HEX_SIZE];

    hash_init(&state);
    hash_add(&state, text, strlen(text));
    hash_done(&state, hash);
    return str_format("h-%.*s", DIGITS, hash_hex(hash, hex));
}
