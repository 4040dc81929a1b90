#include "log_acts.h"

#include "log_columns.h"

#include "paletti/base/i18n.h"

struct gathered {
    const struct scene *scene;
    struct str text;
};

static int add_ref(void *ctx, const struct log_line *line)
{
    struct gathered *gathered = ctx;

    str_printf(&gathered->text, " %s", line->ref);
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
    stamp_full(gathered->scene, to, line->at);
    add_word(to, line->client_name);
    add_word(to, log_channel_word(line));
    add_word(to, line->subject && *line->subject ? line->subject : line->beginning);
    return 0;
}

/* The command of ACTION; NULL: it is copied. */
static const char *command_of(enum action action)
{
    switch ((int)action) {
    case ACTION_NO_REPLY:
        return "no-reply";
    case ACTION_REMOVE:
        return "remove";
    default:
        return NULL;
    }
}

int log_acts_do(const struct scene *scene, enum action action, const int64_t *ids, size_t n, struct effects *effects,
                struct err *err)
{
    const char *command = command_of(action);
    struct gathered gathered = {.scene = scene};
    int r = 0;

    str_add(&gathered.text, command ? command : "");
    for (size_t i = 0; i < n && r >= 0; i++)
        r = view_log_line(scene->app, ids[i], command ? add_ref : add_line, &gathered, err);
    if (r >= 0)
        effects_text(effects, command ? EFFECT_DO : EFFECT_COPY, str_text(&gathered.text));
    str_done(&gathered.text);
    return r < 0 ? -1 : 0;
}
