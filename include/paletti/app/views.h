/* What the screen shows, as typed rows. The strings of a row are borrowed until its callback returns. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/base/str.h"
#include "paletti/core/explain.h"
#include "paletti/core/filter.h"
#include "paletti/core/interaction.h"
#include "paletti/core/judge.h"

/* The filter that a person typed, as of now; NULL for an empty TEXT or NULL. */
int app_filter(struct app *app, const char *text, enum filter_of of, struct filter **ret, struct err *err);

/* One line of the client list, seen from now. */
struct client_line {
    int64_t id;
    const char *ref, *name, *short_name;
    int8_t state;                         /* enum client_state */
    enum question_state question;         /* none, waiting, overdue */
    int64_t due;                          /* of the open question, INSTANT_NONE */
    int64_t last;                         /* newest entry not after now, INSTANT_NONE */
    int64_t client_breaches, my_breaches; /* client's counted ones, mine all; asks and invoices included */
    const struct money *owed;             /* unpaid invoices, a sum per currency */
    size_t n_owed;
    bool invoice_overdue;
};

/* CLIENTS in order of name. SEARCH (NULL: all): the beginning of any word of the name, folded. */
int view_clients(struct app *app, const char *search, int (*fn)(void *ctx, const struct client_line *line),
                 void *ctx, struct err *err);

/* The same, of those that FILTER lets through. */
int view_clients_filtered(struct app *app, const struct filter *filter,
                          int (*fn)(void *ctx, const struct client_line *line), void *ctx, struct err *err);

/* One line of the screen's list: less than above, for it is made before the first frame. */
struct attention_line {
    int64_t id;
    const char *name, *short_name; /* the short one may be NULL */
    int8_t state;
    enum question_state question;
    int64_t due;
    int64_t client_breaches, my_breaches;
    bool invoice_overdue;
    int64_t later;         /* until then I put them off, or all that they want: they stand behind; INSTANT_NONE */
    bool question_later, invoice_later; /* the one, or all of the others, is put off: no reason to stand in front */
    int64_t overdue_since; /* of the oldest invoice that is overdue, INSTANT_NONE */
    enum breach often;     /* of the client's counted ones the most frequent; 0: none, or a question is owed */
    int64_t often_n;
};
/* The list stands in sections, each in the order that is asked for. */
enum client_section { SECTION_CLIENTS, SECTION_PROSPECTS, SECTION_ENDED, SECTIONS_N };
enum client_section client_section(int8_t state);
struct attention {
    int64_t listed;  /* how many there are in all */
    int64_t of[SECTIONS_N], waiting[SECTIONS_N]; /* in each; and those of them who wait for an answer */
    int64_t ended;   /* how many are left out: they left, and wait for nothing */
    int64_t members; /* and how many because their group stands for them: they wait for nothing, and no invoice of theirs
                        is overdue */
};

/* CLIENTS section by section, in each in the order in which they want attention: those who wait, the earliest due first
 * (one that never falls due last); an invoice overdue; the others; those put off; within each by name. At most LIMIT
 * (0: all). With SEARCH, as above, those who left are found too. */
int view_attention(struct app *app, const char *search, int limit,
                   int (*fn)(void *ctx, const struct attention_line *line), void *ctx, struct attention *ret,
                   struct err *err);

/* Ref and name of the client ID. 0; 1: there is none any more. */
int view_client(struct app *app, int64_t id, int (*fn)(void *ctx, const char *ref, const char *name), void *ctx,
                struct err *err);

/* In what order: the one above; by name; the newest entry first; who crossed most lines; who owes most money (in my
 * currency, then in others). */
enum client_order { ORDER_ATTENTION, ORDER_NAME, ORDER_NEWEST, ORDER_BREACHES, ORDER_OWED, ORDERS_N };
extern const char *const client_order_names[]; /* "attention", as settings keep it; NULL-terminated */
const char *words_client_order(enum client_order order); /* "lines crossed", translated */

/* FILTER NULL: all. Those who left, and wait for nothing, are listed when they are searched, or the filter asks for
 * them. */
