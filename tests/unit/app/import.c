/* Imports: all of a file or nothing of it, and twice the same is once. */
#include "fixture.h"

#include "paletti/app/importing.h"
#include "paletti/base/mem.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct trial t;

#define GOOD        "{\"type\":\"client\",\"ref\":\"c1\",\"name\":\"Carla Bruma\"}\n"
#define ENTRY(more) "{\"type\":\"interaction\",\"ref\":\"x\",\"client\":\"ada\"," more "}\n"

START_TEST(a_bad_line_stores_nothing)
{
    static const struct {
        const char *line, *says;
    } bad[] = {
        {"{\n", "line 3: "},
        {"[]\n", "line 3: "},
        {"\n", "line 3: "},
        {"{\"type\":\"interaktion\"}\n", "interaktion"},
        {"{\"ref\":\"x\"}\n", "type"},
        {"{\"type\":\"client\",\"ref\":\"x\"}\n", "line 3: client.name"},
        {"{\"type\":\"client\",\"ref\":\"x\",\"name\":\"N\",\"zone\":\"Europe/Atlantis\"}\n",
         "line 3: client.zone: \"Europe/Atlantis\" is no time zone"},
        {"{\"type\":\"client\",\"ref\":\"x\",\"name\":\"N\",\"nmae\":\"M\"}\n", "nmae"},
        {"{\"type\":\"client\",\"ref\":\"x\",\"name\":\"N\",\"name\":\"M\"}\n", "line 3: "},
        {"{\"type\":\"client\",\"ref\":\"x\",\"name\":7}\n", "line 3: client.name"},
        {"{\"type\":\"client\",\"ref\":\"x\",\"name\":\"N\",\"state\":\"happy\"}\n", "line 3: client.state"},
        {"{\"type\":\"client\",\"ref\":\"x\",\"name\":\"N\",\"emails\":[\"no address\"]}\n",
         "line 3: client.emails[0]"},
        {"{\"type\":\"client\",\"ref\":\"x\",\"name\":\"N\",\"member_of\":\"nobody\"}\n",
         "line 3: client.member_of"},
        {"{\"type\":\"client\",\"ref\":\"x\",\"name\":\"\xff\"}\n", "line 3: "},
        {ENTRY("\"at\":\"2026-03-10 10:00\",\"direction\":\"in\",\"kind\":\"note\""),
         "line 3: interaction.at"},
        {ENTRY("\"at\":\"2026-02-30T10:00:00Z\",\"direction\":\"in\",\"kind\":\"note\""),
         "line 3: interaction.at"},
        {ENTRY("\"at\":\"2026-03-10T10:00:00Z\",\"direction\":\"up\",\"kind\":\"note\""),
         "line 3: interaction.direction"},
        {ENTRY("\"at\":\"2026-03-10T10:00:00Z\",\"direction\":\"in\",\"kind\":\"note\",\"minutes\":-1"),
         "line 3: interaction.minutes"},
        {ENTRY("\"at\":\"2026-03-10T10:00:00Z\",\"direction\":\"out\",\"kind\":\"message\",\"holding\":true"),
         "line 3: interaction.holding"},
        {ENTRY("\"at\":\"2026-03-10T10:00:00Z\",\"direction\":\"in\",\"kind\":\"message\",\"signs\":[\"made_"
               "up\"]"),
         "line 3: interaction.signs"},
        {ENTRY("\"at\":\"2026-03-10T10:00:00Z\",\"direction\":\"in\",\"kind\":\"message\",\"recap\":"
               "\"nowhere\""),
         "line 3: interaction.recap"},
        {"{\"type\":\"ask\",\"ref\":\"x\",\"client\":\"ada\",\"interaction\":\"nowhere\",\"what\":\"w\"}\n",
         "line 3: ask.interaction"},
        {"{\"type\":\"rule\",\"from\":\"2026-02-01T00:00:00Z\",\"zone\":\"Europe/Rome\",\"hours\":{}}\n",
         "line 3: "},
        {"{\"type\":\"rule\",\"from\":\"2026-02-01T00:00:00Z\",\"zone\":\"Europe/"
         "Rome\",\"hours\":{\"mon\":[\"09:00-13:00\"]},"
         "\"reply_window\":\"24h\"}\n",
         "reply_window"},
        {"{\"type\":\"override\",\"ref\":\"x\",\"client\":\"ada\",\"from\":\"2026-03-02\",\"until\":\"2026-"
         "03-08\","
         "\"reason\":\"r\",\"hours\":{}}\n",
         "line 3: "},
        {"{\"type\":\"use\",\"ref\":\"x\",\"package\":\"p\",\"on\":\"2026-03-01\"}\n", "line 3: use.package"},
    };

    trial_init(&t);
    trial_put(&t, RULES ADA);
    _cleanup_free_ char *before = mem_string(trial_ok(&t, "export", "--format", "jsonl", NULL));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        _cleanup_free_ char *lines = str_format("%s%s%s%s", GOOD, BLAS, bad[i].line, GOOD);
        ck_assert_msg(trial_import(&t, lines) < 0, "taken: %s", bad[i].line);
        ck_assert_msg(strstr(t.err.text, bad[i].says), "%s: %s", bad[i].line, t.err.text);
        ck_assert_msg(strstr(t.err.text, "line 3"), "%s: %s", bad[i].line, t.err.text);
        ck_assert_ptr_nonnull(strstr(t.err.text, "in.jsonl: "));
        ck_assert_str_eq(before, trial_ok(&t, "export", "--format", "jsonl", NULL));
    }
    trial_done(&t);
}
END_TEST

