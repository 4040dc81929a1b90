#include "paletti/app/answer_people.h"

#include "blurring.h"
#include "people_layout.h"
#include "record_labels.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { DEPTH = 8, PATH_SIZE = 64, LABEL_WIDTH = 34, RECORD_LABEL_WIDTH = 24 };

/* What a list within a row says, piece by piece: an amount, or "me: late reply (before told)", "client: channel (waived)". */
struct piece {
    struct str by, what, state;
    bool told;
};

struct answer_people {
    struct answer answer; /* first */
    struct app *app;
    struct people_page page;
    const char *command;

    bool list[DEPTH]; /* whether the container of each depth is a list */
    const char *key[DEPTH];
    int depth;

    const struct layout *layout;
    struct table *table;
    int row_depth; /* depth of the containers that are rows, 0: no table is open */
    size_t rows;
    struct str cells[TABLE_COLUMNS];
    size_t next; /* the column behind the one that was written last: values mostly come in their order */
    bool strong;
    struct piece piece;
};

void people_say(const struct people_page *page, const char *line, enum people_emphasis emphasis)
{
    _cleanup_str_ struct str safe = STR_INIT;

    if (page->utf8)
        text_safe(&safe, line, true);
    else
        text_ascii(&safe, line);
    page->line(page->ctx, str_text(&safe), emphasis);
}

/* --- where we are --- */

static struct answer_people *people_of(struct answer *answer)
{
    return (struct answer_people *)answer;
}

static void say(struct answer_people *p, const char *line)
{
    p->page.line(p->page.ctx, line, PEOPLE_NORMAL);
}

static bool in_row(const struct answer_people *p)
{
    return p->table && p->depth >= p->row_depth;
}

/* Adds NAME to the path in BUF, AT bytes long; what does not fit is no path of a column. Returns its length. */
static size_t add_name(char buf[PATH_SIZE], size_t at, const char *name)
{
    size_t n = strlen(name), dot = at > 0;

    if (at + dot + n >= PATH_SIZE)
        return at;
    if (dot)
        buf[at] = '.';
    memcpy(buf + at + dot, name, n + 1);
    return at + dot + n;
}

/* "breaches.client" of the row we are in, KEY being the innermost. */
static const char *row_path(const struct answer_people *p, const char *key, char buf[PATH_SIZE])
{
    size_t n = 0;

    buf[0] = '\0';
    for (int d = p->row_depth + 1; d <= p->depth && p->key[d]; d++)
        n = add_name(buf, n, p->key[d]);
    if (key)
        add_name(buf, n, key);
    return buf;
}

/* --- rows --- */

static void table_open(struct answer_people *p, const struct layout *layout)
{
    struct table_column columns[TABLE_COLUMNS];
    size_t n = 0;

    for (size_t i = 0; i < layout->n; i++) {
        const struct column *c = &layout->columns[i];
        if (i > 0 && c->kind == CELL_FIRST && str_equal(c->heading, layout->columns[i - 1].heading))
            continue;
        columns[n++] = (struct table_column){_(c->heading), c->align, c->flexible, c->spare};
    }
    p->layout = layout;
    p->table = table_new(&p->page, columns, n, layout->title ? "  " : "");
    p->row_depth = p->depth + 1;
    p->rows = p->next = 0;
}

static void table_close(struct answer_people *p)
{
    const char *empty = p->layout->empty;

    if (table_end(p->table) == 0 && empty)
        say(p, _(empty));
    p->table = NULL;
    p->row_depth = 0;
}

static void row_close(struct answer_people *p)
{
    const char *cells[TABLE_COLUMNS] = {0};
    size_t n = 0;

    if (p->rows++ == 0 && p->layout->title)
        say(p, _(p->layout->title));
    for (size_t i = 0; i < p->layout->n; i++) {
        const struct column *c = &p->layout->columns[i];
        bool same = i > 0 && c->kind == CELL_FIRST && str_equal(c->heading, p->layout->columns[i - 1].heading);
        if (!same)
            cells[n++] = str_text(&p->cells[i]);
        else if (!*cells[n - 1])
            cells[n - 1] = str_text(&p->cells[i]);
    }
    table_row(p->table, cells, p->strong ? PEOPLE_STRONG : PEOPLE_NORMAL);
    for (size_t i = 0; i < TABLE_COLUMNS; i++)
        str_clear(&p->cells[i]);
    p->strong = false;
}

static void format_number(struct str *to, const struct column *column, int64_t value)
{
    if (column->kind == CELL_DURATION)
        words_duration(to, value);
    else if (column->kind == CELL_MINUTES && value > 0)
        str_printf(to, _("%lld min"), (long long)value);
    else if (column->kind == CELL_TEXT || value != 0)
        str_add_int(to, value, 1);
}

