/* What the pane to decide on knows once there was a pause. */
#pragma once

#include "deciding_inside.h"

#include "paletti/app/views.h"

struct about_decision {
    struct app *app;
    struct facts *facts;
    int64_t client_id, stamp;
    int32_t today;
    bool compared;
    struct tried tried;
    bool decided;          /* `last` is there */
    struct decision last;  /* in force */
    int32_t chance_on;     /* the day of the last second chance, DAY_NONE */
    struct str since_last; /* what came since `last`, in words; "" */
    struct texts packages; /* "4 left of 12 sessions" */
};
