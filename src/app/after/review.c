/* One decision looked back at: what was, what is, and what is answered now. */
#include "after_inside.h"
#include "known.h"
#include "writing.h"

#include "paletti/app/blur.h"
#include "paletti/app/facts.h"
#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/records.h"

#include <stdio.h>

void review_page_clear(struct review_page *page)
{
    for (size_t i = 0; i < page->n; i++) {
        free(page->v[i].then);
        free(page->v[i].now);
    }
    free(page->v);
    free(page->decision);
    free(page->client);
    free(page->name);
    free(page->expect);
    free(page->went_wrong);
    texts_clear(&page->why);
    if (page->given)
        model_clear(&model_review, &page->last);
    *page = (struct review_page){0};
}

/* --- then and now --- */

bool figure_then(const struct client_facts *of, enum figure figure, const struct decided_number *number,
                 struct str *to)
{
    bool counted = figure == FIGURE_ON_TIME || figure == FIGURE_COMPLAINTS || figure == FIGURE_FITS;
    size_t begun = to->len;
    long long part, whole;

    bool exact = number->value && sscanf(number->value, "%lld/%lld", &part, &whole) == 2 && whole > 0;
    if (exact && counted)
        str_printf(to, _("%lld of %lld"), part, whole);
    else if (exact)
        words_figure_value(of, figure, (struct ratio){part, whole}, to);
    else if (number->shown)
        str_add(to, number->shown);
    return to->len > begun;
}

static void add_then(const struct client_facts *now, const struct decision *decision, enum figure figure,
                     struct str *to)
{
    const struct decided_fact *facts = decision->answers.facts.v;

    for (size_t i = 0; i < decision->answers.facts.n; i++) {
        const struct decided_number *numbers = facts[i].numbers.v;
        for (size_t k = 0; k < facts[i].numbers.n; k++)
            if (str_equal(numbers[k].what, figure_kinds[figure].name))
                figure_then(now, figure, &numbers[k], to);
    }
}

static char *take(struct str *text)
{
    return text->len > 0 ? str_take(text) : NULL;
}

static void add_figure(struct review_page *page, const struct decision *decision,
                       const struct client_facts *now, enum figure figure)
{
    _cleanup_str_ struct str then = STR_INIT, is = STR_INIT;

    add_then(now, decision, figure, &then);
    if (ratio_known(now->figures[figure].value))
        words_figure_value(now, figure, now->figures[figure].value, &is);
    if (then.len == 0 && is.len == 0)
        return;
    MEM_GROW(page->v, page->n, page->cap);
    page->v[page->n++] = (struct review_fact){words_figure(figure), take(&then), take(&is)};
}

static int64_t days_since(struct app *app, int64_t at)
{
    const struct zone *zone = app_zone(app);

    return at == INSTANT_NONE ? -1 : days_at(zone, app_now(app)) - days_at(zone, at);
}

static int add_facts(struct app *app, const struct force *force, struct review_page *page, struct err *err)
{
    _cleanup_(facts_free_p)
    struct facts *facts = NULL;
    int r = force->client_id ? facts_new(app, force->client_id, &facts, err) : 1;

    page->sign_days = page->no_days = -1;
    if (r != 0)
        return r < 0 ? -1 : 0;
    const struct client_facts *now = facts_of(facts);
    for (int figure = 0; figure < FIGURES_N; figure++)
        add_figure(page, &force->decision, now, (enum figure)figure);
    page->sign_days = days_since(app, now->first_sign);
    page->no_days = days_since(app, now->first_no);
    return 0;
}

/* --- why --- */

struct asking {
    struct app *app;
    struct review_page *page;
};

static int add_why(void *ctx, const struct review_due *due)
{
    const struct asking *asking = ctx;
    _cleanup_str_ struct str text = STR_INIT;

    if (!str_equal(due->decision->ref, asking->page->decision))
        return 0;
    words_review_due(asking->app, &text, due);
    texts_add(&asking->page->why, str_text(&text));
    return 0;
}

