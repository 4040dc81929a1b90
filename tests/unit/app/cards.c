/* The card of the rules: who was not told which version, cards that wait, and what sending one means. */
#include "fixture.h"

#include "paletti/app/card.h"
#include "paletti/app/rule_history.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

#define WEEK(spans)                                                                                                       \
    "{\"mon\":[\"" spans "\"],\"tue\":[\"" spans "\"],\"wed\":[\"" spans "\"],\"thu\":[\"" spans "\"],\"fri\":[\"" spans "\"]}"
#define VERSION(from, spans, more)                                                                                        \
    "{\"type\":\"rule\",\"from\":\"" from "\",\"zone\":\"Europe/Madrid\",\"hours\":" WEEK(spans) more "}\n"
#define ME                                                                                                                \
    "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"email\":[\"nora@palabra.example\"],\"language\":\"es-ES\"}\n"
#define CLIENT(ref, more) "{\"type\":\"client\",\"ref\":\"" ref "\",\"name\":\"" ref "\"" more "}\n"
#define TOLD(client, on) "{\"type\":\"told\",\"ref\":\"t-" client "\",\"client\":\"" client "\",\"on\":\"" on "\"}\n"

#define SUMMER INT64_C(1780264800) /* 2026-06-01T00:00+02:00 */
#define WINTER INT64_C(1796079600) /* 2026-12-01T00:00+01:00 */
#define HOUSE VERSION("2026-01-01T00:00:00+01:00", "09:00-19:00", "") VERSION("2026-06-01T00:00:00+02:00", "09:30-18:00", "")

static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, lines);
}

static int add_line(void *ctx, const struct card_line *line)
{
    str_printf(ctx, "%s%s%s%s ", line->ref, line->to ? "@" : "", line->which ? "!" : "", line->draft ? "+" : "");
    return 0;
}

/* Whom a card is for: with @ where an address is known, ! who knows older rules, + who has one that waits. */
static void untold_are(int64_t rule, const char *expected)
{
    _cleanup_str_ struct str list = STR_INIT;

    ck_assert_msg(view_untold(t.app, rule, add_line, &list, &t.err) == 0, "%s", t.err.text);
    ck_assert_str_eq(str_text(&list), expected);
}

START_TEST(whom_it_is_for)
{
    begin(ME HOUSE CLIENT("ana", ",\"emails\":[\"ana@luz.example\"]") CLIENT("ben", "") CLIENT("club", "")
              CLIENT("eva", ",\"state\":\"leaving\"") CLIENT("fin", ",\"state\":\"left\"") CLIENT("gil", ",\"state\":\"prospect\"")
                  CLIENT("ida", ",\"member_of\":\"club\"") CLIENT("jon", ",\"member_of\":\"club\"") CLIENT("kay", "")
                      TOLD("ben", "2026-02-02") TOLD("jon", "2026-02-02") TOLD("kay", "2026-06-05")
                          "{\"type\":\"told\",\"ref\":\"t-k2\",\"client\":\"kay\",\"on\":\"2026-07-05\",\"rule\":\"2026-01-01T00:00:00+01:00\"}\n");
    untold_are(INSTANT_NONE, "ana@ ben! club gil jon! ");
    untold_are(SUMMER, "ana@ ben! club gil jon! ");
    _cleanup_str_ struct str none = STR_INIT;
    ck_assert_int_lt(view_untold(t.app, SUMMER + 1, add_line, &none, &t.err), 0);
    trial_done(&t);
}
END_TEST

/* Nobody can be told what nobody wrote. */
START_TEST(built_in_rules)
{
    size_t n;
    unsigned changes;
    struct card card;

    begin(ME CLIENT("ana", ""));
    untold_are(INSTANT_NONE, "");
    ck_assert_int_eq(card_write(t.app, "ana", INSTANT_NONE, &card, &t.err), 0);
    ck_assert_ptr_null(card.letter.text);
    ck_assert_ptr_null(card.since);
    card_clear(&card);
    ck_assert_int_lt(cards_draft(t.app, NULL, (const char *const[]){"ana"}, 1, INSTANT_NONE, &n, &changes, &t.err), 0);
    trial_done(&t);
}
END_TEST

