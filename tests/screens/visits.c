#include "visits.h"

#include "actions.h"

#include "paletti/app/command.h"
#include "paletti/base/mem.h"

#include <string.h>

/* They end the program, or stop it. */
static bool leaves(enum action action)
{
    return action == ACTION_QUIT || action == ACTION_LEAVE || action == ACTION_SUSPEND;
}

static void add(struct visits *visits, int pane, char *line)
{
    MEM_GROW(visits->v, visits->n, visits->cap);
    visits->v[visits->n++] = (struct visit){str_format("%d", pane), line};
}

/* NULL: it writes, or wants something else. */
static char *line_of(const struct command *command, const char *client, const char *word)
{
    _cleanup_str_ struct str line = STR_INIT;

    if (command->flags)
        return NULL;
    for (size_t i = 0; i < command->n_options; i++)
        if (command->options[i].flags & OPTION_REQUIRED)
            return NULL;
    str_add(&line, command->name);
    for (size_t i = 0; i < command->n_arguments; i++) {
        const struct argument *argument = &command->arguments[i];
        if (argument->complete == COMPLETE_FILE)
            return NULL;
        if (argument->required)
            str_printf(&line, " %s", argument->complete == COMPLETE_CLIENT ? client : word);
    }
    return str_take(&line);
}

void visits_init(struct visits *visits, const char *client, const char *word)
{
    *visits = (struct visits){0};
    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++)
        for (int pane = 1; pane <= 4; pane++)
            if (!leaves((enum action)i) && actions[i].where & IN_PANES)
                add(visits, pane, mem_string(actions[i].name));
    for (size_t i = 0; i < commands_n; i++) {
        char *line = line_of(&commands[i], client, word);
        if (line)
            add(visits, 1 + (int)(i % 4), line);
    }
}

void visits_done(struct visits *visits)
{
    for (size_t i = 0; i < visits->n; i++) {
        free(visits->v[i].pane);
        free(visits->v[i].line);
    }
    free(visits->v);
}

void visit_leave(struct harness *harness, int settle_ms)
{
    /* An ESC that is a key of its own is one that nothing follows at once. */
    for (int i = 0; i < 2; i++) {
        harness_send(harness, "\033");
        harness_rest(harness, settle_ms > 30 ? settle_ms : 30);
    }
}

void visit_go(struct harness *harness, const struct visit *visit, int settle_ms)
{
    _cleanup_free_ char *keys = str_format("%s:%s\r", visit->pane, visit->line);

    harness_send(harness, keys);
    harness_rest(harness, settle_ms);
}
