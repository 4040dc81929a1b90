/* Section 3 and 5 of boundaries.md as scripts: a log in, a line of verdicts out. Rome, Monday to Friday
 * 09:00-18:00, 72 hours, March 2026 (the 1st is a Sunday); the client was told on the 1st. */
#include "fixture.h"

#include "paletti/base/mem.h"

#include <stdio.h>
#include <string.h>

static const struct {
    /* "10 10:15 in email; 12 09:00 out": day and time, direction or kind, channel, and marks: !reply,
     * noreply, invited, hold=DAY-HH:MM. */
    const char *log;
    const char *now; /* "12 09:00" */
    /* Per entry the breaches, me:kind or kind, "?" behind those not counted; a question its state in
     * brackets. */
    const char *verdicts;
} scripts[] = {
    /* What starts, stops and ignores the clock. */
    {"10 10:15 in email", "13 10:15", "[waiting]"},
    {"10 10:15 in email", "13 10:16", "[overdue]"},
    {"10 10:15 in email; 13 10:15 out email", "20 10:00", "[on_time] | -"},
    {"10 10:15 in email; 13 10:16 out email", "20 10:00", "[late] | me:late_reply"},
    {"10 10:15 in email; 13 10:16 out email", "13 10:15", "[waiting] | me:late_reply"},
    {"10 10:15 in email; 13 10:16 outcall phone", "20 10:00", "[late] | me:late_reply"},
    {"10 10:15 in email; 11 10:00 in email", "11 12:00", "[waiting] | chase"},
    {"10 10:15 in email; 13 10:14 in email; 13 10:15 in email", "13 12:00", "[overdue] | chase | -"},
    {"10 10:15 in email; 11 10:00 in email noreply", "11 12:00", "[waiting] | -"},
    {"10 10:15 in email noreply; 11 10:00 in email", "11 12:00", "- | [waiting]"},
    {"10 10:15 incall phone; 10 11:00 incall phone !reply", "11 12:00", "- | [waiting]"},
    {"10 10:15 meeting; 10 11:00 work", "11 12:00", "- | -"},
    {"10 10:15 in email; 11 10:00 note; 12 10:00 out email", "20 12:00", "[on_time] | - | -"},
    {"10 10:15 in email; 11 10:00 outmeeting; 11 11:00 outwork", "20 12:00", "[overdue] | - | -"},
    {"10 10:15 in email; 11 10:00 out email; 11 11:00 in email", "11 12:00", "[on_time] | - | [waiting]"},
    {"10 10:15 in email; 10 10:15 out email; 10 10:15 in email", "10 10:15",
     "[on_time early] | - | [waiting]"},
    {"10 10:15 out email; 10 10:15 in email", "10 10:15", "- | [waiting]"},
    {"12 23:05 in email; 12 23:30 in email", "13 12:00", "[waiting] | chase"},
    /* Early: within the hour after receipt. */
    {"10 10:15 in email; 10 11:15 out email", "20 10:00", "[on_time early] | -"},
    {"10 10:15 in email; 10 11:16 out email", "20 10:00", "[on_time] | -"},
    {"12 20:00 in email; 13 09:30 out email", "20 10:00", "[on_time early] | -"},
    {"12 20:00 in email; 12 20:10 out email", "20 10:00", "[on_time] | me:off_hours"},
    /* Holding replies: due Friday 13th 10:15. */
    {"10 10:15 in email; 11 10:00 out email hold=17-12:00", "17 12:00", "[waiting] | -"},
    {"10 10:15 in email; 11 10:00 out email hold=17-12:00", "17 12:01", "[overdue] | -"},
    {"10 10:15 in email; 11 10:00 out email hold=17-12:00; 17 12:00 out email", "20 12:00",
     "[on_time] | - | -"},
    {"10 10:15 in email; 11 10:00 out email hold=17-12:00; 17 12:01 out email", "20 12:00",
     "[late] | - | me:broken_promise"},
    {"10 10:15 in email; 11 10:00 out email hold=17-12:00; 16 12:00 in email", "16 12:00",
     "[waiting] | - | chase"},
    {"10 10:15 in email; 11 10:00 out email hold=17-12:00; 17 12:00 in email", "17 12:00",
     "[waiting] | - | -"},
    {"10 10:15 in email; 11 10:00 out email hold=13-10:15; 13 11:00 out email", "20 12:00",
     "[late] | - | me:late_reply"},
    {"10 10:15 in email; 11 10:00 out email hold=12-10:00; 11 11:00 out email hold=17-12:00; 17 11:00 out "
     "email",
     "20 12:00", "[on_time] | - | - | -"},
    {"10 10:15 in email; 11 10:00 out email hold=17-12:00; 12 10:00 out email hold=19-12:00; 18 11:00 out "
     "email",
     "20 12:00", "[late] | - | - | me:broken_promise"},
    {"10 10:15 in email; 13 12:00 out email hold=17-12:00; 17 11:00 out email", "20 12:00",
     "[on_time] | - | -"},
    {"10 10:15 in email; 13 12:00 out email hold=17-12:00", "13 11:59", "[overdue] | -"},
    {"10 10:15 in email; 11 10:00 out email hold=14-23:00", "14 23:00", "[waiting] | -"}, /* does not land */
    {"11 10:00 out email hold=17-12:00; 12 10:00 in email", "12 10:00", "- | [waiting]"},
    {"10 10:15 in email; 10 23:00 out whatsapp hold=17-12:00", "17 12:00",
     "[waiting] | me:off_hours me:channel"},
    /* Breaches of the client. */
    {"10 23:00 in email", "10 23:00", "[waiting]"},
    {"10 23:00 incall phone", "10 23:00", "off_hours"},
    {"10 18:00 incall phone; 11 09:00 incall phone; 11 17:59 incall phone", "12 10:00", "off_hours | - | -"},
    {"10 23:00 incall phone invited", "10 23:00", "-"},
    {"10 23:00 incall personal_phone; 11 10:00 incall personal_phone invited", "12 10:00",
     "channel | channel"},
    {"10 10:00 in whatsapp; 10 11:00 in whatsapp; 10 12:00 in whatsapp noreply", "10 12:00",
     "[waiting] channel | channel chase | channel"},
    {"10 23:00 in phone; 10 23:30 in video", "11 12:00", "[waiting] off_hours | off_hours chase"},
    {"10 23:00 innote phone; 10 23:00 innote whatsapp !reply", "11 12:00", "- | -"},
    {"10 23:00 inmeeting in_person; 10 23:10 inmeeting video; 10 23:20 in -", "11 12:00",
     "- | off_hours | [waiting]"},
    {"14 10:00 incall phone; 15 10:00 outcall phone", "16 12:00", "off_hours | me:off_hours"},
    /* My own: only messages and calls make them. */
    {"10 18:00 out email; 10 18:01 out email; 10 09:00 out email", "11 12:00", "- | me:off_hours | -"},
    {"10 23:00 outmeeting whatsapp; 10 23:00 outwork; 10 23:00 outnote", "11 12:00", "- | - | -"},
    {"10 12:00 out whatsapp; 14 12:00 outcall personal_phone", "15 12:00",
     "me:channel | me:off_hours me:channel"},
    /* Before the day the client was told. */
    {"-1 23:00 incall phone; 1 00:00 incall phone", "11 12:00", "off_hours? | off_hours"},
};

