/* Ask (2/4), and Fear on the same page: the one question, and only then how the facts lie. */
#include "wizard.h"
#include "wizard_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { INDENT = 2, DEEP = 7, QUESTION_X = 10, ANSWERS_X = 18 };

static void add_line(struct wizard *view, int x, enum style style, const char *text)
{
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, x, x, style, text);
}

static int at(const struct wizard *view, int x)
{
    return wizard_narrow(view) ? INDENT : x;
}

/* --- the question --- */

static char *key_of(const struct wizard *view, enum action action)
{
    return keymap_key(view->base.scene->keymap, IN_STEP_ASK, action);
}

/* The letter that the word begins with, where that is a key of it too: s for "sí". */
static char *key_of_word(const struct wizard *view, enum action action, const char *word)
{
    const struct binding *binding = keymap_find(view->base.scene->keymap, IN_STEP_ASK, (unsigned char)*word);

    return binding && binding->action == action ? mem_string_n(word, 1) : key_of(view, action);
}

static void put_question(struct wizard *view)
{
    _cleanup_free_ char *question = str_format(_("Do you want to work with %s?"), wizard_page(view)->name);
    _cleanup_free_ char *yes = key_of_word(view, ACTION_SAY_YES, _("yes")), *no = key_of(view, ACTION_SAY_NO),
                        *unsure = key_of(view, ACTION_SAY_UNSURE),
                        *answers = str_format(_("%s yes     %s no     %s not sure"), yes, no, unsure);

    sheet_line(&view->sheet);
    add_line(view, at(view, QUESTION_X), STYLE_HEAD, question);
    sheet_line(&view->sheet);
    add_line(view, at(view, ANSWERS_X), STYLE_KEY, answers);
    sheet_line(&view->sheet);
}

/* An answer that changed does not hide the first one: it is kept. */
static void put_answer(struct wizard *view)
{
    const struct deciding *answers = wizard_answers(view);
    _cleanup_str_ struct str text = STR_INIT;

    if (answers->answer < 0)
        return;
    str_printf(&text, _("You: %s"), wizard_answer_name(answers->answer));
    if (answers->answer != answers->first_answer)
        str_printf(&text, _("  (at first: %s)"), wizard_answer_name(answers->first_answer));
    add_line(view, INDENT, STYLE_TEXT, str_text(&text));
    sheet_line(&view->sheet);
}

/* --- shown only after the answer --- */

static void put_reveal(struct wizard *view)
{
    static const char *const accords[] = {[ACCORD_NONE] = NULL,
                                          [ACCORD_AGREE] = N_("The facts and you agree."),
                                          [ACCORD_OPEN] = N_("The facts leave it to you."),
                                          [ACCORD_DISAGREE] = N_("The facts and you disagree.")};
    const struct deciding_page *page = wizard_page(view);
    struct decide_tally tally = page->tally;
    _cleanup_str_ struct str text = STR_INIT;

    if (!page->reveals)
        return;
    if (tally.rated > 0)
        str_printf(&text, _("%d of %d worse than your others, %d better. "), tally.worse, tally.rated, tally.better);
    if (accords[page->accord])
        str_add(&text, _(accords[page->accord]));
    add_line(view, INDENT, STYLE_TEXT, str_text(&text));
}

/* --- fear --- */

struct choice {
    enum action action;
    const char *text; /* N_() */
};

/* "m money  >c the talk": what was chosen is marked. */
static void put_choices(struct wizard *view, int x, int gap, const struct choice *choices, size_t n, int chosen)
{
    sheet_line(&view->sheet);
    for (size_t i = 0; i < n; i++) {
        _cleanup_free_ char *key = key_of(view, choices[i].action),
                            *text = str_format("%s%s %s", (int)i == chosen ? ">" : "", key, _(choices[i].text));
        int w = sheet_width(text);
        if (x + w > view->base.w && i > 0) {
            sheet_line(&view->sheet);
            x = DEEP;
        }
        sheet_put(&view->sheet, (int)i == chosen ? x - 1 : x, 0, (int)i == chosen ? STYLE_KEY : STYLE_TEXT, text);
        x += w + gap - ((int)i == chosen);
    }
}

static void add_months(struct str *to, int64_t thousandths)
{
    str_printf(to, "%lld", (long long)(thousandths / 1000));
    if (thousandths % 1000 / 100)
        str_printf(to, _(".%lld"), (long long)(thousandths % 1000 / 100));
}

static void add_share(const struct wizard *view, struct str *to)
{
    int64_t share = wizard_page(view)->seen->share;

    if (share >= 0)
        str_printf(to, _("without them %lld%% less."), (long long)((share + 5) / 10));
}

