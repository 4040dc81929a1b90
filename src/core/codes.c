#include "paletti/core/codes.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <string.h>

#define CODE_MAX 64

static bool is_code(const char *s, size_t len)
{
    if (!len || len > CODE_MAX || s[0] < 'a' || s[0] > 'z')
        return false;
    for (size_t i = 0; i < len; i++)
        if (!(s[i] >= 'a' && s[i] <= 'z') && !(s[i] >= '0' && s[i] <= '9') && s[i] != '_')
            return false;
    return true;
}

/* The code's place, whether it is new or known. */
static struct code *place_of(struct codes *codes, char *code)
{
    for (size_t i = 0; i < codes->n; i++) {
        if (!str_equal(codes->v[i].code, code))
            continue;
        free(code);
        free(codes->v[i].label);
        free(codes->v[i].words);
        codes->v[i].words = NULL;
        return &codes->v[i];
    }
    MEM_GROW(codes->v, codes->n, codes->cap);
    codes->v[codes->n] = (struct code){.code = code};
    return &codes->v[codes->n++];
}

static char *trimmed(const char *text, size_t len)
{
    while (len && strchr(" \t", text[len - 1]))
        len--;
    return mem_string_n(text, len);
}

static void keep_meaning(struct code *code, const char *text, size_t len)
{
    const char *bar = memchr(text, '|', len);

    code->label = trimmed(text, bar ? (size_t)(bar - text) : len);
    if (bar)
        code->words = trimmed(bar + 1, len - (size_t)(bar - text) - 1);
}

/* One line without its newline: nothing, a comment, or a code and its label. */
static int parse_line(const char *line, size_t len, struct codes *codes, struct err *err)
{
    static const char blanks[] = " \t\r";
    if (text_valid(line, len) < len)
        return err_set(err, _("is no valid UTF-8; save the file as UTF-8"));
    while (len && strchr(blanks, line[len - 1]))
        len--;
    size_t start = strspn(line, blanks);
    if (start >= len || line[start] == '#')
        return 0;
    size_t end = start;
    while (end < len && !strchr(blanks, line[end]))
        end++;
    size_t label = end + strspn(line + end, blanks);
    if (!is_code(line + start, end - start))
        return err_set(err,
                       _("\"%.*s\" is no code; write small letters of a to z, digits and _, a letter first"),
                       (int)(end - start < CODE_MAX ? end - start : CODE_MAX), line + start);
    if (label >= len)
        return err_set(err, _("the code %.*s has no label; write what it means behind it"),
                       (int)(end - start), line + start);
    keep_meaning(place_of(codes, mem_string_n(line + start, end - start)), line + label, len - label);
    return 0;
}

int codes_parse(const char *text, struct codes *codes, struct err *err)
{
    for (size_t number = 1; *text; number++) {
        size_t len = strcspn(text, "\n");
        if (parse_line(text, len, codes, err) < 0)
            return err_prefix(err, _("line %zu"), number);
        text += len + (text[len] == '\n');
    }
    return 0;
}

const struct code *codes_find(const struct codes *codes, const char *code)
{
    for (size_t i = 0; i < codes->n; i++)
        if (str_equal(codes->v[i].code, code))
            return &codes->v[i];
    return NULL;
}

void codes_clear(struct codes *codes)
{
    for (size_t i = 0; i < codes->n; i++) {
        free(codes->v[i].code);
        free(codes->v[i].label);
        free(codes->v[i].words);
    }
    free(codes->v);
    *codes = (struct codes){0};
}