/* The beginning of MARCH is day 1; day -1 is the last of February. */
static int64_t march(const struct zone *zone, const char *text)
{
    int day, hour, minute;
    ck_assert_int_eq(sscanf(text, "%d%*[ -]%d:%d", &day, &hour, &minute), 3);
    return zone_instant(zone, day_of("2026-03-01") + (day > 0 ? day - 1 : day), (hour * 60 + minute) * 60,
                        ZONE_FIRST);
}

static const struct {
    const char *word;
    enum direction direction;
    enum kind kind;
} words[] = {
    {"in", DIRECTION_IN, KIND_MESSAGE},        {"out", DIRECTION_OUT, KIND_MESSAGE},
    {"incall", DIRECTION_IN, KIND_CALL},       {"outcall", DIRECTION_OUT, KIND_CALL},
    {"inmeeting", DIRECTION_IN, KIND_MEETING}, {"outmeeting", DIRECTION_OUT, KIND_MEETING},
    {"innote", DIRECTION_IN, KIND_NOTE},       {"outnote", DIRECTION_OUT, KIND_NOTE},
    {"outwork", DIRECTION_OUT, KIND_WORK},     {"meeting", DIRECTION_NONE, KIND_MEETING},
    {"work", DIRECTION_NONE, KIND_WORK},       {"note", DIRECTION_NONE, KIND_NOTE},
};

