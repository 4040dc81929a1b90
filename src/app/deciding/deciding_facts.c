/* The facts as the decision keeps them, and the trouble that they speak of. */
#include "deciding_inside.h"

#include "paletti/base/hash.h"
#include "paletti/base/mem.h"
#include "paletti/core/fields.h"
#include "paletti/store/records.h"

#include <string.h>

/* --- lines --- */

static char *ratio_text(struct ratio ratio)
{
    return ratio_known(ratio) ? str_format("%lld/%lld", (long long)ratio.of, (long long)ratio.in) : NULL;
}

static char *ratio_shown(const struct client_facts *of, enum figure figure, struct ratio ratio)
{
    struct str text = STR_INIT;

    if (!ratio_known(ratio))
        return NULL;
    words_figure_value(of, figure, ratio, &text);
    return str_take(&text);
}

static void clear_numbers(struct list *numbers)
{
    struct decided_number *v = numbers->v;

    for (size_t i = 0; i < numbers->n; i++) {
        free(v[i].what);
        free(v[i].value);
        free(v[i].others);
        free(v[i].shown);
        free(v[i].others_shown);
    }
    free(v);
    *numbers = (struct list){0};
}

static struct list numbers_of(const struct client_facts *of, enum fact fact)
{
    struct list numbers = {0};

    for (int figure = 0; figure < FIGURES_N; figure++) {
        if (figure_kinds[figure].fact != fact)
            continue;
        const struct fact_figure *said = &of->figures[figure];
        struct decided_number *number = list_add(&numbers, sizeof *number);
        number->what = mem_string(figure_kinds[figure].name);
        number->value = ratio_text(said->value);
        number->others = ratio_text(said->others);
        number->shown = ratio_shown(of, figure, said->value);
        number->others_shown = ratio_shown(of, figure, said->others);
    }
    return numbers;
}

/* Whether the client's own numbers are the same; what others do meanwhile is not theirs. */
static bool same_values(const struct list *a, const struct list *b)
{
    const struct decided_number *x = a->v, *y = b->v;

    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!str_equal(x[i].what, y[i].what) || !str_equal(x[i].value, y[i].value))
            return false;
    return true;
}

static void take_line(const struct client_facts *of, enum fact fact, struct decided_fact *line)
{
    struct list numbers = numbers_of(of, fact);
    int64_t suggested = of->lines[fact].suggestion;

    if (line->accepted && line->numbers.n > 0 && !same_values(&line->numbers, &numbers)) {
        line->changed = true;
        line->accepted = false;
    }
    /* A suggestion that was only taken over moves with the facts; what the person gave stays. */
    if (!line->accepted && line->rating >= 0 && line->rating == (line->suggested > 0 ? line->suggested : 0))
        line->rating = -1;
    clear_numbers(&line->numbers);
    line->numbers = numbers;
    line->suggested = suggested;
}

/* The line of FACT, added where it is not there yet. */
static struct decided_fact *line_of(struct deciding *answers, enum fact fact)
{
    struct decided_fact *line = answers->facts.v;

    for (size_t i = 0; i < answers->facts.n; i++)
        if (str_equal(line[i].code, fact_names[fact]))
            return &line[i];
    line = list_add(&answers->facts, sizeof *line);
    line->code = mem_string(fact_names[fact]);
    line->suggested = line->rating = -1;
    return line;
}

void deciding_facts_take(const struct facts *facts, struct deciding *answers)
{
    const struct client_facts *of = facts_of(facts);

    answers->new_facts = 0;
    for (int fact = 0; fact < FACTS_N; fact++) {
        struct decided_fact *line = line_of(answers, fact);
        take_line(of, fact, line);
        answers->new_facts += line->changed;
    }
    answers->from = of->spans.from;
    answers->to = of->spans.to;
    answers->thin = of->thin;
}

/* --- what stands behind them --- */

