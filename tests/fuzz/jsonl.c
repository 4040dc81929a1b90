/* Lines of records, jobs and events from anywhere: nothing crashes, and what is taken is written such that it
 * is read again as the same record and written as the same bytes. */
#include "paletti/record/record.h"
#include "paletti/record/talk.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try_record(const char *line, size_t len)
{
    const struct model *model, *model_again;
    void *record, *again;
    struct err err;
    _cleanup_str_ struct str first = STR_INIT;
    _cleanup_str_ struct str second = STR_INIT;
    if (record_parse(line, len, NULL, &model, &record, &err) < 0) {
        if (!*err.text)
            abort();
        return;
    }
    record_write(&first, model, record);
    if (record_parse(str_text(&first), first.len, NULL, &model_again, &again, &err) < 0 ||
        model_again != model || !model_equal(model, record, again))
        abort();
    record_write(&second, model, again);
    if (strcmp(str_text(&first), str_text(&second)) != 0)
        abort();
    record_free(model, record);
    record_free(model, again);
}

static void try_talk(const char *line, size_t len)
{
    struct job job;
    struct event event;
    if (job_parse(line, len, &job, NULL) == 0)
        job_clear(&job);
    if (event_parse(line, len, &event, NULL) == 0)
        event_clear(&event);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *line = (const char *)data, *end = line + size;
    while (line < end) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t len = (size_t)((newline ? newline : end) - line);
        try_record(line, len);
        try_talk(line, len);
        line += len + 1;
    }
    return 0;
}
