/* What is to be confirmed, as an answer. */
#include "prepared_answer.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static void add_head(struct str *to, const char *head, const char *value)
{
    if (value && *value)
        str_printf(to, "%s: %s\n", head, value);
}

static void add_list(struct str *to, const char *head, const struct texts *texts)
{
    if (texts->n > 0)
        str_printf(to, "%s: ", head);
    for (size_t i = 0; i < texts->n; i++)
        str_printf(to, i + 1 < texts->n ? "%s; " : "%s\n", texts->v[i]);
}

/* All that confirming confirms, and how. */
static void show(struct answer *answer, const struct outbox_prepared *prepared, const char *how)
{
    _cleanup_str_ struct str text = STR_INIT;

    add_head(&text, _("Sender"), prepared->from);
    add_head(&text, _("To"), prepared->to);
    add_head(&text, _("Subject"), prepared->dispatch.subject);
    add_head(&text, _("Leaves"), prepared->when);
    add_head(&text, _("Way"), dispatch_way_names[prepared->dispatch.way]);
    str_printf(&text, "\n%s\n", prepared->text);
    add_list(&text, _("Sums"), &prepared->sums);
    add_list(&text, _("Dates"), &prepared->dates);
    if (prepared->careless)
        str_printf(&text, "%s: %s\n", _("Look at"), prepared->careless);
    str_printf(&text, _("\nIs every sentence true? Then confirm it by the client's short name:\n  %s\n"), how);
    answer_raw(answer, str_text(&text), text.len);
}

static void answer_texts(struct answer *answer, const char *key, const struct texts *texts)
{
    answer_open_list(answer, key);
    for (size_t i = 0; i < texts->n; i++)
        answer_text(answer, NULL, texts->v[i]);
    answer_close_list(answer);
}

static void answer_prepared(struct answer *answer, const struct outbox_prepared *prepared)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "client", prepared->dispatch.client);
    answer_text(answer, "name", prepared->short_name);
    answer_text(answer, "way", dispatch_way_names[prepared->dispatch.way]);
    answer_text(answer, "from", prepared->from);
    answer_text(answer, "to", prepared->to);
    answer_text(answer, "subject", prepared->dispatch.subject);
    answer_text(answer, "text", prepared->text);
    answer_texts(answer, "sums", &prepared->sums);
    answer_texts(answer, "dates", &prepared->dates);
    answer_instant(answer, "goes_at", prepared->goes_at);
    answer_text(answer, "careless", prepared->careless);
    answer_close_object(answer);
}

void prepared_tell(struct answer *answer, const struct outbox_prepared *prepared, const char *how)
{
    if (answer->people)
        show(answer, prepared, how);
    else
        answer_prepared(answer, prepared);
}
