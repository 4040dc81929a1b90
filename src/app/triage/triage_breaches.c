/* Lines that were crossed often enough: open ones of one kind, at the limit or over it, in the last days. */
#include "triage_inside.h"

#include "breach_notes.h"

#include "paletti/base/mem.h"
#include "paletti/core/client.h"

/* How often somebody crossed each line, and when first. */
struct crosser {
    int n[BREACH_CLIENT_KINDS];
    int64_t first[BREACH_CLIENT_KINDS];
};

struct crossing {
    const struct triage_queue *queue;
    struct breach_notes notes;
    struct crosser *v; /* beside the queue's clients */
};

static int count(void *ctx, const struct crossing_row *row)
{
    struct crossing *crossing = ctx;
    struct triage_client *client = triage_client_by_id(crossing->queue, row->client_id);

    /* Whoever is let go is not reminded of anything. */
    if (!client || client->state == CLIENT_LEAVING || client->state == CLIENT_LEFT)
        return 0;
    struct crosser *crosser = &crossing->v[client - crossing->queue->v];
    for (int bit = 0; bit < BREACH_CLIENT_KINDS; bit++) {
        if (!(row->counted >> bit & 1) || breach_notes_state(&crossing->notes, (enum breach)(1 << bit), row->ref) != BREACH_OPEN)
            continue;
        if (crosser->n[bit]++ == 0)
            crosser->first[bit] = row->at;
    }
    return 0;
}

int triage_find_breaches(struct triage_queue *queue)
{
    struct crossing crossing = {.queue = queue};
    int64_t from = queue->now - (int64_t)TRIAGE_REVIEW_DAYS * DAY_SECONDS;

    if (queue->n == 0)
        return 0;
    if (breach_notes_load(queue->store, NULL, &crossing.notes, queue->err) < 0)
        return -1;
    crossing.v = mem_zero(queue->n, sizeof *crossing.v);
    int r = crossings_each(queue->store, queue->only, from, queue->now, count, &crossing, queue->err);
    for (size_t i = 0; r == 0 && i < queue->n; i++)
        for (int bit = 0; bit < BREACH_CLIENT_KINDS; bit++)
            if (crossing.v[i].n[bit] >= TRIAGE_BREACHES_LIMIT)
                triage_add(&queue->v[i].card, TRIAGE_BREACHES, crossing.v[i].first[bit]);
    breach_notes_clear(&crossing.notes);
    free(crossing.v);
    return r;
}
