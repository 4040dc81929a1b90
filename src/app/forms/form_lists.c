/* Fields of several parts: closed dates, special days, extra hours, milestones, channels. */
#include "form_text.h"

#include "entry_line.h"
#include "form_items.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/agreement.h"
#include "paletti/core/hours_text.h"
#include "paletti/core/money_text.h"
#include "paletti/core/rule.h"

#include <string.h>

/* An item of a list, both ways. CAREFUL: in quotation marks whatever could be read as something else. */
struct item_kind {
    const char *model;
    int (*read)(const struct texting *texting, unsigned sort, const char *item, void *record, struct err *err);
    void (*write)(const void *record, bool careful, struct str *to);
};

static const char *skip(const char *text)
{
    return text + strspn(text, " \t\r\n");
}

static char *label_of(const char *text)
{
    text = skip(text);
    return *text ? item_plain(text) : NULL;
}

static void write_label(const char *label, bool careful, struct str *to)
{
    if (!label)
        return;
    str_add_char(to, ' ');
    item_add(to, label, ";", careful);
}

static void write_day(int32_t day, struct str *to)
{
    char buf[CIVIL_DAY_SIZE];

    str_add(to, civil_format_day(day, buf));
}

static int no_day(const char *item, struct err *err)
{
    return err_set(err, _("\"%.60s\" begins with no day; write one such as 2026-12-24"), item);
}

/* --- closed dates: "2026-12-24..2027-01-06 holiday Christmas" --- */

/* Behind what stands between two days: "..", "-", "to", "al", "fino al"; or TEXT. */
static const char *behind_range(const char *text)
{
    static const char *const signs[] = {"...", "..", "…", "–", "—", "-"};
    static const char *const words[] = {"to ", "until ", "al ", "a ", "hasta el ", "hasta ", "fino al ", "fino a "};
    const char *s = skip(text);

    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (str_starts(s, signs[i]))
            return skip(s + strlen(signs[i]));
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_starts(s, words[i]))
            return skip(s + strlen(words[i]));
    return text;
}

/* The last day is the next such one after the first. */
static int read_range(const struct texting *texting, unsigned sort, const char **at, struct closed *closed,
                      struct err *err)
{
    struct texting after = *texting;
    int n = text_day(texting, sort, *at, &closed->from, err);
    if (n <= 0)
        return n < 0 ? -1 : no_day(*at, err);
    *at += n;
    closed->to = closed->from;
    const char *behind = behind_range(*at);
    if (behind == *at)
        return 0;
    after.now = zone_day_start(texting->zone, closed->from);
    n = text_day(&after, sort, behind, &closed->to, err);
    if (n < 0)
        return -1;
    *at = n ? behind + n : *at;
    return closed->to >= closed->from ? 0 : err_set(err, _("\"%.60s\": the last day is before the first one"), *at);
}

static int read_closed(const struct texting *texting, unsigned sort, const char *item, void *record, struct err *err)
{
    const struct field *kind = model_field(model_field(&model_rule, "closed")->model, "kind");
    struct closed *closed = record;
    const char *at = item;

    if (read_range(texting, sort, &at, closed, err) < 0)
        return -1;
    at = skip(at);
    size_t len = strcspn(at, " \t");
    _cleanup_free_ char *word = mem_string_n(at, len);
    int found = len >= 4 && *at != '"' ? choice_find("kind", kind->names, word, true) : -1;
    if (found >= 0) {
        closed->kind = (int8_t)found;
        at += len;
    }
    closed->label = label_of(at);
    return 0;
}

static void write_closed(const void *record, bool careful, struct str *to)
{
    const struct closed *closed = record;

    write_day(closed->from, to);
    if (closed->to != closed->from) {
        str_add(to, "..");
        write_day(closed->to, to);
    }
    if (closed->kind == CLOSED_HOLIDAY)
        str_printf(to, " %s", choice_word("kind", "holiday"));
    write_label(closed->label, careful, to);
}

