/* What the store costs, by hand: bench-store FOLDER [CLIENTS EACH]. Builds FOLDER/store.db when it is not
 * there, then prints a table. The text of the entries is made as in kit/rawsql.c: eight words of a vocabulary
 * whose frequencies fall as they do in languages. */
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/interaction.h"
#include "paletti/store/clients.h"
#include "paletti/store/log.h"
#include "paletti/store/records.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FIRST_AT   1577836800
#define STEP       150
#define NOW        (FIRST_AT + (int64_t)2000000 * STEP)
#define VOCABULARY 20000
#define TEXTS      32768

static char *no_text(const struct field *field, const void *record)
{
    (void)field;
    (void)record;
    return NULL;
}

static int no_value(const struct field *field, const char *text, void *record, struct err *err)
{
    (void)field;
    (void)text;
    (void)record;
    (void)err;
    return 0;
}

static const struct store_codec codec = {.encode = no_text, .decode = no_value};

static void must(int r, const struct err *err)
{
    if (r >= 0)
        return;
    fprintf(stderr, "%s\n", err->text);
    exit(1);
}

static double now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* --- words --- */

struct words {
    uint64_t random;
    char word[VOCABULARY][24];
    double below[VOCABULARY];     /* share of the words up to this one */
    char text[TEXTS][8 * 24 + 8]; /* made before any clock starts */
};

static uint64_t next_random(struct words *words)
{
    words->random ^= words->random << 13;
    words->random ^= words->random >> 7;
    words->random ^= words->random << 17;
    return words->random;
}

static const char *any_word(struct words *words)
{
    double u = (double)(next_random(words) >> 11) / 9007199254740992.0;
    size_t low = 0, high = VOCABULARY - 1;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (words->below[middle] < u)
            low = middle + 1;
        else
            high = middle;
    }
    return words->word[low];
}

static void eight_words(struct words *words, char *to)
{
    *to = '\0';
    for (int i = 0; i < 8; i++)
        strcat(strcat(to, i ? " " : ""), any_word(words));
}

static struct words *words_new(void)
{
    static const char *const syllables[] = {"ba", "ce", "di", "fo", "gu", "ka",  "le",  "mi",  "no",  "pu",
                                            "ra", "se", "ti", "vo", "zu", "sha", "tre", "pli", "kro", "ent"};
    struct words *words = mem_zero(1, sizeof *words);
    double sum = 0;

    words->random = 88172645463325252u;
    for (unsigned i = 0; i < VOCABULARY; i++) {
        unsigned x = i * 7919 + 13, n = 2 + (i > 50) + (i > 2000);
        for (unsigned k = 0; k < n; k++, x = x / 20 + i * (k + 3))
            strcat(words->word[i], syllables[x % 20]);
        sum += 1.0 / (i + 2);
        words->below[i] = sum;
    }
    for (unsigned i = 0; i < VOCABULARY; i++)
        words->below[i] /= sum;
    for (unsigned i = 0; i < TEXTS; i++)
        eight_words(words, words->text[i]);
    return words;
}

/* --- figures --- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void print_spread(const char *what, double *us, size_t n)
{
    qsort(us, n, sizeof *us, by_value);
    printf("%-46s p50 %9.1f us  p90 %9.1f  p99 %9.1f  max %9.1f\n", what, us[n / 2], us[n * 9 / 10],
           us[n * 99 / 100], us[n - 1]);
    fflush(stdout);
}

/* A clock that others on the machine hardly touch beside the one on the wall. */
struct stopwatch {
    double wall, cpu;
};

static double cpu_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static struct stopwatch stopwatch(void)
{
    return (struct stopwatch){now_us(), cpu_us()};
}

static void print_rate(const char *what, struct stopwatch from, struct stopwatch to, double n)
{
    printf("%-46s %9.2f s (processor %6.2f)  %9.0f/s\n", what, (to.wall - from.wall) / 1e6,
           (to.cpu - from.cpu) / 1e6, n / (to.wall - from.wall) * 1e6);
    fflush(stdout);
}

/* --- building --- */

static void put_client(struct store *store, int i)
{
    struct client client;
    struct err err;

    model_init(&model_client, &client);
    client.ref = str_format("c%d", i);
    client.name = str_format("Client %c%d", 'a' + i % 26, i);
    must(store_put(store, &model_client, &client, 0, NULL, &err), &err);
    model_clear(&model_client, &client);
}

