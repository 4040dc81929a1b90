#include "formats/mailroom.h"

#include "formats/guess.h"
#include "formats/mail.h"
#include "formats/parties.h"
#include "formats/client_ref.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/record/record.h"

#include <string.h>

/* What a mailbox is gone through for; the first two look at headers only. */
enum pass {
    PASS_MINE,  /* to guess which addresses are mine */
    PASS_COUNT, /* to count the strangers, before some become clients */
    PASS_FILE,
    PASSES_N,
};

struct mailroom {
    struct errand *errand;
    const char *system;
    struct parties *parties;
    struct guess *guess; /* previews; else NULL */
    bool sent;           /* the mailbox is named as one of sent mail */
    enum pass pass;
    int64_t to_myself;      /* messages from me to me */
    int64_t strangers_lost; /* messages of strangers beyond the limit */
};

#define COPIES_MAX ((size_t)256 << 20)


/* The clients that one message concerns. */
struct concerned {
    const char **v;
    size_t n, cap;
};

static bool pass_wanted(const struct job *job, enum pass pass)
{
    switch (pass) {
    case PASS_MINE:
        return job->preview && job->me.n == 0;
    case PASS_COUNT:
        return job->add_correspondents && job->at_least > 1;
    default:
        return true;
    }
}

/* The first pass from PASS on that the job needs. */
static enum pass find_pass(const struct job *job, enum pass pass)
{
    while (!pass_wanted(job, pass))
        pass++;
    return pass;
}

int mailroom_open(struct errand *errand, const char *system, struct mailroom **ret, struct err *err)
{
    const struct job *job = errand->job;

    if (job->me.n == 0 && !job->preview)
        return err_set(
            err, _("None of your own addresses is known, so nobody can tell what you wrote from what you "
                   "got: name them with --me ADDRESS"));
    mail_init();
    struct mailroom *room = mem_zero(1, sizeof *room);
    room->errand = errand;
    room->system = system;
    room->parties = parties_new(job);
    room->guess = job->preview ? guess_new() : NULL;
    const char *slash = strrchr(job->path, '/');
    room->sent = guess_sent_folder(slash ? slash + 1 : job->path);
    room->pass = find_pass(job, PASS_MINE);
    errand->passes = pass_wanted(job, PASS_MINE) + pass_wanted(job, PASS_COUNT) + 1;
    *ret = room;
    return 0;
}

