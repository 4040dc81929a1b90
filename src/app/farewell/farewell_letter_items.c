/* The letters of a goodbye as things of its page: what each lacks, what it would give away, where it is on
 * its way. */
#include "farewell_items.h"

#include "paletti/app/drafts.h"
#include "paletti/app/outbox.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"

#include <stdlib.h>

/* --- what was confirmed --- */

static enum farewell_item_state state_of_dispatch(const struct dispatch *dispatch)
{
    static const enum farewell_item_state states[DISPATCH_STATES] = {
        [DISPATCH_CONFIRMED] = FAREWELL_ITEM_CONFIRMED, [DISPATCH_SENDING] = FAREWELL_ITEM_SENDING,
        [DISPATCH_DONE] = FAREWELL_ITEM_DONE,           [DISPATCH_PENDING] = FAREWELL_ITEM_DONE,
        [DISPATCH_REJECTED] = FAREWELL_ITEM_REFUSED,    [DISPATCH_UNKNOWN] = FAREWELL_ITEM_UNKNOWN,
        [DISPATCH_CANCELLED] = FAREWELL_ITEM_DRAFTED,
    };

    return states[dispatch->state];
}

struct waiting {
    const struct laying *laying;
    struct farewell_item *item;
};

/* When it goes, and why then: the outbox's word. */
static int take_waiting(void *ctx, const struct outbox_line *line)
{
    const struct waiting *waiting = ctx;

    waiting->item->at = line->goes_at;
    if (line->says && *line->says) {
        free(waiting->item->note);
        waiting->item->note = laying_shown(waiting->laying, line->says);
    }
    return 0;
}

static int lay_dispatch(const struct laying *laying, const struct dispatch *dispatch,
                        struct farewell_item *item)
{
    struct waiting waiting = {laying, item};
    bool open = dispatch_open((enum dispatch_state)dispatch->state);

    item->state = (int8_t)state_of_dispatch(dispatch);
    item->dispatch = mem_string(dispatch->ref);
    item->gone = dispatch_left((enum dispatch_state)dispatch->state);
    item->note = laying_shown(laying, dispatch->why);
    item->at = dispatch->ended_at;
    if (dispatch->state == DISPATCH_DONE && dispatch->ended_at != INSTANT_NONE)
        item->done_on = days_at(laying->going->zone, dispatch->ended_at);
    if (dispatch->recipient && *dispatch->recipient) {
        free(item->where);
        item->where = laying_shown(laying, dispatch->recipient);
    }
    return open ? view_dispatch(laying->going->app, dispatch->ref, take_waiting, &waiting, laying->err) : 0;
}

static void sooner(struct farewell_count *count, int64_t at)
{
    if (at != INSTANT_NONE && (count->at == INSTANT_NONE || at < count->at))
        count->at = at;
}

/* --- letters --- */

static const char *letter_word(const struct farewell_letter *letter)
{
    static const struct {
        const char *code, *variant, *word;
    } words[] = {
        {"T3", NULL, N_("what was bought, used and goes back")},
        {"T15", NULL, N_("the meetings that are cancelled")},
        {"T16", NULL, N_("the accesses that close")},
        {"T2", "client", N_("whom to go to")},
        {"T2", "colleague", N_("to the colleague")},
    };

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_equal(words[i].code, letter->code) && str_equal(words[i].variant, letter->variant))
            return _(words[i].word);
    return _("the goodbye");
}

static void say_missing(const struct letter *letter, struct str *to)
{
    for (size_t i = 0; i < letter->missing.n; i++)
        str_printf(to, "%s%s", i ? ", " : _("lacks: "), letter->missing.v[i]);
}

/* What CODE would say now. One that cannot be written (no template of the person's language, no money) says
 * why. */
static int lay_fresh(const struct laying *laying, const struct farewell_letter *letter,
                     const struct draft *draft, struct farewell_item *item)
{
    _cleanup_letter_ struct letter fresh = {.rule = INSTANT_NONE};
    _cleanup_str_ struct str note = STR_INIT;
    struct err err = {0};
    int r = going_write(laying->going, letter->code, letter->variant, &fresh, &err);

    if (r < 0)
        str_add(&note, err.text);
    else if (!fresh.text)
        say_missing(&fresh, &note);
    else if (draft && !str_equal(fresh.text, draft->text))
        str_add(&note, _("it is not what the records say now: changed by hand, or out of date"));
    item->other = draft && fresh.text && !str_equal(fresh.text, draft->text);
    bool empty = !draft && (r < 0 || !fresh.text);
    laying->seen->empty += empty;
    if (!item->note && note.len > 0)
        item->note = laying_shown(laying, str_text(&note));
    if (!item->where && r == 0)
        item->where = laying_shown(laying, fresh.to);
    return 0;
}

