#include "paletti/base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

_noreturn_ static void give_up(void)
{
    static const char text[] = "paletti: out of memory\n";

    (void)!write(STDERR_FILENO, text, sizeof text - 1);
    abort();
}

void *mem_alloc(size_t size)
{
    void *p = malloc(size ? size : 1);

    if (!p)
        give_up();
    return p;
}

void *mem_zero(size_t n, size_t size)
{
    void *p = calloc(n ? n : 1, size ? size : 1);

    if (!p)
        give_up();
    return p;
}

void *mem_resize(void *old, size_t n, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(n, size, &bytes))
        give_up();
    /* realloc to nothing would free. */
    void *p = realloc(old, bytes ? bytes : 1);
    if (!p)
        give_up();
    return p;
}

void *mem_copy(const void *from, size_t size)
{
    void *p = mem_alloc(size);

    if (size)
        memcpy(p, from, size);
    return p;
}

char *mem_string(const char *s)
{
    return s ? mem_copy(s, strlen(s) + 1) : NULL;
}

char *mem_string_n(const char *s, size_t n)
{
    if (n == SIZE_MAX)
        give_up();
    char *p = mem_alloc(n + 1);
    if (n)
        memcpy(p, s, n);
    p[n] = '\0';
    return p;
}

void mem_grow(void *v, size_t n, size_t *cap, size_t size)
{
    void *old;

    if (n < *cap)
        return;
    size_t more = *cap ? *cap : 4;
    if (more > SIZE_MAX / 2)
        give_up();
    /* V points to a pointer of any type: copied as bytes, so that no aliasing rule is bent. */
    memcpy(&old, v, sizeof old);
    void *grown = mem_resize(old, more * 2, size);
    memcpy(v, &grown, sizeof grown);
    *cap = more * 2;
}

static const int64_t *id_at(const void *rows, size_t i, size_t size)
{
    return (const void *)((const char *)rows + i * size);
}

size_t mem_place_of_id(const void *rows, size_t n, size_t size, int64_t id)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (*id_at(rows, middle, size) < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void *mem_find_id(const void *rows, size_t n, size_t size, int64_t id)
{
    size_t at = mem_place_of_id(rows, n, size, id);

    return at < n && *id_at(rows, at, size) == id ? (char *)rows + at * size : NULL;
}
