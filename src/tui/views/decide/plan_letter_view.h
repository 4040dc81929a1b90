/* What the letters of a plan will say, to be read before anything is decided. */
#pragma once

#include "view.h"

/* Opened with its lines, each behind the style it has as one letter: 'a' + enum style. */
extern const struct view_ops view_plan_letter_ops;
