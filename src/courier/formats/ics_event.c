#include "formats/ics_event.h"

#include "ascii.h"
#include "formats/tidy.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { DATES_MAX = 5000, ATTENDEES_MAX = 500, TEXT_MAX = 300 };

struct event_reading {
    struct ics_event *event;
    struct ics_zones *zones;
    const struct content_line *line;
};

static void is_wrong(struct ics_event *event, const char *fmt, ...) _printf_(2, 3);
static void is_wrong(struct ics_event *event, const char *fmt, ...)
{
    _cleanup_str_ struct str why = STR_INIT;
    va_list ap;

    if (event->wrong)
        return; /* the first reason is enough */
    va_start(ap, fmt);
    str_vprintf(&why, fmt, ap);
    va_end(ap);
    event->wrong = str_take(&why);
}

/* --- times --- */

static int read_zone(struct event_reading *reading, const struct ics_zone **ret)
{
    const char *id = content_line_parameter(reading->line, "TZID");

    *ret = NULL;
    if (!id)
        return 0;
    *ret = ics_zones_find(reading->zones, id);
    if (*ret)
        return 0;
    is_wrong(reading->event, _("nobody knows its time zone \"%.60s\""), id);
    return -1;
}

static void not_a_time(struct event_reading *reading, const char *s, size_t n)
{
    is_wrong(reading->event, _("%s: \"%.*s\" is no date"), reading->line->name, n < 40 ? (int)n : 40, s);
}

static void read_time(struct event_reading *reading, struct ics_time *ret)
{
    const struct content_line *line = reading->line;
    const struct ics_zone *zone = NULL;

    if (line->n != 8 && read_zone(reading, &zone) < 0)
        return;
    if (ics_time_parse(line->value, line->n, zone, &reading->zones->utc, ret) < 0)
        not_a_time(reading, line->value, line->n);
}

static void read_start(struct event_reading *reading)
{
    read_time(reading, &reading->event->start);
}

static void read_end(struct event_reading *reading)
{
    read_time(reading, &reading->event->end);
}

static void read_instead(struct event_reading *reading)
{
    read_time(reading, &reading->event->instead);
}

/* A list with commas; of a period ("20261224T100000Z/PT1H") its beginning. */
static void read_times(struct event_reading *reading, struct ics_times *to)
{
    const struct content_line *line = reading->line;
    const char *p = line->value, *end = p + line->n;
    const struct ics_zone *zone = NULL;

    if (read_zone(reading, &zone) < 0)
        return;
    for (; p < end; p++) {
        const char *comma = memchr(p, ',', (size_t)(end - p));
        size_t whole = (size_t)((comma ? comma : end) - p);
        const char *slash = memchr(p, '/', whole);
        size_t n = slash ? (size_t)(slash - p) : whole;
        struct ics_time time;
        if (ics_time_parse(p, n, zone, &reading->zones->utc, &time) < 0) {
            not_a_time(reading, p, n);
            return;
        }
        if (to->n == DATES_MAX) {
            is_wrong(reading->event, _("it has more than %d single dates"), DATES_MAX);
            return;
        }
        MEM_GROW(to->v, to->n, to->cap);
        to->v[to->n++] = time;
        p += whole;
    }
}

static void read_more(struct event_reading *reading)
{
    read_times(reading, &reading->event->more);
}

static void read_less(struct event_reading *reading)
{
    read_times(reading, &reading->event->less);
}

static void read_length(struct event_reading *reading)
{
    const struct content_line *line = reading->line;

    reading->event->length_given = true;
    if (ics_length_parse(line->value, line->n, &reading->event->length) < 0)
        is_wrong(reading->event, _("%s: \"%.*s\" is no length of time"), line->name, line->n < 40 ? (int)line->n : 40,
                 line->value);
}

static void read_rule(struct event_reading *reading)
{
    if (reading->event->rule)
        is_wrong(reading->event, _("it repeats in two ways at once"));
    else
        reading->event->rule = mem_string_n(reading->line->value, reading->line->n);
}

/* --- texts --- */

static void set_text(struct event_reading *reading, char **place, bool first_line)
{
    struct texts one = {0};
    _cleanup_free_ char *text = content_line_text(reading->line);

    content_split(text, 0, &one);
    if (first_line)
        one.v[0][strcspn(one.v[0], "\n")] = '\0';
    free(*place);
    *place = tidy_line(one.v[0], strlen(one.v[0]), TEXT_MAX);
    texts_clear(&one);
}

static void read_uid(struct event_reading *reading)
{
    set_text(reading, &reading->event->uid, false);
}

