/* Reading a filter: blanks part terms, commas part what a term may be. */
#include "filter_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/when.h"

#include <string.h>

struct reader {
    const char *at;
    struct filter *filter;
    int64_t now;
    const struct zone *zone;
    struct err *err;
};

/* A piece up to the next blank or comma: what stands before the sign, the sign, what stands behind it. */
struct piece {
    struct str whole, key, value; /* key and value without quotation marks */
    char sign[3];                 /* ":", ">=", or "" */
    bool quoted;                  /* the key was, so it is a text whatever it spells */
};

static void piece_done(struct piece *piece)
{
    str_done(&piece->whole);
    str_done(&piece->key);
    str_done(&piece->value);
}

static int take_quoted(struct reader *r, struct str *to)
{
    size_t n = strcspn(++r->at, "\"");

    if (!r->at[n])
        return err_set(r->err, _("a quotation mark is missing behind \"%s"), r->at);
    str_add_n(to, r->at, n);
    r->at += n + 1;
    return 0;
}

/* Up to one of STOPS outside quotation marks. */
static int take_text(struct reader *r, const char *stops, struct str *to, bool *ret_quoted)
{
    while (*r->at && !strchr(stops, *r->at)) {
        if (*r->at != '"') {
            str_add_char(to, *r->at++);
            continue;
        }
        *ret_quoted = true;
        if (take_quoted(r, to) < 0)
            return -1;
    }
    return 0;
}

static int take_piece(struct reader *r, struct piece *ret)
{
    const char *from = r->at;
    bool quoted = false;

    *ret = (struct piece){0};
    if (take_text(r, " \t\n,:<>=", &ret->key, &ret->quoted) < 0)
        return -1;
    if (*r->at && strchr(":<>=", *r->at)) {
        ret->sign[0] = *r->at++;
        if (*r->at == '=' && ret->sign[0] != ':' && ret->sign[0] != '=')
            ret->sign[1] = *r->at++;
        if (take_text(r, " \t\n,", &ret->value, &quoted) < 0)
            return -1;
    }
    str_add_n(&ret->whole, from, (size_t)(r->at - from));
    return 0;
}

/* --- what can be wrong --- */

static int add_word(void *ctx, const char *word, const char *help _unused_)
{
    struct str *to = ctx;

    str_printf(to, "%s%s", to->len > 0 ? ", " : "", word);
    return 0;
}

static int no_word(struct reader *r, const struct piece *piece)
{
    _cleanup_str_ struct str words = STR_INIT;

    filter_each_word(r->filter->of, add_word, &words);
    return err_set(r->err, _("\"%s%s\" is no word of this list; there are %s. In quotation marks it is looked for"),
                   str_text(&piece->key), piece->sign, str_text(&words));
}

static int no_value(struct reader *r, const struct piece *piece, const struct filter_word *word)
{
    _cleanup_str_ struct str values = STR_INIT;

    for (size_t i = 0; i < word->n_values; i++)
        add_word(&values, word->values[i].names[0], NULL);
    return err_set(r->err, _("\"%s\": behind %s: stands one of %s"), str_text(&piece->whole), word->names[0],
                   str_text(&values));
}

/* --- values --- */

/* "2026" and "2026-10": their first day, or, with LAST, their last one. */
static bool read_month(const char *text, bool last, int32_t *ret)
{
    size_t digits = strspn(text, "0123456789-"), n = strlen(text);
    struct civil civil;

    if (digits != n || (n != 4 && n != 7))
        return false;
    _cleanup_free_ char *day = str_format("%s%s", text, n == 4 ? "-01-01" : "-01");
    if (civil_parse_day(day, ret) < 0)
        return false;
    civil_of_day(*ret, &civil);
    bool december = n == 4 || civil.month == 12;
    if (last)
        *ret = civil_day(civil.year + december, december ? 1 : civil.month + 1, 1) - 1;
    return true;
}

