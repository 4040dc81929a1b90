/* What becomes of a letter: a file, or a sentence that says why there is none. */
#include "paletti/app/letters.h"

#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <unistd.h>

/* What to do about a field that is missing. */
static const struct hint {
    const char *field, *hint;
} hints[] = {
    {"when", N_("name the entry it is about with --of")},
    {"reason", N_("give one with --reason")},
    {"told_on", N_("the client had not been told these rules then: send T3b, or --variant first, which quotes none")},
    {"hours", N_("set your hours: paletti add rule")},
    {"from", N_("set your hours: paletti add rule")},
    {"asked", N_("note what they asked for: paletti add request")},
    {"extra_hours", N_("note how long each takes, in the minutes of the request: paletti records request, paletti edit")},
    {"price", N_("note the price with the request, or your rate for extras in your rules")},
    {"first_on", N_("no first letter was sent about this invoice: T6a comes before")},
    {"in_charge", N_("note who is in charge there, among the people of the client: paletti edit client")},
    {"decided_on", N_("a decision fills it: open the client and decide")},
    {"conditions", N_("a decision fills it: open the client and decide for a second chance")},
    {"meetings", N_("no meeting is planned or cancelled")},
    {"items", N_("no access is noted: paletti add access")},
    {"debts", N_("no invoice is late")},
    {"colleague.name", N_("note a colleague who said yes within a year, and the referral: paletti add colleague")},
    {"colleague.email", N_("note the colleague's address: paletti edit colleague")},
    {"me.email", N_("paletti edit me email=ADDRESS")},
    {"wanted", N_("paletti edit me email=ADDRESS")},
    {"me.signature", N_("paletti edit me signature=TEXT")},
};

static const char *hint_of(const struct texts *missing)
{
    for (size_t i = 0; i < ARRAY_LEN(hints); i++)
        if (texts_have(missing, hints[i].field))
            return _(hints[i].hint);
    return _("give them with --field NAME=VALUE; paletti letter --help says where they come from");
}

int letter_refuse_missing(const struct letter *letter, struct err *err)
{
    _cleanup_str_ struct str names = STR_INIT;

    for (size_t i = 0; i < letter->missing.n; i++)
        str_printf(&names, "%s%s", i ? ", " : "", letter->missing.v[i]);
    return err_set(err, _("the letter %s cannot be written: it lacks %s; %s"), letter->code, str_text(&names),
                   hint_of(&letter->missing));
}

/* --- where the words come from --- */

void letter_say_refused(const struct request *request, const struct letter *letter)
{
    if (request && request->aside && letter->refused)
        request->aside(letter->refused);
}

void words_letter_template(struct str *to, const struct letter *letter)
{
    _cleanup_str_ struct str name = STR_INIT;

    str_printf(&name, "%s/", letter->language);
    letter_file_name(&name, letter->code, letter->address, letter->variant);
    str_printf(to, _("Made of the template %s; one of your own stands in ~/.config/paletti/letters/%s: paletti letter --help."),
               str_text(&name), str_text(&name));
}

/* --- as a mail program takes it --- */

void letter_page(struct str *page, const char *to, const char *subject, const char *text)
{
    if (to && *to)
        str_printf(page, "To: %s\n", to);
    if (subject && *subject)
        str_printf(page, "Subject: %s\n", subject);
    if (page->len > 0)
        str_add_char(page, '\n');
    str_add(page, text);
    if (page->len > 0 && page->s[page->len - 1] != '\n')
        str_add_char(page, '\n');
}

int letter_write_file(const char *path, const char *to, const char *subject, const char *text, struct err *err)
{
    _cleanup_(file_out_free_p) struct file_out *out = NULL;
    _cleanup_str_ struct str page = STR_INIT;

    letter_page(&page, to, subject, text);
    if (access(path, F_OK) == 0 || errno != ENOENT)
        return err_set(err, _("%s exists already: name another file"), path);
    if (file_out_open(path, &out, err) < 0 || file_out_write(out, str_text(&page), page.len, err) < 0)
        return -1;
    return file_out_commit(MEM_TAKE(out), err);
}
