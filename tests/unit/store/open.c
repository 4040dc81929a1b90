/* What is opened, what is refused, and that a refusal leaves everything as it stood. */
#include "fixture.h"

#include "internal.h"
#include "migrate.h"

#include "paletti/base/file.h"
#include "paletti/base/hash.h"
#include "paletti/core/client.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define CLIENT "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}"

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_file(struct str *to, const char *folder, const char *name)
{
    _cleanup_free_ char *path = in_folder(folder, name);
    _cleanup_str_ struct str bytes = STR_INIT;
    struct hash_state state;
    unsigned char hash[HASH_SIZE];
    char hex[HASH_HEX_SIZE];

    file_read(path, 64 << 20, &bytes, NULL);
    hash_init(&state);
    hash_add(&state, str_text(&bytes), bytes.len);
    hash_done(&state, hash);
    str_printf(to, "%s %zu %s\n", name, bytes.len, hash_hex(hash, hex));
}

/* The names in a folder, and what is in the files, to compare. Not what is in -shm: it holds no data, only
 * what processes tell each other about the journal, and it is there only when somebody was killed. */
static char *snapshot(const char *folder)
{
    struct str text = STR_INIT;
    char *names[32];
    size_t n = 0;
    DIR *dir = opendir(folder);

    for (struct dirent *entry; (entry = readdir(dir));)
        if (entry->d_name[0] != '.')
            names[n++] = mem_string(entry->d_name);
    closedir(dir);
    qsort(names, n, sizeof *names, by_name);
    for (size_t i = 0; i < n; i++) {
        if (strstr(names[i], "-shm"))
            str_add(&text, "-shm\n");
        else
            add_file(&text, folder, names[i]);
        free(names[i]);
    }
    return str_take(&text);
}

/* FOLDER/paletti.db is refused with a sentence that has EXPECTED in it, and nothing in the folder changes. */
static void expect_refused(const char *folder, const char *expected)
{
    static const enum store_mode modes[] = {STORE_READ, STORE_WRITE};
    _cleanup_free_ char *path = in_folder(folder, "paletti.db");

    for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
        _cleanup_free_ char *before = snapshot(folder);
        struct store *store = NULL;
        struct err err = {0};
        int r = store_open(path, modes[i], NOW, &codec, NULL, &store, &err);
        ck_assert_int_lt(r, 0);
        ck_assert_ptr_null(store);
        ck_assert_msg(strstr(err.text, expected), "\"%s\" has no \"%s\"", err.text, expected);
        _cleanup_free_ char *after = snapshot(folder);
        ck_assert_str_eq(before, after);
    }
}

static void make_with_client(const char *folder)
{
    _cleanup_(store_close_p) struct store *store = store_make(folder, STORE_WRITE);

    put_lines(store, (const char *[]){CLIENT, NULL});
}

/* A closed file without anything beside it but the lock, which goes too. */
static char *make_closed(const char *folder)
{
    _cleanup_free_ char *lock = in_folder(folder, "paletti.db-lock");

    make_with_client(folder);
    unlink(lock);
    return in_folder(folder, "paletti.db");
}

static void overwrite(const char *path, off_t at, const void *bytes, size_t n)
{
    int fd = open(path, O_WRONLY);

    ck_assert_int_eq(pwrite(fd, bytes, n, at), n);
    close(fd);
}

START_TEST(makes_what_is_missing)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "a/b/new.db"), *inner = in_folder(folder, "a/b");
    struct store *store = NULL;
    struct stat st;

    ck_assert_int_eq(store_open(path, STORE_READ, NOW, &codec, NULL, &store, NULL), STORE_MISSING);
    ck_assert_int_lt(access(inner, F_OK), 0);
    OK(store_open(path, STORE_WRITE, NOW, &codec, NULL, &store, err));
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert_int_eq(stat(inner, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0700);
    store_close(store);
}
END_TEST

