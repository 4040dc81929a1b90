/* Facts (1/4): what is known of the client in seven lines, beside the others; the person rates each, or takes what is
 * suggested. Nothing is added up. */
#include "sources_view.h"
#include "wizard.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { TAG_FOLD = FACTS_N, USUAL = 3, FOLD_FROM = 2, YOURS_W = 5, GAP_W = 2, NARROW_VALUE_W = 22, TINY_W = 48, HIGH = 28, TEXT_X = 2, BELOW_X = 4 };

/* Where the columns stand: value, others, what is suggested (0: left out), yours. With too little to compare nothing is. */
struct columns {
    int value, others, suggested, yours;
};

static const char *suggested_heading(const struct wizard *view)
{
    return wizard_narrow(view) ? _("sugg.") : _("suggested");
}

static struct columns columns_of(const struct wizard *view)
{
    int w = view->base.w, yours = w - YOURS_W, suggested = yours - GAP_W - sheet_width(suggested_heading(view));
    int value = w * 36 / 76;

    if (wizard_answers(view)->thin)
        return (struct columns){wizard_narrow(view) ? w - NARROW_VALUE_W : value, 0, 0, yours};
    if (wizard_narrow(view))
        return (struct columns){w - NARROW_VALUE_W, 0, suggested + 1, yours};
    return (struct columns){value, value + (suggested - value) * 5 / 8, suggested, yours};
}

/* --- the answers of a line --- */

static const struct decided_fact *answer_of(const struct wizard *view, enum fact fact)
{
    const struct list *facts = &wizard_answers(view)->facts;
    const struct decided_fact *v = facts->v;

    for (size_t i = 0; i < facts->n; i++)
        if (str_equal(v[i].code, fact_names[fact]))
            return &v[i];
    return NULL;
}

static int line_of(const struct wizard *view, enum fact fact)
{
    const struct decided_fact *answer = answer_of(view, fact);

    return answer ? (int)(answer - (const struct decided_fact *)wizard_answers(view)->facts.v) : -1;
}

static bool has_reason(const struct decided_fact *answer)
{
    return answer->reason && *answer->reason;
}

/* What was changed to it stays where it was changed. */
static bool is_usual(const struct decided_fact *answer)
{
    return answer && answer->suggested == USUAL && decided_rating(answer) == USUAL && !answer->changed && !answer->left_out &&
           !has_reason(answer);
}

static int count_usual(const struct wizard *view)
{
    int n = 0;

    for (int fact = 0; fact < FACTS_N; fact++)
        n += is_usual(answer_of(view, (enum fact)fact));
    return n;
}

static bool folds(const struct wizard *view)
{
    return !view->unfolded && count_usual(view) >= FOLD_FROM;
}

/* --- its lines --- */

struct filling {
    struct wizard *view;
    struct columns at;
    bool fold;
};

static void put_number(struct sheet *sheet, int x, enum style style, int number)
{
    char text[2] = {(char)('0' + number), '\0'};

    sheet_put(sheet, x, 1, style, number >= 0 ? text : "-");
}

/* What counts, and what the person has to look at again. */
static void put_yours(struct filling *to, const struct decided_fact *answer)
{
    struct sheet *sheet = &to->view->sheet;
    int x = to->at.yours;

    if (answer->left_out)
        sheet_put(sheet, x, YOURS_W, STYLE_QUIET, _("out"));
    else if (answer->changed)
        sheet_put(sheet, x, YOURS_W, STYLE_WAITING, _("new"));
    else
        put_number(sheet, x + 2, STYLE_HEAD, decided_rating(answer) > 0 || answer->rating == 0 ? decided_rating(answer) : -1);
    if (has_reason(answer))
        sheet_put(sheet, x + YOURS_W - 1, 1, STYLE_KEY, "*");
}

/* Labels have a line of their own. */
static bool is_tiny(const struct filling *to)
{
    return to->view->base.w < TINY_W;
}

/* The value, and that of the others where there is a column of them. */
static void put_values(struct filling *to, const struct facts_row *row, enum style style)
{
    struct sheet *sheet = &to->view->sheet;
    bool beside = to->at.others && *row->others;
    int end = beside ? to->at.others - 1 : to->at.suggested ? to->at.suggested : to->at.yours - 1;

    sheet_put(sheet, to->at.value, end - to->at.value, style, row->value);
    if (beside)
        sheet_put(sheet, to->at.others, to->at.suggested - to->at.others - 1, STYLE_QUIET, row->others);
}

