/* The draft of a decision: opened, changed by one event at a time, saved with each. */
#include "deciding_inside.h"

#include "known.h"

#include "paletti/app/settings.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

#include <string.h>

void deciding_view_free(struct deciding_view *view)
{
    if (!view)
        return;
    for (int path = 0; path < PATHS; path++)
        free(view->page.paths[path].why);
    model_clear(&model_deciding, &view->answers);
    decide_makes_clear(&view->makes);
    decide_house_clear(&view->house);
    deciding_seen_clear(&view->seen);
    facts_free(view->facts);
    free(view->decision);
    free(view->refused);
    free(view);
}

const struct deciding_page *deciding_page(const struct deciding_view *view)
{
    return &view->page;
}

/* --- the page --- */

static int64_t seconds_of(const struct deciding *answers)
{
    const struct decided_seconds *seconds = answers->seconds.v;
    int64_t all = 0;

    for (size_t i = 0; i < answers->seconds.n; i++)
        all += seconds[i].seconds;
    return all;
}

static size_t list_missing(const struct deciding *answers, struct deciding_view *view)
{
    size_t n = 0;

    while (n < ARRAY_LEN(view->missing)) {
        view->missing[n] = decide_missing(answers, &view->seen.seen, &view->house, n);
        if (view->missing[n] == PLAN_NOTHING)
            break;
        n++;
    }
    return n;
}

void deciding_page_make(struct deciding_view *view)
{
    const struct deciding *answers = &view->answers;
    const struct decide_seen *seen = &view->seen.seen;
    const struct decide_house *house = &view->house;
    struct deciding_page *page = &view->page;

    page->answers = answers;
    page->seen = seen;
    page->house = house;
    page->facts = view->facts;
    page->client_ref = answers->client;
    page->client_id = facts_of(view->facts)->client_id;
    page->name = seen->name;
    page->tally = decide_tally(answers);
    page->lane = decide_lane(answers, seen, house);
    page->accord = decide_accord(answers);
    page->reveals = decide_reveals(answers);
    page->trouble = decide_trouble_of(answers, seen);
    page->path = answers->path != PATH_NONE ? (enum decide_path)answers->path
                                            : decide_path_default(answers, seen, house);
    for (int path = PATH_KEEP; path < PATHS; path++) {
        free(page->paths[path].why);
        page->paths[path].why = NULL;
        page->paths[path].open = decide_path_open(answers, seen, house, path, &page->paths[path].why);
    }
    page->missing = view->missing;
    page->n_missing = list_missing(answers, view);
    page->sleep_marked = decide_sleep_marked(answers, seen, house);
    page->review_on = decide_review_on(answers, seen, house);
    decide_makes_clear(&view->makes);
    decide_make(answers, seen, house, &view->makes);
    page->makes = &view->makes;
    page->seconds = seconds_of(answers);
    page->saved_at = answers->at;
    page->decision = view->decision;
    page->refused = view->refused;
}

/* --- loading --- */

/* The seen and the plan anew, for VIEW's answers. 0; 1: the client is gone. */
static int look(struct app *app, struct store *store, struct deciding_view *view, struct err *err)
{
    struct deciding_seen seen;
    int r = deciding_seen_load(app, store, view->answers.client, facts_of(view->facts), &seen, err);

    if (r != 0)
        return r;
    deciding_seen_clear(&view->seen);
    view->seen = seen;
    view->seen.seen.name = view->seen.client.name;
    view->seen.seen.causes = &view->seen.causes;
    deciding_facts_take(view->facts, &view->answers);
    if (deciding_plan_take(app, store, &view->seen, &view->answers, err) < 0)
        return -1;
    return deciding_seen_answers(app, store, &view->answers, &view->seen, err);
}

struct draft {
    struct deciding *answers;
    struct err *err;
};

static int take_draft(void *ctx, const struct deciding_row *row)
{
    const struct draft *draft = ctx;
    const struct model *model;
    void *record;

    if (record_read_stored(row->answers, strlen(row->answers), &model, &record, draft->err) < 0)
        return -1;
    memcpy(draft->answers, record, sizeof *draft->answers);
    free(record);
    draft->answers->first_at = row->first_at;
    return 0;
}

static struct deciding_view *view_new(struct app *app)
{
    struct deciding_view *view = mem_zero(1, sizeof *view);

    model_init(&model_deciding, &view->answers);
    deciding_house_load(app, &view->house, &view->refused);
    return view;
}

static void draft_new(struct deciding_view *view, const struct client *client)
{
    _cleanup_free_ char *ref = hash_new_ref("deciding");

    model_clear(&model_deciding, &view->answers);
    deciding_init(&view->answers, ref, client->ref, client->member_of);
}

/* A draft that is there is asked about: to go on, or to begin anew. */
static void ask_resume(struct deciding *answers)
{
    answers->page =
        answers->state == DECIDE_PARKED || answers->state == DECIDE_COOLING ? answers->page : answers->state;
    answers->state = DECIDE_RESUME;
}

/* --- members of a group --- */

