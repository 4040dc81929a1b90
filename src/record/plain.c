#include "plain.h"

#include "object.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <string.h>

/* A line on its way; `text` holds the string read last. All functions below say false for what is not plain.
 */
struct plain {
    const char *at, *end;
    struct str text;
    const struct record_checks *checks;
};

static void skip_blanks(struct plain *p)
{
    while (p->at < p->end && (*p->at == ' ' || *p->at == '\t' || *p->at == '\r'))
        p->at++;
}

static bool take(struct plain *p, char c)
{
    skip_blanks(p);
    bool is = p->at < p->end && *p->at == c;
    p->at += is;
    return is;
}

/* Up to the next quotation mark, backslash or control character, which there is. */
static const char *run_end(const struct plain *p)
{
    const char *s = p->at;
    while (s < p->end && (unsigned char)*s >= 0x20 && *s != '"' && *s != '\\')
        s++;
    return s;
}

static bool read_escape(struct plain *p)
{
    static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    const char *letter = p->at < p->end && *p->at ? strchr(letters, *p->at) : NULL;
    if (!letter)
        return false;
    str_add_char(&p->text, bytes[letter - letters]);
    p->at++;
    return true;
}

static bool read_string(struct plain *p)
{
    str_clear(&p->text);
    if (!take(p, '"'))
        return false;
    for (;;) {
        const char *end = run_end(p);
        str_add_n(&p->text, p->at, (size_t)(end - p->at));
        if (end == p->end || (*end != '"' && *end != '\\'))
            return false;
        p->at = end + 1;
        if (*end == '"')
            return true;
        if (!read_escape(p))
            return false;
    }
}

static const char *behind_string(const char *s, const char *end)
{
    for (s++; s < end && *s != '"'; s++)
        s += *s == '\\';
    return s < end ? s + 1 : end;
}

/* Where the value that begins here ends, without a look at what is inside; p->end when it does not. */
static const char *value_end(const struct plain *p)
{
    size_t depth = 0;
    for (const char *s = p->at; s < p->end; s++) {
        if (*s == '"') {
            s = behind_string(s, p->end) - 1;
        } else if (*s == '{' || *s == '[') {
            depth++;
        } else if (depth == 0 && (*s == ',' || *s == '}')) {
            return s;
        } else if (*s == '}' || *s == ']') {
            depth--;
        }
    }
    return p->end;
}

/* Lists, objects, numbers, true and false are the general reader's. */
static bool read_value(struct plain *p, const struct field *field, void *record)
{
    _cleanup_(json_decref_p)
    json_t *value = NULL;
    skip_blanks(p);
    if (p->at < p->end && *p->at == '"' && value_takes_text(field))
        return read_string(p) &&
               value_read_text(field, str_text(&p->text), p->text.len, NULL, p->checks, record, NULL) == 0;

    const char *end = value_end(p);
    if (object_load(p->at, (size_t)(end - p->at), true, &value, NULL) < 0)
        return false;
    p->at = end;
    return value_read(field, value, NULL, p->checks, record, NULL) == 0;
}

static bool read_members(struct plain *p, const struct model *model, void *record)
{
    uint64_t seen = 0;
    size_t next = 0;
    while (take(p, ',')) {
        if (!read_string(p) || !take(p, ':'))
            return false;
        const struct field *field = object_field(model, str_text(&p->text), &next);
        if (!field || object_seen(model, field, &seen) || !read_value(p, field, record))
            return false;
    }
    if (!take(p, '}'))
        return false;
    skip_blanks(p);
    return p->at == p->end && object_finish(model, seen, NULL, record, NULL) == 0;
}

static const struct model *read_type(struct plain *p)
{
    if (!take(p, '{') || !read_string(p) || !str_equal(str_text(&p->text), "type") || !take(p, ':') ||
        !read_string(p))
        return NULL;
    return model_find(str_text(&p->text));
}

int plain_parse(const char *line, size_t len, const struct record_checks *checks,
                const struct model **ret_model, void **ret_record)
{
    struct plain p = {.at = line, .end = line + len, .checks = checks};
    const struct model *model = text_valid(line, len) == len ? read_type(&p) : NULL;
    int found = 1;
    if (model) {
        void *record = mem_alloc(model->size);
        model_init(model, record);
        if (read_members(&p, model, record)) {
            *ret_model = model;
            *ret_record = record;
            found = 0;
        } else {
            record_free(model, record);
        }
    }
    str_done(&p.text);
    return found;
}
