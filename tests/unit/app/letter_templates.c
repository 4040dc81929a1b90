/* Every built-in letter in every case its grammar knows: nothing missing, no brace left, the tone right, the register its
 * own; and one of each to read, beside this in tests/data/letters. LETTERS_WRITE=1 in the environment writes those anew. */
#include "fixture.h"
#include "letter_samples.h"

#include "paletti/base/embed.h"
#include "paletti/base/file.h"
#include "paletti/base/mem.h"
#include "paletti/base/zone.h"
#include "paletti/core/letter_lint.h"
#include "paletti/core/me.h"

#include <stdio.h>
#include <string.h>

extern const struct embedded embedded_letters[];

/* One way the fields may be. */
struct way {
    const struct zone *zone;
    const char *kind, *event, *channel;
    bool waiting, far, same_day, optional, copied;
    int gender; /* of reader and writer; -1: unknown */
    enum window_unit unit;
    int days;
    unsigned samples; /* which of those fields are given */
    bool abroad;      /* in another country of the language, where the address is used there */
};

static struct zone *madrid(void)
{
    struct zone *zone;

    ck_assert_int_eq(zone_load(NULL, "Europe/Madrid", &zone, NULL), 0);
    return zone;
}

static int32_t day(const char *text)
{
    int32_t day;

    ck_assert_int_eq(civil_parse_day(text, &day), 0);
    return day;
}

static int64_t at(const char *text)
{
    int64_t at;

    ck_assert_int_eq(civil_parse_instant(text, &at), 0);
    return at;
}

static int number_of(enum letter_address address, bool company)
{
    bool plural = address == ADDRESS_VOSOTROS || address == ADDRESS_USTEDES || address == ADDRESS_VOI;

    return !plural ? NUMBER_ONE : company ? NUMBER_COMPANY : NUMBER_SEVERAL;
}

static const char *country_of(const struct letter_template *letter, const struct way *way)
{
    enum letter_address address = letter_address(letter);

    if (address == ADDRESS_VOS)
        return "AR";
    if (!way->abroad || address == ADDRESS_VOSOTROS)
        return NULL;
    return strcmp(letter_language(letter), "es") == 0 ? (address == ADDRESS_TU ? "MX" : "AR")
           : strcmp(letter_language(letter), "en") == 0 ? "US" : NULL;
}

static struct letter_party party_of(const struct letter_template *letter, const struct way *way)
{
    static const int regs[] = {[ADDRESS_NONE] = -1,           [ADDRESS_TU] = REGISTER_TU,          [ADDRESS_VOS] = REGISTER_VOS,
                               [ADDRESS_USTED] = REGISTER_USTED, [ADDRESS_VOSOTROS] = REGISTER_TU, [ADDRESS_USTEDES] = REGISTER_USTED,
                               [ADDRESS_LEI] = REGISTER_LEI,  [ADDRESS_VOI] = REGISTER_LEI};
    enum letter_address address = letter_address(letter);
    bool several = number_of(address, way->far) != NUMBER_ONE;
    bool tu_it = address == ADDRESS_TU && strcmp(letter_language(letter), "it") == 0;

    return (struct letter_party){
        .language = letter_language(letter),
        .country = country_of(letter, way),
        .reg = tu_it ? REGISTER_TU_IT : regs[address],
        .number = number_of(address, way->far),
        .company = "Quejumbre & Hijos",
        .given = several ? NULL : "Ana",
        .family = several ? NULL : "Luz",
        .gender = way->gender,
    };
}

static void fill_common(struct letter_fields *fields, const struct letter_manner *manner, const struct letter_party *party,
                        const struct way *way)
{
    static const char *const genders[] = {"f", "m"};
    _cleanup_str_ struct str greeting = STR_INIT;

    letter_greeting(&greeting, manner, party);
    letter_put_text(fields, "greeting", str_text(&greeting));
    letter_put_text(fields, "locale", manner->locale->name);
    letter_put_text(fields, "client.name", party->company);
    letter_put_text(fields, "me.name", "Nora Inventada");
    letter_put_text(fields, "me.signature", "Nora Inventada");
    letter_put_text(fields, "me.email", "nora@palabra.example");
    letter_put_text(fields, "me.gram_gender", way->gender < 0 ? "unknown" : genders[way->gender]);
    letter_put_date(fields, "today", day("2026-11-16"));
}

