/* Lines of records, jobs and events from anywhere: nothing crashes, and what is taken is written such that it
 * is read again as the same record and written as the same bytes. */
#include "paletti/record/record.h"
#include "paletti/record/talk.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whether LINE is read, as that record, and written as WRITTEN. */
static bool reads_as(const char *line, size_t len, const struct model *model, const void *record,
                     const char *written)
{
    const struct model *found;
    void *again;
    _cleanup_str_ struct str text = STR_INIT;
    if (record_parse(line, len, NULL, &found, &again, NULL) < 0)
        return false;
    bool same = found == model && model_equal(model, record, again);
    record_write(&text, found, again);
    record_free(found, again);
    return same && strcmp(str_text(&text), written) == 0;
}

/* An escape in the first key is more than the quick reader takes. */
static bool reads_generally(const char *line, size_t len, const struct model *model, const void *record,
                            const char *written)
{
    static const char quick[] = "{\"type\"", general[] = "{\"\\u0074ype\"";
    size_t skip = strlen(quick);
    _cleanup_str_ struct str other = STR_INIT;
    if (len < skip || memcmp(line, quick, skip) != 0)
        return true;
    str_add(&other, general);
    str_add_n(&other, line + skip, len - skip);
    return reads_as(str_text(&other), other.len, model, record, written);
}

static void try_record(const char *line, size_t len)
{
    const struct model *model;
    void *record;
    struct err err = {0};
    _cleanup_str_ struct str written = STR_INIT;
    if (record_parse(line, len, NULL, &model, &record, &err) < 0) {
        if (!*err.text)
            abort();
        return;
    }
    record_write(&written, model, record);
    if (!reads_as(str_text(&written), written.len, model, record, str_text(&written)) ||
        !reads_generally(line, len, model, record, str_text(&written)))
        abort();
    record_free(model, record);
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
