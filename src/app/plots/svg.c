#include "svg.h"

#include "paletti/base/text.h"

void svg_escape(struct str *to, const char *text)
{
    _cleanup_str_ struct str safe = STR_INIT;

    text_safe(&safe, text, true);
    for (const char *s = str_text(&safe); *s; s++)
        switch (*s) {
        case '&':
            str_add(to, "&amp;");
            break;
        case '<':
            str_add(to, "&lt;");
            break;
        case '>':
            str_add(to, "&gt;");
            break;
        case '"':
            str_add(to, "&quot;");
            break;
        default:
            str_add_char(to, *s);
        }
}

void svg_text(struct str *to, const char *class, int x, int y, const char *text)
{
    str_printf(to, "<text class=\"%s\" x=\"%d\" y=\"%d\">", class, x, y);
    svg_escape(to, text);
    str_add(to, "</text>\n");
}

void svg_rect(struct str *to, const char *class, int x, int y, int w, int h)
{
    str_printf(to, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", class, x, y, w, h);
}

void svg_line(struct str *to, const char *class, int x, int y, int x2, int y2)
{
    str_printf(to, "<path class=\"%s\" d=\"M%d %dL%d %d\"/>\n", class, x, y, x2, y2);
}
