#include "commands.h"
#include "importing.h"
#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum {
    BULK_BYTES = 1 << 20,   /* from that size on the search is indexed at the end */
    BULK_RECORDS = 1 << 12, /* the same where bytes are not counted */
};

static int turn_to_bulk(struct importing *importing, int64_t done, int64_t total, const char *unit,
                        struct err *err)
{
    int64_t much = str_equal(unit, "bytes") ? BULK_BYTES : BULK_RECORDS;

    if (importing->writing.bulk || (done < much && total < much))
        return 0;
    return writing_begin_bulk(&importing->writing, err);
}

int importing_progress(struct importing *importing, int64_t done, int64_t total, const char *unit,
                       struct err *err)
{
    const struct request *request = importing->request;

    if (stop_wanted(request))
        return stop_said(err);
    if (request->progress)
        request->progress(request->ctx, done, total, unit);
    return turn_to_bulk(importing, done, total, unit, err);
}

int importing_put(struct importing *importing, const struct model *model, const void *record, int64_t line,
                  struct err *err)
{
    enum put put;

    if (writing_put(&importing->writing, model, record, line, &put, err) < 0)
        return -1;
    importing->counts[put]++;
    return 0;
}

static void notes_clear(struct importing_notes *notes)
{
    for (size_t i = 0; i < notes->n; i++) {
        free(notes->v[i].a);
        free(notes->v[i].b);
    }
    free(notes->v);
}

static void importing_done(struct importing *importing)
{
    writing_done(&importing->writing);
    notes_clear(&importing->skipped);
    notes_clear(&importing->unknown);
}

static void answer_import(const struct importing *importing, struct answer *answer)
{
    answer_open_object(answer, NULL);
    answer_integer(answer, "read", importing->read);
    answer_integer(answer, "new", importing->counts[PUT_NEW]);
    answer_integer(answer, "updated", importing->counts[PUT_UPDATED]);
    answer_integer(answer, "unchanged", importing->counts[PUT_UNCHANGED]);
    answer_open_list(answer, "skipped");
    for (size_t i = 0; i < importing->skipped.n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "where", importing->skipped.v[i].a);
        answer_text(answer, "why", importing->skipped.v[i].b);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    answer_open_list(answer, "unknown");
    for (size_t i = 0; i < importing->unknown.n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "address", importing->unknown.v[i].a);
        answer_text(answer, "name", importing->unknown.v[i].b);
        answer_integer(answer, "count", importing->unknown.v[i].count);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    if (importing->repaired)
        answer_integer(answer, "repaired", importing->repaired);
    answer_close_object(answer);
}

static int read_and_commit(struct importing *importing, struct err *err)
{
    int r = str_equal(importing->format, "jsonl") ? importing_jsonl(importing, err)
                                                  : importing_foreign(importing, err);

    return r < 0 ? r : writing_commit(&importing->writing, err);
}

/* The sentence names the file, unless it was the person who ended it. */
static int failed(const struct importing *importing, struct err *err)
{
    if (stop_wanted(importing->request))
        return stop_said(err);
    bool named = str_equal(importing->path, "-") || (err && strstr(err->text, importing->path));
    return named ? -1 : err_prefix(err, "%s", importing->path);
}

COMMAND_RUN(import)
{
    _cleanup_(importing_done)
    struct importing importing = {
        .app = app,
        .request = request,
        .format = request->options[IMPORT_FORMAT],
        .path = request->arguments[0],
        .me = request->options[IMPORT_ME],
        .add_correspondents = request->options[IMPORT_ADD_CORRESPONDENTS] != NULL,
    };

    if (writing_begin(app, request, &importing.writing, err) < 0)
        return -1;
    if (read_and_commit(&importing, err) < 0)
        return failed(&importing, err);
    answer_import(&importing, answer);
    *ret_changes = importing.writing.changes;
    return 0;
}
