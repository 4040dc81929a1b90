#include "letter_files.h"

#include "paletti/app/letters.h"
#include "paletti/base/embed.h"
#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/codes.h"

#include <string.h>
#include <unistd.h>

extern const struct embedded embedded_letters[];

enum { FILE_LIMIT = 1 << 20 };

/* "es/T4.tu.first". */
static const char *built_in(const char *name)
{
    for (const struct embedded *e = embedded_letters; e->name; e++)
        if (str_equal(e->name, name))
            return e->text;
    return NULL;
}

/* The caller owns it; NULL where there is no such file. */
static char *own_path(struct app *app, const char *name)
{
    const char *home = app_options(app)->config_home;
    char *path = home ? str_format("%s/paletti/letters/%s", home, name) : NULL;

    if (path && access(path, F_OK) == 0)
        return path;
    free(path);
    return NULL;
}

/* Whether a template is what its file's name says. */
static int check_name(const struct letter_template *letter, const char *name, struct err *err)
{
    _cleanup_str_ struct str is = STR_INIT;

    str_printf(&is, "%s/", letter_language(letter));
    letter_file_name(&is, letter_code(letter), letter_address(letter), letter_variant(letter));
    return str_equal(str_text(&is), name) ? 0 : err_set(err, _("its head says that it is %s"), str_text(&is));
}

static int read_own(const char *path, const char *name, struct letter_template **ret, struct err *err)
{
    _cleanup_str_ struct str text = STR_INIT;
    struct letter_template *letter;

    if (file_read_regular(path, FILE_LIMIT, &text, err) < 0)
        return -1;
    if (letter_parse(str_text(&text), &letter, err) < 0)
        return err_prefix(err, "%s", path);
    if (check_name(letter, name, err) < 0) {
        letter_free(letter);
        return err_prefix(err, "%s", path);
    }
    *ret = letter;
    return 0;
}

/* 1: there is none of that NAME. */
static int find_named(struct app *app, const char *name, struct letter_template **ret, char **ret_refused,
                      struct err *err)
{
    _cleanup_free_ char *path = own_path(app, name);
    struct err why;

    if (path && read_own(path, name, ret, &why) == 0)
        return 0;
    if (path && !*ret_refused)
        *ret_refused = str_format(_("%s; the built-in letter was taken"), why.text);
    const char *text = built_in(name);
    return text ? letter_parse(text, ret, err) : 1;
}

int letter_file_find(struct app *app, const struct letter_manner *manner, const char *code,
                     const char *variant, struct letter_template **ret, char **ret_refused, struct err *err)
{
    bool unknown = manner->why == WHY_NOT_GIVEN;
    const enum letter_address tries[] = {unknown ? ADDRESS_NONE : manner->address,
                                         unknown ? manner->address : ADDRESS_NONE};
    int r = 1;

    *ret_refused = NULL;
    for (size_t i = 0; i < ARRAY_LEN(tries) && r > 0; i++) {
        _cleanup_str_ struct str name = STR_INIT;
        str_printf(&name, "%s/", manner->locale->language);
        letter_file_name(&name, code, tries[i], variant);
        r = find_named(app, str_text(&name), ret, ret_refused, err);
    }
    return r;
}

static bool is_built_in(const char *code)
{
    size_t len = strlen(code);

    for (const struct embedded *e = embedded_letters; e->name; e++) {
        const char *file = strchr(e->name, '/') + 1;
        if (strncmp(file, code, len) == 0 && file[len] == '.')
            return true;
    }
    return false;
}

static bool is_own(struct app *app, const char *language, const char *code)
{
    for (int address = ADDRESS_NONE; letter_address_names[address]; address++) {
        _cleanup_str_ struct str name = STR_INIT;
        str_printf(&name, "%s/", language);
        letter_file_name(&name, code, (enum letter_address)address, NULL);
        _cleanup_free_ char *path = own_path(app, str_text(&name));
        if (path)
            return true;
    }
    return false;
}

bool letter_file_known(struct app *app, const char *code)
{
    return is_built_in(code) || is_own(app, "en", code) || is_own(app, "es", code) || is_own(app, "it", code);
}

/* --- reasons --- */

static void read_reasons(struct app *app, const char *language, struct codes *codes)
{
    _cleanup_free_ char *name = str_format("%s/reasons", language);
    _cleanup_free_ char *path = own_path(app, name);
    _cleanup_str_ struct str own = STR_INIT;
    const char *text = built_in(name);

    if (text)
        codes_parse(text, codes, NULL);
    if (path && file_read_regular(path, FILE_LIMIT, &own, NULL) == 0)
        codes_parse(str_text(&own), codes, NULL);
}

char *letter_file_reason(struct app *app, const char *language, const char *code)
{
    struct codes codes = {0};

    read_reasons(app, language, &codes);
    const struct code *found = codes_find(&codes, code);
    char *sentence = found ? mem_string(found->label) : NULL;
    codes_clear(&codes);
    return sentence;
}

int letter_reasons(struct app *app, const char *language,
                   int (*fn)(void *ctx, const char *code, const char *sentence), void *ctx,
                   struct err *err _unused_)
{
    struct codes codes = {0};
    int r = 0;

    read_reasons(app, locale_choose(language, NULL, NULL)->language, &codes);
    for (size_t i = 0; i < codes.n && r == 0; i++)
        r = fn(ctx, codes.v[i].code, codes.v[i].label);
    codes_clear(&codes);
    return r;
}
