#include "cards.h"

#include "letter_draft.h"
#include "rule_inside.h"

#include "paletti/app/drafts.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/clients.h"

#include <string.h>

void card_clear(struct card *card)
{
    char *const owned[] = {card->client, card->name, card->since, card->told_how, card->older, card->draft};

    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        free(owned[i]);
    letter_clear(&card->letter);
    *card = (struct card){.rule = INSTANT_NONE, .told_on = DAY_NONE};
}

/* --- the version --- */

char *card_about(int64_t rule)
{
    char from[CIVIL_INSTANT_SIZE];

    return str_format("rule:%s", civil_format_instant(rule, from));
}

int64_t card_rule_of(const char *about)
{
    int64_t from;

    return about && str_starts(about, "rule:") && civil_parse_instant(about + strlen("rule:"), &from) == 0 ? from : INSTANT_NONE;
}

static enum validity validity_of(struct app *app, const struct house *house, const struct rule *rule)
{
    return house->n_rules > 0 ? rule_validity(house->rules, house->n_rules, (size_t)(rule - house->rules), app_now(app))
                              : VALIDITY_NOW;
}

static void find_telling(struct app *app, const struct tellings *tellings, const struct rule *rule, struct card *card)
{
    const struct told *told = tellings_of(tellings, card->client, rule), *last = tellings_last(tellings, card->client);
    const struct rule *older = last ? tellings_version(tellings, last) : NULL;
    _cleanup_str_ struct str since = STR_INIT;

    if (told) {
        card->told_on = told->on;
        card->told_how = told->how ? mem_string(words_channel(told->how)) : NULL;
    } else if (older) {
        words_beginning(app, &since, older->from);
        card->older = str_take(&since);
    }
}

static int find_version(struct app *app, struct store *store, int64_t from, struct card *card, struct err *err)
{
    _cleanup_tellings_ struct tellings tellings = {0};
    _cleanup_str_ struct str since = STR_INIT;

    if (tellings_load(app, store, &tellings, err) < 0)
        return -1;
    const struct rule *rule = tellings_rule(app, &tellings, from);
    if (!rule)
        return err_set(err, _("no version of the rules begins then; paletti records rule lists them"));
    card->rule = rule->from;
    card->validity = validity_of(app, tellings.house, rule);
    if (rule->from == INSTANT_NONE)
        return 0;
    words_beginning(app, &since, rule->from);
    card->since = str_take(&since);
    if (card->client)
        find_telling(app, &tellings, rule, card);
    return 0;
}

/* --- the card --- */

static int take_name(void *ctx, const struct client_row *row)
{
    ((struct card *)ctx)->name = mem_string(row->name);
    return 0;
}

static int fill(struct app *app, struct store *store, const char *client, int64_t rule, struct card *card, struct err *err)
{
    struct letter_wish wish = LETTER_WISH_INIT;

    card->client = mem_string(client);
    if (find_version(app, store, rule, card, err) < 0)
        return -1;
    wish.client = client;
    wish.code = CARD_CODE;
    wish.rule = card->rule;
    if (letter_write(app, &wish, &card->letter, err) < 0)
        return -1;
    if (!client)
        return 0;
    if (client_find(store, client, &card->client_id, NULL, NULL, err) < 0 ||
        client_find_briefly(store, card->client_id, take_name, card, err) < 0)
        return -1;
    return cards_waiting(store, client, card->rule, &card->draft, err);
}

int card_write(struct app *app, const char *client, int64_t rule, struct card *ret, struct err *err)
{
    struct card card = {.rule = INSTANT_NONE, .told_on = DAY_NONE};
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    int r = fill(app, store, client, rule, &card, err);
    if (r == 0)
        *ret = card;
    else
        card_clear(&card);
    return r;
}

int card_write_file(const struct card *card, const char *path, struct err *err)
{
    const struct letter *letter = &card->letter;

    if (!letter->text)
        return letter_refuse_missing(letter, err);
    if (draft_refuse_leaks(&letter->findings, err) < 0)
        return -1;
    return letter_write_file(path, letter->to, letter->subject, letter->text, err);
}

/* --- words --- */

void words_manner(struct str *to, const char *language, enum letter_address address)
{
    static const struct {
        const char *language, *name;
    } names[] = {{"en", N_("English")}, {"es", N_("Spanish")}, {"it", N_("Italian")}};
    static const char *const forms[] = {[ADDRESS_TU] = "tú",           [ADDRESS_VOS] = "vos",         [ADDRESS_USTED] = "usted",
                                        [ADDRESS_VOSOTROS] = "vosotros", [ADDRESS_USTEDES] = "ustedes", [ADDRESS_LEI] = "Lei",
                                        [ADDRESS_VOI] = "voi"};
    const char *form = address == ADDRESS_TU && str_equal(language, "it") ? "tu" : forms[address];

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_equal(names[i].language, language))
            str_add(to, _(names[i].name));
    if (address != ADDRESS_NONE)
        str_printf(to, ", %s", form);
}

void words_card_version(const struct card *card, struct str *to)
{
    static const char *const formats[] = {[VALIDITY_PAST] = N_("rules of %s, which are over"),
                                          [VALIDITY_NOW] = N_("rules in force since %s"),
                                          [VALIDITY_COMING] = N_("rules that begin %s")};

    if (!card->since) {
        str_add(to, _("no rules of yours yet"));
        return;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    str_printf(to, _(formats[card->validity]), card->since);
#pragma GCC diagnostic pop
}
