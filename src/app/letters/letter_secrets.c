#include "letter_secrets.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/decision_record.h"
#include "paletti/record/record.h"
#include "paletti/store/clients.h"
#include "paletti/store/decisions.h"
#include "paletti/store/log.h"
#include "paletti/store/records.h"

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

/* What somebody told themselves when they decided: why, what they expect, why they rate as they do. What is
 * to be told, the exit's reason, is none of it. */
static void add_decided(struct secrets *secrets, const struct deciding *deciding)
{
    const struct decided_fact *facts = deciding->facts.v;

    add_secret(secrets, SECRET_DECISION, deciding->private_reason);
    add_secret(secrets, SECRET_DECISION, deciding->expect);
    add_secret(secrets, SECRET_DECISION, deciding->went_wrong);
    for (size_t i = 0; i < deciding->facts.n; i++)
        add_secret(secrets, SECRET_DECISION, facts[i].reason);
}

/* The one that is open, as it was saved last. */
static int add_open(void *ctx, const struct deciding_row *row)
{
    const struct model *model;
    void *record;

    if (record_read_stored(row->answers, strlen(row->answers), &model, &record, NULL) < 0)
        return 0;
    add_decided(ctx, record);
    model_clear(model, record);
    free(record);
    return 0;
}

static int add_decisions(const struct letter_draft *draft, struct secrets *secrets, struct err *err)
{
    struct decision *decisions;
    size_t n;

    if (draft->wish->deciding)
        add_decided(secrets, draft->wish->deciding);
    if (!draft->client.ref)
        return 0;
    if (deciding_of(draft->store, draft->client.ref, add_open, secrets, err) < 0 ||
        store_all(draft->store, &model_decision, draft->client.ref, &decisions, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        add_secret(secrets, SECRET_DECISION, decisions[i].private_reason);
        add_decided(secrets, &decisions[i].answers);
        decision_clear(&decisions[i]);
    }
    free(decisions);
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
    if (add_decisions(draft, ret, err) < 0)
        return -1;
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

/* Conditions that were proposed on the screen are in its language, and catalogues of another are not open. */
static void look_for_tongue(const char *language, const char *text, struct letter_findings *findings)
{
    const char *phrases[PLAN_HABITS];

    if (str_equal(language, C_("language of the screen", "en")))
        return;
    for (size_t i = 0; i < PLAN_HABITS; i++)
        phrases[i] = _(plan_habit_words[i]);
    letter_lint_tongue(phrases, PLAN_HABITS, text, findings);
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
        look_for_tongue(draft->manner.locale->language, text, findings);
    }
    secrets_clear(&secrets);
    return r < 0 ? -1 : 0;
}
