#include "fixture.h"

#include "internal.h"
#include "migrate.h"

#include "paletti/base/file.h"
#include "paletti/store/backup.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct embedded wrong[] = {
    {"0001_one.sql", "CREATE TABLE a (x) STRICT; -- comment", 0}, /* refused: STRICT wants a type */
    {NULL, NULL, 0},
};
static const struct embedded three[] = {
    {"0001_one.sql", "CREATE TABLE a (x INTEGER) STRICT;", 0},
    {"0002_two.sql", "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO b VALUES (1);", 0},
    {"0010_ten.sql", "INSERT INTO b VALUES (2); INSERT INTO none VALUES (3);", 0},
    {NULL, NULL, 0},
};

static sqlite3 *open_file(const char *folder, const char *name)
{
    _cleanup_free_ char *path = in_folder(folder, name);
    sqlite3 *db;

    umask(077);
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static int64_t integer(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt;

    ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    int64_t n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return n;
}

/* One that fails leaves what those before it did, and nothing of its own. */
START_TEST(each_whole_or_not_at_all)
{
    FOLDER;
    struct err said = {0};
    sqlite3 *db = open_file(folder, "x.db");

    ck_assert_int_lt(migrate_run("x.db", db, wrong, 0, &said), 0);
    ck_assert_int_eq(integer(db, "PRAGMA user_version"), 0);
    ck_assert_int_eq(integer(db, "PRAGMA application_id"), 0);
    ck_assert_int_lt(migrate_run("x.db", db, three, 0, &said), 0);
    ck_assert_ptr_nonnull(strstr(said.text, "version 10"));
    ck_assert_int_eq(integer(db, "PRAGMA user_version"), 2);
    ck_assert_int_eq(integer(db, "PRAGMA application_id"), STORE_APPLICATION_ID);
    ck_assert_int_eq(integer(db, "SELECT count(*) FROM b"), 1);
    /* Those before are not done again. */
    ck_assert_int_lt(migrate_run("x.db", db, three, 2, &said), 0);
    ck_assert_int_eq(integer(db, "SELECT count(*) FROM b"), 1);
    sqlite3_close(db);
}
END_TEST

START_TEST(older_file)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db"),
                        *backups = in_folder(folder, "paletti.db-backups");
    _cleanup_free_ char *backup = in_folder(backups, "before-1-20260310T090000Z.db");
    struct store *store = NULL;
    struct err said = {0};
    sqlite3 *db = open_file(folder, "paletti.db");

    /* As a version that is not there any more could have left it: ours, and without a table. */
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA application_id = 1886155881; CREATE TABLE t (x); DROP TABLE t",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(store_open(path, STORE_READ, NOW, &codec, NULL, &store, &said), STORE_OLDER);
    ck_assert_ptr_nonnull(strstr(said.text, "older paletti"));
    ck_assert_ptr_null(store);
    store = store_make(folder, STORE_WRITE);
    put_lines(store, (const char *[]){"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}", NULL});
    store_close(store);
    ck_assert_int_eq(access(backup, F_OK), 0);
}
END_TEST

/* A file of the first version, with records: they are what they were, in it and in the copy made before; and from
 * now on there is a journal. */
