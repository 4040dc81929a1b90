/* The state machine: one row for each state and event that means something, what it does, and the state that
 * follows. */
#include "decision_inside.h"

int decide_means_nothing(struct err *err)
{
    if (err)
        *err->text = '\0';
    return DECIDE_REFUSED;
}

/* --- idle, resume, parked --- */

static int begin(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    deciding->ask_first = turn->event->number != 0;
    deciding->begun = turn->seen->now;
    deciding->state = deciding->ask_first ? DECIDE_ASK : DECIDE_FACTS;
    return DECIDE_DONE;
}

static int begin_anew(struct turn *turn)
{
    turn->deciding->state = DECIDE_ABANDONED;
    return DECIDE_DONE;
}

/* Facts that moved since they were accepted come first; from there it goes on where it stood. */
static void go_on(struct deciding *deciding, enum decide_state page)
{
    bool later = page != DECIDE_FACTS && deciding->new_facts > 0;

    deciding->state = later ? DECIDE_FACTS : page;
    deciding->back = later ? (int8_t)page : -1;
    deciding->page = -1;
}

static int resume(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;
    enum decide_state page = deciding->page > 0 ? deciding->page : DECIDE_FACTS;

    if (deciding->wakes != INSTANT_NONE && deciding->wakes > turn->seen->now)
        return REFUSE(turn->err, _("you wanted to sleep on it: it opens with your next day"));
    deciding->wakes = INSTANT_NONE;
    deciding->later_until = DAY_NONE;
    if (deciding->path == PATH_LATER)
        deciding->path = PATH_NONE;
    go_on(deciding, page);
    return DECIDE_DONE;
}

static int park(struct turn *turn)
{
    turn->deciding->page = turn->deciding->state;
    turn->deciding->state = DECIDE_PARKED;
    return DECIDE_DONE;
}

/* --- facts --- */

static struct decided_fact *line_of(const struct turn *turn)
{
    const struct list *facts = &turn->deciding->facts;

    if (turn->event->line < 0 || (size_t)turn->event->line >= facts->n)
        return NULL;
    return &((struct decided_fact *)facts->v)[turn->event->line];
}

static int rate(struct turn *turn)
{
    struct decided_fact *fact = line_of(turn);

    if (!fact || turn->event->number < 0 || turn->event->number > 5)
        return decide_means_nothing(turn->err);
    fact->rating = turn->event->number;
    fact->accepted = true;
    return DECIDE_DONE;
}

static int give_reason(struct turn *turn)
{
    struct decided_fact *fact = line_of(turn);

    if (!fact)
        return decide_means_nothing(turn->err);
    decide_put_text(&fact->reason, turn->event->text);
    return DECIDE_DONE;
}

static int leave_out(struct turn *turn)
{
    struct decided_fact *fact = line_of(turn);

    if (!fact)
        return decide_means_nothing(turn->err);
    fact->left_out = !fact->left_out;
    return DECIDE_DONE;
}

/* Enter takes over what nobody changed: the suggestion, or "cannot say" where there is none. */
static void accept(struct decided_fact *fact)
{
    if (fact->rating < 0)
        fact->rating = fact->suggested > 0 ? fact->suggested : 0;
    fact->accepted = true;
    fact->changed = false;
}

static int leave_facts(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    for (size_t i = 0; i < deciding->facts.n; i++)
        accept(&((struct decided_fact *)deciding->facts.v)[i]);
    deciding->facts_seen = true;
    deciding->new_facts = 0;
    deciding->state = deciding->back > 0 ? deciding->back : DECIDE_ASK;
    deciding->back = -1;
    return DECIDE_DONE;
}

static int facts_back(struct turn *turn)
{
    if (!turn->deciding->ask_first || turn->deciding->back > 0)
        return decide_means_nothing(turn->err);
    turn->deciding->state = DECIDE_ASK;
    return DECIDE_DONE;
}

/* --- ask and fear --- */

static int answer(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    if (turn->event->number < ANSWER_YES || turn->event->number > ANSWER_UNSURE)
        return decide_means_nothing(turn->err);
    deciding->answer = (int8_t)turn->event->number;
    deciding->answered_at = turn->seen->now;
    if (deciding->first_answer < 0) {
        deciding->first_answer = deciding->answer;
        deciding->first_at = turn->seen->now;
    }
    deciding->state = DECIDE_ASK;
    return DECIDE_DONE;
}