struct behind {
    struct store *store;
    struct texts *entries;
    struct hash_state hash;
    struct err *err;
};

/* The record as it is now: changed or removed later, it has another hash. */
int deciding_hash_entry(struct store *store, const char *entry, struct hash_state *hash, struct err *err)
{
    const char *colon = strchr(entry, ':');
    _cleanup_free_ char *type = mem_string_n(entry, colon ? (size_t)(colon - entry) : 0);
    _cleanup_str_ struct str line = STR_INIT;
    const struct model *model = model_find(type);

    if (!model)
        return 0;
    _cleanup_free_ void *record = mem_alloc(model->size);
    int r = store_get(store, model, colon + 1, record, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    record_write(&line, model, record);
    model_clear(model, record);
    hash_add(hash, line.s, line.len);
    return 0;
}

static int add_source(void *ctx, const struct facts_source *source)
{
    struct behind *behind = ctx;
    _cleanup_free_ char *entry = str_format("%s:%s", source->type, source->ref);

    texts_add(behind->entries, entry);
    return deciding_hash_entry(behind->store, entry, &behind->hash, behind->err);
}

static unsigned figures_of(enum fact fact)
{
    unsigned figures = 0;

    for (int figure = 0; figure < FIGURES_N; figure++)
        if (figure_kinds[figure].fact == fact)
            figures |= 1u << figure;
    return figures;
}

int deciding_facts_freeze(struct store *store, struct facts *facts, struct deciding *answers, struct err *err)
{
    for (int fact = 0; fact < FACTS_N; fact++) {
        struct decided_fact *line = line_of(answers, fact);
        struct behind behind = {.store = store, .entries = &line->entries, .err = err};
        unsigned char hash[HASH_SIZE];
        char hex[HASH_HEX_SIZE];

        texts_clear(&line->entries);
        hash_init(&behind.hash);
        if (facts_sources(facts, figures_of(fact), add_source, &behind, err) < 0)
            return -1;
        hash_done(&behind.hash, hash);
        free(line->entries_hash);
        line->entries_hash = mem_string(hash_hex(hash, hex));
    }
    return 0;
}

/* --- the trouble --- */

static int64_t marked(const struct client_facts *of, const char *code)
{
    for (size_t i = 0; i < of->n_signs; i++)
        if (str_equal(of->signs[i].code, code))
            return of->signs[i].n;
    return 0;
}

static bool poor(const struct client_facts *of, enum fact fact)
{
    return of->lines[fact].suggestion == 1 || of->lines[fact].suggestion == 2;
}

enum { OFTEN = 2 };

/* The gravest first; a guess, which the person changes with one key. */
const char *deciding_guess(const struct client_facts *of, bool in_group)
{
    const struct facts_counts *counts = &of->sums.of[FACTS_WINDOW];
    int64_t haggled = marked(of, "haggles") + marked(of, "cheaper_elsewhere");

    if (marked(of, "abuse"))
        return "abuse";
    if (in_group && marked(of, "harms_others"))
        return "harms_group";
    if (of->overdue > 0 || of->promises_broken > 0)
        return "non_payment";
    if (poor(of, FACT_WORK) && figure_of(FIGURE_COMPLAINTS, counts).of >= OFTEN)
        return "complaints";
    if (of->closeness_note)
        return "closeness";
    if (marked(of, "dictates") >= OFTEN)
        return "treated_as_employee";
    if (poor(of, FACT_CONTRACT) && marked(of, "beyond_contract") > haggled)
        return "scope_creep";
    if (haggled >= OFTEN)
        return "haggles";
    if (poor(of, FACT_CONTRACT))
        return "scope_creep";
    if (poor(of, FACT_RULES) && of->lines[FACT_RULES].trend != TREND_DOWN) /* what gets better is no trouble */
        return "boundaries_time";
    return poor(of, FACT_FITS) ? "outside_speciality" : "none_of_these";
}
