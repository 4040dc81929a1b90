/* Checking a form as an import would, and writing it. */
#include "form_inside.h"
#include "debt_acts.h"
#include "writing.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"

#include <ctype.h>
#include <string.h>

/* --- what is wrong, in words --- */

static int say_row(const struct form_row *row, const char *what, struct err *err)
{
    return err_set(err, "%s: %s", row->shown.label, what);
}

/* Bytes of NAME as a path of TEXT names it, 0: it does not. */
static size_t path_len(const char *text, const char *name)
{
    size_t len = strlen(name);

    return str_starts(text, name) && strchr(".:[", text[len]) ? len : 0;
}

/* "invoice.due_on: ..." as "due on: ...": the row at fault, and the sentence in its words. */
size_t form_fault(const struct form *form, struct err *err)
{
    size_t type = strlen(form->model->type);
    _cleanup_free_ char *text = mem_string(err->text);
    const char *path = text;

    /* The setup is made of records of other types. */
    size_t other = strcspn(text, ".: ");
    if (text[other] == '.' && (form->save || other == type))
        path += other + 1;
    for (size_t i = 0; i < form->n; i++) {
        size_t len = path_len(path, form->rows[i].name);
        const char *sentence = len ? strstr(path + len, ": ") : NULL;
        if (!sentence)
            continue;
        say_row(&form->rows[i], sentence + 2, err);
        return i;
    }
    return form->n;
}

/* --- checks --- */

int form_check_texts(const struct form *form, size_t *ret_field, struct err *err)
{
    for (size_t i = 0; i < form->n; i++) {
        const struct form_row *row = &form->rows[i];
        *ret_field = i;
        if (row->wrong)
            return say_row(row, row->wrong, err);
        if (row->shown.required && !row->text[strspn(row->text, " \t\r\n")])
            return err_set(err, *row->shown.hint ? _("%s: is missing (%s)") : _("%s: is missing%s"),
                           row->shown.label, row->shown.hint);
    }
    return 0;
}

/* A promise that the ladder does not take is not agreed to; what was said stands in the log. */
static int check_promise(const struct form *form, void **ret, size_t *ret_field, struct err *err)
{
    if (promise_check(form->app, *ret, NULL, err) == 0)
        return 0;
    model_clear(form->model, *ret);
    free(*ret);
    for (*ret_field = 0; *ret_field < form->n; ++*ret_field)
        if (str_equal(form->rows[*ret_field].shown.name, "pays_on"))
            return err_prefix(err, "%s", form->rows[*ret_field].shown.label);
    return -1;
}

static int check(struct form *form, void **ret, size_t *ret_field, struct err *err)
{
    struct record_checks checks = app_checks(form->app);
    _cleanup_str_ struct str line = STR_INIT;
    const struct model *model;

    if (form_check_texts(form, ret_field, err) < 0)
        return -1;
    *ret_field = form->n;
    model_normalise(form->model, form->record);
    record_write(&line, form->model, form->record);
    if (record_parse(line.s, line.len, &checks, &model, ret, err) == 0)
        return form->model == &model_promise && !form->stored ? check_promise(form, ret, ret_field, err) : 0;
    *ret_field = form_fault(form, err);
    return -1;
}

/* --- refs --- */

static char **own_ref(const struct form *form, void *record)
{
    const struct field *field = model_field(form->model, "ref");

    return field ? field_of(field, record) : NULL;
}

/* "quejumbre" for "Quejumbre & Hijos": what a person would type. */
static char *slug_of(const char *name)
{
    _cleanup_free_ char *folded = text_fold_new(name);
    struct str slug = STR_INIT;

    for (const char *s = folded; *s; s++)
        if (isalnum((unsigned char)*s) || (unsigned char)*s >= 0x80)
            str_add_char(&slug, *s);
        else if (slug.len > 2)
            break;
    return str_take(&slug);
}

