/* What blur keeps in an app. */
#pragma once

#include "inside.h"

#include "paletti/app/blur.h"
#include "paletti/base/str.h"

/* A text that is looked for, and what stands in its place. */
struct blur_term {
    char *text, *shown;
};

enum { BLUR_TEXTS = 16 };

struct blur {
    bool on, known; /* the terms are those of the file */
    struct blur_term *terms; /* in the order of their bytes */
    size_t n, cap;
    struct str texts[BLUR_TEXTS]; /* handed out, in turn */
    size_t turn;
};

struct blur *app_blur_of(struct app *app);
/* The file as it is open, without another look at it: NULL where it is not. */
struct store *app_store(struct app *app);
/* After the clients may have changed. */
void blur_forget(struct blur *blur);
void blur_done(struct blur *blur);
/* What stands in FIELD: what somebody wrote as dots; sums, days and words of ours as they are. */
const char *blur_field(struct app *app, const struct field *field, const char *text);
