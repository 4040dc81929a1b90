/* Records on one line, in three languages. */
#include "fixture.h"

#include "record_line.h"

#include "paletti/app/entry.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

#define INVOICE(ref, number, amount, currency, on)                                                                   \
    "{\"type\":\"invoice\",\"ref\":\"" ref "\",\"client\":\"ada\",\"number\":\"" number "\",\"amount\":{\"amount\":\"" amount  \
    "\",\"currency\":\"" currency "\"},\"issued_on\":\"" on "\"}\n"
#define DELIVERY(ref, on, what)                                                                                      \
    "{\"type\":\"delivery\",\"ref\":\"" ref "\",\"client\":\"ada\",\"on\":\"" on "\",\"what\":\"" what "\"}\n"
#define STORED                                                                                                       \
    RULES ADA INVOICE("v1", "INV-7", "1450.00", "EUR", "2026-09-01") INVOICE("v2", "INV-2026-081", "725.00", "EUR",  \
                                                                            "2026-09-02")                           \
        DELIVERY("l1", "2026-11-02", "header") DELIVERY("l2", "2026-11-03", "header v2")                             \
            DELIVERY("l3", "2026-11-04", "Header v2") DELIVERY("l4", "2026-11-17", "header v2")
#define EUR(amount) "{\"amount\":\"" amount "\",\"currency\":\"EUR\"}"

/* Mon 16 Nov 2026 10:15 in Madrid. What is exported, behind type, ref and client. */
static const struct {
    const char *line, *type, *record;
} lines[] = {
    {"promise fri 1450 INV-7 excuse office", "promise",
     "\"said_on\":\"2026-11-16\",\"pays_on\":\"2026-11-20\",\"invoice\":\"v1\",\"amount\":" EUR("1450.00") ",\"excuse\":\"office\""},
    {"ayer promesa viernes 725 excusa oficina", "promise",
     "\"said_on\":\"2026-11-15\",\"pays_on\":\"2026-11-20\",\"invoice\":\"v2\",\"amount\":" EUR("725.00") ",\"excuse\":\"office\""},
    {"ieri promessa tra 5 giorni 200 fattura 081 scusa ferie", "promise",
     "\"said_on\":\"2026-11-15\",\"pays_on\":\"2026-11-21\",\"invoice\":\"v2\",\"amount\":" EUR("200.00") ",\"excuse\":\"payer_away\""},
    {"promise 20 nov 2050", "promise", "\"said_on\":\"2026-11-16\",\"pays_on\":\"2026-11-20\",\"amount\":" EUR("2050.00")},
    {"promise 20 nov 2026 20.50 USD", "promise",
     "\"said_on\":\"2026-11-16\",\"pays_on\":\"2026-11-20\",\"amount\":{\"amount\":\"20.50\",\"currency\":\"USD\"}"},
    {"fri promise mon", "promise", "\"said_on\":\"2026-11-13\",\"pays_on\":\"2026-11-16\""},
    {"promise tomorrow broken", "promise", "\"said_on\":\"2026-11-16\",\"pays_on\":\"2026-11-17\",\"kept\":\"no\""},
    {"request new banner free 90m", "request",
     "\"on\":\"2026-11-16\",\"what\":\"new banner\",\"decision\":\"free\",\"minutes\":90"},
    {"richiesta ieri un altro banner preventivo 200 EUR", "request",
     "\"on\":\"2026-11-15\",\"what\":\"un altro banner\",\"decision\":\"quoted\",\"price\":" EUR("200.00")},
    {"Petición: otra página rechazada", "request", "\"on\":\"2026-11-16\",\"what\":\"otra página\",\"decision\":\"declined\""},
    {"request \"free lunch page\" quoted", "request",
     "\"on\":\"2026-11-16\",\"what\":\"free lunch page\",\"decision\":\"quoted\""},
    {"request logo 2", "request", "\"on\":\"2026-11-16\",\"what\":\"logo 2\""},
    {"delivery header v3", "delivery", "\"on\":\"2026-11-16\",\"what\":\"header v3\""},
    {"delivery 3 mar poster", "delivery", "\"on\":\"2026-03-03\",\"what\":\"poster\""},
    {"entrega 12 carteles", "delivery", "\"on\":\"2026-11-16\",\"what\":\"12 carteles\""},
    {"complaint header v2 right:me", "complaint",
     "\"on\":\"2026-11-16\",\"what\":\"header v2\",\"delivery\":\"l3\",\"right\":\"me\""},
    {"lamentela l'header è blu ragione loro", "complaint",
     "\"on\":\"2026-11-16\",\"what\":\"l'header è blu\",\"delivery\":\"l1\",\"right\":\"them\""},
    {"2 nov queja header v2 razón=ambos", "complaint",
     "\"on\":\"2026-11-02\",\"what\":\"header v2\",\"delivery\":\"l1\",\"right\":\"both\""},
    {"complaint they want it from me", "complaint", "\"on\":\"2026-11-16\",\"what\":\"they want it from me\""},
    {"expense meal 40", "expense", "\"on\":\"2026-11-16\",\"amount\":" EUR("40.00") ",\"kind\":\"meal\""},
    {"spesa 12,50 taxi ieri", "expense", "\"on\":\"2026-11-15\",\"amount\":" EUR("12.50") ",\"kind\":\"travel\""},
    {"gasto comida 40", "expense", "\"on\":\"2026-11-16\",\"amount\":" EUR("40.00") ",\"kind\":\"meal\""},
    {"logro me mandaron a otra", "win", "\"on\":\"2026-11-16\",\"text\":\"me mandaron a otra\""},
    {"lezione prima l'acconto", "lesson", "\"on\":\"2026-11-16\",\"text\":\"prima l'acconto\""},
    {"task fri send the files", "task", "\"kind\":\"other\",\"what\":\"send the files\",\"due\":\"2026-11-20\""},
    {"mañana tarea llamarles", "task", "\"kind\":\"other\",\"what\":\"llamarles\",\"due\":\"2026-11-17\""},
    {"task send the files", "task", "\"kind\":\"other\",\"what\":\"send the files\""},
};

