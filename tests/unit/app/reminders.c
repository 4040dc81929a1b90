/* Reminders: which line, which step, whose words; what was not told, or was let pass, is reminded of by nobody. */
#include "fixture.h"

#include "paletti/app/drafts.h"
#include "paletti/app/reminder.h"
#include "paletti/app/views.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

#define WEEK(spans)                                                                                                       \
    "{\"mon\":[\"" spans "\"],\"tue\":[\"" spans "\"],\"wed\":[\"" spans "\"],\"thu\":[\"" spans "\"],\"fri\":[\"" spans "\"]}"
#define VERSION(from, spans)                                                                                              \
    "{\"type\":\"rule\",\"from\":\"" from "\",\"zone\":\"Europe/Madrid\",\"hours\":" WEEK(spans)                           \
        ",\"channels\":{\"whatsapp\":{\"hours\":\"never\"}}}\n"
#define CLIENT(ref, given, more)                                                                                          \
    "{\"type\":\"client\",\"ref\":\"" ref "\",\"name\":\"" given " Luz\",\"language\":\"es-ES\",\"register\":\"tu\","       \
    "\"people\":[{\"given\":\"" given "\",\"family\":\"Luz\",\"role\":\"contact\",\"email\":\"" ref "@luz.example\"}]" more "}\n"
#define TOLD(client, on) "{\"type\":\"told\",\"ref\":\"t-" client on "\",\"client\":\"" client "\",\"on\":\"" on "\"}\n"
#define ENTRY(ref, client, at, kind, channel)                                                                             \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"at\":\"" at "\",\"direction\":\"in\","       \
    "\"kind\":\"" kind "\",\"channel\":\"" channel "\"}\n"
#define CALL(ref, client, at) ENTRY(ref, client, at, "call", "phone")
#define REMINDED(of, kind)                                                                                                \
    "{\"type\":\"breach\",\"of\":\"" of "\",\"kind\":\"" kind "\",\"state\":\"reminded\",\"on\":\"2026-10-20\"}\n"

/* Nora opened until 19:00 up to June, and until 18:00 since. */
#define HOUSE                                                                                                             \
    "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"email\":[\"nora@palabra.example\"],\"language\":\"es-ES\"}\n"          \
    VERSION("2026-01-01T00:00:00+01:00", "09:00-19:00") VERSION("2026-06-01T00:00:00+02:00", "09:30-18:00")
#define ANA                                                                                                               \
    CLIENT("ana", "Ana", ",\"tags\":[\"horario\"],\"notes\":\"su hermana le debe dinero a todo el barrio\"")               \
    TOLD("ana", "2026-01-12") TOLD("ana", "2026-06-03")

static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, HOUSE ANA);
    trial_put(&t, lines);
}

static struct reminder reminder_of(const char *of, const char *reason)
{
    struct reminder_wish wish = {.of = of, .reason = reason};
    struct reminder reminder = {0};

    ck_assert_msg(reminder_write(t.app, &wish, &reminder, &t.err) == 0, "%s", t.err.text);
    return reminder;
}

static void refuses(const char *of, const char *part)
{
    struct reminder_wish wish = {.of = of, .reason = "rest"};
    struct reminder reminder = {0};

    ck_assert_int_lt(reminder_write(t.app, &wish, &reminder, &t.err), 0);
    ck_assert_msg(strstr(t.err.text, part), "%s", t.err.text);
}

static char *save(const struct reminder_wish *wish)
{
    char *ref;
    unsigned changes;

    ck_assert_msg(reminder_save(t.app, NULL, wish, &ref, &changes, &t.err) == 0, "%s", t.err.text);
    return ref;
}

/* One that came before June is reminded of by the hours of then, in whatever order. */
START_TEST(the_rules_of_then)
{
    begin(CALL("old", "ana", "2026-03-10T20:30:00+01:00") CALL("new", "ana", "2026-09-10T18:30:00+02:00")
              CALL("mid", "ana", "2026-03-11T20:30:00+01:00") REMINDED("mid", "off_hours"));
    struct reminder old = reminder_of("old", "rest"), new = reminder_of("new", "rest");
    ck_assert_ptr_nonnull(strstr(old.letter.text, "de 9:00 a 19:00"));
    ck_assert_ptr_nonnull(strstr(new.letter.text, "de 9:30 a 18:00"));
    ck_assert_int_eq(old.before, 1);
    ck_assert_str_eq(new.to, "ana@luz.example");
    ck_assert_str_eq(new.channel, "email");
    reminder_clear(&old);
    reminder_clear(&new);
    trial_done(&t);
}
END_TEST

