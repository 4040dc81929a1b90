#include "services/secret.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/program.h"

#include <string.h>

enum {
    SECRET_MAX = 16 << 10, /* tokens of some providers have thousands of bytes */
    SECRET_MS = 120000,    /* a person may have to type a passphrase */
    GONE = 127,            /* what a shell would call a program that is not there */
};

/* Nothing of what it printed may stand in a sentence. */
static int judge_secret(const char *name, const struct program_end *end, struct str *ret, struct err *err)
{
    size_t n = strcspn(str_text(&end->out), "\r\n");

    if (end->late)
        return err_set(err, _("%s gave no secret within %d seconds: run it once by hand"), name,
                       SECRET_MS / 1000);
    if (end->signal || end->status == GONE)
        return err_set(err, _("%s could not give the secret: it died, or is not there"), name);
    if (end->status)
        return err_set(err, _("%s ended with status %d instead of the secret: run it once by hand"), name,
                       end->status);
    if (n == 0)
        return err_set(err, _("%s printed nothing: the first line it prints has to be the secret"), name);
    if (n > SECRET_MAX || strlen(str_text(&end->out)) < n)
        return err_set(err, _("The first line that %s printed is too long for a secret"), name);
    str_add_n(ret, end->out.s, n);
    return 0;
}

int secret_read(const struct texts *arguments, struct str *ret, struct err *err)
{
    struct program program = {.arguments = arguments->v, .n = arguments->n, .wait_ms = SECRET_MS};
    struct program_end end;

    if (program_run(&program, &end, err) < 0)
        return -1;
    *ret = (struct str){.s = mem_zero(1, SECRET_MAX + 2), .cap = SECRET_MAX + 2};
    int result = judge_secret(arguments->v[0], &end, ret, err);
    program_wipe(&end);
    if (result < 0)
        program_wipe_text(ret);
    return result;
}
