#include "form_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

static const struct field_words words[] = {
    {"me setup", "name", N_("my name"), NULL, 0},
    {"me setup", "email", N_("my addresses"), N_("mail addresses, with commas between them"), 0},
    {"me", "phone", N_("my phones"), NULL, 0},
    {"me", "target_rate", N_("an hour should earn"), NULL, 0},
    {"me", "reserve", N_("reserve"), N_("what is put aside: 8400 EUR"), 0},
    {"me", "monthly_cost", N_("costs a month"), NULL, 0},
    {"me", "runway_floor_months", N_("reserve for at least"), N_("months: 3"), SORT_MONTHS},
    {"me", "signature", N_("signature"), NULL, SORT_LONG},
    {"me", "pay_to", N_("pay to"), N_("the account that invoices name"), 0},
    {"me", "project.name", N_("my own project"), NULL, 0},
    {"me", "project.weekly_hours", N_("its hours a week"), N_("hours: 38"), SORT_HOURS},

    {"setup", "from", N_("valid from"), N_("a day: today, monday, 2026-12-01"), SORT_COMING},
    {"setup", "told_on", N_("all clients told on"), N_("the day on which every client got to know these rules; empty: not yet"),
     0},
    {"rule", "from", N_("valid from"), N_("a day, or a day and a time: today, monday, 2026-12-01"),
     SORT_COMING | SORT_MIDNIGHT},
    {"rule override setup", "hours", N_("contact hours"),
     N_("days and hours: mon-fri 09:30-13:30 15:00-18:00; sat 10-12; closed: none at all"), 0},
    {"rule override", "closed", N_("closed dates"),
     N_("24 dec..6 jan Christmas; 8 dec holiday Inmaculada"), SORT_COMING},
    {"rule override", "special", N_("special days"), N_("a day and its hours: 2026-12-24 09:30-12:00 Christmas Eve"),
     SORT_COMING},
    {"rule override setup", "reply_window", N_("reply window"),
     N_("72h (hours), 3d (days), 3wd (working days), 24oh (open hours)"), 0},
    {"rule setup", "reason", N_("reason"), N_("for a window shorter than 72h"), 0},
    {"rule setup", "until", N_("short window until"), N_("the last day of a window shorter than 72h"), SORT_COMING},
    {"rule override", "channels", N_("channels"),
     N_("never, contact (in contact hours) or any; a grade from A to D: whatsapp never; phone contact; portal any B"), 0},
    {"rule override contract", "payment_days", N_("days to pay"), N_("days: 15"), SORT_DAYS},
    {"rule override contract", "notice_days", N_("days of notice"), N_("days: 15"), SORT_DAYS},
    {"rule override", "notice_roll", N_("notice moves on"), N_("holiday: a last day that is one moves on"), SORT_RARE},
    {"rule", "extras_rate", N_("extras an hour"), NULL, 0},
    {"rule", "urgent_route", N_("when it is urgent"), N_("the way you offer for what cannot wait"), 0},

    {"client", "short", N_("short name"), N_("empty: the first word of the name"), 0},
    {"client", "since", N_("client since"), NULL, 0},
    {"client", "emails", N_("addresses"), N_("mail addresses, with commas between them"), 0},
    {"client", "phones", N_("phones"), NULL, 0},
    {"client", "day", N_("their day"), N_("when they can be written to: 09:00-18:00"), SORT_RARE},
    {"client", "register", N_("how you address them"), NULL, 0},
    {"client", "number", N_("they are"), NULL, SORT_RARE},
    {"client", "large", N_("a large company"), NULL, SORT_RARE},
    {"client", "b2b", N_("a business"), NULL, SORT_RARE},
    {"client", "people", N_("people"),
     N_("name, address, phone and what they are for: Severo Pega <severo@x.example> payer; Ana Luz +34 600 000 000"), 0},
    {"client", "member_of", N_("member of"), N_("the group: a client"), SORT_RARE},
    {"client", "label", N_("private label"), N_("leaves this machine in your own export only"), 0},
    {"client", "notes", N_("notes"), N_("leave this machine in your own export only"), SORT_LONG},
    {"client", "tags", N_("tags"), N_("words, with commas between them"), 0},

    {"override", "from", N_("from"), N_("its first day"), SORT_COMING},
    {"override", "until", N_("until"), N_("its last day: 30 jun, 2027-06-30"), SORT_COMING},
    {"override", "reason", N_("reason"), N_("why this client is an exception"), 0},
    {"override", "extra", N_("may be answered also"), N_("days and hours that are no breach of yours: tue,thu 21:00-22:00"),
     0},
    {"told", "on", N_("told on"), N_("the day"), 0},
    {"told", "rule", N_("which rules"), N_("the day from which they hold; empty: those in force that day"), SORT_MIDNIGHT},
    {"told", "how", N_("told by"), N_("a channel: e-mail, phone, letter"), SORT_CHANNEL},

    {"interaction", "at", N_("when"), N_("yesterday 17:50, fri 9:30, 10 mar, 2026-03-10 10:15"), 0},
    {"interaction", "direction", N_("direction"), NULL, 0},
    {"interaction", "kind", N_("kind"), NULL, 0},
    {"interaction", "channel", N_("channel"), N_("e-mail, phone, WhatsApp, in person, or a name of your own"),
     SORT_CHANNEL},
    {"interaction", "subject", N_("about"), NULL, 0},
    {"interaction", "body", N_("text"), NULL, SORT_LONG},
    {"interaction", "minutes", N_("time spent"), N_("25m, 2h, 1h30"), SORT_MINUTES},
    {"interaction", "needs_reply", N_("needs a reply"), N_("empty: messages do, the rest does not"), 0},
    {"interaction", "holding", N_("holding reply"), N_("yes: it only says when the answer comes"), SORT_RARE},
    {"interaction", "promised", N_("promised for"), N_("when the answer comes: friday 12:00, in 3 days"),
     SORT_COMING | SORT_RARE},
    {"interaction", "invited", N_("you invited it"), N_("yes: no breach of theirs"), SORT_RARE},
    {"interaction", "recap", N_("written recap"), N_("the ref of the message that sums up this call"), SORT_RARE},
    {"interaction", "energy", N_("energy after it"), N_("1 (drained) to 5"), SORT_RARE},
    {"interaction", "signs", N_("signs"), N_("codes, with commas between them"), SORT_RARE},
    {"interaction", "closeness", N_("closeness"), NULL, SORT_RARE},
    {"interaction", "thread", N_("thread"), NULL, SORT_RARE},
    {"interaction", "source.system", N_("came from"), NULL, SORT_RARE},
    {"interaction", "source.id", N_("its name there"), NULL, SORT_RARE},
    {"ask", "interaction", N_("asked in"), N_("the ref of the message of yours that asks"), 0},
    {"ask", "what", N_("what you need"), N_("files, an approval, an answer"), 0},
    {"ask", "window", N_("within"), N_("5wd (days with contact hours), 72h, 10d"), 0},
    {"ask", "received", N_("received"), N_("when it came; empty: not yet"), 0},

    {"contract", "signed", N_("signed on"), NULL, 0},
    {"contract", "from", N_("from"), NULL, 0},
    {"contract", "to", N_("until"), N_("its last day; empty: no end"), SORT_COMING},
    {"contract", "immediate_causes", N_("ends at once for"), N_("non-payment, abuse"), 0},
    {"contract", "clause", N_("clause"), N_("where it says so"), 0},
    {"contract", "method", N_("paid by"), NULL, 0},
    {"contract", "refund_policy", N_("refunds count"), NULL, SORT_RARE},
    {"contract", "single_price", N_("price of one"), NULL, SORT_RARE},
    {"contract", "scope", N_("scope"), N_("what is covered"), SORT_LONG},
    {"contract", "hours_month", N_("hours a month"), N_("hours: 10"), SORT_HOURS},
    {"contract", "file", N_("file"), N_("where the paper is"), SORT_RARE},
    {"package", "unit", N_("of what"), NULL, 0},
    {"package use", "quantity", N_("how many"), N_("12, 1.5"), 0},
    {"package", "price", N_("price in all"), NULL, 0},
    {"package", "bought_on", N_("bought on"), NULL, 0},
    {"package", "starts_on", N_("starts on"), NULL, SORT_COMING},
    {"package", "ends_on", N_("ends on"), NULL, SORT_COMING},
    {"package", "milestones", N_("milestones"), N_("what, its day, its share: draft 2026-12-01 30%; print 70%"),
     SORT_COMING | SORT_RARE},
    {"package", "payments", N_("paid with"), N_("refs of payments, with commas between them"), SORT_RARE},
    {"package", "contract", N_("contract"), N_("the ref of the contract"), SORT_RARE},
    {"use", "package", N_("package"), N_("the ref of the package"), 0},
    {"use", "on", N_("on"), NULL, 0},
    {"use", "interaction", N_("entry"), N_("the ref of the entry in the log"), SORT_RARE},
    {"invoice", "number", N_("number"), NULL, 0},
    {"invoice", "amount", N_("amount"), N_("with taxes: 320 EUR"), 0},
    {"invoice", "net", N_("without taxes"), NULL, 0},
    {"invoice", "issued_on", N_("issued on"), NULL, 0},
    {"invoice", "due_on", N_("due on"), N_("friday, in 15 days, 2026-12-01; empty: by the days to pay"), SORT_COMING},
    {"invoice", "written_off_on", N_("written off on"), NULL, SORT_RARE},
    {"payment", "amount", N_("amount"), NULL, 0},
    {"payment", "on", N_("paid on"), NULL, 0},
    {"payment", "invoice", N_("invoice"), N_("its number; empty: none in particular"), 0},
    {"payment", "method", N_("paid by"), NULL, 0},
    {"meeting", "starts", N_("begins"), N_("thu 10:00, tomorrow 16:00, 2026-12-01 10:15"), SORT_COMING},
    {"meeting", "ends", N_("ends"), N_("thu 11:00, tomorrow 17:00, 2026-12-01 11:15"), SORT_COMING},
    {"meeting", "title", N_("what for"), NULL, 0},
    {"meeting", "attendees", N_("who comes"), N_("names, with commas between them"), 0},
    {"breach", "of", N_("of"), N_("the ref of the entry, the request or the invoice"), 0},
    {"breach", "kind", N_("line crossed"), NULL, 0},
    {"breach", "on", N_("on"), NULL, 0},
    {"draft", "code", N_("letter"), N_("T4, T5: made from a template"), SORT_RARE},
    {"draft", "about", N_("about"), N_("what it is about"), SORT_RARE},
    {"draft", "to", N_("to"), N_("an address, or a name"), 0},
    {"draft", "text", N_("text"), NULL, SORT_LONG},
    {"draft", "made", N_("made"), NULL, SORT_RARE},
    {"draft", "done_on", N_("sent on"), NULL, 0},
    {"access", "where", N_("where"), N_("the service, the machine"), 0},
    {"access", "opened_on", N_("opened on"), NULL, 0},
    {"access", "closes_on", N_("closes on"), NULL, SORT_COMING},
    {"access", "closed_on", N_("closed on"), NULL, 0},

    {"profile", "industries", N_("I work for"), N_("kinds of business, with commas between them"), 0},
    {"profile", "questions", N_("I ask first"), N_("of a prospect; semicolons between them: Is there a date?; A budget?"), SORT_ITEMS},
    {"rate", "on", N_("from"), N_("the day from which it holds"), 0},
    {"rate", "per_base", N_("for one of mine"), N_("how much of it one unit of your own currency is worth: 1.0852"), 0},
    {"colleague", "needs", N_("good for"), N_("what you would send them: online shops, printing"), 0},
    {"colleague", "competitor", N_("a competitor"), NULL, 0},
    {"colleague", "consented_on", N_("agreed on"), N_("the day they said you may name them; empty: not yet"), 0},
    {"promise", "said_on", N_("said on"), NULL, 0},
    {"promise", "pays_on", N_("pays on"), N_("friday, in 5 days, 2026-12-01"), SORT_COMING},
    {"promise", "invoice", N_("invoice"), N_("its number; empty: all that is owed"), SORT_PLAIN},
    {"promise", "amount", N_("amount"), N_("empty: the whole of it"), SORT_PLAIN},
    {"promise", "excuse", N_("excuse"), N_("a code, or a word of what it means: office, holiday, bank"), SORT_PLAIN},
    {"promise", "kept", N_("kept"), NULL, SORT_PLAIN},
    {"request", "decision", N_("you said"), NULL, SORT_PLAIN},
    {"request", "minutes", N_("time spent"), N_("25m, 2h, 1h30"), SORT_MINUTES | SORT_PLAIN},
    {"request", "price", N_("price"), NULL, SORT_PLAIN},
    {"complaint", "delivery", N_("about"), N_("what was delivered, or its ref"), 0},
    {"complaint", "right", N_("who was right"), NULL, SORT_PLAIN},
    {"expense", "amount", N_("amount"), N_("40, 40 EUR"), 0},
    {"expense", "kind", N_("kind"), N_("meal, travel, other"), SORT_PLAIN},
    {"intake", "question", N_("question"), N_("word by word as you ask it"), 0},
    {"intake", "answer", N_("answer"), NULL, 0},
    {"intake", "waived_reason", N_("let pass because"), N_("why a no is no obstacle"), 0},
    {"referral", "colleague", N_("colleague"), N_("the name"), 0},
    {"lesson win", "text", N_("text"), NULL, SORT_LONG},
    {"lesson", "kind", N_("it makes"), NULL, 0},
    {"lesson review task", "decision", N_("decision"), N_("its ref"), SORT_RARE},
    {"review", "text", N_("text"), NULL, SORT_LONG | SORT_PLAIN},
    {"review", "again", N_("again?"), N_("would you decide so again?"), 0},
    {"review", "process", N_("how it was done"), N_("1 (badly) to 5"), 0},
    {"review", "result", N_("what came of it"), N_("1 (badly) to 5"), 0},
    {"review", "relief", N_("relief"), N_("-2 (worse than before) to 2"), 0},
    {"task", "kind", N_("kind"), NULL, 0},
    {"task", "due", N_("due on"), N_("friday, in 15 days, 2026-12-01; empty: any day"), SORT_COMING},
    {"task", "done_on", N_("done on"), NULL, 0},
    {"task", "reason", N_("reason"), N_("why it is let pass"), 0},
    {"task", "n", N_("place"), N_("among the tasks of its decision"), SORT_RARE},

    {NULL, "ref", N_("ref"), N_("how scripts call it; empty: one is made"), SORT_RARE},
    {NULL, "name", N_("name"), NULL, 0},
    {NULL, "client", N_("client"), N_("the beginning of a name"), 0},
    {NULL, "state", N_("state"), NULL, 0},
    {NULL, "zone", N_("time zone"), N_("Europe/Madrid, or a city alone"), 0},
    {NULL, "language", N_("language"), N_("es, it, en, es-AR"), 0},
    {NULL, "gender", N_("gender"), NULL, SORT_RARE},
    {NULL, "currency", N_("currency"), N_("EUR, ARS, MXN"), 0},
    {NULL, "country", N_("country"), N_("two letters: ES, IT, AR"), SORT_RARE},
    {"delivery complaint", "what", N_("what"), NULL, SORT_PLAIN},
    {NULL, "what", N_("what"), NULL, 0},
    {NULL, "on", N_("on"), NULL, 0},
    {NULL, "external_id", N_("its name elsewhere"), NULL, SORT_RARE},
    {NULL, "role", N_("role"), NULL, 0},
    {NULL, "email", N_("e-mail"), NULL, 0},
    {NULL, "phone", N_("phone"), NULL, 0},
};

