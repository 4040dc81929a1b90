#include "paletti/app/reminder.h"

#include "breach_notes.h"
#include "draft_put.h"
#include "explaining.h"
#include "payment_step.h"
#include "ref_any.h"

#include "paletti/app/drafts.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/days.h"
#include "paletti/core/draft.h"
#include "paletti/store/clients.h"

#include <string.h>

void reminder_clear(struct reminder *reminder)
{
    char *const owned[] = {reminder->of, reminder->client, reminder->name, reminder->said, reminder->channel, reminder->to,
                           reminder->step};

    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        free(owned[i]);
    letter_clear(&reminder->letter);
    *reminder = (struct reminder){0};
}

/* --- which line --- */

/* What a letter reminds of, the gravest first. */
static const enum breach remindable[] = {BREACH_CLIENT_CHANNEL, BREACH_CLIENT_OFF_HOURS, BREACH_CHASE};

static bool is_open(const struct explained_breach *breach)
{
    return breach->counted && (!breach->note.of || breach->note.state == BREACH_OPEN);
}

/* The gravest that is open; where none is, the gravest. NULL: there is none that letters are written of. */
static const struct explained_breach *choose(const struct explained *explained, enum breach wanted)
{
    const struct explained_breach *other = NULL;

    for (size_t i = 0; i < ARRAY_LEN(remindable); i++)
        for (size_t j = 0; j < explained->n_breaches; j++) {
            const struct explained_breach *breach = &explained->breaches[j];
            if (breach->kind->bit != remindable[i] || (wanted && wanted != breach->kind->bit))
                continue;
            if (is_open(breach))
                return breach;
            other = other ? other : breach;
        }
    return other;
}

static int refuse_without(const struct explained *explained, struct err *err)
{
    const char *name = explained->client_name;

    for (size_t i = 0; i < explained->n_breaches; i++)
        if (explained->breaches[i].kind->bit == BREACH_LATE_MATERIAL)
            return err_set(err, _("%s: of late material no letter reminds; write one by hand (paletti add draft), or put it among "
                                  "the conditions of a second chance"), name);
    return err_set(err, explained->n_breaches > 0 ? _("%s: only you crossed a line there; nobody else is reminded of it")
                                                  : _("%s: no line was crossed there; nobody is to be reminded"),
                   name);
}

static int refuse_untold(const struct explained *explained, struct err *err)
{
    return err_set(err, _("%s had not been told that rule yet, so it does not count against them: send them your rules first "
                          "(paletti letter %s T3b), and note the day with paletti add told"),
                   explained->client_name, explained->client);
}

static int refuse_waived(struct app *app, const struct explained *explained, const struct breach_note *note, struct err *err)
{
    _cleanup_str_ struct str day = STR_INIT;

    if (note->on != DAY_NONE)
        words_day(app, &day, note->on);
    return err_set(err, _("%s: you let it pass (%s%s%s); remove breach:%s opens it again"), explained->client_name,
                   str_text(&day), day.len ? ": " : "", note->reason ? note->reason : "", note->ref);
}

struct search {
    const char *about;
    char *ref;
};

static int match_draft(void *ctx, const void *record)
{
    struct search *search = ctx;
    const struct draft *draft = record;

    if (!str_equal(draft->about, search->about))
        return 0;
    search->ref = mem_string(draft->ref);
    return 1;
}

/* Where the draft was removed, there may be another one. */
static int refuse_reminded(struct store *store, const struct explained *explained, const struct breach_note *note,
                           struct err *err)
{
    struct search search = {.about = note->ref};

    if (store_each(store, &model_draft, explained->client, match_draft, &search, err) < 0)
        return -1;
    _cleanup_free_ char *ref = search.ref;
    if (!ref)
        return 0;
    return err_set(err, _("%s: a reminder of it is written already: paletti draft %s shows it"), explained->client_name, ref);
}

