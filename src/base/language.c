#include "paletti/base/language.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOMAIN "paletti"

/* As in data/po/LINGUAS, and the language of the source. */
static const char *const languages[] = {"en", PALETTI_LANGUAGES};

char *program_beside(const char *const *places)
{
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

    self[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(self, '/');
    for (size_t i = 0; slash && places[i]; i++) {
        char *path = str_format("%.*s/%s", (int)(slash - self), self, places[i]);
        if (access(path, F_OK) == 0)
            return path;
        free(path);
    }
    return NULL;
}

static const char *variable(const char *const *names)
{
    for (; *names; names++) {
        const char *value = getenv(*names);
        if (value && *value)
            return value;
    }
    return "";
}

/* Whether the environment asks for UTF-8, whatever the language. */
static bool wants_utf8(void)
{
    const char *locale = variable((const char *const[]){"LC_ALL", "LC_CTYPE", "LANG", NULL});

    return strcasestr(locale, "utf-8") || strcasestr(locale, "utf8");
}

/* The one of ours that LEN bytes ("es", "es_ES.UTF-8", "it@euro") mean; or NULL. */
static const char *known(const char *name, size_t len)
{
    size_t n = strcspn(name, "_.@-:");

    n = n < len ? n : len;
    for (size_t i = 0; i < ARRAY_LEN(languages); i++)
        if (strlen(languages[i]) == n && strncasecmp(languages[i], name, n) == 0)
            return languages[i];
    return NULL;
}

/* The first of LIST ("es:en") that is one of ours. English when none is. */
static const char *first_known(const char *list)
{
    for (size_t n; *list; list += n + (list[n] == ':')) {
        n = strcspn(list, ":");
        const char *language = known(list, n);
        if (language)
            return language;
    }
    return "en";
}

/* What gettext itself would take: $LANGUAGE counts only where the locale is not C. */
static const char *language_wanted(void)
{
    const char *locale = variable((const char *const[]){"LC_ALL", "LC_MESSAGES", "LANG", NULL});
    const char *list = getenv("LANGUAGE");

    if (!*locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return "en";
    return first_known(list && *list ? list : locale);
}

/* The folder of the catalogues, when it has the one of LANGUAGE. */
static char *catalogues(const char *language, const char *locale_dir)
{
    /* beside an installed program; in the build folder, as seen from src, from src/courier and tests/screens */
    static const char *const folders[] = {"../share/locale", "../data/po", "../../data/po"};
    _cleanup_str_ struct str tail = STR_INIT;
    char *paths[ARRAY_LEN(folders) + 1] = {0};

    str_printf(&tail, "/%s/LC_MESSAGES/" DOMAIN ".mo", language);
    for (size_t i = 0; i < ARRAY_LEN(folders); i++)
        paths[i] = str_format("%s%s", folders[i], str_text(&tail));
    char *path = program_beside((const char *const *)paths);
    for (size_t i = 0; i < ARRAY_LEN(folders); i++)
        free(paths[i]);
    if (path)
        path[strlen(path) - tail.len] = '\0';
    return path ? path : mem_string(locale_dir);
}

void language_characters(void)
{
    /* The rest of the locale stays C: numbers and dates are written by us, and each part costs two files. */
    if (!setlocale(LC_CTYPE, "") && wants_utf8())
        setlocale(LC_CTYPE, "C.UTF-8");
}

/* gettext translates where LC_MESSAGES is not C, into the languages that $LANGUAGE names: exactly one. */
static void speak(const char *language, const char *locale_dir)
{
    if (strcmp(language, "en") == 0) {
        setlocale(LC_MESSAGES, "C");
        return;
    }
    _cleanup_free_ char *folder = catalogues(language, locale_dir);
    language_characters();
    setenv("LANGUAGE", language, 1);
    setlocale(LC_MESSAGES, "C.UTF-8");
    bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
}

bool language_utf8(void)
{
    return wants_utf8() || str_equal(nl_langinfo(CODESET), "UTF-8");
}

void language_init(const char *locale_dir)
{
    const char *language = language_wanted();

    /* English messages are ASCII, those of libc too, and texts are measured by us. */
    if (!wants_utf8() && strcmp(language, "en") == 0)
        language_characters();
    speak(language, locale_dir);
}

void language_choose(const char *language, const char *locale_dir)
{
    speak(first_known(language), locale_dir);
}

void language_add_tenths(struct str *to, double n)
{
    long long tenths = (long long)(n * 10 + 0.5);

    str_printf(to, "%lld%s%lld", tenths / 10, C_("before decimals", "."), tenths % 10);
}
