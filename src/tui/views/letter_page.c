/* What the pages of letters have in common: what is wrong with a text, and giving it to the clipboard. */
#include "letters_view.h"
#include "scroll.h"

#include "paletti/app/blur.h"
#include "paletti/app/drafts.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* How long it is says its sentence already; words of the letter are blurred as it is. */
static char *line_of(struct app *app, const struct letter_finding *finding)
{
    if (finding->fault == FAULT_LONG_TEXT)
        return mem_string(finding->why);
    return str_format(_("\"%s\": %s"), app_blur_text(app, finding->what), finding->why);
}

void letters_add_findings(struct scroll *scroll, struct app *app, const struct letter_findings *findings)
{
    for (size_t i = 0; i < findings->n; i++) {
        const struct letter_finding *f = &findings->v[i];
        _cleanup_free_ char *line = line_of(app, f);
        scroll_add_styled(scroll, f->fault == FAULT_LEAK ? STYLE_ALERT : STYLE_WAITING, 0, line);
    }
}

void letters_copy(const char *text, const struct letter_findings *findings, struct effects *effects)
{
    struct err err;

    if (!text)
        effects_text(effects, EFFECT_COMPLAIN, _("There is no text yet: the letter lacks something."));
    else if (draft_refuse_leaks(findings, &err) < 0)
        effects_text(effects, EFFECT_COMPLAIN, err.text);
    else
        effects_text(effects, EFFECT_COPY, text);
}
