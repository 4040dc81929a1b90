/* Farewells to many on a file: who is taken, who is not and why, drafts, and the look before a letter leaves; the same look of
 * the payment ladder's letters. */
#include "fixture.h"

#include "outbox_inside.h"

#include "paletti/app/sequences.h"
#include "paletti/base/mem.h"
#include "paletti/core/draft.h"
#include "paletti/store/records.h"

#include <string.h>

static struct trial t;

#define ME                                                                                                           \
    "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"email\":[\"nora@palabra.example\"],\"signature\":\"Nora Inventada\"," \
    "\"language\":\"es-ES\"}\n"
#define CLIENT(ref, name, language, reg, more)                                                                       \
    "{\"type\":\"client\",\"ref\":\"" ref "\",\"name\":\"" name "\",\"emails\":[\"" ref "@casa.example\"],\"language\":\"" language \
    "\",\"register\":\"" reg "\"" more "}\n"
#define ENTRY(client, ref, at, direction)                                                                            \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"at\":\"" at "\",\"direction\":\"" direction \
    "\",\"kind\":\"message\",\"channel\":\"email\",\"needs_reply\":false,\"subject\":\"x\"}\n"
#define INVOICE(client, ref, amount)                                                                                 \
    "{\"type\":\"invoice\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"number\":\"" ref "\",\"amount\":{\"amount\":\"" amount \
    "\",\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\",\"due_on\":\"2026-10-16\"}\n"

/* Six, of whom two may be in it. The clock stands at Mon 16 Nov 2026 10:15. */
static void begin(void)
{
    trial_init(&t);
    trial_put(&t, ME RULES
              CLIENT("ana", "Ana Prado", "es-ES", "tu", "")
              CLIENT("ugo", "Ugo Lento", "it-IT", "lei", "")
              CLIENT("eva", "Eva Deuda", "es-ES", "tu", "")
              CLIENT("leo", "Leo Fuera", "es-ES", "tu", ",\"state\":\"left\"")
              CLIENT("pia", "Pia Bono", "es-ES", "tu", "")
              CLIENT("zoe", "Zoe Ayer", "es-ES", "tu", "")
              ENTRY("ana", "a1", "2026-02-03T10:00:00Z", "out")
              ENTRY("zoe", "z1", "2026-11-10T10:00:00Z", "in")
              INVOICE("eva", "F-7", "300.00")
              "{\"type\":\"package\",\"ref\":\"p1\",\"client\":\"pia\",\"unit\":\"session\",\"quantity\":\"5\",\"price\":{\"amount\":"
              "\"300.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-01-10\",\"payments\":[]}\n");
}

static void end(void)
{
    trial_done(&t);
}

static void begin_autumn(void)
{
    begin();
    trial_ok(&t, "sequence", "autumn", "--with", "ana", "--with", "ugo", "--with", "eva", "--with", "leo", "--with", "pia", "--with",
             "zoe", "--with", "ana", "--on", "2026-11-18", "--on", "2026-12-02", NULL);
}

static void read_page(struct sequence_page *page)
{
    sequence_page_clear(page);
    ck_assert_msg(app_sequence(t.app, "autumn", page, &t.err) == 0, "%s", t.err.text);
}

static const struct sequence_member *member(const struct sequence_page *page, const char *ref)
{
    for (size_t i = 0; i < page->n; i++)
        if (str_equal(page->v[i].ref, ref))
            return &page->v[i];
    ck_abort_msg("%s is not in it", ref);
}

START_TEST(who_is_taken)
{
    _cleanup_sequence_page_ struct sequence_page page = {0};
    struct sequence_wish wish = {.name = "autumn", .on = {20773, 20787}, .n = 2};
    static const struct {
        const char *ref;
        unsigned bars;
    } wanted[] = {{"ana", 0}, {"eva", SEQUENCE_OWES}, {"leo", SEQUENCE_LEFT}, {"pia", SEQUENCE_CREDIT}, {"zoe", SEQUENCE_AWAKE}};
    _cleanup_str_ struct str why = STR_INIT;

    begin();
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++)
        texts_add(&wish.clients, wanted[i].ref);
    trial_ok(&t, "clients", NULL);
    ck_assert_msg(sequence_look(t.app, &wish, &page, &t.err) == 0, "%s", t.err.text);
    for (size_t i = 0; i < ARRAY_LEN(wanted); i++)
        ck_assert_msg(member(&page, wanted[i].ref)->bars == wanted[i].bars, "%s: %u", wanted[i].ref, member(&page, wanted[i].ref)->bars);
    words_sequence_bars(t.app, &why, member(&page, "eva"));
    ck_assert_str_eq(str_text(&why), "owes you 300.00 EUR");
    texts_clear(&wish.clients);
    end();
}
END_TEST