/* "30d", "6w", "3m", "1y" ago. */
static bool read_ago(const char *text, int32_t today, int32_t *ret)
{
    static const struct {
        char letter;
        int days;
    } units[] = {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}};
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || digits > 3 || strlen(text) != digits + 1)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (units[i].letter == text[digits]) {
            *ret = today - (int32_t)strtol(text, NULL, 10) * units[i].days;
            return true;
        }
    return false;
}

static int read_day(struct reader *r, const struct piece *piece, bool last, int32_t *ret)
{
    const char *text = str_text(&piece->value);
    int64_t at;

    if (read_month(text, last, ret) || read_ago(text, zone_day(r->zone, r->now, NULL), ret))
        return 0;
    int n = when_parse(text, r->now, r->zone, &at, r->err);
    if (n < 0)
        return -1;
    if (n == 0 || text[n])
        return err_set(r->err, _("\"%s\" names no day; write one such as 2026-10-01, 2026-10, monday or 30d"),
                       str_text(&piece->whole));
    *ret = zone_day(r->zone, at, NULL);
    return 0;
}

static int take_day(struct reader *r, const struct piece *piece, struct filter_atom *atom)
{
    bool last = atom->word->verb == VERB_UNTIL;
    int32_t day;

    if (piece->sign[0] != ':')
        return no_word(r, piece);
    if (read_day(r, piece, last, &day) < 0)
        return -1;
    atom->low = day;
    atom->at = zone_day_start(r->zone, day + last);
    return 0;
}

static int take_number(struct reader *r, const struct piece *piece, struct filter_atom *atom)
{
    const char *text = str_text(&piece->value), *sign = piece->sign;
    size_t n = strlen(text);

    if (n == 0 || n > 9 || strspn(text, "0123456789") != n)
        return err_set(r->err, _("\"%s\" has no number; write %s>30 or %s=30"), str_text(&piece->whole),
                       atom->word->names[0], atom->word->names[0]);
    int64_t number = strtoll(text, NULL, 10);
    bool equal = sign[0] == '=' || sign[0] == ':', with = sign[1] == '=';
    atom->low = equal ? number : sign[0] == '>' ? number + !with : INT64_MIN;
    atom->high = equal ? number : sign[0] == '<' ? number - !with : INT64_MAX;
    return 0;
}

static int take_value(struct reader *r, const struct piece *piece, struct filter_atom *atom)
{
    _cleanup_free_ char *folded = text_fold_new(str_text(&piece->value));
    const struct filter_value *value = filter_value_find(atom->word, folded);

    if (!value)
        return no_value(r, piece, atom->word);
    atom->low = value->number;
    return 0;
}

static void take_channel(const struct piece *piece, struct filter_atom *atom)
{
    char *folded = text_fold_new(str_text(&piece->value));
    const char *called = channel_called(folded);

    atom->text = called ? mem_string(called) : folded;
    if (called)
        free(folded);
}

/* --- atoms --- */

static int take_keyed(struct reader *r, const struct piece *piece, struct filter_atom *atom)
{
    bool number = atom->word->form == TAKES_NUMBER;

    if (!number && piece->sign[0] != ':')
        return no_word(r, piece);
    if (piece->value.len == 0)
        return err_set(r->err, _("behind \"%s%s\" something is missing: %s"), str_text(&piece->key), piece->sign,
                       _(atom->word->help));
    switch (atom->word->form) {
    case TAKES_NUMBER:
        return take_number(r, piece, atom);
    case TAKES_DAY:
        return take_day(r, piece, atom);
    case TAKES_VALUE:
        return take_value(r, piece, atom);
    case TAKES_CHANNEL:
        take_channel(piece, atom);
        return 0;
    default:
        atom->text = text_fold_new(str_text(&piece->value));
        return 0;
    }
}

