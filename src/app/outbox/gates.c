/* Whether something that was confirmed may leave now. letgo.md, steps 11 and 12, "Locks". */
#include "outbox_inside.h"

#include "standing.h"

#include "paletti/app/drafts.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/handover.h"
#include "paletti/store/records.h"

#include <string.h>
#include <strings.h>

void gate_clear(struct gate *gate)
{
    free(gate->says);
    *gate = (struct gate){.wait = OUTBOX_GOES, .at = INSTANT_NONE};
}

static int held(struct gate *gate, bool over, const char *says)
{
    gate->wait = OUTBOX_HELD;
    gate->over = over;
    gate->says = mem_string(says);
    return 0;
}

/* --- what it is about --- */

int gate_load(struct app *app, struct store *store, const struct dispatch *dispatch, int64_t now,
              struct gate_loaded *ret, struct err *err)
{
    int client = store_get(store, &model_client, dispatch->client, &ret->client, err);

    ret->has_client = client == 0;
    ret->has_draft = false;
    if (client >= 0 && dispatch->draft) {
        int r = store_get(store, &model_draft, dispatch->draft, &ret->draft, err);
        ret->has_draft = r == 0;
        client = r < 0 ? r : client;
    }
    ret->about = (struct gate_about){
        .app = app,
        .store = store,
        .dispatch = dispatch,
        .client = ret->has_client ? &ret->client : NULL,
        .code = ret->has_draft ? ret->draft.code : NULL,
        .about = ret->has_draft ? ret->draft.about : NULL,
        .now = now,
    };
    if (client < 0)
        gate_loaded_clear(ret);
    return client < 0 ? -1 : 0;
}

void gate_loaded_clear(struct gate_loaded *loaded)
{
    if (loaded->has_client)
        model_clear(&model_client, &loaded->client);
    if (loaded->has_draft)
        model_clear(&model_draft, &loaded->draft);
    *loaded = (struct gate_loaded){0};
}

/* --- who --- */

/* Letters that are no part of a goodbye: they stop with the freeze. */
static bool stops_with_freeze(const char *code)
{
    static const char *const codes[] = {"T3b", "T4", "T5", "T6a", "T6b", "T9", "T12", "T14"};

    for (size_t i = 0; code && i < ARRAY_LEN(codes); i++)
        if (str_equal(codes[i], code))
            return true;
    return false;
}

static int gate_client(const struct gate_about *about, struct gate *ret, struct err *err)
{
    const struct client *client = about->client;

    (void)err;
    if (!client)
        return held(ret, false, _("Its client is not in the file any more: cancel it."));
    if (client->state == CLIENT_LEFT && !about->dispatch->by_hand)
        return held(ret, true, _("The client left, and receives nothing any more."));
    if (client->state == CLIENT_LEAVING && stops_with_freeze(about->code))
        return held(ret, true, _("The client is leaving: no reminder goes to them any more."));
    return 0;
}

/* Who left receives nothing by itself; the file would refuse it, too. */
static int gate_left(const struct gate_about *about, struct gate *ret, struct err *err)
{
    (void)err;
    if (about->client && about->client->state == CLIENT_LEFT && !about->dispatch->by_hand)
        return held(ret, false,
                    _("The client left, and receives nothing any more: take the refund back, and return it "
                      "by hand."));
    return 0;
}

static bool has_address(const struct texts *addresses, const char *address)
{
    for (size_t i = 0; i < addresses->n; i++)
        if (strcasecmp(addresses->v[i], address) == 0)
            return true;
    return false;
}

static int find_colleague(void *ctx, const void *record)
{
    const struct colleague *colleague = record;

    return colleague->email && strcasecmp(colleague->email, ctx) == 0;
}

int gates_known_address(const struct gate_about *about, const char *address, struct err *err)
{
    const struct client *client = about->client;

    if (has_address(&client->emails, address))
        return 1;
    for (size_t i = 0; i < client->people.n; i++) {
        const struct person *person = (const struct person *)client->people.v + i;
        if (person->email && strcasecmp(person->email, address) == 0)
            return 1;
    }
    return !str_equal(about->code, "T2")
               ? 0
               : store_each(about->store, &model_colleague, NULL, find_colleague, (void *)address, err);
}

