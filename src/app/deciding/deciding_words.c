/* What is decided, and what was tried, as people read it. */
#include "paletti/app/deciding.h"
#include "paletti/base/i18n.h"

const char *words_path(enum decide_path path)
{
    static const char *const names[PATHS] = {
        [PATH_NONE] = "",
        [PATH_KEEP] = N_("Keep as it is"),
        [PATH_TERMS] = N_("Keep, new terms"),
        [PATH_DECLINE] = N_("Decline this project only"),
        [PATH_CHANCE] = N_("Second chance"),
        [PATH_NOTICE] = N_("Let go with notice"),
        [PATH_TODAY] = N_("Let go today"),
        [PATH_LATER] = N_("Not today"),
    };

    return *names[path] ? _(names[path]) : "";
}

const char *words_path_short(enum decide_path path)
{
    static const char *const names[PATHS] = {
        [PATH_NONE] = "",
        [PATH_KEEP] = N_("keep"),
        [PATH_TERMS] = N_("new terms"),
        [PATH_DECLINE] = N_("this project declined"),
        [PATH_CHANCE] = N_("second chance"),
        [PATH_NOTICE] = N_("let go with notice"),
        [PATH_TODAY] = N_("let go the same day"),
        [PATH_LATER] = N_("not that day"),
    };

    return *names[path] ? _(names[path]) : "";
}

const char *words_deciding(enum decide_state state)
{
    switch (state) {
    case DECIDE_FACTS:
        return _("at the facts");
    case DECIDE_ASK:
    case DECIDE_FEAR:
        return _("at the question");
    case DECIDE_PATH:
        return _("at the path");
    case DECIDE_TERMS:
    case DECIDE_DECLINE:
    case DECIDE_CHANCE:
    case DECIDE_EXIT:
        return _("at the plan");
    case DECIDE_CHECK:
        return _("before confirming");
    case DECIDE_PARKED:
        return _("parked");
    default:
        return "";
    }
}

const char *words_tried(const char *what)
{
    static const struct {
        const char *code, *name;
    } names[] = {
        {"ladder", N_("payment reminders")},
        {"in_charge", N_("person in charge")},
        {"talk", N_("talk")},
        {"scope_note", N_("scope note")},
        {"extras_letter", N_("scope note")}, /* the letter of extras says what is covered */
        {"new_price", N_("new price")},
        {"reminder", N_("reminder")},
        {"rules_resent", N_("rules sent again")},
        {"separate_line", N_("separate line")},
        {"say_so", N_("saying so")},
        {"refer", N_("referral")},
        {"ask_why", N_("asking why")},
        {"warning", N_("private warning")},
    };

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_equal(names[i].code, what))
            return _(names[i].name);
    return what;
}
