/* The parts of a credit statement: what a line is worth, and which payments it goes back on. */
#pragma once

#include "paletti/core/credit.h"

/* A product of a sum and a quantity does not fit into 64 bits. */
__extension__ typedef __int128 wide;

/* Fills in used, left, way, months and worth of LINE, whose package, contract and uses are known. */
void credit_line_value(struct credit_line *line, int32_t on);

/* What is left on each of the records' payments, and what the statement gives back on it: minor units, by its
 * place. */
struct credit_purse {
    const struct credit_records *records;
    int32_t known; /* the last day of which refunds are known */
    int64_t *left, *given;
};
void credit_purse_init(struct credit_purse *purse, const struct credit_records *records, int32_t known);
void credit_purse_done(struct credit_purse *purse);
/* Takes what was given back before off the payments, into `returned` of its line, or to CREDIT's `apart`. */
void credit_purse_returned(struct credit_purse *purse, struct credit *credit);
/* Lays each line's refund on the payments of its package, and fills in CREDIT's splits. */
void credit_purse_split(struct credit_purse *purse, struct credit *credit);
