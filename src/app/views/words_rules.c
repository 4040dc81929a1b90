/* Rules and sums in the words of people. */
#include "paletti/app/views.h"

#include "paletti/base/i18n.h"

/* In the order of enum weekday. */
static const char *weekday(int day)
{
    static const char *const words[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};

    return _(words[day]);
}

static void add_spans(struct str *to, const struct spans *spans)
{
    char text[SPAN_SIZE];

    for (size_t i = 0; i < spans->n; i++)
        str_printf(to, i > 0 ? " + %s" : " %s", span_format(spans->v[i], text));
}

/* Days that follow each other and open alike are one. */
void words_hours(struct str *to, const struct hours *hours)
{
    bool first = true;

    for (int day = 0, last; day < 7; day = last + 1) {
        for (last = day; last < 6 && spans_equal(&hours->day[day], &hours->day[last + 1]); last++)
            ;
        if (hours->day[day].n == 0)
            continue;
        str_printf(to, "%s%s", first ? "" : ", ", weekday(day));
        if (last > day)
            str_printf(to, "-%s", weekday(last));
        add_spans(to, &hours->day[day]);
        first = false;
    }
    if (first)
        str_add(to, _("never"));
}

void words_window(struct str *to, struct window window)
{
    int n = window.n;

    switch (window.unit) {
    case WINDOW_H:
        str_printf(to, P_("%d hour", "%d hours", n), n);
        break;
    case WINDOW_D:
        str_printf(to, P_("%d day", "%d days", n), n);
        break;
    case WINDOW_WD:
        str_printf(to, P_("%d working day", "%d working days", n), n);
        break;
    case WINDOW_OH:
        str_printf(to, P_("%d open hour", "%d open hours", n), n);
        break;
    }
}

/* Thousands are set apart as in the brief of the screen: "7,400.00 EUR", in Spanish "7.400,00 EUR". */
void words_sum(struct str *to, struct money sum)
{
    _cleanup_str_ struct str amount = STR_INIT;
    size_t whole;

    money_amount(&amount, sum);
    const char *text = str_text(&amount);
    for (whole = 0; text[whole] && text[whole] != '.'; whole++)
        ;
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0 && text[i - 1] != '-')
            str_add(to, C_("between thousands", ","));
        str_add_char(to, text[i]);
    }
    if (text[whole])
        str_printf(to, "%s%s", C_("before decimals", "."), text + whole + 1);
    str_printf(to, " %s", sum.currency);
}

void words_money(struct str *to, struct money sum)
{
    str_add(to, to->len > 0 ? ", " : "");
    words_sum(to, sum);
}
