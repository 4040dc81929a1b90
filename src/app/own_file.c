#include "own_file.h"

#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <unistd.h>

enum { FILE_LIMIT = 1 << 20 };

int own_file_read(const char *config_home, const char *name, int (*parse)(void *ctx, const char *text, struct err *err),
                  void *ctx, char **ret_refused)
{
    _cleanup_free_ char *path = config_home ? str_format("%s/paletti/%s", config_home, name) : NULL;
    _cleanup_str_ struct str text = STR_INIT;
    struct err err;

    if (!path || access(path, F_OK) != 0)
        return 1;
    if (file_read_regular(path, FILE_LIMIT, &text, &err) == 0 && parse(ctx, str_text(&text), &err) == 0)
        return 0;
    *ret_refused = str_format(_("%s: %s; the built-in file was taken"), path, err.text);
    return -1;
}
