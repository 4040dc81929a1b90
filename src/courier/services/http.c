#include "services/http.h"

#include "ascii.h"
#include "services/transfer.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum {
    BODY_MAX = 8 << 20, /* a hundred payments with their charges are a tenth of it */
    HEADERS_MAX = 64 << 10,
};

struct http {
    CURL *curl;
    struct transfer transfer;
    char *base, *ca;
    const struct str *token;
};

/* --- where to --- */

static char *part_of(CURLU *url, CURLUPart part)
{
    char *text = NULL;

    return curl_url_get(url, part, &text, 0) == CURLUE_OK ? text : NULL;
}

/* A host and a port, and nothing else; without TLS only this machine. */
static bool base_fine(CURLU *url, const char **ret_scheme)
{
    static const CURLUPart refused[] = {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS,
                                        CURLUPART_QUERY, CURLUPART_FRAGMENT};
    char *scheme = part_of(url, CURLUPART_SCHEME), *host = part_of(url, CURLUPART_HOST),
         *path = part_of(url, CURLUPART_PATH);
    bool here = str_equal(host, "127.0.0.1") || str_equal(host, "[::1]");
    bool safe = str_equal(scheme, "https"), fine = safe || (here && str_equal(scheme, "http"));

    fine = fine && (!path || str_equal(path, "/"));
    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        char *text = part_of(url, refused[i]);
        fine = fine && !text;
        curl_free(text);
    }
    *ret_scheme = safe ? "https" : "http";
    curl_free(scheme);
    curl_free(host);
    curl_free(path);
    return fine;
}

static int judge_base(const char *base, const char **ret_scheme, struct err *err)
{
    CURLU *url = curl_url();
    bool fine = url && curl_url_set(url, CURLUPART_URL, base, 0) == CURLUE_OK && base_fine(url, ret_scheme);

    curl_url_cleanup(url);
    if (fine)
        return 0;
    return err_set(err, _("\"%s\" is no address of a service: write https://HOST or https://HOST:PORT"),
                   base);
}

