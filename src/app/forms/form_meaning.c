/* How a text was understood. */
#include "form_text.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/core/hours_text.h"

const char *text_hint(const struct field *field)
{
    static const char *const hints[] = {
        [FIELD_TEXT] = "",
        [FIELD_REF] = N_("a ref"),
        [FIELD_INSTANT] = N_("yesterday 17:50, fri 9:30, 2026-03-10 10:15"),
        [FIELD_DATE] = N_("today, friday, in 15 days, 10 mar, 2026-03-10"),
        [FIELD_BOOL] = N_("yes or nothing"),
        [FIELD_TRI] = N_("yes, no or nothing"),
        [FIELD_INT] = N_("a whole number"),
        [FIELD_ENUM] = "",
        [FIELD_MONEY] = N_("320, 320 EUR, 1234.50"),
        [FIELD_QUANTITY] = N_("12, 1.5"),
        [FIELD_ZONE] = N_("Europe/Madrid, or a city alone"),
        [FIELD_WINDOW] = N_("72h, 3d, 3wd, 24oh"),
        [FIELD_SPAN] = N_("09:00-18:00"),
        [FIELD_SPANS] = N_("09:30-13:30 15:00-18:00"),
        [FIELD_HOURS] = N_("mon-fri 09:30-13:30 15:00-18:00; sat 10-12"),
        [FIELD_CHANNELS] = N_("whatsapp never; phone contact; portal any B"),
        [FIELD_TEXTS] = N_("several, with commas between them"),
        [FIELD_DAYS] = N_("mon-fri"),
        [FIELD_LIST] = N_("several, with semicolons between them"),
        [FIELD_OBJECT] = "",
    };

    return *hints[field->kind] ? _(hints[field->kind]) : "";
}

static void window_meaning(struct window window, struct str *to)
{
    switch ((enum window_unit)window.unit) {
    case WINDOW_H:
        str_printf(to, P_("%u hour, nights and weekends included", "%u hours, nights and weekends included", window.n),
                   (unsigned)window.n);
        break;
    case WINDOW_D:
        str_printf(to, P_("%u day", "%u days", window.n), (unsigned)window.n);
        break;
    case WINDOW_WD:
        str_printf(to, P_("%u day with contact hours", "%u days with contact hours", window.n), (unsigned)window.n);
        break;
    case WINDOW_OH:
        str_printf(to, P_("%u open hour", "%u open hours", window.n), (unsigned)window.n);
        break;
    }
}

static void int_meaning(unsigned sort, int64_t value, struct str *to)
{
    if (sort & SORT_MINUTES)
        words_duration(to, value * 60);
    else if (sort & SORT_DAYS)
        str_printf(to, P_("%lld day", "%lld days", value), (long long)value);
    else if (sort & SORT_HOURS)
        str_printf(to, P_("%lld hour", "%lld hours", value), (long long)value);
    else if (sort & SORT_MONTHS)
        str_printf(to, P_("%lld month", "%lld months", value), (long long)value);
}

/* Codes are read by what they mean. */
static void texts_meaning(const struct texting *texting, const struct field *field, const struct field_words *words,
                          const void *record, struct str *to)
{
    const struct texts *texts = field_of(field, record);

    for (size_t i = 0; field->code && i < texts->n; i++)
        str_printf(to, "%s%s", i ? ", " : "", words_code(texting->app, field->code, texts->v[i]));
    if (!field->code)
        text_write(texting, field, words, record, to);
}

void text_meaning(const struct texting *texting, const struct field *field, const struct field_words *words,
                  const void *record, struct str *to)
{
    const void *at = field_of(field, record);

    if (field_absent(field, record))
        return;
    switch ((enum field_kind)field->kind) {
    case FIELD_INSTANT:
        words_instant(texting->app, to, field_number(field, record));
        break;
    case FIELD_DATE:
        words_day(texting->app, to, (int32_t)field_number(field, record));
        break;
    case FIELD_MONEY:
        words_sum(to, *(const struct money *)at);
        break;
    case FIELD_INT:
        int_meaning(words->sort, field_number(field, record), to);
        break;
    case FIELD_WINDOW:
        window_meaning(*(const struct window *)at, to);
        break;
    case FIELD_TEXT:
        if (field->code)
            str_add(to, words_code(texting->app, field->code, *(char *const *)at));
        break;
    case FIELD_TEXTS:
        texts_meaning(texting, field, words, record, to);
        break;
    case FIELD_REF:
        if (field->model)
            text_ref_meaning(texting, field->model, *(char *const *)at, to);
        break;
    default: /* as text_write would write it now */
        if (field->kind != FIELD_BOOL && field->kind != FIELD_TRI)
            text_write(texting, field, words, record, to);
        break;
    }
}
