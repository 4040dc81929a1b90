/* Linked into a paletti of its own in place of the C library's allocator (-Wl,--wrap): the STARVE_AT-th allocation fails,
 * and with STARVE_ON all that come after it. STARVE_COUNT names a file that is told how many there were. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);

static long count;
static int begun; /* before it the C library sets itself up, which is not ours to survive */

__attribute__((constructor)) static void begin(void)
{
    begun = 1;
}

static long number(const char *name)
{
    const char *value = getenv(name);

    return value ? strtol(value, NULL, 10) : 0;
}

static int fails(void)
{
    long at = number("STARVE_AT");

    if (!begun)
        return 0;
    count++;
    if (at == 0 || count < at || (count > at && !getenv("STARVE_ON")))
        return 0;
    errno = ENOMEM;
    return 1;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

__attribute__((destructor)) static void tell(void)
{
    const char *name = getenv("STARVE_COUNT");
    FILE *file = name ? fopen(name, "w") : NULL;

    if (!file)
        return;
    fprintf(file, "%ld\n", count);
    fclose(file);
}
