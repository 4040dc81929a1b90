/* Entries on one line, in three languages. */
#include "fixture.h"

#include "entry_line.h"

#include "paletti/base/mem.h"

#include <string.h>

/* Mon 16 Nov 2026 10:15 in Madrid. */
#define NOW INT64_C(1794820500)

static const struct {
    const char *line, *at;
    enum kind kind;
    enum direction direction;
    const char *channel, *subject;
    int64_t minutes;
} lines[] = {
    {"in hello", "2026-11-16T09:15:00Z", KIND_MESSAGE, DIRECTION_IN, "email", "hello", 0},
    {"yesterday 17:50 in wants a header", "2026-11-15T16:50:00Z", KIND_MESSAGE, DIRECTION_IN, "email",
     "wants a header", 0},
    {"fri 9:30 out whatsapp 25m sent it", "2026-11-13T08:30:00Z", KIND_MESSAGE, DIRECTION_OUT, "whatsapp",
     "sent it", 25},
    {"2026-03-10 10:15 call 2h about the header", "2026-03-10T09:15:00Z", KIND_CALL, DIRECTION_OUT, "phone",
     "about the header", 120},
    {"call 10m ago 25m about the header", "2026-11-16T09:05:00Z", KIND_CALL, DIRECTION_OUT, "phone", "about the header", 25},
    {"llamada entrada hace 2 h 8m queja", "2026-11-16T07:15:00Z", KIND_CALL, DIRECTION_IN, "phone", "queja", 8},
    {"in friday is fine", "2026-11-16T09:15:00Z", KIND_MESSAGE, DIRECTION_IN, "email", "friday is fine", 0},
    {"yesterday 17:50 in 2 days ago I wrote", "2026-11-15T16:50:00Z", KIND_MESSAGE, DIRECTION_IN, "email", "2 days ago I wrote", 0},
    {"call in 5m quick", "2026-11-16T09:15:00Z", KIND_CALL, DIRECTION_IN, "phone", "quick", 5},
    {"call out video 1h30 review", "2026-11-16T09:15:00Z", KIND_CALL, DIRECTION_OUT, "video", "review", 90},
    {"meeting in_person 60m at theirs", "2026-11-16T09:15:00Z", KIND_MEETING, DIRECTION_NONE, "in_person",
     "at theirs", 60},
    {"work 3h layout", "2026-11-16T09:15:00Z", KIND_WORK, DIRECTION_NONE, NULL, "layout", 180},
    {"note", "2026-11-16T09:15:00Z", KIND_NOTE, DIRECTION_NONE, NULL, NULL, 0},
    {"in the end it was fine", "2026-11-16T09:15:00Z", KIND_MESSAGE, DIRECTION_IN, "email",
     "the end it was fine", 0},
    {"in pigeon hello", "2026-11-16T09:15:00Z", KIND_MESSAGE, DIRECTION_IN, "pigeon", "hello", 0},
    {"ayer 17:50 entrada 10min quiere otra", "2026-11-15T16:50:00Z", KIND_MESSAGE, DIRECTION_IN, "email",
     "quiere otra", 10},
    {"ayer salida enviado", "2026-11-15T11:00:00Z", KIND_MESSAGE, DIRECTION_OUT, "email", "enviado", 0},
    {"llamada entrada 8m queja", "2026-11-16T09:15:00Z", KIND_CALL, DIRECTION_IN, "phone", "queja", 8},
    {"reunión 1h con Pega", "2026-11-16T09:15:00Z", KIND_MEETING, DIRECTION_NONE, NULL, "con Pega", 60},
    {"REUNION con Pega", "2026-11-16T09:15:00Z", KIND_MEETING, DIRECTION_NONE, NULL, "con Pega", 0},
    {"trabajo 2h cabecera", "2026-11-16T09:15:00Z", KIND_WORK, DIRECTION_NONE, NULL, "cabecera", 120},
    {"nota añade ñ", "2026-11-16T09:15:00Z", KIND_NOTE, DIRECTION_NONE, NULL, "añade ñ", 0},
    {"ieri 17.50 entrata vuole un altro", "2026-11-15T16:50:00Z", KIND_MESSAGE, DIRECTION_IN, "email",
     "vuole un altro", 0},
    {"ven 9.30 uscita pec mandato", "2026-11-13T08:30:00Z", KIND_MESSAGE, DIRECTION_OUT, "pec", "mandato", 0},
    {"chiamata uscita 5m", "2026-11-16T09:15:00Z", KIND_CALL, DIRECTION_OUT, "phone", NULL, 5},
    {"riunione 1h", "2026-11-16T09:15:00Z", KIND_MEETING, DIRECTION_NONE, NULL, NULL, 60},
    {"in E-Mail hello", "2026-11-16T09:15:00Z", KIND_MESSAGE, DIRECTION_IN, "email", "hello", 0},
    {"in 25m WhatsApp hello", "2026-11-16T09:15:00Z", KIND_MESSAGE, DIRECTION_IN, "whatsapp", "hello", 25},
    {"yesterday 22:00 WhatsApp in hello", "2026-11-15T21:00:00Z", KIND_MESSAGE, DIRECTION_IN, "whatsapp", "hello", 0},
    {"in Pigeon hello", "2026-11-16T09:15:00Z", KIND_MESSAGE, DIRECTION_IN, "pigeon", "hello", 0},
    {"salida teléfono teléfono", "2026-11-16T09:15:00Z", KIND_MESSAGE, DIRECTION_OUT, "phone", "teléfono", 0},
    {"chiamata videochiamata 5m phone", "2026-11-16T09:15:00Z", KIND_CALL, DIRECTION_OUT, "video", "phone", 5},
    {"lavoro 45m testata", "2026-11-16T09:15:00Z", KIND_WORK, DIRECTION_NONE, NULL, "testata", 45},
};

