#include "formats/mailroom.h"

#include "formats/mail.h"
#include "formats/parties.h"
#include "formats/short_hash.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/record/record.h"

#include <string.h>

struct mailroom {
    struct errand *errand;
    const char *system;
    struct parties *parties;
    int64_t to_myself;      /* messages from me to me */
    int64_t strangers_lost; /* messages of strangers beyond the limit */
};

#define COPIES_MAX ((size_t)256 << 20)

#define REF_MAX    200 /* bytes: a record's ref is refused beyond */

/* The clients that one message concerns. */
struct concerned {
    const char **v;
    size_t n, cap;
};

int mailroom_open(struct errand *errand, const char *system, struct mailroom **ret, struct err *err)
{
    if (errand->job->me.n == 0)
        return err_set(
            err, _("None of your own addresses is known, so nobody can tell what you wrote from what you "
                   "got: name them with --me ADDRESS"));
    mail_init();
    struct mailroom *room = mem_zero(1, sizeof *room);
    room->errand = errand;
    room->system = system;
    room->parties = parties_new(errand->job);
    *ret = room;
    return 0;
}

void mailroom_free(struct mailroom *room)
{
    if (!room)
        return;
    parties_free(room->parties);
    free(room);
}

static void concern(struct concerned *concerned, const struct party *party)
{
    for (size_t i = 0; i < party->n_clients; i++) {
        MEM_GROW(concerned->v, concerned->n, concerned->cap);
        concerned->v[concerned->n++] = party->clients[i];
    }
}

static int by_ref(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A client with two addresses among the recipients is concerned once. */
static void make_unique(struct concerned *concerned)
{
    size_t to = 0;

    if (concerned->n < 2)
        return;
    qsort(concerned->v, concerned->n, sizeof *concerned->v, by_ref);
    for (size_t i = 0; i < concerned->n; i++)
        if (to == 0 || strcmp(concerned->v[to - 1], concerned->v[i]) != 0)
            concerned->v[to++] = concerned->v[i];
    concerned->n = to;
}

/* The stranger becomes a client, told before the first interaction that needs it. An address that no record
 * may hold stays a stranger. */
static int adopt(struct mailroom *room, struct party *party, struct err *err)
{
    struct client client;
    const struct model *model;
    void *checked;
    _cleanup_str_ struct str line = STR_INIT;
    struct err unusable;

    model_init(&model_client, &client);
    client.ref = mem_string(party->address);
    client.name = mem_string(party->name ? party->name : party->address);
    texts_add(&client.emails, party->address);
    record_write(&line, &model_client, &client);
    model_clear(&model_client, &client);
    if (record_parse(line.s, line.len, NULL, &model, &checked, &unusable) < 0)
        return 0;
    int result = errand_record(room->errand, model, checked, err);
    record_free(model, checked);
    party_become_client(party);
    return result;
}

/* Finds the address's clients, or counts one more message of a stranger. */
static int recognise(struct mailroom *room, const struct mail_address *address, struct concerned *concerned,
                     struct err *err)
{
    struct party *party = parties_meet(room->parties, address->address);

    if (!party) {
        room->strangers_lost++;
        return 0;
    }
    if (party->me)
        return 0;
    if (!party->n_clients) {
        party->count++;
        if (!party->name && address->name && strcmp(address->name, address->address) != 0)
            party->name = mem_string(address->name);
        if (room->errand->job->add_correspondents && adopt(room, party, err) < 0)
            return -1;
    }
    concern(concerned, party);
    return 0;
}

static bool any_mine(const struct mailroom *room, const struct mail_addresses *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct party *party = parties_find(room->parties, list->v[i].address);
        if (party && party->me)
            return true;
    }
    return false;
}

static bool all_mine(const struct mailroom *room, const struct mail_addresses *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct party *party = parties_find(room->parties, list->v[i].address);
        if (!party || !party->me)
            return false;
    }
    return true;
}

static void concern_known(const struct mailroom *room, const struct mail_addresses *list,
                          struct concerned *concerned)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct party *party = parties_find(room->parties, list->v[i].address);
        if (party)
            concern(concerned, party);
    }
}

/* What came in: the client of From, else of Sender or Reply-To; else From is a stranger. */
static int find_senders(struct mailroom *room, const struct mail *mail, struct concerned *concerned,
                        struct err *err)
{
    const struct mail_addresses *from = mail->from.n ? &mail->from : &mail->answer_to;

    concern_known(room, &mail->from, concerned);
    if (!concerned->n)
        concern_known(room, &mail->answer_to, concerned);
    for (size_t i = 0; !concerned->n && i < from->n; i++)
        if (recognise(room, &from->v[i], concerned, err) < 0)
            return -1;
    return 0;
}

static int find_recipients(struct mailroom *room, const struct mail *mail, struct concerned *concerned,
                           struct err *err)
{
    for (size_t i = 0; i < mail->to.n; i++)
        if (recognise(room, &mail->to.v[i], concerned, err) < 0)
            return -1;
    return 0;
}

