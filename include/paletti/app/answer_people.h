/* An answer for people: the stream of values as aligned tables and labelled lines, in their language and zone. The
 * shell writes it to the terminal, the screen into a view. */
#pragma once

#include "paletti/app/answer.h"
#include "paletti/app/app.h"

enum people_emphasis { PEOPLE_NORMAL, PEOPLE_STRONG, PEOPLE_FAINT };

/* Where it goes. WIDTH 0: as wide as it gets, nothing is cut or left out. PLAIN: nothing aligned, "heading: value", for
 * screen readers. LINE gets each line without its newline, made safe. */
struct people_page {
    int width;
    bool utf8, plain;
    void (*line)(void *ctx, const char *text, enum people_emphasis emphasis);
    void *ctx;
};

/* A line that is told as it is, made safe. */
void people_say(const struct people_page *page, const char *line, enum people_emphasis emphasis);

struct answer_people;
struct answer_people *answer_people_new(struct app *app, const char *command, const struct people_page *page);
struct answer *answer_people_answer(struct answer_people *people);
/* Writes what is left; frees. FAILED: nothing that the command has not said is added. */
void answer_people_end(struct answer_people *people, bool failed);
