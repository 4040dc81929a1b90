#include "paletti/app/dossier.h"

#include "inside.h"
#include "known.h"

#include "paletti/app/blur.h"
#include "paletti/app/deciding.h"
#include "paletti/app/ladder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/days.h"

#include <string.h>

struct dossier {
    struct app *app;
    struct store *store;
    struct facts *facts;
    const char *ref;
    struct str *to;
    struct err *err;
};

/* --- Markdown --- */

/* TEXT on one line, with what Markdown would take for its own escaped. */
static void put(struct dossier *dossier, const char *text)
{
    _cleanup_free_ char *safe = text_safe_line(app_blur_names(dossier->app, text));

    for (const char *s = safe; *s; s++) {
        if (strchr("\\`*_[]<>#|", *s))
            str_add_char(dossier->to, '\\');
        str_add_char(dossier->to, *s);
    }
}

/* What somebody wrote. */
static void put_written(struct dossier *dossier, const char *text)
{
    put(dossier, app_blur_text(dossier->app, text));
}

static void heading(struct dossier *dossier, int level, const char *text)
{
    bool blank = dossier->to->len > 1 && strcmp(dossier->to->s + dossier->to->len - 2, "\n\n") == 0;

    str_printf(dossier->to, "%s%.*s ", blank ? "" : "\n", level, "###");
    put(dossier, text);
    str_add(dossier->to, "\n\n");
}

/* A section that nothing was put into is not there. */
struct section {
    size_t before, begun;
};

static struct section section_begin(struct dossier *dossier, int level, const char *title)
{
    struct section section = {.before = dossier->to->len};

    heading(dossier, level, title);
    section.begun = dossier->to->len;
    return section;
}

static void section_end(struct dossier *dossier, struct section section)
{
    if (dossier->to->len > section.begun)
        return;
    dossier->to->len = section.before;
    dossier->to->s[section.before] = '\0';
}

static void item(struct dossier *dossier, const char *label, const char *text)
{
    str_add(dossier->to, "- ");
    if (label && *label) {
        put(dossier, label);
        str_add(dossier->to, ": ");
    }
    put(dossier, text);
    str_add(dossier->to, "\n");
}

/* --- the facts --- */

static void say_topic(struct dossier *dossier, enum facts_topic topic)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (facts_say(dossier->facts, topic, &text))
        item(dossier, words_topic(topic), str_text(&text));
}

/* The table of the facts, its cells padded, so that it is read as it is too. */
enum { CELLS = 4 };
struct table {
    struct str *cells; /* CELLS a row */
    size_t n, cap;
};

static void add_row(struct table *table, const char *const cells[CELLS])
{
    mem_grow(&table->cells, table->n, &table->cap, sizeof *table->cells * CELLS);
    for (size_t i = 0; i < CELLS; i++) {
        struct str *cell = &table->cells[table->n * CELLS + i];
        *cell = (struct str){0};
        str_add(cell, cells[i]);
    }
    table->n++;
}

static int say_row(void *ctx, const struct facts_row *row)
{
    _cleanup_str_ struct str suggested = STR_INIT;

    if (row->suggestion > SUGGEST_NOTHING)
        str_printf(&suggested, "%d %s", row->suggestion, words_suggestion(row->suggestion));
    add_row(ctx, (const char *const[CELLS]){row->label, row->value, row->others, str_text(&suggested)});
    return 0;
}

static void put_cell(struct dossier *dossier, const struct table *table, size_t row, size_t column)
{
    const char *text = str_text(&table->cells[row * CELLS + column]);
    int widest = 3;

    for (size_t i = 0; i < table->n; i++) {
        int w = text_width(str_text(&table->cells[i * CELLS + column]));
        widest = w > widest ? w : widest;
    }
    put(dossier, text);
    for (int w = text_width(text); w < widest; w++)
        str_add_char(dossier->to, ' ');
}

static void put_table(struct dossier *dossier, struct table *table)
{
    for (size_t row = 0; row < table->n; row++) {
        for (size_t i = 0; i < CELLS; i++) {
            str_add(dossier->to, "| ");
            put_cell(dossier, table, row, i);
            str_add(dossier->to, i + 1 < CELLS ? " " : " |\n");
        }
        if (row == 0)
            str_add(dossier->to, "| --- | --- | --- | --- |\n");
    }
    for (size_t i = 0; i < table->n * CELLS; i++)
        str_done(&table->cells[i]);
    free(table->cells);
}

