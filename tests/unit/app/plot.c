/* Pictures from the file on: what is counted, in slices, of whom, and that what people wrote stays text. */
#include "fixture.h"
#include "svg.h"

#include "paletti/app/answer_people.h"
#include "paletti/app/plot.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

static struct trial t;

#define ENTRY(ref, client, at, direction, kind, more)                                                                 \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"at\":\"2026-" at                        \
    "+01:00\",\"direction\":\"" direction "\",\"kind\":\"" kind "\"" more "}\n"

static void fill(void)
{
    trial_init(&t);
    trial_put(&t, RULES ADA BLAS
              ENTRY("a1", "ada", "11-09T10:00:00", "in", "message", "")          /* Mon 10, answered the next day */
              ENTRY("a2", "ada", "11-10T11:30:00", "out", "message", "")         /* Tue 11 */
              ENTRY("a3", "ada", "11-14T23:30:00", "in", "call", "")             /* Sat 23 */
              ENTRY("a4", "ada", "11-14T23:40:00", "in", "note", "")             /* nobody's */
              ENTRY("b1", "blas", "11-09T10:59:00", "in", "message", "")         /* Mon 10, waits */
              ENTRY("b2", "blas", "11-20T10:59:00", "in", "message", ""));       /* is to come */
}

static void finish(void)
{
    trial_done(&t);
}

static struct plot *plot_of(const char *name, const char *client, int64_t since)
{
    struct plot_wish wish = {.name = name, .client = client, .since = since};
    struct plot *plot = NULL;

    if (view_plot(t.app, &wish, NULL, &plot, &t.err) < 0)
        ck_abort_msg("%s", t.err.text);
    return plot;
}

START_TEST(everybody_and_one)
{
    struct plot *all = plot_of("hours", NULL, INSTANT_NONE), *ada = plot_of("hours", "ada", INSTANT_NONE);
    const struct plot_week *week = plot_week_of(all, PLOT_THEIRS);

    ck_assert_int_eq(week->total, 3);
    ck_assert_int_eq(week->inside, 2);
    ck_assert_int_eq(week->n[MONDAY][10], 2);
    ck_assert_int_eq(week->n[SATURDAY][23], 1);
    ck_assert_int_eq(plot_week_of(all, PLOT_MINE)->n[TUESDAY][11], 1);
    ck_assert_int_eq(plot_week_of(ada, PLOT_THEIRS)->total, 2);
    ck_assert_ptr_null(plot_replies_of(all));
    plot_free(all);
    plot_free(ada);
}
END_TEST

START_TEST(since)
{
    int64_t at = 1794610800; /* Sat 14 Nov 2026 00:00 in Madrid */
    struct plot *plot = plot_of("hours", NULL, at);

    ck_assert_int_eq(plot_week_of(plot, PLOT_THEIRS)->total, 1);
    ck_assert_int_eq(plot_week_of(plot, PLOT_MINE)->total, 0);
    plot_free(plot);
}
END_TEST

START_TEST(answers)
{
    struct plot *plot = plot_of("replies", NULL, INSTANT_NONE);
    const struct plot_replies *replies = plot_replies_of(plot);

    ck_assert_int_eq(replies->total[PLOT_ON_TIME], 1);
    ck_assert_int_eq(replies->total[PLOT_LATE], 0);
    ck_assert_int_eq(replies->total[PLOT_WAITING], 1);
    ck_assert_int_eq(replies->count[2][PLOT_ON_TIME], 1); /* 25.5 h */
    ck_assert_int_eq(replies->count[12][PLOT_WAITING], 1); /* nearly seven days */
    plot_free(plot);
}
END_TEST

/* An exception's hours are the frame for that client. */
START_TEST(an_exception)
{
    trial_put(&t, "{\"type\":\"override\",\"ref\":\"o\",\"client\":\"ada\",\"from\":\"2026-11-01\",\"until\":\"2026-12-31\",\"reason\":"
                  "\"far away\",\"hours\":{\"sat\":[\"22:00-24:00\"]}}\n");
    struct plot *all = plot_of("hours", NULL, INSTANT_NONE), *ada = plot_of("hours", "ada", INSTANT_NONE);

    ck_assert_int_eq(plot_week_of(all, PLOT_THEIRS)->inside, 2);
    ck_assert_int_eq(plot_week_of(ada, PLOT_THEIRS)->inside, 1);
    plot_free(all);
    plot_free(ada);
}
END_TEST

/* Slices of any size count the same; and what is put meanwhile is in it. */
START_TEST(slices)
{
    struct plot_wish wish = {.name = "hours", .since = INSTANT_NONE};
    struct plot *plot;

    for (int most = 1; most < 8; most++) {
        int r = plot_new(t.app, &wish, &plot, &t.err);
        ck_assert_int_eq(r, 0);
        while ((r = plot_step(plot, most, &t.err)) > 0)
            ;
        ck_assert_int_eq(r, 0);
        ck_assert(plot_current(plot));
        ck_assert_int_eq(plot_week_of(plot, PLOT_THEIRS)->total, 3);
        plot_free(plot);
    }
    ck_assert_int_eq(plot_new(t.app, &wish, &plot, &t.err), 0);
    ck_assert_int_eq(plot_step(plot, 2, &t.err), 1);
    trial_put(&t, ENTRY("a0", "ada", "11-01T10:00:00", "in", "message", ""));
    while (plot_step(plot, 2, &t.err) > 0)
        ;
    ck_assert_int_eq(plot_week_of(plot, PLOT_THEIRS)->total, 4);
    trial_put(&t, ENTRY("a9", "ada", "11-02T10:00:00", "in", "message", ""));
    ck_assert(!plot_current(plot));
    plot_free(plot);
}
END_TEST

