/* A record as a form: a box for each field, what is wrong where it is wrong, and a row that saves. */
#include "form_page.h"
#include "form_view.h"

#include "paletti/app/typing.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

#define PART '\x1f' /* between the parts of the argument; no text that is typed holds it */

#define RECAP "recap"

enum { WIDTH_MAX = 100 };

struct form_view {
    struct view base;
    char *argument;
    struct form *form; /* NULL until it is loaded */
    struct form_page page;
    bool saves;        /* it is to be saved: load */
    struct typing begun; /* what was typed here before, and its title: loading fills it in */
};

/* --- what it is opened with: how, type, subject, with a PART between --- */

static char *argument_new(const char *how, const char *type, const char *subject)
{
    return str_format("%s%c%s%c%s", how, PART, type ? type : "", PART, subject ? subject : "");
}

char *form_view_new_record(const char *type, const char *subject)
{
    return argument_new("new", type, subject);
}

char *form_view_record(const char *type, const char *ref)
{
    return argument_new("edit", type, ref);
}

char *form_view_recap(const char *ref)
{
    return argument_new(RECAP, NULL, ref);
}

char *form_view_setup(void)
{
    return argument_new("setup", NULL, NULL);
}

/* The next part, owned; NULL at the end. *REST moves on. */
static char *take_part(const char **rest)
{
    if (!*rest)
        return NULL;
    size_t n = strcspn(*rest, (char[]){PART, '\0'});
    char *part = mem_string_n(*rest, n);
    *rest = (*rest)[n] ? *rest + n + 1 : NULL;
    return part;
}

static void form_init(struct view *base, const char *argument)
{
    ((struct form_view *)base)->argument = mem_string(argument);
}

static void form_done(struct view *base)
{
    struct form_view *view = (struct form_view *)base;

    for (size_t i = 0; i < view->page.n; i++)
        box_done(&view->page.v[i]);
    free(view->page.v);
    form_free(view->form);
    typing_clear(&view->begun);
    free(view->argument);
}

/* --- fields --- */

static struct box *box_at(const struct form_view *view)
{
    return view->page.at < view->page.n ? &view->page.v[view->page.at] : NULL;
}

static void set_error(struct box *box, const char *text)
{
    free(box->error);
    box->error = mem_string(text);
}

/* What the others mean, where that is said. */
static void renew_meanings(struct form_view *view, const struct box *but)
{
    for (size_t i = 0; i < view->page.n; i++) {
        struct box *box = &view->page.v[i];
        if (box == but || box->meaning.len == 0)
            continue;
        str_clear(&box->meaning);
        form_meaning(view->form, box->number, &box->meaning);
    }
}

/* Tells the form what stands in field I. What is wrong is shown when one leaves it, or when it is saved. */
static void tell(struct form_view *view, size_t i)
{
    struct box *box = &view->page.v[i];
    struct err err;

    if (!box->fresh || box->large)
        return;
    box->fresh = false;
    str_clear(&box->meaning);
    if (form_set(view->form, box->number, box_text(box), &err) < 0) {
        if (i != view->page.at || view->saves)
            set_error(box, err.text);
        return;
    }
    set_error(box, NULL);
    form_meaning(view->form, box->number, &box->meaning);
    if (box->field->steers)
        renew_meanings(view, box);
}

static void tell_all(struct form_view *view)
{
    for (size_t i = 0; i < view->page.n; i++)
        tell(view, i);
}

static bool can_go(const struct form_view *view, size_t i)
{
    return i == view->page.n || !view->page.v[i].field->given;
}

/* The field left behind is looked at: now its mistakes are shown. */
static void go(struct form_view *view, size_t to)
{
    struct box *box = box_at(view);

    if (box && to != view->page.at)
        box->fresh = true;
    view->page.at = to;
}

static bool step(struct form_view *view, int by)
{
    size_t to = view->page.at;

    do {
        if ((by < 0 && to == 0) || (by > 0 && to == view->page.n))
            return false;
        to += by < 0 ? (size_t)-1 : 1;
    } while (!can_go(view, to));
    go(view, to);
    return true;
}

/* --- loading --- */

/* 1: it is about what is not in the file. */
static int begin(struct form_view *view, struct err *err)
{
    const char *rest = view->argument;
    _cleanup_free_ char *how = take_part(&rest), *type = take_part(&rest), *subject = take_part(&rest);
    struct app *app = view->base.scene->app;
    const char *about = subject && *subject ? subject : NULL;
    int r;

    if (str_equal(how, "setup"))
        r = form_setup(app, &view->form, err);
    else if (str_equal(how, RECAP))
        r = form_recap(app, about, &view->form, err);
    else if (str_equal(how, "new"))
        r = form_new(app, type, about, &view->form, err);
    else
        r = form_edit(app, type && *type ? type : NULL, about, &view->form, err);
    if (r > 0)
        err_set(err, _("\"%s\" is not in the file any more"), about ? about : "");
    return r;
}

