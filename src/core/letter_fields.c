#include "letter_inside.h"

#include "paletti/base/mem.h"

#include <string.h>

static void field_clear(struct letter_field *field)
{
    if (field->type == LETTER_TEXT || field->type == LETTER_CHANNEL)
        free(field->text);
    else if (field->type == LETTER_LIST)
        texts_clear(&field->list);
    if (field->type != LETTER_ROWS)
        return;
    for (size_t i = 0; i < field->rows.n; i++)
        letter_fields_clear(&field->rows.v[i]);
    free(field->rows.v);
}

void letter_fields_clear(struct letter_fields *fields)
{
    for (size_t i = 0; i < fields->n; i++) {
        field_clear(&fields->v[i]);
        free(fields->v[i].name);
    }
    free(fields->v);
    *fields = (struct letter_fields){0};
}

const struct letter_field *letter_find(const struct letter_fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->n; i++)
        if (str_equal(fields->v[i].name, name))
            return &fields->v[i];
    return NULL;
}

bool letter_given(const struct letter_fields *fields, const char *name)
{
    return letter_find(fields, name) != NULL;
}

int32_t letter_date(const struct letter_fields *fields, const char *name)
{
    const struct letter_field *field = letter_find(fields, name);

    return field && field->type == LETTER_DATE ? (int32_t)field->number : DAY_NONE;
}

const char *letter_text(const struct letter_fields *fields, const char *name)
{
    const struct letter_field *field = letter_find(fields, name);

    return field && field->type == LETTER_TEXT ? field->text : NULL;
}

/* Nothing of its value is set yet. */
static struct letter_field *place_of(struct letter_fields *fields, const char *name, enum letter_type type)
{
    struct letter_field *field = (struct letter_field *)letter_find(fields, name);

    if (field) {
        field_clear(field);
    } else {
        MEM_GROW(fields->v, fields->n, fields->cap);
        field = &fields->v[fields->n++];
        field->name = mem_string(name);
    }
    field->type = type;
    field->words = false;
    return field;
}

void letter_put_text(struct letter_fields *fields, const char *name, const char *text)
{
    if (text && *text)
        place_of(fields, name, LETTER_TEXT)->text = mem_string(text);
}

void letter_put_channel(struct letter_fields *fields, const char *name, const char *channel)
{
    if (channel && *channel)
        place_of(fields, name, LETTER_CHANNEL)->text = mem_string(channel);
}

void letter_put_date(struct letter_fields *fields, const char *name, int32_t day)
{
    if (day != DAY_NONE)
        place_of(fields, name, LETTER_DATE)->number = day;
}

void letter_put_instant(struct letter_fields *fields, const char *name, int64_t at)
{
    if (at != INSTANT_NONE)
        place_of(fields, name, LETTER_INSTANT)->number = at;
}

void letter_put_sum(struct letter_fields *fields, const char *name, struct money sum)
{
    if (*sum.currency)
        place_of(fields, name, LETTER_SUM)->sum = sum;
}

void letter_put_count(struct letter_fields *fields, const char *name, int64_t thousandths)
{
    place_of(fields, name, LETTER_COUNT)->number = thousandths;
}

void letter_put_item(struct letter_fields *fields, const char *name, const char *item)
{
    struct letter_field *field = (struct letter_field *)letter_find(fields, name);

    if (!item || !*item)
        return;
    if (!field || field->type != LETTER_LIST) {
        field = place_of(fields, name, LETTER_LIST);
        field->list = (struct texts){0};
    }
    texts_add(&field->list, item);
}

struct letter_fields *letter_put_row(struct letter_fields *fields, const char *name)
{
    struct letter_field *field = (struct letter_field *)letter_find(fields, name);

    if (!field || field->type != LETTER_ROWS) {
        field = place_of(fields, name, LETTER_ROWS);
        memset(&field->rows, 0, sizeof field->rows);
    }
    MEM_GROW(field->rows.v, field->rows.n, field->rows.cap);
    field->rows.v[field->rows.n] = (struct letter_fields){0};
    return &field->rows.v[field->rows.n++];
}

/* --- somebody's own words --- */

static void mark_words(struct letter_fields *fields, const char *name)
{
    struct letter_field *field = (struct letter_field *)letter_find(fields, name);

    if (field)
        field->words = true;
}