static void put_main(struct filling *to, const struct facts_row *row, const struct decided_fact *answer)
{
    struct sheet *sheet = &to->view->sheet;

    sheet_item(sheet, (int)row->fact);
    sheet_put(sheet, TEXT_X, is_tiny(to) ? 0 : to->at.value - TEXT_X - 1, STYLE_TEXT, row->label);
    if (is_tiny(to))
        sheet_more(sheet);
    put_values(to, row, STYLE_TEXT);
    if (!answer)
        return;
    if (to->at.suggested)
        put_number(sheet, to->at.suggested + sheet_width(suggested_heading(to->view)) / 2, STYLE_QUIET, answer->suggested);
    put_yours(to, answer);
}

/* One that has no value is a sentence. */
static void put_below(struct filling *to, const struct facts_row *row)
{
    struct sheet *sheet = &to->view->sheet;

    sheet_more(sheet);
    if (!*row->value) {
        sheet_wrap(sheet, BELOW_X, BELOW_X, STYLE_QUIET, row->label);
        return;
    }
    sheet_put(sheet, BELOW_X, is_tiny(to) ? 0 : to->at.value - BELOW_X - 1, STYLE_QUIET, row->label);
    if (is_tiny(to))
        sheet_more(sheet);
    put_values(to, row, STYLE_QUIET);
}

/* What was invoiced is a key away. */
static bool is_shown(const struct wizard *view, const struct facts_row *row)
{
    return row->main || row->fact != FACT_HOUR || view->unfolded;
}

static int put_row(void *ctx, const struct facts_row *row)
{
    struct filling *to = ctx;
    const struct decided_fact *answer = answer_of(to->view, row->fact);

    if (to->fold && is_usual(answer))
        return 0;
    if (row->main)
        put_main(to, row, answer);
    else if (is_shown(to->view, row))
        put_below(to, row);
    return 0;
}

static void put_fold(struct filling *to)
{
    int n = count_usual(to->view);
    _cleanup_free_ char *text = str_format(P_("%d line as usual: v", "%d lines as usual: v", n), n);

    sheet_item(&to->view->sheet, TAG_FOLD);
    sheet_put(&to->view->sheet, TEXT_X, 0, STYLE_QUIET, text);
}

static void put_headings(struct filling *to)
{
    struct sheet *sheet = &to->view->sheet;

    sheet_line(sheet);
    sheet_put(sheet, to->at.value, 0, STYLE_COLUMN, wizard_narrow(to->view) ? _("theirs") : _("this client"));
    if (to->at.others)
        sheet_put(sheet, to->at.others, 0, STYLE_COLUMN, _("others"));
    if (to->at.suggested)
        sheet_put(sheet, to->at.suggested, 0, STYLE_COLUMN, suggested_heading(to->view));
    sheet_put(sheet, to->at.yours, 0, STYLE_COLUMN, _("yours"));
}

/* --- sentences --- */

static void add_topic(struct wizard *view, enum facts_topic topic)
{
    _cleanup_str_ struct str text = STR_INIT;
    const char *label = words_topic(topic);

    if (*label)
        str_printf(&text, "%s: ", label);
    if (!facts_say(wizard_page(view)->facts, topic, &text))
        return;
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, TEXT_X, STYLE_TEXT, str_text(&text));
}

/* Every STEP-th number, and what it means. */
static void add_scale(int step, struct str *to)
{
    for (int i = 1; i <= 5; i += step)
        str_printf(to, "%s%d %s", i > 1 ? "  " : "", i, words_suggestion(i));
}

/* What is too little to compare says so; else what the numbers mean: all of them, where they fit on a line. */
static void put_scale(struct wizard *view)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (wizard_answers(view)->thin) {
        add_topic(view, TOPIC_THIN);
        return;
    }
    add_scale(1, &text);
    if (sheet_width(str_text(&text)) > view->base.w) {
        str_clear(&text);
        add_scale(2, &text);
    }
    if (sheet_width(str_text(&text)) + sheet_width(_(" than your others")) <= view->base.w)
        str_add(&text, _(" than your others"));
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, 0, STYLE_QUIET, str_text(&text));
}

