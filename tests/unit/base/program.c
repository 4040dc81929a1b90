#include "paletti/base/program.h"

#include "paletti/base/mem.h"
#include "run.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_MS = 10000 };

/* Runs SCRIPT with INPUT (or NULL) as its standard input and "x y" behind it. */
static struct program_end run_script(const char *script, const struct str *input, int64_t wait_ms)
{
    char *words[] = {(char *)"sh", (char *)"-c", (char *)script, (char *)"script"};
    struct program program = {
        .arguments = words, .n = ARRAY_LEN(words), .more = {"x y"}, .input = input, .wait_ms = wait_ms};
    struct program_end end;
    struct err err;

    ck_assert_msg(program_run(&program, &end, &err) == 0, "%s", err.text);
    return end;
}

static void expect(const char *script, const char *out, const char *errors, int status, int signal)
{
    struct program_end end = run_script(script, NULL, WAIT_MS);

    ck_assert_str_eq(str_text(&end.out), out);
    ck_assert_str_eq(str_text(&end.errors), errors);
    ck_assert_int_eq(end.status, status);
    ck_assert_int_eq(end.signal, signal);
    ck_assert(!end.late);
    program_wipe(&end);
}

START_TEST(what_it_says_comes_back)
{
    expect("echo one; echo two >&2; exit 3", "one\n", "two\n", 3, 0);
    expect("kill -9 $$", "", "", 0, SIGKILL);
    expect("echo \"$#:$1\"", "1:x y\n", "", 0, 0);
    expect("cat; echo end", "end\n", "", 0, 0);
    /* Neither our mask nor what we ignore is its own. */
    signal(SIGPIPE, SIG_IGN);
    expect("trap '' USR1; yes | head -n 1; kill -s PIPE $$; echo alive", "y\n", "", 0, SIGPIPE);
}
END_TEST

START_TEST(it_is_given_everything)
{
    _cleanup_str_ struct str input = STR_INIT;

    for (int i = 0; i < 100000; i++)
        str_printf(&input, "line %d\n", i);
    struct program_end end = run_script("tail -n 1", &input, WAIT_MS);
    ck_assert_str_eq(str_text(&end.out), "line 99999\n");
    program_wipe(&end);
    /* One that does not want it is no fault of ours. */
    end = run_script("exec 0<&-; exit 4", &input, WAIT_MS);
    ck_assert_int_eq(end.status, 4);
    program_wipe(&end);
}
END_TEST

START_TEST(it_ends)
{
    struct program_end end = run_script("exec sleep 100", NULL, 50);

    ck_assert(end.late);
    program_wipe(&end);
    /* What goes on in the background holds nobody up. */
    end = run_script("sleep 100 & echo $!", NULL, WAIT_MS);
    ck_assert(!end.late && end.status == 0);
    kill((pid_t)atoi(str_text(&end.out)), SIGKILL);
    program_wipe(&end);
    end = run_script("yes 12345678", NULL, 200);
    ck_assert(end.late && end.out.len <= 64 << 10);
    program_wipe(&end);
    end = run_script("yes 12345678 | head -n 1000 >&2; echo last >&2", NULL, WAIT_MS);
    ck_assert(end.errors.len == 500 && strstr(str_text(&end.errors), "last\n"));
    program_wipe(&end);
}
END_TEST

START_TEST(it_may_not_be_there)
{
    char *missing[] = {(char *)"no-such-program-of-anybody"};
    struct program program = {.arguments = missing, .n = 1, .wait_ms = WAIT_MS};
    struct program_end end;
    struct err err;

    ck_assert_int_lt(program_run(&program, &end, &err), 0);
    ck_assert_ptr_nonnull(strstr(err.text, missing[0]));
    program.n = 0;
    ck_assert_int_lt(program_run(&program, &end, &err), 0);
    ck_assert(!program_there(missing[0]) && !program_there("/etc") && !program_there("/etc/passwd") && !program_there(""));
    ck_assert(program_there("sh") && program_there("/bin/sh"));
    ck_assert_int_eq(setenv("PATH", "/nonexistent::/etc", 1), 0);
    ck_assert(!program_there("sh"));
    ck_assert_int_eq(setenv("PATH", "/nonexistent:/bin", 1), 0);
    ck_assert(program_there("sh"));
}
END_TEST

RUN_TESTS("program", what_it_says_comes_back, it_is_given_everything, it_ends, it_may_not_be_there);
