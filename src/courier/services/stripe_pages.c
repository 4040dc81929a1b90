#include "services/stripe_pages.h"

#include "services/stripe_form.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { PAGE = 100, PAGES_MAX = 1000 };

static int no_list(struct err *err)
{
    return err_set(err, _("Stripe gave a list that cannot be understood; nothing of it is used"));
}

/* *RET_LAST is the id of the last object, where there are more behind it. */
static int take_page(struct stripe *stripe, const struct tree *page,
                     int (*fn)(void *ctx, const struct tree *object, struct err *err), void *ctx,
                     char **ret_last, struct err *err)
{
    int64_t n = tree_count(page, "data");
    int more = tree_truth(page, "has_more");
    const char *last = NULL;

    if (!str_equal(tree_text(page, "object"), "list") || n < 0 || more < 0 || (more && n == 0))
        return no_list(err);
    for (int64_t i = 0; i < n; i++) {
        const struct tree *object = tree_item(page, "data", (size_t)i);
        last = tree_text(object, "id");
        if (!last || !stripe_id_fine(last))
            return no_list(err);
        stripe->errand->read++;
        if (fn(ctx, object, err) < 0)
            return -1;
    }
    *ret_last = more ? mem_string(last) : NULL;
    return 0;
}

int stripe_pages(struct stripe *stripe, const char *path,
                 int (*fn)(void *ctx, const struct tree *object, struct err *err), void *ctx,
                 struct event *problem, struct err *err)
{
    _cleanup_free_ char *after = NULL;

    for (int i = 0; i < PAGES_MAX; i++) {
        _cleanup_(tree_free_p)
        struct tree *page = NULL;
        _cleanup_free_ char *url = str_format("%s%slimit=%d%s%s", path, strchr(path, '?') ? "&" : "?", PAGE,
                                              after ? "&starting_after=" : "", after ? after : "");
        char *last = NULL;
        int r = stripe_get(stripe, url, &page, problem, err);
        if (r != 0)
            return r;
        if (take_page(stripe, page, fn, ctx, &last, err) < 0)
            return -1;
        if (!last)
            return 0;
        bool same = str_equal(after, last);
        free(after);
        after = last;
        if (same)
            return no_list(err);
    }
    return err_set(err, _("Stripe's list does not end; nothing of it is used"));
}
