/* Backups, restoring, checking. */
#include "fixture.h"

#include "backup_inside.h"
#include "internal.h"

#include "paletti/base/file.h"
#include "paletti/core/interaction.h"
#include "paletti/store/backup.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DAY DAY_SECONDS
static const char *const ana[] = {"{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}", NULL};
static const char *const blas[] = {"{\"type\":\"client\",\"ref\":\"b\",\"name\":\"Blas\"}", NULL};

static int count_files(const char *folder)
{
    DIR *dir = opendir(folder);
    int n = 0;

    for (struct dirent *entry; dir && (entry = readdir(dir));)
        n += entry->d_name[0] != '.';
    if (dir)
        closedir(dir);
    return n;
}

static int64_t clients_in(const char *path)
{
    _cleanup_(store_close_p) struct store *store = NULL;

    OK(store_open(path, STORE_READ, NOW, &codec, NULL, &store, err));
    return store_count(store, model_find("client"));
}

START_TEST(writes_copy)
{
    STORE;
    _cleanup_free_ char *to = in_folder(folder, "copy.db");
    struct stat st;

    put_file(store, "records.jsonl");
    OK(backup_write(store, to, err));
    ck_assert_int_eq(stat(to, &st), 0);
    ck_assert_int_eq(st.st_mode & 0777, 0600);
    ck_assert_int_eq(clients_in(to), 3);
    /* Never over something. */
    put_lines(store, ana);
    ck_assert_int_lt(backup_write(store, to, NULL), 0);
    ck_assert_int_eq(clients_in(to), 3);
    _cleanup_free_ char *nowhere = in_folder(folder, "none/copy.db");
    ck_assert_int_lt(backup_write(store, nowhere, NULL), 0);
}
END_TEST

/* The copy holds what the file holds, byte for byte in an export. */
START_TEST(copy_is_whole)
{
    STORE;
    _cleanup_free_ char *to = in_folder(folder, "copy.db");
    _cleanup_(store_close_p) struct store *copy = NULL;

    put_file(store, "records.jsonl");
    OK(backup_write(store, to, err));
    OK(store_open(to, STORE_WRITE, NOW, &codec, NULL, &copy, err));
    _cleanup_free_ char *a = export_all(store), *b = export_all(copy);
    ck_assert_str_eq(a, b);
}
END_TEST

START_TEST(daily)
{
    STORE;
    _cleanup_free_ char *folder_of_backups = in_folder(folder, "paletti.db-backups");
    _cleanup_free_ char *newest = NULL;

    put_lines(store, ana);
    ck_assert_int_eq(backup_daily(store, NOW, NULL), 0);
    ck_assert_int_eq(backup_daily(store, NOW + DAY - 1, NULL), 1);
    /* Nothing changed since. */
    ck_assert_int_eq(backup_daily(store, NOW + DAY, NULL), 1);
    put_lines(store, blas);
    ck_assert_int_eq(backup_daily(store, NOW + DAY, NULL), 0);
    ck_assert_int_eq(count_files(folder_of_backups), 2);
    newest = backup_newest(store->real);
    ck_assert_ptr_nonnull(strstr(newest, "paletti.db-backups/20260311T090000Z.db"));
    ck_assert_int_eq(clients_in(newest), 2);
}
END_TEST

struct rival {
    char *file, *copy;
};

static int finish_first(void *ctx)
{
    struct rival *rival = ctx;

    if (access(rival->copy, F_OK) == 0)
        ck_assert_int_eq(rename(rival->copy, rival->file), 0);
    return 0;
}

/* Two programs notice in the same second that a backup is due: the one that comes second has one. */
START_TEST(daily_by_two)
{
    STORE;
    _cleanup_free_ char *file = in_folder(folder, "paletti.db-backups/20260310T090000Z.db"),
                        *copy = in_folder(folder, "copy.db");
    struct rival rival = {file, copy};

    put_lines(store, ana);
    OK(backup_write(store, copy, err));
    store_on_stop(store, finish_first, &rival);
    ck_assert_int_eq(backup_daily(store, NOW, NULL), 1);
    store_on_stop(store, NULL, NULL);
    ck_assert_int_eq(clients_in(file), 1);
}
END_TEST

/* What is wrong is the file, whatever SQLite says of the copy; and a copy of it is none. */
START_TEST(daily_of_damaged)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db"),
                        *folder_of_backups = in_folder(folder, "paletti.db-backups");
    struct err said = {0};

    struct store *store = store_make(folder, STORE_WRITE);
    int64_t page = store_integer(store, "SELECT rootpage FROM sqlite_schema WHERE name = 'invoice'", 0, 0);
    store_close(store);
    int fd = open(path, O_WRONLY);
    ck_assert_int_eq(pwrite(fd, "\xff\xff\xff\xff", 4, (page - 1) * 4096), 4);
    close(fd);
    store = store_make(folder, STORE_WRITE);
    ck_assert_int_lt(backup_daily(store, NOW, &said), 0);
    store_close(store);
    ck_assert_msg(strstr(said.text, "paletti.db is damaged"), "%s", said.text);
    ck_assert_int_eq(count_files(folder_of_backups), 0);
}
END_TEST

