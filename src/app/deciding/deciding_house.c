#include "deciding_inside.h"

#include "paletti/base/embed.h"
#include "paletti/base/file.h"
#include "paletti/base/mem.h"

extern const struct embedded embedded_decide[];

enum { FILE_LIMIT = 1 << 20 };

void deciding_house_load(struct app *app, struct decide_house *ret, char **ret_refused)
{
    struct err err;
    const char *config = app_options(app)->config_home;
    _cleanup_str_ struct str text = STR_INIT;

    *ret = (struct decide_house){0};
    for (const struct embedded *file = embedded_decide; file->name; file++)
        decide_house_read(file->text, ret, NULL);
    if (!config)
        return;
    _cleanup_free_ char *path = str_format("%s/paletti/decide/house", config);
    if (file_read_regular(path, FILE_LIMIT, &text, NULL) == 0 && decide_house_read(str_text(&text), ret, &err) < 0)
        *ret_refused = str_format("%s: %s", path, err.text);
}
