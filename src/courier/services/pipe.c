#include "services/pipe.h"

#include "ascii.h"
#include "services/transfer.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>

enum {
    CONNECT_SECONDS = 15,
    LONGEST = 64 << 10,      /* RFC 5321 allows 512 bytes; some answer more */
    WAITING_MAX = 256 << 10, /* of one answer */
    REPLY_MAX = 500,
};

struct pipe {
    CURL *curl;
    curl_socket_t socket;
    int64_t (*clock)(void);
    struct str waiting; /* what came and was not read yet begins at `at` */
    size_t at;
};

/* What is seen of libcurl's talk with the server. */
struct talk {
    struct reply *reply;
    size_t heard; /* bytes */
    bool greeted, logged_in, offers_login;
};

/* --- what the server says --- */

void reply_add(struct reply *reply, const char *line, size_t n)
{
    _cleanup_str_ struct str valid = STR_INIT;

    while (n > 0 && ascii_is_space(line[n - 1]))
        n--;
    text_repair(&valid, line, n);
    if (reply->text.len)
        str_add(&reply->text, " / ");
    text_safe(&reply->text, str_text(&valid), true);
    if (reply->text.len > REPLY_MAX) {
        reply->text.len = text_valid(reply->text.s, REPLY_MAX);
        reply->text.s[reply->text.len] = '\0';
    }
}

static bool is_code(const char *line, size_t n)
{
    return n >= 3 && line[0] >= '2' && line[0] <= '5' && ascii_is_digit(line[1]) && ascii_is_digit(line[2]) &&
           (n == 3 || line[3] == ' ' || line[3] == '-' || line[3] == '\r' || line[3] == '\n');
}

/* Called with each line of the server's, in capitals or not. A challenge of a login (334) is not kept. */
static size_t hear(char *line, size_t size, size_t n, void *ctx)
{
    struct talk *talk = ctx;

    n *= size;
    talk->heard += n;
    if (talk->heard > WAITING_MAX)
        return 0;
    if (!is_code(line, n))
        return n;
    int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    bool more = n > 3 && line[3] == '-';
    if (code != talk->reply->code || !more)
        str_clear(&talk->reply->text);
    talk->reply->code = code;
    reply_add(talk->reply, line, n);
    talk->greeted |= code == 220;
    talk->logged_in |= code == 235;
    talk->offers_login |= code == 250 && n > 8 && ascii_starts(line + 4, n - 4, "auth");
    return n;
}

static size_t hear_nothing(_unused_ char *bytes, size_t size, size_t n, _unused_ void *ctx)
{
    return n * size;
}

/* --- connecting --- */

static void set_login(CURL *curl, const struct post_server *server, const char *secret)
{
    if (!server->user)
        return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
    if (server->auth == POST_XOAUTH2) {
        curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, secret);
        curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
    } else {
        curl_easy_setopt(curl, CURLOPT_PASSWORD, secret);
        curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
    }
    curl_easy_setopt(curl, CURLOPT_SASL_IR, 1L);
}

static const char *scheme_of(const struct post_server *server)
{
    bool imap = server->way == POST_IMAP, tls = server->security == POST_TLS;

    return imap ? (tls ? "imaps" : "imap") : (tls ? "smtps" : "smtp");
}

static void set_url(CURL *curl, const struct post_server *server)
{
    bool imap = server->way == POST_IMAP, tls = server->security == POST_TLS;
    int64_t usual = imap ? (tls ? 993 : 143) : (tls ? 465 : 587);
    /* The name of the machine is nobody's business: behind a router it is wrong anyway. */
    _cleanup_free_ char *url =
        str_format("%s://%s:%d/%s", scheme_of(server), server->host, (int)(server->port ? server->port : usual),
                   imap ? "" : "[127.0.0.1]");

    curl_easy_setopt(curl, CURLOPT_URL, url);
}

/* What transfer_new does not know: it is a conversation, and TLS may begin in the middle of it, but never not at all. */
static void set_talk(CURL *curl, const struct post_server *server, struct talk *talk)
{
    curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
                     (long)(server->seconds < CONNECT_SECONDS ? server->seconds : CONNECT_SECONDS));
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)server->seconds);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, talk);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, hear_nothing);
}

