#include "paletti/core/versions.h"

#include "paletti/base/mem.h"

enum validity rule_validity(const struct rule *rules, size_t n, size_t i, int64_t at)
{
    if (i > 0 && rules[i].from > at)
        return VALIDITY_COMING;
    return i + 1 < n && rules[i + 1].from <= at ? VALIDITY_PAST : VALIDITY_NOW;
}

enum validity override_validity(const struct override *override, int32_t day)
{
    if (day < override->from)
        return VALIDITY_COMING;
    return day > override->until ? VALIDITY_PAST : VALIDITY_NOW;
}

/* Both with nothing but this field: then it is all that can differ. */
static bool field_differs(const struct field *field, const void *a, const void *b)
{
    struct rule x, y;

    model_init(&model_rule, &x);
    model_init(&model_rule, &y);
    field_copy(field, a, &x);
    field_copy(field, b, &y);
    x.notice_roll = x.notice_roll < 0 ? NOTICE_NONE : x.notice_roll; /* the built-in version says nothing */
    y.notice_roll = y.notice_roll < 0 ? NOTICE_NONE : y.notice_roll;
    model_normalise(&model_rule, &x);
    model_normalise(&model_rule, &y);
    bool same = model_equal(&model_rule, &x, &y);
    model_clear(&model_rule, &x);
    model_clear(&model_rule, &y);
    return !same;
}

uint32_t rule_difference(const struct rule *a, const struct rule *b)
{
    uint32_t fields = 0;

    for (size_t i = 0; i < model_rule.n; i++) {
        const struct field *field = &model_rule.fields[i];
        if (field != model_field(&model_rule, "from") && field_differs(field, a, b))
            fields |= UINT32_C(1) << i;
    }
    return fields;
}
