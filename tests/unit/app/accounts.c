/* paletti.conf: what it may say, and what is said where it is wrong. */
#include "fixture.h"

#include "accounts_file.h"

#include "paletti/base/mem.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct trial t;

#define CANARY "canary-4f1d"
#define SMTP   "[mail]\nway = smtp\nfrom = nora@paletti.example\nhost = smtp.paletti.example\n"
#define SECRET "secret_command = [\"pass\", \"show\", \"mail\"]\n"

START_TEST(everything_is_read)
{
    struct accounts a;
    struct err err;

    accounts_init(&a);
    int r = accounts_parse("conf",
                           "# mine\r\n[mail] # of letters\nway=smtp\nfrom = nora@paletti.example\nfrom_name = \"Nora # \\\"N\\\" Vidal\"  # me\n"
                           "host = smtp.paletti.example\nport = 587\n\tsecurity = starttls\nuser = nora\nauth = xoauth2\n"
                           "secret_command = [\"oama\", \"access\", \"a # b\"] # a comment\nca = /etc/ca.pem\nseconds = 20\n"
                           "end_seconds = 90\n[clipboard]\ncommand = [\"wl-copy\"]\n"
                           "[sent]\nhost = imap.paletti.example\nuser = nora\n" SECRET "folder = Enviados 2026\n"
                           "[stripe]\nsecret_command = [\"pass\", \"show\", \"stripe\"]\nseconds = 30\n",
                           &a, &err);
    ck_assert_msg(r == 0, "%s", err.text);
    ck_assert_int_eq(a.way, ACCOUNT_SMTP);
    ck_assert_str_eq(a.from, "nora@paletti.example");
    ck_assert_str_eq(a.from_name, "Nora # \"N\" Vidal");
    ck_assert_int_eq(a.mail.way, POST_SMTP);
    ck_assert_str_eq(a.mail.host, "smtp.paletti.example");
    ck_assert_int_eq(a.mail.port, 587);
    ck_assert_int_eq(a.mail.security, POST_STARTTLS);
    ck_assert_int_eq(a.mail.auth, POST_XOAUTH2);
    ck_assert_uint_eq(a.mail.secret_command.n, 3);
    ck_assert_str_eq(a.mail.secret_command.v[2], "a # b");
    ck_assert_str_eq(a.mail.ca, "/etc/ca.pem");
    ck_assert_int_eq(a.mail.seconds, 20);
    ck_assert_int_eq(a.mail.end_seconds, 90);
    ck_assert(a.sent_given && a.stripe_given);
    ck_assert_int_eq(a.sent.way, POST_IMAP);
    ck_assert_int_eq(a.sent.seconds, 60);
    ck_assert_str_eq(a.sent_folder, "Enviados 2026");
    ck_assert_str_eq(a.clipboard.v[0], "wl-copy");
    ck_assert_int_eq(a.stripe.seconds, 30);
    ck_assert_ptr_null(a.stripe.base);
    accounts_clear(&a);
}
END_TEST

START_TEST(nothing_is_nothing)
{
    static const char *const texts[] = {"", "\n\n# nothing\n", "[mail]\nway = none\n"};
    struct accounts a;
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        accounts_init(&a);
        ck_assert_int_eq(accounts_parse("conf", texts[i], &a, &err), 0);
        ck_assert(a.way == ACCOUNT_NONE && !a.sent_given && !a.stripe_given && a.clipboard.n == 0);
        ck_assert_int_lt(accounts_need_mail(&a, &err), 0);
        ck_assert_ptr_nonnull(strstr(err.text, "[mail]"));
        ck_assert_ptr_nonnull(strstr(err.text, "courier check"));
        ck_assert_int_lt(accounts_need_stripe(&a, &err), 0);
        accounts_clear(&a);
    }
    accounts_init(&a);
    ck_assert_int_eq(accounts_parse("conf", "[mail]\nway = command\ncommand = [\"msmtp\", \"-t\"]", &a, &err), 0);
    ck_assert_int_eq(accounts_need_mail(&a, &err), 0);
    ck_assert_int_eq(a.mail.way, POST_COMMAND);
    accounts_clear(&a);
}
END_TEST

