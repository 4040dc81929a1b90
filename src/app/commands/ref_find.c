#include "ref_find.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/store/records.h"

#include <string.h>

enum { SHOWN = 10 };

struct matches {
    struct str list;
    char *first;
    int n;
};

static int add_match(void *ctx, const char *ref)
{
    struct matches *matches = ctx;

    if (matches->n++ == 0)
        matches->first = mem_string(ref);
    if (matches->n <= SHOWN)
        str_printf(&matches->list, "%s%s", matches->n > 1 ? ", " : "", ref);
    return matches->n > SHOWN;
}

static void matches_clear(struct matches *matches)
{
    str_done(&matches->list);
    free(matches->first);
    *matches = (struct matches){.list = STR_INIT};
}

/* "<a@b.example>" as it stands in a mail's head is a@b.example here. */
static char *without_brackets(const char *text)
{
    size_t len = strlen(text);

    return len > 2 && text[0] == '<' && text[len - 1] == '>' ? mem_string_n(text + 1, len - 2) : mem_string(text);
}

/* A whole Message-ID goes before others that go on: a mail's entry is called Message-ID#client. */
static int find_matches(struct store *store, const char *text, struct matches *ret, struct err *err)
{
    _cleanup_free_ char *message = str_format("%s#", text);

    int r = store_refs(store, message, SHOWN + 1, add_match, ret, err);
    if (r < 0 || ret->n)
        return r;
    return store_refs(store, text, SHOWN + 1, add_match, ret, err);
}

static int say_matches(const char *text, const struct matches *matches, struct err *err)
{
    return err_set(err, _("\"%s\" may be several: %s%s; write more of it"), text, str_text(&matches->list),
                   matches->n > SHOWN ? _(" and others") : "");
}

int ref_find(struct store *store, const char *text, char **ret, struct err *err)
{
    _cleanup_free_ char *bare = without_brackets(text);
    _cleanup_(matches_clear)
    struct matches matches = {.list = STR_INIT};

    if (*bare && find_matches(store, bare, &matches, err) < 0)
        return -1;
    if (matches.n > 1)
        return say_matches(text, &matches, err);
    if (matches.n == 0)
        return err_set(err,
                       _("nothing has the ref \"%s\": no entry, no request, no invoice; paletti log CLIENT and "
                         "paletti judge --json show refs"),
                       text);
    *ret = MEM_TAKE(matches.first);
    return 0;
}

bool ref_is_stored(struct store *store, const struct model *model, const char *ref)
{
    _cleanup_free_ void *record = mem_alloc(model->size);

    if (store_get(store, model, ref, record, NULL) != 0)
        return false;
    model_clear(model, record);
    return true;
}