static void add_reserve(const struct wizard *view, struct str *to)
{
    const struct ratio *reserve = &facts_of(wizard_page(view)->facts)->hostage.reserve_months;
    int64_t floor = wizard_page(view)->seen->floor;
    _cleanup_str_ struct str months = STR_INIT, least = STR_INIT;

    if (!ratio_known(*reserve))
        return;
    add_months(&months, ratio_round(*reserve, 1000));
    add_months(&least, floor);
    if (floor > 0)
        str_printf(to, _(" Reserve %s months; your floor is %s."), str_text(&months), str_text(&least));
    else
        str_printf(to, _(" Reserve %s months."), str_text(&months));
}

/* What is known of it: the share, the reserve, the floor. */
static void put_money(struct wizard *view)
{
    _cleanup_str_ struct str text = STR_INIT;

    add_share(view, &text);
    add_reserve(view, &text);
    if (text.len == 0)
        return;
    _cleanup_free_ char *line = str_format(_("Money: %s"), str_text(&text) + strspn(str_text(&text), " "));
    add_line(view, INDENT, STYLE_TEXT, line);
}

static void put_fear(struct wizard *view)
{
    static const struct choice would[] = {{ACTION_WOULD_KEEP, N_("keep")}, {ACTION_WOULD_LET_GO, N_("let go")}};
    static const struct choice holds[] = {{ACTION_FEAR_MONEY, N_("money")},
                                         {ACTION_FEAR_TALK, N_("the talk")},
                                         {ACTION_FEAR_REPUTATION, N_("reputation")},
                                         {ACTION_FEAR_GUILT, N_("guilt")},
                                         {ACTION_FEAR_NOTHING, N_("nothing")}};
    const struct deciding *answers = wizard_answers(view);

    if (answers->state != DECIDE_FEAR)
        return;
    sheet_line(&view->sheet);
    add_line(view, INDENT, STYLE_TEXT, _("If nothing bad could follow from it, what would you do?"));
    put_choices(view, DEEP, 4, would, ARRAY_LEN(would), answers->fearless);
    add_line(view, INDENT, STYLE_TEXT, _("What holds you back?"));
    put_choices(view, DEEP, 2, holds, ARRAY_LEN(holds), answers->fear);
    sheet_line(&view->sheet);
    put_money(view);
    if (answers->fear == FEAR_MONEY && wizard_page(view)->lane & LONG_RUNWAY)
        add_line(view, INDENT, STYLE_TEXT, _("A task is added: build the reserve."));
    add_line(view, INDENT, STYLE_TEXT, _("Guilt: they are not bad people. A clean end is fairer than poor work."));
}

static void ask_fill(struct wizard *view)
{
    put_question(view);
    put_answer(view);
    put_reveal(view);
    put_fear(view);
}

/* --- keys --- */

static const struct {
    enum action action;
    enum decide_event_kind kind;
    int number;
} events[] = {
    {ACTION_STEP_NEXT, DECIDING_NEXT, 0},
    {ACTION_STEP_BACK, DECIDING_BACK, 0},
    {ACTION_SAY_YES, DECIDING_ANSWER, ANSWER_YES},
    {ACTION_SAY_NO, DECIDING_ANSWER, ANSWER_NO},
    {ACTION_SAY_UNSURE, DECIDING_ANSWER, ANSWER_UNSURE},
    {ACTION_WOULD_KEEP, DECIDING_FEARLESS, FEARLESS_KEEP},
    {ACTION_WOULD_LET_GO, DECIDING_FEARLESS, FEARLESS_LET_GO},
    {ACTION_FEAR_MONEY, DECIDING_FEAR, FEAR_MONEY},
    {ACTION_FEAR_TALK, DECIDING_FEAR, FEAR_TALK},
    {ACTION_FEAR_REPUTATION, DECIDING_FEAR, FEAR_REPUTATION},
    {ACTION_FEAR_GUILT, DECIDING_FEAR, FEAR_GUILT},
    {ACTION_FEAR_NOTHING, DECIDING_FEAR, FEAR_NOTHING},
};

static void ask_act(struct wizard *view, enum action action, struct effects *effects _unused_)
{
    for (size_t i = 0; i < ARRAY_LEN(events); i++)
        if (events[i].action == action)
            wizard_send(view, &(struct decide_event){.kind = events[i].kind, .number = events[i].number});
}

static const struct hint ask_hints[] = {
    {ACTION_SAY_YES, ACTION_NONE, N_("yes")},
    {ACTION_SAY_NO, ACTION_NONE, N_("no")},
    {ACTION_SAY_UNSURE, ACTION_NONE, N_("not sure")},
    {ACTION_STEP_NEXT, ACTION_NONE, N_("next")},
    {ACTION_STEP_BACK, ACTION_NONE, N_("back")},
    {ACTION_PARK, ACTION_NONE, N_("park")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct wizard_page wizard_ask = {
    .ops = {WIZARD_OPS, .where = IN_STEP_ASK, .hints = ask_hints},
    .corner = N_("2/4 Ask"),
    .fill = ask_fill,
    .act = ask_act,
};
