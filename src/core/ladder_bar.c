/* Looking once more at a letter of the ladder before it leaves. */
#include "paletti/core/ladder.h"

#include "paletti/base/str.h"
#include "paletti/core/money_text.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* A step with this letter that is still to come, or due. Behind the last one only the person in charge is left. */
static bool is_ahead(const struct ladder_rules *rules, const struct ladder_standing *standing, const char *letter)
{
    for (int i = standing->step; i >= 0 && i < rules->n; i++)
        if (strcasecmp(rules->steps[i].letter, letter) == 0)
            return true;
    return strcasecmp(letter, LADDER_IN_CHARGE) == 0 && !standing->in_charge;
}

enum ladder_bar ladder_bar(const struct ladder_rules *rules, const struct ladder_standing *standing, const char *letter)
{
    bool notes = strcasecmp(letter, LADDER_PROMISED) == 0, sleeps = standing->state == LADDER_SLEEPS;

    if (!notes && !ladder_letter(rules, letter))
        return LADDER_GOES;
    if (standing->state == LADDER_PAID)
        return LADDER_BAR_PAID;
    if (standing->state == LADDER_WRITTEN_OFF)
        return LADDER_BAR_WRITTEN_OFF;
    if (notes)
        return sleeps && standing->promised != DAY_NONE ? LADDER_GOES : LADDER_BAR_PROMISED;
    if (sleeps)
        return LADDER_BAR_PROMISED;
    return is_ahead(rules, standing, letter) ? LADDER_GOES : LADDER_BAR_BEHIND;
}

static bool joins(unsigned char c)
{
    return isalnum(c) || c == '.' || c == ',' || c == '\'' || c == '-';
}

bool ladder_names_sum(const char *text, struct money sum)
{
    for (const char *s = text; *s; s++) {
        struct money read;
        if (!isdigit((unsigned char)*s) || (s > text && joins((unsigned char)s[-1])))
            continue;
        int n = money_read(s, sum.currency, &read, NULL);
        if (n > 0 && money_equal(read, sum))
            return true;
    }
    return false;
}
