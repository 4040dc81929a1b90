/* One VEVENT, as it stands in the file. */
#pragma once

#include "formats/content_line.h"
#include "formats/ics_zone.h"

struct ics_times {
    struct ics_time *v;
    size_t n, cap;
};

struct ics_event {
    int64_t line;     /* where it begins */
    char *wrong;      /* why it cannot be taken; NULL: it can */
    char *uid, *summary, *note, *rule;
    struct ics_time start, end, instead; /* `instead`: the time of a repetition that this event takes the place of */
    bool length_given;
    struct ics_length length; /* where no end is given */
    struct ics_times more, less; /* RDATE, EXDATE */
    struct texts attendees, categories;
    bool cancelled, transparent, away; /* away: marked as out of office */
};

/* Reads a VEVENT, whose BEGIN was read, to its END. 0; 1: the file ends in it. What is wrong with it stands in it. */
int ics_event_read(struct content_reader *reader, struct content_line *line, struct ics_zones *zones,
                   struct ics_event *ret);
void ics_event_clear(struct ics_event *event);

/* A time that the event takes, from START on. */
struct ics_slot {
    struct ics_time start;
    int64_t from, to; /* moments; of an all-day event the midnights of the floating zone */
    int32_t first, last; /* of an all-day event, inclusive */
};
struct ics_span {
    int32_t from, to; /* days that are wanted, inclusive */
    const struct zone *floating;
    const struct ics_zones *zones;
};
/* Each time that EVENT takes, repeated ones one by one, which touches the days of SPAN. REPLACED (or NULL): the times that
 * other events take the place of. 0; 1: how it repeats cannot be followed, and ERR says why; -1: it takes too long. */
int ics_event_each(const struct ics_event *event, const struct ics_span *span, const struct ics_times *replaced,
                   struct ics_effort *effort, void (*fn)(void *ctx, const struct ics_slot *slot), void *ctx,
                   struct err *err);
