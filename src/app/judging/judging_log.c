#include "judging_log.h"

#include "paletti/base/mem.h"

static bool verdict_equal(const struct verdict *a, const struct verdict *b)
{
    return a->receipt == b->receipt && a->due == b->due && a->held_at == b->held_at &&
           a->promised == b->promised && a->answered == b->answered && a->breaches == b->breaches &&
           a->counted == b->counted && a->started == b->started && a->error == b->error;
}

static bool tally_equal(const struct tally *a, const struct tally *b)
{
    for (size_t i = 0; i < ARRAY_LEN(a->breaches); i++)
        if (a->breaches[i] != b->breaches[i] || a->not_counted[i] != b->not_counted[i])
            return false;
    return a->last_at == b->last_at && a->entries == b->entries && a->open_id == b->open_id &&
           (a->open_id == 0 || verdict_equal(&a->open, &b->open));
}

static void tally_add(struct tally *tally, int64_t at, const struct verdict *verdict)
{
    tally->last_at = at;
    tally->entries++;
    for (unsigned bits = verdict->breaches; bits; bits &= bits - 1) {
        int bit = __builtin_ctz(bits);
        if (verdict->counted >> bit & 1)
            tally->breaches[bit]++;
        else
            tally->not_counted[bit]++;
    }
}

/* --- where to begin --- */

static int note_client(void *ctx, const struct client_row *row)
{
    struct log_judge *judge = ctx;

    judge->ref = mem_string(row->ref);
    judge->stored = row->tally;
    return 0;
}

/* The first entry to be judged. */
struct first {
    int64_t id, at;
};

static int note_first(void *ctx, const struct log_row *row)
{
    *(struct first *)ctx = (struct first){row->id, row->at};
    return 1;
}

/* The walk back from an entry: over all entries of the instant before it, to the question that began before
 * those. */
struct back {
    int64_t at, from;
    int64_t question_id;
    struct verdict question;
};

static int walk_back(void *ctx, const struct log_row *row)
{
    struct back *back = ctx;

    if (back->at == INSTANT_NONE)
        back->at = row->at;
    if (row->at == back->at) {
        back->from = row->id;
        return 0;
    }
    if (!row->verdict.started)
        return 0;
    back->question_id = row->id;
    back->question = row->verdict;
    return 1;
}

/* The question as it was just before the instant AT. 0: it was not open then. */
static bool question_before(struct verdict *question, int64_t at)
{
    if (question->answered != INSTANT_NONE && question->answered < at)
        return false;
    question->answered = INSTANT_NONE;
    if (question->held_at != INSTANT_NONE && question->held_at >= at)
        question->held_at = question->promised = INSTANT_NONE;
    return true;
}

/* A stored verdict names instants, not entries: so judging begins with all entries of one instant. */
static int resume_inside(struct store *store, struct log_judge *judge, struct err *err)
{
    struct back back = {.at = INSTANT_NONE, .from = judge->from};
    struct log_query query = {.client_id = judge->id, .after = judge->from, .now = INT64_MAX};

    if (log_each(store, &query, walk_back, &back, err) < 0)
        return -1;
    judge->from = back.from;
    judge->count_again = back.at != INSTANT_NONE;
    if (!back.question_id)
        return 0;
    struct verdict question = back.question;
    if (!question_before(&question, back.at))
        return 0;
    judge->question.id = back.question_id;
    judge->question.stored = back.question;
    judge->question.now = question;
    judge_resume(judge->judge, &question);
    return 0;
}

/* Behind everything that is stored, as most entries are added: the tally knows all. */
static void resume_behind(struct log_judge *judge)
{
    judge->tally = judge->stored;
    if (!judge->stored.open_id)
        return;
    judge->question.id = judge->stored.open_id;
    judge->question.stored = judge->question.now = judge->stored.open;
    judge_resume(judge->judge, &judge->stored.open);
}

/* When FROM is no entry's id, something was taken away there, which the tally still has in it. */
static int resume(struct store *store, struct log_judge *judge, struct err *err)
{
    struct log_query query = {
        .client_id = judge->id, .after = judge->from - 1, .forward = true, .limit = 1, .now = INT64_MAX};
    struct first first = {judge->from - 1, INSTANT_NONE};

    if (log_each(store, &query, note_first, &first, err) < 0)
        return -1;
    if (first.id != judge->from || judge->stored.last_at == INSTANT_NONE || first.at <= judge->stored.last_at)
        return resume_inside(store, judge, err);
    resume_behind(judge);
    return 0;
}

int log_judge_open(struct store *store, struct rulebook *book, int64_t client_id, int64_t from,
                   struct log_judge *ret, struct err *err)
{
    struct log_judge judge = {
        .id = client_id, .from = from, .tally = {.last_at = INSTANT_NONE, .open = VERDICT_INIT}};
    int r = client_find_id(store, client_id, note_client, &judge, err);

    if (r != 0)
        return r;
    if (standing_load(store, book, judge.ref, &judge.standing, err) < 0) {
        log_judge_clear(&judge);
        return -1;
    }
    judge.judge = judge_new(judge.standing.boundaries);
    if (from != LOG_WHOLE && from != LOG_SOUND && resume(store, &judge, err) < 0) {
        log_judge_clear(&judge);
        return -1;
    }
    *ret = judge;
    return 0;
}

void log_judge_clear(struct log_judge *judge)
{
    judge_free(judge->judge);
    standing_clear(&judge->standing);
    free(judge->ref);
    *judge = (struct log_judge){0};
}

/* --- the walk --- */

static int write_question(struct log_judge *judge, struct judging_sink *sink, struct err *err)
{
    if (!judge->question.id || verdict_equal(&judge->question.stored, &judge->question.now))
        return 0;
    return sink->verdict(sink, judge->question.id, &judge->question.now, err);
}

int log_judge_step(struct log_judge *judge, const struct log_entry *row, struct judging_sink *sink,
                   struct err *err)
{
    struct verdict verdict, question;

    sink->judgements++;
    if (judge_step(judge->judge, &row->entry, &verdict, &question) > 0) {
        judge->question.now = question;
        if (question.answered != INSTANT_NONE) {
            if (write_question(judge, sink, err) < 0)
                return -1;
            judge->question.id = 0;
        }
    }
    tally_add(&judge->tally, row->entry.at, &verdict);
    if (verdict.started) {
        judge->question.id = row->id;
        judge->question.stored = row->verdict;
        judge->question.now = verdict;
        return 0;
    }
    return verdict_equal(&row->verdict, &verdict) ? 0 : sink->verdict(sink, row->id, &verdict, err);
}

int log_judge_end(struct log_judge *judge, struct judging_sink *sink, struct err *err)
{
    if (judge->from == LOG_SOUND)
        return 0;
    if (write_question(judge, sink, err) < 0)
        return -1;
    if (judge->count_again) {
        if (client_count_tally(sink->store, judge->id, INT64_MAX, &judge->tally, err) < 0)
            return -1;
    } else {
        judge->tally.open_id = judge->question.id;
        judge->tally.open = judge->question.id ? judge->question.now : VERDICT_INIT;
    }
    return tally_equal(&judge->stored, &judge->tally) ? 0 : sink->tally(sink, judge->id, &judge->tally, err);
}
