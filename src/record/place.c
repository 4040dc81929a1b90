#include "place.h"

#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void add_path(struct str *to, const struct place *place)
{
    if (place->up)
        add_path(to, place->up);
    if (!place->name)
        str_printf(to, "[%zu]", place->index);
    else if (place->up)
        str_printf(to, ".%s", place->name);
    else
        str_add(to, place->name);
}

int place_fail(const struct place *place, struct err *err, const char *fmt, ...)
{
    if (!err)
        return -1;
    _cleanup_str_ struct str text = STR_INIT;
    va_list ap;
    va_start(ap, fmt);
    add_path(&text, place);
    str_add(&text, ": ");
    str_vprintf(&text, fmt, ap);
    va_end(ap);
    return err_set(err, "%s", str_text(&text));
}

int place_prefix(const struct place *place, struct err *err)
{
    if (!err)
        return -1;
    _cleanup_str_ struct str path = STR_INIT;
    add_path(&path, place);
    return err_prefix(err, "%s", str_text(&path));
}

int place_prefix_field(const struct place *place, struct err *err)
{
    if (!err)
        return -1;
    _cleanup_str_ struct str text = STR_INIT;
    add_path(&text, place);
    str_printf(&text, ".%s", err->text);
    return err_set(err, "%s", str_text(&text));
}

const char *place_quote(const char *text, char buf[QUOTED_SIZE])
{
    static const char more[] = "…";
    size_t room = QUOTED_SIZE - sizeof "\"\"" - (sizeof more - 1), len = strlen(text);
    bool cut = len > room;
    if (cut)
        len = text_valid(text, room);
    snprintf(buf, QUOTED_SIZE, "\"%.*s%s\"", (int)len, text, cut ? more : "");
    return buf;
}

#define WORD_MAX 32

/* Levenshtein's distance: letters to put in, take out or change. Both words are shorter than WORD_MAX. */
static size_t distance(const char *a, const char *b)
{
    size_t row[WORD_MAX + 1], n = strlen(b);
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            best = best < row[j] + 1 ? best : row[j] + 1;
            row[j] = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
        }
    }
    return row[n];
}

const char *place_guess(const char *text, size_t n, const char *(*word)(const void *ctx, size_t i),
                        const void *ctx)
{
    const char *best = NULL;
    size_t near = SIZE_MAX;
    if (strlen(text) >= WORD_MAX)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        const char *candidate = word(ctx, i);
        size_t d = strlen(candidate) < WORD_MAX ? distance(text, candidate) : SIZE_MAX;
        if (d < near) {
            near = d;
            best = candidate;
        }
    }
    /* A word more than a third wrong is another word. */
    return best && near * 3 <= strlen(best) + 1 ? best : NULL;
}
