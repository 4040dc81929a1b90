/* An exception on one line: "window 5d until 30 nov because of the move". */
#include "paletti/app/exceptions.h"

#include "entry_line.h"
#include "exception_words.h"
#include "form_items.h"
#include "rule_inside.h"

#include "paletti/app/form.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/hours_text.h"
#include "paletti/core/week.h"

#include <string.h>

static const char because_words[] = " because porque perche since wegen ";
static const char until_words[] = " until till hasta fino entro ";
static const char from_words[] = " from desde dal dall da de del ";

/* --- words --- */

static const char *skip(const char *text)
{
    return text + strspn(text, " \t,");
}

/* The word at TEXT, folded; *RET_LEN: its bytes. Owned. */
static char *word_at(const char *text, size_t *ret_len)
{
    *ret_len = strcspn(text, " \t,;:");
    _cleanup_free_ char *word = mem_string_n(text, *ret_len);
    return text_fold_new(word);
}

static bool is_among(const char *word, const char *words)
{
    _cleanup_free_ char *wanted = str_format(" %s ", word);

    return *word && strstr(words, wanted) != NULL;
}

/* Behind the first word of TEXT where that is one of WORDS; else NULL. */
static const char *behind_word(const char *text, const char *words)
{
    size_t len;
    _cleanup_free_ char *word = word_at(text, &len);

    return is_among(word, words) ? skip(text + len) : NULL;
}

/* Where one of WORDS stands in TEXT; NULL: nowhere. */
static const char *find_word(const char *text, const char *words)
{
    for (const char *at = skip(text); *at;) {
        size_t len;
        _cleanup_free_ char *word = word_at(at, &len);
        if (is_among(word, words))
            return at;
        at = skip(at + (len ? len : 1));
    }
    return NULL;
}

/* --- what --- */

struct reader {
    struct rule_page *page;
    char *away; /* "away": what stands behind it, to be read when the dates are known */
    struct err *err;
};

static int put(struct reader *reader, const char *field, const char *text)
{
    return rule_page_put(reader->page, form_find(reader->page->form, field), text, reader->err);
}

static const struct {
    const char *words, *field;
} fields[] = {
    {" window plazo ventana tempo finestra termine ", "reply_window"},
    {" answer answers responder respondo rispondere rispondo ", "extra"},
    {" hours horario horas orari orario ", "hours"},
    {" pay pays payment pagar paga pago pagare pagamento ", "payment_days"},
    {" notice preaviso preavviso ", "notice_days"},
};

/* The channel that TEXT begins with: the longest name; NULL: none. */
static const char *take_channel(const char *text, const char **ret_rest)
{
    const char *found = NULL;

    for (size_t len = strcspn(text, " \t"), words = 0; len > 0 && words < 3; words++) {
        _cleanup_free_ char *name = mem_string_n(text, len);
        const char *channel = entry_channel(name, NULL);
        if (channel) {
            found = channel;
            *ret_rest = skip(text + len);
        }
        if (!text[len])
            break;
        len += strspn(text + len, " \t");
        len += strcspn(text + len, " \t");
    }
    return found;
}

/* The rules' hours and those that TEXT says besides: "tue 21-22". */
static int add_hours(struct reader *reader, const char *text)
{
    struct hours hours, more;
    int r = hours_read(text, &more, reader->err);

    hours_copy(rule_page_week(reader->page, RULE_WEEK_HOURS), &hours);
    for (int day = 0; r == 0 && day < WEEK_DAYS; day++)
        for (size_t i = 0; i < more.day[day].n; i++)
            spans_open(&hours.day[day], more.day[day].v[i]);
    if (r == 0)
        rule_page_set_week(reader->page, RULE_WEEK_HOURS, &hours);
    hours_clear(&hours);
    hours_clear(&more);
    return r;
}

/* "phone allowed", "phone allowed tue 21-22", "whatsapp never". */
static int read_channel(struct reader *reader, const char *channel, const char *rest)
{
    static const char allowed_words[] = " allowed ok yes si permitido permitida consentito consentita ammesso ";
    const char *behind = behind_word(rest, allowed_words);
    const struct channel *own;
    struct str text = STR_INIT;
    int r = 0;

    item_add(&text, channel, ";,", true);
    if (!behind || !*behind) {
        str_printf(&text, " %s", behind ? "any" : rest);
    } else {
        bool never = rule_channel(reader->page, channel, &own).hours == CHANNEL_NEVER;
        r = add_hours(reader, behind);
        if (never)
            str_add(&text, " contact");
        else
            str_clear(&text);
    }
    if (r == 0 && text.len > 0)
        r = put(reader, "channels", str_text(&text));
    str_done(&text);
    return r;
}

static int read_what(struct reader *reader, const char *text)
{
    static const char away_words[] = " away closed fuera ausente cerrado assente chiuso via ";
    const char *behind = behind_word(text, away_words), *channel;

    if (behind) {
        free(reader->away);
        reader->away = mem_string(behind);
        return 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(fields); i++)
        if ((behind = behind_word(text, fields[i].words)))
            return put(reader, fields[i].field, behind);
    if ((channel = take_channel(text, &behind)))
        return read_channel(reader, channel, behind);
    if (*text >= '0' && *text <= '9')
        return put(reader, "reply_window", text);
    return err_set(reader->err, _("\"%.60s\" is no exception; write one such as away, window 5d, phone allowed tue 21-22"), text);
}