/* What stands behind a comma without a word of its own belongs to BEFORE, the word before it. */
static int read_atom(struct reader *r, struct piece *piece, const struct filter_word *before, struct filter_atom *atom)
{
    _cleanup_free_ char *folded = text_fold_new(str_text(&piece->key));

    *atom = (struct filter_atom){0};
    if (piece->sign[0]) {
        atom->word = piece->quoted ? NULL : filter_word_find(r->filter->of, folded, false);
        return atom->word ? take_keyed(r, piece, atom) : no_word(r, piece);
    }
    if (before && before->form != TAKES_NOTHING && piece->key.len > 0) {
        atom->word = before;
        str_add(&piece->value, str_text(&piece->key));
        piece->sign[0] = ':';
        return take_keyed(r, piece, atom);
    }
    if (!piece->quoted)
        atom->word = filter_word_find(r->filter->of, folded, true);
    if (atom->word)
        atom->low = atom->word->number;
    else
        atom->text = MEM_TAKE(folded);
    return 0;
}

static int take_atom(struct reader *r, struct filter_term *term)
{
    const struct filter_word *before = term->n > 0 ? term->atoms[term->n - 1].word : NULL;
    _cleanup_(piece_done) struct piece piece;

    int got = take_piece(r, &piece);
    if (got < 0)
        return -1;
    if (piece.whole.len == 0)
        return err_set(r->err, _("a word is missing beside \",\" or \"-\""));
    MEM_GROW(term->atoms, term->n, term->cap);
    struct filter_atom *atom = &term->atoms[term->n++];
    return read_atom(r, &piece, before, atom);
}

static void skip_blanks(struct reader *r)
{
    r->at += strspn(r->at, " \t\n");
}

/* "-" before a word, or "not", "no", "non" with a blank behind. */
static bool take_not(struct reader *r)
{
    static const char *const nots[] = {"not ", "no ", "non "};

    if (*r->at == '-') {
        r->at++;
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(nots); i++)
        if (str_starts(r->at, nots[i])) {
            r->at += strlen(nots[i]);
            skip_blanks(r);
            return true;
        }
    return false;
}

static int take_term(struct reader *r)
{
    struct filter *filter = r->filter;

    MEM_GROW(filter->terms, filter->n, filter->cap);
    struct filter_term *term = &filter->terms[filter->n++];
    *term = (struct filter_term){.negated = take_not(r)};
    if (take_atom(r, term) < 0)
        return -1;
    while (*r->at == ',') {
        r->at++;
        if (take_atom(r, term) < 0)
            return -1;
    }
    return 0;
}

/* What single terms say of the whole. */
static void conclude(struct filter *filter)
{
    bool mine = false, theirs = false;

    filter->by = BREACH_MINE | BREACH_CLIENTS;
    for (size_t i = 0; i < filter->n; i++) {
        const struct filter_atom *atom = filter_only(&filter->terms[i]);
        if (!atom)
            continue;
        switch ((int)filter_verb_of(atom)) {
        case VERB_TEXT:
            str_printf(&filter->words, "%s%s", filter->words.len > 0 ? " " : "", atom->text);
            break;
        case VERB_BY:
            filter->by &= (unsigned)atom->low;
            break;
        case VERB_OWED:
            mine |= atom->low == OWED_BY_ME;
            theirs |= atom->low == OWED_BY_THEM;
            break;
        }
    }
    filter->late_is_mine = mine && !theirs;
    filter->late_is_theirs = theirs && !mine;
}

int filter_parse(const char *text, enum filter_of of, int64_t now, const struct zone *zone, struct filter **ret,
                 struct err *err)
{
    _cleanup_(filter_free_p) struct filter *filter = mem_zero(1, sizeof *filter);
    struct reader r = {text, filter, now, zone, err};

    filter->of = of;
    for (skip_blanks(&r); *r.at; skip_blanks(&r))
        if (take_term(&r) < 0)
            return -1;
    conclude(filter);
    *ret = MEM_TAKE(filter);
    return 0;
}
