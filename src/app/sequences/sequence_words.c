/* A sequence in words. */
#include "sequence_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static const char *const letters[] = {N_("not written"), N_("draft"), N_("confirmed"), N_("sent"), N_("stuck; the outbox says why")};
static const char *const bars[SEQUENCE_BARS] = {
    N_("left, or is leaving"),
    N_("was in touch on"),
    N_("owes you"),
    N_("has credit left"),
    N_("waits for your answer"),
    N_("has something open with you"),
    N_("has a meeting coming"),
    N_("is in another sequence"),
    N_("has no address"),
    N_("is not stored any more"),
    N_("was in contact until"),
};

const char *words_sequence_letter(enum sequence_letter letter)
{
    return _(letters[letter]);
}

void words_sequence_bars(struct app *app, struct str *to, const struct sequence_member *member)
{
    const char *between = "";

    for (unsigned i = 0; i < SEQUENCE_BARS; i++) {
        if (!(member->bars & 1u << i))
            continue;
        str_printf(to, "%s%s", between, _(bars[i]));
        between = ", ";
        if (1u << i == SEQUENCE_OWES && *member->owed.currency) {
            str_add_char(to, ' ');
            words_sum(to, member->owed);
        }
        if (1u << i == SEQUENCE_REPLIED) {
            str_add_char(to, ' ');
            words_instant(app, to, member->replied);
        }
        if (1u << i == SEQUENCE_AWAKE) {
            str_add_char(to, ' ');
            words_day(app, to, member->quiet_since);
        }
    }
}

/* --- the page --- */

struct telling {
    struct app *app;
    int (*fn)(void *ctx, int hang, const char *line);
    void *ctx;
};

static int tell(const struct telling *telling, int hang, struct str *line)
{
    int r = telling->fn(telling->ctx, hang, str_text(line));

    str_clear(line);
    return r;
}

/* "1  Fri 20 Nov   to write 2, drafts 3" */
static int tell_letter(const struct telling *telling, const struct sequence_page *page, size_t n)
{
    const struct sequence_text *text = (const struct sequence_text *)page->sequence.texts.v + n;
    const struct sequence_count *count = &page->texts[n];
    const struct {
        const char *words;
        size_t n;
    } counts[] = {{N_("to write"), count->not_written}, {N_("drafts"), count->drafts},
                  {N_("confirmed"), count->confirmed},  {N_("sent"), count->sent},
                  {N_("stuck"), count->stuck}};
    _cleanup_str_ struct str line = STR_INIT;
    const char *between = "";

    str_printf(&line, "%zu  ", n + 1);
    words_day(telling->app, &line, text->on);
    str_add(&line, "  ");
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        if (counts[i].n == 0)
            continue;
        str_printf(&line, "%s%s %zu", between, _(counts[i].words), counts[i].n);
        between = ", ";
    }
    if (!*between)
        str_add(&line, _("nobody is left to get it"));
    return tell(telling, 3, &line);
}

static int tell_member(const struct telling *telling, const struct sequence_page *page, const struct sequence_member *member)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_printf(&line, "%s: ", app_blur_client(telling->app, member->client_id, member->name));
    if (member->bars) {
        str_add(&line, _("out: "));
        words_sequence_bars(telling->app, &line, member);
        return tell(telling, 2, &line);
    }
    for (size_t i = 0; i < page->sequence.texts.n; i++)
        str_printf(&line, "%s%zu %s", i > 0 ? ", " : "", i + 1, words_sequence_letter(member->letters[i]));
    return tell(telling, 2, &line);
}

int sequence_lines(struct app *app, const struct sequence_page *page, int (*fn)(void *ctx, int hang, const char *line),
                   void *ctx)
{
    struct telling telling = {app, fn, ctx};
    _cleanup_str_ struct str line = STR_INIT;
    int r;

    str_printf(&line, _("%s, begun "), page->sequence.name);
    words_instant(app, &line, page->sequence.begun);
    if (page->sequence.state == SEQUENCE_ENDED)
        str_add(&line, _(": ended"));
    if ((r = tell(&telling, 0, &line)) != 0)
        return r;
    for (size_t i = 0; i < page->sequence.texts.n; i++)
        if ((r = tell_letter(&telling, page, i)) != 0)
            return r;
    for (size_t i = 0; i < page->n; i++)
        if ((r = tell_member(&telling, page, &page->v[i])) != 0)
            return r;
    return 0;
}
