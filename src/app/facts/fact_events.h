/* What a record counts for: the one place where records become numbers of the facts. */
#pragma once

#include "inside.h"

#include "paletti/core/dealings.h"
#include "paletti/core/facts.h"
#include "paletti/store/facts.h"

/* What the counting goes by. */
struct fact_terms {
    const struct facts_limits *limits;
    const struct zone *zone;
    int64_t now;
    int32_t today;
    char currency[4]; /* mine */
    struct rate *rates;
    size_t n_rates;
};
int fact_terms_load(struct app *app, struct store *store, struct fact_terms *ret, struct err *err);
void fact_terms_clear(struct fact_terms *terms);

/* One thing that happened, at one moment. */
struct fact_event {
    int64_t at;
    struct facts_counts counts;
    unsigned figures;           /* that are made of it: bits 1 << enum figure */
    uint16_t breaches, counted; /* bits of enum breach */
    int64_t income;             /* of a payment, for the months of income */
    struct money unrated;       /* left out for want of a rate; empty currency: none */
};
enum { FACT_EVENTS_MAX = 3 };
/* The events of RECORD; returns how many. SIGNS: the codes of an entry (store/facts.h, fact_signs), or NULL.
 */
size_t fact_events(const struct fact_terms *terms, const struct fact_record *record,
                   const struct texts *signs, struct fact_event ret[FACT_EVENTS_MAX]);
