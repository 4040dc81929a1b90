/* Words that the record language shares between reading and writing, beyond the models' own. */
#pragma once

static const char *const day_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", NULL};
static const char *const grade_names[] = {"A", "B", "C", "D", NULL};
static const char *const channel_hours_names[] = {"any", "contact", "never", NULL};
