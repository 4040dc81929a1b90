/* One client's side of the rule book, read from the file: overrides, what they were told, and the terms that
 * follow. */
#pragma once

#include "paletti/core/terms.h"
#include "paletti/store/store.h"

struct standing {
    struct override *overrides;
    size_t n_overrides;
    struct told *told;
    size_t n_told;
    struct boundaries *boundaries;
};

/* CLIENT is a ref; BOOK must outlive *RET. */
int standing_load(struct store *store, struct rulebook *book, const char *client, struct standing *ret,
                  struct err *err);
/* The same without looking for what is not among HAS, bits of enum has. */
int standing_load_some(struct store *store, struct rulebook *book, const char *client, unsigned has, struct standing *ret,
                       struct err *err);
/* The same in steps: only the records; what else they are taken to have been told; and the terms by BOOK. */
int standing_read(struct store *store, const char *client, unsigned has, struct standing *ret, struct err *err);
void standing_tell(struct standing *standing, struct told told);
void standing_lay(struct standing *standing, struct rulebook *book);
void standing_clear(struct standing *standing);
#define _cleanup_standing_ _cleanup_(standing_clear)
