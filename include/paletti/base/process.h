/* Processes by names that are not given twice: the machine's start, the pid, and when it began. */
#pragma once

#include <stdbool.h>

/* The name of this process. The caller owns it. */
char *process_self(void);
/* Whether the process called NAME, by process_self of this machine, runs still. */
bool process_lives(const char *name);
