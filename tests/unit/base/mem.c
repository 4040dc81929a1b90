#include "paletti/base/mem.h"

#include "run.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

START_TEST(copies_are_equal_and_apart)
{
    static const char from[] = "a\0b";
    _cleanup_free_ char *copy = mem_copy(from, sizeof from);
    _cleanup_free_ char *whole = mem_string("niño");
    _cleanup_free_ char *part = mem_string_n("niño", 2);
    _cleanup_free_ char *nothing = mem_string_n("", 0);

    ck_assert_mem_eq(copy, from, sizeof from);
    ck_assert_str_eq(whole, "niño");
    ck_assert_str_eq(part, "ni");
    ck_assert_str_eq(nothing, "");
    ck_assert_ptr_null(mem_string(NULL));
}
END_TEST

START_TEST(nothing_can_be_freed)
{
    free(mem_alloc(0));
    free(mem_zero(0, 8));
    free(mem_resize(NULL, 0, 8));
    free(mem_resize(mem_alloc(8), 0, 1));
    free(mem_copy("", 0));
}
END_TEST

START_TEST(zero_is_zero)
{
    static const char zeros[3000];
    _cleanup_free_ char *p = mem_zero(1000, 3);

    ck_assert_mem_eq(p, zeros, sizeof zeros);
}
END_TEST

START_TEST(growing_keeps_what_is_there)
{
    _cleanup_free_ int *v = NULL;
    size_t cap = 0;

    for (size_t n = 0; n < 1000; n++) {
        MEM_GROW(v, n, cap);
        ck_assert_uint_gt(cap, n);
        v[n] = (int)n * 7;
    }
    for (size_t n = 0; n < 1000; n++)
        ck_assert_int_eq(v[n], (int)n * 7);
}
END_TEST

START_TEST(taking_leaves_null)
{
    char *p = mem_string("x");
    _cleanup_free_ char *taken = MEM_TAKE(p);

    ck_assert_ptr_null(p);
    ck_assert_str_eq(taken, "x");
}
END_TEST

/* AddressSanitizer would end the program itself, before mem can. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

/* Sizes that no machine has; volatile, or the compiler warns of what is meant. */
static const volatile size_t huge = SIZE_MAX / 2;

START_TEST(rows_are_found_by_their_ids)
{
    static struct row {
        int64_t id;
        char more[3];
    } rows[] = {{-4, "a"}, {1, "b"}, {2, "c"}, {9, "d"}};
    static const struct {
        int64_t id;
        size_t place;
        bool found;
    } asked[] = {{-9, 0, false}, {-4, 0, true}, {0, 1, false}, {1, 1, true}, {2, 2, true}, {9, 3, true}, {10, 4, false}};

    for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
        const struct row *row = mem_find_id(rows, ARRAY_LEN(rows), sizeof *rows, asked[i].id);
        ck_assert_uint_eq(mem_place_of_id(rows, ARRAY_LEN(rows), sizeof *rows, asked[i].id), asked[i].place);
        ck_assert_ptr_eq(row, asked[i].found ? &rows[asked[i].place] : NULL);
    }
    ck_assert_ptr_null(mem_find_id(NULL, 0, sizeof *rows, 1));
}
END_TEST

static void alloc_huge(void)
{
    free(mem_alloc(huge));
}

static void zero_overflow(void)
{
    free(mem_zero(huge, 4));
}

static void resize_overflow(void)
{
    free(mem_resize(NULL, huge, 4));
}

static void grow_overflow(void)
{
    char *v = NULL;
    size_t cap = huge + 2;

    mem_grow(&v, cap, &cap, 1);
    free(v);
}

static void string_overflow(void)
{
    free(mem_string_n("", SIZE_MAX));
}

/* What happens in a child: whatever check runs this in, a signal of ours is not taken for its failure. */
START_TEST(too_much_aborts)
{
    static void (*const acts[])(void) = {alloc_huge, zero_overflow, resize_overflow, grow_overflow,
                                         string_overflow};

    for (size_t i = 0; i < ARRAY_LEN(acts); i++) {
        int status;
        pid_t pid = fork();
        ck_assert_int_ge(pid, 0);
        if (pid == 0) {
            close(STDERR_FILENO);
            acts[i]();
            _exit(0);
        }
        ck_assert_int_eq(waitpid(pid, &status, 0), pid);
        ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "act %zu: status %d", i, status);
    }
}
END_TEST

RUN_TESTS("mem", copies_are_equal_and_apart, nothing_can_be_freed, zero_is_zero, growing_keeps_what_is_there,
          taking_leaves_null, rows_are_found_by_their_ids, too_much_aborts);
