/* store_kill RUNS [SEED]: kills a writer at any moment, RUNS times on one file; every acknowledged entry has
 * to be there. The short form runs among the tests; the long form is `store_kill 100000`. reliability.md, 1.
 */
#include "acknowledged.h"

#include "paletti/base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static _noreturn_ void write_until_killed(const char *folder, int run, int to)
{
    struct store *store = fault_open(folder);

    for (int i = 0; store; i++)
        if (fault_put(store, run, i, NULL) < 0 || write(to, &i, sizeof i) != sizeof i)
            break;
    _exit(1);
}

static void wait_ns(long ns)
{
    nanosleep(&(struct timespec){.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000}, NULL);
}

/* Returns how many entries the writer had acknowledged when it was killed. */
static int kill_one(const char *folder, int run, long ns)
{
    int pipes[2], i, n = 0;

    if (pipe(pipes) < 0)
        exit(2);
    pid_t pid = fork();
    if (pid == 0)
        write_until_killed(folder, run, pipes[1]);
    close(pipes[1]);
    wait_ns(ns);
    kill(pid, SIGKILL);
    while (read(pipes[0], &i, sizeof i) == sizeof i)
        n = i + 1;
    close(pipes[0]);
    waitpid(pid, NULL, 0);
    return n;
}

static int missing(const char *folder, int run, int n)
{
    _cleanup_(store_close_p) struct store *store = fault_open(folder);
    int lost = 0;

    if (!store || store_sound(store, NULL) < 0)
        return n + 1;
    for (int i = 0; i < n; i++)
        lost += !fault_has(store, run, i);
    return lost;
}

static bool all_sound(const char *folder)
{
    _cleanup_(store_close_p) struct store *store = fault_open(folder);

    return store && fault_sound(store);
}

int main(int argc, char **argv)
{
    int runs = argc > 1 ? atoi(argv[1]) : 60, lost = 0, acknowledged = 0;
    char folder[] = "/tmp/paletti-kill-XXXXXX", command[64];

    srandom(argc > 2 ? (unsigned)atoi(argv[2]) : 1);
    if (!mkdtemp(folder))
        return 2;
    for (int run = 0; run < runs; run++) {
        int n = kill_one(folder, run, random() % 30000000);
        acknowledged += n;
        lost += missing(folder, run, n);
    }
    bool sound = all_sound(folder);
    printf("%d runs, %d acknowledged, %d lost, %s\n", runs, acknowledged, lost, sound ? "sound" : "damaged");
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0 || lost || !sound || !acknowledged;
}
