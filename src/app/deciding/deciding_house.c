#include "deciding_inside.h"

#include "paletti/base/embed.h"
#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <unistd.h>

extern const struct embedded embedded_decide[];

enum { FILE_LIMIT = 1 << 20 };

static void read_builtin(struct decide_house *house)
{
    for (const struct embedded *file = embedded_decide; file->name; file++)
        decide_house_read(file->text, house, NULL);
}

/* Of a file with a mistake nothing is taken: half of it would be a house that nobody wrote. */
void deciding_house_load(struct app *app, struct decide_house *ret, char **ret_refused)
{
    struct err err;
    const char *config = app_options(app)->config_home;
    _cleanup_str_ struct str text = STR_INIT;

    *ret = (struct decide_house){0};
    read_builtin(ret);
    if (!config)
        return;
    _cleanup_free_ char *path = str_format("%s/paletti/decide/house", config);
    if (access(path, F_OK) != 0 ||
        (file_read_regular(path, FILE_LIMIT, &text, &err) == 0 && decide_house_read(str_text(&text), ret, &err) == 0))
        return;
    *ret_refused = str_format(_("%s: %s; the built-in file was taken"), path, err.text);
    decide_house_clear(ret);
    read_builtin(ret);
}
