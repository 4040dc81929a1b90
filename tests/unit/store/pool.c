/* Pieces of every size, given and taken back in any order, keep what is written into them. */
#include "fixture.h"

#include "pool.h"

#include <sqlite3.h>
#include <string.h>

enum { PIECES = 300, TURNS = 20000, LARGEST = 3000 };

struct held {
    unsigned char *bytes;
    int size;
    unsigned char mark;
};

static unsigned next(unsigned *seed)
{
    return *seed = *seed * 1103515245u + 12345u, *seed >> 8;
}

static void check(const struct held *held, int size)
{
    for (int i = 0; i < size; i++)
        ck_assert_uint_eq(held->bytes[i], held->mark);
}

static void fill(struct held *held, unsigned char *bytes, int size, unsigned char mark)
{
    ck_assert_ptr_nonnull(bytes);
    ck_assert_uint_eq((uintptr_t)bytes % 8, 0);
    ck_assert_uint_ge(sqlite3_msize(bytes), (unsigned)size);
    memset(bytes, mark, (size_t)size);
    *held = (struct held){bytes, size, mark};
}

/* What was there is still there, as far as there is room for it. */
static void change(struct held *held, int size, unsigned char mark)
{
    int kept = size < held->size ? size : held->size;

    held->bytes = sqlite3_realloc(held->bytes, size);
    check(held, kept);
    fill(held, held->bytes, size, mark);
}

START_TEST(nothing_overlaps)
{
    static struct held held[PIECES];
    unsigned seed = 7;

    pool_install();
    for (int turn = 0; turn < TURNS; turn++) {
        struct held *one = &held[next(&seed) % PIECES];
        int size = (int)(next(&seed) % LARGEST) + 1;
        size = turn % 3 ? size % 200 + 1 : size;
        if (!one->bytes) {
            fill(one, sqlite3_malloc(size), size, (unsigned char)turn);
        } else if (turn % 2) {
            change(one, size, (unsigned char)turn);
        } else {
            check(one, one->size);
            sqlite3_free(one->bytes);
            *one = (struct held){0};
        }
    }
    for (int i = 0; i < PIECES; i++) {
        if (held[i].bytes)
            check(&held[i], held[i].size);
        sqlite3_free(held[i].bytes);
    }
}
END_TEST

START_TEST(what_is_given_back_is_used_again)
{
    pool_install();
    void *first = sqlite3_malloc(100);
    sqlite3_free(first);
    void *second = sqlite3_malloc(104);
    ck_assert_ptr_eq(first, second);
    sqlite3_free(second);
}
END_TEST

RUN_TESTS("pool", nothing_overlaps, what_is_given_back_is_used_again);
