/* triage_kill RUNS [SEED]: kills a person's window at any card of a triage, RUNS times in one session. A card that was
 * acknowledged is done, none is done twice, and the session goes on behind it. The short form runs among the tests; the long
 * form is `triage_kill 5000`. */
#include "paletti/app/deciding.h"
#include "paletti/app/triage.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/client.h"
#include "paletti/record/record.h"
#include "paletti/store/records.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CARDS_A_RUN = 8 }; /* more than a run comes to */

static const struct store_codec codec = {record_column_encode, record_column_decode, record_write, record_read_stored};

static int64_t now_of(void *ctx)
{
    return 1794820500 + (*(int64_t *)ctx)++; /* 2026-11-16T09:15:00Z, a second for each look */
}

static struct app *open_app(const char *folder, int64_t *clock)
{
    _cleanup_free_ char *path = str_format("%s/data/paletti.db", folder);
    struct app *app = NULL;
    struct app_options options = {
        .db = path, .data_home = folder, .config_home = folder, .courier = "/nonexistent", .tz = "UTC", .clock = now_of, .clock_ctx = clock};

    app_new(&options, &app, NULL);
    return app;
}

static bool put_clients(const char *folder, int n)
{
    _cleanup_(store_close_p) struct store *store = NULL;
    _cleanup_free_ char *path = str_format("%s/data/paletti.db", folder);
    bool good = store_open(path, STORE_WRITE, 1794820500, &codec, NULL, &store, NULL) == 0 && store_begin(store, NULL) == 0;

    for (int i = 0; i < n && good; i++) {
        struct client client;
        model_init(&model_client, &client);
        client.ref = str_format("c%d", i);
        client.name = str_format("Ana %d", i);
        client.state = CLIENT_ACTIVE;
        good = store_put(store, &model_client, &client, 0, NULL, NULL) == 0;
        model_clear(&model_client, &client);
    }
    return good && store_commit(store, NULL) == 0;
}

/* --- the person --- */

/* Keeps who is on the card, and says which one it was. */
static bool do_card(struct app *app, int to)
{
    struct triage_card_page page;
    struct triage_session session;

    if (app_triage(app, &session, NULL) < 0 || session.card == 0 || app_triage_card(app, session.card, &page, NULL) != 0)
        return false;
    app_triage_acts(app, session.card, TRIAGE_KEPT);
    bool kept = deciding_keep(app, page.client, NULL, NULL, NULL) == 0;
    triage_card_page_clear(&page);
    return kept && write(to, &session.card, sizeof session.card) == (ssize_t)sizeof session.card;
}

static _noreturn_ void go_until_killed(const char *folder, int to)
{
    int64_t clock = 0;
    struct app *app = open_app(folder, &clock);

    while (app && do_card(app, to))
        ;
    pause();
    _exit(1);
}

/* Returns how many cards were acknowledged; *RET is the last of them. */
static int kill_one(const char *folder, long ns, int64_t *ret)
{
    int64_t card;
    int pipes[2], n = 0;

    if (pipe(pipes) < 0)
        exit(2);
    pid_t pid = fork();
    if (pid == 0)
        go_until_killed(folder, pipes[1]);
    close(pipes[1]);
    nanosleep(&(struct timespec){.tv_nsec = ns}, NULL);
    kill(pid, SIGKILL);
    for (; read(pipes[0], &card, sizeof card) == (ssize_t)sizeof card; n++)
        *ret = card;
    close(pipes[0]);
    waitpid(pid, NULL, 0);
    return n;
}

/* --- afterwards --- */

struct found {
    struct texts clients;
    int decisions, twice;
};

static int count_decision(void *ctx, const struct decision *decision)
{
    struct found *found = ctx;

    found->decisions++;
    found->twice += texts_have(&found->clients, decision->client);
    texts_add(&found->clients, decision->client);
    return 0;
}

/* ACKNOWLEDGED cards are done at least, LAST the newest; each kill may have left one that was not. */
static int faults(const char *folder, int acknowledged, int kills, int64_t last)
{
    struct triage_session session;
    struct found found = {0};
    int64_t clock = 0;
    struct app *app = open_app(folder, &clock);

    if (!app || app_triage(app, &session, NULL) < 0 || view_decisions(app, NULL, count_decision, &found, NULL) < 0)
        return 1;
    app_free(app);
    texts_clear(&found.clients);
    return found.twice + (found.decisions != session.by[TRIAGE_KEPT]) + (session.done < acknowledged) +
           (session.done > acknowledged + kills) + (session.card == last);
}

enum { WINDOW_NS = 60000000, WINDOW_MAX_NS = 960000000 };

int main(int argc, char **argv)
{
    int runs = argc > 1 ? atoi(argv[1]) : 20, done = 0, wrong = 0;
    long window = WINDOW_NS; /* longer on a busy machine: kills before the first card show little */
    char folder[] = "/tmp/paletti-kill-XXXXXX", command[64];
    int64_t clock = 0, last = 0;

    srandom(argc > 2 ? (unsigned)atoi(argv[2]) : 1);
    if (!mkdtemp(folder) || !put_clients(folder, runs * CARDS_A_RUN))
        return 2;
    struct app *app = open_app(folder, &clock);
    if (!app || app_triage_begin(app, NULL, NULL) != 0)
        return 2;
    app_free(app);
    for (int run = 0; run < runs; run++) {
        int n = kill_one(folder, random() % window, &last);
        done += n;
        wrong += faults(folder, done, run + 1, last);
        if (n == 0 && done == 0 && window < WINDOW_MAX_NS)
            window *= 2;
    }
    printf("%d runs, %d cards, %d wrong\n", runs, done, wrong);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0 || wrong || !done;
}
