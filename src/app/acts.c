#include "acts.h"
#include "blurring.h"
#include "rule_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/store/records.h"

/* What became of a record, by its type. */
static const struct act_words {
    const char *type, *added, *changed, *removed;
} act_words[] = {
    {"me", N_("your own data added"), N_("your own data changed"), N_("your own data removed")},
    {"rule", N_("rules added"), N_("rules changed"), N_("rules removed")},
    {"client", N_("client added"), N_("client changed"), N_("client removed")},
    {"override", N_("exception added"), N_("exception changed"), N_("exception removed")},
    {"told", N_("telling of the rules added"), N_("telling of the rules changed"), N_("telling of the rules removed")},
    {"contract", N_("contract added"), N_("contract changed"), N_("contract removed")},
    {"package", N_("package added"), N_("package changed"), N_("package removed")},
    {"use", N_("use of a package added"), N_("use of a package changed"), N_("use of a package removed")},
    {"invoice", N_("invoice added"), N_("invoice changed"), N_("invoice removed")},
    {"payment", N_("payment added"), N_("payment changed"), N_("payment removed")},
    {"meeting", N_("meeting added"), N_("meeting changed"), N_("meeting removed")},
    {"access", N_("access added"), N_("access changed"), N_("access removed")},
    {"interaction", N_("entry added"), N_("entry changed"), N_("entry removed")},
    {"later", N_("put off"), N_("put off anew"), N_("put off no more")},
    {"breach", N_("breach noted"), N_("breach noted anew"), N_("breach open again")},
    {"draft", N_("draft added"), N_("draft changed"), N_("draft removed")},
    {"profile", N_("profile added"), N_("profile changed"), N_("profile removed")},
    {"rate", N_("rate added"), N_("rate changed"), N_("rate removed")},
    {"colleague", N_("colleague added"), N_("colleague changed"), N_("colleague removed")},
    {"promise", N_("promise to pay added"), N_("promise to pay changed"), N_("promise to pay removed")},
    {"farewell", N_("goodbye begun"), N_("goodbye changed"), N_("goodbye dropped")},
    {"refund", N_("refund planned"), N_("refund changed"), N_("refund dropped")},
    {"expense", N_("expense added"), N_("expense changed"), N_("expense removed")},
    {"request", N_("extra request added"), N_("extra request changed"), N_("extra request removed")},
    {"delivery", N_("delivery added"), N_("delivery changed"), N_("delivery removed")},
    {"complaint", N_("complaint added"), N_("complaint changed"), N_("complaint removed")},
    {"intake", N_("answer added"), N_("answer changed"), N_("answer removed")},
    {"referral", N_("referral added"), N_("referral changed"), N_("referral removed")},
    {"lesson", N_("lesson added"), N_("lesson changed"), N_("lesson removed")},
    {"win", N_("win added"), N_("win changed"), N_("win removed")},
    {"review", N_("review added"), N_("review changed"), N_("review removed")},
    {"decision", N_("decision made"), N_("decision made"), N_("decision undone")},
    {"task", N_("task added"), N_("task changed"), N_("task removed")},
    {"sequence", N_("sequence begun"), N_("sequence changed"), N_("sequence removed")},
    {"ask", N_("request added"), N_("request changed"), N_("request removed")},
};

/* What a command did, where that says more than what became of its first record. */
static const struct {
    const char *command, *done;
} command_words[] = {
    {"remind", N_("reminder drafted")},
    {"draft", N_("letter sent by you")},
    {"card", N_("rule card drafted")},
    {"waive", N_("let pass")},
    {"sign", N_("signs noted")},
};

/* --- what a record is called, when the act is written --- */

/* The first field of these that a type has says most about its records. */
static const char *const telling[] = {"channel", "number", "what", "title", "reason", "amount", "price", "scope"};
static const char *const instants[] = {"at", "starts", "until", "from"};

static char *telling_text(const struct model *model, const void *record)
{
    for (size_t i = 0; i < ARRAY_LEN(telling); i++) {
        const struct field *field = model_field(model, telling[i]);
        if (!field || field_absent(field, record))
            continue;
        if (field->kind == FIELD_TEXT)
            return mem_string(*(char *const *)field_of(field, record));
        if (field->kind == FIELD_MONEY) {
            const struct money *money = field_of(field, record);
            struct str text = STR_INIT;
            words_sum(&text, *money);
            return str_take(&text);
        }
    }
    return NULL;
}

