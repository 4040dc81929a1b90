/* Writing SVG: whole numbers, and text that came from outside made safe and escaped. */
#pragma once

#include "paletti/base/str.h"

/* TEXT as the content of an element, or of an attribute in double quotes. */
void svg_escape(struct str *to, const char *text);
/* TEXT at X, Y in the class CLASS; the classes say how it is anchored. */
void svg_text(struct str *to, const char *class, int x, int y, const char *text);
void svg_rect(struct str *to, const char *class, int x, int y, int w, int h);
void svg_line(struct str *to, const char *class, int x, int y, int x2, int y2);
