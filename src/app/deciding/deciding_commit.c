/* Freezing a decision, with all that it makes, in one transaction: it is one act. */
#include "deciding_inside.h"

#include "acting.h"
#include "draft_put.h"
#include "farewell_inside.h"
#include "writing.h"

#include "paletti/app/letters.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/core/handover.h"
#include "paletti/core/hours_text.h"
#include "paletti/store/after.h"

struct committing {
    struct app *app;
    struct writing *writing;
    const struct deciding_view *view;
    const struct decide_makes *makes;
    struct decision *decision;
    struct letter *letters; /* one for each of the makes' */
};

/* --- what is frozen --- */

static void freeze_makes(const struct decide_makes *makes, struct decision *decision)
{
    for (size_t i = 0; i < makes->n_tasks; i++) {
        struct frozen_task *task = list_add(&decision->tasks, sizeof *task);
        *task = (struct frozen_task){mem_string(makes->tasks[i].kind), mem_string(makes->tasks[i].what),
                                     makes->tasks[i].due};
    }
    for (size_t i = 0; i < makes->n_letters; i++)
        texts_add(&decision->letters, makes->letters[i].code);
    for (size_t i = 0; i < makes->n_tripwires; i++) {
        struct frozen_tripwire *tripwire = list_add(&decision->tripwires, sizeof *tripwire);
        *tripwire = (struct frozen_tripwire){mem_string(makes->tripwires[i].code), makes->tripwires[i].n,
                                             makes->tripwires[i].on};
    }
}

static void freeze_tried(const struct decide_seen *seen, struct texts *tried)
{
    for (size_t i = 0; i < seen->n_tried; i++) {
        char day[CIVIL_DAY_SIZE];
        if (seen->tried[i].on == DAY_NONE)
            continue;
        _cleanup_free_ char *text =
            str_format("%s %s", seen->tried[i].what, civil_format_day(seen->tried[i].on, day));
        texts_add(tried, text);
    }
}

static void freeze_answers(const struct deciding *answers, struct decision *decision)
{
    model_copy(&model_deciding, answers, &decision->answers);
    decision->private_reason = decision->answers.private_reason;
    decision->answers.private_reason = NULL;
}

/* What was left to what is usual is frozen as it was then. */
static void freeze_manner(const struct deciding_view *view, const struct deciding *answers,
                          struct plan_exit *exit)
{
    struct decide_manner manner = decide_manner(answers, &view->seen.seen, &view->house);

    exit->tell = (int8_t)manner.tell;
    exit->disclosure = (int8_t)manner.disclosure;
    exit->framing = (int8_t)manner.framing;
    exit->last_day = decide_last_day(answers, &view->seen.seen);
    if (!exit->language)
        exit->language = mem_string(view->seen.seen.language);
}

/* The sentences below the lines: what speaks for them, what is not known, one's own part. */
static void freeze_said(const struct facts *facts, struct texts *said)
{
    for (int topic = 0; topic < TOPICS_N; topic++) {
        _cleanup_str_ struct str text = STR_INIT, line = STR_INIT;
        if (!facts_say(facts, topic, &text))
            continue;
        const char *label = words_topic(topic);
        str_printf(&line, "%s%s%s", label, *label ? ": " : "", str_text(&text));
        texts_add(said, str_text(&line));
    }
}

static void freeze_dates(const struct decide_makes *makes, enum decide_path path, struct decision *decision)
{
    bool leaving = path == PATH_NOTICE || path == PATH_TODAY;

    decision->review_on = makes->reviews[0];
    decision->relief_on = leaving ? makes->reviews[0] : DAY_NONE;
    decision->result_on = leaving ? makes->reviews[2] : DAY_NONE;
}