static int64_t telling_instant(const struct model *model, const void *record)
{
    for (size_t i = 0; i < ARRAY_LEN(instants); i++) {
        const struct field *field = model_field(model, instants[i]);
        if (field && field->kind == FIELD_INSTANT)
            return field_number(field, record);
    }
    return INSTANT_NONE;
}

static char *client_of(struct store *store, const struct model *model, const void *record)
{
    const struct field *field = model_field(model, "client");
    struct client client;

    if (model == &model_client)
        return mem_string(((const struct client *)record)->name);
    if (!field || store_get(store, &model_client, *(char *const *)field_of(field, record), &client, NULL) != 0)
        return NULL;
    char *name = mem_string(client.name);
    model_clear(&model_client, &client);
    return name;
}

void act_about(struct act *act, struct store *store, const struct model *model, const void *record)
{
    free(act->type);
    free(act->client);
    free(act->what);
    act->type = mem_string(model->type);
    act->client = client_of(store, model, record);
    act->what = model == &model_client ? NULL : telling_text(model, record);
    act->moment = telling_instant(model, record);
}

/* --- and when it is read --- */

static void add_import(struct str *to, const struct act *act)
{
    str_printf(to, _("import of %s"), act->what ? act->what : "-");
    if (act->made)
        str_printf(to, P_(": %lld new", ": %lld new", act->made), (long long)act->made);
    if (act->changed)
        str_printf(to, P_("%s %lld changed", "%s %lld changed", act->changed), act->made ? "," : ":",
                   (long long)act->changed);
}

static const char *what_happened(const struct act *act)
{
    for (size_t i = 0; i < ARRAY_LEN(command_words); i++)
        if (str_equal(command_words[i].command, act->command))
            return _(command_words[i].done);
    for (size_t i = 0; i < ARRAY_LEN(act_words); i++)
        if (str_equal(act_words[i].type, act->type))
            return act->made      ? _(act_words[i].added)
                   : act->changed ? _(act_words[i].changed)
                                  : _(act_words[i].removed);
    return _("records changed");
}

/* Of today the time is enough. */
static void add_moment(struct app *app, struct str *to, int64_t at)
{
    const struct zone *zone = app_zone(app);
    int32_t second;
    int32_t day = zone_day(zone, at, &second);

    if (day == zone_day(zone, app_now(app), &(int32_t){0}))
        str_printf(to, "%02d:%02d", second / 3600, second / 60 % 60);
    else
        words_instant(app, to, at);
}

static void add_facts(struct app *app, struct str *to, const struct act *act)
{
    const char *between = ": ";

    if (act->client) {
        str_printf(to, "%s%s", between, app_blur_names(app, act->client));
        between = ", ";
    }
    if (act->what) {
        bool channel = str_equal(act->type, "interaction") || str_equal(act->type, "draft");
        str_printf(to, "%s%s", between, channel ? words_channel(act->what) : app_blur_text(app, act->what));
        between = ", ";
    }
    if (act->moment != INSTANT_NONE) {
        str_add(to, between);
        if (str_equal(act->type, "rule"))
            words_beginning(app, to, act->moment);
        else
            add_moment(app, to, act->moment);
    }
}

/* Appends "entry added: Quejumbre & Hijos, e-mail, 17:50". */
static void words_act(struct app *app, struct str *to, const struct act *act)
{
    int64_t others = act->made + act->changed + act->removed - 1;

    if (str_equal(act->command, "import")) {
        add_import(to, act);
        return;
    }
    str_add(to, what_happened(act));
    add_facts(app, to, act);
    if (others > 0)
        str_printf(to, P_(", and %lld other record", ", and %lld other records", others), (long long)others);
}

void answer_act(struct app *app, struct answer *answer, const struct act *act)
{
    _cleanup_str_ struct str what = STR_INIT;

    words_act(app, &what, act);
    answer_open_object(answer, NULL);
    answer_integer(answer, "act", act->id);
    answer_instant(answer, "at", act->at);
    answer_text(answer, "what", str_text(&what));
    answer_integer(answer, "made", act->made);
    answer_integer(answer, "changed", act->changed);
    answer_integer(answer, "removed", act->removed);
    answer_boolean(answer, "undone", act->undone);
    answer_close_object(answer);
}

void answer_act_done(struct app *app, struct answer *answer, const char *format, const struct act *act)
{
    _cleanup_str_ struct str what = STR_INIT;
    _cleanup_free_ char *sentence = NULL;

    if (!answer->people) {
        answer_act(app, answer, act);
        return;
    }
    words_act(app, &what, act);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    sentence = str_format(format, str_text(&what));
#pragma GCC diagnostic pop
    answer_text(answer, NULL, sentence);
}
