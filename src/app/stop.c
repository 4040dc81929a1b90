#include "stop.h"

#include "paletti/base/i18n.h"

bool stop_wanted(const struct request *request)
{
    return request && request->stop && request->stop(request->ctx);
}

static int ask(void *ctx)
{
    return stop_wanted(ctx);
}

void stop_watch(struct store *store, const struct request *request)
{
    bool asks = request && request->stop;

    store_on_stop(store, asks ? ask : NULL, asks ? (void *)request : NULL);
}

int stop_said(struct err *err)
{
    return err_set(err, _("stopped as you wished; nothing was stored"));
}
