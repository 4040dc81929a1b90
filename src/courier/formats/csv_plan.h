/* Reads the table of another program as its headers describe it. */
#pragma once

#include "formats/contact.h"
#include "formats/csv_table.h"

struct csv_plan {
    const struct csv_map *map;
    unsigned char *columns; /* enum column of each; owned */
    size_t n;
};

/* Finds the program whose table has this HEADER. Returns 0; 1 when no known one has. */
int csv_plan_make(const struct csv_row *header, struct csv_plan *ret);
void csv_plan_done(struct csv_plan *plan);
/* Adds what ROW says to CONTACT (cleared before). */
void csv_plan_read(const struct csv_plan *plan, const struct csv_row *row, struct contact *contact);
/* What goes before the other program's own id in a ref: "hubspot:". Static. */
const char *csv_plan_prefix(const struct csv_plan *plan);
