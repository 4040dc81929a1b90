/* deciding_kill RUNS [SEED]: kills a person's window at any key of a decision, RUNS times on one file. What
 * was answered and acknowledged has to be there, the first answer as it was given, and what was committed is
 * there once, with its task. The short form runs among the tests; the long form is `deciding_kill 20000`. */
#include "paletti/app/deciding.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/client.h"
#include "paletti/core/handover.h"
#include "paletti/record/record.h"
#include "paletti/store/records.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What is known to be on disk, after each key. */
struct acknowledged {
    char draft[40];
    int64_t revision, first_at;
    int8_t first_answer;
    bool committed;
};

static const struct store_codec codec = {record_column_encode, record_column_decode, record_write,
                                         record_read_stored};

static int64_t now_of(void *ctx)
{
    return 1794820500 + (*(int64_t *)ctx)++; /* 2026-11-16T09:15:00Z, a second for each look */
}

static struct app *open_app(const char *folder, int64_t *clock)
{
    static char path[200];
    struct app *app = NULL;
    struct err err;

    snprintf(path, sizeof path, "%s/data/paletti.db", folder);
    struct app_options options = {.db = path,
                                  .data_home = folder,
                                  .config_home = folder,
                                  .courier = "/nonexistent",
                                  .tz = "UTC",
                                  .clock = now_of,
                                  .clock_ctx = clock};
    if (app_new(&options, &app, &err) < 0)
        printf("not opened: %s\n", err.text);
    return app;
}

static bool put_client(const char *folder)
{
    _cleanup_(store_close_p)
    struct store *store = NULL;
    _cleanup_free_ char *path = str_format("%s/data/paletti.db", folder);
    struct client client;

    if (store_open(path, STORE_WRITE, 1794820500, &codec, NULL, &store, NULL) != 0 ||
        store_begin(store, NULL) < 0)
        return false;
    model_init(&model_client, &client);
    client.ref = (char *)"a";
    client.name = (char *)"Ana Prado";
    client.state = CLIENT_ACTIVE;
    return store_put(store, &model_client, &client, 0, NULL, NULL) == 0 && store_commit(store, NULL) == 0;
}

/* --- the person --- */

/* The key that a person presses on this page; N of them were pressed on this draft. */
static struct decide_event next_key(const struct deciding *answers, unsigned *seed)
{
    struct decide_event event = {.kind = DECIDING_NEXT, .day = DAY_NONE};

    switch ((enum decide_state)answers->state) {
    case DECIDE_RESUME:
        event.kind = DECIDING_RESUME;
        break;
    case DECIDE_FACTS:
        if (rand_r(seed) % 2)
            event = (struct decide_event){
                .kind = DECIDING_RATE, .line = rand_r(seed) % 7, .number = rand_r(seed) % 6};
        break;
    case DECIDE_ASK:
        if (answers->answer < 0 || rand_r(seed) % 4 == 0)
            event = (struct decide_event){.kind = DECIDING_ANSWER, .number = rand_r(seed) % 3};
        break;
    case DECIDE_FEAR:
        if (answers->fearless < 0)
            event = (struct decide_event){.kind = DECIDING_FEARLESS, .number = FEARLESS_KEEP};
        else if (answers->fear < 0)
            event = (struct decide_event){.kind = DECIDING_FEAR, .number = FEAR_NOTHING};
        break;
    case DECIDE_PATH:
        if (answers->path != PATH_KEEP)
            event = (struct decide_event){.kind = DECIDING_PATH, .number = PATH_KEEP, .day = DAY_NONE};
        break;
    default:
        event.kind = DECIDING_COMMIT;
        if (!answers->thank)
            event = (struct decide_event){
                .kind = DECIDING_SET, .field = CHECK_THANK, .number = 1, .day = DAY_NONE};
        break;
    }
    return event;
}

static bool acknowledge(const struct deciding *answers, bool committed, int to)
{
    struct acknowledged a = {.revision = answers->revision,
                             .first_at = answers->first_at,
                             .first_answer = answers->first_answer,
                             .committed = committed};

    snprintf(a.draft, sizeof a.draft, "%s", answers->ref);
    return write(to, &a, sizeof a) == (ssize_t)sizeof a;
}

static bool decide_once(struct app *app, unsigned *seed, int to)
{
    _cleanup_(deciding_view_free_p)
    struct deciding_view *view = NULL;
    struct err err = {""};
    int r = deciding_begin(app, "a", false, &view, &err);

    if (r < 0 || (r == 0 && !acknowledge(deciding_page(view)->answers, false, to)))
        return false;
    do {
        struct decide_event event = next_key(deciding_page(view)->answers, seed);
        r = deciding_event(app, view, &event, NULL, &err);
        if (r < 0 || !acknowledge(deciding_page(view)->answers, r == DECIDING_COMMITTED, to))
            return false;
    } while (r != DECIDING_COMMITTED);
    return true;
}