/* Reads one entry; CHANNEL keeps the name it borrows. */
static struct entry entry_of(const struct zone *zone, const char *text, char channel[32])
{
    struct entry entry = {.at = march(zone, text), .promised = INSTANT_NONE};
    char word[32] = "", marks[64] = "";
    channel[0] = '\0';
    ck_assert_int_ge(sscanf(text, "%*d %*d:%*d %31s %31s %63[^\n]", word, channel, marks), 1);
    int8_t marked = strstr(marks, "noreply") ? 0 : strstr(marks, "!reply") ? 1 : -1;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcmp(words[i].word, word) == 0) {
            entry.direction = (uint8_t)words[i].direction;
            entry.kind = (uint8_t)words[i].kind;
            entry.needs_reply = interaction_needs_reply(words[i].kind, marked);
        }
    entry.channel = channel[0] && channel[0] != '-' ? channel : NULL;
    entry.invited = strstr(marks, "invited") != NULL;
    const char *hold = strstr(marks, "hold=");
    entry.holding = hold != NULL;
    if (hold)
        entry.promised = march(zone, hold + 5);
    return entry;
}

static void print_verdict(struct str *to, const struct verdict *verdict, int64_t now)
{
    size_t start = to->len;
    if (verdict->started)
        str_printf(to, "[%s%s]", question_state_names[verdict_state(verdict, now)],
                   verdict_early(verdict, now) ? " early" : "");
    for (size_t i = 0; i < breach_kinds_n; i++)
        if (verdict->breaches & breach_kinds[i].bit)
            str_printf(to, "%s%s%s%s", to->len > start ? " " : "", breach_kinds[i].mine ? "me:" : "",
                       breach_kinds[i].name, verdict->counted & breach_kinds[i].bit ? "" : "?");
    if (to->len == start)
        str_add(to, "-");
}

START_TEST(test_script)
{
    const struct zone *zone = zone_of("Europe/Rome");
    struct rule rule = rule_of(0, "Europe/Rome", "1-5 09:00-18:00", "72h");
    struct told told = told_of("2026-03-01");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, &told, 1);
    struct judge *judge = judge_new(boundaries);
    struct verdict verdicts[8], question;
    size_t n = 0, asked = 0;
    for (const char *text = scripts[_i].log; *text; n++) {
        _cleanup_free_ char *line = mem_string_n(text, strcspn(text, ";"));
        char channel[32];
        struct entry entry = entry_of(zone, line, channel);
        int changed = judge_step(judge, &entry, &verdicts[n], &question);
        if (changed)
            verdicts[asked] = question;
        if (verdicts[n].started)
            asked = n;
        text += strlen(line);
        text += strspn(text, "; ");
    }
    _cleanup_str_ struct str is = STR_INIT;
    for (size_t i = 0; i < n; i++) {
        str_add(&is, i > 0 ? " | " : "");
        print_verdict(&is, &verdicts[i], march(zone, scripts[_i].now));
    }
    ck_assert_msg(strcmp(str_text(&is), scripts[_i].verdicts) == 0, "%s\n  is  %s\n  not %s", scripts[_i].log,
                  str_text(&is), scripts[_i].verdicts);
    judge_free(judge);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

