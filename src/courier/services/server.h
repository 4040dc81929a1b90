/* From a job to an open connection with its server, and from what came of it to the event. */
#pragma once

#include "services/smtp.h"

/* Asks for the secret, confines the process, connects and logs in. *RET is NULL where no connection came
 * about: OUTCOME says why. -1 with err: not even tried. */
int server_open(struct errand *errand, struct pipe **ret, struct outcome *outcome, struct err *err);
int server_tell(struct errand *errand, const struct outcome *outcome, struct err *err);