static void say_facts(struct dossier *dossier)
{
    _cleanup_str_ struct str head = STR_INIT;
    struct table table = {0};

    if (facts_say(dossier->facts, TOPIC_HEAD, &head))
        put(dossier, str_text(&head));
    str_add(dossier->to, "\n");
    heading(dossier, 2, _("Facts"));
    add_row(&table, (const char *const[CELLS]){_("fact"), _("this client"), _("others"), _("suggested")});
    facts_rows(dossier->facts, say_row, &table);
    put_table(dossier, &table);
    str_add(dossier->to, "\n");
    for (enum facts_topic topic = TOPIC_THIN; topic < TOPICS_N; topic++)
        say_topic(dossier, topic);
}

/* --- what stands behind them --- */

static int say_source(void *ctx, const struct facts_source *source)
{
    struct dossier *dossier = ctx;
    _cleanup_str_ struct str day = STR_INIT;

    if (source->note)
        return 0;
    words_day(dossier->app, &day, days_at(app_zone(dossier->app), source->at));
    item(dossier, str_text(&day), app_blur_text(dossier->app, source->text));
    return 0;
}

/* Hours are made of nearly every entry: they are the log, and stand there. */
static int say_sources(struct dossier *dossier)
{
    for (enum figure i = 0; i < FIGURES_N; i++) {
        if (i == FIGURE_HOUR || i == FIGURE_HOUR_BILLED || i == FIGURE_DAYS_LATE)
            continue;
        struct section section = section_begin(dossier, 3, words_figure(i));
        if (facts_sources(dossier->facts, 1u << i, say_source, dossier, dossier->err) < 0)
            return -1;
        section_end(dossier, section);
    }
    return 0;
}

/* --- records --- */

static int say_record(void *ctx, const struct record_line *line)
{
    struct dossier *dossier = ctx;

    item(dossier, NULL, line->text);
    return 0;
}

static int say_records(struct dossier *dossier, const char *title, const char *type)
{
    enum { ALL = INT32_MAX };
    struct section section = section_begin(dossier, 2, title);

    if (view_records(dossier->app, type, dossier->ref, ALL, say_record, dossier, dossier->err) < 0)
        return -1;
    section_end(dossier, section);
    return 0;
}

/* NUMBER: of the invoice it is about, or NULL. */
static void say_promise(struct dossier *dossier, const char *number, const struct ladder_promise *promise, enum ladder_kept kept)
{
    static const char *const words[] = {N_("open"), N_("not kept"), N_("kept")}; /* enum ladder_kept begins below 0 */
    _cleanup_str_ struct str said = STR_INIT, text = STR_INIT, pays = STR_INIT;

    words_day(dossier->app, &said, promise->said_on);
    words_day(dossier->app, &pays, promise->pays_on);
    str_printf(&text, _("pays on %s"), str_text(&pays));
    if (number)
        str_printf(&text, ", %s %s", words_type("invoice"), number);
    if (promise->excuse)
        str_printf(&text, ", %s", words_code(dossier->app, "excuses", promise->excuse));
    str_printf(&text, ": %s", _(words[kept - LADDER_KEPT_OPEN]));
    item(dossier, str_text(&said), str_text(&text));
}

/* As the payments tell, where nobody noted what became of them. */
static int say_promises(struct dossier *dossier)
{
    _cleanup_debts_ struct debts debts = {0};
    struct section section = section_begin(dossier, 2, _("Promises to pay"));

    if (app_debts(dossier->app, dossier->ref, &debts, dossier->err) < 0)
        return -1;
    for (size_t i = 0; i < debts.n; i++)
        for (size_t k = 0; k < debts.v[i].told.n_promises; k++)
            say_promise(dossier, debts.v[i].number, &debts.v[i].told.promises[k],
                        ladder_promise_kept(&debts.v[i].told, k, debts.today));
    for (size_t i = 0; i < debts.n_loose; i++)
        say_promise(dossier, NULL, &debts.loose[i], (enum ladder_kept)debts.loose[i].kept);
    section_end(dossier, section);
    return 0;
}