static int gate_recipient(const struct gate_about *about, struct gate *ret, struct err *err)
{
    const struct dispatch *dispatch = about->dispatch;

    if (outbox_by_person(dispatch))
        return 0;
    int r = gates_known_address(about, dispatch->recipient, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    ret->wait = OUTBOX_HELD;
    ret->says =
        str_format(_("%s is none of the client's addresses any more: change the draft, or their record."),
                   dispatch->recipient);
    return 0;
}

/* --- what --- */

static void add_line(struct str *to, const char *line)
{
    if (to->len > 0)
        str_add_char(to, '\n');
    str_add(to, line);
}

static int refuse_brace(const struct letter_findings *findings, struct err *err)
{
    for (size_t i = 0; i < findings->n; i++)
        if (findings->v[i].fault == FAULT_BRACE)
            return err_set(err, _("the text says \"%s\": a field that was not filled in"),
                           findings->v[i].what);
    return 0;
}

int gates_read(const struct gate_about *about, const char *subject, const char *text, struct str *careless,
               struct err *err)
{
    _cleanup_(letter_findings_clear)
    struct letter_findings findings = {0};
    _cleanup_(gate_clear)
    struct gate truth = {.wait = OUTBOX_GOES, .at = INSTANT_NONE};

    if (draft_look(about->app, about->client->ref, about->code, about->about, subject, text, &findings, err) <
            0 ||
        draft_refuse_leaks(&findings, err) < 0 || refuse_brace(&findings, err) < 0 ||
        gate_truth(about, text, &truth, err) < 0)
        return -1;
    if (truth.wait != OUTBOX_GOES)
        return err_set(err, "%s", truth.says);
    for (size_t i = 0; careless && i < findings.n; i++) {
        _cleanup_free_ char *sentence = letter_finding_words(&findings.v[i]);
        add_line(careless, sentence);
    }
    return 0;
}

static int gate_text(const struct gate_about *about, struct gate *ret, struct err *err)
{
    struct err said = {0};
    struct job job;

    if (about->dispatch->kind != DISPATCH_LETTER)
        return 0;
    if (outbox_job(about->dispatch, &job, err) < 0)
        return -1;
    int r = gates_read(about, about->dispatch->subject, outbox_text(about->dispatch, &job), NULL, &said);
    job_clear(&job);
    return r < 0 ? held(ret, false, said.text) : 0;
}

/* --- when --- */

int gates_moment(struct app *app, struct store *store, const struct client *client, int64_t at, int64_t *ret,
                 struct err *err)
{
    _cleanup_standing_ struct standing standing = {0};
    const struct house *house;

    if (app_house(app, &house, err) < 0 || standing_load(store, house->book, client->ref, &standing, err) < 0)
        return -1;
    const struct zone *zone = client->zone ? zones_find(app_zones(app), client->zone, NULL) : NULL;
    if (dispatch_moment(standing.boundaries, zone, client->day, at, ret) > 0)
        *ret = INSTANT_NONE;
    return 0;
}

static int gate_stale(const struct gate_about *about, struct gate *ret, struct err *err)
{
    (void)err;
    if (!dispatch_stale(about->dispatch, about->now))
        return 0;
    return held(ret, false,
                _("It was to leave more than seven days ago: cancel it, look at it, and confirm it again."));
}

static void waits_until(const struct gate_about *about, int64_t at, const char *why, struct gate *ret)
{
    _cleanup_str_ struct str when = STR_INIT;

    words_instant(about->app, &when, at);
    ret->wait = OUTBOX_WAITS;
    ret->at = at;
    ret->says = str_format(_("Waits until %s: %s."), str_text(&when), why);
}

static int gate_time(const struct gate_about *about, struct gate *ret, struct err *err)
{
    const struct dispatch *dispatch = about->dispatch;
    bool later = dispatch->not_before != INSTANT_NONE && dispatch->not_before > about->now;
    int64_t from = later ? dispatch->not_before : about->now, at = from;

    if (dispatch->kind == DISPATCH_LETTER &&
        gates_moment(about->app, about->store, about->client, from, &at, err) < 0)
        return -1;
    if (at == INSTANT_NONE)
        return held(ret, false,
                    _("There is no time that is in your hours and in the client's day: look at both."));
    _cleanup_free_ char *tried =
        dispatch->reply || dispatch->why
            ? str_format(_("it was tried before: %s"), dispatch->reply ? dispatch->reply : dispatch->why)
            : NULL;
    if (at > from)
        waits_until(about, at, _("outside of your hours, or of the client's day"), ret);
    else if (later)
        waits_until(about, at, tried ? tried : _("as planned"), ret);
    return 0;
}

static int gate_person(const struct gate_about *about, struct gate *ret, struct err *err)
{
    (void)err;
    if (!outbox_by_person(about->dispatch))
        return 0;
    ret->wait = OUTBOX_HAND;
    ret->says = mem_string(about->dispatch->way == BY_CLIPBOARD
                               ? _("Copy it, send it with your own program, then say that it is done.")
                               : _("Yours to do: say it or hand it over, then say that it is done."));
    return 0;
}

/* --- all --- */

int gates_ask(const struct gate_about *about, struct gate *ret, struct err *err)
{
    static int (*const letters[])(const struct gate_about *about, struct gate *ret, struct err *err) = {
        gate_client,   gate_stale, gate_recipient, gate_ladder,
        gate_sequence, gate_text,  gate_time,      gate_person,
    };
    static int (*const refunds[])(const struct gate_about *about, struct gate *ret, struct err *err) = {
        gate_left,
        gate_stale,
        gate_time,
    };
    bool letter = about->dispatch->kind == DISPATCH_LETTER;
    size_t n = letter ? ARRAY_LEN(letters) : ARRAY_LEN(refunds);

    gate_clear(ret);
    for (size_t i = 0; i < n && ret->wait == OUTBOX_GOES; i++)
        if ((letter ? letters[i] : refunds[i])(about, ret, err) < 0) {
            gate_clear(ret);
            return -1;
        }
    if (ret->wait == OUTBOX_GOES)
        ret->says = mem_string(_("Goes with the next release."));
    return 0;
}
