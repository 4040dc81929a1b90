#include "paletti/core/filter.h"

#include "fixture.h"
#include "filter_words.h"

#include "paletti/base/mem.h"
#include "paletti/core/client.h"

#include <string.h>

/* Monday, 16 November 2026, 10:15 UTC. */
#define NOW 1794824100

static struct filter *parse(const char *text, enum filter_of of)
{
    struct filter *filter;
    struct err err;

    if (filter_parse(text, of, NOW, zone_utc(), &filter, &err) < 0)
        ck_abort_msg("%s: %s", text, err.text);
    return filter;
}

/* --- a filter in English words, such that it parses to the same again --- */

static void print_quoted(const char *text, struct str *to)
{
    str_printf(to, "\"%s\"", text);
}

static void print_number(const struct filter_atom *atom, struct str *to)
{
    if (atom->low == atom->high)
        str_printf(to, "=%lld", (long long)atom->low);
    else if (atom->high == INT64_MAX)
        str_printf(to, ">=%lld", (long long)atom->low);
    else
        str_printf(to, "<=%lld", (long long)atom->high);
}

static void print_value(const struct filter_atom *atom, struct str *to)
{
    for (size_t i = 0; i < atom->word->n_values; i++)
        if (atom->word->values[i].number == atom->low) {
            str_add(to, atom->word->values[i].names[0]);
            return;
        }
}

static void print_atom(const struct filter_atom *atom, struct str *to)
{
    char day[CIVIL_DAY_SIZE];

    if (!atom->word) {
        print_quoted(atom->text, to);
        return;
    }
    str_add(to, atom->word->names[0]);
    if (atom->word->form == TAKES_NUMBER)
        print_number(atom, to);
    else if (atom->word->form != TAKES_NOTHING)
        str_add_char(to, ':');
    if (atom->word->form == TAKES_VALUE)
        print_value(atom, to);
    if (atom->word->form == TAKES_DAY)
        str_add(to, civil_format_day((int32_t)atom->low, day));
    if (atom->text)
        print_quoted(atom->text, to);
}

static void filter_print(const struct filter *filter, struct str *to)
{
    for (size_t i = 0; i < filter->n; i++) {
        const struct filter_term *term = &filter->terms[i];
        str_printf(to, "%s%s", i > 0 ? " " : "", term->negated ? "-" : "");
        for (size_t k = 0; k < term->n; k++) {
            str_add(to, k > 0 ? "," : "");
            print_atom(&term->atoms[k], to);
        }
    }
}

static char *printed(const char *text, enum filter_of of)
{
    _cleanup_(filter_free_p) struct filter *filter = parse(text, of);
    struct str to = STR_INIT;

    filter_print(filter, &to);
    return str_take(&to);
}

static const struct {
    enum filter_of of;
    const char *text, *printed;
} prints[] = {
    {FILTER_CLIENTS, "", ""},
    {FILTER_CLIENTS, "late owed:me", "late owed:me"},
    {FILTER_CLIENTS, "VENCIDO Espera", "late waiting"},
    {FILTER_CLIENTS, "debe:yo debe", "owed:me owes"},
    {FILTER_CLIENTS, "prospect,leaving,terminato", "prospect,leaving,left"},
    {FILTER_CLIENTS, "-tag:vip,\"gran cliente\"", "-tag:\"vip\",tag:\"gran cliente\""},
    {FILTER_CLIENTS, "not lang:es no told", "-lang:\"es\" -told"},
    {FILTER_CLIENTS, "Ñandú", "\"ñandu\""},
    {FILTER_CLIENTS, "\"late\"", "\"late\""},
    {FILTER_CLIENTS, "theirs>3 mine<=2 mine=1", "theirs>=4 mine<=2 mine=1"},
    {FILTER_CLIENTS, "since:2026-03 until:30d", "since:2026-03-01 until:2026-10-17"},
    {FILTER_LOG, "late owed:me ch:whatsapp", "late owed:me ch:\"whatsapp\""},
    {FILTER_LOG, "canale:correo,wha in", "ch:\"email\",ch:\"wha\" in"},
    {FILTER_LOG, "breach:orari by:cliente", "breach:hours by:client"},
    {FILTER_LOG, "min>30 minuti:5", "min>=31 min=5"},
    {FILTER_LOG, "from:2026 until:2026-02", "from:2026-01-01 until:2026-02-28"},
    {FILTER_LOG, "from:yesterday until:viernes", "from:2026-11-15 until:2026-11-13"},
    {FILTER_LOG, "header versi", "\"header\" \"versi\""},
    {FILTER_LOG, "prospect", "\"prospect\""},
};

