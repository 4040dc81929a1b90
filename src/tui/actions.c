#include "actions.h"

#include "paletti/base/str.h"

#include <string.h>

const struct action_row actions[ACTIONS_N] = {
    [ACTION_NONE] = {"none", 0, 0, N_("nothing: frees the key")},
#define X(id, name, where, needs, help) [ACTION_##id] = {name, where, needs, help},
    ACTIONS(X)
#undef X
};

enum action action_find(const char *name)
{
    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++)
        if (str_equal(actions[i].name, name))
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
