/* The kinds of fields that are one thing each. */
#include "form_text.h"

#include "entry_line.h"
#include "form_items.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/hours_text.h"
#include "paletti/core/money_text.h"
#include "paletti/core/when.h"

#include <ctype.h>
#include <string.h>

/* A text on its way into a member. */
struct reading {
    const struct texting *texting;
    const struct field *field;
    const struct field_words *words;
    const char *text;
    void *record;
    struct err *err;
};

struct texting texting_init(struct app *app)
{
    struct texting texting = {.app = app, .zone = app_zone(app), .now = app_now(app), .currency = "EUR"};
    const struct house *house;

    if (app_house(app, &house, NULL) == 0 && house->me.currency)
        memcpy(texting.currency, house->me.currency, sizeof texting.currency);
    return texting;
}

static void *member(const struct reading *r)
{
    return field_of(r->field, r->record);
}

static int fail(const struct reading *r, const char *what)
{
    const char *hint = r->words->hint ? _(r->words->hint) : text_hint(r->field);

    return err_set(r->err, _("\"%.60s\" is no %s (%s)"), r->text, what, hint);
}

/* --- dates --- */

static unsigned when_flags(unsigned sort)
{
    return WHEN_AHEAD | (sort & SORT_COMING ? WHEN_COMING : 0u) | (sort & SORT_MIDNIGHT ? WHEN_MIDNIGHT : 0u);
}

/* "2026-03-10" as it stands: also of a date that the zone skipped. */
static int iso_day(const char *text, int32_t *ret)
{
    size_t blanks = strspn(text, " \t");
    char day[CIVIL_DAY_SIZE] = "";

    for (size_t i = 0; i < sizeof day - 1 && text[blanks + i]; i++)
        day[i] = text[blanks + i];
    if (civil_parse_day(day, ret) < 0 || isalnum((unsigned char)text[blanks + sizeof day - 1]))
        return 0;
    return (int)(blanks + sizeof day - 1);
}

