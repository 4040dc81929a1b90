#include "harness.h"

#include "job.h"

#include "paletti/base/mem.h"
#include "paletti/core/model.h"
#include "paletti/record/record.h"
#include "paletti/record/talk.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void place_make(struct place *place)
{
    *place = (struct place){"/tmp/courier-test-XXXXXX"};
    ck_assert_ptr_nonnull(mkdtemp(place->path));
}

static int remove_one(const char *path, _unused_ const struct stat *st, _unused_ int type,
                      _unused_ struct FTW *ftw)
{
    return remove(path);
}

void place_remove(struct place *place)
{
    nftw(place->path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

char *place_path(const struct place *place, const char *name)
{
    return str_format("%s/%s", place->path, name);
}

void place_write(const struct place *place, const char *name, const void *bytes, size_t n)
{
    _cleanup_free_ char *path = place_path(place, name);

    for (char *slash = path + strlen(place->path) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, bytes, n), (ssize_t)n);
    close(fd);
}

/* Before its beginning, so that no line of progress is due; but it goes on, for what may take only so long. */
int64_t harness_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - ((int64_t)1 << 40);
}

static int memory_file(const char *bytes, size_t n)
{
    int fd = memfd_create("test", MFD_CLOEXEC);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, bytes, n), (ssize_t)n);
    ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

/* Every line has to be one that paletti takes. */
static void check_line(const char *line)
{
    struct event event;
    struct err err;
    const struct model *model;
    void *record;

    ck_assert_msg(event_parse(line, strlen(line), &event, &err) == 0, "%s: %s", line, err.text);
    if (event.kind == EVENT_RECORD) {
        ck_assert_msg(record_parse(line, strlen(line), NULL, &model, &record, &err) == 0, "%s: %s", line,
                      err.text);
        record_free(model, record);
    }
    event_clear(&event);
}

static void read_answer(struct answer *answer, int fd)
{
    char block[4096];

    ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
    for (ssize_t n; (n = read(fd, block, sizeof block)) > 0;)
        str_add_n(&answer->text, block, (size_t)n);
    char *rest = answer->text.s;
    for (char *line; rest && (line = strsep(&rest, "\n")) && *line;) {
        check_line(line);
        answer->lines = mem_resize(answer->lines, answer->n + 1, sizeof *answer->lines);
        answer->lines[answer->n++] = line;
    }
}

void answer_lines(struct answer *answer, const char *input)
{
    int in = memory_file(input, strlen(input)), out = memory_file("", 0);
    struct err err;

    *answer = (struct answer){0};
    answer->result = job_run(in, out, harness_clock, &err);
    read_answer(answer, out);
    close(in);
    close(out);
}

void answer_read(struct answer *answer, const char *format, const char *path, const char *more)
{
    _cleanup_free_ char *job =
        str_format("{\"job\":\"read\",\"id\":\"j1\",\"format\":\"%s\",\"path\":\"%s\"%s%s}\n", format, path,
                   *more ? "," : "", more);

    answer_lines(answer, job);
}

void answer_bytes(struct answer *answer, const char *format, const void *bytes, size_t n, const char *more)
{
    struct place place;

    place_make(&place);
    place_write(&place, "file", bytes, n);
    _cleanup_free_ char *path = place_path(&place, "file");
    answer_read(answer, format, path, more);
    place_remove(&place);
}

void answer_done(struct answer *answer)
{
    str_done(&answer->text);
    free(answer->lines);
    *answer = (struct answer){0};
}

size_t answer_count(const struct answer *answer, const char *text)
{
    size_t count = 0;

    for (size_t i = 0; i < answer->n; i++)
        count += strstr(answer->lines[i], text) != NULL;
    return count;
}

const char *answer_line(const struct answer *answer, const char *text)
{
    const char *found = NULL;

    for (size_t i = 0; i < answer->n; i++) {
        if (!strstr(answer->lines[i], text))
            continue;
        ck_assert_msg(!found, "twice: %s", text);
        found = answer->lines[i];
    }
    if (!found)
        for (size_t i = 0; i < answer->n; i++)
            ck_assert_msg(i + 1 < answer->n, "%s is not in what ends with %s", text, answer->lines[i]);
    ck_assert_msg(found != NULL, "nothing was said, but %s is wanted", text);
    return found;
}

int harness_run(const char *name, const TTest *const *tests)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    SRunner *runner = srunner_create(suite);

    tcase_set_timeout(tcase, 60);
    for (; *tests; tests++)
        tcase_add_test(tcase, *tests);
    suite_add_tcase(suite, tcase);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}
