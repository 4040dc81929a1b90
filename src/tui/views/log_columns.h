/* How a line of the log is painted at every width. */
#pragma once

#include "stamp.h"

#include "paletti/app/views.h"

/* Where the columns stand; a width of 0 leaves one out. */
struct log_columns {
    int when_w;
    int mark;
    int who, who_w; /* the channel, or the client in everybody's log */
    int what, what_w;
    int minutes, minutes_w;
    int rule, rule_w; /* 0: breaches and reply share the right end of `what` */
    int reply, reply_w;
    bool roomy; /* weekdays, and words in full */
    bool everybody;
};

/* In W cells. */
struct log_columns log_columns_for(int w, bool everybody);
void log_columns_head(const struct log_columns *columns, struct canvas *canvas, struct area at);
void log_columns_draw(const struct log_columns *columns, const struct scene *scene, struct canvas *canvas,
                      struct area at, const struct log_line *line);
/* What the line came by, in full: "e-mail", "meeting". */
const char *log_channel_word(const struct log_line *line);
/* The sign of a line that is marked, in its row AT. */
void log_columns_mark(const struct log_columns *columns, struct canvas *canvas, struct area at);
/* One sentence about a line. */
void log_line_sentence(const struct scene *scene, const struct log_line *line, struct str *to);
