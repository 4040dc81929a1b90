/* Sequences as they stand: who is in one, and what of each letter is written, confirmed and sent. */
#include "sequence_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/dispatch.h"
#include "paletti/core/draft.h"
#include "paletti/store/outbox.h"
#include "paletti/store/records.h"

#include <string.h>
#include <strings.h>

const char *sequence_keep(struct sequence_page *page, const char *text)
{
    struct texts *strings = &page->inside->strings;

    if (!text)
        return NULL;
    texts_add(strings, text);
    return strings->v[strings->n - 1];
}

void sequence_page_clear(struct sequence_page *page)
{
    if (page->inside) {
        texts_clear(&page->inside->strings);
        free(page->inside);
        model_clear(&model_sequence, &page->sequence);
    }
    free(page->v);
    *page = (struct sequence_page){0};
}

/* --- who --- */

static int by_name(const void *a, const void *b)
{
    const struct sequence_member *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order ? order : strcmp(x->ref, y->ref);
}

static int add_member(struct sequence_page *page, const char *client)
{
    struct sequence_inside *inside = page->inside;
    struct sequence_found found;

    if (sequence_find_person(inside->app, inside->store, client, page->sequence.ref, page->sequence.begun, &found, inside->err) < 0)
        return -1;
    MEM_GROW(page->v, page->n, inside->cap);
    page->v[page->n++] = (struct sequence_member){
        .client_id = found.client_id,
        .ref = sequence_keep(page, client),
        .name = sequence_keep(page, found.name ? found.name : client),
        .short_name = sequence_keep(page, found.short_name),
        .bars = sequence_bars(&found.person),
        .replied = found.person.replied,
        .owed = found.owed,
        .quiet_since =
            found.person.last_at == INSTANT_NONE ? DAY_NONE : zone_day(app_zone(inside->app), found.person.last_at, NULL),
    };
    sequence_found_clear(&found);
    return 0;
}

int sequence_page_make(struct app *app, struct sequence *sequence, struct sequence_page *ret, struct err *err)
{
    struct sequence_page page = {.sequence = *sequence, .next = -1};

    *sequence = (struct sequence){0};
    page.inside = mem_zero(1, sizeof *page.inside);
    *page.inside = (struct sequence_inside){.app = app, .err = err, .now = app_now(app)};
    page.today = zone_day(app_zone(app), page.inside->now, NULL);
    int r = app_need_file(app, &page.inside->store, err);
    for (size_t i = 0; i < page.sequence.clients.n && r == 0; i++)
        r = add_member(&page, page.sequence.clients.v[i]);
    if (page.n > 1)
        qsort(page.v, page.n, sizeof *page.v, by_name);
    if (r < 0)
        sequence_page_clear(&page);
    else
        *ret = page;
    return r;
}

/* --- the letters --- */

static struct sequence_member *member_of(struct sequence_page *page, const char *client)
{
    for (size_t i = 0; i < page->n; i++)
        if (str_equal(page->v[i].ref, client))
            return &page->v[i];
    return NULL;
}

static int take_draft(void *ctx, const void *record)
{
    struct sequence_page *page = ctx;
    const struct draft *draft = record;
    _cleanup_free_ char *ref = NULL;
    struct sequence_member *member = member_of(page, draft->client);
    int n;

    if (!member || sequence_of(draft->about, &ref, &n) > 0 || !str_equal(ref, page->sequence.ref))
        return 0;
    member->letters[n - 1] = draft->state == DRAFT_DONE ? SEQUENCE_SENT : SEQUENCE_DRAFT;
    member->drafts[n - 1] = sequence_keep(page, draft->ref);
    return 0;
}

/* What became of a draft is the newest that the outbox knows of it. */
static int take_dispatch(void *ctx, const struct dispatch *dispatch)
{
    struct sequence_page *page = ctx;
    struct sequence_member *member = member_of(page, dispatch->client);
    static const uint8_t states[DISPATCH_STATES] = {
        [DISPATCH_CONFIRMED] = SEQUENCE_CONFIRMED, [DISPATCH_SENDING] = SEQUENCE_CONFIRMED, [DISPATCH_DONE] = SEQUENCE_SENT,
        [DISPATCH_PENDING] = SEQUENCE_STUCK,       [DISPATCH_REJECTED] = SEQUENCE_STUCK,    [DISPATCH_UNKNOWN] = SEQUENCE_STUCK,
        [DISPATCH_CANCELLED] = SEQUENCE_DRAFT,
    };

    for (int i = 0; member && i < SEQUENCE_TEXTS_MAX; i++)
        if (str_equal(member->drafts[i], dispatch->draft) && dispatch->draft && member->letters[i] != SEQUENCE_SENT)
            member->letters[i] = states[dispatch->state];
    return 0;
}