void letter_put_words(struct letter_fields *fields, const char *name, const char *words)
{
    if (!words || !*words)
        return;
    letter_put_text(fields, name, words);
    mark_words(fields, name);
}

void letter_put_words_item(struct letter_fields *fields, const char *name, const char *words)
{
    letter_put_item(fields, name, words);
    mark_words(fields, name);
}

static void hide(char **words)
{
    free(*words);
    *words = mem_string("-");
}

void letter_hide_words(struct letter_fields *fields)
{
    for (size_t i = 0; i < fields->n; i++) {
        struct letter_field *field = &fields->v[i];
        if (field->words && field->type == LETTER_TEXT)
            hide(&field->text);
        for (size_t j = 0; field->words && field->type == LETTER_LIST && j < field->list.n; j++)
            hide(&field->list.v[j]);
        for (size_t j = 0; field->type == LETTER_ROWS && j < field->rows.n; j++)
            letter_hide_words(&field->rows.v[j]);
    }
}

/* --- fields of others --- */

static void copy_value(struct letter_field *to, const struct letter_field *from)
{
    char *name = to->name;

    *to = *from;
    to->name = name;
    if (from->type == LETTER_TEXT || from->type == LETTER_CHANNEL)
        to->text = mem_string(from->text);
    if (from->type == LETTER_LIST)
        to->list = (struct texts){0};
    for (size_t i = 0; from->type == LETTER_LIST && i < from->list.n; i++)
        texts_add(&to->list, from->list.v[i]);
    if (from->type == LETTER_ROWS)
        memset(&to->rows, 0, sizeof to->rows);
}

void letter_put_all(struct letter_fields *to, const struct letter_fields *from)
{
    for (size_t i = 0; i < from->n; i++) {
        const struct letter_field *field = &from->v[i];
        copy_value(place_of(to, field->name, field->type), field);
        for (size_t j = 0; field->type == LETTER_ROWS && j < field->rows.n; j++)
            letter_put_all(letter_put_row(to, field->name), &field->rows.v[j]);
    }
}

void letter_put_week(struct letter_fields *fields, const char *name, const struct hours *hours)
{
    if (!hours_empty(hours))
        place_of(fields, name, LETTER_WEEK)->hours = hours;
}

void letter_put_window(struct letter_fields *fields, const char *name, struct window window)
{
    if (window.n)
        place_of(fields, name, LETTER_WINDOW)->window = window;
}

const char *letter_key(const struct letter_field *field, const struct locale *locale)
{
    static const char *const units[] = {
        [WINDOW_H] = "h", [WINDOW_D] = "d", [WINDOW_WD] = "wd", [WINDOW_OH] = "oh"};

    switch (field->type) {
    case LETTER_TEXT:
    case LETTER_CHANNEL:
        return field->text;
    case LETTER_COUNT:
        return plural_names[locale_plural(locale, field->number)];
    case LETTER_LIST:
        return plural_names[field->list.n == 1 ? PLURAL_ONE : PLURAL_OTHER];
    case LETTER_ROWS:
        return plural_names[field->rows.n == 1 ? PLURAL_ONE : PLURAL_OTHER];
    case LETTER_WINDOW:
        return units[field->window.unit];
    default:
        return NULL;
    }
}

/* --- values --- */

enum value_form {
    FORM_DATE,
    FORM_AT,
    FORM_MINUTE,
    FORM_ARTICLE,
    FORM_AND,
    FORM_OR,
    FORM_NAME,
};

static const struct form_row {
    const char *name;
    enum value_form form;
    int which; /* enum date_form or article */
    unsigned parts;
} forms[] = {
    {"on", FORM_DATE, DATE_ON, 0},
    {"of", FORM_DATE, DATE_OF, 0}, /* of a text: with its article */
    {"by", FORM_DATE, DATE_BY, 0},
    {"from", FORM_DATE, DATE_FROM, 0},
    {"until", FORM_DATE, DATE_UNTIL, 0},
    {"weekday", FORM_DATE, DATE_BARE, DATE_WEEKDAY},
    {"on_weekday", FORM_DATE, DATE_ON, DATE_WEEKDAY},
    {"of_weekday", FORM_DATE, DATE_OF, DATE_WEEKDAY},
    {"by_weekday", FORM_DATE, DATE_BY, DATE_WEEKDAY},
    {"from_weekday", FORM_DATE, DATE_FROM, DATE_WEEKDAY},
    {"until_weekday", FORM_DATE, DATE_UNTIL, DATE_WEEKDAY},
    {"year", FORM_DATE, DATE_BARE, DATE_YEAR},
    {"at", FORM_AT, 0, 0},
    {"minute", FORM_MINUTE, 0, 0},
    {"the", FORM_ARTICLE, ARTICLE_THE, 0},
    {"to", FORM_ARTICLE, ARTICLE_TO, 0},
    {"and", FORM_AND, 0, 0},
    {"or", FORM_OR, 0, 0},
    {"name", FORM_NAME, 0, 0},
};
static const struct form_row of_noun = {"of", FORM_ARTICLE, ARTICLE_OF, 0};