/* Why there is no connection, by libcurl's code: the state that follows, the step it happened in, and the
 * sentence. */
static const struct {
    CURLcode code;
    enum post_state state;
    enum post_phase phase;
    const char *why;
} failures[] = {
    {CURLE_COULDNT_RESOLVE_HOST, POST_TEMPORARY, POST_CONNECT, N_("nobody knows a server of this name")},
    {CURLE_COULDNT_CONNECT, POST_TEMPORARY, POST_CONNECT, N_("the server cannot be reached")},
    {CURLE_PEER_FAILED_VERIFICATION, POST_REFUSED, POST_SECURE,
     N_("its certificate is not trusted, or is not of this name: nothing was said to it")},
    {CURLE_SSL_CACERT_BADFILE, POST_REFUSED, POST_SECURE,
     N_("the file of trusted certificates cannot be read")},
    {CURLE_SSL_CONNECT_ERROR, POST_TEMPORARY, POST_SECURE, N_("no safe connection (TLS) came about")},
    {CURLE_USE_SSL_FAILED, POST_REFUSED, POST_SECURE,
     N_("it offers no safe connection (STARTTLS): nothing was said to it")},
    {CURLE_LOGIN_DENIED, POST_REFUSED, POST_LOGIN, N_("it refused the login")},
    };

static enum post_state state_of(int code)
{
    return code / 100 == 5 ? POST_REFUSED : POST_TEMPORARY;
}

/* How far it came, by what was heard. */
static enum post_phase phase_of(const struct talk *talk)
{
    if (talk->offers_login)
        return POST_LOGIN;
    return talk->greeted ? POST_GREET : POST_CONNECT;
}

static void fail(struct pipe_end *end, CURLcode code, const struct talk *talk)
{
    const char *why = N_("the connection ended before it was ready");

    end->state = POST_TEMPORARY;
    end->phase = phase_of(talk);
    for (size_t i = 0; i < ARRAY_LEN(failures); i++)
        if (failures[i].code == code) {
            end->state = failures[i].state;
            end->phase = failures[i].phase;
            why = failures[i].why;
        }
    if (code == CURLE_OPERATION_TIMEDOUT)
        why = N_("it did not answer in time");
    /* A server too busy to look a password up is no server that refused it. */
    if (code == CURLE_LOGIN_DENIED && talk->reply->code / 100 == 4)
        end->state = POST_TEMPORARY;
    if (code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_REMOTE_ACCESS_DENIED) {
        end->state = state_of(talk->reply->code);
        why =
            talk->reply->code >= 400 ? N_("it turned us away") : N_("what it says is no mail server's talk");
    }
    end->why = i18n_text(why);
    /* What it said last and willingly is no reason. */
    if (talk->reply->code < 400) {
        talk->reply->code = 0;
        str_clear(&talk->reply->text);
    }
}

static bool connect_to(struct pipe *pipe, const struct post_server *server, const char *secret,
                       struct pipe_end *end)
{
    struct talk talk = {.reply = &end->reply};

    set_talk(pipe->curl, server, &talk);
    set_url(pipe->curl, server);
    set_login(pipe->curl, server, secret);
    CURLcode code = curl_easy_perform(pipe->curl);
    curl_easy_setopt(pipe->curl, CURLOPT_HEADERDATA, NULL);
    if (code == CURLE_OK)
        code = curl_easy_getinfo(pipe->curl, CURLINFO_ACTIVESOCKET, &pipe->socket);
    if (code != CURLE_OK) {
        fail(end, code, &talk);
        return false;
    }
    /* libcurl goes on without a login where the server offers none. */
    if (server->user && server->way == POST_SMTP && !talk.logged_in) {
        fail(end, CURLE_LOGIN_DENIED, &talk);
        return false;
    }
    end->state = POST_READY;
    return true;
}

void pipe_open(const struct post_server *server, const char *secret, int64_t (*clock)(void),
               struct pipe **ret, struct pipe_end *end)
{
    struct pipe *pipe = mem_zero(1, sizeof *pipe);

