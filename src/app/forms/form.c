#include "form_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"

#include <string.h>

/* --- rows --- */

static bool is_own_ref(const struct field *field)
{
    return field->kind == FIELD_REF && !field->model;
}

static const char **choices_of(const struct field *field)
{
    bool optional = field->kind == FIELD_TRI || field->standard < 0;
    size_t n = 0, names = 0;

    if (field->kind != FIELD_ENUM && field->kind != FIELD_TRI)
        return NULL;
    while (field->kind == FIELD_ENUM && field->names[names])
        names++;
    const char **choices = mem_zero(names + 4, sizeof *choices);
    if (optional && !(field->flags & FIELD_REQUIRED))
        choices[n++] = "";
    for (size_t i = 0; i < names; i++)
        choices[n++] = choice_word(field->name, field->names[i]);
    if (field->kind == FIELD_TRI) {
        choices[n++] = _("yes");
        choices[n++] = _("no");
    }
    return choices;
}

static enum form_kind kind_of(const struct form_row *row)
{
    if (row->choices)
        return FORM_CHOICE;
    if (row->field->kind == FIELD_BOOL)
        return FORM_FLAG;
    return row->words->sort & SORT_LONG ? FORM_LONG : FORM_LINE;
}

static enum complete complete_of(const struct form_row *row)
{
    if (row->field->model == &model_client)
        return COMPLETE_CLIENT;
    return row->field->kind == FIELD_REF && row->field->model ? COMPLETE_REF : COMPLETE_NONE;
}

/* A record keeps its ref, its client and, a rule, its beginning. */
static bool is_given(const struct form *form, const struct field *field)
{
    bool rule_from = str_equal(form->model->type, "rule") && str_equal(field->name, "from");
    bool client = str_equal(field->name, "client") || str_equal(field->name, "package");

    return form->stored && (is_own_ref(field) || field->flags & FIELD_MAKES || rule_from || (client && field->kind == FIELD_REF));
}

static void add_row(struct form *form, const struct model *model, const struct field *field, size_t base,
                    const char *of)
{
    struct form_row *row = &form->rows[form->n++];
    const char *type = form->model->type;

    *row = (struct form_row){.model = model, .field = field, .base = base};
    row->name = of ? str_format("%s.%s", of, field->name) : mem_string(field->name);
    row->words = field_words(type, row->name);
    row->choices = choices_of(field);
    row->shown = (struct form_field){
        .name = row->name,
        .label = *row->words->label ? _(row->words->label) : row->name,
        .hint = row->words->hint ? _(row->words->hint) : text_hint(field),
        .kind = kind_of(row),
        .required = field->flags & FIELD_REQUIRED && !is_own_ref(field),
        .given = is_given(form, field),
        .rare = row->words->sort & SORT_RARE,
        .steers = field->kind == FIELD_HOURS || field->kind == FIELD_ZONE,
        .choices = row->choices,
        .complete = complete_of(row),
    };
}

/* The own ref stands last: a person has no use for it. */
static void add_rows(struct form *form)
{
    const struct model *model = form->model;
    size_t n = model->n;

    for (size_t i = 0; i < model->n; i++)
        n += model->fields[i].kind == FIELD_OBJECT ? model->fields[i].model->n : 0;
    form->rows = mem_zero(n, sizeof *form->rows);
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        if (is_own_ref(field))
            continue;
        if (field->kind != FIELD_OBJECT)
            add_row(form, model, field, 0, NULL);
        for (size_t j = 0; field->kind == FIELD_OBJECT && j < field->model->n; j++)
            add_row(form, field->model, &field->model->fields[j], field->at, field->name);
    }
    for (size_t i = 0; i < model->n; i++)
        if (is_own_ref(&model->fields[i]) && !(model->fields[i].flags & FIELD_MADE))
            add_row(form, model, &model->fields[i], 0, NULL);
}

static void *row_of(const struct form_row *row, void *record)
{
    return (char *)record + row->base;
}

static void write_row(const struct form *form, struct form_row *row)
{
    struct str text = STR_INIT;

    text_write(&form->texting, row->field, row->words, row_of(row, form->record), &text);
    free(row->text);
    free(row->first);
    row->text = str_take(&text);
    row->first = mem_string(row->text);
    /* What came from outside may have several lines where people write one. */
    if (row->shown.kind == FORM_LINE && strchr(row->text, '\n'))
        row->shown.kind = FORM_LONG;
}

void form_refresh(struct form *form)
{
    for (size_t i = 0; i < form->n; i++)
        write_row(form, &form->rows[i]);
}

/* --- the whole --- */

void *form_record_new(const struct model *model)
{
    void *record = mem_alloc(model->size);

    model_init(model, record);
    return record;
}

/* The client that a record belongs to, and sums in its currency. */
static void look_at_record(struct form *form)
{
    const struct field *client = model_field(form->model, "client");

    if (client)
        form->client = mem_string(*(char **)field_of(client, form->record));
    form->texting.client = form->client;
    for (size_t i = 0; i < form->model->n; i++) {
        const struct field *field = &form->model->fields[i];
        if (field->kind != FIELD_MONEY || field_absent(field, form->record))
            continue;
        memcpy(form->texting.currency, ((struct money *)field_of(field, form->record))->currency, 4);
        return;
    }
}