/* What was typed before outlives what it is about, which undo may bring back. */
static void refuse(const struct form_view *view, bool gone, const struct err *err, struct effects *effects)
{
    const char *title = view->begun.title;
    _cleanup_free_ char *text = NULL;

    if (gone && title)
        text = str_format(_("\"%s\" was removed meanwhile. What you typed is kept; u may bring it back."), title);
    effects_add(effects, view->begun.n > 0 ? EFFECT_PUT_ASIDE : EFFECT_CLOSE);
    effects_text(effects, EFFECT_COMPLAIN, text ? text : err->text);
}

static void fill_in(struct form_view *view, const char *name, const char *text)
{
    struct err err;

    for (size_t i = 0; i < view->page.n; i++) {
        struct box *box = &view->page.v[i];
        if (!str_equal(box->field->name, name))
            continue;
        box_set(box, text);
        box->changed = true;
        if (form_set(view->form, box->number, text, &err) < 0)
            set_error(box, err.text);
        str_clear(&box->meaning);
        form_meaning(view->form, box->number, &box->meaning);
    }
}

/* The first that has to be filled in, else the first there is; what was agreed in a call stands in its text. */
static size_t first_field(const struct form_view *view)
{
    size_t first = view->page.n;

    for (size_t i = 0; str_starts(view->argument, RECAP) && i < view->page.n; i++)
        if (view->page.v[i].field->kind == FORM_LONG)
            return i;
    for (size_t i = view->page.n; i-- > 0;) {
        if (can_go(view, i))
            first = i;
    }
    for (size_t i = 0; i < view->page.n; i++)
        if (can_go(view, i) && view->page.v[i].field->required && !*box_text(&view->page.v[i]))
            return i;
    return first;
}

/* What is seldom filled in stands below. */
static void make_boxes(struct form_view *view)
{
    size_t n = form_count(view->form);

    view->page.v = mem_zero(n, sizeof *view->page.v);
    for (int rare = 0; rare < 2; rare++) {
        for (size_t i = 0; i < n; i++) {
            if (form_field(view->form, i)->rare != rare)
                continue;
            struct box *box = &view->page.v[view->page.n++];
            box_init(box, form_field(view->form, i), form_text(view->form, i));
            box->number = i;
            form_meaning(view->form, i, &box->meaning);
        }
    }
    for (size_t i = 0; i < view->begun.n; i++)
        fill_in(view, view->begun.v[i].name, view->begun.v[i].text);
    view->page.at = first_field(view);
}

/* What was saved is shown: the entry in the log, a new client among the clients. */
static void say_saved(const struct form_view *view, const char *ref, unsigned changes, struct effects *effects)
{
    _cleanup_str_ struct str said = STR_INIT;
    _cleanup_free_ char *client = argument_new("new", "client", NULL);
    bool is_client = str_starts(view->argument, client);

    str_printf(&said, _("On disk: %s"), form_title(view->form));
    str_add_stop(&said);
    if (is_client && !view->base.scene->default_hours)
        str_printf(&said, " %s", _("T: tell them your rules before the first job."));
    effects_add(effects, EFFECT_CLOSE);
    effects_number(effects, EFFECT_CHANGED, changes);
    effects_text(effects, EFFECT_SAY, str_text(&said));
    if (ref)
        effects_text(effects, is_client ? EFFECT_NEW_CLIENT : EFFECT_ENTRY, ref);
}

/* At its field, where it is about one. */
static void say_unsaved(struct form_view *view, size_t field, const char *why, struct effects *effects)
{
    size_t i = 0;

    while (i < view->page.n && view->page.v[i].number != field)
        i++;
    view->page.at = i;
    if (i < view->page.n)
        set_error(&view->page.v[i], why);
    else
        effects_text(effects, EFFECT_COMPLAIN, why);
}

static void save(struct form_view *view, struct effects *effects, struct err *err)
{
    _cleanup_free_ char *ref = NULL;
    size_t field = form_count(view->form);
    unsigned changes = 0;
    struct app *app = view->base.scene->app;

    app_typing_saves(app, view->base.typing);
    int r = form_save(view->form, &ref, &changes, &field, err);
    app_typing_saves(app, 0);
    if (r == 0)
        view->base.typing = 0;
    if (r == 0)
        say_saved(view, ref, changes, effects);
    else
        say_unsaved(view, r < 0 ? field : form_count(view->form), err->text, effects);
}