#define EXCEPTION(from, until, more)                                                                                      \
    "{\"type\":\"override\",\"ref\":\"o-" from "\",\"client\":\"ana\",\"from\":\"" from "\",\"until\":\"" until               \
    "\",\"reason\":\"feria\"," more "}\n"

/* What was told is quoted; an exception, which is not told, never is, and its line stays with the first step. */
START_TEST(an_exception_is_not_quoted_as_told)
{
    begin(EXCEPTION("2026-09-07", "2026-09-11", "\"hours\":" WEEK("12:00-14:00"))
              EXCEPTION("2026-09-14", "2026-09-18", "\"channels\":{\"phone\":{\"hours\":\"never\"}}")
                  CALL("before", "ana", "2026-09-01T22:00:00+02:00") REMINDED("before", "off_hours")
                      CALL("phoned", "ana", "2026-09-02T12:00:00+02:00") REMINDED("phoned", "channel")
                          CALL("both", "ana", "2026-09-08T22:00:00+02:00") CALL("only", "ana", "2026-09-09T11:00:00+02:00")
                              CALL("closed", "ana", "2026-09-15T12:00:00+02:00"));
    struct reminder both = reminder_of("both", "rest"), only = reminder_of("only", "rest"), closed = reminder_of("closed", "rest");
    ck_assert_str_eq(both.letter.variant, "second");
    ck_assert_ptr_nonnull(strstr(both.letter.text, "3 de junio se lee:\n\n- Horario: de lunes a viernes, de 9:30 a 18:00."));
    ck_assert_int_eq(only.before, 1);
    ck_assert_str_eq(only.letter.variant, "first");
    ck_assert_ptr_nonnull(strstr(only.letter.text, "de 12:00 a 14:00"));
    ck_assert_ptr_null(strstr(only.letter.text, "de junio"));
    ck_assert_int_eq(closed.before, 1);
    ck_assert(closed.redirects);
    reminder_clear(&both);
    reminder_clear(&only);
    reminder_clear(&closed);
    trial_done(&t);
}
END_TEST

/* Reminders of other kinds, and other clients', are no step; nor is the one that is written anew. */
START_TEST(steps_are_counted_by_kind_and_client)
{
    begin(CLIENT("eva", "Eva", "") TOLD("eva", "2026-06-03") CALL("e", "eva", "2026-09-09T22:00:00+02:00")
              REMINDED("e", "off_hours") ENTRY("w", "ana", "2026-09-09T12:00:00+02:00", "message", "whatsapp")
                  REMINDED("w", "channel") CALL("a", "ana", "2026-09-10T22:00:00+02:00") CALL("b", "ana", "2026-09-11T22:00:00+02:00")
                      ENTRY("v", "ana", "2026-09-14T12:00:00+02:00", "message", "whatsapp"));
    struct reminder reminder = reminder_of("a", "rest");
    ck_assert_int_eq(reminder.before, 0);
    ck_assert_str_eq(reminder.letter.variant, "first");
    reminder_clear(&reminder);
    struct reminder_wish wish = {.of = "a", .reason = "rest"};
    free(save(&wish));
    reminder = reminder_of("b", "rest");
    ck_assert_str_eq(reminder.letter.variant, "second");
    reminder_clear(&reminder);
    /* The channel was led to the right one before: now the rule is quoted. */
    reminder = reminder_of("v", "nothing_lost");
    ck_assert_str_eq(reminder.letter.code, "T4");
    ck_assert_str_eq(reminder.letter.variant, "second");
    ck_assert(!reminder.redirects);
    reminder_clear(&reminder);
    trial_done(&t);
}
END_TEST

START_TEST(refusals)
{
    begin(CLIENT("eva", "Eva", "") CALL("e", "eva", "2026-09-09T22:00:00+02:00") CALL("a", "ana", "2026-09-10T22:00:00+02:00")
              CALL("fine", "ana", "2026-09-10T12:00:00+02:00"));
    refuses("e", "had not been told");
    refuses("fine", "no line was crossed");
    trial_ok(&t, "waive", "a", "era urgente", NULL);
    refuses("a", "era urgente");
    trial_done(&t);
}
END_TEST

