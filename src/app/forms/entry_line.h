/* An entry on one line, as people type it: "yesterday 17:50 in email 25m wants a different header", in
 * English, Spanish or Italian. interchange.md, section 3. */
#pragma once

#include "paletti/base/zone.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"

/* Fills RET (initialised) but for ref and client. RULE is the one in force: its channels are known ones. */
int entry_line_parse(const char *line, int64_t now, const struct zone *zone, const struct rule *rule,
                     struct interaction *ret, struct err *err);
/* The same while it is typed: 1 when the line is not long enough yet to say what it was; RET has `at` where it says when. */
int entry_line_so_far(const char *line, int64_t now, const struct zone *zone, const struct rule *rule,
                      struct interaction *ret, struct err *err);

/* The channel that TEXT names, as records call it ("correo", "e-mail" and "in person" are known ones); or NULL. RULE may be
 * NULL. Borrowed from the tables, or from RULE. */
const char *entry_channel(const char *text, const struct rule *rule);

/* "25m", "25min", "2h", "1h30", "1h30m"; -1: something else. */
int64_t entry_minutes(const char *word);
