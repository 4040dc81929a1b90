#include "letter_inside.h"

#include "paletti/base/mem.h"

#include <string.h>

/* What is to stand between what was written and what comes; only the strongest is. */
enum gap { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_ITEM, GAP_PARAGRAPH, GAP_PARAGRAPH_ITEM };

struct render {
    const struct letter_setting *setting;
    struct str to;
    enum gap gap;
    bool row;  /* the item to come is one of a table */
    bool item; /* the line begins with "- " and nothing else yet */
};

/* Where names are looked up: a row, and what it stands in. */
struct scope {
    const struct letter_fields *fields;
    const struct scope *outer;
};

static const struct letter_field *find(const struct scope *scope, const char *name)
{
    const struct letter_field *field = NULL;

    for (; scope && !field; scope = scope->outer)
        field = letter_find(scope->fields, name);
    return field;
}

static bool condition_holds(const struct op *op, const struct scope *scope, const struct locale *locale)
{
    const struct letter_field *field = find(scope, op->text);
    bool holds = field && (!op->form || str_equal(op->form, letter_key(field, locale)));

    return holds != op->flag;
}

/* The alternative that FIELD (or NULL) chooses, or NULL. */
static const char *chosen(const struct op *op, const struct letter_field *field, const struct locale *locale)
{
    const char *key = field ? letter_key(field, locale) : NULL;

    for (size_t i = 0; key && i < op->n; i++)
        if (op->alternatives[i].key && strcmp(op->alternatives[i].key, key) == 0)
            return op->alternatives[i].text;
    for (size_t i = 0; field && i < op->n; i++)
        if (str_equal(op->alternatives[i].key, "given"))
            return op->alternatives[i].text;
    for (size_t i = 0; i < op->n; i++)
        if (!op->alternatives[i].key)
            return op->alternatives[i].text;
    return NULL;
}

/* What is to be done with the ops that the conditions leave. */
struct walk {
    const struct ops *ops;
    const struct locale *locale;
    void (*fn)(void *ctx, const struct scope *scope, const struct op *op);
    void *ctx;
};

static void walk_ops(const struct walk *walk, size_t from, size_t to, const struct scope *scope);

/* FN is called with an OP_EACH only where its rows are not given. */
static void walk_rows(const struct walk *walk, size_t each, const struct scope *scope)
{
    const struct op *op = &walk->ops->v[each];
    const struct letter_field *field = find(scope, op->text);

    if (!field || field->type != LETTER_ROWS) {
        walk->fn(walk->ctx, scope, op);
        return;
    }
    for (size_t i = 0; i < field->rows.n; i++) {
        struct scope row = {&field->rows.v[i], scope};
        walk_ops(walk, each + 1, op->to, &row);
    }
}

static void walk_ops(const struct walk *walk, size_t from, size_t to, const struct scope *scope)
{
    for (size_t i = from; i < to; i++) {
        const struct op *op = &walk->ops->v[i];
        if (op->kind == OP_EACH)
            walk_rows(walk, i, scope);
        if (op->kind == OP_EACH || op->kind == OP_ELSE ||
            (op->kind == OP_IF && !condition_holds(op, scope, walk->locale)))
            i = op->to;
        else if (op->kind != OP_IF && op->kind != OP_END)
            walk->fn(walk->ctx, scope, op);
    }
}

static void each_op(const struct ops *ops, const struct letter_fields *fields, const struct locale *locale,
                    void (*fn)(void *ctx, const struct scope *scope, const struct op *op), void *ctx)
{
    const struct walk walk = {ops, locale, fn, ctx};
    const struct scope scope = {fields, NULL};

    walk_ops(&walk, 0, ops->n, &scope);
}

/* --- what is missing --- */

struct wants {
    const struct locale *locale;
    struct texts *to;
};

static void want(const struct wants *wants, const char *name)
{
    if (!texts_have(wants->to, name))
        texts_add(wants->to, name);
}

static void look_for(void *ctx, const struct scope *scope, const struct op *op)
{
    const struct wants *wants = ctx;
    bool named = op->kind == OP_FIELD || op->kind == OP_CHOICE;
    const struct letter_field *field = named ? find(scope, op->text) : NULL;

    if (op->kind == OP_EACH || (op->kind == OP_FIELD && !field) ||
        (op->kind == OP_CHOICE && !chosen(op, field, wants->locale)))
        want(wants, op->text);
}

static void missing_in(const struct letter_template *letter, const struct letter_fields *fields,
                       const struct locale *locale, struct texts *to)
{
    struct wants wants = {locale, to};

    for (size_t i = 0; i < letter->needs.n; i++)
        if (!letter_given(fields, letter->needs.v[i]))
            want(&wants, letter->needs.v[i]);
    each_op(&letter->subject, fields, locale, look_for, &wants);
    each_op(&letter->text, fields, locale, look_for, &wants);
}

void letter_missing(const struct letter_template *letter, const struct letter_fields *fields,
                    struct texts *to)
{
    missing_in(letter, fields, locale_choose(letter->language, NULL, NULL), to);
}

/* --- writing --- */

static const char *bullet(const struct render *render)
{
    return render->row ? "* " : "- ";
}

