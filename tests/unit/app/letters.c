/* Letters from what the file knows: the version in force and told is quoted and no other, what is missing is listed, a
 * person's own template wins or is refused, nothing private gets out. */
#include "fixture.h"

#include "paletti/app/letters.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

#define WEEK(spans)                                                                                                       \
    "{\"mon\":[\"" spans "\"],\"tue\":[\"" spans "\"],\"wed\":[\"" spans "\"],\"thu\":[\"" spans "\"],\"fri\":[\"" spans "\"]}"
#define VERSION(from, spans, more)                                                                                        \
    "{\"type\":\"rule\",\"from\":\"" from "\",\"zone\":\"Europe/Madrid\",\"hours\":" WEEK(spans) more "}\n"
#define ME                                                                                                                \
    "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"email\":[\"nora@palabra.example\"],\"phone\":[\"+34 600 000 001\"],"     \
    "\"language\":\"es-ES\",\"gender\":\"f\",\"signature\":\"Nora Inventada\\nWebs y textos\"}\n"
#define CLIENT(more)                                                                                                      \
    "{\"type\":\"client\",\"ref\":\"ana\",\"name\":\"Ana Luz\",\"language\":\"es-ES\",\"register\":\"tu\",\"people\":["       \
    "{\"given\":\"Ana\",\"family\":\"Luz\",\"role\":\"contact\",\"email\":\"ana@luz.example\",\"gender\":\"f\"}]" more "}\n"
#define CALL(ref, at)                                                                                                     \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"ana\",\"at\":\"" at "\",\"direction\":\"in\",\"kind\":"       \
    "\"call\",\"channel\":\"phone\"}\n"
#define TOLD(on, rule) "{\"type\":\"told\",\"ref\":\"t-" on "\",\"client\":\"ana\",\"on\":\"" on "\"" rule "}\n"

/* Until June Nora opened until 19:00, since then until 18:00. */
#define HOUSE                                                                                                             \
    ME VERSION("2026-01-01T00:00:00+01:00", "09:00-19:00", ",\"extras_rate\":{\"amount\":\"55.00\",\"currency\":\"EUR\"}")    \
        VERSION("2026-06-01T00:00:00+02:00", "09:30-18:00",                                                               \
                ",\"extras_rate\":{\"amount\":\"60.00\",\"currency\":\"EUR\"},\"channels\":{\"whatsapp\":{\"hours\":"       \
                "\"never\"}},\"closed\":[{\"from\":\"2026-12-07\",\"to\":\"2026-12-08\",\"label\":\"operación\"}]")

static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, lines);
}

static struct letter_wish wish_of(const char *code, const char *of, int reminders)
{
    struct letter_wish wish = LETTER_WISH_INIT;

    wish.client = "ana";
    wish.code = code;
    wish.of = of;
    wish.reminders = reminders;
    wish.reason = "focus";
    return wish;
}

static struct letter letter_of(const struct letter_wish *wish)
{
    struct letter letter = {0};

    ck_assert_msg(letter_write(t.app, wish, &letter, &t.err) == 0, "%s", t.err.text);
    return letter;
}

static void holds(const struct letter *letter, const char *part)
{
    ck_assert_msg(letter->text && strstr(letter->text, part), "\"%s\" is not in:\n%s", part, letter->text);
}

static void lacks(const struct letter *letter, const char *part)
{
    ck_assert_msg(letter->text && !strstr(letter->text, part), "\"%s\" is in:\n%s", part, letter->text);
}