static int64_t at(int month, int day, int hour)
{
    return (int64_t)civil_day(2026, month, day) * DAY_SECONDS + hour * 3600;
}

static bool is_kept(const int64_t *list, size_t removed, size_t n, int64_t what)
{
    for (size_t i = removed; i < n; i++)
        if (list[i] == what)
            return true;
    return false;
}

START_TEST(thinning)
{
    int64_t list[400];
    size_t n = 0;

    /* Two a day for 200 days up to 19 July. */
    for (int day = 0; day < 200; day++)
        for (int half = 0; half < 2; half++)
            list[n++] = at(1, 1, 0) + (int64_t)day * DAY + half * 43200;
    size_t removed = backup_thin(list, n);
    ck_assert_uint_eq(n, 400);
    /* 7 days; 4 weeks, of which the newest is one of the days; 6 months likewise: June's end is in a week
     * kept. */
    for (int day = 13; day <= 19; day++)
        ck_assert(is_kept(list, removed, n, at(7, day, 12)));
    ck_assert(is_kept(list, removed, n, at(7, 12, 12)));
    ck_assert(is_kept(list, removed, n, at(7, 5, 12)));
    ck_assert(is_kept(list, removed, n, at(6, 28, 12)));
    ck_assert(is_kept(list, removed, n, at(6, 30, 12)));
    ck_assert(is_kept(list, removed, n, at(5, 31, 12)));
    ck_assert(is_kept(list, removed, n, at(4, 30, 12)));
    ck_assert(is_kept(list, removed, n, at(3, 31, 12)));
    ck_assert(is_kept(list, removed, n, at(2, 28, 12)));
    ck_assert_uint_eq(n - removed, 7 + 3 + 5);
    ck_assert_uint_eq(backup_thin(list, 0), 0);
    ck_assert_uint_eq(backup_thin(list, 1), 0);
}
END_TEST

START_TEST(daily_thins)
{
    STORE;
    _cleanup_free_ char *folder_of_backups = in_folder(folder, "paletti.db-backups");

    for (int day = 0; day < 12; day++) {
        _cleanup_free_ char *line = str_format("{\"type\":\"client\",\"ref\":\"r%d\",\"name\":\"Ana\"}", day);
        put_lines(store, (const char *[]){line, NULL});
        ck_assert_int_eq(backup_daily(store, NOW + day * DAY, NULL), 0);
    }
    /* 10 to 21 March 2026: 7 days, Sunday 15th is one of them; nothing else of March is kept but that. */
    ck_assert_int_eq(count_files(folder_of_backups), 7);
}
END_TEST

START_TEST(restores)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db"), *copy = in_folder(folder, "copy.db"),
                        *kept = NULL;
    struct err said = {0};

    {
        _cleanup_(store_close_p) struct store *store = store_make(folder, STORE_WRITE);
        put_lines(store, ana);
        OK(backup_write(store, copy, err));
        put_lines(store, blas);
        /* Not under the feet of somebody who has it open. */
        ck_assert_int_lt(backup_restore(copy, path, NOW, &kept, &said), 0);
        ck_assert_ptr_nonnull(strstr(said.text, "open in another"));
        ck_assert_int_eq(store_count(store, model_find("client")), 2);
    }
    OK(backup_restore(copy, path, NOW, &kept, err));
    ck_assert_int_eq(clients_in(path), 1);
    ck_assert_int_eq(clients_in(kept), 2);
    ck_assert_ptr_nonnull(strstr(kept, "paletti.db-replaced-20260310T090000Z.db"));
    /* Where there was nothing. */
    _cleanup_free_ char *fresh = in_folder(folder, "fresh/paletti.db"), *none = NULL;
    OK(backup_restore(copy, fresh, NOW, &none, err));
    ck_assert_ptr_null(none);
    ck_assert_int_eq(clients_in(fresh), 1);
}
END_TEST

START_TEST(restores_over_damage)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db"), *copy = in_folder(folder, "copy.db"),
                        *kept = NULL;

    {
        _cleanup_(store_close_p) struct store *store = store_make(folder, STORE_WRITE);
        put_lines(store, ana);
        OK(backup_write(store, copy, err));
    }
    ck_assert_int_eq(truncate(path, 5000), 0);
    OK(backup_restore(copy, path, NOW, &kept, err));
    ck_assert_int_eq(clients_in(path), 1);
    ck_assert_int_eq(access(kept, F_OK), 0);
}
END_TEST

