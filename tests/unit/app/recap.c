/* Recaps: each language and register says its own words; the call and its recap come and go in one act. */
#include "fixture.h"

#include "paletti/app/form.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

static const char *text_of(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form_count(form); i++)
        if (str_equal(form_field(form, i)->name, name))
            return form_text(form, i);
    ck_abort_msg("no field %s", name);
}

/* MANNER: more fields of the client. */
static struct form *recap(const char *manner)
{
    _cleanup_free_ char *lines = str_format(
        RULES "{\"type\":\"me\",\"name\":\"Nora Inventada\"}\n"
              "{\"type\":\"client\",\"ref\":\"ana\",\"name\":\"Ana Luz\"%s}\n"
              "{\"type\":\"interaction\",\"ref\":\"c1\",\"client\":\"ana\",\"at\":\"2026-11-12T08:10:00Z\",\"direction\":"
              "\"in\",\"kind\":\"call\",\"channel\":\"phone\",\"subject\":\"cabecera, v2\",\"minutes\":25}\n"
              "{\"type\":\"interaction\",\"ref\":\"m1\",\"client\":\"ana\",\"at\":\"2026-11-12T09:10:00Z\",\"direction\":"
              "\"in\",\"kind\":\"message\",\"channel\":\"email\"}\n",
        manner);
    struct form *form = NULL;

    trial_init(&t);
    trial_put(&t, lines);
    ck_assert_msg(form_recap(t.app, "c1", &form, &t.err) == 0, "%s", t.err.text);
    return form;
}

static void end(struct form *form)
{
    form_free(form);
    trial_done(&t);
}

#define ANA "\"people\":[{\"given\":\"Ana\",\"family\":\"Luz\"}]"

START_TEST(words)
{
    static const struct {
        const char *manner, *subject, *begins, *holds;
    } cases[] = {
        {"", "Recap of our call of Thursday, 12 November: cabecera, v2",
         "Hello,\n\nThis sums up our call of Thursday, 12 November (9:10, 25 minutes).\nIt was about: cabecera, v2\n",
         "tell me in reply to this message.\n\nKind regards,\nNora Inventada\n"},
        {",\"language\":\"es\",\"register\":\"tu\"," ANA, "Resumen de nuestra llamada del jueves 12 de noviembre",
         "Hola, Ana:\n\nTe resumo nuestra llamada del jueves 12 de noviembre (9:10, 25 minutos).\n", "dímelo"},
        {",\"language\":\"es\",\"register\":\"usted\"," ANA, "Resumen de ", "Buenos días, Ana:\n\nLe resumo ", "dígamelo"},
        {",\"language\":\"es-AR\",\"register\":\"vos\"," ANA, "Resumen de ", "Hola, Ana:\n\nTe resumo ", "decímelo"},
        {",\"language\":\"es\",\"register\":\"tu\",\"number\":\"company\"," ANA, "Resumen de ", "Hola, Ana:\n\nTe resumo ", "dímelo"},
        {",\"language\":\"es\",\"register\":\"tu\",\"number\":\"company\"", "Resumen de ",
         "Estimados señores de Ana Luz:\n\nEste es el resumen de nuestra llamada ", "basta con responder"},
        {",\"language\":\"es\"," ANA, "Resumen de ", "Buenos días, Ana:\n\nEste es el resumen de ", "basta con responder"},
        {",\"language\":\"it\",\"register\":\"tu_it\"," ANA, "Riepilogo della nostra telefonata di giovedì 12 novembre",
         "Ciao Ana,\n\nti riassumo la nostra telefonata di giovedì 12 novembre (9:10, 25 minuti).\n", "scrivimelo"},
        {",\"language\":\"it\",\"register\":\"lei\"," ANA, "Riepilogo ", "Gentile Ana Luz,\n\nLe riassumo ", "me lo scriva"},
        {",\"language\":\"it\"", "Riepilogo ", "Buongiorno,\n\nriassumo qui ", "basta rispondere"},
        {",\"zone\":\"America/New_York\"", "Recap of ", "Hello,\n\nThis sums up our call of Thursday, 12 November (3:10, ",
         "What we agreed:\n- \n"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct form *form = recap(cases[i].manner);
        ck_assert_msg(str_starts(text_of(form, "subject"), cases[i].subject), "%zu: %s", i, text_of(form, "subject"));
        ck_assert_msg(str_starts(text_of(form, "body"), cases[i].begins), "%zu: %s", i, text_of(form, "body"));
        ck_assert_msg(strstr(text_of(form, "body"), cases[i].holds), "%zu: %s", i, text_of(form, "body"));
        end(form);
    }
}
END_TEST

static char *export(void)
{
    return mem_string(trial_ok(&t, "export", "--format", "jsonl", NULL));
}

START_TEST(one_act)
{
    struct form *form = recap("");
    _cleanup_free_ char *before = export(), *ref = NULL, *points = NULL;
    unsigned changes;
    size_t field;

    ck_assert_str_eq(form_title(form), "recap: Ana Luz");
    ck_assert_msg(form_save(form, &ref, &changes, &field, &t.err) == 0, "%s", t.err.text);
    points = str_format("\"recap\":\"%s\"", ref);
    _cleanup_free_ char *after = export();
    ck_assert_ptr_nonnull(strstr(after, points));
    form_free(form);
    /* A second time it is the recap that is there. */
    ck_assert_int_eq(form_recap(t.app, "c1", &form, &t.err), 0);
    ck_assert_str_eq(text_of(form, "ref"), ref);
    trial_ok(&t, "undo", NULL);
    _cleanup_free_ char *undone = export();
    ck_assert_str_eq(undone, before);
    trial_ok(&t, "redo", NULL);
    _cleanup_free_ char *again = export();
    ck_assert_str_eq(again, after);
    end(form);
}
END_TEST

START_TEST(of_calls_only)
{
    struct form *form = recap(""), *none = NULL;
    unsigned changes;
    size_t field;

    ck_assert_int_eq(form_recap(t.app, "m1", &none, &t.err), -1);
    ck_assert_ptr_nonnull(strstr(t.err.text, "choose a call"));
    ck_assert_int_eq(form_recap(t.app, "nothing", &none, &t.err), 1);
    /* The call goes while its recap is written: nothing is saved that points nowhere. */
    trial_ok(&t, "remove", "c1", NULL);
    _cleanup_free_ char *before = export();
    ck_assert_int_eq(form_save(form, NULL, &changes, &field, &t.err), -1);
    ck_assert_ptr_nonnull(strstr(t.err.text, "removed meanwhile"));
    _cleanup_free_ char *after = export();
    ck_assert_str_eq(before, after);
    end(form);
}
END_TEST

TRIAL_MAIN("recap", words, one_act, of_calls_only)
