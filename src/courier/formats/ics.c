/* Calendars (RFC 5545) of anywhere. */
#include "formats/ics.h"

#include "ascii.h"
#include "formats/formats.h"
#include "formats/parties.h"
#include "formats/tidy.h"

#include "paletti/base/embed.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>
#include <unistd.h>

extern const struct embedded embedded_holidays[];

enum { EVENTS_MAX = 50000, RECORDS_MAX = 20000, TOLD_MAX = 1000 };

/* --- what is left out --- */

int calendar_skip(struct calendar *calendar, const struct ics_event *event, const char *why)
{
    _cleanup_str_ struct str where = STR_INIT;

    calendar->errand->skipped++;
    if (calendar->told == TOLD_MAX)
        return 0;
    calendar->told++;
    str_printf(&where, _("line %lld"), (long long)event->line);
    if (event->summary)
        str_printf(&where, ", \"%.100s\"", event->summary);
    return errand_skip(calendar->errand, str_text(&where), why, calendar->err);
}

int calendar_room(struct calendar *calendar)
{
    if (calendar->errand->records < RECORDS_MAX)
        return 0;
    return err_set(calendar->err, _("%s: it has more than %d days or appointments; import a part of it"),
                   calendar->errand->job->path, RECORDS_MAX);
}

static int tell_rest(struct calendar *calendar)
{
    int64_t more = calendar->errand->skipped - calendar->told - calendar->elsewhen;
    char from[CIVIL_DAY_SIZE], to[CIVIL_DAY_SIZE];
    _cleanup_str_ struct str why = STR_INIT;

    if (calendar->elsewhen) {
        str_printf(&why, P_("%lld event, which touches no day from %s to %s", "%lld events, which touch no day from %s to %s",
                            calendar->elsewhen),
                   (long long)calendar->elsewhen, civil_format_day(calendar->span.from, from),
                   civil_format_day(calendar->span.to, to));
        if (errand_skip(calendar->errand, _("earlier or later"), str_text(&why), calendar->err) < 0)
            return -1;
    }
    if (more <= 0)
        return 0;
    str_clear(&why);
    str_printf(&why, P_("%lld event more", "%lld events more", more), (long long)more);
    return errand_skip(calendar->errand, _("and so on"), str_text(&why), calendar->err);
}

/* --- repetitions that were moved or called off --- */

static int by_uid(const void *a, const void *b)
{
    const struct ics_event *x = *(const struct ics_event *const *)a, *y = *(const struct ics_event *const *)b;

    return strcmp(x->uid, y->uid);
}

static void note_replacing(struct calendar *calendar)
{
    calendar->replacing = mem_zero(calendar->n, sizeof *calendar->replacing);
    for (size_t i = 0; i < calendar->n; i++)
        if (calendar->events[i].uid && calendar->events[i].instead.day != DAY_NONE)
            calendar->replacing[calendar->n_replacing++] = &calendar->events[i];
    if (calendar->n_replacing)
        qsort(calendar->replacing, calendar->n_replacing, sizeof(void *), by_uid);
}

