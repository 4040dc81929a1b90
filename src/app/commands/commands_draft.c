/* Letters that wait: listed, shown, written to a file, marked as sent. */
#include "acts.h"
#include "commands.h"
#include "draft_answer.h"
#include "draft_sent.h"
#include "known.h"
#include "writing.h"

#include "paletti/app/drafts.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/draft.h"

#include <string.h>

void answer_open_draft(struct answer *answer, const char *key, const struct draft_line *line)
{
    answer_open_object(answer, NULL);
    answer_text(answer, key, line->ref);
    answer_text(answer, "client", answer->people ? line->name : line->client);
    answer_text(answer, "code", line->code);
    answer_text(answer, "about", line->about);
    answer_text(answer, "channel", line->channel);
    answer_text(answer, "to", line->to);
    answer_text(answer, "subject", line->subject);
}

/* --- the list --- */

static int answer_line(void *ctx, const struct draft_line *line)
{
    struct answer *answer = ctx;

    answer_open_draft(answer, "ref", line);
    answer_text(answer, "outbox", line->outbox);
    answer_instant(answer, "made", line->made);
    answer_day(answer, "done_on", line->done_on);
    answer_close_object(answer);
    return answer->failed;
}

COMMAND_RUN(drafts)
{
    _cleanup_known_ struct known known = {0};

    *ret_changes = CHANGE_NOTHING;
    if (known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (view_drafts(app, known.ref, request->options[DRAFTS_ALL] != NULL, answer_line, answer, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}

/* --- one of them --- */

struct page {
    struct app *app;
    const struct request *request;
    struct answer *answer;
    struct letter_findings findings;
    struct err *err;
};

static void page_done(struct page *page)
{
    letter_findings_clear(&page->findings);
}

static void say_findings(const struct page *page)
{
    if (!page->request->aside)
        return;
    for (size_t i = 0; i < page->findings.n; i++) {
        const struct letter_finding *f = &page->findings.v[i];
        _cleanup_free_ char *sentence = letter_finding_words(f);
        page->request->aside(sentence);
    }
}

static void answer_findings(const struct page *page)
{
    answer_open_list(page->answer, "findings");
    for (size_t i = 0; i < page->findings.n; i++) {
        const struct letter_finding *f = &page->findings.v[i];
        answer_open_object(page->answer, NULL);
        answer_text(page->answer, "fault", letter_fault_names[f->fault]);
        answer_text(page->answer, "what", f->what);
        answer_text(page->answer, "why", f->why);
        answer_close_object(page->answer);
    }
    answer_close_list(page->answer);
}

static int answer_page(void *ctx, const struct draft_line *line)
{
    struct page *page = ctx;
    struct answer *answer = page->answer;
    _cleanup_str_ struct str text = STR_INIT;

    if (answer->people) {
        letter_page(&text, line->to, line->subject, line->text);
        answer_raw(answer, str_text(&text), text.len);
        say_findings(page);
        return 0;
    }
    answer_open_draft(answer, "ref", line);
    answer_text(answer, "text", line->text);
    answer_text(answer, "outbox", line->outbox);
    answer_instant(answer, "made", line->made);
    answer_day(answer, "done_on", line->done_on);
    answer_findings(page);
    answer_close_object(answer);
    return 0;
}

/* --- into a file --- */

static int answer_file(void *ctx, const struct draft_line *line)
{
    struct page *page = ctx;
    const char *path = page->request->options[DRAFT_FILE];

    if (draft_refuse_leaks(&page->findings, page->err) < 0 ||
        letter_write_file(path, line->to, line->subject, line->text, page->err) < 0)
        return -1;
    if (page->answer->people) {
        _cleanup_free_ char *sentence = str_format(_("written to %s; nothing is sent"), path);
        answer_text(page->answer, NULL, sentence);
        return 0;
    }
    answer_open_object(page->answer, NULL);
    answer_text(page->answer, "file", path);
    answer_close_object(page->answer);
    return 0;
}

/* --- sent by me --- */

static int finish(struct page *page, struct writing *writing, const char *ref)
{
    struct draft draft;
    int r = store_get(writing->store, &model_draft, ref, &draft, page->err);

    if (r != 0)
        return r < 0 ? -1 : err_set(page->err, _("no draft is called \"%.60s\"; paletti drafts lists them"), ref);
    r = draft_look(page->app, draft.client, draft.code, draft.about, draft.subject, draft.text, &page->findings, page->err);
    if (r == 0)
        r = draft_refuse_leaks(&page->findings, page->err);
    if (r == 0)
        r = draft_sent(writing, &draft, &(struct sent_how){.at = app_now(page->app)}, page->err);
    model_clear(&model_draft, &draft);
    return r;
}

static int done(struct page *page, unsigned *ret_changes)
{
    _cleanup_writing_ struct writing writing = {0};

    if (writing_begin(page->app, page->request, &writing, page->err) < 0)
        return -1;
    int r = finish(page, &writing, draft_ref(page->request->arguments[0]));
    if (r < 0 || writing_commit(&writing, page->err) < 0)
        return -1;
    if (r == SENT_UNTOLD && page->request->aside)
        page->request->aside(_("the rules are not those of this card any more: nothing is noted as told"));
    *ret_changes = writing.changes;
    answer_act_done(page->app, page->answer,
                    r == SENT_TOLD ? _("sent by you, in the log, and noted as told: %s; undo takes all of it back")
                                   : _("sent by you, and in the log: %s; undo takes both back"),
                    &writing.act);
    return 0;
}

COMMAND_RUN(draft)
{
    _cleanup_(page_done) struct page page = {.app = app, .request = request, .answer = answer, .err = err};
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (request->options[DRAFT_DONE_NOW] && request->options[DRAFT_FILE])
        return err_set(err, _("--file and --done are two steps: write it, send it, then mark it as sent"));
    if (app_need_file(app, &store, err) < 0)
        return -1;
    if (request->options[DRAFT_DONE_NOW])
        return done(&page, ret_changes);
    return view_draft(app, request->arguments[0], request->options[DRAFT_FILE] ? answer_file : answer_page, &page, &page.findings,
                      err);
}