int text_day(const struct texting *texting, unsigned sort, const char *text, int32_t *ret, struct err *err)
{
    int64_t at;
    int n = iso_day(text, ret);

    if (n > 0)
        return n;
    n = when_parse_as(text, texting->now, texting->zone, when_flags(sort), &at, err);
    if (n > 0)
        *ret = zone_day(texting->zone, at, NULL);
    return n;
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

static int read_date(const struct reading *r)
{
    int32_t day;
    int n = text_day(r->texting, r->words->sort, r->text, &day, r->err);

    if (n < 0)
        return -1;
    if (n == 0 || !is_blank(r->text + n))
        return fail(r, _("day"));
    *(int32_t *)member(r) = day;
    return 0;
}

static int read_instant(const struct reading *r)
{
    int64_t at;
    int n = when_parse_as(r->text, r->texting->now, r->texting->zone, when_flags(r->words->sort), &at, r->err);

    if (n < 0)
        return -1;
    if (n == 0 || !is_blank(r->text + n))
        return fail(r, _("moment"));
    *(int64_t *)member(r) = at;
    return 0;
}

/* "2026-11-13 17:50" in my zone; an instant that this does not name (the second of two, or with no minute of its own) as
 * records have it. */
static void write_instant(const struct texting *texting, int64_t at, struct str *to)
{
    struct civil civil;
    char buf[CIVIL_INSTANT_SIZE];
    int64_t back;

    zone_civil(texting->zone, at, &civil);
    _cleanup_free_ char *text =
        str_format(civil.second ? "%04d-%02d-%02d %02d:%02d:%02d" : "%04d-%02d-%02d %02d:%02d", civil.year, civil.month,
                   civil.day, civil.hour, civil.minute, civil.second);
    int n = when_parse(text, texting->now, texting->zone, &back, NULL);
    str_add(to, n > 0 && back == at ? text : civil_format_instant(at, buf));
}

/* --- numbers --- */

/* "25m", "2h", "1h30", "90". */
static int read_minutes(const struct reading *r, int64_t *ret)
{
    _cleanup_free_ char *word = mem_string(r->text);
    int64_t minutes;

    for (char *p = word; *p; p++)
        if (isblank((unsigned char)*p))
            memmove(p, p + 1, strlen(p));
    if (number_read(word, 0, ret) == 0)
        return 0;
    minutes = entry_minutes(word);
    if (minutes < 0)
        return fail(r, _("span of time"));
    *ret = minutes;
    return 0;
}

static bool is_unit(const char *word, unsigned sort)
{
    static const struct {
        unsigned sort;
        const char *words;
    } units[] = {
        {SORT_DAYS, " d day days dia dias giorno giorni "},
        {SORT_HOURS, " h hour hours hora horas ora ore "},
        {SORT_MONTHS, " month months mes meses mese mesi "},
    };
    _cleanup_free_ char *folded = text_fold_new(word);
    _cleanup_free_ char *wanted = str_format(" %s ", folded);

    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (sort & units[i].sort && strstr(units[i].words, wanted))
            return true;
    return false;
}

static int read_int(const struct reading *r)
{
    int64_t value;

    if (r->words->sort & SORT_MINUTES)
        return read_minutes(r, member(r));
    size_t len = strspn(r->text, "0123456789 -"), blanks = strspn(r->text + len, " ");
    _cleanup_free_ char *number = mem_string_n(r->text, len);
    const char *unit = r->text + len + blanks;
    if (number_read(number, 0, &value) < 0 || (*unit && !is_unit(unit, r->words->sort)))
        return fail(r, _("whole number"));
    *(int64_t *)member(r) = value;
    return 0;
}

static void write_int(const struct field_words *words, int64_t value, struct str *to)
{
    if (words->sort & SORT_MINUTES && value >= 60)
        str_printf(to, value % 60 ? "%lldh%02lld" : "%lldh", (long long)(value / 60), (long long)(value % 60));
    else if (words->sort & SORT_MINUTES)
        str_printf(to, "%lldm", (long long)value);
    else
        str_printf(to, "%lld", (long long)value);
}

static int read_quantity(const struct reading *r)
{
    return number_read(r->text, 3, member(r)) < 0 ? fail(r, _("quantity")) : 0;
}

static int read_money(const struct reading *r)
{
    struct money money;
    int n = money_read(r->text, r->texting->currency, &money, r->err);

    if (n < 0)
        return -1;
    if (n == 0 || !is_blank(r->text + n))
        return fail(r, _("sum"));
    *(struct money *)member(r) = money;
    return 0;
}

/* --- choices --- */

static int read_flag(const struct reading *r)
{
    if (!word_is_yes(r->text) && !word_is_no(r->text))
        return fail(r, _("answer"));
    if (r->field->kind == FIELD_BOOL)
        *(bool *)member(r) = word_is_yes(r->text);
    else
        *(int8_t *)member(r) = word_is_yes(r->text);
    return 0;
}

static int read_enum(const struct reading *r)
{
    int found = choice_find(r->field->name, r->field->names, r->text, false);
    _cleanup_str_ struct str list = STR_INIT;

    for (size_t i = 0; found < 0 && r->field->names[i]; i++)
        str_printf(&list, "%s%s", i ? ", " : "", choice_word(r->field->name, r->field->names[i]));
    if (found < 0)
        return err_set(r->err, found == -1 ? _("\"%.60s\" is none of: %s") : _("\"%.60s\" may be several of: %s"),
                       r->text, str_text(&list));
    *(int8_t *)member(r) = (int8_t)found;
    return 0;
}

/* --- texts --- */

static char *upper(const char *text)
{
    char *copy = mem_string(text);

    for (char *p = copy; *p; p++)
        *p = (char)toupper((unsigned char)*p);
    return copy;
}

/* "es-ar" and "ES" are languages too. */
static char *language(const char *text)
{
    char *copy = mem_string(text);

    for (size_t i = 0; copy[i]; i++)
        copy[i] = (char)(i < 2 ? tolower((unsigned char)copy[i])
                         : copy[i] == '_' ? '-'
                                          : toupper((unsigned char)copy[i]));
    return copy;
}

/* Without the blanks around it; those of a long text are its own. */
static char *trim(const char *text)
{
    size_t len;

    text += strspn(text, " \t\r\n");
    for (len = strlen(text); len && strchr(" \t\r\n", text[len - 1]);)
        len--;
    return mem_string_n(text, len);
}

/* What no code is called is left to be refused with the others. Owned. */
static char *code_of(const struct reading *r, const char *text)
{
    const char *code = code_named(r->texting->app, r->field->code, text);

    return mem_string(code ? code : text);
}

static int read_text(const struct reading *r)
{
    char **at = member(r);

    if (r->words->sort & SORT_LONG || strchr(r->text, '\n')) {
        *at = mem_string(r->text);
        return 0;
    }
    _cleanup_free_ char *text = trim(r->text);
    const char *channel = r->words->sort & SORT_CHANNEL ? entry_channel(text, NULL) : NULL;
    if (channel)
        *at = mem_string(channel);
    else if (r->field->code)
        *at = code_of(r, text);
    else if (r->field->flags & FIELD_LANGUAGE)
        *at = language(text);
    else if (r->field->flags & (FIELD_COUNTRY | FIELD_CURRENCY))
        *at = upper(text);
    else
        *at = MEM_TAKE(text);
    return 0;
}

/* The name by which a channel is read as itself. */
static void write_channel(const char *channel, struct str *to)
{
    const char *word = words_channel(channel), *back = entry_channel(word, NULL);

    str_add(to, str_equal(back, channel) ? word : channel);
}

static void write_text(const struct field_words *words, const char *text, struct str *to)
{
    if (words->sort & SORT_CHANNEL)
        write_channel(text, to);
    else
        str_add(to, text);
}

/* "madrid", "Buenos Aires" and "europe/rome" as zones are called. */
static bool zone_called(const struct texting *texting, const char *text, struct str *to)
{
    static const char *const regions[] = {"",        "Europe/", "America/", "America/Argentina/", "Africa/",
                                          "Asia/",   "Atlantic/", "Australia/", "Pacific/", "Indian/"};
    _cleanup_free_ char *name = mem_string(text);

    for (char *p = name; *p; p++) {
        bool first = p == name || p[-1] == '/' || p[-1] == '_' || p[-1] == '-';
        *p = (char)(*p == ' ' ? '_' : first ? toupper((unsigned char)*p) : tolower((unsigned char)*p));
    }
    for (size_t i = 0; i < ARRAY_LEN(regions); i++) {
        str_clear(to);
        str_printf(to, "%s%s", regions[i], name);
        if (zones_find(app_zones(texting->app), str_text(to), NULL))
            return true;
    }
    return false;
}

static int read_zone(const struct reading *r)
{
    _cleanup_free_ char *text = trim(r->text);
    _cleanup_str_ struct str name = STR_INIT;
    bool is = zones_find(app_zones(r->texting->app), text, NULL) != NULL;

    if (!is && !zone_called(r->texting, text, &name))
        return fail(r, _("time zone"));
    *(char **)member(r) = is ? MEM_TAKE(text) : str_take(&name);
    return 0;
}

static int read_ref(const struct reading *r)
{
    _cleanup_free_ char *text = trim(r->text);

    if (r->field->model)
        return text_read_ref(r->texting, r->field->model, text, member(r), r->err);
    *(char **)member(r) = MEM_TAKE(text);
    return 0;
}

/* --- hours and windows --- */

static int read_window(const struct reading *r)
{
    static const struct {
        const char *words, *unit;
    } units[] = {
        {" h hour hours hora horas ora ore ", "h"},
        {" d day days dia dias giorno giorni ", "d"},
        {" wd working days dias laborables habiles giorni lavorativi ", "wd"},
        {" oh open hours horas abiertas de atencion ore aperte ", "oh"},
    };
    size_t len = strspn(r->text, " 0123456789");
    _cleanup_free_ char *number = mem_string_n(r->text, len), *unit = trim(r->text + len);
    _cleanup_free_ char *folded = text_fold_new(unit), *wanted = str_format(" %s ", folded);
    const char *word = unit;

    for (size_t i = ARRAY_LEN(units); i-- > 0;)
        if (*folded && strstr(units[i].words, wanted))
            word = units[i].unit;
    _cleanup_free_ char *n = trim(number), *whole = str_format("%s%s", n, word);
    return window_parse(whole, member(r), r->err);
}

static int read_span(const struct reading *r)
{
    return span_read(r->text, member(r), r->err);
}

static int read_hours(const struct reading *r)
{
    return hours_read(r->text, member(r), r->err);
}

/* --- lists --- */

static const char *separators(const struct field_words *words)
{
    return words->sort & SORT_ITEMS ? ";\n" : ",;\n";
}

static int read_texts(const struct reading *r)
{
    const char *at = r->text;
    char *item;
    int result = 0;

    while (result == 0 && item_next(&at, separators(r->words), &item)) {
        _cleanup_free_ char *plain = item_plain(item);
        if (*item && r->field->model) {
            char *ref = NULL;
            result = text_read_ref(r->texting, r->field->model, plain, &ref, r->err);
            if (result == 0)
                texts_add(member(r), ref);
            free(ref);
        } else if (*item) {
            _cleanup_free_ char *code = r->field->code ? code_of(r, plain) : NULL;
            texts_add(member(r), code ? code : plain);
        }
        free(item);
    }
    return result;
}

static void write_texts(const struct field_words *words, const struct texts *texts, struct str *to)
{
    const char *between = separators(words);

    for (size_t i = 0; i < texts->n; i++) {
        if (i)
            str_printf(to, "%c ", *between);
        item_add(to, texts->v[i], between, false);
    }
}

static int read_list(const struct reading *r)
{
    return text_read_list(r->texting, r->field, r->words, r->text, member(r), r->err);
}

static int read_channels(const struct reading *r)
{
    return text_read_channels(r->texting, r->text, member(r), r->err);
}

static int read_nothing(const struct reading *r)
{
    return fail(r, _("text that can stand here"));
}

/* --- all of them --- */

/* DAYS and SPANS stand in lists only, OBJECTs are taken apart by the form. */
int text_read(const struct texting *texting, const struct field *field, const struct field_words *words,
              const char *text, void *record, struct err *err)
{
    static int (*const readers[])(const struct reading *r) = {
        [FIELD_TEXT] = read_text,       [FIELD_REF] = read_ref,           [FIELD_INSTANT] = read_instant,
        [FIELD_DATE] = read_date,       [FIELD_BOOL] = read_flag,         [FIELD_TRI] = read_flag,
        [FIELD_INT] = read_int,         [FIELD_ENUM] = read_enum,         [FIELD_MONEY] = read_money,
        [FIELD_QUANTITY] = read_quantity, [FIELD_ZONE] = read_zone,       [FIELD_WINDOW] = read_window,
        [FIELD_SPAN] = read_span,       [FIELD_SPANS] = read_nothing,     [FIELD_HOURS] = read_hours,
        [FIELD_CHANNELS] = read_channels, [FIELD_TEXTS] = read_texts,     [FIELD_DAYS] = read_nothing,
        [FIELD_LIST] = read_list,       [FIELD_OBJECT] = read_nothing,
    };
    struct reading reading = {texting, field, words, text, record, err};

    if (readers[field->kind](&reading) < 0)
        return -1;
    if (field->flags & FIELD_GIVEN)
        *(bool *)((char *)record + field->given) = true;
    return 0;
}

/* What holds when nothing is given is shown where it is a value; so is a week without hours. */
static bool says_default(const struct field *field)
{
    bool week = field->kind == FIELD_HOURS && field->flags & FIELD_REQUIRED;
    bool counted = field->kind == FIELD_WINDOW || field->kind == FIELD_SPAN;

    return week || field->kind == FIELD_ENUM || field->kind == FIELD_QUANTITY || (counted && field->standard);
}

static struct window window_of(const struct field *field, const void *record)
{
    if (field_absent(field, record))
        return (struct window){(uint16_t)(field->standard / 8), (uint8_t)(field->standard % 8)};
    return *(const struct window *)field_of(field, record);
}

static struct span span_of(const struct field *field, const void *record)
{
    if (field_absent(field, record))
        return (struct span){(int16_t)(field->standard / 2048), (int16_t)(field->standard % 2048)};
    return *(const struct span *)field_of(field, record);
}

void text_write(const struct texting *texting, const struct field *field, const struct field_words *words,
                const void *record, struct str *to)
{
    const void *at = field_of(field, record);
    char day[CIVIL_DAY_SIZE], window[WINDOW_SIZE], span[SPAN_SIZE];

    if (field_absent(field, record) && !says_default(field))
        return;
    switch ((enum field_kind)field->kind) {
    case FIELD_TEXT:
    case FIELD_ZONE:
        write_text(words, *(char *const *)at, to);
        break;
    case FIELD_REF:
        text_write_ref(texting, field->model, *(char *const *)at, to);
        break;
    case FIELD_INSTANT:
        write_instant(texting, field_number(field, record), to);
        break;
    case FIELD_DATE:
        str_add(to, civil_format_day((int32_t)field_number(field, record), day));
        break;
    case FIELD_BOOL:
    case FIELD_TRI:
        str_add(to, field_number(field, record) > 0 ? _("yes") : _("no"));
        break;
    case FIELD_INT:
        write_int(words, field_number(field, record), to);
        break;
    case FIELD_ENUM:
        if (field_number(field, record) >= 0)
            str_add(to, choice_word(field->name, field->names[field_number(field, record)]));
        break;
    case FIELD_MONEY:
        money_text(to, *(const struct money *)at);
        break;
    case FIELD_QUANTITY:
        if (field_number(field, record))
            quantity_format(to, field_number(field, record));
        break;
    case FIELD_WINDOW:
        str_add(to, window_format(window_of(field, record), window));
        break;
    case FIELD_SPAN:
        str_add(to, span_format(span_of(field, record), span));
        break;
    case FIELD_HOURS:
        hours_text(to, at);
        break;
    case FIELD_CHANNELS:
        text_write_channels(at, to);
        break;
    case FIELD_TEXTS:
        write_texts(words, at, to);
        break;
    case FIELD_LIST:
        text_write_list(texting, field, words, at, to);
        break;
    case FIELD_SPANS:
    case FIELD_DAYS:
    case FIELD_OBJECT:
        break;
    }
}
