#include "fixture.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"

#include <stdlib.h>
#include <string.h>

static uint32_t roll(unsigned *seed, uint32_t sides)
{
    return (uint32_t)rand_r(seed) % sides;
}

static char *random_text(unsigned *seed, bool empty)
{
    static const char *const pieces[] = {
        "a",
        "Ñandú",
        "\"",
        "\\",
        "/",
        "\n",
        "\r\n",
        "\t",
        "\x01",
        "\x1f",
        "\x7f",
        "\xc2\x80",
        "é",
        "👩‍💻",
        "\xe2\x80\xae",
        " ",
        "\xef\xbf\xbf",
        "\xf4\x8f\xbf\xbf",
        "%n",
        "{}",
        "'; --",
        "\\u0000",
        "=1+1",
        "\xe2\x80\xa8",
    };
    struct str text = STR_INIT;
    for (uint32_t n = roll(seed, 12) + !empty; n > 0; n--)
        str_add(&text, pieces[roll(seed, ARRAY_LEN(pieces))]);
    return str_take(&text);
}

static char *random_ref(unsigned *seed)
{
    return str_format("<%u.ñ \"x\"@y>#%u", roll(seed, 1000000), roll(seed, 100));
}

/* What may stand in a text field, an item of a list of texts, a zone. */
static char *random_word(const struct field *field, unsigned *seed)
{
    static const char *const currencies[] = {"EUR", "USD", "JPY", "KWD", "CLF"};
    if (field->kind == FIELD_REF || field->model)
        return random_ref(seed);
    if (field->kind == FIELD_ZONE)
        return mem_string(roll(seed, 2) ? "Europe/Madrid" : "Asia/Kathmandu");
    if (field->flags & FIELD_EMAIL)
        return str_format("nora.%u+ñ@casa.example", roll(seed, 1000));
    if (field->flags & FIELD_LANGUAGE)
        return mem_string(roll(seed, 2) ? "es" : "es-AR");
    if (field->flags & FIELD_COUNTRY)
        return mem_string("IT");
    if (field->flags & FIELD_CURRENCY)
        return mem_string(currencies[roll(seed, ARRAY_LEN(currencies))]);
    if (str_equal(field->name, "per_base"))
        return str_format("%u.%09u", roll(seed, 1000000), 1 + roll(seed, 999999999));
    if (field->code)
        return mem_string("haggles");
    return random_text(seed, !(field->flags & FIELD_REQUIRED));
}

static int32_t random_day(unsigned *seed)
{
    return (int32_t)roll(seed, 40000) - 5000;
}

static int64_t random_within(unsigned *seed, int64_t min, int64_t max)
{
    uint64_t wide = (uint64_t)rand_r(seed) << 31 ^ (uint64_t)rand_r(seed);
    return roll(seed, 4) ? min + (int64_t)(wide % (uint64_t)(max - min + 1)) : roll(seed, 2) ? min : max;
}

static struct money random_money(const struct field *field, unsigned *seed)
{
    static const char currencies[][4] = {"EUR", "JPY", "TND", "UYW"};
    struct money money = {.minor = random_within(seed, field->min == 0 ? 0 : -INT64_MAX / 2, INT64_MAX / 2)};
    memcpy(money.currency, currencies[roll(seed, ARRAY_LEN(currencies))], 4);
    return money;
}

static struct span random_span(unsigned *seed, int from, int to)
{
    int a = from + (int)roll(seed, (uint32_t)(to - from)), b = a + 1 + (int)roll(seed, (uint32_t)(to - a));
    return (struct span){(int16_t)a, (int16_t)b};
}

static void random_spans(unsigned *seed, bool empty, struct spans *spans)
{
    int from = 0;
    for (uint32_t n = roll(seed, 4) + !empty; n > 0 && from < 1440; n--) {
        struct span span = random_span(seed, from, from + 300 < 1440 ? from + 300 : 1440);
        spans_add(spans, span);
        from = span.to + 1;
    }
}

