#include "demo_story.h"

#include "demo_shift.h"
#include "writing.h"

#include "paletti/app/deciding.h"
#include "paletti/app/triage.h"
#include "paletti/base/mem.h"
#include "paletti/core/later.h"

#define HOURS(n)       ((int64_t)(n)*3600)
#define DAYS(n, hours) (HOURS(24 * (n) + (hours)))

enum { STEPS_MAX = 16, PUT_OFF = 6 };

/* A decision that was begun: whose, how long before the demo's moment, and the keys. */
static const struct scene {
    const char *client;
    int64_t ago;
    struct decide_event steps[STEPS_MAX]; /* up to one of kind DECIDING_BEGIN */
} scenes[] = {
    /* Slept on until Tuesday: the talk of 2 November did not help. */
    {"mandamas",
     HOURS(1),
     {{.kind = DECIDING_NEXT},
      {.kind = DECIDING_ANSWER, .number = ANSWER_NO},
      {.kind = DECIDING_NEXT},
      {.kind = DECIDING_TROUBLE, .text = "treated_as_employee"},
      {.kind = DECIDING_PATH, .number = PATH_NOTICE},
      {.kind = DECIDING_NEXT},
      {.kind = DECIDING_SET, .field = EXIT_NO_REFERRAL, .text = "a nadie le dicto yo un jefe"},
      {.kind = DECIDING_SET, .field = EXIT_FRAMING, .number = FRAMING_NOT_FIT},
      {.kind = DECIDING_SET, .field = EXIT_REASON, .text = "trabajo mejor donde se conversa"},
      {.kind = DECIDING_NEXT},
      {.kind = DECIDING_SET, .field = CHECK_EXPECT, .text = "un mes flojo y noches tranquilas"},
      {.kind = DECIDING_SET, .field = CHECK_SURE, .number = 4},
      {.kind = DECIDING_SLEEP}}},
    /* Put aside a week ago, and the cousin has written since. */
    {"regateo",
     DAYS(6, 18),
     {{.kind = DECIDING_NEXT},
      {.kind = DECIDING_ANSWER, .number = ANSWER_UNSURE},
      {.kind = DECIDING_NEXT},
      {.kind = DECIDING_FEARLESS, .number = FEARLESS_LET_GO},
      {.kind = DECIDING_FEAR, .number = FEAR_TALK},
      {.kind = DECIDING_PARK}}},
};

static int64_t read_clock(void *ctx)
{
    return *(const int64_t *)ctx;
}

/* --- decisions --- */

static int play(struct app *app, const struct scene *scene, struct err *err)
{
    struct deciding_view *view;
    int r = deciding_begin(app, scene->client, false, &view, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, "%s: %d", scene->client, r);
    for (int i = 0; r == 0 && scene->steps[i].kind != DECIDING_BEGIN; i++) {
        r = deciding_event(app, view, &scene->steps[i], NULL, err);
        if (r > 0) /* the story does not fit the program any more */
            r = err_prefix(err, "%s, %s: %d", scene->client, decide_state_names[deciding_page(view)->answers->state], i);
    }
    deciding_view_free(view);
    return r;
}

/* --- the triage --- */

static int put_off(struct app *app, const char *client, int64_t until, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct later later;
    enum put put;

    if (writing_begin(app, NULL, &writing, err) < 0)
        return -1;
    model_init(&model_later, &later);
    later.ref = str_format("client:%s", client);
    later.client = mem_string(client);
    later.until = until;
    int r = writing_put(&writing, &model_later, &later, 0, &put, err);
    model_clear(&model_later, &later);
    return r < 0 ? -1 : writing_commit(&writing, err);
}

/* On Friday evening everybody who comes first was put off until this morning. */
static int begin_triage(struct app *app, int64_t until, struct err *err)
{
    struct triage_session session;

    if (app_triage_begin(app, NULL, err) != 0)
        return -1;
    for (int i = 0; i < PUT_OFF; i++) {
        _cleanup_triage_card_ struct triage_card_page page = {0};
        if (app_triage(app, &session, err) < 0 || app_triage_card(app, session.card, &page, err) != 0)
            return -1;
        app_triage_acts(app, session.card, TRIAGE_LATER);
        if (put_off(app, page.client, until, err) < 0)
            return -1;
    }
    return app_triage_seen(app, session.id, 180, false, err);
}

/* --- together --- */

/* AGO before the demo's moment. At a weekend, and early on a Monday, that moment is still to come: nobody has saved
 * anything in the future, so it is REAL then. */
static int64_t told_at(const struct zone *zone, int64_t ago, int weeks, int64_t real)
{
    int64_t at = demo_shift_instant(zone, DEMO_NOW - ago, weeks);

    return at > real && at - real < DAYS(3, 0) ? real : at;
}

int demo_tell_story(const struct app_options *options, const struct zone *zone, int weeks, struct err *err)
{
    struct app_options then = *options;
    int64_t now = 0, real = options->clock(options->clock_ctx);
    struct app *app;
    int r = 0;

    then.clock = read_clock;
    then.clock_ctx = &now;
    if (app_new(&then, &app, err) < 0)
        return -1;
    now = told_at(zone, DAYS(2, 16), weeks, real);
    if (begin_triage(app, demo_shift_instant(zone, DEMO_NOW - HOURS(2), weeks), err) < 0)
        r = -1;
    for (size_t i = 0; r == 0 && i < ARRAY_LEN(scenes); i++) {
        now = told_at(zone, scenes[i].ago, weeks, real);
        r = play(app, &scenes[i], err);
    }
    app_free(app);
    return r;
}