/* --- special days: "2026-12-24 09:30-12:00 Christmas Eve" --- */

static int read_special(const struct texting *texting, unsigned sort, const char *item, void *record, struct err *err)
{
    struct special *special = record;
    int n = text_day(texting, sort | SORT_MIDNIGHT, item, &special->on, err);

    if (n <= 0)
        return n < 0 ? -1 : no_day(item, err);
    item += n + (item[n] == ':');
    n = spans_read(item, &special->hours, err);
    if (n <= 0)
        return n < 0 ? -1
                     : err_set(err, _("the hours of that day are missing; write them such as 09:30-12:00, or closed"));
    special->label = label_of(item + n);
    return 0;
}

static void write_special(const void *record, bool careful, struct str *to)
{
    const struct special *special = record;

    write_day(special->on, to);
    str_add_char(to, ' ');
    spans_text(to, &special->hours);
    write_label(special->label, careful, to);
}

/* --- extra hours: "tue,thu 21:00-22:00" --- */

static int read_extra(const struct texting *texting _unused_, unsigned sort _unused_, const char *item, void *record,
                      struct err *err)
{
    struct extra *extra = record;
    int n = days_read(item, &extra->days, err);

    if (n < 0)
        return -1;
    if (n == 0)
        return err_set(err, _("\"%.60s\" begins with no weekday; write such hours as tue,thu 21:00-22:00"), item);
    item += n;
    n = spans_read(item, &extra->hours, err);
    if (n < 0)
        return -1;
    if (!extra->hours.n || *skip(item + n))
        return err_set(err, _("\"%.60s\" are no hours; write such hours as tue,thu 21:00-22:00"), skip(item));
    return 0;
}

static void write_extra(const void *record, bool careful _unused_, struct str *to)
{
    const struct extra *extra = record;

    days_text(to, extra->days);
    str_add_char(to, ' ');
    spans_text(to, &extra->hours);
}

/* --- milestones: "draft 2026-12-01 30%" --- */

/* Where the last word of TEXT's LEN bytes begins. */
static size_t last_word(const char *text, size_t len)
{
    while (len && text[len - 1] != ' ')
        len--;
    return len;
}

static size_t without_blanks(const char *text, size_t len)
{
    while (len && strchr(" \t,", text[len - 1]))
        len--;
    return len;
}

/* The share that ends TEXT, cut off its *LEN bytes. */
static int take_share(const char *text, size_t *len, int64_t *ret, struct err *err)
{
    if (!*len || text[*len - 1] != '%')
        return 0;
    size_t from = last_word(text, *len - 1);
    _cleanup_free_ char *number = mem_string_n(text + from, *len - 1 - from);
    if (number_read(number, 1, ret) < 0)
        return err_set(err, _("\"%s%%\" is no share; write one such as 30%%"), number);
    *len = without_blanks(text, from);
    return 0;
}

/* The day that ends TEXT, cut off its *LEN bytes: the longest that is one. */
static void take_last_day(const struct texting *texting, unsigned sort, const char *text, size_t *len, int32_t *ret)
{
    for (size_t from = 0; from < *len; from++) {
        int32_t day;
        if (from && text[from - 1] != ' ')
            continue;
        _cleanup_free_ char *words = mem_string_n(text + from, *len - from);
        int n = text_day(texting, sort, words, &day, NULL);
        if (n <= 0 || words[n])
            continue;
        *ret = day;
        *len = without_blanks(text, from);
        return;
    }
}

static int read_milestone(const struct texting *texting, unsigned sort, const char *item, void *record,
                          struct err *err)
{
    struct milestone *milestone = record;
    const char *at = item;
    char *what = NULL;
    bool quoted = false;

