/* Sequences that begin, go on and end. */
#include "sequence_inside.h"

#include "draft_put.h"
#include "known.h"
#include "writing.h"

#include "paletti/app/letters.h"
#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/draft.h"
#include "paletti/store/records.h"

#define CODE "F1"

/* --- what is wished --- */

static const char *variant_of(int n, int of)
{
    return n == of - 1 ? "last" : n == 0 ? "first" : "second";
}

static int check_days(struct app *app, const struct sequence_wish *wish, struct err *err)
{
    int32_t today = zone_day(app_zone(app), app_now(app), NULL);

    if (wish->n < 1 || wish->n > SEQUENCE_TEXTS_MAX)
        return err_set(err, _("a sequence has one to %d letters, each on a day of its own"), SEQUENCE_TEXTS_MAX);
    if (wish->on[0] < today)
        return err_set(err, _("the first letter's day has gone by"));
    for (int i = 1; i < wish->n; i++)
        if (wish->on[i] <= wish->on[i - 1])
            return err_set(err, _("each letter's day comes after the one before it"));
    return 0;
}

static int add_clients(struct store *store, const struct texts *clients, struct sequence *sequence, struct err *err)
{
    for (size_t i = 0; i < clients->n; i++) {
        _cleanup_known_ struct known known = {0};
        if (known_find(store, clients->v[i], &known, err) < 0)
            return -1;
        if (!texts_have(&sequence->clients, known.ref))
            texts_add(&sequence->clients, known.ref);
    }
    return sequence->clients.n > 0 ? 0 : err_set(err, _("name those who are to be in it"));
}

static int wished(struct app *app, const struct sequence_wish *wish, struct sequence *ret, struct err *err)
{
    struct store *store;

    if (!wish->name || !*wish->name)
        return err_set(err, _("give the sequence a name; it is typed to confirm its letters"));
    if (check_days(app, wish, err) < 0 || app_need_file(app, &store, err) < 0)
        return -1;
    ret->name = mem_string(wish->name);
    ret->begun = app_now(app);
    for (int i = 0; i < wish->n; i++) {
        struct sequence_text *text = list_add(&ret->texts, sizeof *text);
        *text = (struct sequence_text){wish->on[i], mem_string(CODE), mem_string(variant_of(i, wish->n))};
    }
    return add_clients(store, &wish->clients, ret, err);
}

int sequence_look(struct app *app, const struct sequence_wish *wish, struct sequence_page *ret, struct err *err)
{
    struct sequence sequence;

    model_init(&model_sequence, &sequence);
    int r = wished(app, wish, &sequence, err);
    if (r == 0)
        r = sequence_page_make(app, &sequence, ret, err);
    model_clear(&model_sequence, &sequence);
    return r;
}

/* --- drafts --- */

/* The day on which the first letter left for this client. */
static int first_on(struct store *store, const struct sequence_member *member, int n, int32_t *ret, struct err *err)
{
    struct draft draft;

    *ret = DAY_NONE;
    int r = n > 0 && member->drafts[0] ? store_get(store, &model_draft, member->drafts[0], &draft, err) : 1;
    if (r != 0)
        return r < 0 ? -1 : 0;
    if (draft.state == DRAFT_DONE)
        *ret = draft.done_on;
    model_clear(&model_draft, &draft);
    return 0;
}

static int put_draft(struct writing *writing, const struct sequence_page *page, const struct sequence_member *member, int n,
                     struct err *err)
{
    const struct sequence_text *texts = page->sequence.texts.v;
    struct letter_wish wish = LETTER_WISH_INIT;
    _cleanup_fields_ struct letter_fields fields = {0};
    _cleanup_letter_ struct letter letter = {0};
    int32_t first;

    if (first_on(writing->store, member, n, &first, err) < 0)
        return -1;
    letter_put_date(&fields, "last_on", texts[page->sequence.texts.n - 1].on);
    letter_put_date(&fields, "first_on", first);
    letter_put_date(&fields, "quiet_since", member->quiet_since);
    wish.client = member->ref;
    wish.code = texts[n].code;
    wish.variant = texts[n].variant;
    wish.given = &fields;
    if (letter_write(writing->app, &wish, &letter, err) < 0 || (!letter.text && letter_refuse_missing(&letter, err) < 0))
        return err_prefix(err, "%s", member->name);
    letter_say_refused(writing->request, &letter);
    return draft_put(writing, &letter, member->ref, sequence_about(page->sequence.ref, n + 1), letter.channel, letter.to, NULL,
                     err);
}

static int put_drafts(struct writing *writing, const struct sequence_page *page, int n, size_t *ret_n, struct err *err)
{
    *ret_n = 0;
    for (size_t i = 0; i < page->n; i++) {
        if (page->v[i].bars || page->v[i].letters[n] != SEQUENCE_NOT_WRITTEN)
            continue;
        if (put_draft(writing, page, &page->v[i], n, err) < 0)
            return -1;
        ++*ret_n;
    }
    return 0;
}

