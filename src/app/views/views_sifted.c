/* The log through a filter: lean rows are looked at, and those that pass are read whole. */
#include "log_page.h"
#include "log_payments.h"

#include "paletti/base/str.h"

/* All rows that can pass were looked at; the page is full; MOST rows were looked at. */
enum { LOOK_MORE, LOOK_DONE, LOOK_FULL, LOOK_ENOUGH };

struct sifting {
    const struct log_sift *sift;
    struct log_page page;
    struct log_merge merge;
    const struct log_line *payment; /* that is looked at, or NULL: a row */
    int64_t from, until; /* ids between which all lines lie that can pass: [from, until) */
    int64_t id;          /* of the row looked at */
    int64_t reached;
    int looked;
    bool failed; /* a question to the search did, and page.err says why */
};

static int64_t id_of(int64_t at)
{
    return at > INT64_MAX >> 16 ? INT64_MAX : at < INT64_MIN >> 16 ? INT64_MIN : at * 65536;
}

static bool says(void *ctx, const char *words)
{
    struct sifting *s = ctx;

    if (s->payment)
        return log_payment_says(s->payment, words);
    int r = log_says(s->page.store, s->id, words, s->page.err);

    s->failed |= r < 0;
    return r > 0;
}

static int line_passes(struct sifting *s, const struct log_line *line)
{
    const struct filter_entry entry = {
        .at = line->at,
        .minutes = line->minutes,
        .direction = (int8_t)line->direction,
        .kind = line->sort == LOG_RECORD ? -1 : line->sort == LOG_PAYMENT ? FILTER_PAYMENT : (int8_t)line->kind,
        .question = line->question,
        .breaches = line->breaches,
        .channel = line->channel,
        .says = says,
        .ctx = s,
    };
    bool passed = filter_entry(s->sift->filter, &entry);
    return s->failed ? -1 : passed;
}

static int passes(struct sifting *s, const struct log_row *row)
{
    struct log_line line;

    return log_page_line(&s->page, row, &line) < 0 ? -1 : line_passes(s, &line);
}

/* Payments that come before the row ID and pass; 1: the page is full. */
static int pass_payments(struct sifting *s, int64_t id)
{
    int r = 0;

    while (r == 0 && !log_merge_full(&s->merge) && (s->payment = log_merge_take(&s->merge, id)) != NULL) {
        if ((s->sift->search && !log_payment_says(s->payment, s->sift->search)) || !line_passes(s, s->payment))
            continue;
        s->merge.given++;
        r = s->page.fn(s->page.ctx, s->payment);
    }
    s->payment = NULL;
    return r ? r : log_merge_full(&s->merge);
}

/* Reads the row whole and passes its line on. */
static int pass_on(struct sifting *s, int64_t id)
{
    const struct log_query query = {.after = id + 1, .limit = 1, .now = s->page.now};

    s->merge.given++;
    return log_each(s->page.store, &query, log_page_take, &s->page, s->page.err);
}

static int look_at(void *ctx, const struct log_row *row)
{
    struct sifting *s = ctx;
    const struct log_sift *sift = s->sift;

    if (row->id < s->from || row->id >= s->until)
        return LOOK_DONE;
    int r = pass_payments(s, row->id);
    if (r != 0)
        return r < 0 ? -1 : LOOK_FULL;
    s->id = s->reached = row->id;
    r = passes(s, row);
    if (r > 0)
        r = pass_on(s, row->id);
    if (r < 0)
        return -1;
    if (r > 0 || log_merge_full(&s->merge))
        return LOOK_FULL;
    return sift->most > 0 && ++s->looked >= sift->most ? LOOK_ENOUGH : LOOK_MORE;
}

/* Begins where the first line that can pass lies. */
static int64_t begin(const struct sifting *s)
{
    int64_t after = s->sift->after;

    if (s->sift->forward)
        return s->from != INT64_MIN && s->from - 1 > after ? s->from - 1 : after;
    return s->until < after ? s->until : after;
}

int view_log_sifted(struct app *app, const struct log_sift *sift, int (*fn)(void *ctx, const struct log_line *line),
                    void *ctx, int64_t *ret_reached, struct err *err)
{
    _cleanup_str_ struct str words = STR_INIT;
    struct sifting s = {.sift = sift, .page = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx, .err = err}};
    const char *filter_text = filter_words(sift->filter);

    int r = app_open_read(app, &s.page.store, err);
    if (r != 0)
        return r < 0 ? r : 0;
    filter_range(sift->filter, &s.from, &s.until);
    s.from = id_of(s.from);
    s.until = id_of(s.until);
    str_printf(&words, "%s %s", filter_text ? filter_text : "", sift->search ? sift->search : "");
    struct log_query query = {.client_id = sift->client_id,
                              .after = begin(&s),
                              .forward = sift->forward,
                              .words = str_text(&words),
                              .now = s.page.now,
                              .lean = true};
    if (log_merge_begin(&s.merge, app, s.page.store, sift->payments ? sift->client_id : 0, sift->after, sift->forward,
                        sift->limit, err) < 0)
        return -1;
    r = log_each(s.page.store, &query, look_at, &s, err);
    if ((r == LOOK_MORE || r == LOOK_DONE) && pass_payments(&s, sift->forward ? INT64_MAX : INT64_MIN) < 0)
        r = -1;
    log_merge_done(&s.merge);
    log_page_done(&s.page);
    if (r == LOOK_ENOUGH)
        *ret_reached = s.reached;
    return r < 0 ? -1 : r == LOOK_ENOUGH;
}
