/* The toggle on messages that need no answer: thanks, out of office, newsletters. boundaries.md, section 3. */
#include "commands.h"
#include "ref_any.h"
#include "writing.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/interaction.h"

/* What is told once it is on disk. */
struct toggled {
    char *ref;
    bool needs;
};

/* Refs of mails are long and say nothing to anybody: "Thu 12 Nov 16:05, header v3 sent: ...". */
static int refuse(struct app *app, const struct interaction *entry, struct err *err)
{
    _cleanup_str_ struct str words = STR_INIT;
    bool subject = entry->subject && *entry->subject;

    words_instant(app, &words, entry->at);
    if (subject || (entry->channel && *entry->channel))
        str_printf(&words, ", %s", subject ? app_blur_text(app, entry->subject) : words_channel(entry->channel));
    return err_set(err, _("%s: only what came from a client can need a reply"), str_text(&words));
}

static int toggle(struct writing *writing, const char *text, struct toggled *ret, struct err *err)
{
    struct interaction entry;
    enum put put;

    if (entry_any(writing->app, writing->store, text, &entry, err) < 0)
        return -1;
    bool needs = !interaction_needs_reply((enum kind)entry.kind, entry.needs_reply);
    int r = 0;
    if (entry.direction != DIRECTION_IN || entry.kind == KIND_NOTE)
        r = refuse(writing->app, &entry, err);
    entry.needs_reply = needs;
    model_normalise(&model_interaction, &entry);
    if (r == 0)
        r = writing_put(writing, &model_interaction, &entry, 0, &put, err);
    if (r == 0)
        *ret = (struct toggled){mem_string(entry.ref), needs};
    model_clear(&model_interaction, &entry);
    return r;
}

static int toggle_all(struct app *app, const struct request *request, struct toggled *toggled, unsigned *ret_changes,
                      struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};

    if (writing_begin(app, request, &writing, err) < 0)
        return -1;
    for (size_t i = 0; i < request->n_rest; i++)
        if (toggle(&writing, request->rest[i], &toggled[i], err) < 0)
            return -1;
    if (writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

static void tell(const struct toggled *toggled, size_t n, struct answer *answer)
{
    answer_open_list(answer, NULL);
    for (size_t i = 0; i < n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "ref", toggled[i].ref);
        answer_boolean(answer, "needs_reply", toggled[i].needs);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

COMMAND_RUN(no_reply)
{
    _cleanup_free_ struct toggled *toggled = mem_zero(request->n_rest, sizeof *toggled);
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (!app_has_file(app) && app_need_file(app, &store, err) < 0)
        return -1;
    int r = toggle_all(app, request, toggled, ret_changes, err);
    if (r == 0)
        tell(toggled, request->n_rest, answer);
    for (size_t i = 0; i < request->n_rest; i++)
        free(toggled[i].ref);
    return r;
}
