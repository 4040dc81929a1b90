#include "record_line.h"

#include "debt_acts.h"

#include "form_items.h"
#include "form_text.h"
#include "line_text.h"
#include "open_invoices.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/dealings.h"
#include "paletti/core/handover.h"
#include "paletti/core/learning.h"
#include "paletti/core/money_text.h"
#include "paletti/core/when.h"
#include "paletti/store/records.h"

#include <ctype.h>
#include <string.h>

enum { PARTS = 6, PART_WORDS = 5, AHEAD_MAX = 366 };

/* A field that is understood wherever it stands; in a line with a text of its own a day before it, everything else behind
 * it. */
struct part {
    const char *field;
    const char *keys; /* words that may announce it, folded; NULL: none */
    bool keyed;       /* it is announced, or it is not meant */
};

static const struct line_kind {
    const struct model *model;
    const char *word;   /* N_(): it begins with */
    const char *words;  /* the same in the three languages, folded */
    const char *day;    /* the field that a WHEN before the word says */
    const char *text;   /* the field that is left over; NULL: nothing may be */
    const char *missing; /* N_(): what is asked for as long as it is not whole */
    const char *example; /* N_() */
    struct part parts[PARTS];
} kinds[] = {
    {&model_promise, NC_("line", "promise"), "promise compromiso promesa promessa", "said_on", NULL,
     N_("when will they pay? Then the sum, the invoice, the excuse: fri 1450 INV-7 excuse office"),
     N_("promise fri 1450 INV-7 excuse office"),
     {{"pays_on", NULL, false},
      {"amount", NULL, false},
      {"excuse", "excuse excusa scusa", false},
      {"kept", NULL, false},
      {"invoice", "invoice factura fattura for por per", false}}},
    {&model_request, NC_("line", "request"), "request extra peticion richiesta", "on", "what",
     N_("what did they ask for? Then free, quoted or declined, the time, the price: new banner free 90m"),
     N_("request new banner free 90m"),
     {{"on", NULL, false}, {"decision", NULL, false}, {"minutes", NULL, false}, {"price", NULL, false}}},
    {&model_delivery, NC_("line", "delivery"), "delivery delivered entrega entregado consegna consegnato", "on", "what",
     N_("what did you hand over?"), N_("delivery header v3"), {{"on", NULL, false}}},
    {&model_complaint, NC_("line", "complaint"), "complaint queja lamentela", "on", "what",
     N_("what do they complain of? Then who was right: header v2 right:me"), N_("complaint header v2 right:me"),
     {{"on", NULL, false}, {"right", "right razon ragione", true}}},
    {&model_expense, NC_("line", "expense"), "expense gasto spesa", "on", NULL,
     N_("how much, and what for? meal 40"), N_("expense meal 40"),
     {{"on", NULL, false}, {"amount", NULL, false}, {"kind", NULL, false}}},
    {&model_win, NC_("line", "win"), "win logro successo", "on", "text", N_("what went well?"),
     N_("win they sent a friend"), {{"on", NULL, false}}},
    {&model_lesson, NC_("line", "lesson"), "lesson aprendizaje leccion lezione", "on", "text",
     N_("what did you learn?"), N_("lesson ask for the deposit first"), {{"on", NULL, false}}},
    {&model_task, NC_("line", "task"), "task tarea attivita compito", "due", "what", N_("what is to be done?"),
     N_("task fri send them the files"), {{"due", NULL, false}}},
};

static const struct line_kind *kind_called(const char *text)
{
    _cleanup_free_ char *word = mem_string_n(text, strcspn(text, " \t\n:")), *folded = text_fold_new(word);

    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if (*folded && list_has(kinds[i].words, folded))
            return &kinds[i];
    return NULL;
}

/* The kind's word; what stands before it says when, and is *RET_WHEN bytes long. */
static const struct line_kind *kind_of(const char *line, int64_t now, const struct zone *zone, size_t *ret_when)
{
    const struct line_kind *kind = kind_called(line_skip(line));
    int64_t at;

    *ret_when = 0;
    for (unsigned flags = 0; !kind && flags <= (WHEN_AHEAD | WHEN_COMING); flags += WHEN_AHEAD | WHEN_COMING) {
        int n = when_parse_as(line, now, zone, flags, &at, NULL);
        kind = n > 0 ? kind_called(line_skip(line + n)) : NULL;
        *ret_when = kind ? (size_t)n : 0;
    }
    return kind;
}

