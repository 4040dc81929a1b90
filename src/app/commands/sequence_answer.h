/* What the commands about a sequence share. */
#pragma once

#include "paletti/app/command.h"

/* The page of the one called NAME, as an answer. */
int sequence_show(struct app *app, const char *name, struct answer *answer, struct err *err);
/* The letter that is meant, from 0; -1: none was named. */
int sequence_option_letter(const struct request *request, int *ret, struct err *err);

int sequence_preview(struct app *app, const struct request *request, const char *name, struct answer *answer, struct err *err);
int sequence_confirm_all(struct app *app, const struct request *request, const char *name, struct answer *answer,
                         unsigned *ret_changes, struct err *err);