static struct zones *zones;
static struct rule rule;

static int parse(const char *line, struct interaction *ret, struct err *err)
{
    zones = zones_new(NULL);
    model_init(&model_rule, &rule);
    struct channel pigeon = {.name = (char *)"pigeon", .grade = -1, .hours = -1};
    rule.channels = (struct channels){&pigeon, 1};
    model_init(&model_interaction, ret);
    int r = entry_line_parse(line, NOW, zones_find(zones, "Europe/Madrid", NULL), &rule, ret, err);
    zones_free(zones);
    return r;
}

START_TEST(good_lines)
{
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct interaction entry;
        struct err err = {""};
        char at[CIVIL_INSTANT_SIZE];
        ck_assert_msg(parse(lines[i].line, &entry, &err) == 0, "%s: %s", lines[i].line, err.text);
        ck_assert_str_eq(civil_format_instant(entry.at, at), lines[i].at);
        ck_assert_int_eq(entry.kind, lines[i].kind);
        ck_assert_int_eq(entry.direction, lines[i].direction);
        ck_assert_pstr_eq(entry.channel, lines[i].channel);
        ck_assert_pstr_eq(entry.subject, lines[i].subject);
        ck_assert_int_eq(entry.minutes, lines[i].minutes);
        ck_assert_ptr_null(entry.body);
        model_clear(&model_interaction, &entry);
    }
}
END_TEST

START_TEST(a_long_text_is_a_body)
{
    _cleanup_str_ struct str line = STR_INIT;
    struct interaction entry;
    struct err err;

    str_add(&line, "in ");
    for (int i = 0; i < 100; i++)
        str_add(&line, "ñ");
    ck_assert_int_eq(parse(str_text(&line), &entry, &err), 0);
    ck_assert_ptr_nonnull(entry.subject);
    model_clear(&model_interaction, &entry);
    str_add(&line, "ñ");
    ck_assert_int_eq(parse(str_text(&line), &entry, &err), 0);
    ck_assert_ptr_null(entry.subject);
    ck_assert_uint_eq(strlen(entry.body), 202);
    model_clear(&model_interaction, &entry);
    ck_assert_int_eq(parse("in one\ntwo", &entry, &err), 0);
    ck_assert_str_eq(entry.body, "one\ntwo");
    model_clear(&model_interaction, &entry);
}
END_TEST

START_TEST(bad_lines)
{
    static const struct {
        const char *line, *says;
    } bad[] = {
        {"31 feb in hello", "31 feb"},
        {"hello", "\"hello\" is none of in, out, call"},
        {"hello", "a whole line is: 17:50 in"},
        {"whatsapp hello", "Write in whatsapp or out whatsapp"},
        {"tomorrow in hello", "future"},
        {"Mañana in hello", "future"},
        {"domani entrata ciao", "future"},
        {"2026-11-16 10:16 in hello", "future"},
        {"2027-01-02 in hello", "future"},
        {"", "is none of"},
        {"yesterday", "is none of"},
        {"work 9999999h", "longer"},
        {"in caf\xe9", "UTF-8"},
    };
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct interaction entry;
        struct err err = {""};
        ck_assert_msg(parse(bad[i].line, &entry, &err) < 0, "%s", bad[i].line);
        ck_assert_msg(strstr(err.text, bad[i].says), "%s: %s", bad[i].line, err.text);
        model_clear(&model_interaction, &entry);
    }
}
END_TEST

START_TEST(added_and_told_after_it_is_on_disk)
{
    struct trial t;

    trial_init(&t);
    trial_put(&t, RULES ADA);
    const char *row =
        trial_ok(&t, "log", "ada", "--add", "yesterday 17:50 in email 25m a different header", NULL);
    ck_assert_ptr_nonnull(
        strstr(row, "\"client\":\"ada\",\"at\":\"2026-11-15T16:50:00Z\",\"direction\":\"in\","
                    "\"kind\":\"message\",\"channel\":\"email\",\"subject\":\"a different header\","
                    "\"minutes\":25,\"receipt\":\"2026-11-16T08:30:00Z\","
                    "\"due\":\"2026-11-19T08:30:00Z\",\"state\":\"waiting\"}"));
    ck_assert_uint_eq(t.changes, CHANGE_LOG | CHANGE_CLIENTS);
    trial_close(&t);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "log", "ada", NULL), "a different header"));
    ck_assert_int_lt(trial_run(&t, "log", "ada", "--add", "31 feb in x", NULL), 0);
    ck_assert_int_lt(trial_run(&t, "log", "nobody", "--add", "in x", NULL), 0);
    ck_assert_str_eq(trial_ok(&t, "check", NULL), "{\"file\":\"ok\",\"judgements\":1,\"faults\":[]}\n");
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app entry line", good_lines, a_long_text_is_a_body, bad_lines, added_and_told_after_it_is_on_disk)