const struct model *record_line_model(const char *line, int64_t now, const struct zone *zone)
{
    const struct line_kind *kind = kind_of(line, now, zone, &(size_t){0});

    return kind ? kind->model : NULL;
}

void record_line_words(const char *between, struct str *to)
{
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        str_printf(to, "%s%s", i ? between : "", i18n_word(kinds[i].word));
}

/* --- one part --- */

struct line_reading {
    struct texting texting;
    const struct line_kind *kind;
    const struct open_invoices *invoices;
    void *record;
};

static bool is_figure(const char *text)
{
    return !text[strspn(text, "0123456789.,:")];
}

static bool is_day(const struct line_reading *reading, const struct field_words *words, const char *text, int32_t *ret)
{
    int n = text_day(&reading->texting, words->sort, text, ret, NULL);

    return n > 0 && !*line_skip(text + n);
}

/* Nobody promises for the year after next, and a figure behind a day is no time of it: in "fri 14.50" and "20 nov 2050" it is
 * a sum. */
static bool read_day(const struct line_reading *reading, const struct field *field, const char *text)
{
    const struct field_words *words = field_words(reading->kind->model->type, field->name);
    int32_t today = zone_day(reading->texting.zone, reading->texting.now, NULL), day, other;
    const char *last = strrchr(text, ' ');

    if (is_figure(text) || !is_day(reading, words, text, &day) || day > today + AHEAD_MAX)
        return false;
    _cleanup_free_ char *before = last ? mem_string_n(text, (size_t)(last - text)) : NULL;
    bool year = last && strlen(last + 1) == 4 && strspn(last + 1, "0123456789") == 4;
    if (last && is_figure(last + 1) && !year && is_day(reading, words, before, &other))
        return false;
    field_set_number(field, reading->record, day);
    return true;
}

/* Beside a text only what says its currency is a sum: in "logo 2" there is none. */
static bool read_sum(const struct line_reading *reading, const struct field *field, const char *text)
{
    struct money money;
    int n = money_read(text, reading->texting.currency, &money, NULL);

    if (n <= 0 || text[n] || (reading->kind->text && is_figure(text)) || (money.minor < 0 && field->min == 0))
        return false;
    *(struct money *)field_of(field, reading->record) = money;
    return true;
}

static bool read_minutes(const struct line_reading *reading, const struct field *field, const char *text)
{
    const struct field_words *words = field_words(reading->kind->model->type, field->name);

    return !is_figure(text) && text_read(&reading->texting, field, words, text, reading->record, NULL) == 0;
}

static bool read_choice(const struct line_reading *reading, const struct field *field, const char *text)
{
    int found = choice_find(field->name, field->names, text, true);

    if (found < 0)
        return false;
    field_set_number(field, reading->record, found);
    return true;
}

static bool read_code(const struct line_reading *reading, const struct field *field, const char *text)
{
    const char *code = code_named(reading->texting.app, field->code, text);

    if (code)
        *(char **)field_of(field, reading->record) = mem_string(code);
    return code != NULL;
}

static bool read_invoice(const struct line_reading *reading, const struct field *field, const char *text)
{
    const struct open_invoice *invoice;

    if (open_invoices_named(reading->invoices, text, &invoice, NULL) < 0)
        return false;
    *(char **)field_of(field, reading->record) = mem_string(invoice->ref);
    return true;
}

static bool read_value(const struct line_reading *reading, const struct field *field, const char *text)
{
    switch ((int)field->kind) {
    case FIELD_DATE:
        return read_day(reading, field, text);
    case FIELD_MONEY:
        return read_sum(reading, field, text);
    case FIELD_INT:
        return read_minutes(reading, field, text);
    case FIELD_ENUM:
        return read_choice(reading, field, text);
    case FIELD_REF:
        return read_invoice(reading, field, text);
    default:
        return read_code(reading, field, text);
    }
}

/* Behind "excuse:", "excuse " ...; NULL: TEXT does not begin so. */
static const char *behind_key(const struct part *part, const char *text)
{
    size_t len = strcspn(text, " :=");
    _cleanup_free_ char *key = mem_string_n(text, len), *folded = text_fold_new(key);

    return part->keys && text[len] && *folded && list_has(part->keys, folded) ? text + len + strspn(text + len, " :=") : NULL;
}

