/* What decisions left to do: listed in their order, done, waived or open again. */
#include "after_inside.h"
#include "farewell_inside.h"
#include "writing.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

#include <string.h>

struct owner {
    char *ref, *name;
    int64_t id;
};
struct listing {
    struct owner *owners; /* by ref */
    size_t n, cap;
};

static int add_owner(void *ctx, const struct client_row *row)
{
    struct listing *listing = ctx;

    MEM_GROW(listing->owners, listing->n, listing->cap);
    listing->owners[listing->n++] = (struct owner){mem_string(row->ref), mem_string(row->name), row->id};
    return 0;
}

static int by_ref(const void *a, const void *b)
{
    return strcmp(((const struct owner *)a)->ref, ((const struct owner *)b)->ref);
}

static void listing_clear(struct listing *listing)
{
    for (size_t i = 0; i < listing->n; i++) {
        free(listing->owners[i].ref);
        free(listing->owners[i].name);
    }
    free(listing->owners);
}

static const struct owner *owner_of(const struct listing *listing, const char *ref)
{
    struct owner wanted = {.ref = (char *)ref};

    return listing->n == 0 ? NULL : bsearch(&wanted, listing->owners, listing->n, sizeof wanted, by_ref);
}

/* Those of one client together, of one decision in their order, others by date. */
static int by_place(const void *a, const void *b)
{
    const struct task *x = a, *y = b;
    int order = strcmp(x->client, y->client);

    if (order == 0)
        order = strcmp(x->decision ? x->decision : "", y->decision ? y->decision : "");
    if (order == 0)
        order = (x->n > y->n) - (x->n < y->n);
    return order ? order : (x->due > y->due) - (x->due < y->due);
}

static int tell(struct app *app, const struct listing *listing, const struct task *task, bool all,
                int (*fn)(void *ctx, const struct task_line *line), void *ctx)
{
    const struct owner *owner = owner_of(listing, task->client);
    int32_t today = days_at(app_zone(app), app_now(app));
    bool open = task->state == TASK_OPEN;
    struct task_line line = {.task = task, .late = open && task->due != DAY_NONE && task->due < today};

    if (!owner || (!open && !all))
        return 0;
    line.client_id = owner->id;
    line.name = owner->name;
    return fn(ctx, &line);
}

int view_tasks(struct app *app, const char *client, bool all,
               int (*fn)(void *ctx, const struct task_line *line), void *ctx, struct err *err)
{
    struct listing listing = {0};
    struct store *store;
    struct task *tasks = NULL;
    size_t n = 0;
    int r = app_open_read(app, &store, err);

    if (r != 0)
        return r == APP_NO_FILE ? 0 : r;
    r = clients_each_briefly(store, add_owner, &listing, err);
    if (r == 0)
        r = store_all(store, &model_task, client, &tasks, &n, err);
    if (listing.n > 1)
        qsort(listing.owners, listing.n, sizeof *listing.owners, by_ref);
    if (n > 1)
        qsort(tasks, n, sizeof *tasks, by_place);
    for (size_t i = 0; i < n && r == 0; i++)
        r = tell(app, &listing, &tasks[i], all, fn, ctx);
    for (size_t i = 0; i < n; i++)
        model_clear(&model_task, &tasks[i]);
    free(tasks);
    listing_clear(&listing);
    return r;
}

/* --- changing --- */

static void set(struct task *task, enum task_state state, const char *reason, int32_t today)
{
    task->state = (int8_t)state;
    task->done_on = state == TASK_DONE ? today : DAY_NONE;
    free(task->reason);
    task->reason = state == TASK_WAIVED ? mem_string(reason) : NULL;
}

int task_set(struct app *app, const struct request *request, const char *ref, enum task_state state,
             const char *reason, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct task task;
    enum put put;

    if (state == TASK_WAIVED && !(reason && *reason))
        return err_set(err, _("say why it need not be done"));
    if (writing_begin(app, request, &writing, err) < 0)
        return -1;
    int r = store_get(writing.store, &model_task, ref, &task, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is no task \"%.60s\""), ref);
    set(&task, state, reason, days_at(app_zone(app), app_now(app)));
    r = writing_put(&writing, &model_task, &task, 0, &put, err);
    if (r == 0)
        r = farewell_task_set(&writing, &task, err);
    model_clear(&model_task, &task);
    if (r < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes | CHANGE_CLIENTS;
    return 0;
}