    if (*item == '"' && item_word(&at, &what, &quoted))
        milestone->what = what;
    at = skip(at);
    size_t len = strlen(at);
    if (take_share(at, &len, &milestone->share, err) < 0)
        return -1;
    take_last_day(texting, sort, at, &len, &milestone->on);
    if (!quoted && len)
        milestone->what = mem_string_n(at, len);
    else if (len)
        return err_set(err, _("\"%.60s\" is no day; write milestones such as draft 2026-12-01 30%%"), at);
    return 0;
}

static void write_milestone(const void *record, bool careful, struct str *to)
{
    const struct milestone *milestone = record;
    size_t from = to->len;

    if (milestone->what)
        item_add(to, milestone->what, ";", careful);
    if (milestone->on != DAY_NONE) {
        if (to->len > from)
            str_add_char(to, ' ');
        write_day(milestone->on, to);
    }
    if (milestone->share) {
        str_printf(to, to->len > from ? " %lld" : "%lld", (long long)milestone->share / 10);
        str_printf(to, milestone->share % 10 ? ".%lld%%" : "%%", (long long)milestone->share % 10);
    }
    if (to->len == from)
        str_add(to, "0%");
}

/* --- all of them --- */

static int read_person(const struct texting *texting _unused_, unsigned sort _unused_, const char *item, void *record,
                       struct err *err)
{
    return text_read_person(item, record, err);
}

static const struct item_kind kinds[] = {
    {"closed", read_closed, write_closed},
    {"special", read_special, write_special},
    {"extra", read_extra, write_extra},
    {"milestones", read_milestone, write_milestone},
    {"people", read_person, text_write_person},
};

static const struct item_kind *find_kind(const struct model *model)
{
    const struct item_kind *kind = kinds;

    while (!str_equal(kind->model, model->type))
        kind++;
    return kind;
}

int text_read_list(const struct texting *texting, const struct field *field, const struct field_words *words,
                   const char *text, struct list *list, struct err *err)
{
    const struct item_kind *kind = find_kind(field->model);
    _cleanup_free_ char *folded = text_fold_new(skip(text));
    char *item;

    /* A list that is given, and empty. */
    if (field->flags & FIELD_GIVEN && (str_equal(folded, "none") || str_equal(folded, _("none"))))
        return 0;
    while (item_next(&text, ";\n", &item)) {
        int r = 0;
        if (*item) {
            void *record = list_add(list, field->model->size);
            model_init(field->model, record);
            r = kind->read(texting, words->sort, item, record, err);
        }
        free(item);
        if (r < 0)
            return -1;
    }
    return 0;
}

/* Whether TEXT ends where it does when another item follows. */
static bool stands_alone(const char *text)
{
    _cleanup_free_ char *followed = str_format("%s;", text);
    const char *at = followed;
    char *item;

    if (!item_next(&at, ";\n", &item))
        return false;
    bool same = !*at && str_equal(item, text);
    free(item);
    return same;
}

/* Whether TEXT is read as RECORD. */
static bool reads_back(const struct texting *texting, const struct field *field, const struct field_words *words,
                       const char *text, const void *record)
{
    struct list list = {0};

    bool same = stands_alone(text) && text_read_list(texting, field, words, text, &list, NULL) == 0 && list.n == 1 &&
                model_equal(field->model, list.v, record);
    for (size_t i = 0; i < list.n; i++)
        model_clear(field->model, (char *)list.v + i * field->model->size);
    free(list.v);
    return same;
}

void text_write_list(const struct texting *texting, const struct field *field, const struct field_words *words,
                     const struct list *list, struct str *to)
{
    const struct item_kind *kind = find_kind(field->model);

    for (size_t i = 0; i < list->n; i++) {
        const void *record = (const char *)list->v + i * field->model->size;
        _cleanup_str_ struct str item = STR_INIT;
        kind->write(record, false, &item);
        if (!reads_back(texting, field, words, str_text(&item), record)) {
            str_clear(&item);
            kind->write(record, true, &item);
        }
        str_printf(to, "%s%s", i ? "; " : "", str_text(&item));
    }
    if (!list->n)
        str_add(to, _("none"));
}

