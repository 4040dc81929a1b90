#include "paletti/app/letters.h"

#include "letter_draft.h"
#include "letter_files.h"
#include "letter_secrets.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/ladder.h"
#include "paletti/store/records.h"

enum { DATES_MAX = 4 };

/* --- which letter --- */

static const struct letter_row {
    const char *code;
    int (*facts)(struct letter_draft *draft, struct err *err); /* NULL: all of it is handed in */
    const char *variants;                                      /* of which one must be chosen */
    int reader; /* the part of whoever reads it first, enum person_role */
} rows[] = {
    {"T1", letter_facts_end},
    {"T1b", letter_facts_end},
    {"T2", letter_facts_end, "client, colleague"},
    {"T3", letter_facts_credit},
    {"T3b", letter_facts_rules},
    {"T4", letter_facts_breach},
    {"T5", letter_facts_breach},
    {"T6a", letter_facts_payment, .reader = ROLE_PAYER},
    {"T6b", letter_facts_payment, .reader = ROLE_PAYER},
    {"T6c", letter_facts_payment, .reader = ROLE_PAYER},
    {"T6d", letter_facts_payment, .reader = ROLE_IN_CHARGE},
    {"T6e", letter_facts_payment, .reader = ROLE_PAYER},
    {"T7a", letter_facts_end},
    {"T7b", letter_facts_end},
    {"T8", letter_facts_end},
    {"T9", letter_facts_extras},
    {"T10", letter_facts_end},
    {"T11", NULL},
    {"T12", NULL, "passing, budget, value"},
    {"T13", letter_facts_end},
    {"T14", letter_facts_end},
    {"T15", letter_facts_end},
    {"T16", letter_facts_end},
    {"T17", letter_facts_end, "yes, no"},
    {"R1", letter_facts_recap},
    {"F1", letter_facts_quiet, "first, second, last"},
};

static const struct letter_row *row_of(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (str_equal(rows[i].code, code))
            return &rows[i];
    return NULL;
}

static int no_letter(const char *code, struct err *err)
{
    _cleanup_str_ struct str codes = STR_INIT;

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        str_printf(&codes, "%s%s", i > 0 ? ", " : "", rows[i].code);
    return err_set(err, _("\"%s\" is no letter; there are %s"), code, str_text(&codes));
}

int letter_for_breach(enum breach breach, int reminders, const char **ret_code, const char **ret_variant)
{
    static const char *const steps[] = {"first", "second", "third"};

    if (breach != BREACH_CLIENT_CHANNEL && breach != BREACH_CLIENT_OFF_HOURS && breach != BREACH_CHASE)
        return 1;
    bool redirect = breach == BREACH_CLIENT_CHANNEL && reminders <= 0;
    *ret_code = redirect ? "T5" : "T4";
    *ret_variant = redirect ? NULL : steps[reminders < 0 ? 0 : reminders > 2 ? 2 : reminders];
    return 0;
}

/* --- the draft --- */

/* Whoever has the part WANTED; the contact, else whoever has no other part, else the first. */
static const struct person *reader_of(const struct client *client, int wanted)
{
    const struct person *people = client->people.v;

    for (size_t i = 0; i < client->people.n; i++)
        if (people[i].role == wanted)
            return &people[i];
    for (int role = ROLE_CONTACT; role >= -1; role--)
        for (size_t i = 0; i < client->people.n; i++)
            if (people[i].role == role)
                return &people[i];
    return client->people.n ? &people[0] : NULL;
}

/* Who has the part ROLE (enum person_role), else the contact. */
static const struct person *meet_role(const struct client *client, const struct me *me, int role, struct letter_party *ret)
{
    const struct person *person = reader_of(client, role);

    *ret = (struct letter_party){
        .language = client->language && *client->language ? client->language : me->language,
        .country = client->country,
        .reg = client->reg,
        .number = client->number,
        .company = client->name,
        .given = person ? person->given : NULL,
        .family = person ? person->family : NULL,
        .title = person ? person->title : NULL,
        .gender = person ? person->gender : -1,
    };
    return person;
}

