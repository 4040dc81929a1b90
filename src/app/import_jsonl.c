/* Record lines, read from the file or the standard input directly. */
#include "importing.h"

#include "lines.h"

#include "paletti/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct input {
    int fd;
    int64_t size; /* 0: not known */
};

static int open_input(const char *path, struct input *ret, struct err *err)
{
    struct stat st;

    if (str_equal(path, "-")) {
        *ret = (struct input){STDIN_FILENO, 0};
        return 0;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_errno(err, errno, _("it cannot be opened"));
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
        close(fd);
        return err_set(err, _("it is a folder; JSON Lines stand in a file"));
    }
    *ret = (struct input){fd, S_ISREG(st.st_mode) ? st.st_size : 0};
    return 0;
}

static int take_line(struct importing *importing, const struct record_checks *checks, const char *line,
                     size_t len, int64_t number, struct err *err)
{
    const struct model *model;
    void *record;

    if (record_parse(line, len, checks, &model, &record, err) < 0)
        return -1;
    int r = importing_put(importing, model, record, number, err);
    record_free(model, record);
    importing->read++;
    return r;
}

static int take_lines(struct importing *importing, const struct record_checks *checks, struct lines *lines,
                      struct err *err)
{
    const char *line;
    size_t len;

    while (lines_next(lines, &line, &len) == 0)
        if (take_line(importing, checks, line, len, lines->number, err) < 0)
            return err_prefix(err, _("line %lld"), (long long)lines->number);
    return 0;
}

static int read_lines(struct importing *importing, const struct input *input, struct lines *lines,
                      struct err *err)
{
    const struct record_checks checks = app_checks(importing->app);

    while (!lines->over)
        if (importing_progress(importing, lines->read, input->size, "bytes", err) < 0 ||
            lines_fill(lines, input->fd, err) < 0 || take_lines(importing, &checks, lines, err) < 0)
            return -1;
    return importing_progress(importing, lines->read, input->size, "bytes", err);
}

int importing_jsonl(struct importing *importing, struct err *err)
{
    struct lines lines;
    struct input input = {-1, 0};

    if (open_input(importing->path, &input, err) < 0)
        return -1;
    lines_init(&lines, LINES_RECORD_MAX);
    int r = read_lines(importing, &input, &lines, err);
    lines_done(&lines);
    if (input.fd != STDIN_FILENO)
        close(input.fd);
    return r;
}