/* --- channels: "whatsapp never; phone contact; portal any B" --- */

static const struct {
    enum channel_hours hours;
    const char *word, *others;
} hours_words[] = {
    {CHANNEL_ANY, N_("any"), " any always siempre sempre "},
    {CHANNEL_CONTACT, NC_("channel hours", "contact"), " contact contacto contatto hours horario orari "},
    {CHANNEL_NEVER, N_("never"), " never nunca mai no "},
};

/* Whether WORD says something of a channel rather than its name. */
static bool take_terms(const char *word, struct channel *channel)
{
    _cleanup_free_ char *folded = text_fold_new(word), *wanted = str_format(" %s ", folded);

    if (!*folded)
        return false;
    if (!folded[1] && *folded >= 'a' && *folded <= 'd' && channel->grade < 0) {
        channel->grade = *folded - 'a';
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(hours_words) && channel->hours < 0; i++) {
        if (!strstr(hours_words[i].others, wanted) && strcmp(i18n_word(hours_words[i].word), word) != 0)
            continue;
        channel->hours = (int)hours_words[i].hours;
        return true;
    }
    return false;
}

static int read_channel(const char *item, struct channel *channel, struct err *err)
{
    size_t len = strlen(item);

    *channel = (struct channel){.grade = -1, .hours = -1};
    for (;;) {
        size_t from = last_word(item, len);
        _cleanup_free_ char *word = mem_string_n(item + from, len - from);
        if (!from || strchr(word, '"') || !take_terms(word, channel))
            break;
        len = without_blanks(item, from);
    }
    _cleanup_free_ char *name = mem_string_n(item, len), *plain = item_plain(name);
    const char *known = *name == '"' ? NULL : entry_channel(plain, NULL);
    channel->name = mem_string(known ? known : plain);
    if (channel->grade < 0 && channel->hours < 0 && *name != '"')
        return err_set(err, _("\"%.60s\": what about it? Write never, contact or any behind a channel, or a grade from A to D"),
                       item);
    return 0;
}

int text_read_channels(const struct texting *texting _unused_, const char *text, struct channels *channels,
                       struct err *err)
{
    char *item;
    int r = 0;

    while (r == 0 && item_next(&text, ";,\n", &item)) {
        if (*item) {
            channels->v = mem_resize(channels->v, channels->n + 1, sizeof *channels->v);
            struct channel *channel = &channels->v[channels->n++];
            r = read_channel(item, channel, err);
            for (size_t i = 0; r == 0 && i + 1 < channels->n; i++)
                if (str_equal(channels->v[i].name, channel->name))
                    r = err_set(err, _("\"%.60s\" stands twice; say everything about a channel at once"), item);
        }
        free(item);
    }
    return r;
}

static void write_channel(const struct channel *channel, struct str *to)
{
    const char *word = words_channel(channel->name);
    bool known = str_equal(entry_channel(word, NULL), channel->name), silent = channel->grade < 0 && channel->hours < 0;
    struct channel last = {.grade = -1, .hours = -1};
    size_t end = last_word(channel->name, strlen(channel->name));
    bool misread = !known && (take_terms(channel->name + end, &last) || entry_channel(channel->name, NULL));

    item_add(to, known && !silent ? word : channel->name, ";,", silent || misread);
    if (channel->hours >= 0)
        str_printf(to, " %s", i18n_word(hours_words[channel->hours].word));
    if (channel->grade >= 0)
        str_printf(to, " %c", 'A' + channel->grade);
}

void text_write_channels(const struct channels *channels, struct str *to)
{
    for (size_t i = 0; i < channels->n; i++) {
        if (i)
            str_add(to, "; ");
        write_channel(&channels->v[i], to);
    }
}
