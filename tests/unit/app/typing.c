/* What was being typed is found again, by those who may. */
#include "fixture.h"

#include "paletti/app/form.h"
#include "paletti/app/typing.h"
#include "paletti/base/mem.h"
#include "paletti/base/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static struct trial t;

static struct typing draft(const char *title, const char *body)
{
    struct typing typing = {.dialog = mem_string("form"), .argument = mem_string("new"), .title = mem_string(title)};

    typing_add(&typing, "body", body);
    typing_add(&typing, "subject", "año \"x\"\nsecond");
    return typing;
}

static int count(void *ctx, const struct typing *typing)
{
    int64_t *last = ctx;

    last[0]++;
    last[1] = typing->id;
    return 0;
}

static int64_t left(int64_t *ret_id)
{
    int64_t found[2] = {0, 0};

    ck_assert_int_eq(app_typing_left(t.app, count, found, &t.err), 0);
    if (ret_id)
        *ret_id = found[1];
    return found[0];
}

/* Another process types, and is killed, or lives on until it is. Returns its pid. */
static pid_t elsewhere(const char *title, bool stays)
{
    int ends[2];
    char byte;

    ck_assert_int_eq(pipe(ends), 0);
    trial_close(&t);
    pid_t pid = fork();
    if (pid == 0) {
        struct typing typing = draft(title, "body");
        trial_run(&t, "clients", NULL);
        if (app_typing_keep(t.app, &typing, false, &t.err) != 0 || write(ends[1], "x", 1) != 1)
            _exit(1);
        if (stays)
            pause();
        raise(SIGKILL);
    }
    close(ends[1]);
    ck_assert_int_eq(read(ends[0], &byte, 1), 1);
    close(ends[0]);
    if (!stays)
        waitpid(pid, NULL, 0);
    trial_ok(&t, "clients", NULL);
    return pid;
}

START_TEST(what_a_killed_process_typed)
{
    struct typing typing = {0};
    int64_t id;

    trial_init(&t);
    trial_put(&t, ADA);
    elsewhere("new invoice", false);
    ck_assert_int_eq(left(&id), 1);
    ck_assert_int_eq(app_typing_take(t.app, id, &typing, &t.err), 0);
    ck_assert_str_eq(typing.title, "new invoice");
    ck_assert_str_eq(typing_text(&typing, "subject"), "año \"x\"\nsecond");
    ck_assert_ptr_null(typing_text(&typing, "no"));
    /* It is being typed now: nobody else may have it. */
    ck_assert_int_eq(left(NULL), 0);
    struct typing again = {0};
    ck_assert_int_eq(app_typing_take(t.app, id, &again, &t.err), 1);
    ck_assert_int_eq(app_typing_drop(t.app, typing.id, &t.err), 0);
    typing_clear(&typing);
    trial_done(&t);
}
END_TEST

START_TEST(what_another_types_is_its_own)
{
    trial_init(&t);
    trial_put(&t, ADA);
    pid_t pid = elsewhere("theirs", true);
    ck_assert_int_eq(left(NULL), 0);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    ck_assert_int_eq(left(NULL), 1);
    trial_done(&t);
}
END_TEST

START_TEST(kept_again_and_put_aside)
{
    trial_init(&t);
    trial_put(&t, ADA);
    struct typing typing = draft("mine", "one");
    ck_assert_int_eq(app_typing_keep(t.app, &typing, false, &t.err), 0);
    int64_t id = typing.id, found;
    ck_assert_int_gt(id, 0);
    ck_assert_int_eq(left(NULL), 0);
    free(typing.v[0].text);
    typing.v[0].text = mem_string("two");
    typing.n = 1; /* the subject was emptied */
    free(typing.v[1].name);
    free(typing.v[1].text);
    typing.aside = true;
    ck_assert_int_eq(app_typing_keep(t.app, &typing, false, &t.err), 0);
    ck_assert_int_eq(typing.id, id);
    typing_clear(&typing);
    ck_assert_int_eq(left(&found), 1);
    ck_assert_int_eq(found, id);
    ck_assert_int_eq(app_typing_take(t.app, id, &typing, &t.err), 0);
    ck_assert_str_eq(typing_text(&typing, "body"), "two");
    ck_assert_ptr_null(typing_text(&typing, "subject"));
    ck_assert_int_eq(left(NULL), 0);
    typing_clear(&typing);
    trial_done(&t);
}
END_TEST

