/* Typing in a row of a rule page. */
#include "rule_inside.h"

#include "form_items.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

static void join(struct str *to, const char *text)
{
    if (!is_blank(text))
        str_printf(to, "%s%s", to->len > 0 ? "; " : "", text);
}

/* The list with TEXT in the place of its item; the one behind the last is a new one. */
static void list_with(const struct rule_page *page, const struct page_row *row, const char *text, struct str *to)
{
    int n = (int)rule_items(page, row->field);

    for (int i = 0; i < n; i++) {
        _cleanup_str_ struct str item = STR_INIT;
        if (i != row->item)
            rule_item_text(page, row->field, i, &item);
        join(to, i == row->item ? text : str_text(&item));
    }
    if (row->item == n)
        join(to, text);
}

static const struct channels *own_channels(const struct rule_page *page)
{
    return field_of(page->form->rows[form_find(page->form, "channels")].field, page->form->record);
}

/* Behind the channel's name, where TEXT repeats it: "phone contact" in the row of the phone. */
static const char *without_name(const char *channel, const char *text)
{
    const char *names[] = {channel, words_channel(channel)};

    text += strspn(text, " \t\"");
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_starts(text, names[i]) && strchr(" \t\"", text[strlen(names[i])]))
            return text + strlen(names[i]) + strspn(text + strlen(names[i]), " \t\"");
    return text;
}

/* The channels with TEXT said of the row's. */
static void channels_with(const struct rule_page *page, const struct page_row *row, const char *text, struct str *to)
{
    const struct channels *own = own_channels(page);
    struct str said = STR_INIT;
    bool done = false;

    if (row->channel && !is_blank(without_name(row->channel, text))) {
        item_add(&said, row->channel, ";,", true);
        str_printf(&said, " %s", without_name(row->channel, text));
    } else if (!row->channel) {
        str_add(&said, text);
    }
    for (size_t i = 0; i < own->n; i++) {
        _cleanup_str_ struct str item = STR_INIT;
        struct channels one = {&own->v[i], 1};
        bool replaced = row->channel && str_equal(own->v[i].name, row->channel);
        if (!replaced)
            text_write_channels(&one, &item);
        join(to, replaced ? str_text(&said) : str_text(&item));
        done |= replaced;
    }
    if (!done)
        join(to, str_text(&said));
    str_done(&said);
}

static bool is_list(const struct rule_page *page, const struct page_row *row)
{
    return row->item >= 0 && page->form->rows[row->field].field->kind == FIELD_LIST;
}

static bool is_channel(const struct rule_page *page, const struct page_row *row)
{
    return row->field == form_find(page->form, "channels");
}

/* The whole field's text with TEXT in the row. */
static void field_with(const struct rule_page *page, const struct page_row *row, const char *text, struct str *to)
{
    if (is_list(page, row))
        list_with(page, row, text, to);
    else if (is_channel(page, row))
        channels_with(page, row, text, to);
    else
        str_add(to, text);
}

int rule_page_set(struct rule_page *page, size_t i, const char *text, struct err *err)
{
    const struct page_row *row = &page->rows[i];
    _cleanup_str_ struct str whole = STR_INIT;

    if (row->shown.fixed || (row->shown.adds && is_blank(text)))
        return 0;
    field_with(page, row, text, &whole);
    return rule_page_put(page, row->field, str_text(&whole), err);
}

/* The next one of when a channel may be used; back at what is built in, nothing is said any more. */
static void turn_channel(struct rule_page *page, size_t i, int by)
{
    static const char *const words[] = {"any", "contact", "never"};
    const struct page_row *row = &page->rows[i];
    const struct channel *own;
    struct channel_terms terms = rule_channel(page, row->channel, &own), builtin = channel_builtin(row->channel);
    enum channel_hours hours = (enum channel_hours)(((int)terms.hours + by + 3) % 3);
    _cleanup_str_ struct str text = STR_INIT;

    if (page->exception)
        builtin = channels_apply(&page->base.channels, row->channel, builtin);
    if (hours != builtin.hours)
        str_add(&text, words[hours]);
    if (own && own->grade >= 0)
        str_printf(&text, " %c", 'A' + own->grade);
    rule_page_set(page, i, str_text(&text), NULL);
}

bool rule_page_turn(struct rule_page *page, size_t i, int by)
{
    const struct page_row *row = &page->rows[i];

    if (row->channel) {
        turn_channel(page, i, by);
        return true;
    }
    if (row->field >= page->form->n || form_field(page->form, row->field)->kind != FORM_CHOICE)
        return false;
    const char *const *choices = form_field(page->form, row->field)->choices;
    int n = 0, at = 0;
    for (; choices[n]; n++)
        if (str_equal(choices[n], row->shown.text))
            at = n;
    rule_page_set(page, i, choices[(at + by + n) % n], NULL);
    return true;
}

int rule_page_preview(struct rule_page *page, size_t i, const char *text, struct str *to, struct err *err)
{
    const struct page_row *row = &page->rows[i];
    size_t field = row->field;
    _cleanup_str_ struct str whole = STR_INIT;
    _cleanup_free_ char *before = NULL;
    bool list = is_list(page, row);

    if (row->shown.fixed)
        return 0;
    field_with(page, row, list ? "" : text, &whole);
    if (list) { /* the item alone: how it is understood is not hidden among the others */
        str_clear(&whole);
        str_add(&whole, text);
    }
    before = mem_string(form_text(page->form, field));
    int r = form_set(page->form, field, str_text(&whole), err);
    const struct field *of = page->form->rows[field].field;
    if (r == 0 && list)
        words_dates(page->app, to, of, field_of(of, page->form->record));
    else if (r == 0 && !is_channel(page, row))
        form_meaning(page->form, field, to);
    form_set(page->form, field, before, NULL);
    return r;
}
