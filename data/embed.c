/* Built for the build machine: turns files into a C source with one array of struct embedded.
 * usage: embed [--folders] SET OUTPUT FILE...
 * --folders: a file's name has the folder it stands in, "es/T4.tu.first". */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what)
{
    fprintf(stderr, "embed: ");
    perror(what);
    exit(1);
}

/* Octal escapes are always three digits long, so that a digit may follow. A question mark could begin a
 * trigraph. */
static void write_byte(FILE *to, int c)
{
    if (c == '"' || c == '\\')
        fprintf(to, "\\%c", c);
    else if (c < ' ' || c > '~' || c == '?')
        fprintf(to, "\\%03o", (unsigned)c);
    else
        putc(c, to);
}

static long write_literal(FILE *to, FILE *from)
{
    long n = 0;

    fputs("\"", to);
    for (int c; (c = getc(from)) != EOF; n++) {
        if (c == '\n')
            fputs("\\n\"\n     \"", to);
        else
            write_byte(to, c);
    }
    fputs("\"", to);
    return n;
}

/* Behind the last slash but LEFT others. */
static const char *name_of(const char *path, int left)
{
    const char *s = path + strlen(path);

    for (left++; s > path; s--)
        if (s[-1] == '/' && --left == 0)
            break;
    return s;
}

static void write_file(FILE *to, const char *path, bool folders)
{
    FILE *from = fopen(path, "rb");

    if (!from)
        fail(path);
    fprintf(to, "    {\"%s\",\n     ", name_of(path, folders));
    long n = write_literal(to, from);
    fprintf(to, ", %ld},\n", n);
    if (ferror(from))
        fail(path);
    fclose(from);
}

int main(int argc, char **argv)
{
    bool folders = argc > 1 && strcmp(argv[1], "--folders") == 0;
    argv += folders;
    argc -= folders;
    if (argc < 3) {
        fprintf(stderr, "usage: embed [--folders] SET OUTPUT FILE...\n");
        return 2;
    }
    FILE *to = fopen(argv[2], "w");
    if (!to)
        fail(argv[2]);
    fprintf(to, "#include \"paletti/base/embed.h\"\n\n");
    fprintf(to, "extern const struct embedded embedded_%s[];\nconst struct embedded embedded_%s[] = {\n",
            argv[1], argv[1]);
    for (int i = 3; i < argc; i++)
        write_file(to, argv[i], folders);
    fprintf(to, "    {NULL, NULL, 0},\n};\n");
    if (ferror(to) || fclose(to) != 0)
        fail(argv[2]);
    return 0;
}
