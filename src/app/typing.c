#include "paletti/app/typing.h"

#include "inside.h"

#include "paletti/base/mem.h"
#include "paletti/base/process.h"
#include "paletti/store/typing.h"

void typing_clear(struct typing *typing)
{
    for (size_t i = 0; i < typing->n; i++) {
        free(typing->v[i].name);
        free(typing->v[i].text);
    }
    free(typing->v);
    free(typing->dialog);
    free(typing->argument);
    free(typing->title);
    *typing = (struct typing){0};
}

void typing_add(struct typing *typing, const char *name, const char *text)
{
    MEM_GROW(typing->v, typing->n, typing->cap);
    typing->v[typing->n++] = (struct typed){mem_string(name), mem_string(text)};
}

const char *typing_text(const struct typing *typing, const char *name)
{
    for (size_t i = 0; i < typing->n; i++)
        if (str_equal(typing->v[i].name, name))
            return typing->v[i].text;
    return NULL;
}

/* --- writing --- */

static int put(struct store *store, const struct typing *typing, const struct typing_row *row, int64_t *ret_id,
               struct err *err)
{
    if (typing_put(store, row, ret_id, err) < 0)
        return -1;
    for (size_t i = 0; i < typing->n; i++)
        if (typing_put_text(store, *ret_id, typing->v[i].name, typing->v[i].text, err) < 0)
            return -1;
    return store_commit(store, err);
}

static int end(struct app *app, struct store *store, int r)
{
    store_rollback(store);
    app_end_write(app);
    return r;
}

int app_typing_keep(struct app *app, struct typing *typing, bool make, struct err *err)
{
    _cleanup_free_ char *self = process_self();
    struct store *store;

    if (!make && !app_has_file(app))
        return 1;
    int r = app_try_write(app, &store, err);
    if (r != 0)
        return r;
    struct typing_row row = {.id = typing->id,
                             .owner = self,
                             .at = app_now(app),
                             .aside = typing->aside,
                             .dialog = typing->dialog,
                             .argument = typing->argument ? typing->argument : "",
                             .title = typing->title ? typing->title : ""};
    return end(app, store, put(store, typing, &row, &typing->id, err));
}

int app_typing_drop(struct app *app, int64_t id, struct err *err)
{
    _cleanup_free_ char *self = process_self();
    struct store *store;
    int r = app_try_write(app, &store, err);

    if (r != 0)
        return r;
    r = typing_drop(store, id, self, err);
    if (r >= 0)
        r = store_commit(store, err);
    return end(app, store, r);
}

int app_typing_end(struct app *app, struct store *store, struct err *err)
{
    _cleanup_free_ char *self = process_self();
    int64_t id = app_typing_saved(app);

    return id == 0 ? 0 : typing_drop(store, id, self, err) < 0 ? -1 : 0;
}

/* --- what was left --- */

struct left {
    const char *self;
    int (*fn)(void *ctx, const struct typing *typing);
    void *ctx;
};

static bool is_left(const struct left *left, const struct typing_row *row)
{
    return str_equal(row->owner, left->self) ? row->aside : !process_lives(row->owner);
}

static int tell_left(void *ctx, const struct typing_row *row)
{
    const struct left *left = ctx;
    struct typing typing = {.id = row->id,
                            .dialog = (char *)row->dialog,
                            .argument = (char *)row->argument,
                            .title = (char *)row->title,
                            .at = row->at,
                            .aside = row->aside};

    return is_left(left, row) ? left->fn(left->ctx, &typing) : 0;
}

int app_typing_left(struct app *app, int (*fn)(void *ctx, const struct typing *typing), void *ctx, struct err *err)
{
    _cleanup_free_ char *self = process_self();
    struct left left = {.self = self, .fn = fn, .ctx = ctx};
    struct store *store;
    int r = app_open_read(app, &store, err);

    return r != 0 ? r < 0 ? r : 0 : typing_each(store, tell_left, &left, err);
}

struct taking {
    struct left left;
    struct typing *to;
    char *owner;
};

static int find_left(void *ctx, const struct typing_row *row)
{
    struct taking *taking = ctx;

    if (row->id != taking->to->id || !is_left(&taking->left, row))
        return 0;
    taking->owner = mem_string(row->owner);
    taking->to->dialog = mem_string(row->dialog);
    taking->to->argument = mem_string(row->argument);
    taking->to->title = mem_string(row->title);
    taking->to->at = row->at;
    return 1;
}

static int add_text(void *ctx, const char *name, const char *text)
{
    typing_add(ctx, name, text);
    return 0;
}

/* In one transaction, so that two who start at once do not both take it. */
static int take(struct store *store, struct taking *taking, struct err *err)
{
    int r = typing_each(store, find_left, taking, err);

    if (r <= 0)
        return r < 0 ? r : 1;
    r = typing_give(store, taking->to->id, taking->owner, taking->left.self, err);
    if (r == 0)
        r = typing_texts(store, taking->to->id, add_text, taking->to, err);
    if (r == 0)
        r = store_commit(store, err);
    return r;
}

int app_typing_take(struct app *app, int64_t id, struct typing *ret, struct err *err)
{
    _cleanup_free_ char *self = process_self();
    struct typing typing = {.id = id};
    struct taking taking = {.left = {.self = self}, .to = &typing};
    struct store *store;

    if (app_begin_write(app, &store, err) < 0)
        return -1;
    int r = end(app, store, take(store, &taking, err));
    free(taking.owner);
    if (r == 0)
        *ret = typing;
    else
        typing_clear(&typing);
    return r;
}