#define RULE(more)                                                                                           \
    "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"Europe/"                                \
    "Madrid\",\"hours\":{\"mon\":[\"09:00-18:00\"]}" more "}\n"
#define EXCEPTION(more)                                                                                      \
    "{\"type\":\"override\",\"ref\":\"o\",\"client\":\"ada\",\"from\":\"2026-03-02\",\"until\":\"2026-03-"   \
    "08\",\"reason\":"                                                                                       \
    "\"fair\"," more "}\n"

/* A rule of today may leave an exception of yesterday without any opening. */
START_TEST(exceptions_hold_with_the_rules_there_are)
{
    trial_init(&t);
    trial_put(&t, RULE("") ADA EXCEPTION("\"closed\":[{\"from\":\"2026-03-02\",\"to\":\"2028-12-01\"}]"));
    ck_assert_int_lt(trial_import(&t, RULE(",\"closed\":[{\"from\":\"2028-12-02\",\"to\":\"2029-12-01\"}]")),
                     0);
    ck_assert_msg(strstr(t.err.text, "in.jsonl: the exception o of client ada"), "%s", t.err.text);
    ck_assert_int_lt(trial_import(&t, EXCEPTION("\"hours\":{}")), 0);
    ck_assert_msg(strstr(t.err.text, "line 1: the exception o of client ada"), "%s", t.err.text);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "export", "--format", "jsonl", NULL), "\"to\":\"2028-12-01\""));
    trial_done(&t);
}
END_TEST

START_TEST(twice_is_once)
{
    trial_init(&t);
    const char *lines =
        RULES ADA BLAS GOOD ENTRY("\"at\":\"2026-03-10T10:00:00Z\",\"direction\":\"in\",\"kind\":"
                                  "\"message\"") "{\"type\":\"interaction\",\"client\":\"blas\","
                                                 "\"at\":\"2026-03-10T10:00:00Z\",\"direction\":"
                                                 "\"in\",\"kind\":\"call\"}\n";
    trial_put(&t, lines);
    ck_assert_str_eq(str_text(&t.out),
                     "{\"read\":6,\"new\":6,\"updated\":0,\"unchanged\":0,\"skipped\":[],\"unknown\":[]}\n");
    ck_assert_uint_ne(t.changes, CHANGE_NOTHING);
    _cleanup_free_ char *before = mem_string(trial_ok(&t, "export", "--format", "jsonl", NULL));
    trial_close(&t);
    trial_put(&t, lines);
    ck_assert_str_eq(str_text(&t.out),
                     "{\"read\":6,\"new\":0,\"updated\":0,\"unchanged\":6,\"skipped\":[],\"unknown\":[]}\n");
    ck_assert_uint_eq(t.changes, CHANGE_NOTHING);
    ck_assert_str_eq(before, trial_ok(&t, "export", "--format", "jsonl", NULL));
    trial_put(&t, "{\"type\":\"client\",\"ref\":\"c1\",\"name\":\"Carla Niebla\"}\n");
    ck_assert_str_eq(str_text(&t.out),
                     "{\"read\":1,\"new\":0,\"updated\":1,\"unchanged\":0,\"skipped\":[],\"unknown\":[]}\n");
    trial_done(&t);
}
END_TEST

