/* Letters of a debt, a decision and an end: what the file and a plan know stands in them, and nothing that
 * they do not know: "returned", "closed", "cancelled" only where a record says so, no colleague who did not
 * say yes, no private reason. */
#include "fixture.h"

#include "paletti/app/letters.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

#define ME                                                                                                   \
    "{\"type\":\"me\",\"name\":\"Nora "                                                                      \
    "Inventada\",\"email\":[\"nora@palabra.example\"],\"language\":\"it\",\"gender\":\"f\","                 \
    "\"signature\":\"Nora Inventada\",\"pay_to\":\"ES00 0001\"}\n"
#define ANA(more)                                                                                            \
    "{\"type\":\"client\",\"ref\":\"ana\",\"name\":\"Luz "                                                   \
    "S.L.\",\"language\":\"es-ES\",\"register\":\"tu\",\"people\":[{"                                        \
    "\"given\":\"Ana\",\"role\":\"contact\",\"email\":\"ana@luz.example\"},{\"given\":\"Eva\",\"role\":"     \
    "\"payer\",\"email\":"                                                                                   \
    "\"eva@luz.example\"}" more                                                                              \
    "],\"label\":\"pesadilla\",\"notes\":\"llama de noche y llora cuando se le cobra\"}\n"
#define IN_CHARGE ",{\"given\":\"Lea\",\"role\":\"in_charge\",\"email\":\"lea@luz.example\"}"
#define CONTRACT                                                                                             \
    "{\"type\":\"contract\",\"ref\":\"k\",\"client\":\"ana\",\"signed\":\"2026-03-02\",\"notice_days\":15,"  \
    "\"clause\":"                                                                                            \
    "\"cláusula 9\",\"scope\":\"Cinco páginas.\"}\n"
#define SESSIONS                                                                                             \
    "{\"type\":\"payment\",\"ref\":\"p\",\"client\":\"ana\",\"amount\":{\"amount\":\"960.00\",\"currency\":" \
    "\"EUR\"},"                                                                                              \
    "\"on\":\"2026-09-02\",\"method\":\"stripe\"}\n"                                                         \
    "{\"type\":\"package\",\"ref\":\"s\",\"client\":\"ana\",\"unit\":\"session\",\"quantity\":\"12\","       \
    "\"price\":{"                                                                                            \
    "\"amount\":\"960.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-09-02\",\"payments\":[\"p\"]}\n"       \
    "{\"type\":\"use\",\"ref\":\"u\",\"package\":\"s\",\"on\":\"2026-09-09\",\"quantity\":\"8\"}\n"
#define REPAID                                                                                               \
    "{\"type\":\"payment\",\"ref\":\"r\",\"client\":\"ana\",\"amount\":{\"amount\":\"-320.00\","             \
    "\"currency\":\"EUR\"},"                                                                                 \
    "\"on\":\"2026-11-13\",\"method\":\"stripe\"}\n"                                                         \
    "{\"type\":\"package\",\"ref\":\"s\",\"client\":\"ana\",\"unit\":\"session\",\"quantity\":\"12\","       \
    "\"price\":{"                                                                                            \
    "\"amount\":\"960.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-09-02\",\"payments\":[\"p\",\"r\"]}\n"
#define ACCESS(ref, what, more)                                                                              \
    "{\"type\":\"access\",\"ref\":\"" ref "\",\"client\":\"ana\",\"what\":\"" what "\"" more "}\n"
#define MEETING(ref, at, more)                                                                               \
    "{\"type\":\"meeting\",\"ref\":\"" ref "\",\"client\":\"ana\",\"starts\":\"" at                          \
    ":00+01:00\",\"ends\":\"" at ":30+01:00\"" more "}\n"
#define INVOICE(number, amount, due)                                                                         \
    "{\"type\":\"invoice\",\"ref\":\"i" number "\",\"client\":\"ana\",\"number\":\"" number                  \
    "\",\"amount\":{\"amount\":\"" amount                                                                    \
    "\",\"currency\":\"EUR\"},\"issued_on\":\"2026-09-01\",\"due_on\":\"" due "\"}\n"