struct client_query {
    const char *search;
    const struct filter *filter;
    enum client_order order;
    int limit;
    bool ended; /* those who left are listed in any case */
};
int view_list(struct app *app, const struct client_query *query,
              int (*fn)(void *ctx, const struct attention_line *line), void *ctx, struct attention *ret, struct err *err);

/* One line of a log: an entry, or among a client's own ones a payment, or another dated record: a promise, a delivery. Those
 * have no time: they stand at the beginning of their day, the ref begins with the type ("payment:"), `subject` says all of it
 * and `beginning` the most important. */
enum log_sort { LOG_ENTRY, LOG_SESSION /* a session of a package */, LOG_PAYMENT, LOG_RECORD /* other ones */ };
struct log_line {
    int64_t id, client_id;
    const char *ref, *client_name;
    int64_t at, minutes;
    enum direction direction;
    enum kind kind;
    enum log_sort sort;
    const char *record; /* its type, "promise"; NULL: an entry */
    const char *channel, *subject, *beginning;
    const char *signs; /* energy and signs, "e2 +haggles"; NULL: none */
    enum question_state question;
    int64_t receipt, due; /* of a question; INSTANT_NONE */
    bool early;
    uint16_t breaches, counted; /* bits of enum breach, late material of the row's asks included */
    uint16_t reminded, waived;  /* of the client's among them, what was done about them */
    bool needs_reply;           /* it came from the client, and nobody said that it needs none */
};

static inline bool log_is_entry(const struct log_line *line)
{
    return line->sort < LOG_PAYMENT;
}
/* The type of the record that a line's ref names, "promise" of "promise:s-1", and *RET_REF its own ref; NULL: it is an
 * entry's. */
const char *view_line_type(const char *ref, const char **ret_ref);

/* A page of at most LIMIT lines with ids below AFTER (INT64_MAX: from the newest), newest first; FORWARD:
 * above AFTER, oldest first. CLIENT_ID 0: everybody's, without payments. SEARCH: words, or NULL. */
int view_log(struct app *app, int64_t client_id, const char *search, int64_t after, bool forward, int limit,
             int (*fn)(void *ctx, const struct log_line *line), void *ctx, struct err *err);
/* The line ID. 0; 1: there is none any more. */
int view_log_line(struct app *app, int64_t id, int (*fn)(void *ctx, const struct log_line *line), void *ctx,
                  struct err *err);

/* The same through a filter. It may have to look at many lines for each that it lets through: no more than MOST (0: all)
 * are looked at, so that whoever waits for a key can call again. */
struct log_sift {
    int64_t client_id;
    const struct filter *filter;
    const char *search; /* words, or NULL */
    int64_t after;
    bool forward;
    int limit, most;
    bool payments; /* among the client's entries */
};
/* 0: LIMIT lines were let through, or there are no more; 1: MOST were looked at: the rest lies beyond *RET_REACHED. */
int view_log_sifted(struct app *app, const struct log_sift *sift, int (*fn)(void *ctx, const struct log_line *line),
                    void *ctx, int64_t *ret_reached, struct err *err);
/* Payments included. */
int64_t view_log_count(struct app *app, int64_t client_id);
int64_t view_log_position(struct app *app, int64_t client_id, int64_t id);

/* One line of the panes about one client. */
enum about_tone { ABOUT_PLAIN, ABOUT_QUIET, ABOUT_GOOD, ABOUT_WAITING, ABOUT_ALERT, ABOUT_THEIRS, ABOUT_MINE };
struct about_line {
    const char *label; /* translated; "": goes on with what the line above says, or a sentence of its own */
    const char *text;
    const char *aside; /* short, for the right end: a count, a moment; or "" */
    enum about_tone tone, aside_tone;
    bool spare;         /* may be left out where there is little room */
    unsigned breaches;  /* the entries behind it are those that crossed one of these lines (view_crossed) */
    const char *ref;    /* what explains it (view_explain): an entry, an ask, an invoice; or NULL */
    int64_t entry;      /* the entry that explains it, 0: see ref */
    bool untold;        /* breaches of it do not count: they were not told */
    int64_t client_id;  /* whom it is about, where the lines are about several; else 0 */
};
/* The days that the panes look back. */
enum { ABOUT_DAYS = 90 };

