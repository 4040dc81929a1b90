/* The rows of a rule page, made from what its form says. */
#include "rule_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/explain.h"
#include "paletti/core/versions.h"

#include <string.h>

const char *rule_section_heading(enum rule_section section)
{
    static const char *const headings[] = {
        [RULE_VALID] = N_("This exception"), [RULE_WINDOW] = N_("Time to answer"), [RULE_CLOSED] = N_("Closed dates"),
        [RULE_SPECIAL] = N_("Special days"), [RULE_CHANNELS] = N_("Channels"),    [RULE_MONEY] = N_("Money and notice"),
        [RULE_OTHER] = N_("Besides"),
    };

    return _(headings[section]);
}

const char *words_channel_hours(enum channel_hours hours)
{
    static const char *const words[] = {
        [CHANNEL_ANY] = N_("at any time"), [CHANNEL_CONTACT] = N_("in contact hours"), [CHANNEL_NEVER] = N_("never")};

    return _(words[hours]);
}

void words_range(struct app *app, struct str *to, int32_t from, int32_t until)
{
    words_day(app, to, from);
    if (until == from)
        return;
    str_add(to, " - ");
    words_day(app, to, until);
}

void rule_rows_clear(struct rule_page *page)
{
    for (size_t i = 0; i < page->n; i++) {
        free(page->rows[i].label);
        free(page->rows[i].text);
        free(page->rows[i].says);
    }
    page->n = 0;
}

/* --- adding rows --- */

static struct page_row *add(struct rule_page *page, enum rule_section section, const char *label, const char *text,
                            const char *says)
{
    MEM_GROW(page->rows, page->n, page->cap);
    struct page_row *row = &page->rows[page->n++];

    *row = (struct page_row){.label = mem_string(label), .text = mem_string(text), .says = mem_string(says), .item = -1};
    row->field = page->form->n;
    row->shown = (struct rule_row){
        .section = section, .label = row->label, .text = row->text, .says = row->says, .hint = ""};
    return row;
}

static void set_says(struct page_row *row, struct str *says)
{
    free(row->says);
    row->says = str_take(says);
    row->shown.says = row->says;
}

/* The field NAME as a whole. */
static struct page_row *add_field(struct rule_page *page, enum rule_section section, const char *name)
{
    size_t field = form_find(page->form, name);
    const struct form_field *shown = form_field(page->form, field);
    struct str says = STR_INIT;
    const char *text = form_text(page->form, field);

    form_meaning(page->form, field, &says);
    struct page_row *row = add(page, section, shown->label, text, NULL);
    if (says.len == 0)
        str_add(&says, text);
    set_says(row, &says);
    row->field = field;
    row->shown.hint = shown->hint;
    row->shown.own = *text;
    return row;
}

/* What holds where an exception says nothing. */
static void say_inherited(struct page_row *row, const char *says)
{
    struct str text = STR_INIT;

    str_printf(&text, _("as in the rules: %s"), says);
    set_says(row, &text);
}

/* --- the window --- */

static int32_t today(const struct rule_page *page)
{
    return zone_day(app_zone(page->app), app_now(page->app), NULL);
}

/* Until when what comes in at this moment is to be answered, on the page as it stands. */
static int64_t due_now(const struct rule_page *page)
{
    const struct rule *rule = page->exception ? &page->base : page->form->record;
    struct explanation explanation;
    struct rulebook *book;
    int64_t now = app_now(page->app), due = INSTANT_NONE;

    if (rulebook_new(app_zones(page->app), rule->zone, rule, 1, &book, NULL) < 0)
        return INSTANT_NONE;
    struct boundaries *boundaries = boundaries_new(book, page->exception ? page->form->record : NULL, page->exception, NULL, 0);
    if (explain_question(boundaries, now, INSTANT_NONE, &explanation) == 0) {
        due = explanation.due;
        explanation_clear(&explanation);
    }
    boundaries_free(boundaries);
    rulebook_free(book);
    return due;
}

static void add_due(struct rule_page *page)
{
    _cleanup_str_ struct str says = STR_INIT;
    int64_t due = due_now(page);

    if (due == INSTANT_NONE)
        str_add(&says, _("never falls due: there is no opening"));
    else
        words_instant(page->app, &says, due);
    add(page, RULE_WINDOW, _("written now, due"), "", str_text(&says))->shown.fixed = true;
}

/* A short window ends by itself. */
static void say_short_over(const struct rule_page *page, struct page_row *row)
{
    const struct rule *rule = page->form->record;
    struct str says = STR_INIT;

    if (page->exception || !row->shown.warns || rule->until == DAY_NONE || rule->until >= today(page))
        return;
    str_printf(&says, _("%s; over, 72 hours again"), row->shown.says);
    set_says(row, &says);
}