bool list_has(const char *list, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = list; (at = strstr(at, word)); at += len)
        if ((at == list || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
            return true;
    return false;
}

const struct field_words *field_words(const char *type, const char *name)
{
    static const struct field_words none = {NULL, "", "", NULL, 0};

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_equal(words[i].field, name) && (!words[i].types || list_has(words[i].types, type)))
            return &words[i];
    return &none;
}

/* --- types --- */

static const struct type_words {
    const char *type, *word, *prefix;
} types[] = {
    {"me", N_("about me"), ""},       {"rule", N_("rules"), ""},
    {"client", N_("client"), ""},     {"override", N_("exception"), "o"},
    {"told", N_("told"), "t"},        {"contract", N_("contract"), "c"},
    {"package", N_("package"), "p"},  {"use", N_("use"), "u"},
    {"invoice", N_("invoice"), "v"},  {"payment", N_("payment"), "y"},
    {"meeting", N_("meeting"), "m"},  {"access", N_("access"), "a"},
    {"interaction", N_("entry"), "i"}, {"ask", N_("request"), "k"},
    {"breach", N_("breach"), "b"},     {"draft", N_("draft"), "d"},
    {"profile", N_("profile"), ""}, {"rate", N_("rate"), ""},
    {"colleague", N_("colleague"), "g"}, {"promise", N_("promise"), "s"},
    {"expense", N_("expense"), "x"},   {"request", N_("extra request"), "q"},
    {"delivery", N_("delivery"), "l"}, {"complaint", N_("complaint"), "n"},
    {"intake", N_("answer"), ""}, {"referral", N_("referral"), ""},
    {"lesson", N_("lesson"), "e"},     {"win", N_("win"), "w"},
    {"review", N_("review"), "z"},     {"task", N_("task"), "j"},
};

