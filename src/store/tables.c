#include "tables.h"

#include "paletti/core/agreement.h"
#include "paletti/core/breach_note.h"
#include "paletti/core/client.h"
#include "paletti/core/decision_record.h"
#include "paletti/core/dealings.h"
#include "paletti/core/dispatch.h"
#include "paletti/core/draft.h"
#include "paletti/core/farewell.h"
#include "paletti/core/handover.h"
#include "paletti/core/intake.h"
#include "paletti/core/interaction.h"
#include "paletti/core/later.h"
#include "paletti/core/learning.h"
#include "paletti/core/me.h"
#include "paletti/core/refunding.h"
#include "paletti/core/rule.h"
#include "paletti/core/sequence.h"

/* "?2, ?3 ..." for all columns behind the key. */
#define TO_4  "?2, ?3, ?4"
#define TO_5  TO_4 ", ?5"
#define TO_6  TO_5 ", ?6"
#define TO_7  TO_6 ", ?7"
#define TO_8  TO_7 ", ?8"
#define TO_9  TO_8 ", ?9"
#define TO_10 TO_9 ", ?10"
#define TO_11 TO_10 ", ?11"
#define TO_12 TO_11 ", ?12"
#define TO_13 TO_12 ", ?13"
#define TO_14 TO_13 ", ?14"
#define TO_15 TO_14 ", ?15"
#define TO_16 TO_15 ", ?16"
#define TO_17 TO_16 ", ?17"
#define TO_18 TO_17 ", ?18"
#define TO_19 TO_18 ", ?19"
#define TO_20 TO_19 ", ?20"
#define TO_21 TO_20 ", ?21"
#define TO_22 TO_21 ", ?22"
#define TO_23 TO_22 ", ?23"
#define TO_24 TO_23 ", ?24"

/* Columns in the order of the model's fields, the key first; ROW and ROW_VALUE: the row's id, where it is not the key.
 * What a client's rows are is said by OF. */
#define KEYED(type, key_, column, columns, values, row, row_value, of, order)                              \
    {                                                                                                      \
        &model_##type, key_,                                                                               \
        {                                                                                                  \
            [TABLE_GET] = "SELECT " column ", " columns " FROM " #type " WHERE " column " = ?1",           \
            [TABLE_INSERT] =                                                                               \
                "INSERT INTO " #type " (" column ", " columns row ") VALUES (?1, " values row_value ")",   \
            [TABLE_UPDATE] = "UPDATE " #type " SET (" columns ") = (" values ") WHERE " column " = ?1",    \
            [TABLE_REMOVE] = "DELETE FROM " #type " WHERE " column " = ?1",                                \
            [TABLE_EACH] = "SELECT " column ", " columns " FROM " #type " ORDER BY " order,                \
            [TABLE_EACH_OF] = "SELECT " column ", " columns " FROM " #type " WHERE " of " ORDER BY " order, \
            [TABLE_COUNT] = "SELECT count(*) FROM " #type,                                                 \
            [TABLE_ROW] = "SELECT rowid FROM " #type " WHERE " column " = ?1",                             \
            [TABLE_KEY_OF] = "SELECT " column " FROM " #type " WHERE rowid = ?1",                          \
        },                                                                                                 \
    }
#define TABLE(type, columns, values) TABLE_OF(type, columns, values, "client = ?1")
#define TABLE_OF(type, columns, values, of)                                                                \
    KEYED(type, KEY_REF, "ref", columns, values, ", id", ", ?", of, "id")

#define ME_COLUMNS                                                                                         \
    "name, email, phone, zone, language, gender, currency, signature, pay_to, target_rate, "               \
    "target_rate_currency, reserve, reserve_currency, monthly_cost, monthly_cost_currency, "               \
    "runway_floor_months, project_name, project_weekly_hours"

/* Its rows are found by time and client, so that its columns stand in two tables and in another order. */
#define INTERACTION_READ                                                                                   \
    "SELECT i.ref, c.ref AS client, i.id >> 16 AS at, direction, kind, channel, subject, body, minutes, "   \
    "needs_reply, holding, promised, invited, recap, energy, signs, closeness, thread, source_system, "    \
    "source_id FROM interaction AS i CROSS JOIN client AS c ON c.id = i.client_id "

