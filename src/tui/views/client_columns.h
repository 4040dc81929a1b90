/* How a client's line is painted at every width. */
#pragma once

#include "stamp.h"

#include "paletti/app/views.h"

struct client_row {
    int64_t id, due, client_breaches, my_breaches, overdue_since, often_n, later;
    size_t name; /* where in the view's names */
    int8_t state;
    uint8_t question;
    uint16_t often; /* enum breach, 0: none */
    bool invoice_overdue;
};

/* AT is the whole row inside the frame. */
void client_columns_head(struct canvas *canvas, struct area at);
void client_columns_draw(const struct scene *scene, struct canvas *canvas, struct area at,
                         const struct client_row *row, const char *name);
