#include "paletti/base/hash.h"

#include "paletti/base/mem.h"
#include "run.h"

#include <stdbool.h>
#include <string.h>

/* FIPS 180-4's examples. */
static const struct {
    const char *text;
    int times;
    const char *hex;
} known[] = {
    {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"aaaaaaaaaa", 100000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

START_TEST(known_answers)
{
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        unsigned char hash[HASH_SIZE];
        char hex[HASH_HEX_SIZE];
        struct hash_state state;
        hash_init(&state);
        for (int t = 0; t < known[i].times; t++)
            hash_add(&state, known[i].text, strlen(known[i].text));
        hash_done(&state, hash);
        ck_assert_ptr_eq(hash_hex(hash, hex), hex);
        ck_assert_str_eq(hex, known[i].hex);
    }
}
END_TEST

START_TEST(refs_have_their_form_and_differ)
{
    char *refs[200];

    for (size_t i = 0; i < ARRAY_LEN(refs); i++) {
        refs[i] = hash_new_ref("int");
        ck_assert_uint_eq(strlen(refs[i]), 17);
        ck_assert_int_eq(strncmp(refs[i], "int-", 4), 0);
        ck_assert_uint_eq(strspn(refs[i] + 4, "abcdefghijklmnopqrstuvwxyz234567"), 13);
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(refs[i], refs[j]);
    }
    for (size_t i = 0; i < ARRAY_LEN(refs); i++)
        free(refs[i]);
}
END_TEST

/* 2,600 letters: a letter that never comes would have a chance of 1 in 10^35. */
START_TEST(refs_use_every_letter)
{
    bool seen[256] = {false};

    for (int i = 0; i < 200; i++) {
        _cleanup_free_ char *ref = hash_new_ref("c");
        for (const char *s = ref + 2; *s; s++)
            seen[(unsigned char)*s] = true;
    }
    for (const char *s = "abcdefghijklmnopqrstuvwxyz234567"; *s; s++)
        ck_assert(seen[(unsigned char)*s]);
}
END_TEST

RUN_TESTS("hash", known_answers, refs_have_their_form_and_differ, refs_use_every_letter);