static struct trial t;

static void begin(void)
{
    trial_init(&t);
    trial_put(&t, STORED);
}

START_TEST(lines_are_records)
{
    begin();
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        _cleanup_free_ char *type = str_format("\"type\":\"%s\",\"ref\":\"", lines[i].type);
        _cleanup_free_ char *rest = str_format("\",\"client\":\"ada\",%s}", lines[i].record);
        const char *answer = trial_ok(&t, "log", "ada", "--add", lines[i].line, NULL);
        ck_assert_msg(strstr(answer, type) && strstr(answer, rest), "%s: %s", lines[i].line, answer);
        ck_assert_ptr_nonnull(strstr(trial_ok(&t, "export", "--format", "jsonl", NULL), rest));
        trial_ok(&t, "undo", NULL);
        ck_assert_ptr_null(strstr(trial_ok(&t, "export", "--format", "jsonl", NULL), rest));
    }
    trial_done(&t);
}
END_TEST

/* What is written and what the line means while it is typed come from the same reading. */
START_TEST(while_they_are_typed)
{
    static const struct preview_case cases[] = {
        {"promise fri 1450 INV-7 excuse office", "promise: Mon 16 Nov, Fri 20 Nov, INV-7, 1,450.00 EUR, trouble in the office", 0},
        {"request new banner free 90m", "extra request: Mon 16 Nov, new banner, for nothing, 1h30", 0},
        {"complaint header v2 right:me", "complaint: Mon 16 Nov, header v2, about Header v2, I was right", 0},
        {"expense meal 40", "expense: Mon 16 Nov, 40.00 EUR, meals and drinks", 0},
        {"promise", "promise: when will they pay?", 1},
        {"promise 1450", "promise: when will they pay?", 1},
        {"promise fri bana", "promise: \"bana\" is not understood here; a whole line is promise fri 1450", 1},
        {"request", "extra request: what did they ask for?", 1},
        {"expense meal", "expense: how much, and what for?", 1},
        {"delivery", "delivery: what did you hand over?", 1},
        {"task", "task: what is to be done?", 1},
        {"promise fri banana split", "\"banana split\" is not understood here", -1},
        {"tomorrow delivery x", "that lies in the future", -1},
    };

    begin();
    trial_previews(&t, entry_preview, "ada", cases, ARRAY_LEN(cases));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (cases[i].r != 0)
            ck_assert_int_lt(trial_run(&t, "log", "ada", "--add", cases[i].line, NULL), 0);
    trial_done(&t);
}
END_TEST

START_TEST(entries_stay_entries)
{
    static const char *const entries[] = {"in promise you", "note request", "yesterday out delivery", "call task", "win-win", ""};
    struct zones *zones = zones_new(NULL);
    const struct zone *zone = zones_find(zones, "Europe/Madrid", NULL);

    for (size_t i = 0; i < ARRAY_LEN(entries); i++)
        ck_assert_ptr_null(record_line_model(entries[i], 1794820500, zone));
    ck_assert_str_eq(record_line_model("yesterday 17:50 promise", 1794820500, zone)->type, "promise");
    zones_free(zones);
}
END_TEST

TRIAL_MAIN("records on a line", lines_are_records, while_they_are_typed, entries_stay_entries)