uint16_t http_port(const char *base)
{
    CURLU *url = curl_url();
    char *port = NULL;
    uint16_t number = base ? 0 : 443;

    if (base && url && curl_url_set(url, CURLUPART_URL, base, 0) == CURLUE_OK &&
        curl_url_get(url, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK)
        number = (uint16_t)strtoul(port, NULL, 10);
    curl_free(port);
    curl_url_cleanup(url);
    return number;
}

int http_open(const struct http_host *host, struct http **ret, struct err *err)
{
    struct transfer transfer = {.ca = host->ca, .seconds = host->seconds};
    CURL *curl;

    if (judge_base(host->base, &transfer.scheme, err) < 0 || transfer_new(&transfer, &curl, err) < 0)
        return -1;
    struct http *http = mem_zero(1, sizeof *http);
    *http = (struct http){
        .curl = curl, .transfer = transfer, .base = mem_string(host->base), .token = host->token};
    size_t n = strlen(http->base);
    if (n && http->base[n - 1] == '/')
        http->base[n - 1] = '\0';
    http->transfer.ca = http->ca = mem_string(host->ca);
    *ret = http;
    return 0;
}

void http_free(struct http *http)
{
    if (!http)
        return;
    curl_easy_cleanup(http->curl);
    free(http->base);
    free(http->ca);
    free(http);
}

/* --- the answer --- */

/* libcurl's own limit looks at what the answer says of itself: bytes are counted here. */
static size_t keep(struct str *to, size_t max, const char *s, size_t n)
{
    if (to->len + n > max)
        return 0;
    str_add_n(to, s, n);
    return n;
}

static size_t keep_body(char *s, size_t size, size_t n, void *ctx)
{
    return keep(&((struct http_answer *)ctx)->body, BODY_MAX, s, size * n);
}

static size_t keep_header(char *s, size_t size, size_t n, void *ctx)
{
    struct http_answer *answer = ctx;

    if (size * n > 5 && memcmp(s, "HTTP/", 5) == 0)
        str_clear(&answer->headers); /* what came before was an answer on the way (100 Continue) */
    return keep(&answer->headers, HEADERS_MAX, s, size * n);
}

void http_answer_clear(struct http_answer *answer)
{
    str_done(&answer->body);
    str_done(&answer->headers);
    *answer = (struct http_answer){0};
}

char *http_header(const struct http_answer *answer, const char *name)
{
    size_t n = strlen(name);

    for (const char *line = str_text(&answer->headers); line && *line;) {
        const char *end = strchr(line, '\n');
        size_t len = end ? (size_t)(end - line) : strlen(line);
        if (len > n && line[n] == ':' && ascii_starts(line, len, name)) {
            const char *value = line + n + 1;
            len -= n + 1;
            while (len && ascii_is_space(*value))
                value++, len--;
            while (len && ascii_is_space(value[len - 1]))
                len--;
            return mem_string_n(value, len);
        }
        line = end ? end + 1 : NULL;
    }
    return NULL;
}

int64_t http_retry_after(const struct http_answer *answer)
{
    _cleanup_free_ char *told = http_header(answer, "retry-after"), *date = http_header(answer, "date");

    if (!told)
        return 0;
    size_t digits = strspn(told, "0123456789");
    if (digits && !told[digits])
        return digits < 8 ? strtoll(told, NULL, 10) : 0;
    /* A date, measured by the clock of whoever wrote it. */
    int64_t until = curl_getdate(told, NULL), now = date ? curl_getdate(date, NULL) : -1;
    return until > 0 && now > 0 && until > now ? until - now : 0;
}

/* --- a request --- */

static bool add_headers(struct curl_slist **list, const struct http_request *request)
{
    /* Waiting for "100 Continue" would only be one more way to hang. */
    struct curl_slist *more = curl_slist_append(*list, "Expect:");

    for (size_t i = 0; more && request->headers && i < request->headers->n; i++) {
        *list = more;
        if (strpbrk(request->headers->v[i], "\r\n"))
            return false;
        more = curl_slist_append(*list, request->headers->v[i]);
    }
    if (more)
        *list = more;
    return more != NULL;
}

#define SET(option, value) (code = code != CURLE_OK ? code : curl_easy_setopt(http->curl, option, value))

/* A post goes out on a fresh connection: on an old one that had died meanwhile libcurl would send it again.
 */
static CURLcode set_request(struct http *http, const struct http_request *request, const char *url,
                            struct curl_slist *headers, struct http_answer *answer)
{
    CURLcode code = CURLE_OK;

    SET(CURLOPT_URL, url);
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    SET(CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
    SET(CURLOPT_XOAUTH2_BEARER, str_text(http->token));
    SET(CURLOPT_HTTPHEADER, headers);
    SET(CURLOPT_WRITEFUNCTION, keep_body);
    SET(CURLOPT_WRITEDATA, answer);
    SET(CURLOPT_HEADERFUNCTION, keep_header);
    SET(CURLOPT_HEADERDATA, answer);
    SET(CURLOPT_FRESH_CONNECT, request->form ? 1L : 0L);
    if (request->form) {
        SET(CURLOPT_POST, 1L);
        SET(CURLOPT_POSTFIELDS, str_text(request->form));
        SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->form->len);
    }
    return code;
}

/* What became of it when there is no whole answer. */
static int judge(struct http *http, CURLcode code, struct err *err)
{
    curl_off_t begun = 0;

    /* The moment before the first byte of a request: it stays 0 as long as there is no connection, with TLS done. */
    curl_easy_getinfo(http->curl, CURLINFO_PRETRANSFER_TIME_T, &begun);
    if (begun == 0 && transfer_distrusted(code))
        return err_set(err, _("%s could not show that it is who it says: %s; nothing was sent"), http->base,
                       curl_easy_strerror(code));
    err_set(err, _("%s did not answer: %s"), http->base, curl_easy_strerror(code));
    return begun == 0 ? HTTP_UNSENT : HTTP_LOST;
}

int http_call(struct http *http, const struct http_request *request, struct http_answer *ret, struct err *err)
{
    struct http_answer answer = {0};
    struct curl_slist *headers = NULL;
    _cleanup_free_ char *url = str_format("%s%s", http->base, request->path);
    long status = 0;
    int result = transfer_reset(http->curl, &http->transfer, err);

    if (result == 0 && !add_headers(&headers, request))
        result = err_set(err, _("A header of a request holds a line break; nothing was sent"));
    if (result == 0) {
        CURLcode code = set_request(http, request, url, headers, &answer);
        result = code == CURLE_OK
                     ? 0
                     : err_set(err, _("The network library cannot be set up: %s"), curl_easy_strerror(code));
    }
    if (result == 0) {
        CURLcode code = curl_easy_perform(http->curl);
        result = code == CURLE_OK ? HTTP_ANSWERED : judge(http, code, err);
        curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, &status);
    }
    curl_slist_free_all(headers);
    answer.status = status;
    if (result == HTTP_ANSWERED)
        *ret = answer;
    else
        http_answer_clear(&answer);
    return result;
}

/* --- forms --- */

void http_escape(struct str *to, const char *text)
{
    static const char digits[] = "0123456789ABCDEF";

    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        if (ascii_is_letter((char)*p) || ascii_is_digit((char)*p) || strchr("-._~", *p)) {
            str_add_char(to, (char)*p);
        } else {
            str_add_char(to, '%');
            str_add_char(to, digits[*p >> 4]);
            str_add_char(to, digits[*p & 15]);
        }
}

int http_unescape(struct str *to, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        if (c == '+') {
            c = ' ';
        } else if (c == '%') {
            int high = n - i > 2 ? ascii_hex(s[i + 1]) : -1, low = high < 0 ? -1 : ascii_hex(s[i + 2]);
            if (low < 0)
                return -1;
            c = (char)(high << 4 | low);
            i += 2;
        }
        if (!c)
            return -1;
        str_add_char(to, c);
    }
    return 0;
}
