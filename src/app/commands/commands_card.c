/* My rules as clients are told them: shown, listed, kept as drafts. */
#include "commands.h"
#include "known.h"
#include "ref_any.h"

#include "paletti/app/card.h"
#include "paletti/app/drafts.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

/* --- one card --- */

/* What a person wants to know beside the text itself. */
static void say_beside(struct app *app, const struct request *request, const struct card *card)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (!request->aside)
        return;
    words_card_version(card, &text);
    if (card->client) {
        str_printf(&text, "; %s", card->told_on == DAY_NONE ? _("not told yet") : _("told on "));
        if (card->told_on != DAY_NONE)
            words_day(app, &text, card->told_on);
        if (card->told_how)
            str_printf(&text, ", %s", card->told_how);
    }
    request->aside(str_text(&text));
    if (card->letter.refused)
        request->aside(card->letter.refused);
}

static void answer_program(struct answer *answer, const struct card *card)
{
    const struct letter *letter = &card->letter;

    answer_open_object(answer, NULL);
    answer_text(answer, "client", card->client);
    answer_instant(answer, "rule", card->rule);
    answer_day(answer, "told_on", card->told_on);
    answer_text(answer, "language", letter->language);
    answer_text(answer, "channel", letter->channel);
    answer_text(answer, "to", letter->to);
    answer_text(answer, "subject", letter->subject);
    answer_text(answer, "text", letter->text);
    answer_open_list(answer, "missing");
    for (size_t i = 0; i < letter->missing.n; i++)
        answer_text(answer, NULL, letter->missing.v[i]);
    answer_close_list(answer);
    answer_text(answer, "draft", card->draft);
    answer_close_object(answer);
}

static int put_file(const struct card *card, const char *path, struct answer *answer, struct err *err)
{
    if (card_write_file(card, path, err) < 0)
        return -1;
    if (answer->people) {
        _cleanup_free_ char *sentence = str_format(_("written to %s; nothing is sent"), path);
        answer_text(answer, NULL, sentence);
        return 0;
    }
    answer_open_object(answer, NULL);
    answer_text(answer, "file", path);
    answer_close_object(answer);
    return 0;
}

static int show(struct app *app, const struct request *request, const char *client, int64_t rule, struct answer *answer,
                struct err *err)
{
    _cleanup_card_ struct card card = {.rule = INSTANT_NONE};
    const struct letter *letter = &card.letter;

    if (card_write(app, client, rule, &card, err) < 0 || draft_refuse_leaks(&letter->findings, err) < 0)
        return -1;
    if (request->options[CARD_FILE])
        return put_file(&card, request->options[CARD_FILE], answer, err);
    if (!answer->people) {
        answer_program(answer, &card);
        return letter->text ? 0 : 1;
    }
    if (!letter->text)
        return letter_refuse_missing(letter, err);
    _cleanup_free_ char *text = str_format("# %s\n\n%s", letter->subject, letter->text);
    answer_raw(answer, text, strlen(text));
    say_beside(app, request, &card);
    return 0;
}

/* --- who was not told --- */

struct listing {
    struct app *app;
    struct answer *answer;
};

static void add_known(struct app *app, const struct card_line *line, struct str *to)
{
    if (!line->which) {
        str_add(to, _("nothing yet"));
        return;
    }
    str_printf(to, _("those of %s, told on "), line->which);
    words_day(app, to, line->on);
}

static int answer_line(void *ctx, const struct card_line *line)
{
    const struct listing *listing = ctx;
    struct answer *answer = listing->answer;
    _cleanup_str_ struct str manner = STR_INIT, known = STR_INIT;

    answer_open_object(answer, NULL);
    answer_text(answer, "client", answer->people ? line->name : line->ref);
    if (answer->people) {
        words_manner(&manner, line->language, line->address);
        add_known(listing->app, line, &known);
        answer_text(answer, "language", str_text(&manner));
    } else {
        answer_text(answer, "language", line->language);
        answer_text(answer, "register", letter_address_names[line->address]);
    }
    answer_text(answer, "channel", line->channel);
    answer_text(answer, "to", answer->people && !line->to ? _("no address") : line->to);
    if (answer->people)
        answer_text(answer, "knows", str_text(&known));
    else
        answer_day(answer, "told_on", line->on);
    answer_text(answer, "draft", line->draft);
    answer_close_object(answer);
    return answer->failed;
}