/* Every mistake names the file, its line and the key, and what helps; none gives away what stands there. */
static const struct {
    const char *text, *line, *key, *says;
} mistakes[] = {
    {"host = x\n", "line 1", NULL, "a section such as [mail] comes first"},
    {"[mail\n", "line 1", NULL, "[like this]"},
    {"\n[main]\n", "line 2", NULL, "[mail], [sent], [clipboard], [stripe]"},
    {"[mail]\nway = smtp\n\n[mail]\n", "line 4", "[mail]", "line 1 already"},
    {"[mail]\n" CANARY "\n", "line 2", NULL, "KEY = VALUE"},
    {"[mail]\n" CANARY " = 1\n", "line 2", NULL, "it has way, from"},
    {"[mail]\nhots = smtp.paletti.example\n", "line 2", "\"hots\"", "host, port"},
    {"[clipboard]\nhost = x\n", "line 2", "\"host\"", "it has command"},
    {"[mail]\npassword = " CANARY "\n", "line 2", "password:", "secret_command"},
    {"[stripe]\nsecret = " CANARY "\n", "line 2", "secret:", "no secret stands in this file"},
    {"[stripe]\napi_key = " CANARY "\n", "line 2", "api_key:", "no secret stands in this file"},
    {"[sent]\nTOKEN = " CANARY "\n", "line 2", NULL, "no secret stands in this file"},
    {"[sent]\naccess_token=" CANARY "\n", "line 2", "access_token:", "no secret stands in this file"},
    {"[stripe]\nsecret_command = [\"echo\", \"rk_live_" CANARY "\"]\n", "line 2", "secret_command:", "everybody on this machine"},
    {"[stripe]\nsecret_command = " CANARY "\n", "line 2", "secret_command:", "[\"pass\", \"show\", \"mail\"]"},
    {"[stripe]\nsecret_command = [\"" CANARY "\n", "line 2", "secret_command:", "on one line"},
    {"[stripe]\nsecret_command = []\n", "line 2", "secret_command:", "on one line"},
    {"[stripe]\nsecret_command = [1]\n", "line 2", "secret_command:", "in quotation marks"},
    {"[stripe]\nsecret_command = [\"\"]\n", "line 2", "secret_command:", "none is empty"},
    {"[stripe]\nsecret_command = [\"a\"], \"x\": [\"b\"]\n", "line 2", "secret_command:", "on one line"},
    {"[mail]\nway = smpt\n", "line 2", "way:", "none, smtp, command, clipboard"},
    {"[mail]\nway =\n", "line 2", "way:", "behind the ="},
    {"[mail]\nway = smtp\nway = smtp\n", "line 3", "way:", "line 2 already"},
    {"[mail]\nfrom = nora\n", "line 2", "from:", "name@domain"},
    {"[mail]\nfrom_name = \"Nora\n", "line 2", "from_name:", "ends with one"},
    {"[mail]\nport = many\n", "line 2", "port:", "a whole number"},
    {"[mail]\nport = 70000\n", "line 2", "port:", "65535"},
    {"[mail]\nport = 465 tls\n", "line 2", "port:", "a whole number"},
    {"[mail]\nseconds = 0\n", "line 2", "seconds:", "1"},
    {"[mail]\nsecurity = none\n", "line 2", "security:", "tls, starttls"},
    {"[mail]\nfrom = a@b.example\n", "line 1", "way", "smtp, command, clipboard"},
    {"[mail]\nway = smtp\n", "line 1", "host", "smtp.paletti.example"},
    {"[mail]\nway = smtp\nhost = smtp://x\n", "line 1", "host:", "port has a line of its own"},
    {"[mail]\nway = smtp\nhost = x:465\n", "line 1", "host:", "port has a line of its own"},
    {SMTP "user = nora\n", "line 1", "secret_command", "pass"},
    {SMTP SECRET, "line 1", "user", "your whole address"},
    {SMTP "ca = mine.pem\n", "line 1", "ca:", "beginning with /"},
    {SMTP "command = [\"msmtp\"]\n", "line 5", "command:", "way = command"},
    {"[mail]\nway = command\nhost = x\n", "line 3", "host:", "way = smtp"},
    {"[mail]\nway = command\n", "line 1", "command", "msmtp"},
    {"[mail]\nway = clipboard\nport = 1\n", "line 3", "port:", "the way is clipboard"},
    {"[sent]\nhost = x\n", "line 1", "user", "who logs in"},
    {"[sent]\nuser = x\n" SECRET, "line 1", "host", "the name of the server"},
    {"[clipboard]\n", "line 1", "command", "wl-copy"},
    {"[stripe]\n", "line 1", "secret_command", "restricted key"},
    {"[stripe]\n" SECRET "ca = x\n", "line 1", "ca:", "beginning with /"},
    {"[mail]\nfrom_name = \xff\n", "", NULL, "UTF-8"},
};