/* No opening within three years: the question is owed until it is answered, and nobody is late or chased. */
START_TEST(test_no_opening)
{
    struct rule rule = rule_of(0, "UTC", "", "72h");
    special_add(&rule.special, "2026-03-10", "09:00-18:00");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct judge *judge = judge_new(boundaries);
    int64_t at = instant_of(NULL, "2026-03-10T10:00:00Z"), far = at + INT64_C(4000) * DAY_SECONDS;
    struct entry in = {.at = at, .promised = INSTANT_NONE, .direction = DIRECTION_IN, .needs_reply = true};
    struct verdict verdict, question;

    judge_step(judge, &in, &verdict, &question);
    ck_assert_int_eq(verdict.error, VERDICT_NO_OPENING);
    ck_assert(verdict.started && verdict.receipt == at && verdict.due == INSTANT_NONE);
    ck_assert_int_eq(verdict_state(&verdict, far), QUESTION_WAITING);
    in.at += 60;
    judge_step(judge, &in, &verdict, &question);
    ck_assert(!verdict.started && verdict.breaches == 0);
    struct entry out = {.at = far, .promised = far + 60, .direction = DIRECTION_OUT, .holding = true};
    ck_assert_int_eq(judge_step(judge, &out, &verdict, &question), 0);
    out.holding = false;
    ck_assert_int_eq(judge_step(judge, &out, &verdict, &question), 1);
    ck_assert_int_eq(verdict.breaches, BREACH_MY_OFF_HOURS);
    ck_assert_int_eq(verdict_state(&question, far), QUESTION_ON_TIME);
    ck_assert(!judge_question(judge, &question));

    in.at = far + 1;
    judge_step(judge, &in, &verdict, &question);
    ck_assert(verdict.error == VERDICT_NO_OPENING && verdict.receipt == INSTANT_NONE);
    judge_free(judge);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

/* `extra` covers my answers, half open; it is none of the client's business. */
START_TEST(test_extra)
{
    const struct zone *zone = zone_of("Europe/Rome");
    struct rule rule = rule_of(0, "Europe/Rome", "1-5 09:00-18:00", "72h");
    struct override override = override_of("2026-03-01", "2026-03-31");
    override.extra_given = true;
    extra_add(&override.extra, 1 << TUESDAY, "21:00-22:00");
    extra_add(&override.extra, 1 << TUESDAY | 1 << SUNDAY, "21:30-23:00");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, &override, 1, NULL, 0);
    struct judge *judge = judge_new(boundaries);
    const struct {
        const char *at;
        bool in, breach;
    } rows[] = {
        {"10 20:59", false, true}, {"10 21:00", false, false}, {"10 22:59", false, false},
        {"10 23:00", false, true}, {"11 21:00", false, true},  {"15 21:30", false, false},
        {"15 21:00", false, true}, {"10 21:00", true, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct entry entry = {
            .at = march(zone, rows[i].at),
            .promised = INSTANT_NONE,
            .channel = "phone",
            .kind = KIND_CALL,
            .direction = rows[i].in ? DIRECTION_IN : DIRECTION_OUT,
        };
        struct verdict verdict, question;
        judge_step(judge, &entry, &verdict, &question);
        ck_assert_msg((verdict.breaches != 0) == rows[i].breach, "%s", rows[i].at);
    }
    judge_free(judge);
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
    override_free(&override);
}
END_TEST

/* Asks: from the outbound's own instant, no receipt, no landing, no floor. */
START_TEST(test_asks)
{
    const struct zone *zone = zone_of("Europe/Rome");
    struct rule rule = rule_of(0, "Europe/Rome", "1-5 09:00-18:00", "72h");
    closed_add(&rule.closed, "2026-03-12");
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    const struct {
        const char *at, *window, *due;
    } rows[] = {
        {"2026-03-10 10:00", NULL, "2026-03-18 10:00"},  {"2026-03-10 23:00", "1wd", "2026-03-11 23:00"},
        {"2026-03-14 10:00", "1h", "2026-03-14 11:00"},  {"2026-03-12 10:00", "1h", "2026-03-13 01:00"},
        {"2026-03-14 10:00", "1oh", "2026-03-16 10:00"}, {"2026-03-11 23:30", "1h", "2026-03-13 00:30"},
        {"2026-03-11 23:00", "1h", "2026-03-12 00:00"},  {"2026-03-11 23:30", "1d", "2026-03-13 23:30"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t due;
        struct window window = rows[i].window ? window_of(rows[i].window) : (struct window){0};
        ck_assert_int_eq(ask_due(boundaries, instant_of(zone, rows[i].at), window, &due), 0);
        ck_instant(zone, due, rows[i].due);
    }
    ck_assert(!ask_late(100, INSTANT_NONE, 100) && ask_late(100, INSTANT_NONE, 101));
    ck_assert(!ask_late(100, 100, 1000) && ask_late(100, 101, 1000) && !ask_late(100, 101, 100));
    ck_assert(ask_late(100, 200, 150));
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {test_script, ARRAY_LEN(scripts)},
        {test_no_opening, 1},
        {test_extra, 1},
        {test_asks, 1},
    };
    return run_suite("judge", rows, ARRAY_LEN(rows));
}
