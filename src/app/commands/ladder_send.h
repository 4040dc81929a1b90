/* The next letter of the payment ladder, handed to the outbox. */
#pragma once

#include "paletti/app/command.h"

/* Writes the letter about INVOICE where none waits, and shows it whole; with --name it confirms one that waited. */
int ladder_send(struct app *app, const struct request *request, const char *client, const char *invoice, struct answer *answer,
                unsigned *ret_changes, struct err *err);
