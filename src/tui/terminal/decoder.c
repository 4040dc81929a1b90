#include "decoder.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

#define ESC         '\033'
#define PASTE_BEGIN "\033[200~"
#define PASTE_END   "\033[201~"
#define MOUSE_BEGIN "\033[<"
#define OLD_MOUSE_BEGIN "\033[M"

enum { SEQUENCE_MAX = 64, PASTE_MAX = 1 << 20 };

struct sequence {
    char *bytes;
    uint32_t key;
};

struct decoder {
    struct str in; /* bytes not yet taken begin at `at` */
    size_t at;
    struct str raw, paste; /* as it came, and repaired when whole */
    bool pasting, gave_up;
    struct sequence *own; /* what terminfo said */
    size_t n_own, cap_own;
};

struct decoder *decoder_new(void)
{
    return mem_zero(1, sizeof(struct decoder));
}

void decoder_free(struct decoder *decoder)
{
    if (!decoder)
        return;
    for (size_t i = 0; i < decoder->n_own; i++)
        free(decoder->own[i].bytes);
    free(decoder->own);
    str_done(&decoder->in);
    str_done(&decoder->raw);
    str_done(&decoder->paste);
    free(decoder);
}

/* Sequences that do not begin with ESC are control characters, which are keys of their own. */
static void add_sequence(struct decoder *decoder, const char *sequence, uint32_t key)
{
    if (sequence[0] != ESC || !sequence[1])
        return;
    MEM_GROW(decoder->own, decoder->n_own, decoder->cap_own);
    decoder->own[decoder->n_own++] = (struct sequence){mem_string(sequence), key};
}

void decoder_teach(struct decoder *decoder, const char *(*describe)(const char *capability))
{
    static const struct {
        const char *capability;
        uint32_t key;
    } keys[] = {
        {"kcuu1", KEY_UP},     {"kcud1", KEY_DOWN},   {"kcub1", KEY_LEFT},    {"kcuf1", KEY_RIGHT},
        {"khome", KEY_HOME},   {"kend", KEY_END},     {"kpp", KEY_PAGE_UP},   {"knp", KEY_PAGE_DOWN},
        {"kich1", KEY_INSERT}, {"kdch1", KEY_DELETE}, {"kbs", KEY_BACKSPACE}, {"kcbt", KEY_BACK_TAB},
        {"kent", KEY_ENTER},   {"kf1", KEY_F1},       {"kf2", KEY_F1 + 1},    {"kf3", KEY_F1 + 2},
        {"kf4", KEY_F1 + 3},   {"kf5", KEY_F1 + 4},   {"kf6", KEY_F1 + 5},    {"kf7", KEY_F1 + 6},
        {"kf8", KEY_F1 + 7},   {"kf9", KEY_F1 + 8},   {"kf10", KEY_F1 + 9},   {"kf11", KEY_F1 + 10},
        {"kf12", KEY_F12},
    };

    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        const char *sequence = describe(keys[i].capability);
        if (sequence)
            add_sequence(decoder, sequence, keys[i].key);
    }
}

void decoder_feed(struct decoder *decoder, const char *bytes, size_t n)
{
    size_t left = decoder->in.len - decoder->at;

    if (decoder->at > 0) {
        memmove(decoder->in.s, decoder->in.s + decoder->at, left);
        decoder->in.len = left;
        decoder->at = 0;
    }
    str_add_n(&decoder->in, bytes, n);
    decoder->gave_up = false;
}

/* Where xterm and its kin put the keys: the letter of CSI x and SS3 x, the number of CSI n ~. */
static uint32_t key_of_letter(char letter)
{
    static const struct {
        char letter;
        uint32_t key;
    } keys[] = {{'A', KEY_UP},     {'B', KEY_DOWN},   {'C', KEY_RIGHT},    {'D', KEY_LEFT},
                {'H', KEY_HOME},   {'F', KEY_END},    {'Z', KEY_BACK_TAB}, {'P', KEY_F1},
                {'Q', KEY_F1 + 1}, {'R', KEY_F1 + 2}, {'S', KEY_F1 + 3},   {'M', KEY_ENTER}};

    for (size_t i = 0; i < ARRAY_LEN(keys); i++)
        if (keys[i].letter == letter)
            return keys[i].key;
    return KEY_NONE;
}

static uint32_t key_of_number(int number)
{
    static const uint32_t keys[] = {
        [1] = KEY_HOME,      [2] = KEY_INSERT,  [3] = KEY_DELETE,  [4] = KEY_END,      [5] = KEY_PAGE_UP,
        [6] = KEY_PAGE_DOWN, [7] = KEY_HOME,    [8] = KEY_END,     [11] = KEY_F1,      [12] = KEY_F1 + 1,
        [13] = KEY_F1 + 2,   [14] = KEY_F1 + 3, [15] = KEY_F1 + 4, [17] = KEY_F1 + 5,  [18] = KEY_F1 + 6,
        [19] = KEY_F1 + 7,   [20] = KEY_F1 + 8, [21] = KEY_F1 + 9, [23] = KEY_F1 + 10, [24] = KEY_F12,
    };

    return number >= 0 && number < (int)ARRAY_LEN(keys) ? keys[number] : KEY_NONE;
}