static int count_draft(void *ctx, const void *record)
{
    const struct draft *draft = record;
    struct str *texts = ctx;

    str_printf(texts, "%s|%s|%s\n%s", draft->client, draft->to, draft->subject, draft->text);
    return 0;
}

static void read_drafts(struct str *to)
{
    struct store *store;

    ck_assert_int_eq(app_need_file(t.app, &store, &t.err), 0);
    ck_assert_int_eq(store_each(store, &model_draft, NULL, count_draft, to, &t.err), 0);
}

START_TEST(each_gets_a_draft_of_their_own)
{
    _cleanup_sequence_page_ struct sequence_page page = {0};
    _cleanup_str_ struct str drafts = STR_INIT;

    begin_autumn();
    read_page(&page);
    ck_assert_uint_eq(page.n, 2);
    ck_assert_int_eq(page.next, 0);
    ck_assert_uint_eq(page.texts[0].drafts, 2);
    ck_assert_uint_eq(page.texts[1].not_written, 2);
    ck_assert_int_eq(page.texts[0].state, SEQUENCE_AHEAD);
    read_drafts(&drafts);
    ck_assert_msg(strstr(str_text(&drafts), "ana|ana@casa.example|Hace tiempo que no hablamos\nEstimados señores") ||
                      strstr(str_text(&drafts), "ana|ana@casa.example|Hace tiempo que no hablamos\nHola"),
                  "%s", str_text(&drafts));
    ck_assert_ptr_nonnull(strstr(str_text(&drafts), "desde el 3 de febrero"));
    ck_assert_ptr_nonnull(strstr(str_text(&drafts), "el 2 de diciembre cerraré tu ficha"));
    ck_assert_ptr_nonnull(strstr(str_text(&drafts), "il 2 dicembre chiuderò la Sua scheda"));
    trial_ok(&t, "undo", NULL);
    ck_assert_int_eq(app_sequence(t.app, "autumn", &page, &t.err), -1);
    str_clear(&drafts);
    read_drafts(&drafts);
    ck_assert_str_eq(str_text(&drafts), "");
    end();
}
END_TEST

START_TEST(an_answer_ends_it_for_one)
{
    _cleanup_sequence_page_ struct sequence_page page = {0};
    size_t n;
    unsigned changes;

    begin_autumn();
    t.now += 86400;
    trial_put(&t, ENTRY("ana", "a2", "2026-11-17T08:00:00Z", "in"));
    read_page(&page);
    ck_assert_uint_eq(member(&page, "ana")->bars, SEQUENCE_REPLIED);
    ck_assert_uint_eq(member(&page, "ugo")->bars, 0);
    ck_assert_uint_eq(page.texts[0].to_get, 1);
    ck_assert_msg(sequence_draft(t.app, NULL, "autumn", 1, &n, &changes, &t.err) == 0, "%s", t.err.text);
    ck_assert_uint_eq(n, 1);
    trial_ok(&t, "sequence", "autumn", "--without", "ugo", NULL);
    read_page(&page);
    ck_assert_uint_eq(page.n, 1);
    ck_assert_int_eq(page.next, -1);
    ck_assert_int_eq(trial_run(&t, "sequence", "autumn", "--without", "ana", NULL), -1);
    trial_ok(&t, "sequence", "autumn", "--end", NULL);
    ck_assert_int_eq(trial_run(&t, "sequence", "autumn", "--draft", NULL), -1);
    end();
}
END_TEST

