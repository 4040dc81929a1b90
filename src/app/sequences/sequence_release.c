/* A letter of a sequence, confirmed for all of them at once. */
#include "sequence_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

void sequence_ready_clear(struct sequence_ready *ready)
{
    for (size_t i = 0; i < ready->n; i++)
        outbox_prepared_clear(&ready->v[i].prepared);
    free(ready->v);
    sequence_page_clear(&ready->page);
    *ready = (struct sequence_ready){0};
}

static int check_letter(const struct sequence_page *page, int n, struct err *err)
{
    const char *name = page->sequence.name;

    if (page->sequence.state == SEQUENCE_ENDED)
        return err_set(err, _("the sequence \"%s\" has ended"), name);
    if (n < 0)
        return err_set(err, _("every letter of the sequence \"%s\" is out"), name);
    if ((size_t)n >= page->sequence.texts.n)
        return err_set(err, _("the sequence \"%s\" has no such letter"), name);
    if (page->texts[n].to_get == 0)
        return err_set(err, _("there is nobody left to send that letter to"));
    for (size_t i = 0; i < page->n; i++)
        if (!page->v[i].bars && page->v[i].letters[n] == SEQUENCE_NOT_WRITTEN)
            return err_set(err, _("%s: the letter is not written yet; paletti sequence \"%s\" --draft writes it"), page->v[i].name,
                           name);
    return 0;
}

static int prepare_one(struct app *app, const struct request *request, struct sequence_ready *ready,
                       const struct sequence_member *member, struct err *err)
{
    const struct sequence_text *text = (const struct sequence_text *)ready->page.sequence.texts.v + ready->letter;
    struct outbox_plan plan = OUTBOX_PLAN_INIT;
    struct sequence_one *one = &ready->v[ready->n];

    plan.draft = member->drafts[ready->letter];
    plan.sequence = ready->page.sequence.ref;
    if (text->on > ready->page.today)
        plan.not_before = zone_day_start(app_zone(app), text->on);
    if (outbox_prepare(app, request, &plan, &one->prepared, err) < 0)
        return err_prefix(err, "%s", member->name);
    one->member = member;
    ready->n++;
    return 0;
}

int sequence_prepare(struct app *app, const struct request *request, const char *name, int n, struct sequence_ready *ret,
                     struct err *err)
{
    _cleanup_sequence_ready_ struct sequence_ready ready = {0};

    if (app_sequence(app, name, &ready.page, err) < 0)
        return -1;
    ready.letter = n < 0 ? ready.page.next : n;
    if (check_letter(&ready.page, ready.letter, err) < 0)
        return -1;
    ready.v = mem_zero(ready.page.n, sizeof *ready.v);
    for (size_t i = 0; i < ready.page.n; i++) {
        const struct sequence_member *member = &ready.page.v[i];
        if (member->bars || member->letters[ready.letter] != SEQUENCE_DRAFT)
            continue;
        if (prepare_one(app, request, &ready, member, err) < 0)
            return -1;
    }
    *ret = ready;
    ready = (struct sequence_ready){0};
    return 0;
}

int sequence_confirm(struct app *app, const struct request *request, const struct sequence_ready *ready, const char *typed,
                     size_t *ret_n, unsigned *ret_changes, struct err *err)
{
    *ret_n = 0;
    if (!str_equal(typed, ready->page.sequence.name))
        return err_set(err, _("\"%.60s\" is not the sequence's name, \"%s\": nothing is confirmed"), typed ? typed : "",
                       ready->page.sequence.name);
    for (size_t i = 0; i < ready->n; i++) {
        const struct outbox_prepared *prepared = &ready->v[i].prepared;
        unsigned changes = CHANGE_NOTHING;
        if (outbox_confirm(app, request, prepared, prepared->short_name, &changes, err) < 0)
            return err_prefix(err, "%s", ready->v[i].member->name);
        *ret_changes |= changes;
        ++*ret_n;
    }
    return 0;
}
