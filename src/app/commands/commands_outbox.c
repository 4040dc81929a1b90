/* What is confirmed to leave, and letting it go: `paletti outbox`. */
#include "commands.h"

#include "known.h"
#include "prepared_answer.h"

#include "paletti/app/outbox.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/outbox.h"

#include <string.h>

static const char *const wait_names[] = {"over", "goes", "waits", "held", "hand", "asks"};

/* --- for people and programs --- */

/* Eight letters of a UUID are enough to type. */
static void answer_short(struct answer *answer, const struct outbox_line *line)
{
    _cleanup_free_ char *ref = mem_string_n(line->dispatch->ref, strnlen(line->dispatch->ref, 8));

    answer_open_object(answer, NULL);
    answer_text(answer, "ref", ref);
    answer_text(answer, "client", line->name);
    answer_text(answer, "subject",
                line->dispatch->subject ? line->dispatch->subject : line->dispatch->recipient);
    if (line->mode[0])
        answer_text(answer, "mode", line->mode);
    answer_text(answer, "says", line->says);
    answer_close_object(answer);
}

static void answer_open_dispatch(struct answer *answer, const struct outbox_line *line)
{
    const struct dispatch *dispatch = line->dispatch;

    answer_open_object(answer, NULL);
    answer_text(answer, "ref", dispatch->ref);
    answer_text(answer, "kind", dispatch_kind_names[dispatch->kind]);
    answer_text(answer, "client", dispatch->client);
    answer_text(answer, "recipient", dispatch->recipient);
    answer_text(answer, "subject", dispatch->subject);
    answer_text(answer, "draft", dispatch->draft);
    answer_text(answer, "refund", dispatch->refund);
    answer_text(answer, "farewell", dispatch->farewell);
    answer_text(answer, "sequence", dispatch->sequence);
    answer_text(answer, "way", dispatch_way_names[dispatch->way]);
    answer_text(answer, "state", dispatch_state_names[dispatch->state]);
    answer_text(answer, "wait", wait_names[line->wait]);
    answer_text(answer, "says", line->says);
    answer_instant(answer, "goes_at", line->goes_at);
    answer_text(answer, "mode", line->mode[0] ? line->mode : NULL);
    answer_instant(answer, "confirmed_at", dispatch->confirmed_at);
    answer_instant(answer, "not_before", dispatch->not_before);
    answer_boolean(answer, "by_hand", dispatch->by_hand);
    answer_instant(answer, "sending_at", dispatch->sending_at);
    answer_instant(answer, "ended_at", dispatch->ended_at);
    answer_integer(answer, "code", dispatch->code);
    answer_text(answer, "reply", dispatch->reply);
    answer_text(answer, "why", dispatch->why);
    answer_text(answer, "external_id", dispatch->external_id);
    answer_text(answer, "sha256", dispatch->sha256);
}

static int answer_line(void *ctx, const struct outbox_line *line)
{
    struct answer *answer = ctx;

    if (answer->people) {
        answer_short(answer, line);
        return answer->failed;
    }
    answer_open_dispatch(answer, line);
    answer_close_object(answer);
    return answer->failed;
}

struct page {
    struct app *app;
    const struct request *request;
    struct answer *answer;
    unsigned *changes;
    struct err *err;
};

static const char *word_of(const struct page *page)
{
    return page->request->arguments[0];
}

/* NULL: none was named, and err says so. */
static const char *ref_of(const struct page *page)
{
    const char *ref = page->request->arguments[1];

    if (!ref)
        err_set(page->err, _("which one? paletti outbox lists them: paletti outbox %s REF"), word_of(page));
    return ref;
}

/* --- the list --- */

static int list(const struct page *page)
{
    struct outbox_wish wish = {.all = page->request->options[OUTBOX_ALL] != NULL};

    answer_open_list(page->answer, NULL);
    if (view_outbox(page->app, &wish, answer_line, page->answer, page->err) < 0)
        return -1;
    answer_close_list(page->answer);
    return 0;
}

