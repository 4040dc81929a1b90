#include "letter_samples.h"

#include "fixture.h"

#include "paletti/base/civil.h"
#include "paletti/base/mem.h"

#include <stdlib.h>
#include <string.h>

enum sample_type {
    SAMPLE_CODE,
    SAMPLE_WORDS,
    SAMPLE_ITEMS,
    SAMPLE_DATE,
    SAMPLE_DATES,
    SAMPLE_INSTANT,
    SAMPLE_SUM,
    SAMPLE_COUNT
};

/* Values that exclude each other stand on both sides of a |, items of a list of a ;. Words are in three
 * languages, all else in the first place. */
struct sample {
    const char *name;
    enum sample_type type;
    const char *en, *es, *it;
    bool needed; /* of a row's: it is never absent */
};

static const struct sample samples[] = {
    {"last_day", SAMPLE_DATE, "2026-12-01|2026-12-08"},
    {"decided_on", SAMPLE_DATE, "2026-11-11"},
    {"path", SAMPLE_CODE, "notice|today"},
    {"framing", SAMPLE_CODE, "true|not_fit|best_for_you"},
    {"reason_short", SAMPLE_WORDS, "From December on I will do other work.",
     "Desde diciembre me dedico a otro tipo de trabajo.", "Da dicembre mi dedico a un altro tipo di lavoro."},
    {"looking_for", SAMPLE_WORDS, "changes on the same day", "cambios en el mismo día",
     "modifiche in giornata"},
    {"accesses", SAMPLE_ITEMS, "shared folder;site password", "carpeta compartida;clave de la web",
     "cartella condivisa;accesso al sito"},
    {"handover", SAMPLE_ITEMS, "source files;notes", "archivos originales;notas", "file originali;appunti"},
    {"handover.by", SAMPLE_DATE, "2026-11-27|2026-12-08"},
    {"handover.link", SAMPLE_WORDS, "files.palabra.example/ana", "files.palabra.example/ana",
     "files.palabra.example/ana"},
    {"handover.until", SAMPLE_DATE, "2026-12-31"},
    {"total", SAMPLE_SUM, "33194"},
    {"whole_sum", SAMPLE_SUM, "60934"},
    {"returned_before", SAMPLE_SUM, "27740"},
    {"returned_before_on", SAMPLE_DATE, "2026-11-13"},
    {"return_by", SAMPLE_DATE, "2026-11-23|2026-12-08"},
    {"started_on", SAMPLE_DATE, "2026-11-13"},
    {"issued_on", SAMPLE_DATE, "2026-11-16"},
    {"expected_on", SAMPLE_DATE, "2026-11-23"},
    {"method", SAMPLE_CODE, "stripe|transfer|cash|other"},
    {"reference", SAMPLE_WORDS, "R-2026-7", "R-2026-7", "R-2026-7"},
    {"owed", SAMPLE_SUM, "145000"},
    {"credit_note", SAMPLE_WORDS, "2026-R3", "2026-R3", "2026-R3"},
    {"colleague.name", SAMPLE_WORDS, "Marta Ficticia", "Marta Ficticia", "Marta Ficticia"},
    {"colleague.email", SAMPLE_CODE, "marta@taller.example"},
    {"colleague.consented_on", SAMPLE_DATE, "2026-11-13"},
    {"need", SAMPLE_WORDS, "the upkeep of a site", "el mantenimiento de una web",
     "la manutenzione di un sito"},
    {"why_fit", SAMPLE_WORDS, "That is most of the work done there.", "Es el trabajo que más hace.",
     "È il lavoro che fa di più."},
    {"agreed", SAMPLE_WORDS, "two hours a month", "dos horas al mes", "due ore al mese"},
    {"warning", SAMPLE_WORDS, "the material comes late.", "el material llega con retraso.",
     "il materiale arriva in ritardo."},
    {"invoice.number", SAMPLE_WORDS, "INV-2026-081", "2026-081", "2026/081"},
    {"invoice.sum", SAMPLE_SUM, "205000"},
    {"invoice.due", SAMPLE_DATE, "2026-10-01|2026-10-08"},
    {"invoice.days", SAMPLE_COUNT, "46|1"},
    {"invoices", SAMPLE_COUNT, "2|3"},
    {"pay_to", SAMPLE_CODE, "ES00 0000 0000 0000 0000 0000"},
    {"attachment", SAMPLE_CODE, "yes"},
    {"first_on", SAMPLE_DATE, "2026-10-02"},
    {"answer_by", SAMPLE_DATE, "2026-11-23|2026-12-08"},
    {"stop_on", SAMPLE_DATE, "2026-11-24"},
    {"stopped_on", SAMPLE_DATE, "2026-10-02"},
    {"promises", SAMPLE_DATES, "2026-10-30;2026-11-10"},
    {"deadline", SAMPLE_DATE, "2026-11-23|2026-12-01"},
    {"step", SAMPLE_CODE, "stop|claim|end"},
    {"next_step", SAMPLE_WORDS, "an agency takes it over on 1 December",
     "una gestoría lleva el cobro desde el 1 de diciembre", "un'agenzia segue l'incasso dal 1º dicembre"},
    {"interest", SAMPLE_SUM, "4000"},
    {"promise.on", SAMPLE_DATE, "2026-11-23|2026-12-08"},
    {"promise.sum", SAMPLE_SUM, "205000"},
    {"contract.clause", SAMPLE_WORDS, "clause 9", "cláusula 9", "art. 9"},
    {"notice_days", SAMPLE_COUNT, "15|1"},
    {"needed", SAMPLE_ITEMS, "the new address of the shop;a person for the site",
     "la dirección nueva de la tienda;una persona para la web",
     "il nuovo indirizzo del negozio;una persona per il sito"},
    {"needed.by", SAMPLE_DATE, "2026-11-25"},
    {"debt", SAMPLE_SUM, "390000"},
    {"scope", SAMPLE_WORDS, "five pages", "cinco páginas", "cinque pagine"},
    {"contract.signed", SAMPLE_DATE, "2026-03-02"},
    {"extra_hours", SAMPLE_COUNT, "12500|1"},
    {"effort", SAMPLE_WORDS, "each page is drawn, written and tested",
     "cada página se dibuja, se escribe y se prueba", "ogni pagina va disegnata, scritta e provata"},
    {"price", SAMPLE_SUM, "72000"},
    {"ready_on", SAMPLE_DATE, "2026-12-18"},
    {"swap", SAMPLE_WORDS, "the page of news", "la página de noticias", "la pagina delle notizie"},
    {"project", SAMPLE_WORDS, "the online shop", "la tienda en línea", "il negozio online"},
    {"why", SAMPLE_WORDS, "Shops need someone who looks after payments every day.",
     "Una tienda necesita a alguien que vigile los pagos cada día.",
     "Un negozio ha bisogno di chi segua i pagamenti ogni giorno."},
    {"open_door", SAMPLE_CODE, "yes"},
    {"still", SAMPLE_WORDS, "the texts and the design", "los textos y el diseño", "i testi e la grafica"},
    {"topic", SAMPLE_WORDS, "who decides on the steps", "quién decide los pasos", "chi decide i passaggi"},
    {"facts", SAMPLE_ITEMS, "2 November: three changes of plan;9 November: two more",
     "2 de noviembre: tres cambios de plan;9 de noviembre: otros dos",
     "2 novembre: tre cambi di piano;9 novembre: altri due"},
    {"want", SAMPLE_WORDS, "that we agree the plan on Mondays", "que acordemos el plan los lunes",
     "concordare il piano il lunedì"},
    {"limit", SAMPLE_WORDS, "I do not change it in between", "entre medias no lo cambio",
     "nel mezzo non lo cambio"},
    {"ask", SAMPLE_WORDS, "Can we do it that way from Monday?", "¿Podemos hacerlo así desde el lunes?",
     "Possiamo fare così da lunedì?"},
    {"asked_on", SAMPLE_DATE, "2026-11-09"},
    {"asked_for", SAMPLE_WORDS, "a lower hourly rate", "una tarifa por hora más baja",
     "una tariffa oraria più bassa"},
    {"offer.price", SAMPLE_SUM, "4500"},
    {"in_charge", SAMPLE_CODE, "yes"},
    {"offer", SAMPLE_WORDS, "half the hours a month", "la mitad de horas al mes",
     "la metà delle ore al mese"},
    {"until", SAMPLE_DATE, "2027-01-31"},
    {"fit", SAMPLE_WORDS, "I work for shops and publishers only.", "Trabajo solo para tiendas y editoriales.",
     "Lavoro solo per negozi ed editori."},
    {"duties", SAMPLE_ITEMS, "answer within 72 hours;invoice on the first",
     "contestar en 72 horas;facturar el día 1", "rispondere entro 72 ore;fatturare il primo del mese"},
    {"work_after", SAMPLE_CODE, "yes"},
    {"if_met", SAMPLE_WORDS, "we go on as before", "seguimos como hasta ahora", "continuiamo come ora"},
    {"extras_rate", SAMPLE_SUM, "6000"},
    {"review", SAMPLE_DATE, "2027-05-16"},
    {"if_not", SAMPLE_WORDS, "our work ends on that day", "nuestro trabajo termina ese día",
     "il nostro lavoro termina quel giorno"},
    {"charge", SAMPLE_CODE, "none|credit"},
    {"takeover", SAMPLE_ITEMS, "the yearly fee of the domain;the passwords",
     "la cuota anual del dominio;las claves", "il canone annuo del dominio;le password"},
    {"terms", SAMPLE_ITEMS, "70.00 an hour;payment in advance", "70,00 la hora;pago por adelantado",
     "70,00 l'ora;pagamento anticipato"},
    {"from", SAMPLE_DATE, "2026-12-01"},
    {"quiet_since", SAMPLE_DATE, "2025-05-14"},
    {"last_on", SAMPLE_DATE, "2026-12-18|2026-12-08"},
    {"prospect", SAMPLE_CODE, "yes"},
};

