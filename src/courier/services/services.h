/* The jobs that leave the machine, a function each: they tell steps and one outcome, and return 0, or -1 with
 * what `failed` says: then nothing was sent. */
#pragma once

#include "errand.h"

int mail_compose(struct errand *errand, struct err *err);
int mail_send(struct errand *errand, struct err *err);
int mail_find(struct errand *errand, struct err *err);
int mail_check(struct errand *errand, struct err *err);
