#include "paletti/record/tree.h"

#include "fixture.h"

#include "paletti/base/str.h"

#include <string.h>

static const char answer[] =
    "{\"object\":\"list\",\"has_more\":false,\"none\":null,\"empty\":\"\",\"real\":1.5,\"big\":9223372036854775807,"
    "\"error\":{\"code\":\"rate_limit\",\"type\":\"x\"},\"metadata\":{\"a\":\"1\",\"b\":2,\"c\":\"3\"},"
    "\"data\":[{\"id\":\"re_1\"},{\"id\":\"re_2\",\"amount\":-5}]}";

static struct tree *parsed(const char *text)
{
    struct tree *tree = NULL;
    struct err err = {0};

    ck_assert_msg(tree_parse(text, strlen(text), &tree, &err) == 0, "%s", err.text);
    return tree;
}

START_TEST(by_path)
{
    struct tree *tree = parsed(answer);
    int64_t number = 7;

    ck_assert_str_eq(tree_text(tree, "object"), "list");
    ck_assert_str_eq(tree_text(tree, "error.code"), "rate_limit");
    ck_assert_ptr_nonnull(tree_at(tree, "error"));
    ck_assert_ptr_null(tree_at(tree, "none"));
    ck_assert_ptr_null(tree_at(tree, "object.code"));
    ck_assert_ptr_null(tree_at(tree, "error.nothing.more"));
    ck_assert_ptr_null(tree_at(NULL, "object"));
    ck_assert_ptr_null(tree_text(tree, "empty"));
    ck_assert_ptr_null(tree_text(tree, "big"));
    ck_assert_int_eq(tree_truth(tree, "has_more"), 0);
    ck_assert_int_eq(tree_truth(tree, "object"), -1);
    ck_assert(tree_number(tree, "big", &number));
    ck_assert_int_eq(number, INT64_MAX);
    ck_assert(!tree_number(tree, "real", &number) && !tree_number(tree, "object", &number));
    ck_assert_int_eq(number, INT64_MAX);
    tree_free(tree);
}
END_TEST

static void collect(void *ctx, const char *key, const char *text)
{
    str_printf(ctx, "%s=%s;", key, text);
}

START_TEST(lists_and_members)
{
    struct tree *tree = parsed(answer);
    _cleanup_str_ struct str members = STR_INIT;
    int64_t amount = 0;

    ck_assert_int_eq(tree_count(tree, "data"), 2);
    ck_assert_int_eq(tree_count(tree, "error"), -1);
    ck_assert_int_eq(tree_count(tree, "nothing"), -1);
    ck_assert_str_eq(tree_text(tree_item(tree, "data", 0), "id"), "re_1");
    ck_assert(tree_number(tree_item(tree, "data", 1), "amount", &amount));
    ck_assert_int_eq(amount, -5);
    ck_assert_ptr_null(tree_item(tree, "data", 2));
    ck_assert_ptr_null(tree_item(tree, "error", 0));
    tree_each(tree, "metadata", collect, &members);
    tree_each(tree, "data", collect, &members);
    tree_each(tree, "nothing", collect, &members);
    ck_assert_str_eq(str_text(&members), "a=1;c=3;");
    tree_free(tree);
    tree_free(NULL);
}
END_TEST

START_TEST(no_object)
{
    static const char *const texts[] = {"", "[]", "{\"a\":1", "{\"a\":1,\"a\":2}", "{} {}", "1", "<html>", "{\"a\":\"\xff\"}"};

    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct tree *tree = NULL;
        struct err err = {0};
        ck_assert_int_eq(tree_parse(texts[i], strlen(texts[i]), &tree, &err), -1);
        ck_assert(*err.text && !tree);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {by_path, lists_and_members, no_object};
    return run_suite("tree", tests, NULL, ARRAY_LEN(tests));
}