static const struct row_sample {
    const char *name;
    struct sample fields[17];
} row_samples[] = {
    {"lines",
     {{"unit", SAMPLE_CODE, "session|hour|month|fixed", .needed = true},
      {"way", SAMPLE_CODE, "units|single|months|shares", .needed = true},
      {"bought_on", SAMPLE_DATE, "2026-01-12|2026-09-02", .needed = true},
      {"bought", SAMPLE_COUNT, "10|1", .needed = true},
      {"used", SAMPLE_COUNT, "5|0", .needed = true},
      {"left", SAMPLE_COUNT, "5|1", .needed = true},
      {"price", SAMPLE_SUM, "60000", .needed = true},
      {"sum", SAMPLE_SUM, "30000", .needed = true},
      {"single_price", SAMPLE_SUM, "7000", .needed = true},
      {"unit_price", SAMPLE_SUM, "6000"},
      {"used_on", SAMPLE_DATES, "2026-01-19;2026-02-02;2026-03-02"},
      {"milestones", SAMPLE_ITEMS, "sketch (19 January)", "boceto (19 de enero)", "bozza (19 gennaio)"},
      {"returned", SAMPLE_SUM, "5000"},
      {"whole", SAMPLE_COUNT, "1|2"},
      {"days_left", SAMPLE_COUNT, "11"},
      {"days", SAMPLE_COUNT, "31", .needed = true}}},
    {"refunds",
     {{"sum", SAMPLE_SUM, "30000", .needed = true},
      {"method", SAMPLE_CODE, "stripe"},
      {"paid_on", SAMPLE_DATE, "2026-01-12|2026-03-08"}}},
    {"open_jobs",
     {{"what", SAMPLE_WORDS, "the header", "la cabecera", "la testata", .needed = true},
      {"by", SAMPLE_DATE, "2026-11-27"},
      {"unfinished", SAMPLE_CODE, "yes"}}},
    {"debts",
     {{"number", SAMPLE_WORDS, "INV-2026-081", "2026-081", "2026/081", .needed = true},
      {"due", SAMPLE_DATE, "2026-10-01|2026-10-08", .needed = true},
      {"sum", SAMPLE_SUM, "205000", .needed = true}}},
    {"asked",
     {{"what", SAMPLE_WORDS, "a page of news", "una página de noticias", "una pagina di notizie",
       .needed = true},
      {"hours", SAMPLE_COUNT, "1|6500"}}},
    {"conditions",
     {{"what", SAMPLE_WORDS, "to pay in time", "pagar en plazo", "pagare nei tempi", .needed = true},
      {"measure", SAMPLE_CODE, "payment|days_late|channel|off_hours|complaints|yes_no", .needed = true},
      {"limit", SAMPLE_COUNT, "0|1|2", .needed = true},
      {"test", SAMPLE_WORDS, "Was it paid in time?", "¿Se pagó en plazo?", "È stato pagato nei tempi?",
       .needed = true},
      {"number", SAMPLE_WORDS, "INV-2026-081", "2026-081", "2026/081"},
      {"until", SAMPLE_DATE, "2026-11-23|2027-05-16", .needed = true}}},
    {"meetings",
     {{"starts", SAMPLE_INSTANT, "2026-12-02T16:00:00+01:00", .needed = true},
      {"title", SAMPLE_WORDS, "follow-up", "seguimiento", "riepilogo"}}},
    {"cancelled",
     {{"starts", SAMPLE_INSTANT, "2026-12-09T16:00:00+01:00", .needed = true},
      {"title", SAMPLE_WORDS, "follow-up", "seguimiento", "riepilogo"}}},
    {"items",
     {{"what", SAMPLE_WORDS, "shared folder", "carpeta compartida", "cartella condivisa", .needed = true},
      {"whose", SAMPLE_CODE, "mine|theirs"},
      {"closes_on", SAMPLE_DATE, "2026-12-01", .needed = true},
      {"closed_on", SAMPLE_DATE, "2026-11-13"}}},
};

