/* What is to be confirmed, as an answer. */
#pragma once

#include "paletti/app/answer.h"
#include "paletti/app/outbox.h"

/* The whole of PREPARED; for people with HOW it is confirmed, the words of a command. */
void prepared_tell(struct answer *answer, const struct outbox_prepared *prepared, const char *how);
