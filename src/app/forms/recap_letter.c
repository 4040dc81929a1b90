#include "recap_letter.h"

#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <string.h>

enum { MONTHS = 12, WEEK = 7, SUBJECT_MAX = 60 /* characters, letters.md */ };

/* Not gettext: the language is the client's, not that of the screen. What stands before a date or a name ends with its
 * blank. */
static const struct tongue {
    const char *language;
    const char *after_weekday, *before_month;
    const char *weekdays[WEEK], *months[MONTHS];
    const char *minute, *minutes;
    const char *call, *meeting;
    const char *title, *about, *agreed;
} tongues[] = {
    {"en", ", ", " ",
     {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
     {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December"},
     "minute", "minutes", "our call of ", "our meeting of ", "Recap of ", "It was about: ", "What we agreed:"},
    {"es", " ", " de ",
     {"lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"},
     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
      "diciembre"},
     "minuto", "minutos", "nuestra llamada del ", "nuestra reunión del ", "Resumen de ", "Hablamos de: ",
     "Quedamos en lo siguiente:"},
    {"it", " ", " ",
     {"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"},
     {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
      "novembre", "dicembre"},
     "minuto", "minuti", "la nostra telefonata di ", "il nostro incontro di ", "Riepilogo: ", "Argomento: ",
     "Siamo rimasti d'accordo così:"},
};

/* How one speaks to the client: each register is a text of its own, and the last one of a language needs none. */
static const struct manner {
    const char *language;
    int reg; /* enum client_register, -1: any */
    const char *greeting, *after_name, *opening, *reply, *closing;
} manners[] = {
    {"en", -1, "Hello", ",", "This sums up ",
     "If you understood anything differently, please tell me in reply to this message.", "Kind regards,"},
    {"es", REGISTER_TU, "Hola", ":", "Te resumo ",
     "Si entendiste algo de otra manera, dímelo en respuesta a este mensaje, por favor.", "Un saludo,"},
    {"es", REGISTER_USTED, "Buenos días", ":", "Le resumo ",
     "Si entendió algo de otra manera, dígamelo en respuesta a este mensaje, por favor.", "Un cordial saludo,"},
    {"es", REGISTER_VOS, "Hola", ":", "Te resumo ",
     "Si entendiste algo de otra manera, decímelo en respuesta a este mensaje, por favor.", "Un saludo,"},
    {"es", -1, "Buenos días", ":", "Este es el resumen de ",
     "Si algo se entendió de otra manera, basta con responder a este mensaje.", "Un saludo,"},
    {"it", REGISTER_TU_IT, "Ciao", ",", "ti riassumo ",
     "Se hai inteso qualcosa in modo diverso, scrivimelo in risposta a questo messaggio.", "Un saluto"},
    {"it", REGISTER_LEI, "Buongiorno", ",", "Le riassumo ",
     "Se ha inteso qualcosa in modo diverso, me lo scriva in risposta a questo messaggio.", "Cordiali saluti"},
    {"it", -1, "Buongiorno", ",", "riassumo qui ",
     "Se qualcosa è stato inteso in modo diverso, basta rispondere a questo messaggio.", "Cordiali saluti"},
};

/* "es-AR" is Spanish. */
static bool speaks(const char *language, const char *base)
{
    return language && strncasecmp(language, base, 2) == 0 && (!language[2] || strchr("-_", language[2]));
}

static const struct tongue *tongue_of(const struct client *client)
{
    for (size_t i = 0; i < ARRAY_LEN(tongues); i++)
        if (speaks(client->language, tongues[i].language))
            return &tongues[i];
    return &tongues[0];
}

/* Several people, and companies, are not spoken to as one is. */
static const struct manner *manner_of(const struct client *client, const struct tongue *tongue)
{
    int reg = client->number > NUMBER_ONE ? -1 : client->reg;
    const struct manner *any = NULL;

    for (size_t i = 0; i < ARRAY_LEN(manners); i++) {
        if (!str_equal(manners[i].language, tongue->language))
            continue;
        if (manners[i].reg == reg)
            return &manners[i];
        any = &manners[i]; /* the last one of a language needs no register */
    }
    return any;
}

static const char *given_name(const struct client *client)
{
    const struct person *people = client->people.v;

    return client->number <= NUMBER_ONE && client->people.n > 0 ? people[0].given : NULL;
}

/* Appends "our call of Monday, 9 March": with its weekday, so that no article depends on the number. */
static void add_occasion(struct str *to, const struct interaction *call, const struct tongue *tongue, const struct zone *zone)
{
    int32_t day = zone_day(zone, call->at, NULL);
    struct civil date;

    civil_of_day(day, &date);
    str_add(to, call->kind == KIND_MEETING ? tongue->meeting : tongue->call);
    str_printf(to, "%s%s%d%s%s", tongue->weekdays[civil_weekday(day)], tongue->after_weekday, date.day,
               tongue->before_month, tongue->months[date.month - 1]);
}

/* Appends " (17:05, 25 minutes)". */
static void add_time(struct str *to, const struct interaction *call, const struct tongue *tongue, const struct zone *zone)
{
    struct civil at;

    zone_civil(zone, call->at, &at);
    str_printf(to, " (%02d:%02d", at.hour, at.minute);
    if (call->minutes > 0)
        str_printf(to, ", %lld %s", (long long)call->minutes, call->minutes == 1 ? tongue->minute : tongue->minutes);
    str_add_char(to, ')');
}

static bool is_given(const char *text)
{
    return text && *text;
}

/* What the call was about is in the title as well where there is room for it. */
static char *subject_of(const struct interaction *call, const struct tongue *tongue, const struct zone *zone)
{
    struct str to = STR_INIT;

    str_add(&to, tongue->title);
    add_occasion(&to, call, tongue, zone);
    if (is_given(call->subject) && text_width(str_text(&to)) + 2 + text_width(call->subject) <= SUBJECT_MAX)
        str_printf(&to, ": %s", call->subject);
    return str_take(&to);
}

static void add_greeting(struct str *to, const struct client *client, const struct manner *manner)
{
    const char *name = given_name(client);

    str_add(to, manner->greeting);
    if (is_given(name))
        str_printf(to, *manner->after_name == ':' ? ", %s" : " %s", name);
    str_printf(to, "%s\n\n", manner->after_name);
}

void recap_letter(const struct interaction *call, const struct client *client, const struct me *me,
                  const struct zone *zone, char **ret_subject, char **ret_body)
{
    const struct tongue *tongue = tongue_of(client);
    const struct manner *manner = manner_of(client, tongue);
    const char *signature = is_given(me->signature) ? me->signature : me->name;
    struct str body = STR_INIT;

    add_greeting(&body, client, manner);
    str_add(&body, manner->opening);
    add_occasion(&body, call, tongue, zone);
    add_time(&body, call, tongue, zone);
    str_add(&body, ".\n");
    if (is_given(call->subject))
        str_printf(&body, "%s%s\n", tongue->about, call->subject);
    str_printf(&body, "\n%s\n- \n\n%s\n\n%s\n", tongue->agreed, manner->reply, manner->closing);
    if (is_given(signature))
        str_printf(&body, "%s\n", signature);
    *ret_subject = subject_of(call, tongue, zone);
    *ret_body = str_take(&body);
}