static void put_after(struct letter_fields *fields, const char *name, const char *period, const struct str *what)
{
    _cleanup_free_ char *item = str_format("%s, %s", period, str_text(what));

    letter_put_item(fields, name, item);
}

/* A client with exceptions of their own. */
static void fill_own(struct letter_fields *fields, const struct locale *locale, const struct hours *hours, const struct way *way)
{
    _cleanup_str_ struct str until = STR_INIT, date = STR_INIT, spans = STR_INIT, week = STR_INIT, window = STR_INIT, name = STR_INIT;

    locale_date(locale, &until, day("2026-11-30"), DATE_UNTIL, 0);
    locale_dates(locale, &date, day("2026-12-24"), day("2026-12-24"), 2026);
    locale_spans(locale, &spans, &hours->day[0]);
    locale_week(locale, &week, hours);
    locale_window(locale, &window, (struct window){24, WINDOW_H});
    str_add(&name, locale_channel(locale, "whatsapp"));
    put_after(fields, "special", str_text(&until), &week);
    put_after(fields, "special", str_text(&date), &spans);
    if (way->same_day) {
        put_after(fields, "own_window", str_text(&until), &window);
        put_after(fields, way->waiting ? "own_channels" : "own_unused", str_text(&until), &name);
        return;
    }
    letter_put_count(fields, "own_payment_days", way->days * INT64_C(1000));
    letter_put_text(fields, "own_payment_when", str_text(&until));
    letter_put_count(fields, "own_notice_days", way->days * INT64_C(1000));
    letter_put_text(fields, "own_notice_when", str_text(&until));
}

static void fill_rules(struct letter_fields *fields, const struct locale *locale, const struct hours *hours, const struct way *way)
{
    static const char *const names[] = {"whatsapp", "instagram"};
    _cleanup_str_ struct str closed = STR_INIT;

    letter_put_week(fields, "hours", hours);
    letter_put_window(fields, "window", (struct window){way->unit == WINDOW_H ? 72 : 3, (uint8_t)way->unit});
    letter_put_count(fields, "payment_days", way->days * INT64_C(1000));
    letter_put_count(fields, "notice_days", way->days * INT64_C(1000));
    letter_put_date(fields, "from", day("2026-06-01"));
    letter_put_date(fields, "told_on", day("2026-01-11"));
    letter_put_date(fields, "starts", day("2026-11-23"));
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        letter_put_item(fields, "unused", locale_channel(locale, names[i]));
    letter_put_item(fields, "channels", locale_channel(locale, "email"));
    letter_put_item(fields, "channels", locale_channel(locale, "phone"));
    if (way->far)
        letter_put_text(fields, "zone.city", "Madrid");
    if (way->copied && !way->optional)
        fill_own(fields, locale, hours, way);
    if (!way->optional)
        return;
    locale_dates(locale, &closed, day("2026-12-24"), day("2027-01-06"), 2026);
    letter_put_item(fields, "closed", str_text(&closed));
    letter_put_text(fields, "phone", "+34 600 000 001");
    letter_put_text(fields, "urgent_route", "+34 600 000 001");
    letter_put_sum(fields, "extras_rate", (struct money){6000, "EUR"});
}

static void fill_event(struct letter_fields *fields, const struct way *way)
{
    letter_put_text(fields, "kind", way->kind);
    letter_put_text(fields, "event", way->event);
    letter_put_channel(fields, "channel", way->channel);
    letter_put_channel(fields, "wanted", "email");
    letter_put_instant(fields, "when", at("2026-11-14T20:10:00+01:00"));
    letter_put_instant(fields, "next_open", at("2026-11-16T09:30:00+01:00"));
    letter_put_instant(fields, "asked", at("2026-11-13T16:40:00+01:00"));
    letter_put_instant(fields, "due", at("2026-11-18T16:40:00+01:00"));
    letter_put_text(fields, "topic", "cabecera, v2");
    letter_put_count(fields, "minutes", way->days * INT64_C(1000));
    if (way->waiting)
        letter_put_instant(fields, "waiting", at("2026-11-18T16:40:00+01:00"));
    if (way->same_day)
        letter_put_text(fields, "same_day", "yes");
    if (way->copied)
        letter_put_text(fields, "copied", "yes");
}

