#include "escape.h"

#include <string.h>

void escape_move(struct str *to, int x, int y)
{
    str_add(to, "\033[");
    str_add_int(to, y + 1, 1);
    str_add_char(to, ';');
    str_add_int(to, x + 1, 1);
    str_add_char(to, 'H');
}

void escape_right(struct str *to, int n)
{
    str_add(to, "\033[");
    str_add_int(to, n, 1);
    str_add_char(to, 'C');
}

void escape_color(struct str *to, bool back, int color)
{
    str_add(to, "\033[");
    if (color >= 16)
        str_add(to, back ? "48;5;" : "38;5;");
    str_add_int(to, color >= 16 ? color : (color < 8 ? 30 : 90 - 8) + color + (back ? 10 : 0), 1);
    str_add_char(to, 'm');
}

void escape_join(struct str *settings)
{
    struct str joined = STR_INIT;

    for (const char *s = str_text(settings); *s;) {
        size_t n = str_starts(s, "\033[") ? strspn(s + 2, "0123456789;:") : 0;
        if (!str_starts(s, "\033[") || s[2 + n] != 'm') {
            str_done(&joined);
            return;
        }
        str_add(&joined, joined.len > 0 ? ";" : "\033[");
        str_add_n(&joined, n > 0 ? s + 2 : "0", n > 0 ? n : 1);
        s += 2 + n + 1;
    }
    if (str_equal(str_text(&joined), "\033[0"))
        joined.s[--joined.len] = '\0'; /* nothing means 0 */
    if (joined.len > 0)
        str_add_char(&joined, 'm');
    str_done(settings);
    *settings = joined;
}

size_t escape_token(const char *s)
{
    size_t n = 1;

    if (s[0] == '\033' && s[1] == '[') {
        for (n = 2; s[n] && (s[n] < '@' || s[n] > '~'); n++)
            ;
        return n + (s[n] != '\0');
    }
    if (s[0] == '\033')
        return s[1] ? 2 : 1;
    while ((s[n] & 0xC0) == 0x80)
        n++;
    return n;
}

void escape_copy(struct str *to, const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t len = strlen(text);

    str_add(to, "\033]52;c;");
    for (size_t i = 0; i < len; i += 3) {
        size_t n = len - i < 3 ? len - i : 3;
        unsigned bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (k < n ? (unsigned char)text[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            str_add_char(to, k <= n ? digits[bits >> (18 - 6 * k) & 63] : '=');
    }
    str_add_char(to, '\a');
}
