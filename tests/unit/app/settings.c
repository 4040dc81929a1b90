/* What the person set stays with the file. */
#include "fixture.h"

#include "paletti/app/settings.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

static void expect(const char *name, const char *value)
{
    _cleanup_free_ char *got = NULL;

    ck_assert_int_eq(app_setting(t.app, name, &got, &t.err), value ? 0 : 1);
    ck_assert_msg(str_equal(got, value), "%s is %s", name, got);
}

START_TEST(settings_stay)
{
    trial_init(&t);
    trial_put(&t, ADA);
    expect("sort.clients", NULL);
    ck_assert_int_eq(app_set_setting(t.app, "sort.clients", "name", false, &t.err), 0);
    ck_assert_int_eq(app_set_setting(t.app, "theme", "mañana", true, &t.err), 0);
    expect("sort.clients", "name");
    trial_close(&t);
    trial_ok(&t, "clients", NULL);
    expect("sort.clients", "name");
    expect("theme", "mañana");
    ck_assert_int_eq(app_set_setting(t.app, "theme", NULL, true, &t.err), 0);
    expect("theme", NULL);
    trial_done(&t);
}
END_TEST

START_TEST(set_shows_and_sets)
{
    trial_init(&t);
    ck_assert_int_lt(trial_run(&t, "set", "theme", "light", NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "none yet"));
    trial_put(&t, ADA);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "set", "theme", NULL), "\"value\":\"auto\",\"values\":\"auto, dark"));
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "set", "theme", "light", NULL), "\"value\":\"light\""));
    ck_assert_str_eq(app_choice(t.app, "theme"), "light");
    ck_assert_str_eq(app_choice(t.app, "mouse"), "off");
    const char *all = trial_ok(&t, "set", NULL);
    ck_assert(strstr(all, "mouse") && strstr(all, "theme"));
    ck_assert_int_lt(trial_run(&t, "set", "theme", "pink", NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "auto, dark, light, contrast, mono"));
    ck_assert_int_lt(trial_run(&t, "set", "nothing", NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "mouse, start, theme"));
    ck_assert_str_eq(app_choice(t.app, "theme"), "light");
    /* What an older or newer paletti left there. */
    ck_assert_int_eq(app_set_setting(t.app, "theme", "pink", true, &t.err), 0);
    ck_assert_str_eq(app_choice(t.app, "theme"), "auto");
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("app settings", settings_stay, set_shows_and_sets)
