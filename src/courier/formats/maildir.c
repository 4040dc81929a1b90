#include "formats/formats.h"
#include "formats/mail_limits.h"
#include "formats/mailroom.h"

#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TREE_MAX 32 /* folders in folders */

struct walk {
    struct errand *errand;
    struct mailroom *room; /* NULL on the first walk, which only counts */
    struct err *err;
    int64_t folders, messages; /* what the first walk found */
    int64_t taken;
    struct str path;    /* of the folder the walk is in, from the mailbox on; ends in '/', or empty */
    struct str message; /* the one that is being read */
};

static void close_p(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}
#define _cleanup_close_ _cleanup_(close_p)

static void texts_done(struct texts *names)
{
    texts_clear(names);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in the folder FD, sorted, without "." and ".."; takes a descriptor of its own. */
static int list_folder(struct walk *walk, int fd, struct texts *ret)
{
    struct texts names = {0};
    int own = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = own < 0 ? NULL : fdopendir(own);

    if (!dir) {
        int reason = errno;
        if (own >= 0)
            close(own);
        return err_errno(walk->err, reason, _("The folder %s of the mailbox cannot be read"),
                         str_text(&walk->path));
    }
    for (struct dirent *entry; (entry = readdir(dir));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            texts_add(&names, entry->d_name);
    closedir(dir);
    if (names.n)
        qsort(names.v, names.n, sizeof *names.v, by_name);
    *ret = names;
    return 0;
}

/* A folder below FD that is no symbolic link; -1 otherwise. */
static int open_folder(int fd, const char *name)
{
    return openat(fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int read_bytes(struct walk *walk, int fd, bool *ret_too_large)
{
    char block[64 << 10];

    str_clear(&walk->message);
    for (ssize_t n;;) {
        n = read(fd, block, sizeof block);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? -errno : 0;
        if (walk->message.len + (size_t)n > MAIL_BYTES_MAX) {
            *ret_too_large = true;
            return 0;
        }
        str_add_n(&walk->message, block, (size_t)n);
    }
}

/* Some programs leave the `From ` line of an mbox before the headers. */
static void pass_from_line(struct envelope *envelope)
{
    const char *stop = envelope->n ? memchr(envelope->bytes, '\n', envelope->n) : NULL;

    if (!stop || !from_line_parse(envelope->bytes, (size_t)(stop - envelope->bytes), &envelope->from_line))
        return;
    envelope->n -= (size_t)(stop + 1 - envelope->bytes);
    envelope->bytes = stop + 1;
}

static int skip(struct walk *walk, const char *where, const char *why)
{
    if (mailroom_looks_ahead(walk->room))
        return 0;
    walk->errand->read++;
    walk->errand->skipped++;
    return errand_skip(walk->errand, where, why, walk->err);
}

static int take_open_file(struct walk *walk, int fd, const char *where)
{
    struct stat st;
    struct envelope envelope = {
        .where = where, .folder = str_text(&walk->path), .from_line = {.at = INSTANT_NONE}};

    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode))
        return skip(walk, where, _("it is no plain file"));
    int failed = read_bytes(walk, fd, &envelope.too_large);
    if (failed)
        return skip(walk, where, strerror(-failed));
    envelope.bytes = str_text(&walk->message);
    envelope.n = walk->message.len;
    envelope.file_time = st.st_mtime;
    pass_from_line(&envelope);
    return mailroom_take(walk->room, &envelope, walk->err);
}

static int take_file(struct walk *walk, int folder, const char *name)
{
    _cleanup_free_ char *where = str_format("%s%s", str_text(&walk->path), name);
    /* O_NONBLOCK: a pipe that somebody put there must not hold us up. */
    _cleanup_close_ int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

    int result = fd < 0 ? skip(walk, where, errno == ELOOP ? _("it is a symbolic link") : strerror(errno))
                        : take_open_file(walk, fd, where);
    if (result < 0)
        return -1;
    return errand_progress(walk->errand, ++walk->taken, walk->messages, "messages", walk->err);
}

/* The messages in cur or new of the maildir FD. Names with a dot in front are somebody else's. */
static int walk_messages(struct walk *walk, int fd, const char *name)
{
    _cleanup_(texts_done)
    struct texts names = {0};
    _cleanup_close_ int folder = open_folder(fd, name);
    size_t outside = walk->path.len;

    if (folder < 0)
        return 0;
    str_printf(&walk->path, "%s/", name);
    if (list_folder(walk, folder, &names) < 0)
        return -1;
    walk->folders += !walk->room;
    for (size_t i = 0; i < names.n; i++) {
        if (names.v[i][0] == '.')
            continue;
        walk->messages += !walk->room;
        if (walk->room && take_file(walk, folder, names.v[i]) < 0)
            return -1;
    }
    walk->path.s[walk->path.len = outside] = '\0';
    return 0;
}

static bool is_message_folder(const char *name)
{
    return strcmp(name, "cur") == 0 || strcmp(name, "new") == 0 || strcmp(name, "tmp") == 0;
}

/* FD is a maildir, or a folder with maildirs in it (.Sent of Maildir++, or a tree), or both. */
static int walk_folder(struct walk *walk, int fd, int depth)
{
    _cleanup_(texts_done)
    struct texts names = {0};
    size_t outside = walk->path.len;

    if (depth > TREE_MAX)
        return err_set(walk->err, _("The mailbox has folders nested more than %d deep"), TREE_MAX);
    if (walk_messages(walk, fd, "cur") < 0 || walk_messages(walk, fd, "new") < 0 ||
        list_folder(walk, fd, &names) < 0)
        return -1;
    for (size_t i = 0; i < names.n; i++) {
        _cleanup_close_ int inner = is_message_folder(names.v[i]) ? -1 : open_folder(fd, names.v[i]);
        if (inner < 0)
            continue;
        str_printf(&walk->path, "%s/", names.v[i]);
        if (walk_folder(walk, inner, depth + 1) < 0)
            return -1;
        walk->path.s[walk->path.len = outside] = '\0';
    }
    return 0;
}

/* Twice over the tree: to know how much there is, and to read it. */
static int walk_twice(struct walk *walk, struct mailroom *room)
{
    const char *path = walk->errand->job->path;
    _cleanup_close_ int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return err_errno(walk->err, errno, _("The mailbox %s cannot be opened"), path);
    if (walk_folder(walk, fd, 0) < 0)
        return -1;
    if (walk->folders == 0)
        return err_set(walk->err,
                       _("%s is no maildir: neither it nor a folder in it has the folders cur and new"),
                       path);
    walk->room = room;
    int result = walk_folder(walk, fd, 0);
    while (result == 0 && mailroom_again(room)) {
        walk->taken = 0;
        result = walk_folder(walk, fd, 0);
    }
    return result;
}

int maildir_read(struct errand *errand, struct err *err)
{
    _cleanup_(mailroom_free_p)
    struct mailroom *room = NULL;
    struct walk walk = {.errand = errand, .err = err};

    if (mailroom_open(errand, "maildir", &room, err) < 0)
        return -1;
    int result = walk_twice(&walk, room);
    str_done(&walk.path);
    str_done(&walk.message);
    return result < 0 ? -1 : mailroom_close(room, err);
}
