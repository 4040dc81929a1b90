/* What is left to do after decisions: looks back that are due, and tasks in their order; of one client or of
 * everybody. */
#include "after.h"

#include "paletti/app/blur.h"
#include "paletti/app/reviews.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { DUE_W = 11, ITEM_HANG = 5 };

/* A row: a look back, or a task; what stands under a client's name. */
struct todo {
    char *client, *name; /* the ref; as people see it */
    char *text;
    char *decision; /* a look back: of what; NULL: a task */
    bool chance;    /* ... whose terms are judged */
    char *task;     /* the ref */
    int8_t state;
    int32_t due;
    bool late;
};

struct tasks_view {
    struct after after;
    struct todo *v;
    size_t n, cap;
    char *only; /* a client's ref; NULL: everybody */
    bool all;   /* those that are done too */
};

static const struct after_page tasks_page;

static void tasks_init(struct view *base, const char *argument)
{
    after_init(base, argument, &tasks_page);
    ((struct tasks_view *)base)->only = argument && *argument ? mem_string(argument) : NULL;
}

static void forget(struct after *after)
{
    struct tasks_view *view = (struct tasks_view *)after;

    for (size_t i = 0; i < view->n; i++) {
        free(view->v[i].client);
        free(view->v[i].name);
        free(view->v[i].text);
        free(view->v[i].decision);
        free(view->v[i].task);
    }
    free(MEM_TAKE(view->v));
    view->n = view->cap = 0;
}

static void tasks_done(struct view *base)
{
    struct tasks_view *view = (struct tasks_view *)base;

    forget(&view->after);
    free(view->only);
    after_done(base);
}

/* --- reading --- */

static int add_look(void *ctx, const struct review_due *due)
{
    struct tasks_view *view = ctx;
    _cleanup_str_ struct str text = STR_INIT;

    words_review_due(view->after.base.scene->app, &text, due);
    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct todo){
        .client = mem_string(due->client),
        .name = mem_string(due->name),
        .text = str_take(&text),
        .decision = mem_string(due->decision->ref),
        .chance = str_starts(due->code, "chance_"),
        .due = due->on,
    };
    return 0;
}

static int add_task(void *ctx, const struct task_line *line)
{
    struct tasks_view *view = ctx;
    struct app *app = view->after.base.scene->app;
    const struct task *task = line->task;
    const char *what = app_blur_text(app, task->what);

    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct todo){
        .client = mem_string(task->client),
        .name = mem_string(app_blur_client(app, line->client_id, line->name)),
        .text = task->reason ? str_format(_("%s (because: %s)"), what, app_blur_text(app, task->reason))
                             : mem_string(what),
        .task = mem_string(task->ref),
        .state = task->state,
        .due = task->due,
        .late = line->late,
    };
    return 0;
}

static int read(struct after *after, struct err *err)
{
    struct tasks_view *view = (struct tasks_view *)after;
    struct app *app = after->base.scene->app;
    char *found;

    if (view->only) {
        if (view_client_find(app, view->only, &found, err) < 0)
            return -1;
        free(view->only);
        view->only = found;
        if (view_client_id(app, found, &after->client_id, err) < 0)
            return -1;
    }
    return view_reviews(app, view->only, add_look, view, err) < 0 ||
                   view_tasks(app, view->only, view->all, add_task, view, err) < 0
               ? -1
               : 0;
}

/* --- the page --- */

static void fill_row(struct tasks_view *view, size_t i)
{
    static const char *const boxes[] = {"[ ] ", "[x] ", "[-] "}; /* by enum task_state */
    struct after *after = &view->after;
    const struct todo *todo = &view->v[i];
    enum style style = todo->state == TASK_OPEN ? STYLE_TEXT : STYLE_QUIET;
    _cleanup_str_ struct str due = STR_INIT;
    _cleanup_free_ char *text =
        str_format("%s%s%s", todo->task ? boxes[todo->state] : "", todo->late ? "! " : "", todo->text);

    if (todo->due != DAY_NONE)
        words_day(after->base.scene->app, &due, todo->due);
    int w = sheet_width(str_text(&due)), room = after->base.w - AFTER_DEEP - w - 2;
    sheet_item(&after->sheet, (int)i + 1);
    if (sheet_width(text) <= room) {
        sheet_put(&after->sheet, AFTER_DEEP, room, style, text);
        sheet_put_right(&after->sheet, after->base.w - w - 1, w, STYLE_QUIET, str_text(&due));
        return;
    }
    sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + (todo->task ? 4 : 2), style, text);
    sheet_more(&after->sheet);
    sheet_put_right(&after->sheet, after->base.w - w - 1, w, STYLE_QUIET, str_text(&due));
}

