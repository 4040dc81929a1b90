/* Files: whole reads, writes that leave no half file under the final name, private directories, locks. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The whole file, up to LIMIT bytes (more is an error). */
int file_read(const char *path, size_t limit, struct str *ret_text, struct err *err);
/* The same of what a person may put in place of a file of ours: a pipe or a device is refused, and never waited for. */
int file_read_regular(const char *path, size_t limit, struct str *ret_text, struct err *err);
/* The same of a file that names programs to be run: it has to be the person's own, and nobody else may write it, nor the folder
 * it stands in. 1: there is no such file. *RET_OPEN: others may read it. */
int file_read_own(const char *path, size_t limit, struct str *ret_text, bool *ret_open, struct err *err);

/* Makes PATH and its missing parents, mode 0700. Fails when the last part exists and is no directory, belongs
 * to somebody else, or can be read by others. */
int file_private_dir(const char *path, struct err *err);

/* A file that appears under its name whole or not at all: written beside it, mode 0600, synced, then renamed.
 * A name that is a link stays one; a name that is no regular file (/dev/full, a pipe, a directory) is
 * refused. */
struct file_out;
int file_out_open(const char *path, struct file_out **ret, struct err *err);
int file_out_write(struct file_out *out, const void *data, size_t n, struct err *err);
/* Syncs, renames, syncs the directory, frees. On failure nothing stands under the name that did not before;
 * but where the last step alone fails over an older file, the new one stands there whole, and the sentence
 * says so. */
int file_out_commit(struct file_out *out, struct err *err);
void file_out_free(struct file_out *out); /* drops what was not committed; takes NULL */
DEFINE_CLEANUP(struct file_out, file_out_free);

/* An advisory flock(2) on PATH (made when missing, mode 0600), which holds the pid of its holder as text. */
struct file_lock;
int file_lock_open(const char *path, struct file_lock **ret, struct err *err);
/* Waits up to WAIT_MS for the lock. 0: held. 1: somebody else still has it; *RET_HOLDER is their pid, or 0. */
int file_lock_take(struct file_lock *lock, int wait_ms, pid_t *ret_holder, struct err *err);
void file_lock_release(struct file_lock *lock);
void file_lock_free(struct file_lock *lock); /* releases; takes NULL */