static void count_letter(struct sequence_page *page, size_t n)
{
    const struct sequence_text *text = (const struct sequence_text *)page->sequence.texts.v + n;
    struct sequence_count *count = &page->texts[n];

    *count = (struct sequence_count){0};
    for (size_t i = 0; i < page->n; i++) {
        const struct sequence_member *member = &page->v[i];
        size_t *const counts[] = {[SEQUENCE_NOT_WRITTEN] = &count->not_written, [SEQUENCE_DRAFT] = &count->drafts,
                                  [SEQUENCE_CONFIRMED] = &count->confirmed,     [SEQUENCE_SENT] = &count->sent,
                                  [SEQUENCE_STUCK] = &count->stuck};
        bool open = member->letters[n] == SEQUENCE_NOT_WRITTEN || member->letters[n] == SEQUENCE_DRAFT;
        if (open && member->bars)
            continue;
        ++*counts[member->letters[n]];
        count->to_get += open;
    }
    count->state = sequence_batch(text, count->to_get, page->today);
}

int sequence_read_letters(struct sequence_page *page, struct err *err)
{
    struct store *store = page->inside->store;

    for (size_t i = 0; i < page->n; i++) {
        struct dispatch_query query = {.client = page->v[i].ref};
        if (page->v[i].client_id && (store_each(store, &model_draft, page->v[i].ref, take_draft, page, err) < 0 ||
                                     dispatches_each(store, &query, take_dispatch, page, err) < 0))
            return -1;
    }
    page->next = -1;
    for (size_t i = page->sequence.texts.n; i-- > 0;) {
        count_letter(page, i);
        if (page->texts[i].state != SEQUENCE_OUT)
            page->next = (int)i;
    }
    if (page->sequence.state == SEQUENCE_ENDED)
        page->next = -1;
    return 0;
}

static int make_whole(struct app *app, struct sequence *sequence, struct sequence_page *ret, struct err *err)
{
    struct sequence_page page;

    if (sequence_page_make(app, sequence, &page, err) < 0)
        return -1;
    if (sequence_read_letters(&page, err) < 0) {
        sequence_page_clear(&page);
        return -1;
    }
    *ret = page;
    return 0;
}

/* --- which --- */

/* Open ones first, and the newest of both. */
static int by_age(const void *a, const void *b)
{
    const struct sequence *x = a, *y = b;

    if (x->state != y->state)
        return x->state - y->state;
    return (x->begun < y->begun) - (x->begun > y->begun);
}

static int read_all(struct app *app, struct sequence **ret, size_t *ret_n, struct err *err)
{
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r != 0)
        return r;
    if (store_all(store, &model_sequence, NULL, ret, ret_n, err) < 0)
        return -1;
    if (*ret_n > 1)
        qsort(*ret, *ret_n, sizeof **ret, by_age);
    return 0;
}

static void free_all(struct sequence *all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        model_clear(&model_sequence, &all[i]);
    free(all);
}

/* The one called so; else the first whose name begins so. */
static struct sequence *find(struct sequence *all, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(all[i].ref, name) || str_equal(all[i].name, name))
            return &all[i];
    for (size_t i = 0; i < n; i++)
        if (*name && strncasecmp(all[i].name, name, strlen(name)) == 0)
            return &all[i];
    return NULL;
}

int app_sequence(struct app *app, const char *name, struct sequence_page *ret, struct err *err)
{
    struct sequence *all = NULL;
    size_t n = 0;
    int r = read_all(app, &all, &n, err);

    if (r < 0)
        return -1;
    struct sequence *found = find(all, n, name);
    r = found ? make_whole(app, found, ret, err) : err_set(err, _("no sequence is called \"%.60s\"; paletti sequence lists them"), name);
    free_all(all, n);
    return r;
}

int view_sequences(struct app *app, int (*fn)(void *ctx, const struct sequence_page *page), void *ctx, struct err *err)
{
    struct sequence *all = NULL;
    size_t n = 0;
    int r = read_all(app, &all, &n, err);

    if (r < 0)
        return -1;
    for (size_t i = 0; i < n && r == 0; i++) {
        _cleanup_sequence_page_ struct sequence_page page = {0};
        r = make_whole(app, &all[i], &page, err);
        if (r == 0)
            r = fn(ctx, &page);
    }
    free_all(all, n);
    return n == 0 ? 0 : r;
}
