/* Which version holds, and what one changed. */
#include "fixture.h"

#include "paletti/core/versions.h"

static bool differs(const struct rule *a, const struct rule *b, const char *field)
{
    size_t i = (size_t)(model_field(&model_rule, field) - model_rule.fields);

    return rule_difference(a, b) >> i & 1;
}

START_TEST(test_difference)
{
    struct rule a = rule_of(0, "Europe/Madrid", "1-5 09:00-18:00", "72h");
    struct rule b = rule_of(7200, "Europe/Madrid", "1-5 09:00-18:00", "72h");

    b.reply_window = (struct window){0, WINDOW_H};
    b.notice_roll = -1;
    ck_assert_uint_eq(rule_difference(&a, &b), 0);
    spans_add(&b.hours.day[SATURDAY], (struct span){600, 720});
    ck_assert(differs(&a, &b, "hours") && !differs(&a, &b, "zone"));
    b.reply_window = (struct window){3, WINDOW_WD};
    channel_add(&b.channels, "phone", -1, CHANNEL_NEVER);
    closed_add(&b.closed, "2026-08-07..2026-08-23");
    ck_assert(differs(&a, &b, "reply_window") && differs(&a, &b, "channels") && differs(&a, &b, "closed"));
    ck_assert(!differs(&a, &b, "special") && !differs(&a, &b, "payment_days"));
    ck_assert_uint_eq(rule_difference(&a, &b), rule_difference(&b, &a));
    rule_free(&a);
    rule_free(&b);
}
END_TEST

START_TEST(test_rule_validity)
{
    const struct rule rules[] = {{.from = 100}, {.from = 200}, {.from = 300}};

    ck_assert_int_eq(rule_validity(rules, 3, 0, 50), VALIDITY_NOW); /* the first one judges what is older too */
    ck_assert_int_eq(rule_validity(rules, 3, 1, 50), VALIDITY_COMING);
    ck_assert_int_eq(rule_validity(rules, 3, 0, 199), VALIDITY_NOW);
    ck_assert_int_eq(rule_validity(rules, 3, 0, 200), VALIDITY_PAST);
    ck_assert_int_eq(rule_validity(rules, 3, 1, 200), VALIDITY_NOW);
    ck_assert_int_eq(rule_validity(rules, 3, 2, 200), VALIDITY_COMING);
    ck_assert_int_eq(rule_validity(rules, 3, 2, 300), VALIDITY_NOW);
    ck_assert_int_eq(rule_validity(rules, 3, 1, 300), VALIDITY_PAST);
}
END_TEST

START_TEST(test_override_validity)
{
    struct override override = override_of("2026-11-10", "2026-11-16");

    ck_assert_int_eq(override_validity(&override, day_of("2026-11-09")), VALIDITY_COMING);
    ck_assert_int_eq(override_validity(&override, day_of("2026-11-10")), VALIDITY_NOW);
    ck_assert_int_eq(override_validity(&override, day_of("2026-11-16")), VALIDITY_NOW);
    ck_assert_int_eq(override_validity(&override, day_of("2026-11-17")), VALIDITY_PAST);
    override_free(&override);
}
END_TEST

int main(void)
{
    const struct test_row tests[] = {{test_difference, 1}, {test_rule_validity, 1}, {test_override_validity, 1}};

    return run_suite("versions", tests, ARRAY_LEN(tests));
}