/* What holds between CLIENT_ID and me: hours, reply window, channels ..., my own breaches first. */
int view_boundaries(struct app *app, int64_t client_id, int (*fn)(void *ctx, const struct about_line *line),
                    void *ctx, struct err *err);
/* What the pane to decide on says of a client and a key must not wait for: their facts, what was tried, the last decision and
 * what came of it. Made in a pause, compared with the others in slices. */
struct about_decision;
/* 0; 1: there is no such client. */
int about_decision_new(struct app *app, int64_t client_id, struct about_decision **ret, struct err *err);
void about_decision_free(struct about_decision *about); /* takes NULL */
/* Goes on comparing. 1: there is more to do. */
int about_decision_step(struct about_decision *about, struct err *err);
/* Whether it is about CLIENT_ID, and nothing was changed since. ABOUT may be NULL. */
bool about_decision_holds(const struct about_decision *about, int64_t client_id);
/* The plain facts about CLIENT_ID that a decision is made of. ABOUT: what is known of this client beyond; NULL: what can be
 * said at once. */
int view_facts(struct app *app, int64_t client_id, const struct about_decision *about,
               int (*fn)(void *ctx, const struct about_line *line), void *ctx, struct err *err);
/* The entries of CLIENT_ID in the last ABOUT_DAYS days that crossed one of the lines BREACHES, newest first. */
int view_crossed(struct app *app, int64_t client_id, unsigned breaches,
                 int (*fn)(void *ctx, const struct log_line *line), void *ctx, struct err *err);
/* The ref of the entry ID, which the caller owns; NULL: there is none. */
char *view_entry_ref(struct app *app, int64_t id);
/* What comes next with anybody, by time, at most LIMIT lines: replies due and their latest polite moment, what was
 * asked for, invoices, meetings; with ALL what decisions, promises and letters bring too, which takes longer. The label is the
 * moment. */
int view_next(struct app *app, int limit, bool all, int (*fn)(void *ctx, const struct about_line *line), void *ctx,
              struct err *err);
/* The last ABOUT_DAYS days in figures: income, hours, lines crossed. KNOWN: what is counted in pauses: what an hour earned,
 * hours that nobody paid, what was decided; NULL: what can be said at once. */
struct about_numbers;
struct about_numbers *about_numbers_new(struct app *app);
void about_numbers_free(struct about_numbers *known); /* takes NULL */
/* 1: there is more to do. */
int about_numbers_step(struct about_numbers *known, struct err *err);
/* Whether all is counted, and nothing was changed since. KNOWN may be NULL. */
bool about_numbers_hold(const struct about_numbers *known);
int view_numbers(struct app *app, const struct about_numbers *known, int (*fn)(void *ctx, const struct about_line *line), void *ctx,
                 struct err *err);

/* The client, or the entry or payment, that a list knows by the store's id, or by its ref. 0; 1: there is none any more. *RET is
 * owned. */
int view_client_ref(struct app *app, int64_t id, char **ret, struct err *err);
int view_client_id(struct app *app, const char *ref, int64_t *ret_id, struct err *err);
/* The ref of the client whom a person calls TEXT: a ref, else a unique beginning of a name. Owned. Fails when nobody is called
 * so, or several are: then err lists them. */
int view_client_find(struct app *app, const char *text, char **ret, struct err *err);
int view_entry_id(struct app *app, const char *ref, int64_t *ret_id, int64_t *ret_client, struct err *err);

/* At most LIMIT refs of entries, requests and invoices that begin with BEGINNING. */
int view_refs(struct app *app, const char *beginning, int limit, int (*fn)(void *ctx, const char *ref), void *ctx,
              struct err *err);

/* A record in a list of its type: what form_edit calls it, and what it says, in one line. */
struct record_line {
    const char *ref; /* NULL: `me` */
    const char *text;
};
/* The records of TYPE, at most LIMIT, in the order of export; CLIENT: the one they are about, as a person names it, or NULL. 1:
 * there are more. */
int view_records(struct app *app, const char *type, const char *client, int limit,
                 int (*fn)(void *ctx, const struct record_line *line), void *ctx, struct err *err);