struct members {
    const char *group;
    int (*fn)(void *ctx, const char *ref, const char *name);
    void *ctx;
};

static int tell_member(void *ctx, const void *record)
{
    const struct members *members = ctx;
    const struct client *client = record;

    if (!str_equal(client->member_of, members->group) || client->state == CLIENT_LEFT)
        return 0;
    return members->fn(members->ctx, client->ref, client->name);
}

int deciding_members(struct app *app, const char *client,
                     int (*fn)(void *ctx, const char *ref, const char *name), void *ctx, struct err *err)
{
    struct members members = {client, fn, ctx};
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    return store_each(store, &model_client, NULL, tell_member, &members, err);
}

static int is_one(_unused_ void *ctx, _unused_ const char *ref, _unused_ const char *name)
{
    return 1;
}

/* Who it can be about: 0, DECIDING_PROSPECT, DECIDING_GROUP. */
static int whom(struct app *app, const struct client *client, struct err *err)
{
    if (client->state == CLIENT_PROSPECT)
        return DECIDING_PROSPECT;
    int r = deciding_members(app, client->ref, is_one, NULL, err);
    return r > 0 ? DECIDING_GROUP : r;
}

/* --- beginning --- */

static bool wants_ask_first(struct app *app, bool asked)
{
    return asked || str_equal(app_choice(app, "ask_first"), "on");
}

static int load_facts(struct app *app, struct store *store, const char *ref, bool group, struct client *ret,
                      struct facts **ret_facts, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    int r = store_get(store, &model_client, ref, ret, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is no client \"%s\""), ref);
    r = whom(app, ret, err);
    if (r == 0 || (group && r == DECIDING_GROUP))
        r = known_find(store, ref, &known, err);
    if (r == 0)
        r = facts_whole(app, known.row.id, ret_facts, err);
    if (r != 0)
        model_clear(&model_client, ret);
    return r;
}

static int open_draft(struct app *app, const char *client, bool group, struct deciding_view **ret,
                      struct err *err)
{
    _cleanup_(deciding_view_free_p)
    struct deciding_view *view = NULL;
    struct store *store;
    struct client record;
    struct facts *facts;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    int r = load_facts(app, store, client, group, &record, &facts, err);
    if (r != 0)
        return r;
    view = view_new(app);
    view->facts = facts;
    struct draft draft = {&view->answers, err};
    r = deciding_of(store, client, take_draft, &draft, err);
    if (r == 1)
        draft_new(view, &record);
    model_clear(&model_client, &record);
    if (r < 0 || look(app, store, view, err) < 0)
        return -1;
    *ret = MEM_TAKE(view);
    return r == 0 ? DECIDING_HAS_DRAFT : 0;
}

int deciding_open(struct app *app, const char *client, struct deciding_view **ret, struct err *err)
{
    return open_draft(app, client, false, ret, err);
}

int deciding_open_group(struct app *app, const char *client, struct deciding_view **ret, struct err *err)
{
    return open_draft(app, client, true, ret, err);
}

int deciding_begin(struct app *app, const char *client, bool ask_first, struct deciding_view **ret,
                   struct err *err)
{
    _cleanup_(deciding_view_free_p)
    struct deciding_view *view = NULL;
    struct decide_event begin = {.kind = DECIDING_BEGIN, .number = wants_ask_first(app, ask_first)};
    int r = deciding_open(app, client, &view, err);

    if (r != 0 && r != DECIDING_HAS_DRAFT)
        return r;
    if (r == DECIDING_HAS_DRAFT)
        ask_resume(&view->answers);
    deciding_page_make(view);
    if (r == 0 && deciding_event(app, view, &begin, NULL, err) != 0)
        return -1;
    *ret = MEM_TAKE(view);
    return r;
}

/* --- saving --- */

int deciding_write(struct store *store, const struct deciding *answers, enum deciding_kept kept,
                   const char *decision, struct err *err)
{
    _cleanup_str_ struct str line = STR_INIT;
    bool answered = answers->first_answer >= 0;

    record_write(&line, &model_deciding, answers);
    struct deciding_row row = {
        .ref = answers->ref,
        .client = answers->client,
        .kept = kept,
        .step = decide_state_names[answers->state],
        .path = decide_path_names[answers->path],
        .revision = answers->revision,
        .saved_at = answers->at,
        .wakes = answers->wakes,
        .later_until = answers->later_until,
        .first_answer = answered ? decide_answer_names[answers->first_answer] : NULL,
        .first_at = answered ? answers->first_at : INSTANT_NONE,
        .decision = decision,
        .answers = str_text(&line),
    };
    return deciding_put(store, &row, err);
}

static int say_elsewhere(struct err *err)
{
    return err_set(err, _("this decision went on in another window: open it again"));
}

int deciding_save(struct app *app, const struct deciding *answers, enum deciding_kept kept, struct err *err)
{
    struct store *store;

    if (app_begin_write(app, &store, err) < 0)
        return -1;
    int r = deciding_write(store, answers, kept, NULL, err);
    if (r == 0)
        r = store_commit(store, err);
    if (r != 0)
        store_rollback(store);
    app_end_write(app);
    return r == 1 ? say_elsewhere(err) : r;
}

