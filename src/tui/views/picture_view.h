/* The page of the pictures. */
#pragma once

#include "view.h"

#include "paletti/app/plot.h"

extern const struct view_ops view_picture_ops;

/* What it is opened with: the picture that WISH asks for, the client with its id and NAME at hand (0: nobody). Owned. */
char *picture_view_argument(const struct plot_wish *wish, const char *name);
