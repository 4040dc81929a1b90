/* Intake: questions, answers, and what follows. */
#include "after_inside.h"

#include "draft_put.h"
#include "writing.h"

#include "paletti/app/intake.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/days.h"
#include "paletti/core/learning.h"

#include <string.h>

/* Ledger 001-25 and 001-27: asked twice of the person, and three times of the trade. */
static const char *const first_questions[] = {
    N_("Do I want to work with this person?"),       N_("Can I truly help their business?"),
    N_("Do I understand their business?"),           N_("Do I know their customers?"),
    N_("Do I know that my work can help them?"),
};

void intake_page_clear(struct intake_page *page)
{
    for (size_t i = 0; i < page->n; i++) {
        free(page->v[i].question);
        free(page->v[i].waived);
    }
    free(page->v);
    free(page->client);
    free(page->name);
    texts_clear(&page->lessons);
    *page = (struct intake_page){0};
}

/* --- reading --- */

static void add_question(struct intake_page *page, const char *question, bool lesson, int32_t from)
{
    MEM_GROW(page->v, page->n, page->cap);
    page->v[page->n++] = (struct intake_line){
        .question = mem_string(question), .lesson = lesson, .from = from, .answer = -1, .on = DAY_NONE};
}

static struct intake_line *find_question(const struct intake_page *page, const char *question)
{
    for (size_t i = 0; i < page->n; i++)
        if (str_equal(page->v[i].question, question))
            return &page->v[i];
    return NULL;
}

static int take_lesson(void *ctx, const void *record)
{
    const struct lesson *lesson = record;
    struct intake_page *page = ctx;

    if (lesson->kind == LESSON_QUESTION && !find_question(page, lesson->text))
        add_question(page, lesson->text, true, lesson->on);
    else if (lesson->kind != LESSON_QUESTION)
        texts_add(&page->lessons, lesson->text);
    return 0;
}

/* An answer to what is not asked any more stays visible. */
static int take_answer(void *ctx, const void *record)
{
    const struct intake *intake = record;
    struct intake_page *page = ctx;

    if (!find_question(page, intake->question))
        add_question(page, intake->question, false, DAY_NONE);
    struct intake_line *line = find_question(page, intake->question);
    line->answer = intake->answer;
    line->on = intake->on;
    line->waived = mem_string(intake->waived_reason);
    return 0;
}

static int8_t is_listed(const struct texts *industries, const struct texts *tags)
{
    if (industries->n == 0 || tags->n == 0)
        return -1;
    for (size_t i = 0; i < tags->n; i++)
        if (texts_have(industries, tags->v[i]))
            return 1;
    return 0;
}

static int read_profile(struct store *store, const struct client *client, struct intake_page *page, struct err *err)
{
    struct profile profile;
    int r = store_get(store, &model_profile, NULL, &profile, err);

    if (r < 0)
        return -1;
    page->listed = r == 0 ? is_listed(&profile.industries, &client->tags) : -1;
    for (size_t i = 0; r == 0 && i < profile.questions.n; i++)
        add_question(page, profile.questions.v[i], false, DAY_NONE);
    bool none = page->n == 0;
    for (size_t i = 0; none && i < ARRAY_LEN(first_questions); i++)
        add_question(page, _(first_questions[i]), false, DAY_NONE);
    if (r == 0)
        model_clear(&model_profile, &profile);
    return 0;
}

static int read_page(struct store *store, const char *ref, struct intake_page *page, struct err *err)
{
    struct client client;
    int r = store_get(store, &model_client, ref, &client, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is no client \"%.60s\""), ref);
    page->client = mem_string(ref);
    page->name = mem_string(client.name);
    page->prospect = client.state == CLIENT_PROSPECT;
    r = read_profile(store, &client, page, err);
    model_clear(&model_client, &client);
    if (r < 0 || store_each(store, &model_lesson, NULL, take_lesson, page, err) < 0 ||
        store_each(store, &model_intake, ref, take_answer, page, err) < 0)
        return -1;
    for (size_t i = 0; i < page->n; i++) {
        page->answered += page->v[i].answer >= 0;
        page->yes += page->v[i].answer == SAID_YES;
    }
    return 0;
}

int intake_look(struct app *app, const char *client, struct intake_page *ret, struct err *err)
{
    struct intake_page page = {0};
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    if (read_page(store, client, &page, err) < 0) {
        intake_page_clear(&page);
        return -1;
    }
    *ret = page;
    return 0;
}

int intake_open(struct app *app, const char *client, int *ret, struct err *err)
{
    _cleanup_intake_ struct intake_page page = {0};

    if (intake_look(app, client, &page, err) < 0)
        return -1;
    *ret = (int)(page.n - page.answered);
    return 0;
}

/* --- answering --- */