static void add_window(struct rule_page *page)
{
    const struct window window = page->exception ? ((struct override *)page->form->record)->reply_window
                                                 : ((struct rule *)page->form->record)->reply_window;
    struct page_row *row = add_field(page, RULE_WINDOW, "reply_window");
    _cleanup_str_ struct str says = STR_INIT;

    row->shown.warns = window.n > 0 && window_short(window);
    if (window.n == 0 || (!page->exception && window_equal(window, WINDOW_DEFAULT))) {
        if (page->exception && page->base.reply_window.n > 0)
            words_window(&says, page->base.reply_window);
        else
            str_printf(&says, P_("%u hour, nights and weekends included", "%u hours, nights and weekends included", 72), 72U);
        if (page->exception)
            say_inherited(row, str_text(&says));
        else
            set_says(row, &says);
    }
    say_short_over(page, row);
    if (!page->exception && (row->shown.warns || *form_text(page->form, form_find(page->form, "reason")))) {
        add_field(page, RULE_WINDOW, "reason");
        add_field(page, RULE_WINDOW, "until");
    }
    add_due(page);
}

/* --- dates --- */

size_t rule_items(const struct rule_page *page, size_t field)
{
    return ((struct list *)field_of(page->form->rows[field].field, page->form->record))->n;
}

void rule_item_text(const struct rule_page *page, size_t field, int i, struct str *to)
{
    const struct form_row *row = &page->form->rows[field];
    const struct list *list = field_of(row->field, page->form->record);
    struct list one = {(char *)list->v + (size_t)i * row->field->model->size, 1, 1};

    text_write_list(&page->form->texting, row->field, row->words, &one, to);
}

static void say_closed(struct app *app, const struct closed *closed, struct str *label, struct str *says)
{
    words_range(app, label, closed->from, closed->to);
    str_add(says, closed->kind == CLOSED_HOLIDAY ? _("holiday") : _("absence"));
    if (closed->label)
        str_printf(says, ": %s", closed->label);
}

static void say_special(struct app *app, const struct special *special, struct str *label, struct str *says)
{
    words_day(app, label, special->on);
    for (size_t i = 0; i < special->hours.n; i++) {
        char buf[SPAN_SIZE];
        str_printf(says, "%s%s", i > 0 ? " " : "", span_format(special->hours.v[i], buf));
    }
    if (special->hours.n == 0)
        str_add(says, _("no hours"));
    if (special->label)
        str_printf(says, ": %s", special->label);
}

static void say_date(struct app *app, const struct field *field, const struct list *list, size_t i, struct str *label,
                     struct str *says)
{
    if (str_equal(field->name, "closed"))
        say_closed(app, &((struct closed *)list->v)[i], label, says);
    else
        say_special(app, &((struct special *)list->v)[i], label, says);
}

void words_dates(struct app *app, struct str *to, const struct field *field, const struct list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        _cleanup_str_ struct str label = STR_INIT, says = STR_INIT;
        say_date(app, field, list, i, &label, &says);
        str_printf(to, "%s%s, %s", i > 0 ? "; " : "", str_text(&label), str_text(&says));
    }
}

static void add_dates(struct rule_page *page, enum rule_section section, const char *name, const char *adds)
{
    size_t field = form_find(page->form, name);
    const struct list *list = field_of(page->form->rows[field].field, page->form->record);

    for (size_t i = 0; i < list->n; i++) {
        _cleanup_str_ struct str text = STR_INIT, label = STR_INIT, says = STR_INIT;
        /* What is over is shown less. */
        bool over = (section == RULE_CLOSED ? ((struct closed *)list->v)[i].to : ((struct special *)list->v)[i].on) < today(page);
        say_date(page->app, page->form->rows[field].field, list, i, &label, &says);
        rule_item_text(page, field, (int)i, &text);
        struct page_row *row = add(page, section, str_text(&label), str_text(&text), str_text(&says));
        row->field = field;
        row->item = (int)i;
        row->shown.item = true;
        row->shown.own = !over;
        row->shown.hint = form_field(page->form, field)->hint;
    }
    struct page_row *row = add(page, section, adds, "", "");
    row->field = field;
    row->item = (int)list->n;
    row->shown.adds = true;
    row->shown.hint = form_field(page->form, field)->hint;
}

/* --- channels --- */

static const struct channels *own_channels(const struct rule_page *page)
{
    return page->exception ? &((struct override *)page->form->record)->channels
                           : &((struct rule *)page->form->record)->channels;
}

struct channel_terms rule_channel(const struct rule_page *page, const char *name, const struct channel **ret_own)
{
    const struct channels *own = own_channels(page);
    struct channel_terms terms = channel_builtin(name);

    *ret_own = NULL;
    for (size_t i = 0; i < own->n; i++)
        if (str_equal(own->v[i].name, name))
            *ret_own = &own->v[i];
    if (page->exception)
        terms = channels_apply(&page->base.channels, name, terms);
    return channels_apply(own, name, terms);
}

