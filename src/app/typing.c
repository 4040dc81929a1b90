#include "paletti/app/typing.h"

#include "inside.h"

#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/process.h"
#include "paletti/base/text.h"
#include "paletti/store/typing.h"

#include <string.h>
#include <unistd.h>

enum { FILE_MAX = 64 << 20 };

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
    free(typing->unread);
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

/* --- what an editor has --- */

char *app_typing_folder(const struct app *app)
{
    const char *path = app_db_path(app), *slash = strrchr(path, '/');

    return slash ? mem_string_n(path, slash == path ? 1 : (size_t)(slash - path)) : mem_string(".");
}

int typing_file_read(const char *path, const char *before, char **ret, struct err *err)
{
    _cleanup_str_ struct str text = STR_INIT;
    size_t had = strlen(before);

    if (file_read_regular(path, FILE_MAX, &text, err) < 0)
        return -1;
    if (memchr(str_text(&text), '\0', text.len) || text_valid(str_text(&text), text.len) != text.len)
        return err_set(err, _("what your editor wrote is no UTF-8 text"));
    bool added = text.len > 0 && text.s[text.len - 1] == '\n' && (had == 0 || before[had - 1] != '\n');
    *ret = mem_string_n(str_text(&text), text.len - added);
    return 0;
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
    const char *folder;
    char *file; /* to be removed; or NULL */
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

static struct typed *find_text(struct typing *typing, const char *name)
{
    for (size_t i = 0; i < typing->n; i++)
        if (str_equal(typing->v[i].name, name))
            return &typing->v[i];
    return NULL;
}

/* Only what own_editor may have made: a row of a file that came from elsewhere names no other. */
static bool is_lent(const char *name)
{
    return strlen(name) == strlen(TYPING_FILE_NAME) && str_starts(name, "paletti-") && !strchr(name, '/') &&
           str_equal(name + strlen(name) - strlen(".txt"), ".txt");
}

/* The file of the field that is lent comes in the place of its text. Its path (owned), to be removed when that is kept; or
 * NULL. */
static char *take_back(struct typing *typing, const char *folder, const struct typed *lent)
{
    struct typed *field = find_text(typing, lent->name + strlen(TYPING_FILE));
    _cleanup_free_ char *path = is_lent(lent->text) ? str_format("%s/%s", folder, lent->text) : NULL;
    char *text;

    if (!field || !path || access(path, F_OK) != 0)
        return NULL;
    if (typing_file_read(path, field->text, &text, NULL) < 0) {
        free(typing->unread);
        typing->unread = MEM_TAKE(path);
        return NULL;
    }
    free(field->text);
    field->text = text;
    return MEM_TAKE(path);
}

/* Whatever an editor had when this was cut off. *RET_PATH (owned) is its file, NULL: there is none. False: it had nothing. */
static bool take_lent(struct typing *typing, const char *folder, char **ret_path)
{
    size_t i = 0;

    while (i < typing->n && !str_starts(typing->v[i].name, TYPING_FILE))
        i++;
    if (i == typing->n)
        return false;
    *ret_path = take_back(typing, folder, &typing->v[i]);
    free(typing->v[i].name);
    free(typing->v[i].text);
    typing->v[i] = typing->v[--typing->n];
    return true;
}

/* In one transaction, so that two who start at once do not both take it. What an editor wrote is in the file before its own
 * file goes: however often this is cut off, one of the two is there. */
static int take(struct store *store, struct taking *taking, struct err *err)
{
    struct typing *to = taking->to;
    int r = typing_each(store, find_left, taking, err);

    if (r <= 0)
        return r < 0 ? r : 1;
    r = typing_give(store, to->id, taking->owner, taking->left.self, err);
    if (r == 0)
        r = typing_texts(store, to->id, add_text, to, err);
    if (r != 0)
        return r;
    if (!take_lent(to, taking->folder, &taking->file))
        return store_commit(store, err);
    struct typing_row row = {to->id, taking->left.self, to->at, false, to->dialog, to->argument, to->title};
    return put(store, to, &row, &to->id, err);
}

int app_typing_take(struct app *app, int64_t id, struct typing *ret, struct err *err)
{
    _cleanup_free_ char *self = process_self();
    struct typing typing = {.id = id};
    _cleanup_free_ char *folder = app_typing_folder(app);
    struct taking taking = {.left = {.self = self}, .to = &typing, .folder = folder};
    struct store *store;

    if (app_begin_write(app, &store, err) < 0)
        return -1;
    int r = end(app, store, take(store, &taking, err));
    if (r == 0 && taking.file)
        unlink(taking.file);
    free(taking.file);
    free(taking.owner);
    if (r == 0)
        *ret = typing;
    else
        typing_clear(&typing);
    return r;
}