enum { OPEN_FEAR = LONG_UNSURE | LONG_DISAGREE | LONG_SHARE | LONG_RUNWAY | LONG_ASKED };

static int leave_ask(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    if (deciding->answer < 0)
        return REFUSE(turn->err, _("answer first: y yes, n no, u not sure"));
    if (!deciding->facts_seen)
        deciding->state = DECIDE_FACTS;
    else
        deciding->state =
            decide_lane(deciding, turn->seen, turn->house) & OPEN_FEAR ? DECIDE_FEAR : DECIDE_PATH;
    return DECIDE_DONE;
}

static int ask_back(struct turn *turn)
{
    turn->deciding->state = DECIDE_FACTS;
    return turn->deciding->ask_first && !turn->deciding->facts_seen ? decide_means_nothing(turn->err)
                                                                    : DECIDE_DONE;
}

static int open_long(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    if (deciding->answer < 0 || !deciding->facts_seen)
        return REFUSE(turn->err, _("answer first: y yes, n no, u not sure"));
    deciding->long_lane = true;
    deciding->state = DECIDE_FEAR;
    return DECIDE_DONE;
}

static int say_fearless(struct turn *turn)
{
    if (turn->event->number < FEARLESS_KEEP || turn->event->number > FEARLESS_LET_GO)
        return decide_means_nothing(turn->err);
    turn->deciding->fearless = (int8_t)turn->event->number;
    return DECIDE_DONE;
}

static int say_fear(struct turn *turn)
{
    if (turn->event->number < FEAR_MONEY || turn->event->number > FEAR_NOTHING)
        return decide_means_nothing(turn->err);
    turn->deciding->fear = (int8_t)turn->event->number;
    return DECIDE_DONE;
}

static int leave_fear(struct turn *turn)
{
    if (turn->deciding->fearless < 0)
        return REFUSE(turn->err, _("if nothing bad could follow: k keep, l let go"));
    if (turn->deciding->fear < 0)
        return REFUSE(turn->err,
                      _("what holds you back: m money, c the talk, r reputation, g guilt, - nothing"));
    turn->deciding->state = DECIDE_PATH;
    return DECIDE_DONE;
}

static int back_to_ask(struct turn *turn)
{
    turn->deciding->state = DECIDE_ASK;
    return DECIDE_DONE;
}

/* --- path and plans --- */

static int change_trouble(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    if (!turn->event->text || !*turn->event->text)
        return decide_means_nothing(turn->err);
    decide_put_text(&deciding->trouble, turn->event->text);
    decide_put_text(&deciding->cause, NULL);
    deciding->trouble_given = true;
    return DECIDE_DONE;
}

static int choose_path(struct turn *turn)
{
    enum decide_path path = (enum decide_path)turn->event->number;

    if (path <= PATH_NONE || path >= PATHS)
        return decide_means_nothing(turn->err);
    if (path == PATH_LATER && (turn->event->day == DAY_NONE || turn->event->day <= turn->seen->today))
        return REFUSE(turn->err, _("say on which day it is to be asked again: one behind today"));
    int r = decide_refuse_path(turn, path);
    if (r != 0)
        return r;
    turn->deciding->later_until = path == PATH_LATER ? turn->event->day : DAY_NONE;
    turn->deciding->path = (int8_t)path;
    return DECIDE_DONE;
}

static int choose_cause(struct turn *turn)
{
    if (!decide_cause_allowed(turn->seen, turn->house, turn->event->text))
        return REFUSE(turn->err, _("the contract does not say so: take 5, with notice"));
    decide_put_text(&turn->deciding->cause, turn->event->text);
    return DECIDE_DONE;
}

static int override_chance(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    if (decide_path_open(deciding, turn->seen, turn->house, PATH_CHANCE, NULL) == PATH_CLOSED)
        return decide_refuse_path(turn, PATH_CHANCE);
    if (!turn->event->text || !*turn->event->text)
        return REFUSE(turn->err, _("say why they get a chance nevertheless"));
    decide_put_text(&deciding->override_reason, turn->event->text);
    deciding->path = PATH_CHANCE;
    return DECIDE_DONE;
}

static int leave_path(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;
    enum decide_path path = deciding->path;

    if (path == PATH_NONE)
        path = decide_path_default(deciding, turn->seen, turn->house);
    int r = path == PATH_NONE ? decide_means_nothing(turn->err) : decide_refuse_path(turn, path);
    if (r != 0)
        return r;
    deciding->path = (int8_t)path;
    deciding->back = -1;
    if (path == PATH_LATER) {
        deciding->laters++;
        return park(turn);
    }
    if (path == PATH_TODAY && !deciding->cause)
        deciding->cause = mem_string(decide_cause_of(decide_trouble_of(deciding, turn->seen)));
    deciding->state = decide_after_path(turn);
    return DECIDE_DONE;
}

