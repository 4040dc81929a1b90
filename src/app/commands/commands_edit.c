/* Records by their fields: add, edit, show. */
#include "commands.h"
#include "form_inside.h"
#include "known.h"
#include "ref_any.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/store/records.h"

#include <string.h>

/* --- fields --- */

static int no_field(const struct form *form, const char *name, struct err *err)
{
    _cleanup_str_ struct str list = STR_INIT;

    for (size_t i = 0; i < form->n; i++)
        if (!form->rows[i].shown.given)
            str_printf(&list, "%s%s", list.len ? ", " : "", form->rows[i].name);
    return err_set(err, _("there is no field \"%.40s\"; there are %s"), name, str_text(&list));
}

/* By its name, or the beginning of just one. */
static int find_field(const struct form *form, const char *name, size_t *ret, struct err *err)
{
    size_t whole = form_find(form, name), n = 0;

    for (size_t i = 0; i < form->n && whole == form->n; i++)
        if (str_starts(form->rows[i].name, name)) {
            *ret = i;
            n++;
        }
    if (whole < form->n)
        *ret = whole;
    else if (n != 1 || !*name)
        return no_field(form, name, err);
    if (form->rows[*ret].shown.given)
        return err_set(err, _("%s: stays as it is; add a new record and remove this one"), form->rows[*ret].shown.label);
    return 0;
}

/* "tags+=vip": behind what is there. */
static char *behind(const struct form_row *row, const char *value)
{
    const char *separator = row->field->kind == FIELD_TEXTS ? ", "
                            : row->shown.kind == FORM_LONG  ? "\n"
                                                            : "; ";

    return *row->text ? str_format("%s%s%s", row->text, separator, value) : mem_string(value);
}

static int set_field(struct form *form, const char *word, struct err *err)
{
    const char *sign = strchr(word, '=');
    size_t i = 0;

    if (!sign)
        return err_set(err, _("\"%.60s\" is no FIELD=VALUE; quote values with spaces: \"what=a new header\""), word);
    bool more = sign > word && sign[-1] == '+';
    _cleanup_free_ char *name = mem_string_n(word, (size_t)(sign - word) - more);
    if (find_field(form, name, &i, err) < 0)
        return -1;
    _cleanup_free_ char *text = more ? behind(&form->rows[i], sign + 1) : mem_string(sign + 1);
    if (form_set(form, i, text, err) < 0)
        return err_prefix(err, "%s", form->rows[i].shown.label);
    return 0;
}

static int set_fields(struct form *form, const char *const *words, size_t n, struct err *err)
{
    for (size_t i = 0; i < n; i++)
        if (set_field(form, words[i], err) < 0)
            return -1;
    return 0;
}

/* --- saving --- */

static int save(struct form *form, struct answer *answer, unsigned *ret_changes, struct err *err)
{
    size_t field;

    if (form_save(form, NULL, ret_changes, &field, err) != 0)
        return -1;
    answer_record(answer, form->model, form->record);
    return 0;
}

/* The client that the second word names; FIELDS come behind it. A new client is called so. */
static int take_client(struct app *app, const struct request *request, char **ret_client, size_t *ret_fields,
                       struct err *err)
{
    _cleanup_known_ struct known known = {0};
    const char *word = request->arguments[1];

    *ret_fields = 0;
    if (!word || strchr(word, '='))
        return 0;
    *ret_fields = 1;
    if (str_equal(request->arguments[0], "client")) {
        *ret_client = mem_string(word);
        return 0;
    }
    if (known_named(app, word, &known, err) < 0)
        return -1;
    *ret_client = MEM_TAKE(known.ref);
    return 0;
}

COMMAND_RUN(add)
{
    const char *type = request->arguments[0];
    _cleanup_free_ char *client = NULL;
    _cleanup_(form_free_p)
    struct form *form = NULL;
    size_t fields;

    *ret_changes = CHANGE_NOTHING;
    bool named = str_equal(type, "client");
    if (take_client(app, request, &client, &fields, err) < 0 ||
        form_new(app, type, named ? NULL : client, &form, err) < 0)
        return -1;
    if (named && client && form_set(form, form_find(form, "name"), client, err) < 0)
        return -1;
    /* The word that names no client is a field like the others. */
    if (fields == 0 && request->arguments[1] && set_field(form, request->arguments[1], err) < 0)
        return -1;
    if (set_fields(form, request->rest, request->n_rest, err) < 0)
        return -1;
    return save(form, answer, ret_changes, err);
}

static int nothing_called(const char *text, struct err *err)
{
    return err_set(err, _("nothing is called \"%.60s\" yet; paletti add makes it"), text);
}

COMMAND_RUN(edit)
{
    _cleanup_(form_free_p)
    struct form *form = NULL;

    *ret_changes = CHANGE_NOTHING;
    int r = form_edit(app, NULL, request->arguments[0], &form, err);
    if (r != 0)
        return r < 0 ? -1 : nothing_called(request->arguments[0], err);
    if (set_fields(form, request->rest, request->n_rest, err) < 0)
        return -1;
    return save(form, answer, ret_changes, err);
}

COMMAND_RUN(show)
{
    const struct model *model;
    _cleanup_free_ char *ref = NULL;
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0)
        return -1;
    int r = ref_any(app, store, request->arguments[0], &model, &ref, err);
    if (r != 0)
        return r < 0 ? -1 : nothing_called(request->arguments[0], err);
    void *record = mem_alloc(model->size);
    r = store_get(store, model, ref, record, err);
    if (r == 0) {
        answer_record(answer, model, record);
        model_clear(model, record);
    }
    free(record);
    return r == 0 ? 0 : -1;
}
