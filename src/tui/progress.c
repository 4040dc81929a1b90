#include "progress.h"

#include "paletti/app/command.h"
#include "paletti/base/i18n.h"
#include "paletti/base/language.h"
#include "paletti/base/text.h"

#include <stdio.h>
#include <string.h>

enum { BAR = 20, BAR_MIN = 5, GAP = 2, RATE_FROM_MS = 500 };

void progress_tell(struct progress *p, int64_t done, int64_t total, const char *unit)
{
    char before[sizeof p->unit];

    p->done = done;
    p->total = total;
    memcpy(before, p->unit, sizeof before);
    snprintf(p->unit, sizeof p->unit, "%s", unit ? unit : "");
    p->unit[text_valid(p->unit, strlen(p->unit))] = '\0';
    p->stage += strcmp(before, p->unit) != 0;
}

static void add_amount(struct str *to, double n, bool bytes)
{
    if (!bytes) {
        str_printf(to, "%.0f", n);
        return;
    }
    language_add_tenths(to, n / 1e6);
    str_add(to, " MB");
}

static bool is_written(const struct progress *p)
{
    return str_equal(p->unit, PROGRESS_WRITTEN);
}

static bool in_bytes(const struct progress *p)
{
    return is_written(p) || str_equal(p->unit, PROGRESS_BYTES);
}

/* "12.4 MB of 65.4 MB", "4096 of 30000 judged". */
static void add_count(struct str *to, const struct progress *p)
{
    bool bytes = in_bytes(p);

    add_amount(to, (double)p->done, bytes);
    if (p->total > 0) {
        str_add(to, _(" of "));
        add_amount(to, (double)p->total, bytes);
    }
    if (*p->unit && (!bytes || is_written(p)))
        str_printf(to, " %s", bytes ? _("written to disk") : p->unit);
}

void progress_add_text(const struct progress *p, struct str *to)
{
    if (p->done == 0 && p->total == 0)
        str_add(to, is_written(p) ? _("writing it to disk") : *p->unit && !in_bytes(p) ? p->unit : _("Working"));
    else
        add_count(to, p);
}

static void draw_bar(const struct progress *p, struct canvas *canvas, int x, int y, int w)
{
    int64_t done = p->done < p->total ? p->done : p->total;
    int full = (int)(done * w / p->total);

    for (int i = 0; i < w; i++)
        canvas_put(canvas, x + i, y, 1, i < full ? STYLE_GOOD : STYLE_QUIET, i < full ? "#" : ".");
}

/* What moves even while the count stands still: how fast, and for how long. */
static void add_time(struct str *to, const struct progress *p)
{
    /* The writing begins long after the rest: its rate would be none. */
    if (p->ms > RATE_FROM_MS && !is_written(p) && p->done > 0 && (p->total == 0 || p->done < p->total)) {
        add_amount(to, (double)p->done * 1000 / (double)p->ms, in_bytes(p));
        str_add(to, _("/s  "));
    }
    str_printf(to, _("%lld s"), (long long)p->ms / 1000);
}

/* Between the cells X and END: the time first, and a bar in what it leaves. */
static void draw_between(const struct progress *p, struct canvas *canvas, int x, int end, int y)
{
    _cleanup_str_ struct str time = STR_INIT;

    add_time(&time, p);
    int bar = end - x - text_width(str_text(&time)) - GAP;
    bar = p->total == 0 || bar < BAR_MIN ? 0 : bar < BAR ? bar : BAR;
    if (bar > 0) {
        draw_bar(p, canvas, x, y, bar);
        x += bar + GAP;
    }
    if (x + text_width(str_text(&time)) <= end)
        canvas_put(canvas, x, y, end - x, STYLE_QUIET, str_text(&time));
}

void progress_draw(const struct progress *p, struct canvas *canvas, struct area at)
{
    _cleanup_str_ struct str count = STR_INIT;
    const char *key = is_written(p) ? "" : "Ctrl-c";
    const char *label = is_written(p)  ? _("this is not stopped any more")
                        : p->piecemeal ? _("stop after this one")
                                       : _("stop, and store nothing");
    int x = 1, hint = text_width(key) + 1 + text_width(label);

    progress_add_text(p, &count);
    x += canvas_put(canvas, x, at.y, at.w - x, STYLE_STATUS, str_text(&count)) + GAP;
    int stop = at.w - 1 - hint > x ? at.w - 1 - hint : x;
    draw_between(p, canvas, x, stop - GAP, at.y);
    x = stop + canvas_put(canvas, stop, at.y, at.w - stop, STYLE_KEY, key) + 1;
    canvas_put(canvas, x, at.y, at.w - x, STYLE_QUIET, label);
}
