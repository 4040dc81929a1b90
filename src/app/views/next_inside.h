/* What comes next, while it is collected. */
#pragma once

#include "about.h"
#include "laters.h"

/* A line while they are sorted. */
struct coming {
    int64_t at, client_id;
    bool day; /* the moment is a day's end, or its beginning: the day is said */
    enum about_tone tone;
    char *text, *ref;
};

struct next {
    struct about about;
    struct laters laters;
    struct coming *v;
    size_t n, cap;
    struct questions {
        struct owed_row row;
        char *client, *name, *zone, *channel;
    } * questions;
    size_t n_questions, cap_questions;
    struct err *err;
};

struct coming *next_add(struct next *next, int64_t at, int64_t client_id);
/* What decisions and money bring, next_decided.c: more than a first frame has time for. */
int next_add_decided(struct next *next);
