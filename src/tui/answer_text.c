#include "answer_text.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

enum { DEPTH_MAX = 16, TEXT_MAX = 1 << 20, KEY_WIDTH = 14 };

struct answer_text {
    struct answer answer; /* first */
    struct app *app;
    struct str text;
    int depth;
    bool list[DEPTH_MAX];    /* whether each open container is a list */
    size_t items[DEPTH_MAX]; /* what each holds so far */
};

/* An answer without end would fill the memory: beyond the limit, commands are told to stop. */
static bool is_full(struct answer_text *t)
{
    if (t->text.len < TEXT_MAX)
        return false;
    if (!t->answer.failed)
        str_add(&t->text, _("... and more: in the shell, paletti shows all of it.\n"));
    t->answer.failed = true;
    return true;
}

/* Whether what is open is a row of a list inside something else: it goes on one line. */
static bool in_row(const struct answer_text *t)
{
    return t->depth > 2 && t->list[t->depth - 1] && !t->list[t->depth];
}

/* A field of a row: "kind chase, ". Elsewhere each field has a line of its own, indented as deep as it
 * stands. */
static void begin(struct answer_text *t, const char *key)
{
    int indent = t->depth > 2 ? 2 * (t->depth - 2) : 0;
    bool row = in_row(t), first = t->items[t->depth]++ == 0;

    if (row && !first)
        str_add(&t->text, ", ");
    for (int i = 0; i < indent && (!row || first); i++)
        str_add_char(&t->text, ' ');
    if (key && row) {
        str_printf(&t->text, "%s ", key);
    } else if (key) {
        text_pad(&t->text, key, KEY_WIDTH, "~");
        str_add_char(&t->text, ' ');
    }
}

static void end(struct answer_text *t)
{
    if (!in_row(t))
        str_add_char(&t->text, '\n');
}

static void push(struct answer_text *t, const char *key, bool list)
{
    if (key && !is_full(t)) {
        begin(t, key);
        end(t);
    } else if (t->depth == 1 && t->list[1] && t->items[1]++ > 0) {
        str_add_char(&t->text, '\n'); /* between the items of the answer itself */
    }
    if (t->depth + 1 < DEPTH_MAX)
        t->depth++;
    t->list[t->depth] = list;
    t->items[t->depth] = 0;
}

static void open_object(struct answer *answer, const char *key)
{
    push((struct answer_text *)answer, key, false);
}

static void open_list(struct answer *answer, const char *key)
{
    push((struct answer_text *)answer, key, true);
}

static void close_container(struct answer *answer)
{
    struct answer_text *t = (struct answer_text *)answer;

    if (t->depth == 1 && t->text.len == 0)
        str_add(&t->text, _("Nothing."));
    if (in_row(t))
        str_add_char(&t->text, '\n');
    t->depth--;
}

static void put_text(struct answer *answer, const char *key, const char *text)
{
    struct answer_text *t = (struct answer_text *)answer;

    if (!text || is_full(t))
        return;
    begin(t, key);
    text_safe(&t->text, text, true);
    end(t);
}

static void put_integer(struct answer *answer, const char *key, int64_t value)
{
    _cleanup_free_ char *text = str_format("%lld", (long long)value);

    put_text(answer, key, text);
}

static void put_boolean(struct answer *answer, const char *key, bool value)
{
    put_text(answer, key, value ? _("yes") : _("no"));
}

static void put_instant(struct answer *answer, const char *key, int64_t at)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (at == INSTANT_NONE)
        return;
    words_instant(((struct answer_text *)answer)->app, &text, at);
    put_text(answer, key, str_text(&text));
}

static void put_day(struct answer *answer, const char *key, int32_t day)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (day == DAY_NONE)
        return;
    words_day(((struct answer_text *)answer)->app, &text, day);
    put_text(answer, key, str_text(&text));
}

static void put_money(struct answer *answer, const char *key, struct money money)
{
    _cleanup_str_ struct str text = STR_INIT;

    money_amount(&text, money);
    str_printf(&text, " %s", money.currency);
    put_text(answer, key, str_text(&text));
}

/* Streams of records are for files and pipes; the screen does not run the commands that make them. */
static void put_record(struct answer *answer, const struct model *model _unused_, const void *record _unused_)
{
    answer->failed = true;
}

static void put_raw(struct answer *answer, const char *text _unused_, size_t len _unused_)
{
    answer->failed = true;
}

static const struct answer_ops ops = {
    .open_object = open_object,
    .close_object = close_container,
    .open_list = open_list,
    .close_list = close_container,
    .text = put_text,
    .integer = put_integer,
    .boolean = put_boolean,
    .instant = put_instant,
    .day = put_day,
    .money = put_money,
    .record = put_record,
    .raw = put_raw,
};

struct answer_text *answer_text_new(struct app *app)
{
    struct answer_text *t = mem_zero(1, sizeof *t);

    t->answer.ops = &ops;
    t->app = app;
    return t;
}

struct answer *answer_text_answer(struct answer_text *t)
{
    return &t->answer;
}

const char *answer_text_lines(const struct answer_text *t)
{
    return str_text(&t->text);
}

void answer_text_free(struct answer_text *t)
{
    if (!t)
        return;
    str_done(&t->text);
    free(t);
}
