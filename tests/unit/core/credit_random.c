/* The credit statement: what must hold for every client there may be. */
#include "credit_file.h"

#include "paletti/base/mem.h"

enum { FROM = 20454 /* 2026-01-01 */, SPAN = 500 };

static const char *const currencies[] = {"EUR", "JPY", "TND"};

static void random_package(struct dice *dice, struct file *file)
{
    struct package *package = &file->packages[file->n_packages++];

    model_init(&model_package, package);
    package->ref = str_format("p%zu", file->n_packages);
    package->unit = (int8_t)dice_roll(dice, 4);
    package->quantity = dice_chance(dice, 80) ? (1 + dice_roll(dice, 24)) * 1000 : 1 + dice_roll(dice, 9999);
    package->price.minor = dice_chance(dice, 95) ? dice_roll(dice, 200000) : INT64_MAX / 64;
    strcpy(package->price.currency, currencies[dice_roll(dice, ARRAY_LEN(currencies))]);
    package->bought_on = FROM + (int32_t)dice_roll(dice, 40);
    if (dice_chance(dice, 40))
        package->starts_on = FROM + (int32_t)dice_roll(dice, 80);
    if (dice_chance(dice, 20))
        package->ends_on = FROM + (int32_t)dice_roll(dice, SPAN);
    for (uint32_t n = dice_chance(dice, 50) ? dice_roll(dice, 5) : 0; n > 0; n--) {
        struct milestone *milestone = list_add(&package->milestones, sizeof *milestone);
        *milestone = (struct milestone){NULL, FROM + (int32_t)dice_roll(dice, SPAN), dice_roll(dice, 400)};
    }
    for (uint32_t n = dice_roll(dice, 4); n > 0; n--) {
        _cleanup_free_ char *ref = str_format("pay%u", 1 + dice_roll(dice, 8));
        texts_add(&package->payments, ref);
    }
    if (dice_chance(dice, 30))
        package->contract = mem_string("c");
}

static void random_file(struct dice *dice, struct file *file)
{
    for (uint32_t n = 1 + dice_roll(dice, 5); n > 0; n--)
        random_package(dice, file);
    for (uint32_t n = dice_roll(dice, 40); n > 0; n--) {
        struct use *use = &file->uses[file->n_uses++];
        model_init(&model_use, use);
        use->ref = str_format("u%zu", file->n_uses);
        use->package = str_format("p%u", 1 + dice_roll(dice, (uint32_t)file->n_packages));
        use->on = FROM + (int32_t)dice_roll(dice, SPAN);
        use->quantity = dice_chance(dice, 70) ? 1000 : dice_roll(dice, 3000);
    }
    for (int n = 0; n < 8; n++) {
        struct payment *payment = &file->payments[file->n_payments++];
        model_init(&model_payment, payment);
        payment->ref = str_format("pay%zu", file->n_payments);
        payment->amount.minor = (int64_t)dice_roll(dice, 120000) - 20000;
        strcpy(payment->amount.currency, currencies[dice_roll(dice, ARRAY_LEN(currencies))]);
        payment->on = FROM + (int32_t)dice_roll(dice, 90);
    }
    struct contract *contract = &file->contracts[file->n_contracts++];
    model_init(&model_contract, contract);
    contract->ref = mem_string("c");
    contract->refund_policy = (int8_t)dice_roll(dice, 2);
    contract->single_price.minor = dice_roll(dice, 20000);
    strcpy(contract->single_price.currency, currencies[dice_roll(dice, ARRAY_LEN(currencies))]);
}

static int64_t sum_of(const struct credit *credit, const char *currency, bool splits)
{
    int64_t sum = 0;

    for (size_t i = 0; i < (splits ? credit->n_splits : credit->n_lines); i++) {
        struct money part = splits ? credit->splits[i].amount : credit->lines[i].refund;
        sum += str_equal(part.currency, currency) ? part.minor : 0;
    }
    return sum;
}

/* A line's numbers among themselves. */
static void check_line(const struct credit_line *line)
{
    must(line->refund.minor >= 0 && line->refund.minor <= line->worth.minor);
    must(line->worth.minor >= 0 && line->worth.minor <= line->package->price.minor);
    must(line->left >= 0 && line->left <= line->bought && line->bought == line->package->quantity);
    must(line->left == (line->used < line->bought ? line->bought - line->used : 0));
    must(line->refund.minor ==
         (line->worth.minor > line->returned.minor ? line->worth.minor - line->returned.minor : 0));
    if (line->way == CREDIT_BY_MONTHS)
        must(line->worth.minor == line->months.whole_sum.minor + line->months.share.minor);
    if (line->way != CREDIT_BY_SINGLE && line->left == 0)
        must(line->worth.minor == 0);
    if (line->way != CREDIT_BY_SINGLE && line->left == line->bought)
        must(line->worth.minor == line->package->price.minor);
}