static int freeze(const struct committing *committing, const struct deciding *answers, struct err *err)
{
    const struct decide_seen *seen = &committing->view->seen.seen;
    struct decision *decision = committing->decision;
    const struct house *house;

    if (app_house(committing->app, &house, err) < 0)
        return -1;
    freeze_answers(answers, decision);
    decision->ref = hash_new_ref("decision");
    decision->client = mem_string(answers->client);
    decision->at = seen->now;
    decision->zone = mem_string(zone_name(app_zone(committing->app)));
    decision->program = mem_string(PALETTI_VERSION);
    decision->rules_from = rulebook_at(house->book, seen->now)->from;
    decision->trouble = mem_string(decide_trouble_of(answers, seen));
    decision->disagree = decide_accord(answers) == ACCORD_DISAGREE;
    decision->share = seen->share;
    decision->runway = seen->runway;
    decision->covered = seen->covered;
    decision->last_day = committing->makes->leaving ? decide_last_day(answers, seen) : DAY_NONE;
    if (committing->makes->leaving)
        freeze_manner(committing->view, answers, &decision->answers.exit);
    if (!decision->light)
        freeze_said(committing->view->facts, &decision->said);
    freeze_tried(seen, &decision->tried);
    freeze_dates(committing->makes, answers->path, decision);
    freeze_makes(committing->makes, decision);
    return 0;
}

static int take_ref(void *ctx, const struct force_row *row)
{
    *(char **)ctx = mem_string(row->ref);
    return 0;
}

/* --- what is made --- */

static int put(const struct committing *committing, const struct model *model, const void *record,
               struct err *err)
{
    enum put put;

    return writing_put(committing->writing, model, record, 0, &put, err);
}

static int8_t kind_of(const char *kind)
{
    for (int8_t i = 0; task_kind_names[i]; i++)
        if (str_equal(task_kind_names[i], kind))
            return i;
    return TASK_OTHER;
}

static int put_task(const struct committing *committing, size_t i, struct err *err)
{
    const struct decide_task *from = &committing->makes->tasks[i];
    struct task task;

    model_init(&model_task, &task);
    task.ref = hash_new_ref("task");
    task.client = mem_string(committing->decision->client);
    task.decision = mem_string(committing->decision->ref);
    task.kind = kind_of(from->kind);
    task.what = mem_string(from->what);
    task.due = from->due;
    task.n = (int64_t)i + 1;
    int r = put(committing, &model_task, &task, err);
    model_clear(&model_task, &task);
    return r;
}

/* A letter that cannot be filled yet waits as its task alone: what is missing is named where it is opened. */
static int put_letter(const struct committing *committing, const struct letter *letter, struct err *err)
{
    if (!letter->text)
        return 0;
    return draft_put(committing->writing, letter, committing->decision->client,
                     str_format("decision:%s", committing->decision->ref), letter->channel, letter->to, NULL,
                     err);
}

/* They may use it when they like. */
static void allow_channel(const char *name, struct channels *channels)
{
    channels->v = mem_zero(1, sizeof *channels->v);
    channels->v[0] = (struct channel){.name = mem_string(name), .grade = -1, .hours = CHANNEL_ANY};
    channels->n = 1;
}

/* New hours and another channel are an exception with an end: it reverts by itself. */
static int put_override(const struct committing *committing, struct err *err)
{
    const struct plan_terms *terms = &committing->decision->answers.terms;
    struct override override;
    int r = 0;

    model_init(&model_override, &override);
    override.ref = hash_new_ref("exception");
    override.client = mem_string(committing->decision->client);
    override.from = terms->from != DAY_NONE ? terms->from : committing->view->seen.seen.today;
    override.until = terms->until;
    override.reason = mem_string(terms->words ? terms->words : terms_reason_names[terms->reason]);
    if (terms->hours) {
        override.hours_given = true;
        r = hours_read(terms->hours, &override.hours, err);
    }
    if (terms->channel)
        allow_channel(terms->channel, &override.channels);
    if (r == 0)
        r = put(committing, &model_override, &override, err);
    model_clear(&model_override, &override);
    return r;
}

