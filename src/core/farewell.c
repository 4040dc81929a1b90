/* The record of a goodbye, and which letters tell of it. */
#include "paletti/core/farewell.h"

#include "paletti/base/i18n.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

const char *const farewell_state_names[] = {"open", "left", "undone", NULL};
const char *const farewell_stand_names[] = {"not_needed", "done", "now", "waits", "blocked", NULL};
const char *const farewell_step_names[] = {"freeze",   "contract", "statement", "refund", "credit_note",
                                           "meetings", "access",   "handover",  "way",    "text",
                                           "confirm",  "release",  "close",     "learn",  NULL};

static const struct field waiver_fields[] = {
    FIELD(TEXT, farewell_waiver, what, REQUIRED),
    FIELD(TEXT, farewell_waiver, reason, REQUIRED),
};
static const struct model model_waiver = MODEL("waiver", farewell_waiver, waiver_fields);

static const struct field fields[] = {
    FIELD(REF, farewell, ref, REQUIRED),
    FIELD(REF, farewell, client, REQUIRED, .model = &model_client),
    FIELD(TEXT, farewell, decision, REQUIRED),
    FIELD(DATE, farewell, begun_on, REQUIRED),
    FIELD(DATE, farewell, last_day),
    FIELD(TEXT, farewell, cause),
    FIELD(TEXT, farewell, credit_note),
    FIELD(ENUM, farewell, tell, NAMES(exit_tell_names)),
    FIELD(ENUM, farewell, framing, NAMES(exit_framing_names)),
    FIELD(ENUM, farewell, disclosure, NAMES(exit_disclosure_names)),
    FIELD(TEXT, farewell, reason),
    FIELD(DATE, farewell, told_on),
    FIELD(TEXT, farewell, referral_none),
    FIELD(LIST, farewell, waived, .model = &model_waiver),
    FIELD(TEXT, farewell, true_of),
    FIELD(ENUM, farewell, state, NAMES_OR(farewell_state_names, FAREWELL_OPEN)),
    FIELD(DATE, farewell, left_on),
};

static int check(const void *record, struct err *err)
{
    const struct farewell *farewell = record;

    if (farewell->state == FAREWELL_LEFT && farewell->left_on == DAY_NONE)
        return err_set(err, _("left_on: is missing; who left did so on a day"));
    return 0;
}
const struct model model_farewell = MODEL("farewell", farewell, fields, .check = check, .frozen = true);

const char *farewell_waived(const struct farewell *farewell, const char *what)
{
    const struct farewell_waiver *waivers = farewell ? farewell->waived.v : NULL;

    for (size_t i = 0; farewell && i < farewell->waived.n; i++)
        if (str_equal(waivers[i].what, what))
            return waivers[i].reason;
    return NULL;
}

/* --- letters --- */

/* What the letter of the end tells by itself. After abuse nothing else is written (letters.md, T1b). */
static const struct {
    const char *code;
    unsigned tells;
    bool alone;
} ends[] = {
    {"T1", TELLS_MONEY | TELLS_REFERRAL | TELLS_MEETINGS | TELLS_ACCESS, false},
    {"T1b", TELLS_MONEY, true},
    {"T7a", TELLS_MONEY | TELLS_ACCESS, false},
    {"T7b", 0, false},
    {"T8", TELLS_MONEY | TELLS_REFERRAL, false},
    {"T10", TELLS_MONEY | TELLS_REFERRAL, false},
};
static const struct {
    struct farewell_letter letter;
    unsigned part;
    bool always; /* whatever the letter of the end tells */
} others[] = {
    {{"T3", NULL, false, false}, TELLS_MONEY, true},
    {{"T15", NULL, false, false}, TELLS_MEETINGS, false},
    {{"T16", NULL, false, false}, TELLS_ACCESS, false},
    {{"T2", "client", false, false}, TELLS_REFERRAL, false},
    {{"T2", "colleague", false, true}, TELLS_COLLEAGUE, true},
};
_Static_assert(ARRAY_LEN(others) < FAREWELL_LETTERS, "there is room for the letter of the end, too");

size_t farewell_letters(const char *main, unsigned parts, struct farewell_letter ret[FAREWELL_LETTERS])
{
    unsigned told = 0;
    bool alone = false;
    size_t n = 0;

    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_equal(ends[i].code, main)) {
            told = ends[i].tells;
            alone = ends[i].alone;
        }
    ret[n++] = (struct farewell_letter){main, NULL, true, false};
    for (size_t i = 0; i < ARRAY_LEN(others); i++) {
        bool wanted = parts & others[i].part && (others[i].always || (!alone && !(told & others[i].part)));
        if (wanted)
            ret[n++] = others[i].letter;
    }
    return n;
}
