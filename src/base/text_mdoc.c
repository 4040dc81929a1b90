#include "paletti/base/text.h"

/* A backslash is \\e, and a line must not begin with a dot or a quote. */
void text_mdoc(struct str *to, const char *s)
{
    for (const char *p = s; *p; p++) {
        if ((*p == '.' || *p == '\'') && (p == s || p[-1] == '\n'))
            str_add(to, "\\&");
        if (*p == '\\')
            str_add(to, "\\e");
        else if (*p == '-')
            str_add(to, "\\-");
        else if (*p == '\n' && p[1] == '\n') {
            str_add(to, "\n.Pp\n");
            p++;
        } else
            str_add_char(to, *p);
    }
}
