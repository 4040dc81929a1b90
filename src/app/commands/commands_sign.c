/* Energy and signs of entries: what a person notes when it is over. */
#include "commands.h"
#include "ref_any.h"
#include "rows.h"
#include "sign_line.h"
#include "writing.h"

#include "paletti/base/mem.h"

struct signing {
    struct writing *writing;
    const char *line;
    struct interaction *v; /* as they are now */
    size_t n, cap;
};

static void signing_done(struct signing *signing)
{
    for (size_t i = 0; i < signing->n; i++)
        model_clear(&model_interaction, &signing->v[i]);
    free(signing->v);
}

static int sign_one(void *ctx, const char *text, struct err *err)
{
    struct signing *signing = ctx;
    struct writing *writing = signing->writing;
    struct interaction entry;
    enum put put;

    if (entry_any(writing->app, writing->store, text, &entry, err) < 0)
        return -1;
    MEM_GROW(signing->v, signing->n, signing->cap);
    signing->v[signing->n++] = entry;
    struct interaction *kept = &signing->v[signing->n - 1];
    if (sign_line_read(writing->app, signing->line, kept, err) != 0)
        return -1;
    return writing_put(writing, &model_interaction, kept, 0, &put, err);
}

static void tell(const struct interaction *entry, struct answer *answer)
{
    const struct field *closeness = model_field(&model_interaction, "closeness");

    answer_open_object(answer, NULL);
    answer_text(answer, "ref", entry->ref);
    if (entry->energy > 0)
        answer_integer(answer, "energy", entry->energy);
    if (entry->signs.n > 0)
        answer_texts(answer, "signs", &entry->signs);
    if (entry->closeness >= 0)
        answer_text(answer, closeness->name, closeness->names[entry->closeness]);
    answer_close_object(answer);
}

static int sign(struct app *app, const struct request *request, struct signing *signing, unsigned *ret_changes,
                struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};

    signing->writing = &writing;
    if (writing_begin(app, request, &writing, err) < 0 || refs_each(request->arguments[0], sign_one, signing, err) < 0)
        return -1;
    writing.act.command = mem_string("sign");
    if (writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

COMMAND_RUN(sign)
{
    _cleanup_(signing_done) struct signing signing = {.line = request->arguments[1]};
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (!app_has_file(app) && app_need_file(app, &store, err) < 0)
        return -1;
    if (sign(app, request, &signing, ret_changes, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    for (size_t i = 0; i < signing.n; i++)
        tell(&signing.v[i], answer);
    answer_close_list(answer);
    return 0;
}
