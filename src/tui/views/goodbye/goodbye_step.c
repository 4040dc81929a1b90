/* One of the fourteen steps, with its own lines. */
#include "outbox.h"
#include "step.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

static const struct after_page step_page;
static const struct view_ops *ops_of(enum farewell_step step);

char *goodbye_step_argument(const char *client, int step)
{
    return str_format("%s\n%s", client, farewell_step_names[step]);
}

static enum farewell_step find_step(const char *name)
{
    int step = 0;

    while (step < FAREWELL_STEPS - 1 && !str_equal(farewell_step_names[step], name))
        step++;
    return (enum farewell_step)step;
}

static void step_init(struct view *base, const char *argument)
{
    struct goodbye_step *view = (struct goodbye_step *)base;
    size_t n = strcspn(argument, "\n");

    after_init(base, argument, &step_page);
    view->client = mem_string_n(argument, n);
    view->step = find_step(argument[n] ? argument + n + 1 : "");
    base->ops = ops_of(view->step);
}

static void step_done(struct view *base)
{
    struct goodbye_step *view = (struct goodbye_step *)base;

    free(view->client);
    free(view->rows);
    after_done(base);
}

/* The rows point into what was read. */
static void forget(struct after *after)
{
    ((struct goodbye_step *)after)->n = 0;
    goodbye_forget(after);
}

/* A step of a goodbye that is none any more is left. */
static int read(struct after *after, struct err *err)
{
    struct goodbye_step *view = (struct goodbye_step *)after;
    int r = goodbye_read(&view->goodbye, view->client, err);

    return r < 0 ? -1 : view->goodbye.refused != NULL;
}

const struct step_row *step_row(const struct goodbye_step *view, int tag)
{
    return tag >= 1 && (size_t)tag <= view->n ? &view->rows[tag - 1] : NULL;
}

static void step_corner(const struct view *base, struct str *to)
{
    const struct goodbye_step *view = (const struct goodbye_step *)base;

    goodbye_step_corner(view->step, goodbye_mode(&view->goodbye), to);
}

#define DOES                                                                                                 \
    {ACTION_AFTER_OPEN, ACTION_NONE, N_("do it")},                                                           \
    {                                                                                                        \
        ACTION_BYE_NEXT, ACTION_NONE, N_("next step")                                                        \
    }
#define LEAVES                                                                                               \
    {ACTION_HELP, ACTION_NONE, N_("help")}, {ACTION_LEAVE, ACTION_NONE, N_("back")},                         \
    {                                                                                                        \
        ACTION_NONE, ACTION_NONE, NULL                                                                       \
    }
static const struct hint plain_hints[] = {DOES, {ACTION_BYE_TAKE_BACK, ACTION_NONE, N_("take back")}, LEAVES};
static const struct hint typed_hints[] = {DOES, {ACTION_BYE_EDIT, ACTION_NONE, N_("type")}, LEAVES};
static const struct hint things_hints[] = {
    DOES,
    {ACTION_BYE_TICK, ACTION_NONE, N_("tick")},
    {ACTION_AFTER_WAIVE, ACTION_NONE, N_("stays")},
    {ACTION_BYE_ADD, ACTION_NONE, N_("add")},
    {ACTION_BYE_EDIT, ACTION_NONE, N_("type")},
    LEAVES,
};
static const struct hint way_hints[] = {
    DOES,
    {ACTION_BYE_EDIT, ACTION_NONE, N_("type the reason")},
    {ACTION_BYE_BY_HAND, ACTION_NONE, N_("they were told")},
    LEAVES,
};
static const struct hint letters_hints[] = {
    DOES,
    {ACTION_BYE_EDIT, ACTION_NONE, N_("read, edit")},
    {ACTION_BYE_WRITE, ACTION_NONE, N_("write")},
    {ACTION_BYE_ADD, ACTION_NONE, N_("make anew")},
    {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm")},
    {ACTION_AFTER_WAIVE, ACTION_NONE, N_("not sent")},
    {ACTION_OUTBOX, ACTION_NONE, N_("outbox")},
    LEAVES,
};

static const struct hint release_hints[] = {
    DOES,
    {ACTION_BYE_BY_HAND, ACTION_NONE, N_("release now")},
    {ACTION_BYE_TAKE_BACK, ACTION_NONE, N_("take back")},
    {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm")},
    {ACTION_OUTBOX, ACTION_NONE, N_("outbox")},
    LEAVES,
};

/* As the outbox does it: all that may leave now. */
static int release(struct after *after, const struct request *progress, struct effects *effects,
                   unsigned *ret_changes, struct err *err)
{
    return out_work(after, NULL, progress, effects, ret_changes, err);
}

#define SHARED AFTER_KEEPS("goodbye-step"), .corner = step_corner
#define STEP_OPS(hints_)                                                                                     \
    AFTER_PAGE_OPS(IN_GOODBYE_STEP, struct goodbye_step, N_("Letting go"), step_init, step_done, hints_,     \
                   SHARED)
const struct view_ops view_goodbye_step_ops = STEP_OPS(plain_hints);
static const struct view_ops typed_ops = STEP_OPS(typed_hints), things_ops = STEP_OPS(things_hints),
                             way_ops = STEP_OPS(way_hints), letters_ops = STEP_OPS(letters_hints),
                             release_ops = AFTER_PAGE_OPS(IN_GOODBYE_STEP, struct goodbye_step, N_("Letting go"), step_init,
                                                          step_done, release_hints, SHARED, .work = after_work,
                                                          .piecemeal = true);
static const struct view_ops typing_ops =
    AFTER_TYPING_OPS(struct goodbye_step, N_("Letting go"), step_init, step_done, SHARED);

/* The same page, with the keys that a step has. */
static const struct view_ops *ops_of(enum farewell_step step)
{
    static const struct view_ops *const ops[FAREWELL_STEPS] = {
        [FAREWELL_CONTRACT] = &typed_ops,  [FAREWELL_CREDIT_NOTE] = &typed_ops,
        [FAREWELL_MEETINGS] = &things_ops, [FAREWELL_ACCESS] = &things_ops,
        [FAREWELL_HANDOVER] = &things_ops, [FAREWELL_CLOSE] = &things_ops,
        [FAREWELL_WAY] = &way_ops,         [FAREWELL_STATEMENT] = &letters_ops,
        [FAREWELL_TEXT] = &letters_ops,    [FAREWELL_CONFIRM] = &letters_ops,
        [FAREWELL_RELEASE] = &release_ops};

    return ops[step] ? ops[step] : &view_goodbye_step_ops;
}

static const struct after_page step_page = {&view_goodbye_step_ops, &typing_ops, read, step_fill, step_act,
                                            step_perform,           forget,      release};
