#include "commands.h"
#include "entry_line.h"
#include "form_words.h"
#include "known.h"
#include "record_line.h"
#include "rows.h"
#include "sign_line.h"
#include "writing.h"

#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/mem.h"

static int list(struct app *app, struct store *store, const struct log_query *query, bool with_client,
                struct answer *answer, struct err *err)
{
    _cleanup_breach_notes_ struct breach_notes notes = {0};
    struct entry_rows rows = {store, answer, app_now(app), &notes, with_client, err};

    if (breach_notes_load(store, NULL, &notes, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (log_each(store, query, answer_entry, &rows, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}

static int answer_filtered(void *ctx, const struct log_line *line)
{
    struct entry_rows *rows = ctx;

    return log_find(rows->store, line->ref, answer_entry, rows, rows->err) < 0 ? -1 : rows->answer->failed;
}

static int list_filtered(struct app *app, struct store *store, const struct log_query *query,
                         const struct filter *filter, struct answer *answer, struct err *err)
{
    _cleanup_breach_notes_ struct breach_notes notes = {0};
    struct entry_rows rows = {store, answer, app_now(app), &notes, false, err};
    const struct log_sift sift = {
        .client_id = query->client_id, .filter = filter, .after = INT64_MAX, .limit = query->limit};
    int64_t reached;

    if (breach_notes_load(store, NULL, &notes, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (view_log_sifted(app, &sift, answer_filtered, &rows, &reached, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}

static int show(struct app *app, const struct request *request, struct answer *answer, struct err *err)
{
    _cleanup_(filter_free_p) struct filter *filter = NULL;
    _cleanup_known_ struct known known = {0};
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || known_find(store, request->arguments[0], &known, err) < 0 ||
        app_filter(app, request->options[LOG_FILTER], FILTER_LOG, &filter, err) < 0)
        return -1;
    struct log_query query = {.client_id = known.row.id,
                              .after = INT64_MAX,
                              .limit = command_limit(request, LOG_LIMIT),
                              .now = app_now(app)};
    return filter ? list_filtered(app, store, &query, filter, answer, err)
                  : list(app, store, &query, false, answer, err);
}

/* --- adding --- */

static int fill_entry(struct app *app, const struct known *known, const char *line, struct interaction *entry,
                      struct err *err)
{
    const struct house *house;
    int64_t now = app_now(app);

    if (app_house(app, &house, err) < 0)
        return -1;
    const struct rule *rule = rulebook_at(house->book, now);
    if (entry_line_parse(line, now, rulebook_zone(house->book, rule), rule, entry, err) < 0)
        return -1;
    sign_line_take(app, entry);
    entry->ref = hash_new_ref("i");
    entry->client = mem_string(known->ref);
    model_normalise(&model_interaction, entry);
    return 0;
}

/* Under the writers' lock from the look at the client on, so that what was found is what is written to. */
static int put_entry(struct app *app, const struct request *request, struct interaction *entry,
                     unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_known_ struct known known = {0};
    enum put put;

    if (writing_begin(app, request, &writing, err) < 0 ||
        known_find(writing.store, request->arguments[0], &known, err) < 0 ||
        fill_entry(app, &known, request->options[LOG_ADD], entry, err) < 0 ||
        writing_put(&writing, &model_interaction, entry, 0, &put, err) < 0 ||
        writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

static int answer_added(struct app *app, const struct interaction *entry, struct answer *answer,
                        struct err *err)
{
    struct store *store;

    if (app_open_read(app, &store, err) < 0)
        return -1;
    /* Nobody has done anything about an entry that is new. */
    struct entry_rows rows = {store, answer, app_now(app), NULL, false, err};
    return log_find(store, entry->ref, answer_entry, &rows, err) < 0 ? -1 : 0;
}

static int add(struct app *app, const struct request *request, struct answer *answer, unsigned *ret_changes,
               struct err *err)
{
    struct interaction entry;
    struct store *store;

    /* Opened once, for writing; but no file is made for an entry of nobody. */
    if (!app_has_file(app) && app_need_file(app, &store, err) < 0)
        return -1;
    model_init(&model_interaction, &entry);
    int r = put_entry(app, request, &entry, ret_changes, err);
    if (r == 0)
        r = answer_added(app, &entry, answer, err);
    model_clear(&model_interaction, &entry);
    return r;
}

/* --- adding what is no entry: a promise, a delivery --- */

/* Under the writers' lock, so that the invoices and deliveries are those that the line was read against. */
static int put_record(struct app *app, const struct request *request, const struct model *model, void *record,
                      unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_known_ struct known known = {0};
    enum put put;

    if (writing_begin(app, request, &writing, err) < 0 ||
        known_find(writing.store, request->arguments[0], &known, err) < 0)
        return -1;
    *(char **)field_of(model_field(model, "ref"), record) = hash_new_ref(type_prefix(model->type));
    *(char **)field_of(model_field(model, "client"), record) = mem_string(known.ref);
    if (record_line_read(app, writing.store, request->options[LOG_ADD], record, err) != 0 ||
        writing_put(&writing, model, record, 0, &put, err) < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

static int add_record(struct app *app, const struct request *request, const struct model *model, struct answer *answer,
                      unsigned *ret_changes, struct err *err)
{
    _cleanup_free_ void *record = mem_alloc(model->size);
    struct store *store;

    if (!app_has_file(app) && app_need_file(app, &store, err) < 0)
        return -1;
    model_init(model, record);
    int r = put_record(app, request, model, record, ret_changes, err);
    if (r == 0)
        answer_record(answer, model, record);
    model_clear(model, record);
    return r;
}

COMMAND_RUN(log)
{
    const char *line = request->options[LOG_ADD];
    const struct model *model = line ? record_line_model(line, app_now(app), app_zone(app)) : NULL;

    *ret_changes = CHANGE_NOTHING;
    if (model)
        return add_record(app, request, model, answer, ret_changes, err);
    return line ? add(app, request, answer, ret_changes, err) : show(app, request, answer, err);
}

COMMAND_RUN(search)
{
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    int r = app_open_read(app, &store, err);
    if (r < 0)
        return r;
    if (r == APP_NO_FILE) {
        answer_open_list(answer, NULL);
        answer_close_list(answer);
        return 0;
    }
    struct log_query query = {.after = INT64_MAX,
                              .words = request->arguments[0],
                              .limit = command_limit(request, SEARCH_LIMIT),
                              .now = app_now(app)};
    return list(app, store, &query, true, answer, err);
}
