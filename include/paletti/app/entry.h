/* One-line entries while they are typed: how a line would be understood, cheap enough for each key.
 *
 *   an entry    "[WHEN] in|out|call|meeting|note|work [CHANNEL] [25m|2h] TEXT [+2] [+haggles]"
 *   a record    "[WHEN] promise|request|delivery|complaint|expense|win|lesson|task ...": "promise fri 1450 INV-7 excuse
 *               office", as `log --add` takes it too
 *   a payment   "[WHEN] AMOUNT [CURRENCY] [METHOD] [INVOICE NUMBER]": "yesterday 320 EUR transfer INV-7" */
#pragma once

#include "paletti/app/app.h"

struct str;

/* LINE as it would be added to the log of the client with the ref CLIENT: appends "Fri 13 Nov 17:50, from them, e-mail,
 * 25 min: wants a different header". 0; 1: it is not whole yet, and TO gets what is missing; negative: it cannot be so,
 * and ERR says why. */
int entry_preview(struct app *app, const char *client, const char *line, struct str *to, struct err *err);
/* The same for `pay`: "320.00 EUR on Sun 15 Nov, transfer, for INV-7 (320.00 EUR left to pay)". Reads the client's open
 * invoices. */
int pay_preview(struct app *app, const char *client, const char *line, struct str *to, struct err *err);
/* The same for `sign`: what is noted on the first of REFS, with commas between, when LINE is done to it: "energy 2, haggles
 * over the price". */
int sign_preview(struct app *app, const char *refs, const char *line, struct str *to, struct err *err);
