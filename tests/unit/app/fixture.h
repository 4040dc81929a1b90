/* A file in a folder of its own, a clock that stands where the test puts it, and commands run by their words.
 */
#pragma once

#include "paletti/app/command.h"
#include "paletti/base/str.h"

#include <check.h>

struct trial {
    char *folder, *db;
    const char *courier; /* path of what is run as the courier; set before the first command */
    int64_t now;
    struct app *app;
    struct str out; /* the last answer as JSON */
    struct err err;
    unsigned changes;
    int stop_after; /* the person wants to stop when asked the N-th time; 0: never */
    int asked;
};

/* The clock stands at Mon 16 Nov 2026 10:15 in Madrid; the machine is in UTC. */
void trial_init(struct trial *trial);
void trial_done(struct trial *trial);
/* Closes the app, so that the next command opens the file anew. */
void trial_close(struct trial *trial);

/* Runs a command by its words, up to NULL: its exit code, or negative, with `err`; -2 when the words are no
 * call. */
int trial_run(struct trial *trial, const char *word, ...) __attribute__((sentinel));
/* The same, which must succeed; returns the answer. */
const char *trial_ok(struct trial *trial, const char *word, ...) __attribute__((sentinel));
/* Imports record lines. */
int trial_import(struct trial *trial, const char *lines);
void trial_put(struct trial *trial, const char *lines); /* which must succeed */
/* What LINE means while it is typed: PREVIEW gives R, and its sentence, or the one that refuses, begins with SAYS. */
struct preview_case {
    const char *line, *says;
    int r;
};
void trial_previews(struct trial *trial,
                    int (*preview)(struct app *app, const char *of, const char *line, struct str *to, struct err *err),
                    const char *of, const struct preview_case *cases, size_t n);
/* A file with that text in the folder; the caller owns the path. */
char *trial_file(struct trial *trial, const char *name, const char *text, int mode);
/* The person's own file NAME ("ladder/steps") in the folder of settings, with the folders it stands in. */
void trial_own(struct trial *trial, const char *name, const char *text);
char *trial_read(const char *path);

/* Rules of the demo's house and a client or two, as record lines. */
#define RULES                                                                                                \
    "{\"type\":\"rule\",\"from\":\"2026-01-01T00:00:00Z\",\"zone\":\"Europe/"                                \
    "Madrid\",\"hours\":{\"mon\":[\"09:30-18:00\"],"                                                         \
    "\"tue\":[\"09:30-18:00\"],\"wed\":[\"09:30-18:00\"],\"thu\":[\"09:30-18:00\"],\"fri\":[\"09:30-18:"     \
    "00\"]}}\n"
#define ADA                                                                                                  \
    "{\"type\":\"client\",\"ref\":\"ada\",\"name\":\"Ada Quill\",\"emails\":[\"ada@willow.example\"]}\n"
#define BLAS                                                                                                 \
    "{\"type\":\"client\",\"ref\":\"blas\",\"name\":\"Blas Nublado\",\"zone\":\"America/New_York\"}\n"

Suite *trial_suite(const char *name, const TTest *const *tests, size_t n);
int trial_main(Suite *suite);
#define TRIAL_MAIN(name, ...)                                                                                \
    int main(void)                                                                                           \
    {                                                                                                        \
        const TTest *const tests[] = {__VA_ARGS__};                                                          \
        return trial_main(trial_suite(name, tests, ARRAY_LEN(tests)));                                       \
    }
