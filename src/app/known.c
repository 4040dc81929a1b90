#include "known.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { MATCHES_SHOWN = 8 };

struct matches {
    struct str text;
    int n;
};

static int add_match(void *ctx, const struct client_row *row)
{
    struct matches *matches = ctx;

    if (matches->n++ < MATCHES_SHOWN)
        str_printf(&matches->text, "%s%s (%s)", matches->n > 1 ? ", " : "", row->name, row->ref);
    return 0;
}

static int say_matches(const char *text, const struct matches *matches, struct err *err)
{
    int more = matches->n - MATCHES_SHOWN;
    _cleanup_free_ char *rest = NULL;

    if (more > 0)
        rest = str_format(P_(" and %d more", " and %d more", more), more);
    return err_set(err, _("\"%s\" may be several clients: %s%s; write more of the name, or the ref"), text,
                   str_text(&matches->text), rest ? rest : "");
}

static int copy_row(void *ctx, const struct client_row *row)
{
    struct known *known = ctx;

    *known = (struct known){.ref = mem_string(row->ref),
                            .name = mem_string(row->name),
                            .zone = mem_string(row->zone),
                            .row = *row};
    known->row.ref = known->ref;
    known->row.name = known->name;
    known->row.zone = known->zone;
    known->row.short_name = NULL;
    return 0;
}

int known_by_id(struct store *store, int64_t id, struct known *ret, struct err *err)
{
    return client_find_id(store, id, copy_row, ret, err);
}

int known_find(struct store *store, const char *text, struct known *ret, struct err *err)
{
    struct matches matches = {STR_INIT, 0};
    int64_t id;

    int r = client_find(store, text, &id, add_match, &matches, err);
    if (r == 1)
        r = err_set(err, _("no client is called \"%s\"; paletti clients lists them"), text);
    else if (r > 1)
        r = say_matches(text, &matches, err);
    str_done(&matches.text);
    if (r < 0)
        return -1;
    return known_by_id(store, id, ret, err) == 0 ? 0 : -1;
}

void known_clear(struct known *known)
{
    free(known->ref);
    free(known->name);
    free(known->zone);
    *known = (struct known){0};
}