static bool fits(const struct line_reading *reading, const struct part *part, const char *text)
{
    const struct field *field = model_field(reading->kind->model, part->field);
    const char *value = behind_key(part, text);

    if (!field_absent(field, reading->record) || (!value && part->keyed) || strchr(text, '"'))
        return false;
    return read_value(reading, field, value ? value : text);
}

/* --- the parts of a line --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Where word N (from 1) of TEXT ends; 0: it has fewer. */
static size_t end_of_word(const char *text, int n)
{
    const char *s = text;

    while (n-- > 0) {
        s = line_skip(s);
        if (!*s)
            return 0;
        s += strcspn(s, " \t\n");
    }
    return (size_t)(s - text);
}

static size_t start_of_last(const char *text, int n)
{
    size_t at = strlen(text);

    while (n-- > 0 && at > 0) {
        while (at > 0 && is_blank(text[at - 1]))
            at--;
        while (at > 0 && !is_blank(text[at - 1]))
            at--;
    }
    return at;
}

static bool any_fits(const struct line_reading *reading, const char *text, bool days, bool others)
{
    for (const struct part *part = reading->kind->parts; part < reading->kind->parts + PARTS && part->field; part++) {
        bool day = model_field(reading->kind->model, part->field)->kind == FIELD_DATE;
        if ((day ? days : others) && fits(reading, part, text))
            return true;
    }
    return false;
}

/* The longest beginning that is a part; in front of a text only a day can be one. */
static bool take_front(const struct line_reading *reading, char *rest)
{
    for (int n = PART_WORDS; n > 0; n--) {
        size_t end = end_of_word(rest, n);
        _cleanup_free_ char *words = mem_string_n(rest, end);
        if (end && any_fits(reading, words, true, !reading->kind->text)) {
            line_take_off(rest, 0, end);
            return true;
        }
    }
    return false;
}

static bool take_back(const struct line_reading *reading, char *rest)
{
    for (int n = PART_WORDS; reading->kind->text && n > 0; n--) {
        size_t from = start_of_last(rest, n), len = strlen(rest);
        if (from < len && any_fits(reading, rest + from, false, true)) {
            line_take_off(rest, from, len);
            return true;
        }
    }
    return false;
}

static int say_example(const struct line_kind *kind, const char *word, struct err *err)
{
    return err_set(err, _("\"%.40s\" is not understood here; a whole line is %s"), word, _(kind->example));
}

/* 1: it is the word that is still being typed. */
static int keep_text(const struct line_reading *reading, const char *rest, struct err *err)
{
    const struct line_kind *kind = reading->kind;

    if (!*rest)
        return 0;
    if (text_valid(rest, strlen(rest)) != strlen(rest))
        return err_set(err, _("the text is not valid UTF-8; use a UTF-8 locale"));
    if (!kind->text) {
        say_example(kind, rest, err);
        return strpbrk(rest, " \t\n") ? -1 : 1;
    }
    *(char **)field_of(model_field(kind->model, kind->text), reading->record) = item_plain(rest);
    return 0;
}

/* --- what follows from the rest --- */

/* The day said before the word, else today; nothing that was can be tomorrow. */
static int fill_day(const struct line_reading *reading, const char *line, size_t when, struct err *err)
{
    const struct field *field = model_field(reading->kind->model, reading->kind->day);
    int32_t today = zone_day(reading->texting.zone, reading->texting.now, NULL);
    _cleanup_free_ char *said = mem_string_n(line, when);

    if (when && text_read(&reading->texting, field, field_words(reading->kind->model->type, field->name), said,
                          reading->record, err) < 0)
        return -1;
    if (reading->kind->model == &model_task)
        return 0;
    if (field_absent(field, reading->record))
        field_set_number(field, reading->record, today);
    return field_number(field, reading->record) <= today
               ? 0
               : err_set(err, _("that lies in the future, but it is written down when it has been; leave the day out"));
}

struct complained {
    const struct complaint *complaint;
    char *folded; /* what they complain of */
    char *ref;
    size_t len;
    int32_t on;
};

