/* Memory. Every allocation succeeds or the process aborts: SIGABRT is where the screen restores the terminal,
 * and SQLite's journal is what keeps the data. */
#pragma once

#include "paletti/base/attr.h"

#include <stdint.h>
#include <stdlib.h>

/* Never returns NULL; SIZE 0 gives a pointer that may be freed. The caller owns the result (free). */
void *mem_alloc(size_t size);
/* N elements of SIZE bytes, zeroed; aborts when N * SIZE overflows. */
void *mem_zero(size_t n, size_t size);
void *mem_resize(void *old, size_t n, size_t size);
/* A copy of SIZE bytes. */
void *mem_copy(const void *from, size_t size);
/* A copy of a string; NULL gives NULL. */
char *mem_string(const char *s);
/* A copy of the first N bytes of S with a NUL behind them. */
char *mem_string_n(const char *s, size_t n);

/* Makes room for one more element in the array *V with *CAP places of which N are used. */
void mem_grow(void *v, size_t n, size_t *cap, size_t size);
#define MEM_GROW(v, n, cap) mem_grow(&(v), (n), &(cap), sizeof *(v))

/* Of N rows of SIZE bytes in the order of their ids, with which (int64_t) each begins: the index of the first one whose id
 * is not below ID; N: there is none. */
size_t mem_place_of_id(const void *rows, size_t n, size_t size, int64_t id);
/* The row with that ID; NULL: there is none. */
void *mem_find_id(const void *rows, size_t n, size_t size, int64_t id);

static inline void mem_free_p(void *p)
{
    free(*(void **)p);
}
#define _cleanup_free_ _cleanup_(mem_free_p)

/* Hands a pointer to the caller: the cleanup of the variable P finds NULL. */
#define MEM_TAKE(p)                \
    ({                             \
        __typeof__(p) take_ = (p); \
        (p) = NULL;                \
        take_;                     \
    })