static void put_new(struct wizard *view)
{
    long long n = (long long)wizard_answers(view)->new_facts;
    _cleanup_free_ char *text = str_format(P_("%lld new fact since you were here: its line is marked, rate it or take it with Enter.",
                                              "%lld new facts since you were here: their lines are marked, rate them or take them with Enter.",
                                              n), n);

    if (n == 0)
        return;
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, 0, STYLE_WAITING, text);
}

/* Reasons in the order of the lines; of several each says whose it is. */
static void put_reasons(struct wizard *view)
{
    const struct list *facts = &wizard_answers(view)->facts;
    const struct decided_fact *v = facts->v;
    int n = 0, told = 0;

    for (size_t i = 0; i < facts->n; i++)
        n += has_reason(&v[i]);
    for (int fact = 0; fact < FACTS_N; fact++) {
        const struct decided_fact *answer = answer_of(view, (enum fact)fact);
        if (!answer || !has_reason(answer))
            continue;
        _cleanup_free_ char *text = n > 1 ? str_format("%s: \"%s\"", words_fact((enum fact)fact), answer->reason)
                                          : str_format("\"%s\"", answer->reason);
        sheet_line(&view->sheet);
        if (told++ == 0)
            sheet_line(&view->sheet);
        sheet_put(&view->sheet, 0, 1, STYLE_KEY, "*");
        sheet_wrap_written(&view->sheet, TEXT_X, TEXT_X, STYLE_TEXT, text);
    }
}

static void put_left_out(struct wizard *view)
{
    _cleanup_str_ struct str text = STR_INIT;

    for (int fact = 0; fact < FACTS_N; fact++) {
        const struct decided_fact *answer = answer_of(view, (enum fact)fact);
        if (answer && answer->left_out)
            str_printf(&text, "%s%s", text.len > 0 ? ", " : _("Left out: "), words_fact((enum fact)fact));
    }
    if (text.len == 0)
        return;
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, TEXT_X, STYLE_QUIET, str_text(&text));
}

static void put_sentences(struct wizard *view)
{
    static const enum facts_topic always[] = {TOPIC_FAVOUR, TOPIC_UNKNOWN, TOPIC_PART};
    static const enum facts_topic more[] = {TOPIC_TEACH, TOPIC_HOSTAGE, TOPIC_PROJECT, TOPIC_MONEY, TOPIC_CLOSENESS, TOPIC_SIGNS, TOPIC_SINCE};

    bool all = view->unfolded || (view->base.height >= HIGH && !view->base.scene->plain);
    sheet_line(&view->sheet);
    for (size_t i = 0; i < ARRAY_LEN(always); i++)
        add_topic(view, always[i]);
    for (size_t i = 0; all && i < ARRAY_LEN(more); i++)
        add_topic(view, more[i]);
}

static void facts_fill(struct wizard *view)
{
    struct filling to = {view, columns_of(view), folds(view)};

    add_topic(view, TOPIC_HEAD);
    put_scale(view);
    put_new(view);
    sheet_line(&view->sheet);
    put_headings(&to);
    facts_rows(wizard_page(view)->facts, put_row, &to);
    if (to.fold)
        put_fold(&to);
    put_left_out(view);
    put_reasons(view);
    put_sentences(view);
}

/* --- the selected line --- */

/* The fact of the selected line; FACTS_N: that of the folded ones. */
static enum fact selected_fact(const struct wizard *view)
{
    return view->sheet.tag >= 0 && view->sheet.tag < FACTS_N ? (enum fact)view->sheet.tag : FACTS_N;
}

struct telling {
    const struct wizard *view;
    enum fact fact;
    bool others;
    struct str *to;
};

static int tell_row(void *ctx, const struct facts_row *row)
{
    struct telling *telling = ctx;

    if (row->fact != telling->fact)
        return 0;
    if (telling->others && *row->others && row->main)
        str_printf(telling->to, _("%sothers %s"), telling->to->len > 0 ? "; " : "", row->others);
    else if (telling->others && *row->others && is_shown(telling->view, row))
        str_printf(telling->to, "; %s: %s", row->label, row->others);
    if (row->main && row->trend != TREND_NONE && row->trend != TREND_STEADY)
        str_printf(telling->to, "%s%s", telling->to->len > 0 ? "; " : "", words_trend(row->trend));
    return 0;
}