/* xterm's modifier parameter is 1 + shift + 2 alt + 4 control. */
static uint32_t modifiers_of(int parameter)
{
    int bits = parameter > 0 ? parameter - 1 : 0;

    return (bits & 2 ? KEY_META : 0) | (bits & 4 ? KEY_CTRL : 0);
}

/* CSI parameters intermediate final. Returns its bytes; 0 while the end is missing. */
static size_t take_csi(const char *s, size_t n, uint32_t *ret_key)
{
    int parameters[2] = {0, 0}, which = 0;
    size_t i = 2;

    for (; i < n && s[i] >= 0x20 && s[i] <= 0x3F; i++) {
        if (s[i] == ';')
            which++;
        else if (s[i] >= '0' && s[i] <= '9' && which < 2 && parameters[which] < 1000)
            parameters[which] = parameters[which] * 10 + s[i] - '0';
    }
    if (i == n)
        return n > SEQUENCE_MAX ? n : 0;
    uint32_t key = s[i] == '~' ? key_of_number(parameters[0]) : key_of_letter(s[i]);
    *ret_key = key == KEY_NONE ? KEY_NONE : key | modifiers_of(parameters[1]);
    return i + 1;
}

static uint32_t key_of_control(unsigned char c)
{
    switch (c) {
    case '\r':
    case '\n':
        return KEY_ENTER;
    case '\t':
        return KEY_TAB;
    case '\b':
    case 0x7f:
        return KEY_BACKSPACE;
    case 0:
        return KEY_CTRL | ' ';
    case ESC:
        return KEY_ESCAPE;
    default:
        return KEY_CTRL | (c + (c < 27 ? 'a' - 1u : (unsigned)'@'));
    }
}

/* A code point or a control character; malformed bytes are dropped. 0 while the rest of a code point is
 * missing. */
static size_t take_plain(const char *s, size_t n, bool last, uint32_t *ret_key)
{
    unsigned char c = (unsigned char)s[0];
    size_t len = c >= 0xF5 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 1;

    if (c < 0x20 || c == 0x7f) {
        *ret_key = key_of_control(c);
        return 1;
    }
    if (len > n && !last)
        return 0;
    char rune[5] = {0};
    memcpy(rune, s, len < n ? len : n);
    if (!key_parse(c == ' ' ? "Space" : rune, ret_key) || *ret_key >= KEY_NAMED) {
        *ret_key = KEY_NONE;
        return 1;
    }
    return len;
}

static size_t take_own(const struct decoder *decoder, const char *s, size_t n, uint32_t *ret_key)
{
    for (size_t i = 0; i < decoder->n_own; i++) {
        size_t len = strlen(decoder->own[i].bytes);
        if (len <= n && memcmp(s, decoder->own[i].bytes, len) == 0) {
            *ret_key = decoder->own[i].key;
            return len;
        }
    }
    return 0;
}

/* What follows an ESC: a sequence, or a key with Meta. 0 while it may still become longer. */
static size_t take_escape(const struct decoder *decoder, const char *s, size_t n, uint32_t *ret_key)
{
    size_t len = take_own(decoder, s, n, ret_key);

    if (len > 0)
        return len;
    if (n == 1 || (n == 2 && (s[1] == '[' || s[1] == 'O') && !decoder->gave_up)) {
        *ret_key = KEY_ESCAPE;
        return decoder->gave_up ? 1 : 0;
    }
    if (s[1] == '[' && n > 2) {
        len = take_csi(s, n, ret_key);
        return len == 0 && decoder->gave_up ? n : len;
    }
    if (s[1] == 'O' && n > 2) {
        *ret_key = key_of_letter(s[2]);
        return 3;
    }
    if (s[1] == ESC) {
        *ret_key = KEY_ESCAPE;
        return 1;
    }
    len = take_plain(s + 1, n - 1, decoder->gave_up, ret_key);
    if (len > 0 && *ret_key != KEY_NONE)
        *ret_key |= KEY_META;
    return len > 0 ? len + 1 : 0;
}