START_TEST(what_is_not_begun)
{
    begin();
    ck_assert_int_eq(trial_run(&t, "sequence", "s", "--with", "eva", "--on", "friday", NULL), -1);
    ck_assert_str_eq(t.err.text, "none of them can be in it: Eva Deuda (owes you 300.00 EUR)");
    ck_assert_int_eq(trial_run(&t, "sequence", "s", "--with", "ana", NULL), -1);
    ck_assert_int_eq(trial_run(&t, "sequence", "s", "--with", "ana", "--on", "2026-11-15", NULL), -1);
    ck_assert_str_eq(t.err.text, "the first letter's day has gone by");
    ck_assert_int_eq(trial_run(&t, "sequence", "s", "--with", "ana", "--on", "2026-11-18", "--on", "2026-11-18", NULL), -1);
    trial_ok(&t, "sequence", "s", "--with", "ana", "--on", "2026-11-18", NULL);
    ck_assert_int_eq(trial_run(&t, "sequence", "s", "--with", "ugo", "--on", "2026-11-18", NULL), -1);
    ck_assert_int_eq(trial_run(&t, "sequence", "t", "--with", "ana", "--on", "2026-11-18", NULL), -1);
    ck_assert_str_eq(t.err.text, "none of them can be in it: Ana Prado (is in another sequence)");
    end();
}
END_TEST

/* --- before it leaves --- */

/* Says what the gate says of the draft of CLIENT that has that LETTER: "" where it may go. Owned. */
static char *gate_says(int (*ask)(const struct gate_about *about, struct gate *ret, struct err *err), const char *client_ref,
                       const char *draft_ref, const char *to)
{
    struct gate gate = {.wait = OUTBOX_GOES, .at = INSTANT_NONE};
    struct dispatch dispatch;
    struct client client;
    struct draft draft;
    struct gate_about about = {.app = t.app, .dispatch = &dispatch, .client = &client, .now = t.now};

    model_init(&model_dispatch, &dispatch);
    ck_assert_int_eq(app_need_file(t.app, &about.store, &t.err), 0);
    ck_assert_int_eq(store_get(about.store, &model_client, client_ref, &client, &t.err), 0);
    ck_assert_int_eq(store_get(about.store, &model_draft, draft_ref, &draft, &t.err), 0);
    dispatch.kind = DISPATCH_LETTER;
    dispatch.draft = mem_string(draft.ref);
    dispatch.client = mem_string(client_ref);
    dispatch.recipient = mem_string(to);
    dispatch.confirmed_at = draft.made;
    about.code = draft.code;
    about.about = draft.about;
    ck_assert_msg(ask(&about, &gate, &t.err) == 0, "%s", t.err.text);
    ck_assert_int_eq(gate.wait == OUTBOX_GOES, !gate.says);
    ck_assert_int_eq(gate.over, gate.says != NULL);
    model_clear(&model_dispatch, &dispatch);
    model_clear(&model_client, &client);
    model_clear(&model_draft, &draft);
    return gate.says ? gate.says : mem_string("");
}

static void check_gate(int (*ask)(const struct gate_about *about, struct gate *ret, struct err *err), const char *client,
                       const char *draft, const char *to, const char *wanted)
{
    _cleanup_free_ char *says = gate_says(ask, client, draft, to);

    ck_assert_msg(*wanted ? strstr(says, wanted) != NULL : !*says, "\"%s\", not \"%s\"", says, wanted);
}

START_TEST(a_sequence_is_looked_at_again)
{
    _cleanup_sequence_page_ struct sequence_page page = {0};

    begin_autumn();
    read_page(&page);
    _cleanup_free_ char *draft = mem_string(member(&page, "ana")->drafts[0]);
    check_gate(gate_sequence, "ana", draft, "ana@casa.example", "");
    t.now += 86400;
    trial_put(&t, INVOICE("ana", "F-9", "20.00"));
    check_gate(gate_sequence, "ana", draft, "ana@casa.example", "owes you 20.00 EUR");
    trial_ok(&t, "remove", "invoice:F-9", NULL);
    check_gate(gate_sequence, "ana", draft, "ana@casa.example", "");
    trial_put(&t, "{\"type\":\"access\",\"ref\":\"k1\",\"client\":\"ana\",\"what\":\"web\"}\n");
    check_gate(gate_sequence, "ana", draft, "ana@casa.example", "has something open with you");
    trial_ok(&t, "remove", "access:k1", NULL);
    trial_put(&t, ENTRY("ana", "a2", "2026-11-17T08:00:00Z", "in"));
    check_gate(gate_sequence, "ana", draft, "ana@casa.example", "was in touch on");
    trial_ok(&t, "remove", "a2", NULL);
    trial_ok(&t, "sequence", "autumn", "--without", "ana", NULL);
    check_gate(gate_sequence, "ana", draft, "ana@casa.example", "not in the sequence");
    trial_ok(&t, "undo", NULL);
    trial_ok(&t, "sequence", "autumn", "--end", NULL);
    check_gate(gate_sequence, "ana", draft, "ana@casa.example", "has ended");
    end();
}
END_TEST

