/* Templates: what is read, what is refused and why, what comes out, what is missing; whom a letter speaks to. */
#include "fixture.h"

#include "paletti/base/mem.h"
#include "paletti/core/letter.h"
#include "paletti/core/me.h"

#include <string.h>

#define HEAD "code: X1\nkind: test\nlanguage: es\nregister: tu\nchannel: email\ndisclosure: client\n"

static struct letter_template *parsed(const char *text)
{
    struct letter_template *letter = NULL;
    struct err err = {""};

    ck_assert_msg(letter_parse(text, &letter, &err) == 0, "%s", err.text);
    return letter;
}

static struct letter_setting setting_of(const char *locale)
{
    return (struct letter_setting){locale_choose(locale, NULL, NULL), zone_of("Europe/Madrid"), day_of("2026-11-16")};
}

/* The text that BODY becomes, in LOCALE; the caller owns it. */
static char *rendered(const char *locale, const char *body, const struct letter_fields *fields)
{
    _cleanup_free_ char *whole = str_format(HEAD "subject: x\n\n%s", body);
    struct letter_template *letter = parsed(whole);
    struct letter_setting setting = setting_of(locale);
    char *subject, *text;

    ck_assert_int_eq(letter_render(letter, fields, &setting, &subject, &text), 0);
    free(subject);
    letter_free(letter);
    return text;
}

static void fill(struct letter_fields *fields)
{
    letter_put_text(fields, "name", "Ana");
    letter_put_text(fields, "firm", "Hijos");
    letter_put_text(fields, "me.gender", "f");
    letter_put_date(fields, "due", day_of("2026-12-08"));
    letter_put_date(fields, "next", day_of("2027-01-11"));
    letter_put_instant(fields, "when", instant_of(zone_of("Europe/Madrid"), "2026-11-14 20:10"));
    letter_put_count(fields, "sessions", 1000);
    letter_put_count(fields, "hours", 1500);
    letter_put_count(fields, "views", 1000000000);
    letter_put_window(fields, "window", window_of("24oh"));
    letter_put_channel(fields, "channel", "whatsapp");
    letter_put_sum(fields, "sum", (struct money){123450, "EUR"});
    letter_put_item(fields, "items", "uno");
    letter_put_item(fields, "items", "dos");
    letter_put_text(letter_put_row(fields, "rows"), "what", "uno");
    struct letter_fields *second = letter_put_row(fields, "rows");
    letter_put_text(second, "what", "dos");
    letter_put_text(second, "name", "Eva");
    letter_put_count(second, "left", 2000);
}

