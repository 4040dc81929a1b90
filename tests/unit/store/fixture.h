/* A store in a folder of its own, and records written as JSON Lines. */
#pragma once

#include <check.h>

#include "../base/run.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/record/record.h"
#include "paletti/store/records.h"
#include "paletti/store/store.h"

#define NOW 1773133200 /* 2026-03-10T09:00:00Z */

extern const struct store_codec codec;

/* A new private folder below /tmp, with its name owned; folder_drop removes everything in it. */
char *folder_make(void);
void folder_drop(char **folder);
#define FOLDER                                                                                               \
    _cleanup_(folder_drop)                                                                                   \
    char *folder = folder_make()
/* FOLDER/NAME, owned. */
char *in_folder(const char *folder, const char *name);
char *data_path(const char *name); /* of tests/data; owned */

/* Opens FOLDER/paletti.db; the test fails when it does not. */
struct store *store_make(const char *folder, enum store_mode mode);
#define STORE                                                                                                \
    FOLDER;                                                                                                  \
    _cleanup_(store_close_p)                                                                                 \
    struct store *store = store_make(folder, STORE_WRITE)

/* Puts a line inside a transaction; the test fails when it is refused. */
enum put put_line(struct store *store, const char *line);
/* A transaction of lines, NULL-terminated. */
void put_lines(struct store *store, const char *const *lines);
/* The lines of a file of tests/data. */
void put_file(struct store *store, const char *name);
/* Everything as JSON Lines; owned. */
char *export_all(struct store *store);
/* All records of TYPE as JSON Lines; owned. */
char *export_type(struct store *store, const char *type, const char *client);
/* Fails the test with err's sentence when R is negative. */
void must(int r, const struct err *err);
#define OK(call)                                                                                             \
    do {                                                                                                     \
        struct err err_ = {0};                                                                               \
        struct err *err = &err_;                                                                             \
        must((call), err);                                                                                   \
    } while (0)
