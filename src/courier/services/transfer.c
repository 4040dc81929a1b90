#include "services/transfer.h"

#include "paletti/base/i18n.h"

#define CONNECT_SECONDS 15

/* links.md, section 8. What is set to its default is set because a later libcurl may think otherwise. */
static CURLcode set_up(CURL *curl, const struct transfer *transfer)
{
    const struct {
        CURLoption option;
        long value;
    } numbers[] = {
        {CURLOPT_FOLLOWLOCATION, 0},
        {CURLOPT_UNRESTRICTED_AUTH, 0},
        {CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
        {CURLOPT_SSL_VERIFYPEER, 1},
        {CURLOPT_SSL_VERIFYHOST, 2},
        {CURLOPT_NETRC, CURL_NETRC_IGNORED},
        {CURLOPT_NOSIGNAL, 1},
        {CURLOPT_VERBOSE, 0},
        {CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS},
        {CURLOPT_TIMEOUT, (long)transfer->seconds},
    };
    const struct {
        CURLoption option;
        const char *value;
    } texts[] = {
        {CURLOPT_PROTOCOLS_STR, transfer->scheme},
        {CURLOPT_REDIR_PROTOCOLS_STR, "https"},
        {CURLOPT_PROXY, ""},
        {CURLOPT_USERAGENT, "paletti/" PALETTI_VERSION},
    };
    CURLcode code = CURLE_OK;

    for (size_t i = 0; i < ARRAY_LEN(numbers) && code == CURLE_OK; i++)
        code = curl_easy_setopt(curl, numbers[i].option, numbers[i].value);
    for (size_t i = 0; i < ARRAY_LEN(texts) && code == CURLE_OK; i++)
        code = curl_easy_setopt(curl, texts[i].option, texts[i].value);
    if (code == CURLE_OK && transfer->ca)
        code = curl_easy_setopt(curl, CURLOPT_CAINFO, transfer->ca);
    /* Instead of the system's, not besides. */
    if (code == CURLE_OK && transfer->ca)
        code = curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
    return code;
}

int transfer_reset(CURL *curl, const struct transfer *transfer, struct err *err)
{
    curl_easy_reset(curl);
    CURLcode code = set_up(curl, transfer);
    return code == CURLE_OK
               ? 0
               : err_set(err, _("The network library cannot be set up: %s"), curl_easy_strerror(code));
}

int transfer_new(const struct transfer *transfer, CURL **ret, struct err *err)
{
    CURL *curl = curl_easy_init();

    if (!curl)
        return err_set(err, _("The network library cannot be started"));
    if (transfer_reset(curl, transfer, err) < 0) {
        curl_easy_cleanup(curl);
        return -1;
    }
    *ret = curl;
    return 0;
}

bool transfer_distrusted(CURLcode code)
{
    switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return true;
    default:
        return false;
    }
}