START_TEST(reading_and_printing)
{
    for (size_t i = 0; i < ARRAY_LEN(prints); i++) {
        _cleanup_free_ char *text = printed(prints[i].text, prints[i].of);
        ck_assert_str_eq(text, prints[i].printed);
        _cleanup_free_ char *again = printed(text, prints[i].of);
        ck_assert_str_eq(again, text);
    }
}
END_TEST

static const struct {
    enum filter_of of;
    const char *text, *says;
} faults[] = {
    {FILTER_CLIENTS, "foo:bar", "\"foo:\" is no word of this list; there are waiting, late, owed:, owes"},
    {FILTER_CLIENTS, "ch:email", "\"ch:\" is no word of this list"},
    {FILTER_CLIENTS, "late:x", "\"late:\" is no word of this list"},
    {FILTER_CLIENTS, "owed:you", "\"owed:you\": behind owed: stands one of me, them"},
    {FILTER_CLIENTS, "tag:", "behind \"tag:\" something is missing"},
    {FILTER_CLIENTS, "tag>5", "\"tag>\" is no word of this list"},
    {FILTER_CLIENTS, "mine>many", "\"mine>many\" has no number"},
    {FILTER_CLIENTS, "late,", "a word is missing"},
    {FILTER_CLIENTS, "-", "a word is missing"},
    {FILTER_CLIENTS, "\"acme", "a quotation mark is missing"},
    {FILTER_LOG, "breach:nothing", "behind breach: stands one of any, hours"},
    {FILTER_LOG, "from:never", "\"from:never\" names no day"},
    {FILTER_LOG, "from:2026-02-31", "2026-02-31"},
};

START_TEST(faults_name_the_word)
{
    for (size_t i = 0; i < ARRAY_LEN(faults); i++) {
        struct filter *filter = NULL;
        struct err err = {0};
        ck_assert_int_lt(filter_parse(faults[i].text, faults[i].of, NOW, zone_utc(), &filter, &err), 0);
        ck_assert_ptr_null(filter);
        ck_assert_msg(strstr(err.text, faults[i].says) != NULL, "%s: %s", faults[i].text, err.text);
    }
}
END_TEST

static const struct {
    const char *text;
    bool matches;
} of_ada[] = {
    {"", true},
    {"waiting", true},
    {"late", true},
    {"late owed:me", false}, /* it is the invoice that is late */
    {"late owed:them", true},
    {"owes", true},
    {"active", true},
    {"prospect,active", true},
    {"left", false},
    {"-left", true},
    {"ada", true},
    {"qui", true},
    {"\"ada q\"", true},
    {"uill", false},
    {"-ada", false},
    {"tag:vip", true},
    {"tag:other,gran", true},
    {"lang:es", true},
    {"lang:it", false},
    {"told", false},
    {"untold", true},
    {"breach:hours", true},
    {"breach:hours by:client", true},
    {"breach:hours by:me", false},
    {"by:me", true},
    {"breach:chase", false},
    {"theirs>2", true},
    {"theirs>3", false},
    {"since:2026-01-01", true},
    {"since:2026-02-02", false},
    {"from:2026-11-01", true},
    {"until:2026-11-01", false},
    {"waiting -late", false},
};

