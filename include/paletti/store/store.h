/* The file: opening it safely, transactions, the writers' lock. reliability.md, "Opening the file".
 *
 * Only this room includes sqlite3.h. The structs that go in and out are core's records; nested fields become JSON text
 * through a codec that the caller hands in, because this room knows no JSON. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/core/model.h"

#include <stdbool.h>
#include <stdint.h>

struct store;

/* Nested fields to column text and back: record_column_encode and record_column_decode fit. Whole records to a line and
 * back, for the journal: record_write and record_read_stored. */
struct store_codec {
    char *(*encode)(const struct field *field, const void *record);
    int (*decode)(const struct field *field, const char *text, void *record, struct err *err);
    void (*write)(struct str *to, const struct model *model, const void *record);
    int (*read)(const char *line, size_t len, const struct model **ret_model, void **ret_record, struct err *err);
};

enum store_mode {
    STORE_READ,   /* never writes and leaves nothing beside the file; it must exist */
    STORE_WRITE,  /* made when missing; migrated when older */
};

/* Outcomes of store_open with STORE_READ beside 0 and failure. */
enum {
    STORE_MISSING = 1, /* there is no file */
    STORE_OLDER = 2,   /* an older paletti wrote it: opening it with STORE_WRITE brings it up to date; err says so */
};

/* Told while an older file is brought up to date, which takes seconds where it is large: the step of STEPS that it is at, and
 * how far it came there, about DONE of TOTAL. STEP 0: it is over, however it ended. What is killed meanwhile leaves
 * the file as it was, and is done anew the next time. */
struct store_watch {
    void (*upgrading)(void *ctx, int step, int steps, int64_t done, int64_t total);
    void *ctx;
};

/* Opens PATH (its folder is made, private). Refuses, without changing one byte: a newer file, another program's, a
 * damaged one, a link, one that others may read; the sentence names the newest backup. `now` dates backups. WATCH, or
 * NULL, is told what takes long. */
int store_open(const char *path, enum store_mode mode, int64_t now, const struct store_codec *codec,
               const struct store_watch *watch, struct store **ret, struct err *err);
/* Closes; the last writer checkpoints and cuts the journal. Takes NULL. */
void store_close(struct store *store);
DEFINE_CLEANUP(struct store, store_close);
/* Bytes of the file. */
int64_t store_size(const struct store *store);
/* Whether others can read the file while it is written; not so on a network's disk, where they would have to wait. */
bool store_shares(const struct store *store);

/* Looks through a file below 20 MB for damage, once; more closely after somebody died writing it. Fails on damage, with
 * the newest backup named. store_begin asks before the first write; a millisecond per megabyte, so who only reads asks
 * when there is time: the screen behind its first frame. Larger files are looked through by store_tidy. */
int store_sound(struct store *store, struct err *err);

/* One writer at a time, across processes: begins a transaction under the writers' lock, waiting up to a few seconds;
 * then says who holds it. Transactions do not nest. */
int store_begin(struct store *store, struct err *err);
/* The same without waiting: 1 when somebody else holds the lock, with their name in err. */
int store_try_begin(struct store *store, struct err *err);
/* On disk when it returns 0 (WAL, synchronous FULL). Asks store_bulk_end and store_references itself when they were not.
 * After a failure the transaction is still open: store_rollback. */
int store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store); /* no transaction: nothing */
DEFINE_CLEANUP(struct store, store_rollback);

/* Counts up whenever any process changed the file; cheap. For screens that must reload. */
int64_t store_version(struct store *store);

/* What takes long (indexing an import, backups, store_tidy) asks STOP now and then, and fails when it returns non-zero;
 * NULL: nobody asks. The next call is as if there had been none before. */
void store_on_stop(struct store *store, int (*stop)(void *ctx), void *ctx);

/* How far it is: store_bulk_end in entries; a commit in the bytes that it writes, and then brings into the file, which is not
 * stopped any more. TOTAL 0: not known. NULL: nobody wants to know. */
void store_on_progress(struct store *store, void (*progress)(void *ctx, int64_t done, int64_t total), void *ctx);

/* One view of the file for several reads: what other processes commit meanwhile is not seen before the end. Inside a
 * transaction there is nothing to do. A view within a view is the same one; a transaction that begins ends it early. Long
 * views keep the journal from being cut. */
int store_view_begin(struct store *store, struct err *err);
void store_view_end(struct store *store);

/* For long imports, inside a transaction: the indexes are built at the end rather than row by row. store_bulk_end builds
 * them; rollback forgets. Until then the search does not find what was put, and one client's entries are found slowly:
 * judge after store_bulk_end. */
int store_bulk_begin(struct store *store, struct err *err);
/* The same before about ENTRIES entries are removed: where few are left, what is left is indexed anew, which takes a
 * fraction of taking each of the others out. */
int store_bulk_begin_removal(struct store *store, int64_t entries, struct err *err);
int store_bulk_end(struct store *store, struct err *err);
/* A little upkeep, when idle: looks through the file (store_sound; weekly, and after somebody died writing, closely, a
 * table at a time), merges the search index. Returns 1 while there is more to do; fails on damage. */
int store_tidy(struct store *store, struct err *err);
