#include "log_page.h"

#include "paletti/base/mem.h"
#include "paletti/store/dues.h"

/* A late ask, by the entry it stands on. */
struct late_ask {
    int64_t interaction_id;
    bool counted;
};

static int take_ask(void *ctx, const struct ask_row *row)
{
    struct log_page *page = ctx;

    if (row->due == INSTANT_NONE || row->asked_at > page->now ||
        !ask_late(row->due, row->received, page->now))
        return 0;
    MEM_GROW(page->asks, page->n, page->cap);
    page->asks[page->n++] = (struct late_ask){row->interaction_id, row->told};
    return 0;
}

/* Few rows have asks: they are looked up when one is met. */
static int add_asks(struct log_page *page, struct log_line *line)
{
    if (page->asks_of != line->client_id) {
        page->n = 0;
        page->asks_of = line->client_id;
        if (asks_each(page->store, line->client_id, take_ask, page, page->err) < 0)
            return -1;
    }
    for (size_t i = 0; i < page->n; i++) {
        if (page->asks[i].interaction_id != line->id)
            continue;
        line->breaches |= BREACH_LATE_MATERIAL;
        line->counted |= page->asks[i].counted ? BREACH_LATE_MATERIAL : 0;
    }
    return 0;
}

int log_page_line(struct log_page *page, const struct log_row *row, struct log_line *ret)
{
    const struct verdict *verdict = &row->verdict;

    *ret = (struct log_line){        .id = row->id,
        .client_id = row->client_id,
        .ref = row->ref,
        .client_name = row->client_name,
        .at = row->at,
        .minutes = row->minutes,
        .direction = (enum direction)row->direction,
        .kind = (enum kind)row->kind,
        .channel = row->channel,
        .subject = row->subject,
        .beginning = row->beginning,
        .question = verdict->started ? verdict_state(verdict, page->now) : QUESTION_NONE,
        .receipt = verdict->receipt,
        .due = verdict->started ? verdict_due(verdict, page->now) : INSTANT_NONE,
        .early = verdict->started && verdict_early(verdict, page->now),
        .breaches = verdict->breaches,
        .counted = verdict->counted,
    };
    return row->asks ? add_asks(page, ret) : 0;
}

int log_page_take(void *ctx, const struct log_row *row)
{
    struct log_page *page = ctx;
    struct log_line line;

    return log_page_line(page, row, &line) < 0 ? -1 : page->fn(page->ctx, &line);
}

void log_page_done(struct log_page *page)
{
    free(page->asks);
}