/* --- the whole line --- */

static int read_parts(struct reader *reader, const char *text)
{
    char *item;

    while (item_next(&text, ";", &item)) {
        int r = *item ? read_what(reader, skip(item)) : 0;
        free(item);
        if (r < 0)
            return -1;
    }
    return 0;
}

/* TEXT up to END without the blanks before that. Owned. */
static char *before(const char *text, const char *end)
{
    while (end > text && strchr(" \t,", end[-1]))
        end--;
    return mem_string_n(text, (size_t)(end - text));
}

/* Cuts what stands behind one of WORDS off *LINE; owned, or NULL. */
static char *cut_behind(char **line, const char *words)
{
    const char *at = find_word(*line, words);
    size_t len;

    if (!at)
        return NULL;
    free(word_at(at, &len));
    char *behind = mem_string(skip(at + len)), *rest = before(*line, at);
    free(*line);
    *line = rest;
    return behind;
}

/* "from 1 dec window 5d": the day goes, with its word. */
static int take_from(struct reader *reader, char **line)
{
    const char *behind = behind_word(*line, from_words);
    int32_t day;

    if (!behind)
        return 0;
    int n = text_day(&reader->page->form->texting, field_words("override", "from")->sort, behind, &day, reader->err);
    if (n <= 0)
        return n;
    _cleanup_free_ char *text = mem_string_n(behind, (size_t)n);
    char *rest = mem_string(skip(behind + n));
    free(*line);
    *line = rest;
    return put(reader, "from", text);
}

static bool has(const struct reader *reader, const char *field)
{
    return *form_text(reader->page->form, form_find(reader->page->form, field)) != '\0';
}

static int put_day(struct reader *reader, const char *field, int32_t day)
{
    char text[CIVIL_DAY_SIZE];

    return put(reader, field, civil_format_day(day, text));
}

/* Away for the dates it names, else for all of the exception's days; which then are these dates. */
static int read_away(struct reader *reader)
{
    const struct override *override = rule_page_override(reader->page);
    _cleanup_str_ struct str text = STR_INIT;
    char from[CIVIL_DAY_SIZE], until[CIVIL_DAY_SIZE];

    if (!reader->away)
        return 0;
    if (!has(reader, "reason") && put(reader, "reason", _("away")) < 0)
        return -1;
    if (!*reader->away && !has(reader, "until"))
        return 0;
    if (*reader->away)
        str_add(&text, reader->away);
    else
        str_printf(&text, "%s..%s", civil_format_day(override->from, from), civil_format_day(override->until, until));
    if (put(reader, "closed", str_text(&text)) < 0)
        return -1;
    const struct closed *closed = override->closed.v;
    int32_t first = closed->from, last = closed[override->closed.n - 1].to;
    if (first > override->from && put_day(reader, "from", first) < 0)
        return -1;
    return has(reader, "until") ? 0 : put_day(reader, "until", last);
}

static int read_line(struct reader *reader, const char *text)
{
    _cleanup_free_ char *line = mem_string(skip(text));
    _cleanup_free_ char *reason = cut_behind(&line, because_words), *until = cut_behind(&line, until_words);
    const char *behind = until ? behind_word(until, " al a el ") : NULL;

    if (reason && *reason && put(reader, "reason", reason) < 0)
        return -1;
    if (until && *until && put(reader, "until", behind ? behind : until) < 0)
        return -1;
    if (take_from(reader, &line) < 0 || read_parts(reader, line) < 0)
        return -1;
    return read_away(reader);
}

/* --- preview, and adding --- */

/* What is missing, or NULL. */
static const char *missing(const struct reader *reader)
{
    if (!has(reader, "until"))
        return _("until when? until 30 nov");
    if (!has(reader, "reason"))
        return _("and why? because of the move");
    return NULL;
}

static int understand(struct reader *reader, const char *client, const char *line, struct app *app, struct err *err)
{
    *reader = (struct reader){.err = err};
    int r = rule_page_exception(app, client, NULL, &reader->page, err);

    return r == 0 ? read_line(reader, line) : -1;
}

static void reader_clear(struct reader *reader)
{
    rule_page_free(reader->page);
    free(reader->away);
}

static void say(struct app *app, const struct reader *reader, struct str *to)
{
    const struct override *override = rule_page_override(reader->page);

    words_exception(app, to, override);
    str_add(to, "; ");
    words_range(app, to, override->from, override->until);
    str_printf(to, ": %s", override->reason);
}

int exception_preview(struct app *app, const char *client, const char *line, struct str *to, struct err *err)
{
    struct reader reader;
    int r = understand(&reader, client, line, app, err);

    if (r == 0 && missing(&reader)) {
        if (line[strspn(line, " \t")])
            words_exception(app, to, rule_page_override(reader.page));
        str_printf(to, "; %s", missing(&reader));
        r = 1;
    } else if (r == 0) {
        say(app, &reader, to);
    }
    reader_clear(&reader);
    return r;
}

int exception_add(struct app *app, const char *client, const char *line, unsigned *ret_changes, struct err *err)
{
    struct reader reader;
    int r = understand(&reader, client, line, app, err);

    if (r == 0 && missing(&reader))
        r = err_set(err, "%s", missing(&reader));
    if (r == 0)
        r = rule_page_save(reader.page, NULL, ret_changes, err);
    reader_clear(&reader);
    return r == 0 ? 0 : -1;
}
