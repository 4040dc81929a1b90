/* A folder as one looks for a file in it: its entries, folders first, narrowed by what is typed. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct folder_entry {
    char *name;
    bool folder;
    bool looked;        /* what follows is known: folder_look */
    int64_t size;       /* bytes; -1: a folder, or not to be had */
    const char *format; /* what it looks like to `import`; static; or NULL */
};

struct folder {
    char *path; /* absolute, without a slash at its end but for "/" */
    struct folder_entry *entries;
    size_t n, cap;
    size_t *found; /* those that are shown: numbers of entries */
    size_t n_found;
    bool hidden;   /* names with a dot in front are shown */
};

void folder_done(struct folder *folder);
/* Reads PATH, absolute, in the place of what was there. On failure FOLDER stays as it was. */
int folder_read(struct folder *folder, const char *path, struct err *err);
/* Shows those whose name has TEXT in it, in capitals or not; those that begin with it come first. */
void folder_narrow(struct folder *folder, const char *text);
/* Size and format of the entries found from FROM to before TO: what is on the screen, for each costs two system calls. */
void folder_look(struct folder *folder, size_t from, size_t to);
/* The path of the entry found under that number; the caller owns it. */
char *folder_join(const struct folder *folder, size_t found);
/* The folder above; the caller owns it. */
char *folder_above(const struct folder *folder);
/* TEXT as a path: "~" and "~/x" stand for HOME (or NULL), what does not begin with a slash lies in the folder. The caller
 * owns it. */
char *folder_resolve(const struct folder *folder, const char *home, const char *text);
/* What all names that begin with TEXT begin with, at least TEXT; the caller owns it. */
char *folder_complete(const struct folder *folder, const char *text);