/* The delivery that the complaint names: the longest name, and the newest of its bearers. */
static int take_delivery(void *ctx, const void *record)
{
    const struct delivery *delivery = record;
    struct complained *complained = ctx;
    _cleanup_free_ char *folded = text_fold_new(delivery->what ? delivery->what : "");
    size_t len = strlen(folded);
    const char *at = len ? strstr(complained->folded, folded) : NULL;

    if (!at || (at > complained->folded && isalnum((unsigned char)at[-1])) || isalnum((unsigned char)at[len]) ||
        delivery->on > complained->complaint->on || len < complained->len ||
        (len == complained->len && delivery->on < complained->on))
        return 0;
    free(complained->ref);
    complained->ref = mem_string(delivery->ref);
    complained->len = len;
    complained->on = delivery->on;
    return 0;
}

static int fill_delivery(struct store *store, struct complaint *complaint, struct err *err)
{
    struct complained complained = {
        .complaint = complaint, .folded = text_fold_new(complaint->what ? complaint->what : ""), .on = INT32_MIN};

    int r = store_each(store, &model_delivery, complaint->client, take_delivery, &complained, err);
    free(complained.folded);
    complaint->delivery = complained.ref;
    return r;
}

/* The invoice that the promised sum pays, or the only one that is open; where several are, they promise to pay all. */
static void fill_invoice(const struct line_reading *reading, struct promise *promise)
{
    const struct open_invoice *invoice = NULL;

    if (promise->invoice || open_invoices_find(reading->invoices, "", &promise->amount, &invoice, NULL) < 0 || !invoice)
        return;
    promise->invoice = mem_string(invoice->ref);
}

/* What nobody can leave out: 1 says what that is. */
static int check_whole(const struct line_reading *reading, struct err *err)
{
    const struct line_kind *kind = reading->kind;

    for (size_t i = 0; i < kind->model->n; i++) {
        const struct field *field = &kind->model->fields[i];
        bool own = field->kind == FIELD_REF && !field->model, text = str_equal(field->name, kind->text);
        if (own || !(text || field->flags & FIELD_REQUIRED) || !field_absent(field, reading->record))
            continue;
        err_set(err, "%s", _(kind->missing));
        return 1;
    }
    return kind->model->check ? kind->model->check(reading->record, err) : 0;
}

static int read_parts(const struct line_reading *reading, const char *line, struct err *err)
{
    _cleanup_free_ char *rest = mem_string(line_skip(line));

    line_trim(rest);
    while (take_front(reading, rest) || take_back(reading, rest))
        ;
    return keep_text(reading, rest, err);
}

static int read_all(const struct line_reading *reading, struct store *store, const char *line, size_t when, struct err *err)
{
    const char *word = line_skip(line + when), *rest = word + strcspn(word, " \t\n:");
    int r = read_parts(reading, rest + (*rest == ':'), err);

    if (r != 0)
        return r;
    if (reading->kind->model == &model_task)
        field_set_number(model_field(&model_task, "kind"), reading->record, TASK_OTHER);
    r = fill_day(reading, line, when, err);
    if (r == 0 && reading->kind->model == &model_complaint)
        r = fill_delivery(store, reading->record, err);
    if (r == 0 && reading->kind->model == &model_promise)
        fill_invoice(reading, reading->record);
    return r == 0 ? check_whole(reading, err) : r;
}

int record_line_read(struct app *app, struct store *store, const char *line, void *ret, struct err *err)
{
    _cleanup_(open_invoices_done)
    struct open_invoices invoices = {0};
    struct line_reading reading = {.texting = texting_init(app), .invoices = &invoices, .record = ret};
    size_t when;

    reading.kind = kind_of(line, reading.texting.now, reading.texting.zone, &when);
    const char *client = *(char *const *)field_of(model_field(reading.kind->model, "client"), ret);
    if (reading.kind->model == &model_promise && open_invoices_load(app, store, client, &invoices, err) < 0)
        return -1;
    const char *owed = open_invoices_currency(&invoices);
    if (owed)
        memcpy(reading.texting.currency, owed, sizeof reading.texting.currency);
    int r = read_all(&reading, store, line, when, err);
    return r == 0 && reading.kind->model == &model_promise ? promise_check(app, ret, NULL, err) : r;
}
