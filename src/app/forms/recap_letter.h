/* The words of a recap, in the client's language. */
#pragma once

#include "paletti/base/zone.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/core/me.h"

/* Writes to CLIENT what CALL was about; its moment as ZONE's clocks show it. Both texts are owned. A client without a
 * language is written to in English, one without a register in words that need none. */
void recap_letter(const struct interaction *call, const struct client *client, const struct me *me,
                  const struct zone *zone, char **ret_subject, char **ret_body);