static void check_sums(const struct credit *credit, const struct file *file)
{
    for (size_t i = 0; i < credit->n_lines; i++)
        check_line(&credit->lines[i]);
    for (size_t i = 0; i < credit->n_totals; i++) {
        must(credit->totals[i].minor == sum_of(credit, credit->totals[i].currency, false));
        must(credit->totals[i].minor == sum_of(credit, credit->totals[i].currency, true));
    }
    int64_t given[ARRAY_LEN(file->payments)] = {0};
    for (size_t i = 0; i < credit->n_splits; i++) {
        const struct payment *payment = credit->splits[i].payment;
        must(credit->splits[i].amount.minor > 0);
        must(!payment || str_equal(payment->amount.currency, credit->splits[i].amount.currency));
        if (payment)
            given[payment - file->payments] += credit->splits[i].amount.minor;
    }
    for (size_t i = 0; i < file->n_payments; i++)
        must(given[i] <= (file->payments[i].amount.minor > 0 ? file->payments[i].amount.minor : 0));
}

/* Hours and sessions again, the slow way: unit by unit of the smallest. */
static void check_slowly(const struct credit_line *line, const struct file *file, int32_t on)
{
    int64_t left = line->package->quantity, minor = 0;

    if (line->way != CREDIT_BY_UNITS || line->package->price.minor > 1000000)
        return;
    for (size_t i = 0; i < file->n_uses; i++)
        if (str_equal(file->uses[i].package, line->package->ref) && file->uses[i].on <= on)
            left -= file->uses[i].quantity;
    while (left > 0 && minor * line->package->quantity < left * line->package->price.minor)
        minor++;
    must(line->worth.minor == minor);
}

START_TEST(everybody)
{
    struct dice dice = {(uint64_t)_i * 7919 + 1};
    _cleanup_file_ struct file file = {0};
    int64_t before[ARRAY_LEN(file.packages)];

    random_file(&dice, &file);
    for (size_t i = 0; i < file.n_packages; i++)
        before[i] = INT64_MAX;
    for (int32_t on = FROM + 90; on < FROM + SPAN; on += 1 + (int32_t)dice_roll(&dice, 9)) {
        struct credit_records records = records_of(&file);
        struct credit_wish wish = {.on = on, .today = DAY_NONE};
        _cleanup_credit_ struct credit credit = {0};
        must(credit_make(&records, &wish, &credit, NULL) == 0);
        must(credit.n_lines == file.n_packages);
        check_sums(&credit, &file);
        for (size_t i = 0; i < credit.n_lines; i++) {
            size_t at = (size_t)(credit.lines[i].package - file.packages);
            must(credit.lines[i].refund.minor <= before[at]);
            before[at] = credit.lines[i].refund.minor;
            check_slowly(&credit.lines[i], &file, on);
        }
    }
}
END_TEST

/* Months again, day by day: each day of a month is worth its part of that month's price. */
START_TEST(months_day_by_day)
{
    struct dice dice = {(uint64_t)_i * 104729 + 1};
    _cleanup_file_ struct file file = {0};
    int n = 1 + (int)dice_roll(&dice, 14);
    int64_t price = 1 + dice_roll(&dice, 100000), each = price / n;
    struct civil start;

    struct package *package = add_package(&file, "p", UNIT_MONTH, "1", "0.00 EUR", "2026-01-01");
    package->quantity = n * 1000;
    package->price.minor = price;
    package->bought_on = FROM + (int32_t)dice_roll(&dice, 1000);
    civil_of_day(package->bought_on, &start);
    int32_t day = package->bought_on;
    for (int month = 0; month < n; month++) {
        int later = start.month + month; /* of the next one, from 0 */
        int year = start.year + later / 12, wanted = start.day;
        while (!civil_valid(year, later % 12 + 1, wanted))
            wanted--;
        int32_t next = civil_day(year, later % 12 + 1, wanted);
        int64_t behind = each * (n - 1 - month), own = month ? each : price - each * (n - 1);
        for (int32_t from = day; day < next; day++) {
            struct credit_records records = records_of(&file);
            struct credit_wish wish = {.on = day, .today = DAY_NONE};
            _cleanup_credit_ struct credit credit = {0};
            must(credit_make(&records, &wish, &credit, NULL) == 0);
            int64_t days = next - from, left = next - 1 - day;
            must(credit.lines[0].worth.minor == behind + (own * left + days - 1) / days);
            must(credit.lines[0].months.whole == n - 1 - month && credit.lines[0].months.days == days);
        }
    }
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {{everybody, 200}, {months_day_by_day, 60}};
    return run_suite("credit_random", rows, ARRAY_LEN(rows));
}
