#include "accounts.h"
#include "commands.h"
#include "deciding_inside.h"
#include "judging.h"
#include "ladder_book.h"
#include "stop.h"

#include "paletti/app/facts.h"
#include "paletti/app/outbox.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/backup.h"

COMMAND_RUN(backup)
{
    const char *to = request->arguments[0];
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0)
        return -1;
    stop_watch(store, request);
    int r = backup_write(store, to, err);
    stop_watch(store, NULL);
    if (r < 0)
        return stop_wanted(request) ? stop_said(err) : -1;
    answer_open_object(answer, NULL);
    answer_text(answer, "file", to);
    answer_integer(answer, "bytes", store_size(store));
    answer_close_object(answer);
    return 0;
}

/* What was restored stands whatever this says. */
static void doubt_outbox(struct app *app, const struct request *request)
{
    _cleanup_free_ char *sentence = NULL;
    struct err said = {0};
    size_t n;

    if (outbox_doubt(app, &n, &said) < 0)
        sentence = mem_string(said.text);
    else if (n > 0)
        sentence = str_format(P_("%zu letter that waited to leave may have left since: paletti outbox asks about it",
                                 "%zu letters that waited to leave may have left since: paletti outbox asks about them", (int)n),
                              n);
    if (sentence && request->aside)
        request->aside(sentence);
}

COMMAND_RUN(restore)
{
    const char *from = request->arguments[0];
    _cleanup_free_ char *kept = NULL;

    *ret_changes = CHANGE_ALL;
    app_close(app);
    if (backup_restore(from, app_db_path(app), app_now(app), &kept, err) < 0)
        return -1;
    doubt_outbox(app, request);
    answer_open_object(answer, NULL);
    answer_text(answer, "restored", from);
    answer_text(answer, "file", app_db_path(app));
    answer_text(answer, "kept", kept);
    answer_close_object(answer);
    return 0;
}

/* --- check --- */

struct faults {
    struct fault {
        char *ref, *what;
    } * v;
    size_t n, cap;
};

static void faults_clear(struct faults *faults)
{
    for (size_t i = 0; i < faults->n; i++) {
        free(faults->v[i].ref);
        free(faults->v[i].what);
    }
    free(faults->v);
}

static void add_fault(void *ctx, const char *ref, const char *what)
{
    struct faults *faults = ctx;

    MEM_GROW(faults->v, faults->n, faults->cap);
    faults->v[faults->n++] = (struct fault){mem_string(ref), mem_string(what)};
}

static void add_file_fault(void *ctx, const char *what)
{
    add_fault(ctx, NULL, what);
}

static void answer_check(const struct faults *faults, bool sound, int64_t judgements, struct answer *answer)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "file", sound ? "ok" : "damaged");
    answer_integer(answer, "judgements", judgements);
    answer_open_list(answer, "faults");
    for (size_t i = 0; i < faults->n; i++) {
        answer_open_object(answer, NULL);
        answer_text(answer, "ref", faults->v[i].ref);
        answer_text(answer, "what", faults->v[i].what);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    answer_close_object(answer);
}

static void check_accounts(struct app *app, struct faults *faults)
{
    _cleanup_accounts_ struct accounts accounts = {0};
    struct err why;

    if (accounts_read(app, &accounts, &why) < 0)
        add_fault(faults, NULL, why.text);
}

/* Files of one's own that are not in force for a mistake in them. */
static int check_own_files(struct app *app, struct faults *faults, struct err *err)
{
    static const char *const codes[] = {"signs", "excuses", "troubles", "expense_kinds"};
    _cleanup_free_ char *house_refused = NULL;
    const struct facts_limits *limits;
    struct decide_house house;
    struct ladder_book book;

    for (size_t i = 0; i < ARRAY_LEN(codes); i++)
        if (app_codes_refused(app, codes[i]))
            add_fault(faults, NULL, app_codes_refused(app, codes[i]));
    if (facts_limits_of(app, &limits, err) < 0)
        return -1;
    if (facts_limits_refused(app))
        add_fault(faults, NULL, facts_limits_refused(app));
    deciding_house_load(app, &house, &house_refused);
    if (house_refused)
        add_fault(faults, NULL, house_refused);
    decide_house_clear(&house);
    check_accounts(app, faults);
    ladder_book_load(app, &book);
    if (book.refused)
        add_fault(faults, NULL, book.refused);
    ladder_book_clear(&book);
    return 0;
}

COMMAND_RUN(check)
{
    _cleanup_(faults_clear)
    struct faults faults = {0};
    struct store *store;
    int64_t judgements = 0;

    *ret_changes = CHANGE_NOTHING;
    if (app_need_file(app, &store, err) < 0)
        return -1;
    stop_watch(store, request);
    int r = store_check(store, add_file_fault, &faults, err);
    stop_watch(store, NULL);
    if (stop_wanted(request))
        return stop_said(err);
    if (r < 0)
        return -1;
    /* What is told already may be why nothing can be judged. */
    if (judging_check(app, store, add_fault, &faults, request, &judgements, err) < 0 && r == 0)
        return -1;
    if (check_own_files(app, &faults, err) < 0)
        return -1;
    answer_check(&faults, r == 0, judgements, answer);
    return faults.n ? EXIT_FAILURE : 0;
}
