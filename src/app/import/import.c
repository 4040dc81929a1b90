/* One import, whoever ordered it. */
#include "importing.h"

#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

static int choose_format(struct importing *importing, struct err *err)
{
    const struct import_order *order = importing->order;

    importing->format = order->format ? order->format : import_guess_format(order->path);
    if (importing->format)
        return 0;
    return err_set(err, _("%s looks like nothing that can be imported; if you know what it is, say so with --format "
                          "mbox, maildir, csv, vcard, ics or jsonl"),
                   order->path);
}

/* --- my addresses --- */

static void add_addresses(struct texts *to, const char *lines)
{
    for (const char *line = lines; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        _cleanup_free_ char *address = mem_string_n(line, strcspn(line, "\n"));
        if (*address && !texts_have(to, address))
            texts_add(to, address);
    }
}

/* The record as it is, with ORDER's addresses added. */
static void make_me(const struct house *house, const struct import_order *order, struct me *ret)
{
    if (house->me_given) {
        model_copy(&model_me, &house->me, ret);
    } else {
        model_init(&model_me, ret);
        ret->name = mem_string_n(order->me, strcspn(order->me, "@\n"));
        if (order->my_name) {
            free(ret->name);
            ret->name = mem_string(order->my_name);
        }
    }
    add_addresses(&ret->email, order->me);
}

/* Who imports a second mailbox is not asked again. It is part of the import, and taken back with it. */
static int remember_me(struct importing *importing, struct err *err)
{
    const struct import_order *order = importing->order;
    const struct house *house;
    enum put put;
    struct me me;

    if (!order->remember_me || !order->me || !*order->me)
        return 0;
    if (app_house(importing->app, &house, err) < 0)
        return -1;
    make_me(house, order, &me);
    int r = writing_put(&importing->writing, &model_me, &me, 0, &put, err);
    model_clear(&model_me, &me);
    return r;
}

static int read_all(struct importing *importing, struct err *err)
{
    int r = str_equal(importing->format, "jsonl") ? importing_jsonl(importing, err)
                                                  : importing_foreign(importing, err);

    if (r < 0 || remember_me(importing, err) < 0)
        return -1;
    return importing_end(importing, err);
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