/* Where the draft is gone the breach is marked still, and may be reminded of again, as the same step. */
START_TEST(a_draft_that_was_removed)
{
    begin(CALL("a", "ana", "2026-09-10T22:00:00+02:00"));
    struct reminder_wish wish = {.of = "a", .reason = "rest"};
    char *ref = save(&wish), *found = NULL;
    refuses("a", ref);
    ck_assert_int_eq(reminder_draft(t.app, "a", &found, &t.err), 0);
    ck_assert_str_eq(found, ref);
    char *typed = str_format("draft:%s", ref);
    trial_ok(&t, "remove", typed, NULL);
    struct reminder reminder = reminder_of("a", "rest");
    ck_assert_str_eq(reminder.letter.variant, "first");
    reminder_clear(&reminder);
    free(ref);
    free(found);
    free(typed);
    trial_done(&t);
}
END_TEST

/* A tag that the letter says anyway gives nothing away; a note of mine does, however it came in. */
START_TEST(what_is_private)
{
    begin(CALL("a", "ana", "2026-09-10T22:00:00+02:00"));
    struct reminder_wish wish = {.of = "a", .reason = "rest", .text = "Ana, mi horario es de 9:30 a 18:00."};
    unsigned changes;
    char *ref = NULL;
    free(save(&wish));
    trial_ok(&t, "undo", NULL);
    wish.text = "Ana, su hermana le debe dinero a todo el barrio.";
    ck_assert_int_lt(reminder_save(t.app, NULL, &wish, &ref, &changes, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "given away"));
    wish.text = NULL;
    wish.reason = "Su hermana le debe dinero a todo el barrio";
    ck_assert_int_lt(reminder_save(t.app, NULL, &wish, &ref, &changes, &t.err), 0);
    trial_done(&t);
}
END_TEST

/* A message has none; it is shown, and looked through, as any other draft. */
START_TEST(a_draft_without_a_subject)
{
    begin("{\"type\":\"draft\",\"ref\":\"d1\",\"client\":\"ana\",\"channel\":\"whatsapp\",\"text\":\"Ana, mi horario es de "
          "9:30 a 18:00.\",\"made\":\"2026-09-11T09:00:00Z\"}\n");
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "draft", "d1", NULL), "mi horario es de 9:30"));
    trial_done(&t);
}
END_TEST

/* Own words are a sentence. */
START_TEST(own_words)
{
    begin(CALL("a", "ana", "2026-09-10T22:00:00+02:00"));
    struct reminder reminder = reminder_of("a", "A esa hora ceno con los míos");
    ck_assert_ptr_nonnull(strstr(reminder.letter.text, "A esa hora ceno con los míos.\n"));
    reminder_clear(&reminder);
    reminder = reminder_of("a", "");
    ck_assert_ptr_null(reminder.letter.text);
    ck_assert_int_eq(reminder.letter.missing.n, 1);
    ck_assert_str_eq(reminder.letter.missing.v[0], "reason");
    reminder_clear(&reminder);
    trial_done(&t);
}
END_TEST

static int take_states(void *ctx, const struct log_line *line)
{
    unsigned *states = ctx;

    states[0] |= line->reminded;
    states[1] |= line->waived;
    return 0;
}

/* The newest open one is found; the log tells what was done about the others. */
START_TEST(what_is_open)
{
    begin(CALL("a", "ana", "2026-11-09T22:00:00+01:00") CALL("b", "ana", "2026-11-10T22:00:00+01:00")
              CALL("c", "ana", "2026-11-11T22:00:00+01:00"));
    struct reminder_wish wish = {.of = "c", .reason = "rest"};
    unsigned states[2] = {0};
    int64_t id;
    char *ref = NULL;
    free(save(&wish));
    trial_ok(&t, "waive", "b", "era urgente", NULL);
    ck_assert_int_eq(view_client_id(t.app, "ana", &id, &t.err), 0);
    ck_assert_int_eq(reminder_newest(t.app, id, BREACH_CLIENT_OFF_HOURS | BREACH_CHASE, &ref, &t.err), 0);
    ck_assert_str_eq(ref, "a");
    free(ref);
    ck_assert_int_eq(reminder_newest(t.app, id, BREACH_CHASE, &ref, &t.err), 1);
    ck_assert_int_ge(view_log(t.app, id, NULL, INT64_MAX, false, 10, take_states, states, &t.err), 0);
    ck_assert_uint_eq(states[0], BREACH_CLIENT_OFF_HOURS);
    ck_assert_uint_eq(states[1], BREACH_CLIENT_OFF_HOURS);
    struct overview overview;
    ck_assert_int_eq(view_overview(t.app, &overview, &t.err), 0);
    ck_assert_int_eq(overview.drafts, 1);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("reminders", the_rules_of_then, an_exception_is_not_quoted_as_told, steps_are_counted_by_kind_and_client, refusals, a_draft_that_was_removed,
           what_is_private, a_draft_without_a_subject, own_words, what_is_open)