/* A decision is its line of JSON; what became of it, and why in private, stand beside. Of a client who is gone it waits. */
#define DECISION_READ                                                                                      \
    "SELECT d.ref, d.frozen, d.hash, d.state, p.reason FROM decision AS d LEFT JOIN decision_private AS p " \
    "ON p.decision = d.ref "

const struct table tables[] = {
    {&model_me, KEY_NONE,
     {
         [TABLE_GET] = "SELECT " ME_COLUMNS " FROM me",
         [TABLE_INSERT] = "INSERT INTO me (id, " ME_COLUMNS ") VALUES (1, ?1, " TO_18 ")",
         [TABLE_UPDATE] = "UPDATE me SET (" ME_COLUMNS ") = (?1, " TO_18 ")",
         [TABLE_REMOVE] = "DELETE FROM me",
         [TABLE_EACH] = "SELECT " ME_COLUMNS " FROM me",
         [TABLE_EACH_OF] = "SELECT " ME_COLUMNS " FROM me WHERE ?1 IS NULL",
         [TABLE_COUNT] = "SELECT count(*) FROM me",
         [TABLE_ROW] = "SELECT id FROM me",
         [TABLE_KEY_OF] = "SELECT '' FROM me",
     }},
    {&model_profile, KEY_NONE,
     {
         [TABLE_GET] = "SELECT industries, questions FROM profile",
         [TABLE_INSERT] = "INSERT INTO profile (id, industries, questions) VALUES (1, ?1, ?2)",
         [TABLE_UPDATE] = "UPDATE profile SET (industries, questions) = (?1, ?2)",
         [TABLE_REMOVE] = "DELETE FROM profile",
         [TABLE_EACH] = "SELECT industries, questions FROM profile",
         [TABLE_EACH_OF] = "SELECT industries, questions FROM profile WHERE ?1 IS NULL",
         [TABLE_COUNT] = "SELECT count(*) FROM profile",
         [TABLE_ROW] = "SELECT id FROM profile",
         [TABLE_KEY_OF] = "SELECT '' FROM profile",
     }},
    TABLE_OF(rate, "currency, \"on\", per_base", TO_4, "?1 IS NULL"),
    KEYED(rule, KEY_FROM, "\"from\"",
          "zone, hours, closed, special, reply_window, reason, until, channels, payment_days, notice_days, "
          "notice_roll, extras_rate, extras_rate_currency, urgent_route",
          TO_15, "", "", "?1 IS NULL", "\"from\""),
    TABLE_OF(client,
             "name, short, state, since, emails, phones, zone, day, language, register, number, large, country, "
             "b2b, people, member_of, label, notes, tags",
             TO_20, "ref = ?1"),
    TABLE_OF(colleague, "name, email, needs, competitor, consented_on", TO_6, "?1 IS NULL"),
    TABLE(override,
          "client, \"from\", until, reason, hours, closed, special, reply_window, channels, payment_days, "
          "notice_days, notice_roll, extra",
          TO_14),
    TABLE(told, "client, \"on\", rule, how", TO_5),
    TABLE(contract,
          "client, signed, \"from\", \"to\", notice_days, immediate_causes, clause, payment_days, method, "
          "refund_policy, single_price, single_price_currency, scope, hours_month, file",
          TO_16),
    TABLE(package,
          "client, unit, quantity, price, price_currency, bought_on, starts_on, ends_on, milestones, payments, "
          "contract",
          TO_12),
    TABLE_OF(use, "package, \"on\", quantity, what, interaction", TO_6,
             "package IN (SELECT ref FROM package WHERE client = ?1)"),
    TABLE(invoice,
          "client, number, amount, amount_currency, net, net_currency, issued_on, due_on, what, written_off_on",
          TO_11),
    TABLE(payment, "client, amount, amount_currency, \"on\", invoice, method, external_id", TO_8),
    TABLE(promise, "client, said_on, pays_on, invoice, amount, amount_currency, excuse, kept", TO_9),
    TABLE(expense, "client, \"on\", amount, amount_currency, kind", TO_6),
    TABLE(meeting, "client, starts, ends, title, attendees, external_id, state", TO_8),
    TABLE(access, "client, what, \"where\", opened_on, closes_on, closed_on", TO_7),
    TABLE(refund,
          "client, payment, package, amount, amount_currency, state, farewell, method, source, intent, external_id, "
          "reference, confirmed_at, sent_at, replays, issued_on, expected_on, failed_on, reason, live, looked_at, repayment",
          TO_23),
    TABLE(request, "client, \"on\", what, decision, minutes, price, price_currency", TO_8),
    TABLE(delivery, "client, \"on\", what", TO_4),
    TABLE(complaint, "client, \"on\", what, delivery, \"right\"", TO_6),
    TABLE(intake, "client, question, answer, \"on\", waived_reason", TO_6),
    TABLE(referral, "client, colleague, \"on\"", TO_4),
    TABLE(lesson, "client, \"on\", text, kind, decision", TO_6),
    TABLE(win, "client, \"on\", text", TO_4),
    TABLE(review, "client, \"on\", text, decision, again, process, result, relief", TO_9),
    TABLE(task, "client, decision, kind, what, due, state, done_on, reason, n", TO_10),
    {&model_interaction, KEY_REF,
     {
         [TABLE_GET] = INTERACTION_READ "WHERE i.ref = ?1",
         [TABLE_EACH] = INTERACTION_READ "ORDER BY i.id",
         [TABLE_EACH_OF] = INTERACTION_READ
         "WHERE i.client_id = (SELECT id FROM client WHERE ref = ?1) ORDER BY i.id",
         [TABLE_COUNT] = "SELECT interactions FROM upkeep",
         [TABLE_ROW] = "SELECT id FROM interaction WHERE ref = ?1",
         [TABLE_KEY_OF] = "SELECT ref FROM interaction WHERE id = ?1",
     }},
    TABLE(ask, "client, interaction, what, \"window\", received", TO_6),
    TABLE_OF(breach_note, "\"of\", kind, state, reason, \"on\"", TO_6,
             "\"of\" IN (SELECT i.ref FROM interaction AS i WHERE i.client_id = (SELECT id FROM client WHERE ref = ?1) "
             "UNION ALL SELECT ref FROM ask WHERE client = ?1 UNION ALL SELECT ref FROM invoice WHERE client = ?1)"),
    TABLE(draft, "client, code, about, language, channel, \"to\", subject, text, made, state, done_on", TO_12),
    {&model_decision, KEY_REF,
     {
         [TABLE_GET] = DECISION_READ "WHERE d.ref = ?1",
         [TABLE_EACH] = DECISION_READ "WHERE EXISTS (SELECT 1 FROM client AS c WHERE c.ref = d.client) ORDER BY d.id",
         [TABLE_EACH_OF] = DECISION_READ "WHERE d.client = ?1 ORDER BY d.id",
         [TABLE_COUNT] = "SELECT count(*) FROM decision",
         [TABLE_ROW] = "SELECT id FROM decision WHERE ref = ?1",
         [TABLE_KEY_OF] = "SELECT ref FROM decision WHERE id = ?1",
     }},
    TABLE(dispatch, DISPATCH_COLUMNS, TO_24),
    TABLE(farewell,
          "client, decision, begun_on, last_day, cause, credit_note, tell, framing, disclosure, reason, told_on, "
          "referral_none, waived, true_of, state, left_on",
          TO_17),
    TABLE_OF(sequence, "name, begun, clients, texts, state", TO_6, "?1 IN (SELECT value FROM json_each(clients))"),
    TABLE(later, "client, until", "?2, ?3"),
};
const size_t tables_n = ARRAY_LEN(tables);

const struct table *table_of(const struct model *model)
{
    for (size_t i = 0; i < tables_n; i++)
        if (tables[i].model == model)
            return &tables[i];
    return NULL;
}
