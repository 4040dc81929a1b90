#include "blurring.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"
#include "paletti/core/dealings.h"
#include "paletti/core/handover.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    TERM_MIN = 3,  /* bytes: shorter names would be met in every second word */
    PHONE_MIN = 8, /* digits */
};

void app_blur(struct app *app, bool on)
{
    app_blur_of(app)->on = on;
}

bool app_blurred(const struct app *app)
{
    return app_blur_of((struct app *)app)->on;
}

/* --- the terms --- */

void blur_forget(struct blur *blur)
{
    for (size_t i = 0; i < blur->n; i++) {
        free(blur->terms[i].text);
        free(blur->terms[i].shown);
    }
    blur->n = 0;
    blur->known = false;
}

void blur_done(struct blur *blur)
{
    blur_forget(blur);
    free(blur->terms);
    for (size_t i = 0; i < BLUR_TEXTS; i++)
        str_done(&blur->texts[i]);
}

/* Blanks and ends of lines stay, so that a text is wrapped as it was. */
static void add_dots(struct str *to, const char *text, size_t len)
{
    for (size_t i = 0, n; i < len; i += n) {
        int w;
        n = text_cluster(text + i, &w);
        if (text[i] == ' ' || text[i] == '\n')
            str_add_char(to, text[i]);
        else
            for (; w > 0; w--)
                str_add(to, "·");
    }
}

static void add_term(struct blur *blur, const char *text, char *shown)
{
    if (!text || strlen(text) < TERM_MIN) {
        free(shown);
        return;
    }
    MEM_GROW(blur->terms, blur->n, blur->cap);
    blur->terms[blur->n++] = (struct blur_term){mem_string(text), shown};
}

static void add_hidden(struct blur *blur, const char *text)
{
    struct str dots = STR_INIT;

    if (text)
        add_dots(&dots, text, strlen(text));
    add_term(blur, text, str_take(&dots));
}

static int add_client(void *ctx, const struct client_row *row)
{
    struct blur *blur = ctx;
    long long id = row->id;

    add_term(blur, row->name, str_format(_("Client %02lld"), id));
    add_term(blur, row->ref, str_format("client-%02lld", id));
    return 0;
}

static int add_people(void *ctx, const void *record)
{
    struct blur *blur = ctx;
    const struct client *client = record;

    add_hidden(blur, client->short_name); /* a made one is but a word, and stands in no sentence */
    for (size_t i = 0; i < client->phones.n; i++)
        add_hidden(blur, client->phones.v[i]);
    for (size_t i = 0; i < client->people.n; i++) {
        const struct person *person = (const struct person *)client->people.v + i;
        _cleanup_free_ char *both =
            person->given && person->family ? str_format("%s %s", person->given, person->family) : NULL;
        add_hidden(blur, both);
        add_hidden(blur, person->family);
        add_hidden(blur, person->phone);
    }
    return 0;
}

static int add_colleague(void *ctx, const void *record)
{
    const struct colleague *colleague = record;

    add_hidden(ctx, colleague->name);
    add_hidden(ctx, colleague->ref);
    return 0;
}

static int by_text(const void *left, const void *right)
{
    const struct blur_term *a = left, *b = right;
    int r = strcmp(a->text, b->text);

    return r ? r : strcmp(b->shown, a->shown); /* who is a client and a person of one is the client: the last one is taken */
}

/* What cannot be read is not known to anybody on the screen either. */
static void learn(struct app *app, struct blur *blur)
{
    struct store *store = app_store(app);

    if (blur->known || !store)
        return;
    clients_each(store, 0, add_client, blur, NULL);
    store_each(store, &model_client, NULL, add_people, blur, NULL);
    store_each(store, &model_colleague, NULL, add_colleague, blur, NULL);
    if (blur->n > 0)
        qsort(blur->terms, blur->n, sizeof *blur->terms, by_text);
    blur->known = true;
}