/* --- chance that is the same each time --- */

struct dice {
    unsigned which, state;
};

static unsigned roll(struct dice *dice, unsigned sides)
{
    dice->state = dice->state * 1664525u + 1013904223u;
    return (dice->state >> 16) % sides;
}

static bool gives(struct dice *dice)
{
    return dice->which == SAMPLES_ALL || (dice->which != SAMPLES_FEWEST && roll(dice, 2));
}

/* One of the values between bars; of all and of fewest the first. The caller owns it. */
static char *pick(struct dice *dice, const char *values)
{
    unsigned n = 1;

    for (const char *s = values; *s; s++)
        n += *s == '|';
    for (unsigned i = dice->which > SAMPLES_ALL ? roll(dice, n) : 0; i > 0; i--)
        values = strchr(values, '|') + 1;
    return mem_string_n(values, strcspn(values, "|"));
}

/* --- values --- */

static int32_t day(const char *text)
{
    int32_t day;

    ck_assert_int_eq(civil_parse_day(text, &day), 0);
    return day;
}

static void put_item(const struct sample *sample, const char *item, const struct locale *locale,
                     struct letter_fields *fields)
{
    _cleanup_str_ struct str date = STR_INIT;

    if (sample->type == SAMPLE_DATES)
        locale_date(locale, &date, day(item), DATE_BARE, 0);
    if (sample->type == SAMPLE_DATES)
        letter_put_item(fields, sample->name, str_text(&date));
    else
        letter_put_words_item(fields, sample->name, item);
}