static void expect_mistake(const char *text, const char *line, const char *key, const char *says)
{
    struct accounts a;
    struct err err;

    accounts_init(&a);
    ck_assert_msg(accounts_parse("/c/paletti.conf", text, &a, &err) < 0, "taken: %s", text);
    ck_assert_msg(strncmp(err.text, "/c/paletti.conf", 15) == 0, "%s", err.text);
    ck_assert_msg(strstr(err.text, line) != NULL, "%s", err.text);
    ck_assert_msg(!key || strstr(err.text, key), "%s: %s", key, err.text);
    ck_assert_msg(strstr(err.text, says) != NULL, "%s: %s", says, err.text);
    ck_assert_msg(!strstr(err.text, CANARY), "%s", err.text);
    accounts_clear(&a);
}

START_TEST(mistakes_are_named)
{
    for (size_t i = 0; i < ARRAY_LEN(mistakes); i++)
        expect_mistake(mistakes[i].text, mistakes[i].line, mistakes[i].key, mistakes[i].says);
}
END_TEST

/* --- the file itself --- */

static void begin(void)
{
    _cleanup_free_ char *folder = NULL;

    trial_init(&t);
    trial_put(&t, ADA);
    folder = str_format("%s/paletti", t.folder);
    ck_assert_int_eq(mkdir(folder, 0700), 0);
}

static void write_conf(const char *text, int mode)
{
    free(trial_file(&t, "paletti/paletti.conf", text, mode));
}

static void expect_refused(const char *says)
{
    struct accounts a;

    ck_assert_int_lt(accounts_read(t.app, &a, &t.err), 0);
    ck_assert_msg(strstr(t.err.text, says) != NULL, "%s", t.err.text);
}