#define COLLEAGUE(on)                                                                                        \
    "{\"type\":\"colleague\",\"ref\":\"marta\",\"name\":\"Marta "                                            \
    "Ficticia\",\"email\":\"marta@taller.example\",\"needs\":["                                              \
    "\"tiendas\"],\"consented_on\":\"" on                                                                    \
    "\"}\n{\"type\":\"referral\",\"client\":\"ana\",\"colleague\":\"marta\",\"on\":"                         \
    "\"2026-11-14\"}\n"
#define REQUEST(ref, what, more)                                                                             \
    "{\"type\":\"request\",\"ref\":\"" ref "\",\"client\":\"ana\",\"on\":\"2026-11-09\",\"what\":\"" what    \
    "\"" more "}\n"
#define RATE                                                                                                 \
    "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00+01:00\",\"zone\":\"Europe/"                           \
    "Madrid\",\"hours\":{\"mon\":["                                                                          \
    "\"09:30-18:00\"],\"tue\":[\"09:30-18:00\"]},\"extras_rate\":{\"amount\":\"60.00\",\"currency\":"        \
    "\"EUR\"}}\n"

static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, lines);
}

static struct letter_wish wish_of(const char *code, const struct deciding *deciding)
{
    struct letter_wish wish = LETTER_WISH_INIT;

    wish.client = "ana";
    wish.code = code;
    wish.deciding = deciding;
    return wish;
}

static struct letter written(const struct letter_wish *wish)
{
    struct letter letter = {0};

    ck_assert_msg(letter_write(t.app, wish, &letter, &t.err) == 0, "%s", t.err.text);
    return letter;
}

static struct letter letter_of(const char *code, const struct deciding *deciding)
{
    struct letter_wish wish = wish_of(code, deciding);

    return written(&wish);
}

static void holds(const struct letter *letter, const char *part)
{
    ck_assert_msg(letter->text && strstr(letter->text, part), "\"%s\" is not in:\n%s", part,
                  letter->text ? letter->text : letter->missing.v[0]);
}

static void lacks(const struct letter *letter, const char *part)
{
    ck_assert_msg(letter->text && !strstr(letter->text, part), "\"%s\" is in:\n%s", part, letter->text);
}

static void misses(struct letter *letter, const char *fields)
{
    _cleanup_str_ struct str names = STR_INIT;

    for (size_t i = 0; i < letter->missing.n; i++)
        str_printf(&names, "%s%s", i ? " " : "", letter->missing.v[i]);
    ck_assert_str_eq(str_text(&names), fields);
    ck_assert_ptr_null(letter->text);
    letter_clear(letter);
}

static int32_t day(const char *text)
{
    int32_t day;

    ck_assert_int_eq(civil_parse_day(text, &day), 0);
    return day;
}

/* --- an end --- */

