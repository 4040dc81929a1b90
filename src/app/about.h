/* Saying the lines of the panes about one client. */
#pragma once

#include "inside.h"

#include "paletti/app/views.h"
#include "paletti/store/clients.h"

struct about {
    struct app *app;
    int (*fn)(void *ctx, const struct about_line *line);
    void *ctx;
};

void about_say(struct about *about, const char *label, const char *text, const char *aside);
void about_printf(struct about *about, const char *label, const char *fmt, ...) _printf_(3, 4);