/* Whoever writes is not waited for, and no file is made for a line. */
START_TEST(never_in_the_way)
{
    struct typing typing = draft("mine", "one");

    trial_init(&t);
    ck_assert_int_lt(trial_run(&t, "log", "ada", NULL), 0);
    ck_assert_int_eq(app_typing_keep(t.app, &typing, false, &t.err), 1);
    ck_assert_int_ne(access(t.db, F_OK), 0);
    ck_assert_int_eq(app_typing_keep(t.app, &typing, true, &t.err), 0);
    _cleanup_free_ char *name = str_format("%s-lock", t.db);
    int fd = open(name, O_RDWR);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(flock(fd, LOCK_EX), 0);
    ck_assert_int_eq(app_typing_keep(t.app, &typing, false, &t.err), 1);
    close(fd);
    ck_assert_int_eq(app_typing_keep(t.app, &typing, false, &t.err), 0);
    typing_clear(&typing);
    trial_done(&t);
}
END_TEST

/* What is saved and what was typed go together: a commit that fails drops nothing. */
START_TEST(saved_and_dropped_at_once)
{
    struct form *form = NULL;
    unsigned changes;
    size_t field;

    trial_init(&t);
    trial_put(&t, ADA);
    struct typing typing = draft("new client", "text");
    typing.aside = true;
    ck_assert_int_eq(app_typing_keep(t.app, &typing, true, &t.err), 0);
    ck_assert_int_eq(left(NULL), 1);
    ck_assert_int_eq(form_new(t.app, "client", NULL, &form, &t.err), 0);
    app_typing_saves(t.app, typing.id);
    ck_assert_int_lt(form_save(form, NULL, &changes, &field, &t.err), 0);
    ck_assert_int_eq(left(NULL), 1);
    for (size_t i = 0; i < form_count(form); i++)
        if (str_equal(form_field(form, i)->name, "name"))
            ck_assert_int_eq(form_set(form, i, "Blas", &t.err), 0);
    ck_assert_msg(form_save(form, NULL, &changes, &field, &t.err) == 0, "%s", t.err.text);
    app_typing_saves(t.app, 0);
    ck_assert_int_eq(left(NULL), 0);
    form_free(form);
    typing_clear(&typing);
    trial_done(&t);
}
END_TEST

/* Typed, and killed while an editor has its body in the file called NAME, which holds TEXT (NULL: there is none). */
static void killed_in_editor(const char *name, const char *text)
{
    trial_close(&t);
    pid_t pid = fork();
    if (pid == 0) {
        struct typing typing = draft("form", "before");
        trial_run(&t, "clients", NULL);
        typing_add(&typing, TYPING_FILE "body", name);
        _exit(app_typing_keep(t.app, &typing, false, &t.err) != 0);
    }
    waitpid(pid, NULL, 0);
    _cleanup_free_ char *beside = str_format("data/%s", name);
    if (text)
        free(trial_file(&t, beside, text, 0600));
    trial_ok(&t, "clients", NULL);
}

static const struct lent {
    const char *name, *text, *taken;
    bool stays, unread;
} lent[] = {
    {"paletti-aB3xYz.txt", "after\n", "after", false, false},
    {"paletti-aB3xYz.txt", "before", "before", false, false},
    {"paletti-aB3xYz.txt", "", "", false, false},
    {"paletti-aB3xYz.txt", NULL, "before", false, false},
    {"paletti-aB3xYz.txt", "\xff\n", "before", true, true},
    /* Nothing that no editor of ours had is read or removed. */
    {"paletti.conf", "mine", "before", true, false},
    {"paletti-aB3xYz.csv", "mine", "before", true, false},
    {"../paletti-Yz.txt", "mine", "before", true, false},
};

START_TEST(what_an_editor_had)
{
    for (size_t i = 0; i < ARRAY_LEN(lent); i++) {
        struct typing typing = {0};
        int64_t id;
        trial_init(&t);
        trial_put(&t, ADA);
        killed_in_editor(lent[i].name, lent[i].text);
        ck_assert_int_eq(left(&id), 1);
        ck_assert_int_eq(app_typing_take(t.app, id, &typing, &t.err), 0);
        ck_assert_str_eq(typing_text(&typing, "body"), lent[i].taken);
        ck_assert_str_eq(typing_text(&typing, "subject"), "año \"x\"\nsecond");
        ck_assert_ptr_null(typing_text(&typing, TYPING_FILE "body"));
        ck_assert_int_eq(typing.unread != NULL, lent[i].unread);
        _cleanup_free_ char *path = str_format("%s/data/%s", t.folder, lent[i].name);
        ck_assert_int_eq(access(path, F_OK) == 0, lent[i].stays);
        typing_clear(&typing);
        trial_done(&t);
    }
}
END_TEST

START_TEST(names_of_processes)
{
    _cleanup_free_ char *self = process_self();
    _cleanup_free_ char *other = str_format("%s1", self);

    ck_assert(process_lives(self));
    ck_assert(!process_lives(other));
    ck_assert(!process_lives(""));
    ck_assert(!process_lives("x:1:2"));
}
END_TEST

TRIAL_MAIN("typing", what_an_editor_had, saved_and_dropped_at_once, what_a_killed_process_typed, what_another_types_is_its_own, kept_again_and_put_aside,
           never_in_the_way, names_of_processes)
