/* What is found in a letter, where, and what is left alone: tone in three languages, and leaks. */
#include "fixture.h"

#include "paletti/base/mem.h"
#include "paletti/core/letter_lint.h"

#include <string.h>

/* The faults of TEXT, "absolute:siempre capitals:YA"; the caller owns it. */
static char *found(const char *language, enum letter_address address, const char *subject, const char *text, const char *names)
{
    struct letter_findings findings = {0};
    struct str to = STR_INIT;

    letter_lint(language, address, subject, text, names, &findings);
    for (size_t i = 0; i < findings.n; i++) {
        const struct letter_finding *f = &findings.v[i];
        str_printf(&to, "%s%s:%s", i ? " " : "", letter_fault_names[f->fault], f->what);
        ck_assert_int_eq(strncmp((f->in_subject ? subject : text) + f->at, f->what, f->len), 0);
        ck_assert_uint_eq(strlen(f->what), f->len);
        ck_assert(*f->why);
    }
    letter_findings_clear(&findings);
    return str_take(&to);
}

START_TEST(tone)
{
    static const struct {
        const char *language;
        enum letter_address address;
        const char *text, *faults;
    } cases[] = {
        {"en", ADDRESS_NONE, "You ALWAYS call at night!", "capitals:ALWAYS absolute:ALWAYS exclamation:!"},
        {"en", ADDRESS_NONE, "Please pay NOW or else.", "capitals:NOW threat:or else"},
        {"en", ADDRESS_NONE, "I beg you. You are an idiot :-)", "begging:I beg insult:idiot emoji::-)"},
        {"en", ADDRESS_NONE, "Thanks for nothing", "irony:Thanks for nothing"},
        {"en", ADDRESS_NONE, "You'll regret it", "threat:You'll regret"},
        {"en", ADDRESS_NONE, "The HTML and PDF of the VAT are at S.A.", ""},
        {"en", ADDRESS_NONE, "Nevertheless, anyways, a foolproof way", ""},
        {"es", ADDRESS_TU, "Siempre llegas tarde, ¡y nunca avisas!", "absolute:Siempre exclamation:¡ absolute:nunca exclamation:!"},
        {"es", ADDRESS_TU, "Lo quiero HOY, sinvergüenza", "capitals:HOY insult:sinvergüenza"},
        {"es", ADDRESS_TU, "Jamás, te lo ruego", "absolute:Jamás begging:te lo ruego"},
        {"es", ADDRESS_TU, "Te arrepentirás 😀", "threat:Te arrepentirás emoji:😀"},
        {"es", ADDRESS_TU, "Qué casualidad, ÑANDÚES", "irony:Qué casualidad capitals:ÑANDÚES"},
        {"es", ADDRESS_TU, "El siempreviva del jardín", ""},
        {"it", ADDRESS_TU, "Non rispondi MAI", "capitals:MAI absolute:MAI"},
        {"it", ADDRESS_LEI, "Guarda caso, La avverto: è sempre così", "irony:Guarda caso threat:La avverto absolute:sempre"},
        {"it", ADDRESS_TU, "Ti prego, è una vergogna", "begging:Ti prego insult:vergogna"},
        {"it", ADDRESS_LEI, "Maionese e ormai", ""},
        {"es", ADDRESS_TU, "{nombre}", "brace:{ brace:}"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_free_ char *faults = found(cases[i].language, cases[i].address, "x", cases[i].text, NULL);
        ck_assert_str_eq(faults, cases[i].faults);
    }
}
END_TEST

START_TEST(registers)
{
    static const struct {
        const char *language;
        enum letter_address address;
        const char *text, *faults;
    } cases[] = {
        {"es", ADDRESS_TU, "Tu llamada: dime si usted puede", "register:usted"},
        {"es", ADDRESS_USTED, "Su llamada: te escribo a tu correo", "register:te register:tu"},
        {"es", ADDRESS_VOS, "Si tienes tiempo, escribime", "register:tienes"},
        {"es", ADDRESS_VOS, "Si tenés tiempo, te llamo a tu casa", ""},
        {"es", ADDRESS_VOSOTROS, "Os escribo: su respuesta a vuestra carta, ustedes", "register:ustedes"},
        {"es", ADDRESS_USTEDES, "Les escribo a vuestra dirección", "register:vuestra"},
        {"it", ADDRESS_LEI, "Le scrivo: dimmi se ti va", "register:dimmi register:ti"},
        {"it", ADDRESS_TU, "Ti scrivo: mi dica", "register:mi dica"},
        {"it", ADDRESS_VOI, "Vi scrivo: la tua lettera", "register:tua"},
        {"it", ADDRESS_VOI, "Vi scrivo: la vostra lettera", ""},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_free_ char *faults = found(cases[i].language, cases[i].address, "x", cases[i].text, NULL);
        ck_assert_str_eq(faults, cases[i].faults);
    }
}
END_TEST

START_TEST(capitals_of_names)
{
    _cleanup_free_ char *without = found("en", ADDRESS_NONE, "x", "Dear ACME team", NULL);
    _cleanup_free_ char *with = found("en", ADDRESS_NONE, "x", "Dear ACME team", "Acme Ltd\nNora");

    ck_assert_str_eq(without, "capitals:ACME");
    ck_assert_str_eq(with, "");
}
END_TEST

START_TEST(lengths)
{
    _cleanup_str_ struct str text = STR_INIT, table = STR_INIT;
    const char *sixty = "ññññññññññññññññññññññññññññññññññññññññññññññññññññññññññññ";
    _cleanup_free_ char *longer = str_format("%sab", sixty);

    for (int i = 0; i < 150; i++)
        str_add(&text, "uno ");
    str_printf(&table, "%s\n| dos | tres |\n* cuatro: cinco\n", str_text(&text));
    _cleanup_free_ char *fits = found("es", ADDRESS_TU, sixty, str_text(&table), NULL);
    ck_assert_str_eq(fits, "");
    str_add(&text, "y más");
    _cleanup_free_ char *not = found("es", ADDRESS_TU, longer, str_text(&text), NULL);
    ck_assert_str_eq(not, "long_subject:ab long_text:y más");
}
END_TEST

/* --- leaks --- */

#define NOTE "Setenta y cuatro meses sin un retraso. Le gusta el arroz con leche."

START_TEST(secrets_found)
{
    static const struct letter_secret secrets[] = {
        {SECRET_LABEL, "el de los gritos"},  {SECRET_NOTE, NOTE},           {SECRET_TAG, "moroso"},
        {SECRET_CLIENT, "Studio Fulmine"},   {SECRET_CLIENT, "Studio"},     {SECRET_CLIENT, "Íñigo"},
        {SECRET_CLIENT, "Ana"},              {SECRET_NOTE, "viudo"},        {SECRET_CLIENT, "Marta D'Esprint"},
        {SECRET_CLIENT, "Severo"},
    };
    static const struct {
        const char *text, *leaks;
    } cases[] = {
        {"Es EL DE LOS GRITOS, ya sabes", "EL DE LOS GRITOS"},
        {"Tras setenta y cuatro meses sin un día", "setenta y cuatro meses sin"},
        {"Llevas cuatro meses conmigo", ""},
        {"Un Moróso más", "Moróso"},
        {"Lo hice para Studio Fulmine", "Studio Fulmine"},
        {"Lo studio, non il resto", ""},
        {"Como Íñigo y como Iñigo", "Íñigo|Iñigo"},
        {"La banana de Ana", ""},
        {"Siendo viudo", "viudo"},
        {"Ni Marta D’Esprint ni otra", "Marta D’Esprint"},
        {"Estimado don Severo", ""},
        {"Nada de nada", ""},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct letter_findings findings = {0};
        _cleanup_str_ struct str leaks = STR_INIT;
        /* A draft may have no subject. */
        letter_guard(secrets, ARRAY_LEN(secrets), "Severo Pega\nQuejumbre", i % 2 ? "x" : NULL, cases[i].text, &findings);
        for (size_t j = 0; j < findings.n; j++) {
            ck_assert_int_eq(findings.v[j].fault, FAULT_LEAK);
            ck_assert_int_eq(strncmp(cases[i].text + findings.v[j].at, findings.v[j].what, findings.v[j].len), 0);
            str_printf(&leaks, "%s%s", j ? "|" : "", findings.v[j].what);
        }
        ck_assert_str_eq(str_text(&leaks), cases[i].leaks);
        ck_assert_int_eq(letter_leak(&findings) != NULL, *cases[i].leaks != '\0');
        letter_findings_clear(&findings);
    }
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {{tone, 1}, {registers, 1}, {capitals_of_names, 1}, {lengths, 1}, {secrets_found, 1}};

    return run_suite("letter_lint", rows, ARRAY_LEN(rows));
}
