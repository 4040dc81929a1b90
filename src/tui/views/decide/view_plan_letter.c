/* Letters that a plan will draft, to be read. Nothing is kept and nothing is sent from here. */
#include "plan_letter_view.h"
#include "reading.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { PROSE_WIDTH = 90 };

static void plan_letter_init(struct view *base, const char *argument)
{
    struct reading *view = (struct reading *)base;

    view->most = PROSE_WIDTH;
    while (*argument) {
        size_t n = strcspn(argument, "\n");
        _cleanup_free_ char *line = mem_string_n(argument + 1, n - 1);
        scroll_add_styled(&view->scroll, (enum style)(*argument - 'a'), 0, line);
        argument += n + (argument[n] == '\n');
    }
}

static const struct hint plan_letter_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_plan_letter_ops = {
    .title = N_("The message, not sent"),
    .where = IN_TEXT,
    .size = sizeof(struct reading),
    .hints = plan_letter_hints,
    .init = plan_letter_init,
    .done = reading_done,
    READING_OPS,
};
