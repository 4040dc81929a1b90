#include "log_page.h"

#include "blurring.h"

#include "paletti/base/mem.h"
#include "paletti/base/i18n.h"
#include "paletti/core/agreement.h"
#include "paletti/core/breach_note.h"
#include "paletti/core/money.h"
#include "paletti/store/dues.h"
#include "paletti/store/notes.h"
#include "paletti/store/payments.h"

#include <string.h>

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

static int take_note(void *ctx, const char *kind, const char *state)
{
    struct log_line *line = ctx;
    unsigned bit = 0;

    for (size_t i = 0; i < breach_kinds_n; i++)
        if (!breach_kinds[i].mine && str_equal(breach_kinds[i].name, kind))
            bit = breach_kinds[i].bit;
    line->reminded |= str_equal(state, breach_state_names[BREACH_REMINDED]) ? bit : 0;
    line->waived |= str_equal(state, breach_state_names[BREACH_WAIVED]) ? bit : 0;
    return 0;
}

/* Looked for only where they crossed a line, in files where anything was done about one. */
static int add_notes(struct log_page *page, struct log_line *line)
{
    bool some = page->notes == NOTES_SOME;

    if (page->notes == NOTES_UNKNOWN) {
        if (app_has_notes(page->app, page->now, &some, page->err) < 0)
            return -1;
        page->notes = some ? NOTES_SOME : NOTES_NONE;
    }
    return some ? notes_of(page->store, line->ref, take_note, line, page->err) : 0;
}

/* "training, 8 of 12"; a subject that counts itself stays as it is. */
static void say_session(struct log_page *page, const struct use_place *place, struct log_line *line)
{
    _cleanup_str_ struct str used = STR_INIT, all = STR_INIT;
    const char *subject = line->subject ? line->subject : "";

    quantity_format(&used, place->used);
    quantity_format(&all, place->quantity);
    _cleanup_free_ char *count = str_format(_("%s of %s"), str_text(&used), str_text(&all));
    str_clear(&page->session);
    str_printf(&page->session, "%s%s%s", subject, *subject ? ", " : "", count);
    const char *first = strstr(subject, str_text(&used)); /* in whatever language it counts */
    if (!first || !strstr(first + used.len, str_text(&all)))
        line->subject = str_text(&page->session);
}

static int add_session(struct log_page *page, int64_t use, struct log_line *line)
{
    struct use_place place;
    int r = use_find(page->store, use, &place, page->err);

    if (r != 0 || place.unit != UNIT_SESSION)
        return r < 0 ? -1 : 0;
    line->sort = LOG_SESSION;
    say_session(page, &place, line);
    return 0;
}

/* What stands between the quotation marks of their JSON is codes, and codes need none. */
static const char *say_signs(struct log_page *page, const struct log_row *row)
{
    if (row->energy == 0 && !row->signs)
        return NULL;
    str_clear(&page->signs);
    if (row->energy > 0)
        str_printf(&page->signs, "e%d", row->energy);
    for (const char *s = row->signs ? row->signs : ""; *(s += strcspn(s, "abcdefghijklmnopqrstuvwxyz"));) {
        size_t len = strcspn(s, "\"");
        str_printf(&page->signs, "%s+%.*s", page->signs.len ? " " : "", (int)len, s);
        s += len;
    }
    return str_text(&page->signs);
}

int log_page_line(struct log_page *page, const struct log_row *row, struct log_line *ret)
{
    const struct verdict *verdict = &row->verdict;

    *ret = (struct log_line){        .id = row->id,
        .client_id = row->client_id,
        .ref = row->ref,
        .client_name = app_blur_client(page->app, row->client_id, row->client_name),
        .at = row->at,
        .minutes = row->minutes,
        .direction = (enum direction)row->direction,
        .kind = (enum kind)row->kind,
        .channel = row->channel,
        .subject = app_blur_text(page->app, row->subject),
        .beginning = app_blur_text(page->app, row->beginning),
        .signs = say_signs(page, row),
        .question = verdict->started ? verdict_state(verdict, page->now) : QUESTION_NONE,
        .receipt = verdict->receipt,
        .due = verdict->started ? verdict_due(verdict, page->now) : INSTANT_NONE,
        .early = verdict->started && verdict_early(verdict, page->now),
        .breaches = verdict->breaches,
        .counted = verdict->counted,
        .needs_reply = row->direction == DIRECTION_IN && interaction_needs_reply((enum kind)row->kind, row->needs_reply),
    };
    if (row->use && add_session(page, row->use, ret) < 0)
        return -1;
    if (ret->breaches & BREACH_CLIENTS && add_notes(page, ret) < 0)
        return -1;
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
    str_done(&page->session);
    str_done(&page->signs);
}
