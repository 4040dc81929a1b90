/* A calendar while it is read: what its events are turned into is in ics_closed.c and ics_meetings.c. */
#pragma once

#include "errand.h"
#include "formats/ics_event.h"

struct parties;

struct calendar {
    struct errand *errand;
    struct err *err;
    struct ics_zones zones;
    struct ics_effort effort;
    struct ics_span span;
    bool of_holidays; /* its name says so */
    struct ics_event *events;
    size_t n, cap;
    const struct ics_event **replacing; /* the events that take the place of one repetition, by uid */
    size_t n_replacing;
    int64_t told;     /* skipped ones with a line of their own */
    int64_t elsewhen; /* events that touch none of the days that are wanted */
    struct parties *parties; /* meetings */
};

/* What is done with each event that is no nonsense; -1: err of the calendar. */
int calendar_closed(struct calendar *calendar, const struct ics_event *event);
int calendar_meetings(struct calendar *calendar, const struct ics_event *event);

/* In English, Spanish or Italian. */
bool calendar_says_holiday(const char *text);
/* EVENT is left out, and WHY; past the first thousand only their number is told. */
int calendar_skip(struct calendar *calendar, const struct ics_event *event, const char *why);
/* Whether one more day off or appointment may be told; else -1. */
int calendar_room(struct calendar *calendar);
/* As ics_event_each, without what other events take the place of; whose repetition cannot be followed is skipped: 1. */
int calendar_each(struct calendar *calendar, const struct ics_event *event,
                  void (*fn)(void *ctx, const struct ics_slot *slot), void *ctx);