/* --- decisions --- */

static void say_line(struct dossier *dossier, const char *label, const char *written)
{
    if (!written || !*written)
        return;
    str_add(dossier->to, "- ");
    put(dossier, label);
    str_add(dossier->to, ": ");
    put_written(dossier, written);
    str_add(dossier->to, "\n");
}

static void say_tries(struct dossier *dossier, const struct texts *tried)
{
    _cleanup_str_ struct str text = STR_INIT;

    for (size_t i = 0; i < tried->n; i++) {
        size_t n = strcspn(tried->v[i], " ");
        _cleanup_free_ char *code = mem_string_n(tried->v[i], n);
        str_printf(&text, "%s%s%s", i > 0 ? ", " : "", words_tried(code), tried->v[i] + n);
    }
    if (text.len > 0)
        item(dossier, _("Tried"), str_text(&text));
}

static int say_decision(void *ctx, const struct decision *decision)
{
    static const char *const answers[] = {N_("yes"), N_("no"), N_("not sure")};
    struct dossier *dossier = ctx;
    const struct deciding *of = &decision->answers;
    _cleanup_str_ struct str title = STR_INIT, sure = STR_INIT;

    if (decision->state == DECISION_UNDONE)
        return 0;
    words_day(dossier->app, &title, days_at(app_zone(dossier->app), decision->at));
    str_printf(&title, ": %s", words_path_short(decision_path(decision)));
    heading(dossier, 3, str_text(&title));
    if (of->first_answer >= 0)
        item(dossier, _("First answer"), _(answers[of->first_answer]));
    if (of->answer >= 0 && of->answer != of->first_answer)
        item(dossier, _("Answer"), _(answers[of->answer]));
    if (decision->trouble)
        item(dossier, _("Trouble"), words_code(dossier->app, "troubles", decision->trouble));
    say_tries(dossier, &decision->tried);
    say_line(dossier, _("You expected"), of->expect);
    if (of->sure > 0) {
        str_printf(&sure, _("%lld of 5"), (long long)of->sure);
        item(dossier, _("How sure"), str_text(&sure));
    }
    say_line(dossier, _("What may go wrong"), of->went_wrong);
    return 0;
}

static int say_decisions(struct dossier *dossier)
{
    struct section section = section_begin(dossier, 2, _("Earlier decisions"));

    if (view_decisions(dossier->app, dossier->ref, say_decision, dossier, dossier->err) < 0)
        return -1;
    section_end(dossier, section);
    return 0;
}

/* --- together --- */

static int say_money(struct dossier *dossier)
{
    return say_records(dossier, _("Invoices"), "invoice") < 0 || say_records(dossier, _("Payments"), "payment") < 0 ||
                   say_promises(dossier) < 0
               ? -1
               : 0;
}

static int say_all(struct dossier *dossier)
{
    str_add(dossier->to, "# ");
    put(dossier, app_blur_client(dossier->app, facts_of(dossier->facts)->client_id, facts_of(dossier->facts)->name));
    str_add(dossier->to, "\n\n");
    say_facts(dossier);
    heading(dossier, 2, _("What stands behind the figures"));
    if (say_sources(dossier) < 0 || say_money(dossier) < 0 || say_records(dossier, _("Extras"), "request") < 0 ||
        say_records(dossier, _("Complaints"), "complaint") < 0 || say_decisions(dossier) < 0 ||
        say_records(dossier, _("Looked back at"), "review") < 0 || say_records(dossier, _("Learned"), "lesson") < 0 ||
        say_records(dossier, _("What went well"), "win") < 0)
        return -1;
    return 0;
}

int view_dossier(struct app *app, const char *client, struct str *to, struct err *err)
{
    _cleanup_(facts_free_p) struct facts *facts = NULL;
    _cleanup_known_ struct known known = {0};
    struct dossier dossier = {.app = app, .to = to, .err = err};

    if (app_need_file(app, &dossier.store, err) < 0 || known_find(dossier.store, client, &known, err) < 0)
        return -1;
    int r = facts_whole(app, known.row.id, &facts, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("this client is not there any more"));
    dossier.facts = facts;
    dossier.ref = known.ref;
    return say_all(&dossier);
}