START_TEST(refuses_damaged_backup)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db"), *copy = in_folder(folder, "copy.db"),
                        *kept = NULL;
    struct err said = {0};

    {
        _cleanup_(store_close_p) struct store *store = store_make(folder, STORE_WRITE);
        put_lines(store, ana);
        OK(backup_write(store, copy, err));
    }
    int before = count_files(folder), fd = open(copy, O_WRONLY);
    for (int page = 1; page < 30; page++)
        ck_assert_int_eq(pwrite(fd, "\xff\xff\xff\xff", 4, page * 4096), 4);
    close(fd);
    ck_assert_int_lt(backup_restore(copy, path, NOW, &kept, &said), 0);
    ck_assert_ptr_nonnull(strstr(said.text, "copy.db is damaged"));
    ck_assert_int_eq(clients_in(path), 1);
    ck_assert_int_eq(count_files(folder), before);
    _cleanup_free_ char *missing = in_folder(folder, "missing.db");
    ck_assert_int_lt(backup_restore(missing, path, NOW, &kept, NULL), 0);
}
END_TEST

/* Damage that opening does not meet: only looking through all of it finds a page that is wrong. */
START_TEST(refuses_a_backup_damaged_at_its_end)
{
    FOLDER;
    _cleanup_free_ char *path = in_folder(folder, "paletti.db"), *copy = in_folder(folder, "copy.db"),
                        *kept = NULL;
    struct err said = {0};
    struct stat st;

    struct store *store = store_make(folder, STORE_WRITE);
    put_lines(store, ana);
    OK(backup_write(store, copy, err));
    store_close(store);
    int fd = open(copy, O_WRONLY);
    ck_assert_int_eq(fstat(fd, &st), 0);
    ck_assert_int_eq(pwrite(fd, "\xff\xff\xff\xff", 4, st.st_size - 4096), 4);
    close(fd);
    ck_assert_int_lt(backup_restore(copy, path, NOW, &kept, &said), 0);
    ck_assert_ptr_nonnull(strstr(said.text, "copy.db is damaged"));
    ck_assert_int_eq(clients_in(path), 1);
}
END_TEST

/* An open store notices that its file was replaced, and does not write into the old one. */
START_TEST(replaced_meanwhile)
{
    STORE;
    _cleanup_free_ char *other = in_folder(folder, "other.db");
    struct err said = {0};

    put_lines(store, ana);
    ck_assert_int_eq(rename(store->real, other), 0);
    ck_assert_int_lt(store_begin(store, &said), 0);
    ck_assert_ptr_nonnull(strstr(said.text, "replaced"));
    rename(other, store->real);
    OK(store_begin(store, err));
    store_rollback(store);
}
END_TEST

/* --- check --- */

static void note_fault(void *ctx, const char *fault)
{
    str_add(ctx, fault);
    str_add_char(ctx, '\n');
}

/* Does SQL behind the store's back, and looks whether `check` says so. */
static void expect_fault(const char *sql, const char *fault)
{
    STORE;
    _cleanup_str_ struct str faults = STR_INIT;
    struct err said = {0};

    put_file(store, "records.jsonl");
    OK(store_begin(store, err));
    ck_assert_int_eq(store_check(store, note_fault, &faults, &said), 0);
    OK(store_exec(store, "PRAGMA defer_foreign_keys = ON", err));
    OK(store_exec(store, sql, err));
    ck_assert_int_eq(store_check(store, note_fault, &faults, &said), 1);
    ck_assert_msg(strstr(faults.s, fault), "%s", faults.s);
    store_rollback(store);
}

START_TEST(finds_faults)
{
    expect_fault("DELETE FROM rule", "told, row 1: what it refers to in rule is not stored");
    expect_fault("DELETE FROM payment WHERE ref = 'pay2'",
                 "package \"p1\": its payment \"pay2\" is not stored");
    expect_fault("UPDATE upkeep SET interactions = 9", "counts 9 entries and holds 3");
    expect_fault("INSERT INTO interaction (id, ref, client_id, direction, kind, holding, invited) VALUES (5, "
                 "'x', 1, 'in', "
                 "'note', 0, 0)",
                 "The search does not know the entry: \"x\"");
    expect_fault("INSERT INTO search (rowid, words) VALUES (99, '\xf3\xb0\x80\x81 palabra')",
                 "no longer there: \"99\"");
    expect_fault("UPDATE client SET emails = cast(x'5b2241c91b5b324a225d' AS TEXT) WHERE id = 1",
                 "\" cannot be read: it holds what no paletti wrote");
}
END_TEST

START_TEST(view_is_one_state)
{
    STORE;
    _cleanup_(store_close_p) struct store *other = store_make(folder, STORE_WRITE);

    put_lines(store, ana);
    OK(store_view_begin(store, err));
    ck_assert_int_eq(store_count(store, model_find("client")), 1);
    put_lines(other, blas);
    ck_assert_int_eq(store_count(store, model_find("client")), 1);
    store_view_end(store);
    ck_assert_int_eq(store_count(store, model_find("client")), 2);
}
END_TEST

RUN_TESTS("backup", writes_copy, copy_is_whole, daily, daily_by_two, daily_of_damaged, thinning, daily_thins, restores,
          restores_over_damage, refuses_damaged_backup, refuses_a_backup_damaged_at_its_end, replaced_meanwhile, finds_faults, view_is_one_state);
