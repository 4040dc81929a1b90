/* The seven paths: which is marked, which are open, and what ends it today. */
#include "decision_inside.h"

#include "paletti/core/days.h"

#include <string.h>

const char *decide_trouble_of(const struct deciding *deciding, const struct decide_seen *seen)
{
    if (deciding->trouble_given && deciding->trouble)
        return deciding->trouble;
    return seen->trouble ? seen->trouble : "none_of_these";
}

/* --- causes --- */

static const struct {
    const char *trouble, *cause;
} causes[] = {
    {"non_payment", "non_payment"},
    {"abuse", "abuse"},
    {"harms_group", "harms_group"},
};

const char *decide_cause_of(const char *trouble)
{
    for (size_t i = 0; i < ARRAY_LEN(causes); i++)
        if (str_equal(causes[i].trouble, trouble))
            return causes[i].cause;
    return NULL;
}

/* People write causes into a contract as they like: "Non-payment" is non_payment. */
static bool same_cause(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        char x = (char)(*a >= 'A' && *a <= 'Z' ? *a + 32 : *a),
             y = (char)(*b >= 'A' && *b <= 'Z' ? *b + 32 : *b);
        if (x == '-' || x == ' ')
            x = '_';
        if (y == '-' || y == ' ')
            y = '_';
        if (x != y)
            return false;
    }
    return *a == *b;
}

static bool lists(const struct texts *list, const char *cause)
{
    for (size_t i = 0; i < list->n; i++)
        if (same_cause(list->v[i], cause))
            return true;
    return false;
}

/* By the house list non-payment ends it only past the last step; a contract may say it sooner, but not
 * without a debt. */
bool decide_cause_allowed(const struct decide_seen *seen, const struct decide_house *house, const char *cause)
{
    bool contract = seen->causes && seen->causes->n > 0;

    if (!cause || !*cause || !lists(contract ? seen->causes : &house->causes, cause))
        return false;
    if (same_cause(cause, "non_payment"))
        return contract ? seen->owes : seen->ladder_over;
    return true;
}

static const char *cause_in_use(const struct deciding *deciding, const struct decide_seen *seen)
{
    return deciding->cause ? deciding->cause : decide_cause_of(decide_trouble_of(deciding, seen));
}

/* --- which are open --- */

static enum path_open chance_open(const struct deciding *deciding, const struct decide_seen *seen,
                                  const struct decide_house *house, const char **why)
{
    const char *trouble = decide_trouble_of(deciding, seen);

    *why = NULL;
    if (str_equal(trouble, "abuse") || seen->abuse) {
        *why = _("abuse has no second chance");
        return PATH_CLOSED;
    }
    if (str_equal(trouble, "non_payment")) {
        *why = seen->chance_why;
        return seen->chance_open ? PATH_OPEN : PATH_WITH_REASON;
    }
    *why = _("no chance used in the last months.");
    if (seen->last_chance == DAY_NONE)
        return PATH_OPEN;
    if (days_months(seen->last_chance, seen->today) >= house->chance_months)
        return PATH_OPEN;
    *why = _("they had a chance in the last months: one a year");
    return PATH_WITH_REASON;
}

static enum path_open look(const struct deciding *deciding, const struct decide_seen *seen,
                           const struct decide_house *house, enum decide_path path, const char **why)
{
    *why = NULL;
    if (path == PATH_CHANCE)
        return chance_open(deciding, seen, house, why);
    if (path == PATH_TODAY && !decide_cause_allowed(seen, house, cause_in_use(deciding, seen))) {
        *why = _("the contract does not say so: take 5, with notice");
        return PATH_CLOSED;
    }
    if (path == PATH_LATER && deciding->laters >= house->laters_max) {
        *why = _("it was put off often enough: choose one of 1 to 6");
        return PATH_CLOSED;
    }
    return path > PATH_NONE && path < PATHS ? PATH_OPEN : PATH_CLOSED;
}

enum path_open decide_path_open(const struct deciding *deciding, const struct decide_seen *seen,
                                const struct decide_house *house, enum decide_path path, char **ret_why)
{
    const char *why;
    enum path_open how = look(deciding, seen, house, path, &why);

    if (ret_why)
        *ret_why = mem_string(why);
    return how;
}

int decide_refuse_path(const struct turn *turn, enum decide_path path)
{
    const char *why;
    enum path_open how = look(turn->deciding, turn->seen, turn->house, path, &why);

    if (how == PATH_OPEN || (how == PATH_WITH_REASON && turn->deciding->override_reason))
        return 0;
    if (how == PATH_CLOSED)
        return REFUSE(turn->err, "%s", why ? why : "");
    _cleanup_str_ struct str lacks = STR_INIT;
    str_add(&lacks, why ? why : _("it is not open"));
    str_add_stop(&lacks);
    return REFUSE(turn->err, _("%s To give one nevertheless, say why"), str_text(&lacks));
}

/* --- the default --- */

static bool any_failed(const struct decide_seen *seen)
{
    for (size_t i = 0; i < seen->n_tried; i++)
        if (seen->tried[i].on != DAY_NONE && seen->tried[i].failed)
            return true;
    return false;
}

static enum decide_path by_table(const struct deciding *deciding, const struct decide_seen *seen,
                                 const struct decide_house *house)
{
    const struct decide_trouble *trouble = decide_trouble_find(house, decide_trouble_of(deciding, seen));

    if (seen->chance_broken)
        return PATH_TODAY;
    if (deciding->answer == ANSWER_NO)
        return trouble->after_no;
    return trouble->after_failed && any_failed(seen) ? trouble->after_failed : trouble->after_yes;
}

enum decide_path decide_path_default(const struct deciding *deciding, const struct decide_seen *seen,
                                     const struct decide_house *house)
{
    const char *why;
    enum decide_path path = deciding->answer < 0 ? PATH_NONE : by_table(deciding, seen, house);

    if (path == PATH_CHANCE && look(deciding, seen, house, path, &why) != PATH_OPEN)
        path = PATH_KEEP; /* with the ladder, and work stopped */
    if (path == PATH_TODAY && look(deciding, seen, house, path, &why) != PATH_OPEN)
        path = PATH_NOTICE;
    return path;
}

enum decide_state decide_plan_page(enum decide_path path)
{
    static const enum decide_state pages[PATHS] = {
        [PATH_NONE] = DECIDE_CHECK,      [PATH_KEEP] = DECIDE_CHECK,    [PATH_TERMS] = DECIDE_TERMS,
        [PATH_DECLINE] = DECIDE_DECLINE, [PATH_CHANCE] = DECIDE_CHANCE, [PATH_NOTICE] = DECIDE_EXIT,
        [PATH_TODAY] = DECIDE_EXIT,      [PATH_LATER] = DECIDE_CHECK,
    };

    return pages[path];
}

/* An exit whose plan is filled by defaults goes to Check at once, unless the lane is long. */
enum decide_state decide_after_path(const struct turn *turn)
{
    enum decide_path path = turn->deciding->path;

    if (decide_is_exit(path) && !decide_lane(turn->deciding, turn->seen, turn->house))
        return DECIDE_CHECK;
    return decide_plan_page(path);
}