START_TEST(texts)
{
    static const struct {
        const char *locale, *body, *text;
    } cases[] = {
        {"es-ES", "Hola, {name}:\n\nuna línea\ny otra\n", "Hola, Ana:\n\nuna línea y otra\n"},
        {"es-ES", "una\\\notra\n\n\n\ntercera", "una\notra\n\ntercera\n"},
        {"es-ES", "# nada\nuna\n# tampoco\notra", "una otra\n"},
        {"es-ES", "lista:\n- una cosa\n  larga\n- otra\n\nfin", "lista:\n- una cosa larga\n- otra\n\nfin\n"},
        {"es-ES", "lista:\n-\n\nfin", "lista:\n- \n\nfin\n"},
        {"es-ES", "lista:\n-\n", "lista:\n- \n"},
        {"es-ES", "{due:by}, {due:on_weekday}", "a más tardar el 8 de diciembre, el martes 8 de diciembre\n"},
        {"it-IT", "{due:by}, {^due:on}, {next:until}",
         "entro l'8 dicembre, L'8 dicembre, fino all'11 gennaio 2027\n"},
        {"es-ES", "{^when:on_weekday} {when:at}", "El sábado 14 de noviembre a las 20:10\n"},
        {"es-ES", "{sum}", "1.234,50\xc2\xa0€\n"},
        {"es-ES", "{sessions} {sessions? one=sesión | sesiones}, {hours} {hours? one=hora | horas}",
         "1 sesión, 1,5 horas\n"},
        {"es-ES", "{views} {views? one=euro | many=de euros | other=euros}", "1.000.000 de euros\n"},
        {"es-ES", "Pérez {firm:and}, Pérez {name:or}", "Pérez e Hijos, Pérez o Ana\n"},
        {"it-IT", "{firm:the}", "l'Hijos\n"},
        {"es-ES", "{me.gender? f=agradecida | m=agradecido | con gusto}", "agradecida\n"},
        {"es-ES", "{you.gender? f=agradecida | m=agradecido | con gusto}", "con gusto\n"},
        {"es-ES", "{window}: {window? h=h | oh=horas abiertas}", "24 horas de atención: horas abiertas\n"},
        {"es-ES", "{channel}, {channel:name}", "por WhatsApp, WhatsApp\n"},
        {"es-ES", "horas{name? given=, hora de $ | }.{none? given=, hora de $ | }", "horas, hora de Ana.\n"},
        {"es-ES", "{hours? one=, $ hora | other=, $ horas | }", ", 1,5 horas\n"},
        {"es-ES", "{^due? given=el $ | }", "El 8 de diciembre\n"},
        {"es-ES", "{items}; {items:or}", "uno y dos; uno o dos\n"},
        {"es-ES", "aquí:\n- {items}\n", "aquí:\n- uno\n- dos\n"},
        {"es-ES", "a\n@if phone\n{phone}\n@end\nb", "a b\n"},
        {"es-ES", "a\n\n@if phone\n{phone}\n\n@end\nb", "a\n\nb\n"},
        {"es-ES", "a\n@if name\n{name}\n@else\nnadie\n@end", "a Ana\n"},
        {"es-ES", "a\n@if phone\n{phone}\n@else\nnadie\n@end\nb", "a nadie b\n"},
        {"es-ES", "@if channel=whatsapp\nsí\n@end\n@if channel=sms\nno\n@end", "sí\n"},
        {"es-ES", "@if !phone\nsin\n@end\n@if name\n@if phone\nx\n@end\ncon\n@end", "sin con\n"},
        {"es-ES", "l:\n\n@each rows\n* {what} {name}\n@if left\n({left})\n@end\n@end\n\nz", "l:\n\n* uno Ana\n* dos Eva (2)\n\nz\n"},
        {"es-ES", "- a\n@each rows\n- {what}\n@end\n* {items}\nb {rows? one=una | other=varias}",
         "- a\n- uno\n- dos\n* uno\n* dos b varias\n"},
        {"es-ES", "a\n@each rows\n@if left\n{what}\n@else\nnada\n@end\n@end\nz", "a nada dos z\n"},
        {"es-ES", "l:\n@if phone\n- {phone}\n@end\n@if name\n- {name}\n@end\n- z\n", "l:\n- Ana\n- z\n"},
    };
    _cleanup_fields_ struct letter_fields fields = {0};

    fill(&fields);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_free_ char *text = rendered(cases[i].locale, cases[i].body, &fields);
        ck_assert_str_eq(text, cases[i].text);
    }
}
END_TEST

/* Rows and words are copied whole; what templates say stays when words are hidden. */
START_TEST(copies_and_words)
{
    _cleanup_fields_ struct letter_fields fields = {0}, copy = {0};
    static const char body[] = "{name} {own} {list}\n@each rows\n{what}\n@end";

    fill(&fields);
    letter_put_words(&fields, "own", "mío");
    letter_put_words_item(&fields, "list", "x");
    letter_put_words_item(&fields, "list", "y");
    letter_put_words(letter_put_row(&fields, "rows"), "what", "tres");
    letter_put_text(&copy, "name", "Eva");
    letter_put_text(letter_put_row(&copy, "rows"), "what", "otra");
    letter_put_all(&copy, &fields);
    letter_hide_words(&fields);
    _cleanup_free_ char *whole = rendered("es-ES", body, &copy), *hidden = rendered("es-ES", body, &fields);
    ck_assert_str_eq(whole, "Ana mío x y y uno dos tres\n");
    ck_assert_str_eq(hidden, "Ana - - y - uno dos -\n");
    letter_put_text(&fields, "own", "de la plantilla");
    letter_hide_words(&fields);
    _cleanup_free_ char *open = rendered("es-ES", "{own}", &fields);
    ck_assert_str_eq(open, "de la plantilla\n");
}
END_TEST

/* A value is text: no brace of it is read. */
START_TEST(values_are_no_templates)
{
    _cleanup_fields_ struct letter_fields fields = {0};

    letter_put_text(&fields, "name", "{secret} @if \\");
    _cleanup_free_ char *text = rendered("es-ES", "{name}", &fields);
    ck_assert_str_eq(text, "{secret} @if \\\n");
}
END_TEST