/* --- finding them --- */

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* A term that ends in a full stop ends a word as well. */
static bool begins(const char *text, const char *term, size_t *ret_len)
{
    size_t len = strlen(term);

    *ret_len = len;
    return strncmp(text, term, len) == 0 && !(in_word(term[len - 1]) && in_word(text[len]));
}

/* The longest term that TEXT begins with: of all those, the last in their order. */
static const struct blur_term *find_term(const struct blur *blur, const char *text, size_t *ret_len)
{
    size_t low = 0, high = blur->n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(blur->terms[middle].text, text) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    while (low-- > 0 && strncmp(blur->terms[low].text, text, TERM_MIN) == 0)
        if (begins(text, blur->terms[low].text, ret_len))
            return &blur->terms[low];
    return NULL;
}

/* Bytes of the address or the phone that TEXT begins with; 0: neither. */
static size_t hidden_length(const char *text)
{
    size_t n = strcspn(text, " \t\n,;:<>()\"'"), digits = 0;

    if (memchr(text, '@', n))
        return n;
    if (*text != '+')
        return 0;
    for (n = 1; isdigit((unsigned char)text[n]) || (text[n] == ' ' && isdigit((unsigned char)text[n + 1])); n++)
        digits += text[n] != ' ';
    return digits >= PHONE_MIN ? n : 0;
}

static struct str *next_text(struct blur *blur)
{
    struct str *text = &blur->texts[blur->turn++ % BLUR_TEXTS];

    str_clear(text);
    return text;
}

const char *app_blur_names(struct app *app, const char *text)
{
    struct blur *blur = app_blur_of(app);
    const struct blur_term *term;
    size_t len;

    if (!blur->on || !text || !*text)
        return text;
    learn(app, blur);
    struct str *to = next_text(blur);
    for (size_t i = 0; text[i]; i += len) {
        bool word = i == 0 || !in_word(text[i - 1]);
        if (word && (len = hidden_length(text + i)) > 0) {
            add_dots(to, text + i, len);
        } else if (word && (term = find_term(blur, text + i, &len))) {
            str_add(to, term->shown);
        } else {
            len = 1;
            str_add_char(to, text[i]);
        }
    }
    return str_text(to);
}

const char *app_blur_text(struct app *app, const char *text)
{
    struct blur *blur = app_blur_of(app);

    if (!blur->on || !text)
        return text;
    struct str *to = next_text(blur);
    _cleanup_str_ struct str safe = STR_INIT;
    text_safe(&safe, text, false);
    add_dots(to, str_text(&safe), safe.len);
    return str_text(to);
}

const char *app_blur_client(struct app *app, int64_t id, const char *name)
{
    struct blur *blur = app_blur_of(app);

    if (!blur->on || !name)
        return name;
    struct str *to = next_text(blur);
    str_printf(to, _("Client %02lld"), (long long)id);
    return str_text(to);
}

/* A client's name is that of the client; others are nobody's business. */
static const char *blur_own_name(struct app *app, const char *text)
{
    const char *shown = app_blur_names(app, text);

    return str_equal(shown, text) ? app_blur_text(app, text) : shown;
}

const char *blur_field(struct app *app, const struct field *field, const char *text)
{
    if (str_equal(field->name, "name") || str_equal(field->name, "short"))
        return blur_own_name(app, text);
    switch ((int)field->kind) {
    case FIELD_TEXT:
    case FIELD_TEXTS:
    case FIELD_LIST:
    case FIELD_OBJECT:
        return field->names || field->code ? text : app_blur_text(app, text);
    case FIELD_REF: /* what is delivered is a text, a colleague a name, and a number of theirs finds an invoice */
        return field->model == &model_delivery || field->model == &model_colleague || field->model == &model_invoice
                   ? app_blur_text(app, text)
                   : app_blur_names(app, text);
    default:
        return app_blur_names(app, text);
    }
}
