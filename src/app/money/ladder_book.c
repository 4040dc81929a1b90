#include "ladder_book.h"

#include "paletti/base/embed.h"
#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <unistd.h>

extern const struct embedded embedded_ladder[], embedded_law[];

enum { FILE_LIMIT = 1 << 20 };

static int parse_rules(struct ladder_book *book, const char *text, struct err *err)
{
    return ladder_rules_parse(text, &book->rules, err);
}

static int parse_law(struct ladder_book *book, const char *text, struct err *err)
{
    return law_parse(text, &book->law, err);
}

/* What cannot be read is as if it were not there. */
static void read_own(struct app *app, const char *name, int (*parse)(struct ladder_book *, const char *, struct err *),
                     struct ladder_book *book)
{
    const char *home = app_options(app)->config_home;
    _cleanup_free_ char *path = home ? str_format("%s/paletti/%s", home, name) : NULL;
    _cleanup_str_ struct str text = STR_INIT;
    struct err err;

    if (!path || access(path, F_OK) != 0)
        return;
    if ((file_read_regular(path, FILE_LIMIT, &text, &err) < 0 || parse(book, str_text(&text), &err) < 0) && !book->refused)
        book->refused = str_format(_("%s: %s; the built-in file was taken"), path, err.text);
}

void ladder_book_load(struct app *app, struct ladder_book *ret)
{
    struct ladder_book book = {.law.read_on = DAY_NONE};

    parse_rules(&book, embedded_ladder[0].text, NULL);
    parse_law(&book, embedded_law[0].text, NULL);
    read_own(app, "ladder/steps", parse_rules, &book);
    read_own(app, "law/late_payment", parse_law, &book);
    *ret = book;
}

void ladder_book_clear(struct ladder_book *book)
{
    ladder_rules_clear(&book->rules);
    law_clear(&book->law);
    free(book->refused);
    *book = (struct ladder_book){.law.read_on = DAY_NONE};
}
