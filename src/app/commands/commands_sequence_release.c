/* A letter of a sequence to all of them: shown whole, and confirmed. */
#include "commands.h"
#include "sequence_answer.h"

#include "paletti/app/answer_people.h"
#include "paletti/app/letters.h"
#include "paletti/app/sequences.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

static void show_letter(struct answer *answer, const struct sequence_one *one)
{
    const struct outbox_prepared *prepared = &one->prepared;
    _cleanup_str_ struct str text = STR_INIT;

    if (!answer->page) {
        answer_open_object(answer, NULL);
        answer_text(answer, "client", one->member->ref);
        answer_text(answer, "to", prepared->to);
        answer_text(answer, "subject", prepared->dispatch.subject);
        answer_text(answer, "text", prepared->text);
        answer_text(answer, "sha256", prepared->dispatch.sha256);
        answer_instant(answer, "goes_at", prepared->goes_at);
        answer_close_object(answer);
        return;
    }
    str_printf(&text, "%s\n%s\n", one->member->name, prepared->when);
    letter_page(&text, prepared->to, prepared->dispatch.subject, prepared->text);
    for (const char *line = str_text(&text); *line;) {
        size_t n = strcspn(line, "\n");
        _cleanup_free_ char *one_line = mem_string_n(line, n);
        people_say(answer->page, one_line, line == str_text(&text) ? PEOPLE_STRONG : PEOPLE_NORMAL);
        line += n + (line[n] == '\n');
    }
    people_say(answer->page, "", PEOPLE_NORMAL);
}

int sequence_preview(struct app *app, const struct request *request, const char *name, struct answer *answer, struct err *err)
{
    _cleanup_sequence_ready_ struct sequence_ready ready = {0};
    int n;

    if (sequence_option_letter(request, &n, err) < 0 || sequence_prepare(app, request, name, n, &ready, err) < 0)
        return -1;
    if (!answer->page)
        answer_open_list(answer, NULL);
    for (size_t i = 0; i < ready.n; i++)
        show_letter(answer, &ready.v[i]);
    if (!answer->page)
        answer_close_list(answer);
    if (answer->page) {
        _cleanup_free_ char *line =
            str_format(P_("%zu letter; nothing is sent. To confirm it: paletti sequence \"%s\" --confirm \"%s\"",
                          "%zu letters; nothing is sent. To confirm all of them: paletti sequence \"%s\" --confirm \"%s\"",
                          (unsigned long)ready.n), ready.n, ready.page.sequence.name, ready.page.sequence.name);
        people_say(answer->page, line, PEOPLE_STRONG);
    }
    return 0;
}

int sequence_confirm_all(struct app *app, const struct request *request, const char *name, struct answer *answer,
                   unsigned *ret_changes, struct err *err)
{
    _cleanup_sequence_ready_ struct sequence_ready ready = {0};
    size_t done;
    int n;

    if (sequence_option_letter(request, &n, err) < 0 || sequence_prepare(app, request, name, n, &ready, err) < 0 ||
        sequence_confirm(app, request, &ready, request->options[SEQUENCE_OPTION_CONFIRM], &done, ret_changes, err) < 0)
        return -1;
    return sequence_show(app, name, answer, err);
}