#define LUZ                                                                                                          \
    "{\"type\":\"client\",\"ref\":\"luz\",\"name\":\"Luz Clara S.L.\",\"language\":\"es-ES\",\"register\":\"tu\",\"emails\":" \
    "[\"luz@luz.example\"],\"people\":[{\"given\":\"Ana\",\"role\":\"contact\",\"email\":\"ana@luz.example\"},"       \
    "{\"given\":\"Eva\",\"role\":\"in_charge\",\"email\":\"eva@luz.example\"}]}\n"
#define SENT(ref, code, on)                                                                                          \
    "{\"type\":\"draft\",\"ref\":\"" ref "\",\"client\":\"luz\",\"code\":\"" code "\",\"about\":\"late_payment:F-1\",\"text\":\"x\"," \
    "\"made\":\"" on "T09:00:00Z\",\"state\":\"done\",\"done_on\":\"" on "\"}\n"
#define PAID(ref, amount)                                                                                            \
    "{\"type\":\"payment\",\"ref\":\"" ref "\",\"client\":\"luz\",\"amount\":{\"amount\":\"" amount "\",\"currency\":\"EUR\"},\"on\":" \
    "\"2026-11-16\",\"invoice\":\"F-1\"}\n"

/* The firm letter about F-1, 1,300.00 EUR, is written and waits; its ref, owned. */
static char *begin_firm(void)
{
    trial_init(&t);
    trial_put(&t, ME RULES LUZ INVOICE("luz", "F-1", "1300.00") SENT("d1", "T6a", "2026-10-19"));
    const char *answer = trial_ok(&t, "ladder", "luz", "--draft", NULL);
    const char *ref = strstr(answer, "\"draft\":\"");
    ck_assert_msg(ref != NULL && strstr(answer, "T6b"), "%s", answer);
    ref += strlen("\"draft\":\"");
    return mem_string_n(ref, strcspn(ref, "\""));
}

START_TEST(a_letter_of_the_ladder_is_looked_at_again)
{
    _cleanup_free_ char *draft = begin_firm();

    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "");
    trial_put(&t, PAID("p1", "300.00"));
    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "does not name what is owed by now, 1,000.00 EUR");
    trial_put(&t, PAID("p2", "1000.00"));
    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "Invoice F-1 is paid");
    trial_ok(&t, "remove", "payment:p2", NULL);
    trial_ok(&t, "remove", "payment:p1", NULL);
    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "");
    t.now += 3600;
    trial_put(&t, ENTRY("luz", "l1", "2026-11-16T09:40:00Z", "in"));
    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "They were in touch on Mon 16 Nov 10:40");
    trial_ok(&t, "remove", "l1", NULL);
    trial_ok(&t, "ladder", "luz", "--promise", "friday", NULL);
    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "not the next step about invoice F-1 any more");
    trial_ok(&t, "undo", NULL);
    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "");
    trial_put(&t, SENT("d2", "T6b", "2026-11-16"));
    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "not the next step");
    trial_ok(&t, "remove", "draft:d2", NULL);
    trial_ok(&t, "ladder", "luz", "--choose", "write_off", NULL);
    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "is written off");
    end();
}
END_TEST

START_TEST(that_to_the_person_in_charge_goes_to_them)
{
    trial_init(&t);
    trial_put(&t, ME RULES LUZ INVOICE("luz", "F-1", "1300.00") SENT("d1", "T6c", "2026-10-30"));
    const char *answer = trial_ok(&t, "ladder", "luz", "--draft", NULL);
    const char *found = strstr(answer, "\"draft\":\"");
    ck_assert_msg(found && strstr(answer, "T6d") && strstr(answer, "eva@luz.example"), "%s", answer);
    found += strlen("\"draft\":\"");
    _cleanup_free_ char *draft = mem_string_n(found, strcspn(found, "\""));
    check_gate(gate_ladder, "luz", draft, "Eva@luz.example", "");
    check_gate(gate_ladder, "luz", draft, "ana@luz.example", "is not the address of the person in charge");
    end();
}
END_TEST

TRIAL_MAIN("sequences", who_is_taken, each_gets_a_draft_of_their_own, an_answer_ends_it_for_one, what_is_not_begun,
           a_sequence_is_looked_at_again, a_letter_of_the_ladder_is_looked_at_again, that_to_the_person_in_charge_goes_to_them)
