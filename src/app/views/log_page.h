/* Rows of the log made into lines as they stand now. */
#pragma once

#include "inside.h"

#include "paletti/app/views.h"
#include "paletti/store/log.h"

struct late_ask;

struct log_page {
    struct app *app;
    struct store *store;
    int64_t now;
    int64_t asks_of;       /* the client whose late asks these are, 0: none */
    struct late_ask *asks; /* owned */
    size_t n, cap;
    enum { NOTES_UNKNOWN, NOTES_NONE, NOTES_SOME } notes; /* whether anything was done about any breach */
    struct str session; /* what the line of a session says */
    struct str signs;   /* what was noted on the line */
    int (*fn)(void *ctx, const struct log_line *line);
    void *ctx;
    struct err *err;
};

void log_page_done(struct log_page *page);
/* The line of ROW, whose strings it borrows. */
int log_page_line(struct log_page *page, const struct log_row *row, struct log_line *ret);
/* For log_each: gives FN the row's line. CTX is a struct log_page. */
int log_page_take(void *ctx, const struct log_row *row);
