/* Small things that the person set for this file: how a list is sorted, what `:set` keeps. A text per name
 * ("sort.clients"); whoever reads one knows what it may hold, and takes anything else for nothing. */
#pragma once

#include "paletti/app/app.h"

/* 0: *RET (owned); 1: nothing is set, or there is no file. */
int app_setting(struct app *app, const char *name, char **ret, struct err *err);
/* VALUE NULL: as if it had never been set. No act: undo does not know it. Where another process is writing, it is waited
 * for with WAIT; without, 1, at once, and nothing is set. Nothing is made where there is no file: 1 too. */
int app_set_setting(struct app *app, const char *name, const char *value, bool wait, struct err *err);

/* What `set` knows: a name and what it may be; the first is what it is unless set. */
struct setting {
    const char *name;
    const char *const *values; /* NULL-terminated */
    const char *help;          /* N_() */
};
extern const struct setting settings[];
extern const size_t settings_n;
/* NULL: there is none of that name. Static. */
const struct setting *setting_find(const char *name);
/* The value of the one called NAME, one of its values; what cannot be read is as if it were not set. Static. */
const char *app_choice(struct app *app, const char *name);
