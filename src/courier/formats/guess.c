#include "formats/guess.h"

#include "ascii.h"

#include "paletti/base/civil.h"
#include "paletti/base/mem.h"

#include <string.h>

struct guess {
    struct parties *parties;
    int64_t messages, received; /* those with a Received that can be read */
};

struct guess *guess_new(void)
{
    static const struct job nobody;
    struct guess *guess = mem_zero(1, sizeof *guess);

    guess->parties = parties_new(&nobody);
    return guess;
}

void guess_free(struct guess *guess)
{
    if (!guess)
        return;
    parties_free(guess->parties);
    free(guess);
}

/* --- a message --- */

static struct party *take_part(struct guess *guess, const struct mail_address *address, const struct party *with)
{
    struct party *party = parties_meet(guess->parties, address->address);

    if (!party)
        return NULL;
    if (party->seen_in != guess->messages)
        party->count++;
    party->seen_in = guess->messages;
    /* One's own address is the one that has many others opposite. */
    party->partners += with && party->last != with;
    party->last = with ? with : party->last;
    if (!party->name && address->name && strcmp(address->name, address->address) != 0)
        party->name = mem_string(address->name);
    return party;
}

static void take_delivery(struct guess *guess, const struct mail *mail)
{
    for (size_t i = 0; i < mail->delivered.n; i++) {
        struct party *party = take_part(guess, &mail->delivered.v[i], NULL);
        if (party)
            party->sure++;
    }
}

void guess_take(struct guess *guess, const struct mail *mail, bool sent)
{
    bool came = mail->received != INSTANT_NONE;
    struct party *from = NULL;

    guess->messages++;
    guess->received += came;
    for (size_t i = 0; i < mail->from.n; i++)
        from = take_part(guess, &mail->from.v[i], NULL);
    for (size_t i = 0; i < mail->to.n; i++) {
        struct party *to = take_part(guess, &mail->to.v[i], from);
        if (to && from)
            take_part(guess, &mail->from.v[mail->from.n - 1], to);
        if (to)
            to->hints += came;
    }
    if (from) {
        from->sure += sent;
        from->hints_if += !came;
    }
    take_delivery(guess, mail);
}

/* --- all of them --- */

/* That no server stamped a message says that it went out, but only where servers stamped others. */
static int64_t weight(const struct guess *guess, const struct party *party)
{
    return party->count + party->partners + party->hints + (guess->received ? party->hints_if : 0);
}

static bool better(const struct guess *guess, const struct party *a, const struct party *b)
{
    if (a->sure != b->sure)
        return a->sure > b->sure;
    int64_t x = weight(guess, a), y = weight(guess, b);
    return x != y ? x > y : strcmp(a->address, b->address) < 0;
}

/* Keeps the best ones sorted; the others are forgotten. */
static size_t insert(const struct guess *guess, struct party **best, size_t n, struct party *party)
{
    size_t at = n;

    while (at > 0 && better(guess, party, best[at - 1]))
        at--;
    if (at == GUESSES_MAX)
        return n;
    n = n < GUESSES_MAX ? n + 1 : n;
    memmove(&best[at + 1], &best[at], (n - at - 1) * sizeof *best);
    best[at] = party;
    return n;
}

static void mark(const struct guess *guess, struct party *const *best, size_t n)
{
    if (n == 0)
        return;
    for (size_t i = 0; i < n && best[0]->sure; i++)
        best[i]->me = best[i]->sure * 10 >= best[0]->sure;
    if (!best[0]->sure && best[0]->count * 2 > guess->messages)
        best[0]->me = n == 1 || weight(guess, best[0]) > weight(guess, best[1]);
}

/* Who hardly has a part is nobody to ask about; nor is anybody else where some are sure. */
static bool worth_asking(const struct guess *guess, const struct party *best, const struct party *party)
{
    return best->sure ? party->sure > 0 : weight(guess, party) * 10 >= weight(guess, best);
}

size_t guess_end(struct guess *guess, const struct party *ret[GUESSES_MAX])
{
    struct party *best[GUESSES_MAX];
    size_t n = 0, all;
    struct party *const *parties = parties_all(guess->parties, &all);

    for (size_t i = 0; i < all; i++)
        n = insert(guess, best, n, parties[i]);
    mark(guess, best, n);
    while (n > 1 && !worth_asking(guess, best[0], best[n - 1]))
        n--;
    for (size_t i = 0; i < n; i++)
        ret[i] = best[i];
    return n;
}

bool guess_sent_folder(const char *path)
{
    /* As mail programs name it in English, Spanish, Italian, German, French. */
    static const char *const names[] = {"sent", "enviad", "inviat", "gesendet", "envoy"};

    for (const char *p = path; *p; p++)
        for (size_t i = 0; i < ARRAY_LEN(names); i++)
            if (ascii_starts(p, strlen(p), names[i]))
                return true;
    return false;
}
