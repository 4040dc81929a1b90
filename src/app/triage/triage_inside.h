/* What the files of the triage know of each other. */
#pragma once

#include "inside.h"

#include "paletti/app/triage.h"
#include "paletti/store/clients.h"
#include "paletti/store/triage.h"

/* A client while the queue is made: the card, and what the sources ask. */
struct triage_client {
    struct triage_card card;
    char *full;   /* the name */
    int8_t state; /* enum client_state */
    bool member;  /* of a group, which stands for them */
    int32_t since;
    int64_t open_id, due; /* the question owed, 0; and its due as it stands, INSTANT_NONE */
    bool deciding;        /* a decision is begun */
    int32_t looked_on;    /* of the last decision or review, DAY_NONE: never */
    bool declined;        /* the last decision declined a project */
    int64_t decided_at;   /* INSTANT_NONE */
};

struct triage_queue {
    struct app *app;
    struct store *store;
    int64_t now;
    int32_t today;
    int64_t only;            /* this client alone; 0: everybody */
    struct triage_client *v; /* by id */
    size_t n, cap;
    const struct request *request;
    struct err *err;
};

/* Of everybody, or of the client ONLY. Those without a reason are not in it; sorted. */
int triage_queue_build(struct app *app, struct store *store, int64_t only, const struct request *request,
                       struct triage_queue *ret, struct err *err);
void triage_queue_clear(struct triage_queue *queue);
#define _cleanup_triage_queue_ _cleanup_(triage_queue_clear)
/* NULL: not in it. */
struct triage_client *triage_client_by_id(const struct triage_queue *queue, int64_t id);
struct triage_client *triage_client_by_ref(const struct triage_queue *queue, const char *ref);

/* Fills in PAGE's sentences of the one client of QUEUE, what keys are about, and what would be done first. */
int triage_say_decisions(const struct triage_queue *queue, struct triage_card_page *page);
int triage_say_money(const struct triage_queue *queue, struct triage_card_page *page);
int triage_say(const struct triage_queue *queue, struct triage_card_page *page);
/* The first instant of DAY in my zone; INSTANT_NONE of DAY_NONE. */
int64_t triage_day(const struct triage_queue *queue, int32_t day);

/* A source: looks through one kind of thing, and notes whom it gives a reason. */
int triage_find_decisions(struct triage_queue *queue);
int triage_find_money(struct triage_queue *queue);
int triage_find_breaches(struct triage_queue *queue);
