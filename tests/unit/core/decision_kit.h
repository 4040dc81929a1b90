/* A decision on the fixed day of the demo, and the keys that a person presses. */
#pragma once

#include "fixture.h"

#include "paletti/core/decision.h"

#define TODAY 20773 /* Mon 16 Nov 2026 */
#define NOW   ((int64_t)TODAY * DAY_SECONDS + 9 * 3600)

extern struct decide_house house;
extern struct decide_seen seen;
extern struct deciding d;
extern struct err err;

/* Quejumbre, all seven lines as usual, and nothing that opens the long lane. */
void begin(void);
void end(void);

/* One event, two seconds later. */
int send(struct decide_event event);
int key(enum decide_event_kind kind, int64_t number);
int say(enum decide_event_kind kind, const char *text);
int set_text(enum decide_field field, const char *text);
int set_day(enum decide_field field, int32_t day);
int set(enum decide_field field, int64_t number);

#define GO(kind, number, to)                                                                                 \
    do {                                                                                                     \
        ck_assert_msg(key(kind, number) == DECIDE_DONE, "refused: %s", err.text);                            \
        ck_assert_str_eq(decide_state_names[d.state], decide_state_names[to]);                               \
    } while (0)
#define REFUSED(call) ck_assert_int_eq(call, DECIDE_REFUSED)

void to_ask(void);
void to_path(enum decide_answer answer);
