/* What is made from the command table: help, the manual's part, completions. */
#pragma once

#include "out.h"

#include "paletti/cli/cli.h"

/* The options of every command. */
extern const struct option help_globals[];
extern const size_t help_globals_n;

void help_all(struct out *out);
void help_command(struct out *out, const struct command *command);
/* The section COMMANDS of paletti(1), in mdoc. */
void help_manual(struct out *out);
/* A completion script for bash, zsh or fish. -1: no such shell. */
int help_completion(struct out *out, const char *shell, struct err *err);