    *ret = NULL;
    pipe->clock = clock;
    pipe->socket = CURL_SOCKET_BAD;
    /* Greeting, STARTTLS, a second greeting, login: four answers, each may take its time. */
    const struct transfer transfer = {
        .scheme = scheme_of(server), .ca = server->ca, .seconds = 4 * server->seconds + CONNECT_SECONDS};
    if (transfer_new(&transfer, &pipe->curl, NULL) < 0)
        abort();
    if (connect_to(pipe, server, secret, end))
        *ret = pipe;
    else
        pipe_close(pipe);
}

void pipe_close(struct pipe *pipe)
{
    if (!pipe)
        return;
    /* Or libcurl would say QUIT, and wait for the answer. */
    if (pipe->socket != CURL_SOCKET_BAD)
        shutdown(pipe->socket, SHUT_RDWR);
    curl_easy_cleanup(pipe->curl);
    str_done(&pipe->waiting);
    free(pipe);
}

/* --- talking --- */

int64_t pipe_until(const struct pipe *pipe, int64_t ms)
{
    return pipe->clock() + ms;
}

static bool wait_for(struct pipe *pipe, short events, int64_t until)
{
    struct pollfd fd = {.fd = pipe->socket, .events = events};
    int64_t left = until - pipe->clock();

    return left > 0 && poll(&fd, 1, left > 1000 ? 1000 : (int)left) >= 0;
}

enum pipe_state pipe_send(struct pipe *pipe, const void *bytes, size_t n, int64_t ms)
{
    const char *s = bytes;
    int64_t until = pipe_until(pipe, ms);

    while (n > 0) {
        size_t sent = 0;
        CURLcode code = curl_easy_send(pipe->curl, s, n, &sent);
        if (code != CURLE_OK && code != CURLE_AGAIN)
            return PIPE_GONE;
        s += sent;
        n -= sent;
        if (code == CURLE_AGAIN && !wait_for(pipe, POLLOUT, until))
            return PIPE_LATE;
    }
    return PIPE_FINE;
}

/* Takes what has come, if anything has. PIPE_LATE: nothing. */
static enum pipe_state receive(struct pipe *pipe)
{
    char block[4096];
    size_t n = 0;

    CURLcode code = curl_easy_recv(pipe->curl, block, sizeof block, &n);
    if (code == CURLE_AGAIN)
        return PIPE_LATE;
    if (code != CURLE_OK || n == 0)
        return PIPE_GONE;
    if (pipe->at) {
        memmove(pipe->waiting.s, pipe->waiting.s + pipe->at, pipe->waiting.len - pipe->at);
        pipe->waiting.len -= pipe->at;
        pipe->at = 0;
    }
    str_add_n(&pipe->waiting, block, n);
    return pipe->waiting.len > WAITING_MAX ? PIPE_NONSENSE : PIPE_FINE;
}

static enum pipe_state receive_until(struct pipe *pipe, int64_t until)
{
    for (;;) {
        enum pipe_state state = receive(pipe);
        if (state != PIPE_LATE)
            return state;
        if (!wait_for(pipe, POLLIN, until))
            return PIPE_LATE;
    }
}

enum pipe_state pipe_line(struct pipe *pipe, int64_t until, const char **ret_line, size_t *ret_n)
{
    for (;;) {
        const char *s = str_text(&pipe->waiting) + pipe->at;
        size_t left = pipe->waiting.len - pipe->at;
        const char *end = memchr(s, '\n', left);
        if (end) {
            pipe->at += (size_t)(end - s) + 1;
            *ret_line = s;
            *ret_n = (size_t)(end - s) - (end > s && end[-1] == '\r');
            return PIPE_FINE;
        }
        if (left > LONGEST)
            return PIPE_NONSENSE;
        enum pipe_state state = receive_until(pipe, until);
        if (state != PIPE_FINE)
            return state;
    }
}

enum pipe_state pipe_bytes(struct pipe *pipe, size_t n, int64_t until, struct str *ret)
{
    if (n > WAITING_MAX / 2)
        return PIPE_NONSENSE;
    while (pipe->waiting.len - pipe->at < n) {
        enum pipe_state state = receive_until(pipe, until);
        if (state != PIPE_FINE)
            return state;
    }
    str_add_n(ret, pipe->waiting.s + pipe->at, n);
    pipe->at += n;
    return PIPE_FINE;
}

bool pipe_restless(struct pipe *pipe)
{
    return pipe->waiting.len > pipe->at || receive(pipe) != PIPE_LATE;
}
