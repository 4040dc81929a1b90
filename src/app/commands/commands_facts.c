/* The facts about a client, as the decision's first page has them. */
#include "commands.h"
#include "known.h"

#include "paletti/app/facts.h"
#include "paletti/base/i18n.h"

COMMAND_RUN(facts)
{
    _cleanup_(facts_free_p) struct facts *facts = NULL;
    _cleanup_known_ struct known known = {0};
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0 || known_find(store, request->arguments[0], &known, err) < 0)
        return -1;
    int r = facts_whole(app, known.row.id, &facts, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("this client is not there any more"));
    facts_answer(facts, answer);
    return 0;
}