START_TEST(stopping_stores_nothing)
{
    trial_init(&t);
    _cleanup_str_ struct str lines = STR_INIT;
    str_add(&lines, RULES ADA);
    for (int i = 0; i < 40000; i++)
        str_printf(&lines,
                   "{\"type\":\"interaction\",\"ref\":\"i%d\",\"client\":\"ada\",\"at\":\"2026-03-%02dT%02d:%"
                   "02d:00Z\","
                   "\"direction\":\"in\",\"kind\":\"message\"}\n",
                   i, 1 + i / 1440, i / 60 % 24, i % 60);
    static const int at[] = {1, 2, 20};
    for (size_t i = 0; i < ARRAY_LEN(at); i++) {
        t.stop_after = at[i];
        ck_assert_int_lt(trial_import(&t, str_text(&lines)), 0);
        ck_assert_ptr_nonnull(strstr(t.err.text, "stopped as you wished"));
        t.stop_after = 0;
        ck_assert_str_eq(trial_ok(&t, "clients", NULL), "[]\n");
    }
    trial_put(&t, str_text(&lines));
    ck_assert_str_eq(trial_ok(&t, "check", NULL), "{\"file\":\"ok\",\"judgements\":40000,\"faults\":[]}\n");
    trial_done(&t);
}
END_TEST

/* That book has a rule and an exception without any opening, which a person could not save. */
static char *with_hours(const char *text)
{
    static const char empty[] = "\"hours\":{}";
    struct str lines = STR_INIT;

    for (const char *next; (next = strstr(text, empty)); text = next + strlen(empty)) {
        str_add_n(&lines, text, (size_t)(next - text));
        str_add(&lines, "\"hours\":{\"mon\":[\"09:00-18:00\"]}");
    }
    str_add(&lines, text);
    return str_take(&lines);
}

START_TEST(out_and_in_and_out_again)
{
    trial_init(&t);
    _cleanup_free_ char *path = str_format("%s/records.jsonl", TEST_DATA);
    _cleanup_free_ char *text = trial_read(path);
    _cleanup_free_ char *lines = with_hours(text);
    trial_put(&t, lines);
    _cleanup_free_ char *first = mem_string(trial_ok(&t, "export", "--format", "jsonl", NULL));
    _cleanup_free_ char *copy = str_format("%s/copy.jsonl", t.folder);
    ck_assert_str_eq(trial_ok(&t, "export", "--format", "jsonl", copy, NULL), "");
    _cleanup_free_ char *written = trial_read(copy);
    ck_assert_str_eq(first, written);

    struct trial second;
    trial_init(&second);
    trial_put(&second, first);
    ck_assert_str_eq(first, trial_ok(&second, "export", "--format", "jsonl", "-", NULL));
    trial_done(&second);
    trial_done(&t);
}
END_TEST

START_TEST(signs_of_ones_own)
{
    static const char line[] =
        ENTRY("\"at\":\"2026-03-10T10:00:00Z\",\"direction\":\"in\",\"kind\":\"message\","
              "\"signs\":[\"haggles\",\"my_own\"]");

    trial_init(&t);
    trial_put(&t, ADA);
    ck_assert_int_lt(trial_import(&t, line), 0);
    _cleanup_free_ char *folder = str_format("%s/paletti", t.folder);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    free(trial_file(&t, "paletti/signs", "# mine\nmy_own  says so\n", 0600));
    trial_close(&t);
    trial_put(&t, line);
    trial_done(&t);
}
END_TEST

/* Bodies as long as they may be, and as escaped as they can be. */
START_TEST(long_lines)
{
    _cleanup_str_ struct str line = STR_INIT;

    trial_init(&t);
    str_add(&line,
            ADA "{\"type\":\"interaction\",\"ref\":\"x\",\"client\":\"ada\",\"at\":\"2026-03-10T10:00:00Z\","
                "\"direction\":\"in\",\"kind\":\"message\",\"body\":\"");
    for (int i = 0; i < 4 << 20; i++)
        str_add(&line, "\\u0001");
    str_add(&line, "\"}\n");
    trial_put(&t, str_text(&line));
    ck_assert_uint_eq(strlen(trial_ok(&t, "export", "--format", "jsonl", NULL)), line.len);
    trial_done(&t);
}
END_TEST

START_TEST(files_that_cannot_be_read)
{
    trial_init(&t);
    ck_assert_int_lt(trial_run(&t, "import", "--format", "jsonl", "/nonexistent/x.jsonl", NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "/nonexistent/x.jsonl"));
    ck_assert_int_lt(trial_run(&t, "import", "--format", "jsonl", t.folder, NULL), 0);
    ck_assert_int_lt(trial_run(&t, "import", "--format", "mbox", "-", NULL), 0);
    ck_assert_int_lt(trial_run(&t, "export", "--format", "jsonl", "/nonexistent/x.jsonl", NULL), 0);
    trial_done(&t);
}
END_TEST

#define PACKAGE                                                                                              \
    "{\"type\":\"package\",\"ref\":\"p\",\"client\":\"ada\",\"unit\":\"hour\",\"quantity\":\"10\","              \
    "\"price\":{\"amount\":\"300.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-03-01\"}\n"
