#include "progress.h"

#include "out.h"

#include "paletti/app/command.h"
#include "paletti/base/i18n.h"
#include "paletti/base/str.h"

#include <time.h>

enum { EVERY_MS = 150, BAR = 20 };

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void add_amount(struct str *to, double n, bool bytes)
{
    if (bytes)
        str_printf(to, "%.1f MB", n / 1e6);
    else
        str_printf(to, "%.0f", n);
}

static void add_bar(struct str *to, int64_t done, int64_t total)
{
    int full = (int)(done * BAR / total);

    str_add_char(to, '[');
    for (int i = 0; i < BAR; i++)
        str_add_char(to, i < full ? '#' : '-');
    str_printf(to, "] %3d%%  ", (int)(done * 100 / total));
}

void progress_show(void *ctx, int64_t done, int64_t total, const char *unit)
{
    struct progress *progress = ctx;
    _cleanup_str_ struct str line = STR_INIT;
    bool written = str_equal(unit, PROGRESS_WRITTEN), bytes = written || str_equal(unit, PROGRESS_BYTES);
    int64_t now = now_ms();

    if (!out_progress_wanted())
        return;
    if (progress->started_ms == 0)
        progress->started_ms = now;
    if (now - progress->shown_ms < EVERY_MS)
        return;
    progress->shown_ms = now;
    progress->shown = true;
    if (total > 0)
        add_bar(&line, done < total ? done : total, total);
    if (total > 0 || done > 0)
        add_amount(&line, (double)done, bytes);
    if (written)
        str_printf(&line, "%s%s", line.len > 0 ? " " : "", _("written to disk"));
    if (!bytes)
        str_printf(&line, "%s%s", line.len > 0 ? " " : "", unit);
    if (done > 0 && !written && now > progress->started_ms) {
        str_add(&line, "  ");
        add_amount(&line, (double)done * 1000.0 / (double)(now - progress->started_ms), bytes);
        str_add(&line, _("/s"));
    }
    str_printf(&line, "  %s", written ? _("(this is not stopped any more)") : _("(Ctrl-C stops, and stores nothing)"));
    out_progress(str_text(&line));
}

void progress_end(struct progress *progress)
{
    if (progress->shown)
        out_progress(NULL);
}
