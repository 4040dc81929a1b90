/* A letter for a program of the user's, as sendmail is. */
#pragma once

#include "services/smtp.h"

/* As smtp_send. What the program was told cannot be taken back: the step POST_END comes before it is started.
 */
int handover_send(struct errand *errand, const struct str *bytes, struct outcome *ret, struct err *err);
