/* What an exception says, in words: "reply window 5 days; phone in contact hours". Appends. */
#pragma once

#include "inside.h"

#include "paletti/core/rule.h"

void words_exception(struct app *app, struct str *to, const struct override *override);