void form_rebase(struct form *form)
{
    model_clear(form->model, form->before);
    model_copy(form->model, form->record, form->before);
    free(form->client);
    form->client = NULL;
    look_at_record(form);
    form_refresh(form);
}

struct form *form_make(struct app *app, const struct model *model, void *record, bool stored)
{
    struct form *form = mem_zero(1, sizeof *form);

    *form = (struct form){
        .app = app, .texting = texting_init(app), .model = model, .record = record, .stored = stored};
    form->before = mem_alloc(model->size);
    model_copy(model, record, form->before);
    look_at_record(form);
    add_rows(form);
    form_refresh(form);
    return form;
}

static void free_record(const struct model *model, void *record)
{
    if (record)
        model_clear(model, record);
    free(record);
}

void form_free(struct form *form)
{
    if (!form)
        return;
    for (size_t i = 0; i < form->n; i++) {
        struct form_row *row = &form->rows[i];
        free(row->name);
        free(row->text);
        free(row->first);
        free(row->wrong);
        free(row->choices);
    }
    free(form->rows);
    free_record(form->model, form->record);
    free_record(form->model, form->before);
    free(form->title);
    free(form->client);
    free(form->call);
    free(form);
}

const char *form_title(const struct form *form)
{
    return form->title;
}

size_t form_count(const struct form *form)
{
    return form->n;
}

const struct form_field *form_field(const struct form *form, size_t i)
{
    return &form->rows[i].shown;
}

size_t form_find(const struct form *form, const char *name)
{
    size_t i = 0;

    while (i < form->n && !str_equal(form->rows[i].name, name))
        i++;
    return i;
}

const char *form_text(const struct form *form, size_t i)
{
    return form->rows[i].text;
}

bool form_changed(const struct form *form)
{
    for (size_t i = 0; i < form->n; i++)
        if (!str_equal(form->rows[i].text, form->rows[i].first))
            return true;
    return false;
}

/* --- setting --- */

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

/* "people[1].email: ..." without the path: the form shows where. */
static int without_path(const char *name, struct err *err)
{
    const char *sentence = err && str_starts(err->text, name) ? strstr(err->text, ": ") : NULL;

    if (!sentence)
        return -1;
    _cleanup_free_ char *copy = mem_string(sentence + 2);
    return err_set(err, "%s", copy);
}

/* TEXT as the row's member in the initialised object AT. */
static int read_row(const struct form *form, const struct form_row *row, const char *text, void *at, struct err *err)
{
    struct record_checks checks = app_checks(form->app);

    if (is_blank(text))
        return 0;
    if (text_read(&form->texting, row->field, row->words, text, at, err) < 0)
        return -1;
    if (record_check_field(row->model, row->field, at, &checks, err) < 0)
        return without_path(row->field->name, err);
    return 0;
}

/* The sums of a record are in one currency, mostly. */
static void note_currency(struct form *form, const struct form_row *row)
{
    const struct money *money = field_of(row->field, row_of(row, form->record));

    if (row->field->kind == FIELD_MONEY && *money->currency && !row->base)
        memcpy(form->texting.currency, money->currency, sizeof money->currency);
}

static int set_row(struct form *form, struct form_row *row, const char *text, struct err *err)
{
    _cleanup_free_ void *object = form_record_new(row->model);
    int r = 0;

    if (str_equal(text, row->first)) {
        field_copy(row->field, row_of(row, form->before), row_of(row, form->record));
    } else {
        r = read_row(form, row, text, object, err);
        if (r == 0)
            field_copy(row->field, object, row_of(row, form->record));
    }
    model_clear(row->model, object);
    if (r == 0)
        note_currency(form, row);
    return r;
}

static int set_text(struct form *form, struct form_row *row, const char *text, struct err *err)
{
    struct err why;

    char *copy = mem_string(text);
    free(row->text);
    row->text = copy;
    free(row->wrong);
    row->wrong = NULL;
    if (set_row(form, row, copy, &why) == 0)
        return 0;
    row->wrong = mem_string(why.text);
    return err_set(err, "%s", why.text);
}

/* A call comes by phone, a message by mail, work by nothing: until the person says how. */
static void follow_kind(struct form *form)
{
    const struct interaction *entry = form->record;
    struct form_row *channel = &form->rows[form_find(form, "channel")];
    const char *name = entry->kind == KIND_MESSAGE ? "email" : entry->kind == KIND_CALL ? "phone" : NULL;

    if (!form->stored && !channel->touched)
        set_text(form, channel, name ? words_channel(name) : "", NULL);
}

int form_set(struct form *form, size_t i, const char *text, struct err *err)
{
    struct form_row *row = &form->rows[i];

    row->touched = true;
    if (set_text(form, row, text, err) < 0)
        return -1;
    if (form->model == &model_interaction && str_equal(row->name, "kind"))
        follow_kind(form);
    return 0;
}

void form_meaning(const struct form *form, size_t i, struct str *to)
{
    const struct form_row *row = &form->rows[i];
    _cleanup_str_ struct str meaning = STR_INIT;

    if (row->wrong)
        return;
    text_meaning(&form->texting, row->field, row->words, row_of(row, form->record), &meaning);
    if (strcmp(str_text(&meaning), row->text) == 0)
        str_clear(&meaning);
    form_hours_meaning(form, row, &meaning);
    str_add(to, str_text(&meaning));
}
