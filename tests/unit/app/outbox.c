/* What a letter says in figures, and the sentences that only a record allows. */
#include "fixture.h"

#include "figures.h"
#include "outbox_inside.h"

#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/refunding.h"

#include <string.h>

static char *joined(void (*find)(const char *text, struct texts *ret), const char *text)
{
    struct texts found = {0};
    struct str all = STR_INIT;

    find(text, &found);
    for (size_t i = 0; i < found.n; i++)
        str_printf(&all, "%s|", found.v[i]);
    texts_clear(&found);
    return str_take(&all);
}

START_TEST(sums_as_they_stand)
{
    static const struct {
        const char *text, *sums;
    } rows[] = {
        {"quedan 2.050,00\u00a0€ por pagar, y 40,00 € de costes", "2.050,00\u00a0€|40,00 €|"},
        {"£1,234.50 and €300 and $1,234.50", "£1,234.50|€300|$1,234.50|"},
        {"US$ 1.234,50 y $ 12,00", "US$ 1.234,50|$ 12,00|"},
        {"EUR 300.00, 300.00 EUR and EUR 300.00 again", "EUR 300.00|300.00 EUR|"},
        {"invoice 2026-118 is 21 days late, room 12, 5 sessions.", ""},
        {"", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        _cleanup_free_ char *is = joined(figures_sums, rows[i].text);
        ck_assert_str_eq(is, rows[i].sums);
    }
}
END_TEST

START_TEST(dates_as_they_stand)
{
    static const struct {
        const char *text, *dates;
    } rows[] = {
        {"Venció el 26 de octubre, antes del lunes 23 de noviembre de 2026.",
         "26 de octubre|23 de noviembre de 2026|"},
        {"entro l'8 dicembre, 9 marzo 2026, il 1º aprile", "8 dicembre|9 marzo 2026|1º aprile|"},
        {"by 9 March 2026, March 9, 2026 or Monday 9 March", "9 March 2026|March 9, 2026|9 March|"},
        {"2026-03-09 and 2026-03-09", "2026-03-09|"},
        {"You may call 12 marching men; 5 mayors", ""},
        {"5 sessions, 12 hours, 300 EUR", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        _cleanup_free_ char *is = joined(figures_dates, rows[i].text);
        ck_assert_str_eq(is, rows[i].dates);
    }
}
END_TEST

/* --- the truth lock --- */

#define LEAVING "{\"type\":\"client\",\"ref\":\"ada\",\"name\":\"Ada Quill\",\"state\":\"leaving\"}\n"
#define PAID                                                                                                 \
    "{\"type\":\"payment\",\"ref\":\"p1\",\"client\":\"ada\",\"amount\":{\"amount\":\"300.00\","             \
    "\"currency\":\"EUR\"},\"on\":\"2026-03-01\",\"method\":\"transfer\"}\n"
#define CLOSED                                                                                               \
    "{\"type\":\"access\",\"ref\":\"x1\",\"client\":\"ada\",\"what\":\"server\",\"closed_on\":\"2026-03-"    \
    "19\"}\n"
#define CANCELLED                                                                                            \
    "{\"type\":\"meeting\",\"ref\":\"m1\",\"client\":\"ada\",\"starts\":\"2026-12-01T10:00:00Z\","           \
    "\"ends\":\"2026-12-01T11:00:00Z\",\"state\":\"cancelled\"}\n"
#define GONE_BACK                                                                                            \
    PAID "{\"type\":\"payment\",\"ref\":\"p2\",\"client\":\"ada\",\"amount\":{\"amount\":\"-300.00\","       \
         "\"currency\":\"EUR\"},\"on\":\"2026-03-10\",\"method\":\"transfer\"}\n"

/* What the lock says of TEXT to a client of whom LINES are known; owned, NULL: it lets it pass. */
static char *lock_says(const char *lines, const char *text)
{
    struct trial trial;
    struct client client;
    struct dispatch dispatch;
    struct store *store;
    struct gate gate = {.wait = OUTBOX_GOES, .at = INSTANT_NONE};
    struct err err = {0};

    trial_init(&trial);
    trial_put(&trial, RULES);
    trial_put(&trial, lines);
    ck_assert_int_eq(app_need_file(trial.app, &store, &err), 0);
    ck_assert_int_eq(store_get(store, &model_client, "ada", &client, &err), 0);
    model_init(&model_dispatch, &dispatch);
    const struct gate_about about = {
        .app = trial.app, .store = store, .dispatch = &dispatch, .client = &client};
    ck_assert_msg(gate_truth(&about, text, &gate, &err) == 0, "%s", err.text);
    char *says = gate.wait == OUTBOX_GOES ? NULL : mem_string(gate.says);
    gate_clear(&gate);
    model_clear(&model_client, &client);
    model_clear(&model_dispatch, &dispatch);
    trial_done(&trial);
    return says;
}

START_TEST(only_what_records_say)
{
    static const struct {
        const char *lines, *text, *says; /* NULL: it passes */
    } rows[] = {
        {LEAVING, "I will return 300 EUR to you.", NULL},
        {LEAVING, "I returned 300 EUR to you.", "no record says"},
        {LEAVING PAID, "Te he devuelto 300 €.", "no record says"},
        {LEAVING PAID, "Le ho restituito 300 €.", "no record says"},
        {LEAVING GONE_BACK, "I returned 300 EUR to you.", NULL},
        {LEAVING, "Tu acceso está cerrado.", "no access"},
        {LEAVING CLOSED, "Tu acceso está cerrado.", NULL},
        {LEAVING, "L'accesso è chiuso.", "no access"},
        {LEAVING, "Your meeting is cancelled.", "no meeting"},
        {LEAVING CANCELLED, "Your meeting is cancelled.", NULL},
        {LEAVING, "La cita está cancelada.", "no meeting"},
        {LEAVING, "It will be closed on 1 December.", NULL},
        /* Who stays is told of other things with these words. */
        {ADA, "I returned your call; the shop is closed in August.", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        _cleanup_free_ char *says = lock_says(rows[i].lines, rows[i].text);
        bool right = !says == !rows[i].says && (!says || strstr(says, rows[i].says));
        ck_assert_msg(right, "%s\nsaid: %s", rows[i].text, says ? says : "nothing");
    }
}
END_TEST

TRIAL_MAIN("outbox", sums_as_they_stand, dates_as_they_stand, only_what_records_say)
