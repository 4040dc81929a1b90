#include "cell.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

/* One column's value: NULL, a number, or text that is borrowed, owned, or in `buf`. */
struct cell {
    enum { CELL_NULL, CELL_NUMBER, CELL_TEXT } kind;
    int64_t number;
    const char *text;
    char *owned;
    char buf[16];
};

static struct cell cell_number(int64_t number)
{
    return (struct cell){.kind = CELL_NUMBER, .number = number};
}

static struct cell cell_text(const char *text)
{
    return (struct cell){.kind = text ? CELL_TEXT : CELL_NULL, .text = text};
}

/* Money's second column is made by cell_currency. An empty cell where the member holds nothing. */
static void cell_of(const struct store *store, const struct field *field, const void *record,
                    struct cell *ret)
{
    const void *at = field_of(field, record);
    *ret = (struct cell){.kind = CELL_NULL};

    switch ((enum field_kind)field->kind) {
    case FIELD_TEXT:
    case FIELD_REF:
    case FIELD_ZONE:
        *ret = cell_text(*(char *const *)at);
        break;
    case FIELD_INSTANT:
        if (*(const int64_t *)at != INSTANT_NONE)
            *ret = cell_number(*(const int64_t *)at);
        break;
    case FIELD_DATE:
        if (*(const int32_t *)at != DAY_NONE) {
            ret->kind = CELL_TEXT;
            civil_format_day(*(const int32_t *)at, ret->buf);
        }
        break;
    case FIELD_BOOL:
    case FIELD_QUANTITY:
        *ret = cell_number(field_number(field, record));
        break;
    case FIELD_TRI:
        if (*(const int8_t *)at >= 0)
            *ret = cell_number(*(const int8_t *)at);
        break;
    case FIELD_INT:
        /* A standard outside the range is no number that anybody gave. */
        if (*(const int64_t *)at >= field->min)
            *ret = cell_number(*(const int64_t *)at);
        break;
    case FIELD_ENUM:
        if (*(const int8_t *)at >= 0)
            *ret = cell_text(field->names[*(const int8_t *)at]);
        break;
    case FIELD_MONEY:
        if (*((const struct money *)at)->currency)
            *ret = cell_number(((const struct money *)at)->minor);
        break;
    case FIELD_WINDOW:
        if (((const struct window *)at)->n) {
            ret->kind = CELL_TEXT;
            window_format(*(const struct window *)at, ret->buf);
        }
        break;
    case FIELD_SPAN:
        if (((const struct span *)at)->from != ((const struct span *)at)->to) {
            ret->kind = CELL_TEXT;
            span_format(*(const struct span *)at, ret->buf);
        }
        break;
    default:
        ret->owned = store->codec.encode(field, record);
        ret->kind = ret->owned ? CELL_TEXT : CELL_NULL;
    }
}

static struct cell cell_currency(const struct field *field, const void *record)
{
    const struct money *money = field_of(field, record);

    return cell_text(*money->currency ? money->currency : NULL);
}

/* Done with each cell of a record in turn. Non-zero stops. It owns cell->owned. */
struct visitor {
    const struct store *store;
    sqlite3_stmt *stmt;
    int column;
    int (*visit)(struct visitor *visitor, struct cell *cell);
};

static int visit_cell(struct visitor *visitor, struct cell *cell)
{
    int r = visitor->visit(visitor, cell);

    visitor->column++;
    return r;
}

static int visit_record(struct visitor *visitor, const struct model *model, const void *record)
{
    int r = 0;

    for (size_t i = 0; i < model->n && r == 0; i++) {
        const struct field *field = &model->fields[i];
        struct cell cell;
        if (field->kind == FIELD_OBJECT) {
            r = visit_record(visitor, field->model, field_of(field, record));
            continue;
        }
        cell_of(visitor->store, field, record, &cell);
        r = visit_cell(visitor, &cell);
        if (r == 0 && field->kind == FIELD_MONEY) {
            cell = cell_currency(field, record);
            r = visit_cell(visitor, &cell);
        }
    }
    return r;
}

