/* What the person set stays with the file. */
#include "fixture.h"

#include "paletti/app/settings.h"
#include "paletti/base/mem.h"

static struct trial t;

static void expect(const char *name, const char *value)
{
    _cleanup_free_ char *got = NULL;

    ck_assert_int_eq(app_setting(t.app, name, &got, &t.err), value ? 0 : 1);
    ck_assert_msg(str_equal(got, value), "%s is %s", name, got);
}

START_TEST(settings)
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

TRIAL_MAIN("app settings", settings)
