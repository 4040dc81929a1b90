#include "fixture.h"

#include "paletti/base/file.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

const struct store_codec codec = {record_column_encode, record_column_decode, record_write, record_read_stored};

char *folder_make(void)
{
    char folder[] = "/tmp/paletti-store-XXXXXX";

    ck_assert_ptr_nonnull(mkdtemp(folder));
    return mem_string(folder);
}

static void remove_all(const char *folder)
{
    DIR *dir = opendir(folder);

    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (str_equal(entry->d_name, ".") || str_equal(entry->d_name, ".."))
            continue;
        _cleanup_free_ char *path = in_folder(folder, entry->d_name);
        if (unlink(path) < 0)
            remove_all(path);
    }
    if (dir)
        closedir(dir);
    rmdir(folder);
}

void folder_drop(char **folder)
{
    remove_all(*folder);
    free(*folder);
}

char *in_folder(const char *folder, const char *name)
{
    return str_format("%s/%s", folder, name);
}

char *data_path(const char *name)
{
    return in_folder(TEST_DATA, name);
}

void must(int r, const struct err *err)
{
    if (r < 0)
        ck_abort_msg("%s", err->text);
}

struct store *store_make(const char *folder, enum store_mode mode)
{
    _cleanup_free_ char *path = in_folder(folder, "paletti.db");
    struct store *store = NULL;

    OK(store_open(path, mode, NOW, &codec, NULL, &store, err));
    ck_assert_ptr_nonnull(store);
    return store;
}

static enum put put_text(struct store *store, const char *line, size_t len, int64_t number)
{
    const struct model *model;
    void *record;
    enum put put;

    OK(record_parse(line, len, NULL, &model, &record, err));
    OK(store_put(store, model, record, number, &put, err));
    record_free(model, record);
    return put;
}

enum put put_line(struct store *store, const char *line)
{
    return put_text(store, line, strlen(line), 0);
}

void put_lines(struct store *store, const char *const *lines)
{
    OK(store_begin(store, err));
    for (; *lines; lines++)
        put_line(store, *lines);
    OK(store_commit(store, err));
}

void put_file(struct store *store, const char *name)
{
    _cleanup_free_ char *path = data_path(name);
    _cleanup_str_ struct str text = STR_INIT;

    OK(file_read(path, 1 << 20, &text, err));
    OK(store_begin(store, err));
    const char *s = text.s;
    for (int64_t line = 1; *s; line++) {
        size_t len = strcspn(s, "\n");
        put_text(store, s, len, line);
        s += len + 1;
    }
    OK(store_commit(store, err));
}

struct export
{
    const struct model *model;
    struct str text;
};

static int export_record(void *ctx, const void *record)
{
    struct export *export = ctx;

    record_write(&export->text, export->model, record);
    str_add_char(&export->text, '\n');
    return 0;
}

char *export_type(struct store *store, const char *type, const char *client)
{
    struct export export = {.model = model_find(type)};

    OK(store_each(store, export.model, client, export_record, &export, err));
    return str_take(&export.text);
}

char *export_all(struct store *store)
{
    struct export export = {0};

    for (const struct model *const *model = models; *model; model++) {
        export.model = *model;
        OK(store_each(store, *model, NULL, export_record, &export, err));
    }
    return str_take(&export.text);
}