/* Read back through another connection: what every file carries. */
START_TEST(settings)
{
    STORE;

    ck_assert_int_eq(store_integer(store, "PRAGMA application_id", 0, 0), STORE_APPLICATION_ID);
    ck_assert_int_eq(store_integer(store, "PRAGMA user_version", 0, 0), migrate_newest());
    ck_assert_int_eq(store_integer(store, "PRAGMA synchronous", 0, 0), 2);
    ck_assert_int_eq(store_integer(store, "PRAGMA foreign_keys", 0, 0), 1);
    ck_assert_int_eq(store_integer(store, "PRAGMA cell_size_check", 0, 0), 1);
    sqlite3_stmt *stmt;
    ck_assert_int_eq(sqlite3_prepare_v2(store->db, "PRAGMA journal_mode", -1, &stmt, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    ck_assert_str_eq((const char *)sqlite3_column_text(stmt, 0), "wal");
    sqlite3_finalize(stmt);
    /* Defensive: the schema and what lies behind the search cannot be written. */
    ck_assert_int_ne(sqlite3_exec(store->db, "DELETE FROM search_data", NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_ne(sqlite3_exec(store->db, "SELECT load_extension('x')", NULL, NULL, NULL), SQLITE_OK);
}
END_TEST

START_TEST(closes_clean)
{
    FOLDER;
    _cleanup_free_ char *wal = in_folder(folder, "paletti.db-wal"),
                        *shm = in_folder(folder, "paletti.db-shm");

    make_with_client(folder);
    ck_assert_int_lt(access(wal, F_OK), 0);
    ck_assert_int_lt(access(shm, F_OK), 0);
    struct store *store = store_make(folder, STORE_READ);
    ck_assert_int_eq(store_count(store, model_find("client")), 1);
    ck_assert_int_lt(store_begin(store, NULL), 0);
    ck_assert_int_ne(sqlite3_exec(store->db, "DELETE FROM client", NULL, NULL, NULL), SQLITE_OK);
    store_close(store);
    ck_assert_int_lt(access(wal, F_OK), 0);
    ck_assert_int_lt(access(shm, F_OK), 0);
}
END_TEST

/* This process finds every disk full, and the one of the test's own reports as well: nothing is asserted meanwhile. */
static void fill_disk(bool full)
{
    struct rlimit limit;

    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    /* Empty files can be made on a full disk, and even a few bytes written. */
    limit.rlim_cur = full ? 100 : limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
}

/* The one client is called NAME. */
static void expect_only_reading(const char *path, const char *name)
{
    struct store *store = NULL, *writer = NULL;
    struct err read = {0}, begun = {0}, written = {0};
    struct client client = {0};

    fill_disk(true);
    int opened = store_open(path, STORE_READ, NOW, &codec, NULL, &store, &read);
    int got = store ? store_get(store, &model_client, "a", &client, &read) : -1;
    int began = store ? store_begin(store, &begun) : 0;
    store_close(store);
    int wrote = store_open(path, STORE_WRITE, NOW, &codec, NULL, &writer, &written);
    fill_disk(false);
    ck_assert_msg(opened == 0 && got == 0, "%s", read.text);
    ck_assert_str_eq(client.name, name);
    ck_assert_int_lt(began, 0);
    ck_assert_int_lt(wrote, 0);
    ck_assert_msg(strstr(written.text, "The disk is full"), "%s", written.text);
    model_clear(&model_client, &client);
}

START_TEST(reads_on_full_disk)
{
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder);

    expect_only_reading(path, "Ana");
}
END_TEST

/* What was saved last stands in the journal only. */
START_TEST(reads_journal_on_full_disk)
{
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder), *shm = in_folder(folder, "paletti.db-shm");
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    ck_assert_int_eq(sqlite3_exec(db, "UPDATE client SET name = 'Berta'", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(unlink(shm), 0);
    expect_only_reading(path, "Berta");
}
END_TEST

START_TEST(refuses_foreign)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db");
    sqlite3 *db;

    umask(077);
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, "CREATE TABLE other (a); PRAGMA journal_mode = WAL", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
    expect_refused(folder, "another program");
    int fd = open(path, O_WRONLY | O_TRUNC);
    ck_assert_int_eq(
        write(fd,
              "no database, but a longer text than the header of one: ...................................."
              "..........................................",
              100),
        100);
    close(fd);
    expect_refused(folder, "no file of paletti");
    ck_assert_int_eq(truncate(path, 10), 0);
    expect_refused(folder, "no file of paletti");
}
END_TEST

START_TEST(refuses_newer)
{
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder);

    overwrite(path, 60, "\0\0\0\x63", 4);
    expect_refused(folder, "newer paletti (its version is 99");
}
END_TEST

/* The newer version may stand in the journal only: a newer program was killed right after its migration. */
START_TEST(refuses_newer_in_journal)
{
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder);
    _cleanup_free_ char *wal = in_folder(folder, "paletti.db-wal"),
                        *shm = in_folder(folder, "paletti.db-shm");
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    ck_assert_int_eq(sqlite3_exec(db, "PRAGMA user_version = 4711", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    ck_assert_int_eq(access(wal, F_OK), 0);
    ck_assert_int_eq(access(shm, F_OK), 0);
    expect_refused(folder, "newer paletti (its version is 4711");
}
END_TEST

START_TEST(refuses_damaged)
{
    /* Bytes of the header, and how many of them. */
    static const struct {
        off_t at;
        const char *bytes;
        size_t n;
        const char *expected;
    } cases[] = {
        {0, "X", 1, "beginning is damaged"},
        {16, "\x11\x11", 2, "is damaged"},
        {21, "\x41", 1, "is damaged"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        FOLDER;
        _cleanup_free_ char *path = make_closed(folder);
        overwrite(path, cases[i].at, cases[i].bytes, cases[i].n);
        expect_refused(folder, cases[i].expected);
    }
}
END_TEST

START_TEST(refuses_cut_short)
{
    static const int cuts[] = {1, 4096, 100000};

    for (size_t i = 0; i < ARRAY_LEN(cuts); i++) {
        FOLDER;
        _cleanup_free_ char *path = make_closed(folder);
        struct stat st;
        stat(path, &st);
        ck_assert_int_eq(truncate(path, st.st_size - cuts[i]), 0);
        expect_refused(folder, "is damaged");
    }
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder), *wal = in_folder(folder, "paletti.db-wal");
    ck_assert_int_eq(truncate(path, 0), 0);
    int fd = open(wal, O_WRONLY | O_CREAT, 0600);
    ck_assert_int_eq(write(fd, "x", 1), 1);
    close(fd);
    expect_refused(folder, "is damaged");
}
END_TEST

/* Flipped bytes anywhere: refused when it is looked through, before the first write at the latest, and
 * unchanged. */
START_TEST(refuses_flipped)
{
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder);
    _cleanup_str_ struct str whole = STR_INIT;
    int found = 0;

    OK(file_read(path, 1 << 24, &whole, err));
    for (size_t page = 1; page < whole.len / 4096; page += 7) {
        struct store *store = NULL;
        struct err err = {0};
        for (int i = 0; i < 16; i++)
            overwrite(path, (off_t)(page * 4096 + (size_t)i), "\xff", 1);
        _cleanup_free_ char *before = snapshot(folder);
        int r = store_open(path, STORE_WRITE, NOW, &codec, NULL, &store, &err);
        if (r == 0)
            r = store_begin(store, &err);
        ck_assert_int_lt(r, 0);
        ck_assert_msg(strstr(err.text, "is damaged"), "%s", err.text);
        found++;
        store_close(store);
        _cleanup_free_ char *after = snapshot(folder);
        ck_assert_str_eq(before, after);
        overwrite(path, (off_t)page * 4096, whole.s + page * 4096, 4096);
    }
    ck_assert_int_gt(found, 5);
    make_with_client(folder);
}
END_TEST

START_TEST(names_the_newest_backup)
{
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder), *backups = in_folder(folder, "paletti.db-backups");
    _cleanup_free_ char *old = in_folder(backups, "20260101T000000Z.db"),
                        *new = in_folder(backups, "20260302T000000Z.db"),
                        *other = in_folder(backups, "99999999T000000Z.db");

    mkdir(backups, 0700);
    close(open(old, O_WRONLY | O_CREAT, 0600));
    close(open(new, O_WRONLY | O_CREAT, 0600));
    close(open(other, O_WRONLY | O_CREAT, 0600));
    overwrite(path, 21, "\x41", 1);
    expect_refused(folder, "paletti.db-backups/20260302T000000Z.db");
}
END_TEST

START_TEST(refuses_links_and_loose_modes)
{
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder), *there = in_folder(folder, "there.db");

    chmod(path, 0644);
    expect_refused(folder, "chmod 600");
    chmod(path, 0620);
    expect_refused(folder, "chmod 600");
    chmod(path, 0600);
    rename(path, there);
    ck_assert_int_eq(symlink(there, path), 0);
    expect_refused(folder, "symbolic link");
    unlink(path);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    expect_refused(folder, "no regular file");
    rmdir(path);
    rename(there, path);
    chmod(folder, 0755);
    expect_refused(folder, "chmod 700");
    chmod(folder, 0700);
}
END_TEST

