/* A letter of a sequence is looked at once more before it leaves. letgo.md, "Sequences". */
#include "outbox_inside.h"
#include "sequence_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

static int stop(struct gate *gate, char *says)
{
    gate->wait = OUTBOX_HELD;
    gate->over = true;
    gate->says = says;
    return 0;
}

static int look(const struct gate_about *about, const struct sequence *sequence, struct gate *ret, struct err *err)
{
    struct sequence_found found;

    if (sequence->state == SEQUENCE_ENDED)
        return stop(ret, str_format(_("The sequence \"%s\" has ended: it is not sent."), sequence->name));
    if (!texts_have(&sequence->clients, about->client->ref))
        return stop(ret, str_format(_("They are not in the sequence \"%s\" any more: it is not sent."), sequence->name));
    if (sequence_find_person(about->app, about->store, about->client->ref, sequence->ref, sequence->begun, &found, err) < 0)
        return -1;
    struct sequence_member member = {
        .bars = sequence_bars(&found.person),
        .replied = found.person.replied,
        .owed = found.owed,
        .quiet_since = zone_day(app_zone(about->app), found.person.last_at, NULL),
    };
    if (member.bars) {
        _cleanup_str_ struct str why = STR_INIT;
        words_sequence_bars(about->app, &why, &member);
        stop(ret, str_format(_("Stopped for this person (%s): it is not sent."), str_text(&why)));
    }
    sequence_found_clear(&found);
    return 0;
}

int gate_sequence(const struct gate_about *about, struct gate *ret, struct err *err)
{
    _cleanup_free_ char *ref = NULL;
    struct sequence sequence;
    int n;

    /* What a draft is about says it too, so that nothing of a sequence leaves without this look. */
    if (!about->client || (!about->dispatch->sequence && sequence_of(about->about, &ref, &n) > 0))
        return 0;
    int r = store_get(about->store, &model_sequence, about->dispatch->sequence ? about->dispatch->sequence : ref, &sequence, err);
    if (r != 0)
        return r < 0 ? -1 : stop(ret, mem_string(_("The sequence that it belongs to is not stored any more: it is not sent.")));
    r = look(about, &sequence, ret, err);
    model_clear(&model_sequence, &sequence);
    return r;
}
