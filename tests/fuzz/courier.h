/* A job over the bytes of a fuzzer: nothing crashes, and every line that comes back is one that paletti
 * takes. */
#pragma once

#include "job.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/record/record.h"
#include "paletti/record/talk.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Far below zero, where no line of progress is due. */
static int64_t fuzz_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 - ((int64_t)1 << 40);
}

static int fuzz_file(const void *bytes, size_t n)
{
    int fd = memfd_create("fuzz", MFD_CLOEXEC);

    if (fd < 0 || write(fd, bytes, n) != (ssize_t)n || lseek(fd, 0, SEEK_SET) < 0)
        abort();
    return fd;
}

static void fuzz_check_line(const char *line, size_t n)
{
    struct event event;
    const struct model *model;
    void *record;
    struct err err;

    if (event_parse(line, n, &event, &err) < 0)
        abort();
    if (event.kind == EVENT_RECORD) {
        if (record_parse(line, n, NULL, &model, &record, &err) < 0)
            abort();
        record_free(model, record);
    }
    event_clear(&event);
}

static void fuzz_check_answer(int fd)
{
    _cleanup_str_ struct str text = STR_INIT;
    char block[4096];

    lseek(fd, 0, SEEK_SET);
    for (ssize_t n; (n = read(fd, block, sizeof block)) > 0;)
        str_add_n(&text, block, (size_t)n);
    const char *p = str_text(&text), *end = p + text.len;
    while (p < end) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        if (!stop)
            abort();
        fuzz_check_line(p, (size_t)(stop - p));
        p = stop + 1;
    }
}

/* MORE: of the job's line. */
static inline void fuzz_read_as(const char *format, const char *more, const uint8_t *data, size_t size)
{
    int file = fuzz_file(data, size), out = fuzz_file("", 0);
    _cleanup_free_ char *job = str_format("{\"job\":\"read\",\"id\":\"f\",\"format\":\"%s\",\"path\":\"/proc/"
                                          "self/fd/%d\",\"me\":[\"nora@paletti.example\"],"
                                          "\"clients\":[{\"ref\":\"tormenta\",\"emails\":[\"blas@tormenta."
                                          "example\"]}],\"add_correspondents\":true%s}\n",
                                          format, file, more);
    int in = fuzz_file(job, strlen(job));
    struct err err;

    if (job_run(in, out, fuzz_clock, &err) < 0)
        abort();
    fuzz_check_answer(out);
    close(file);
    close(in);
    close(out);
}

static inline void fuzz_read(const char *format, const uint8_t *data, size_t size)
{
    fuzz_read_as(format, "", data, size);
}
