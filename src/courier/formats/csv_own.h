/* paletti's own table of clients: the fields of `client`, by the names they have in JSON. */
#pragma once

#include "errand.h"
#include "formats/csv_table.h"

#include <stdbool.h>

/* Whether HEADER is such a table's. */
bool csv_own_is(const struct csv_row *header);
/* Reads the rows behind HEADER. Every value has to be right: -1 with row and field otherwise. */
int csv_own_read(struct errand *errand, const struct csv_row *header, struct csv_table *table,
                 struct err *err);