/* A ready reason is in the template's language. */
static void fill_reason(struct letter_fields *fields, const char *language)
{
    letter_put_text(fields, "reason",
                    strcmp(language, "es") == 0   ? "Así cada trabajo recibe toda mi atención."
                    : strcmp(language, "it") == 0 ? "Così ogni lavoro ha tutta la mia attenzione."
                                                  : "That is how each job gets my whole attention.");
}

/* Of a line that was crossed, of rules, of a call. */
static bool is_about_rules(const struct letter_template *letter)
{
    static const char *const codes[] = {"T3b", "T4", "T5", "R1"};

    for (size_t i = 0; i < ARRAY_LEN(codes); i++)
        if (strcmp(codes[i], letter_code(letter)) == 0)
            return true;
    return false;
}

static void render(const struct letter_template *letter, const struct way *way, char **ret_subject, char **ret_text)
{
    _cleanup_fields_ struct letter_fields fields = {0};
    struct letter_party party = party_of(letter, way);
    struct letter_manner manner = letter_manner(&party);
    struct letter_setting setting = {manner.locale, way->zone, day("2026-11-16")};
    struct hours hours;
    struct texts missing = {0};

    hours_init_default(&hours);
    fill_common(&fields, &manner, &party, way);
    if (is_about_rules(letter)) {
        fill_rules(&fields, manner.locale, &hours, way);
        fill_event(&fields, way);
        fill_reason(&fields, letter_language(letter));
    } else {
        samples_fill(letter, &manner, way->samples, &fields);
    }
    letter_missing(letter, &fields, &missing);
    ck_assert_msg(missing.n == 0, "%s.%s: %s", letter_code(letter), letter_variant(letter), missing.n ? missing.v[0] : "");
    ck_assert_int_eq(letter_render(letter, &fields, &setting, ret_subject, ret_text), 0);
    hours_clear(&hours);
}

static void check_tone(const char *name, const struct letter_template *letter, const char *subject, const char *text)
{
    struct letter_findings findings = {0};

    letter_lint(letter_language(letter), letter_address(letter), subject, text, "Nora Inventada\nAna Luz", &findings);
    if (findings.n)
        ck_abort_msg("%s: %s: \"%s\" in:\n%s\n%s", name, letter_fault_names[findings.v[0].fault], findings.v[0].what, subject, text);
    if (strchr(text, '$') || strstr(text, "  ") || strstr(text, " .") || strstr(text, " ,"))
        ck_abort_msg("%s: a $, two blanks, or one before a sign in:\n%s", name, text);
}

/* Italian goes on in small letters behind the greeting's comma; nothing begins small behind a full stop. */
static void check_case(const char *name, const char *language, const char *text)
{
    const char *body = strstr(text, "\n\n");

    ck_assert_ptr_nonnull(body);
    bool small = body[2] >= 'a' && body[2] <= 'z';
    bool lei = str_starts(body + 2, "Le ") || str_starts(body + 2, "La ");
    if (!lei && small != (strcmp(language, "it") == 0))
        ck_abort_msg("%s: begins in the wrong case:\n%s", name, text);
    for (const char *stop = body; (stop = strstr(stop, ". ")); stop += 2)
        if (stop[2] >= 'a' && stop[2] <= 'z' && stop[-1] != 'm' && stop[-1] != 'a')
            ck_abort_msg("%s: a sentence begins small:\n%s", name, stop);
}

static const char *const kinds[][3] = {{"off_hours", "call", "phone"},
                                       {"off_hours", "meeting", "in_person"},
                                       {"off_hours", "message", "whatsapp"},
                                       {"channel", "message", "whatsapp"},
                                       {"channel", "call", "personal_phone"},
                                       {"chase", "chase", "email"}};

/* Prime to each: every two of them meet. Under a sanitizer, which looks for other faults than the words, fewer. */
enum { WAYS = 6 * 32 * 12, STRIDE = SANITIZED ? 37 : 7 };

/* The I-th of all ways. */
static struct way way_of(unsigned i)
{
    struct way way = {.kind = kinds[i % 6][0], .event = kinds[i % 6][1], .channel = kinds[i % 6][2], .samples = i / STRIDE, .abroad = i / STRIDE % 2};

