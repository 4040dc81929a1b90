#include "about.h"
#include "blurring.h"

#include "paletti/base/i18n.h"

int64_t about_since(const struct about *about)
{
    return about->now - (int64_t)ABOUT_DAYS * DAY_SECONDS;
}

void about_say(struct about *about, const struct about_line *line)
{
    struct about_line whole = *line;

    whole.label = line->label ? line->label : "";
    whole.text = app_blur_names(about->app, line->text);
    whole.aside = line->aside ? app_blur_names(about->app, line->aside) : "";
    about->fn(about->ctx, &whole);
}

void about_count(struct str *to, int64_t counted, int64_t untold)
{
    if (counted > 0)
        str_printf(to, _("%lld in %d d"), (long long)counted, ABOUT_DAYS);
    else if (untold > 0)
        str_printf(to, _("(%lld) in %d d"), (long long)untold, ABOUT_DAYS);
}

void about_sum(const struct crossed *crossed, unsigned breaches, int64_t *ret_counted, int64_t *ret_untold)
{
    *ret_counted = *ret_untold = 0;
    for (size_t i = 0; i < ARRAY_LEN(crossed->counted); i++) {
        if (!(breaches >> i & 1))
            continue;
        *ret_counted += crossed->counted[i];
        *ret_untold += crossed->untold[i];
    }
}

/* Where the label says already whose it is. */
static const char *kind_word(enum breach breach)
{
    switch ((int)breach) {
    case BREACH_MY_OFF_HOURS:
        return C_("line", "hours");
    case BREACH_MY_CHANNEL:
        return _("channel");
    case BREACH_LATE_REPLY:
        return C_("line", "late");
    case BREACH_BROKEN_PROMISE:
        return _("promise");
    default:
        return words_breach(breach);
    }
}

void about_kinds(struct str *to, const struct crossed *crossed, unsigned breaches)
{
    for (size_t i = 0; i < breach_kinds_n; i++) {
        const struct breach_kind *kind = &breach_kinds[i];
        int64_t n = crossed->counted[__builtin_ctz(kind->bit)];
        if (!(breaches & kind->bit) || n == 0)
            continue;
        str_printf(to, "%s%s %lld", to->len > 0 ? ", " : "", kind_word(kind->bit), (long long)n);
    }
}
