/* Several processes on one file. */
#include "fixture.h"

#include "paletti/core/interaction.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *const ana[] = {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}", NULL};

static void put_one(struct store *store, const char *ref, int64_t at)
{
    struct interaction entry;

    model_init(&model_interaction, &entry);
    entry.ref = (char *)ref;
    entry.client = (char *)"a";
    entry.at = at;
    entry.direction = DIRECTION_IN;
    entry.kind = KIND_MESSAGE;
    OK(store_put(store, &model_interaction, &entry, 0, NULL, err));
}

/* A process that writes N entries, each in its own transaction. */
static pid_t write_elsewhere(const char *folder, int who, int n)
{
    pid_t pid = fork();

    ck_assert_int_ge(pid, 0);
    if (pid > 0)
        return pid;
    struct store *store = store_make(folder, STORE_WRITE);
    for (int i = 0; i < n; i++) {
        char ref[32];
        snprintf(ref, sizeof ref, "w%d-%d", who, i);
        OK(store_begin(store, err));
        put_one(store, ref, NOW + i % 7);
        OK(store_commit(store, err));
    }
    store_close(store);
    _exit(0);
}

START_TEST(six_writers)
{
    STORE;
    pid_t pids[6];

    put_lines(store, ana);
    int64_t before = store_version(store);
    for (int i = 0; i < 6; i++)
        pids[i] = write_elsewhere(folder, i, 25);
    for (int i = 0; i < 6; i++) {
        int status;
        ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
        ck_assert_int_eq(status, 0);
    }
    ck_assert_int_eq(store_count(store, &model_interaction), 150);
    ck_assert_int_ne(store_version(store), before);
    before = store_version(store);
    ck_assert_int_eq(store_version(store), before);
    put_lines(store, (const char *[]){"{\"type\":\"me\",\"name\":\"Nora\"}", NULL});
    ck_assert_int_ne(store_version(store), before);
}
END_TEST

/* A process that begins a transaction and keeps it until it is killed. */
static pid_t hold_elsewhere(const char *folder)
{
    int ready[2];
    char byte;

    ck_assert_int_eq(pipe(ready), 0);
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct store *store = store_make(folder, STORE_WRITE);
        OK(store_begin(store, err));
        put_one(store, "held", NOW);
        (void)!write(ready[1], "x", 1);
        for (;;)
            pause();
    }
    close(ready[1]);
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return pid;
}

START_TEST(waiting_writer_names_holder)
{
    STORE;
    struct err said = {0};
    struct timespec begin, end;

    put_lines(store, ana);
    pid_t pid = hold_elsewhere(folder);
    _cleanup_free_ char *expected = str_format("Process %ld (", (long)pid);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    ck_assert_int_lt(store_begin(store, &said), 0);
    clock_gettime(CLOCK_MONOTONIC, &end);
    ck_assert_msg(str_starts(said.text, expected), "%s", said.text);
    ck_assert_ptr_nonnull(strstr(said.text, "nothing was saved"));
    ck_assert_int_ge(end.tv_sec - begin.tv_sec, 4);
    /* Readers are not kept waiting. */
    ck_assert_int_eq(store_count(store, &model_interaction), 0);

    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    OK(store_begin(store, err));
    put_one(store, "after", NOW);
    OK(store_commit(store, err));
    ck_assert_int_eq(store_count(store, &model_interaction), 1);
}
END_TEST

/* The last one closes while another reads: what it wrote stays, and nobody is disturbed. */
START_TEST(close_beside_reader)
{
    FOLDER;
    struct store *writer = store_make(folder, STORE_WRITE), *reader;

    put_lines(writer, ana);
    reader = store_make(folder, STORE_READ);
    ck_assert_int_eq(store_count(reader, model_find("client")), 1);
    put_lines(writer, (const char *[]){"{\"type\":\"client\",\"ref\":\"b\",\"name\":\"Blas\"}", NULL});
    store_close(writer);
    ck_assert_int_eq(store_count(reader, model_find("client")), 2);
    store_close(reader);
    writer = store_make(folder, STORE_WRITE);
    ck_assert_int_eq(store_count(writer, model_find("client")), 2);
    store_close(writer);
}
END_TEST

RUN_TESTS("writers", six_writers, waiting_writer_names_holder, close_beside_reader);