START_TEST(matching_clients)
{
    char vip[] = "VIP", large[] = "gran cliente", *tags[] = {vip, large};
    struct texts list = {tags, 2, 2};
    struct filter_client ada = {
        .name = "Ada Quill",
        .state = CLIENT_ACTIVE,
        .waits = true,
        .owes = true,
        .owes_late = true,
        .breaches = BREACH_CLIENT_OFF_HOURS | BREACH_MY_CHANNEL,
        .theirs = 3,
        .mine = 1,
        .last = NOW - 86400,
        .since = civil_day(2026, 2, 1),
        .language = "es-ES",
        .tags = &list,
    };

    for (size_t i = 0; i < ARRAY_LEN(of_ada); i++) {
        _cleanup_(filter_free_p) struct filter *filter = parse(of_ada[i].text, FILTER_CLIENTS);
        ck_assert_msg(filter_client(filter, &ada) == of_ada[i].matches, "%s", of_ada[i].text);
    }
}
END_TEST

static bool says_header(void *ctx, const char *words)
{
    (*(int *)ctx)++;
    return str_starts("header", words);
}

static const struct {
    const char *text;
    bool matches;
} of_entry[] = {
    {"", true},
    {"in", true},
    {"out,in", true},
    {"message -call", true},
    {"work", false},
    {"ch:whatsapp,email", true},
    {"ch:what", true},
    {"-ch:whatsapp", false},
    {"due", true},
    {"late", true},
    {"late owed:me", true},
    {"breach:chase", true},
    {"breach:chase by:me", false},
    {"by:client", true},
    {"breach", true},
    {"min>4", true},
    {"min<5", false},
    {"from:2026-11-16", true},
    {"until:2026-11-15", false},
    {"until:2026-11-16", true},
    {"head", true},
    {"-head", false},
    {"footer,head", true},
    {"footer", false},
};

START_TEST(matching_entries)
{
    int asked = 0;
    struct filter_entry entry = {
        .at = NOW - 3600,
        .minutes = 5,
        .direction = DIRECTION_IN,
        .kind = KIND_MESSAGE,
        .question = QUESTION_OVERDUE,
        .breaches = BREACH_CHASE,
        .channel = "whatsapp",
        .says = says_header,
        .ctx = &asked,
    };

    for (size_t i = 0; i < ARRAY_LEN(of_entry); i++) {
        _cleanup_(filter_free_p) struct filter *filter = parse(of_entry[i].text, FILTER_LOG);
        ck_assert_msg(filter_entry(filter, &entry) == of_entry[i].matches, "%s", of_entry[i].text);
    }
    ck_assert_int_gt(asked, 0);
}
END_TEST

START_TEST(what_it_asks_for)
{
    _cleanup_(filter_free_p) struct filter *log = parse("header in versi -cat from:2026-11 until:2026-11-10", FILTER_LOG);
    _cleanup_(filter_free_p) struct filter *list = parse("-left breach:hours tag:x", FILTER_CLIENTS);
    _cleanup_(filter_free_p) struct filter *ended = parse("ended", FILTER_CLIENTS);
    int64_t from, until;

    ck_assert_str_eq(filter_words(log), "header versi");
    filter_range(log, &from, &until);
    ck_assert_int_eq(from, (int64_t)civil_day(2026, 11, 1) * DAY_SECONDS);
    ck_assert_int_eq(until, (int64_t)civil_day(2026, 11, 11) * DAY_SECONDS);
    ck_assert_ptr_null(filter_words(list));
    ck_assert_uint_eq(filter_needs(list), FILTER_NEEDS_KINDS | FILTER_NEEDS_DUES | FILTER_NEEDS_RECORD);
    ck_assert(!filter_names_left(list));
    ck_assert(filter_names_left(ended));
}
END_TEST

/* One more word, of any kind, with any of its names. */
static void add_random_word(struct dice *dice, enum filter_of of, struct str *to)
{
    static const char *const texts[] = {"acme", "Ñandú", "\"two words\"", "\"late\"", "2026"};
    static const char *const days[] = {"2026-10-01", "2025", "2026-02", "monday", "ayer", "12w", "3d"};
    const struct filter_word *word = &filter_table[dice_roll(dice, (uint32_t)filter_table_n)];
    int name = 0;

    if (!(word->of & of) || dice_roll(dice, 5) == 0) {
        str_add(to, texts[dice_roll(dice, ARRAY_LEN(texts))]);
        return;
    }
    while (name + 1 < FILTER_NAMES_MAX && word->names[name + 1] && dice_roll(dice, 2))
        name++;
    str_add(to, word->names[name]);
    switch (word->form) {
    case TAKES_NOTHING:
        break;
    case TAKES_NUMBER:
        str_printf(to, "%s%u", (const char *[]){">", "<", ">=", "<=", "=", ":"}[dice_roll(dice, 6)],
                   dice_roll(dice, 90));
        break;
    case TAKES_DAY:
        str_printf(to, ":%s", days[dice_roll(dice, ARRAY_LEN(days))]);
        break;
    case TAKES_VALUE:
        str_printf(to, ":%s", word->values[dice_roll(dice, (uint32_t)word->n_values)].names[0]);
        break;
    default:
        str_printf(to, ":%s", texts[dice_roll(dice, ARRAY_LEN(texts))]);
    }
}

