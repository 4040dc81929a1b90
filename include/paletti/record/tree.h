/* JSON of others, such as a service's answer: what is asked for is looked up by its path, what else stands
 * there does not matter. Paths are keys joined with full stops ("error.code"). Everything borrowed lives
 * until tree_free. */
#pragma once

#include "paletti/base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct tree;

/* One object of N bytes of UTF-8, and nothing behind; a key that stands twice is an error. The caller owns
 * *RET. */
int tree_parse(const char *text, size_t n, struct tree **ret, struct err *err);
void tree_free(struct tree *tree); /* takes NULL */
DEFINE_CLEANUP(struct tree, tree_free);

/* What stands at PATH of TREE (NULL: nothing is there); NULL where there is nothing, or null. */
const struct tree *tree_at(const struct tree *tree, const char *path);
const char *tree_text(const struct tree *tree, const char *path); /* NULL: no string, or an empty one */
bool tree_number(const struct tree *tree, const char *path, int64_t *ret); /* false: no whole number */
int tree_truth(const struct tree *tree, const char *path);                 /* 1, 0, or -1: neither */
/* The list at PATH: its length, -1 where there is none; an item, NULL behind the last. */
int64_t tree_count(const struct tree *tree, const char *path);
const struct tree *tree_item(const struct tree *tree, const char *path, size_t i);
/* FN for each string of the object at PATH. */
void tree_each(const struct tree *tree, const char *path,
               void (*fn)(void *ctx, const char *key, const char *text), void *ctx);
