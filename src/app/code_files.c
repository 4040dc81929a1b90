#include "code_files.h"

#include "own_file.h"

#include "paletti/base/embed.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

extern const struct embedded embedded_codes[];

struct code_file {
    char *name;
    struct codes codes;
    char *refused; /* why the own one was not taken */
};

struct code_files {
    const char *config_home;
    struct code_file **v; /* each stays where it is: whoever was given one keeps it */
    size_t n, cap;
};

struct code_files *code_files_new(const char *config_home)
{
    struct code_files *files = mem_zero(1, sizeof *files);

    files->config_home = config_home;
    return files;
}

void code_files_free(struct code_files *files)
{
    if (!files)
        return;
    for (size_t i = 0; i < files->n; i++) {
        free(files->v[i]->name);
        free(files->v[i]->refused);
        codes_clear(&files->v[i]->codes);
        free(files->v[i]);
    }
    free(files->v);
    free(files);
}

static void read_builtin(struct code_file *file, const char *more)
{
    for (const struct embedded *e = embedded_codes; e->name; e++)
        if (str_equal(e->name, file->name))
            codes_parse(e->text, &file->codes, NULL);
    if (more)
        codes_parse(more, &file->codes, NULL);
}

static int parse(void *ctx, const char *text, struct err *err)
{
    struct code_file *file = ctx;

    return codes_parse(text, &file->codes, err);
}

/* Of a file with a mistake nothing is taken. */
static void read_own(const struct code_files *files, struct code_file *file, const char *more)
{
    if (own_file_read(files->config_home, file->name, parse, file, &file->refused) >= 0)
        return;
    codes_clear(&file->codes);
    read_builtin(file, more);
}

/* An excuse can be marked on the entry it came with: each is a sign too, "excuse_office". */
static char *excuses_as_signs(struct code_files *files)
{
    const struct codes *excuses = code_files_find(files, "excuses");
    _cleanup_str_ struct str lines = STR_INIT;

    for (size_t i = 0; i < excuses->n; i++)
        str_printf(&lines, "excuse_%s %s\n", excuses->v[i].code, excuses->v[i].label);
    return str_take(&lines);
}

static struct code_file *find(struct code_files *files, const char *name)
{
    for (size_t i = 0; i < files->n; i++)
        if (str_equal(files->v[i]->name, name))
            return files->v[i];
    _cleanup_free_ char *more = str_equal(name, "signs") ? excuses_as_signs(files) : NULL;
    struct code_file *file = mem_zero(1, sizeof *file);

    file->name = mem_string(name);
    read_builtin(file, more);
    read_own(files, file, more);
    MEM_GROW(files->v, files->n, files->cap);
    return files->v[files->n++] = file;
}

const struct codes *code_files_find(struct code_files *files, const char *name)
{
    return &find(files, name)->codes;
}

const char *code_files_refused(struct code_files *files, const char *name)
{
    return find(files, name)->refused;
}
