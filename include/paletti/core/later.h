/* What I put off: my reminder, never the due. Of this file alone: in no export, and nothing imports it. */
#pragma once

#include "paletti/core/model.h"

struct later {
    char *ref;     /* of what, as TYPE:REF: a client, an interaction, an ask, an invoice */
    char *client;  /* whose */
    int64_t until; /* from then on it is in front again */
};

extern const struct model model_later;
