/* How the facts and the answer lie to each other, and how long the way is. */
#include "decision_inside.h"

int64_t decided_rating(const struct decided_fact *fact)
{
    if (fact->rating >= 0)
        return fact->rating;
    return fact->suggested > 0 ? fact->suggested : 0;
}

struct decide_tally decide_tally(const struct deciding *deciding)
{
    const struct decided_fact *facts = deciding->facts.v;
    struct decide_tally tally = {0};

    for (size_t i = 0; i < deciding->facts.n; i++) {
        int64_t rating = decided_rating(&facts[i]);
        if (facts[i].left_out || rating == 0)
            continue;
        tally.rated++;
        tally.worse += rating <= 2;
        tally.better += rating >= 4;
    }
    return tally;
}

enum decide_accord decide_accord(const struct deciding *deciding)
{
    struct decide_tally tally = decide_tally(deciding);
    bool yes = deciding->answer == ANSWER_YES;

    if (tally.rated == 0 || (!yes && deciding->answer != ANSWER_NO))
        return ACCORD_NONE;
    if (2 * (yes ? tally.worse : tally.better) > tally.rated)
        return ACCORD_DISAGREE;
    return (yes ? tally.worse <= tally.better : tally.worse > tally.better) ? ACCORD_AGREE : ACCORD_OPEN;
}

bool decide_reveals(const struct deciding *deciding)
{
    return deciding->answer >= 0 && deciding->facts_seen;
}

static bool under_floor(const struct decide_seen *seen)
{
    return seen->runway >= 0 && seen->floor > 0 && seen->runway < seen->floor;
}

unsigned decide_lane(const struct deciding *deciding, const struct decide_seen *seen,
                     const struct decide_house *house)
{
    unsigned lane = 0;

    if (deciding->answer == ANSWER_UNSURE)
        lane |= LONG_UNSURE;
    if (decide_accord(deciding) == ACCORD_DISAGREE)
        lane |= LONG_DISAGREE;
    if (seen->share > house->share_max)
        lane |= LONG_SHARE;
    if (under_floor(seen))
        lane |= LONG_RUNWAY;
    if (decide_missing(deciding, seen, house, 0) != PLAN_NOTHING)
        lane |= LONG_MISSING;
    if (seen->owes && seen->to_return)
        lane |= LONG_BOTH_OWE;
    if (deciding->long_lane)
        lane |= LONG_ASKED;
    return lane;
}

bool decide_sleep_marked(const struct deciding *deciding, const struct decide_seen *seen,
                         const struct decide_house *house)
{
    bool fresh = seen->last_breach != INSTANT_NONE && seen->last_breach <= seen->now &&
                 seen->now - seen->last_breach < house->breach_cool_minutes * 60;

    if (str_equal(decide_trouble_of(deciding, seen), "abuse") || seen->opening == INSTANT_NONE)
        return false;
    return deciding->mood == MOOD_ANGRY || fresh;
}
