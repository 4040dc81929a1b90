/* The person paletti works for. */
#pragma once

#include "paletti/core/model.h"

enum gender { GENDER_F, GENDER_M, GENDER_OTHER };

struct project {
    char *name;
    int64_t weekly_hours; /* 0: not given */
};

struct me {
    char *name;
    struct texts email, phone;
    char *zone, *language;
    int8_t gender;  /* enum gender, -1 */
    char *currency; /* NULL: EUR; read through me_currency */
    char *signature, *pay_to;
    struct money target_rate, reserve, monthly_cost;
    int64_t runway_floor_months; /* -1: not given */
    struct project project;
};

/* What sums are in where none is said. */
const char *me_currency(const struct me *me);

extern const struct model model_me;
