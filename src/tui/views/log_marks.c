#include "log_marks.h"

enum { PAGE = 1024, LOOKS = 4096 };

struct walk {
    struct log_marking *marking;
    struct marks *marks;
    int seen;
    bool full, over;
};

void log_marking_done(struct log_marking *marking)
{
    filter_free(marking->filter);
    *marking = (struct log_marking){0};
}

static int take(void *ctx, const struct log_line *line)
{
    struct walk *walk = ctx;

    walk->seen++;
    walk->marking->after = line->id;
    walk->over = line->id < walk->marking->last;
    if (walk->over)
        return 1;
    bool fits = walk->marking->what == MARKING_INVERT ? marks_toggle(walk->marks, line->id)
                                                      : marks_add(walk->marks, line->id);
    walk->full = !fits;
    return walk->full;
}

int log_marking_step(struct log_marking *marking, struct marks *marks, const struct log_rows *rows, struct app *app,
                     struct err *err)
{
    struct walk walk = {.marking = marking, .marks = marks};
    const struct filter *filter = marking->filter ? marking->filter : rows->filter;
    int64_t reached = 0;
    int r;

    if (filter) {
        const struct log_sift sift = {rows->client, filter, rows->search, marking->after, false, PAGE, LOOKS, true};
        r = view_log_sifted(app, &sift, take, &walk, &reached, err);
        walk.over |= r == 0 && walk.seen < PAGE;
        if (r > 0)
            marking->after = reached;
    } else {
        r = view_log(app, rows->client, rows->search, marking->after, false, PAGE, take, &walk, err);
        walk.over |= walk.seen < PAGE;
    }
    if (r < 0 || walk.full || walk.over || marking->after <= marking->last)
        log_marking_done(marking);
    return r < 0 ? -1 : walk.full;
}