static void put_entry(struct store *store, struct words *words, int64_t i, int clients, enum put *ret)
{
    char ref[24], client[24];
    struct interaction entry;
    struct err err;

    model_init(&model_interaction, &entry);
    snprintf(ref, sizeof ref, "i%llx", (unsigned long long)i * 0x9e3779b97f4a7c15u);
    snprintf(client, sizeof client, "c%d", (int)(next_random(words) % (unsigned)clients));
    entry.ref = ref;
    entry.client = client;
    entry.at = FIRST_AT + i * STEP;
    entry.direction = i % 2 ? DIRECTION_IN : DIRECTION_OUT;
    entry.kind = KIND_MESSAGE;
    entry.channel = (char *)"email";
    entry.subject = words->text[next_random(words) % TEXTS];
    must(store_put(store, &model_interaction, &entry, 0, ret, &err), &err);
}

static void put_all(struct store *store, struct words *words, int clients, int each)
{
    for (int i = 0; i < clients; i++)
        put_client(store, i);
    for (int64_t i = 0; i < (int64_t)clients * each; i++)
        put_entry(store, words, i, clients, NULL);
}

static int give_verdict(void *ctx, const struct log_entry *entry)
{
    struct verdict verdict = VERDICT_INIT;
    struct err err;

    if (entry->entry.direction != DIRECTION_IN)
        return 0;
    verdict.receipt = entry->entry.at + 3600;
    verdict.due = entry->entry.at + 3 * 86400;
    verdict.answered = entry->entry.at + STEP;
    verdict.started = true;
    must(log_set_verdict(ctx, entry->id, &verdict, &err), &err);
    return 0;
}

static void build(const char *path, int clients, int each)
{
    struct words *words = words_new();
    struct store *store;
    struct err err;
    double n = (double)clients * each;
    struct stopwatch start, rows, indexes, verdicts, end;

    must(store_open(path, STORE_WRITE, NOW, &codec, NULL, &store, &err), &err);
    start = stopwatch();
    must(store_begin(store, &err), &err);
    must(store_bulk_begin(store, &err), &err);
    put_all(store, words, clients, each);
    rows = stopwatch();
    must(store_bulk_end(store, &err), &err);
    indexes = stopwatch();
    must(log_entries(store, 0, 0, give_verdict, store, &err), &err);
    verdicts = stopwatch();
    must(store_commit(store, &err), &err);
    end = stopwatch();
    print_rate("import: rows", start, rows, n);
    print_rate("import: indexes and search", rows, indexes, n);
    print_rate("import: verdicts", indexes, verdicts, n);
    print_rate("import: commit", verdicts, end, n);
    print_rate("import in all", start, end, n);
    store_close(store);
    free(words);
}

static void again(struct store *store, int clients, int each)
{
    struct words *words = words_new();
    struct err err;
    double n = (double)clients * each;
    struct stopwatch start = stopwatch();

    must(store_begin(store, &err), &err);
    must(store_bulk_begin(store, &err), &err);
    put_all(store, words, clients, each);
    must(store_commit(store, &err), &err);
    print_rate("the same import again", start, stopwatch(), n);
    free(words);
}

/* --- reading --- */

static int count_log(void *ctx, const struct log_row *row)
{
    *(int64_t *)ctx = row->id;
    return 0;
}

static int count_client(void *ctx, const struct client_row *row)
{
    *(int64_t *)ctx = row->id;
    return 0;
}

static int count_entry(void *ctx, const struct log_entry *entry)
{
    *(int64_t *)ctx += entry->entry.kind;
    return 0;
}

static void bench_open(const char *path)
{
    double us[200];
    int64_t id;
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(us); i++) {
        struct store *store;
        double start = now_us();
        must(store_open(path, STORE_WRITE, NOW, &codec, NULL, &store, &err), &err);
        must(log_each(store, &(struct log_query){.after = INT64_MAX, .limit = 50, .now = NOW}, count_log, &id,
                      &err),
             &err);
        us[i] = now_us() - start;
        store_close(store);
    }
    print_spread("open, newest 50", us, ARRAY_LEN(us));
}

static void bench_pages(struct store *store, int clients, int each)
{
    struct words *words = words_new();
    double us[2000], one[2000];
    int64_t id = 0;
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(us); i++) {
        int64_t after =
            (FIRST_AT + (int64_t)(next_random(words) % ((unsigned)clients * (unsigned)each)) * STEP) * 65536;
        int64_t client = 1 + (int64_t)(next_random(words) % (unsigned)clients);
        double start = now_us();
        must(log_each(store, &(struct log_query){.after = after, .limit = 50, .now = NOW}, count_log, &id,
                      &err),
             &err);
        us[i] = now_us() - start;
        start = now_us();
        must(log_each(store,
                      &(struct log_query){.client_id = client, .after = INT64_MAX, .limit = 50, .now = NOW},
                      count_log, &id, &err),
             &err);
        one[i] = now_us() - start;
    }
    print_spread("page of 50 at a random place", us, ARRAY_LEN(us));
    print_spread("a client's newest 50", one, ARRAY_LEN(one));
    free(words);
}