/* What somebody wrote; and whose names stand among addresses of nobody on the list. */
static const char *blurred(struct answer_people *p, const struct column *column, const char *text)
{
    static const char *const written[] = {"subject", "body"};

    for (size_t i = 0; i < ARRAY_LEN(written); i++)
        if (str_equal(column->path, written[i]))
            return app_blur_text(p->app, text);
    if (str_equal(p->command, "import") && str_equal(column->path, "name"))
        return app_blur_text(p->app, text);
    return app_blur_names(p->app, text);
}

static void format_text(struct str *to, const struct column *column, const char *text)
{
    if (column->kind == CELL_WORD)
        str_add(to, layout_word(text));
    else if (column->kind == CELL_CHANNEL)
        str_add(to, words_channel(text));
    else
        str_add(to, text);
}

/* The cell that the value KEY of the present row belongs to; NULL: it is not shown. */
static struct str *cell(struct answer_people *p, const char *key, const struct column **ret_column)
{
    char path[PATH_SIZE];

    row_path(p, key, path);
    for (size_t k = 0, n = p->layout->n; k < n; k++) {
        size_t i = p->next + k < n ? p->next + k : p->next + k - n;
        if (!str_equal(p->layout->columns[i].path, path))
            continue;
        *ret_column = &p->layout->columns[i];
        p->next = i + 1 < n ? i + 1 : 0;
        if (p->cells[i].len)
            str_add(&p->cells[i], ", ");
        return &p->cells[i];
    }
    return NULL;
}

/* --- lists of breaches within a row --- */

static bool in_piece(const struct answer_people *p)
{
    return p->depth >= 2 && p->depth > p->row_depth && !p->list[p->depth] && p->list[p->depth - 1] &&
           p->depth - 1 > p->row_depth;
}

static void piece_close(struct answer_people *p)
{
    const struct column *column;

    p->depth--; /* the list's own path names the column */
    struct str *to = cell(p, NULL, &column);
    p->depth++;
    if (to && p->piece.what.len) {
        str_printf(to, "%s: %s", str_text(&p->piece.by), str_text(&p->piece.what));
        if (!p->piece.told)
            str_printf(to, " (%s)", _("before told"));
        if (p->piece.state.len)
            str_printf(to, " (%s)", str_text(&p->piece.state));
    }
    str_clear(&p->piece.by);
    str_clear(&p->piece.what);
    str_clear(&p->piece.state);
    p->piece.told = true;
}

/* --- containers --- */

static void push(struct answer_people *p, const char *key, bool list)
{
    if (p->depth + 1 >= DEPTH)
        abort();
    p->depth++;
    p->key[p->depth] = key;
    p->list[p->depth] = list;
}

static void open_object(struct answer *answer, const char *key)
{
    struct answer_people *p = people_of(answer);
    const struct layout *layout = p->depth == 0 ? layout_find(p->command, "") : NULL;

    if (layout) /* the answer is a single row */
        table_open(p, layout);
    push(p, key, false);
}

static void close_object(struct answer *answer)
{
    struct answer_people *p = people_of(answer);

    if (in_piece(p))
        piece_close(p);
    else if (p->table && p->depth == p->row_depth)
        row_close(p);
    p->depth--;
    if (p->depth == 0 && p->table)
        table_close(p);
}

static void open_list(struct answer *answer, const char *key)
{
    struct answer_people *p = people_of(answer);

    push(p, key, true);
    if (!p->table) {
        const struct layout *layout = layout_find(p->command, key ? key : "");
        if (layout)
            table_open(p, layout);
    }
}

static void close_list(struct answer *answer)
{
    struct answer_people *p = people_of(answer);

    p->depth--;
    if (p->table && p->depth < p->row_depth - 1)
        table_close(p);
}

/* --- values --- */

/* A single value outside of any table: "label  value"; or the whole answer, which is a sentence. */
static void labelled(struct answer_people *p, const char *key, const char *value)
{
    _cleanup_str_ struct str line = STR_INIT;

    if (key ? p->depth != 1 : p->depth != 0)
        return;
    if (key && p->page.plain)
        str_printf(&line, "%s: ", layout_label(key));
    else if (key)
        text_pad(&line, layout_label(key), LABEL_WIDTH, "~");
    text_safe(&line, app_blur_names(p->app, value), true);
    say(p, str_text(&line));
}

static void put(struct answer_people *p, const char *key, const char *text, int64_t number, bool is_number)
{
    const struct column *column = NULL;
    struct str *to = in_row(p) ? cell(p, key, &column) : NULL;

    if (!in_row(p)) {
        labelled(p, key, text);
        return;
    }
    if (!to)
        return;
    if (is_number)
        format_number(to, column, number);
    else
        format_text(to, column, blurred(p, column, text));
    if (p->layout->strong && str_equal(column->path, p->layout->strong) && !is_number && str_equal(text, "overdue"))
        p->strong = true;
}

