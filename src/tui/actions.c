#include "actions.h"

#include "paletti/base/str.h"

#include <string.h>

const struct action_row actions[ACTIONS_N] = {
    [ACTION_NONE] = {"none", 0, 0, N_("nothing: frees the key")},
#define X(id, name, where, needs, help) [ACTION_##id] = {name, where, needs, help},
    ACTIONS(X)
#undef X
};

/* In the order of the table; GROUP_HERE needs no list. */
static const unsigned char groups[ACTIONS_N] = {
    [ACTION_ADD] = GROUP_ADD,
    [ACTION_ADD_IN] = GROUP_ADD,
    [ACTION_ADD_OUT] = GROUP_ADD,
    [ACTION_ADD_CALL] = GROUP_ADD,
    [ACTION_ADD_PAYMENT] = GROUP_ADD,
    [ACTION_ADD_RECORD] = GROUP_ADD,
    [ACTION_RECORD_ADD] = GROUP_ADD,
    [ACTION_RESUME] = GROUP_ADD,
    [ACTION_SEARCH] = GROUP_LISTS,
    [ACTION_SEARCH_NEXT] = GROUP_LISTS,
    [ACTION_SEARCH_PREVIOUS] = GROUP_LISTS,
    [ACTION_FILTER] = GROUP_LISTS,
    [ACTION_FILTER_CLEAR] = GROUP_LISTS,
    [ACTION_SORT] = GROUP_LISTS,
    [ACTION_MARK] = GROUP_LISTS,
    [ACTION_MARK_RANGE] = GROUP_LISTS,
    [ACTION_MARK_INVERT] = GROUP_LISTS,
    [ACTION_MARK_MATCHING] = GROUP_LISTS,
    [ACTION_ON_MARKED] = GROUP_LISTS,
    [ACTION_PALETTE] = GROUP_PROGRAM,
    [ACTION_START] = GROUP_PROGRAM,
    [ACTION_HELP] = GROUP_PROGRAM,
    [ACTION_COMMAND] = GROUP_PROGRAM,
    [ACTION_REDRAW] = GROUP_PROGRAM,
    [ACTION_SUSPEND] = GROUP_PROGRAM,
    [ACTION_QUIT] = GROUP_PROGRAM,
    [ACTION_LEFT] = GROUP_TYPING,
    [ACTION_RIGHT] = GROUP_TYPING,
    [ACTION_WORD_LEFT] = GROUP_TYPING,
    [ACTION_WORD_RIGHT] = GROUP_TYPING,
    [ACTION_LINE_START] = GROUP_TYPING,
    [ACTION_LINE_END] = GROUP_TYPING,
    [ACTION_ERASE_LEFT] = GROUP_TYPING,
    [ACTION_ERASE_RIGHT] = GROUP_TYPING,
    [ACTION_ERASE_WORD] = GROUP_TYPING,
    [ACTION_ERASE_LINE] = GROUP_TYPING,
    [ACTION_ERASE_END] = GROUP_TYPING,
    [ACTION_DOWN] = GROUP_MOVE,
    [ACTION_UP] = GROUP_MOVE,
    [ACTION_HALF_DOWN] = GROUP_MOVE,
    [ACTION_HALF_UP] = GROUP_MOVE,
    [ACTION_PAGE_DOWN] = GROUP_MOVE,
    [ACTION_PAGE_UP] = GROUP_MOVE,
    [ACTION_FIRST] = GROUP_MOVE,
    [ACTION_LAST] = GROUP_MOVE,
    [ACTION_BACK] = GROUP_MOVE,
    [ACTION_LEAVE] = GROUP_MOVE,
    [ACTION_PANE_NEXT] = GROUP_MOVE,
    [ACTION_PANE_PREVIOUS] = GROUP_MOVE,
    [ACTION_PANE_CLIENTS] = GROUP_MOVE,
    [ACTION_PANE_LOG] = GROUP_MOVE,
    [ACTION_PANE_RULES] = GROUP_MOVE,
    [ACTION_PANE_DECIDE] = GROUP_MOVE,
    [ACTION_EVERYBODY] = GROUP_MOVE,
    [ACTION_FIELD_NEXT] = GROUP_MOVE,
    [ACTION_FIELD_PREVIOUS] = GROUP_MOVE,
    [ACTION_ROW_DOWN] = GROUP_MOVE,
    [ACTION_ROW_UP] = GROUP_MOVE,
    [ACTION_PICK_DOWN] = GROUP_MOVE,
    [ACTION_PICK_UP] = GROUP_MOVE,
    [ACTION_OLDER] = GROUP_MOVE,
    [ACTION_NEWER] = GROUP_MOVE,
    [ACTION_OTHER_ANSWER] = GROUP_MOVE,
    [ACTION_TIME_BACK] = GROUP_MOVE,
    [ACTION_TIME_ON] = GROUP_MOVE,
    [ACTION_SECTION_NEXT] = GROUP_MOVE,
    [ACTION_SECTION_PREVIOUS] = GROUP_MOVE,
};

enum group action_group(enum action action)
{
    return (enum group)groups[action];
}

const char *group_heading(enum group group)
{
    static const char *const headings[] = {
        [GROUP_HERE] = N_("What is done here"),
        [GROUP_ADD] = N_("Adding"),
        [GROUP_LISTS] = N_("Finding, sorting, marking"),
        [GROUP_PROGRAM] = N_("paletti itself"),
        [GROUP_TYPING] = N_("While typing"),
        [GROUP_MOVE] = N_("Moving"),
    };

    return headings[group];
}

/* A hundred times at each start: most names differ in their first letter. */
enum action action_find(const char *name)
{
    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++)
        if (actions[i].name[0] == name[0] && str_equal(actions[i].name, name))
            return (enum action)i;
    return ACTION_NONE;
}

static int least(int a, int b, int c)
{
    int m = a < b ? a : b;

    return m < c ? m : c;
}

/* Levenshtein distance of two words, one row at a time. */
static int distance(const char *a, const char *b)
{
    enum { LONGEST = 32 };
    int row[LONGEST + 1], n = (int)strlen(b);

    if (n > LONGEST)
        return n;
    for (int j = 0; j <= n; j++)
        row[j] = j;
    for (int i = 0; a[i]; i++) {
        int diagonal = row[0];
        row[0] = i + 1;
        for (int j = 1; j <= n; j++) {
            int above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a[i] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[n];
}

const char *action_nearest(const char *name)
{
    const char *best = NULL;
    int best_distance = (int)strlen(name) / 2 + 1;

    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++) {
        int d = distance(name, actions[i].name);
        if (d < best_distance) {
            best_distance = d;
            best = actions[i].name;
        }
    }
    return best;
}

const char *action_refusal(unsigned missing)
{
    if (missing & NEED_ROW)
        return _("Nothing is selected.");
    if (missing & NEED_CLIENT)
        return _("No client is selected: choose one in the list of clients first.");
    if (missing & NEED_FILTER)
        return _("No filter is on: f begins one.");
    if (missing & NEED_MARKS)
        return _("Nothing is marked: Space marks a line.");
    return _("Nothing is being searched: / begins a search.");
}
