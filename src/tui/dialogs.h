/* What the shell does about dialogs in which a person types: which ones its keys open, and on what. */
#pragma once

#include "shell.h"

/* Bits of enum need that no single view knows. */
unsigned dialogs_have(const struct shell *shell);
/* The client that a key is about, 0: nobody. *RET_NAME is borrowed. */
int64_t dialogs_client(const struct shell *shell, const char **ret_name);
/* Opens the dialog of ACTION; false: it is none of these. */
bool dialogs_act(struct shell *shell, enum action action);
/* Has TEXT edited, and gives what comes back to the topmost dialog. */
void dialogs_edit(struct shell *shell, const char *text);
/* Selects the entry REF in the log, and its client. */
void dialogs_show_entry(struct shell *shell, const char *ref);
/* Selects the client REF among the clients. */
void dialogs_show_client(struct shell *shell, const char *ref);