static void random_channels(unsigned *seed, struct channels *channels)
{
    static const char *const names[] = {"whatsapp", "phone", "paloma mensajera", "\"quoted\"", "email"};
    channels->v = mem_zero(ARRAY_LEN(names), sizeof *channels->v);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (roll(seed, 2))
            channels->v[channels->n++] =
                (struct channel){mem_string(names[i]), (int)roll(seed, 5) - 1, (int)roll(seed, 4) - 1};
}

static void random_fields(const struct model *model, unsigned *seed, void *record);

static void random_value(const struct field *field, unsigned *seed, void *record)
{
    void *at = field_of(field, record);
    size_t n = 0;
    switch ((enum field_kind)field->kind) {
    case FIELD_TEXT:
    case FIELD_REF:
    case FIELD_ZONE:
        *(char **)at = random_word(field, seed);
        break;
    case FIELD_INSTANT:
        field_set_number(field, record,
                         (int64_t)random_day(seed) * DAY_SECONDS + (int64_t)roll(seed, DAY_SECONDS));
        break;
    case FIELD_DATE:
        field_set_number(field, record, random_day(seed));
        break;
    case FIELD_BOOL:
    case FIELD_TRI:
        field_set_number(field, record, roll(seed, 2));
        break;
    case FIELD_INT:
    case FIELD_QUANTITY:
        field_set_number(field, record, random_within(seed, field->min, field->max));
        break;
    case FIELD_ENUM:
        while (field->names[n])
            n++;
        field_set_number(field, record, roll(seed, (uint32_t)n));
        break;
    case FIELD_MONEY:
        *(struct money *)at = random_money(field, seed);
        break;
    case FIELD_WINDOW:
        *(struct window *)at = (struct window){(uint16_t)(1 + roll(seed, 9999)), (uint8_t)roll(seed, 4)};
        break;
    case FIELD_SPAN:
        *(struct span *)at = random_span(seed, 0, 1440);
        break;
    case FIELD_SPANS:
        random_spans(seed, !(field->flags & FIELD_REQUIRED), at);
        break;
    case FIELD_HOURS:
        for (size_t day = 0; day < 7; day++)
            random_spans(seed, true, &((struct hours *)at)->day[day]);
        break;
    case FIELD_CHANNELS:
        random_channels(seed, at);
        break;
    case FIELD_TEXTS:
        for (n = roll(seed, 4); n > 0; n--) {
            _cleanup_free_ char *word = random_word(field, seed);
            texts_add(at, word);
        }
        break;
    case FIELD_DAYS:
        field_set_number(field, record, 1 + roll(seed, 127));
        break;
    case FIELD_LIST:
        for (n = roll(seed, 6); n > 0; n--) {
            void *item = list_add(at, field->model->size);
            model_init(field->model, item);
            random_fields(field->model, seed, item);
        }
        break;
    case FIELD_OBJECT:
        random_fields(field->model, seed, at);
        break;
    }
    if (field->flags & FIELD_GIVEN)
        *(bool *)((char *)record + field->given) = true;
}

static void random_fields(const struct model *model, unsigned *seed, void *record)
{
    for (size_t i = 0; i < model->n; i++)
        if (model->fields[i].flags & FIELD_REQUIRED || roll(seed, 2))
            random_value(&model->fields[i], seed, record);
}

/* The lists inside are not looked at by the record's own check. */
static bool accepted(const struct model *model, const void *record)
{
    if (model->check && model->check(record, NULL) < 0)
        return false;
    for (size_t i = 0; i < model->n; i++) {
        const struct field *field = &model->fields[i];
        const struct list *list = field_of(field, record);
        for (size_t k = 0; field->kind == FIELD_LIST && k < list->n; k++)
            if (!accepted(field->model, (char *)list->v + k * field->model->size))
                return false;
    }
    return true;
}

void random_record(const struct model *model, unsigned *seed, void *record)
{
    model_init(model, record);
    for (;;) {
        random_fields(model, seed, record);
        model_normalise(model, record);
        if (accepted(model, record))
            return;
        model_clear(model, record);
    }
}
