/* The recap of a call: a message that says in writing what was said, in the client's own language and register, to be read
 * through and sent by hand. A call with a written recap within a day leaves a trace (boundaries.md, 4). */
#include "form_inside.h"
#include "writing.h"

#include "paletti/app/letters.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"

/* The call points at the message in the same act: undo takes both back. */
static int point_at(struct form *form, struct writing *writing, const void *record, struct err *err)
{
    const struct interaction *message = record;
    struct interaction call;
    enum put put;
    int r = store_get(writing->store, &model_interaction, form->call, &call, err);

    if (r > 0)
        return err_set(err, _("the call was removed meanwhile; copy the text elsewhere, or save it as an entry of its own"));
    if (r < 0)
        return -1;
    free(call.recap);
    call.recap = mem_string(message->ref);
    r = writing_put(writing, &model_interaction, &call, 0, &put, err);
    model_clear(&model_interaction, &call);
    return r;
}

static int write_recap(struct form *form, const struct interaction *call, struct err *err)
{
    struct letter_wish wish = LETTER_WISH_INIT;
    struct interaction *message = form->record;
    _cleanup_letter_ struct letter letter = {0};

    wish.client = call->client;
    wish.code = "R1";
    wish.of = call->ref;
    if (letter_write(form->app, &wish, &letter, err) < 0)
        return -1;
    message->client = mem_string(call->client);
    message->at = form->texting.now - form->texting.now % 60;
    message->direction = DIRECTION_OUT;
    message->kind = KIND_MESSAGE;
    message->channel = mem_string("email");
    message->subject = MEM_TAKE(letter.subject);
    message->body = MEM_TAKE(letter.text);
    return 0;
}

static int new_recap(struct app *app, struct store *store, const struct interaction *call, struct form **ret, struct err *err)
{
    struct client client;
    int r = store_get(store, &model_client, call->client, &client, err);

    if (r != 0)
        return r < 0 ? -1 : 1;
    struct form *form = form_make(app, &model_interaction, form_record_new(&model_interaction), false);
    r = write_recap(form, call, err);
    if (r == 0) {
        form_rebase(form);
        form->title = str_format(_("recap: %s"), client.name);
        form->call = mem_string(call->ref);
        form->also = point_at;
        *ret = form;
    } else {
        form_free(form);
    }
    model_clear(&model_client, &client);
    return r;
}

static int recap_of(struct app *app, struct store *store, const struct interaction *call, struct form **ret, struct err *err)
{
    if (call->kind != KIND_CALL && call->kind != KIND_MEETING)
        return err_set(err, _("Only what was said needs a recap: choose a call or a meeting."));
    return call->recap ? form_edit(app, "interaction", call->recap, ret, err) : new_recap(app, store, call, ret, err);
}

int form_recap(struct app *app, const char *ref, struct form **ret, struct err *err)
{
    struct store *store;
    struct interaction call;
    int r = app_open_read(app, &store, err);

    if (r == 0)
        r = store_get(store, &model_interaction, ref, &call, err);
    if (r != 0)
        return r < 0 ? -1 : 1;
    r = recap_of(app, store, &call, ret, err);
    model_clear(&model_interaction, &call);
    return r;
}
