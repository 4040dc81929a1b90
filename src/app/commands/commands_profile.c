/* Whom I work for, and what I ask first: shown, or written to one page that is pinned to a wall. ledger, 001-31. */
#include "commands.h"
#include "inside.h"

#include "paletti/app/facts.h"
#include "paletti/app/intake.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/intake.h"
#include "paletti/store/records.h"

#include <string.h>

enum { PAGE_WIDTH = 72, PAGE_LINES = 60, INDENT = 2 };

struct page {
    struct str text;
    int lines, lost; /* behind the last line of the page */
};

static void add_line(struct page *page, const char *line)
{
    if (page->lines++ < PAGE_LINES - 1)
        str_printf(&page->text, "%s\n", line);
    else
        page->lost++;
}

/* Words as many as fit, the lines behind the first one HANG cells further in. */
static void add_text(struct page *page, const char *first, int hang, const char *text)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, first);
    for (const char *s = text + strspn(text, " \t\n"); *s; s += strspn(s, " \t\n")) {
        _cleanup_free_ char *word = mem_string_n(s, strcspn(s, " \t\n"));
        bool begun = line.len > (size_t)hang;
        if (begun && text_width(str_text(&line)) + 1 + text_width(word) > PAGE_WIDTH) {
            add_line(page, str_text(&line));
            str_clear(&line);
            str_printf(&line, "%*s", hang, "");
            begun = false;
        }
        str_printf(&line, "%s%s", begun ? " " : "", word);
        s += strlen(word);
    }
    add_line(page, str_text(&line));
}

static void add_heading(struct page *page, const char *heading)
{
    add_line(page, "");
    add_line(page, heading);
}

static void add_list(struct page *page, const char *heading, const struct texts *texts, bool numbered)
{
    if (texts->n == 0)
        return;
    add_heading(page, heading);
    for (size_t i = 0; i < texts->n; i++) {
        _cleanup_free_ char *first =
            numbered ? str_format("%*s%zu. ", INDENT, "", i + 1) : str_format("%*s- ", INDENT, "");
        add_text(page, first, (int)strlen(first), texts->v[i]);
    }
}

/* What a client does who is worth having: the signs that speak for one. */
static int add_signs(struct app *app, struct page *page, struct err *err)
{
    const struct facts_limits *limits;
    struct texts labels = {0};

    if (facts_limits_of(app, &limits, err) < 0)
        return -1;
    for (size_t i = 0; i < limits->good_signs.n; i++)
        texts_add(&labels, words_code(app, "signs", limits->good_signs.v[i]));
    add_list(page, _("My ideal client"), &labels, false);
    texts_clear(&labels);
    return 0;
}

static void add_term(struct page *page, const char *label, const char *text)
{
    _cleanup_free_ char *first = str_format("%*s%s:", INDENT, "", label);

    if (*text)
        add_text(page, first, 2 * INDENT, text);
}

static void add_terms(struct page *page, const struct house *house, const struct rule *rule)
{
    _cleanup_str_ struct str hours = STR_INIT, window = STR_INIT, pay = STR_INIT, rate = STR_INIT;
    int64_t days = rule->payment_days;

    words_hours(&hours, &rule->hours);
    words_window(&window, rule->reply_window.n ? rule->reply_window : WINDOW_DEFAULT);
    if (days >= 0)
        str_printf(&pay, P_("%lld day", "%lld days", days), (long long)days);
    if (*house->me.target_rate.currency)
        words_sum(&rate, house->me.target_rate);
    add_heading(page, _("My terms"));
    add_term(page, _("contact hours"), str_text(&hours));
    add_term(page, _("reply window"), str_text(&window));
    add_term(page, _("days to pay"), str_text(&pay));
    add_term(page, _("an hour should earn"), str_text(&rate));
}

static int write_page(struct app *app, const struct profile *profile, struct page *page, struct err *err)
{
    const struct house *house;
    _cleanup_str_ struct str head = STR_INIT, day = STR_INIT;

    if (app_house(app, &house, err) < 0)
        return -1;
    words_dated(&day, zone_day(app_zone(app), app_now(app), NULL));
    const char *title = house->me.name ? house->me.name : _("Profile");
    text_pad(&head, title, PAGE_WIDTH - text_width(str_text(&day)), "~");
    str_add(&head, str_text(&day));
    add_line(page, str_text(&head));
    add_list(page, _("I work for"), &profile->industries, false);
    add_list(page, _("I ask first"), &profile->questions, true);
    if (add_signs(app, page, err) < 0)
        return -1;
    add_terms(page, house, rulebook_at(house->book, app_now(app)));
    if (page->lost > 0)
        str_printf(&page->text, P_("%d line more does not fit on the page\n", "%d lines more do not fit on the page\n", page->lost),
                   page->lost);
    return 0;
}

static int print(struct app *app, const struct profile *profile, struct answer *answer, struct err *err)
{
    struct page page = {STR_INIT, 0, 0};
    int r = write_page(app, profile, &page, err);

    if (r == 0 && answer->people) {
        answer_raw(answer, str_text(&page.text), page.text.len);
    } else if (r == 0) {
        answer_open_object(answer, NULL);
        answer_text(answer, "text", str_text(&page.text));
        answer_close_object(answer);
    }
    str_done(&page.text);
    return r;
}

static int tell_lines(const struct page *page, int (*fn)(void *ctx, const char *line), void *ctx)
{
    int r = 0;

    for (const char *line = str_text(&page->text); *line && r == 0;) {
        size_t n = strcspn(line, "\n");
        _cleanup_free_ char *one = mem_string_n(line, n);
        r = fn(ctx, one);
        line += n + (line[n] != '\0');
    }
    return r;
}

int profile_lines(struct app *app, int (*fn)(void *ctx, const char *line), void *ctx, struct err *err)
{
    struct page page = {STR_INIT, 0, 0};
    struct profile profile;
    struct store *store;

    int r = app_need_file(app, &store, err);
    if (r == 0)
        r = store_get(store, &model_profile, NULL, &profile, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    r = write_page(app, &profile, &page, err);
    if (r == 0)
        r = tell_lines(&page, fn, ctx);
    str_done(&page.text);
    model_clear(&model_profile, &profile);
    return r;
}

COMMAND_RUN(profile)
{
    struct profile profile;
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0)
        return -1;
    int r = store_get(store, &model_profile, NULL, &profile, err);
    if (r != 0)
        return r < 0 ? -1
                     : err_set(err, _("there is no profile yet; begin with: paletti add profile industries=\"books, "
                                      "restaurants\" questions=\"Is there a date?; Is there a budget?\""));
    if (request->options[PROFILE_PRINT])
        r = print(app, &profile, answer, err);
    else
        answer_record(answer, &model_profile, &profile);
    model_clear(&model_profile, &profile);
    return r;
}