static int check_breach(struct app *app, struct store *store, const struct explained *explained,
                        const struct explained_breach *breach, struct err *err)
{
    if (!breach)
        return refuse_without(explained, err);
    if (!breach->counted)
        return refuse_untold(explained, err);
    if (breach->note.of && breach->note.state == BREACH_WAIVED)
        return refuse_waived(app, explained, &breach->note, err);
    if (breach->note.of && breach->note.state == BREACH_REMINDED)
        return refuse_reminded(store, explained, &breach->note, err);
    return 0;
}

/* --- the letter --- */

/* How many of that kind they were reminded of, this one apart. */
static int count_before(const struct breach_notes *notes, const struct breach_kind *kind, const char *of)
{
    int n = 0;

    for (size_t i = 0; i < notes->n; i++)
        n += notes->v[i].state == BREACH_REMINDED && str_equal(breach_kind_names[notes->v[i].kind], kind->name) &&
             !str_equal(notes->v[i].of, of);
    return n;
}

static const char *first_of(const struct texts *texts)
{
    return texts->n ? texts->v[0] : NULL;
}

/* What my own rules close I do not write by. */
static int check_channel(struct app *app, const struct explained *explained, const char *channel, struct err *err)
{
    const struct terms *terms = boundaries_at(explained->standing.boundaries, app_now(app));

    if (terms_channel(terms, channel).hours != CHANNEL_NEVER)
        return 0;
    return err_set(err, _("your own rules close \"%s\": a reminder by it would teach the contrary"), words_channel(channel));
}

static int put_way(struct app *app, struct store *store, const struct explained *explained, const char *channel,
                   struct reminder *reminder, struct err *err)
{
    struct client client;

    reminder->channel = mem_string(channel ? channel : reminder->letter.channel);
    if (check_channel(app, explained, reminder->channel, err) < 0)
        return -1;
    if (str_equal(reminder->channel, "email")) {
        reminder->to = mem_string(reminder->letter.to);
        return 0;
    }
    int r = store_get(store, &model_client, reminder->client, &client, err);
    if (r != 0)
        return r;
    bool phone = str_equal(reminder->channel, "phone") || str_equal(reminder->channel, "sms");
    reminder->to = mem_string(phone ? first_of(&client.phones) : NULL);
    model_clear(&model_client, &client);
    return 0;
}

/* Own words are a sentence; a code is one word. */
static char *whole_sentence(const char *reason)
{
    size_t n = reason ? strlen(reason) : 0;
    bool ends = n > 0 && (strchr(".!?)", reason[n - 1]) || (n > 3 && str_equal(reason + n - 3, "…")));

    return n == 0 ? NULL : str_format("%s%s", reason, ends || !strchr(reason, ' ') ? "" : ".");
}

/* Own words in the place of the letter's. */
static int take_text(struct app *app, const struct reminder_wish *wish, enum breach breach, struct reminder *reminder,
                     struct err *err)
{
    if (!wish->text || !reminder->letter.text)
        return 0;
    free(reminder->letter.text);
    reminder->letter.text = mem_string(wish->text);
    letter_findings_clear(&reminder->letter.findings);
    _cleanup_free_ char *about = breach_note_ref(breach, reminder->of);
    return draft_look(app, reminder->client, reminder->letter.code, about, reminder->letter.subject, wish->text,
                      &reminder->letter.findings, err);
}

static int write_letter(struct app *app, struct store *store, const struct reminder_wish *wish,
                        const struct breach_kind *kind, struct reminder *reminder, struct err *err)
{
    _cleanup_breach_notes_ struct breach_notes notes = {0};
    struct letter_wish letter = LETTER_WISH_INIT;

    if (breach_notes_load(store, reminder->client, &notes, err) < 0)
        return -1;
    reminder->before = count_before(&notes, kind, reminder->of);
    letter.client = reminder->client;
    letter.of = reminder->of;
    letter.code = "T4"; /* or the one that leads to it */
    letter.breach = kind->bit;
    letter.reminders = reminder->before;
    _cleanup_free_ char *reason = whole_sentence(wish->reason);
    letter.reason = reason;
    letter.copied = wish->copied;
    if (letter_write(app, &letter, &reminder->letter, err) < 0)
        return -1;
    reminder->redirects = str_equal(reminder->letter.code, "T5");
    return take_text(app, wish, kind->bit, reminder, err);
}

