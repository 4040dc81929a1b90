#include "paletti/record/json.h"

#include "paletti/base/civil.h"

#include <string.h>

static void add_number(struct str *to, unsigned unit)
{
    static const char hex[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', hex[unit >> 12], hex[unit >> 8 & 15], hex[unit >> 4 & 15], hex[unit & 15]};
    str_add_n(to, text, sizeof text);
}

/* The character at S, and its bytes, where it may not stand as it is; 0 where it may. JSON demands that of
 * quotation marks, backslashes and C0 (RFC 8259, section 7). The rest could steer the terminal that an answer
 * is printed on, though the answer has to keep it: DEL, C1, U+2028 to 202E, U+2060 to 206F, tags. */
static size_t to_escape(const char *s, unsigned *ret_rune)
{
    const unsigned char *u = (const unsigned char *)s;
    if (u[0] < 0x80) {
        *ret_rune = u[0];
        return u[0] < 0x20 || u[0] == '"' || u[0] == '\\' || u[0] == 0x7f;
    }
    if (u[0] == 0xc2) {
        *ret_rune = u[1];
        return u[1] < 0xa0 ? 2 : 0;
    }
    if (u[0] == 0xe2) {
        *ret_rune = 0x2000u | (u[1] & 0x3fu) << 6 | (u[2] & 0x3fu);
        bool found =
            (u[1] == 0x80 && u[2] >= 0xa8 && u[2] <= 0xae) || (u[1] == 0x81 && u[2] >= 0xa0 && u[2] <= 0xaf);
        return found ? 3 : 0;
    }
    *ret_rune = 0xe0000u | (u[0] == 0xf3 && u[1] == 0xa0 ? (u[2] & 0x3fu) << 6 | (u[3] & 0x3fu) : 0);
    return u[0] == 0xf3 && u[1] == 0xa0 && u[2] <= 0x83 ? 4 : 0;
}

static void add_escape(struct str *to, unsigned rune)
{
    static const char named[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *at = rune < 0x80 ? strchr(named, (int)rune) : NULL;
    if (at) {
        str_add_char(to, '\\');
        str_add_char(to, letters[at - named]);
    } else if (rune > 0xffff) {
        add_number(to, 0xd800 + ((rune - 0x10000) >> 10));
        add_number(to, 0xdc00 + ((rune - 0x10000) & 0x3ff));
    } else {
        add_number(to, rune);
    }
}

static void add_string(struct str *to, const char *text)
{
    const char *p = text;
    unsigned rune;
    str_add_char(to, '"');
    while (*p) {
        size_t len = to_escape(p, &rune);
        if (len == 0) {
            p++;
            continue;
        }
        str_add_n(to, text, (size_t)(p - text));
        add_escape(to, rune);
        text = p += len;
    }
    str_add_n(to, text, (size_t)(p - text));
    str_add_char(to, '"');
}

/* The comma behind what came before, and the key. */
static void begin(struct json *json, const char *key)
{
    if (json->comma)
        str_add_char(json->to, ',');
    json->comma = true;
    if (!key)
        return;
    add_string(json->to, key);
    str_add_char(json->to, ':');
}

static void open_level(struct json *json, const char *key, char bracket)
{
    begin(json, key);
    str_add_char(json->to, bracket);
    json->comma = false;
}

static void close_level(struct json *json, char bracket)
{
    str_add_char(json->to, bracket);
    json->comma = true;
}

void json_open_object(struct json *json, const char *key)
{
    open_level(json, key, '{');
}

void json_close_object(struct json *json)
{
    close_level(json, '}');
}

void json_open_list(struct json *json, const char *key)
{
    open_level(json, key, '[');
}

void json_close_list(struct json *json)
{
    close_level(json, ']');
}

void json_text(struct json *json, const char *key, const char *text)
{
    if (!text) {
        json_nothing(json, key);
        return;
    }
    begin(json, key);
    add_string(json->to, text);
}

void json_number(struct json *json, const char *key, int64_t value)
{
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    char buf[20], *at = buf + sizeof buf;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    begin(json, key);
    if (value < 0)
        str_add_char(json->to, '-');
    str_add_n(json->to, at, (size_t)(buf + sizeof buf - at));
}

void json_bool(struct json *json, const char *key, bool value)
{
    json_raw(json, key, value ? "true" : "false");
}

void json_nothing(struct json *json, const char *key)
{
    json_raw(json, key, "null");
}

void json_instant(struct json *json, const char *key, int64_t at)
{
    char buf[CIVIL_INSTANT_SIZE];
    json_text(json, key, at == INSTANT_NONE ? NULL : civil_format_instant(at, buf));
}

void json_day(struct json *json, const char *key, int32_t day)
{
    char buf[CIVIL_DAY_SIZE];
    json_text(json, key, day == DAY_NONE ? NULL : civil_format_day(day, buf));
}

void json_money(struct json *json, const char *key, struct money money)
{
    if (!*money.currency) {
        json_nothing(json, key);
        return;
    }
    json_open_object(json, key);
    begin(json, "amount");
    str_add_char(json->to, '"');
    money_amount(json->to, money);
    str_add_char(json->to, '"');
    json_text(json, "currency", money.currency);
    json_close_object(json);
}

void json_raw(struct json *json, const char *key, const char *text)
{
    begin(json, key);
    str_add(json->to, text);
}