START_TEST(refuses_others_files)
{
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder);

    if (geteuid() != 0)
        return;
    ck_assert_int_eq(chown(path, 65534, 65534), 0);
    expect_refused(folder, "another user");
    ck_assert_int_eq(chown(path, 0, 0), 0);
    ck_assert_int_eq(chown(folder, 65534, 65534), 0);
    expect_refused(folder, "another user");
}
END_TEST

/* A file of no bytes is what a full disk or an interrupted touch leaves: it is made anew. */
START_TEST(fills_empty_file)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db");
    struct store *none = NULL;

    close(open(path, O_WRONLY | O_CREAT, 0600));
    ck_assert_int_eq(store_open(path, STORE_READ, NOW, &codec, NULL, &none, NULL), STORE_MISSING);
    make_with_client(folder);
}
END_TEST

/* On a medium that cannot be written, what is there can be read. */
START_TEST(reads_read_only_folder)
{
    FOLDER;
    _cleanup_free_ char *path = make_closed(folder);

    chmod(path, 0400);
    chmod(folder, 0500);
    {
        _cleanup_(store_close_p) struct store *store = store_make(folder, STORE_READ);
        ck_assert_int_eq(store_count(store, model_find("client")), 1);
    }
    chmod(folder, 0700);
}
END_TEST

RUN_TESTS("open", makes_what_is_missing, settings, closes_clean, reads_on_full_disk,
          reads_journal_on_full_disk, refuses_foreign, refuses_newer, refuses_newer_in_journal, refuses_damaged, refuses_cut_short, refuses_flipped,
          names_the_newest_backup, refuses_links_and_loose_modes, refuses_others_files, fills_empty_file,
          reads_read_only_folder);