static const struct form_row *form_of(const char *form)
{
    for (size_t i = 0; form && i < ARRAY_LEN(forms); i++)
        if (strcmp(forms[i].name, form) == 0)
            return &forms[i];
    return NULL;
}

bool letter_form_known(const char *form)
{
    return form_of(form) != NULL;
}

static int year_of(int32_t day)
{
    struct civil date;

    civil_of_day(day, &date);
    return date.year;
}

static void write_date(int32_t day, const struct form_row *form, const struct letter_setting *setting,
                       struct str *to)
{
    unsigned parts = form ? form->parts : 0;

    if (year_of(day) != year_of(setting->today))
        parts |= DATE_YEAR;
    locale_date(setting->locale, to, day, form ? (enum date_form)form->which : DATE_BARE, parts);
}

static void write_instant(int64_t at, const struct form_row *form, const struct letter_setting *setting,
                          struct str *to)
{
    int32_t second, day = zone_day(setting->zone, at, &second);

    if (form && form->form == FORM_AT)
        locale_at_minute(setting->locale, to, second / 60);
    else if (form && form->form == FORM_MINUTE)
        locale_minute(setting->locale, to, second / 60);
    else
        write_date(day, form, setting, to);
}

static void write_text(const char *text, const struct form_row *form, const struct locale *locale,
                       struct str *to)
{
    if (form && form->form == FORM_DATE && form->which == DATE_OF)
        form = &of_noun;
    if (form && form->form == FORM_ARTICLE) {
        locale_article(locale, to, text, (enum article)form->which);
        return;
    }
    if (form && (form->form == FORM_AND || form->form == FORM_OR))
        str_printf(to, "%s ", form->form == FORM_AND ? locale_and(locale, text) : locale_or(locale, text));
    str_add(to, text);
}

/* Items that have commas of their own are told apart by semicolons. */
static void write_list(const struct texts *list, bool or, const struct locale *locale, struct str *to)
{
    bool commas = false;

    for (size_t i = 0; i < list->n; i++)
        commas |= strchr(list->v[i], ',') != NULL;
    if (!commas) {
        locale_join(locale, to, (const char *const *)list->v, list->n, or);
        return;
    }
    for (size_t i = 0; i < list->n; i++)
        str_printf(to, "%s%s", i ? "; " : "", list->v[i]);
}

void letter_write_value(const struct letter_field *field, const char *name,
                        const struct letter_setting *setting, struct str *to)
{
    const struct form_row *form = form_of(name);
    const struct locale *locale = setting->locale;

    switch (field->type) {
    case LETTER_TEXT:
        write_text(field->text, form, locale, to);
        break;
    case LETTER_CHANNEL:
        if (form && form->form == FORM_NAME)
            str_add(to, locale_channel(locale, field->text));
        else
            locale_by_channel(locale, to, field->text);
        break;
    case LETTER_DATE:
        write_date((int32_t)field->number, form, setting, to);
        break;
    case LETTER_INSTANT:
        write_instant(field->number, form, setting, to);
        break;
    case LETTER_SUM:
        locale_sum(locale, to, field->sum);
        break;
    case LETTER_COUNT:
        locale_number(locale, to, field->number);
        break;
    case LETTER_LIST:
        write_list(&field->list, form && form->form == FORM_OR, locale, to);
        break;
    case LETTER_WEEK:
        locale_week(locale, to, field->hours);
        break;
    case LETTER_WINDOW:
        locale_window(locale, to, field->window);
        break;
    case LETTER_ROWS:
        break;
    }
}
