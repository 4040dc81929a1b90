#include "paletti/app/settings.h"

#include "inside.h"

#include "paletti/store/settings.h"

int app_setting(struct app *app, const char *name, char **ret, struct err *err)
{
    struct store *store;

    int r = app_open_read(app, &store, err);
    return r != 0 ? r : setting_get(store, name, ret, err);
}

int app_set_setting(struct app *app, const char *name, const char *value, bool wait, struct err *err)
{
    struct store *store;

    if (!app_has_file(app))
        return 1;
    int r = wait ? app_begin_write(app, &store, err) : app_try_write(app, &store, err);
    if (r != 0)
        return r;
    r = setting_set(store, name, value, err);
    if (r == 0)
        r = store_commit(store, err);
    store_rollback(store);
    app_end_write(app);
    return r;
}
