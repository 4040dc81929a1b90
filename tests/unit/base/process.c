#include "paletti/base/process.h"

#include "paletti/base/mem.h"

#include "run.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

START_TEST(this_one_lives)
{
    _cleanup_free_ char *self = process_self(), *again = process_self();

    ck_assert_str_eq(self, again);
    ck_assert(process_lives(self));
}
END_TEST

START_TEST(others_do_not)
{
    static const char *const names[] = {"", ":", "x", "x:1:2", ":1:", "::"};
    _cleanup_free_ char *self = process_self();

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        ck_assert_msg(!process_lives(names[i]), "%s", names[i]);
    self[strlen(self) - 1] ^= 1; /* the same pid, given to one that began at another time */
    ck_assert(!process_lives(self));
}
END_TEST

/* The name of a child that tells it and then waits. */
static pid_t start_child(char *name, size_t size)
{
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        _cleanup_free_ char *self = process_self();
        _exit(write(ends[1], self, strlen(self) + 1) < 0 || pause());
    }
    ck_assert_int_gt(read(ends[0], name, size), 0);
    close(ends[0]);
    close(ends[1]);
    return pid;
}

START_TEST(killed_it_is_dead_before_its_parent_asks)
{
    char name[256];
    pid_t pid = start_child(name, sizeof name);
    siginfo_t info;

    ck_assert(process_lives(name));
    kill(pid, SIGKILL);
    ck_assert_int_eq(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
    ck_assert(!process_lives(name));
    waitpid(pid, NULL, 0);
    ck_assert(!process_lives(name));
}
END_TEST

RUN_TESTS("process", this_one_lives, others_do_not, killed_it_is_dead_before_its_parent_asks);
