#include "ladder_book.h"

#include "letter_files.h"
#include "own_file.h"

#include "paletti/base/embed.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

extern const struct embedded embedded_ladder[], embedded_law[];

static int parse_law(void *ctx, const char *text, struct err *err)
{
    return law_parse(text, ctx, err);
}

struct own_rules {
    struct app *app;
    struct ladder_rules *rules;
};

/* A letter that there is none of would be found out on the day that it is to be written. */
static int check_letters(struct app *app, const struct ladder_rules *rules, struct err *err)
{
    for (int i = 0; i < rules->n; i++)
        if (!letter_file_known(app, rules->steps[i].letter))
            return err_set(err, _("step \"%s\": there is no letter %s"), rules->steps[i].code, rules->steps[i].letter);
    return 0;
}

static int parse_own_rules(void *ctx, const char *text, struct err *err)
{
    const struct own_rules *own = ctx;
    struct ladder_rules read = {0};

    if (ladder_rules_parse(embedded_ladder[0].text, &read, err) < 0 || ladder_rules_parse(text, &read, err) < 0 ||
        check_letters(own->app, &read, err) < 0) {
        ladder_rules_clear(&read);
        return -1;
    }
    ladder_rules_clear(own->rules);
    *own->rules = read;
    return 0;
}

/* The first refusal is the one that is told. */
static bool refused(struct app *app, const char *name, int (*parse)(void *ctx, const char *text, struct err *err), void *ctx,
                    struct ladder_book *book)
{
    _cleanup_free_ char *why = NULL;

    if (own_file_read(app_options(app)->config_home, name, parse, ctx, &why) >= 0)
        return false;
    if (!book->refused)
        book->refused = MEM_TAKE(why);
    return true;
}

/* Of a file with a mistake nothing is taken: rules stay as they are of themselves, the law is read anew. */
void ladder_book_load(struct app *app, struct ladder_book *ret)
{
    struct ladder_book book = {.law.read_on = DAY_NONE};
    struct own_rules own = {app, &book.rules};

    ladder_rules_parse(embedded_ladder[0].text, &book.rules, NULL);
    law_parse(embedded_law[0].text, &book.law, NULL);
    refused(app, "ladder/steps", parse_own_rules, &own, &book);
    if (refused(app, "law/late_payment", parse_law, &book.law, &book)) {
        law_clear(&book.law);
        law_parse(embedded_law[0].text, &book.law, NULL);
    }
    *ret = book;
}

void ladder_book_clear(struct ladder_book *book)
{
    ladder_rules_clear(&book->rules);
    law_clear(&book->law);
    free(book->refused);
    *book = (struct ladder_book){.law.read_on = DAY_NONE};
}
