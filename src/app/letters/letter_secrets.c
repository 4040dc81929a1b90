#include "letter_secrets.h"

#include "paletti/base/mem.h"
#include "paletti/store/clients.h"
#include "paletti/store/log.h"

#include <string.h>

struct secrets {
    struct letter_secret *v; /* texts owned */
    size_t n, cap;
    const struct client *client;
};

static void add_secret(struct secrets *secrets, enum letter_secret_kind kind, const char *text)
{
    if (!text || !*text)
        return;
    MEM_GROW(secrets->v, secrets->n, secrets->cap);
    secrets->v[secrets->n++] = (struct letter_secret){kind, mem_string(text)};
}

static void secrets_clear(struct secrets *secrets)
{
    for (size_t i = 0; i < secrets->n; i++)
        free((char *)secrets->v[i].text);
    free(secrets->v);
}

static int add_other(void *ctx, const struct client_row *row)
{
    struct secrets *secrets = ctx;

    /* Whoever is in a group knows its name. */
    if (str_equal(row->ref, secrets->client->ref) || str_equal(row->ref, secrets->client->member_of))
        return 0;
    add_secret(secrets, SECRET_CLIENT, row->name);
    add_secret(secrets, SECRET_CLIENT, row->short_name);
    return 0;
}

static int gather(const struct letter_draft *draft, struct secrets *ret, struct err *err)
{
    const struct client *client = ret->client;

    add_secret(ret, SECRET_LABEL, client->label);
    add_secret(ret, SECRET_NOTE, client->notes);
    for (size_t i = 0; i < client->tags.n; i++)
        add_secret(ret, SECRET_TAG, client->tags.v[i]);
    for (size_t i = 0; i < draft->entry.signs.n; i++)
        add_secret(ret, SECRET_SIGN, draft->entry.signs.v[i]);
    return clients_each(draft->store, 0, add_other, ret, err);
}

static void add_line(struct str *to, const char *text)
{
    if (text && *text)
        str_printf(to, "%s\n", text);
}

/* Names that the reader knows: their own, and mine. */
static void add_names(const struct letter_draft *draft, struct str *to)
{
    const struct client *client = &draft->client;
    const struct me *me = &draft->house->me;
    const struct person *people = client->people.v;

    add_line(to, client->name);
    add_line(to, client->short_name);
    for (size_t i = 0; i < client->people.n; i++) {
        add_line(to, people[i].given);
        add_line(to, people[i].family);
        add_line(to, people[i].title);
    }
    add_line(to, me->name);
    add_line(to, me->signature);
}

int letter_secrets_look(const struct letter_draft *draft, const char *open_words, enum letter_address address,
                        const char *subject, const char *text, struct letter_findings *findings,
                        struct err *err)
{
    struct secrets secrets = {.client = &draft->client};
    _cleanup_str_ struct str names = STR_INIT, known = STR_INIT;
    int r = gather(draft, &secrets, err);

    if (r == 0) {
        add_names(draft, &names);
        str_printf(&known, "%s\n%s", str_text(&names), open_words);
        letter_guard(secrets.v, secrets.n, str_text(&known), subject, text, findings);
        letter_lint(draft->manner.locale->language, address, subject, text, str_text(&names), findings);
    }
    secrets_clear(&secrets);
    return r < 0 ? -1 : 0;
}
