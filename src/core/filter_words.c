#include "filter_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"

#include <string.h>

#define BOTH         (FILTER_CLIENTS | FILTER_LOG)
#define VALUES(list) .values = (list), .n_values = ARRAY_LEN(list)
#define HOURS        (BREACH_CLIENT_OFF_HOURS | BREACH_MY_OFF_HOURS)
#define CHANNELS     (BREACH_CLIENT_CHANNEL | BREACH_MY_CHANNEL)

static const struct filter_value parties[] = {
    {{"me", "yo", "io"}, OWED_BY_ME, {1, 2}},
    {{"them", "client", "cliente", "ellos", "loro"}, OWED_BY_THEM, {3, 4}},
};
static const struct filter_value sides[] = {
    {{"me", "yo", "io"}, BREACH_MINE, {1, 2}},
    {{"client", "them", "cliente", "ellos", "loro"}, BREACH_CLIENTS, {2, 2}},
};
static const struct filter_value breaches[] = {
    {{"any", "cualquiera", "qualsiasi"}, BREACH_MINE | BREACH_CLIENTS, {1, 2}},
    {{"hours", "off_hours", "horario", "orari"}, HOURS, {2, 3}},
    {{"channel", "canal", "canale"}, CHANNELS, {1, 2}},
    {{"chase", "chased", "insistir", "sollecito"}, BREACH_CHASE, {2, 3}},
    {{"material", "late_material", "materiale"}, BREACH_LATE_MATERIAL, {0, 2}},
    {{"payment", "late_payment", "pago", "pagamento"}, BREACH_LATE_PAYMENT, {2, 3}},
    {{"late", "late_reply", "tarde", "ritardo"}, BREACH_LATE_REPLY, {2, 3}},
    {{"promise", "broken_promise", "promesa", "promessa"}, BREACH_BROKEN_PROMISE, {2, 3}},
};

