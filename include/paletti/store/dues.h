/* Asks and invoices with their stored dues: small tables that know no now either. */
#pragma once

#include "paletti/store/store.h"

#include "paletti/core/agreement.h"
#include "paletti/core/interaction.h"

struct ask_row {
    int64_t id, client_id;
    const char *ref, *client, *interaction;
    int64_t interaction_id;
    int64_t asked_at; /* of the interaction */
    struct window window;
    int64_t received;
    int64_t due;  /* stored; INSTANT_NONE: no opening */
    bool told;    /* a late_material here counts */
    const char *what;
};
int asks_each(struct store *store, int64_t client_id, int (*fn)(void *ctx, const struct ask_row *row), void *ctx,
              struct err *err);
int ask_set_due(struct store *store, int64_t id, int64_t due, bool told, struct err *err);

struct invoice_row {
    int64_t id, client_id;
    const char *ref, *client, *number;
    struct money amount;
    int32_t issued_on, due_given, written_off_on;
    int32_t due;         /* stored */
    int64_t due_end;     /* stored: when that civil day is over */
    int64_t paid;        /* linked payments in its currency dated on or before `today`, minor units */
    int64_t paid_in_time;/* those dated on or before `due` */
};
/* TODAY: payments dated later are not known yet; DAY_NONE: `paid` is not asked for. */
int invoices_each(struct store *store, int64_t client_id, int32_t today,
                  int (*fn)(void *ctx, const struct invoice_row *row), void *ctx, struct err *err);
/* What of the payments linked to the invoice ID, in its currency, is dated on or before DAY: minor units. */
int invoice_paid_by(struct store *store, int64_t id, int32_t day, int64_t *ret, struct err *err);
int invoice_set_due(struct store *store, int64_t id, int32_t due, int64_t due_end, struct err *err);
/* Whether asks or invoices of this client were put or removed in this transaction. */
bool dues_touched(struct store *store, int64_t client_id);
