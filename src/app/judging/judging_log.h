/* Judging one client's log anew from some entry on, and where the result goes. */
#pragma once

#include "standing.h"

#include "paletti/store/clients.h"
#include "paletti/store/dues.h"
#include "paletti/store/log.h"

/* Takes the judgements that differ from what is stored. */
struct judging_sink {
    int (*verdict)(struct judging_sink *sink, int64_t id, const struct verdict *verdict, struct err *err);
    int (*tally)(struct judging_sink *sink, int64_t client_id, const struct tally *tally, struct err *err);
    int (*ask)(struct judging_sink *sink, const struct ask_row *row, int64_t due, bool told, struct err *err);
    int (*invoice)(struct judging_sink *sink, const struct invoice_row *row, int32_t due, int64_t due_end,
                   struct err *err);
    struct store *store;
    int64_t judgements; /* rows looked at */
};

/* One client while their log is walked. The open question's row is written once, when its verdict is final.
 */
struct log_judge {
    int64_t id;   /* of the client */
    int64_t from; /* entries with smaller ids are not looked at */
    char *ref;
    struct standing standing;
    struct judge *judge;
    struct {
        int64_t id; /* 0: no question is open */
        struct verdict stored, now;
    } question;
    struct tally stored, tally;
    bool count_again; /* what stands before `from` is not in `tally` */
};

/* Prepares judging CLIENT_ID's log from FROM on (LOG_WHOLE; LOG_SOUND: nothing of it, the dues only), which
 * may move FROM back a little: to the first entry of the instant before it. 0; 1: there is no such client. */
#define LOG_WHOLE INT64_MIN
#define LOG_SOUND INT64_MAX
int log_judge_open(struct store *store, struct rulebook *book, int64_t client_id, int64_t from,
                   struct log_judge *ret, struct err *err);
/* The next entry of this client. */
int log_judge_step(struct log_judge *judge, const struct log_entry *row, struct judging_sink *sink,
                   struct err *err);
/* Behind the last one: the open question's verdict and the tally. */
int log_judge_end(struct log_judge *judge, struct judging_sink *sink, struct err *err);
void log_judge_clear(struct log_judge *judge);

/* The dues of CLIENT's asks and invoices by BOUNDARIES: each row as it is stored, and what would be. */
struct dues_sink {
    int (*ask)(void *ctx, const struct ask_row *row, int64_t due, struct err *err); /* INSTANT_NONE: never */
    int (*invoice)(void *ctx, const struct invoice_row *row, int32_t due, int64_t due_end, struct err *err);
    void *ctx;
};
int dues_each(struct store *store, int64_t client_id, const char *client, struct boundaries *boundaries,
              const struct dues_sink *sink, struct err *err);
/* Those that differ from what is stored go into SINK. */
int dues_judge(struct store *store, int64_t client_id, const char *client, struct boundaries *boundaries,
               struct judging_sink *sink, struct err *err);
