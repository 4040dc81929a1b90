#include "log_acts.h"

#include "letters_view.h"
#include "line_view.h"
#include "log_columns.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* The refs of those that the act is for, and of those among them that need a reply. */
struct gathered {
    const struct scene *scene;
    enum action action;
    bool marked;
    struct texts refs, needing;
    size_t mine; /* entries that are not a client's, where the act is for those only */
    struct str text; /* what is copied */
};

static void gathered_done(struct gathered *gathered)
{
    texts_clear(&gathered->refs);
    texts_clear(&gathered->needing);
    str_done(&gathered->text);
}

static bool fits(enum action action, const struct log_line *line)
{
    switch ((int)action) {
    case ACTION_NO_REPLY:
        return log_is_entry(line) && line->direction == DIRECTION_IN && line->kind != KIND_NOTE;
    case ACTION_SIGN:
    case ACTION_LATER:
        return log_is_entry(line);
    case ACTION_REMIND:
    case ACTION_WAIVE:
        return log_is_entry(line) && line->breaches & BREACH_CLIENTS;
    default:
        return true;
    }
}

static int add_ref(void *ctx, const struct log_line *line)
{
    struct gathered *gathered = ctx;

    if (!fits(gathered->action, line)) {
        gathered->mine += log_is_entry(line);
        return 0;
    }
    texts_add(&gathered->refs, line->ref);
    if (line->needs_reply)
        texts_add(&gathered->needing, line->ref);
    return 0;
}

static void add_word(struct str *to, const char *word)
{
    if (word && *word)
        str_printf(to, "  %s", word);
}

/* "Fri 13 Nov 17:50  Quejumbre & Hijos  e-mail  wants a different header". */
static int add_line(void *ctx, const struct log_line *line)
{
    struct gathered *gathered = ctx;
    struct str *to = &gathered->text;

    if (to->len > 0)
        str_add_char(to, '\n');
    if (!log_is_entry(line))
        stamp_day(gathered->scene, to, line->at, true);
    else
        stamp_full(gathered->scene, to, line->at);
    add_word(to, line->client_name);
    add_word(to, log_channel_word(line));
    add_word(to, line->subject && *line->subject ? line->subject : line->beginning);
    return 0;
}

static void add_refs(const struct texts *refs, const char *before, struct str *to)
{
    for (size_t i = 0; i < refs->n; i++)
        str_printf(to, "%s%s", i > 0 ? before : " ", refs->v[i]);
}

static void complain(enum action action, struct effects *effects)
{
    const char *why = _("Only what came from a client can need a reply.");

    if (action == ACTION_LATER)
        why = _("A payment waits for nobody: there is nothing to put off.");
    else if (action == ACTION_SIGN)
        why = _("Only what was said or done leaves you somehow: entries have signs.");
    else if (action == ACTION_REMIND)
        why = _("They crossed no line here: nobody is to be reminded.");
    else if (action == ACTION_WAIVE)
        why = _("They crossed no line here: there is nothing to let pass.");
    effects_text(effects, EFFECT_COMPLAIN, why);
}

/* Of many, those that need a reply need none from now on; where none needs one, all need one again: so the same key takes
 * it back, and none of them is turned the other way. */
static void say_no_reply(const struct gathered *gathered, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT, said = STR_INIT;
    const struct texts *those = gathered->needing.n > 0 ? &gathered->needing : &gathered->refs;
    size_t n = those->n, mine = gathered->mine;

    str_add(&line, "no-reply");
    add_refs(those, " ", &line);
    if (gathered->needing.n > 0)
        str_printf(&said, P_("%zu needs no reply", "%zu need no reply", n), n);
    else
        str_printf(&said, P_("%zu needs a reply again", "%zu need a reply again", n), n);
    if (mine > 0)
        str_printf(&said, P_(", %zu is yours and was left", ", %zu are yours and were left", mine), mine);
    str_add(&said, _("; undo takes it back."));
    effects_do(effects, str_text(&line), str_text(&said), gathered->marked);
}

/* Until when, or why, is typed behind it. */
static void prefill(const struct gathered *gathered, const char *command, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, command);
    add_refs(&gathered->refs, ",", &line);
    str_add_char(&line, ' ');
    effects_open(effects, &view_command_ops, str_text(&line));
}

static void sign(const struct gathered *gathered, struct effects *effects)
{
    _cleanup_str_ struct str refs = STR_INIT;

    for (size_t i = 0; i < gathered->refs.n; i++)
        str_printf(&refs, "%s%s", i > 0 ? "," : "", gathered->refs.v[i]);
    line_view_sign(str_text(&refs), gathered->refs.n, effects);
}

static void do_act(const struct gathered *gathered, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT;

    switch ((int)gathered->action) {
    case ACTION_NO_REPLY:
        say_no_reply(gathered, effects);
        break;
    case ACTION_LATER:
        prefill(gathered, "later", effects);
        break;
    case ACTION_SIGN:
        sign(gathered, effects);
        break;
    case ACTION_WAIVE:
        prefill(gathered, "waive", effects);
        break;
    case ACTION_REMIND:
        if (gathered->refs.n == 1)
            letters_remind(gathered->refs.v[0], effects);
        else
            effects_text(effects, EFFECT_COMPLAIN, _("Reminders are written one by one: each has its own step."));
        break;
    case ACTION_REMOVE:
        str_add(&line, "remove");
        add_refs(&gathered->refs, " ", &line);
        effects_do(effects, str_text(&line), NULL, gathered->marked);
        break;
    default:
        effects_text(effects, EFFECT_COPY, str_text(&gathered->text));
    }
}

int log_acts_do(const struct scene *scene, enum action action, bool marked, const int64_t *ids, size_t n,
                struct effects *effects, struct err *err)
{
    _cleanup_(gathered_done) struct gathered gathered = {.scene = scene, .action = action, .marked = marked};
    bool copies = action == ACTION_COPY;
    int r = 0;

    for (size_t i = 0; i < n && r >= 0; i++)
        r = view_log_line(scene->app, ids[i], copies ? add_line : add_ref, &gathered, err);
    if (r < 0)
        return -1;
    if (!copies && gathered.refs.n == 0)
        complain(action, effects);
    else
        do_act(&gathered, effects);
    return 0;
}