START_TEST(what_is_open)
{
    begin(ME RULES ANA("") CONTRACT SESSIONS ACCESS("a", "clave de la web", "")
              ACCESS("b", "analítica", ",\"closed_on\":\"2026-11-13\"") MEETING("m", "2026-11-18T16:00", "")
                  MEETING("n", "2026-12-02T16:00", ""));
    struct letter letter = letter_of("T1", NULL);

    ck_assert_str_eq(letter.subject, "Nuestra colaboración termina el 1 de diciembre");
    holds(&letter, "Ese día se cierran estos accesos: clave de la web.");
    holds(&letter, "no habrá más reuniones");
    holds(&letter, "Te devolveré 320,00\xc2\xa0€");
    lacks(&letter, "te devolví");
    ck_assert_str_eq(letter.to, "ana@luz.example");
    ck_assert_ptr_null(letter_leak(&letter.findings));
    letter_clear(&letter);
    letter = letter_of("T16", NULL);
    holds(&letter, "* Clave de la web: el acceso se cierra el 1 de diciembre.\n");
    holds(&letter, "* Analítica: acceso cerrado el 13 de noviembre.\n");
    letter_clear(&letter);
    letter = letter_of("T7a", NULL);
    holds(&letter, "doy por terminado nuestro contrato (cláusula 9). El último día es el martes 1 de "
                   "diciembre, con 15 días de preaviso.");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(returned_by_record_only)
{
    begin(ME RULES ANA("") CONTRACT SESSIONS REPAID);
    struct letter letter = letter_of("T1", NULL);

    holds(&letter, "El 13 de noviembre te devolví 320,00\xc2\xa0€");
    lacks(&letter, "devolveré");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(cancelled_by_record_only)
{
    begin(ME RULES ANA("") MEETING("m", "2026-11-18T16:00", "")
              MEETING("n", "2026-12-02T16:00", ",\"state\":\"cancelled\"")
                  MEETING("o", "2026-11-10T16:00", ",\"state\":\"cancelled\""));
    struct letter letter = letter_of("T15", NULL);

    holds(&letter, "Esta reunión está cancelada:\n\n* El miércoles 2 de diciembre a las 16:00\n\nEsta "
                   "tampoco tendrá lugar:\n\n"
                   "* El miércoles 18 de noviembre a las 16:00\n");
    lacks(&letter, "10 de noviembre");
    letter_clear(&letter);
    trial_put(&t, MEETING("n", "2026-12-02T16:00", ""));
    letter = letter_of("T15", NULL);
    lacks(&letter, "cancelad");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* Somebody's words are looked at where they stand in a record too. */
START_TEST(records_give_nothing_away)
{
    begin(ME RULES ANA("") CONTRACT ACCESS("a", "carpeta de la pesadilla", ""));
    struct letter letter = letter_of("T16", NULL);

    ck_assert_ptr_nonnull(letter_leak(&letter.findings));
    ck_assert_str_eq(letter_leak(&letter.findings)->what, "pesadilla");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* --- whom else there is --- */

START_TEST(a_colleague_who_said_yes)
{
    begin(ME RULES ANA("") COLLEAGUE("2025-11-15"));
    struct letter letter = letter_of("T13", NULL);
    lacks(&letter, "Marta");
    letter_clear(&letter);
    trial_put(&t, COLLEAGUE("2025-11-16"));
    letter = letter_of("T13", NULL);
    holds(&letter, "Marta Ficticia (marta@taller.example), que me dio su conformidad el 16 de noviembre de 2025.");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(to_the_colleague)
{
    begin(ME RULES ANA("") COLLEAGUE("2026-11-13"));
    struct letter_wish wish = wish_of("T2", NULL);
    struct letter letter;

    ck_assert_int_eq(letter_write(t.app, &wish, &letter, &t.err), -1);
    ck_assert_ptr_nonnull(strstr(t.err.text, "client, colleague"));
    wish.variant = "colleague";
    letter = written(&wish);
    ck_assert_str_eq(letter.to, "marta@taller.example");
    ck_assert_str_eq(letter.language, "it");
    holds(&letter, "Buongiorno Marta Ficticia,\n\ngrazie per il sì del 13 novembre. Ho dato questo indirizzo "
                   "a Luz S.L.,");
    ck_assert_ptr_null(letter_leak(&letter.findings));
    letter_clear(&letter);
    wish.variant = "client";
    letter = written(&wish);
    ck_assert_str_eq(letter.to, "ana@luz.example");
    holds(&letter, "Para lo que necesitas (tiendas) te recomiendo a Marta Ficticia.");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* --- money --- */

START_TEST(debts_that_are_late)
{
    begin(ME RULES ANA("") CONTRACT INVOICE("1", "1200.00", "2026-10-01") INVOICE("2", "50.00", "2026-11-20")
              INVOICE("3", "300.00", "2026-11-08"));
    struct letter letter = letter_of("T7b", NULL);

    holds(&letter, "hoy, lunes 16 de noviembre (cláusula 9)");
    holds(&letter, "* Factura 1, vencida el 1 de octubre: 1.200,00\xc2\xa0€\n* Factura 3, vencida el 8 de "
                   "noviembre: 300,00\xc2\xa0€\n");
    holds(&letter, "En total: 1.500,00\xc2\xa0€");
    holds(&letter, "La vía de pago sigue abierta: ES00 0001");
    lacks(&letter, "Factura 2");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(who_reads_of_money)
{
    begin(ME RULES ANA("") INVOICE("1", "1200.00", "2026-10-01"));
    struct letter letter = letter_of("T6a", NULL);
    ck_assert_str_eq(letter.to, "eva@luz.example");
    holds(&letter, "Hola, Eva:");
    letter_clear(&letter);
    letter = letter_of("T6d", NULL);
    misses(&letter, "in_charge");
    trial_put(&t, ANA(IN_CHARGE));
    letter = letter_of("T6d", NULL);
    ck_assert_str_eq(letter.to, "lea@luz.example");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

START_TEST(extras)
{
    begin(ME RATE ANA("") CONTRACT REQUEST("x", "un blog", ",\"minutes\":90")
              REQUEST("y", "un logo", ",\"minutes\":30")
                  REQUEST("z", "antes", ",\"decision\":\"declined\",\"minutes\":600"));
    struct letter_wish wish = wish_of("T9", NULL);
    struct letter letter = written(&wish);

    holds(&letter, "Lo que acordamos: Cinco páginas. Esto queda fuera:\n\n* Un blog: 1,5 horas\n* Un logo: "
                   "0,5 horas\n\nLleva 2 horas.");
    holds(&letter, "El precio es de 120,00\xc2\xa0€, a 60,00\xc2\xa0€ la hora.");
    letter_clear(&letter);
    wish.of = "x";
    letter = written(&wish);
    holds(&letter, "Lleva 1,5 horas.\n\nEl precio es de 90,00");
    lacks(&letter, "logo");
    letter_clear(&letter);
    /* Nobody noted how long the second one takes: no sum of hours can be told. */
    trial_put(&t, REQUEST("y", "un logo", ",\"price\":{\"amount\":\"40.00\",\"currency\":\"EUR\"}"));
    wish.of = NULL;
    letter = written(&wish);
    misses(&letter, "extra_hours price");
    wish.of = "nothing";
    ck_assert_int_eq(letter_write(t.app, &wish, &letter, &t.err), -1);
    trial_done(&t);
}
END_TEST

/* --- a decision's plan --- */

#define PRIVATE "no los soporto"

static void decide(struct deciding *deciding, enum decide_path path)
{
    deciding_init(deciding, "d", "ana", NULL);
    deciding->path = (int8_t)path;
    deciding->at = t.now;
    deciding->private_reason = mem_string(PRIVATE);
    deciding->expect = mem_string(PRIVATE);
    deciding->exit.reason = mem_string("Desde enero hago otro trabajo.");
    deciding->exit.framing = FRAMING_NOT_FIT;
    deciding->exit.disclosure = DISCLOSE_SHORT;
}

START_TEST(an_exit)
{
    struct deciding deciding;

    begin(ME RULES ANA("") CONTRACT SESSIONS COLLEAGUE("2026-11-13"));
    decide(&deciding, PATH_NOTICE);
    struct letter letter = letter_of("T8", &deciding);
    holds(&letter, "He repasado nuestro trabajo en su conjunto. Mi conclusión es que no encajamos");
    holds(&letter, "Desde enero hago otro trabajo.");
    lacks(&letter, PRIVATE);
    letter_clear(&letter);
    deciding.exit.disclosure = DISCLOSE_NONE;
    deciding.exit.last_day = day("2026-12-15");
    deciding.exit.to_return = (struct money){9950, "EUR"};
    deciding.exit.refund_on = day("2026-11-20");
    letter = letter_of("T8", &deciding);
    lacks(&letter, "Desde enero");
    holds(&letter, "El último día es el martes 15 de diciembre.");
    holds(&letter, "Te devolveré 99,50\xc2\xa0€, lo que tienes pagado y sin usar, a más tardar el viernes 20 "
                   "de noviembre.");
    letter_clear(&letter);
    /* Held until they pay: no promise is made. */
    deciding.exit.debt = DEBT_HOLD;
    letter = letter_of("T8", &deciding);
    lacks(&letter, "evolver");
    letter_clear(&letter);
    /* A date that lies ahead is none on which it was returned. */
    deciding.exit.debt = -1;
    deciding.exit.refund_issued = true;
    letter = letter_of("T8", &deciding);
    lacks(&letter, "te devolví");
    letter_clear(&letter);
    model_clear(&model_deciding, &deciding);
    trial_done(&t);
}
END_TEST

/* What somebody tells themselves is no reason to tell. */
START_TEST(private_reasons_stay)
{
    struct deciding deciding;

    begin(ME RULES ANA("") CONTRACT);
    decide(&deciding, PATH_NOTICE);
    free(deciding.exit.reason);
    deciding.exit.reason = mem_string("Ya " PRIVATE " más.");
    struct letter letter = letter_of("T8", &deciding);
    ck_assert_ptr_nonnull(letter_leak(&letter.findings));
    ck_assert_str_eq(letter_leak(&letter.findings)->what, PRIVATE);
    letter_clear(&letter);
    model_clear(&model_deciding, &deciding);
    trial_done(&t);
}
END_TEST

START_TEST(an_end_today)
{
    struct deciding deciding;

    begin(ME RULES ANA("") CONTRACT);
    decide(&deciding, PATH_TODAY);
    struct letter letter = letter_of("T1", &deciding);
    holds(&letter, "He decidido terminar nuestra colaboración hoy, lunes 16 de noviembre.");
    letter_clear(&letter);
    letter = letter_of("T1b", &deciding);
    lacks(&letter, "Gracias");
    lacks(&letter, "Desde enero");
    letter_clear(&letter);
    model_clear(&model_deciding, &deciding);
    trial_done(&t);
}
END_TEST

#define DECISION(ref, at, path, more)                                                                        \
    "{\"type\":\"decision\",\"ref\":\"" ref "\",\"client\":\"ana\",\"at\":\"" at                             \
    "\",\"zone\":\"Europe/Madrid\","                                                                         \
    "\"answers\":{\"ref\":\"q" ref "\",\"client\":\"ana\",\"state\":\"committed\",\"at\":\"" at              \
    "\",\"first_answer\":\"no\","                                                                            \
    "\"first_at\":\"" at "\",\"answer\":\"no\",\"path\":\"" path                                             \
    "\",\"exit\":{\"framing\":\"best_for_you\",\"refund_on\":\"2026-11-12\","                                \
    "\"to_return\":{\"amount\":\"999.00\",\"currency\":\"EUR\"}}}" more "}\n"

/* What was decided fills letters that are written afterwards, until something else is decided. */
START_TEST(the_newest_decision)
{
    begin(ME RULES ANA("") CONTRACT SESSIONS DECISION("1", "2026-11-10T09:00:00Z", "keep", "")
              DECISION("2", "2026-11-11T09:00:00Z", "notice",
                       ",\"last_day\":\"2026-11-27\",\"private_reason\":\"" PRIVATE "\""));
    struct letter letter = letter_of("T8", NULL);
    holds(&letter, "He repasado nuestro trabajo en su conjunto. Mi conclusión es que no soy la "
                   "mejor solución para ti");
    holds(&letter, "El último día es el viernes 27 de noviembre.");
    /* What it said of money is counted anew, and a day that is over is no promise. */
    holds(&letter, "Te devolveré 320,00\xc2\xa0€, lo que tienes pagado y sin usar, a más tardar el lunes 23 "
                   "de noviembre.");
    lacks(&letter, PRIVATE);
    letter_clear(&letter);
    trial_put(&t, DECISION("3", "2026-11-12T09:00:00Z", "keep", ""));
    letter = letter_of("T8", NULL);
    misses(&letter, "decided_on framing");
    trial_done(&t);
}
END_TEST

static void add_condition(struct deciding *deciding, const char *what, enum condition_measure measure,
                          const char *until)
{
    struct plan_condition *condition = list_add(&deciding->chance.conditions, sizeof *condition);

    plan_condition_init(condition);
    condition->what = mem_string(what);
    condition->measure = (int8_t)measure;
    condition->until = day(until);
}

START_TEST(a_second_chance)
{
    struct deciding deciding;

    begin(ME RULES ANA("") INVOICE("1", "1450.00", "2026-11-02"));
    decide(&deciding, PATH_CHANCE);
    add_condition(&deciding, "pagar lo pendiente", MEASURE_PAYMENT, "2026-11-23");
    add_condition(&deciding, "escribir solo por correo", MEASURE_CHANNEL, "2026-12-16");
    struct plan_condition *conditions = deciding.chance.conditions.v;
    conditions[0].invoice = mem_string("i1");
    conditions[1].limit = 1;
    texts_add(&deciding.chance.mine, "contestar en 72 horas");
    struct letter letter = letter_of("T14", &deciding);
    holds(&letter, "* Factura 1, vencida el 2 de noviembre: 1.450,00\xc2\xa0€\n");
    holds(&letter,
          "* Pagar lo pendiente, a más tardar el 23 de noviembre. Medida: el pago recibido (factura 1).\n");
    holds(&letter, "* Escribir solo por correo, hasta el 16 de diciembre. Medida: mensajes por otros "
                   "canales, 1 como mucho.\n");
    holds(&letter, "Por mi parte:\n\n- contestar en 72 horas\n");
    holds(&letter, "El trabajo sigue cuando se cumpla la primera.");
    holds(&letter, "Contéstame con un sí, por favor, a más tardar el lunes 23 de noviembre.");
    lacks(&letter, PRIVATE);
    letter_clear(&letter);
    model_clear(&model_deciding, &deciding);
    trial_done(&t);
}
END_TEST

/* Proposed on an English screen, and sent in Spanish. */
START_TEST(a_condition_in_another_language)
{
    struct deciding deciding;

    begin(ME RULES ANA(""));
    decide(&deciding, PATH_CHANCE);
    add_condition(&deciding, plan_habit_words[HABIT_CHANNEL], MEASURE_CHANNEL, "2026-12-16");
    add_condition(&deciding, "contestar por correo", MEASURE_CHANNEL, "2026-12-16");
    struct letter letter = letter_of("T14", &deciding);
    size_t n = 0;
    for (size_t i = 0; i < letter.findings.n; i++)
        if (letter.findings.v[i].fault == FAULT_TONGUE && ++n)
            ck_assert_str_eq(letter.findings.v[i].what, "Ask for changes by e-mail only");
    ck_assert_uint_eq(n, 1);
    letter_clear(&letter);
    model_clear(&model_deciding, &deciding);
    trial_done(&t);
}
END_TEST

START_TEST(new_terms_and_no_project)
{
    static const struct {
        int reason;
        const char *until, *scope, *subject;
    } cases[] = {
        {TERMS_TEMPORARY, "2027-01-31", NULL, "Condiciones hasta el 31 de enero de 2027"},
        {TERMS_BUDGET, NULL, "dos páginas", "Lo que cabe en tu presupuesto"},
        {TERMS_NOT_VALUED, NULL, NULL, "Mi precio"},
        {TERMS_UNKNOWN, "2027-01-31", NULL, "Condiciones hasta el 31 de enero de 2027"},
        {TERMS_UNKNOWN, NULL, NULL, "Mi precio"},
    };

    begin(ME RULES ANA("") COLLEAGUE("2026-11-13"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct deciding deciding;
        decide(&deciding, PATH_TERMS);
        deciding.terms.reason = (int8_t)cases[i].reason;
        deciding.terms.price = (struct money){4500, "EUR"};
        deciding.terms.until = cases[i].until ? day(cases[i].until) : DAY_NONE;
        deciding.terms.scope = cases[i].scope ? mem_string(cases[i].scope) : NULL;
        struct letter letter = letter_of("T12", &deciding);
        ck_assert_str_eq(letter.subject, cases[i].subject);
        letter_clear(&letter);
        model_clear(&model_deciding, &deciding);
    }
    struct deciding deciding;
    decide(&deciding, PATH_DECLINE);
    deciding.decline.project = mem_string("la tienda en línea");
    deciding.decline.referral.colleague = mem_string("marta");
    struct letter letter = letter_of("T10", &deciding);
    holds(&letter, "Gracias por pensar en mí para esto: la tienda en línea.");
    holds(&letter, "Marta Ficticia");
    letter_clear(&letter);
    letter = letter_of("T2", &deciding);
    ck_assert_str_eq(letter.variant, "client");
    holds(&letter, "Para lo que necesitas (la tienda en línea)");
    letter_clear(&letter);
    model_clear(&model_deciding, &deciding);
    trial_done(&t);
}
END_TEST

/* What is handed in wins, and what follows from it follows it. */
START_TEST(handed_in)
{
    _cleanup_fields_ struct letter_fields fields = {0};

    begin(ME RULES ANA("") CONTRACT MEETING("m", "2026-11-18T16:00", ""));
    struct letter_wish wish = wish_of("T1", NULL);
    letter_put_date(&fields, "last_day", day("2026-11-17"));
    letter_put_words(&fields, "reason_short", "llama de noche y llora cuando se le cobra");
    wish.given = &fields;
    struct letter letter = written(&wish);
    ck_assert_str_eq(letter.subject, "Nuestra colaboración termina el 17 de noviembre");
    holds(&letter, "no habrá más reuniones");
    ck_assert_ptr_nonnull(letter_leak(&letter.findings));
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

/* --- what a person says on the command line --- */

START_TEST(given_by_hand)
{
    static const struct {
        const char *lines, *why;
    } cases[] = {
        {"framing=nice", "framing: \"nice\" is none of true, not_fit, best_for_you"},
        {"last_day=someday", "last_day: \"someday\" is no day"},
        {"price=much", "price: \"much\" is no sum"},
        {"extra_hours=-1", "extra_hours: \"-1\" is no number"},
        {"terms", "\"terms\" is no field: write"},
        {"issued_on=2026-11-13", "\"issued_on\" is no field that can be given"},
        {"started_on=2026-11-13", "\"started_on\" is no field that can be given"},
        {"closed_on=2026-11-13", "\"closed_on\" is no field that can be given"},
        {"cancelled=yes", "\"cancelled\" is no field that can be given"},
        {"decided_on=2026-11-13", "\"decided_on\" is no field that can be given"},
    };
    _cleanup_fields_ struct letter_fields fields = {0};

    begin(ME RULES ANA(""));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        ck_assert_int_eq(letter_read_fields(t.app, cases[i].lines, &fields, &t.err), -1);
        ck_assert_msg(str_starts(t.err.text, cases[i].why), "%s", t.err.text);
    }
    ck_assert_int_eq(
        letter_read_fields(t.app, "terms=pago por adelantado\nterms=a = b\nfrom=2026-12-01\n\noffer.price=45",
                           &fields, &t.err),
        0);
    struct letter_wish wish = wish_of("T17", NULL);
    wish.variant = "yes";
    wish.given = &fields;
    struct letter letter = written(&wish);
    holds(&letter, "Puedo empezar el martes 1 de diciembre.");
    holds(&letter, "- pago por adelantado\n- a = b\n");
    letter_clear(&letter);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("letters of an end", what_is_open, returned_by_record_only, cancelled_by_record_only,
           records_give_nothing_away, a_colleague_who_said_yes, to_the_colleague, debts_that_are_late,
           who_reads_of_money, extras, an_exit, private_reasons_stay, an_end_today, the_newest_decision,
           a_second_chance, a_condition_in_another_language, new_terms_and_no_project, handed_in, given_by_hand)