/* What is printed means the same, and prints the same. */
START_TEST(any_filter_prints_as_itself)
{
    struct dice dice = {20261116};

    for (int i = 0; i < 3000; i++) {
        enum filter_of of = dice_roll(&dice, 2) ? FILTER_LOG : FILTER_CLIENTS;
        _cleanup_str_ struct str text = STR_INIT;
        for (int n = (int)dice_roll(&dice, 5); n >= 0; n--) {
            str_add(&text, dice_roll(&dice, 4) ? "" : "-");
            add_random_word(&dice, of, &text);
            str_add(&text, dice_roll(&dice, 4) || n == 0 ? " " : ",");
        }
        struct filter *filter = NULL;
        if (filter_parse(str_text(&text), of, NOW, zone_utc(), &filter, NULL) < 0)
            continue; /* a value behind a comma that the word before does not take */
        filter_free(filter);
        _cleanup_free_ char *once = printed(str_text(&text), of), *twice = printed(once, of);
        ck_assert_msg(strcmp(once, twice) == 0, "%s\n%s\n%s", str_text(&text), once, twice);
    }
}
END_TEST

static int add_candidate(void *ctx, const char *word)
{
    str_printf(ctx, "%s ", word);
    return 0;
}

static const struct {
    enum filter_of of;
    const char *text, *candidates;
    size_t from;
} completions[] = {
    {FILTER_CLIENTS, "l", "late leaving left lang: ", 0},
    {FILTER_CLIENTS, "late -pro", "-prospect ", 5},
    {FILTER_CLIENTS, "owed:", "owed:me owed:them ", 0},
    {FILTER_CLIENTS, "owed:me,th", "owed:me,them ", 0},
    {FILTER_LOG, "ch:email,wh", "ch:email,whatsapp ", 0},
    {FILTER_LOG, "breach:c", "breach:channel breach:chase ", 0},
    {FILTER_LOG, "entr", "entrada ", 0},
    {FILTER_LOG, "mi", "min> ", 0},
    {FILTER_LOG, "xyz", "", 0},
};

START_TEST(completing)
{
    for (size_t i = 0; i < ARRAY_LEN(completions); i++) {
        _cleanup_str_ struct str found = STR_INIT;
        size_t from = filter_complete(completions[i].of, completions[i].text, add_candidate, &found);
        ck_assert_str_eq(str_text(&found), completions[i].candidates);
        ck_assert_uint_eq(from, completions[i].from);
    }
}
END_TEST

/* No name means two things in one list. */
START_TEST(names_are_unique)
{
    for (size_t i = 0; i < filter_table_n; i++)
        for (int k = 0; k < FILTER_NAMES_MAX && filter_table[i].names[k]; k++)
            for (unsigned of = FILTER_CLIENTS; of <= FILTER_LOG; of <<= 1) {
                const struct filter_word *word = &filter_table[i];
                if (word->of & of)
                    ck_assert_ptr_eq(filter_word_find((enum filter_of)of, word->names[k], word->form == TAKES_NOTHING),
                                     word);
            }
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {reading_and_printing, 1}, {faults_name_the_word, 1}, {matching_clients, 1},
        {matching_entries, 1},     {what_it_asks_for, 1},     {any_filter_prints_as_itself, 1},
        {completing, 1},           {names_are_unique, 1},
    };
    return run_suite("filter", rows, ARRAY_LEN(rows));
}