const struct filter_word filter_table[] = {
    {VERB_WAITS, TAKES_NOTHING, BOTH, {"waiting", "due", "espera", "attesa"}, {2, 3}, 1,
     .help = N_("waits for an answer of yours")},
    {VERB_LATE, TAKES_NOTHING, BOTH, {"late", "overdue", "tarde", "vencido", "ritardo", "scaduto"}, {2, 4}, 1,
     .help = N_("overdue, or answered late")},
    {VERB_OWED, TAKES_VALUE, BOTH, {"owed", "debe", "deve"}, {1, 2}, VALUES(parties),
     .help = N_("owed:me, an answer of yours; owed:them, money or material of theirs")},
    {VERB_OWED, TAKES_NOTHING, FILTER_CLIENTS, {"owes", "debe", "deve"}, {1, 2}, OWED_BY_THEM,
     .help = N_("owes money or material")},
    {VERB_STATE, TAKES_NOTHING, FILTER_CLIENTS, {"prospect", "posible", "potenziale"}, {1, 2}, CLIENT_PROSPECT,
     .help = N_("no client yet")},
    {VERB_STATE, TAKES_NOTHING, FILTER_CLIENTS, {"active", "activo", "attivo"}, {1, 2}, CLIENT_ACTIVE,
     .help = N_("a client")},
    {VERB_STATE, TAKES_NOTHING, FILTER_CLIENTS, {"leaving", "cierre", "chiusura"}, {1, 2}, CLIENT_LEAVING,
     .help = N_("being let go")},
    {VERB_STATE, TAKES_NOTHING, FILTER_CLIENTS, {"left", "ended", "terminado", "terminato"}, {2, 3}, CLIENT_LEFT,
     .help = N_("no client any more")},
    {VERB_TOLD, TAKES_NOTHING, FILTER_CLIENTS, {"told", "informado", "informato"}, {1, 2}, 1,
     .help = N_("was told your rules")},
    {VERB_TOLD, TAKES_NOTHING, FILTER_CLIENTS, {"untold", "sin-informar", "non-informato"}, {1, 2}, 0,
     .help = N_("was not told your rules")},
    {VERB_TAG, TAKES_TEXT, FILTER_CLIENTS, {"tag", "etiqueta", "etichetta"}, {1, 2},
     .help = N_("has the tag")},
    {VERB_LANG, TAKES_TEXT, FILTER_CLIENTS, {"lang", "idioma", "lingua"}, {1, 2},
     .help = N_("their language: lang:es")},
    {VERB_SINCE, TAKES_DAY, FILTER_CLIENTS, {"since", "cliente-desde", "cliente-dal"}, {1, 2},
     .help = N_("a client since that day or later")},
    {VERB_DIRECTION, TAKES_NOTHING, FILTER_LOG, {"in", "entrada", "entrata"}, {1, 2}, DIRECTION_IN,
     .help = N_("from the client")},
    {VERB_DIRECTION, TAKES_NOTHING, FILTER_LOG, {"out", "salida", "uscita"}, {1, 2}, DIRECTION_OUT,
     .help = N_("from you")},
    {VERB_KIND, TAKES_NOTHING, FILTER_LOG, {"message", "mensaje", "messaggio"}, {1, 2}, KIND_MESSAGE,
     .help = N_("a message")},
    {VERB_KIND, TAKES_NOTHING, FILTER_LOG, {"call", "llamada", "chiamata"}, {1, 2}, KIND_CALL,
     .help = N_("a call")},
    {VERB_KIND, TAKES_NOTHING, FILTER_LOG, {"meeting", "reunion", "riunione"}, {1, 2}, KIND_MEETING,
     .help = N_("a meeting")},
    {VERB_KIND, TAKES_NOTHING, FILTER_LOG, {"note", "nota"}, {1, 1}, KIND_NOTE, .help = N_("a note")},
    {VERB_KIND, TAKES_NOTHING, FILTER_LOG, {"work", "trabajo", "lavoro"}, {1, 2}, KIND_WORK,
     .help = N_("work")},
    {VERB_KIND, TAKES_NOTHING, FILTER_LOG, {"payment", "paid", "pago", "pagamento"}, {2, 3}, FILTER_PAYMENT,
     .help = N_("a payment, in a client's log")},
    {VERB_CHANNEL, TAKES_CHANNEL, FILTER_LOG, {"ch", "channel", "canal", "canale"}, {2, 3},
     .help = N_("by that channel: ch:whatsapp,email")},
    {VERB_BREACH, TAKES_NOTHING, BOTH, {"breach", "incumplimiento", "violazione"}, {1, 2}, BREACH_MINE | BREACH_CLIENTS,
     .help = N_("a line was crossed")},
    {VERB_BREACH, TAKES_VALUE, BOTH, {"breach", "incumplimiento", "violazione"}, {1, 2}, VALUES(breaches),
     .help = N_("that line was crossed: breach:hours")},
    {VERB_BY, TAKES_VALUE, BOTH, {"by", "por", "di"}, {1, 2}, VALUES(sides),
     .help = N_("whose crossing: by:me, by:client")},
    {VERB_MINUTES, TAKES_NUMBER, FILTER_LOG, {"min", "minutes", "minutos", "minuti"}, {2, 3},
     .help = N_("minutes: min>30")},
    {VERB_THEIRS, TAKES_NUMBER, FILTER_CLIENTS, {"theirs", "suyos", "loro"}, {1, 2},
     .help = N_("lines they crossed: theirs>3")},
    {VERB_MINE, TAKES_NUMBER, FILTER_CLIENTS, {"mine", "mios", "mie"}, {1, 2},
     .help = N_("lines you crossed: mine>3")},
    {VERB_FROM, TAKES_DAY, FILTER_LOG, {"from", "since", "desde", "dal"}, {2, 3},
     .help = N_("on that day or later: from:2026-10")},
    {VERB_UNTIL, TAKES_DAY, FILTER_LOG, {"until", "hasta", "fino"}, {1, 2},
     .help = N_("on that day or before: until:friday")},
    {VERB_FROM, TAKES_DAY, FILTER_CLIENTS, {"from", "desde", "dal"}, {1, 2},
     .help = N_("the newest entry is of that day or later: from:30d")},
    {VERB_UNTIL, TAKES_DAY, FILTER_CLIENTS, {"until", "hasta", "fino"}, {1, 2},
     .help = N_("the newest entry is of that day or before: until:90d")},
};
const size_t filter_table_n = ARRAY_LEN(filter_table);

static bool is_among(const char *const names[FILTER_NAMES_MAX], const char *folded)
{
    for (int i = 0; i < FILTER_NAMES_MAX && names[i]; i++)
        if (strcmp(names[i], folded) == 0)
            return true;
    return false;
}

const struct filter_word *filter_word_find(enum filter_of of, const char *folded, bool flag)
{
    for (size_t i = 0; i < filter_table_n; i++) {
        const struct filter_word *word = &filter_table[i];
        if (word->of & of && (word->form == TAKES_NOTHING) == flag && is_among(word->names, folded))
            return word;
    }
    return NULL;
}

const struct filter_value *filter_value_find(const struct filter_word *word, const char *folded)
{
    for (size_t i = 0; i < word->n_values; i++)
        if (is_among(word->values[i].names, folded))
            return &word->values[i];
    return NULL;
}

/* --- in the language of the screen --- */

/* The place of the first name in that language, where OWN are those of Spanish and Italian. */
static int own_place(const int own[2])
{
    /* "es" or "it" where they are to be told in that language: its words are in the table. */
    const char *language = C_("filter words", "en");

    return str_equal(language, "es") ? own[0] : str_equal(language, "it") ? own[1] : 0;
}