static char *client_ref(struct store *store, const char *name)
{
    _cleanup_free_ char *slug = slug_of(name);
    struct client client;

    for (int n = 1; *slug && n < 1000; n++) {
        _cleanup_free_ char *ref = n == 1 ? mem_string(slug) : str_format("%s-%d", slug, n);
        if (store_get(store, &model_client, ref, &client, NULL) != 0)
            return MEM_TAKE(ref);
        model_clear(&model_client, &client);
    }
    return hash_new_ref("client");
}

static void make_ref(struct form *form, struct store *store, void *record)
{
    char **ref = own_ref(form, record);

    if (!ref || form->stored || !field_absent(model_field(form->model, "ref"), form->record))
        return;
    free(*ref);
    *ref = form->model == &model_client ? client_ref(store, ((struct client *)record)->name)
                                        : hash_new_ref(type_prefix(form->model->type));
}

/* --- writing --- */

/* The record's name in the store; owned. */
static char *store_name(const struct form *form, const void *record)
{
    char buf[CIVIL_INSTANT_SIZE];
    const struct field *from = model_field(form->model, "from");

    if (str_equal(form->model->type, "rule"))
        return mem_string(civil_format_instant(field_number(from, record), buf));
    return mem_string(model_ref(form->model, record));
}

static void replace_before(struct form *form, void *now)
{
    model_clear(form->model, form->before);
    free(form->before);
    form->before = now;
}

/* What is stored must be what the form began with. 1: it is not; then it is what the form has seen. */
static int check_meanwhile(struct form *form, struct store *store, const char *name, struct err *err)
{
    void *now = mem_alloc(form->model->size);
    int r = store_get(store, form->model, name, now, err);

    if (r < 0 || (r == 1 && !form->stored)) {
        free(now);
        return r < 0 ? -1 : 0;
    }
    if (r == 1) {
        free(now);
        form->stored = false;
        err_set(err, _("this was deleted meanwhile; save again to write it anew"));
        return 1;
    }
    bool same = form->stored && model_equal(form->model, now, form->before);
    if (!same && !form->stored) {
        model_clear(form->model, now);
        free(now);
        return err_set(err, _("ref: there is such a record already; take another one"));
    }
    if (same) {
        model_clear(form->model, now);
        free(now);
        return 0;
    }
    replace_before(form, now);
    err_set(err, _("this was changed meanwhile, by another program; save again to write over that"));
    return 1;
}

static int write(struct form *form, void *record, char **ret_name, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    enum put put;

    if (writing_begin(form->app, form->progress, &writing, err) < 0)
        return -1;
    make_ref(form, writing.store, record);
    _cleanup_free_ char *name = store_name(form, record);
    int r = check_meanwhile(form, writing.store, name, err);
    if (r != 0)
        return r;
    if (writing_put(&writing, form->model, record, 0, &put, err) < 0)
        return -1;
    if ((form->also && form->also(form, &writing, record, err) < 0) || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    *ret_name = MEM_TAKE(name);
    return 0;
}

void form_settle(struct form *form, void *record)
{
    model_clear(form->model, form->record);
    model_copy(form->model, record, form->record);
    replace_before(form, record);
    form->stored = true;
    form_entitle(form);
    form_refresh(form);
}

void form_watch(struct form *form, const struct request *progress)
{
    form->progress = progress;
}

int form_save(struct form *form, char **ret_ref, unsigned *ret_changes, size_t *ret_field, struct err *err)
{
    void *record = NULL;
    char *name = NULL;

    *ret_field = form->n;
    if (form->save)
        return form->save(form, ret_ref, ret_changes, ret_field, err);
    if (check(form, &record, ret_field, err) < 0)
        return -1;
    int r = write(form, record, &name, ret_changes, err);
    if (r != 0) {
        if (r < 0)
            *ret_field = form_fault(form, err);
        record_free(form->model, record);
        return r;
    }
    form_settle(form, record);
    if (ret_ref)
        *ret_ref = name;
    else
        free(name);
    return 0;
}
