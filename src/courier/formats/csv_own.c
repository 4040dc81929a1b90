#include "formats/csv_own.h"

#include "formats/formats.h"
#include "formats/tidy.h"
#include "lines.h"

#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/record/json.h"
#include "paletti/record/record.h"

#include <string.h>

#define JOINT " ::: "

bool csv_own_is(const struct csv_row *header)
{
    bool ref = false, name = false, all = true;

    for (size_t i = 0; i < header->n; i++) {
        const char *cell = csv_row_cell(header, i);
        ref |= strcmp(cell, "ref") == 0;
        name |= strcmp(cell, "name") == 0;
        all &= model_field(&model_client, cell) != NULL;
    }
    return name && (ref || all);
}

static bool is_one_of(const char *cell, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(cell, *words) == 0)
            return true;
    return false;
}

/* What a spreadsheet makes of a yes or no; anything else stays a text, and is refused as one. */
static void json_yes_no(struct json *json, const char *key, const char *cell)
{
    static const char *const yes[] = {"true", "TRUE", "yes", "1", NULL}, *const no[] = {"false", "FALSE",
                                                                                        "no", "0", NULL};

    if (is_one_of(cell, yes) || is_one_of(cell, no))
        json_bool(json, key, is_one_of(cell, yes));
    else
        json_text(json, key, cell);
}

static void json_texts(struct json *json, const char *key, const char *cell)
{
    const char *joint = strstr(cell, JOINT) ? JOINT : ";";

    json_open_list(json, key);
    while (*cell) {
        const char *stop = strstr(cell, joint);
        size_t n = stop ? (size_t)(stop - cell) : strlen(cell);
        _cleanup_free_ char *one = mem_string_n(cell, n);
        if (*one)
            json_text(json, NULL, one);
        cell += n + (stop ? strlen(joint) : 0);
    }
    json_close_list(json);
}

static void json_cell(struct json *json, const struct field *field, const char *cell)
{
    if (field->kind == FIELD_BOOL || field->kind == FIELD_TRI)
        json_yes_no(json, field->name, cell);
    else if (field->kind == FIELD_TEXTS)
        json_texts(json, field->name, cell);
    else if (field->kind == FIELD_LIST)
        json_raw(json, field->name, cell); /* as it was written: JSON in a cell */
    else
        json_text(json, field->name, cell);
}

static void row_to_json(struct str *to, const struct csv_row *header, const struct csv_row *row)
{
    struct json json = json_init(to);

    str_clear(to);
    json_open_object(&json, NULL);
    json_text(&json, "type", model_client.type);
    for (size_t i = 0; i < header->n; i++) {
        const struct field *field = model_field(&model_client, csv_row_cell(header, i));
        const char *cell = csv_plain_cell(csv_row_cell(row, i));
        if (field && *cell)
            json_cell(&json, field, cell);
    }
    json_close_object(&json);
}

static int read_row(struct errand *errand, const struct csv_row *header, const struct csv_table *table,
                    const struct csv_row *row, struct err *err)
{
    _cleanup_str_ struct str line = STR_INIT;
    const struct model *model;
    void *record;

    row_to_json(&line, header, row);
    if (record_parse(line.s, line.len, NULL, &model, &record, err) < 0)
        return err_prefix(err, _("row %lld"), (long long)table->row);
    int result = errand_record(errand, model, record, err);
    record_free(model, record);
    return result;
}

static int check_header(const struct csv_row *header, struct err *err)
{
    for (size_t i = 0; i < header->n; i++) {
        const char *name = csv_row_cell(header, i);
        _cleanup_free_ char *excerpt = tidy_excerpt(name);
        if (!model_field(&model_client, name))
            return err_set(err, _("column %zu: \"%s\" is no field of a client; paletti-jsonl(5) lists them"),
                           i + 1, excerpt);
        for (size_t k = 0; k < i; k++)
            if (strcmp(name, csv_row_cell(header, k)) == 0)
                return err_set(err, _("column %zu: \"%s\" is there twice"), i + 1, name);
    }
    return 0;
}

