/* Long work that the person may stop. */
#pragma once

#include "paletti/app/command.h"

/* REQUEST may be NULL. */
bool stop_wanted(const struct request *request);
/* The sentence of everything that was stopped; always -1. */
int stop_said(struct err *err);