static void add_channel(struct rule_page *page, const char *name)
{
    static const char *const grades[] = {
        [GRADE_A] = N_("certified"), [GRADE_B] = N_("written"), [GRADE_C] = N_("spoken"), [GRADE_D] = N_("not traceable")};
    const struct channel *own;
    struct channel_terms terms = rule_channel(page, name, &own);
    _cleanup_str_ struct str text = STR_INIT, says = STR_INIT;

    if (own) {
        struct channels one = {(struct channel *)own, 1};
        text_write_channels(&one, &text);
    }
    text_pad(&says, words_channel_hours(terms.hours), 22, "~");
    str_printf(&says, "%c %s", 'A' + (int)terms.grade, _(grades[terms.grade]));
    struct page_row *row = add(page, RULE_CHANNELS, words_channel(name), str_text(&text), str_text(&says));
    row->field = form_find(page->form, "channels");
    row->channel = name;
    row->shown.own = own != NULL;
    row->shown.hint = _("never, contact (in contact hours) or any, and a grade from A to D; empty: as it is built in");
}

static bool is_builtin(const char *name)
{
    for (size_t i = 0; channel_builtin_name(i); i++)
        if (str_equal(channel_builtin_name(i), name))
            return true;
    return false;
}

static void add_channels(struct rule_page *page)
{
    const struct channels *own = own_channels(page);

    for (size_t i = 0; channel_builtin_name(i); i++)
        add_channel(page, channel_builtin_name(i));
    for (size_t i = 0; page->exception && i < page->base.channels.n; i++)
        if (!is_builtin(page->base.channels.v[i].name))
            add_channel(page, page->base.channels.v[i].name);
    for (size_t i = 0; i < own->n; i++) {
        const struct channel *said;
        bool above = is_builtin(own->v[i].name);
        for (size_t j = 0; j < page->n && !above; j++)
            above = page->rows[j].channel && str_equal(page->rows[j].channel, own->v[i].name);
        rule_channel(page, own->v[i].name, &said);
        if (!above)
            add_channel(page, said->name);
    }
    struct page_row *row = add(page, RULE_CHANNELS, _("+ another channel"), "", "");
    row->field = form_find(page->form, "channels");
    row->shown.adds = true;
    row->shown.hint = _("its name, and how: telegram never D");
}

/* --- the rest --- */

static void add_days(struct rule_page *page, const char *name, int64_t inherited)
{
    struct page_row *row = add_field(page, RULE_MONEY, name);
    _cleanup_str_ struct str says = STR_INIT;

    if (row->shown.own)
        return;
    int64_t days = inherited >= 0 ? inherited : 15;
    str_printf(&says, P_("%lld day", "%lld days", days), (long long)days);
    if (page->exception)
        say_inherited(row, str_text(&says));
    else
        set_says(row, &says);
}

static void add_money(struct rule_page *page)
{
    int roll = page->exception ? ((struct override *)page->form->record)->notice_roll
                               : ((struct rule *)page->form->record)->notice_roll;
    struct str says = STR_INIT;

    add_days(page, "payment_days", page->exception ? page->base.payment_days : -1);
    add_days(page, "notice_days", page->exception ? page->base.notice_days : -1);
    struct page_row *row = add_field(page, RULE_MONEY, "notice_roll");
    row->shown.own = page->exception ? roll >= 0 : roll == NOTICE_HOLIDAY;
    roll = roll >= 0 ? roll : page->base.notice_roll;
    str_add(&says, roll == NOTICE_HOLIDAY ? _("past Sundays and holidays") : _("never"));
    if (page->exception && !row->shown.own) {
        say_inherited(row, str_text(&says));
        str_done(&says);
    } else {
        set_says(row, &says);
    }
    if (!page->exception)
        add_field(page, RULE_MONEY, "extras_rate");
}

void rule_rows_make(struct rule_page *page)
{
    rule_rows_clear(page);
    if (page->exception) {
        add_field(page, RULE_VALID, "reason");
        add_field(page, RULE_VALID, "from");
        add_field(page, RULE_VALID, "until");
    }
    add_window(page);
    add_dates(page, RULE_CLOSED, "closed", _("+ a holiday, an absence"));
    add_dates(page, RULE_SPECIAL, "special", _("+ a day with other hours"));
    add_money(page);
    if (!page->exception) {
        add_field(page, RULE_OTHER, "urgent_route");
        add_field(page, RULE_OTHER, "zone");
    }
    add_channels(page);
}

size_t rule_page_rows(const struct rule_page *page)
{
    return page->n;
}

const struct rule_row *rule_page_row(const struct rule_page *page, size_t i)
{
    return &page->rows[i].shown;
}

size_t rule_page_adder(const struct rule_page *page, enum rule_section section)
{
    size_t i = 0;

    while (i < page->n && !(page->rows[i].shown.section == section && page->rows[i].shown.adds))
        i++;
    return i;
}

size_t rule_page_wanted(const struct rule_page *page)
{
    static const char *const names[] = {"reason", "until"};
    bool needs = page->exception;

    for (size_t i = 0; i < page->n; i++)
        needs |= page->rows[i].shown.section == RULE_WINDOW && page->rows[i].shown.warns;
    for (size_t k = 0; needs && k < ARRAY_LEN(names); k++)
        for (size_t i = 0; i < page->n; i++)
            if (page->rows[i].field == form_find(page->form, names[k]) && !*page->rows[i].shown.text)
                return i;
    return page->n;
}
