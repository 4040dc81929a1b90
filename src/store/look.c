#include "look.h"

#include "internal.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The database header: https://www.sqlite.org/fileformat2.html#the_database_header */
enum {
    HEADER_SIZE = 100,
    AT_PAGE_SIZE = 16,
    AT_FRACTIONS = 21, /* three bytes that are always 64, 32, 32 */
    AT_CHANGES = 24,
    AT_PAGES = 28,
    AT_USER_VERSION = 60,
    AT_APPLICATION = 68,
    AT_VALID_FOR = 92, /* the page count is right when this equals the change counter */
};

static uint32_t number_at(const unsigned char *header, int at)
{
    return (uint32_t)header[at] << 24 | (uint32_t)header[at + 1] << 16 | (uint32_t)header[at + 2] << 8 |
           header[at + 3];
}

static int64_t page_size(const unsigned char *header)
{
    int64_t size = header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];

    return size == 1 ? 65536 : size;
}

/* Bytes of the file called REAL with SUFFIX behind it, 0 when there is none. */
static int64_t size_beside(const char *real, const char *suffix)
{
    _cleanup_free_ char *name = str_format("%s%s", real, suffix);
    struct stat st;

    return lstat(name, &st) == 0 ? st.st_size : 0;
}

/* Reads through SQLite's own layer: closing a descriptor of ours would drop the locks that another connection
 * of this process holds on the file. */
static int read_header(const char *path, const char *real, unsigned char header[HEADER_SIZE], struct err *err)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    _cleanup_free_ sqlite3_file *file = mem_zero(1, (size_t)vfs->szOsFile);
    const char *name = sqlite3_create_filename(real, "", "", 0, NULL);
    int out, rc = vfs->xOpen(vfs, name, file,
                             SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_NOFOLLOW, &out);

    if (rc == SQLITE_OK)
        rc = file->pMethods->xRead(file, header, HEADER_SIZE, 0);
    if (file->pMethods)
        file->pMethods->xClose(file);
    sqlite3_free_filename((char *)name);
    if (rc == SQLITE_IOERR_SHORT_READ)
        return err_set(err, _("%s is no file of paletti; nothing was changed"), path);
    return rc == SQLITE_OK ? 0 : store_fail_file(path, real, NULL, rc, err);
}

static int look_at_node(const char *path, const struct stat *st, struct err *err)
{
    if (S_ISLNK(st->st_mode))
        return err_set(err, _("%s is a symbolic link: name the file itself"), path);
    if (!S_ISREG(st->st_mode))
        return err_set(err, _("%s is no regular file: name another one"), path);
    if (st->st_uid != geteuid())
        return err_set(err, _("%s belongs to another user: name a file of your own"), path);
    if (st->st_mode & 077)
        return err_set(err, _("Others may read %s: run chmod 600 on it first"), path);
    return 0;
}

static int damaged(const char *path, const char *real, struct err *err)
{
    return store_fail_file(path, real, NULL, SQLITE_CORRUPT, err);
}

static int look_at_header(const char *path, const char *real, const unsigned char *header, int64_t newest,
                          struct err *err)
{
    static const unsigned char fractions[] = {64, 32, 32};
    int64_t size = page_size(header);

    if (memcmp(header, "SQLite format 3", 16) != 0) {
        err_set(err, _("%s is no file of paletti, or its beginning is damaged; nothing was changed"), path);
        return store_name_backup(real, err);
    }
    if (number_at(header, AT_APPLICATION) != STORE_APPLICATION_ID)
        return err_set(err, _("%s is a database of another program; nothing was changed"), path);
    if (number_at(header, AT_USER_VERSION) > newest)
        return err_set(
            err,
            _("%s was written by a newer paletti (its version is %u, this one knows %lld); nothing was "
              "changed. Install the newer paletti"),
            path, number_at(header, AT_USER_VERSION), (long long)newest);
    if (size < 512 || (size & (size - 1)) || memcmp(header + AT_FRACTIONS, fractions, sizeof fractions) != 0)
        return damaged(path, real, err);
    return 0;
}

/* A file cut short. With a journal beside it SQLite knows better: what is missing may stand there. */
static int look_at_size(const char *path, const char *real, const unsigned char *header, int64_t size,
                        struct err *err)
{
    if (size_beside(real, "-wal") > 0 || size_beside(real, "-journal") > 0)
        return 0;
    bool known = number_at(header, AT_CHANGES) == number_at(header, AT_VALID_FOR);
    if (size % page_size(header) != 0 || (known && size < page_size(header) * number_at(header, AT_PAGES)))
        return damaged(path, real, err);
    return 0;
}

int look_at(const char *path, const char *real, int64_t newest, enum look *ret, struct err *err)
{
    unsigned char header[HEADER_SIZE];
    struct stat st;

    if (lstat(real, &st) < 0 && errno != ENOENT)
        return err_errno(err, errno, _("%s cannot be opened"), path);
    bool missing =
        lstat(real, &st)<0, journal = size_beside(real, "-wal")> 0 || size_beside(real, "-journal") > 0;
    if (!missing && look_at_node(path, &st, err) < 0)
        return -1;
    if (missing || st.st_size == 0) {
        if (journal)
            return damaged(path, real, err);
        *ret = missing ? LOOK_MISSING : LOOK_EMPTY;
        return 0;
    }
    if (read_header(path, real, header, err) < 0 || look_at_header(path, real, header, newest, err) < 0 ||
        look_at_size(path, real, header, st.st_size, err) < 0)
        return -1;
    *ret = LOOK_FINE;
    return 0;
}
