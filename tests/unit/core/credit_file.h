/* Records of one client, built by hand, for the tests of the credit statement. */
#pragma once

#include "fixture.h"

#include "paletti/core/credit.h"

struct file {
    struct package packages[8];
    struct use uses[64];
    struct contract contracts[4];
    struct payment payments[8];
    struct credit_refund refunds[4];
    size_t n_packages, n_uses, n_contracts, n_payments, n_refunds;
};
void file_clear(struct file *file);
#define _cleanup_file_ _cleanup_(file_clear)
struct credit_records records_of(const struct file *file);

struct money money_of(const char *text); /* "600.00 EUR" */
int64_t quantity_of(const char *text);

/* Each returns the record, for what it does not say. */
struct package *add_package(struct file *file, const char *ref, enum package_unit unit, const char *quantity,
                            const char *price, const char *bought_on);
void add_milestone(struct package *package, const char *what, const char *on, int64_t share); /* on NULL: not reached */
struct use *add_use(struct file *file, const char *package, const char *on, const char *quantity);
void add_uses(struct file *file, const char *package, const char *const *days); /* of 1, NULL-terminated */
struct payment *add_payment(struct file *file, const char *ref, const char *amount, const char *on);
struct contract *add_contract(struct file *file, const char *ref, enum refund_policy policy, const char *single);