/* Each breach is reminded of by the version of its own time, and the day on which that one was told. */
START_TEST(the_version_in_force_and_told)
{
    begin(HOUSE CLIENT("") TOLD("2026-01-12", "") TOLD("2026-06-03", "") CALL("old", "2026-03-10T20:30:00+01:00")
              CALL("new", "2026-09-10T18:30:00+02:00"));
    struct letter_wish wish = wish_of("T4", "old", 1);
    struct letter letter = letter_of(&wish);
    holds(&letter, "martes 10 de marzo a las 20:30 llegó fuera de mi horario");
    holds(&letter, "que te pasé el 12 de enero se lee:\n\n- Horario: de lunes a viernes, de 9:00 a 19:00.\n");
    letter_clear(&letter);
    wish.of = "new";
    letter = letter_of(&wish);
    holds(&letter, "que te pasé el 3 de junio se lee:\n\n- Horario: de lunes a viernes, de 9:30 a 18:00.\n");
    lacks(&letter, "19:00");
    ck_assert_str_eq(letter.to, "ana@luz.example");
    ck_assert_uint_eq(letter.findings.n, 0);
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* Told the old hours only: the new ones cannot be held against anybody. */
START_TEST(what_was_not_told_is_not_quoted)
{
    begin(HOUSE CLIENT("") TOLD("2026-01-12", "") CALL("new", "2026-09-10T18:30:00+02:00"));
    struct letter_wish wish = wish_of("T4", "new", 1);
    struct letter letter = letter_of(&wish);
    ck_assert_ptr_null(letter.text);
    ck_assert_uint_eq(letter.missing.n, 1);
    ck_assert_str_eq(letter.missing.v[0], "told_on");
    letter_clear(&letter);
    /* The first one blames nobody, and may be sent. */
    wish.reminders = 0;
    letter = letter_of(&wish);
    holds(&letter, "He visto tu llamada del jueves 10 de septiembre a las 18:30 al volver al trabajo, el viernes 11 de septiembre.");
    lacks(&letter, "reglas");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* Told after it happened is told too late. */
START_TEST(told_afterwards)
{
    begin(HOUSE CLIENT("") TOLD("2026-09-11", "") CALL("new", "2026-09-10T18:30:00+02:00"));
    struct letter_wish wish = wish_of("T4", "new", 2);
    struct letter letter = letter_of(&wish);
    ck_assert_uint_eq(letter.missing.n, 1);
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(steps)
{
    static const struct {
        enum breach breach;
        int reminders;
        const char *code, *variant;
    } cases[] = {
        {BREACH_CLIENT_OFF_HOURS, 0, "T4", "first"}, {BREACH_CLIENT_OFF_HOURS, 1, "T4", "second"},
        {BREACH_CLIENT_OFF_HOURS, 2, "T4", "third"}, {BREACH_CLIENT_OFF_HOURS, 9, "T4", "third"},
        {BREACH_CHASE, 1, "T4", "second"},           {BREACH_CLIENT_CHANNEL, 0, "T5", NULL},
        {BREACH_CLIENT_CHANNEL, 1, "T4", "second"},
    };
    const char *code, *variant;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        ck_assert_int_eq(letter_for_breach(cases[i].breach, cases[i].reminders, &code, &variant), 0);
        ck_assert_str_eq(code, cases[i].code);
        ck_assert(str_equal(variant, cases[i].variant));
    }
    ck_assert_int_eq(letter_for_breach(BREACH_LATE_REPLY, 0, &code, &variant), 1);
    ck_assert_int_eq(letter_for_breach(BREACH_LATE_PAYMENT, 0, &code, &variant), 1);
}
END_TEST

START_TEST(consequences_are_dates)
{
    begin(HOUSE CLIENT("") TOLD("2026-06-03", "") CALL("new", "2026-09-10T18:30:00+02:00"));
    struct letter_wish wish = wish_of("T4", "new", 2);
    struct letter letter = letter_of(&wish);
    ck_assert_str_eq(letter.subject, "Mi horario desde el 23 de noviembre");
    holds(&letter, "a 60,00\xc2\xa0€ la hora");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(rules)
{
    begin(HOUSE CLIENT(""));
    struct letter_wish wish = wish_of("T3b", NULL, 0);
    struct letter letter = letter_of(&wish);
    ck_assert_str_eq(letter.variant, "start");
    holds(&letter, "- Horario: de lunes a viernes, de 9:30 a 18:00.\n");
    holds(&letter, "- Cierro: del 7 al 8 de diciembre.\n");
    lacks(&letter, "operación");
    holds(&letter, "- Para el trabajo no uso: WhatsApp.\n");
    holds(&letter, "Nora Inventada\nWebs y textos\n");
    letter_clear(&letter);
    /* The version that is asked for, and no other moment. */
    ck_assert_int_eq(civil_parse_instant("2025-12-31T23:00:00Z", &wish.rule), 0);
    letter = letter_of(&wish);
    holds(&letter, "de 9:00 a 19:00");
    letter_clear(&letter);
    wish.rule++;
    ck_assert_int_eq(letter_write(t.app, &wish, &letter, &t.err), -1);
    trial_put(&t, TOLD("2026-06-03", ""));
    wish.rule = INSTANT_NONE;
    letter = letter_of(&wish);
    ck_assert_str_eq(letter.subject, "Cómo trabajo desde el 1 de junio");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* Nobody set the built-in hours, so nobody can be told them. */
START_TEST(no_rules_no_letter)
{
    begin(ME CLIENT("") CALL("c1", "2026-09-10T22:30:00+02:00"));
    struct letter_wish wish = wish_of("T3b", NULL, 0);
    struct letter letter = letter_of(&wish);
    ck_assert_ptr_null(letter.text);
    ck_assert(texts_have(&letter.missing, "hours"));
    letter_clear(&letter);
    wish = wish_of("T4", NULL, 0);
    wish.reason = NULL;
    letter = letter_of(&wish);
    ck_assert(texts_have(&letter.missing, "reason") && texts_have(&letter.missing, "when"));
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(refused)
{
    begin(HOUSE CLIENT("") "{\"type\":\"client\",\"ref\":\"ben\",\"name\":\"Ben\"}\n" CALL("day", "2026-09-10T12:30:00+02:00")
              CALL("night", "2026-09-10T22:30:00+02:00"));
    static const struct {
        const char *client, *code, *of, *why;
    } cases[] = {
        {"ana", "T4", "day", "crossed no line"},  {"ben", "T4", "night", "is of another client"}, {"ana", "T99", NULL, "is no letter"},
        {"ana", "T4", "nothing", "\"nothing\""}, {"nobody", "T3b", NULL, "no client has"},       {"ben", "R1", "night", "of another client"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct letter_wish wish = wish_of(cases[i].code, cases[i].of, 0);
        struct letter letter;
        wish.client = cases[i].client;
        ck_assert_int_eq(letter_write(t.app, &wish, &letter, &t.err), -1);
        ck_assert_msg(strstr(t.err.text, cases[i].why), "%zu: %s", i, t.err.text);
    }
    struct letter_wish wish = wish_of("T4", "night", 0);
    struct letter letter;
    wish.variant = "fourth";
    ck_assert_int_eq(letter_write(t.app, &wish, &letter, &t.err), -1);
    trial_done(&t);
}
END_TEST

/* A client elsewhere is told by whose clock. */
START_TEST(by_whose_clock)
{
    begin(HOUSE CLIENT(",\"zone\":\"America/Mexico_City\"") TOLD("2026-06-03", "") CALL("new", "2026-09-10T18:30:00+02:00"));
    struct letter_wish wish = wish_of("T4", "new", 1);
    struct letter letter = letter_of(&wish);
    holds(&letter, "a las 18:30, hora de Madrid, llegó");
    holds(&letter, "de 9:30 a 18:00, hora de Madrid.");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* --- a person's own --- */

static void put_own(const char *name, const char *text)
{
    _cleanup_free_ char *file = str_format("letters/es/%s", name);

    trial_own(&t, file, text);
}

#define EXCEPTION(ref, from, until, more)                                                                                 \
    "{\"type\":\"override\",\"ref\":\"" ref "\",\"client\":\"ana\",\"from\":\"" from "\",\"until\":\"" until           \
    "\",\"reason\":\"su mudanza\"" more "}\n"

/* What holds for a client alone is told with its dates, and never why. */
START_TEST(exceptions_are_told)
{
    begin(HOUSE CLIENT("") EXCEPTION("past", "2026-10-01", "2026-10-31", ",\"payment_days\":60")
              EXCEPTION("now", "2026-11-01", "2026-11-30",
                        ",\"hours\":{\"mon\":[\"10:00-12:00\"]},\"channels\":{\"whatsapp\":{\"hours\":\"any\"}}")
                  EXCEPTION("ahead", "2026-12-14", "2026-12-18",
                            ",\"closed\":[{\"from\":\"2026-12-16\",\"to\":\"2026-12-16\",\"label\":\"dentista\"}],"
                            "\"special\":[{\"on\":\"2026-12-17\",\"hours\":[\"10:00-11:00\"],\"label\":\"boda\"}]"));
    struct letter_wish wish = wish_of("T3b", NULL, 0);
    struct letter letter = letter_of(&wish);
    holds(&letter, "- Otro horario: hasta el 30 de noviembre, los lunes, de 10:00 a 12:00; el 17 de diciembre, de 10:00 a 11:00.\n");
    holds(&letter, "- También uso: hasta el 30 de noviembre, WhatsApp.\n");
    holds(&letter, "- Cierro: del 7 al 8 de diciembre y el 16 de diciembre.\n");
    lacks(&letter, "mudanza");
    lacks(&letter, "dentista");
    lacks(&letter, "boda");
    lacks(&letter, "60 días");
    ck_assert_uint_eq(letter.findings.n, 0);
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

#define CLOSED(day) "{\"from\":\"2026-" day "\",\"to\":\"2026-" day "\"}"

/* Dates give way where the letter would be too long to be read; the nearest ones stay. */
START_TEST(dates_as_many_as_fit)
{
    begin(HOUSE CLIENT("") EXCEPTION("many", "2026-11-01", "2026-11-30",
                                     ",\"hours\":{\"mon\":[\"10:00-12:00\"],\"wed\":[\"09:30-11:00\"]},"
                                     "\"closed\":[" CLOSED("12-16") "," CLOSED(
                                         "12-20") "," CLOSED("12-22") "," CLOSED("12-29") "]"));
    struct letter_wish wish = wish_of("T3b", NULL, 0);
    struct letter letter = letter_of(&wish);
    holds(&letter, "- Cierro: del 7 al 8 de diciembre");
    lacks(&letter, "29 de diciembre");
    for (size_t i = 0; i < letter.findings.n; i++)
        ck_assert_int_ne(letter.findings.v[i].fault, FAULT_LONG_TEXT);
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* To nobody in particular: in my language, and about no client. */
START_TEST(to_nobody_in_particular)
{
    begin(HOUSE CLIENT("") EXCEPTION("now", "2026-11-01", "2026-11-30", ",\"payment_days\":30"));
    struct letter_wish wish = wish_of("T3b", NULL, 0);
    wish.client = NULL;
    struct letter letter = letter_of(&wish);
    ck_assert(str_starts(letter.text, "Buenos días:\n"));
    ck_assert_str_eq(letter.variant, "start");
    ck_assert_ptr_null(letter.to);
    lacks(&letter, "30 de noviembre");
    letter_clear(&letter);
    wish.code = "T4";
    ck_assert_int_lt(letter_write(t.app, &wish, &letter, &t.err), 0);
    trial_done(&t);
}
END_TEST

#define OWN_HEAD "code: T3b\nkind: rules\nlanguage: es\nregister: tu\nvariant: start\nchannel: email\ndisclosure: client\nsubject: Mis reglas\n"

START_TEST(own_templates)
{
    begin(HOUSE CLIENT(""));
    struct letter_wish wish = wish_of("T3b", NULL, 0);
    put_own("T3b.tu.start", OWN_HEAD "\nHola, {contact.given}: {hours}\n");
    struct letter letter = letter_of(&wish);
    ck_assert_str_eq(letter.text, "Hola, Ana: de lunes a viernes, de 9:30 a 18:00\n");
    ck_assert_ptr_null(letter.refused);
    letter_clear(&letter);
    put_own("T3b.tu.start", OWN_HEAD "\nHola, {contact.given\n");
    letter = letter_of(&wish);
    holds(&letter, "te cuento cómo me organizo con todo el mundo");
    ck_assert_msg(strstr(letter.refused, "/paletti/letters/es/T3b.tu.start: line 10: a brace"), "%s", letter.refused);
    letter_clear(&letter);
    put_own("T3b.tu.start", "code: T4\nkind: rules\nlanguage: es\nregister: tu\nchannel: email\ndisclosure: client\nsubject: x\n\nx\n");
    letter = letter_of(&wish);
    ck_assert_msg(strstr(letter.refused, "says that it is es/T4.tu"), "%s", letter.refused);
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

static int take_reason(void *ctx, const char *code, const char *sentence)
{
    str_printf(ctx, "%s=%s\n", code, sentence);
    return 0;
}

START_TEST(reasons)
{
    static const char *const languages[] = {"en", "es-AR", "it"};

    begin(HOUSE CLIENT("") CALL("new", "2026-09-10T18:30:00+02:00"));
    trial_ok(&t, "clients", NULL);
    for (size_t i = 0; i < ARRAY_LEN(languages); i++) {
        _cleanup_str_ struct str all = STR_INIT;
        ck_assert_int_eq(letter_reasons(t.app, languages[i], take_reason, &all, &t.err), 0);
        ck_assert(strstr(str_text(&all), "cannot_take_on=") && strstr(str_text(&all), "too_much="));
    }
    put_own("reasons", "family Por las tardes estoy con los míos.\n");
    struct letter_wish wish = wish_of("T4", "new", 0);
    wish.reason = "family";
    struct letter letter = letter_of(&wish);
    holds(&letter, "Por las tardes estoy con los míos.");
    letter_clear(&letter);
    wish.reason = "Porque así descanso.";
    letter = letter_of(&wish);
    holds(&letter, "Porque así descanso.");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* --- leaks --- */

START_TEST(nothing_private)
{
    begin(HOUSE CLIENT(",\"label\":\"la de los gritos\",\"notes\":\"Le debe dinero a media ciudad desde hace años.\",\"tags\":[\"horario\",\"lunes\",\"morosa\"]")
              "{\"type\":\"client\",\"ref\":\"bz\",\"name\":\"Bizcocho Cuántico\"}\n" CALL("new", "2026-09-10T18:30:00+02:00"));
    static const struct {
        const char *reason, *what;
    } cases[] = {
        {"Sé que eres LA DE LOS GRITOS.", "LA DE LOS GRITOS"},
        {"Le debe dinero a media ciudad.", "Le debe dinero a media"},
        {"Con Bizcocho Cuantico hago igual.", "Bizcocho Cuantico"},
        {"Eres morosa.", "morosa"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct letter_wish wish = wish_of("T4", "new", 0);
        wish.reason = cases[i].reason;
        struct letter letter = letter_of(&wish);
        ck_assert(letter_leak(&letter.findings));
        bool said = false;
        for (size_t j = 0; j < letter.findings.n; j++)
            said |= letter.findings.v[j].fault == FAULT_LEAK && strcmp(letter.findings.v[j].what, cases[i].what) == 0;
        ck_assert_msg(said, "%zu: %s", i, letter.findings.v[0].what);
        letter_clear(&letter);
        ck_assert_int_eq(trial_run(&t, "letter", "ana", "T4", "--of", "new", "--reason", cases[i].reason, NULL), -1);
    }
    /* A tag that every such letter says anyway gives nothing away. */
    struct letter_wish wish = wish_of("T3b", NULL, 0);
    struct letter letter = letter_of(&wish);
    holds(&letter, "Horario");
    ck_assert(!letter_leak(&letter.findings));
    letter_clear(&letter);
    struct letter_findings findings = {0};
    ck_assert_int_eq(letter_look(t.app, "ana", "", "Hola", "Ana, SIEMPRE igual que Bizcocho Cuántico", &findings, &t.err), 0);
    ck_assert(letter_leak(&findings));
    ck_assert_uint_eq(findings.n, 3);
    letter_findings_clear(&findings);
    trial_done(&t);
}
END_TEST

/* Whoever is in a group knows its name, and not who else is in it. */
START_TEST(groups)
{
    begin(HOUSE "{\"type\":\"client\",\"ref\":\"club\",\"name\":\"Club Maratón\",\"number\":\"several\",\"language\":\"es-ES\",\"register\":\"tu\"}\n" CLIENT(
              ",\"member_of\":\"club\"") "{\"type\":\"client\",\"ref\":\"rita\",\"name\":\"Rita Vendaval\",\"member_of\":\"club\"}\n" CALL("new", "2026-09-10T18:30:00+02:00"));
    struct letter_wish wish = wish_of("T4", "new", 0);
    wish.reason = "En el Club Maratón lo hacemos igual.";
    struct letter letter = letter_of(&wish);
    ck_assert(!letter_leak(&letter.findings));
    letter_clear(&letter);
    wish.reason = "A Rita Vendaval le digo lo mismo.";
    letter = letter_of(&wish);
    ck_assert(letter_leak(&letter.findings));
    letter_clear(&letter);
    wish = wish_of("T3b", NULL, 0);
    wish.client = "club";
    letter = letter_of(&wish);
    ck_assert(str_starts(letter.text, "Hola:\n\n"));
    holds(&letter, "Respondedme con un sí");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(command)
{
    begin(HOUSE CLIENT("") CALL("new", "2026-09-10T18:30:00+02:00"));
    const char *out = trial_ok(&t, "letter", "ana", "T4", "--of", "new", "--reason", "rest", NULL);
    ck_assert(str_starts(out, "{\"subject\":\"Tu llamada del jueves 10 de septiembre\",\"text\":\"Hola, Ana:\\n\\n"));
    ck_assert_ptr_nonnull(strstr(out, "\"missing\":[]}"));
    ck_assert_int_eq(trial_run(&t, "letter", "ana", "T4", "--of", "new", NULL), 1);
    ck_assert_str_eq(str_text(&t.out), "{\"subject\":null,\"text\":null,\"missing\":[\"reason\"]}\n");
    ck_assert_int_eq(t.changes, 0);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("letters", the_version_in_force_and_told, what_was_not_told_is_not_quoted, told_afterwards, steps, consequences_are_dates, rules,
           no_rules_no_letter, refused, by_whose_clock, own_templates, reasons, nothing_private, groups, command, exceptions_are_told, dates_as_many_as_fit, to_nobody_in_particular)
