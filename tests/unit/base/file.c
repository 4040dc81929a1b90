#include "paletti/base/file.h"

#include "paletti/base/mem.h"
#include "run.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test works in a directory of its own, and removes it. */
static char *dir_make(void)
{
    char *dir = mem_string("/tmp/paletti-file-XXXXXX");

    ck_assert_ptr_nonnull(mkdtemp(dir));
    ck_assert_int_eq(chdir(dir), 0);
    return dir;
}

static void dir_drop(char **dir)
{
    _cleanup_free_ char *command = str_format("rm -rf '%s'", *dir);

    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(system(command), 0);
    free(*dir);
}
#define IN_DIR _cleanup_(dir_drop) _unused_ char *dir = dir_make()

static void put(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

static void assert_content(const char *path, const char *text)
{
    _cleanup_str_ struct str got = STR_INIT;
    struct err err;

    ck_assert_int_eq(file_read(path, 1000000, &got, &err), 0);
    ck_assert_str_eq(str_text(&got), text);
}

/* Entries of the directory but . and .. */
static int count_entries(const char *path)
{
    DIR *d = opendir(path);
    int n = 0;

    while (readdir(d))
        n++;
    closedir(d);
    return n - 2;
}

START_TEST(reading_whole)
{
    IN_DIR;
    _cleanup_str_ struct str got = STR_INIT;
    _cleanup_free_ char *long_text = str_format("%200000s", "x");
    struct err err;

    str_add(&got, "before");
    put("empty", "");
    put("long", long_text);
    ck_assert_int_eq(file_read("empty", 0, &got, &err), 0);
    ck_assert_str_eq(str_text(&got), "");
    ck_assert_int_eq(file_read("long", 200000, &got, &err), 0);
    ck_assert_uint_eq(got.len, 200000);
    ck_assert_str_eq(got.s, long_text);
}
END_TEST

START_TEST(reading_fails_and_touches_nothing)
{
    IN_DIR;
    _cleanup_str_ struct str got = STR_INIT;
    struct err err;

    str_add(&got, "before");
    put("five", "12345");
    ck_assert_int_eq(file_read("five", 4, &got, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "larger than the 4 bytes"));
    ck_assert_int_eq(file_read("missing", 10, &got, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "missing"));
    ck_assert_int_eq(file_read(".", 10, &got, &err), -1);
    ck_assert_int_eq(file_read("missing", 10, &got, NULL), -1);
    ck_assert_str_eq(got.s, "before");
}
END_TEST

START_TEST(a_pipe_is_not_waited_for)
{
    IN_DIR;
    _cleanup_str_ struct str got = STR_INIT;
    struct err err;

    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    put("five", "12345");
    ck_assert_int_eq(file_read_regular("pipe", 10, &got, &err), -1);
    ck_assert_str_eq(err.text, "pipe is no regular file: name another one");
    ck_assert_int_eq(file_read_regular(".", 10, &got, NULL), -1);
    ck_assert_int_eq(file_read_regular("five", 10, &got, &err), 0);
    ck_assert_str_eq(str_text(&got), "12345");
}
END_TEST

START_TEST(an_endless_file_is_too_large)
{
    _cleanup_str_ struct str got = STR_INIT;
    struct err err;

    ck_assert_int_eq(file_read("/dev/zero", 1000000, &got, &err), -1);
}
END_TEST

START_TEST(private_directories)
{
    IN_DIR;
    struct err err;
    struct stat st;
    mode_t before = umask(0);

    ck_assert_int_eq(file_private_dir("a/b/c", &err), 0);
    ck_assert_int_eq(stat("a", &st) == 0 ? st.st_mode & 07777 : 0, 0700);
    ck_assert_int_eq(stat("a/b/c", &st) == 0 ? st.st_mode & 07777 : 0, 0700);
    ck_assert_int_eq(file_private_dir("a/b/c", &err), 0);
    ck_assert_int_eq(file_private_dir("a/b/c//", &err), 0);
    ck_assert_int_eq(file_private_dir("a//d/", &err), 0);
    _cleanup_free_ char *absolute = str_format("%s/x/y", dir);
    ck_assert_int_eq(file_private_dir(absolute, &err), 0);
    /* a parent that others may read is fine */
    ck_assert_int_eq(mkdir("open", 0755), 0);
    ck_assert_int_eq(file_private_dir("open/mine", &err), 0);
    umask(before);
}
END_TEST

START_TEST(directories_that_are_not_private)
{
    IN_DIR;
    struct err err;

    put("file", "");
    ck_assert_int_eq(file_private_dir("file", &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "is no directory"));
    ck_assert_int_eq(file_private_dir("file/below", &err), -1);
    ck_assert_int_eq(file_private_dir("", &err), -1);
    for (mode_t bit = 1; bit <= 040; bit <<= 1) {
        ck_assert_int_eq(mkdir("d", 0700), 0);
        ck_assert_int_eq(chmod("d", 0700 | bit), 0);
        ck_assert_int_eq(file_private_dir("d", &err), -1);
        ck_assert_ptr_nonnull(strstr(err.text, "chmod 700"));
        ck_assert_int_eq(rmdir("d"), 0);
    }
    ck_assert_int_eq(mkdir("real", 0700), 0);
    ck_assert_int_eq(symlink("real", "link"), 0);
    ck_assert_int_eq(file_private_dir("link", &err), -1);
    ck_assert_int_eq(file_private_dir("link/", &err), -1);
    if (geteuid() == 0) {
        ck_assert_int_eq(chown("real", 12345, (gid_t)-1), 0);
        ck_assert_int_eq(file_private_dir("real", &err), -1);
        ck_assert_ptr_nonnull(strstr(err.text, "another user"));
    }
}
END_TEST

START_TEST(a_file_appears_whole)
{
    IN_DIR;
    struct file_out *out;
    struct err err;
    struct stat st;

    ck_assert_int_eq(file_out_open("out", &out, &err), 0);
    ck_assert_int_eq(file_out_write(out, "one ", 4, &err), 0);
    ck_assert_int_eq(access("out", F_OK), -1);
    ck_assert_int_eq(file_out_write(out, "two", 3, &err), 0);
    ck_assert_int_eq(file_out_write(out, NULL, 0, &err), 0);
    ck_assert_int_eq(file_out_commit(out, &err), 0);
    assert_content("out", "one two");
    ck_assert_int_eq(stat("out", &st) == 0 ? st.st_mode & 07777 : 0, 0600);
    ck_assert_int_eq(count_entries("."), 1);
}
END_TEST

START_TEST(a_dropped_file_leaves_nothing)
{
    IN_DIR;
    struct file_out *out;
    struct err err;

    put("out", "old");
    ck_assert_int_eq(file_out_open("out", &out, &err), 0);
    ck_assert_int_eq(file_out_write(out, "new", 3, &err), 0);
    file_out_free(out);
    file_out_free(NULL);
    assert_content("out", "old");
    ck_assert_int_eq(count_entries("."), 1);
}
END_TEST

START_TEST(an_old_file_is_replaced_and_a_link_stays)
{
    IN_DIR;
    struct file_out *out;
    struct err err;
    struct stat st;

    ck_assert_int_eq(mkdir("d", 0700), 0);
    put("d/real", "old");
    ck_assert_int_eq(symlink("d/real", "link"), 0);
    ck_assert_int_eq(file_out_open("link", &out, &err), 0);
    ck_assert_int_eq(file_out_write(out, "new", 3, &err), 0);
    ck_assert_int_eq(file_out_commit(out, &err), 0);
    ck_assert(lstat("link", &st) == 0 && S_ISLNK(st.st_mode));
    assert_content("d/real", "new");
    ck_assert_int_eq(count_entries("d"), 1);
}
END_TEST

START_TEST(targets_that_are_no_files_are_refused)
{
    static const char *const targets[] = {"/dev/full", "/dev/null", "d", "pipe", "missing/out", "file/out"};

    IN_DIR;
    struct file_out *out;
    struct err err;

    ck_assert_int_eq(mkdir("d", 0700), 0);
    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    put("file", "");
    for (size_t i = 0; i < ARRAY_LEN(targets); i++)
        ck_assert_msg(file_out_open(targets[i], &out, &err) == -1, "%s", targets[i]);
    ck_assert_int_eq(count_entries("."), 3);
}
END_TEST

/* A limit on the size of files is what a full disk looks like. */
START_TEST(no_space_leaves_the_old_file)
{
    IN_DIR;
    struct rlimit limit = {1000, 1000};
    _cleanup_free_ char *text = str_format("%5000s", "x");
    struct file_out *out;
    struct err err;

    signal(SIGXFSZ, SIG_IGN);
    put("out", "old");
    limit.rlim_max = RLIM_INFINITY;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert_int_eq(file_out_open("out", &out, &err), 0);
    int r = file_out_write(out, text, 5000, &err);
    file_out_free(out);
    limit.rlim_cur = RLIM_INFINITY;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert_int_eq(r, -1);
    ck_assert_ptr_nonnull(strstr(err.text, "cannot be written"));
    assert_content("out", "old");
    ck_assert_int_eq(count_entries("."), 1);
}
END_TEST

/* The directory goes away in between: the commit fails, and says so. */
START_TEST(a_commit_that_cannot_be_renamed_fails)
{
    IN_DIR;
    struct file_out *out;
    struct err err;

    ck_assert_int_eq(file_out_open("out", &out, &err), 0);
    ck_assert_int_eq(mkdir("out", 0700), 0);
    ck_assert_int_eq(file_out_commit(out, &err), -1);
    ck_assert_int_eq(count_entries("."), 1);
}
END_TEST

RUN_TESTS("file", reading_whole, reading_fails_and_touches_nothing, a_pipe_is_not_waited_for,
          an_endless_file_is_too_large, private_directories, directories_that_are_not_private, a_file_appears_whole,
          a_dropped_file_leaves_nothing, an_old_file_is_replaced_and_a_link_stays,
          targets_that_are_no_files_are_refused, no_space_leaves_the_old_file,
          a_commit_that_cannot_be_renamed_fails);