static void fill_part(struct tasks_view *view, bool looks, const char *heading)
{
    const char *client = NULL;

    for (size_t i = 0; i < view->n; i++) {
        const struct todo *todo = &view->v[i];
        if (looks != (todo->decision != NULL))
            continue;
        if (!client && view->after.sheet.n > 0)
            after_blank(&view->after);
        if (!client)
            after_text(&view->after, STYLE_HEAD, heading);
        if (!view->only && !str_equal(client, todo->client))
            after_text(&view->after, STYLE_COLUMN, todo->name);
        client = todo->client;
        fill_row(view, i);
    }
}

static void fill(struct after *after)
{
    struct tasks_view *view = (struct tasks_view *)after;

    fill_part(view, true, _("Look back"));
    fill_part(view, false, _("To do"));
    if (view->n == 0)
        after_text(after, STYLE_QUIET, _("Nothing is left to do, and no decision asks for a look back."));
}

/* --- keys --- */

static const struct todo *selected(const struct tasks_view *view, int tag)
{
    return tag >= 1 && (size_t)tag <= view->n ? &view->v[tag - 1] : NULL;
}

static void open_row(struct tasks_view *view, struct effects *effects)
{
    const struct todo *todo = selected(view, view->after.sheet.tag);

    if (todo && todo->decision)
        after_open(todo->chance ? &view_chance_ops : &view_look_back_ops, todo->decision, effects);
    else if (todo)
        after_do(&view->after, ACTION_AFTER_DONE);
}

static void tasks_act(struct after *after, enum action action, struct effects *effects)
{
    struct tasks_view *view = (struct tasks_view *)after;
    const struct todo *todo = selected(view, after->sheet.tag);

    switch ((int)action) {
    case ACTION_AFTER_OPEN:
        open_row(view, effects);
        break;
    case ACTION_AFTER_DONE:
        if (todo && todo->task)
            after_do(after, action);
        break;
    case ACTION_AFTER_WAIVE:
        if (todo && todo->task)
            after_type(after, action, _("Not needed, because"),
                       _("Why it need not be done. Space opens it again."), NULL);
        break;
    case ACTION_AFTER_ALL:
        view->all = !view->all;
        after->base.stale = true;
        break;
    case ACTION_AFTER_CLOSE:
        if (todo)
            after_open(&view_closing_ops, todo->client, effects);
        break;
    }
}

/* Space turns it: open is done, done or waived is open again. */
static int perform(struct after *after, const char *typed, struct effects *effects _unused_,
                   unsigned *ret_changes, struct err *err)
{
    struct tasks_view *view = (struct tasks_view *)after;
    const struct todo *todo = selected(view, after->tag);
    enum task_state state = typed ? TASK_WAIVED : todo && todo->state == TASK_OPEN ? TASK_DONE : TASK_OPEN;

    if (!todo || !todo->task)
        return 0;
    return task_set(after->base.scene->app, NULL, todo->task, state, typed, ret_changes, err);
}

static const struct hint tasks_hints[] = {
    {ACTION_AFTER_OPEN, ACTION_NONE, N_("open")},
    {ACTION_AFTER_DONE, ACTION_NONE, N_("done")},
    {ACTION_AFTER_WAIVE, ACTION_NONE, N_("not needed")},
    {ACTION_AFTER_ALL, ACTION_NONE, N_("all")},
    {ACTION_AFTER_CLOSE, ACTION_NONE, N_("close the end")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_tasks_ops = AFTER_PAGE_OPS(IN_TASKS, struct tasks_view, N_("Left to do"), tasks_init,
                                                      tasks_done, tasks_hints, AFTER_KEEPS("tasks"));
static const struct view_ops typing_ops =
    AFTER_TYPING_OPS(struct tasks_view, N_("Left to do"), tasks_init, tasks_done, AFTER_KEEPS("tasks"));

static const struct after_page tasks_page = {&view_tasks_ops, &typing_ops, read,  fill,
                                             tasks_act,       perform,     forget};
