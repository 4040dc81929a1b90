/* gettext: every string a person reads goes through one of these. */
#pragma once

#include <libintl.h>

#define _(text)            gettext(text)
#define N_(text)           (text)
#define P_(one, many, n)   ngettext((one), (many), (unsigned long)(n))
