#include "folder.h"

#include "paletti/app/importing.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static void entries_free(struct folder_entry *entries, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(entries[i].name);
    free(entries);
}

void folder_done(struct folder *folder)
{
    entries_free(folder->entries, folder->n);
    free(folder->path);
    free(folder->found);
    *folder = (struct folder){0};
}

/* --- reading --- */

/* The kind that the folder itself tells costs nothing; a link has to be followed. */
static bool is_folder(const char *path, const struct dirent *entry)
{
    struct stat st;

    if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
        return entry->d_type == DT_DIR;
    _cleanup_free_ char *whole = str_format("%s/%s", path, entry->d_name);
    return stat(whole, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Folders first, then by name as people sort them. */
static int by_name(const void *a, const void *b)
{
    const struct folder_entry *x = a, *y = b;

    if (x->folder != y->folder)
        return x->folder ? -1 : 1;
    int r = strcasecmp(x->name, y->name);
    return r ? r : strcmp(x->name, y->name);
}

int folder_read(struct folder *folder, const char *path, struct err *err)
{
    struct folder new = {.path = mem_string(path), .hidden = folder->hidden};
    DIR *dir = opendir(path);

    if (!dir) {
        free(new.path);
        return err_errno(err, errno, _("the folder %s cannot be read"), path);
    }
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        if (str_equal(entry->d_name, ".") || str_equal(entry->d_name, ".."))
            continue;
        MEM_GROW(new.entries, new.n, new.cap);
        new.entries[new.n++] =
            (struct folder_entry){.name = mem_string(entry->d_name), .folder = is_folder(path, entry), .size = -1};
    }
    closedir(dir);
    if (new.n > 0)
        qsort(new.entries, new.n, sizeof *new.entries, by_name);
    folder_done(folder);
    *folder = new;
    folder_narrow(folder, "");
    return 0;
}

/* --- narrowing --- */

static bool is_shown(const struct folder *folder, const struct folder_entry *entry)
{
    return folder->hidden || entry->name[0] != '.';
}

static bool begins(const char *name, const char *text)
{
    return strncasecmp(name, text, strlen(text)) == 0;
}

void folder_narrow(struct folder *folder, const char *text)
{
    free(folder->found);
    folder->found = mem_zero(folder->n + 1, sizeof *folder->found);
    folder->n_found = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < folder->n; i++) {
            const struct folder_entry *entry = &folder->entries[i];
            bool first = begins(entry->name, text);
            if (is_shown(folder, entry) && (pass == 0 ? first : !first && strcasestr(entry->name, text)))
                folder->found[folder->n_found++] = i;
        }
}

void folder_look(struct folder *folder, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < folder->n_found; i++) {
        struct folder_entry *entry = &folder->entries[folder->found[i]];
        _cleanup_free_ char *path = folder_join(folder, i);
        struct stat st;
        if (entry->looked)
            continue;
        entry->looked = true;
        entry->size = !entry->folder && stat(path, &st) == 0 ? st.st_size : -1;
        entry->format = import_guess_format(path);
    }
}

/* --- paths --- */

static char *join(const char *path, const char *name)
{
    return str_format("%s%s%s", path, str_equal(path, "/") ? "" : "/", name);
}

char *folder_join(const struct folder *folder, size_t found)
{
    return join(folder->path, folder->entries[folder->found[found]].name);
}

char *folder_above(const struct folder *folder)
{
    const char *slash = strrchr(folder->path, '/');

    return slash && slash > folder->path ? mem_string_n(folder->path, (size_t)(slash - folder->path)) : mem_string("/");
}

char *folder_resolve(const struct folder *folder, const char *home, const char *text)
{
    char *path;

    if (text[0] == '~' && home && (text[1] == '/' || !text[1]))
        path = str_format("%s%s", home, text + 1);
    else
        path = text[0] == '/' ? mem_string(text) : join(folder->path, text);
    for (size_t n = strlen(path); n > 1 && path[n - 1] == '/'; n--)
        path[n - 1] = '\0';
    return path;
}

char *folder_complete(const struct folder *folder, const char *text)
{
    const char *first = NULL;
    size_t n = 0;

    for (size_t i = 0; i < folder->n_found; i++) {
        const char *name = folder->entries[folder->found[i]].name;
        if (!begins(name, text))
            continue;
        size_t k = 0;
        while (first && k < n && first[k] == name[k])
            k++;
        n = first ? k : strlen(name);
        first = first ? first : name;
    }
    if (!first || n < strlen(text))
        return mem_string(text);
    return mem_string_n(first, text_valid(first, n));
}
