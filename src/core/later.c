#include "paletti/core/later.h"

#include "paletti/core/client.h"
#include "paletti/core/fields.h"

static const struct field fields[] = {
    FIELD(REF, later, ref, REQUIRED),
    FIELD(REF, later, client, REQUIRED, .model = &model_client),
    FIELD(INSTANT, later, until, REQUIRED),
};
const struct model model_later = MODEL("later", later, fields, .internal = true);
