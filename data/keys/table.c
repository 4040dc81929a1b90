/* Built for the build machine: reads the default keys with the parser that reads a person's own (src/tui/keymap.h) and
 * writes them as a table, so that a start reads no text.
 * usage: table OUTPUT FILE */
#include "keymap.h"

#include "paletti/base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what)
{
    fprintf(stderr, "table: %s\n", what);
    exit(1);
}

static void read_file(const char *path, struct str *to)
{
    FILE *from = fopen(path, "rb");

    if (!from)
        fail(path);
    for (int c; (c = getc(from)) != EOF;)
        str_add_char(to, (char)c);
    if (ferror(from))
        fail(path);
    fclose(from);
}

static void write_binding(FILE *to, const struct binding *b)
{
    fprintf(to, "    {%#xu, UINT64_C(%#" PRIx64 "), %d, (enum action)%d, ", (unsigned)b->key, b->where, b->everywhere,
            (int)b->action);
    if (!b->command)
        fprintf(to, "NULL},\n");
    else if (strpbrk(b->command, "\"\\?")) /* none has any; each would have to be written otherwise */
        fail(b->command);
    else
        fprintf(to, "\"%s\"},\n", b->command);
}

static void write_table(FILE *to, const struct keymap *keymap)
{
    fprintf(to, "#include \"keymap.h\"\n\nconst struct default_binding default_bindings[] = {\n");
    for (size_t i = 0; i < keymap->n; i++)
        write_binding(to, &keymap->v[i]);
    fprintf(to, "};\nconst size_t default_bindings_n = %zu;\n", keymap->n);
}

int main(int argc, char **argv)
{
    _cleanup_str_ struct str text = STR_INIT;
    struct keymap keymap = {0};
    struct err err;

    if (argc != 3)
        fail("usage: table OUTPUT FILE");
    read_file(argv[2], &text);
    if (keymap_read(&keymap, argv[2], str_text(&text), &err) < 0)
        fail(err.text);
    FILE *to = fopen(argv[1], "w");
    if (!to)
        fail(argv[1]);
    write_table(to, &keymap);
    if (ferror(to) || fclose(to) != 0)
        fail(argv[1]);
    keymap_done(&keymap);
    return 0;
}
