#include "marks.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

void marks_done(struct marks *marks)
{
    free(marks->v);
    *marks = (struct marks){0};
}

bool marks_clear(struct marks *marks)
{
    bool had = marks->n > 0 || marks->from != 0;

    marks->n = 0;
    marks->from = 0;
    return had;
}

/* Where ID stands, or would. */
static size_t place(const struct marks *marks, int64_t id)
{
    return mem_place_of_id(marks->v, marks->n, sizeof *marks->v, id);
}

bool marks_have(const struct marks *marks, int64_t id)
{
    size_t at = place(marks, id);

    return at < marks->n && marks->v[at] == id;
}

bool marks_add(struct marks *marks, int64_t id)
{
    size_t at = place(marks, id);

    if (at < marks->n && marks->v[at] == id)
        return true;
    if (marks->n >= MARKS_MAX)
        return false;
    MEM_GROW(marks->v, marks->n, marks->cap);
    memmove(marks->v + at + 1, marks->v + at, (marks->n - at) * sizeof *marks->v);
    marks->v[at] = id;
    marks->n++;
    return true;
}

bool marks_toggle(struct marks *marks, int64_t id)
{
    size_t at = place(marks, id);

    if (at >= marks->n || marks->v[at] != id)
        return marks_add(marks, id);
    marks->n--;
    memmove(marks->v + at, marks->v + at + 1, (marks->n - at) * sizeof *marks->v);
    return true;
}

void marks_foot(const struct marks *marks, struct str *to)
{
    const char *gap = to->len > 0 ? "  " : "";

    if (marks->n > 0)
        str_printf(to, P_("%s%zu marked", "%s%zu marked", (unsigned long)marks->n), gap, marks->n);
    if (marks->from != 0)
        str_printf(to, "%s%s", to->len > 0 ? "  " : "", _("v to here"));
}

const char *marks_refusal(void)
{
    return _("More than 10000 lines cannot be marked at once; none is marked now. A filter leaves fewer.");
}
