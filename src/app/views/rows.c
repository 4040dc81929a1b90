#include "rows.h"

#include "paletti/base/i18n.h"
#include "paletti/core/client.h"
#include "paletti/store/records.h"

void answer_texts(struct answer *answer, const char *key, const struct texts *texts)
{
    answer_open_list(answer, key);
    for (size_t i = 0; i < texts->n; i++)
        answer_text(answer, NULL, texts->v[i]);
    answer_close_list(answer);
}

static void answer_field(struct answer *answer, const struct field *field, const void *record)
{
    const void *at = field_of(field, record);

    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_REF:
    case FIELD_ZONE:
        answer_text(answer, field->name, *(char *const *)at);
        break;
    case FIELD_INSTANT:
        answer_instant(answer, field->name, field_number(field, record));
        break;
    case FIELD_DATE:
        answer_day(answer, field->name, (int32_t)field_number(field, record));
        break;
    case FIELD_BOOL:
    case FIELD_TRI:
        answer_boolean(answer, field->name, field_number(field, record) > 0);
        break;
    case FIELD_INT:
        answer_integer(answer, field->name, field_number(field, record));
        break;
    case FIELD_ENUM:
        answer_text(answer, field->name, field->names[field_number(field, record)]);
        break;
    case FIELD_MONEY:
        answer_money(answer, field->name, *(const struct money *)at);
        break;
    case FIELD_TEXTS:
        answer_texts(answer, field->name, at);
        break;
    case FIELD_OBJECT:
        answer_open_object(answer, field->name);
        answer_fields(answer, field->model, at);
        answer_close_object(answer);
        break;
    default:
        break;
    }
}

void answer_fields(struct answer *answer, const struct model *model, const void *record)
{
    for (size_t i = 0; i < model->n; i++)
        if (!(model->fields[i].flags & FIELD_MADE) && !field_absent(&model->fields[i], record))
            answer_field(answer, &model->fields[i], record);
}

void answer_question(struct answer *answer, const struct verdict *verdict, int64_t now, bool early)
{
    if (!verdict->started)
        return;
    answer_instant(answer, "receipt", verdict->receipt);
    if (verdict->error == VERDICT_NO_OPENING && verdict_due(verdict, now) == INSTANT_NONE)
        answer_text(answer, "error",
                    _("there is no opening within three years: it never falls due; add hours"));
    else
        answer_instant(answer, "due", verdict_due(verdict, now));
    answer_text(answer, "state", question_state_names[verdict_state(verdict, now)]);
    if (early)
        answer_boolean(answer, "early", verdict_early(verdict, now));
}

void answer_client(struct answer *answer, struct store *store, const char *ref, const char *name)
{
    struct client client;

    if (!answer->people || name) {
        answer_text(answer, "client", answer->people ? name : ref);
    } else if (store_get(store, &model_client, ref, &client, NULL) == 0) {
        answer_text(answer, "client", client.name);
        model_clear(&model_client, &client);
    }
}

void answer_breaches(struct answer *answer, const struct breach_notes *notes, const char *of, unsigned breaches,
                     unsigned counted)
{
    answer_open_list(answer, "breaches");
    for (size_t i = 0; i < breach_kinds_n; i++) {
        const struct breach_kind *kind = &breach_kinds[i];
        if (!(breaches & kind->bit))
            continue;
        answer_open_object(answer, NULL);
        answer_text(answer, "by", kind->mine ? "me" : "client");
        answer_text(answer, "kind", kind->name);
        answer_boolean(answer, "counted", counted & kind->bit);
        answer_text(answer, "state", breach_state_names[breach_notes_state(notes, kind->bit, of)]);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

int answer_entry(void *ctx, const struct log_row *row)
{
    struct entry_rows *rows = ctx;
    struct answer *answer = rows->answer;
    struct interaction record;

    if (store_get(rows->store, &model_interaction, row->ref, &record, rows->err) != 0)
        return -1;
    answer_open_object(answer, NULL);
    answer_fields(answer, &model_interaction, &record);
    if (rows->with_client && answer->people)
        answer_text(answer, "client_name", row->client_name);
    answer_question(answer, &row->verdict, rows->now, false);
    if (row->verdict.breaches)
        answer_breaches(answer, rows->notes, row->ref, row->verdict.breaches, row->verdict.counted);
    answer_close_object(answer);
    model_clear(&model_interaction, &record);
    return answer->failed; /* whoever writes it says why */
}
