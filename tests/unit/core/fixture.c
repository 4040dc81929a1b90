#include "fixture.h"

#include "paletti/base/mem.h"

#include <stdio.h>
#include <string.h>

static struct zones *zones;

struct zones *all_zones(void)
{
    if (!zones)
        zones = zones_new(NULL);
    return zones;
}

const struct zone *zone_of(const char *name)
{
    struct err err;
    const struct zone *zone = zones_find(all_zones(), name, &err);
    ck_assert_msg(zone, "%s", err.text);
    return zone;
}

struct spans spans_of(const char *text)
{
    struct spans spans = {0};
    struct err err;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        size_t n = strcspn(text, " ");
        _cleanup_free_ char *word = mem_string_n(text, n);
        struct span span;
        ck_assert_msg(span_parse(word, &span, &err) == 0, "%s", err.text);
        spans_add(&spans, span);
        text += n;
    }
    return spans;
}

struct hours hours_of(const char *text)
{
    struct hours hours = {0};
    while (*text) {
        text += strspn(text, "; ");
        size_t n = strcspn(text, ";");
        _cleanup_free_ char *entry = mem_string_n(text, n);
        int first = entry[0] - '1', last = entry[1] == '-' ? entry[2] - '1' : first;
        for (int day = first; day <= last; day++)
            hours.day[day] = spans_of(entry + strcspn(entry, " "));
        text += n;
    }
    return hours;
}

struct window window_of(const char *text)
{
    struct window window;
    struct err err;
    ck_assert_msg(window_parse(text, &window, &err) == 0, "%s", err.text);
    return window;
}

int32_t day_of(const char *text)
{
    int32_t day;
    ck_assert_msg(civil_parse_day(text, &day) == 0, "%s", text);
    return day;
}

int64_t instant_of(const struct zone *zone, const char *text)
{
    int64_t at;
    if (civil_parse_instant(text, &at) == 0)
        return at;
    int y, mo, d, h, mi, s = 0;
    ck_assert_msg(sscanf(text, "%d-%d-%d %d:%d:%d", &y, &mo, &d, &h, &mi, &s) >= 5, "%s", text);
    return zone_instant(zone, civil_day(y, mo, d), h * 3600 + mi * 60 + s, ZONE_FIRST);
}

struct rule rule_of(int64_t from, const char *zone, const char *hours, const char *window)
{
    struct rule rule;
    model_init(&model_rule, &rule);
    rule.from = from;
    rule.zone = mem_string(zone);
    rule.hours = hours_of(hours);
    rule.reply_window = window_of(window);
    if (window_short(rule.reply_window)) {
        rule.reason = mem_string("a test");
        rule.until = day_of("2100-01-01");
    }
    return rule;
}

struct override override_of(const char *from, const char *until)
{
    struct override override;
    model_init(&model_override, &override);
    override.ref = mem_string("o");
    override.client = mem_string("c");
    override.reason = mem_string("a test");
    override.from = day_of(from);
    override.until = day_of(until);
    return override;
}

struct told told_of(const char *on)
{
    struct told told;
    model_init(&model_told, &told);
    told.on = day_of(on);
    return told;
}

void closed_add(struct list *closed, const char *text)
{
    while (*text) {
        text += strspn(text, ", ");
        struct closed *range = list_add(closed, sizeof *range);
        _cleanup_free_ char *from = mem_string_n(text, 10);
        range->from = range->to = day_of(from);
        range->kind = CLOSED_ABSENCE;
        text += 10;
        if (strncmp(text, "..", 2) == 0) {
            _cleanup_free_ char *to = mem_string_n(text + 2, 10);
            range->to = day_of(to);
            text += 12;
        }
        if (strncmp(text, " holiday", 8) == 0) {
            range->kind = CLOSED_HOLIDAY;
            text += 8;
        }
    }
}

void special_add(struct list *special, const char *on, const char *spans)
{
    struct special *add = list_add(special, sizeof *add);
    add->on = day_of(on);
    add->hours = spans_of(spans);
}

void extra_add(struct list *extra, uint8_t days, const char *spans)
{
    struct extra *add = list_add(extra, sizeof *add);
    add->days = days;
    add->hours = spans_of(spans);
}

void channel_add(struct channels *channels, const char *name, int grade, int hours)
{
    channels->v = mem_resize(channels->v, channels->n + 1, sizeof *channels->v);
    channels->v[channels->n++] = (struct channel){mem_string(name), grade, hours};
}

void rule_free(struct rule *rule)
{
    model_clear(&model_rule, rule);
}

void override_free(struct override *override)
{
    model_clear(&model_override, override);
}

struct rulebook *book_of(const struct rule *rules, size_t n)
{
    struct rulebook *book;
    struct err err;
    ck_assert_msg(rulebook_new(all_zones(), "Europe/Madrid", rules, n, &book, &err) == 0, "%s", err.text);
    return book;
}

/* xorshift64* (Vigna 2016) */
uint32_t dice_roll(struct dice *dice, uint32_t sides)
{
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return (uint32_t)((dice->state * UINT64_C(2685821657736338717)) >> 33) % sides;
}

bool dice_chance(struct dice *dice, unsigned percent)
{
    return dice_roll(dice, 100) < percent;
}

void check_instant(const char *file, int line, const char *what, const struct zone *zone, int64_t is,
                   const char *expected)
{
    char a[CIVIL_INSTANT_SIZE] = "none", b[CIVIL_INSTANT_SIZE];
    int64_t wanted = instant_of(zone, expected);
    if (is == wanted)
        return;
    if (is != INSTANT_NONE)
        civil_format_instant(is, a);
    ck_abort_msg("%s:%d: %s is %s, not %s (%s)", file, line, what, a, civil_format_instant(wanted, b),
                 expected);
}

int run_suite(const char *name, const struct test_row *rows, size_t n)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_set_timeout(tcase, 60);
    for (size_t i = 0; i < n; i++)
        tcase_add_loop_test(tcase, rows[i].test, 0, rows[i].times);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    zones_free(zones);
    zones = NULL;
    return failed > 0;
}
