#include "services/smtp.h"

#include "ascii.h"

#include "paletti/base/i18n.h"

#include <string.h>

#define QUIT_MS     2000
#define SECOND_MS   300
#define REPLY_LINES 100

/* --- replies --- */

/* The code of a line of a reply, 0 where it is none; *RET_MORE: another line follows. */
static int code_of(const char *line, size_t n, bool *ret_more)
{
    if (n < 3 || line[0] < '2' || line[0] > '5' || !ascii_is_digit(line[1]) || !ascii_is_digit(line[2]) ||
        (n > 3 && line[3] != ' ' && line[3] != '-'))
        return 0;
    *ret_more = n > 3 && line[3] == '-';
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

static enum pipe_state read_reply(struct pipe *pipe, int64_t ms, struct reply *ret)
{
    int64_t until = pipe_until(pipe, ms);
    bool more = true;

    ret->code = 0;
    str_clear(&ret->text);
    for (int i = 0; more; i++) {
        const char *line;
        size_t n;
        enum pipe_state state = pipe_line(pipe, until, &line, &n);
        if (state != PIPE_FINE)
            return ret->code = 0, state;
        int code = code_of(line, n, &more);
        reply_add(ret, line, n);
        if (code == 0 || (i > 0 && code != ret->code) || i == REPLY_LINES)
            return ret->code = 0, PIPE_NONSENSE;
        ret->code = code;
    }
    return PIPE_FINE;
}

/* --- what it means --- */

static const char *const refusals[] = {
    [POST_FROM] = N_("the server refused the sender"),
    [POST_TO] = N_("the server refused the recipient"),
    [POST_DATA] = N_("the server refused the letter before it came"),
    [POST_BODY] = N_("the server refused the letter while it came"),
    [POST_END] = N_("the server refused the letter"),
};

/* No whole answer, before the message was given to the server whole: it was certainly not sent. */
static const char *const silences[] = {
    [PIPE_GONE] = N_("the connection ended before the letter was given to the server"),
    [PIPE_LATE] = N_("the server did not answer in time, before the letter was given to it"),
    [PIPE_NONSENSE] = N_("the server answered nonsense, before the letter was given to it"),
};

/* Nor behind it: it may have been sent. */
static const char *const doubts[] = {
    [PIPE_GONE] = N_("the connection ended behind the letter, before the server said whether it took it"),
    [PIPE_LATE] = N_("the server did not say in time whether it took the letter"),
    [PIPE_NONSENSE] = N_("what the server said behind the letter is no answer"),
};

/* RET keeps the reply it has. */
static void conclude(struct outcome *ret, enum post_phase phase, enum post_state state, const char *why)
{
    ret->phase = phase;
    ret->state = state;
    ret->why = why ? i18n_text(why) : NULL;
}

static void conclude_refusal(struct outcome *ret, enum post_phase phase)
{
    bool never = ret->reply.code / 100 == 5;

    if (ret->reply.code / 100 < 4)
        conclude(ret, phase, POST_TEMPORARY, silences[PIPE_NONSENSE]);
    else
        conclude(ret, phase, never ? POST_REFUSED : POST_TEMPORARY, refusals[phase]);
}

/* A refusal and behind it a reply of the other kind: one of them was said before the letter was whole. */
static bool takes_it_back(struct pipe *pipe, struct reply *reply)
{
    struct reply second = {0};
    bool back = read_reply(pipe, SECOND_MS, &second) == PIPE_FINE && second.code / 100 == 2;

    if (back)
        reply_add(reply, second.text.s, second.text.len);
    str_done(&second.text);
    return back;
}

static void conclude_end(struct outcome *ret, struct pipe *pipe, enum pipe_state state)
{
    int kind = ret->reply.code / 100;

    if (state != PIPE_FINE)
        conclude(ret, POST_END, POST_UNKNOWN, doubts[state]);
    else if (kind == 2)
        conclude(ret, POST_END, POST_SENT, NULL);
    else if (kind == 3 || takes_it_back(pipe, &ret->reply))
        conclude(ret, POST_END, POST_UNKNOWN, doubts[PIPE_NONSENSE]);
    else
        conclude_refusal(ret, POST_END);
}

/* --- the transaction --- */

struct letter_out {
    struct errand *errand;
    struct pipe *pipe;
    struct outcome *ret;
    int64_t step_ms;
};

/* What the server says although it was not asked is heard as its answer; the letter ends there in any case.
 */
static void hear_out_of_turn(struct letter_out *out, enum post_phase phase, enum pipe_state state)
{
    if (read_reply(out->pipe, state == PIPE_LATE ? 0 : 1000, &out->ret->reply) == PIPE_FINE)
        conclude_refusal(out->ret, phase);
    else
        conclude(out->ret, phase, POST_TEMPORARY, silences[state == PIPE_FINE ? PIPE_GONE : state]);
}

/* 0: the server answers WANTED; 1: it does not, and the outcome stands. */
static int say(struct letter_out *out, enum post_phase phase, int wanted, const struct str *line,
               struct err *err)
{
    struct outcome *ret = out->ret;

    if (errand_step(out->errand, phase, err) < 0)
        return -1;
    if (pipe_restless(out->pipe)) {
        hear_out_of_turn(out, phase, PIPE_FINE);
        return 1;
    }
    enum pipe_state state = pipe_send(out->pipe, line->s, line->len, out->step_ms);
    if (state == PIPE_FINE)
        state = read_reply(out->pipe, out->step_ms, &ret->reply);
    if (state != PIPE_FINE) {
        conclude(ret, phase, POST_TEMPORARY, silences[state]);
        return 1;
    }
    if (ret->reply.code / 100 == wanted)
        return 0;
    conclude_refusal(ret, phase);
    return 1;
}

static int say_all(struct letter_out *out, struct err *err)
{
    const struct post_message *message = &out->errand->job->message;
    _cleanup_str_ struct str from = STR_INIT, to = STR_INIT, data = STR_INIT;

    str_printf(&from, "MAIL FROM:<%s>\r\n", message->from);
    str_printf(&to, "RCPT TO:<%s>\r\n", message->to);
    str_add(&data, "DATA\r\n");
    int result = say(out, POST_FROM, 2, &from, err);
    if (result == 0)
        result = say(out, POST_TO, 2, &to, err);
    return result == 0 ? say(out, POST_DATA, 3, &data, err) : result;
}

/* A dot that begins a line would end the letter: it is doubled. RFC 5321, 4.5.2. */
static void stuff(struct str *to, const struct str *bytes)
{
    for (size_t i = 0; i < bytes->len; i++) {
        if (bytes->s[i] == '.' && (i == 0 || bytes->s[i - 1] == '\n'))
            str_add_char(to, '.');
        str_add_char(to, bytes->s[i]);
    }
}

static int say_body(struct letter_out *out, const struct str *bytes, struct err *err)
{
    _cleanup_str_ struct str body = STR_INIT;

    if (errand_step(out->errand, POST_BODY, err) < 0)
        return -1;
    stuff(&body, bytes);
    enum pipe_state state = pipe_send(out->pipe, body.s, body.len, out->step_ms);
    /* Whoever speaks now has not waited for the end: what it says cannot be about the letter. */
    if (state == PIPE_FINE && !pipe_restless(out->pipe))
        return 0;
    hear_out_of_turn(out, POST_BODY, state);
    return 1;
}

static int say_end(struct letter_out *out, struct err *err)
{
    static const char end[] = ".\r\n";

    if (errand_step(out->errand, POST_END, err) < 0)
        return -1;
    /* TLS: a record that did not go out whole cannot be read by the other side. */
    enum pipe_state state = pipe_send(out->pipe, end, strlen(end), out->step_ms);
    if (state != PIPE_FINE)
        conclude(out->ret, POST_END, POST_TEMPORARY, silences[state]);
    else
        conclude_end(out->ret, out->pipe,
                     read_reply(out->pipe, out->errand->job->server.end_seconds * 1000, &out->ret->reply));
    return 0;
}

int smtp_send(struct errand *errand, struct pipe *pipe, const struct str *bytes, struct outcome *ret,
              struct err *err)
{
    struct letter_out out = {
        .errand = errand, .pipe = pipe, .ret = ret, .step_ms = errand->job->server.seconds * 1000};
    int result = say_all(&out, err);

    if (result == 0)
        result = say_body(&out, bytes, err);
    if (result == 0)
        result = say_end(&out, err);
    return result < 0 ? -1 : 0;
}

void smtp_quit(struct pipe *pipe)
{
    static const char quit[] = "QUIT\r\n";
    struct reply reply = {0};

    if (pipe_send(pipe, quit, strlen(quit), QUIT_MS) == PIPE_FINE)
        read_reply(pipe, QUIT_MS, &reply);
    str_done(&reply.text);
}