START_TEST(subjects)
{
    _cleanup_fields_ struct letter_fields fields = {0};
    struct letter_setting setting = setting_of("es-ES");
    _cleanup_free_ char *subject = NULL, *text = NULL;
    _cleanup_(letter_free_p) struct letter_template *letter = parsed(HEAD "subject: Sobre {what}: {due:on}\n\n{what}");

    letter_put_text(&fields, "what", "dos\nlíneas");
    letter_put_date(&fields, "due", day_of("2026-12-08"));
    ck_assert_int_eq(letter_render(letter, &fields, &setting, &subject, &text), 0);
    ck_assert_str_eq(subject, "Sobre dos líneas: el 8 de diciembre");
    ck_assert_str_eq(text, "dos\nlíneas\n");
}
END_TEST

/* What does not fit, or is not given, is left out of the subject. */
START_TEST(room_in_the_subject)
{
    static const struct {
        const char *topic, *subject;
    } cases[] = {
        {"cabecera, v2", "Resumen: cabecera, v2"},
        {NULL, "Resumen"},
        {"ñññññññññññññññññññññññññññññññññññññññññññññññññññ", "Resumen: ñññññññññññññññññññññññññññññññññññññññññññññññññññ"},
        {"ñññññññññññññññññññññññññññññññññññññññññññññññññññx", "Resumen"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_fields_ struct letter_fields fields = {0};
        struct letter_setting setting = setting_of("es-ES");
        _cleanup_free_ char *subject = NULL, *text = NULL;
        _cleanup_(letter_free_p) struct letter_template *letter = parsed(HEAD "subject: Resumen\nmore: : {topic}\n\nx");
        letter_put_text(&fields, "topic", cases[i].topic);
        ck_assert_int_eq(letter_render(letter, &fields, &setting, &subject, &text), 0);
        ck_assert_str_eq(subject, cases[i].subject);
    }
}
END_TEST

START_TEST(missing)
{
    static const struct {
        const char *text, *names;
    } cases[] = {
        {HEAD "subject: {a}\n\n{b} {a} {name}", "a b"},
        {HEAD "needs: reason, name\nsubject: x\n\n{name}", "reason"},
        {HEAD "subject: x\n\n@if a\n{a} {b}\n@end\n{name}", ""},
        {HEAD "subject: x\n\n@if name\n{b}\n@else\n{c}\n@end", "b"},
        {HEAD "subject: x\n\n@if a\n{b}\n@else\n{c}\n@end", "c"},
        {HEAD "subject: x\n\n@each lines\n{b}\n@end", "lines"},
        {HEAD "subject: x\n\n@if lines\n@each lines\n{b}\n@end\n@end", ""},
        {HEAD "subject: x\n\n@each rows\n{b} {name}\n@end", "b"},
        {HEAD "subject: x\n\n{gender? f=a | m=b}", "gender"},
        {HEAD "subject: x\n\n{gender? f=a | b}", ""},
        {HEAD "subject: x\n\n{name? f=a | m=b}", "name"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_fields_ struct letter_fields fields = {0};
        _cleanup_(letter_free_p) struct letter_template *letter = parsed(cases[i].text);
        _cleanup_str_ struct str names = STR_INIT;
        struct letter_setting setting = setting_of("es-ES");
        struct texts list = {0};
        char *subject = NULL, *text = NULL;
        letter_put_text(&fields, "name", "Ana");
        letter_put_text(&fields, "a", "");
        letter_put_row(&fields, "rows");
        letter_missing(letter, &fields, &list);
        for (size_t j = 0; j < list.n; j++)
            str_printf(&names, "%s%s", j ? " " : "", list.v[j]);
        ck_assert_str_eq(str_text(&names), cases[i].names);
        ck_assert_int_eq(letter_render(letter, &fields, &setting, &subject, &text), *cases[i].names ? 1 : 0);
        ck_assert(*cases[i].names ? !text : text != NULL);
        free(subject);
        free(text);
        texts_clear(&list);
    }
}
END_TEST

START_TEST(refused)
{
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"code: X\n\ntext", "line 2: the head ends without \"kind:\""},
        {"code: X\n", "line 2: it ends before its text"},
        {"code X\n", "line 1: a line of the head"},
        {"colour: red\n", "line 1: \"colour\" is nothing"},
        {HEAD "register: voseo\n", "line 7: \"voseo\" is no register"},
        {HEAD "subject:\n", "line 7: subject: nothing stands"},
        {HEAD "subject: x\nsubject: y\n", "line 8: a second subject"},
        {HEAD "disclosure: all\n", "line 7: \"all\" is no disclosure"},
        {"language: de\ncode: X\nkind: a\nregister: none\nchannel: email\ndisclosure: self\nsubject: a\n\n", "line 8: letters"},
        {HEAD "subject: {x\n", "line 7: a brace"},
        {HEAD "subject: x\n\nHola } tú", "line 9: a brace"},
        {HEAD "subject: x\n\n{Name}", "line 9: between braces"},
        {HEAD "subject: x\n\n{due:soon}", "line 9: \"soon\" is no form"},
        {HEAD "subject: x\n\n{due by}", "line 9: \" by\" behind"},
        {HEAD "subject: x\n\n@if x\n", "line 10: an @if without @end"},
        {HEAD "subject: x\n\n@end\n", "line 9: @else or @end without"},
        {HEAD "subject: x\n\n@if x\n@else\n@else\n@end", "line 11: a second @else"},
        {HEAD "subject: x\n\n@each rows\n@else\n@end", "line 10: @else or @end without"},
        {HEAD "subject: x\n\n@each a b\n@end", "line 9: @each is followed"},
        {HEAD "subject: x\n\n@iff x\n", "line 9: \"@iff x\""},
        {HEAD "subject: x\n\n@if \n", "line 9: "},
        {HEAD "subject: x\n\n\xff\n", "line 9: is no valid UTF-8"},
        {HEAD "needs: a; b\nsubject: x\n", "line 7: needs: \"; b\""},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct letter_template *letter = NULL;
        struct err err = {""};
        ck_assert_msg(letter_parse(cases[i].text, &letter, &err) == -1, "%zu", i);
        ck_assert_msg(str_starts(err.text, cases[i].why), "%zu: %s", i, err.text);
        ck_assert_ptr_null(letter);
    }
}
END_TEST

