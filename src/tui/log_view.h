/* What the shell tells the log, and what others may ask of it. */
#pragma once

#include "view.h"

/* Shows the log of another client; 0: nobody's. */
void log_view_show(struct view *view, int64_t client, const char *name);
/* Everybody's entries, or again the client's. */
void log_view_toggle_everybody(struct view *view);
