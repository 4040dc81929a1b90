#include "fixture.h"

#include "paletti/base/file.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <stdlib.h>
#include <string.h>

static bool some_zone(_unused_ void *ctx, const char *name)
{
    return strcmp(name, "Europe/Atlantis") != 0;
}

static bool some_code(_unused_ void *ctx, const char *file, const char *code)
{
    static const char *const files[] = {"signs", "excuses", "expense_kinds"};

    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        if (strcmp(file, files[i]) == 0)
            return strcmp(code, "grumpy") != 0;
    return false;
}

const struct record_checks test_checks = {some_zone, some_code, NULL};

struct lines lines_read(const char *name)
{
    struct lines lines = {0};
    size_t cap = 0;
    struct err err;
    _cleanup_str_ struct str text = STR_INIT;
    _cleanup_free_ char *path = str_format("%s/%s", TEST_DATA, name);
    if (file_read(path, 1 << 20, &text, &err) < 0)
        ck_abort_msg("%s", err.text);
    for (const char *line = str_text(&text); *line;) {
        size_t len = strcspn(line, "\n");
        MEM_GROW(lines.v, lines.n, cap);
        lines.v[lines.n++] = mem_string_n(line, len);
        line += len + (line[len] == '\n');
    }
    return lines;
}

void lines_free(struct lines *lines)
{
    for (size_t i = 0; i < lines->n; i++)
        free(lines->v[i]);
    free(lines->v);
}

char *line_of(const struct model *model, const void *record)
{
    struct str line = STR_INIT;
    record_write(&line, model, record);
    return str_take(&line);
}

void *record_of(const char *line, const struct model **ret_model)
{
    void *record;
    struct err err;
    if (record_parse(line, strlen(line), &test_checks, ret_model, &record, &err) < 0)
        ck_abort_msg("%s\n%s", line, err.text);
    return record;
}

int run_suite(const char *name, const TTest *const *tests, const int *times, size_t n)
{
    Suite *suite = suite_create(name);
    TCase *tcase = tcase_create(name);
    tcase_set_timeout(tcase, 60);
    for (size_t i = 0; i < n; i++)
        tcase_add_loop_test(tcase, tests[i], 0, times ? times[i] : 1);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
