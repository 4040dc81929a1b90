#include "stop.h"

#include "paletti/base/i18n.h"

bool stop_wanted(const struct request *request)
{
    return request && request->stop && request->stop(request->ctx);
}

int stop_said(struct err *err)
{
    return err_set(err, _("stopped as you wished; nothing was stored"));
}