static int list(struct app *app, int64_t rule, struct answer *answer, struct err *err)
{
    struct listing listing = {app, answer};

    answer_open_object(answer, NULL);
    answer_open_list(answer, "untold");
    int r = view_untold(app, rule, answer_line, &listing, err);
    answer_close_list(answer);
    answer_close_object(answer);
    return r < 0 ? -1 : 0;
}

/* --- drafts --- */

static int draft_some(struct app *app, const struct request *request, int64_t rule, size_t *ret_n, unsigned *ret_changes,
                      struct err *err)
{
    struct texts clients = {0};
    struct store *store;
    int r = app_need_file(app, &store, err);

    for (size_t i = 0; i < request->n_rest && r == 0; i++) {
        _cleanup_known_ struct known known = {0};
        r = known_find(store, request->rest[i], &known, err);
        if (r == 0)
            texts_add(&clients, known.ref);
    }
    if (r == 0)
        r = cards_draft(app, request, (const char *const *)clients.v, clients.n, rule, ret_n, ret_changes, err);
    texts_clear(&clients);
    return r < 0 ? -1 : 0;
}

static int draft(struct app *app, const struct request *request, int64_t rule, struct answer *answer, unsigned *ret_changes,
                 struct err *err)
{
    bool all = request->options[CARD_ALL] != NULL;
    _cleanup_str_ struct str said = STR_INIT;
    size_t n;

    if (all == (request->n_rest > 0))
        return err_set(err, _("--draft takes either clients or --all"));
    if ((all ? cards_draft_all(app, request, rule, &n, ret_changes, err) : draft_some(app, request, rule, &n, ret_changes, err)) < 0)
        return -1;
    if (!answer->people) {
        answer_open_object(answer, NULL);
        answer_integer(answer, "drafts", (int64_t)n);
        answer_close_object(answer);
        return 0;
    }
    if (n > 0)
        str_printf(&said, P_("%zu card waits as a draft (paletti drafts); nothing is sent, and undo takes it back",
                             "%zu cards wait as drafts (paletti drafts); nothing is sent, and undo takes them back", n), n);
    else
        str_add(&said, _("no card was made: they were told, or one waits already (paletti drafts)"));
    answer_text(answer, NULL, str_text(&said));
    return 0;
}

/* --- */

/* A client's name may be of several words. */
static int show_client(struct app *app, const struct request *request, int64_t rule, struct answer *answer, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    struct store *store;

    if (app_need_file(app, &store, err) < 0 ||
        (request->arguments[0] && known_find(store, request->arguments[0], &known, err) < 0))
        return -1;
    return show(app, request, known.ref, rule, answer, err);
}

/* The day from which it holds is enough. */
static int read_rule(struct app *app, const char *text, int64_t *ret, struct err *err)
{
    _cleanup_free_ char *ref = NULL;
    const struct model *model;
    struct store *store;

    if (app_need_file(app, &store, err) < 0)
        return -1;
    if (ref_any(app, store, text, &model, &ref, NULL) != 0 || !str_equal(model->type, "rule") || civil_parse_instant(ref, ret) < 0)
        return err_set(err, _("no version of the rules begins at \"%.60s\"; paletti records rule lists them"), text);
    return 0;
}

COMMAND_RUN(card)
{
    const char *from = request->options[CARD_RULE];
    int64_t rule = INSTANT_NONE;

    *ret_changes = CHANGE_NOTHING;
    if (from && read_rule(app, from, &rule, err) < 0)
        return -1;
    if (request->options[CARD_DRAFT])
        return draft(app, request, rule, answer, ret_changes, err);
    if (request->options[CARD_ALL])
        return err_set(err, _("--all goes with --draft"));
    return request->options[CARD_UNTOLD] ? list(app, rule, answer, err) : show_client(app, request, rule, answer, err);
}
