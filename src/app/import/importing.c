#include "importing.h"

#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/farewell.h"
#include "paletti/core/interaction.h"
#include "paletti/core/refunding.h"

_Static_assert((int)IMPORT_NEW == (int)PUT_NEW && (int)IMPORT_UPDATED == (int)PUT_UPDATED &&
                   (int)IMPORT_UNCHANGED == (int)PUT_UNCHANGED,
               "what a put did is counted under its own number");

enum {
    BULK_BYTES = 1 << 20,   /* from that size on the search is indexed at the end */
    BULK_RECORDS = 1 << 12, /* the same where bytes are not counted */
};

int importing_begin(struct importing *importing, struct err *err)
{
    struct writing *writing = &importing->writing;

    importing->report.first = importing->report.last = INSTANT_NONE;
    if (!importing->order->preview) {
        if (writing_begin(importing->app, importing->request, writing, err) < 0)
            return -1;
        writing_name_command(writing, "import", importing->order->path);
        return 0;
    }
    /* Nothing of it will ever be searched. */
    if (writing_begin_preview(importing->app, importing->request, writing, err) < 0)
        return -1;
    return writing_begin_bulk(writing, err);
}

int importing_end(struct importing *importing, struct err *err)
{
    struct writing *writing = &importing->writing;

    return importing->order->preview ? writing_check(writing, err) : writing_commit(writing, err);
}

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
    if (request && request->progress)
        request->progress(request->ctx, done, total, unit);
    return turn_to_bulk(importing, done, total, unit, err);
}

/* --- what came --- */

static struct import_type *find_type(struct import_report *report, const char *type)
{
    for (size_t i = 0; i < report->n_types; i++)
        if (report->types[i].type == type)
            return &report->types[i];
    if (report->n_types == ARRAY_LEN(report->types))
        return NULL;
    report->types[report->n_types] = (struct import_type){.type = type};
    return &report->types[report->n_types++];
}

static void count(struct import_report *report, const struct model *model, const void *record, enum put put)
{
    struct import_type *type = find_type(report, model->type);

    report->counts[put]++;
    if (type)
        type->counts[put]++;
    if (model != &model_interaction)
        return;
    int64_t at = ((const struct interaction *)record)->at;
    report->first = report->first == INSTANT_NONE || at < report->first ? at : report->first;
    report->last = at > report->last ? at : report->last;
}

/* What became of them since is not written over by what was known once. */
static bool kept_as_stored(const struct model *model)
{
    return model == &model_refund || model == &model_farewell;
}

/* 1: RECORD is stored already. */
static int stays(struct importing *importing, const struct model *model, const void *record, struct err *err)
{
    _cleanup_free_ void *stored = mem_alloc(model->size);
    int r = store_get(importing->writing.store, model, model_ref(model, record), stored, err);

    if (r == 0)
        model_clear(model, stored);
    return r < 0 ? -1 : r == 0;
}

/* Who left stays gone, whatever another file says of them. letgo.md, "Locks". */
static int put_client(struct importing *importing, const struct client *client, int64_t line, enum put *ret, struct err *err)
{
    struct client stored, left;
    int r = store_get(importing->writing.store, &model_client, client->ref, &stored, err);

    if (r != 0)
        return r < 0 ? -1 : writing_put(&importing->writing, &model_client, client, line, ret, err);
    model_copy(&model_client, client, &left);
    if (stored.state == CLIENT_LEFT)
        left.state = CLIENT_LEFT;
    r = writing_put(&importing->writing, &model_client, &left, line, ret, err);
    model_clear(&model_client, &left);
    model_clear(&model_client, &stored);
    return r;
}

/* What was confirmed elsewhere is not let go here, and of what was being sent there nobody here knows. */
static int put_refund(struct importing *importing, const struct refund *refund, int64_t line, enum put *ret, struct err *err)
{
    struct refund here;

    model_copy(&model_refund, refund, &here);
    if (refund_state(refund) == REFUNDING_CONFIRMED && refund->intent)
        refunding_unconfirm(&here);
    else if (refund_state(refund) == REFUNDING_SENDING)
        here.state = REFUNDING_UNKNOWN;
    int r = writing_put(&importing->writing, &model_refund, &here, line, ret, err);
    model_clear(&model_refund, &here);
    return r;
}

int importing_put(struct importing *importing, const struct model *model, const void *record, int64_t line,
                  struct err *err)
{
    enum put put;

    if (model->internal)
        return err_set(err, _("type: there are no records of type \"%s\"; paletti-jsonl(5) lists the types"), model->type);
    if (kept_as_stored(model)) {
        int r = stays(importing, model, record, err);
        if (r < 0)
            return -1;
        if (r > 0) {
            importing_keep(importing, model, record);
            return 0;
        }
    }
    int r = model == &model_client   ? put_client(importing, record, line, &put, err)
            : model == &model_refund ? put_refund(importing, record, line, &put, err)
                                     : writing_put(&importing->writing, model, record, line, &put, err);
    if (r < 0)
        return -1;
    count(&importing->report, model, record, put);
    return 0;
}

void importing_keep(struct importing *importing, const struct model *model, const void *record)
{
    count(&importing->report, model, record, PUT_UNCHANGED);
}

void importing_note(struct import_notes *notes, const char *a, const char *b, int64_t number,
                    int64_t written, bool likely)
{
    MEM_GROW(notes->v, notes->n, notes->cap);
    notes->v[notes->n++] = (struct import_note){mem_string(a), mem_string(b), number, written, likely};
}

/* --- the end --- */

void import_notes_clear(struct import_notes *notes)
{
    for (size_t i = 0; i < notes->n; i++) {
        free(notes->v[i].a);
        free(notes->v[i].b);
    }
    free(notes->v);
    *notes = (struct import_notes){0};
}

void import_report_clear(struct import_report *report)
{
    import_notes_clear(&report->skipped);
    import_notes_clear(&report->unknown);
    import_notes_clear(&report->mine);
    *report = (struct import_report){0};
}

void importing_done(struct importing *importing)
{
    writing_done(&importing->writing);
    import_report_clear(&importing->report);
}
