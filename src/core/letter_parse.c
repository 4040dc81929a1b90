#include "letter_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { DEEP = 8 /* conditions inside each other */ };

static const char *const disclosure_names[] = {"client", "colleague", "self", NULL};

struct parser {
    struct letter_template *letter;
    bool given[3];           /* register, disclosure, subject */
    size_t ifs[DEEP], depth; /* those not ended yet */
    struct ops *to;
    bool line_broken; /* the last line ended with a \ */
};

enum { GIVEN_REGISTER, GIVEN_DISCLOSURE, GIVEN_SUBJECT };

/* --- pieces of a line --- */

static struct op *add_op(struct ops *ops, enum op_kind kind)
{
    MEM_GROW(ops->v, ops->n, ops->cap);
    ops->v[ops->n] = (struct op){.kind = kind};
    return &ops->v[ops->n++];
}

static char *trimmed(const char *s, size_t len)
{
    while (len && strchr(" \t\r", *s)) {
        s++;
        len--;
    }
    while (len && strchr(" \t\r", s[len - 1]))
        len--;
    return mem_string_n(s, len);
}

/* "contact.given": small letters, figures, dots, underscores. */
static size_t name_length(const char *s)
{
    return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._");
}

static void add_alternative(struct op *op, const char *s, size_t len)
{
    _cleanup_free_ char *all = trimmed(s, len);
    size_t key = strspn(all, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
    bool keyed = key > 0 && all[key] == '=';

    MEM_GROW(op->alternatives, op->n, op->cap);
    op->alternatives[op->n++] = (struct alternative){
        .key = keyed ? mem_string_n(all, key) : NULL,
        .text = mem_string(keyed ? all + key + 1 : all),
    };
}

/* " f=lista | m=listo }": S stands behind the question mark. */
static void parse_choice(struct op *op, const char *s, size_t len)
{
    const char *end = s + len;

    op->kind = OP_CHOICE;
    for (const char *bar; s <= end; s = bar + 1) {
        bar = memchr(s, '|', (size_t)(end - s));
        bar = bar ? bar : end;
        add_alternative(op, s, (size_t)(bar - s));
    }
}

/* What stands between braces. */
static int parse_field(struct ops *ops, const char *s, size_t len, struct err *err)
{
    struct op *op = add_op(ops, OP_FIELD);
    const char *end = s + len;

    op->flag = len && *s == '^';
    s += op->flag;
    size_t name = name_length(s);
    if (!name || name > (size_t)(end - s))
        return err_set(err, _("between braces stands the name of a field: {contact.given}"));
    op->text = mem_string_n(s, name);
    s += name;
    if (s < end && *s == '?') {
        parse_choice(op, s + 1, (size_t)(end - s - 1));
        return 0;
    }
    if (s < end && *s == ':') {
        op->form = mem_string_n(s + 1, (size_t)(end - s - 1));
        return letter_form_known(op->form) ? 0 : err_set(err, _("\"%s\" is no form of a field"), op->form);
    }
    return s == end
               ? 0
               : err_set(err, _("\"%.*s\" behind the name of a field: only a form or a choice may follow"),
                         (int)(end - s), s);
}

/* Literals and fields of LEN bytes. */
static int parse_pieces(struct ops *ops, const char *s, size_t len, struct err *err)
{
    const char *end = s + len;

    while (s < end) {
        size_t plain = strcspn(s, "{}");
        if (plain > (size_t)(end - s))
            plain = (size_t)(end - s);
        if (plain)
            add_op(ops, OP_TEXT)->text = mem_string_n(s, plain);
        s += plain;
        if (s >= end)
            break;
        const char *close = *s == '{' ? memchr(s, '}', (size_t)(end - s)) : NULL;
        if (!close)
            return err_set(err, _("a brace that is not closed or not opened"));
        if (parse_field(ops, s + 1, (size_t)(close - s - 1), err) < 0)
            return -1;
        s = close + 1;
    }
    return 0;
}

/* --- the head --- */

static int name_index(const char *const *names, const char *name)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static char **text_of_head(struct letter_template *letter, const char *key)
{
    struct {
        const char *key;
        char **to;
    } const places[] = {{"code", &letter->code},
                        {"kind", &letter->kind},
                        {"language", &letter->language},
                        {"variant", &letter->variant},
                        {"channel", &letter->channel}};

    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        if (strcmp(places[i].key, key) == 0)
            return places[i].to;
    return NULL;
}

static int parse_needs(struct letter_template *letter, const char *value, struct err *err)
{
    for (size_t len; *value; value += len) {
        value += strspn(value, ", ");
        len = name_length(value);
        if (!len && *value)
            return err_set(err, _("needs: \"%s\" begins with no name of a field"), value);
        _cleanup_free_ char *name = mem_string_n(value, len);
        if (len)
            texts_add(&letter->needs, name);
    }
    return 0;
}

static int parse_head_value(struct parser *parser, const char *key, char *value, struct err *err)
{
    struct letter_template *letter = parser->letter;
    char **text = text_of_head(letter, key);
    int index;

    if (!*value)
        return err_set(err, _("%s: nothing stands behind it"), key);
    if (text) {
        free(*text);
        *text = mem_string(value);
        return 0;
    }
    if (strcmp(key, "needs") == 0)
        return parse_needs(letter, value, err);
    if (strcmp(key, "subject") == 0) {
        parser->given[GIVEN_SUBJECT] = true;
        return letter->subject.n ? err_set(err, _("a second subject"))
                                 : parse_pieces(&letter->subject, value, strlen(value), err);
    }
    if (strcmp(key, "more") == 0)
        return parse_pieces(&letter->more, value, strlen(value), err);
    bool reg = strcmp(key, "register") == 0;
    if (!reg && strcmp(key, "disclosure") != 0)
        return err_set(err, _("\"%s\" is nothing that a letter's head has"), key);
    index = name_index(reg ? letter_address_names : disclosure_names, value);
    if (index < 0)
        return err_set(
            err, reg ? _("\"%s\" is no register") : _("\"%s\" is no disclosure: client, colleague or self"),
            value);
    parser->given[reg ? GIVEN_REGISTER : GIVEN_DISCLOSURE] = true;
    if (reg)
        letter->address = (enum letter_address)index;
    else
        letter->disclosure = (enum letter_disclosure)index;
    return 0;
}

static int parse_head_line(struct parser *parser, const char *line, size_t len, struct err *err)
{
    const char *colon = memchr(line, ':', len);

    if (!colon)
        return err_set(
            err, _("a line of the head is a word, a colon and what it is; an empty line ends the head"));
    _cleanup_free_ char *key = trimmed(line, (size_t)(colon - line));
    _cleanup_free_ char *value = trimmed(colon + 1, len - (size_t)(colon + 1 - line));
    return parse_head_value(parser, key, value, err);
}

static int check_head(const struct parser *parser, struct err *err)
{
    const struct letter_template *letter = parser->letter;
    const struct {
        const char *key;
        bool given;
    } wanted[] = {{"code", letter->code},
                  {"kind", letter->kind},
                  {"language", letter->language},
                  {"channel", letter->channel},
                  {"register", parser->given[GIVEN_REGISTER]},
                  {"disclosure", parser->given[GIVEN_DISCLOSURE]},
                  {"subject", parser->given[GIVEN_SUBJECT]}};

    for (size_t i = 0; i < ARRAY_LEN(wanted); i++)
        if (!wanted[i].given)
            return err_set(err, _("the head ends without \"%s:\""), wanted[i].key);
    if (!locale_speaks(letter->language))
        return err_set(err, _("letters are written in en, es or it, not in \"%s\""), letter->language);
    return 0;
}

/* --- the text --- */

static int open_if(struct parser *parser, const char *rest, struct err *err)
{
    if (parser->depth == DEEP)
        return err_set(err, _("too many @if inside each other"));
    struct op *op = add_op(parser->to, OP_IF);
    op->flag = *rest == '!';
    rest += op->flag;
    size_t name = name_length(rest);
    op->text = mem_string_n(rest, name);
    if (rest[name] == '=')
        op->form = mem_string(rest + name + 1);
    parser->ifs[parser->depth++] = parser->to->n - 1;
    return name && (!rest[name] || rest[name] == '=')
               ? 0
               : err_set(err, _("@if is followed by the name of a field"));
}

static int open_each(struct parser *parser, const char *rest, struct err *err)
{
    if (parser->depth == DEEP)
        return err_set(err, _("too many @if inside each other"));
    size_t name = name_length(rest);
    add_op(parser->to, OP_EACH)->text = mem_string_n(rest, name);
    parser->ifs[parser->depth++] = parser->to->n - 1;
    return name && !rest[name] ? 0 : err_set(err, _("@each is followed by the name of a field"));
}

static int close_if(struct parser *parser, bool other, struct err *err)
{
    if (!parser->depth)
        return err_set(err, _("@else or @end without @if"));
    size_t before = parser->ifs[parser->depth - 1];
    if (other && parser->to->v[before].kind == OP_EACH)
        return err_set(err, _("@else or @end without @if"));
    if (other && parser->to->v[before].kind == OP_ELSE)
        return err_set(err, _("a second @else"));
    add_op(parser->to, other ? OP_ELSE : OP_END);
    parser->to->v[before].to = parser->to->n - 1;
    if (other)
        parser->ifs[parser->depth - 1] = parser->to->n - 1;
    else
        parser->depth--;
    return 0;
}

static int parse_condition(struct parser *parser, const char *line, size_t len, struct err *err)
{
    _cleanup_free_ char *all = trimmed(line, len);

    if (str_starts(all, "@if "))
        return open_if(parser, all + strlen("@if ") + strspn(all + strlen("@if "), " "), err);
    if (str_starts(all, "@each "))
        return open_each(parser, all + strlen("@each ") + strspn(all + strlen("@each "), " "), err);
    if (strcmp(all, "@else") == 0 || strcmp(all, "@end") == 0)
        return close_if(parser, all[2] == 'l', err);
    return err_set(err, _("\"%s\": only @if, @each, @else and @end begin with @"), all);
}

static int parse_text_line(struct parser *parser, const char *line, size_t len, struct err *err)
{
    _cleanup_free_ char *all = trimmed(line, len);
    size_t end = strlen(all);
    bool row = str_starts(all, "* ");
    bool item = row || str_starts(all, "- ") || strcmp(all, "-") == 0, broken = end && all[end - 1] == '\\';

    if (!end) {
        add_op(parser->to, OP_PARAGRAPH);
        return 0;
    }
    if (*all == '@')
        return parse_condition(parser, line, len, err);
    add_op(parser->to, item ? OP_ITEM : parser->line_broken ? OP_LINE : OP_SPACE)->flag = row;
    parser->line_broken = broken;
    size_t from = item ? 1 + strspn(all + 1, " ") : 0;
    return parse_pieces(parser->to, all + from, end - broken - from, err);
}

static bool is_blank(const char *line, size_t len)
{
    return strspn(line, " \t\r") >= len;
}

static int parse_line(struct parser *parser, const char *line, size_t len, struct err *err)
{
    if (text_valid(line, len) < len)
        return err_set(err, _("is no valid UTF-8; save the file as UTF-8"));
    if (len && *line == '#')
        return 0;
    if (parser->to)
        return parse_text_line(parser, line, len, err);
    if (!is_blank(line, len))
        return parse_head_line(parser, line, len, err);
    if (!parser->letter->code && !parser->letter->kind)
        return 0;
    parser->to = &parser->letter->text;
    return check_head(parser, err);
}

static int parse_all(struct parser *parser, const char *text, struct err *err)
{
    size_t number = 1;

    for (; *text; number++) {
        size_t len = strcspn(text, "\n");
        if (parse_line(parser, text, len, err) < 0)
            return err_prefix(err, _("line %zu"), number);
        text += len + (text[len] == '\n');
    }
    if (!parser->to)
        err_set(err, _("it ends before its text; an empty line stands between head and text"));
    else if (parser->depth)
        err_set(err, _("an @if without @end"));
    else
        return 0;
    return err_prefix(err, _("line %zu"), number);
}

int letter_parse(const char *text, struct letter_template **ret, struct err *err)
{
    struct parser parser = {.letter = mem_zero(1, sizeof *parser.letter)};

    if (parse_all(&parser, text, err) < 0) {
        letter_free(parser.letter);
        return -1;
    }
    *ret = parser.letter;
    return 0;
}
