#include "input.h"

#include "paletti/base/file.h"
#include "paletti/base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WHOLE_MAX (64 << 20)

int input_open(const char *path, struct input *ret, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat st;

    if (fd < 0)
        return err_errno(err, errno, _("%s cannot be opened"), path);
    if (fstat(fd, &st) < 0 || S_ISDIR(st.st_mode)) {
        close(fd);
        return err_set(err,
                       _("%s is a folder, and a file is wanted: name the file, or use --format maildir for a "
                         "folder of mail"),
                       path);
    }
    *ret = (struct input){.fd = fd, .size = S_ISREG(st.st_mode) ? st.st_size : 0, .mtime = st.st_mtime};
    return 0;
}

static const struct {
    const char *magic;
    size_t n;
    const char *name;
} packed[] = {
    {"\x1f\x8b", 2, "gzip"},
    {"BZh", 3, "bzip2"},
    {"\xfd"
     "7zXZ\0",
     6, "xz"},
    {"\x28\xb5\x2f\xfd", 4, "zstd"},
    {"PK\x03\x04", 4, "zip"},
    {"7z\xbc\xaf\x27\x1c", 6, "7z"},
};

int input_refuse_packed(const char *path, const void *s, size_t n, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(packed); i++)
        if (n >= packed[i].n && memcmp(s, packed[i].magic, packed[i].n) == 0)
            return err_set(err, _("%s is compressed (%s): unpack it, then import what was in it"), path,
                           packed[i].name);
    return 0;
}

int input_read_all(const char *path, struct str *ret_text, struct err *err)
{
    if (file_read(path, WHOLE_MAX, ret_text, err) < 0)
        return -1;
    return input_refuse_packed(path, str_text(ret_text), ret_text->len, err);
}