/* --- whom it speaks to --- */

START_TEST(manners)
{
    static const struct {
        struct letter_party party;
        enum letter_address address;
        enum letter_why why;
        const char *greeting;
    } cases[] = {
        {{.language = "es", .reg = REGISTER_TU, .number = -1, .given = "Ana", .gender = -1}, ADDRESS_TU, WHY_REGISTER, "Hola, Ana:"},
        {{.language = "es-AR", .reg = REGISTER_VOS, .number = -1, .given = "Lucía", .gender = GENDER_F}, ADDRESS_VOS, WHY_REGISTER, "Hola, Lucía:"},
        {{.language = "es", .reg = REGISTER_USTED, .number = -1, .given = "Elvira", .family = "Despacio", .title = "Doña", .gender = GENDER_F},
         ADDRESS_USTED, WHY_REGISTER, "Estimada doña Elvira:"},
        {{.language = "es", .reg = REGISTER_USTED, .number = -1, .given = "Ramiro", .family = "Capataz", .title = "Ing.", .gender = GENDER_M},
         ADDRESS_USTED, WHY_REGISTER, "Estimado Ing. Capataz:"},
        {{.language = "es", .reg = REGISTER_USTED, .number = -1, .given = "Ana", .family = "Luz", .gender = GENDER_F},
         ADDRESS_USTED, WHY_REGISTER, "Estimada señora Luz:"},
        {{.language = "es", .reg = REGISTER_USTED, .number = -1, .given = "Ana", .family = "Luz", .gender = GENDER_OTHER},
         ADDRESS_USTED, WHY_REGISTER, "Buenos días, Ana:"},
        {{.language = "es", .reg = -1, .number = -1, .gender = -1}, ADDRESS_USTED, WHY_NOT_GIVEN, "Buenos días:"},
        {{.language = "es-ES", .reg = REGISTER_TU, .number = NUMBER_SEVERAL, .given = "Nuria", .gender = -1}, ADDRESS_VOSOTROS, WHY_REGISTER, "Hola:"},
        {{.language = "es-MX", .reg = REGISTER_TU, .number = NUMBER_SEVERAL, .gender = -1}, ADDRESS_USTEDES, WHY_REGISTER, "Buenos días:"},
        {{.language = "es-PR", .reg = REGISTER_TU, .number = NUMBER_SEVERAL, .gender = -1}, ADDRESS_USTEDES, WHY_REGISTER, "Buenos días:"},
        {{.language = "es-AR", .reg = REGISTER_VOS, .number = NUMBER_SEVERAL, .gender = -1}, ADDRESS_USTEDES, WHY_REGISTER, "Buenos días:"},
        {{.language = "es-ES", .reg = REGISTER_USTED, .number = NUMBER_SEVERAL, .gender = -1}, ADDRESS_USTEDES, WHY_REGISTER, "Buenos días:"},
        {{.language = "es-ES", .reg = REGISTER_TU, .number = NUMBER_COMPANY, .company = "Quejumbre & Hijos", .gender = -1},
         ADDRESS_USTEDES, WHY_REGISTER, "Estimados señores de Quejumbre & Hijos:"},
        {{.language = "es-ES", .reg = REGISTER_TU, .number = NUMBER_COMPANY, .company = "Tormenta S.L.", .given = "Blas", .gender = GENDER_M},
         ADDRESS_TU, WHY_REGISTER, "Hola, Blas:"},
        {{.language = "it", .reg = REGISTER_TU_IT, .number = -1, .given = "Gino", .gender = GENDER_M}, ADDRESS_TU, WHY_REGISTER, "Ciao Gino,"},
        {{.language = "it", .reg = REGISTER_LEI, .number = -1, .given = "Anna", .gender = -1}, ADDRESS_LEI, WHY_REGISTER, "Buongiorno Anna,"},
        {{.language = "it", .reg = REGISTER_LEI, .number = -1, .given = "Ivo", .family = "Penombra", .gender = GENDER_M}, ADDRESS_LEI, WHY_REGISTER,
         "Gentile Ivo Penombra,"},
        {{.language = "it", .reg = REGISTER_LEI, .number = -1, .given = "Fedele", .family = "Lealtà", .title = "Dott.", .gender = GENDER_M},
         ADDRESS_LEI, WHY_REGISTER, "Gentile dott. Lealtà,"},
        {{.language = "it", .reg = REGISTER_LEI, .number = NUMBER_COMPANY, .company = "Acme-Ombra S.p.A.", .gender = -1}, ADDRESS_VOI, WHY_REGISTER,
         "Spett.le Acme-Ombra S.p.A.,"},
        {{.language = "it", .reg = REGISTER_TU_IT, .number = NUMBER_SEVERAL, .gender = -1}, ADDRESS_VOI, WHY_REGISTER, "Buongiorno,"},
        {{.language = "it", .reg = REGISTER_USTED, .number = -1, .gender = -1}, ADDRESS_LEI, WHY_OTHER_LANGUAGE, "Buongiorno,"},
        {{.language = "es", .reg = REGISTER_TU_IT, .number = -1, .gender = -1}, ADDRESS_TU, WHY_OTHER_LANGUAGE, "Hola:"},
        {{.language = "en", .reg = REGISTER_NONE, .number = -1, .given = "Ada", .gender = GENDER_F}, ADDRESS_NONE, WHY_ONE_FORM, "Hello Ada,"},
        {{.language = "en", .reg = -1, .number = NUMBER_COMPANY, .company = "Widgets Ltd", .gender = -1}, ADDRESS_NONE, WHY_ONE_FORM, "Dear Widgets Ltd,"},
        {{.language = NULL, .reg = -1, .number = -1, .gender = -1}, ADDRESS_NONE, WHY_ONE_FORM, "Hello,"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str to = STR_INIT;
        struct letter_manner manner = letter_manner(&cases[i].party);
        ck_assert_msg(manner.address == cases[i].address, "%zu: %s", i, letter_address_names[manner.address]);
        ck_assert_int_eq(manner.why, cases[i].why);
        letter_greeting(&to, &manner, &cases[i].party);
        ck_assert_str_eq(str_text(&to), cases[i].greeting);
    }
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {{texts, 1},   {copies_and_words, 1}, {values_are_no_templates, 1}, {subjects, 1}, {room_in_the_subject, 1},
                                           {missing, 1}, {refused, 1},                 {manners, 1}};

    return run_suite("letter", rows, ARRAY_LEN(rows));
}
