/* The versions of the rules, and who was told which of them. */
#include "paletti/app/rule_history.h"

#include "entry_line.h"
#include "rule_inside.h"
#include "tellings.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/when.h"
#include "paletti/store/clients.h"

#include <string.h>

/* --- the clients of now --- */

struct clients {
    struct texts refs, names;
};

static int take_client(void *ctx, const struct client_row *row)
{
    struct clients *clients = ctx;

    texts_add(&clients->refs, row->ref);
    texts_add(&clients->names, row->name);
    return 0;
}

static void clients_clear(struct clients *clients)
{
    texts_clear(&clients->refs);
    texts_clear(&clients->names);
}

enum { OF_NOW = 1 << CLIENT_ACTIVE | 1 << CLIENT_LEAVING };

static int clients_load(struct store *store, unsigned states, struct clients *ret, struct err *err)
{
    *ret = (struct clients){0};
    return clients_each(store, states, take_client, ret, err);
}

/* What a list is made of. */
struct history {
    struct store *store;
    struct tellings tellings;
    struct clients clients;
};

static void history_done(struct history *history)
{
    tellings_clear(&history->tellings);
    clients_clear(&history->clients);
}

/* 0; 1: there is no file. */
static int history_open(struct app *app, unsigned states, struct history *ret, struct err *err)
{
    int r = app_open_read(app, &ret->store, err);

    if (r != 0)
        return r;
    return tellings_load(app, ret->store, &ret->tellings, err) < 0 || clients_load(ret->store, states, &ret->clients, err) < 0 ? -1 : 0;
}

/* --- versions --- */

static int tell_version(struct app *app, const struct tellings *tellings, const struct clients *clients, size_t i,
                        int (*fn)(void *ctx, const struct version_line *line), void *ctx)
{
    const struct house *house = tellings->house;
    const struct rule *rule = &house->rules[i];
    char ref[CIVIL_INSTANT_SIZE];
    _cleanup_str_ struct str since = STR_INIT;
    struct version_line line = {.ref = civil_format_instant(rule->from, ref),
                                .from = rule->from,
                                .rule = rule,
                                .before = i > 0 ? &house->rules[i - 1] : NULL,
                                .validity = rule_validity(house->rules, house->n_rules, i, app_now(app))};

    words_beginning(app, &since, rule->from);
    line.since = str_text(&since);
    for (size_t c = 0; c < clients->refs.n; c++)
        line.told += tellings_of(tellings, clients->refs.v[c], rule) != NULL;
    return fn(ctx, &line);
}

int view_versions(struct app *app, int (*fn)(void *ctx, const struct version_line *line), void *ctx, int64_t *ret_clients,
                  struct err *err)
{
    _cleanup_(history_done) struct history history = {0};
    int r = history_open(app, OF_NOW, &history, err);

    *ret_clients = (int64_t)history.clients.refs.n;
    if (r != 0)
        return r < 0 ? -1 : 0;
    for (size_t i = history.tellings.house->n_rules; r == 0 && i-- > 0;)
        r = tell_version(app, &history.tellings, &history.clients, i, fn, ctx);
    return r;
}

void version_words(struct app *app, const struct version_line *line, void (*fn)(void *ctx, const char *text), void *ctx)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (line->before) {
        words_rule_changes(app, line->before, line->rule, fn, ctx);
        return;
    }
    words_hours(&text, &line->rule->hours);
    str_add(&text, "; ");
    words_window(&text, line->rule->reply_window.n > 0 ? line->rule->reply_window : WINDOW_DEFAULT);
    fn(ctx, str_text(&text));
}

/* --- who was told --- */

static int tell_client(struct app *app, const struct tellings *tellings, const char *ref, const char *name, const struct rule *asked,
                       int (*fn)(void *ctx, const struct told_line *line), void *ctx)
{
    const struct told *last = tellings_last(tellings, ref);
    const struct rule *version = last ? tellings_version(tellings, last) : NULL;
    _cleanup_str_ struct str which = STR_INIT;
    struct told_line line = {.ref = ref,
                             .name = name,
                             .on = last ? last->on : DAY_NONE,
                             .current = tellings_of(tellings, ref, asked) != NULL,
                             .newer = version && version->from > asked->from};

    if (version)
        words_beginning(app, &which, version->from);
    line.which = version ? str_text(&which) : NULL;
    line.how = last && last->how ? words_channel(last->how) : NULL;
    return fn(ctx, &line);
}

/* Those first who were not told it. */
int view_told(struct app *app, int64_t rule, int (*fn)(void *ctx, const struct told_line *line), void *ctx, struct err *err)
{
    _cleanup_(history_done) struct history history = {0};
    const struct tellings *tellings = &history.tellings;
    const struct texts *refs = &history.clients.refs, *names = &history.clients.names;
    int r = history_open(app, OF_NOW | 1 << CLIENT_PROSPECT, &history, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    const struct rule *version = tellings_rule(app, tellings, rule);
    if (!version)
        return err_set(err, _("no version of the rules begins then; paletti records rule lists them"));
    for (int known = 0; known < 2; known++)
        for (size_t i = 0; r == 0 && i < refs->n; i++)
            if ((tellings_of(tellings, refs->v[i], version) != NULL) == known)
                r = tell_client(app, tellings, refs->v[i], names->v[i], version, fn, ctx);
    return r;
}

/* --- telling --- */

struct telling {
    int32_t on;
    char *how;
};

static const char *behind_by(const char *text)
{
    static const char *const words[] = {"by ", "per ", "por ", "via "};

    text += strspn(text, " \t");
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_starts(text, words[i]))
            return text + strlen(words[i]);
    return text;
}

static int read_telling(struct app *app, const char *text, struct telling *ret, struct err *err)
{
    int64_t at = app_now(app);
    int n = when_parse(text, at, app_zone(app), &at, err);

    if (n < 0)
        return -1;
    ret->on = zone_day(app_zone(app), at, NULL);
    if (at > app_now(app))
        return err_set(err, _("nobody can have been told on a day that is still to come"));
    const char *how = behind_by(text + n);
    const char *channel = *how ? entry_channel(how, NULL) : NULL;
    ret->how = *how ? mem_string(channel ? channel : how) : NULL;
    return 0;
}

int tell_preview(struct app *app, const char *text, struct str *to, struct err *err)
{
    struct telling telling;

    if (read_telling(app, text, &telling, err) < 0)
        return -1;
    str_add(to, _("told on "));
    words_day(app, to, telling.on);
    if (telling.how)
        str_printf(to, ", %s", words_channel(telling.how));
    free(telling.how);
    return 0;
}

int tell_clients(struct app *app, const char *const *clients, size_t n, int64_t rule, const char *text, unsigned *ret_changes,
                 struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    const struct house *house;
    struct telling telling;
    int r = 0;

    if (read_telling(app, text, &telling, err) < 0)
        return -1;
    if (app_house(app, &house, err) < 0 || writing_begin(app, NULL, &writing, err) < 0)
        r = -1;
    else if (rulebook_default(house->book))
        r = err_set(err, _("there are no rules of yours yet that anybody could have been told: R sets them"));
    else if (rule == INSTANT_NONE)
        rule = rulebook_at(house->book, app_now(app))->from;
    for (size_t i = 0; r == 0 && i < n; i++)
        r = told_put(&writing, clients[i], telling.on, rule, telling.how, err);
    free(telling.how);
    if (r < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}