/* Inbound counts from when it arrived, outbound from when it was written. */
static int64_t message_time(const struct mail *mail, const struct envelope *envelope, bool outbound)
{
    const int64_t order[] = {
        outbound ? mail->date : mail->received,
        outbound ? mail->received : mail->date,
        envelope->from_line.at,
    };

    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        if (order[i] != INSTANT_NONE)
            return order[i];
    return envelope->file_time;
}

/* Message-ID#client; where that is too long, a hash stands for the first part, or for all. */
static char *make_ref(const char *id, const char *client)
{
    char *ref = str_format("%s#%s", id, client);

    if (strlen(ref) > REF_MAX) {
        _cleanup_free_ char *whole = ref, *short_id = short_hash(id);
        ref = strlen(client) < REF_MAX / 2 ? str_format("%s#%s", short_id, client) : short_hash(whole);
    }
    return ref;
}

static int write_interaction(struct mailroom *room, const struct mail *mail, const char *client, int64_t at,
                             bool outbound, struct err *err)
{
    _cleanup_free_ char *ref = make_ref(mail->id, client);
    struct interaction interaction;

    /* Everything but the ref is borrowed: the record lives for one line. */
    model_init(&model_interaction, &interaction);
    interaction.ref = ref;
    interaction.client = (char *)client;
    interaction.at = at;
    interaction.direction = outbound ? DIRECTION_OUT : DIRECTION_IN;
    interaction.kind = KIND_MESSAGE;
    interaction.channel = (char *)"email";
    interaction.subject = mail->subject;
    interaction.body = mail->body;
    interaction.needs_reply = mail->automatic && !outbound ? 0 : -1;
    interaction.thread = mail->thread;
    interaction.source.system = (char *)room->system;
    interaction.source.id = mail->id;
    return errand_record(room->errand, &model_interaction, &interaction, err);
}

static int skip(struct mailroom *room, const struct envelope *envelope, const char *why, struct err *err)
{
    room->errand->skipped++;
    return errand_skip(room->errand, envelope->where, why, err);
}

static int write_interactions(struct mailroom *room, const struct mail *mail, const struct envelope *envelope,
                              struct concerned *concerned, bool outbound, struct err *err)
{
    int64_t at = message_time(mail, envelope, outbound);

    make_unique(concerned);
    if (mail->body && concerned->n > COPIES_MAX / strlen(mail->body))
        return skip(room, envelope,
                    _("its text, kept once for each of its recipients, would be larger than 256 MiB"), err);
    for (size_t i = 0; i < concerned->n; i++)
        if (write_interaction(room, mail, concerned->v[i], at, outbound, err) < 0)
            return -1;
    room->errand->replaced += concerned->n ? (int64_t)mail->replaced : 0;
    if (mail->cut && concerned->n)
        return errand_skip(room->errand, envelope->where,
                           _("only the end of its text, which is too long; the rest went in"), err);
    return 0;
}

static int file_mail(struct mailroom *room, const struct mail *mail, const struct envelope *envelope,
                     struct err *err)
{
    struct concerned concerned = {0};
    bool outbound = any_mine(room, &mail->from);

    if (outbound && mail->to.n == 0)
        return skip(room, envelope, _("it is from you, and names nobody it went to"), err);
    if (outbound && all_mine(room, &mail->to)) {
        room->to_myself++;
        room->errand->skipped++;
        return 0;
    }
    int result =
        outbound ? find_recipients(room, mail, &concerned, err) : find_senders(room, mail, &concerned, err);
    if (result == 0)
        result = write_interactions(room, mail, envelope, &concerned, outbound, err);
    free(concerned.v);
    return result;
}

int mailroom_take(struct mailroom *room, const struct envelope *envelope, struct err *err)
{
    struct mail mail;
    struct err why;

    room->errand->read++;
    if (envelope->too_large)
        return skip(room, envelope, _("it is larger than 64 MiB"), err);
    if (mail_parse(envelope->bytes, envelope->n, envelope->from_line.masked, &mail, &why) < 0)
        return skip(room, envelope, why.text, err);
    int result = file_mail(room, &mail, envelope, err);
    mail_clear(&mail);
    return result;
}

static int tell_strangers(struct mailroom *room, struct err *err)
{
    size_t n;
    _cleanup_free_ const struct party **strangers = parties_strangers(room->parties, &n);
    int result = 0;

    for (size_t i = 0; result == 0 && i < n; i++)
        result =
            errand_unknown(room->errand, strangers[i]->address, strangers[i]->name, strangers[i]->count, err);
    return result;
}

/* One line for many messages that were left out for the same reason. */
static int tell_count(struct mailroom *room, int64_t count, const char *why, struct err *err)
{
    if (count == 0)
        return 0;
    _cleanup_free_ char *where = str_format(P_("%lld message", "%lld messages", count), (long long)count);
    return errand_skip(room->errand, where, why, err);
}

int mailroom_close(struct mailroom *room, struct err *err)
{
    if (tell_count(room, room->to_myself, _("from you to yourself"), err) < 0 ||
        tell_count(room, room->strangers_lost, _("of more unknown people than can be counted"), err) < 0)
        return -1;
    return tell_strangers(room, err);
}