static void about(struct reminder *reminder, const struct explained *explained)
{
    reminder->of = mem_string(explained->ref);
    reminder->client = mem_string(explained->client);
    reminder->name = mem_string(explained->client_name);
}

/* Of an invoice: the ladder says which letter. */
static int write_payment(struct app *app, struct store *store, const struct reminder_wish *wish,
                         const struct explained *explained, struct reminder *reminder, struct err *err)
{
    struct letter_wish letter = LETTER_WISH_INIT;

    for (size_t i = 0; i < explained->n_breaches; i++)
        if (explained->breaches[i].note.of && explained->breaches[i].note.state == BREACH_WAIVED)
            return refuse_waived(app, explained, &explained->breaches[i].note, err);
    about(reminder, explained);
    reminder->breach = BREACH_LATE_PAYMENT;
    _cleanup_(payment_step_clear) struct payment_step step = {0};
    if (payment_step_find(app, explained->client, explained->ref, wish->step, &step, err) < 0 ||
        client_find(store, explained->client, &reminder->client_id, NULL, NULL, err) < 0)
        return -1;
    reminder->said = MEM_TAKE(step.said);
    reminder->step = MEM_TAKE(step.sentence);
    reminder->before = step.before;
    letter.client = reminder->client;
    letter.of = reminder->of;
    letter.code = step.code;
    if (letter_write(app, &letter, &reminder->letter, err) < 0 || take_text(app, wish, BREACH_LATE_PAYMENT, reminder, err) < 0)
        return -1;
    return put_way(app, store, explained, wish->channel, reminder, err);
}

static int write_reminder(struct app *app, struct store *store, const struct reminder_wish *wish,
                          struct reminder *reminder, struct err *err)
{
    _cleanup_explained_ struct explained explained = {0};
    _cleanup_free_ char *ref = NULL;
    const struct model *model;

    int r = ref_any(app, store, wish->of, &model, &ref, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("nothing is called \"%.60s\""), wish->of);
    if (explained_find(app, store, ref, &explained, err) < 0)
        return -1;
    if (explained.what == EXPLAINED_INVOICE)
        return write_payment(app, store, wish, &explained, reminder, err);
    const struct explained_breach *breach = choose(&explained, wish->breach);
    if (check_breach(app, store, &explained, breach, err) < 0)
        return -1;
    about(reminder, &explained);
    reminder->said = mem_string(breach->text);
    reminder->breach = breach->kind->bit;
    if (client_find(store, explained.client, &reminder->client_id, NULL, NULL, err) < 0 ||
        write_letter(app, store, wish, breach->kind, reminder, err) < 0)
        return -1;
    return put_way(app, store, &explained, wish->channel, reminder, err);
}

int reminder_write(struct app *app, const struct reminder_wish *wish, struct reminder *ret, struct err *err)
{
    struct reminder reminder = {.letter.rule = INSTANT_NONE};
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    int r = write_reminder(app, store, wish, &reminder, err);
    if (r == 0)
        *ret = reminder;
    else
        reminder_clear(&reminder);
    return r;
}

/* --- keeping it --- */

static int add_code(void *ctx, const char *code, const char *sentence _unused_)
{
    struct str *list = ctx;

    str_printf(list, "%s%s", list->len ? ", " : "", code);
    return 0;
}

static int refuse_missing(struct app *app, const struct letter *letter, struct err *err)
{
    _cleanup_str_ struct str names = STR_INIT;

    if (letter->missing.n == 1 && str_equal(letter->missing.v[0], "reason")) {
        letter_reasons(app, letter->language, add_code, &names, NULL);
        return err_set(err, _("a reminder gives a reason: --reason and one of %s, or a sentence of your own in the client's "
                              "language"), str_text(&names));
    }
    for (size_t i = 0; i < letter->missing.n; i++)
        add_code(&names, letter->missing.v[i], NULL);
    return err_set(err, _("the letter %s cannot be written: it lacks %s; paletti letter --help says where they come from"),
                   letter->code, str_text(&names));
}