static int own_of(const struct filter_word *word)
{
    return own_place(word->own);
}

static const char *value_name(const struct filter_value *value)
{
    return value->names[own_place(value->own)];
}

static const char *word_name(enum filter_verb verb)
{
    for (size_t i = 0; i < filter_table_n; i++)
        if (filter_table[i].verb == verb)
            return filter_table[i].names[own_of(&filter_table[i])];
    return "";
}

void filter_of_breaches(unsigned bits, int days, struct str *to)
{
    unsigned said = 0;

    for (size_t i = 1; i < ARRAY_LEN(breaches) && bits != BREACH_MINE && bits != BREACH_CLIENTS; i++) {
        if (!((unsigned)breaches[i].number & bits))
            continue;
        str_printf(to, "%s%s%s", said ? "," : word_name(VERB_BREACH), said ? "" : ":", value_name(&breaches[i]));
        said |= (unsigned)breaches[i].number;
    }
    for (size_t i = 0; i < ARRAY_LEN(sides) && said != bits; i++)
        if (!(bits & ~(unsigned)sides[i].number))
            str_printf(to, "%s%s:%s", said ? " " : "", word_name(VERB_BY), value_name(&sides[i]));
    str_printf(to, " %s:%dd", word_name(VERB_FROM), days);
}

/* --- telling and completing them --- */

static const char *sign_of(const struct filter_word *word)
{
    return word->form == TAKES_NOTHING ? "" : word->form == TAKES_NUMBER ? ">" : ":";
}

int filter_each_word(enum filter_of of, int (*fn)(void *ctx, const char *word, const char *help), void *ctx)
{
    int r = 0;

    for (size_t i = 0; i < filter_table_n && r == 0; i++) {
        const struct filter_word *word = &filter_table[i];
        if (!(word->of & of))
            continue;
        _cleanup_free_ char *text = str_format("%s%s", word->names[own_of(word)], sign_of(word));
        r = fn(ctx, text, _(word->help));
    }
    return r;
}

/* Gives FN the first name of NAMES that begins with BEGUN, between BEFORE and AFTER; a letter or two mean the English one,
 * or the one at OWN, which goes before all others. */
static int offer(const char *const names[FILTER_NAMES_MAX], int own, const char *begun, const char *before, const char *after,
                 int (*fn)(void *ctx, const char *word), void *ctx)
{
    const char *found = str_starts(names[own], begun) ? names[own] : NULL;

    for (int i = 0; !found && i < FILTER_NAMES_MAX && names[i]; i++)
        if (str_starts(names[i], begun) && (i == 0 || strlen(begun) > 2))
            found = names[i];
    if (!found)
        return 0;
    _cleanup_free_ char *text = str_format("%s%s%s", before, found, after);
    return fn(ctx, text);
}

static void offer_values(enum filter_of of, const char *key, const char *begun, const char *before,
                         int (*fn)(void *ctx, const char *word), void *ctx)
{
    const struct filter_word *word = filter_word_find(of, key, false);
    const char *channel;
    int r = 0;

    if (!word)
        return;
    for (size_t i = 0; i < word->n_values && r == 0; i++)
        r = offer(word->values[i].names, own_place(word->values[i].own), begun, before, "", fn, ctx);
    if (word->form != TAKES_CHANNEL)
        return;
    for (size_t i = 0; r == 0 && (channel = channel_builtin_name(i)) != NULL; i++)
        r = offer((const char *const[FILTER_NAMES_MAX]){channel}, 0, begun, before, "", fn, ctx);
}

static void offer_words(enum filter_of of, const char *begun, const char *before, int (*fn)(void *ctx, const char *word),
                        void *ctx)
{
    int r = 0;

    for (size_t i = 0; i < filter_table_n && r == 0; i++)
        if (filter_table[i].of & of)
            r = offer(filter_table[i].names, own_of(&filter_table[i]), begun, before, sign_of(&filter_table[i]), fn, ctx);
}

size_t filter_complete(enum filter_of of, const char *text, int (*fn)(void *ctx, const char *word), void *ctx)
{
    size_t from = strlen(text);

    while (from > 0 && text[from - 1] != ' ')
        from--;
    const char *word = text + from, *colon = strchr(word, ':'), *comma = strrchr(word, ',');
    const char *begin = comma > colon ? comma + 1 : colon ? colon + 1 : word + (*word == '-');
    _cleanup_free_ char *begun = text_fold_new(begin), *before = mem_string_n(word, (size_t)(begin - word));
    if (colon) {
        _cleanup_free_ char *raw = mem_string_n(word + (*word == '-'), (size_t)(colon - word) - (*word == '-'));
        _cleanup_free_ char *key = text_fold_new(raw);
        offer_values(of, key, begun, before, fn, ctx);
    } else {
        offer_words(of, begun, before, fn, ctx);
    }
    return from;
}
