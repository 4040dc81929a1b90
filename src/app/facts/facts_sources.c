/* The records behind the figures, each in a line. */
#include "facts_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/intake.h"
#include "paletti/core/interaction.h"
#include "paletti/store/records.h"

struct collected {
    struct facts_source it;
    size_t order; /* in which it was found: of equal moments */
    char *ref, *text;
};

struct collection {
    struct facts *facts;
    unsigned figures;
    struct collected *v;
    size_t n, cap;
};

static void collection_done(struct collection *collection)
{
    for (size_t i = 0; i < collection->n; i++) {
        free(collection->v[i].ref);
        free(collection->v[i].text);
    }
    free(collection->v);
}

/* --- what a record says in a line --- */

static void say_entry(const struct fact_record *record, unsigned figures, struct str *to)
{
    bool named = record->channel && *record->channel, lines = figures & 1u << FIGURE_BREACHES;

    str_add(to, named ? words_channel(record->channel) : "");
    if (record->what && *record->what)
        str_printf(to, "%s%s", named ? ": " : "", record->what);
    for (int i = 0; lines && i < BREACH_KINDS; i++)
        if (record->counted & BREACH_CLIENTS & 1 << i) {
            words_join(to, 0, ", ");
            str_add(to, words_breach_long((enum breach)(1 << i)));
        }
    if (figures & (1u << FIGURE_HOUR | 1u << FIGURE_HOUR_BILLED) && record->minutes > 0) {
        words_join(to, 0, ", ");
        words_minutes(to, record->minutes);
    }
    if (figures & 1u << FIGURE_ENERGY && record->energy > 0) {
        words_join(to, 0, ", ");
        str_printf(to, _("energy %d"), record->energy);
    }
}

static void say_invoice(const struct fact_record *record, struct str *to)
{
    str_printf(to, "%s, ", record->what ? record->what : record->ref);
    words_sum(to, record->amount);
}

static void say_what(const struct fact_record *record, struct str *to)
{
    str_add(to, record->what && *record->what ? record->what : words_type(fact_type_names[record->type]));
}

static void say_record(const struct facts *facts, const struct fact_record *record, unsigned figures,
                       struct str *to)
{
    switch (record->type) {
    case FACT_ENTRY:
        say_entry(record, figures, to);
        break;
    case FACT_PAYMENT:
        str_printf(to, "%s ", words_type("payment"));
        words_sum(to, record->amount);
        break;
    case FACT_EXPENSE:
        str_printf(to, "%s ",
                   record->code ? words_code(facts->app, "expense_kinds", record->code)
                                : words_type("expense"));
        words_sum(to, record->amount);
        break;
    case FACT_INVOICE:
        say_invoice(record, to);
        break;
    case FACT_COMPLAINT:
        say_what(record, to);
        str_add(to, record->word == RIGHT_THEM   ? _(" (they were right)")
                    : record->word == RIGHT_BOTH ? _(" (partly right)")
                                                 : "");
        break;
    case FACT_REQUEST:
    case FACT_ASK:
    case FACT_DELIVERY:
        say_what(record, to);
        break;
    case FACT_TYPES:
        break;
    }
}

/* --- collecting --- */

static bool settling(const struct facts *facts, int64_t at)
{
    return !facts_within(&facts->of.spans, FACTS_RATED, at);
}

static void add(struct collection *collection, const struct facts_source *it, const char *ref,
                struct str *text)
{
    MEM_GROW(collection->v, collection->n, collection->cap);
    struct collected *source = &collection->v[collection->n];
    *source =
        (struct collected){.it = *it, .order = collection->n, .ref = mem_string(ref), .text = str_take(text)};
    source->it.ref = source->ref;
    source->it.text = source->text;
    collection->n++;
}

/* Once a record, by the first of its events that counts. */
static int take_found(void *ctx, const struct facts_found *found)
{
    struct collection *collection = ctx;
    struct facts *facts = collection->facts;
    const struct fact_record *record = found->record;

    for (size_t i = 0; i < found->n; i++) {
        const struct fact_event *event = &found->events[i];
        struct str text = STR_INIT;
        if (!(event->figures & collection->figures) ||
            !facts_within(&facts->of.spans, FACTS_WINDOW, event->at))
            continue;
        say_record(facts, record, event->figures & collection->figures, &text);
        add(collection,
            &(struct facts_source){.type = fact_type_names[record->type],
                                   .at = event->at,
                                   .entry = record->type == FACT_ENTRY ? record->id : 0,
                                   .note = record->type == FACT_ENTRY && record->kind == KIND_NOTE,
                                   .settling = settling(facts, event->at)},
            record->ref, &text);
        return 0;
    }
    return 0;
}

static int take_intake(void *ctx, const void *record)
{
    struct collection *collection = ctx;
    const struct intake *intake = record;
    struct str text = STR_INIT;

    str_printf(&text, "%s %s", intake->question, intake->answer == SAID_YES ? _("yes") : _("no"));
    add(collection,
        &(struct facts_source){.type = model_intake.type,
                               .at = zone_day_start(collection->facts->terms.zone, intake->on)},
        intake->ref, &text);
    return 0;
}

static int by_time(const void *a, const void *b)
{
    const struct collected *x = a, *y = b;

    if (x->it.at != y->it.at)
        return x->it.at < y->it.at ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static int collect(struct collection *collection, struct store *store, struct err *err)
{
    struct facts *facts = collection->facts;

    if (facts_walk(facts, store, take_found, collection, err) < 0)
        return -1;
    if (collection->figures & 1u << FIGURE_FITS &&
        store_each(store, &model_intake, facts->ref, take_intake, collection, err) < 0)
        return -1;
    if (collection->n > 1)
        qsort(collection->v, collection->n, sizeof *collection->v, by_time);
    return 0;
}

int facts_sources(struct facts *facts, unsigned figures,
                  int (*fn)(void *ctx, const struct facts_source *source), void *ctx, struct err *err)
{
    _cleanup_(collection_done)
    struct collection collection = {facts, figures ? figures : ~0u, NULL, 0, 0};
    struct store *store;

    if (app_need_file(facts->app, &store, err) < 0 || store_view_begin(store, err) < 0)
        return -1;
    int r = collect(&collection, store, err);
    store_view_end(store);
    for (size_t i = 0; i < collection.n && r == 0; i++)
        r = fn(ctx, &collection.v[i].it);
    return r;
}
