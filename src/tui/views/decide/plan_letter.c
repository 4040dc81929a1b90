/* The letters of a plan as they will be drafted: the real ones, filled from the plan as it stands. */
#include "plan.h"
#include "plan_letter_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/letters.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

/* TEXT may have several lines: each one gets the style. */
static void add(struct str *to, enum style style, const char *text)
{
    do {
        size_t n = strcspn(text, "\n");
        str_add_char(to, (char)('a' + style));
        str_add_n(to, text, n);
        str_add_char(to, '\n');
        text += n + (text[n] == '\n');
    } while (*text);
}

static void add_missing(struct str *to, const struct letter *letter)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, _("It cannot be written yet; it lacks: "));
    for (size_t i = 0; i < letter->missing.n; i++)
        str_printf(&line, "%s%s", i > 0 ? ", " : "", letter->missing.v[i]);
    str_add(&line, ".");
    add(to, STYLE_WAITING, str_text(&line));
}

static void add_findings(struct str *to, const struct letter_findings *findings)
{
    for (size_t i = 0; i < findings->n; i++) {
        const struct letter_finding *f = &findings->v[i];
        _cleanup_free_ char *line =
            f->fault == FAULT_LONG_TEXT ? mem_string(f->why) : str_format(_("\"%s\": %s"), f->what, f->why);
        add(to, f->fault == FAULT_LEAK ? STYLE_ALERT : STYLE_WAITING, line);
    }
}

static void add_letter(struct app *app, struct str *to, const struct letter *letter)
{
    _cleanup_free_ char *way =
        str_format(_("%s: by %s, to %s; %s, %s"), letter->code,
                   words_channel(letter->channel ? letter->channel : "email"),
                   letter->to ? app_blur_text(app, letter->to) : _("nobody's address is known"),
                   letter->locale, letter_address_names[letter->address]);

    add(to, STYLE_QUIET, way);
    add(to, STYLE_TEXT, "");
    if (!letter->text) {
        add_missing(to, letter);
        return;
    }
    add(to, STYLE_COLUMN, app_blur_text(app, letter->subject));
    add(to, STYLE_TEXT, "");
    add(to, STYLE_TEXT, app_blur_text(app, letter->text));
    add_findings(to, &letter->findings);
}

int plan_preview(struct wizard *view, struct effects *effects, struct err *err)
{
    const struct decide_makes *makes = wizard_page(view)->makes;
    struct app *app = view->base.scene->app;
    _cleanup_str_ struct str lines = STR_INIT;

    for (size_t i = 0; i < makes->n_letters; i++) {
        _cleanup_letter_ struct letter letter = {0};
        if (deciding_letter(app, view->deciding, makes->letters[i].code, &letter, err) < 0)
            return -1;
        if (i > 0)
            add(&lines, STYLE_TEXT, "");
        add_letter(app, &lines, &letter);
    }
    if (makes->n_letters == 0)
        add(&lines, STYLE_TEXT, _("No letter follows from this plan."));
    effects_open(effects, &view_plan_letter_ops, str_text(&lines));
    return 0;
}