static void show_focus(struct form_view *view)
{
    form_page_show(&view->page, view->base.w, view->base.height);
}

/* Another place shows as much as it can from the beginning on. */
static void form_resize(struct view *base)
{
    struct form_view *view = (struct form_view *)base;

    view->page.top = 0;
    show_focus(view);
}

static int form_load(struct view *base, struct effects *effects, struct err *err)
{
    struct form_view *view = (struct form_view *)base;

    if (!view->form) {
        int r = begin(view, err);
        if (r != 0) {
            refuse(view, r > 0, err, effects);
            return 0;
        }
        make_boxes(view);
    }
    tell_all(view);
    if (view->saves)
        effects_add(effects, EFFECT_WORK);
    view->saves = false;
    show_focus(view);
    return 0;
}

/* Other rules, or another `me`, have the whole log judged anew. */
static int form_work(struct view *base, const struct request *progress, struct effects *effects, struct err *err)
{
    struct form_view *view = (struct form_view *)base;

    form_watch(view->form, progress);
    save(view, effects, err);
    form_watch(view->form, NULL);
    show_focus(view);
    return 0;
}

/* --- its place --- */

static void form_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    const struct form_view *view = (const struct form_view *)base;

    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = view->form ? form_page_rows(&view->page, *ret_w) : 1;
}

static void form_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct form_view *view = (const struct form_view *)base;

    if (view->form)
        form_page_draw(&view->page, canvas, area, focus);
}

static void form_heading(const struct view *base, struct str *to)
{
    const struct form_view *view = (const struct form_view *)base;

    str_add(to, view->form ? form_title(view->form) : "");
}

static void form_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct form_view *view = (const struct form_view *)base;

    if (view->form && form_changed(view->form))
        str_add(left, _("not saved yet"));
    if (view->page.at < view->page.n)
        str_printf(right, "%zu/%zu", view->page.at + 1, view->page.n);
}

static const char *hint_of(const struct form_field *field)
{
    static const char *const hints[] = {
        [FORM_LINE] = N_("one line"),
        [FORM_LONG] = N_("several lines; or in your editor"),
        [FORM_CHOICE] = N_("the arrows, or the first letters, choose"),
        [FORM_FLAG] = N_("Space ticks it"),
    };

    return field->hint && *field->hint ? field->hint : _(hints[field->kind]);
}

static void form_status(const struct view *base, struct str *to)
{
    const struct form_view *view = (const struct form_view *)base;
    const struct box *box = box_at(view);
    const char *unseen = box ? form_page_unseen(&view->page, view->page.at, base->w) : NULL;

    if (!box)
        str_add(to, view->form ? _("Enter writes it to the file.") : "");
    else if (box->error)
        str_add(to, box->error);
    else
        str_printf(to, "%s: %s", box->field->label, unseen ? unseen : hint_of(box->field));
}

/* --- acts --- */

static void form_type(struct view *base, const char *text, struct effects *effects)
{
    struct form_view *view = (struct form_view *)base;
    struct box *box = box_at(view);

    base->stale = true;
    if (!box || box_type(box, text))
        return;
    if (box->field->kind == FORM_LONG)
        effects_text(effects, EFFECT_COMPLAIN, _("This text is too long to be typed here: it opens in your editor."));
    else if (box->field->kind == FORM_CHOICE)
        effects_text(effects, EFFECT_COMPLAIN, _("No choice begins so; the arrows go through them."));
}

static void page(struct form_view *view, int by)
{
    int rows = view->base.height - 1;

    while (rows > 0 && step(view, by))
        rows -= form_page_rows_of(&view->page, view->page.at, view->base.w);
}

/* Nothing of what was typed may be lost: the shell keeps it. */
static void leave(struct effects *effects)
{
    effects_add(effects, EFFECT_PUT_ASIDE);
}