/* What goes with a client who is removed: the entries of their log, and their other records but what I put off. */
struct belongings {
    int64_t entries, others;
};
/* Adds those of CLIENT, a ref, to *TO. */
int view_belongings(struct app *app, const char *client, struct belongings *to, struct err *err);
/* "3 entries and 2 other records"; nothing where there is nothing. Appends. */
void words_belongings(struct str *to, const struct belongings *belongings);

/* Sums for the title line. */
struct overview {
    bool open;                /* my hours, now */
    int64_t changes_at;       /* when that changes next, INSTANT_NONE */
    bool default_hours;       /* no rule written yet */
    int64_t waiting, overdue; /* clients with a question owed; of those late */
    int64_t money_overdue;    /* clients with an invoice overdue */
    struct money overdue_sums[4]; /* what these owe on such invoices, the first currencies */
    size_t n_overdue_sums;
    int64_t clients, entries;
    int64_t drafts; /* letters that wait to be sent by me */
    int64_t undo; /* acts that can be undone; -1: not counted (view_undo), for few ask */
};
int view_overview(struct app *app, struct overview *ret, struct err *err);
/* How many acts can be undone. */
int64_t view_undo(struct app *app);

/* The explanation of REF (an interaction, an ask, an invoice, or a payment of a log's line) as lines of text for people, in the person's
 * language and zone. Returns 0, or 1 when there is nothing to explain (FN got a sentence that says so). */
int view_explain(struct app *app, const char *ref, int (*fn)(void *ctx, const char *line), void *ctx,
                 struct err *err);

/* The entry REF, or the payment of a log's line, whole, as lines for people: whose, when, how, about what; its body, as it was written; and what
 * view_explain says of it. TEXT may hold newlines; lines too long for the place go on HANG cells in. */
int view_entry(struct app *app, const char *ref, int (*fn)(void *ctx, int hang, const char *text), void *ctx,
               struct err *err);

/* Shared wording, translated: "e-mail", "chased inside the window", "you answered outside your hours". */
const char *words_breach(enum breach breach);      /* a short word for a column */
const char *words_breach_long(enum breach breach); /* a clause */
const char *words_question(enum question_state state);
const char *words_channel(const char *channel); /* may be CHANNEL itself */
/* What CODE of FILE ("signs") means, translated; a code that is in no file as it is. Borrowed from APP, or CODE itself. */
const char *words_code(struct app *app, const char *file, const char *code);
const char *words_type(const char *type);       /* of a record: "exception" for override */
/* In at most 5 cells where it is one of ours: "mail", "WA". */
const char *words_channel_short(const char *channel);
/* An instant in the app's zone: "Fri 13 Mar 10:15", with the year when it is not this one. Appends. */
void words_instant(struct app *app, struct str *to, int64_t at);
/* The clock alone, behind a blank: " 10:15". */
void words_clock(struct app *app, struct str *to, int64_t at);
/* What the clocks in ZONE show, without the blank. */
void words_clock_in(const struct zone *zone, struct str *to, int64_t at);
void words_day(struct app *app, struct str *to, int32_t day);
/* Days, "Mon 7 Dec - Fri 11 Dec"; one: its name alone. */
void words_range(struct app *app, struct str *to, int32_t from, int32_t until);
/* "13 Mar", with YEAR "13 Mar 2026". */
void words_date(struct str *to, const struct civil *date, bool year);
/* "13 Mar 2026"; DAY_NONE: nothing. */
void words_dated(struct str *to, int32_t day);
/* "13 Mar", with the year where it is not that of the day BESIDE: the other end of a stretch, today. */
void words_date_beside(struct str *to, int32_t day, int32_t beside);
/* A sum: "1,234.50 EUR", in Spanish "1.234,50 EUR"; words_money behind a comma where TO has something already. */
void words_sum(struct str *to, struct money sum);
void words_money(struct str *to, struct money sum);
/* "sessions": of packages, by enum package_unit. */
const char *words_units(int unit);
/* Contact hours: "Mon-Thu 09:30-18:00, Fri 09:30-14:00". */
void words_hours(struct str *to, const struct hours *hours);
/* A reply window: "72 hours", "3 working days". */
void words_window(struct str *to, struct window window);
/* A span of seconds: "7 h 35", "3 d 4 h". */
void words_duration(struct str *to, int64_t seconds);