static int path_back(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    deciding->state = deciding->back > 0 ? deciding->back : DECIDE_ASK;
    deciding->back = -1;
    return DECIDE_DONE;
}

static int leave_plan(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;
    enum decide_field missing = decide_missing(deciding, turn->seen, turn->house, 0);

    if (missing != PLAN_NOTHING)
        return REFUSE(turn->err, "%s", decide_missing_text(missing));
    decide_put_text(&deciding->chance.typing, NULL);
    deciding->state = DECIDE_CHECK;
    deciding->back = -1;
    return DECIDE_DONE;
}

static int plan_back(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    deciding->state = deciding->back > 0 ? deciding->back : DECIDE_PATH;
    deciding->back = -1;
    return DECIDE_DONE;
}

/* --- check --- */

/* 1 is the path, 2 to 4 the plan's page; 5, the date, is changed on Check itself. */
static int open_field(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;
    int64_t n = turn->event->number;
    enum decide_state page = n == 1 ? DECIDE_PATH : decide_plan_page(deciding->path);

    if (n < 1 || n > 4 || page == DECIDE_CHECK)
        return decide_means_nothing(turn->err);
    deciding->state = page;
    deciding->back = DECIDE_CHECK;
    return DECIDE_DONE;
}

static int open_plan(struct turn *turn)
{
    struct turn field = *turn;
    struct decide_event event = {.kind = DECIDING_FIELD, .number = 2};

    field.event = &event;
    return open_field(&field);
}

static int check_back(struct turn *turn)
{
    enum decide_state page = decide_after_path(turn);

    turn->deciding->state = page == DECIDE_CHECK ? DECIDE_PATH : page;
    return DECIDE_DONE;
}

static int sleep_on_it(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    if (str_equal(decide_trouble_of(deciding, turn->seen), "abuse"))
        return REFUSE(turn->err, _("abuse is not slept on: confirm it, or park it"));
    if (turn->seen->opening == INSTANT_NONE)
        return REFUSE(turn->err, _("your rules have no opening on a later day: confirm it, or park it"));
    deciding->wakes = turn->seen->opening;
    deciding->page = DECIDE_CHECK;
    deciding->state = DECIDE_COOLING;
    return DECIDE_DONE;
}

static int commit(struct turn *turn)
{
    struct deciding *deciding = turn->deciding;

    if (deciding->first_answer < 0 || deciding->answer < 0)
        return REFUSE(turn->err, _("nothing is decided without an answer: go back to the question"));
    if (!deciding->facts_seen || deciding->new_facts > 0)
        return REFUSE(turn->err, _("the facts changed: go back to the first page and accept them"));
    if (deciding->path == PATH_NONE || deciding->path == PATH_LATER)
        return REFUSE(turn->err, _("choose a path first"));
    int r = decide_refuse_path(turn, deciding->path);
    if (r != 0)
        return r;
    r = leave_plan(turn);
    if (r == DECIDE_DONE)
        deciding->state = DECIDE_COMMITTED;
    return r;
}

/* --- the table --- */

#define PLAN_ROWS(page)                                                                                      \
    {page, DECIDING_SET, decide_set}, {page, DECIDING_NEXT, leave_plan}, {page, DECIDING_BACK, plan_back},   \
    {                                                                                                        \
        page, DECIDING_PARK, park                                                                            \
    }