/* --- one of them --- */

static void add_head(struct str *to, const char *head, const char *value)
{
    if (value && *value)
        str_printf(to, "%s: %s\n", head, value);
}

static int answer_shown(void *ctx, const struct outbox_line *line)
{
    const struct page *page = ctx;
    const struct dispatch *dispatch = line->dispatch;
    _cleanup_str_ struct str text = STR_INIT;

    if (!page->answer->people) {
        answer_open_dispatch(page->answer, line);
        answer_text(page->answer, "text", line->text);
        answer_text(page->answer, "bytes", dispatch->bytes);
        answer_close_object(page->answer);
        return 0;
    }
    add_head(&text, _("Client"), line->name);
    add_head(&text, _("State"), line->says);
    add_head(&text, _("Mode"), line->mode);
    add_head(&text, _("To"), dispatch->recipient);
    add_head(&text, _("Subject"), dispatch->subject);
    str_printf(&text, "SHA-256: %s\n\n%s", dispatch->sha256,
               line->text        ? line->text
               : dispatch->bytes ? dispatch->bytes
                                 : "");
    if (text.s[text.len - 1] != '\n')
        str_add_char(&text, '\n');
    answer_raw(page->answer, str_text(&text), text.len);
    return 0;
}

static int show(struct page *page)
{
    const char *ref = ref_of(page);

    return !ref ? -1 : view_dispatch(page->app, ref, answer_shown, page, page->err);
}

static int say(struct page *page, const char *ref, const char *sentence)
{
    if (!page->answer->people)
        return view_dispatch(page->app, ref, answer_line, page->answer, page->err);
    answer_text(page->answer, NULL, sentence);
    return 0;
}

/* --- confirming --- */

static int read_plan(const struct page *page, struct outbox_plan *ret)
{
    const char *at = page->request->options[OUTBOX_AT], *way = page->request->options[OUTBOX_WAY];

    *ret = OUTBOX_PLAN_INIT;
    ret->draft = ref_of(page);
    if (!ret->draft)
        return -1;
    if (at && civil_parse_instant(at, &ret->not_before) != 0)
        return err_set(page->err, _("--at: \"%.60s\" is no instant, such as 2026-03-10T10:15:00+01:00"), at);
    for (int i = 0; way && dispatch_way_names[i]; i++)
        if (str_equal(way, dispatch_way_names[i]))
            ret->way = i;
    ret->by_hand = page->request->options[OUTBOX_BY_HAND] != NULL;
    return 0;
}

static int confirm(struct page *page)
{
    _cleanup_outbox_prepared_ struct outbox_prepared prepared = {0};
    const char *name = page->request->options[OUTBOX_NAME];
    struct outbox_plan plan;

    if (read_plan(page, &plan) < 0 ||
        outbox_prepare(page->app, page->request, &plan, &prepared, page->err) < 0)
        return -1;
    if (!name) {
        _cleanup_free_ char *how = str_format("paletti outbox confirm %s --name \"%s\"",
                                              prepared.dispatch.draft, prepared.short_name);
        prepared_tell(page->answer, &prepared, how);
        return 0;
    }
    if (outbox_confirm(page->app, page->request, &prepared, name, page->changes, page->err) < 0)
        return -1;
    _cleanup_free_ char *sentence =
        str_format(_("confirmed to %s; nothing is sent yet. %s"), prepared.to, prepared.when);
    return say(page, prepared.dispatch.ref, sentence);
}

/* --- the other words --- */

static int cancel(struct page *page)
{
    const char *ref = ref_of(page);

    if (!ref || outbox_cancel(page->app, page->request, ref, page->changes, page->err) < 0)
        return -1;
    return say(page, ref, _("cancelled: nothing was sent, and the draft waits again"));
}

