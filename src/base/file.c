#include "paletti/base/file.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_BLOCK 65536

static void close_p(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}
#define _cleanup_close_ _cleanup_(close_p)

static int open_regular(const char *path, struct stat *ret_st, struct err *err)
{
    /* A pipe that nobody writes to keeps whoever opens it waiting; of a regular file the flag changes nothing. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    if (fd < 0)
        return err_errno(err, errno, _("%s cannot be opened"), path);
    if (fstat(fd, ret_st) < 0 || !S_ISREG(ret_st->st_mode)) {
        close(fd);
        return err_set(err, _("%s is no regular file: name another one"), path);
    }
    return fd;
}

static int read_whole(int fd, const char *path, size_t limit, struct str *ret_text, struct err *err)
{
    _cleanup_free_ char *block = mem_alloc(READ_BLOCK);
    _cleanup_str_ struct str text = STR_INIT;

    for (;;) {
        ssize_t n = read(fd, block, READ_BLOCK);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_errno(err, errno, _("%s cannot be read"), path);
        if (n == 0)
            break;
        if ((size_t)n > limit - text.len)
            return err_set(err, _("%s is larger than the %zu bytes allowed for it"), path, limit);
        str_add_n(&text, block, (size_t)n);
    }
    str_done(ret_text);
    *ret_text = text;
    text = (struct str)STR_INIT;
    return 0;
}

int file_read(const char *path, size_t limit, struct str *ret_text, struct err *err)
{
    _cleanup_close_ int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (fd < 0)
        return err_errno(err, errno, _("%s cannot be opened"), path);
    return read_whole(fd, path, limit, ret_text, err);
}

int file_read_regular(const char *path, size_t limit, struct str *ret_text, struct err *err)
{
    struct stat st;
    _cleanup_close_ int fd = open_regular(path, &st, err);

    return fd < 0 ? -1 : read_whole(fd, path, limit, ret_text, err);
}

/* Whether nobody but the person can change what ST tells of. */
static int check_own(const char *path, const struct stat *st, struct err *err)
{
    if (st->st_uid != geteuid())
        return err_set(err, _("%s belongs to another user, and is not read: it has to be your own"), path);
    if (st->st_mode & 022)
        return err_set(err, _("Others may write %s, so it is not read: run chmod go-w on it first"), path);
    return 0;
}

int file_read_own(const char *path, size_t limit, struct str *ret_text, bool *ret_open, struct err *err)
{
    const char *slash = strrchr(path, '/');
    _cleanup_free_ char *folder = slash > path ? mem_string_n(path, (size_t)(slash - path)) : mem_string(slash ? "/" : ".");
    struct stat st, around;

    if (access(path, F_OK) < 0 && (errno == ENOENT || errno == ENOTDIR))
        return 1;
    if (stat(folder, &around) < 0)
        return err_errno(err, errno, _("%s cannot be opened"), folder);
    _cleanup_close_ int fd = open_regular(path, &st, err);
    if (fd < 0 || check_own(folder, &around, err) < 0 || check_own(path, &st, err) < 0 ||
        read_whole(fd, path, limit, ret_text, err) < 0)
        return -1;
    *ret_open = st.st_mode & 044;
    return 0;
}

/* Makes what is missing of PATH, which is changed while working and whole again at the end. */
static int make_dirs(char *path, struct err *err)
{
    for (char *slash = path + 1;; slash++) {
        slash = strchrnul(slash, '/');
        char end = *slash;
        *slash = '\0';
        if (mkdir(path, 0700) < 0 && errno != EEXIST) {
            int failed = errno;
            /* Some file systems refuse before they look whether it is there. */
            if (access(path, F_OK) < 0)
                return err_errno(err, failed, _("The directory %s cannot be made"), path);
        }
        *slash = end;
        if (!end)
            return 0;
    }
}

int file_private_dir(const char *path, struct err *err)
{
    _cleanup_free_ char *plain = mem_string(path);
    struct stat st;

    /* Behind a trailing slash O_NOFOLLOW would follow. */
    for (size_t n = strlen(plain); n > 1 && plain[n - 1] == '/'; n--)
        plain[n - 1] = '\0';
    if (!*plain)
        return err_set(err, _("A directory without a name cannot be made"));
    if (make_dirs(plain, err) < 0)
        return -1;
    _cleanup_close_ int fd = open(plain, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && (errno == ENOTDIR || errno == ELOOP))
        return err_set(err, _("%s is no directory: move it away, or name another place"), plain);
    if (fd < 0 || fstat(fd, &st) < 0)
        return err_errno(err, errno, _("The directory %s cannot be opened"), plain);
    if (st.st_uid != geteuid())
        return err_set(err, _("The directory %s belongs to another user: name one of your own"), plain);
    if (st.st_mode & 077)
        return err_set(err, _("Others may look into the directory %s: run chmod 700 on it first"), plain);
    return 0;
}

struct file_out {
    char *path; /* the final name */
    char *temp; /* NULL once it has become the final name */
    int fd, dir_fd;
    bool replaces; /* a file stood under the final name at the beginning */
};

/* Follows links, so that a link stays one; refuses what a rename would destroy: a device, a directory, a
 * pipe. */
static int find_target(const char *path, struct file_out *out, struct err *err)
{
    struct stat st;

    out->path = realpath(path, NULL);
    if (!out->path) {
        out->path = mem_string(path);
        return 0;
    }
    if (stat(out->path, &st) == 0 && !S_ISREG(st.st_mode))
        return err_set(err, _("%s is no regular file: name another one"), path);
    out->replaces = true;
    return 0;
}

int file_out_open(const char *path, struct file_out **ret, struct err *err)
{
    _cleanup_(file_out_free_p) struct file_out *out = mem_zero(1, sizeof *out);

    out->fd = out->dir_fd = -1;
    if (find_target(path, out, err) < 0)
        return -1;
    const char *slash = strrchr(out->path, '/');
    int dir_len = slash ? (int)(slash - out->path) + 1 : 0;
    _cleanup_free_ char *dir = dir_len ? mem_string_n(out->path, (size_t)dir_len) : mem_string(".");
    out->dir_fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (out->dir_fd < 0)
        return err_errno(err, errno, _("The directory of %s cannot be opened"), path);
    _cleanup_free_ char *temp = str_format("%.*s.%s.XXXXXX", dir_len, out->path, out->path + dir_len);
    out->fd = mkostemp(temp, O_CLOEXEC);
    if (out->fd < 0)
        return err_errno(err, errno, _("%s cannot be written"), path);
    out->temp = MEM_TAKE(temp);
    *ret = MEM_TAKE(out);
    return 0;
}

int file_out_write(struct file_out *out, const void *data, size_t n, struct err *err)
{
    const char *p = data;

    while (n > 0) {
        ssize_t done = write(out->fd, p, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return err_errno(err, errno, _("%s cannot be written"), out->path);
        p += done;
        n -= (size_t)done;
    }
    return 0;
}

static int sync_file(struct file_out *out)
{
    int fd = out->fd;

    if (fsync(fd) < 0)
        return -1;
    out->fd = -1;
    return close(fd); /* some file systems report a full quota here only */
}

/* Some file systems cannot sync a directory; they say EINVAL. */
static int sync_dir(struct file_out *out)
{
    return fsync(out->dir_fd) < 0 && errno != EINVAL ? -1 : 0;
}

int file_out_commit(struct file_out *out, struct err *err)
{
    _cleanup_(file_out_free_p) _unused_ struct file_out *owned = out;

    if (sync_file(out) < 0)
        return err_errno(err, errno, _("%s cannot be saved"), out->path);
    if (rename(out->temp, out->path) < 0)
        return err_errno(err, errno, _("%s cannot be put in place"), out->path);
    free(MEM_TAKE(out->temp));
    if (sync_dir(out) < 0) {
        int failed = errno;
        if (out->replaces)
            return err_errno(err, failed, _("%s is written, but may not survive a power cut"), out->path);
        unlink(out->path);
        return err_errno(err, failed, _("%s cannot be saved"), out->path);
    }
    return 0;
}

void file_out_free(struct file_out *out)
{
    if (!out)
        return;
    if (out->fd >= 0)
        close(out->fd);
    if (out->dir_fd >= 0)
        close(out->dir_fd);
    if (out->temp)
        unlink(out->temp);
    free(out->temp);
    free(out->path);
    free(out);
}
