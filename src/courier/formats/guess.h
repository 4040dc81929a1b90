/* Whose mailbox is this? Addresses that may be the person's own, by what the messages say. */
#pragma once

#include "formats/mail.h"
#include "formats/parties.h"

enum { GUESSES_MAX = 8 };

struct guess;
struct guess *guess_new(void);
void guess_free(struct guess *guess); /* takes NULL */

/* One more message. SENT: it lies in a folder of what was sent. */
void guess_take(struct guess *guess, const struct mail *mail, bool sent);
/* At most GUESSES_MAX, the likeliest first: borrowed. A party's `count` is in how many messages it has a part, `me`
 * whether everything speaks for it: mail was delivered to it, or lies among what was sent; where neither is known, it
 * alone has a part in most messages. */
size_t guess_end(struct guess *guess, const struct party *ret[GUESSES_MAX]);

/* Whether a folder or file of that PATH is named as one of sent mail. */
bool guess_sent_folder(const char *path);
