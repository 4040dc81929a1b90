#include "paletti/core/model.h"

#include "fixture.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/core/me.h"

#include <string.h>

START_TEST(the_writing_order)
{
    static const char *const order[] = {
        "me",      "profile", "rate",     "rule",      "client", "colleague", "override", "told",
        "contract", "package", "use",     "invoice",   "payment", "promise",  "expense",  "meeting",
        "access",  "refund", "request", "delivery", "complaint", "intake", "referral",  "lesson",   "win",
        "review",  "task",    "interaction", "ask",    "breach", "draft",
        "decision", "farewell", "sequence", "dispatch",
    };
    for (size_t i = 0; i < ARRAY_LEN(order); i++) {
        ck_assert_str_eq(models[i]->type, order[i]);
        ck_assert_ptr_eq(model_find(order[i]), models[i]);
    }
    ck_assert_ptr_null(models[ARRAY_LEN(order)]);
    ck_assert_ptr_null(model_find("giraffe"));
    ck_assert_ptr_null(model_find(NULL));
}
END_TEST

/* interchange.md, section 1: names and order. */
START_TEST(the_fields_of_the_table)
{
    static const char *const table[][2] = {
        {"me",
         "name email phone zone language gender currency signature pay_to target_rate reserve monthly_cost "
         "runway_floor_months project"},
        {"rule", "from zone hours closed special reply_window reason until channels payment_days notice_days "
                 "notice_roll "
                 "extras_rate urgent_route"},
        {"client", "ref name short state since emails phones zone day language register number large country "
                   "b2b people "
                   "member_of label notes tags"},
        {"override",
         "ref client from until reason hours closed special reply_window channels payment_days notice_days "
         "notice_roll extra"},
        {"told", "ref client on rule how"},
        {"interaction",
         "ref client at direction kind channel subject body minutes needs_reply holding promised invited "
         "recap energy signs closeness thread source"},
        {"ask", "ref client interaction what window received"},
        {"contract",
         "ref client signed from to notice_days immediate_causes clause payment_days method refund_policy "
         "single_price scope hours_month file"},
        {"package",
         "ref client unit quantity price bought_on starts_on ends_on milestones payments contract"},
        {"use", "ref package on quantity what interaction"},
        {"invoice", "ref client number amount net issued_on due_on what written_off_on"},
        {"payment", "ref client amount on invoice method external_id"},
        {"meeting", "ref client starts ends title attendees external_id state"},
        {"access", "ref client what where opened_on closes_on closed_on"},
        {"refund", "ref client payment package amount state farewell method source intent external_id reference "
                   "confirmed_at sent_at replays issued_on expected_on failed_on reason live looked_at repayment"},
        {"breach", "ref of kind state reason on"},
        {"promise", "ref client said_on pays_on invoice amount excuse kept"},
        {"request", "ref client on what decision minutes price"},
        {"delivery", "ref client on what"},
        {"complaint", "ref client on what delivery right"},
        {"expense", "ref client on amount kind"},
        {"rate", "ref currency on per_base"},
        {"profile", "industries questions"},
        {"intake", "ref client question answer on waived_reason"},
        {"lesson", "ref client on text kind decision"},
        {"win", "ref client on text"},
        {"review", "ref client on text decision again process result relief"},
        {"colleague", "ref name email needs competitor consented_on"},
        {"referral", "ref client colleague on"},
        {"task", "ref client decision kind what due state done_on reason n"},
        {"farewell", "ref client decision begun_on last_day cause credit_note tell framing disclosure reason told_on "
                     "referral_none waived true_of state left_on"},
        {"dispatch", "ref kind client recipient subject draft refund farewell sequence way message bytes sha256 "
                     "confirmed_at not_before by_hand state sending_at ended_at code reply why external_id live"},
        {"sequence", "ref name begun clients texts state"},
        {"draft", "ref client code about language channel to subject text made state done_on"},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        const struct model *model = model_find(table[i][0]);
        _cleanup_str_ struct str names = STR_INIT;
        for (size_t f = 0; f < model->n; f++) {
            str_printf(&names, f ? " %s" : "%s", model->fields[f].name);
            ck_assert_ptr_eq(model_field(model, model->fields[f].name), &model->fields[f]);
        }
        ck_assert_str_eq(str_text(&names), table[i][1]);
    }
    ck_assert_ptr_null(model_field(&model_client, "short_name"));
}
END_TEST

/* Every member lies inside the struct, and beside no other. */
START_TEST(members_do_not_overlap)
{
    for (const struct model *const *m = models; *m; m++)
        for (size_t f = 0; f < (*m)->n; f++) {
            ck_assert_uint_lt((*m)->fields[f].at, (*m)->size);
            for (size_t g = 0; g < f; g++)
                ck_assert_uint_ne((*m)->fields[f].at, (*m)->fields[g].at);
        }
}
END_TEST

