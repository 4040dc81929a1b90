#include "paletti/base/file.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define POLL_MS 5

/* The lock is the flock; the file's existence and its text mean nothing but a name for the message. */
struct file_lock {
    char *path;
    int fd;
    bool held;
};

int file_lock_open(const char *path, struct file_lock **ret, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);

    if (fd < 0)
        return err_errno(err, errno, _("The lock file %s cannot be opened"), path);
    struct file_lock *lock = mem_zero(1, sizeof *lock);
    lock->path = mem_string(path);
    lock->fd = fd;
    *ret = lock;
    return 0;
}

static int64_t monotonic_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A lock without a pid still locks, so that a full disk is no failure here. */
static void write_pid(struct file_lock *lock)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());

    if (ftruncate(lock->fd, 0) == 0)
        (void)!pwrite(lock->fd, text, (size_t)n, 0);
}

static pid_t read_pid(const struct file_lock *lock)
{
    char text[32];
    ssize_t n = pread(lock->fd, text, sizeof text - 1, 0);

    if (n <= 0)
        return 0;
    text[n] = '\0';
    long pid = strtol(text, NULL, 10);
    return pid > 0 && pid == (pid_t)pid ? (pid_t)pid : 0;
}

int file_lock_take(struct file_lock *lock, int wait_ms, pid_t *ret_holder, struct err *err)
{
    int64_t until = monotonic_ms() + wait_ms;

    while (flock(lock->fd, LOCK_EX | LOCK_NB) < 0) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK)
            return err_errno(err, errno, _("The lock file %s cannot be locked"), lock->path);
        if (monotonic_ms() >= until) {
            if (ret_holder)
                *ret_holder = read_pid(lock);
            return 1;
        }
        nanosleep(&(struct timespec){.tv_nsec = POLL_MS * 1000000L}, NULL);
    }
    lock->held = true;
    write_pid(lock);
    return 0;
}

void file_lock_release(struct file_lock *lock)
{
    if (!lock->held)
        return;
    /* Emptied first: afterwards the text would be the next holder's. */
    (void)!ftruncate(lock->fd, 0);
    flock(lock->fd, LOCK_UN);
    lock->held = false;
}

void file_lock_free(struct file_lock *lock)
{
    if (!lock)
        return;
    file_lock_release(lock);
    close(lock->fd);
    free(lock->path);
    free(lock);
}
