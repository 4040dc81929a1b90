#include "commands.h"
#include "dues_now.h"
#include "known.h"
#include "rows.h"

/* The log in the order of time, with the asks and invoices that have a breach put in between. */
struct merged {
    struct answer *answer;
    struct store *store;
    int64_t now;
    struct dues_now dues; /* by time */
    struct breach_notes notes;
    size_t next;
};

static void answer_due(struct merged *merged, const struct due_now *due)
{
    struct answer *answer = merged->answer;
    unsigned bit = due->kind == DUE_ASK ? BREACH_LATE_MATERIAL : BREACH_LATE_PAYMENT;

    answer_open_object(answer, NULL);
    answer_text(answer, "type", due->kind == DUE_ASK ? "ask" : "invoice");
    answer_text(answer, "ref", due->ref);
    answer_client(answer, merged->store, due->client, NULL);
    if (answer->people)
        answer_instant(answer, "at", due->at);
    answer_breaches(answer, &merged->notes, due->ref, bit, due->counted ? bit : 0);
    answer_close_object(answer);
}

/* Those that stand before AT; an entry of the same instant comes first. */
static void answer_dues_before(struct merged *merged, int64_t at)
{
    for (; merged->next < merged->dues.n && merged->dues.v[merged->next].at < at; merged->next++)
        if (merged->dues.v[merged->next].late)
            answer_due(merged, &merged->dues.v[merged->next]);
}

static int take_entry(void *ctx, const struct log_row *row)
{
    struct merged *merged = ctx;
    struct answer *answer = merged->answer;
    const struct verdict *verdict = &row->verdict;

    if (!verdict->started && !verdict->breaches)
        return 0;
    answer_dues_before(merged, row->at);
    answer_open_object(answer, NULL);
    answer_text(answer, "type", "interaction");
    answer_text(answer, "ref", row->ref);
    answer_client(answer, merged->store, row->client, row->client_name);
    if (answer->people) {
        answer_instant(answer, "at", row->at);
        answer_text(answer, "subject", row->subject);
    }
    answer_question(answer, verdict, merged->now, true);
    answer_breaches(answer, &merged->notes, row->ref, verdict->breaches, verdict->counted);
    answer_close_object(answer);
    return answer->failed;
}

static int answer_merged(struct app *app, struct store *store, int64_t client_id, struct answer *answer,
                         struct err *err)
{
    struct merged merged = {.answer = answer, .store = store, .now = app_now(app)};
    struct log_query query = {.client_id = client_id, .after = INT64_MIN, .forward = true, .now = merged.now};

    if (breach_notes_load(store, NULL, &merged.notes, err) < 0 ||
        dues_now(app, store, client_id, merged.now, &merged.dues, err) < 0) {
        breach_notes_clear(&merged.notes);
        return -1;
    }
    dues_now_sort_by_time(&merged.dues);
    int r = log_each(store, &query, take_entry, &merged, err);
    answer_dues_before(&merged, INT64_MAX);
    dues_now_clear(&merged.dues);
    breach_notes_clear(&merged.notes);
    return r < 0 ? -1 : 0;
}

COMMAND_RUN(judge)
{
    _cleanup_known_ struct known known = {0};
    const char *client = request->arguments[0];
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    int r = client ? app_need_file(app, &store, err) : app_open_read(app, &store, err);
    if (r < 0 || (client && known_find(store, client, &known, err) < 0))
        return -1;
    answer_open_list(answer, NULL);
    if (r == 0) {
        if (store_view_begin(store, err) < 0)
            return -1;
        r = answer_merged(app, store, known.row.id, answer, err);
        store_view_end(store);
    }
    if (r < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}