static void fill(struct app *app, struct force *force, struct review_page *page)
{
    const struct deciding *answers = &force->decision.answers;

    page->decision = mem_string(force->decision.ref);
    page->client = mem_string(force->client);
    page->name = mem_string(app_blur_client(app, force->client_id, force->name));
    page->client_id = force->client_id;
    page->at = force->decision.at;
    page->path = answers->path;
    page->exit = answers->path == PATH_NOTICE || answers->path == PATH_TODAY;
    page->expect = mem_string(app_blur_text(app, answers->expect));
    page->went_wrong = mem_string(app_blur_text(app, answers->went_wrong));
    page->sure = answers->sure;
    page->given = force->last.ref != NULL;
    if (page->given)
        model_copy(&model_review, &force->last, &page->last);
}

int review_look(struct app *app, const char *decision, struct review_page *ret, struct err *err)
{
    _cleanup_force_ struct force force = {0};
    struct review_page page = {0};
    struct asking asking = {app, &page};
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || force_get(app, store, decision, &force, err) < 0)
        return -1;
    fill(app, &force, &page);
    if (add_facts(app, &force, &page, err) < 0 || view_reviews(app, page.client, add_why, &asking, err) < 0) {
        review_page_clear(&page);
        return -1;
    }
    *ret = page;
    return 0;
}

/* --- which --- */

static int keep_ref(void *ctx, const struct force_row *row)
{
    *(char **)ctx = mem_string(row->ref);
    return 1;
}

int review_find(struct app *app, const char *text, char **ret, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    struct decision decision;
    struct store *store;
    char *ref = NULL;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    int r = store_get(store, &model_decision, text, &decision, err);
    if (r == 0) {
        *ret = mem_string(decision.ref);
        decision_clear(&decision);
        return 0;
    }
    if (r < 0 || known_find(store, text, &known, err) < 0 ||
        decisions_in_force(store, known.ref, keep_ref, &ref, err) < 0)
        return -1;
    if (!ref)
        return err_set(err, _("nothing was decided about %s yet"), known.name);
    *ret = ref;
    return 0;
}

/* --- saving --- */

static int check(const struct review *review, bool exit, struct err *err)
{
    if (review->again < 0)
        return err_set(err, _("would you do it again? answer that first: yes or no"));
    if (review->process < 0 || review->process > 5 || review->result < 0 || review->result > 5)
        return err_set(err, _("how it was decided and how it went are marked from 1 to 5"));
    if (review->relief != RELIEF_NONE && !exit)
        return err_set(err, _("relief is asked after an end alone"));
    if (review->relief != RELIEF_NONE && (review->relief < RELIEF_MIN || review->relief > RELIEF_MAX))
        return err_set(err, _("relief is marked from -2 to 2"));
    return 0;
}

int review_save(struct app *app, const struct request *request, const char *decision,
                const struct review *review, char **ret_ref, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_force_ struct force force = {0};
    struct review record;
    struct store *store;
    enum put put;

    if (app_need_file(app, &store, err) < 0 || force_get(app, store, decision, &force, err) < 0 ||
        check(review, force.decision.last_day != DAY_NONE, err) < 0)
        return -1;
    model_copy(&model_review, review, &record);
    free(record.ref);
    free(record.client);
    free(record.decision);
    record.ref = hash_new_ref("review");
    record.client = mem_string(force.client);
    record.decision = mem_string(decision);
    record.on = days_at(app_zone(app), app_now(app));
    int r = writing_begin(app, request, &writing, err);
    if (r == 0)
        r = writing_put(&writing, &model_review, &record, 0, &put, err);
    if (r == 0)
        r = writing_commit(&writing, err);
    if (r == 0 && ret_ref)
        *ret_ref = mem_string(record.ref);
    model_clear(&model_review, &record);
    *ret_changes = writing.changes | CHANGE_CLIENTS;
    return r;
}