static _noreturn_ void decide_until_killed(const char *folder, unsigned seed, int to)
{
    int64_t clock = (int64_t)seed * 100000;
    struct app *app = open_app(folder, &clock);

    while (app && decide_once(app, &seed, to))
        ;
    _exit(1);
}

/* Returns how many keys were acknowledged; *RET is the last. */
static int kill_one(const char *folder, unsigned seed, long ns, struct acknowledged *ret, int *ret_committed)
{
    struct acknowledged a;
    int pipes[2], n = 0;

    if (pipe(pipes) < 0)
        exit(2);
    pid_t pid = fork();
    if (pid == 0)
        decide_until_killed(folder, seed, pipes[1]);
    close(pipes[1]);
    nanosleep(&(struct timespec){.tv_nsec = ns}, NULL);
    kill(pid, SIGKILL);
    for (; read(pipes[0], &a, sizeof a) == (ssize_t)sizeof a; n++) {
        *ret_committed += a.committed;
        *ret = a;
    }
    close(pipes[0]);
    waitpid(pid, NULL, 0);
    return n;
}

/* --- afterwards --- */

struct found {
    const struct acknowledged *last;
    struct texts drafts; /* of all decisions */
    int decisions, twice;
    bool there, other; /* the last draft was committed; with another first answer */
};

static int look_at(void *ctx, const struct decision *decision)
{
    struct found *found = ctx;
    const struct deciding *answers = &decision->answers;

    found->decisions++;
    found->twice += texts_have(&found->drafts, answers->ref);
    texts_add(&found->drafts, answers->ref);
    if (!str_equal(answers->ref, found->last->draft))
        return 0;
    found->there = true;
    found->other |= found->last->first_answer >= 0 && (answers->first_answer != found->last->first_answer ||
                                                       answers->first_at != found->last->first_at);
    return 0;
}

/* Whether the open draft is the one last acknowledged, as far as it had come or further. */
static bool goes_on(struct app *app, const struct acknowledged *last)
{
    _cleanup_(deciding_view_free_p)
    struct deciding_view *view = NULL;

    if (deciding_begin(app, "a", false, &view, NULL) != DECIDING_HAS_DRAFT)
        return false;
    const struct deciding *answers = deciding_page(view)->answers;
    if (!str_equal(answers->ref, last->draft) || answers->revision < last->revision)
        return false;
    return last->first_answer < 0 ||
           (answers->first_answer == last->first_answer && answers->first_at == last->first_at);
}

static int64_t count_tasks(const char *folder)
{
    _cleanup_(store_close_p)
    struct store *store = NULL;
    _cleanup_free_ char *path = str_format("%s/data/paletti.db", folder);

    return store_open(path, STORE_READ, 1794820500, &codec, NULL, &store, NULL) == 0
               ? store_count(store, &model_task)
               : -1;
}

/* What is wrong, as a number of faults. COMMITTED were acknowledged; each kill may have left one that was
 * not. */
static int faults(const char *folder, const struct acknowledged *last, int committed, int kills)
{
    struct found found = {.last = last};
    int64_t clock = 0;
    struct app *app = open_app(folder, &clock);

    if (!app || view_decisions(app, "a", look_at, &found, NULL) < 0)
        return 1;
    int n = found.twice + found.other;
    n += found.decisions < committed || found.decisions > committed + kills;
    n += !found.there && !goes_on(app, last);
    app_free(app);
    n += count_tasks(folder) != found.decisions;
    texts_clear(&found.drafts);
    return n;
}

enum { WINDOW_NS = 60000000, WINDOW_MAX_NS = 960000000, PATIENCE = 10 };

int main(int argc, char **argv)
{
    int runs = argc > 1 ? atoi(argv[1]) : 20, run, keys = 0, committed = 0, wrong = 0;
    long window = WINDOW_NS;
    char folder[] = "/tmp/paletti-kill-XXXXXX", command[64];
    struct acknowledged last = {.draft = ""};

    srandom(argc > 2 ? (unsigned)atoi(argv[2]) : 1);
    if (!mkdtemp(folder) || !put_client(folder))
        return 2;
    /* A busy machine is given longer, and more tries: kills before the first key show little. */
    for (run = 0; run < runs || ((keys < runs || !committed) && run < PATIENCE * runs); run++) {
        int n = kill_one(folder, (unsigned)run + 1, random() % window, &last, &committed);
        keys += n;
        wrong += keys > 0 ? faults(folder, &last, committed, run + 1) : 0;
        if (n == 0 && window < WINDOW_MAX_NS)
            window *= 2;
    }
    printf("%d runs, %d keys, %d committed, %d wrong\n", run, keys, committed, wrong);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0 || wrong || keys < runs || !committed;
}
