#include "outbox_put.h"

#include "cell.h"
#include "tables.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/process.h"
#include "paletti/base/str.h"

#include <string.h>

/* As the index of letters says it, so that it is used. */
#define TAKES_DRAFT "state NOT IN ('rejected', 'cancelled')"

enum { TAKEN, STATE_OF, MOVE, SENDERS, SENDER, LETTERS, COUNT, HERE, TRIES, OF_CLIENT, BLANK, FOUND };
static const char *const sql[] = {
    [TAKEN] = "SELECT ref, state FROM dispatch WHERE draft = ?1 AND " TAKES_DRAFT,
    [STATE_OF] = "SELECT state, sha256, kind FROM dispatch WHERE ref = ?1",
    [MOVE] = "UPDATE dispatch SET state = ?2, sending_at = CASE WHEN ?2 <> 'sending' THEN sending_at "
             "WHEN kind = 'refund' THEN coalesce(sending_at, ?3) ELSE ?3 END, "
             "ended_at = CASE WHEN ?2 IN ('sending', 'confirmed') THEN NULL ELSE ?3 END, "
             "code = CASE ?4 WHEN 0 THEN code ELSE ?4 END, reply = ?5, why = ?6, external_id = coalesce(?7, "
             "external_id), "
             "not_before = CASE ?2 WHEN 'confirmed' THEN coalesce(?8, not_before) ELSE not_before END, "
             "sender = ?9 WHERE ref = ?1",
    [SENDERS] = "SELECT ref, sender FROM dispatch WHERE state = 'sending' ORDER BY id",
    [SENDER] = "SELECT sender FROM dispatch WHERE ref = ?1 AND state = 'sending'",
    [LETTERS] = "SELECT ref, NULL FROM dispatch WHERE state = 'confirmed' AND kind = 'letter' ORDER BY id",
    [COUNT] = "SELECT state, count(*) FROM dispatch WHERE state IN ('confirmed', 'sending', 'pending', "
              "'unknown') GROUP BY state",
    [HERE] = "SELECT 1 FROM dispatch_log WHERE dispatch = ?1 AND event = 'confirmed' AND sha256 = ?2",
    [TRIES] = "SELECT count(*) FROM dispatch_log WHERE dispatch = ?1 AND event = 'sending'",
    [OF_CLIENT] = "SELECT ref, state, sha256 FROM dispatch WHERE client = ?1 AND kind = 'letter' AND bytes "
                  "IS NOT NULL ORDER BY id",
    [BLANK] = "UPDATE dispatch SET recipient = NULL, subject = NULL, message = NULL, bytes = NULL, reply = "
              "NULL, why = NULL "
              "WHERE ref = ?1",
    [FOUND] = "UPDATE dispatch SET why = ?2 WHERE ref = ?1 AND state = 'unknown'",
};
const struct statements outbox_statements = {sql, ARRAY_LEN(sql)};

/* --- putting --- */

static bool whole(const struct dispatch *dispatch)
{
    unsigned char hash[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    struct hash_state state;

    hash_init(&state);
    hash_add(&state, dispatch->bytes, strlen(dispatch->bytes));
    hash_done(&state, hash);
    return str_equal(hash_hex(hash, hex), dispatch->sha256);
}

/* 1: the letter is on its way, or was. */
static int draft_taken(struct store *store, const char *draft, struct err *err)
{
    enum dispatch_state state;
    int r = draft ? dispatch_of_draft(store, draft, &state, NULL, err) : 1;

    return r < 0 ? -1 : r == 0;
}

static int insert(struct store *store, const struct dispatch *dispatch, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, table_of(&model_dispatch)->sql[TABLE_INSERT], &st, err) < 0)
        return -1;
    columns_bind(store, &model_dispatch, dispatch, st.stmt, 1);
    return statement_run(store, st.stmt, err);
}

int dispatch_add(struct store *store, const struct dispatch *dispatch, int64_t now, struct err *err)
{
    int taken;

    if (transaction_needed(store, err) < 0)
        return -1;
    if (dispatch->state != DISPATCH_CONFIRMED || !dispatch->bytes || !whole(dispatch))
        return err_set(err, _("dispatch.sha256: does not belong to the bytes"));
    if ((taken = draft_taken(store, dispatch->draft, err)) != 0)
        return taken;
    if (dispatch_log(store, dispatch->ref, "confirmed", dispatch->sha256, now, err) < 0)
        return -1;
    return insert(store, dispatch, err);
}

static int stored(struct store *store, const char *ref, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[STATE_OF], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    return statement_step(store, st.stmt, err);
}

