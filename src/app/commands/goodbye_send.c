#include "goodbye_send.h"

#include "paletti/app/farewell.h"
#include "paletti/app/outbox.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

struct sending {
    struct app *app;
    const struct request *request;
    const struct farewell_page *page;
    struct answer *answer;
    unsigned *changes;
    struct err *err;
};

static bool is_meant(const struct sending *sending, const struct farewell_item *item)
{
    const char *what = sending->request->arguments[2];
    bool waits = item->state == FAREWELL_ITEM_DRAFTED || item->state == FAREWELL_ITEM_REFUSED;

    return item->kind == FAREWELL_ITEM_LETTER && waits && (!what || !*what || str_equal(what, item->code));
}

static void answer_list_of(struct answer *answer, const char *key, const struct texts *texts)
{
    _cleanup_str_ struct str line = STR_INIT;

    for (size_t i = 0; i < texts->n; i++)
        str_printf(&line, "%s%s", i ? "; " : "", texts->v[i]);
    answer_text(answer, key, str_text(&line));
}

/* Recipient, sums and dates apart, and the whole text: what is to be right. */
static void answer_prepared(const struct sending *sending, const struct outbox_prepared *prepared)
{
    struct answer *answer = sending->answer;

    answer_open_object(answer, NULL);
    answer_text(answer, "draft", prepared->dispatch.draft);
    answer_text(answer, "to", prepared->to);
    answer_text(answer, "from", prepared->from);
    answer_text(answer, "subject", prepared->dispatch.subject);
    answer_list_of(answer, "sums", &prepared->sums);
    answer_list_of(answer, "dates", &prepared->dates);
    answer_text(answer, "when", prepared->when);
    answer_text(answer, "careless", prepared->careless);
    answer_text(answer, "text", prepared->text);
    answer_text(answer, "sha256", prepared->dispatch.sha256);
    answer_close_object(answer);
}

static int show_one(const struct sending *sending, const struct outbox_prepared *prepared)
{
    if (!sending->answer->people) {
        answer_prepared(sending, prepared);
        return 0;
    }
    _cleanup_str_ struct str text = STR_INIT;
    str_printf(&text, "%s: %s\n%s: %s\n%s: %s\n%s\n\n%s\n\n", _("To"), prepared->to, _("From"),
               prepared->from, _("Subject"), prepared->dispatch.subject ? prepared->dispatch.subject : "",
               prepared->when, prepared->text);
    answer_raw(sending->answer, str_text(&text), text.len);
    return 0;
}

static int prepare_one(const struct sending *sending, const struct farewell_item *item)
{
    _cleanup_outbox_prepared_ struct outbox_prepared prepared = {0};
    struct outbox_plan plan = OUTBOX_PLAN_INIT;
    const char *name = sending->request->options[GOODBYE_NAME];
    unsigned changes = CHANGE_NOTHING;

    plan.draft = item->ref;
    plan.farewell = sending->page->farewell.ref;
    if (outbox_prepare(sending->app, sending->request, &plan, &prepared, sending->err) < 0)
        return -1;
    if (!name)
        return show_one(sending, &prepared);
    int r = outbox_confirm(sending->app, sending->request, &prepared, name, &changes, sending->err);
    *sending->changes |= changes;
    return r;
}

static int each_letter(const struct sending *sending)
{
    const struct farewell_page_step *letters = &sending->page->steps[FAREWELL_TEXT];
    bool list = !sending->request->options[GOODBYE_NAME] && !sending->answer->people;
    size_t n = 0;

    if (list)
        answer_open_list(sending->answer, NULL);
    for (size_t i = 0; i < letters->n; i++) {
        if (!is_meant(sending, &letters->v[i]))
            continue;
        n++;
        if (prepare_one(sending, &letters->v[i]) != 0)
            return -1;
    }
    if (list)
        answer_close_list(sending->answer);
    return n > 0 ? 0 : err_set(sending->err, _("no letter of the goodbye waits to be confirmed"));
}

int goodbye_confirm(struct app *app, const struct request *request, const char *client, struct answer *answer,
                    unsigned *ret_changes, struct err *err)
{
    _cleanup_farewell_page_ struct farewell_page page = {0};
    const struct sending sending = {app, request, &page, answer, ret_changes, err};

    if (farewell_look(app, client, &page, err) != 0)
        return -1;
    const struct farewell_page_step *step = &page.steps[FAREWELL_CONFIRM];
    if (request->options[GOODBYE_NAME] &&
        (step->stood.stand != FAREWELL_NOW || step->stood.why == FAREWELL_WHY_TRUE))
        return err_set(err, "%s", step->text);
    if (each_letter(&sending) < 0)
        return -1;
    return request->options[GOODBYE_NAME] ? 0 : 1;
}

int goodbye_release(struct app *app, const struct request *request, const char *client, unsigned *ret_changes,
                    struct err *err)
{
    _cleanup_farewell_page_ struct farewell_page page = {0};

    if (farewell_look(app, client, &page, err) != 0)
        return -1;
    const int steps[] = {FAREWELL_REFUND, FAREWELL_TEXT};
    for (size_t k = 0; k < ARRAY_LEN(steps); k++)
        for (size_t i = 0; i < page.steps[steps[k]].n; i++) {
            const struct farewell_item *item = &page.steps[steps[k]].v[i];
            struct outbox_released released = {0};
            unsigned changes = CHANGE_NOTHING;
            if (item->state != FAREWELL_ITEM_CONFIRMED || !item->dispatch)
                continue;
            if (outbox_release(app, request, item->dispatch, NULL, NULL, &released, &changes, err) < 0)
                return -1;
            *ret_changes |= changes;
        }
    return 0;
}
