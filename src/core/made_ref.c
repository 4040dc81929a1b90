#include "made_ref.h"

#include "paletti/base/str.h"

char *made_ref(const char *a, const char *b)
{
    struct str ref = STR_INIT;

    if (!a || !b)
        return NULL;
    for (; *a; a++)
        if (*a == ':' || *a == '%')
            str_printf(&ref, "%%%02X", (unsigned)*a);
        else
            str_add_char(&ref, *a);
    str_printf(&ref, ":%s", b);
    return str_take(&ref);
}
