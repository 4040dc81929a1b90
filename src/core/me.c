#include "paletti/core/me.h"

#include "paletti/base/str.h"
#include "paletti/core/fields.h"

#include <stdlib.h>

static const char *const gender_names[] = {"f", "m", "other", NULL};

static const struct field project_fields[] = {
    FIELD(TEXT, project, name),
    FIELD(INT, project, weekly_hours, RANGE(0, 168, 0)),
};
static const struct model model_project = MODEL("project", project, project_fields);

static const struct field fields[] = {
    FIELD(TEXT, me, name, REQUIRED),
    FIELD(TEXTS, me, email, .flags = FIELD_EMAIL),
    FIELD(TEXTS, me, phone),
    FIELD(ZONE, me, zone),
    FIELD(TEXT, me, language, .flags = FIELD_LANGUAGE),
    FIELD(ENUM, me, gender, NAMES(gender_names)),
    FIELD(TEXT, me, currency, .flags = FIELD_CURRENCY),
    FIELD(TEXT, me, signature),
    FIELD(TEXT, me, pay_to),
    FIELD(MONEY, me, target_rate),
    FIELD(MONEY, me, reserve),
    FIELD(MONEY, me, monthly_cost),
    FIELD(INT, me, runway_floor_months, RANGE(0, 1200, -1)),
    FIELD_INSIDE(me, project, &model_project),
};

const char *me_currency(const struct me *me)
{
    return me->currency ? me->currency : "EUR";
}

static void normalise(void *record)
{
    struct me *me = record;
    if (str_equal(me->currency, "EUR")) {
        free(me->currency);
        me->currency = NULL;
    }
}

const struct model model_me = MODEL("me", me, fields, .normalise = normalise, .single = true);