static int bind_cell(struct visitor *visitor, struct cell *cell)
{
    if (cell->kind == CELL_NUMBER)
        sqlite3_bind_int64(visitor->stmt, visitor->column, cell->number);
    else if (cell->kind == CELL_NULL)
        sqlite3_bind_null(visitor->stmt, visitor->column);
    else if (cell->owned)
        sqlite3_bind_text(visitor->stmt, visitor->column, cell->owned, -1, free);
    else if (cell->text)
        sqlite3_bind_text(visitor->stmt, visitor->column, cell->text, -1, SQLITE_STATIC);
    else
        sqlite3_bind_text(visitor->stmt, visitor->column, cell->buf, -1, SQLITE_TRANSIENT);
    return 0;
}

static bool text_is(sqlite3_stmt *stmt, int column, const char *text)
{
    const char *stored = column_text(stmt, column);

    return stored && strcmp(stored, text) == 0;
}

static int compare_cell(struct visitor *visitor, struct cell *cell)
{
    _cleanup_free_ char *owned = cell->owned;
    int type = sqlite3_column_type(visitor->stmt, visitor->column);

    if (cell->kind == CELL_NULL)
        return type != SQLITE_NULL;
    if (cell->kind == CELL_NUMBER)
        return type != SQLITE_INTEGER || sqlite3_column_int64(visitor->stmt, visitor->column) != cell->number;
    return !text_is(visitor->stmt, visitor->column, owned ? owned : cell->text ? cell->text : cell->buf);
}

int columns_count(const struct model *model)
{
    int n = 0;

    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        n += field->kind == FIELD_OBJECT ? columns_count(field->model) : field->kind == FIELD_MONEY ? 2 : 1;
    }
    return n;
}

void columns_bind(const struct store *store, const struct model *model, const void *record,
                  sqlite3_stmt *stmt, int first)
{
    struct visitor visitor = {store, stmt, first, bind_cell};

    visit_record(&visitor, model, record);
}

bool columns_equal(const struct store *store, const struct model *model, const void *record,
                   sqlite3_stmt *stmt, int first)
{
    struct visitor visitor = {store, stmt, first, compare_cell};

    return visit_record(&visitor, model, record) == 0;
}

/* --- reading --- */

static int bad_column(const struct store *store, sqlite3_stmt *stmt, int column, struct err *err)
{
    err_set(err, _("The file holds \"%s\" in a column \"%s\", which no paletti wrote: run paletti check"),
            column_text(stmt, column), sqlite3_column_name(stmt, column));
    return store_name_backup(store->real, err);
}

static int read_money(const struct store *store, sqlite3_stmt *stmt, int column, struct money *ret, struct err *err)
{
    const char *currency = column_text(stmt, column + 1);

    if (!currency || strlen(currency) != 3)
        return bad_column(store, stmt, column + 1, err);
    ret->minor = sqlite3_column_int64(stmt, column);
    memcpy(ret->currency, currency, 4);
    return 0;
}

/* A column that is not NULL, into the member. */
static int read_cell(const struct store *store, const struct field *field, sqlite3_stmt *stmt, int column,
                     void *record, struct err *err)
{
    void *at = field_of(field, record);
    int64_t number =
        sqlite3_column_type(stmt, column) == SQLITE_INTEGER ? sqlite3_column_int64(stmt, column) : 0;

    switch ((enum field_kind)field->kind) {
    case FIELD_TEXT:
    case FIELD_REF:
    case FIELD_ZONE:
        *(char **)at = mem_string_n(column_text(stmt, column), (size_t)sqlite3_column_bytes(stmt, column));
        return 0;
    case FIELD_INSTANT:
    case FIELD_INT:
    case FIELD_QUANTITY:
        *(int64_t *)at = number;
        return 0;
    case FIELD_BOOL:
        *(bool *)at = number != 0;
        return 0;
    case FIELD_TRI:
        *(int8_t *)at = number != 0;
        return 0;
    case FIELD_DATE:
        return civil_parse_day(column_text(stmt, column), at) < 0 ? bad_column(store, stmt, column, err) : 0;
    case FIELD_ENUM:
        *(int8_t *)at = (int8_t)column_enum(stmt, column, field->names, -1);
        return *(int8_t *)at < 0 ? bad_column(store, stmt, column, err) : 0;
    case FIELD_MONEY:
        return read_money(store, stmt, column, at, err);
    case FIELD_WINDOW:
        return window_parse(column_text(stmt, column), at, NULL) < 0 ? bad_column(store, stmt, column, err) : 0;
    case FIELD_SPAN:
        return span_parse(column_text(stmt, column), at, NULL) < 0 ? bad_column(store, stmt, column, err) : 0;
    default:
        /* What is wrong with it as a line of a file to import is no help here. */
        return store->codec.decode(field, column_text(stmt, column), record, NULL) < 0
                   ? bad_column(store, stmt, column, err)
                   : 0;
    }
}

