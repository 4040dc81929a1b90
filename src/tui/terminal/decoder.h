/* Turns the bytes a terminal sends into events. It knows the usual sequences of xterm and its kin; what terminfo says
 * of a particular terminal is added to them. Pure: time is told to it. */
#pragma once

#include "key.h"

#include "paletti/base/attr.h"

enum event_kind { EVENT_NOTHING, EVENT_KEY, EVENT_PASTE, EVENT_CLICK, EVENT_WHEEL };

struct event {
    enum event_kind kind;
    uint32_t key;
    int x, y;  /* of a click or a turn of the wheel: the cell, from 0 */
    bool down; /* of the wheel */
    const char *text; /* of a paste: valid UTF-8, one or more lines; borrowed until the next decoder_next */
};

struct decoder;
struct decoder *decoder_new(void);
void decoder_free(struct decoder *decoder);
DEFINE_CLEANUP(struct decoder, decoder_free);

/* Asks DESCRIBE what this terminal sends for each special key, by the names terminfo has for them ("kcuu1"); it returns
 * NULL for keys that the terminal does not have. */
void decoder_teach(struct decoder *decoder, const char *(*describe)(const char *capability));
void decoder_feed(struct decoder *decoder, const char *bytes, size_t n);
/* The next event in what was fed; EVENT_NOTHING when there is none or its end is still missing. */
struct event decoder_next(struct decoder *decoder);
/* Whether an ESC waits for what may follow it; and: nothing followed in time, take it as the key. */
bool decoder_waits(const struct decoder *decoder);
void decoder_give_up(struct decoder *decoder);