static int put_all(const struct committing *committing, struct err *err)
{
    const struct decide_makes *makes = committing->makes;

    writing_name(committing->writing, &model_decision, committing->decision);
    if (put(committing, &model_decision, committing->decision, err) < 0)
        return -1;
    for (size_t i = 0; i < makes->n_tasks; i++)
        if (put_task(committing, i, err) < 0)
            return -1;
    for (size_t i = 0; i < makes->n_letters; i++)
        if (put_letter(committing, &committing->letters[i], err) < 0)
            return -1;
    if (makes->leaving && farewell_begin(committing->writing, committing->decision, err) < 0)
        return -1;
    return makes->override ? put_override(committing, err) : 0;
}

/* --- the transaction --- */

/* One that cannot be written (its template is not there) is no reason not to decide: its task says what is to
 * be done. */
static void write_letters(struct committing *committing)
{
    const struct decide_makes *makes = committing->makes;

    committing->letters = mem_zero(makes->n_letters + 1, sizeof *committing->letters);
    for (size_t i = 0; i < makes->n_letters; i++)
        deciding_letter(committing->app, committing->view, makes->letters[i].code, &committing->letters[i],
                        NULL);
}

/* The draft closes in the same transaction, on the page that it is opened on again when this is undone. Of a light
 * decision nothing was filled in that could be gone on with: undone, it is as if nobody had begun. */
static int close_draft(const struct committing *committing, const struct deciding *answers, struct err *err)
{
    struct deciding closed;

    model_copy(&model_deciding, answers, &closed);
    closed.state = DECIDE_CHECK;
    bool light = committing->decision->light;
    int r = deciding_write(committing->writing->store, &closed, light ? KEPT_ABANDONED : KEPT_COMMITTED,
                           light ? NULL : committing->decision->ref, err);
    model_clear(&model_deciding, &closed);
    return r;
}

static enum triage_done done_of(enum decide_path path)
{
    static const enum triage_done done[PATHS] = {
        [PATH_KEEP] = TRIAGE_KEPT,     [PATH_TERMS] = TRIAGE_TERMS,   [PATH_DECLINE] = TRIAGE_DECLINED,
        [PATH_CHANCE] = TRIAGE_CHANCE, [PATH_NOTICE] = TRIAGE_LET_GO, [PATH_TODAY] = TRIAGE_LET_GO,
    };

    return done[path];
}

/* Before the transaction: what is read, and what may fail for reasons of its own. */
static int prepare(struct committing *committing, struct deciding *answers, struct facts *facts,
                   struct err *err)
{
    struct store *store;

    if (app_need_file(committing->app, &store, err) < 0 ||
        deciding_facts_freeze(store, facts, answers, err) < 0)
        return -1;
    if (decisions_in_force(store, answers->client, take_ref, &committing->decision->supersedes, err) < 0)
        return -1;
    write_letters(committing);
    return freeze(committing, answers, err);
}

static int commit(struct committing *committing, const struct deciding *answers, unsigned *ret_changes,
                  struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};

    committing->writing = &writing;
    app_triage_decided(committing->app, done_of(answers->path));
    if (writing_begin(committing->app, NULL, &writing, err) < 0)
        return -1;
    int r = close_draft(committing, answers, err);
    if (r == 0)
        r = put_all(committing, err);
    if (r == 0)
        r = writing_commit(&writing, err);
    if (r == 0 && ret_changes)
        *ret_changes = writing.changes;
    return r;
}

int deciding_commit(struct app *app, struct deciding_view *view, struct deciding *answers, bool light,
                    char **ret_ref, unsigned *ret_changes, struct err *err)
{
    _cleanup_makes_ struct decide_makes makes;
    struct decision decision;

    model_init(&model_decision, &decision);
    decision.light = light;
    decide_make(answers, &view->seen.seen, &view->house, &makes);
    struct committing committing = {.app = app, .view = view, .makes = &makes, .decision = &decision};
    int r = prepare(&committing, answers, view->facts, err);
    if (r == 0)
        r = commit(&committing, answers, ret_changes, err);
    if (r == 0)
        *ret_ref = mem_string(decision.ref);
    for (size_t i = 0; committing.letters && i < makes.n_letters; i++)
        letter_clear(&committing.letters[i]);
    free(committing.letters);
    decision_clear(&decision);
    return r;
}
