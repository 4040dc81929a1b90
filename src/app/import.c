/* One import, whoever ordered it. */
#include "importing.h"

#include "stop.h"

#include "paletti/base/i18n.h"

#include <string.h>

static int choose_format(struct importing *importing, struct err *err)
{
    const struct import_order *order = importing->order;

    importing->format = order->format ? order->format : import_guess_format(order->path);
    if (importing->format)
        return 0;
    return err_set(err, _("%s looks like nothing that can be imported; if you know what it is, say so with --format "
                          "mbox, maildir, csv, vcard or jsonl"),
                   order->path);
}

static int read_all(struct importing *importing, struct err *err)
{
    int r = str_equal(importing->format, "jsonl") ? importing_jsonl(importing, err)
                                                  : importing_foreign(importing, err);

    return r < 0 ? r : importing_end(importing, err);
}

/* The sentence names the file, unless it was the person who ended it. */
static int failed(const struct importing *importing, struct err *err)
{
    const char *path = importing->order->path;

    if (stop_wanted(importing->request))
        return stop_said(err);
    bool named = str_equal(path, "-") || (err && strstr(err->text, path));
    return named ? -1 : err_prefix(err, "%s", path);
}

int import_carry_out(struct app *app, const struct import_order *order, const struct request *progress,
                     struct import_report *ret, unsigned *ret_changes, struct err *err)
{
    _cleanup_(importing_done)
    struct importing importing = {.app = app, .request = progress, .order = order};

    if (choose_format(&importing, err) < 0 || importing_begin(&importing, err) < 0)
        return -1;
    if (read_all(&importing, err) < 0)
        return failed(&importing, err);
    *ret_changes = order->preview ? CHANGE_NOTHING : importing.writing.changes;
    *ret = importing.report;
    importing.report = (struct import_report){0};
    return 0;
}