static void read_summary(struct event_reading *reading)
{
    set_text(reading, &reading->event->summary, false);
}

static void read_note(struct event_reading *reading)
{
    set_text(reading, &reading->event->note, true);
}

static void read_categories(struct event_reading *reading)
{
    _cleanup_free_ char *text = content_line_text(reading->line);

    if (reading->event->categories.n < ATTENDEES_MAX)
        content_split(text, ',', &reading->event->categories);
}

static bool has_value(const struct content_line *line, const char *word)
{
    return ascii_is(line->value, line->n, word);
}

static void read_status(struct event_reading *reading)
{
    reading->event->cancelled = has_value(reading->line, "cancelled");
}

static void read_transparency(struct event_reading *reading)
{
    reading->event->transparent |= has_value(reading->line, "transparent");
}

static void read_busy(struct event_reading *reading)
{
    reading->event->transparent |= has_value(reading->line, "free");
    reading->event->away |= has_value(reading->line, "oof");
}

/* "mailto:ana@x.example"; Apple and CalDAV servers write a path, and the address beside it. */
static void read_attendee(struct event_reading *reading)
{
    const char *beside = content_line_parameter(reading->line, "EMAIL");
    _cleanup_free_ char *text = content_line_text(reading->line);
    size_t prefix = ascii_starts(text, strlen(text), "mailto:") ? strlen("mailto:") : 0;
    const char *address = prefix ? text + prefix : beside ? beside : text;

    if (strchr(address, '@') && reading->event->attendees.n < ATTENDEES_MAX)
        texts_add(&reading->event->attendees, address);
}

static const struct {
    const char *name;
    void (*read)(struct event_reading *reading);
} properties[] = {
    {"UID", read_uid},
    {"SUMMARY", read_summary},
    {"DESCRIPTION", read_note},
    {"DTSTART", read_start},
    {"DTEND", read_end},
    {"DURATION", read_length},
    {"RECURRENCE-ID", read_instead},
    {"RRULE", read_rule},
    {"RDATE", read_more},
    {"EXDATE", read_less},
    {"CATEGORIES", read_categories},
    {"STATUS", read_status},
    {"TRANSP", read_transparency},
    {"X-MICROSOFT-CDO-BUSYSTATUS", read_busy},
    {"X-MICROSOFT-CDO-INTENDEDSTATUS", read_busy},
    {"ATTENDEE", read_attendee},
    {"ORGANIZER", read_attendee},
};

static void read_property(struct event_reading *reading)
{
    for (size_t i = 0; i < ARRAY_LEN(properties); i++)
        if (strcmp(reading->line->name, properties[i].name) == 0)
            properties[i].read(reading);
}

/* --- the event --- */

static void finish(struct ics_event *event)
{
    if (event->start.day == DAY_NONE)
        is_wrong(event, _("it has no beginning (DTSTART)"));
    else if (event->end.day != DAY_NONE && event->end.date != event->start.date)
        is_wrong(event, _("it begins on a day and ends at a time, or the other way round"));
}

int ics_event_read(struct content_reader *reader, struct content_line *line, struct ics_zones *zones,
                   struct ics_event *ret)
{
    struct event_reading reading = {.event = ret, .zones = zones, .line = line};
    struct err why;

    *ret = (struct ics_event){
        .line = line->number, .start.day = DAY_NONE, .end.day = DAY_NONE, .instead.day = DAY_NONE};
    for (int depth = 1; depth > 0;) {
        int r = content_line_next(reader, line, &why);
        if (r > 0) {
            is_wrong(ret, _("it has no END:VEVENT; the file is cut off"));
            return 1;
        }
        if (r < 0)
            is_wrong(ret, "%s", why.text);
        else if (strcmp(line->name, "BEGIN") == 0)
            depth++;
        else if (strcmp(line->name, "END") == 0)
            depth--;
        else if (depth == 1)
            read_property(&reading);
    }
    finish(ret);
    return 0;
}

void ics_event_clear(struct ics_event *event)
{
    free(event->wrong);
    free(event->uid);
    free(event->summary);
    free(event->note);
    free(event->rule);
    free(event->more.v);
    free(event->less.v);
    texts_clear(&event->attendees);
    texts_clear(&event->categories);
    *event = (struct ics_event){0};
}

/* --- the times it takes --- */

/* What is left out: days, for dates, and moments. */
struct moments {
    int64_t *v;
    size_t n, cap;
};

struct expansion {
    const struct ics_event *event;
    const struct ics_span *span;
    int64_t seconds; /* how long a timed one is */
    int32_t days;    /* an all-day one, at least 1 */
    struct moments left_out_days, left_out;
    void (*fn)(void *ctx, const struct ics_slot *slot);
    void *ctx;
};

