/* The letters of a decision: its plan fills them (letter_facts_plan.c), with what the house says where the
 * person left it open. Private reasons are no part of it. */
#include "deciding_inside.h"

#include "paletti/app/letters.h"

int deciding_letter(struct app *app, const struct deciding_view *view, const char *code, struct letter *ret,
                    struct err *err)
{
    const struct decide_manner manner = decide_manner(&view->answers, &view->seen.seen, &view->house);
    struct letter_wish wish = LETTER_WISH_INIT;
    struct deciding told = view->answers; /* borrows all of it */

    told.exit.last_day = decide_last_day(&view->answers, &view->seen.seen);
    told.exit.framing = (int8_t)manner.framing;
    told.exit.disclosure = (int8_t)manner.disclosure;
    wish.client = told.client;
    wish.code = code;
    wish.language = decide_plan_page(told.path) == DECIDE_EXIT ? told.exit.language : NULL;
    wish.given_back = decide_plan_page(told.path) == DECIDE_EXIT ? &told.exit.given_back : NULL;
    wish.deciding = &told;
    return letter_write(app, &wish, ret, err);
}
