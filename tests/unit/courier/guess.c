/* Previews of mailboxes: whose they are, and what would come of them. */
#include "harness.h"

#include "paletti/base/mem.h"

#include <stdio.h>
#include <string.h>

#define FROM_LINE "From x@y.example Tue Mar 10 10:15:00 2026\n"
#define DATED     "Date: Tue, 10 Mar 2026 10:15:00 +0100\n"
#define CAME      "Received: from a by b; Tue, 10 Mar 2026 10:16:00 +0100\n"
#define MAIL(more, from, to) FROM_LINE more "From: " from "@x.example\nTo: " to "@x.example\n" DATED "\nx\n\n"
#define PREVIEW   "\"preview\":true"

static void preview(struct answer *answer, const char *file, const char *more)
{
    answer_bytes(answer, "mbox", file, strlen(file), more);
    ck_assert_int_eq(answer->result, 0);
}

static void check_mine(const struct answer *answer, const char *address)
{
    _cleanup_free_ char *line = str_format("{\"event\":\"mine\",\"id\":\"j1\",\"address\":\"%s\"", address);

    ck_assert_uint_eq(answer_count(answer, "\"likely\":true"), 1);
    ck_assert_ptr_nonnull(strstr(answer_line(answer, line), "\"likely\":true"));
}

START_TEST(what_says_that_it_is_mine)
{
    static const char *const boxes[] = {
        /* Delivered to me, though Blas has a part in every message. */
        MAIL("Delivered-To: nora@x.example\n", "blas", "nora") MAIL("", "nora", "blas") MAIL("", "blas", "list"),
        /* Servers stamped what came, and not what went. */
        MAIL(CAME, "blas", "nora") MAIL("", "nora", "blas"),
        /* No server says anything, but one address has all the others opposite. */
        MAIL("", "blas", "nora") MAIL("", "ivo", "nora") MAIL("", "nora", "ada"),
    };
    for (size_t i = 0; i < ARRAY_LEN(boxes); i++) {
        struct answer answer;
        preview(&answer, boxes[i], PREVIEW);
        check_mine(&answer, "nora@x.example");
        answer_done(&answer);
    }
}
END_TEST

START_TEST(nothing_is_guessed_where_nothing_is_said)
{
    struct answer answer;

    preview(&answer, MAIL("", "blas", "nora"), PREVIEW);
    ck_assert_uint_eq(answer_count(&answer, "\"likely\":true"), 0);
    ck_assert_uint_eq(answer_count(&answer, "\"event\":\"mine\""), 2);
    answer_done(&answer);
    preview(&answer, "", PREVIEW);
    ck_assert_uint_eq(answer_count(&answer, "mine"), 0);
    answer_done(&answer);
}
END_TEST

START_TEST(a_preview_counts_as_the_import_will)
{
    static const char box[] = MAIL(CAME, "blas", "nora") MAIL("", "nora", "blas") MAIL(CAME, "ivo", "nora");
    struct answer answer;

    preview(&answer, box, PREVIEW ",\"clients\":[{\"ref\":\"ivo\",\"emails\":[\"ivo@x.example\"]}]");
    answer_line(&answer, "\"unknown\",\"id\":\"j1\",\"address\":\"blas@x.example\",\"count\":2");
    ck_assert_uint_eq(answer_count(&answer, "\"client\":\"ivo\""), 1);
    ck_assert_ptr_nonnull(strstr(answer_line(&answer, "\"done\""), "\"read\":3,\"records\":1,\"skipped\":0,"
                                                                   "\"first\":\"2026-03-10T09:15:00Z\","
                                                                   "\"last\":\"2026-03-10T09:16:00Z\""));
    answer_done(&answer);
}
END_TEST

START_TEST(some_become_clients)
{
    static const char box[] = MAIL(CAME, "blas", "nora") MAIL("", "nora", "blas") MAIL(CAME, "ivo", "nora");
    static const struct {
        const char *more;
        unsigned clients, entries;
    } cases[] = {
        {"\"add_correspondents\":true", 2, 3},
        {"\"add_correspondents\":true,\"at_least\":1", 2, 3},
        {"\"add_correspondents\":true,\"at_least\":2", 1, 2},
        {"\"add_correspondents\":true,\"at_least\":3", 0, 0},
        {"\"at_least\":2", 0, 0},
        {"\"correspondents\":[\"IVO@x.example\",\"nora@x.example\",\"who@x.example\"]", 1, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct answer answer;
        _cleanup_free_ char *more = str_format("\"me\":[\"nora@x.example\"],%s", cases[i].more);
        preview(&answer, box, more);
        ck_assert_uint_eq(answer_count(&answer, "\"type\":\"client\""), cases[i].clients);
        ck_assert_uint_eq(answer_count(&answer, "\"type\":\"interaction\""), cases[i].entries);
        ck_assert_uint_eq(answer_count(&answer, "\"unknown\""), 2 - cases[i].clients);
        ck_assert_ptr_nonnull(strstr(answer_line(&answer, "\"done\""), "\"read\":3,"));
        answer_done(&answer);
    }
}
END_TEST

START_TEST(folders_of_sent_mail)
{
    static const struct {
        const char *name, *text;
    } files[] = {
        {"cur/1", "From: list@x.example\nTo: nora@x.example\n\nx\n"},
        {"cur/2", "From: list@x.example\nTo: nora@x.example\n\nx\n"},
        {".Sent/cur/3", "From: nora@y.example\nTo: list@x.example\n\nx\n"},
    };
    struct place place;
    struct answer answer;

    place_make(&place);
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        place_write(&place, files[i].name, files[i].text, strlen(files[i].text));
    answer_read(&answer, "maildir", place.path, PREVIEW);
    ck_assert_int_eq(answer.result, 0);
    check_mine(&answer, "nora@y.example");
    ck_assert_ptr_nonnull(strstr(answer_line(&answer, "\"done\""), "\"read\":3,"));
    answer_done(&answer);
    place_remove(&place);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        what_says_that_it_is_mine,
        nothing_is_guessed_where_nothing_is_said,
        a_preview_counts_as_the_import_will,
        some_become_clients,
        folders_of_sent_mail,
        NULL,
    };

    return harness_run("guess", tests);
}
