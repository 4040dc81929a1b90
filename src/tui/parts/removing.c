#include "removing.h"

#include "cmdline.h"
#include "confirm_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static void ask(struct app *app, const char *has, const char *line, struct effects *effects)
{
    _cleanup_free_ char *question = str_format(_("%s\n\nRemove all of it? Undo brings it back."), app_blur_names(app, has));
    _cleanup_free_ char *argument = confirm_view_argument(question, line);

    effects_open(effects, &view_confirm_ops, argument);
}

int removing_clients(struct app *app, const char *const *refs, size_t n, const char *name, bool marked,
                     struct effects *effects, struct err *err)
{
    struct belongings all = {0};
    _cleanup_str_ struct str line = STR_INIT, what = STR_INIT;
    _cleanup_free_ char *has = NULL;

    for (size_t i = 0; i < n; i++)
        if (view_belongings(app, refs[i], &all, err) < 0)
            return -1;
    words_belongings(&what, &all);
    str_add(&line, what.len > 0 ? "remove --with-log" : "remove");
    for (size_t i = 0; i < n; i++)
        cmdline_add(&line, refs[i]);
    if (what.len == 0) {
        effects_do(effects, str_text(&line), NULL, marked);
        return 0;
    }
    has = n == 1 ? str_format(_("%s has %s."), name, str_text(&what))
                 : str_format(P_("%zu client has %s.", "%zu clients have %s.", n), n, str_text(&what));
    ask(app, has, str_text(&line), effects);
    return 0;
}
