#include "paletti/record/json.h"

#include "paletti/base/civil.h"

#include <string.h>

/* What JSON demands to be escaped (RFC 8259, section 7), and nothing else. */
static bool must_escape(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\';
}

static void add_escape(struct str *to, char c)
{
    static const char named[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt", hex[] = "0123456789abcdef";
    const char *at = strchr(named, c);
    char text[6] = {'\\', at ? letters[at - named] : 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    str_add_n(to, text, at ? 2 : 6);
}

static void add_string(struct str *to, const char *text)
{
    str_add_char(to, '"');
    for (const char *p = text;; p++) {
        if (*p && !must_escape((unsigned char)*p))
            continue;
        str_add_n(to, text, (size_t)(p - text));
        if (!*p)
            break;
        add_escape(to, *p);
        text = p + 1;
    }
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
