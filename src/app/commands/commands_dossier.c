/* What one reads before a decision, as Markdown. */
#include "commands.h"

#include "paletti/app/dossier.h"
#include "paletti/app/letters.h"
#include "paletti/base/i18n.h"

static void say_written(const char *path, struct answer *answer)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (answer->page) {
        str_printf(&text, _("The dossier is in %s."), path);
        answer_text(answer, NULL, str_text(&text));
        return;
    }
    answer_open_object(answer, NULL);
    answer_text(answer, "file", path);
    answer_close_object(answer);
}

COMMAND_RUN(dossier)
{
    const char *path = request->options[DOSSIER_FILE];
    _cleanup_str_ struct str text = STR_INIT;

    *ret_changes = CHANGE_NOTHING;
    if (view_dossier(app, request->arguments[0], &text, err) < 0 ||
        (path && letter_write_file(path, NULL, NULL, str_text(&text), err) < 0))
        return -1;
    if (path) {
        say_written(path, answer);
    } else if (answer->page) {
        answer_raw(answer, str_text(&text), text.len);
    } else {
        answer_open_object(answer, NULL);
        answer_text(answer, "client", request->arguments[0]);
        answer_text(answer, "markdown", str_text(&text));
        answer_close_object(answer);
    }
    return 0;
}
