#include "decoder.h"

#include "run.h"

#include <string.h>

static const struct {
    const char *bytes;
    const char *keys; /* names, each with a blank behind it; "{text}" for a paste */
} cases[] = {
    {"j", "j "},
    {"ñ€🙂", "ñ € 🙂 "},
    {" ", "Space "},
    {"\r\n\t\x7f\b", "Enter Enter Tab Backspace Backspace "},
    {"\x04\x15\x0c\x1a", "Ctrl-d Ctrl-u Ctrl-l Ctrl-z "},
    {"\033[A\033[B\033OC\033OD", "Up Down Right Left "},
    {"\033[5~\033[6~\033[3~\033[2~", "PgUp PgDn Del Ins "},
    {"\033[H\033[F\033[1~\033[4~", "Home End Home End "},
    {"\033[Z\033OP\033[11~\033[24~", "Shift-Tab F1 F1 F12 "},
    {"\033[1;5C\033[1;3D\033[3;5~", "Ctrl-Right Alt-Left Ctrl-Del "},
    {"\033x\033f", "Alt-x Alt-f "},
    {"\033\033[A", "Esc Up "},
    {"\033[200~two\rlines\033[Anot a key\033[201~j", "{two\rlines\033[Anot a key} j "},
    {"\033[200~\377\033[201~", "{\357\277\275} "},
    {"\033[?1;2c", ""},            /* an answer of the terminal */
    {"\033[38;5;1m\033[999z", ""}, /* nobody's key */
    {"\377\300j", "j "},
    {"\033[<0;5;7M\033[<0;5;7mj", "click(4,6) j "},
    {"\033[<65;500;200M\033[<64;1;1M", "down(499,199) up(0,0) "},
    {"\033[<20;3;4Mj", "click(2,3) j "},                                /* with Shift and Ctrl */
    {"\033[<1;5;7M\033[<2;5;7M\033[<32;5;7M\033[<0;5Mj", "j "},        /* other buttons, moves, half of one */
    {"\033[<0;99999999999999;0M\033[<;;M\033[<0;0;0M\033[<0;1;1;1Mj", "j "},
    {"\033[M !!\033[M#!!j", "j "},                                     /* the old form: no Enter, and no letters */
};

static void add_event(struct str *to, struct event event)
{
    if (event.kind == EVENT_PASTE)
        str_printf(to, "{%s} ", event.text);
    if (event.kind == EVENT_CLICK || event.kind == EVENT_WHEEL)
        str_printf(to, "%s(%d,%d) ", event.kind == EVENT_CLICK ? "click" : event.down ? "down" : "up", event.x, event.y);
    if (event.kind != EVENT_KEY)
        return;
    key_add_name(to, event.key);
    str_add_char(to, ' ');
}

static void take_all(struct decoder *decoder, struct str *to)
{
    struct event event;

    while ((event = decoder_next(decoder)).kind != EVENT_NOTHING)
        add_event(to, event);
}

START_TEST(whole)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_(decoder_free_p)
        struct decoder *decoder = decoder_new();
        _cleanup_str_ struct str keys = STR_INIT;
        decoder_feed(decoder, cases[i].bytes, strlen(cases[i].bytes));
        take_all(decoder, &keys);
        ck_assert_str_eq(str_text(&keys), cases[i].keys);
        ck_assert(!decoder_waits(decoder));
    }
}
END_TEST

/* However the bytes are cut, the keys are the same. */
START_TEST(byte_by_byte)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_(decoder_free_p)
        struct decoder *decoder = decoder_new();
        _cleanup_str_ struct str keys = STR_INIT;
        for (const char *s = cases[i].bytes; *s; s++) {
            decoder_feed(decoder, s, 1);
            take_all(decoder, &keys);
        }
        ck_assert_str_eq(str_text(&keys), cases[i].keys);
    }
}
END_TEST

START_TEST(a_lone_escape_is_a_key_in_the_end)
{
    static const char *const starts[] = {"\033", "\033[", "\033O", "\033[1;", "\303"};
    static const char *const keys[] = {"Esc ", "Alt-[ ", "Alt-O ", "", ""};

    for (size_t i = 0; i < ARRAY_LEN(starts); i++) {
        _cleanup_(decoder_free_p)
        struct decoder *decoder = decoder_new();
        _cleanup_str_ struct str got = STR_INIT;
        decoder_feed(decoder, starts[i], strlen(starts[i]));
        take_all(decoder, &got);
        ck_assert_str_eq(str_text(&got), "");
        ck_assert(decoder_waits(decoder));
        decoder_give_up(decoder);
        take_all(decoder, &got);
        ck_assert_str_eq(str_text(&got), keys[i]);
        ck_assert(!decoder_waits(decoder));
    }
}
END_TEST

static const char *odd_terminal(const char *capability)
{
    return strcmp(capability, "kcuu1") == 0 ? "\033K" : strcmp(capability, "kbs") == 0 ? "\b" : NULL;
}

START_TEST(a_terminal_of_its_own)
{
    _cleanup_(decoder_free_p)
    struct decoder *decoder = decoder_new();
    _cleanup_str_ struct str keys = STR_INIT;

    decoder_teach(decoder, odd_terminal);
    decoder_feed(decoder, "\033K\bK", 4);
    take_all(decoder, &keys);
    ck_assert_str_eq(str_text(&keys), "Up Backspace K ");
}
END_TEST

/* Noise of every kind: it must end, and only ever give keys. */
START_TEST(noise)
{
    static const char alphabet[] = "\033\033\033[[O~;0123456789ABZjñ\303\251\377\200~~200201";
    unsigned seed = 1;

    for (int round = 0; round < 2000; round++) {
        _cleanup_(decoder_free_p)
        struct decoder *decoder = decoder_new();
        _cleanup_str_ struct str keys = STR_INIT;
        for (int i = 0; i < 40; i++) {
            seed = seed * 1103515245u + 12345u;
            decoder_feed(decoder, &alphabet[(seed >> 16) % (sizeof alphabet - 1)], 1);
            take_all(decoder, &keys);
            if (seed & 0x8000)
                decoder_give_up(decoder);
        }
    }
}
END_TEST

RUN_TESTS("decoder", whole, byte_by_byte, a_lone_escape_is_a_key_in_the_end, a_terminal_of_its_own, noise);
