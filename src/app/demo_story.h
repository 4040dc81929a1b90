/* What the demo's person did with paletti before one looks: decisions begun and left, a triage half done. They are no records:
 * they are done as the person would have done them, at their time. */
#pragma once

#include "paletti/app/app.h"

#define DEMO_NOW INT64_C(1794820500) /* Mon 16 Nov 2026 10:15 in Madrid */

/* Into the file of OPTIONS, whose dates were moved by WEEKS; ZONE is the demo's. */
int demo_tell_story(const struct app_options *options, const struct zone *zone, int weeks, struct err *err);
