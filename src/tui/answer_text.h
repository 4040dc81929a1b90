/* A sink that makes an answer into lines to read on the screen: a field a line, lists indented. */
#pragma once

#include "paletti/app/answer.h"
#include "paletti/app/app.h"

struct answer_text;
struct answer_text *answer_text_new(struct app *app);
struct answer *answer_text_answer(struct answer_text *text);
/* The text so far. A very long answer is cut, and says so. Borrowed. */
const char *answer_text_lines(const struct answer_text *text);
void answer_text_free(struct answer_text *text);
DEFINE_CLEANUP(struct answer_text, answer_text_free);
