#include "words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/str.h"
#include "paletti/core/money.h"

#include <string.h>

#define TEXT_MAX  65536
#define REF_MAX   200
#define EMAIL_MAX 254 /* RFC 5321, 4.5.3.1.3, without the angle brackets */

/* C0, DEL, and C1 as UTF-8. */
static bool has_control(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        if (*p < 0x20 || *p == 0x7f || (*p == 0xc2 && p[1] < 0xa0))
            return true;
    return false;
}

int words_check_ref(const char *text, size_t len, const struct place *place, struct err *err)
{
    if (!len)
        return place_fail(place, err, _("is empty; give it a name, or leave it out"));
    if (len > REF_MAX)
        return place_fail(place, err, _("is %zu bytes long; at most %d are allowed"), len, REF_MAX);
    if (has_control(text))
        return place_fail(place, err, _("holds a control character; use visible characters only"));
    return 0;
}

/* What a mail server could not refuse to understand is fine; what could leave a header's line is not. */
static bool email_fine(const char *text, size_t len)
{
    const char *at = strchr(text, '@');
    return at && at != text && at[1] && !strchr(at + 1, '@') && len <= EMAIL_MAX && !has_control(text) &&
           !strpbrk(text, " <>(),;:\"\\");
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* "es", "es-ES". */
static bool language_fine(const char *text)
{
    if (!is_lower(text[0]) || !is_lower(text[1]))
        return false;
    return !text[2] || (text[2] == '-' && is_upper(text[3]) && is_upper(text[4]) && !text[5]);
}

static bool country_fine(const char *text)
{
    return is_upper(text[0]) && is_upper(text[1]) && !text[2];
}

static int check_flags(const struct field *field, const char *text, size_t len, const struct place *place,
                       struct err *err)
{
    char quoted[QUOTED_SIZE];
    place_quote(text, quoted);
    if (field->flags & FIELD_EMAIL && !email_fine(text, len))
        return place_fail(place, err,
                          _("%s is no mail address; write it as \"name@domain\" and nothing else"), quoted);
    if (field->flags & FIELD_LANGUAGE && !language_fine(text))
        return place_fail(place, err, _("%s is no language; write it as \"es\" or \"es-ES\""), quoted);
    if (field->flags & FIELD_COUNTRY && !country_fine(text))
        return place_fail(place, err, _("%s is no country; write two capitals of ISO 3166, such as \"ES\""),
                          quoted);
    if (field->flags & FIELD_CURRENCY && currency_decimals(text) < 0)
        return place_fail(place, err, _("%s is no currency of ISO 4217; write a code such as \"EUR\""),
                          quoted);
    return 0;
}

static int check_outside(const struct field *field, const char *text, const struct place *place,
                         const struct record_checks *checks, struct err *err)
{
    char quoted[QUOTED_SIZE];
    if (field->kind == FIELD_ZONE && checks && checks->zone && !checks->zone(checks->ctx, text))
        return place_fail(place, err, _("%s is no time zone; write a name such as \"Europe/Madrid\""),
                          place_quote(text, quoted));
    if (field->code && checks && checks->code && !checks->code(checks->ctx, field->code, text))
        return place_fail(place, err,
                          _("%s is not in the list of %s; use a code of it, or add this one to your own "
                            "file of %s"),
                          place_quote(text, quoted), field->code, field->code);
    return 0;
}

int words_check(const struct field *field, const char *text, size_t len, const struct place *place,
                const struct record_checks *checks, struct err *err)
{
    size_t max = field->max ? (size_t)field->max : TEXT_MAX;
    if (len > max)
        return place_fail(place, err, _("is %zu bytes long; at most %zu are allowed"), len, max);
    if (field->kind == FIELD_REF || field->model)
        return words_check_ref(text, len, place, err);
    if (!len && field->flags & FIELD_REQUIRED)
        return place_fail(place, err, _("is empty; it has to say something"));
    if (field->flags & (FIELD_EMAIL | FIELD_LANGUAGE | FIELD_COUNTRY | FIELD_CURRENCY) &&
        check_flags(field, text, len, place, err) < 0)
        return -1;
    return check_outside(field, text, place, checks, err);
}

static const char *name_at(const void *names, size_t i)
{
    return ((const char *const *)names)[i];
}

static int unknown_name(const char *const *names, size_t n, const char *text, const struct place *place,
                        struct err *err)
{
    char quoted[QUOTED_SIZE];
    _cleanup_str_ struct str list = STR_INIT;
    for (size_t i = 0; i < n; i++)
        str_printf(&list, i ? ", \"%s\"" : "\"%s\"", names[i]);
    const char *guess = place_guess(text, n, name_at, names);
    place_quote(text, quoted);
    if (guess)
        return place_fail(place, err, _("%s is none of %s; did you mean \"%s\"?"), quoted, str_text(&list),
                          guess);
    return place_fail(place, err, _("%s is none of %s"), quoted, str_text(&list));
}

int words_index(const char *const *names, const char *text, const struct place *place, struct err *err)
{
    size_t n = 0;
    for (; names[n]; n++)
        if (strcmp(names[n], text) == 0)
            return (int)n;
    return unknown_name(names, n, text, place, err);
}
