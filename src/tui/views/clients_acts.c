/* Acts on the clients: what needs refs, entries or everybody is done when the view loads. */
#include "clients_state.h"
#include "removing.h"
#include "sequence_view.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* The open question among some lines of a log. */
struct question {
    char *ref; /* owned, or NULL */
    int64_t last;
    int seen;
};

static int find_question(void *ctx, const struct log_line *line)
{
    struct question *question = ctx;

    question->last = line->id;
    question->seen++;
    if (!question->ref && (line->question == QUESTION_WAITING || line->question == QUESTION_OVERDUE))
        question->ref = mem_string(line->ref);
    return question->ref != NULL;
}

/* Looks for the client's open question from the newest entry on, and opens its explanation. */
static int explain(struct clients_view *view, struct effects *effects, struct err *err)
{
    enum { PAGE = 50 };
    struct question question = {.last = INT64_MAX};
    int r;

    do {
        question.seen = 0;
        r = view_log(view->base.scene->app, view->chosen, NULL, question.last, false, PAGE, find_question,
                     &question, err);
    } while (r >= 0 && !question.ref && question.seen == PAGE);
    if (question.ref)
        effects_open(effects, &view_explain_ops, question.ref);
    free(question.ref);
    return r < 0 ? r : 0;
}

/* --- marks, and acts on what is marked --- */

static int load_marks(struct clients_view *view, struct effects *effects, struct err *err)
{
    enum marking marking = view->marking;
    int r = 0;

    view->marking = MARKING_NOTHING;
    if (view->mark_those) {
        r = client_marks_fitting(&view->marks, view->base.scene->app, view->mark_those, err);
        filter_free(MEM_TAKE(view->mark_those));
    } else if (marking != MARKING_NOTHING) {
        r = !client_marks_apply(&view->marks, marking, view->rows, view->n, view->list.selected);
    }
    if (r > 0) {
        marks_clear(&view->marks);
        effects_text(effects, EFFECT_COMPLAIN, marks_refusal());
    }
    return r < 0 ? -1 : 0;
}

struct removal {
    struct texts refs;
    char *name; /* of the first one */
};

static int add_removed(void *ctx, const char *ref, const char *name)
{
    struct removal *removal = ctx;

    texts_add(&removal->refs, ref);
    if (!removal->name)
        removal->name = mem_string(name);
    return 0;
}

static int load_removal(struct clients_view *view, struct effects *effects, struct err *err)
{
    const struct client_row *row = clients_selected(view);
    bool many = view->base.many;
    struct app *app = view->base.scene->app;
    struct removal removal = {0};
    int r = 0;

    view->removes = false;
    if (!many && !row)
        return 0;
    for (size_t i = 0; i < (many ? view->marks.n : 1) && r >= 0; i++)
        r = view_client(app, many ? view->marks.v[i] : row->id, add_removed, &removal, err);
    if (r >= 0 && removal.refs.n > 0)
        r = removing_clients(app, (const char *const *)removal.refs.v, removal.refs.n, removal.name, many, effects, err);
    texts_clear(&removal.refs);
    free(removal.name);
    return r < 0 ? -1 : 0;
}

/* "later a,b". */
static int add_listed(void *ctx, const char *ref, const char *name _unused_)
{
    struct str *line = ctx;

    str_printf(line, "%s%s", line->len > 0 ? "," : "later ", ref);
    return 0;
}

/* Until when is typed behind it. */
static int load_later(struct clients_view *view, struct effects *effects, struct err *err)
{
    _cleanup_str_ struct str line = STR_INIT;
    const struct client_row *row = clients_selected(view);
    bool many = view->base.many;
    int r = 0;

    view->puts_off = false;
    if (!many && !row)
        return 0;
    for (size_t i = 0; i < (many ? view->marks.n : 1) && r >= 0; i++)
        r = view_client(view->base.scene->app, many ? view->marks.v[i] : row->id, add_listed, &line, err);
    str_add_char(&line, ' ');
    if (r >= 0 && many)
        marks_clear(&view->marks);
    if (r >= 0)
        effects_open(effects, &view_command_ops, str_text(&line));
    return r < 0 ? -1 : 0;
}

