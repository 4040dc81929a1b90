#include "commands.h"
#include "known.h"
#include "stop.h"

#include "paletti/app/what_if.h"
#include "paletti/base/i18n.h"

/* Without CLIENT_ID everybody's, in slices; one client's is the first of them. 1: that is all that is wanted. */
static int work(struct what_if *what_if, int64_t client_id, const struct request *request, struct err *err)
{
    struct what_if_counts counts;
    int64_t done, total;
    int r;

    do {
        if (stop_wanted(request))
            return stop_said(err);
        what_if_progress(what_if, &done, &total);
        if (request->progress && !client_id)
            request->progress(request->ctx, done, total, _("judged"));
        r = what_if_step(what_if, WHAT_IF_SLICE, err);
    } while (r > 0 && !(client_id && what_if_of(what_if, client_id, &counts)));
    return r < 0 ? r : 0;
}

static void answer_tally(struct answer *answer, const struct what_if_tally *tally)
{
    answer_integer(answer, "now", tally->now);
    answer_integer(answer, "then", tally->then);
    answer_integer(answer, "counted_now", tally->counted_now);
    answer_integer(answer, "counted_then", tally->counted_then);
}

/* Every kind, those that nobody made too. */
static void answer_kinds(struct answer *answer, const char *key, const struct what_if_counts *counts)
{
    answer_open_object(answer, key);
    for (size_t i = 0; i < breach_kinds_n; i++) {
        answer_open_object(answer, breach_kinds[i].key);
        answer_tally(answer, &counts->of[__builtin_ctz(breach_kinds[i].bit)]);
        answer_close_object(answer);
    }
    answer_close_object(answer);
}

static int answer_client(void *ctx, int64_t id _unused_, const char *ref, const char *name _unused_,
                         const struct what_if_counts *counts)
{
    struct answer *answer = ctx;

    answer_open_object(answer, NULL);
    answer_text(answer, "client", ref);
    answer_kinds(answer, "kinds", counts);
    answer_close_object(answer);
    return answer->failed;
}

static void answer_json(struct answer *answer, const struct what_if *what_if, const struct known *client,
                        const struct what_if_counts *total)
{
    answer_open_object(answer, NULL);
    answer_open_list(answer, "clients");
    if (client)
        answer_client(answer, client->row.id, client->ref, client->name, total);
    else
        what_if_each(what_if, answer_client, answer);
    answer_close_list(answer);
    answer_kinds(answer, "total", total);
    answer_close_object(answer);
}

/* --- for people: what changes for whom, and each kind's sum --- */

static void answer_side(struct answer *answer, const char *key, const struct what_if_counts *counts, bool mine)
{
    struct what_if_tally sum = {0};

    for (size_t i = 0; i < breach_kinds_n; i++) {
        const struct what_if_tally *of = &counts->of[__builtin_ctz(breach_kinds[i].bit)];
        if (breach_kinds[i].mine != mine)
            continue;
        sum.now += of->now;
        sum.then += of->then;
        sum.counted_now += of->counted_now;
        sum.counted_then += of->counted_then;
    }
    answer_open_object(answer, key);
    answer_tally(answer, &sum);
    answer_close_object(answer);
}

static int tell_client(void *ctx, int64_t id _unused_, const char *ref _unused_, const char *name,
                       const struct what_if_counts *counts)
{
    struct answer *answer = ctx;

    if (!what_if_changes_any(counts))
        return 0;
    answer_open_object(answer, NULL);
    answer_text(answer, "name", name);
    answer_side(answer, "mine", counts, true);
    answer_side(answer, "theirs", counts, false);
    answer_close_object(answer);
    return answer->failed;
}

static void tell_total(struct answer *answer, const struct what_if_counts *total)
{
    answer_open_list(answer, "total");
    for (size_t i = 0; i < breach_kinds_n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "by", breach_kinds[i].mine ? "me" : "client");
        answer_text(answer, "kind", breach_kinds[i].name);
        answer_tally(answer, &total->of[__builtin_ctz(breach_kinds[i].bit)]);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void tell(struct answer *answer, const struct what_if *what_if, bool everybody,
                 const struct what_if_counts *total)
{
    answer_open_object(answer, NULL);
    if (everybody) {
        answer_open_list(answer, "clients");
        what_if_each(what_if, tell_client, answer);
        answer_close_list(answer);
    }
    tell_total(answer, total);
    answer_close_object(answer);
}

COMMAND_RUN(what_if)
{
    _cleanup_known_ struct known client = {0};
    _cleanup_(what_if_free_p)
    struct what_if *what_if = NULL;
    const char *path = request->arguments[0], *name = request->arguments[1];
    struct what_if_counts total;
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0 || (name && known_find(store, name, &client, err) < 0) ||
        what_if_open(app, path, client.row.id, &what_if, err) < 0 ||
        work(what_if, client.row.id, request, err) < 0)
        return -1;
    if (name)
        what_if_of(what_if, client.row.id, &total);
    else
        what_if_total(what_if, &total);
    if (answer->people)
        tell(answer, what_if, !name, &total);
    else
        answer_json(answer, what_if, name ? &client : NULL, &total);
    return 0;
}
