/* The line at the bottom in which a filter is typed. */
#pragma once

#include "view.h"

/* For a list of OF; WORDS, or NULL: what it begins with. Accepting makes EFFECT of it: EFFECT_FILTER or EFFECT_MARK. */
struct view *filter_view_new(const struct scene *scene, enum filter_of of, enum effect_kind effect, const char *words);
