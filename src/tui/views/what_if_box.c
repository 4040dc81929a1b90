#include "what_if_box.h"

#include "what_if_view.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { COLUMNS_MAX = 4, GAP_W = 3, BAR_W = 10 };

void what_if_box_done(struct what_if_box *box)
{
    what_if_free(box->what_if);
    str_done(&box->error);
    free(box->client);
    *box = (struct what_if_box){0};
}

void what_if_box_client(struct what_if_box *box, int64_t id, const char *name)
{
    free(box->client);
    box->client = mem_string(name);
    box->client_id = id;
    box->theirs_done = false;
    if (box->what_if)
        what_if_look_at(box->what_if, id);
}

static void take_counts(struct what_if_box *box)
{
    box->theirs_done = what_if_of(box->what_if, box->client_id, &box->theirs);
    box->all_done = what_if_total(box->what_if, &box->all);
    what_if_progress(box->what_if, &box->done, &box->total);
}

void what_if_box_take(struct what_if_box *box, struct what_if *what_if, const char *error)
{
    struct err err;

    what_if_free(box->what_if);
    box->what_if = what_if;
    str_clear(&box->error);
    if (!what_if)
        str_add(&box->error, error);
    else if (what_if_box_look(box, &err) < 0)
        str_add(&box->error, err.text);
}

void what_if_box_try(struct what_if_box *box, struct app *app, const struct what_if_draft *draft)
{
    struct what_if *what_if = NULL;
    struct err err;
    int r = what_if_new(app, draft, box->client_id, &what_if, &err);

    what_if_box_take(box, what_if, r < 0 ? err.text : NULL);
}

bool what_if_box_looks(const struct what_if_box *box)
{
    return box->what_if && !box->error.len && !(box->all_done && (box->theirs_done || !box->client));
}

int what_if_box_look(struct what_if_box *box, struct err *err)
{
    int r = box->what_if ? what_if_step(box->what_if, WHAT_IF_SLICE, err) : 0;

    if (r < 0) {
        str_clear(&box->error);
        str_add(&box->error, err->text);
        return -1;
    }
    if (box->what_if)
        take_counts(box);
    return 0;
}

void what_if_box_open(const struct what_if_box *box, struct effects *effects)
{
    _cleanup_free_ char *draft = box->what_if ? what_if_text(box->what_if) : NULL;

    if (!draft)
        return;
    _cleanup_free_ char *argument = what_if_view_draft(box->client_id, box->client, draft);
    effects_open(effects, &view_what_if_ops, argument);
}

/* --- painting --- */

/* A column: whose figures, and which. */
struct column {
    const struct what_if_counts *counts;
    const char *heading;
    bool counted, known; /* known: that is all of it */
    int w;
};

static const struct what_if_tally *tally_of(const struct what_if_counts *counts, size_t kind)
{
    return &counts->of[__builtin_ctz(breach_kinds[kind].bit)];
}

/* "12 → 9", or one number where both are the same. */
static void add_change(struct str *to, const struct column *column, const struct what_if_tally *tally)
{
    int64_t now = column->counted ? tally->counted_now : tally->now;
    int64_t then = column->counted ? tally->counted_then : tally->then;

    str_printf(to, now == then ? "%lld" : "%lld → %lld", (long long)now, (long long)then);
}

static struct what_if_tally side_of(const struct what_if_counts *counts, bool mine)
{
    struct what_if_tally sum = {0};

    for (size_t i = 0; i < breach_kinds_n; i++)
        if (breach_kinds[i].mine == mine) {
            sum.now += tally_of(counts, i)->now;
            sum.then += tally_of(counts, i)->then;
            sum.counted_now += tally_of(counts, i)->counted_now;
            sum.counted_then += tally_of(counts, i)->counted_then;
        }
    return sum;
}

static void measure(struct column *column)
{
    column->w = text_width(column->heading);
    for (size_t i = 0; i < breach_kinds_n + 2; i++) {
        _cleanup_str_ struct str text = STR_INIT;
        struct what_if_tally sum = side_of(column->counts, i == breach_kinds_n);
        add_change(&text, column, i < breach_kinds_n ? tally_of(column->counts, i) : &sum);
        int w = text_width(str_text(&text));
        column->w = w > column->w ? w : column->w;
    }
}

/* All of both first; what counts where there is room. Returns how many fit into W cells behind the kinds. */
static size_t make_columns(const struct what_if_box *box, int w, struct column ret[COLUMNS_MAX])
{
    const struct column all[] = {
        {&box->theirs, box->client, false, box->theirs_done, 0},
        {&box->all, _("everybody"), false, box->all_done, 0},
        {&box->theirs, _("as if told"), true, box->theirs_done, 0},
        {&box->all, _("all, as if told"), true, box->all_done, 0},
    };
    size_t n = 0;

    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct column column = all[i];
        if (!column.heading || (column.counts == &box->theirs && !box->client))
            continue;
        measure(&column);
        /* A name may be cut, figures may not. */
        if (i == 0 && column.w > w / 2)
            column.w = w / 2;
        if (w < column.w + GAP_W)
            break;
        w -= column.w + GAP_W;
        ret[n++] = column;
    }
    return n;
}