static int read_record(const struct store *store, const struct model *model, sqlite3_stmt *stmt, int *column,
                       void *record, struct err *err)
{
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        int r = 0;
        if (field->kind == FIELD_OBJECT) {
            r = read_record(store, field->model, stmt, column, field_of(field, record), err);
        } else {
            if (sqlite3_column_type(stmt, *column) != SQLITE_NULL)
                r = read_cell(store, field, stmt, *column, record, err);
            *column += field->kind == FIELD_MONEY ? 2 : 1;
        }
        if (r < 0)
            return r;
    }
    return 0;
}

int columns_read(const struct store *store, const struct model *model, sqlite3_stmt *stmt, int first,
                 void *record, struct err *err)
{
    int column = first;

    return read_record(store, model, stmt, &column, record, err);
}

void bind_instant(sqlite3_stmt *stmt, int i, int64_t at)
{
    if (at == INSTANT_NONE)
        sqlite3_bind_null(stmt, i);
    else
        sqlite3_bind_int64(stmt, i, at);
}

void bind_day(sqlite3_stmt *stmt, int i, int32_t day)
{
    char buf[CIVIL_DAY_SIZE];

    if (day == DAY_NONE)
        sqlite3_bind_null(stmt, i);
    else
        sqlite3_bind_text(stmt, i, civil_format_day(day, buf), -1, SQLITE_TRANSIENT);
}

void bind_text(sqlite3_stmt *stmt, int i, const char *text)
{
    sqlite3_bind_text(stmt, i, text, -1, SQLITE_STATIC);
}

int64_t column_instant(sqlite3_stmt *stmt, int i)
{
    return sqlite3_column_type(stmt, i) == SQLITE_NULL ? INSTANT_NONE : sqlite3_column_int64(stmt, i);
}

int64_t column_id_instant(sqlite3_stmt *stmt, int i)
{
    return sqlite3_column_type(stmt, i) == SQLITE_NULL ? INSTANT_NONE : sqlite3_column_int64(stmt, i) >> 16;
}

int32_t column_day(sqlite3_stmt *stmt, int i)
{
    const char *text = column_text(stmt, i);
    int32_t day = DAY_NONE;

    if (text)
        civil_parse_day(text, &day);
    return day;
}

const char *column_text(sqlite3_stmt *stmt, int i)
{
    return (const char *)sqlite3_column_text(stmt, i);
}

struct money column_money(sqlite3_stmt *stmt, int i)
{
    struct money money = {.minor = sqlite3_column_int64(stmt, i)};
    const char *currency = column_text(stmt, i + 1);

    if (currency)
        strncpy(money.currency, currency, sizeof money.currency - 1);
    return money;
}

int column_enum(sqlite3_stmt *stmt, int i, const char *const *names, int otherwise)
{
    const char *text = column_text(stmt, i);

    for (int k = 0; text && names[k]; k++)
        if (strcmp(names[k], text) == 0)
            return k;
    return otherwise;
}

int of_client_take(struct store *store, const char *text, int64_t client_id, int32_t until, struct statement *ret,
                   struct err *err)
{
    if (statement_take(store, text, ret, err) < 0)
        return -1;
    sqlite3_bind_int64(ret->stmt, 1, client_id);
    bind_day(ret->stmt, 2, until);
    return 0;
}

int of_client_count(struct store *store, const char *text, int64_t client_id, int32_t until, int64_t *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (of_client_take(store, text, client_id, until, &st, err) < 0)
        return -1;
    int r = statement_step(store, st.stmt, err);
    if (r >= 0)
        *ret = r > 0 ? sqlite3_column_int64(st.stmt, 0) : 0;
    return r < 0 ? -1 : 0;
}
