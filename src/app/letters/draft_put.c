#include "draft_put.h"

#include "form_words.h"

#include "paletti/base/hash.h"
#include "paletti/base/mem.h"
#include "paletti/core/draft.h"

int draft_put(struct writing *writing, const struct letter *letter, const char *client, char *about, const char *channel,
              const char *to, char **ret_ref, struct err *err)
{
    struct draft draft;
    enum put put;

    model_init(&model_draft, &draft);
    draft.ref = hash_new_ref(type_prefix("draft"));
    draft.client = mem_string(client);
    draft.code = mem_string(letter->code);
    draft.about = about;
    draft.language = mem_string(letter->language);
    draft.channel = mem_string(channel);
    draft.to = mem_string(to);
    draft.subject = mem_string(letter->subject);
    draft.text = mem_string(letter->text);
    draft.made = app_now(writing->app);
    draft.state = DRAFT_OPEN;
    draft.done_on = DAY_NONE;
    int r = writing_put(writing, &model_draft, &draft, 0, &put, err);
    if (r == 0 && ret_ref)
        *ret_ref = mem_string(draft.ref);
    model_clear(&model_draft, &draft);
    return r;
}