START_TEST(an_empty_record)
{
    for (const struct model *const *m = models; *m; m++) {
        _cleanup_free_ void *record = mem_alloc((*m)->size);
        _cleanup_free_ void *copy = mem_alloc((*m)->size);
        memset(record, 0xa5, (*m)->size);
        memset(copy, 0x5a, (*m)->size);
        model_init(*m, record);
        for (size_t f = 0; f < (*m)->n; f++)
            ck_assert_msg(field_absent(&(*m)->fields[f], record), "%s.%s", (*m)->type, (*m)->fields[f].name);
        model_copy(*m, record, copy);
        ck_assert(model_equal(*m, record, copy));
        ck_assert_ptr_null(model_ref(*m, record));
        model_clear(*m, record);
        model_clear(*m, copy);
    }
}
END_TEST

START_TEST(a_copy_is_deep_and_clearing_is_whole)
{
    struct client client, copy, empty;
    model_init(&model_client, &client);
    model_init(&model_client, &empty);
    client.ref = mem_string("a");
    texts_add(&client.emails, "x@y.example");
    struct person *person = list_add(&client.people, sizeof *person);
    model_init(model_field(&model_client, "people")->model, person);
    person->given = mem_string("Ivo");
    model_copy(&model_client, &client, &copy);
    ck_assert(model_equal(&model_client, &client, &copy));
    ck_assert_str_eq(model_ref(&model_client, &copy), "a");

    for (int i = 0; i < 20; i++)
        texts_add(&copy.emails, "z@y.example");
    ck_assert(!model_equal(&model_client, &client, &copy));
    ck_assert_uint_eq(client.emails.n, 1);
    ck_assert(texts_have(&copy.emails, "z@y.example"));
    ck_assert(!texts_have(&client.emails, "z@y.example"));
    free(((struct person *)copy.people.v)->given);
    ((struct person *)copy.people.v)->given = mem_string("Ada");
    ck_assert_str_eq(person->given, "Ivo");

    model_clear(&model_client, &copy);
    ck_assert(model_equal(&model_client, &copy, &empty));
    model_clear(&model_client, &client);
}
END_TEST

/* A list made by hand has no room behind its end. */
START_TEST(lists_grow_from_any_length)
{
    struct texts texts = {.v = mem_zero(9, sizeof *texts.v), .n = 9};
    for (size_t i = 0; i < texts.n; i++)
        texts.v[i] = mem_string("x");
    texts_add(&texts, "y");
    ck_assert_uint_eq(texts.n, 10);
    ck_assert_str_eq(texts.v[9], "y");
    texts_clear(&texts);
    ck_assert_uint_eq(texts.n, 0);
}
END_TEST

START_TEST(defaults_given_by_hand_become_absent)
{
    struct rule rule;
    struct me me;
    struct client client;
    struct interaction interaction;
    model_init(&model_rule, &rule);
    model_init(&model_me, &me);
    model_init(&model_client, &client);
    model_init(&model_interaction, &interaction);
    rule.reply_window = WINDOW_DEFAULT;
    me.currency = mem_string("EUR");
    client.day = (struct span){9 * 60, 18 * 60};
    interaction.kind = KIND_WORK;
    interaction.needs_reply = 0;
    ck_assert(field_absent(model_field(&model_rule, "reply_window"), &rule));
    model_normalise(&model_rule, &rule);
    model_normalise(&model_me, &me);
    model_normalise(&model_client, &client);
    model_normalise(&model_interaction, &interaction);
    ck_assert_uint_eq(rule.reply_window.n, 0);
    ck_assert_ptr_null(me.currency);
    ck_assert_int_eq(client.day.to, 0);
    ck_assert_int_eq(interaction.needs_reply, -1);
}
END_TEST

START_TEST(what_needs_a_reply)
{
    for (enum kind kind = KIND_MESSAGE; kind <= KIND_NOTE; kind++) {
        ck_assert_int_eq(interaction_needs_reply(kind, -1), kind == KIND_MESSAGE);
        ck_assert(interaction_needs_reply(kind, 1));
        ck_assert(!interaction_needs_reply(kind, 0));
    }
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {the_writing_order, 1},
        {the_fields_of_the_table, 1},
        {members_do_not_overlap, 1},
        {an_empty_record, 1},
        {a_copy_is_deep_and_clearing_is_whole, 1},
        {lists_grow_from_any_length, 1},
        {defaults_given_by_hand_become_absent, 1},
        {what_needs_a_reply, 1},
    };
    return run_suite("model", rows, ARRAY_LEN(rows));
}
