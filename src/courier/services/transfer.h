/* What every connection of the courier is set up with, whatever it speaks: libcurl's defaults are not safe
 * enough. */
#pragma once

#include "paletti/base/err.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

struct transfer {
    const char *scheme; /* the only one that is spoken: "https", "smtps" ... */
    const char *ca;     /* a file of certificates to trust instead of the system's, or NULL */
    int64_t seconds;    /* for all of it; 0: the caller sets its own */
};

/* A handle of its own, which shares no connection with another (curl_easy_cleanup). -1: libcurl cannot be
 * used here. */
int transfer_new(const struct transfer *transfer, CURL **ret, struct err *err);
/* Back to what transfer_new set; the connections stay. */
int transfer_reset(CURL *curl, const struct transfer *transfer, struct err *err);
/* Whether the other end could not show who it is, or there is something wrong with how TLS was set up: a
 * person has to look, for it will not go away by itself. */
bool transfer_distrusted(CURLcode code);