const struct person *letter_meet(const struct client *client, const struct me *me, struct letter_party *ret)
{
    return meet_role(client, me, ROLE_CONTACT, ret);
}

const char *letter_to(const struct client *client, const struct person *person)
{
    return person && person->email ? person->email : client->emails.n ? client->emails.v[0] : NULL;
}

static int draft_init(struct letter_draft *draft, struct app *app, const char *client, struct err *err)
{
    model_init(&model_client, &draft->client);
    model_init(&model_interaction, &draft->entry);
    draft->app = app;
    draft->rule = INSTANT_NONE;
    if (app_need_file(app, &draft->store, err) < 0 || app_house(app, &draft->house, err) < 0)
        return -1;
    int r = client ? store_get(draft->store, &model_client, client, &draft->client, err) : 0;
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("no client has the ref \"%s\""), client);
    draft->now = app_now(app);
    draft->zone = app_zone(app);
    draft->today = zone_day(draft->zone, draft->now, NULL);
    const struct letter_row *row = draft->code ? row_of(draft->code) : NULL;
    draft->person =
        meet_role(&draft->client, &draft->house->me, row ? row->reader : ROLE_CONTACT, &draft->party);
    if (draft->wish->language && *draft->wish->language)
        draft->party.language = draft->wish->language;
    draft->manner = letter_manner(&draft->party);
    return 0;
}

static void draft_done(struct letter_draft *draft)
{
    letter_fields_clear(&draft->fields);
    free(draft->to);
    explained_clear(&draft->explained);
    standing_clear(&draft->standing);
    model_clear(&model_interaction, &draft->entry);
    model_clear(&model_client, &draft->client);
}

/* --- the answer --- */

static char *why_of(const struct letter_draft *draft)
{
    static const char *const words[] = {
        [WHY_REGISTER] = N_("the client's language and register"),
        [WHY_NOT_GIVEN] = N_("the client's language; no register is given, so the formal one"),
        [WHY_OTHER_LANGUAGE] =
            N_("the client's language; the register given is another language's, so the one that is nearest"),
        [WHY_ONE_FORM] = N_("the client's language, which has one form of address"),
    };
    bool given = draft->client.language && *draft->client.language;

    if (draft->elsewhere)
        return mem_string(_("your language: a colleague has none"));
    return mem_string(
        given ? _(words[draft->manner.why])
              : _("the client has no language: yours, or English where letters are not written in it"));
}

/* What the letter says without a word that somebody wrote for it, which gives nobody away; the caller owns
 * it. */
static char *said_anyway(struct letter_draft *draft, const struct letter_template *template,
                         const struct letter_setting *setting)
{
    char *subject, *text;

    letter_hide_words(&draft->fields);
    letter_render(template, &draft->fields, setting, &subject, &text);
    char *all = str_format("%s\n%s", subject, text);
    free(subject);
    free(text);
    return all;
}

static int fill(struct letter_draft *draft, const struct letter_template *template, struct letter *ret,
                struct err *err)
{
    struct letter_setting setting = {draft->manner.locale, draft->zone, draft->today};

    ret->address = letter_address(template);
    ret->disclosure = letter_disclosure(template);
    ret->channel = mem_string(letter_channel(template));
    letter_missing(template, &draft->fields, &ret->missing);
    if (letter_render(template, &draft->fields, &setting, &ret->subject, &ret->text) > 0)
        return 0;
    _cleanup_free_ char *anyway = said_anyway(draft, template, &setting);
    return letter_secrets_look(draft, anyway, ret->address, ret->subject, ret->text, &ret->findings, err);
}

static void hand_in(struct letter_draft *draft, const struct letter_fields *plan)
{
    letter_put_all(&draft->fields, plan);
    if (draft->wish->given)
        letter_put_all(&draft->fields, draft->wish->given);
}

