/* The formats the courier reads and writes: one function each, in a file of its name. They stream records and
 * events into the errand, count what they read, and return 0, or -1 with what `failed` says. */
#pragma once

#include "errand.h"

int mbox_read(struct errand *errand, struct err *err);
int maildir_read(struct errand *errand, struct err *err);
int csv_read(struct errand *errand, struct err *err);
int csv_write(struct errand *errand, struct err *err);
int vcard_read(struct errand *errand, struct err *err);
int ics_read(struct errand *errand, struct err *err);
