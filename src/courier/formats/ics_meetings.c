/* Appointments with clients, whom an event names as organizer or attendee. */
#include "formats/ics.h"

#include "formats/client_ref.h"
#include "formats/parties.h"
#include "formats/short_hash.h"
#include "formats/tidy.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"

#include <string.h>

struct meeting_with {
    struct calendar *calendar;
    const struct ics_event *event;
    struct texts addresses; /* of others than me */
    const char **clients;   /* refs, borrowed */
    size_t n, cap;
    bool met;
    int result;
};

static void add_client(struct meeting_with *with, const char *ref)
{
    for (size_t i = 0; i < with->n; i++)
        if (strcmp(with->clients[i], ref) == 0)
            return;
    MEM_GROW(with->clients, with->n, with->cap);
    with->clients[with->n++] = ref;
}

static void add_attendee(struct meeting_with *with, const char *text)
{
    _cleanup_free_ char *address = tidy_address(text);
    struct party *party = address ? parties_meet(with->calendar->parties, address) : NULL;

    if (!party || party->me || texts_have(&with->addresses, address))
        return;
    texts_add(&with->addresses, address);
    for (size_t i = 0; i < party->n_clients; i++)
        add_client(with, party->clients[i]);
    party->count += party->n_clients == 0;
}

/* UID, and of one that repeats the moment it was planned for in the beginning. */
static char *id_of(const struct meeting_with *with, const struct ics_slot *slot)
{
    const struct ics_event *event = with->event;
    bool moved = event->instead.day != DAY_NONE;
    char moment[CIVIL_INSTANT_SIZE];

    int64_t planned = moved ? ics_time_instant(&event->instead, with->calendar->span.floating) : slot->from;
    civil_format_instant(planned, moment);
    if (!event->uid) {
        _cleanup_free_ char *whole = str_format("%s %s", moment, event->summary ? event->summary : "");
        return short_hash(whole);
    }
    return event->rule || event->more.n || moved ? str_format("%s/%s", event->uid, moment) : mem_string(event->uid);
}

static void meet(void *ctx, const struct ics_slot *slot)
{
    struct meeting_with *with = ctx;
    _cleanup_free_ char *id = id_of(with, slot);

    with->met = true;
    for (size_t i = 0; i < with->n && with->result == 0; i++) {
        _cleanup_free_ char *ref = client_ref(id, with->clients[i]);
        /* All but the ref is borrowed: the record lives for one line. */
        struct meeting meeting = {
            .ref = ref,
            .client = (char *)with->clients[i],
            .starts = slot->from,
            .ends = slot->to,
            .title = with->event->summary,
            .attendees = with->addresses,
            .external_id = with->event->uid,
            .state = with->event->cancelled ? MEETING_CANCELLED : MEETING_PLANNED,
        };
        with->result = calendar_room(with->calendar);
        if (with->result == 0)
            with->result = errand_record(with->calendar->errand, &model_meeting, &meeting, with->calendar->err);
    }
}

static int take(struct meeting_with *with)
{
    struct calendar *calendar = with->calendar;
    const struct ics_event *event = with->event;

    if (event->start.date)
        return calendar_skip(calendar, event, _("it takes the whole day, and has no time"));
    for (size_t i = 0; i < event->attendees.n; i++)
        add_attendee(with, event->attendees.v[i]);
    if (with->addresses.n == 0)
        return calendar_skip(calendar, event, _("it names nobody who takes part"));
    if (with->n == 0)
        return calendar_skip(calendar, event, _("nobody who takes part is a client"));
    int r = calendar_each(calendar, event, meet, with);
    if (r == 0 && !with->met) {
        calendar->elsewhen++;
        calendar->errand->skipped++;
    }
    return r < 0 || with->result < 0 ? -1 : 0;
}

int calendar_meetings(struct calendar *calendar, const struct ics_event *event)
{
    struct meeting_with with = {.calendar = calendar, .event = event};
    int r = take(&with);

    texts_clear(&with.addresses);
    free(with.clients);
    return r;
}
