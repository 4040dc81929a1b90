#include "decision_kit.h"

#include "paletti/base/file.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

struct decide_house house;
struct decide_seen seen;
struct deciding d;
struct err err;

static void put_line(const char *code, int64_t suggested)
{
    struct decided_fact *fact = list_add(&d.facts, sizeof *fact);

    fact->code = mem_string(code);
    fact->suggested = suggested;
    fact->rating = -1;
}

void begin(void)
{
    static const char *const codes[] = {"money", "hour", "rules", "work", "contract", "fits", "energy"};
    _cleanup_str_ struct str text = STR_INIT;

    ck_assert_int_eq(file_read(PROJECT_DATA "/decide/house", 1 << 20, &text, &err), 0);
    house = (struct decide_house){0};
    ck_assert_msg(decide_house_read(str_text(&text), &house, &err) == 0, "%s", err.text);
    seen = (struct decide_seen){
        .now = NOW,
        .today = TODAY,
        .opening = NOW + DAY_SECONDS,
        .name = "Quejumbre & Hijos",
        .share = 110,
        .runway = 4200,
        .floor = 3000,
        .contract = true,
        .clause = true,
        .last_day = TODAY + 15,
        .language = "es",
        .last_breach = INSTANT_NONE,
        .last_chance = DAY_NONE,
    };
    deciding_init(&d, "d1", "quejumbre", NULL);
    for (size_t i = 0; i < ARRAY_LEN(codes); i++)
        put_line(codes[i], 3);
}

void end(void)
{
    model_clear(&model_deciding, &d);
    decide_house_clear(&house);
}

int send(struct decide_event event)
{
    err.text[0] = '\0';
    seen.now += 2;
    return decide_apply(&d, &seen, &house, &event, &err);
}

int key(enum decide_event_kind kind, int64_t number)
{
    return send((struct decide_event){.kind = kind, .number = number, .line = -1, .day = DAY_NONE});
}

int say(enum decide_event_kind kind, const char *text)
{
    return send((struct decide_event){.kind = kind, .text = text, .line = -1, .day = DAY_NONE});
}

int set_text(enum decide_field field, const char *text)
{
    return send((struct decide_event){.kind = DECIDING_SET, .field = field, .text = text, .day = DAY_NONE});
}

int set_day(enum decide_field field, int32_t day)
{
    return send((struct decide_event){.kind = DECIDING_SET, .field = field, .day = day});
}

int set(enum decide_field field, int64_t number)
{
    return send(
        (struct decide_event){.kind = DECIDING_SET, .field = field, .number = number, .day = DAY_NONE});
}

void to_ask(void)
{
    GO(DECIDING_BEGIN, 0, DECIDE_FACTS);
    GO(DECIDING_NEXT, 0, DECIDE_ASK);
}

void to_path(enum decide_answer answer)
{
    to_ask();
    GO(DECIDING_ANSWER, answer, DECIDE_ASK);
    if (answer == ANSWER_UNSURE) {
        GO(DECIDING_NEXT, 0, DECIDE_FEAR);
        GO(DECIDING_FEARLESS, FEARLESS_KEEP, DECIDE_FEAR);
        GO(DECIDING_FEAR, FEAR_NOTHING, DECIDE_FEAR);
    }
    GO(DECIDING_NEXT, 0, DECIDE_PATH);
}