    i /= 6;
    way.waiting = i & 1;
    way.far = i & 2;
    way.same_day = i & 4;
    way.optional = i & 8;
    way.copied = i & 16;
    i /= 32;
    way.gender = (int)(i % 3) - 1;
    way.unit = (enum window_unit)(i / 3 % 4);
    way.days = i & 1 ? 1 : 15;
    return way;
}

START_TEST(every_letter_every_way)
{
    struct zone *zone = madrid();
    int n = 0;

    for (const struct embedded *e = embedded_letters; e->name; e++) {
        struct letter_template *letter;
        struct err err = {""};
        if (strstr(e->name, "/reasons"))
            continue;
        ck_assert_msg(letter_parse(e->text, &letter, &err) == 0, "%s: %s", e->name, err.text);
        for (unsigned i = 0; i < WAYS; i += STRIDE) {
            struct way way = way_of(i);
            way.zone = zone;
            _cleanup_free_ char *subject = NULL, *text = NULL;
            render(letter, &way, &subject, &text);
            check_tone(e->name, letter, subject, text);
            if (letter_disclosure(letter) != DISCLOSE_SELF)
                check_case(e->name, letter_language(letter), text);
        }
        letter_free(letter);
        n++;
    }
    zone_free(zone);
    ck_assert_int_ge(n, 280);
}
END_TEST

static bool is_there(const char *name)
{
    for (const struct embedded *e = embedded_letters; e->name; e++)
        if (strcmp(e->name, name) == 0)
            return true;
    return false;
}

START_TEST(none_is_missing)
{
    static const char *const letters[][2] = {
        {"T1", NULL}, {"T1b", NULL}, {"T2", "client"}, {"T3", NULL}, {"T3b", "start"}, {"T3b", "reset"},
        {"T4", "first"}, {"T4", "second"}, {"T4", "third"}, {"T5", NULL}, {"T6a", NULL}, {"T6b", NULL},
        {"T6c", NULL}, {"T6d", NULL}, {"T6e", NULL}, {"T7a", NULL}, {"T7b", NULL}, {"T8", NULL},
        {"T9", NULL}, {"T10", NULL}, {"T11", NULL}, {"T12", "passing"}, {"T12", "budget"},
        {"T12", "value"}, {"T13", NULL}, {"T14", NULL}, {"T15", NULL}, {"T16", NULL}, {"T17", "yes"},
        {"T17", "no"}, {"F1", "first"}, {"F1", "second"}, {"F1", "last"},
    };
    static const struct {
        const char *language;
        enum letter_address address;
    } readers[] = {{"en", ADDRESS_NONE},     {"es", ADDRESS_TU},      {"es", ADDRESS_VOS}, {"es", ADDRESS_USTED}, {"es", ADDRESS_VOSOTROS},
                   {"es", ADDRESS_USTEDES}, {"it", ADDRESS_TU}, {"it", ADDRESS_LEI}, {"it", ADDRESS_VOI}};

    for (size_t i = 0; i < ARRAY_LEN(readers); i++)
        for (size_t j = 0; j < ARRAY_LEN(letters); j++) {
            _cleanup_str_ struct str name = STR_INIT;
            str_printf(&name, "%s/", readers[i].language);
            letter_file_name(&name, letters[j][0], readers[i].address, letters[j][1]);
            ck_assert_msg(is_there(str_text(&name)), "%s", str_text(&name));
        }
}
END_TEST

/* A letter's head is what its file is called. */
START_TEST(names)
{
    for (const struct embedded *e = embedded_letters; e->name; e++) {
        _cleanup_str_ struct str name = STR_INIT;
        struct letter_template *letter;
        if (strstr(e->name, "/reasons"))
            continue;
        ck_assert_int_eq(letter_parse(e->text, &letter, NULL), 0);
        str_printf(&name, "%s/", letter_language(letter));
        letter_file_name(&name, letter_code(letter), letter_address(letter), letter_variant(letter));
        ck_assert_str_eq(str_text(&name), e->name);
        bool card = strcmp(letter_code(letter), "T11") == 0, other = str_equal(letter_variant(letter), "colleague");
        ck_assert_int_eq(letter_disclosure(letter), card ? DISCLOSE_SELF : other ? DISCLOSE_COLLEAGUE : DISCLOSE_CLIENT);
        ck_assert_str_eq(letter_channel(letter), card ? "call" : "email");
        letter_free(letter);
    }
}
END_TEST