static enum style style_of(const struct column *column, const struct what_if_tally *tally, bool mine)
{
    int64_t now = column->counted ? tally->counted_now : tally->now;
    int64_t then = column->counted ? tally->counted_then : tally->then;

    if (now == then || !column->known)
        return STYLE_QUIET;
    return then < now ? STYLE_GOOD : mine ? STYLE_MINE : STYLE_THEIRS;
}

struct table {
    struct column columns[COLUMNS_MAX];
    size_t n;
    int label_w;
};

static void draw_cells(const struct table *table, struct canvas *canvas, struct area at, bool mine,
                       struct what_if_tally (*tally)(const struct what_if_counts *counts, size_t row), size_t row)
{
    int x = at.x + table->label_w;

    for (size_t i = 0; i < table->n; i++) {
        const struct column *column = &table->columns[i];
        _cleanup_str_ struct str text = STR_INIT;
        struct what_if_tally of = tally(column->counts, row);
        add_change(&text, column, &of);
        canvas_put_right(canvas, x + GAP_W, at.y, column->w, style_of(column, &of, mine), str_text(&text));
        x += GAP_W + column->w;
    }
}

static struct what_if_tally kind_tally(const struct what_if_counts *counts, size_t row)
{
    return *tally_of(counts, row);
}

static struct what_if_tally side_tally(const struct what_if_counts *counts, size_t row)
{
    return side_of(counts, row == 0);
}

static void draw_head(const struct table *table, struct canvas *canvas, struct area at)
{
    int x = at.x + table->label_w;

    canvas_put(canvas, at.x, at.y, table->label_w, STYLE_COLUMN, _("What if"));
    for (size_t i = 0; i < table->n; i++) {
        canvas_put_right(canvas, x + GAP_W, at.y, table->columns[i].w, STYLE_COLUMN, table->columns[i].heading);
        x += GAP_W + table->columns[i].w;
    }
}

static void add_sums(const struct what_if_box *box, struct str *to)
{
    struct what_if_tally mine = side_of(&box->all, true), theirs = side_of(&box->all, false);

    if (!box->all_done)
        return;
    if (!what_if_changes_any(&box->all)) {
        str_add(to, _("With these rules nothing would have been judged otherwise."));
        return;
    }
    str_add(to, _("Lines crossed then: "));
    if (mine.then == mine.now)
        str_printf(to, _("you %lld as now"), (long long)mine.now);
    else
        str_printf(to, _("you %lld instead of %lld"), (long long)mine.then, (long long)mine.now);
    str_add(to, ", ");
    if (theirs.then == theirs.now)
        str_printf(to, _("they %lld as now"), (long long)theirs.now);
    else
        str_printf(to, _("they %lld instead of %lld"), (long long)theirs.then, (long long)theirs.now);
    str_add_char(to, '.');
}

/* How far it is, or what it comes to. */
static void draw_foot(const struct what_if_box *box, struct canvas *canvas, struct area at)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (box->all_done || box->total == 0) {
        add_sums(box, &text);
        canvas_put(canvas, at.x, at.y, at.w, STYLE_QUIET, str_text(&text));
        return;
    }
    int full = (int)(box->done * BAR_W / box->total);
    for (int i = 0; i < BAR_W; i++)
        canvas_put(canvas, at.x + i, at.y, 1, i < full ? STYLE_GOOD : STYLE_QUIET, i < full ? "#" : ".");
    str_printf(&text, _("%lld of %lld judged"), (long long)box->done, (long long)box->total);
    canvas_put(canvas, at.x + BAR_W + 2, at.y, at.w - BAR_W - 2, STYLE_QUIET, str_text(&text));
}

static void draw_rows(const struct table *table, struct canvas *canvas, struct area at, bool sums)
{
    size_t n = sums ? 2 : breach_kinds_n;

    for (size_t i = 0; i < n; i++, at.y++) {
        bool mine = sums ? i == 0 : breach_kinds[i].mine;
        const char *label = !sums ? words_breach(breach_kinds[i].bit) : mine ? _("you") : _("they");
        canvas_put(canvas, at.x, at.y, table->label_w, mine ? STYLE_MINE : STYLE_THEIRS, label);
        draw_cells(table, canvas, at, mine, sums ? side_tally : kind_tally, i);
    }
}

static int label_width(void)
{
    int most = text_width(_("What if"));

    for (size_t i = 0; i < breach_kinds_n; i++) {
        int w = text_width(words_breach(breach_kinds[i].bit));
        most = w > most ? w : most;
    }
    return most;
}

void what_if_box_draw(const struct what_if_box *box, struct canvas *canvas, struct area area)
{
    struct area at = {area.x, area.y, area.w, 1};
    bool sums = area.h < WHAT_IF_BOX_H;
    struct table table = {.label_w = label_width()};

    if (box->error.len) {
        canvas_put(canvas, at.x, at.y, at.w, STYLE_ERROR, str_text(&box->error));
        return;
    }
    if (!box->what_if || area.h < WHAT_IF_BOX_SMALL_H)
        return;
    table.n = make_columns(box, area.w - table.label_w, table.columns);
    draw_head(&table, canvas, at);
    at.y++;
    draw_rows(&table, canvas, at, sums);
    at.y += sums ? 2 : (int)breach_kinds_n;
    draw_foot(box, canvas, at);
}
