#include "accounts.h"

#include "accounts_file.h"
#include "inside.h"

#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/program.h"
#include "paletti/base/text.h"

#include <string.h>

enum { FILE_LIMIT = 64 << 10, COPY_MS = 10000 };

/* --- the file --- */

static int read_file(struct accounts *accounts, struct err *err)
{
    _cleanup_str_ struct str text = STR_INIT;
    bool open = false;
    int r = accounts->path ? file_read_own(accounts->path, FILE_LIMIT, &text, &open, err) : 1;

    if (r < 0)
        return r;
    accounts->there = r == 0;
    if (open)
        accounts->careless = str_format(_("Others may read %s: run chmod 600 on it"), accounts->path);
    if (r == 0 && strlen(str_text(&text)) < text.len)
        return err_set(err, _("%s holds a zero byte: it is no text"), accounts->path);
    return accounts_parse(accounts->path ? accounts->path : "", r == 0 ? str_text(&text) : "", accounts, err);
}

/* What the file does not say about me is what the person said about themselves. */
static int fill_me(struct app *app, struct accounts *accounts, struct err *err)
{
    const struct house *house;

    if (accounts->from && accounts->from_name)
        return 0;
    if (app_house(app, &house, err) < 0)
        return -1;
    if (!accounts->from && house->me.email.n > 0)
        accounts->from = mem_string(house->me.email.v[0]);
    if (!accounts->from_name)
        accounts->from_name = mem_string(house->me.name);
    return 0;
}

static bool is_ascii(const char *s)
{
    while (*s && !(*s & 0x80))
        s++;
    return !*s;
}

static int check_from(const struct accounts *accounts, struct err *err)
{
    if (accounts->way != ACCOUNT_SMTP && accounts->way != ACCOUNT_COMMAND)
        return 0;
    if (!accounts->from)
        return err_set(
            err,
            _("%s: from is missing in [mail], and you have given paletti no address of yours: write from = "
              "your@address"),
            accounts->path);
    if (!is_ascii(accounts->from))
        return err_set(err,
                       _("%s: from: \"%s\" has letters that a mail server may refuse: write an address of "
                         "plain letters"),
                       accounts->path, accounts->from);
    return 0;
}

int accounts_read(struct app *app, struct accounts *ret, struct err *err)
{
    const char *home = app_options(app)->config_home;
    _cleanup_accounts_ struct accounts accounts;

    accounts_init(&accounts);
    accounts.path = home ? str_format("%s/paletti/paletti.conf", home) : NULL;
    if (read_file(&accounts, err) < 0 || fill_me(app, &accounts, err) < 0 || check_from(&accounts, err) < 0)
        return -1;
    *ret = accounts;
    accounts_init(&accounts);
    return 0;
}

/* --- what is asked of it --- */

/* LINES: what to write. */
static int need(const struct accounts *accounts, const char *what, const char *lines, struct err *err)
{
    return err_set(err,
                   _("%s: write %s into %s, as \"man paletti.conf\" shows; \"paletti courier check\" then "
                     "says whether it "
                     "works"),
                   what, lines, accounts->path ? accounts->path : "~/.config/paletti/paletti.conf");
}

int accounts_need_mail(const struct accounts *accounts, struct err *err)
{
    if (accounts->way == ACCOUNT_SMTP || accounts->way == ACCOUNT_COMMAND)
        return 0;
    return need(accounts, _("No account for sending letters is set up"), "[mail]", err);
}

int accounts_need_stripe(const struct accounts *accounts, struct err *err)
{
    return accounts->stripe_given ? 0 : need(accounts, _("No Stripe account is set up"), "[stripe]", err);
}

/* --- the clipboard --- */

static int judge_copy(const char *name, const struct program_end *end, struct err *err)
{
    _cleanup_free_ char *said = text_safe_line(str_text(&end->errors));

    for (size_t n = strlen(said); n > 0 && said[n - 1] == ' '; n--)
        said[n - 1] = '\0';

    if (end->late)
        return err_set(err, _("%s did not take the text within ten seconds, and was ended"), name);
    if (end->signal || (end->status && !*said))
        return err_set(err, _("%s did not take the text: it died or failed without a word"), name);
    return end->status ? err_set(err, _("%s did not take the text: %s"), name, said) : 0;
}

int accounts_copy(const struct accounts *accounts, const char *text, struct err *err)
{
    const struct texts *command = &accounts->clipboard;
    struct str input = {.s = (char *)text, .len = strlen(text)};
    struct program program = {.arguments = command->v, .n = command->n, .input = &input, .wait_ms = COPY_MS};
    struct program_end end;

    if (command->n == 0)
        return 1;
    if (program_run(&program, &end, err) < 0)
        return -1;
    int r = judge_copy(command->v[0], &end, err);
    program_wipe(&end);
    return r;
}
