#include "progress.h"

#include "out.h"

#include "paletti/app/command.h"
#include "paletti/base/i18n.h"
#include "paletti/base/language.h"
#include "paletti/base/str.h"

#include <time.h>

enum { EVERY_MS = 150, BAR = 20 };

/* What bringing a file up to date consists of. */
static const char *const steps_of_upgrade[] = {
    N_("looking through it"), N_("copying it"), N_("looking through the copy"), N_("bringing it up to date")};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
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

static void add_bar(struct str *to, int64_t done, int64_t total)
{
    int full = (int)(done * BAR / total);

    str_add_char(to, '[');
    for (int i = 0; i < BAR; i++)
        str_add_char(to, i < full ? '#' : '-');
    str_printf(to, "] %3d%%  ", (int)(done * 100 / total));
}

/* Whether it is time for another line; what is quick has none. */
static bool is_time(struct cli_progress *progress)
{
    int64_t now = now_ms();

    if (!out_progress_wanted())
        return false;
    if (progress->started_ms == 0)
        progress->started_ms = progress->shown_ms = now;
    if (now - progress->shown_ms < EVERY_MS)
        return false;
    progress->shown_ms = now;
    progress->shown = true;
    return true;
}

void progress_show(void *ctx, int64_t done, int64_t total, const char *unit)
{
    struct cli_progress *progress = ctx;
    _cleanup_str_ struct str line = STR_INIT;
    bool written = str_equal(unit, PROGRESS_WRITTEN), bytes = written || str_equal(unit, PROGRESS_BYTES);

    if (!is_time(progress))
        return;
    int64_t now = progress->shown_ms;
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

void cli_upgrading(void *ctx, int step, int steps, int64_t done, int64_t total)
{
    struct cli_progress *progress = ctx;
    _cleanup_str_ struct str line = STR_INIT;

    if (step == 0) {
        progress_end(progress);
        return;
    }
    if (!is_time(progress) || total <= 0)
        return;
    add_bar(&line, (step - 1) * total + done, steps * total);
    str_printf(&line, _("An older file: %s, %d of %d"), _(steps_of_upgrade[step - 1]), step, steps);
    out_progress(str_text(&line));
}

void progress_end(struct cli_progress *progress)
{
    if (progress->shown)
        out_progress(NULL);
}
