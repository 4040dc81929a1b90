/* Record lines, read from the file or the standard input directly. */
#include "importing.h"

#include "lines.h"
#include "lookup.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

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

struct reading {
    struct importing *importing;
    struct record_checks checks;
    struct lookup made; /* refs of lines that came without one */
};

/* Two uses that are alike are two uses: the second line without a ref that is like another one gets "-2" behind what
 * was made from its words. The same file read again makes the same refs. */
static void tell_apart(struct reading *reading, const struct model *model, void *record)
{
    unsigned met = lookup_count(&reading->made, model_ref(model, record));

    for (size_t i = 0; i < model->n && met > 1; i++) {
        const struct field *field = &model->fields[i];
        if (field->kind != FIELD_REF || field->model)
            continue;
        char **ref = field_of(field, record), *first = *ref;
        *ref = str_format("%s-%u", first, met);
        free(first);
        return;
    }
}

static int take_line(struct reading *reading, const char *line, size_t len, int64_t number, struct err *err)
{
    const struct model *model;
    void *record;
    bool made;

    if (record_parse_made(line, len, &reading->checks, &model, &record, &made, err) < 0)
        return -1;
    if (made)
        tell_apart(reading, model, record);
    int r = importing_put(reading->importing, model, record, number, err);
    record_free(model, record);
    reading->importing->report.read++;
    return r;
}

static int take_lines(struct reading *reading, struct lines *lines, struct err *err)
{
    const char *line;
    size_t len;

    while (lines_next(lines, &line, &len) == 0)
        if (take_line(reading, line, len, lines->number, err) < 0)
            return err_prefix(err, _("line %lld"), (long long)lines->number);
    return 0;
}

static int read_lines(struct importing *importing, const struct input *input, struct lines *lines,
                      struct err *err)
{
    struct reading reading = {.importing = importing, .checks = app_checks(importing->app)};
    int r = 0;

    while (r == 0 && !lines->over)
        if (importing_progress(importing, lines->read, input->size, "bytes", err) < 0 ||
            lines_fill(lines, input->fd, err) < 0 || take_lines(&reading, lines, err) < 0)
            r = -1;
    lookup_done(&reading.made);
    return r < 0 ? r : importing_progress(importing, lines->read, input->size, "bytes", err);
}

int importing_jsonl(struct importing *importing, struct err *err)
{
    struct lines lines;
    struct input input = {-1, 0};

    if (open_input(importing->order->path, &input, err) < 0)
        return -1;
    lines_init(&lines, LINES_RECORD_MAX);
    int r = read_lines(importing, &input, &lines, err);
    lines_done(&lines);
    if (input.fd != STDIN_FILENO)
        close(input.fd);
    return r;
}