/* A leak is pointed at where it can be mended: in the draft. */
static int lay_leaks(const struct laying *laying, const struct draft *draft, struct farewell_item *item)
{
    struct letter_findings findings = {0};
    struct err err = {0};

    if (draft_look(laying->going->app, draft->client, draft->code, draft->about, draft->subject, draft->text,
                   &findings, laying->err) < 0)
        return -1;
    if (draft_refuse_leaks(&findings, &err) < 0) {
        laying->seen->leaks++;
        free(item->note);
        item->note = laying_shown(laying, err.text);
    }
    letter_findings_clear(&findings);
    return 0;
}

static bool said_by_task(const struct going *going, const struct farewell_letter *letter)
{
    return letter->main && going_ticked(going, TASK_LETTER);
}

static int lay_draft(const struct laying *laying, const struct farewell_letter *letter,
                     const struct draft *draft, struct farewell_item *item)
{
    const struct dispatch *dispatch = going_dispatch(laying->going, draft->ref, NULL);

    item->ref = mem_string(draft->ref);
    item->where = laying_shown(laying, draft->to);
    item->state = FAREWELL_ITEM_DRAFTED;
    if (draft->state == DRAFT_DONE) {
        item->state = FAREWELL_ITEM_DONE;
        item->gone = true;
        item->done_on = draft->done_on;
    }
    if (dispatch && lay_dispatch(laying, dispatch, item) < 0)
        return -1;
    if (item->state != FAREWELL_ITEM_DRAFTED && item->state != FAREWELL_ITEM_REFUSED)
        return 0;
    return lay_fresh(laying, letter, draft, item) < 0 ? -1 : lay_leaks(laying, draft, item);
}

static int lay_letter(const struct laying *laying, const struct farewell_letter *letter)
{
    const struct going *going = laying->going;
    const struct draft *draft = going_draft(going, letter->code, letter->to_colleague);
    struct farewell_item *item = laying_add(laying, FAREWELL_TEXT, FAREWELL_ITEM_LETTER, FAREWELL_ITEM_OPEN);
    const char *kept = going_kept(going, "letter", letter->code);

    item->code = mem_string(letter->code);
    item->variant = mem_string(letter->variant);
    item->what = str_format("%s, %s", letter->code, letter_word(letter));
    if (draft && lay_draft(laying, letter, draft, item) < 0)
        return -1;
    if (!draft && said_by_task(going, letter))
        item->state = FAREWELL_ITEM_DONE;
    else if (!draft && kept) {
        item->state = FAREWELL_ITEM_KEPT;
        item->note = laying_shown(laying, kept);
    } else if (!draft)
        lay_fresh(laying, letter, NULL, item);
    struct farewell_count *counts[] = {&laying->seen->letters,
                                       str_equal(letter->code, "T3") ? &laying->seen->statement : NULL};
    for (size_t i = 0; i < ARRAY_LEN(counts) && counts[i]; i++) {
        laying_count(counts[i], (enum farewell_item_state)item->state, DAY_NONE);
        if (item->state == FAREWELL_ITEM_CONFIRMED)
            sooner(counts[i], item->at);
    }
    laying->seen->told |= letter->main && item->gone;
    return 0;
}

int laying_letters(const struct laying *laying)
{
    struct farewell_letter letters[FAREWELL_LETTERS];
    size_t n = going_letters(laying->going, letters);
    const struct draft *draft = going_draft(laying->going, going_main(laying->going), false);

    for (size_t i = 0; i < n; i++)
        if (lay_letter(laying, &letters[i]) < 0)
            return -1;
    if (draft && laying->going->farewell.true_of) {
        _cleanup_free_ char *hash = going_hash(draft);
        laying->seen->true_said = str_equal(hash, laying->going->farewell.true_of);
    }
    return 0;
}
