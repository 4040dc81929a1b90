#include "beside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return mem_string(".");
    return slash == path ? mem_string("/") : mem_string_n(path, (size_t)(slash - path));
}

int temp_make(const char *path, char **ret, struct err *err)
{
    char *temp = str_format("%s.XXXXXX", path);
    int fd = mkostemp(temp, O_CLOEXEC);

    if (fd < 0) {
        err_errno(err, errno, _("%s cannot be written"), path);
        free(temp);
        return -1;
    }
    close(fd);
    *ret = temp;
    return 0;
}

void temp_free(char **temp)
{
    if (*temp)
        unlink(*temp);
    free(*temp);
}

static int sync_path(const char *path, int flags, struct err *err)
{
    int fd = open(path, flags | O_RDONLY | O_CLOEXEC);
    /* Some file systems cannot sync a folder; they say EINVAL. */
    int failed = fd < 0 || (fsync(fd) < 0 && errno != EINVAL) ? errno : 0;

    if (fd >= 0)
        close(fd);
    return failed ? err_errno(err, failed, _("%s cannot be saved"), path) : 0;
}

int temp_sync(const char *temp, struct err *err)
{
    return sync_path(temp, O_NOFOLLOW, err);
}

int sync_folder(const char *path, struct err *err)
{
    _cleanup_free_ char *folder = folder_of(path);

    return sync_path(folder, O_DIRECTORY, err);
}