static size_t first_replacing(const struct calendar *calendar, const char *uid)
{
    size_t low = 0, high = calendar->n_replacing;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(calendar->replacing[middle]->uid, uid) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void find_replaced(const struct calendar *calendar, const struct ics_event *event, struct ics_times *to)
{
    if (!event->uid || (!event->rule && event->more.n == 0))
        return;
    for (size_t i = first_replacing(calendar, event->uid);
         i < calendar->n_replacing && strcmp(calendar->replacing[i]->uid, event->uid) == 0; i++) {
        MEM_GROW(to->v, to->n, to->cap);
        to->v[to->n++] = calendar->replacing[i]->instead;
    }
}

int calendar_each(struct calendar *calendar, const struct ics_event *event,
                  void (*fn)(void *ctx, const struct ics_slot *slot), void *ctx)
{
    struct ics_times replaced = {0};
    struct err why = {""};

    find_replaced(calendar, event, &replaced);
    calendar->effort.steps -= (int64_t)replaced.n;
    int r = ics_event_each(event, &calendar->span, &replaced, &calendar->effort, fn, ctx, &why);
    free(replaced.v);
    if (r < 0)
        return err_set(calendar->err, _("%s, line %lld: %s"), calendar->errand->job->path, (long long)event->line, why.text);
    if (r > 0 && calendar_skip(calendar, event, why.text) < 0)
        return -1;
    return r;
}

/* --- reading --- */

static bool is_named(const struct content_line *line, const char *name, const char *value)
{
    return strcmp(line->name, name) == 0 && ascii_is(line->value, line->n, value);
}

/* "Holidays in Spain", "Días festivos en España", "Festività in Italia". */
static bool is_of_holidays(const struct content_line *line)
{
    _cleanup_free_ char *text = content_line_text(line);

    return calendar_says_holiday(text);
}

static int add_event(struct calendar *calendar, struct content_reader *reader, struct content_line *line)
{
    if (calendar->n == EVENTS_MAX)
        return err_set(calendar->err, _("line %lld: it has more than %d events; import a part of it"),
                       (long long)line->number, EVENTS_MAX);
    MEM_GROW(calendar->events, calendar->n, calendar->cap);
    calendar->errand->read++;
    return ics_event_read(reader, line, &calendar->zones, &calendar->events[calendar->n++]);
}

static int read_line(struct calendar *calendar, struct content_reader *reader, struct content_line *line)
{
    if (is_named(line, "BEGIN", "vevent"))
        return add_event(calendar, reader, line);
    if (is_named(line, "BEGIN", "vtimezone"))
        return ics_zones_read(&calendar->zones, reader, line, calendar->span.to, &calendar->effort, calendar->err);
    if (strcmp(line->name, "X-WR-CALNAME") == 0)
        calendar->of_holidays |= is_of_holidays(line);
    return 0;
}

/* A line without a colon outside of events means nothing. */
static int read_lines(struct calendar *calendar, struct content_reader *reader, struct content_line *line)
{
    bool begun = false;
    int r = 0;

    while (r == 0) {
        r = content_line_next(reader, line, NULL);
        if (r < 0) {
            r = 0;
            continue;
        }
        if (r > 0)
            break;
        begun |= is_named(line, "BEGIN", "vcalendar");
        if (!begun)
            return err_set(calendar->err, _("line %lld: a calendar begins with BEGIN:VCALENDAR, and this does not"),
                           (long long)line->number);
        r = read_line(calendar, reader, line);
        if (r == 0 && errand_progress(calendar->errand, reader->p - reader->start, reader->end - reader->start, "bytes",
                                      calendar->err) < 0)
            return -1;
    }
    return r < 0 ? -1 : begun ? 0 : err_set(calendar->err, _("there is no calendar in it: no BEGIN:VCALENDAR"));
}

/* --- the job --- */

static int take_events(struct calendar *calendar,
                       int (*take)(struct calendar *calendar, const struct ics_event *event))
{
    note_replacing(calendar);
    for (size_t i = 0; i < calendar->n; i++) {
        const struct ics_event *event = &calendar->events[i];
        int r = event->wrong ? calendar_skip(calendar, event, event->wrong) : take(calendar, event);
        if (r < 0)
            return -1;
    }
    return tell_rest(calendar);
}

/* People who are no clients yet, the most frequent first. */
static int tell_strangers(struct calendar *calendar)
{
    size_t n;
    _cleanup_free_ const struct party **strangers = parties_strangers(calendar->parties, &n);

    for (size_t i = 0; i < n; i++)
        if (errand_unknown(calendar->errand, strangers[i]->address, strangers[i]->name, strangers[i]->count, 0,
                           calendar->err) < 0)
            return -1;
    return 0;
}

static int begin(struct calendar *calendar)
{
    const struct job *job = calendar->errand->job;

    if (job->as < 0)
        return err_set(calendar->err,
                       _("a calendar may hold days off or appointments; say which with --as closed or --as meetings"));
    if (!job->zone || job->from == DAY_NONE || job->to == DAY_NONE)
        return err_set(calendar->err, _("the job names no zone, from and to, which a calendar needs (paletti-courier(1))"));
    ics_zones_init(&calendar->zones);
    ics_effort_init(&calendar->effort, calendar->errand->clock);
    calendar->span = (struct ics_span){.from = job->from, .to = job->to, .zones = &calendar->zones};
    calendar->span.floating = zones_find(calendar->zones.known, job->zone, calendar->err);
    calendar->parties = parties_new(job);
    return calendar->span.floating ? 0 : -1;
}

/* The national holidays of a country that come along: "es", where there is no file of that name. */
static const struct embedded *find_country(const char *path)
{
    _cleanup_free_ char *name = str_format("%s.ics", path);

    for (const struct embedded *calendar = embedded_holidays; calendar->name && access(path, F_OK) < 0; calendar++)
        if (strcmp(calendar->name, name) == 0)
            return calendar;
    return NULL;
}

static int open_calendar(struct calendar *calendar, struct content_reader *reader, struct str *text)
{
    const char *path = calendar->errand->job->path;
    const struct embedded *country = find_country(path);

    if (!country)
        return content_reader_open(reader, path, text, calendar->err);
    content_reader_init(reader, country->text, country->len);
    return 0;
}

static int read_calendar(struct calendar *calendar)
{
    _cleanup_str_ struct str text = STR_INIT;
    struct content_reader reader;
    struct content_line line = {0};

    if (begin(calendar) < 0 || open_calendar(calendar, &reader, &text) < 0)
        return -1;
    int r = read_lines(calendar, &reader, &line);
    content_line_done(&line);
    if (r < 0)
        return err_prefix(calendar->err, "%s", calendar->errand->job->path);
    if (calendar->errand->job->as == AS_CLOSED)
        return take_events(calendar, calendar_closed);
    return take_events(calendar, calendar_meetings) < 0 ? -1 : tell_strangers(calendar);
}

int ics_read(struct errand *errand, struct err *err)
{
    struct calendar calendar = {.errand = errand, .err = err};
    int r = read_calendar(&calendar);

    for (size_t i = 0; i < calendar.n; i++)
        ics_event_clear(&calendar.events[i]);
    free(calendar.events);
    free(calendar.replacing);
    parties_free(calendar.parties);
    ics_zones_done(&calendar.zones);
    return r;
}
