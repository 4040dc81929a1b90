/* What was agreed, bought, used, invoiced and paid; and what is to be given back at the end. */
#pragma once

#include "paletti/core/model.h"

enum refund_policy { REFUND_UNIT_PRICE, REFUND_SINGLE_PRICE };
enum package_unit { UNIT_HOUR, UNIT_SESSION, UNIT_MONTH, UNIT_FIXED };
enum payment_method { PAID_STRIPE, PAID_TRANSFER, PAID_CASH, PAID_OTHER };
enum meeting_state { MEETING_PLANNED, MEETING_HELD, MEETING_MISSED, MEETING_CANCELLED };

struct contract {
    char *ref, *client;
    int32_t signed_on, from, to;
    int64_t notice_days; /* -1: not given */
    struct texts immediate_causes;
    char *clause;
    int64_t payment_days; /* -1 */
    char *method;
    int8_t refund_policy; /* enum refund_policy, -1: not given */
    struct money single_price;
    char *scope;
    int64_t hours_month; /* 0: not given */
    char *file;
};

struct milestone {
    char *what;
    int32_t on;
    int64_t share; /* thousandths of the whole */
};

struct package {
    char *ref, *client;
    int8_t unit; /* enum package_unit */
    int64_t quantity;
    struct money price;
    int32_t bought_on, starts_on, ends_on;
    struct list milestones; /* struct milestone */
    struct texts payments;  /* refs */
    char *contract;
};

struct use {
    char *ref, *package;
    int32_t on;
    int64_t quantity; /* thousandths; 1 when not given */
    char *what, *interaction;
};

struct invoice {
    char *ref, *client, *number;
    struct money amount, net;
    int32_t issued_on, due_on;
    char *what;
    int32_t written_off_on;
};

struct payment {
    char *ref, *client;
    struct money amount;
    int32_t on;
    char *invoice;
    int8_t method; /* enum payment_method, -1: not given */
    char *external_id;
};

struct meeting {
    char *ref, *client;
    int64_t starts, ends;
    char *title;
    struct texts attendees;
    char *external_id;
    int8_t state; /* enum meeting_state; planned when not given */
};

struct access {
    char *ref, *client;
    char *what, *where;
    int32_t opened_on, closes_on, closed_on;
};

extern const struct model model_contract, model_package, model_use, model_invoice, model_payment, model_meeting,
    model_access;
