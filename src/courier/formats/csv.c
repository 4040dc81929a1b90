#include "formats/charset.h"
#include "formats/contact.h"
#include "formats/csv_own.h"
#include "formats/csv_plan.h"
#include "formats/csv_table.h"
#include "formats/formats.h"
#include "formats/tidy.h"
#include "input.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static int read_contact(struct errand *errand, const struct csv_plan *plan, const struct csv_table *table,
                        const struct csv_row *row, struct err *err)
{
    _cleanup_free_ char *where = str_format(_("row %lld"), (long long)table->row);
    struct contact contact = {0};

    errand->read++;
    csv_plan_read(plan, row, &contact);
    int result = contact_emit(errand, &contact, csv_plan_prefix(plan), where, err);
    contact_clear(&contact);
    return result < 0
               ? -1
               : errand_progress(errand, table->p - table->start, table->end - table->start, "bytes", err);
}

static int read_contacts(struct errand *errand, const struct csv_plan *plan, struct csv_table *table,
                         struct err *err)
{
    struct csv_row row = {0};
    int result;

    while ((result = csv_table_next(table, &row, err)) == 0) {
        result = read_contact(errand, plan, table, &row, err);
        if (result < 0)
            break;
    }
    csv_row_done(&row);
    return result < 0 ? -1 : 0;
}

static int refuse_header(const struct csv_row *header, struct err *err)
{
    _cleanup_free_ char *first = tidy_excerpt(csv_row_cell(header, 0));

    return err_set(
        err,
        _("nothing in its first line is known (it begins with \"%s\"); expected are the fields of a client "
          "(ref, name, emails ...), the columns of Google Contacts (First Name, E-mail 1 - Value ...), of "
          "HubSpot (Record ID, First Name, Email, Company name ...), of Teamwork (ID, First Name, Email "
          "Address ...), "
          "or at least a column called Name or Email"),
        first);
}

static int read_table(struct errand *errand, struct csv_table *table, struct csv_row *header, struct err *err)
{
    struct csv_plan plan;
    int result = csv_table_next(table, header, err);

    if (result > 0)
        return err_set(err, _("it is empty: not even a line of headers"));
    if (result < 0)
        return -1;
    if (csv_own_is(header))
        return csv_own_read(errand, header, table, err);
    if (csv_plan_make(header, &plan) > 0)
        return refuse_header(header, err);
    result = read_contacts(errand, &plan, table, err);
    csv_plan_done(&plan);
    return result;
}

int csv_read(struct errand *errand, struct err *err)
{
    _cleanup_str_ struct str bytes = STR_INIT, text = STR_INIT;
    struct csv_table table;
    struct csv_row header = {0};

    if (input_read_all(errand->job->path, &bytes, err) < 0)
        return -1;
    errand->replaced = (int64_t)charset_decode_file(&text, str_text(&bytes), bytes.len);
    csv_table_init(&table, str_text(&text), text.len);
    int result = read_table(errand, &table, &header, err);
    csv_row_done(&header);
    return result < 0 ? err_prefix(err, "%s", errand->job->path) : 0;
}