static const struct type_words *find_type(const char *type)
{
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (str_equal(types[i].type, type))
            return &types[i];
    return NULL;
}

const char *type_word(const char *type)
{
    const struct type_words *found = find_type(type);

    return found ? _(found->word) : type;
}

const char *type_prefix(const char *type)
{
    const struct type_words *found = find_type(type);

    return found && *found->prefix ? found->prefix : "r";
}

/* --- choices --- */

/* OTHERS: how else people say it, in the three languages, folded. */
static const struct choice_words {
    const char *field, *name, *word, *others;
} choices[] = {
    {"state", "prospect", N_("prospect"), "posible potenziale"},
    {"state", "active", N_("active"), "activo activa attivo attiva"},
    {"state", "leaving", N_("leaving"), "cierre chiusura"},
    {"state", "left", N_("left"), "ended terminado concluso"},
    {"state", "planned", N_("planned"), "prevista previsto"},
    {"state", "held", N_("held"), "celebrada tenuta"},
    {"state", "missed", N_("missed"), "perdida mancata"},
    {"state", "cancelled", N_("cancelled"), "canceled cancelada annullata"},
    {"gender", "f", N_("f"), "female mujer donna"},
    {"gender", "m", N_("m"), "male hombre uomo"},
    {"gender", "other", N_("other"), "otro altro"},
    {"register", "tu", N_("tú"), ""},
    {"register", "usted", N_("usted"), ""},
    {"register", "vos", N_("vos"), ""},
    {"register", "tu_it", N_("tu (Italian)"), "tu-it"},
    {"register", "lei", N_("Lei"), ""},
    {"register", "none", N_("no form of address"), "ninguno nessuno"},
    {"number", "one", N_("one person"), "uno una"},
    {"number", "several", N_("several people"), "varios varias diversi"},
    {"number", "company", N_("a company"), "empresa azienda societa"},
    {"role", "contact", N_("contact"), "contacto referente"},
    {"role", "payer", N_("payer"), "pagador pagadora paga pagatore"},
    {"role", "in_charge", N_("in charge"), "responsable responsabile"},
    {"direction", "in", N_("from them"), "in entrada entrata theirs"},
    {"direction", "out", N_("from me"), "out salida uscita mine"},
    {"direction", "none", N_("neither"), "none ninguna nessuna"},
    {"kind", "message", N_("message"), "mensaje messaggio"},
    {"kind", "call", N_("call"), "llamada chiamata"},
    {"kind", "meeting", N_("meeting"), "reunion riunione"},
    {"kind", "work", N_("work"), "trabajo lavoro"},
    {"kind", "note", N_("note"), "nota"},
    {"kind", "holiday", N_("holiday"), "festivo"},
    {"kind", "absence", N_("absence"), "ausencia assenza"},
    {"closeness", "meal", N_("a meal"), "comida pasto"},
    {"closeness", "confidence", N_("a confidence"), "confidencia confidenza"},
    {"closeness", "off_hours_call", N_("a call outside hours"), ""},
    {"refund_policy", "unit_price", N_("at the package's price"), ""},
    {"refund_policy", "single_price", N_("at the price of one"), ""},
    {"unit", "hour", N_("hours"), "hora horas ora ore"},
    {"unit", "session", N_("sessions"), "sesion sesiones sessione sessioni"},
    {"unit", "month", N_("months"), "mes meses mese mesi"},
    {"unit", "fixed", N_("a fixed price"), "fijo fisso"},
    {"method", "stripe", N_("Stripe"), "card tarjeta carta"},
    {"method", "transfer", N_("transfer"), "bank transferencia bonifico banco banca"},
    {"method", "cash", N_("cash"), "efectivo contanti"},
    {"method", "other", N_("other"), "otro altro"},
    {"kept", "open", N_("not known yet"), "open abierto abierta aperta aperto"},
    {"kept", "yes", N_("kept"), "yes si cumplido mantenuta"},
    {"kept", "no", N_("broken"), "no incumplido infranta"},
    {"decision", "open", N_("not decided"), "open abierta aperta"},
    {"decision", "free", N_("for nothing"), "free gratis"},
    {"decision", "quoted", N_("quoted"), "presupuestado presupuesto preventivo"},
    {"decision", "declined", N_("declined"), "rechazado rechazada no rifiutata"},
    {"right", "open", N_("not settled"), "open abierto aperto"},
    {"right", "them", N_("they were right"), "them ellos client cliente loro"},
    {"right", "me", N_("I was right"), "me yo io"},
    {"right", "both", N_("both were right in part"), "both ambos entrambi"},
    {"answer", "yes", N_("yes"), "y s si"},
    {"answer", "no", N_("no"), "n"},
    {"again", "yes", N_("yes"), "y s si"},
    {"again", "no", N_("no"), "n"},
    {"kind", "none", N_("nothing more"), "none nada niente"},
    {"kind", "rule", N_("a rule"), "regla regola"},
    {"kind", "price", N_("a price"), "precio prezzo"},
    {"kind", "question", N_("a question"), "pregunta domanda"},
    {"kind", "letter", N_("letter"), "carta lettera"},
    {"kind", "refund", N_("refund"), "devolucion rimborso"},
    {"kind", "statement", N_("credit statement"), "liquidacion conguaglio"},
    {"kind", "access", N_("access"), "acceso accesso"},
    {"kind", "handover", N_("hand-over"), "traspaso passaggio"},
    {"kind", "referral", N_("referral"), "recomendacion segnalazione"},
    {"kind", "notice", N_("notice"), "preaviso preavviso"},
    {"kind", "terms", N_("new terms"), "condiciones condizioni"},
    {"kind", "thanks", N_("thanks"), "gracias grazie"},
    {"kind", "reserve", N_("reserve"), "colchon riserva"},
    {"kind", "replacement", N_("replacement"), "sustitucion sostituzione"},
    {"kind", "follow_up", N_("follow-up"), "seguimiento seguito"},
    {"kind", "other", N_("other"), "otro otra altro"},
    {"state", "open", N_("still to do"), "open pendiente aperta"},
    {"state", "done", N_("done"), "hecho hecha fatto fatta"},
    {"state", "waived", N_("let pass"), "derogata"},
    {"notice_roll", "none", N_("no"), "none"},
    {"notice_roll", "holiday", N_("from Sundays and holidays"), "yes si festivo"},
};