/* What another file was about to send is not sent by this one. */
static void disarm(struct dispatch *dispatch)
{
    if (dispatch->state == DISPATCH_CONFIRMED)
        dispatch->state = DISPATCH_CANCELLED;
    else if (dispatch->state == DISPATCH_SENDING)
        dispatch->state = DISPATCH_UNKNOWN;
}

int dispatch_put(struct store *store, const struct dispatch *dispatch, enum put *ret, struct err *err)
{
    struct dispatch other;
    int known = stored(store, dispatch->ref, err);

    *ret = known > 0 ? PUT_UNCHANGED : PUT_NEW;
    if (known != 0)
        return known < 0 ? -1 : 0;
    if (dispatch->bytes && !whole(dispatch))
        return err_set(err, _("dispatch.sha256: does not belong to the bytes; the line was changed, take it "
                              "as it was exported"));
    model_copy(&model_dispatch, dispatch, &other);
    disarm(&other);
    int r = other.state == DISPATCH_CANCELLED || other.state == DISPATCH_REJECTED
                ? 0
                : draft_taken(store, other.draft, err);
    if (r > 0)
        r = err_set(
            err, _("dispatch.draft: \"%s\" is confirmed here, and this says that it left: cancel it first"),
            other.draft);
    if (r == 0)
        r = dispatch_log(store, other.ref, "imported", other.sha256, store->now, err);
    if (r == 0)
        r = insert(store, &other, err);
    model_clear(&model_dispatch, &other);
    return r;
}

/* --- moving --- */

static int move(struct store *store, const char *ref, const struct dispatch_change *change, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[MOVE], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    bind_text(st.stmt, 2, dispatch_state_names[change->to]);
    sqlite3_bind_int64(st.stmt, 3, change->at);
    sqlite3_bind_int64(st.stmt, 4, change->code);
    bind_text(st.stmt, 5, change->reply);
    bind_text(st.stmt, 6, change->why);
    bind_text(st.stmt, 7, change->external_id);
    bind_instant(st.stmt, 8, change->not_before);
    bind_text(st.stmt, 9, change->to == DISPATCH_SENDING ? change->sender : NULL);
    return statement_run(store, st.stmt, err);
}

int dispatch_move(struct store *store, const char *ref, enum dispatch_state from,
                  const struct dispatch_change *change, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[STATE_OF], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r;
    if (!str_equal(column_text(st.stmt, 0), dispatch_state_names[from]))
        return 1;
    const char *event = change->to == DISPATCH_CONFIRMED ? "again" : dispatch_state_names[change->to];
    if (dispatch_log(store, ref, event, column_text(st.stmt, 1), change->at, err) < 0)
        return -1;
    return move(store, ref, change, err);
}

int dispatch_found(struct store *store, const char *ref, const char *why, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[FOUND], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    bind_text(st.stmt, 2, why);
    return statement_run(store, st.stmt, err);
}

/* What a statement that is gone through must not change underneath. */
struct found {
    char *ref, *sender, *sha256;
    enum dispatch_state state;
};
struct founds {
    struct found *v;
    size_t n, cap;
};

static void founds_clear(struct founds *founds)
{
    for (size_t i = 0; i < founds->n; i++) {
        free(founds->v[i].ref);
        free(founds->v[i].sender);
        free(founds->v[i].sha256);
    }
    free(founds->v);
}

static int forsake(struct store *store, const struct founds *founds, int64_t now, size_t *ret_n,
                   struct err *err)
{
    _cleanup_free_ char *self = process_self();

    for (size_t i = 0; i < founds->n; i++) {
        const char *sender = founds->v[i].sender;
        if (sender && !str_equal(sender, self) && process_lives(sender))
            continue;
        struct dispatch_change change = {.to = DISPATCH_UNKNOWN, .at = now, .not_before = INSTANT_NONE};
        change.why = _("paletti ended while it was being sent");
        int r = dispatch_move(store, founds->v[i].ref, DISPATCH_SENDING, &change, err);
        if (r < 0)
            return -1;
        *ret_n += r == 0;
    }
    return 0;
}

int dispatch_attended(struct store *store, const char *ref, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[SENDER], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    const char *sender = column_text(st.stmt, 0);
    return sender && process_lives(sender);
}

