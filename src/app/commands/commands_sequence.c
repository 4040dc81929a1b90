/* Farewells to many at once: `paletti sequence`. */
#include "acts.h"
#include "commands.h"
#include "sequence_answer.h"

#include "paletti/app/answer_people.h"
#include "paletti/app/sequences.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/when.h"

#include <string.h>

/* --- for programs --- */

static void answer_bars(struct answer *answer, const struct sequence_member *member)
{
    answer_open_list(answer, "out");
    for (unsigned i = 0; i < SEQUENCE_BARS; i++)
        if (member->bars & 1u << i)
            answer_text(answer, NULL, sequence_bar_names[i]);
    answer_close_list(answer);
}

static void answer_members(struct answer *answer, const struct sequence_page *page)
{
    answer_open_list(answer, "clients");
    for (size_t i = 0; i < page->n; i++) {
        const struct sequence_member *member = &page->v[i];
        answer_open_object(answer, NULL);
        answer_text(answer, "client", member->ref);
        answer_bars(answer, member);
        answer_instant(answer, "replied", member->replied);
        answer_open_list(answer, "letters");
        for (size_t k = 0; k < page->sequence.texts.n; k++)
            answer_text(answer, NULL, sequence_letter_names[member->letters[k]]);
        answer_close_list(answer);
        answer_open_list(answer, "drafts");
        for (size_t k = 0; k < page->sequence.texts.n; k++)
            answer_text(answer, NULL, member->drafts[k]);
        answer_close_list(answer);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_letters(struct answer *answer, const struct sequence_page *page)
{
    const struct sequence_text *texts = page->sequence.texts.v;

    answer_open_list(answer, "letters");
    for (size_t i = 0; i < page->sequence.texts.n; i++) {
        const struct sequence_count *count = &page->texts[i];
        answer_open_object(answer, NULL);
        answer_day(answer, "on", texts[i].on);
        answer_text(answer, "letter", texts[i].code);
        answer_text(answer, "variant", texts[i].variant);
        answer_text(answer, "state", sequence_batch_names[count->state]);
        answer_integer(answer, "to_get", (int64_t)count->to_get);
        answer_integer(answer, "drafts", (int64_t)count->drafts);
        answer_integer(answer, "confirmed", (int64_t)count->confirmed);
        answer_integer(answer, "sent", (int64_t)count->sent);
        answer_integer(answer, "stuck", (int64_t)count->stuck);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_page(struct answer *answer, const struct sequence_page *page)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "sequence", page->sequence.ref);
    answer_text(answer, "name", page->sequence.name);
    answer_instant(answer, "begun", page->sequence.begun);
    answer_text(answer, "state", sequence_state_names[page->sequence.state]);
    answer_integer(answer, "next", page->next < 0 ? 0 : page->next + 1);
    answer_letters(answer, page);
    answer_members(answer, page);
    answer_close_object(answer);
}

/* --- for people --- */

static int people_line(void *ctx, int hang _unused_, const char *line)
{
    people_say(ctx, line, PEOPLE_NORMAL);
    return 0;
}

static void tell_page(struct app *app, struct answer *answer, const struct sequence_page *page)
{
    if (answer->page)
        sequence_lines(app, page, people_line, (void *)answer->page);
    else
        answer_page(answer, page);
}

static int answer_row(void *ctx, const struct sequence_page *page)
{
    struct answer *answer = ctx;

    answer_open_object(answer, NULL);
    answer_text(answer, "sequence", answer->people ? page->sequence.name : page->sequence.ref);
    if (!answer->people)
        answer_text(answer, "name", page->sequence.name);
    answer_instant(answer, "begun", page->sequence.begun);
    answer_boolean(answer, "ended", page->sequence.state == SEQUENCE_ENDED);
    answer_integer(answer, "clients", (int64_t)page->n);
    answer_integer(answer, "next", page->next < 0 ? 0 : page->next + 1);
    answer_close_object(answer);
    return answer->failed;
}

static int list(struct app *app, struct answer *answer, struct err *err)
{
    answer_open_list(answer, NULL);
    if (view_sequences(app, answer_row, answer, err) < 0)
        return -1;
    answer_close_list(answer);
    return 0;
}

int sequence_show(struct app *app, const char *name, struct answer *answer, struct err *err)
{
    _cleanup_sequence_page_ struct sequence_page page = {0};

    if (app_sequence(app, name, &page, err) < 0)
        return -1;
    tell_page(app, answer, &page);
    return 0;
}

/* --- beginning --- */

static void add_lines(const char *lines, struct texts *to)
{
    while (lines && *lines) {
        size_t n = strcspn(lines, "\n");
        _cleanup_free_ char *line = mem_string_n(lines, n);
        texts_add(to, line);
        lines += n + (lines[n] == '\n');
    }
}

static int read_days(struct app *app, const char *lines, struct sequence_wish *wish, struct err *err)
{
    struct texts days = {0};
    int r = 0;

    add_lines(lines, &days);
    if (days.n > SEQUENCE_TEXTS_MAX)
        r = err_set(err, _("a sequence has one to %d letters, each on a day of its own"), SEQUENCE_TEXTS_MAX);
    for (size_t i = 0; i < days.n && r == 0; i++) {
        int64_t at;
        int n = when_parse_as(days.v[i], app_now(app), app_zone(app), WHEN_AHEAD | WHEN_COMING | WHEN_MIDNIGHT, &at, err);
        if (n <= 0 || days.v[i][n])
            r = n < 0 ? -1 : err_set(err, _("\"%.60s\" is no day; write one such as friday, 2026-12-01, in 5 days"), days.v[i]);
        else
            wish->on[wish->n++] = zone_day(app_zone(app), at, NULL);
    }
    texts_clear(&days);
    return r;
}

/* Who was asked for and is not in it, by name, with why. */
static void say_left_out(struct app *app, const struct request *request, const struct sequence_page *look)
{
    for (size_t i = 0; i < look->n && request->aside; i++) {
        _cleanup_str_ struct str line = STR_INIT;
        if (!look->v[i].bars)
            continue;
        str_printf(&line, _("not in it: %s ("), look->v[i].name);
        words_sequence_bars(app, &line, &look->v[i]);
        str_add_char(&line, ')');
        request->aside(str_text(&line));
    }
}

static int begin(struct app *app, const struct request *request, const char *name, struct answer *answer, unsigned *ret_changes,
                 struct err *err)
{
    _cleanup_sequence_page_ struct sequence_page page = {0};
    _cleanup_sequence_page_ struct sequence_page look = {0};
    struct sequence_wish wish = {.name = name};

    add_lines(request->options[SEQUENCE_OPTION_WITH], &wish.clients);
    int r = read_days(app, request->options[SEQUENCE_OPTION_ON], &wish, err);
    if (r == 0)
        r = sequence_begin(app, request, &wish, &page, &look, ret_changes, err);
    texts_clear(&wish.clients);
    if (r < 0)
        return -1;
    say_left_out(app, request, &look);
    tell_page(app, answer, &page);
    return 0;
}

/* --- drafts --- */

int sequence_option_letter(const struct request *request, int *ret, struct err *err)
{
    const char *text = request->options[SEQUENCE_OPTION_LETTER];

    *ret = -1;
    if (!text)
        return 0;
    if (strlen(text) != 1 || *text < '1' || *text > '0' + SEQUENCE_TEXTS_MAX)
        return err_set(err, _("--letter is 1 to %d"), SEQUENCE_TEXTS_MAX);
    *ret = *text - '1';
    return 0;
}

static int draft(struct app *app, const struct request *request, const char *name, struct answer *answer, unsigned *ret_changes,
                 struct err *err)
{
    _cleanup_sequence_page_ struct sequence_page page = {0};
    size_t written;
    int n;

    if (sequence_option_letter(request, &n, err) < 0 || app_sequence(app, name, &page, err) < 0)
        return -1;
    if (n < 0)
        n = page.next < 0 ? 0 : page.next;
    sequence_page_clear(&page);
    if (sequence_draft(app, request, name, n, &written, ret_changes, err) < 0)
        return -1;
    return sequence_show(app, name, answer, err);
}

/* --- together --- */

COMMAND_RUN(sequence)
{
    const char *name = request->arguments[0];
    const char *const *options = request->options;
    int r = 0;

    *ret_changes = CHANGE_NOTHING;
    if (!name)
        return list(app, answer, err);
    if (options[SEQUENCE_OPTION_WITH])
        return begin(app, request, name, answer, ret_changes, err);
    if (options[SEQUENCE_OPTION_DRAFT])
        return draft(app, request, name, answer, ret_changes, err);
    if (options[SEQUENCE_OPTION_PREVIEW])
        return sequence_preview(app, request, name, answer, err);
    if (options[SEQUENCE_OPTION_CONFIRM])
        return sequence_confirm_all(app, request, name, answer, ret_changes, err);
    if (options[SEQUENCE_OPTION_WITHOUT])
        r = sequence_without(app, request, name, options[SEQUENCE_OPTION_WITHOUT], ret_changes, err);
    else if (options[SEQUENCE_OPTION_END])
        r = sequence_end(app, request, name, ret_changes, err);
    return r < 0 ? -1 : sequence_show(app, name, answer, err);
}
