/* Lines while they are typed. */
#include "paletti/app/entry.h"

#include "entry_line.h"
#include "form_words.h"
#include "inside.h"
#include "pay_line.h"
#include "record_line.h"
#include "record_words.h"
#include "ref_any.h"
#include "sign_line.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/interaction.h"

#include <string.h>

/* "from them", or what it was where nobody is at the other end. */
static void add_what(struct str *to, const struct interaction *entry)
{
    if (entry->kind != KIND_MESSAGE)
        str_add(to, choice_word("kind", kind_names[entry->kind]));
    if (entry->direction == DIRECTION_NONE)
        return;
    str_printf(to, "%s%s", entry->kind == KIND_MESSAGE ? "" : " ",
               choice_word("direction", direction_names[entry->direction]));
}

static void add_entry(struct app *app, struct str *to, const struct interaction *entry)
{
    const char *text = entry->subject ? entry->subject : entry->body;

    words_instant(app, to, entry->at);
    str_add(to, ", ");
    add_what(to, entry);
    if (entry->channel)
        str_printf(to, ", %s", words_channel(entry->channel));
    if (entry->minutes) {
        str_add(to, ", ");
        words_duration(to, entry->minutes * 60);
    }
    if (text)
        str_printf(to, ": %s", text);
    str_add(to, entry->energy > 0 || entry->signs.n > 0 || entry->closeness >= 0 ? "; " : "");
    sign_line_words(app, entry, to);
}

/* "promise: Mon 16 Nov, Fri 20 Nov, INV-2026-081, trouble in the office". */
static int record_preview(struct app *app, const struct model *model, const char *client, const char *line,
                          struct str *to, struct err *err)
{
    struct texting texting = texting_init(app);
    _cleanup_free_ void *record = mem_alloc(model->size);
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    model_init(model, record);
    *(char **)field_of(model_field(model, "client"), record) = mem_string(client);
    int r = record_line_read(app, store, line, record, err);
    if (r >= 0)
        str_printf(to, "%s: ", type_word(model->type));
    if (r == 0)
        record_words(&texting, model, record, "client", ", ", to);
    else if (r == 1)
        str_add(to, err->text);
    model_clear(model, record);
    return r;
}

static void ask_what(struct str *to)
{
    str_add(to, _("what was it? in, out, call, meeting, note or work"));
    str_add(to, "; ");
    record_line_words(", ", to);
}

int entry_preview(struct app *app, const char *client, const char *line, struct str *to, struct err *err)
{
    const struct house *house;
    struct interaction entry;
    int64_t now = app_now(app);
    const struct model *model = record_line_model(line, now, app_zone(app));

    if (model)
        return record_preview(app, model, client, line, to, err);
    if (app_house(app, &house, err) < 0)
        return -1;
    const struct rule *rule = rulebook_at(house->book, now);
    model_init(&model_interaction, &entry);
    int r = entry_line_so_far(line, now, rulebook_zone(house->book, rule), rule, &entry, err);
    sign_line_take(app, &entry);
    if (r == 0)
        add_entry(app, to, &entry);
    if (r == 1 && entry.at != INSTANT_NONE && entry.at != now) {
        words_instant(app, to, entry.at);
        str_add(to, ": ");
    }
    if (r == 1)
        ask_what(to);
    model_clear(&model_interaction, &entry);
    return r;
}

static void add_payment(struct app *app, struct str *to, const struct payment *payment, const char *number,
                        struct money left)
{
    static const char *const methods[] = {"stripe", "transfer", "cash", "other"};

    words_sum(to, payment->amount);
    str_add(to, ", ");
    words_day(app, to, payment->on);
    if (payment->method >= 0)
        str_printf(to, ", %s", choice_word("method", methods[payment->method]));
    str_printf(to, number ? ": %s" : _(": for no invoice%s"), number ? number : "");
    if (!*left.currency)
        return;
    str_add(to, " (");
    words_sum(to, left);
    str_printf(to, " %s)", _("left to pay"));
}

int pay_preview(struct app *app, const char *client, const char *line, struct str *to, struct err *err)
{
    _cleanup_free_ char *number = NULL;
    struct payment payment;
    struct money left;
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    model_init(&model_payment, &payment);
    payment.client = mem_string(client);
    int r = pay_line_read(app, store, line, &payment, &number, &left, err);
    if (r == 0)
        add_payment(app, to, &payment, number, left);
    else if (r == 1)
        str_add(to, err->text);
    model_clear(&model_payment, &payment);
    return r;
}

int sign_preview(struct app *app, const char *refs, const char *line, struct str *to, struct err *err)
{
    _cleanup_free_ char *first = mem_string_n(refs, strcspn(refs, ","));
    struct interaction entry;
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || entry_any(app, store, first, &entry, err) < 0)
        return -1;
    int r = sign_line_read(app, line, &entry, err);
    if (r == 0)
        sign_line_words(app, &entry, to);
    if (r == 0 && to->len == 0)
        str_add(to, _("nothing is noted any more"));
    if (r == 1)
        str_add(to, err->text);
    model_clear(&model_interaction, &entry);
    return r;
}