#define USE   "{\"type\":\"use\",\"package\":\"p\",\"on\":\"2026-03-02\"}\n"
#define LATER "{\"type\":\"use\",\"package\":\"p\",\"on\":\"2026-03-03\"}\n"

/* Two uses that are alike are two uses; the same file again adds none. */
START_TEST(lines_without_a_ref_that_are_alike)
{
    trial_init(&t);
    trial_put(&t, RULES ADA PACKAGE USE LATER USE USE);
    ck_assert_ptr_nonnull(strstr(str_text(&t.out), "\"new\":7,"));
    _cleanup_free_ char *before = mem_string(trial_ok(&t, "export", "--format", "jsonl", NULL));
    trial_put(&t, USE USE LATER);
    ck_assert_ptr_nonnull(strstr(str_text(&t.out), "\"new\":0,\"updated\":0,\"unchanged\":3,"));
    ck_assert_str_eq(trial_ok(&t, "export", "--format", "jsonl", NULL), before);
    trial_put(&t, before);
    ck_assert_str_eq(trial_ok(&t, "export", "--format", "jsonl", NULL), before);
    ck_assert_ptr_nonnull(strstr(before, "-3\""));
    trial_done(&t);
}
END_TEST

START_TEST(errors_name_the_file_once)
{
    trial_init(&t);
    ck_assert_int_lt(trial_run(&t, "import", "--format", "jsonl", "nothere.jsonl", NULL), 0);
    ck_assert(str_starts(t.err.text, "nothere.jsonl: "));
    ck_assert_ptr_null(strstr(t.err.text + 1, "nothere"));
    ck_assert_int_eq(trial_run(&t, "import", "nothere.jsonl", NULL), -1);
    ck_assert(str_starts(t.err.text, "nothere.jsonl "));
    ck_assert_ptr_nonnull(strstr(t.err.text, "--format"));
    trial_done(&t);
}
END_TEST

START_TEST(formats_are_seen)
{
    static const struct {
        const char *text, *format;
    } cases[] = {
        {"From x@y.example Tue Mar 10 10:15:00 2026\nFrom: x@y.example\n", "mbox"},
        {"\xEF\xBB\xBF\r\nBEGIN:VCARD\r\nVERSION:3.0\r\n", "vcard"},
        {"{\"type\":\"client\",\"ref\":\"a\"}\n", "jsonl"},
        {"{\"ref\":\"a\",\"type\":\"client\"}\n", "jsonl"},
        {"First Name,Last Name,E-mail 1 - Value\r\n", "csv"},
        {"Nombre;Correo\n", "csv"},
        {"Email\na@b.example\n", "csv"},
        {"{\"a\":1}\n", NULL},
        {"From here on, nobody\nwrote a mailbox", "mbox"}, /* the courier says what is wrong */
        {"Dear Nora,\nthe name of the game\n", NULL},
        {"", NULL},
    };
    static const char wide[] = "\xFF\xFEN\0a\0m\0e\0,\0E\0m\0a\0i\0l\0";

    trial_init(&t);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_free_ char *path = trial_file(&t, "any", cases[i].text, 0600);
        const char *format = import_guess_format(path);
        ck_assert_msg(str_equal(format ? format : "", cases[i].format ? cases[i].format : ""), "%s: %s",
                      cases[i].text, format ? format : "nothing");
    }
    _cleanup_free_ char *path = str_format("%s/any", t.folder);
    FILE *f = fopen(path, "w");
    ck_assert_ptr_nonnull(f);
    fwrite(wide, 1, sizeof wide - 1, f);
    fclose(f);
    ck_assert_str_eq(import_guess_format(path), "csv");
    ck_assert_ptr_null(import_guess_format(t.folder));
    ck_assert_ptr_null(import_guess_format("/dev/tty"));
    ck_assert_ptr_null(import_guess_format("/nowhere"));
    _cleanup_free_ char *cur = str_format("%s/cur", t.folder), *new = str_format("%s/new", t.folder);
    ck_assert_int_eq(mkdir(cur, 0700), 0);
    ck_assert_int_eq(mkdir(new, 0700), 0);
    ck_assert_str_eq(import_guess_format(t.folder), "maildir");
    rmdir(cur);
    rmdir(new);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app import", formats_are_seen, a_bad_line_stores_nothing, exceptions_hold_with_the_rules_there_are, twice_is_once,
           stopping_stores_nothing, out_and_in_and_out_again, signs_of_ones_own, long_lines,
           files_that_cannot_be_read, lines_without_a_ref_that_are_alike, errors_name_the_file_once)
