/* Debian's SQLite is built without its own store of small pieces ("lookaside"). Reading the schema and preparing what the
 * first frame asks takes three thousand of them, and glibc needs 150 instructions to give one and 100 to take it back: an
 * eighth of that frame. Here a piece comes from the list of those of its size that were given back, else from the end
 * of a chunk; what is larger is malloc's.
 *
 * SQLite has one allocator for the whole process, and what it calls gets no context: so this is the one place of the store
 * that has a state of its own (tests/lint/globals.sh). SQLite is used by one thread (connection.c). */
#include "pool.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Pieces have one of LISTS sizes, in steps: 8, 24 ... bytes behind their size. Chunks are never given back: their pieces are
 * used again. */
enum { STEP = 16, LISTS = 65, CHUNK = 1 << 16 };

struct piece {
    size_t size; /* of the bytes */
    union {
        struct piece *next; /* of those given back */
        char bytes[sizeof(struct piece *)]; /* SQLite wants them at a multiple of 8 */
    };
};

enum { HEAD = offsetof(struct piece, bytes) };

static struct {
    struct piece *given_back[LISTS];
    char *chunk;
    size_t left;
} pool_state;

static struct piece *piece_of(void *bytes)
{
    return (struct piece *)((char *)bytes - HEAD);
}

static int pool_round_up(int n)
{
    return (int)(((unsigned)n + HEAD + STEP - 1) / STEP * STEP - HEAD);
}

/* The list of pieces of SIZE bytes; NULL: they are malloc's. */
static struct piece **list_of(size_t size)
{
    size_t list = (size + HEAD) / STEP;

    return list < LISTS ? &pool_state.given_back[list] : NULL;
}

static struct piece *cut(size_t whole)
{
    struct piece *piece;

    if (pool_state.left < whole) {
        char *chunk = malloc(CHUNK);
        if (!chunk)
            return NULL;
        pool_state.chunk = chunk;
        pool_state.left = CHUNK;
    }
    piece = (struct piece *)pool_state.chunk;
    pool_state.chunk += whole;
    pool_state.left -= whole;
    return piece;
}

static void *pool_malloc(int n)
{
    size_t size = (size_t)pool_round_up(n);
    struct piece **list = list_of(size), *piece;

    if (list && *list) {
        piece = *list;
        *list = piece->next;
        return piece->bytes;
    }
    piece = list ? cut(size + HEAD) : malloc(size + HEAD);
    if (!piece)
        return NULL;
    piece->size = size;
    return piece->bytes;
}

static void pool_free(void *bytes)
{
    struct piece *piece = piece_of(bytes);
    struct piece **list = list_of(piece->size);

    if (list) {
        piece->next = *list;
        *list = piece;
    } else {
        free(piece);
    }
}

static int pool_size(void *bytes)
{
    return (int)piece_of(bytes)->size;
}

static void *pool_realloc(void *bytes, int n)
{
    struct piece *piece = piece_of(bytes);
    size_t size = (size_t)pool_round_up(n);

    if (size == piece->size)
        return bytes;
    if (!list_of(piece->size) && !list_of(size)) {
        piece = realloc(piece, size + HEAD);
        if (!piece)
            return NULL;
        piece->size = size;
        return piece->bytes;
    }
    void *moved = pool_malloc(n);
    if (!moved)
        return NULL;
    memcpy(moved, bytes, size < piece->size ? size : piece->size);
    pool_free(bytes);
    return moved;
}

static int pool_init(void *ctx)
{
    (void)ctx;
    return SQLITE_OK;
}

static void pool_shutdown(void *ctx)
{
    (void)ctx;
}

void pool_install(void)
{
    static const struct sqlite3_mem_methods methods = {.xMalloc = pool_malloc,
                                                       .xFree = pool_free,
                                                       .xRealloc = pool_realloc,
                                                       .xSize = pool_size,
                                                       .xRoundup = pool_round_up,
                                                       .xInit = pool_init,
                                                       .xShutdown = pool_shutdown};

    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
