/* The entries that would be judged otherwise, page by page from the newest on, without judging the log from its
 * beginning: which entry starts a question, and which answers it, does not depend on the rules; so a client's judge is
 * where it would be once it has seen the entries from the last question's on. */
#include "what_if_inside.h"

#include "paletti/base/mem.h"

enum { CHUNK = 256 }; /* entries judged at a time */

struct page {
    struct what_if *what_if;
    struct store *store;
    int64_t client_id; /* 0: everybody's */
    int64_t number;    /* of the chunk */
    int64_t low, high; /* its first and its last entry */
    int n;             /* entries in it */
    struct what_if_change found[CHUNK];
    int n_found;
    struct err *err;
};

static int note_chunk(void *ctx, const struct log_row *row)
{
    struct page *page = ctx;

    if (page->n++ == 0)
        page->high = row->id;
    page->low = row->id;
    return 0;
}

/* The entries before AFTER. */
static int take_chunk(struct page *page, int64_t after, struct err *err)
{
    struct log_query query = {
        .client_id = page->client_id, .after = after, .limit = CHUNK, .now = page->what_if->at, .lean = true};

    page->n = page->n_found = 0;
    page->number = ++page->what_if->pages;
    return log_each(page->store, &query, note_chunk, page, err);
}

/* --- where a client's judge begins --- */

static int find_question(void *ctx, const struct log_row *row)
{
    int64_t *first = ctx;
    bool spoke = row->direction == DIRECTION_OUT && (row->kind == KIND_MESSAGE || row->kind == KIND_CALL);

    if (row->verdict.started)
        *first = row->id;
    return row->verdict.started || (spoke && !row->holding);
}

static int judge_quietly(void *ctx, const struct log_entry *row)
{
    struct verdict verdict, question;

    judge_step(ctx, &row->entry, &verdict, &question);
    return 0;
}

/* Brings the client's judge to where the chunk begins. */
static int prepare(struct page *page, struct subject *subject, struct err *err)
{
    int64_t first = page->low;
    struct log_query query = {.client_id = subject->id, .after = page->low, .now = page->what_if->at, .lean = true};

    if (subject_open(page->what_if, page->store, subject, err) < 0 ||
        log_each(page->store, &query, find_question, &first, err) < 0)
        return -1;
    if (!subject->page)
        subject->page = judge_new(subject->then);
    judge_resume(subject->page, NULL);
    subject->page_number = page->number;
    if (first == page->low)
        return 0;
    return log_entries_crossed(page->store, subject->id, first, page->low - 1, judge_quietly, subject->page, err);
}

static int judge_entry(void *ctx, const struct log_entry *row)
{
    struct page *page = ctx;
    struct subject *subject = subject_find(page->what_if, row->client_id);
    struct what_if_bits bits;

    if (!subject)
        return 0;
    if (subject->page_number != page->number && prepare(page, subject, page->err) < 0)
        return -1;
    struct what_if_pair pair = {subject->now.boundaries, subject->then, subject->page};
    what_if_entry(&pair, &row->entry, row->verdict.breaches, &bits);
    if (what_if_differs(&bits))
        page->found[page->n_found++] = (struct what_if_change){row->id, row->client_id, bits};
    return 0;
}

int what_if_changes(struct what_if *what_if, int64_t client_id, int64_t after, int limit, int most,
                    int (*fn)(void *ctx, const struct what_if_change *change), void *ctx, int64_t *ret_reached,
                    struct err *err)
{
    struct page page = {.what_if = what_if, .client_id = client_id, .err = err};
    int r = 0, told = 0, looked = 0;

    if (what_if_enter(what_if, &page.store, err) < 0)
        return -1;
    while (r == 0 && told < limit && looked < most) {
        r = take_chunk(&page, after, err);
        if (r == 0 && page.n > 0)
            r = log_entries_crossed(page.store, client_id, page.low, page.high, judge_entry, &page, err);
        for (int i = page.n_found; r == 0 && i-- > 0 && told < limit; told++)
            r = fn(ctx, &page.found[i]);
        looked += page.n;
        after = page.low;
        if (page.n < CHUNK)
            break;
    }
    store_view_end(page.store);
    *ret_reached = after;
    return r < 0 ? r : told < limit && page.n == CHUNK;
}