static int said(struct page *page)
{
    const char *what = page->request->arguments[2], *ref = ref_of(page);
    bool done = str_equal(what, "done");

    if (!ref)
        return -1;
    if (!done && !str_equal(what, "not-sent"))
        return err_set(page->err, _("what became of it? paletti outbox said %s done, or not-sent"), ref);
    if (outbox_said(page->app, page->request, ref, done, page->changes, page->err) < 0)
        return -1;
    return say(page, ref,
               done ? _("it is done, and in the log") : _("it was not sent: the draft waits again"));
}

static int copy(struct page *page)
{
    _cleanup_free_ char *text = NULL;
    const char *ref = ref_of(page);

    if (!ref)
        return -1;
    int r = outbox_copy(page->app, ref, &text, page->err);
    if (r < 0)
        return -1;
    if (r == 0)
        return say(page, ref, _("copied; send it, then say that it is done"));
    if (page->answer->people) {
        answer_raw(page->answer, text, strlen(text));
        return 0;
    }
    answer_open_object(page->answer, NULL);
    answer_text(page->answer, "text", text);
    answer_close_object(page->answer);
    return 0;
}

/* --- releasing --- */

static void answer_counts(struct answer *answer, const struct outbox_released *released)
{
    const struct {
        const char *key;
        size_t n;
    } counts[] = {
        {"done", released->done},           {"pending", released->pending}, {"rejected", released->rejected},
        {"later", released->later},         {"unknown", released->unknown}, {"waiting", released->waiting},
        {"recovered", released->recovered},
    };

    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        answer_integer(answer, counts[i].key, (int64_t)counts[i].n);
}

/* --quiet: a timer runs this every few minutes, and says nothing where nothing left. */
static void say_counts(const struct page *page, const struct outbox_released *released)
{
    _cleanup_free_ char *sentence = NULL;
    size_t sent =
        released->done + released->pending + released->rejected + released->later + released->unknown;

    if (!page->request->aside || (page->request->options[OUTBOX_QUIET] && sent + released->recovered == 0))
        return;
    if (sent + released->recovered + released->waiting == 0)
        sentence = mem_string(_("nothing is confirmed to leave"));
    else
        sentence = str_format(_("left: %zu; refused: %zu; later: %zu; nobody knows: %zu; waiting: %zu"),
                              released->done + released->pending, released->rejected, released->later,
                              released->unknown, released->waiting);
    page->request->aside(sentence);
}

/* For people there is a table only where something changed. */
struct released_table {
    struct answer *answer;
    bool open;
};

static int answer_released(void *ctx, const struct outbox_line *line)
{
    struct released_table *told = ctx;

    if (!told->open)
        answer_open_list(told->answer, NULL);
    told->open = true;
    return answer_line(told->answer, line);
}

static int release(struct page *page)
{
    struct outbox_released released = {0};
    bool people = page->answer->people;
    struct released_table told = {page->answer, !people};

    if (!people) {
        answer_open_object(page->answer, NULL);
        answer_open_list(page->answer, "dispatches");
    }
    if (outbox_release(page->app, page->request, NULL, answer_released, &told, &released, page->changes,
                       page->err) < 0)
        return -1;
    if (told.open)
        answer_close_list(page->answer);
    if (people) {
        say_counts(page, &released);
        return 0;
    }
    answer_counts(page->answer, &released);
    answer_close_object(page->answer);
    return 0;
}

COMMAND_RUN(outbox)
{
    static const struct {
        const char *word;
        int (*run)(struct page *page);
    } words[] = {{"show", show}, {"confirm", confirm}, {"cancel", cancel}, {"said", said}, {"copy", copy}};
    struct page page = {app, request, answer, ret_changes, err};

    *ret_changes = CHANGE_NOTHING;
    if (request->options[OUTBOX_RELEASE])
        return release(&page);
    if (!word_of(&page))
        return list(&page);
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_equal(word_of(&page), words[i].word))
            return words[i].run(&page);
    return err_set(err, _("\"%.60s\" is none of show, confirm, cancel, said, copy"), word_of(&page));
}