/* --- to read --- */

static void add_letter(struct str *to, const char *name, const struct letter_template *letter, struct way way, const char *what)
{
    _cleanup_free_ char *subject = NULL, *text = NULL;

    render(letter, &way, &subject, &text);
    str_printf(to, "=== %s%s%s\n%s\n\n%s\n", name, *what ? ", " : "", what, subject, text);
}

/* With all there is to say, with no more than is needed, and as chance has it. */
static void add_sampled(struct str *to, const char *name, const struct letter_template *letter, struct way way)
{
    way.samples = SAMPLES_ALL;
    add_letter(to, name, letter, way, "all");
    way.samples = SAMPLES_FEWEST;
    add_letter(to, name, letter, way, "the least");
    way.samples = 7;
    add_letter(to, name, letter, way, "some");
}

static void add_all(struct str *to, const char *name, const struct letter_template *letter, const struct zone *zone)
{
    struct way way = {.zone = zone, .kind = "off_hours", .event = "call", .channel = "phone", .optional = true, .gender = GENDER_F,
                      .unit = WINDOW_H, .days = 15};

    if (!is_about_rules(letter)) {
        add_sampled(to, name, letter, way);
        return;
    }
    if (strcmp(letter_code(letter), "T5") == 0) {
        way.event = "message", way.channel = "whatsapp";
        add_letter(to, name, letter, way, "a message");
        way.event = "call", way.channel = "personal_phone";
    }
    add_letter(to, name, letter, way, "");
    if (str_equal(letter_code(letter), "T3b")) {
        way.optional = false, way.copied = true;
        add_letter(to, name, letter, way, "exceptions of money");
        way.same_day = true;
        add_letter(to, name, letter, way, "exceptions of ways");
    }
    if (strcmp(letter_code(letter), "T4") != 0)
        return;
    way.kind = "channel", way.event = "message", way.channel = "whatsapp";
    if (strcmp(letter_variant(letter), "first") != 0)
        add_letter(to, name, letter, way, "channel");
    way.kind = way.event = "chase", way.channel = "email", way.waiting = true;
    add_letter(to, name, letter, way, "chase");
}

static char *golden_of(const char *language, enum letter_address address)
{
    struct zone *zone = madrid();
    struct str to = STR_INIT;

    for (const struct embedded *e = embedded_letters; e->name; e++) {
        struct letter_template *letter;
        if (strstr(e->name, "/reasons"))
            continue;
        ck_assert_int_eq(letter_parse(e->text, &letter, NULL), 0);
        if (letter_address(letter) == address && strcmp(letter_language(letter), language) == 0)
            add_all(&to, e->name, letter, zone);
        letter_free(letter);
    }
    zone_free(zone);
    return str_take(&to);
}

static void write_golden(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

START_TEST(as_they_are_read)
{
    static const struct {
        const char *language;
        enum letter_address address;
    } files[] = {{"en", ADDRESS_NONE},     {"es", ADDRESS_NONE},    {"es", ADDRESS_TU},  {"es", ADDRESS_VOS}, {"es", ADDRESS_USTED},
                 {"es", ADDRESS_VOSOTROS}, {"es", ADDRESS_USTEDES}, {"it", ADDRESS_NONE}, {"it", ADDRESS_TU},  {"it", ADDRESS_LEI},
                 {"it", ADDRESS_VOI}};

    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        _cleanup_free_ char *path = str_format(TEST_DATA "/letters/%s.%s.txt", files[i].language, letter_address_names[files[i].address]);
        _cleanup_free_ char *text = golden_of(files[i].language, files[i].address);
        _cleanup_str_ struct str wanted = STR_INIT;
        if (getenv("LETTERS_WRITE"))
            write_golden(path, text);
        ck_assert_msg(file_read(path, 1 << 20, &wanted, NULL) == 0, "%s", path);
        ck_assert_msg(str_equal(str_text(&wanted), text), "%s is otherwise now: LETTERS_WRITE=1, and read it\n%s", path, text);
    }
}
END_TEST

TRIAL_MAIN("letter templates", every_letter_every_way, none_is_missing, names, as_they_are_read)
