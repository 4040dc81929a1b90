/* Built for the build machine: turns files into a C source with one array of struct embedded.
 * usage: embed SET OUTPUT FILE... */
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

static void write_file(FILE *to, const char *path)
{
    FILE *from = fopen(path, "rb");
    const char *slash = strrchr(path, '/');

    if (!from)
        fail(path);
    fprintf(to, "    {\"%s\",\n     ", slash ? slash + 1 : path);
    long n = write_literal(to, from);
    fprintf(to, ", %ld},\n", n);
    if (ferror(from))
        fail(path);
    fclose(from);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: embed SET OUTPUT FILE...\n");
        return 2;
    }
    FILE *to = fopen(argv[2], "w");
    if (!to)
        fail(argv[2]);
    fprintf(to, "#include \"paletti/base/embed.h\"\n\n");
    fprintf(to, "extern const struct embedded embedded_%s[];\nconst struct embedded embedded_%s[] = {\n",
            argv[1], argv[1]);
    for (int i = 3; i < argc; i++)
        write_file(to, argv[i]);
    fprintf(to, "    {NULL, NULL, 0},\n};\n");
    if (ferror(to) || fclose(to) != 0)
        fail(argv[2]);
    return 0;
}