static void put_items(const struct sample *sample, const char *items, struct dice *dice,
                      const struct locale *locale, struct letter_fields *fields)
{
    for (size_t len; *items; items += len + (items[len] == ';')) {
        len = strcspn(items, ";");
        _cleanup_free_ char *item = mem_string_n(items, len);
        put_item(sample, item, locale, fields);
        if (dice->which != SAMPLES_ALL && roll(dice, 2))
            return;
    }
}

static void put_instant(const char *name, const char *text, struct letter_fields *fields)
{
    int64_t at;

    ck_assert_int_eq(civil_parse_instant(text, &at), 0);
    letter_put_instant(fields, name, at);
}

/* Of counts below a hundred: whole ones. */
static int64_t thousandths(const char *text)
{
    int64_t n = atoll(text);

    return n < 100 ? n * 1000 : n;
}

static void put_sample(const struct sample *sample, struct dice *dice, const struct locale *locale,
                       struct letter_fields *fields)
{
    bool other = sample->es && strcmp(locale->language, "en") != 0;
    const char *values = !other ? sample->en : strcmp(locale->language, "es") == 0 ? sample->es : sample->it;
    _cleanup_free_ char *value = pick(dice, values);

    if (sample->type == SAMPLE_CODE)
        letter_put_text(fields, sample->name, value);
    else if (sample->type == SAMPLE_WORDS)
        letter_put_words(fields, sample->name, value);
    else if (sample->type == SAMPLE_ITEMS || sample->type == SAMPLE_DATES)
        put_items(sample, value, dice, locale, fields);
    else if (sample->type == SAMPLE_DATE)
        letter_put_date(fields, sample->name, day(value));
    else if (sample->type == SAMPLE_INSTANT)
        put_instant(sample->name, value, fields);
    else if (sample->type == SAMPLE_SUM)
        letter_put_sum(fields, sample->name, (struct money){atoll(value), "EUR"});
    else
        letter_put_count(fields, sample->name, thousandths(value));
}

