#include "about.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <stdarg.h>

void about_say(struct about *about, const char *label, const char *text, const char *aside)
{
    about->fn(about->ctx, &(struct about_line){.label = label, .text = text, .aside = aside});
}

void about_printf(struct about *about, const char *label, const char *fmt, ...)
{
    _cleanup_str_ struct str text = STR_INIT;
    va_list ap;

    va_start(ap, fmt);
    str_vprintf(&text, fmt, ap);
    va_end(ap);
    about_say(about, label, str_text(&text), "");
}
