#include "formats/formats.h"
#include "formats/mailroom.h"
#include "formats/mbox_split.h"
#include "input.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <unistd.h>

#define MAGIC 16

struct reading {
    struct errand *errand;
    struct mailroom *room;
    struct input input;
    struct err *err;
};

static int take(void *ctx, const struct mbox_message *message, int64_t offset)
{
    struct reading *reading = ctx;
    _cleanup_free_ char *where =
        str_format(_("message %lld (byte %lld)"), (long long)message->number, (long long)message->offset);
    struct envelope envelope = {
        .bytes = message->bytes,
        .n = message->n,
        .where = where,
        .from_line = message->from_line,
        .file_time = reading->input.mtime,
        .too_large = message->too_large,
    };

    if (mailroom_take(reading->room, &envelope, reading->err) < 0)
        return -1;
    return errand_progress(reading->errand, offset, reading->input.size, "bytes", reading->err);
}

static int refuse_other(const char *path, const struct input *input, struct err *err)
{
    char magic[MAGIC];
    ssize_t n = pread(input->fd, magic, sizeof magic, 0);

    if (n > 0 && input_refuse_packed(path, magic, (size_t)n, err) < 0)
        return -1;
    return err_set(err, _("%s is no mbox file: it does not begin with a \"From \" line"), path);
}

static int read_messages(struct reading *reading, struct err *err)
{
    const char *path = reading->errand->job->path;
    int result = mbox_split(reading->input.fd, reading->input.size,
                            &(struct mbox_taker){.take = take, .ctx = reading}, err);

    return result > 0 ? refuse_other(path, &reading->input, err) : result;
}

/* Some jobs take several passes. */
static int read_passes(struct reading *reading, struct err *err)
{
    int result = read_messages(reading, err);

    while (result == 0 && mailroom_again(reading->room)) {
        if (lseek(reading->input.fd, 0, SEEK_SET) < 0)
            return err_errno(err, errno, _("%s cannot be read a second time"), reading->errand->job->path);
        result = read_messages(reading, err);
    }
    return result;
}

int mbox_read(struct errand *errand, struct err *err)
{
    _cleanup_(mailroom_free_p)
    struct mailroom *room = NULL;
    struct reading reading = {.errand = errand, .err = err};

    if (mailroom_open(errand, "mbox", &room, err) < 0 ||
        input_open(errand->job->path, &reading.input, err) < 0)
        return -1;
    reading.room = room;
    int result = read_passes(&reading, err);
    close(reading.input.fd);
    return result < 0 ? -1 : mailroom_close(room, err);
}