static bool stop(void *ctx)
{
    return ++*(int *)ctx > 0;
}

START_TEST(stopped)
{
    struct plot_wish wish = {.name = "hours", .since = INSTANT_NONE};
    int asked = 0;
    struct request request = {.stop = stop, .ctx = &asked};
    struct plot *plot = NULL;

    ck_assert_int_lt(view_plot(t.app, &wish, &request, &plot, &t.err), 0);
    ck_assert_int_eq(asked, 1);
    ck_assert_ptr_null(plot);
}
END_TEST

START_TEST(what_there_is_not)
{
    ck_assert_int_lt(trial_run(&t, "plot", "weather", NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "hours, replies"));
    ck_assert_int_lt(trial_run(&t, "plot", "replies", "--mine", NULL), 0);
    ck_assert_int_lt(trial_run(&t, "plot", "hours", "--since", "someday", NULL), 0);
    ck_assert_int_lt(trial_run(&t, "plot", "hours", "zoe", NULL), 0);
    ck_assert_int_lt(trial_run(&t, "plot", "hours", "--force", NULL), 0);
}
END_TEST

START_TEST(svg_is_escaped)
{
    _cleanup_str_ struct str text = STR_INIT;

    svg_text(&text, "q", 1, 2, "<script>&\"\033[2Jñ");
    ck_assert_ptr_nonnull(strstr(str_text(&text), ">&lt;script&gt;&amp;&quot;"));
    ck_assert_ptr_null(strchr(str_text(&text), '\033'));
    ck_assert_ptr_nonnull(strstr(str_text(&text), "ñ</text>"));
}
END_TEST

/* Paper of any size is not written beside. */
struct sheet {
    int w, h, cells;
};

static void put(void *ctx, int x, int y, int w, enum plot_tone tone _unused_, const char *text)
{
    struct sheet *sheet = ctx;

    ck_assert(x >= 0 && y >= 0 && x < sheet->w && y < sheet->h && x + w <= sheet->w && *text);
    sheet->cells++;
}

START_TEST(paper_of_any_size)
{
    struct plot *plots[] = {plot_of("hours", NULL, INSTANT_NONE), plot_of("replies", NULL, INSTANT_NONE)};

    for (size_t i = 0; i < ARRAY_LEN(plots); i++)
        for (int w = 1; w <= 170; w += 7)
            for (int h = 1; h <= 30; h += 3) {
                struct sheet sheet = {w, h, 0};
                const struct plot_paper paper = {w, h, h % 2, put, &sheet};
                plot_show(plots[i], PLOT_MINE, w % 2);
                plot_paint(plots[i], &paper);
                ck_assert(sheet.cells > 0 || w < 6);
            }
    plot_free(plots[0]);
    plot_free(plots[1]);
}
END_TEST

static void take_line(void *ctx, const char *text, enum people_emphasis emphasis _unused_)
{
    str_add(ctx, text);
    str_add_char(ctx, '\n');
}

/* What the shell shows on a page as wide as that; 0: as wide as it gets. */
static char *page_of(const char *name, int width, bool utf8, bool plain)
{
    const struct command *command = command_find("plot");
    char *words[] = {(char *)name, (char *)"ada"};
    struct str text = STR_INIT;
    const struct people_page page = {.width = width, .utf8 = utf8, .plain = plain, .line = take_line, .ctx = &text};
    struct answer_people *people = answer_people_new(t.app, "plot", &page);
    struct request request;
    unsigned changes;

    ck_assert_int_eq(command_parse(command, words, ARRAY_LEN(words), &request, &t.err), 0);
    ck_assert_int_eq(command->run(t.app, &request, answer_people_answer(people), &changes, &t.err), 0);
    answer_people_end(people, false);
    request_done(&request);
    return str_take(&text);
}

START_TEST(pages)
{
    for (int width = 0; width < 140; width += width < 20 ? 20 : 13)
        for (int k = 0; k < 4; k++) {
            _cleanup_free_ char *text = page_of(k % 2 ? "replies" : "hours", width, k < 2, false);
            char *rest, *line = strtok_r(text, "\n", &rest); /* the heading is as long as a name */
            for (line = strtok_r(NULL, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
                ck_assert_int_le(text_width(line), width ? width : 132);
                for (const char *s = line; k >= 2 && *s; s++)
                    ck_assert(*s >= ' ' && *s <= '~');
            }
        }
    _cleanup_free_ char *told = page_of("hours", 80, true, true);
    ck_assert_str_eq(told, "Contacts by hour: Ada Quill, since 9 Nov 2026.\n"
                           "They come to you 2 times: 1 (50%) inside your hours, 1 outside.\n"
                           "Most often: Mon 10-11 (1), Sat 23-24 (1).\n"
                           "Most often outside your hours: Sat 23-24 (1).\n"
                           "By day: Mon 1, Tue 0, Wed 0, Thu 0, Fri 0, Sat 1, Sun 0.\n"
                           "Your hours: Mon-Fri 09:30-18:00.\n");
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {everybody_and_one, since, answers, an_exception, slices, stopped, what_there_is_not,
                                  svg_is_escaped, paper_of_any_size, pages};
    Suite *suite = suite_create("plot");
    TCase *tcase = tcase_create("plot");

    tcase_add_checked_fixture(tcase, fill, finish);
    for (size_t i = 0; i < ARRAY_LEN(tests); i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return trial_main(suite);
}