/* What a card says of a client; a version that is equal counts as told. */
START_TEST(told_or_not)
{
    struct card card;

    begin(ME HOUSE VERSION("2026-10-01T00:00:00+02:00", "09:30-18:00", ",\"closed\":[{\"from\":\"2026-12-24\",\"to\":\"2026-12-31\"}]")
              CLIENT("ana", "") CLIENT("ben", "") TOLD("ana", "2026-06-05") TOLD("ben", "2026-02-02"));
    ck_assert_int_eq(card_write(t.app, "ana", INSTANT_NONE, &card, &t.err), 0);
    ck_assert_int_ne(card.told_on, DAY_NONE);
    ck_assert_int_eq(card.validity, VALIDITY_NOW);
    card_clear(&card);
    ck_assert_int_eq(card_write(t.app, "ben", INSTANT_NONE, &card, &t.err), 0);
    ck_assert_int_eq(card.told_on, DAY_NONE);
    ck_assert_ptr_nonnull(card.older);
    card_clear(&card);
    ck_assert_int_eq(card_write(t.app, "ben", SUMMER, &card, &t.err), 0);
    ck_assert_int_eq(card.validity, VALIDITY_PAST);
    ck_assert_ptr_nonnull(strstr(card.letter.text, "de 9:30 a 18:00"));
    card_clear(&card);
    trial_done(&t);
}
END_TEST

/* A change of hours has to be told, a new holiday alone has not. */
START_TEST(what_has_to_be_told)
{
    int64_t n, coming;

    begin(ME HOUSE CLIENT("ana", "") CLIENT("ben", "") TOLD("ana", "2026-06-05"));
    ck_assert_int_eq(card_coming(t.app, &coming, &t.err), 1);
    trial_put(&t, VERSION("2026-12-01T00:00:00+01:00", "09:30-18:00", ",\"closed\":[{\"from\":\"2026-12-24\",\"to\":\"2026-12-31\"}]"));
    ck_assert_int_eq(card_coming(t.app, &coming, &t.err), 1);
    ck_assert_int_eq(card_owed(t.app, WINTER, &n, &t.err), 0);
    ck_assert_int_eq(n, 0);
    trial_put(&t, VERSION("2026-12-01T00:00:00+01:00", "10:00-17:00", ""));
    ck_assert_int_eq(card_coming(t.app, &coming, &t.err), 0);
    ck_assert_int_eq(coming, WINTER);
    ck_assert_int_eq(card_owed(t.app, WINTER, &n, &t.err), 0);
    ck_assert_int_eq(n, 2);
    untold_are(WINTER, "ana! ben ");
    trial_done(&t);
}
END_TEST

static int count(void *ctx, int64_t done, int64_t total)
{
    ck_assert_int_lt(done, total);
    ++*(int *)ctx;
    return 0;
}

static void progress(void *ctx, int64_t done, int64_t total, const char *unit _unused_)
{
    count(ctx, done, total);
}

static bool stop_at_second(void *ctx)
{
    return *(const int *)ctx >= 1;
}

/* One act; who has one that waits gets no second one; who stops gets none at all. */
START_TEST(as_drafts)
{
    static const char *const two[] = {"ana", "ben"};
    int told = 0;
    struct request request = {.progress = progress, .stop = stop_at_second, .ctx = &told};
    unsigned changes;
    size_t n = 7;

    begin(ME HOUSE CLIENT("ana", "") CLIENT("ben", ""));
    ck_assert_int_lt(cards_draft(t.app, &request, two, 2, INSTANT_NONE, &n, &changes, &t.err), 0);
    untold_are(INSTANT_NONE, "ana ben ");
    ck_assert_int_eq(cards_draft(t.app, NULL, two, 1, INSTANT_NONE, &n, &changes, &t.err), 0);
    ck_assert_uint_eq(n, 1);
    untold_are(INSTANT_NONE, "ana+ ben ");
    request.stop = NULL;
    told = 0;
    ck_assert_int_eq(cards_draft_all(t.app, &request, INSTANT_NONE, &n, &changes, &t.err), 0);
    ck_assert_uint_eq(n, 1);
    ck_assert_int_eq(told, 2);
    untold_are(INSTANT_NONE, "ana+ ben+ ");
    /* They are cards of that version, of no other. */
    untold_are(SUMMER, "ana+ ben+ ");
    trial_put(&t, VERSION("2026-12-01T00:00:00+01:00", "10:00-17:00", ""));
    untold_are(WINTER, "ana ben ");
    trial_done(&t);
}
END_TEST

/* What a version still to come says can be told ahead. */
START_TEST(told_ahead)
{
    static const char *const one[] = {"ana"};
    unsigned changes;

    begin(ME HOUSE VERSION("2026-12-01T00:00:00+01:00", "10:00-17:00", "") CLIENT("ana", "") CLIENT("ben", ""));
    ck_assert_int_eq(tell_clients(t.app, one, 1, WINTER, "today e-mail", &changes, &t.err), 0);
    untold_are(WINTER, "ben ");
    untold_are(INSTANT_NONE, "ana! ben ");
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("cards", whom_it_is_for, built_in_rules, told_or_not, what_has_to_be_told, as_drafts, told_ahead)