static int put_draft(struct writing *writing, const struct reminder *reminder, char **ret_ref, struct err *err)
{
    writing->act.command = mem_string("remind");
    return draft_put(writing, &reminder->letter, reminder->client, breach_note_ref(reminder->breach, reminder->of),
                     reminder->channel, reminder->to, ret_ref, err);
}

/* Under the writers' lock, so that the step is counted once. */
static int save(struct writing *writing, const struct reminder_wish *wish, char **ret_ref, struct err *err)
{
    _cleanup_reminder_ struct reminder reminder = {0};

    if (reminder_write(writing->app, wish, &reminder, err) < 0)
        return -1;
    letter_say_refused(writing->request, &reminder.letter);
    if (!reminder.letter.text)
        return refuse_missing(writing->app, &reminder.letter, err);
    if (draft_refuse_leaks(&reminder.letter.findings, err) < 0 || put_draft(writing, &reminder, ret_ref, err) < 0)
        return -1;
    /* A letter before the due date, or one that notes a promise, is about no line that was crossed. */
    return !reminder.letter.breach ? 0 : breach_note_put(writing, reminder.breach, reminder.of, BREACH_REMINDED, NULL, err);
}

int reminder_save(struct app *app, const struct request *request, const struct reminder_wish *wish, char **ret_ref,
                  unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_free_ char *ref = NULL;

    if (writing_begin(app, request, &writing, err) < 0 || save(&writing, wish, &ref, err) < 0 ||
        writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    *ret_ref = MEM_TAKE(ref);
    return 0;
}

/* --- what the screen asks --- */

struct newest {
    struct app *app;
    unsigned breaches;
    char *ref;
};

static int try_line(void *ctx, const struct log_line *line)
{
    struct newest *newest = ctx;
    _cleanup_explained_ struct explained explained = {0};
    struct store *store;
    struct err err;

    if (app_need_file(newest->app, &store, &err) < 0 || explained_find(newest->app, store, line->ref, &explained, &err) < 0)
        return 0;
    for (size_t i = 0; i < explained.n_breaches && !newest->ref; i++)
        if (explained.breaches[i].kind->bit & newest->breaches && is_open(&explained.breaches[i]))
            newest->ref = mem_string(line->ref);
    return newest->ref != NULL;
}

int reminder_newest(struct app *app, int64_t client_id, unsigned breaches, char **ret, struct err *err)
{
    struct newest newest = {.app = app, .breaches = breaches & BREACH_CLIENTS};

    if (view_crossed(app, client_id, newest.breaches, try_line, &newest, err) < 0) {
        free(newest.ref);
        return -1;
    }
    return newest.ref ? (*ret = newest.ref, 0) : breaches & BREACH_LATE_PAYMENT ? payment_step_newest(app, client_id, ret, err) : 1;
}

/* About any of the lines of one entry. */
struct of_entry {
    const struct explained *explained;
    int64_t made;
    char *ref;
};

static int take_of_entry(void *ctx, const void *record)
{
    struct of_entry *search = ctx;
    const struct draft *draft = record;
    const char *of = draft->about ? strchr(draft->about, ':') : NULL;

    if (!of || !str_equal(of + 1, search->explained->ref) || (search->ref && draft->made < search->made))
        return 0;
    free(search->ref);
    search->ref = mem_string(draft->ref);
    search->made = draft->made;
    return 0;
}

int reminder_draft(struct app *app, const char *ref, char **ret, struct err *err)
{
    _cleanup_explained_ struct explained explained = {0};
    struct of_entry search = {.explained = &explained};
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || explained_find(app, store, ref, &explained, err) < 0 ||
        store_each(store, &model_draft, explained.client, take_of_entry, &search, err) < 0) {
        free(search.ref);
        return -1;
    }
    if (!search.ref)
        return 1;
    *ret = search.ref;
    return 0;
}

int reminder_lines(struct app *app, const char *ref, unsigned *ret, struct err *err)
{
    _cleanup_explained_ struct explained explained = {0};
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || explained_find(app, store, ref, &explained, err) < 0)
        return -1;
    *ret = 0;
    for (size_t i = 0; i < explained.n_breaches; i++)
        *ret |= explained.breaches[i].kind->bit;
    return 0;
}
