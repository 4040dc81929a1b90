/* The words of a language that its countries share. */
#pragma once

#include "paletti/core/locale.h"

struct date_words {
    const char *plain;   /* before a day of the month: "del " */
    const char *elided;  /* before one that is said with a vowel first: "dell'" */
    const char *weekday; /* before a weekday: "di " */
};

struct channel_noun {
    const char *channel, *name, *by;
};

struct tongue {
    const char *language;
    const char *weekdays[7], *weekdays_every[7], *months[12];
    const char *after_weekday, *before_month, *before_year;
    struct date_words dates[6]; /* by enum date_form */
    const char *and, * or ;
    struct {
        const char *one, *many;
    } windows[4]; /* by enum window_unit */
    const struct channel_noun *channels;
    const char *by; /* any other channel: "por " */
};

extern const struct tongue tongue_en, tongue_es, tongue_it;