START_TEST(the_file_is_mine)
{
    _cleanup_free_ char *folder = NULL, *conf = NULL;
    struct accounts a;

    begin();
    folder = str_format("%s/paletti", t.folder);
    conf = str_format("%s/paletti.conf", folder);
    ck_assert_int_eq(accounts_read(t.app, &a, &t.err), 0);
    ck_assert_str_eq(a.path, conf);
    ck_assert_int_eq(a.way, ACCOUNT_NONE);
    accounts_clear(&a);
    write_conf(SMTP, 0600);
    ck_assert_int_eq(accounts_read(t.app, &a, &t.err), 0);
    ck_assert(a.way == ACCOUNT_SMTP && !a.careless);
    accounts_clear(&a);
    chmod(conf, 0644);
    ck_assert_int_eq(accounts_read(t.app, &a, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(a.careless, "chmod 600"));
    accounts_clear(&a);
    chmod(conf, 0620);
    expect_refused("chmod go-w");
    chmod(conf, 0602);
    expect_refused("chmod go-w");
    chmod(conf, 0600);
    chmod(folder, 0777);
    expect_refused("chmod go-w");
    chmod(folder, 0700);
    if (geteuid() == 0) {
        ck_assert_int_eq(chown(conf, 65534, 65534), 0);
        expect_refused("another user");
    }
    ck_assert_int_eq(unlink(conf), 0);
    ck_assert_int_eq(mkfifo(conf, 0600), 0);
    expect_refused("no regular file");
    trial_done(&t);
}
END_TEST

START_TEST(who_i_am_is_known)
{
    struct accounts a;

    begin();
    write_conf("[mail]\nway = command\ncommand = [\"msmtp\"]\n", 0600);
    expect_refused("from = your@address");
    trial_put(&t, "{\"type\":\"me\",\"name\":\"Nora Vidal\",\"email\":[\"nora@paletti.example\"]}\n");
    ck_assert_int_eq(accounts_read(t.app, &a, &t.err), 0);
    ck_assert_str_eq(a.from, "nora@paletti.example");
    ck_assert_str_eq(a.from_name, "Nora Vidal");
    accounts_clear(&a);
    write_conf(SMTP "from_name = N. V.\n", 0600);
    ck_assert_int_eq(accounts_read(t.app, &a, &t.err), 0);
    ck_assert_str_eq(a.from_name, "N. V.");
    accounts_clear(&a);
    write_conf("[mail]\nway = command\ncommand = [\"msmtp\"]\nfrom = ñora@paletti.example\n", 0600);
    expect_refused("plain letters");
    trial_done(&t);
}
END_TEST

/* --- the clipboard --- */

static int copy(const char *script, const char *text)
{
    char *words[] = {(char *)"sh", (char *)"-c", (char *)script, (char *)"copy"};
    struct accounts a = {.clipboard = {words, ARRAY_LEN(words), 0}};

    return accounts_copy(&a, text, &t.err);
}

START_TEST(a_text_is_handed_over)
{
    static const char text[] = "Hola, Iñaki:\n$(touch x) `id` 'x' \"y\"\n";
    _cleanup_free_ char *to = NULL, *script = NULL, *got = NULL, *large = mem_zero(1, 1 << 20);
    struct accounts none = {0};
    char *missing[] = {(char *)"/nonexistent/wl-copy"};
    struct accounts lost = {.clipboard = {missing, 1, 0}};

    begin();
    to = str_format("%s/copied", t.folder);
    script = str_format("cat > %s; sleep 5 &", to);
    ck_assert_int_eq(accounts_copy(&none, text, &t.err), 1);
    ck_assert_int_eq(copy(script, text), 0);
    got = trial_read(to);
    ck_assert_str_eq(got, text);
    ck_assert_int_lt(copy("echo no display >&2; exit 1", text), 0);
    ck_assert_str_eq(t.err.text, "sh did not take the text: no display");
    ck_assert_int_lt(copy("kill -9 $$", text), 0);
    ck_assert_int_lt(accounts_copy(&lost, text, &t.err), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "cannot be started"));
    memset(large, 'x', (1 << 20) - 1);
    ck_assert_int_eq(copy("exit 0", large), 0);
    trial_done(&t);
}
END_TEST

/* --- the example --- */

static void expect_fine(const struct str *block)
{
    struct accounts a;
    struct err err = {""};

    if (block->len == 0)
        return;
    accounts_init(&a);
    ck_assert_msg(accounts_parse("example", str_text(block), &a, &err) == 0, "%s\n%s", err.text, str_text(block));
    ck_assert(a.way != ACCOUNT_NONE || a.sent_given || a.stripe_given || a.clipboard.n > 0);
    accounts_clear(&a);
}

/* Every block of it works once its "#" is taken off; where a key stands again, it is another way of the same. */
START_TEST(the_example_is_right)
{
    _cleanup_free_ char *text = trial_read(TEST_DATA "/../../data/paletti.conf.example");
    _cleanup_str_ struct str block = STR_INIT, section = STR_INIT;
    struct accounts nothing;
    char *rest = text;
    int blocks = 0;

    accounts_init(&nothing);
    ck_assert_int_eq(accounts_parse("example", text, &nothing, &t.err), 0);
    for (char *line; (line = strsep(&rest, "\n"));) {
        bool begins = str_starts(line, "#["), key = str_starts(line, "#") && line[1] != ' ' && strstr(line, " = ");
        if (begins || (key && strstr(str_text(&block), "\ncommand = "))) {
            expect_fine(&block);
            str_clear(&block);
            blocks++;
        }
        if (begins) {
            str_clear(&section);
            str_add(&section, line + 1);
        }
        if ((begins || key) && block.len == 0)
            str_printf(&block, "%s\n", str_text(&section));
        if (key)
            str_printf(&block, "%s\n", line + 1);
    }
    expect_fine(&block);
    ck_assert_int_ge(blocks, 9);
    accounts_clear(&nothing);
}
END_TEST

TRIAL_MAIN("app accounts", the_example_is_right, everything_is_read, nothing_is_nothing, mistakes_are_named, the_file_is_mine, who_i_am_is_known,
           a_text_is_handed_over)