int csv_own_read(struct errand *errand, const struct csv_row *header, struct csv_table *table,
                 struct err *err)
{
    struct csv_row row = {0};
    int result = check_header(header, err);

    while (result == 0 && (result = csv_table_next(table, &row, err)) == 0) {
        errand->read++;
        result = read_row(errand, header, table, &row, err);
        if (result == 0)
            result =
                errand_progress(errand, table->p - table->start, table->end - table->start, "bytes", err);
    }
    csv_row_done(&row);
    return result < 0 ? -1 : 0;
}

/* What leaves the machine in a table: all but the private words about people. */
static bool is_written(const struct field *field)
{
    return !(field->flags & FIELD_PRIVATE);
}

static void add_value(struct str *to, const struct field *field, const void *record)
{
    const void *value = field_of(field, record);
    _cleanup_free_ char *encoded = record_column_encode(field, record);
    const struct texts *texts = value;
    size_t n;

    if (!encoded)
        return;
    switch (field->kind) {
    case FIELD_TEXTS:
        for (size_t i = 0; i < texts->n; i++)
            str_printf(to, i ? JOINT "%s" : "%s", texts->v[i]);
        break;
    case FIELD_TEXT:
    case FIELD_REF:
    case FIELD_ZONE:
        str_add(to, *(char *const *)value);
        break;
    case FIELD_LIST:
        str_add(to, encoded);
        break;
    default: /* a word, a date, a span, true: without the quotes of JSON */
        n = strlen(encoded);
        if (n >= 2 && encoded[0] == '"')
            str_add_n(to, encoded + 1, n - 2);
        else
            str_add(to, encoded);
    }
}

static void add_header(struct str *to)
{
    bool first = true;

    for (size_t i = 0; i < model_client.n; i++) {
        if (!is_written(&model_client.fields[i]))
            continue;
        str_printf(to, first ? "%s" : ",%s", model_client.fields[i].name);
        first = false;
    }
    str_add(to, "\r\n");
}

static void add_client(struct str *to, const void *record)
{
    _cleanup_str_ struct str value = STR_INIT;
    bool first = true;

    for (size_t i = 0; i < model_client.n; i++) {
        if (!is_written(&model_client.fields[i]))
            continue;
        str_clear(&value);
        add_value(&value, &model_client.fields[i], record);
        str_add(to, first ? "" : ",");
        csv_add_cell(to, str_text(&value));
        first = false;
    }
    str_add(to, "\r\n");
}

static int write_line(struct errand *errand, struct file_out *file, const char *line, size_t n,
                      struct err *err)
{
    _cleanup_str_ struct str row = STR_INIT;
    const struct model *model;
    void *record;

    if (record_parse(line, n, NULL, &model, &record, err) < 0)
        return -1;
    bool client = model == &model_client;
    if (client)
        add_client(&row, record);
    record_free(model, record);
    if (!client)
        return err_set(err, _("A table of clients cannot hold a record of type %s"), model->type);
    errand->read++;
    errand->records++;
    return file_out_write(file, row.s, row.len, err);
}

int csv_write(struct errand *errand, struct err *err)
{
    _cleanup_(file_out_free_p)
    struct file_out *file = NULL;
    _cleanup_str_ struct str header = STR_INIT;
    const char *line;
    size_t n;
    int result;

    add_header(&header);
    if (file_out_open(errand->job->path, &file, err) < 0 ||
        file_out_write(file, header.s, header.len, err) < 0)
        return -1;
    while ((result = lines_next(errand->in, &line, &n, err)) == 0)
        if (write_line(errand, file, line, n, err) < 0)
            return -1;
    return result < 0 ? -1 : file_out_commit(MEM_TAKE(file), err);
}