/* The end of what was pasted may itself come in pieces. A paste beyond the limit loses its rest. */
static bool take_paste(struct decoder *decoder)
{
    const char *s = decoder->in.s + decoder->at;
    size_t n = decoder->in.len - decoder->at;
    const char *end = memmem(s, n, PASTE_END, strlen(PASTE_END));
    size_t len = end ? (size_t)(end - s) : n < strlen(PASTE_END) ? 0 : n - strlen(PASTE_END) + 1;

    if (decoder->raw.len + len <= PASTE_MAX)
        str_add_n(&decoder->raw, s, len);
    decoder->at += end ? len + strlen(PASTE_END) : len;
    decoder->pasting = !end;
    return end != NULL;
}

/* What xterm's mouse (SGR, 1006) sends: CSI < button ; column ; row, M pressed or m let go. Returns its bytes, 0 while
 * the end is missing; *RET stays nothing unless it is a press of the first button or a turn of the wheel. */
static size_t take_mouse(const char *s, size_t n, struct event *ret)
{
    enum { FIRST = 0, WHEEL_UP = 64, WHEEL_DOWN = 65, MODIFIERS = 4 | 8 | 16 };
    int parameters[3] = {0}, which = 0;
    size_t i = strlen(MOUSE_BEGIN);

    for (; i < n && ((s[i] >= '0' && s[i] <= '9') || s[i] == ';'); i++) {
        if (s[i] == ';')
            which++;
        else if (which < 3 && parameters[which] < 10000)
            parameters[which] = parameters[which] * 10 + s[i] - '0';
    }
    if (i == n)
        return n > SEQUENCE_MAX ? n : 0;
    int button = parameters[0] & ~MODIFIERS;
    if (s[i] == 'M' && which == 2 && parameters[1] > 0 && parameters[2] > 0) {
        ret->kind = button == FIRST                                 ? EVENT_CLICK
                    : button == WHEEL_UP || button == WHEEL_DOWN ? EVENT_WHEEL
                                                                    : EVENT_NOTHING;
        ret->x = parameters[1] - 1;
        ret->y = parameters[2] - 1;
        ret->down = button == WHEEL_DOWN;
    }
    return i + 1;
}

/* The old form (CSI M and three bytes) cannot tell all columns; it is passed over. */
static size_t take_old_mouse(size_t n)
{
    return n >= strlen(OLD_MOUSE_BEGIN) + 3 ? strlen(OLD_MOUSE_BEGIN) + 3 : 0;
}

static bool begins(const struct decoder *decoder, const char *beginning)
{
    size_t n = decoder->in.len - decoder->at;

    return n >= strlen(beginning) && memcmp(decoder->in.s + decoder->at, beginning, strlen(beginning)) == 0;
}

/* Bytes of the mouse at the beginning; 0 when the end is missing. */
static size_t take_pointer(const struct decoder *decoder, struct event *ret)
{
    const char *s = decoder->in.s + decoder->at;
    size_t n = decoder->in.len - decoder->at, len;

    len = begins(decoder, MOUSE_BEGIN) ? take_mouse(s, n, ret) : take_old_mouse(n);
    return len == 0 && decoder->gave_up ? n : len;
}

static struct event next_paste(struct decoder *decoder)
{
    if (!take_paste(decoder))
        return (struct event){.kind = EVENT_NOTHING};
    str_clear(&decoder->paste);
    text_repair(&decoder->paste, str_text(&decoder->raw), decoder->raw.len);
    return (struct event){.kind = EVENT_PASTE, .text = str_text(&decoder->paste)};
}

struct event decoder_next(struct decoder *decoder)
{
    while (decoder->at < decoder->in.len) {
        const char *s = decoder->in.s + decoder->at;
        size_t n = decoder->in.len - decoder->at;
        uint32_t key = KEY_NONE;
        if (decoder->pasting)
            return next_paste(decoder);
        if (begins(decoder, PASTE_BEGIN)) {
            decoder->at += strlen(PASTE_BEGIN);
            decoder->pasting = true;
            str_clear(&decoder->raw);
            continue;
        }
        struct event pointed = {.kind = EVENT_NOTHING};
        if (begins(decoder, MOUSE_BEGIN) || begins(decoder, OLD_MOUSE_BEGIN)) {
            size_t len = take_pointer(decoder, &pointed);
            decoder->at += len;
            if (len == 0 || pointed.kind != EVENT_NOTHING)
                return pointed;
            continue;
        }
        size_t len = *s == ESC ? take_escape(decoder, s, n, &key) : take_plain(s, n, decoder->gave_up, &key);
        if (len == 0)
            break;
        decoder->at += len;
        if (key != KEY_NONE)
            return (struct event){.kind = EVENT_KEY, .key = key};
    }
    return (struct event){.kind = EVENT_NOTHING};
}

bool decoder_waits(const struct decoder *decoder)
{
    return decoder->at < decoder->in.len && !decoder->pasting && !decoder->gave_up;
}

void decoder_give_up(struct decoder *decoder)
{
    decoder->gave_up = true;
}