void mailroom_free(struct mailroom *room)
{
    if (!room)
        return;
    parties_free(room->parties);
    guess_free(room->guess);
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

static bool adopts(const struct mailroom *room, const struct party *party)
{
    const struct job *job = room->errand->job;

    return room->pass == PASS_FILE && (party->wanted || (job->add_correspondents && job->at_least <= 1));
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
        if (adopts(room, party) && adopt(room, party, err) < 0)
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
    for (size_t i = 0; i < mail->to.n; i++) {
        struct party *party = parties_meet(room->parties, mail->to.v[i].address);
        if (party)
            party->written++;
        if (recognise(room, &mail->to.v[i], concerned, err) < 0)
            return -1;
    }
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

static int write_interaction(struct mailroom *room, const struct mail *mail, const char *client, int64_t at,
                             bool outbound, struct err *err)
{
    _cleanup_free_ char *ref = client_ref(mail->id, client);
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

static bool is_sent(const struct mailroom *room, const struct envelope *envelope)
{
    return room->sent || (envelope->folder && guess_sent_folder(envelope->folder));
}

/* For a preview: whose mailbox it is, and from when to when it goes. */
static void survey(struct mailroom *room, const struct mail *mail, const struct envelope *envelope, bool outbound)
{
    struct errand *errand = room->errand;
    int64_t at = message_time(mail, envelope, outbound);

    if (!room->guess)
        return;
    if (!pass_wanted(errand->job, PASS_MINE))
        guess_take(room->guess, mail, is_sent(room, envelope));
    errand->first = errand->first == INSTANT_NONE || at < errand->first ? at : errand->first;
    errand->last = at > errand->last ? at : errand->last;
}

static int find_concerned(struct mailroom *room, const struct mail *mail, bool outbound,
                          struct concerned *concerned, struct err *err)
{
    return outbound ? find_recipients(room, mail, concerned, err) : find_senders(room, mail, concerned, err);
}

static int file_mail(struct mailroom *room, const struct mail *mail, const struct envelope *envelope,
                     struct err *err)
{
    struct concerned concerned = {0};
    bool outbound = any_mine(room, &mail->from);

    survey(room, mail, envelope, outbound);

    if (outbound && mail->to.n == 0)
        return skip(room, envelope, _("it is from you, and names nobody it went to"), err);
    if (outbound && all_mine(room, &mail->to)) {
        room->to_myself++;
        room->errand->skipped++;
        return 0;
    }
    int result = find_concerned(room, mail, outbound, &concerned, err);
    if (result == 0)
        result = write_interactions(room, mail, envelope, &concerned, outbound, err);
    free(concerned.v);
    return result;
}

/* --- passes that look at headers only --- */

/* Bytes up to the empty line. */
static size_t header_size(const struct envelope *envelope)
{
    const char *at = envelope->bytes, *end = at + envelope->n;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop || stop == at || (stop == at + 1 && *at == '\r'))
            break;
        at = stop + 1;
    }
    return (size_t)(at - envelope->bytes);
}

static int count_strangers(struct mailroom *room, const struct mail *mail, struct err *err)
{
    struct concerned concerned = {0};
    bool outbound = any_mine(room, &mail->from);
    int r = 0;

    if (!outbound || !all_mine(room, &mail->to))
        r = find_concerned(room, mail, outbound, &concerned, err);
    free(concerned.v);
    return r;
}

/* What cannot be used is told when it is filed. */
static int look_ahead(struct mailroom *room, const struct envelope *envelope, struct err *err)
{
    struct mail mail;
    int r = 0;

    if (envelope->too_large ||
        mail_parse(envelope->bytes, header_size(envelope), envelope->from_line.masked, &mail, NULL) < 0)
        return 0;
    if (room->pass == PASS_MINE)
        guess_take(room->guess, &mail, is_sent(room, envelope));
    else
        r = count_strangers(room, &mail, err);
    mail_clear(&mail);
    return r;
}

static void adopt_guesses(struct mailroom *room)
{
    const struct party *guesses[GUESSES_MAX];
    size_t n = guess_end(room->guess, guesses);

    for (size_t i = 0; i < n; i++)
        if (guesses[i]->me)
            parties_mine(room->parties, guesses[i]->address);
}

bool mailroom_looks_ahead(const struct mailroom *room)
{
    return room->pass != PASS_FILE;
}

bool mailroom_again(struct mailroom *room)
{
    struct errand *errand = room->errand;

    if (room->pass == PASS_FILE)
        return false;
    if (room->pass == PASS_MINE)
        adopt_guesses(room);
    else
        parties_want(room->parties, errand->job->at_least);
    room->pass = find_pass(errand->job, room->pass + 1);
    room->strangers_lost = 0;
    errand->pass++;
    return true;
}

/* --- the whole mailbox --- */

int mailroom_take(struct mailroom *room, const struct envelope *envelope, struct err *err)
{
    struct mail mail;
    struct err why;

    if (room->pass != PASS_FILE)
        return look_ahead(room, envelope, err);
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
            errand_unknown(room->errand, strangers[i]->address, strangers[i]->name, strangers[i]->count,
                                room->guess ? strangers[i]->written : 0, err);
    return result;
}

static int tell_mine(struct mailroom *room, struct err *err)
{
    const struct party *guesses[GUESSES_MAX];
    size_t n = room->guess ? guess_end(room->guess, guesses) : 0;
    int r = 0;

    for (size_t i = 0; r == 0 && i < n; i++) {
        const struct party *known = parties_find(room->parties, guesses[i]->address);
        bool likely = guesses[i]->me || (known && known->me);
        r = errand_mine(room->errand, guesses[i]->address, guesses[i]->name, guesses[i]->count, likely, err);
    }
    return r;
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
    return tell_mine(room, err) < 0 ? -1 : tell_strangers(room, err);
}
