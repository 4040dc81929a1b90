/* What gcc 12 gets wrong with -ftrivial-auto-var-init=zero: it clears the padding behind a long array of structs at the
 * array's own beginning, and wipes out what stands there. Exits 0 where the compiler does it right; the build asks. */
#include <stdint.h>
#include <string.h>

struct pair {
    void *v;
    size_t n;
};

struct large {
    struct pair pairs[12];
    char c;
    int64_t n;
};

static __attribute__((noinline)) struct large make(void)
{
    struct large large;
    memset(&large, 0x55, sizeof large);
    return large;
}

static __attribute__((noinline)) int damaged(const struct large *large, int n)
{
    const unsigned char *bytes = (const unsigned char *)large;
    for (size_t i = 0; i < (size_t)n * sizeof *large; i++)
        if (bytes[i] != 0x55 && i % sizeof *large < sizeof large->pairs)
            return 1;
    return 0;
}

int main(void)
{
    struct large array[] = {make(), make()};
    return damaged(array, 2);
}