int sequence_draft(struct app *app, const struct request *request, const char *name, int n, size_t *ret_n,
                   unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_sequence_page_ struct sequence_page page = {0};

    if (writing_begin(app, request, &writing, err) < 0 || app_sequence(app, name, &page, err) < 0)
        return -1;
    if (page.sequence.state == SEQUENCE_ENDED)
        return err_set(err, _("the sequence \"%s\" has ended"), page.sequence.name);
    if (n < 0 || (size_t)n >= page.sequence.texts.n)
        return err_set(err, _("the sequence \"%s\" has no such letter"), page.sequence.name);
    writing_name(&writing, &model_sequence, &page.sequence);
    if (put_drafts(&writing, &page, n, ret_n, err) < 0)
        return -1;
    if (*ret_n == 0)
        return err_set(err, _("there is nobody left to write that letter to"));
    if (writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

/* --- beginning --- */

static int take_name(void *ctx, const struct sequence_page *page)
{
    return page->sequence.state == SEQUENCE_OPEN && str_equal(page->sequence.name, ctx);
}

/* Those whom nothing bars. */
static int keep_free(struct sequence_page *look, struct sequence *sequence, struct err *err)
{
    model_copy(&model_sequence, &look->sequence, sequence);
    texts_clear(&sequence->clients);
    for (size_t i = 0; i < look->n; i++)
        if (!look->v[i].bars)
            texts_add(&sequence->clients, look->v[i].ref);
    sequence->ref = hash_new_ref("sequence");
    if (sequence->clients.n > 0)
        return 0;
    _cleanup_str_ struct str why = STR_INIT;
    words_sequence_bars(look->inside->app, &why, &look->v[0]);
    return err_set(err, _("none of them can be in it: %s (%s)"), look->v[0].name, str_text(&why));
}

/* The page with the drafts just put, still inside the transaction. */
static int put_begun(struct writing *writing, struct sequence *sequence, struct sequence_page *ret, struct err *err)
{
    struct app *app = writing->app;
    _cleanup_free_ char *ref = mem_string(sequence->ref);
    _cleanup_sequence_page_ struct sequence_page page = {0};
    size_t n;
    enum put put;

    writing_name(writing, &model_sequence, sequence);
    if (writing_put(writing, &model_sequence, sequence, 0, &put, err) < 0 || app_sequence(app, ref, &page, err) < 0 ||
        put_drafts(writing, &page, 0, &n, err) < 0)
        return -1;
    return app_sequence(app, ref, ret, err);
}

int sequence_begin(struct app *app, const struct request *request, const struct sequence_wish *wish, struct sequence_page *ret,
                   struct sequence_page *ret_look, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_sequence_page_ struct sequence_page look = {0};
    _cleanup_sequence_page_ struct sequence_page page = {0};
    struct sequence sequence;

    if (writing_begin(app, request, &writing, err) < 0 || sequence_look(app, wish, &look, err) < 0)
        return -1;
    int r = view_sequences(app, take_name, (void *)wish->name, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("a sequence called \"%s\" is under way; give this one another name"), wish->name);
    r = keep_free(&look, &sequence, err);
    if (r == 0)
        r = put_begun(&writing, &sequence, &page, err);
    if (r == 0)
        r = writing_commit(&writing, err);
    model_clear(&model_sequence, &sequence);
    if (r < 0)
        return -1;
    *ret_changes = writing.changes;
    *ret = page;
    page = (struct sequence_page){0};
    if (ret_look) {
        *ret_look = look;
        look = (struct sequence_page){0};
    }
    return 0;
}

/* --- going on without somebody, ending --- */

static int put_changed(struct writing *writing, struct sequence_page *page, struct err *err)
{
    enum put put;

    if (writing_put(writing, &model_sequence, &page->sequence, 0, &put, err) < 0)
        return -1;
    return writing_commit(writing, err);
}

static int take_out(struct sequence_page *page, const char *client, struct err *err)
{
    struct texts *clients = &page->sequence.clients;
    size_t i = 0;

    while (i < clients->n && !str_equal(clients->v[i], client))
        i++;
    if (i == clients->n)
        return err_set(err, _("\"%s\" is not in the sequence \"%s\""), client, page->sequence.name);
    if (clients->n == 1)
        return err_set(err, _("nobody else is in the sequence \"%s\": end it"), page->sequence.name);
    free(clients->v[i]);
    for (clients->n--; i < clients->n; i++)
        clients->v[i] = clients->v[i + 1];
    return 0;
}

int sequence_without(struct app *app, const struct request *request, const char *name, const char *client,
                     unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_sequence_page_ struct sequence_page page = {0};
    _cleanup_known_ struct known known = {0};

    if (writing_begin(app, request, &writing, err) < 0 || app_sequence(app, name, &page, err) < 0)
        return -1;
    int r = texts_have(&page.sequence.clients, client) ? 0 : known_find(writing.store, client, &known, err);
    if (r < 0 || take_out(&page, known.ref ? known.ref : client, err) < 0 || put_changed(&writing, &page, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

int sequence_end(struct app *app, const struct request *request, const char *name, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_sequence_page_ struct sequence_page page = {0};

    if (writing_begin(app, request, &writing, err) < 0 || app_sequence(app, name, &page, err) < 0)
        return -1;
    if (page.sequence.state == SEQUENCE_ENDED)
        return err_set(err, _("the sequence \"%s\" has ended"), page.sequence.name);
    page.sequence.state = SEQUENCE_ENDED;
    if (put_changed(&writing, &page, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}