static void put_text(struct answer *answer, const char *key, const char *text)
{
    struct answer_people *p = people_of(answer);

    if (!text)
        return;
    if (in_piece(p) && str_equal(key, "by"))
        str_add(&p->piece.by, layout_word(text));
    else if (in_piece(p) && str_equal(key, "kind"))
        str_add(&p->piece.what, layout_word(text));
    else if (in_piece(p) && str_equal(key, "state"))
        str_add(&p->piece.state, str_equal(text, "open") ? "" : layout_word(text));
    else if (!in_piece(p))
        put(p, key, p->table ? text : layout_word(text), 0, false);
}

static void put_integer(struct answer *answer, const char *key, int64_t value)
{
    _cleanup_str_ struct str text = STR_INIT;

    str_add_int(&text, value, 1);
    put(people_of(answer), key, str_text(&text), value, true);
}

static void put_boolean(struct answer *answer, const char *key, bool value)
{
    struct answer_people *p = people_of(answer);
    const struct column *column;

    if (in_piece(p)) {
        if (str_equal(key, "counted"))
            p->piece.told = value;
        return;
    }
    if (!in_row(p)) {
        labelled(p, key, value ? _("yes") : _("no"));
        return;
    }
    struct str *to = cell(p, key, &column);
    if (to && value && column->kind == CELL_YES)
        str_add(to, _(column->yes));
    if (value && p->layout->strong && str_equal(key, p->layout->strong))
        p->strong = true;
}

static void put_instant(struct answer *answer, const char *key, int64_t at)
{
    struct answer_people *p = people_of(answer);
    _cleanup_str_ struct str text = STR_INIT;

    if (at == INSTANT_NONE)
        return;
    words_instant(p->app, &text, at);
    put(p, key, str_text(&text), 0, false);
}

static void put_day(struct answer *answer, const char *key, int32_t day)
{
    struct answer_people *p = people_of(answer);
    _cleanup_str_ struct str text = STR_INIT;

    if (day == DAY_NONE)
        return;
    words_day(p->app, &text, day);
    put(p, key, str_text(&text), 0, false);
}

static void put_money(struct answer *answer, const char *key, struct money money)
{
    struct answer_people *p = people_of(answer);
    _cleanup_str_ struct str text = STR_INIT;

    if (!money.currency[0])
        return;
    words_sum(&text, money);
    put(p, key, str_text(&text), 0, false);
}

/* "due on      Fri 20 Nov", each line of a long text on its own. */
static void put_label(void *ctx, const char *label, const char *text)
{
    struct answer_people *p = ctx;

    do {
        _cleanup_str_ struct str line = STR_INIT;
        size_t len = strcspn(text, "\n");
        _cleanup_free_ char *part = mem_string_n(text, len);
        if (p->page.plain && *label)
            str_printf(&line, "%s: ", label);
        else if (!p->page.plain)
            text_pad(&line, label, RECORD_LABEL_WIDTH, "~");
        text_safe(&line, part, true);
        say(p, str_text(&line));
        label = "";
        text += len + (text[len] == '\n');
    } while (*text);
}

static void put_record(struct answer *answer, const struct model *model, const void *record)
{
    struct answer_people *p = people_of(answer);

    record_labels(p->app, model, record, put_label, p);
}

/* Prose, line by line as it is. */
static void put_raw(struct answer *answer, const char *text, size_t len)
{
    const char *end = text + len;

    while (text < end) {
        size_t n = strcspn(text, "\n");
        _cleanup_free_ char *line = mem_string_n(text, n);
        _cleanup_str_ struct str safe = STR_INIT;
        text_safe(&safe, line, true);
        say(people_of(answer), str_text(&safe));
        text += n + 1;
    }
}

static const struct answer_ops ops = {
    open_object, close_object, open_list,   close_list, put_text,  put_integer,
    put_boolean, put_instant,  put_day,     put_money,  put_record, put_raw,
};

struct answer_people *answer_people_new(struct app *app, const char *command, const struct people_page *page)
{
    struct answer_people *p = mem_zero(1, sizeof *p);

    p->answer = (struct answer){.ops = &ops, .people = true};
    p->app = app;
    p->page = *page;
    p->answer.page = &p->page;
    p->command = command;
    p->piece.told = true;
    return p;
}

struct answer *answer_people_answer(struct answer_people *people)
{
    return &people->answer;
}

void answer_people_end(struct answer_people *p, bool failed)
{
    /* "Nothing here" is no answer to a question that could not be asked. */
    if (p->table && failed && p->rows == 0)
        table_drop(p->table);
    else if (p->table)
        table_close(p);
    for (size_t i = 0; i < TABLE_COLUMNS; i++)
        str_done(&p->cells[i]);
    str_done(&p->piece.by);
    str_done(&p->piece.what);
    str_done(&p->piece.state);
    free(p);
}