static void form_act(struct view *base, enum action action, struct effects *effects)
{
    struct form_view *view = (struct form_view *)base;
    struct box *box = box_at(view);

    base->stale = true;
    if (box && box_act(box, action, form_page_value_width(&view->page, base->w)))
        return;
    switch ((int)action) {
    case ACTION_CANCEL:
        leave(effects);
        break;
    case ACTION_SAVE:
        view->saves = true;
        break;
    case ACTION_ACCEPT:
        if (!step(view, 1))
            view->saves = true;
        break;
    case ACTION_FIELD_NEXT:
    case ACTION_ROW_DOWN:
        step(view, 1);
        break;
    case ACTION_FIELD_PREVIOUS:
    case ACTION_ROW_UP:
        step(view, -1);
        break;
    case ACTION_PAGE_DOWN:
    case ACTION_PAGE_UP:
        page(view, action == ACTION_PAGE_DOWN ? 1 : -1);
        break;
    case ACTION_EDITOR:
        if (box && box->field->kind == FORM_LONG)
            effects_text(effects, EFFECT_EDITOR, box->large ? form_text(view->form, box->number) : box_text(box));
        else
            effects_text(effects, EFFECT_COMPLAIN, _("Only long texts open in your editor."));
        break;
    }
}

/* What came back from the person's editor; it may be longer than what is typed here. */
static void form_edited(struct view *base, const char *text)
{
    struct form_view *view = (struct form_view *)base;
    struct box *box = box_at(view);
    struct err err;

    if (!box)
        return;
    box_set(box, text);
    box->fresh = false;
    box->changed = true;
    set_error(box, form_set(view->form, box->number, text, &err) < 0 ? err.text : NULL);
    base->stale = true;
}

static void pack_lent(const struct form_view *view, struct typing *to)
{
    _cleanup_free_ char *name = str_format("%s%s", TYPING_FILE, view->page.v[view->page.at].field->name);

    typing_add(to, name, view->base.lent);
}

static bool form_pack(const struct view *base, struct typing *to)
{
    const struct form_view *view = (const struct form_view *)base;

    if (!view->form ? view->begun.n == 0 : !form_changed(view->form) && !base->lent)
        return false;
    to->argument = mem_string(view->argument);
    to->title = mem_string(view->form ? form_title(view->form) : view->begun.title);
    for (size_t i = 0; !view->form && i < view->begun.n; i++)
        typing_add(to, view->begun.v[i].name, view->begun.v[i].text);
    for (size_t i = 0; i < view->page.n; i++)
        if (view->page.v[i].changed || (base->lent && i == view->page.at))
            typing_add(to, view->page.v[i].field->name, form_text(view->form, view->page.v[i].number));
    if (base->lent)
        pack_lent(view, to);
    return to->n > 0;
}

static void form_unpack(struct view *base, const struct typing *from)
{
    struct form_view *view = (struct form_view *)base;

    view->begun.title = mem_string(from->title);
    for (size_t i = 0; i < from->n; i++)
        typing_add(&view->begun, from->v[i].name, from->v[i].text);
}

/* --- fields by number and by place; the last one saves --- */

static int64_t form_items(const struct view *base, int64_t *ret_selected)
{
    const struct form_view *view = (const struct form_view *)base;

    *ret_selected = view->form ? (int64_t)view->page.at : -1;
    return view->form ? (int64_t)view->page.n + 1 : 0;
}

static int64_t form_item_at(const struct view *base, int y)
{
    const struct form_view *view = (const struct form_view *)base;

    for (size_t i = view->page.top; view->form && i <= view->page.n; i++) {
        int rows = form_page_rows_of(&view->page, i, base->w);
        if (i == view->page.n ? y == 1 : y == 0)
            return (int64_t)i;
        y -= rows;
    }
    return -1;
}

static void form_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    struct form_view *view = (struct form_view *)base;

    base->stale = true;
    if (can_go(view, (size_t)item))
        go(view, (size_t)item);
}

static const struct hint form_hints[] = {
    {ACTION_FIELD_NEXT, ACTION_FIELD_PREVIOUS, N_("field")}, {ACTION_EDITOR, ACTION_NONE, N_("editor")},
    {ACTION_HELP, ACTION_NONE, N_("help")},                  {ACTION_SAVE, ACTION_NONE, N_("save")},
    {ACTION_CANCEL, ACTION_NONE, N_("leave")},               {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_form_ops = {
    .where = IN_FORM,
    .size = sizeof(struct form_view),
    .hints = form_hints,
    .draft = "form",
    .init = form_init,
    .done = form_done,
    .load = form_load,
    .work = form_work,
    .resize = form_resize,
    .draw = form_draw,
    .act = form_act,
    .type = form_type,
    .edited = form_edited,
    .pack = form_pack,
    .unpack = form_unpack,
    .status = form_status,
    .foot = form_foot,
    .heading = form_heading,
    .items = form_items,
    .item_at = form_item_at,
    .select = form_select,
    .extent = form_extent,
};
