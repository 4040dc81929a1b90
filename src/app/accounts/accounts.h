/* The accounts that what leaves the machine goes through, as paletti.conf says: paletti.conf(5). It is read
 * anew for each use. No secret stands in it, only commands that print one, and those run in the courier
 * alone. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/record/post.h"
#include "paletti/record/refund.h"

enum account_way {
    ACCOUNT_NONE, /* nothing is said: letters are copied and sent by hand */
    ACCOUNT_SMTP,
    ACCOUNT_COMMAND, /* a program such as sendmail takes the letter */
    ACCOUNT_CLIPBOARD,
};
extern const char *const account_way_names[]; /* "none", "smtp", "command", "clipboard" */

struct accounts {
    char *path;              /* the file, whether it is there or not; NULL: nobody has a home */
    bool there;              /* it is */
    int8_t way;              /* enum account_way, of letters */
    char *from, *from_name;  /* of letters: my address, ASCII, and my name. Where the file does not say, those
                                of `me`; NULL: nor  does `me`. With smtp and command `from` is always there */
    struct post_server mail; /* POST_SMTP or POST_COMMAND, as `way` says */
    bool sent_given;         /* sent mail can be looked into: */
    struct post_server sent; /* ... POST_IMAP */
    char *sent_folder;       /* ... NULL: what the server calls sent mail */
    struct texts clipboard;  /* the program that takes a text on its standard input; n 0: there is none */
    bool stripe_given;       /* refunds can be made: */
    struct refund_service stripe;
    char *careless; /* a sentence on others who may read the file; NULL: they may not */
};

/* Reads the file. Where there is none, and in a file without a section, nothing is given. -1: the sentence
 * names file, line and key, and what to do; nothing is taken of a file with a mistake. The caller ends with
 * accounts_clear. */
int accounts_read(struct app *app, struct accounts *ret, struct err *err);
void accounts_clear(struct accounts *accounts);
#define _cleanup_accounts_ _cleanup_(accounts_clear)

/* -1, with a sentence that says what to write into the file, unless letters can be sent (by smtp or by
 * command), refunds made. */
int accounts_need_mail(const struct accounts *accounts, struct err *err);
int accounts_need_stripe(const struct accounts *accounts, struct err *err);

/* Gives TEXT to the clipboard's program, without a shell, and waits up to ten seconds for it to take it
 * (xclip and the like go on in the background). 1: no program is named, so the screen has to copy it itself.
 * -1: it was not taken, and why. */
int accounts_copy(const struct accounts *accounts, const char *text, struct err *err);
