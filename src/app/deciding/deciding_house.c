#include "deciding_inside.h"

#include "own_file.h"

#include "paletti/base/embed.h"

extern const struct embedded embedded_decide[];

static void read_builtin(struct decide_house *house)
{
    for (const struct embedded *file = embedded_decide; file->name; file++)
        decide_house_read(file->text, house, NULL);
}

static int parse(void *ctx, const char *text, struct err *err)
{
    return decide_house_read(text, ctx, err);
}

/* Of a file with a mistake nothing is taken: half of it would be a house that nobody wrote. */
void deciding_house_load(struct app *app, struct decide_house *ret, char **ret_refused)
{
    *ret = (struct decide_house){0};
    read_builtin(ret);
    if (own_file_read(app_options(app)->config_home, "decide/house", parse, ret, ret_refused) >= 0)
        return;
    decide_house_clear(ret);
    read_builtin(ret);
}
