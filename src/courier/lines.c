#include "lines.h"

#include "paletti/base/i18n.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BLOCK   (64 << 10)
#define LONGEST ((size_t)256 << 20)

/* Reads one block more; what was handed out before goes. */
static int read_more(struct lines *lines, struct err *err)
{
    char block[BLOCK];
    ssize_t n;

    if (lines->at) {
        memmove(lines->text.s, lines->text.s + lines->at, lines->text.len - lines->at);
        lines->text.len -= lines->at;
        lines->at = 0;
    }
    do
        n = read(lines->fd, block, sizeof block);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return err_errno(err, errno, _("The job could not be read"));
    lines->eof = n == 0;
    str_add_n(&lines->text, block, (size_t)n);
    return 0;
}

int lines_next(struct lines *lines, const char **ret_line, size_t *ret_n, struct err *err)
{
    size_t seen = 0;

    for (;;) {
        size_t left = lines->text.len - lines->at;
        const char *start = str_text(&lines->text) + lines->at;
        const char *stop = memchr(start + seen, '\n', left - seen);
        if (stop || (lines->eof && left)) {
            *ret_line = start;
            *ret_n = stop ? (size_t)(stop - start) : left;
            lines->at += *ret_n + (stop ? 1 : 0);
            return 0;
        }
        if (lines->eof)
            return 1;
        seen = left;
        if (seen > LONGEST)
            return err_set(err, _("A line of the job is longer than %zu MiB"), LONGEST >> 20);
        if (read_more(lines, err) < 0)
            return -1;
    }
}

void lines_clear(struct lines *lines)
{
    str_done(&lines->text);
}
