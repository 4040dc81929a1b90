#include "commands.h"

#include "paletti/app/settings.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static const char *const on_off[] = {"off", "on", NULL};
static const char *const starts[] = {"panes", "queue", NULL};
static const char *const themes[] = {"auto", "dark", "light", "contrast", "mono", NULL};

const struct setting settings[] = {
    {"ask_first", on_off, N_("the question comes before the facts, when a decision is opened")},
    {"mouse", on_off, N_("a click selects, the wheel scrolls")},
    {"start", starts, N_("what is open first: the panes alone, or the day's queue before them")},
    {"theme", themes, N_("the colours; auto: dark, or light where the terminal says that it is")},
};
const size_t settings_n = ARRAY_LEN(settings);

const struct setting *setting_find(const char *name)
{
    for (size_t i = 0; i < settings_n; i++)
        if (str_equal(settings[i].name, name))
            return &settings[i];
    return NULL;
}

/* The one of the values that TEXT is, else NULL. */
static const char *value_of(const struct setting *setting, const char *text)
{
    for (size_t i = 0; setting->values[i]; i++)
        if (str_equal(setting->values[i], text))
            return setting->values[i];
    return NULL;
}

const char *app_choice(struct app *app, const char *name)
{
    const struct setting *setting = setting_find(name);
    _cleanup_free_ char *text = NULL;
    struct err err;

    const char *value = app_setting(app, name, &text, &err) == 0 ? value_of(setting, text) : NULL;
    return value ? value : setting->values[0];
}

static void add_values(struct str *to, const struct setting *setting)
{
    for (size_t i = 0; setting->values[i]; i++)
        str_printf(to, "%s%s", i > 0 ? ", " : "", setting->values[i]);
}

static void answer_setting(struct app *app, const struct setting *setting, struct answer *answer)
{
    _cleanup_str_ struct str values = STR_INIT;

    add_values(&values, setting);
    answer_open_object(answer, NULL);
    answer_text(answer, "setting", setting->name);
    answer_text(answer, "value", app_choice(app, setting->name));
    answer_text(answer, "values", str_text(&values));
    if (answer->people)
        answer_text(answer, "help", _(setting->help));
    answer_close_object(answer);
}

static void answer_settings(struct app *app, const struct setting *only, struct answer *answer)
{
    answer_open_list(answer, NULL);
    for (size_t i = 0; i < settings_n; i++)
        if (!only || only == &settings[i])
            answer_setting(app, &settings[i], answer);
    answer_close_list(answer);
}

static int no_setting(const char *name, struct err *err)
{
    _cleanup_str_ struct str names = STR_INIT;

    for (size_t i = 0; i < settings_n; i++)
        str_printf(&names, "%s%s", i > 0 ? ", " : "", settings[i].name);
    return err_set(err, _("there is no setting \"%s\"; there are: %s"), name, str_text(&names));
}

static int set(struct app *app, const struct setting *setting, const char *text, unsigned *ret_changes, struct err *err)
{
    _cleanup_str_ struct str values = STR_INIT;

    if (!value_of(setting, text)) {
        add_values(&values, setting);
        return err_set(err, _("%s cannot be \"%s\"; it can be: %s"), setting->name, text, str_text(&values));
    }
    int r = app_set_setting(app, setting->name, text, true, err);
    if (r > 0)
        return err_set(err, _("settings are kept in the file, and there is none yet: add a client, or import something, first"));
    *ret_changes = CHANGE_SETTINGS;
    return r;
}

COMMAND_RUN(set)
{
    const char *name = request->arguments[0], *value = request->arguments[1];
    const struct setting *setting = name ? setting_find(name) : NULL;

    *ret_changes = CHANGE_NOTHING;
    if (name && !setting)
        return no_setting(name, err);
    if (value && set(app, setting, value, ret_changes, err) < 0)
        return -1;
    /* Whoever set it knows it; a program reads what became of it. */
    if (!value || !answer->people)
        answer_settings(app, setting, answer);
    return 0;
}