static const struct row {
    enum decide_state state;
    enum decide_event_kind event;
    int (*act)(struct turn *turn);
} rows[] = {
    {DECIDE_IDLE, DECIDING_BEGIN, begin},
    {DECIDE_RESUME, DECIDING_RESUME, resume},
    {DECIDE_RESUME, DECIDING_BEGIN, begin_anew},
    {DECIDE_PARKED, DECIDING_RESUME, resume},
    {DECIDE_PARKED, DECIDING_BEGIN, begin_anew},
    {DECIDE_COOLING, DECIDING_RESUME, resume},
    {DECIDE_COOLING, DECIDING_BEGIN, begin_anew},
    {DECIDE_FACTS, DECIDING_RATE, rate},
    {DECIDE_FACTS, DECIDING_REASON, give_reason},
    {DECIDE_FACTS, DECIDING_LEAVE_OUT, leave_out},
    {DECIDE_FACTS, DECIDING_NEXT, leave_facts},
    {DECIDE_FACTS, DECIDING_BACK, facts_back},
    {DECIDE_FACTS, DECIDING_PARK, park},
    {DECIDE_ASK, DECIDING_ANSWER, answer},
    {DECIDE_ASK, DECIDING_LONG, open_long},
    {DECIDE_ASK, DECIDING_NEXT, leave_ask},
    {DECIDE_ASK, DECIDING_BACK, ask_back},
    {DECIDE_ASK, DECIDING_PARK, park},
    {DECIDE_FEAR, DECIDING_ANSWER, answer},
    {DECIDE_FEAR, DECIDING_FEARLESS, say_fearless},
    {DECIDE_FEAR, DECIDING_FEAR, say_fear},
    {DECIDE_FEAR, DECIDING_NEXT, leave_fear},
    {DECIDE_FEAR, DECIDING_BACK, back_to_ask},
    {DECIDE_FEAR, DECIDING_PARK, park},
    {DECIDE_PATH, DECIDING_TROUBLE, change_trouble},
    {DECIDE_PATH, DECIDING_PATH, choose_path},
    {DECIDE_PATH, DECIDING_CAUSE, choose_cause},
    {DECIDE_PATH, DECIDING_OVERRIDE, override_chance},
    {DECIDE_PATH, DECIDING_NEXT, leave_path},
    {DECIDE_PATH, DECIDING_BACK, path_back},
    {DECIDE_PATH, DECIDING_PARK, park},
    PLAN_ROWS(DECIDE_TERMS),
    PLAN_ROWS(DECIDE_DECLINE),
    PLAN_ROWS(DECIDE_EXIT),
    PLAN_ROWS(DECIDE_CHANCE),
    {DECIDE_CHANCE, DECIDING_ADD, decide_add},
    {DECIDE_CHANCE, DECIDING_REMOVE, decide_remove},
    {DECIDE_CHECK, DECIDING_SET, decide_set},
    {DECIDE_CHECK, DECIDING_FIELD, open_field},
    {DECIDE_CHECK, DECIDING_LONG, open_plan},
    {DECIDE_CHECK, DECIDING_SLEEP, sleep_on_it},
    {DECIDE_CHECK, DECIDING_COMMIT, commit},
    {DECIDE_CHECK, DECIDING_BACK, check_back},
    {DECIDE_CHECK, DECIDING_PARK, park},
};

/* Seconds: whoever is longer at one key was away. */
enum { LOOK_MAX = 600 };

/* The time since the last event was spent on the page that it found; what waits is not before the person. */
static void count_seconds(struct deciding *deciding, enum decide_state before, int64_t now)
{
    const char *page = decide_state_names[before];
    struct decided_seconds *seconds = deciding->seconds.v;

    if (deciding->at == INSTANT_NONE || now <= deciding->at || before < DECIDE_FACTS || before > DECIDE_CHECK)
        return;
    int64_t spent = now - deciding->at < LOOK_MAX ? now - deciding->at : LOOK_MAX;
    for (size_t i = 0; i < deciding->seconds.n; i++)
        if (str_equal(seconds[i].page, page)) {
            seconds[i].seconds += spent;
            return;
        }
    seconds = list_add(&deciding->seconds, sizeof *seconds);
    seconds->page = mem_string(page);
    seconds->seconds = spent;
}

static int (*find_act(enum decide_state state, enum decide_event_kind event))(struct turn *turn)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (rows[i].state == state && rows[i].event == event)
            return rows[i].act;
    return NULL;
}

int decide_apply(struct deciding *deciding, const struct decide_seen *seen, const struct decide_house *house,
                 const struct decide_event *event, struct err *err)
{
    struct turn turn = {deciding, seen, house, event, err};
    int (*act)(struct turn *) = find_act(deciding->state, event->kind);
    struct deciding before;

    if (!act)
        return decide_means_nothing(err);
    model_copy(&model_deciding, deciding, &before);
    int r = act(&turn);
    if (r == DECIDE_DONE) {
        count_seconds(deciding, before.state, seen->now);
        deciding->revision++;
        deciding->at = seen->now;
        model_clear(&model_deciding, &before);
    } else {
        model_clear(&model_deciding, deciding);
        *deciding = before;
    }
    return r;
}