static void put_rows(const struct row_sample *rows, struct dice *dice, const struct locale *locale,
                     struct letter_fields *fields)
{
    unsigned n = dice->which == SAMPLES_ALL ? 3 : dice->which == SAMPLES_FEWEST ? 1 : 1 + roll(dice, 3);

    for (unsigned i = 0; i < n; i++) {
        struct letter_fields *row = letter_put_row(fields, rows->name);
        for (const struct sample *sample = rows->fields; sample->name; sample++)
            if (sample->needed || gives(dice))
                put_sample(sample, dice, locale, row);
    }
}

/* False: nothing of that name is known. */
static bool put_named(const char *name, struct dice *dice, const struct locale *locale,
                      struct letter_fields *fields)
{
    for (size_t i = 0; i < ARRAY_LEN(samples); i++)
        if (str_equal(samples[i].name, name)) {
            put_sample(&samples[i], dice, locale, fields);
            return true;
        }
    for (size_t i = 0; i < ARRAY_LEN(row_samples); i++)
        if (str_equal(row_samples[i].name, name)) {
            put_rows(&row_samples[i], dice, locale, fields);
            return true;
        }
    return false;
}

/* What is needed may need more: until nothing is missing. */
static void put_missing(const struct letter_template *letter, struct dice *dice, const struct locale *locale,
                        struct letter_fields *fields)
{
    struct texts missing = {0};

    letter_missing(letter, fields, &missing);
    while (missing.n > 0) {
        size_t before = missing.n;
        ck_assert_msg(put_named(missing.v[0], dice, locale, fields) || before == 0, "%s: no sample of %s",
                      letter_code(letter), missing.v[0]);
        ck_assert_msg(letter_given(fields, missing.v[0]), "%s: %s", letter_code(letter), missing.v[0]);
        texts_clear(&missing);
        letter_missing(letter, fields, &missing);
    }
}

void samples_fill(const struct letter_template *letter, const struct letter_manner *manner, unsigned which,
                  struct letter_fields *fields)
{
    struct dice dice = {which, which * 2654435761u};

    for (size_t i = 0; i < ARRAY_LEN(samples); i++)
        if (gives(&dice))
            put_sample(&samples[i], &dice, manner->locale, fields);
    for (size_t i = 0; i < ARRAY_LEN(row_samples); i++)
        if (gives(&dice))
            put_rows(&row_samples[i], &dice, manner->locale, fields);
    put_missing(letter, &dice, manner->locale, fields);
}
