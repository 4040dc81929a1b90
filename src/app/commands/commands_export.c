#include "commands.h"
#include "courier.h"
#include "stop.h"

#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/store/records.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* --- record lines --- */

struct lines_out {
    const struct request *request;
    struct answer *answer;
    const struct model *model;
    int64_t n;
    struct err *err;
};

enum { STOP_EACH = 1 << 10 }; /* records between two looks at whether to stop */

static int write_record(void *ctx, const void *record)
{
    struct lines_out *out = ctx;

    if (out->n++ % STOP_EACH == 0 && stop_wanted(out->request))
        return err_set(out->err, _("stopped as you wished"));
    answer_record(out->answer, out->model, record);
    return out->answer->failed;
}

static int write_records(struct store *store, const struct request *request, struct answer *answer,
                         struct err *err)
{
    struct lines_out out = {.request = request, .answer = answer, .err = err};

    for (const struct model *const *model = models; *model; model++) {
        out.model = *model;
        int r = store_each(store, *model, NULL, write_record, &out, err);
        if (r != 0)
            return r < 0 ? -1 : 0;
    }
    return 0;
}

struct file_sink {
    struct file_out *file;
    struct err *err;
};

static int write_file(void *ctx, const char *text, size_t len)
{
    struct file_sink *sink = ctx;

    return file_out_write(sink->file, text, len, sink->err);
}

/* The file appears whole or not at all. */
static int write_records_to(struct store *store, const struct request *request, const char *path,
                            struct err *err)
{
    _cleanup_(file_out_free_p)
    struct file_out *file = NULL;
    struct err written = {""};

    if (file_out_open(path, &file, err) < 0)
        return -1;
    struct file_sink sink = {file, &written};
    struct answer_json *json = answer_json_new(write_file, &sink);
    int r = write_records(store, request, answer_json_answer(json), err);
    if (answer_json_end(json) < 0) {
        *err = written;
        return -1;
    }
    return r < 0 ? r : file_out_commit(MEM_TAKE(file), err);
}

/* --- CSV: the courier writes it --- */

struct csv {
    struct str input;
    const struct request *request;
};

static int add_client(void *ctx, const void *record)
{
    struct csv *csv = ctx;

    record_write(&csv->input, &model_client, record);
    str_add_char(&csv->input, '\n');
    return 0;
}

static int ignore_event(void *ctx _unused_, const struct event *event, const char *line _unused_,
                        size_t len _unused_, struct err *err)
{
    return event->kind == EVENT_RECORD
               ? err_set(err, _("the courier answered a record to a list it was to write"))
               : 0;
}

static int write_csv(struct app *app, struct store *store, const struct request *request, const char *path,
                     struct err *err)
{
    struct csv csv = {STR_INIT, request};
    struct job job;

    job_init(&job);
    job.kind = JOB_WRITE;
    job.id = (char *)"export";
    job.format = (char *)"csv";
    job.path = (char *)path;
    job_write(&csv.input, &job);
    int r = store_each(store, &model_client, NULL, add_client, &csv, err);
    if (r == 0) {
        struct courier_job errand = {
            .program = app_options(app)->courier,
            .input = &csv.input,
            .event = ignore_event,
            .stop = request->stop,
            .stop_ctx = request->ctx,
        };
        r = courier_run(&errand, err);
    }
    str_done(&csv.input);
    return r;
}

static int stream_file(const char *path, struct answer *answer, struct err *err)
{
    char piece[16384];
    ssize_t n;

    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_errno(err, errno, "%s", path);
    while ((n = read(fd, piece, sizeof piece)) > 0)
        answer_raw(answer, piece, (size_t)n);
    close(fd);
    return n < 0 ? err_errno(err, errno, "%s", path) : 0;
}

/* The courier writes files only: one beside the database, where nobody else may look, is passed on and
 * removed. */
static int stream_csv(struct app *app, struct store *store, const struct request *request,
                      struct answer *answer, struct err *err)
{
    _cleanup_free_ char *path = str_format("%s-export-%ld", app_db_path(app), (long)getpid());
    int r = write_csv(app, store, request, path, err);

    if (r == 0)
        r = stream_file(path, answer, err);
    unlink(path);
    return r;
}

COMMAND_RUN(export)
{
    const char *path = request->arguments[0];
    bool csv = str_equal(request->options[EXPORT_FORMAT], "csv");
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0)
        return -1;
    if (str_equal(path, "-"))
        path = NULL;
    if (csv)
        return path ? write_csv(app, store, request, path, err)
                    : stream_csv(app, store, request, answer, err);
    if (store_view_begin(store, err) < 0)
        return -1;
    int r = path ? write_records_to(store, request, path, err) : write_records(store, request, answer, err);
    store_view_end(store);
    return r;
}
