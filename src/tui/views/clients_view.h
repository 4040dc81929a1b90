/* What the shell tells the clients. */
#pragma once

#include "view.h"

/* Selects the client ID, wherever in the list that is, once it is loaded. */
void clients_view_select(struct view *view, int64_t id);
/* The same; no search or filter leaves the client out any more. */
void clients_view_show(struct view *view, int64_t id);
