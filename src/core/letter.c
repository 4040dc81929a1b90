#include "letter_inside.h"

#include "paletti/base/mem.h"

const char *const letter_address_names[] = {"none",    "tu",  "vos", "usted", "vosotros",
                                            "ustedes", "lei", "voi", NULL};

static void ops_clear(struct ops *ops)
{
    for (size_t i = 0; i < ops->n; i++) {
        struct op *op = &ops->v[i];
        for (size_t j = 0; j < op->n; j++) {
            free(op->alternatives[j].key);
            free(op->alternatives[j].text);
        }
        free(op->alternatives);
        free(op->text);
        free(op->form);
    }
    free(ops->v);
}

void letter_free(struct letter_template *letter)
{
    if (!letter)
        return;
    free(letter->code);
    free(letter->kind);
    free(letter->language);
    free(letter->variant);
    free(letter->channel);
    texts_clear(&letter->needs);
    ops_clear(&letter->subject);
    ops_clear(&letter->more);
    ops_clear(&letter->text);
    free(letter);
}

const char *letter_code(const struct letter_template *letter)
{
    return letter->code;
}

const char *letter_language(const struct letter_template *letter)
{
    return letter->language;
}

const char *letter_variant(const struct letter_template *letter)
{
    return letter->variant;
}

const char *letter_channel(const struct letter_template *letter)
{
    return letter->channel;
}

enum letter_address letter_address(const struct letter_template *letter)
{
    return letter->address;
}

enum letter_disclosure letter_disclosure(const struct letter_template *letter)
{
    return letter->disclosure;
}

void letter_file_name(struct str *to, const char *code, enum letter_address address, const char *variant)
{
    str_printf(to, "%s.%s", code, letter_address_names[address]);
    if (variant)
        str_printf(to, ".%s", variant);
}

size_t letter_length(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}
