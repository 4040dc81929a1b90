/* The ladder's steps and numbers and the law's figures: the built-in files, and the person's own over them. */
#pragma once

#include "inside.h"

#include "paletti/core/recovery.h"

struct ladder_book {
    struct ladder_rules rules;
    struct law law;
    char *refused; /* why an own file was not taken, a sentence; NULL */
};

void ladder_book_load(struct app *app, struct ladder_book *ret);
void ladder_book_clear(struct ladder_book *book);
