#include "code_files.h"

#include "paletti/base/embed.h"
#include "paletti/base/file.h"
#include "paletti/base/mem.h"

extern const struct embedded embedded_codes[];

enum { FILE_LIMIT = 1 << 20 };

struct code_file {
    char *name;
    struct codes codes;
};

struct code_files {
    const char *config_home;
    struct code_file *v;
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
        free(files->v[i].name);
        codes_clear(&files->v[i].codes);
    }
    free(files->v);
    free(files);
}

static void read_builtin(struct code_file *file)
{
    for (const struct embedded *e = embedded_codes; e->name; e++)
        if (str_equal(e->name, file->name))
            codes_parse(e->text, &file->codes, NULL);
}

static void read_own(const struct code_files *files, struct code_file *file)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (!files->config_home)
        return;
    _cleanup_free_ char *path = str_format("%s/paletti/%s", files->config_home, file->name);
    if (file_read_regular(path, FILE_LIMIT, &text, NULL) == 0)
        codes_parse(str_text(&text), &file->codes, NULL);
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

const struct codes *code_files_find(struct code_files *files, const char *name)
{
    for (size_t i = 0; i < files->n; i++)
        if (str_equal(files->v[i].name, name))
            return &files->v[i].codes;
    _cleanup_free_ char *more = str_equal(name, "signs") ? excuses_as_signs(files) : NULL;
    MEM_GROW(files->v, files->n, files->cap);
    struct code_file *file = &files->v[files->n++];
    *file = (struct code_file){.name = mem_string(name)};
    read_builtin(file);
    if (more)
        codes_parse(more, &file->codes, NULL);
    read_own(files, file);
    return &file->codes;
}