/* The first two columns of a statement without parameters. */
static int find_all(struct store *store, const char *text, struct founds *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (transaction_needed(store, err) < 0 || statement_take(store, text, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        MEM_GROW(ret->v, ret->n, ret->cap);
        ret->v[ret->n++] = (struct found){.ref = mem_string(column_text(st.stmt, 0)),
                                          .sender = mem_string(column_text(st.stmt, 1))};
    }
    return r;
}

int dispatch_forsaken(struct store *store, int64_t now, size_t *ret_n, struct err *err)
{
    _cleanup_(founds_clear)
    struct founds founds = {0};
    size_t n = 0;

    if (find_all(store, sql[SENDERS], &founds, err) < 0 || forsake(store, &founds, now, &n, err) < 0)
        return -1;
    if (ret_n)
        *ret_n = n;
    return 0;
}

int dispatch_doubt(struct store *store, int64_t now, const char *why, size_t *ret_n, struct err *err)
{
    const struct dispatch_change change = {
        .to = DISPATCH_UNKNOWN, .at = now, .why = why, .not_before = INSTANT_NONE};
    _cleanup_(founds_clear)
    struct founds founds = {0};

    if (find_all(store, sql[LETTERS], &founds, err) < 0)
        return -1;
    for (size_t i = 0; i < founds.n; i++)
        if (dispatch_move(store, founds.v[i].ref, DISPATCH_CONFIRMED, &change, err) < 0)
            return -1;
    *ret_n = founds.n;
    return 0;
}

int dispatch_of_draft(struct store *store, const char *draft, enum dispatch_state *ret_state, char **ret_ref,
                      struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[TAKEN], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, draft);
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r;
    *ret_state = (enum dispatch_state)column_enum(st.stmt, 1, dispatch_state_names, DISPATCH_UNKNOWN);
    if (ret_ref)
        *ret_ref = mem_string(column_text(st.stmt, 0));
    return 0;
}

int dispatch_void(struct store *store, const char *draft, int64_t now, const char *why, struct err *err)
{
    struct dispatch_change change = {
        .to = DISPATCH_CANCELLED, .at = now, .why = why, .not_before = INSTANT_NONE};
    _cleanup_free_ char *ref = NULL;
    enum dispatch_state state;
    int r = dispatch_of_draft(store, draft, &state, &ref, err);

    if (r != 0)
        return r;
    return state == DISPATCH_CONFIRMED ? dispatch_move(store, ref, DISPATCH_CONFIRMED, &change, err) : 1;
}

/* --- erasing --- */

static int blank(struct store *store, const struct found *found, int64_t now, struct err *err)
{
    bool confirmed = found->state == DISPATCH_CONFIRMED;
    struct dispatch_change change = {.at = now, .not_before = INSTANT_NONE};
    _cleanup_statement_ struct statement st = {0};

    change.to = confirmed ? DISPATCH_CANCELLED : DISPATCH_REJECTED;
    if (found->state == DISPATCH_SENDING)
        return err_set(err, _("a letter is being sent to them at this moment; erase them when that is over"));
    if (dispatch_open(found->state) && dispatch_move(store, found->ref, found->state, &change, err) < 0)
        return -1;
    if (dispatch_log(store, found->ref, "erased", found->sha256, now, err) < 0 ||
        statement_take(store, sql[BLANK], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, found->ref);
    return statement_run(store, st.stmt, err);
}

int dispatch_erase(struct store *store, const char *client, int64_t now, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    _cleanup_(founds_clear)
    struct founds founds = {0};
    int r;

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[OF_CLIENT], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, client);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        MEM_GROW(founds.v, founds.n, founds.cap);
        founds.v[founds.n++] = (struct found){
            .ref = mem_string(column_text(st.stmt, 0)),
            .sha256 = mem_string(column_text(st.stmt, 2)),
            .state = (enum dispatch_state)column_enum(st.stmt, 1, dispatch_state_names, DISPATCH_UNKNOWN),
        };
    }
    for (size_t i = 0; i < founds.n && r == 0; i++)
        r = blank(store, &founds.v[i], now, err);
    return r;
}

/* --- asking --- */

int dispatches_count(struct store *store, int64_t *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int64_t counts[DISPATCH_STATES] = {0};
    int r;

    if (statement_take(store, sql[COUNT], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0)
        counts[column_enum(st.stmt, 0, dispatch_state_names, DISPATCH_UNKNOWN)] =
            sqlite3_column_int64(st.stmt, 1);
    if (r == 0)
        memcpy(ret, counts, sizeof counts);
    return r;
}

int dispatch_confirmed_here(struct store *store, const struct dispatch *dispatch, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[HERE], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, dispatch->ref);
    bind_text(st.stmt, 2, dispatch->sha256);
    int r = statement_step(store, st.stmt, err);
    return r > 0 ? dispatch->bytes && whole(dispatch) : r;
}

int dispatch_tries(struct store *store, const char *ref, int *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[TRIES], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    if (statement_first(store, st.stmt, err) < 0)
        return -1;
    *ret = sqlite3_column_int(st.stmt, 0);
    return 0;
}