static void bench_clients(struct store *store)
{
    double us[200];
    int64_t id;
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(us); i++) {
        double start = now_us();
        must(clients_each(store, 0, count_client, &id, &err), &err);
        us[i] = now_us() - start;
    }
    print_spread("clients with their counts", us, ARRAY_LEN(us));
}

/* Twenty words typed letter by letter; each letter asks for the newest 50. */
static void bench_search(struct store *store, int64_t client_id, const char *what)
{
    struct words *words = words_new();
    double us[20 * 16], worst[20] = {0};
    size_t n = 0;
    int64_t id = 0;
    struct err err;

    for (int i = 0; i < 20; i++) {
        const char *word = words->word[i * i * 40];
        for (size_t len = 1; len <= strlen(word) && n < ARRAY_LEN(us); len++) {
            _cleanup_free_ char *typed = mem_string_n(word, len);
            double start = now_us();
            must(log_each(
                     store,
                     &(struct log_query){
                         .client_id = client_id, .after = INT64_MAX, .limit = 50, .words = typed, .now = NOW},
                     count_log, &id, &err),
                 &err);
            us[n] = now_us() - start;
            worst[i] = us[n] > worst[i] ? us[n] : worst[i];
            n++;
        }
    }
    print_spread(what, us, n);
    print_spread("  worst character of each of 20 words", worst, 20);
    free(words);
}

static void bench_entries(struct store *store, double n)
{
    int64_t sum = 0;
    struct err err;
    struct stopwatch start = stopwatch();

    must(log_entries(store, 0, 0, count_entry, &sum, &err), &err);
    print_rate("reading every entry for the judge", start, stopwatch(), n);
}

static void bench_adds(struct store *store, int clients, int64_t first)
{
    struct words *words = words_new();
    double us[1000], cpu[1000];
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(us); i++) {
        struct stopwatch from = stopwatch();
        must(store_begin(store, &err), &err);
        put_entry(store, words, first + (int64_t)i, clients, NULL);
        must(store_commit(store, &err), &err);
        us[i] = now_us() - from.wall;
        cpu[i] = cpu_us() - from.cpu;
    }
    print_spread("add of one entry, on disk", us, ARRAY_LEN(us));
    print_spread("  of which processor", cpu, ARRAY_LEN(cpu));
    double start = now_us();
    int n = 0;
    while (store_tidy(store, &err) > 0)
        n++;
    printf("%-46s %d steps, %.1f ms\n", "tidying up behind them", n, (now_us() - start) / 1e3);
    free(words);
}

static void bench_fdatasync(const char *folder)
{
    _cleanup_free_ char *path = str_format("%s/sync.tmp", folder);
    double us[200];
    FILE *file = fopen(path, "w");

    for (size_t i = 0; file && i < ARRAY_LEN(us); i++) {
        double start = now_us();
        fputc('x', file);
        fflush(file);
        fdatasync(fileno(file));
        us[i] = now_us() - start;
    }
    if (file)
        fclose(file);
    unlink(path);
    print_spread("a bare fdatasync", us, ARRAY_LEN(us));
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: bench-store FOLDER [CLIENTS EACH]\n");
        return 2;
    }
    int clients = argc > 3 ? atoi(argv[2]) : 1000, each = argc > 3 ? atoi(argv[3]) : 1000;
    _cleanup_free_ char *path = str_format("%s/store.db", argv[1]);
    struct store *store;
    struct err err;

    mkdir(argv[1], 0700);
    if (access(path, F_OK) < 0)
        build(path, clients, each);
    bench_open(path);
    must(store_open(path, STORE_WRITE, NOW, &codec, NULL, &store, &err), &err);
    printf("%-46s %.1f MB\n", "file", (double)store_size(store) / 1e6);
    bench_pages(store, clients, each);
    bench_clients(store);
    bench_search(store, 0, "search in everything, per character");
    bench_search(store, 7, "search in one client's log, per character");
    bench_entries(store, (double)clients * each);
    again(store, clients, each);
    bench_fdatasync(argv[1]);
    bench_adds(store, clients, (int64_t)clients * each + (int64_t)time(NULL) % 100000 * 1000);
    bench_search(store, 0, "search after the adds, per character");
    store_close(store);
    return 0;
}