static const struct choice_words *find_choice(const char *field, const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(choices); i++)
        if (str_equal(choices[i].field, field) && str_equal(choices[i].name, name))
            return &choices[i];
    return NULL;
}

const char *choice_word(const char *field, const char *name)
{
    const struct choice_words *choice = find_choice(field, name);

    return choice ? _(choice->word) : name;
}

static bool folds_to(const char *word, const char *folded, bool whole)
{
    _cleanup_free_ char *other = text_fold_new(word);

    return whole ? strcmp(other, folded) == 0 : str_starts(other, folded);
}

static bool says(const char *field, const char *name, const char *folded, bool whole)
{
    const struct choice_words *choice = find_choice(field, name);

    if (folds_to(name, folded, whole))
        return true;
    return choice && (folds_to(choice->word, folded, whole) || folds_to(_(choice->word), folded, whole) ||
                      (whole && list_has(choice->others, folded)));
}

int choice_find(const char *field, const char *const *names, const char *text, bool whole)
{
    _cleanup_free_ char *folded = text_fold_new(text);
    int found = -1;

    if (!*folded)
        return -1;
    for (int i = 0; names[i]; i++)
        if (folds_to(names[i], folded, true))
            return i;
    for (int i = 0; names[i]; i++)
        if (says(field, names[i], folded, true))
            return i;
    for (int i = 0; names[i] && !whole; i++)
        if (says(field, names[i], folded, false))
            found = found == -1 ? i : -2;
    return found;
}

static bool word_in(const char *list, const char *text, const char *translated)
{
    _cleanup_free_ char *folded = text_fold_new(text);

    return *folded && (list_has(list, folded) || folds_to(translated, folded, true));
}

bool word_is_yes(const char *text)
{
    return word_in("y yes s si true 1 on x", text, _("yes"));
}

bool word_is_no(const char *text)
{
    return word_in("n no false 0 off", text, _("no"));
}