static void fill_gap(struct render *render)
{
    static const char *const gaps[] = {
        [GAP_NONE] = "",   [GAP_SPACE] = " ",        [GAP_LINE] = "\n",
        [GAP_ITEM] = "\n", [GAP_PARAGRAPH] = "\n\n", [GAP_PARAGRAPH_ITEM] = "\n\n",
    };
    const char *gap = gaps[render->gap];

    if (!render->to.len)
        gap += strspn(gap, " \n");
    str_add(&render->to, gap);
    render->item = render->gap == GAP_ITEM || render->gap == GAP_PARAGRAPH_ITEM;
    if (render->item)
        str_add(&render->to, bullet(render));
    render->gap = GAP_NONE;
}

static void widen(struct render *render, enum gap gap)
{
    bool paragraph = render->gap >= GAP_PARAGRAPH;

    /* An item nothing came behind is one that is left to be filled in. */
    if (render->gap == GAP_ITEM || render->gap == GAP_PARAGRAPH_ITEM) {
        fill_gap(render);
        paragraph = false;
    }
    if (paragraph)
        render->gap = gap == GAP_ITEM ? GAP_PARAGRAPH_ITEM : GAP_PARAGRAPH;
    else if (gap > render->gap)
        render->gap = gap;
}

/* Letters of Latin-1 are the only ones that the three languages begin words with. */
static void capitalise(char *s)
{
    unsigned char *c = (unsigned char *)s;

    if (*c >= 'a' && *c <= 'z')
        *c = (unsigned char)(*c - 'a' + 'A');
    else if (c[0] == 0xc3 && c[1] >= 0xa0 && c[1] <= 0xbe && c[1] != 0xb7)
        c[1] = (unsigned char)(c[1] - 0x20);
}

static void write_items(struct render *render, const struct letter_field *field)
{
    for (size_t i = 0; i < field->list.n; i++)
        str_printf(&render->to, "%s%s%s", i > 0 ? "\n" : "", i > 0 ? bullet(render) : "", field->list.v[i]);
}

static void write_field(struct render *render, const struct letter_field *field, const struct op *op)
{
    size_t from = render->to.len;

    if (render->item && field->type == LETTER_LIST && !op->form)
        write_items(render, field);
    else
        letter_write_value(field, op->form, render->setting, &render->to);
    if (op->flag && render->to.len > from)
        capitalise(render->to.s + from);
}

/* A $ in what was chosen is the value. */
static void write_choice(struct render *render, const struct letter_field *field, const struct op *op)
{
    const char *text = chosen(op, field, render->setting->locale);
    size_t from = render->to.len;

    for (size_t plain; *text; text += plain + (text[plain] == '$')) {
        plain = strcspn(text, "$");
        str_add_n(&render->to, text, plain);
        if (text[plain] && field)
            letter_write_value(field, NULL, render->setting, &render->to);
    }
    if (op->flag && render->to.len > from)
        capitalise(render->to.s + from);
}

static void write_op(void *ctx, const struct scope *scope, const struct op *op)
{
    static const enum gap gaps[] = {
        [OP_SPACE] = GAP_SPACE, [OP_LINE] = GAP_LINE, [OP_ITEM] = GAP_ITEM, [OP_PARAGRAPH] = GAP_PARAGRAPH};
    struct render *render = ctx;

    if (op->kind >= OP_SPACE && op->kind <= OP_PARAGRAPH) {
        widen(render, gaps[op->kind]);
        render->row = op->kind == OP_ITEM ? op->flag : render->row;
        return;
    }
    fill_gap(render);
    if (op->kind == OP_TEXT)
        str_add(&render->to, op->text);
    else if (op->kind == OP_FIELD)
        write_field(render, find(scope, op->text), op);
    else
        write_choice(render, find(scope, op->text), op);
    render->item = false;
}

static char *render_ops(const struct ops *ops, const struct letter_fields *fields,
                        const struct letter_setting *setting)
{
    struct render render = {.setting = setting, .to = STR_INIT};

    each_op(ops, fields, setting->locale, write_op, &render);
    if (render.gap == GAP_ITEM || render.gap == GAP_PARAGRAPH_ITEM)
        fill_gap(&render);
    return str_take(&render.to);
}

static void one_line(char *s)
{
    for (; *s; s++)
        if (*s == '\n' || *s == '\r' || *s == '\t')
            *s = ' ';
}

/* With what may stand behind it where there is room. */
static char *subject_of(const struct letter_template *letter, const struct letter_fields *fields,
                        const struct letter_setting *setting)
{
    char *subject = render_ops(&letter->subject, fields, setting);
    struct texts missing = {0};
    struct wants wants = {setting->locale, &missing};

    each_op(&letter->more, fields, setting->locale, look_for, &wants);
    if (letter->more.n && missing.n == 0) {
        _cleanup_free_ char *more = render_ops(&letter->more, fields, setting);
        char *longer = str_format("%s%s", subject, more);
        bool fits = letter_length(longer) <= LETTER_SUBJECT_MAX;
        free(fits ? subject : longer);
        subject = fits ? longer : subject;
    }
    texts_clear(&missing);
    one_line(subject);
    return subject;
}

int letter_render(const struct letter_template *letter, const struct letter_fields *fields,
                  const struct letter_setting *setting, char **ret_subject, char **ret_text)
{
    struct texts missing = {0};

    missing_in(letter, fields, setting->locale, &missing);
    bool complete = missing.n == 0;
    texts_clear(&missing);
    if (!complete)
        return 1;
    _cleanup_free_ char *text = render_ops(&letter->text, fields, setting);
    *ret_subject = subject_of(letter, fields, setting);
    *ret_text = str_format("%s\n", text);
    return 0;
}
