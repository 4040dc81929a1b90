/* The file that a job names: opened with care, refused with a sentence where it is of another kind. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stddef.h>
#include <stdint.h>

struct input {
    int fd;
    int64_t size;  /* 0: not known (a pipe) */
    int64_t mtime; /* UTC seconds */
};

/* Opens PATH for reading; a folder is an error. The caller closes fd. */
int input_open(const char *path, struct input *ret, struct err *err);
/* Fails with a sentence when the file's first N bytes at S show that it is compressed. */
int input_refuse_packed(const char *path, const void *s, size_t n, struct err *err);
/* A whole table or address book into memory: at most 64 MiB, not compressed. */
int input_read_all(const char *path, struct str *ret_text, struct err *err);
