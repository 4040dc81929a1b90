#include "ladder_book.h"

#include "own_file.h"

#include "paletti/base/embed.h"
#include "paletti/base/mem.h"

extern const struct embedded embedded_ladder[], embedded_law[];

static int parse_rules(void *ctx, const char *text, struct err *err)
{
    return ladder_rules_parse(text, ctx, err);
}

static int parse_law(void *ctx, const char *text, struct err *err)
{
    return law_parse(text, ctx, err);
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

    parse_rules(&book.rules, embedded_ladder[0].text, NULL);
    parse_law(&book.law, embedded_law[0].text, NULL);
    refused(app, "ladder/steps", parse_rules, &book.rules, &book);
    if (refused(app, "law/late_payment", parse_law, &book.law, &book)) {
        law_clear(&book.law);
        parse_law(&book.law, embedded_law[0].text, NULL);
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