static int add_ref(void *ctx, const char *ref, const char *name _unused_)
{
    texts_add(ctx, ref);
    return 0;
}

/* To those that are marked; else the one that is under way. */
static int load_farewell(struct clients_view *view, struct effects *effects, struct err *err)
{
    struct texts refs = {0};
    size_t n = view->base.many ? view->marks.n : 0;
    int r = 0;

    view->says_farewell = false;
    for (size_t i = 0; i < n && r >= 0; i++)
        r = view_client(view->base.scene->app, view->marks.v[i], add_ref, &refs, err);
    _cleanup_free_ char *argument = refs.n > 0 ? sequence_new_argument(&refs) : sequence_argument(NULL);
    if (r >= 0)
        effects_open(effects, &view_sequence_ops, argument);
    texts_clear(&refs);
    return r < 0 ? -1 : 0;
}

int clients_load_acts(struct clients_view *view, struct effects *effects, struct err *err)
{
    int r = load_marks(view, effects, err);

    if (r >= 0 && view->puts_off)
        r = load_later(view, effects, err);
    if (r >= 0 && view->says_farewell)
        r = load_farewell(view, effects, err);
    if (r >= 0 && view->removes)
        r = load_removal(view, effects, err);
    if (r >= 0 && view->explains)
        r = explain(view, effects, err);
    view->explains = false;
    return r;
}

void clients_sentence(const struct clients_view *view, const struct client_row *row, struct str *to)
{
    const struct scene *scene = view->base.scene;
    const char *name = clients_name(view, row);
    _cleanup_str_ struct str when = STR_INIT, ago = STR_INIT;

    if (row->question == QUESTION_WAITING) {
        stamp_due(scene, &when, row->due, true);
        str_printf(to, _("%s waits for your answer; on time until %s."), name, str_text(&when));
    } else if (row->question == QUESTION_OVERDUE) {
        stamp_full(scene, &when, row->due);
        stamp_ago(scene, &ago, row->due);
        str_printf(to, _("%s still waits: it was due %s, %s ago."), name, str_text(&when),
                   str_text(&ago));
    } else {
        str_printf(to, _("%s waits for nothing."), name);
    }
    if (row->later != INSTANT_NONE) {
        str_clear(&when);
        stamp_full(scene, &when, row->later);
        str_printf(to, _(" Later: you put it off until %s."), str_text(&when));
    }
    if (row->invoice_overdue)
        str_add(to, _(" An invoice is overdue."));
    if (row->client_breaches + row->my_breaches > 0)
        str_printf(to, _(" Lines crossed: they %lld, you %lld."), (long long)row->client_breaches,
                   (long long)row->my_breaches);
}

void clients_copy(struct clients_view *view, bool many, struct effects *effects)
{
    _cleanup_str_ struct str text = STR_INIT;

    for (size_t i = 0; i < view->n; i++) {
        bool meant = many ? marks_have(&view->marks, view->rows[i].id) : (int64_t)i == view->list.selected;
        if (!meant)
            continue;
        if (text.len > 0)
            str_add_char(&text, '\n');
        clients_sentence(view, &view->rows[i], &text);
    }
    effects_text(effects, EFFECT_COPY, str_text(&text));
}

bool clients_marked(const struct clients_view *view, int64_t row)
{
    int64_t from = view->marks.from ? client_rows_find(view->rows, view->n, view->marks.from) : -1;
    int64_t to = view->list.selected;
    bool inside = from >= 0 && row >= (from < to ? from : to) && row <= (from < to ? to : from);

    return inside || marks_have(&view->marks, view->rows[row].id);
}