static int by_moment(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void moments_add(struct moments *to, int64_t moment)
{
    MEM_GROW(to->v, to->n, to->cap);
    to->v[to->n++] = moment;
}

static bool moments_have(const struct moments *moments, int64_t moment)
{
    return moments->n && bsearch(&moment, moments->v, moments->n, sizeof *moments->v, by_moment);
}

/* Calendars leave out by the day, too, what begins at a time. */
static void leave_out(struct expansion *expansion, const struct ics_times *times)
{
    for (size_t i = 0; times && i < times->n; i++) {
        const struct ics_time *time = &times->v[i];
        if (time->date || expansion->event->start.date)
            moments_add(&expansion->left_out_days, time->day);
        else
            moments_add(&expansion->left_out, ics_time_instant(time, expansion->span->floating));
    }
}

static void set_length(struct expansion *expansion)
{
    const struct ics_event *event = expansion->event;
    const struct zone *floating = expansion->span->floating;
    int64_t days = event->length.days;

    if (event->start.date) {
        if (event->end.day != DAY_NONE)
            days = (int64_t)event->end.day - event->start.day;
        expansion->days = days < 1 ? 1 : (int32_t)days;
    } else if (event->end.day != DAY_NONE) {
        int64_t seconds = ics_time_instant(&event->end, floating) - ics_time_instant(&event->start, floating);
        expansion->seconds = seconds > 0 ? seconds : 0;
    }
}

static int64_t end_of(const struct expansion *expansion, const struct ics_slot *slot)
{
    struct ics_time end = slot->start;

    if (!expansion->event->length_given)
        return slot->from + expansion->seconds;
    end.day += (int32_t)expansion->event->length.days;
    return ics_time_instant(&end, expansion->span->floating) + expansion->event->length.seconds;
}

/* Whether it touches the days that are wanted. */
static bool place(const struct expansion *expansion, const struct ics_time *time, struct ics_slot *ret)
{
    const struct ics_span *span = expansion->span;

    *ret = (struct ics_slot){.start = *time, .from = ics_time_instant(time, span->floating)};
    if (time->date) {
        ret->first = time->day;
        ret->last = time->day + expansion->days - 1;
        ret->to = zone_day_start(span->floating, ret->last + 1);
    } else {
        ret->to = end_of(expansion, ret);
        ret->first = zone_day(span->floating, ret->from, NULL);
        ret->last = zone_day(span->floating, ret->to, NULL);
    }
    return ret->first <= span->to && ret->last >= span->from;
}

static int take_time(void *ctx, const struct ics_time *time)
{
    struct expansion *expansion = ctx;
    struct ics_slot slot;

    if (!place(expansion, time, &slot))
        return 1;
    if (moments_have(&expansion->left_out_days, time->day) ||
        (!time->date && moments_have(&expansion->left_out, slot.from)))
        return 0;
    expansion->fn(expansion->ctx, &slot);
    return 0;
}

static int expand(struct expansion *expansion, struct ics_effort *effort, struct err *err)
{
    const struct ics_event *event = expansion->event;
    const struct ics_span *span = expansion->span;
    int r = 0;

    if (event->rule)
        r = ics_repeat(event->rule, &event->start, span->to, span->floating, &span->zones->utc, effort, take_time,
                       expansion, err);
    else
        take_time(expansion, &event->start);
    for (size_t i = 0; i < event->more.n && r == 0; i++)
        if (event->more.v[i].date == event->start.date)
            take_time(expansion, &event->more.v[i]);
    return r;
}

int ics_event_each(const struct ics_event *event, const struct ics_span *span, const struct ics_times *replaced,
                   struct ics_effort *effort, void (*fn)(void *ctx, const struct ics_slot *slot), void *ctx,
                   struct err *err)
{
    struct expansion expansion = {.event = event, .span = span, .fn = fn, .ctx = ctx};

    set_length(&expansion);
    leave_out(&expansion, &event->less);
    leave_out(&expansion, replaced);
    if (expansion.left_out.n)
        qsort(expansion.left_out.v, expansion.left_out.n, sizeof *expansion.left_out.v, by_moment);
    if (expansion.left_out_days.n)
        qsort(expansion.left_out_days.v, expansion.left_out_days.n, sizeof *expansion.left_out_days.v, by_moment);
    int r = expand(&expansion, effort, err);
    free(expansion.left_out.v);
    free(expansion.left_out_days.v);
    return r;
}
