#include "commands.h"
#include "known.h"
#include "standing.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/core/notice.h"
#include "paletti/store/records.h"

static int work_out(struct store *store, struct rulebook *book, const char *client, int64_t sent,
                    struct notice *ret, struct err *err)
{
    _cleanup_standing_ struct standing standing = {0};
    struct contract *contracts;
    size_t n;

    if (standing_load(store, book, client, &standing, err) < 0 ||
        store_all(store, &model_contract, client, &contracts, &n, err) < 0)
        return -1;
    const struct terms *terms = boundaries_at(standing.boundaries, sent);
    const struct contract *contract = contract_on(contracts, n, zone_day(terms->zone, sent, NULL));
    int r = notice_given(standing.boundaries, contract, sent, ret);
    for (size_t i = 0; i < n; i++)
        model_clear(&model_contract, &contracts[i]);
    free(contracts);
    return r == 0
               ? 0
               : err_set(err, _("it is never received: there is no opening within three years; add hours"));
}

COMMAND_RUN(notice)
{
    _cleanup_known_ struct known known = {0};
    const struct house *house;
    struct store *store;
    struct notice notice;
    int64_t sent;

    *ret_changes = CHANGE_NOTHING;
    if (civil_parse_instant(request->options[NOTICE_SENT], &sent) < 0)
        return err_set(err, _("\"%s\" is no instant"), request->options[NOTICE_SENT]);
    if (app_need_file(app, &store, err) < 0 || known_find(store, request->arguments[0], &known, err) < 0 ||
        app_house(app, &house, err) < 0 || work_out(store, house->book, known.ref, sent, &notice, err) < 0)
        return -1;
    answer_open_object(answer, NULL);
    answer_instant(answer, "received", notice.received);
    answer_day(answer, "last_day", notice.last_day);
    answer_instant(answer, "rule_from", notice.rule->from);
    if (answer->people)
        answer_integer(answer, "days", notice.last_day - days_at(rulebook_zone(house->book, notice.rule), notice.received));
    answer_close_object(answer);
    return 0;
}
