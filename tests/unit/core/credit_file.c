#include "credit_file.h"

#include "paletti/base/mem.h"

struct money money_of(const char *text)
{
    struct money money;
    size_t len = strcspn(text, " ");
    _cleanup_free_ char *amount = mem_string_n(text, len);
    struct err err;

    ck_assert_msg(money_parse(amount, text + len + 1, &money, &err) == 0, "%s", err.text);
    return money;
}

int64_t quantity_of(const char *text)
{
    int64_t quantity;

    ck_assert_int_eq(quantity_parse(text, &quantity), 0);
    return quantity;
}

struct package *add_package(struct file *file, const char *ref, enum package_unit unit, const char *quantity,
                            const char *price, const char *bought_on)
{
    struct package *package = &file->packages[file->n_packages++];

    model_init(&model_package, package);
    package->ref = mem_string(ref);
    package->unit = (int8_t)unit;
    package->quantity = quantity_of(quantity);
    package->price = money_of(price);
    package->bought_on = day_of(bought_on);
    return package;
}

void add_milestone(struct package *package, const char *what, const char *on, int64_t share)
{
    struct milestone *milestone = list_add(&package->milestones, sizeof *milestone);

    *milestone = (struct milestone){mem_string(what), on ? day_of(on) : DAY_NONE, share};
}

struct use *add_use(struct file *file, const char *package, const char *on, const char *quantity)
{
    struct use *use = &file->uses[file->n_uses++];

    model_init(&model_use, use);
    use->ref = str_format("use-%zu", file->n_uses);
    use->package = mem_string(package);
    use->on = day_of(on);
    use->quantity = quantity_of(quantity);
    return use;
}

void add_uses(struct file *file, const char *package, const char *const *days)
{
    for (; *days; days++)
        add_use(file, package, *days, "1");
}

struct payment *add_payment(struct file *file, const char *ref, const char *amount, const char *on)
{
    struct payment *payment = &file->payments[file->n_payments++];

    model_init(&model_payment, payment);
    payment->ref = mem_string(ref);
    payment->amount = money_of(amount);
    payment->on = day_of(on);
    return payment;
}

struct contract *add_contract(struct file *file, const char *ref, enum refund_policy policy,
                              const char *single)
{
    struct contract *contract = &file->contracts[file->n_contracts++];

    model_init(&model_contract, contract);
    contract->ref = mem_string(ref);
    contract->refund_policy = (int8_t)policy;
    if (single)
        contract->single_price = money_of(single);
    return contract;
}

void file_clear(struct file *file)
{
    for (size_t i = 0; i < file->n_packages; i++)
        model_clear(&model_package, &file->packages[i]);
    for (size_t i = 0; i < file->n_uses; i++)
        model_clear(&model_use, &file->uses[i]);
    for (size_t i = 0; i < file->n_contracts; i++)
        model_clear(&model_contract, &file->contracts[i]);
    for (size_t i = 0; i < file->n_payments; i++)
        model_clear(&model_payment, &file->payments[i]);
}
struct credit_records records_of(const struct file *file)
{
    return (struct credit_records){
        .packages = file->packages,
        .uses = file->uses,
        .contracts = file->contracts,
        .payments = file->payments,
        .refunds = file->refunds,
        .n_packages = file->n_packages,
        .n_uses = file->n_uses,
        .n_contracts = file->n_contracts,
        .n_payments = file->n_payments,
        .n_refunds = file->n_refunds,
    };
}
