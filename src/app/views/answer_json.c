/* Answers as JSON text. */
#include "paletti/app/answer.h"

#include "paletti/base/mem.h"
#include "paletti/record/json.h"
#include "paletti/record/record.h"

enum { PIECE = 32 << 10 };

struct answer_json {
    struct answer answer; /* first */
    struct json json;
    struct str text;
    int (*write)(void *ctx, const char *text, size_t len);
    void *ctx;
    bool document; /* values rather than lines */
};

static struct answer_json *json_of(struct answer *answer)
{
    return (struct answer_json *)answer;
}

static void flush(struct answer_json *to)
{
    if (to->text.len && !to->answer.failed && to->write(to->ctx, to->text.s, to->text.len) < 0)
        to->answer.failed = true;
    str_clear(&to->text);
}

static void flush_when_full(struct answer_json *to)
{
    if (to->text.len >= PIECE)
        flush(to);
}

/* The writer for the next value of the document. */
static struct json *value(struct answer *answer)
{
    struct answer_json *to = json_of(answer);

    flush_when_full(to);
    to->document = true;
    return &to->json;
}

static void open_object(struct answer *answer, const char *key)
{
    json_open_object(value(answer), key);
}

static void close_object(struct answer *answer)
{
    json_close_object(value(answer));
}

static void open_list(struct answer *answer, const char *key)
{
    json_open_list(value(answer), key);
}

static void close_list(struct answer *answer)
{
    json_close_list(value(answer));
}

static void text(struct answer *answer, const char *key, const char *s)
{
    json_text(value(answer), key, s);
}

static void integer(struct answer *answer, const char *key, int64_t number)
{
    json_number(value(answer), key, number);
}

static void boolean(struct answer *answer, const char *key, bool yes)
{
    json_bool(value(answer), key, yes);
}

static void instant(struct answer *answer, const char *key, int64_t at)
{
    json_instant(value(answer), key, at);
}

static void day(struct answer *answer, const char *key, int32_t number)
{
    json_day(value(answer), key, number);
}

static void money(struct answer *answer, const char *key, struct money sum)
{
    json_money(value(answer), key, sum);
}

static void record(struct answer *answer, const struct model *model, const void *row)
{
    struct answer_json *to = json_of(answer);

    record_write(&to->text, model, row);
    str_add_char(&to->text, '\n');
    flush_when_full(to);
}

static void raw(struct answer *answer, const char *bytes, size_t len)
{
    struct answer_json *to = json_of(answer);

    str_add_n(&to->text, bytes, len);
    flush_when_full(to);
}

static const struct answer_ops ops = {open_object, close_object, open_list, close_list, text,   integer,
                                      boolean,     instant,      day,       money,      record, raw};

struct answer_json *answer_json_new(int (*write)(void *ctx, const char *text, size_t len), void *ctx)
{
    struct answer_json *to = mem_zero(1, sizeof *to);

    to->answer.ops = &ops;
    to->json = json_init(&to->text);
    to->write = write;
    to->ctx = ctx;
    return to;
}

struct answer *answer_json_answer(struct answer_json *json)
{
    return &json->answer;
}

int answer_json_end(struct answer_json *json)
{
    if (json->document)
        str_add_char(&json->text, '\n');
    flush(json);
    int r = json->answer.failed ? -1 : 0;
    str_done(&json->text);
    free(json);
    return r;
}
