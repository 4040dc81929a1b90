/* store_power RUNS: cuts the power at RUNS moments spread over all operations of a run that makes a file,
 * adds entries, imports some and closes; several seeds when there are more runs than operations. Every
 * acknowledged entry has to be there, and the file sound. The long form is `store_power 30000`.
 * reliability.md, 2. */
#include "acknowledged.h"
#include "power.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define ADDS     6
#define IMPORTED 40

/* What is acknowledged goes up the pipe: how many entries of which run. */
struct acknowledgement {
    int run, n;
};

static bool acknowledge(int to, int run, int n)
{
    struct acknowledgement a = {run, n};

    return write(to, &a, sizeof a) == sizeof a;
}

static bool work(const char *folder, int to)
{
    _cleanup_(store_close_p) struct store *store = fault_open(folder);

    for (int i = 0; i < ADDS; i++)
        if (!store || fault_put(store, 1, i, NULL) < 0 || !acknowledge(to, 1, i + 1))
            return false;
    if (fault_import(store, 2, IMPORTED, NULL) < 0 || !acknowledge(to, 2, IMPORTED))
        return false;
    for (int i = 0; i < ADDS; i++)
        if (fault_put(store, 3, i, NULL) < 0 || !acknowledge(to, 3, i + 1))
            return false;
    while (store_tidy(store, NULL) > 0)
        continue;
    return true;
}

/* Runs the work in a child with the power cut at CUT. *RET_ACKNOWLEDGED by run; returns how many operations
 * there were when it came to the end, else 0. */
static int run_child(const char *folder, int cut, uint64_t seed, int ret_acknowledged[4])
{
    int pipes[2], count = 0;
    struct acknowledgement a;

    if (pipe(pipes) < 0)
        exit(2);
    pid_t pid = fork();
    if (pid == 0) {
        struct power *power = power_install(cut, seed);
        bool done = work(folder, pipes[1]) && acknowledge(pipes[1], 0, power_count(power));
        _exit(done ? 0 : 1);
    }
    close(pipes[1]);
    while (read(pipes[0], &a, sizeof a) == sizeof a) {
        if (a.run == 0)
            count = a.n;
        else
            ret_acknowledged[a.run] = a.n;
    }
    close(pipes[0]);
    waitpid(pid, NULL, 0);
    return count;
}

/* After the power came back: nothing of the shared memory is left. */
static bool holds(const char *folder, const int acknowledged[4])
{
    _cleanup_free_ char *shm = str_format("%s/paletti.db-shm", folder);

    unlink(shm);
    _cleanup_(store_close_p) struct store *store = fault_open(folder);
    if (!store)
        return false;
    for (int run = 1; run < 4; run++)
        for (int i = 0; i < acknowledged[run]; i++)
            if (!fault_has(store, run, i)) {
                printf("lost: %d-%d\n", run, i);
                return false;
            }
    return fault_sound(store);
}

static void remove_folder(const char *folder)
{
    _cleanup_free_ char *command = str_format("rm -rf %s", folder);

    if (system(command) != 0)
        printf("%s is left\n", folder);
}

static bool cut_one(int cut, uint64_t seed, int *ret_count)
{
    char folder[] = "/tmp/paletti-power-XXXXXX";
    int acknowledged[4] = {0};

    if (!mkdtemp(folder))
        exit(2);
    int count = run_child(folder, cut, seed, acknowledged);
    bool good = holds(folder, acknowledged);
    if (!good)
        printf("power cut at operation %d, seed %llu\n", cut, (unsigned long long)seed);
    remove_folder(folder);
    if (ret_count)
        *ret_count = count;
    return good;
}

int main(int argc, char **argv)
{
    int runs = argc > 1 ? atoi(argv[1]) : 50, count = 0, bad = 0;

    bool whole = cut_one(0, 0, &count);
    for (int i = 0; i < runs; i++) {
        int64_t step = (int64_t)i * 7919 % (runs < count ? runs : count);
        int cut = 1 + (int)(runs < count ? step * count / runs : step);
        bad += !cut_one(cut, (uint64_t)i + 1, NULL);
    }
    printf("%d power cuts over %d operations, %d lost something\n", runs, count, bad);
    return !whole || count < 50 || bad;
}
