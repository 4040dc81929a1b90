#include "services/flowed.h"

#include <string.h>

#define FOLD 72

static size_t characters(const char *s, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xc0) != 0x80;
    return count;
}

/* How much of the line goes before the fold, with the blank it ends in: as many words as fit, at least one.
 */
static size_t fold_at(const char *s, size_t n)
{
    size_t fold = 0;

    if (characters(s, n) <= FOLD)
        return n;
    for (size_t i = 0; i + 1 < n; i++) {
        if (s[i] != ' ' || s[i + 1] == ' ')
            continue;
        if (fold && characters(s, i + 1) > FOLD)
            break;
        fold = i + 1;
    }
    return fold ? fold : n;
}

/* What another program would take for a quotation, or change, gets a blank in front, which is taken off
 * again. */
static void add_piece(struct str *to, const char *s, size_t n)
{
    if (n > 0 && (s[0] == ' ' || s[0] == '>' || (n >= 5 && memcmp(s, "From ", 5) == 0)))
        str_add_char(to, ' ');
    str_add_n(to, s, n);
    str_add_char(to, '\n');
}

static void add_line(struct str *to, const char *s, size_t n)
{
    static const char signature[] = "-- ";

    if (n == strlen(signature) && memcmp(s, signature, n) == 0) {
        str_add(to, "-- \n");
        return;
    }
    while (n > 0 && s[n - 1] == ' ')
        n--;
    do {
        size_t piece = fold_at(s, n);
        add_piece(to, s, piece);
        s += piece;
        n -= piece;
    } while (n > 0);
}

void flowed_write(struct str *to, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n");
        add_line(to, text, n);
        text += n + (text[n] == '\n');
    }
}
