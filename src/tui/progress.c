#include "progress.h"

#include "paletti/base/i18n.h"

enum { BAR = 20, RATE_FROM_MS = 500 };

static void add_amount(struct str *to, double n, bool bytes)
{
    str_printf(to, bytes ? _("%.1f MB") : "%.0f", bytes ? n / 1e6 : n);
}

/* "12.4 MB of 65.4 MB", "4096 of 30000 judged". */
static void add_count(struct str *to, const struct progress *p)
{
    bool bytes = str_equal(p->unit, "bytes");

    add_amount(to, (double)p->done, bytes);
    if (p->total > 0) {
        str_add(to, _(" of "));
        add_amount(to, (double)p->total, bytes);
    }
    if (!bytes && p->unit)
        str_printf(to, " %s", p->unit);
}

void progress_add_text(const struct progress *p, struct str *to)
{
    if (p->done == 0 && p->total == 0)
        str_add(to, p->unit && !str_equal(p->unit, "bytes") ? p->unit : _("Working"));
    else
        add_count(to, p);
}

static int draw_bar(const struct progress *p, struct canvas *canvas, int x, int y)
{
    int64_t done = p->done < p->total ? p->done : p->total;
    int full = (int)(done * BAR / p->total);

    for (int i = 0; i < BAR; i++)
        canvas_put(canvas, x + i, y, 1, i < full ? STYLE_GOOD : STYLE_QUIET, i < full ? "#" : ".");
    return x + BAR;
}

/* What moves even while the count stands still: how fast, and for how long. */
static void add_time(struct str *to, const struct progress *p)
{
    if (p->ms > RATE_FROM_MS && (p->total == 0 || p->done < p->total)) {
        add_amount(to, (double)p->done * 1000 / (double)p->ms, str_equal(p->unit, "bytes"));
        str_add(to, _("/s  "));
    }
    str_printf(to, _("%lld s"), (long long)p->ms / 1000);
}

void progress_draw(const struct progress *p, struct canvas *canvas, struct area status, struct area keys)
{
    _cleanup_str_ struct str count = STR_INIT, time = STR_INIT;
    int x = 1;

    canvas_fill(canvas, status, STYLE_TEXT);
    canvas_fill(canvas, keys, STYLE_TEXT);
    progress_add_text(p, &count);
    add_time(&time, p);
    x += canvas_put(canvas, x, status.y, status.w - x, STYLE_STATUS, str_text(&count)) + 2;
    if (p->total > 0)
        x = draw_bar(p, canvas, x, status.y) + 2;
    canvas_put(canvas, x, status.y, status.w - x, STYLE_QUIET, str_text(&time));
    x = 1 + canvas_put(canvas, 1, keys.y, keys.w - 1, STYLE_KEY, "Ctrl-c") + 1;
    canvas_put(canvas, x, keys.y, keys.w - x, STYLE_QUIET, _("stop, and store nothing"));
}