/* What was handed in comes first, for what the file knows may follow from it; and last, for it wins. */
static int gather(struct letter_draft *draft, const struct letter_row *row, struct err *err)
{
    _cleanup_fields_ struct letter_fields plan = {0};

    if (letter_facts_common(draft, err) < 0 || letter_facts_plan(draft, &plan, err) < 0)
        return -1;
    hand_in(draft, &plan);
    if (row->facts && row->facts(draft, err) < 0)
        return -1;
    hand_in(draft, &plan);
    return 0;
}

static int no_variant(const struct letter_draft *draft, const struct letter_row *row, struct err *err)
{
    if (draft->variant)
        return err_set(err, _("the letter %s has no variant \"%s\""), draft->code, draft->variant);
    return err_set(err, _("the letter %s has variants; choose one of them: %s"), draft->code,
                   row->variants ? row->variants : "");
}

static int write_draft(struct letter_draft *draft, struct letter *ret, struct err *err)
{
    _cleanup_(letter_free_p)
    struct letter_template *template = NULL;
    const struct letter_row *row = row_of(draft->code);

    if (!row)
        return no_letter(draft->code, err);
    if (!draft->client.ref && row->facts != letter_facts_rules)
        return err_set(err, _("the letter %s is written to a client"), draft->code);
    if (gather(draft, row, err) < 0)
        return -1;
    int r = letter_file_find(draft->app, &draft->manner, draft->code, draft->variant, &template,
                             &ret->refused, err);
    if (r != 0)
        return r < 0 ? -1 : no_variant(draft, row, err);
    ret->code = mem_string(draft->code);
    ret->variant = mem_string(draft->variant);
    ret->language = mem_string(draft->manner.locale->language);
    ret->locale = mem_string(draft->manner.locale->name);
    ret->why = why_of(draft);
    ret->to = mem_string(draft->elsewhere ? draft->to : letter_to(&draft->client, draft->person));
    ret->breach = draft->breach;
    ret->rule = draft->rule;
    return fill(draft, template, ret, err);
}

static int write_once(struct app *app, const struct letter_wish *wish, int most, struct letter *ret,
                      struct err *err)
{
    struct letter_draft draft = {.wish = wish, .code = wish->code, .variant = wish->variant, .most = most};
    struct letter letter = {.rule = INSTANT_NONE};
    int r = draft_init(&draft, app, wish->client, err);

    if (r == 0)
        r = write_draft(&draft, &letter, err);
    draft_done(&draft);
    if (r == 0)
        *ret = letter;
    else
        letter_clear(&letter);
    return r;
}

static bool too_long(const struct letter *letter)
{
    for (size_t i = 0; i < letter->findings.n; i++)
        if (letter->findings.v[i].fault == FAULT_LONG_TEXT)
            return true;
    return false;
}

/* Of the dates to come as many as there is room for. */
int letter_write(struct app *app, const struct letter_wish *wish, struct letter *ret, struct err *err)
{
    int most = DATES_MAX, r = write_once(app, wish, most, ret, err);

    while (r == 0 && str_equal(wish->code, "T3b") && most > 1 && too_long(ret)) {
        letter_clear(ret);
        r = write_once(app, wish, --most, ret, err);
    }
    return r;
}

int letter_look(struct app *app, const char *client, const char *open_words, const char *subject,
                const char *text, struct letter_findings *findings, struct err *err)
{
    static const struct letter_wish nothing = LETTER_WISH_INIT;
    struct letter_draft draft = {.wish = &nothing};
    int r = draft_init(&draft, app, client, err);

    if (r == 0)
        r = letter_secrets_look(&draft, open_words, draft.manner.address, subject, text, findings, err);
    draft_done(&draft);
    return r;
}

void letter_clear(struct letter *letter)
{
    free(letter->subject);
    free(letter->text);
    texts_clear(&letter->missing);
    free(letter->code);
    free(letter->variant);
    free(letter->language);
    free(letter->locale);
    free(letter->why);
    free(letter->refused);
    free(letter->to);
    free(letter->channel);
    letter_findings_clear(&letter->findings);
    *letter = (struct letter){.rule = INSTANT_NONE};
}
