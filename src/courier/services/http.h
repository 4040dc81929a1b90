/* Requests to one service over HTTP: no redirect is followed, nothing is kept, and what is posted goes out once. (A question
 * on a connection that had died meanwhile libcurl asks again by itself.) */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"
#include "paletti/core/model.h"

#include <stdbool.h>
#include <stdint.h>

struct http;

struct http_host {
    const char *base;        /* https://HOST[:PORT]; http only of 127.0.0.1 and [::1] */
    const char *ca;          /* or NULL: the system's certificates */
    int64_t seconds;         /* each request may take */
    const struct str *token; /* goes along as a bearer's; borrowed */
};

struct http_request {
    const char *path;            /* "/v1/refunds?limit=1", escaped */
    const struct texts *headers; /* "Name: value" */
    const struct str *form;      /* NULL: it is a GET; else it is posted, on a connection of its own */
};

struct http_answer {
    int64_t status;
    struct str body;
    struct str headers; /* the lines as they came */
};

/* What became of a request. */
enum http_result {
    HTTP_ANSWERED,
    HTTP_UNSENT, /* not a byte of it reached the other end */
    HTTP_LOST,   /* it was sent, in part or whole, and no whole answer came */
};

/* The port that BASE names, or that https has; 0: it is no address. */
uint16_t http_port(const char *base);

int http_open(const struct http_host *host, struct http **ret, struct err *err);
void http_free(struct http *http); /* takes NULL */
DEFINE_CLEANUP(struct http, http_free);

/* enum http_result; for the last two err says why. -1: it was not sent, and cannot be as long as nobody
 * changes something (a certificate that nobody vouches for). RET is filled when it was answered. */
int http_call(struct http *http, const struct http_request *request, struct http_answer *ret,
              struct err *err);
void http_answer_clear(struct http_answer *answer);
/* The value of the header NAME (lower case) of an answer, NULL where it has none. The caller owns it. */
char *http_header(const struct http_answer *answer, const char *name);
/* The seconds of Retry-After, whether it names them or a date; 0: it does not stand there. */
int64_t http_retry_after(const struct http_answer *answer);
/* Appends TEXT as a part of a path, a query or a form: letters, digits and -._~ stay, the rest becomes %XX.
 */
void http_escape(struct str *to, const char *text);
/* Appends what the N bytes of a form's part at S mean; -1: they are malformed, or hold a NUL. */
int http_unescape(struct str *to, const char *s, size_t n);
