#include "paletti/base/file.h"

#include "paletti/base/mem.h"
#include "run.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void dir_drop(char **path)
{
    unlink(*path);
    *strrchr(*path, '/') = '\0';
    rmdir(*path);
    free(*path);
}

static char *path_make(void)
{
    char dir[] = "/tmp/paletti-lock-XXXXXX";

    ck_assert_ptr_nonnull(mkdtemp(dir));
    return str_format("%s/lock", dir);
}
#define LOCK_PATH _cleanup_(dir_drop) char *path = path_make()

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* A child that holds the lock until it is killed; returns once it does. */
static pid_t hold_elsewhere(const char *path)
{
    int ready[2];
    char byte;

    ck_assert_int_eq(pipe(ready), 0);
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct file_lock *lock;
        if (file_lock_open(path, &lock, NULL) < 0 || file_lock_take(lock, 0, NULL, NULL) != 0)
            _exit(1);
        (void)!write(ready[1], "x", 1);
        for (;;)
            pause();
    }
    close(ready[1]);
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return pid;
}

START_TEST(it_holds_the_pid)
{
    LOCK_PATH;
    _cleanup_str_ struct str text = STR_INIT;
    _cleanup_free_ char *expected = str_format("%ld\n", (long)getpid());
    struct file_lock *lock;
    struct err err;
    struct stat st;

    ck_assert_int_eq(file_lock_open(path, &lock, &err), 0);
    ck_assert_int_eq(stat(path, &st) == 0 ? st.st_mode & 07777 : 0, 0600);
    ck_assert_int_eq(file_lock_take(lock, 0, NULL, &err), 0);
    ck_assert_int_eq(file_read(path, 100, &text, &err), 0);
    ck_assert_str_eq(str_text(&text), expected);
    file_lock_release(lock);
    ck_assert_int_eq(file_read(path, 100, &text, &err), 0);
    ck_assert_str_eq(str_text(&text), "");
    file_lock_release(lock);
    file_lock_free(lock);
    file_lock_free(NULL);
}
END_TEST

START_TEST(somebody_else_is_named)
{
    LOCK_PATH;
    struct file_lock *lock;
    struct err err;
    pid_t holder = 42, child = hold_elsewhere(path);

    ck_assert_int_eq(file_lock_open(path, &lock, &err), 0);
    int64_t before = now_ms();
    ck_assert_int_eq(file_lock_take(lock, 60, &holder, &err), 1);
    ck_assert_int_ge(now_ms() - before, 60);
    ck_assert_int_eq(holder, child);
    ck_assert_int_eq(file_lock_take(lock, 0, NULL, &err), 1);
    /* a killed holder holds nothing */
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    ck_assert_int_eq(file_lock_take(lock, 0, &holder, &err), 0);
    file_lock_free(lock);
}
END_TEST

START_TEST(waiting_ends_with_the_holder)
{
    LOCK_PATH;
    struct file_lock *mine, *theirs;
    struct err err;

    ck_assert_int_eq(file_lock_open(path, &theirs, &err), 0);
    ck_assert_int_eq(file_lock_open(path, &mine, &err), 0);
    ck_assert_int_eq(file_lock_take(theirs, 0, NULL, &err), 0);
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        /* the child shares the lock that it inherited: to let go is to let go for both */
        usleep(50000);
        file_lock_release(theirs);
        _exit(0);
    }
    ck_assert_int_eq(file_lock_take(mine, 10000, NULL, &err), 0);
    waitpid(pid, NULL, 0);
    file_lock_free(mine);
    file_lock_free(theirs);
}
END_TEST

START_TEST(the_text_means_nothing)
{
    static const char *const texts[] = {"", "garbage", "-5\n", "99999999999999999999\n", "0"};

    LOCK_PATH;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct file_lock *mine, *theirs;
        pid_t holder = 42;
        struct err err;
        ck_assert_int_eq(file_lock_open(path, &theirs, &err), 0);
        ck_assert_int_eq(file_lock_open(path, &mine, &err), 0);
        ck_assert_int_eq(file_lock_take(theirs, 0, NULL, &err), 0);
        FILE *f = fopen(path, "w");
        fputs(texts[i], f);
        fclose(f);
        ck_assert_int_eq(file_lock_take(mine, 0, &holder, &err), 1);
        ck_assert_int_eq(holder, 0);
        file_lock_free(theirs);
        file_lock_free(mine);
    }
}
END_TEST

START_TEST(a_link_is_refused)
{
    LOCK_PATH;
    struct file_lock *lock;
    struct err err;

    ck_assert_int_eq(symlink("/tmp/paletti-nothing", path), 0);
    ck_assert_int_eq(file_lock_open(path, &lock, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "cannot be opened"));
}
END_TEST

RUN_TESTS("lock", it_holds_the_pid, somebody_else_is_named, waiting_ends_with_the_holder,
          the_text_means_nothing, a_link_is_refused);
