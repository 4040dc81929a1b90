#include "commands.h"

#include "paletti/app/importing.h"
#include "paletti/base/i18n.h"

#include <stdlib.h>

static void answer_notes(struct answer *answer, const char *key, const struct import_notes *notes)
{
    answer_open_list(answer, key);
    for (size_t i = 0; i < notes->n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "address", notes->v[i].a);
        answer_text(answer, "name", notes->v[i].b);
        answer_integer(answer, "count", notes->v[i].count);
        if (str_equal(key, "mine"))
            answer_boolean(answer, "likely", notes->v[i].likely);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

void answer_skipped(struct answer *answer, const struct import_notes *notes)
{
    answer_open_list(answer, "skipped");
    for (size_t i = 0; i < notes->n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "where", notes->v[i].a);
        answer_text(answer, "why", notes->v[i].b);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void answer_counts(struct answer *answer, const int64_t *counts)
{
    answer_integer(answer, "new", counts[IMPORT_NEW]);
    answer_integer(answer, "updated", counts[IMPORT_UPDATED]);
    answer_integer(answer, "unchanged", counts[IMPORT_UNCHANGED]);
}

/* What only a preview says, beside what an import would say. */
static void answer_preview(struct answer *answer, const struct import_report *report)
{
    answer_instant(answer, "first", report->first);
    answer_instant(answer, "last", report->last);
    answer_open_list(answer, "types");
    for (size_t i = 0; i < report->n_types; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "type", report->types[i].type);
        answer_counts(answer, report->types[i].counts);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    answer_notes(answer, "mine", &report->mine);
}

static void answer_report(struct answer *answer, const struct import_report *report, bool preview)
{
    answer_open_object(answer, NULL);
    if (preview && answer->people)
        answer_text(answer, "preview", _("nothing was stored"));
    else if (preview)
        answer_boolean(answer, "preview", true);
    answer_integer(answer, "read", report->read);
    answer_counts(answer, report->counts);
    if (preview)
        answer_preview(answer, report);
    answer_skipped(answer, &report->skipped);
    answer_notes(answer, "unknown", &report->unknown);
    if (report->repaired)
        answer_integer(answer, "repaired", report->repaired);
    answer_close_object(answer);
}

/* What is only said of calendars, and only of days off. */
static int check_calendar(const struct request *request, struct err *err)
{
    const char *const *options = request->options;
    const char *format = options[IMPORT_FORMAT] ? options[IMPORT_FORMAT] : import_guess_format(request->arguments[0]);

    if (options[IMPORT_AS] && format && !str_equal(format, "ics"))
        return err_set(err, _("--as says what a calendar is read for, and %s is none: leave it out, or name a file of "
                              "format ics"),
                       request->arguments[0]);
    if ((options[IMPORT_KIND] || options[IMPORT_FROM]) && !str_equal(options[IMPORT_AS], "closed"))
        return err_set(err, _("--kind and --from are for days off: add --as closed"));
    return 0;
}

COMMAND_RUN(import)
{
    const char *at_least = request->options[IMPORT_AT_LEAST];
    const struct import_order order = {
        .format = request->options[IMPORT_FORMAT],
        .path = request->arguments[0],
        .me = request->options[IMPORT_ME],
        .add_correspondents = request->options[IMPORT_ADD_CORRESPONDENTS] || at_least,
        .at_least = at_least ? strtoll(at_least, NULL, 10) : 0,
        .correspondents = request->options[IMPORT_CORRESPONDENT],
        .meetings = request->options[IMPORT_AS] != NULL,
        .preview = request->options[IMPORT_PREVIEW] != NULL,
    };
    struct import_report report;

    if (check_calendar(request, err) < 0)
        return -1;
    if (request->options[IMPORT_AS] && str_equal(request->options[IMPORT_AS], "closed"))
        return import_closed(app, request, answer, ret_changes, err);
    if (import_carry_out(app, &order, request, &report, ret_changes, err) < 0)
        return -1;
    answer_report(answer, &report, order.preview);
    import_report_clear(&report);
    return 0;
}