/* --- events --- */

/* The old draft is kept as abandoned; the new one remembers how often it was put off. */
static int begin_anew(struct app *app, struct deciding_view *view, const struct deciding *abandoned,
                      bool ask_first, struct err *err)
{
    struct decide_event begin = {.kind = DECIDING_BEGIN, .number = ask_first};
    int64_t laters = abandoned->laters;

    if (deciding_save(app, abandoned, KEPT_ABANDONED, err) < 0)
        return -1;
    draft_new(view, &view->seen.client);
    view->answers.laters = laters;
    deciding_facts_take(view->facts, &view->answers);
    return deciding_event(app, view, &begin, NULL, err);
}

/* Who only looked has nothing to come back to. */
static bool only_looked(const struct deciding *answers)
{
    const struct decided_fact *facts = answers->facts.v;

    if (answers->state != DECIDE_PARKED || answers->first_answer >= 0 || answers->laters > 0)
        return false;
    for (size_t i = 0; i < answers->facts.n; i++)
        if (facts[i].rating >= 0 || facts[i].left_out || facts[i].reason)
            return false;
    return true;
}

/* What happened stands in AFTER: it becomes what the page shows once it is on disk. */
static int keep(struct app *app, struct deciding_view *view, struct deciding *after, bool ask_first,
                unsigned *ret_changes, struct err *err)
{
    if (after->state == DECIDE_ABANDONED)
        return begin_anew(app, view, after, ask_first, err);
    if (after->state == DECIDE_COMMITTED) {
        char *decision;
        int r = deciding_commit(app, view, after, false, &decision, ret_changes, err);
        if (r != 0)
            return r == 1 ? say_elsewhere(err) : -1;
        free(view->decision);
        view->decision = decision;
        return DECIDING_COMMITTED;
    }
    int r = deciding_save(app, after, only_looked(after) ? KEPT_ABANDONED : KEPT_OPEN, err);
    if (r == 0 && ret_changes && after->state > DECIDE_CHECK)
        *ret_changes |= CHANGE_DECISIONS;
    return r;
}

/* Path and plan change what is open and what is to be settled. */
static int look_again(struct app *app, struct deciding_view *view, struct err *err)
{
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    if (deciding_plan_take(app, store, &view->seen, &view->answers, err) < 0)
        return -1;
    return deciding_seen_answers(app, store, &view->answers, &view->seen, err);
}

static bool moves_plan(enum decide_event_kind kind)
{
    return kind == DECIDING_NEXT || kind == DECIDING_SET || kind == DECIDING_PATH;
}

static bool has_plan(const struct deciding *answers)
{
    return answers->state >= DECIDE_PATH && answers->state <= DECIDE_CHECK;
}

/* Before it is confirmed the facts are looked at anew; those that moved come before the person, and then
 * Check again. */
static int facts_moved(struct app *app, struct deciding_view *view, struct err *err)
{
    static const struct decide_event park = {.kind = DECIDING_PARK}, resume = {.kind = DECIDING_RESUME};
    int64_t known = view->answers.new_facts;

    if (deciding_refresh(app, view, err) < 0)
        return -1;
    if (view->answers.new_facts <= known)
        return 0;
    if (deciding_event(app, view, &park, NULL, err) < 0 || deciding_event(app, view, &resume, NULL, err) < 0)
        return -1;
    return DECIDING_MOVED;
}

int deciding_event(struct app *app, struct deciding_view *view, const struct decide_event *event,
                   unsigned *ret_changes, struct err *err)
{
    struct deciding after;

    view->seen.seen.now = app_now(app);
    int moved = event->kind == DECIDING_COMMIT ? facts_moved(app, view, err) : 0;
    if (moved != 0)
        return moved;
    model_copy(&model_deciding, &view->answers, &after);
    int r = decide_apply(&after, &view->seen.seen, &view->house, event, err);
    if (r == DECIDE_DONE)
        r = keep(app, view, &after, event->kind == DECIDING_BEGIN && event->number, ret_changes, err);
    if (r == 0 && after.state == DECIDE_ABANDONED) {
        model_clear(&model_deciding, &after);
        return 0;
    }
    if (r == 0 || r == DECIDING_COMMITTED) {
        model_clear(&model_deciding, &view->answers);
        view->answers = after;
        if (r == 0 && has_plan(&view->answers) && moves_plan(event->kind) && look_again(app, view, err) < 0)
            r = -1;
        deciding_page_make(view);
    } else {
        model_clear(&model_deciding, &after);
    }
    return r;
}

int deciding_refresh(struct app *app, struct deciding_view *view, struct err *err)
{
    struct store *store;
    struct facts *facts;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    int r = facts_whole(app, view->page.client_id, &facts, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("the client is gone"));
    facts_free(view->facts);
    view->facts = facts;
    r = look(app, store, view, err);
    if (r > 0)
        r = err_set(err, _("the client is gone"));
    deciding_page_make(view);
    return r;
}
