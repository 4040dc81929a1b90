/* An entry on one line, as people type it: "yesterday 17:50 in email 25m wants a different header", in
 * English, Spanish or Italian. interchange.md, section 3. */
#pragma once

#include "paletti/base/zone.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"

/* Fills RET (initialised) but for ref and client. RULE is the one in force: its channels are known ones. */
int entry_line_parse(const char *line, int64_t now, const struct zone *zone, const struct rule *rule,
                     struct interaction *ret, struct err *err);
