/* What the shell tells the log, and what others may ask of it. */
#pragma once

#include "view.h"

/* The client whose log it is; OF_ENTRY: of the selected entry, where the log shows everybody's. 0: nobody. */
int64_t log_view_client(const struct view *view, bool of_entry, const char **ret_name);
/* Selects the entry with the store's ID, once it is loaded. */
void log_view_select(struct view *view, int64_t id);
/* Whether its filter keeps that entry from being listed, as far as it has looked. */
bool log_view_hides(const struct view *view, int64_t id);
/* What fits WORDS (a filter) of the client's own log; when the filter ends, back leads to the pane FROM. */
int log_view_show_fitting(struct view *view, const char *words, int64_t from, struct err *err);
/* Everybody's entries, or again the client's. */
void log_view_toggle_everybody(struct view *view);