START_TEST(from_the_first_version)
{
    FOLDER;
    _cleanup_free_ char *backup = in_folder(folder, "paletti.db-backups/before-2-20260310T090000Z.db");
    struct embedded first[] = {embedded_sql[0], {NULL, NULL, 0}};
    sqlite3 *db = open_file(folder, "paletti.db");

    OK(migrate_run("paletti.db", db, first, 0, err));
    ck_assert_int_eq(sqlite3_exec(db,
                                  "INSERT INTO client (ref, name, state, large, folded) VALUES "
                                  "('a', 'Ana', 'active', 0, 'ana')",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    struct store *store = store_make(folder, STORE_WRITE);
    _cleanup_free_ char *clients = export_type(store, "client", NULL);
    ck_assert_str_eq(clients, "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}\n");
    ck_assert_int_eq(store_integer(store, "SELECT count(*) FROM act", 0, -1), 0);
    store_close(store);
    ck_assert_int_eq(sqlite3_open(backup, &db), SQLITE_OK);
    ck_assert_int_eq(integer(db, "PRAGMA user_version"), 1);
    ck_assert_int_eq(integer(db, "SELECT count(*) FROM client"), 1);
    sqlite3_close(db);
}
END_TEST

/* A migration that cannot be done: the file stays as it is, and the copy is there. */
START_TEST(fails_and_leaves)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db"),
                        *backups = in_folder(folder, "paletti.db-backups");
    _cleanup_free_ char *backup = in_folder(backups, "before-1-20260310T090000Z.db");
    struct store *store = NULL;
    struct err said = {0};

    store_close(store_make(folder, STORE_WRITE));
    sqlite3 *db = open_file(folder, "paletti.db");
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA user_version = 0", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    _cleanup_str_ struct str before = STR_INIT, after = STR_INIT;
    OK(file_read(path, 1 << 24, &before, err));
    for (int i = 0; i < 2; i++) {
        ck_assert_int_lt(store_open(path, STORE_WRITE, NOW, &codec, NULL, &store, &said), 0);
        ck_assert_ptr_nonnull(strstr(said.text, "cannot be brought to version 1"));
        OK(file_read(path, 1 << 24, &after, err));
        ck_assert_uint_eq(before.len, after.len);
        ck_assert_int_eq(memcmp(before.s, after.s, before.len), 0);
        ck_assert_int_eq(access(backup, F_OK), 0);
    }
}
END_TEST

/* Files from before ñ had its place get it. */
START_TEST(names_get_their_order)
{
    FOLDER;
    struct embedded first[] = {embedded_sql[0], {NULL, NULL, 0}};
    struct err said = {0};
    sqlite3 *db = open_file(folder, "x.db");

    OK(migrate_run("x.db", db, first, 0, &said));
    ck_assert_int_eq(sqlite3_exec(db,
                                  "INSERT INTO client (ref, name, state, large, folded) VALUES "
                                  "('a', 'Zeta', 'active', 0, 'zeta'), ('b', 'Ñu', 'active', 0, 'ñu'), "
                                  "('c', 'Oca', 'active', 0, 'oca'), ('d', 'Nube', 'active', 0, 'nube')",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    OK(migrate_run("x.db", db, embedded_sql, 1, &said));
    ck_assert_int_eq(integer(db, "SELECT group_concat(ref, '') = 'dbca' FROM (SELECT ref FROM client ORDER BY folded)"),
                     1);
    sqlite3_close(db);
}
END_TEST

enum { MANY = 4000 };

/* A file of the first version, large enough for each step to take a while. */
static void make_old(const char *folder)
{
    struct embedded first[] = {embedded_sql[0], {NULL, NULL, 0}};
    sqlite3 *db = open_file(folder, "paletti.db");

    OK(migrate_run("paletti.db", db, first, 0, err));
    ck_assert_int_eq(sqlite3_exec(db,
                                  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
                                  "INSERT INTO client (ref, name, state, large, folded) "
                                  "SELECT 'c' || i, 'Ñu ' || i, 'active', 0, 'ñu ' || i FROM n",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
}

struct seen {
    int steps[8], n; /* as they came */
    int killed_at;
};

static void see(void *ctx, int step, int steps, int64_t done, int64_t total)
{
    struct seen *seen = ctx;

    ck_assert_int_eq(steps, 4);
    ck_assert(step == 0 || (done >= 0 && done <= total));
    if (seen->n == 0 || seen->steps[seen->n - 1] != step)
        seen->steps[seen->n++ % 8] = step;
    if (step == seen->killed_at && step > 0)
        raise(SIGKILL);
}

START_TEST(tells_how_far_it_is)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db");
    struct seen seen = {0};
    struct store *store = NULL;

    make_old(folder);
    OK(store_open(path, STORE_WRITE, NOW, &codec, &(struct store_watch){see, &seen}, &store, err));
    store_close(store);
    ck_assert_int_eq(seen.n, 5);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(seen.steps[i], (i + 1) % 5);
    OK(store_open(path, STORE_WRITE, NOW, &codec, &(struct store_watch){see, &seen}, &store, err));
    store_close(store);
    ck_assert_int_eq(seen.n, 5); /* there is nothing to be done any more */
}
END_TEST

/* How many files in the folder of backups have names that end with TAIL. */
static int backups(const char *folder, const char *tail)
{
    _cleanup_free_ char *command = str_format("exit $(ls %s/paletti.db-backups 2>/dev/null | grep -c '%s$')", folder, tail);

    return WEXITSTATUS(system(command));
}

/* In whichever step: the file holds what it held, the next one does it all, and no half copy is left. */
START_TEST(killed_in_each_step)
{
    for (int step = 1; step <= 4; step++) {
        FOLDER;
        _cleanup_free_ char *path = in_folder(folder, "paletti.db");
        int status;
        make_old(folder);
        pid_t pid = fork();
        if (pid == 0) {
            struct seen seen = {.killed_at = step};
            struct store *store = NULL;
            store_open(path, STORE_WRITE, NOW, &codec, &(struct store_watch){see, &seen}, &store, NULL);
            _exit(0);
        }
        ck_assert_int_eq(waitpid(pid, &status, 0), pid);
        ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        ck_assert_int_eq(backups(folder, "\\.db\\......."), step == 2 || step == 3);
        struct store *store = store_make(folder, STORE_WRITE);
        ck_assert_int_eq(store_integer(store, "SELECT count(*) FROM client", 0, -1), MANY);
        ck_assert_int_eq(store_integer(store, "PRAGMA user_version", 0, -1), migrate_newest());
        store_close(store);
        ck_assert_int_eq(backups(folder, "\\.db\\......."), 0);
        ck_assert_int_eq(backups(folder, "Z\\.db"), 1);
    }
}
END_TEST

/* SQLite's memory ends with allocation LEFT, and there is none from then on. */
static struct {
    sqlite3_mem_methods usual;
    int left;
} memory;

static bool is_out(void)
{
    memory.left -= memory.left > 0;
    return memory.left == 0;
}

static void *starved_malloc(int n)
{
    return is_out() ? NULL : memory.usual.xMalloc(n);
}

static void *starved_realloc(void *p, int n)
{
    return is_out() ? NULL : memory.usual.xRealloc(p, n);
}

static void starve(void)
{
    sqlite3_mem_methods methods;

    sqlite3_shutdown();
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.usual), SQLITE_OK);
    methods = memory.usual;
    methods.xMalloc = starved_malloc;
    methods.xRealloc = starved_realloc;
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods), SQLITE_OK);
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0), SQLITE_OK); /* no small change either */
    memory.left = -1;
}

/* A sound file is never called damaged because there is no memory to look at it, and it is not written either. */
START_TEST(no_memory_is_no_damage)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db");
    struct store *store = NULL;
    int r = -1, tries = 0;

    starve();
    make_old(folder);
    for (int k = 1; r < 0; k += k < 2100 ? 1 : 97) {
        struct err said = {0};
        memory.left = k;
        r = store_open(path, STORE_WRITE, NOW, &codec, NULL, &store, &said);
        memory.left = -1;
        ck_assert_msg(r == 0 || strstr(said.text, "not enough memory"), "%d: %s", k, said.text);
        tries++;
    }
    ck_assert_int_gt(tries, 100);
    ck_assert_int_eq(store_integer(store, "SELECT count(*) FROM client", 0, -1), MANY);
    store_close(store);
}
END_TEST

RUN_TESTS("migrate", tells_how_far_it_is, killed_in_each_step, no_memory_is_no_damage, each_whole_or_not_at_all, names_get_their_order, older_file, from_the_first_version, fails_and_leaves);
