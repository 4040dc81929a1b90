/* How a client's line is painted at every width. */
#pragma once

#include "stamp.h"

#include "paletti/app/views.h"

struct client_row {
    int64_t id, due, client_breaches, my_breaches, overdue_since, often_n, later;
    size_t name, short_name; /* where in the view's names; the same, where there is no other */
    int8_t state;
    uint8_t question;
    uint16_t often; /* enum breach, 0: none */
    bool invoice_overdue, question_later, invoice_later;
};

/* Whether there are all columns in a row of W cells. */
bool client_columns_wide(int w);
/* AT is the whole row inside the frame. */
void client_columns_head(struct canvas *canvas, struct area at);
void client_columns_draw(const struct scene *scene, struct canvas *canvas, struct area at,
                         const struct client_row *row, const char *name, const char *short_name);
/* "Prospects 2", where a section begins. */
void client_columns_section(struct canvas *canvas, struct area at, enum client_section section, int64_t n);
