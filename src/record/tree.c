#include "paletti/record/tree.h"

#include "object.h"

#include "paletti/base/i18n.h"

#include <string.h>

/* A struct tree is jansson's value under a name that other rooms may know. */
static json_t *json_of(const struct tree *tree)
{
    return (json_t *)tree;
}

int tree_parse(const char *text, size_t n, struct tree **ret, struct err *err)
{
    json_t *json;

    if (object_load(text, n, false, &json, err) < 0)
        return -1;
    if (!json_is_object(json)) {
        json_decref(json);
        return err_set(err, _("it is a list, where an object {...} is wanted"));
    }
    *ret = (struct tree *)json;
    return 0;
}

void tree_free(struct tree *tree)
{
    json_decref(json_of(tree));
}

const struct tree *tree_at(const struct tree *tree, const char *path)
{
    json_t *json = json_of(tree);

    while (json && *path) {
        size_t n = strcspn(path, ".");
        json = json_object_getn(json, path, n);
        path += n + (path[n] == '.');
    }
    return json && !json_is_null(json) ? (struct tree *)json : NULL;
}

const char *tree_text(const struct tree *tree, const char *path)
{
    const char *text = json_string_value(json_of(tree_at(tree, path)));

    return text && *text ? text : NULL;
}

bool tree_number(const struct tree *tree, const char *path, int64_t *ret)
{
    json_t *json = json_of(tree_at(tree, path));

    if (!json_is_integer(json))
        return false;
    *ret = json_integer_value(json);
    return true;
}

int tree_truth(const struct tree *tree, const char *path)
{
    json_t *json = json_of(tree_at(tree, path));

    return json_is_boolean(json) ? json_is_true(json) : -1;
}

int64_t tree_count(const struct tree *tree, const char *path)
{
    json_t *json = json_of(tree_at(tree, path));

    return json_is_array(json) ? (int64_t)json_array_size(json) : -1;
}

const struct tree *tree_item(const struct tree *tree, const char *path, size_t i)
{
    return (struct tree *)json_array_get(json_of(tree_at(tree, path)), i);
}

void tree_each(const struct tree *tree, const char *path,
               void (*fn)(void *ctx, const char *key, const char *text), void *ctx)
{
    json_t *object = json_of(tree_at(tree, path)), *value;
    const char *key;

    json_object_foreach (object, key, value)
        if (json_is_string(value))
            fn(ctx, key, json_string_value(value));
}
