#include "lines.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 256 << 10 };

void lines_init(struct lines *lines, size_t limit)
{
    *lines = (struct lines){.limit = limit};
}

void lines_done(struct lines *lines)
{
    free(lines->buffer);
    *lines = (struct lines){0};
}

int lines_next(struct lines *lines, const char **ret_line, size_t *ret_len)
{
    size_t n = lines->end - lines->start;
    const char *line = n ? lines->buffer + lines->start : NULL;
    const char *newline = line ? memchr(line + lines->searched, '\n', n - lines->searched) : NULL;

    lines->searched = newline ? 0 : n;
    if (!newline && (!lines->over || n == 0))
        return 1;
    lines->searched = 0;
    *ret_line = line;
    *ret_len = newline ? (size_t)(newline - line) : n;
    lines->start += *ret_len + (newline != NULL);
    lines->number++;
    return 0;
}

/* Moves what is left to the front, and makes room behind it. */
static void make_room(struct lines *lines)
{
    size_t n = lines->end - lines->start;

    if (n && lines->start)
        memmove(lines->buffer, lines->buffer + lines->start, n);
    lines->start = 0;
    lines->end = n;
    if (lines->cap - n >= PIECE)
        return;
    lines->cap = lines->cap ? lines->cap * 2 : 2 * PIECE;
    lines->buffer = mem_resize(lines->buffer, 1, lines->cap);
}

int lines_fill(struct lines *lines, int fd, struct err *err)
{
    ssize_t n;

    if (lines->end - lines->start > lines->limit)
        return err_set(err, _("line %lld: longer than %zu MiB"), (long long)lines->number + 1,
                       lines->limit >> 20);
    make_room(lines);
    do
        n = read(fd, lines->buffer + lines->end, lines->cap - lines->end);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return err_errno(err, errno, _("it cannot be read"));
    lines->end += (size_t)n;
    lines->read += n;
    lines->over = n == 0;
    return 0;
}
