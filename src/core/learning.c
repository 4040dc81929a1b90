#include "paletti/core/learning.h"

#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"
#include "paletti/core/intake.h"

const char *const lesson_kind_names[] = {"none", "rule", "price", "question", NULL};

/* clang-format off */
static const struct field lesson_fields[] = {
    FIELD(REF, lesson, ref, REQUIRED),
    FIELD(REF, lesson, client, REQUIRED, .model = &model_client),
    FIELD(DATE, lesson, on, REQUIRED),
    FIELD(TEXT, lesson, text, REQUIRED),
    FIELD(ENUM, lesson, kind, NAMES_OR(lesson_kind_names, LESSON_NONE)),
    FIELD(TEXT, lesson, decision),
};
const struct model model_lesson = MODEL("lesson", lesson, lesson_fields);

static const struct field win_fields[] = {
    FIELD(REF, win, ref, REQUIRED),
    FIELD(REF, win, client, REQUIRED, .model = &model_client),
    FIELD(DATE, win, on, REQUIRED),
    FIELD(TEXT, win, text, REQUIRED),
};
const struct model model_win = MODEL("win", win, win_fields);

static const struct field review_fields[] = {
    FIELD(REF, review, ref, REQUIRED),
    FIELD(REF, review, client, REQUIRED, .model = &model_client),
    FIELD(DATE, review, on, REQUIRED),
    FIELD(TEXT, review, text),
    FIELD(TEXT, review, decision),
    FIELD(ENUM, review, again, NAMES(yes_no_names)),
    FIELD(INT, review, process, RANGE(1, 5, REVIEW_MARK_NONE)),
    FIELD(INT, review, result, RANGE(1, 5, REVIEW_MARK_NONE)),
    FIELD(INT, review, relief, RANGE(RELIEF_MIN, RELIEF_MAX, RELIEF_NONE)),
};
/* clang-format on */
const struct model model_review = MODEL("review", review, review_fields);
