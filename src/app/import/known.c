#include "known.h"

#include "inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/agreement.h"
#include "paletti/core/breach_note.h"
#include "paletti/core/client.h"
#include "paletti/core/dispatch.h"

#include <string.h>

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

/* --- as people write names without a Spanish keyboard --- */

/* Folded, and with n for ñ. */
static char *plain(const char *text)
{
    static const char letter[] = "ñ";
    char *folded = text_fold_new(text), *to = folded;

    for (const char *s = folded; *s;) {
        bool tilde = strncmp(s, letter, sizeof letter - 1) == 0;
        *to++ = tilde ? 'n' : *s;
        s += tilde ? sizeof letter - 1 : 1;
    }
    *to = '\0';
    return folded;
}

struct loose {
    char *wanted;
    size_t len;
    bool any_word; /* not only the name's beginning */
    int64_t id;
    struct matches *matches;
};

static int word_begins(void *ctx, const char *word, size_t len _unused_)
{
    const struct loose *loose = ctx;

    return strncmp(word, loose->wanted, loose->len) == 0;
}

static int look_loosely(void *ctx, const struct client_row *row)
{
    struct loose *loose = ctx;
    _cleanup_free_ char *name = plain(row->name), *short_name = plain(row->short_name ? row->short_name : "");
    bool is = str_starts(name, loose->wanted) || str_starts(short_name, loose->wanted) ||
              (loose->any_word && text_words(name, word_begins, loose));

    if (is) {
        loose->id = row->id;
        add_match(loose->matches, row);
    }
    return 0;
}

/* As client_find, for what it does not find. */
static int find_loosely(struct store *store, const char *text, int64_t *ret_id, struct matches *matches,
                        struct err *err)
{
    struct loose loose = {.wanted = plain(text), .matches = matches};
    int r = 0;

    loose.len = strlen(loose.wanted);
    for (int i = 0; i < 2 && r == 0 && matches->n == 0 && loose.len > 0; i++) {
        loose.any_word = i == 1;
        r = clients_each(store, 0, look_loosely, &loose, err);
    }
    free(loose.wanted);
    *ret_id = loose.id;
    return r < 0 ? -1 : matches->n == 0 ? 1 : matches->n == 1 ? 0 : 2;
}

int known_find(struct store *store, const char *text, struct known *ret, struct err *err)
{
    struct matches matches = {STR_INIT, 0};
    int64_t id;

    int r = client_find(store, text, &id, add_match, &matches, err);
    if (r == 1)
        r = find_loosely(store, text, &id, &matches, err);
    if (r == 1)
        r = err_set(err, _("no client is called \"%s\"; paletti clients lists them"), text);
    else if (r > 1)
        r = say_matches(text, &matches, err);
    str_done(&matches.text);
    if (r < 0)
        return -1;
    return known_by_id(store, id, ret, err) == 0 ? 0 : -1;
}

int known_named(struct app *app, const char *text, struct known *ret, struct err *err)
{
    struct store *store;

    if (!text)
        return 0;
    return app_need_file(app, &store, err) < 0 ? -1 : known_find(store, text, ret, err);
}

void known_clear(struct known *known)
{
    free(known->ref);
    free(known->name);
    free(known->zone);
    *known = (struct known){0};
}

bool known_owns(const struct model *model)
{
    /* What left stays, whoever it went to. */
    if (model == &model_dispatch)
        return false;
    return model_field(model, "client") || model == &model_use || model == &model_breach_note;
}