/* Why it is suggested, where that is more than how it stands among the others. */
static void add_because(const struct wizard *view, enum fact fact, struct str *to)
{
    enum fact_because because = facts_of(wizard_page(view)->facts)->lines[fact].because;

    if (because != BECAUSE_RANK && because != BECAUSE_YOURS && because != BECAUSE_THIN && *words_because(because))
        str_printf(to, "%s%s", to->len > 0 ? "; " : "", words_because(because));
}

/* Where there is no column of the others they are told here. */
static void facts_status(const struct wizard *view, struct str *to)
{
    enum fact fact = selected_fact(view);
    _cleanup_str_ struct str said = STR_INIT;
    struct telling telling = {view, fact, wizard_narrow(view) && !wizard_answers(view)->thin, &said};

    if (fact == FACTS_N)
        return;
    facts_rows(wizard_page(view)->facts, tell_row, &telling);
    add_because(view, fact, &said);
    if (said.len > 0)
        str_printf(to, "%s: %s.", words_fact(fact), str_text(&said));
}

/* --- keys --- */

static void rate(struct wizard *view, int rating)
{
    int line = line_of(view, selected_fact(view));

    wizard_send(view, &(struct decide_event){.kind = DECIDING_RATE, .line = line, .number = rating});
}

static void type_reason(struct wizard *view)
{
    enum fact fact = selected_fact(view);
    const struct decided_fact *answer = answer_of(view, fact);

    wizard_type(view, words_fact(fact), answer->reason, TYPED_TEXT,
                &(struct decide_event){.kind = DECIDING_REASON, .line = line_of(view, fact)});
}

static void open_sources(struct wizard *view, struct effects *effects)
{
    _cleanup_free_ char *argument = sources_view_argument(wizard_page(view)->client_id, selected_fact(view));

    effects_open(effects, &view_sources_ops, argument);
}

/* What is done with the selected line. */
static void act_on_line(struct wizard *view, enum action action, struct effects *effects)
{
    if (selected_fact(view) == FACTS_N || line_of(view, selected_fact(view)) < 0) {
        effects_text(effects, EFFECT_COMPLAIN, _("Several lines are folded here: v shows them."));
        return;
    }
    if (action >= ACTION_RATE_0 && action <= ACTION_RATE_5)
        rate(view, (int)action - ACTION_RATE_0);
    else if (action == ACTION_RATE_REASON)
        type_reason(view);
    else if (action == ACTION_BEHIND)
        open_sources(view, effects);
    else
        wizard_send(view, &(struct decide_event){.kind = DECIDING_LEAVE_OUT, .line = line_of(view, selected_fact(view))});
}

static void facts_act(struct wizard *view, enum action action, struct effects *effects)
{
    switch ((int)action) {
    case ACTION_STEP_NEXT:
        wizard_send(view, &(struct decide_event){.kind = DECIDING_NEXT});
        break;
    case ACTION_STEP_BACK: /* the question stands before them where it was asked first; else nothing does */
        wizard_send(view, &(struct decide_event){.kind = wizard_answers(view)->ask_first ? DECIDING_BACK : DECIDING_PARK});
        break;
    case ACTION_UNFOLD:
        view->unfolded = !view->unfolded;
        wizard_resize(&view->base);
        break;
    default:
        act_on_line(view, action, effects);
    }
}

static const struct hint facts_hints[] = {
    {ACTION_STEP_NEXT, ACTION_NONE, N_("accept, next")},
    {ACTION_RATE_0, ACTION_RATE_5, NC_("facts", "rate"), NULL, true},
    {ACTION_RATE_REASON, ACTION_NONE, N_("reason")},
    {ACTION_BEHIND, ACTION_NONE, N_("entries")},
    {ACTION_LEAVE_OUT, ACTION_NONE, N_("leave out")},
    {ACTION_UNFOLD, ACTION_NONE, N_("all")},
    {ACTION_PARK, ACTION_NONE, N_("park")},
    {ACTION_HELP, ACTION_NONE, ""},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct wizard_page wizard_facts = {
    .ops = {WIZARD_OPS, .where = IN_STEP_FACTS, .hints = facts_hints},
    .corner = N_("1/4 Facts"),
    .fill = facts_fill,
    .act = facts_act,
    .status = facts_status,
};
