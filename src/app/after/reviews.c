/* Which decisions ask for a look, and why in a sentence. */
#include "after_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"

#include <string.h>

struct gathering {
    struct app *app;
    struct store *store;
    struct wires *wires;
    int32_t today;
    int (*fn)(void *ctx, const struct review_due *due);
    void *ctx;
    struct err *err;
    struct review_due *v; /* of one decision */
    size_t n, cap;
};

/* --- gathering --- */

/* The dates of a second chance are those of its terms, which are judged. */
static bool of_terms(const struct review_due *due)
{
    return decision_path(due->decision) == PATH_CHANCE &&
           (str_equal(due->code, "condition") || str_equal(due->code, "date"));
}

static int keep(void *ctx, const struct review_due *due)
{
    struct gathering *gathering = ctx;

    if (of_terms(due))
        return 0;
    MEM_GROW(gathering->v, gathering->n, gathering->cap);
    gathering->v[gathering->n++] = *due;
    return 0;
}

/* What is to be said of a chance now, and since when; NULL: nothing. */
static const char *chance_code(const struct chance_page *page, int32_t today, int32_t *ret_on)
{
    static const char *const codes[] = {NULL, "chance_kept", "chance_broken",
                                        "chance_ask"}; /* by enum term_state */
    const char *code = page->judged ? NULL : codes[page->state];

    *ret_on = today;
    for (size_t i = 0; !page->judged && i < page->n; i++) {
        if (page->v[i].until == DAY_NONE || page->v[i].until > today)
            continue;
        if (page->state != TERM_OPEN && page->v[i].until < *ret_on)
            *ret_on = page->v[i].until;
        if (!code && page->v[i].until == today)
            code = "chance_date";
    }
    return code;
}

static int look_at_chance(struct gathering *gathering, const struct force *force)
{
    _cleanup_chance_ struct chance_page page = {0};
    struct review_due due = {&force->decision, force->client_id, force->client, force->name, NULL, 0,
                             DAY_NONE};

    if (decision_path(&force->decision) != PATH_CHANCE)
        return 0;
    if (chance_look(gathering->app, force->decision.ref, &page, gathering->err) < 0)
        return -1;
    due.code = chance_code(&page, gathering->today, &due.on);
    if (due.code) {
        MEM_GROW(gathering->v, gathering->n, gathering->cap);
        gathering->v[gathering->n++] = due;
    }
    return 0;
}

static int by_day(const void *a, const void *b)
{
    const struct review_due *x = a, *y = b;

    return x->on != y->on ? (x->on > y->on) - (x->on < y->on) : strcmp(x->code, y->code);
}

static int look_at(void *ctx, const struct force *force)
{
    struct gathering *gathering = ctx;
    int r = 0;

    gathering->n = 0;
    if (look_at_chance(gathering, force) < 0 ||
        wires_look(gathering->wires, force, keep, gathering, gathering->err) < 0)
        return -1;
    if (gathering->n > 1)
        qsort(gathering->v, gathering->n, sizeof *gathering->v, by_day);
    for (size_t i = 0; i < gathering->n && r == 0; i++) {
        gathering->v[i].name = app_blur_client(gathering->app, force->client_id, force->name);
        r = gathering->fn(gathering->ctx, &gathering->v[i]);
    }
    return r;
}

int view_reviews(struct app *app, const char *client, int (*fn)(void *ctx, const struct review_due *due),
                 void *ctx, struct err *err)
{
    _cleanup_(wires_free_p)
    struct wires *wires = NULL;
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r != 0)
        return r == APP_NO_FILE ? 0 : r;
    wires = wires_new(app, store, client, err);
    if (!wires)
        return -1;
    struct gathering gathering = {.app = app,
                                  .store = store,
                                  .wires = wires,
                                  .today = days_at(app_zone(app), app_now(app)),
                                  .fn = fn,
                                  .ctx = ctx,
                                  .err = err};
    r = force_each(app, store, client, look_at, &gathering, err);
    free(gathering.v);
    return r;
}

/* --- in words --- */

/* What a sentence is filled with. */
enum filled { NOTHING, THE_DAY, THE_NUMBER, THE_PERCENT, SINCE_THE_END };

static const struct sentence {
    const char *code;
    enum filled with;
    const char *text;
} sentences[] = {
    {"date", THE_DAY, N_("You wanted to look at it again on %s.")},
    {"relief", SINCE_THE_END, N_("The end is %s days ago: is it a relief?")},
    {"again", SINCE_THE_END, N_("The end is %s days ago: would you do it again?")},
    {"result", SINCE_THE_END, N_("The end is %s days ago: how did it turn out?")},
    {"condition", THE_DAY, N_("The last term of the second chance ended on %s.")},
    {"chance_broken", NOTHING, N_("A term of the second chance was not kept.")},
    {"chance_kept", NOTHING, N_("All terms of the second chance were kept.")},
    {"chance_ask", NOTHING, N_("The second chance is over: answer what only you know.")},
    {"chance_date", NOTHING, N_("The day of a term of the second chance is today.")},
    {"rule_broken", THE_NUMBER, N_("Lines of one kind crossed since you reminded them: %s.")},
    {"ladder_end", THE_DAY, N_("An invoice is past the last step of the ladder since %s.")},
    {"promise_broken", THE_DAY, N_("A promise to pay is broken since %s.")},
    {"hour_half", THE_NUMBER, N_("An hour with them earned less than half of your rate for %s days.")},
    {"share", THE_PERCENT, N_("Their share of your income grew to %s percent.")},
    {"closeness", THE_NUMBER, N_("Personal moments lately: %s.")},
    {"contract_renews", THE_NUMBER, N_("Their contract ends within %s days.")},
    {"back_again", THE_DAY, N_("They wrote again on %s.")},
    {"refund_pending", THE_NUMBER, N_("What goes back to them is open for %s working days.")},
    {"fact_changed", THE_DAY, N_("An entry that you decided on was changed or removed on %s.")},
};

static void add_value(struct app *app, struct str *to, enum filled with, const struct review_due *due)
{
    if (with == THE_DAY)
        words_day(app, to, due->on);
    else if (with == SINCE_THE_END)
        str_printf(to, "%lld", (long long)(days_at(app_zone(app), app_now(app)) - due->decision->last_day));
    else
        str_printf(to, "%lld", (long long)(with == THE_PERCENT ? due->n / 10 : due->n));
}

/* The sentence, its "%s" filled. */
static void say(struct app *app, struct str *to, const struct sentence *sentence,
                const struct review_due *due)
{
    const char *text = _(sentence->text), *place = strstr(text, "%s");

    str_add_n(to, text, place ? (size_t)(place - text) : strlen(text));
    if (!place)
        return;
    add_value(app, to, sentence->with, due);
    str_add(to, place + strlen("%s"));
}

void words_review_due(struct app *app, struct str *to, const struct review_due *due)
{
    for (size_t i = 0; i < ARRAY_LEN(sentences); i++)
        if (str_equal(sentences[i].code, due->code))
            say(app, to, &sentences[i], due);
}
