/* What a file looks like. It need not be sure: who reads it says what is wrong. */
#include "paletti/app/importing.h"

#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <ctype.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOOKED_AT = 4096 };

static bool has_folder(int fd, const char *name)
{
    struct stat st;

    return fstatat(fd, name, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

static bool is_maildir(int fd)
{
    return has_folder(fd, "cur") && has_folder(fd, "new");
}

static bool begins(const char *text, const char *word)
{
    return strncasecmp(text, word, strlen(word)) == 0;
}

/* A first line that names at least one column of a table of people. */
static bool is_table(const char *text)
{
    static const char *const columns[] = {"name", "mail", "nombre", "correo", "nome", "posta"};
    size_t n = strcspn(text, "\r\n");
    bool parted = memchr(text, ',', n) || memchr(text, ';', n) || memchr(text, '\t', n);

    for (size_t at = 0; at < n; at++)
        for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
            if (begins(text + at, columns[i]))
                return parted || begins(text, columns[i]) || begins(text, "e-mail") || begins(text, "email");
    return false;
}

/* UTF-16, as spreadsheets write it: every second byte of what is ASCII is zero. */
static void narrow(char *text, size_t n)
{
    bool little = n > 1 && (unsigned char)text[0] == 0xFF && (unsigned char)text[1] == 0xFE;
    bool big = n > 1 && (unsigned char)text[0] == 0xFE && (unsigned char)text[1] == 0xFF;
    size_t to = 0;

    if (!little && !big)
        return;
    for (size_t i = little ? 2 : 3; i < n; i += 2)
        text[to++] = text[i];
    text[to] = '\0';
}

static const char *format_of_text(const char *text)
{
    text += begins(text, "\xEF\xBB\xBF") ? 3 : 0;
    text += strspn(text, " \t\r\n");
    if (str_starts(text, "From ") && strstr(text, "\n"))
        return "mbox";
    if (begins(text, "BEGIN:VCARD"))
        return "vcard";
    if (begins(text, "BEGIN:VCALENDAR"))
        return "ics";
    if (*text == '{' && strstr(text, "\"type\""))
        return "jsonl";
    return is_table(text) ? "csv" : NULL;
}

static const char *format_of_file(int fd)
{
    char text[LOOKED_AT + 1];
    ssize_t n = read(fd, text, LOOKED_AT);

    if (n <= 0)
        return NULL;
    text[n] = '\0';
    narrow(text, (size_t)n);
    return format_of_text(text);
}

const char *import_guess_format(const char *path)
{
    struct stat st;
    const char *format = NULL;

    if (str_equal(path, "-"))
        return "jsonl";
    /* Opening a pipe or a device may do something, and wait for long. */
    if (stat(path, &st) < 0 || !(S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)))
        return NULL;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    if (S_ISREG(st.st_mode))
        format = format_of_file(fd);
    else if (is_maildir(fd))
        format = "maildir";
    close(fd);
    return format;
}