/* What was asked is written down before the first answer: the interface may speak another language tomorrow. */
static int keep_questions(struct writing *writing, const struct intake_page *page, struct err *err)
{
    struct profile profile;
    enum put put;
    int r = store_get(writing->store, &model_profile, NULL, &profile, err);

    if (r < 0)
        return -1;
    if (r > 0)
        model_init(&model_profile, &profile);
    if (profile.questions.n == 0) {
        for (size_t i = 0; i < page->n; i++)
            if (!page->v[i].lesson)
                texts_add(&profile.questions, page->v[i].question);
        r = writing_put(writing, &model_profile, &profile, 0, &put, err);
    }
    model_clear(&model_profile, &profile);
    return r < 0 ? -1 : 0;
}

int intake_put(struct writing *writing, const char *client, const char *question, int answer, const char *waived,
                      struct err *err)
{
    _cleanup_free_ char *ref = intake_ref(client, question);
    struct intake intake;
    enum put put;

    if (answer < 0)
        return writing_remove(writing, &model_intake, ref, err) < 0 ? -1 : 0;
    model_init(&model_intake, &intake);
    intake.client = mem_string(client);
    intake.question = mem_string(question);
    intake.answer = (int8_t)answer;
    intake.on = days_at(app_zone(writing->app), app_now(writing->app));
    intake.waived_reason = waived && *waived ? mem_string(waived) : NULL;
    model_normalise(&model_intake, &intake);
    writing_name(writing, &model_intake, &intake);
    int r = writing_put(writing, &model_intake, &intake, 0, &put, err);
    model_clear(&model_intake, &intake);
    return r;
}

int intake_answer(struct app *app, const struct request *request, const char *client, const char *question, int answer,
                  const char *waived, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_intake_ struct intake_page page = {0};

    if (intake_look(app, client, &page, err) < 0)
        return -1;
    if (!find_question(&page, question))
        return err_set(err, _("\"%.80s\" is none of your intake questions"), question);
    if (writing_begin(app, request, &writing, err) < 0 || keep_questions(&writing, &page, err) < 0 ||
        intake_put(&writing, client, question, answer, waived, err) < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes | CHANGE_CLIENTS;
    return 0;
}

/* --- becoming a client, or not --- */

const struct intake_line *intake_hindrance(const struct intake_page *page)
{
    for (size_t i = 0; i < page->n; i++)
        if (page->v[i].answer < 0 || (page->v[i].answer == SAID_NO && !page->v[i].waived))
            return &page->v[i];
    return NULL;
}

static int put_state(struct writing *writing, const char *ref, enum client_state state, struct err *err)
{
    struct client client;
    enum put put;
    int r = store_get(writing->store, &model_client, ref, &client, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is no client \"%.60s\""), ref);
    client.state = (int8_t)state;
    if (state == CLIENT_ACTIVE && client.since == DAY_NONE)
        client.since = days_at(app_zone(writing->app), app_now(writing->app));
    writing_name(writing, &model_client, &client);
    r = writing_put(writing, &model_client, &client, 0, &put, err);
    model_clear(&model_client, &client);
    return r;
}

/* Every question that is open or answered with no is let pass for the same reason. */
static int waive_rest(struct writing *writing, const struct intake_page *page, const char *reason, struct err *err)
{
    for (size_t i = 0; i < page->n; i++) {
        const struct intake_line *line = &page->v[i];
        if (line->answer == SAID_YES || line->waived)
            continue;
        if (intake_put(writing, page->client, line->question, SAID_NO, reason, err) < 0)
            return -1;
    }
    return 0;
}

int intake_activate(struct app *app, const struct request *request, const char *client, const char *reason,
                    unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_intake_ struct intake_page page = {0};

    if (intake_look(app, client, &page, err) < 0)
        return -1;
    if (!page.prospect)
        return err_set(err, _("%s is no prospect any more"), page.name);
    const struct intake_line *line = intake_hindrance(&page);
    if (line && !(reason && *reason)) {
        if (line->answer < 0)
            err_set(err, _("not answered yet: %s"), line->question);
        else
            err_set(err, _("answered with no: %s"), line->question);
        return 1;
    }
    if (writing_begin(app, request, &writing, err) < 0 || put_state(&writing, client, CLIENT_ACTIVE, err) < 0 ||
        (line && waive_rest(&writing, &page, reason, err) < 0) || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

int intake_decline(struct app *app, const struct request *request, const char *client, char **ret_draft,
                   unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_intake_ struct intake_page page = {0};
    _cleanup_letter_ struct letter letter = {0};
    struct letter_wish wish = LETTER_WISH_INIT;
    _cleanup_free_ char *draft = NULL;

    wish.client = client;
    wish.code = "T13";
    if (intake_look(app, client, &page, err) < 0 || letter_write(app, &wish, &letter, err) < 0)
        return -1;
    if (!page.prospect)
        return err_set(err, _("%s is no prospect any more"), page.name);
    if (writing_begin(app, request, &writing, err) < 0 || put_state(&writing, client, CLIENT_LEFT, err) < 0 ||
        (letter.text && draft_put(&writing, &letter, client, NULL, letter.channel, letter.to, &draft, err) < 0) ||
        writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    *ret_draft = MEM_TAKE(draft);
    return 0;
}
