#include "formats/csv_table.h"
#include "harness.h"

#include "paletti/base/mem.h"

#include <string.h>
#include <sys/stat.h>

/* The cells of all rows, '|' behind each cell and '/' behind each row; or "!" and what is refused. */
static const struct {
    const char *text, *cells;
} tables[] = {
    {"a,b\n1,2\n", "a|b|/1|2|/"},
    {"a,b\r\n1,2\r\n", "a|b|/1|2|/"},
    {"a,b\r1,2\r", "a|b|/1|2|/"},
    {"a,b\n1,2", "a|b|/1|2|/"},
    {"a;b\n1;2,5\n", "a|b|/1|2,5|/"},
    {"a\tb\n1\t2\n", "a|b|/1|2|/"},
    {"a,\"b;c;d\",e\n1,2,3\n", "a|b;c;d|e|/1|2|3|/"},
    {"sep=;\na;b,c,d\n", "a|b,c,d|/"},
    {"one\n1\n", "one|/1|/"},
    {"a,b\n\n\n1,2\n", "a|b|/1|2|/"},
    {"a,b\n,\n1,2\n", "a|b|/1|2|/"},
    {"a,b\n1\n1,2,3\n", "a|b|/1|/1|2|3|/"},
    {"a,b\n1,\n", "a|b|/1||/"},
    {"\"a\",\"b\"\n\"x\"\"y\",\"\"\n", "a|b|/x\"y||/"},
    {"\"a\nb\",c\n\"x,y\",\"\r\n\"\n", "a\nb|c|/x,y|\r\n|/"},
    {"a, b \n 1 ,2\n", "a| b |/ 1 |2|/"},
    {"a,b\n1,x\"y\n", "!row 2, column 2"},
    {"a,b\n\"1\"x,2\n", "!row 2, column 1"},
    {"a,b\n1,\"2\n3,4\n", "!row 2, column 2"},
    {"a,b\n1,2\n3,\"", "!row 3, column 2"},
    {"a,b\n\n1, \"2\"\n", "!row 3, column 2"},
    {"", ""},
    {"\n\n", ""},
};

START_TEST(reading)
{
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        _cleanup_str_ struct str got = STR_INIT;
        struct csv_table table;
        struct csv_row row = {0};
        struct err err;
        int result;
        csv_table_init(&table, tables[i].text, strlen(tables[i].text));
        while ((result = csv_table_next(&table, &row, &err)) == 0) {
            for (size_t k = 0; k < row.n; k++)
                str_printf(&got, "%s|", csv_row_cell(&row, k));
            str_add_char(&got, '/');
        }
        if (tables[i].cells[0] == '!')
            ck_assert_msg(result < 0 && str_starts(err.text, tables[i].cells + 1), "%s: %s", tables[i].text,
                          err.text);
        else
            ck_assert_msg(result == 1 && strcmp(str_text(&got), tables[i].cells) == 0, "%s: %s",
                          tables[i].text, str_text(&got));
        csv_row_done(&row);
    }
}
END_TEST

START_TEST(too_many_columns)
{
    _cleanup_str_ struct str text = STR_INIT;
    struct csv_table table;
    struct csv_row row = {0};
    struct err err;

    for (int i = 0; i < CSV_COLUMNS_MAX + 1; i++)
        str_add_char(&text, ',');
    csv_table_init(&table, text.s, text.len);
    ck_assert_int_lt(csv_table_next(&table, &row, &err), 0);
    csv_row_done(&row);
}
END_TEST

START_TEST(cells_that_are_written)
{
    static const struct {
        const char *cell, *written;
    } cells[] = {
        {"plain", "plain"},        {"", ""},
        {"a,b", "\"a,b\""},        {"a\"b", "\"a\"\"b\""},
        {"a\nb", "\"a\nb\""},      {"=1+1", "'=1+1"},
        {"+34 600", "'+34 600"},   {"-5", "'-5"},
        {"@SUM(A1)", "'@SUM(A1)"}, {"\tx", "\"'\tx\""},
        {"\rx", "\"'\rx\""},       {"=a,\"b\"", "\"'=a,\"\"b\"\"\""},
        {"'=x", "\"''=x\""},       {"it's", "\"it's\""},
        {" x", "\" x\""},          {"a=b", "a=b"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
        _cleanup_str_ struct str got = STR_INIT;
        struct csv_table table;
        struct csv_row row = {0};
        csv_add_cell(&got, cells[i].cell);
        ck_assert_str_eq(str_text(&got), cells[i].written);
        str_add(&got, ",end\n");
        csv_table_init(&table, got.s, got.len);
        ck_assert_int_eq(csv_table_next(&table, &row, NULL), 0);
        ck_assert_str_eq(csv_plain_cell(csv_row_cell(&row, 0)), cells[i].cell);
        csv_row_done(&row);
    }
}
END_TEST

/* A table, and a line that is in the answer. */
static const struct {
    const char *text, *line;
} imports[] = {
    /* our own */
    {"ref,name,emails,tags\na,Blas,b@x.example ::: c@x.example,uno;dos\n",
     "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Blas\",\"emails\":[\"b@x.example\",\"c@x.example\"],"
     "\"tags\":[\"uno\",\"dos\"]}"},
    {"ref;name;large;b2b;state\na;Blas;TRUE;no;prospect\n",
     "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Blas\",\"state\":\"prospect\",\"large\":true,\"b2b\":"
     "false}"},
    {"ref,name,people\na,Blas,\"[{\"\"given\"\":\"\"Blas\"\"}]\"\n", "\"people\":[{\"given\":\"Blas\"}]"},
    {"ref,name,notes,label\na,Blas,mine,also mine\n", "\"label\":\"also mine\",\"notes\":\"mine\""},
    {"name,emails\nBlas,b@x.example\n", "\"name\":\"Blas\",\"emails\":[\"b@x.example\"]"},
    {"ref,name,phones\na,Blas,'+34 600\n", "\"phones\":[\"+34 600\"]"},
    {"ref,name\na,Ma\xf1"
     "ana\n",
     "\"name\":\"Mañana\""},
    {"\xef\xbb\xbfref,name\na,Mañana\n", "\"name\":\"Mañana\""},
    {"ref,name,state\na,Blas,gone\n", "failed\",\"id\":\"j1\",\"why\":\"/"},
    {"ref,name,state\na,Blas,gone\n", "row 2: client.state"},
    {"ref,name,nonsense\na,Blas,x\n", "column 3: \\\"nonsense\\\" is no field"},
    {"ref,name,ref\na,Blas,x\n", "column 3: \\\"ref\\\" is there twice"},
    {"ref,name\na,\"Blas\n", "row 2, column 2"},
    {"ref,name,people\na,Blas,not json\n", "failed"},
    {"ref,name\n,\na,\n", "row 3: client.name"},
    /* Google Contacts, new and old */
    {"First Name,Middle Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - "
     "Value\n"
     "Blas,,Nublado,* myContacts ::: VIP,* Home,blas@x.example ::: b@x.example,Mobile,+34 600\n",
     "\"name\":\"Blas Nublado\",\"emails\":[\"blas@x.example\",\"b@x.example\"],\"phones\":[\"+34 "
     "600\"],\"people\":"
     "[{\"given\":\"Blas\",\"family\":\"Nublado\",\"role\":\"contact\",\"email\":\"blas@x.example\","
     "\"phone\":\"+34 600\"}],"
     "\"tags\":[\"VIP\"]}"},
    {"Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 "
     "- Value,"
     "Organization 1 - Name\nBlas N,Blas,,Nublado,* myContacts,* Home,blas@x.example,b2@x.example,Tormenta\n",
     "\"name\":\"Blas N\",\"emails\":[\"blas@x.example\",\"b2@x.example\"]"},
    {"First Name,Last Name,Organization Name,E-mail 1 - Value\n,,Tormenta S.L.,info@x.example\n",
     "\"name\":\"Tormenta S.L.\""},
    {"First Name,File As,Nickname,E-mail 1 - Value\n,,Blasito,b@x.example\n", "\"name\":\"Blasito\""},
    {"First Name,E-mail 1 - Value\n,b@x.example\n", "\"ref\":\"google:h-"},
    {"First Name,E-mail 1 - Value\n,b@x.example\n", "\"name\":\"b@x.example\""},
    {"First Name,Notes,E-mail 1 - Value\nBlas,\"one\ntwo\",b@x.example\n", "\"notes\":\"one\\ntwo\""},
    {"First Name,Notes,E-mail 1 - Value\n,x,\n",
     "\"where\":\"row 2\",\"why\":\"it has neither a name nor a mail address\""},
    {"First Name,E-mail 1 - Value\nBlas,nonsense\n", "\\\"nonsense\\\" is no mail address"},
    {"First Name,E-mail 1 - Value\nBlas,nonsense\n", "\"name\":\"Blas\",\"people\""},
    /* HubSpot, by labels in three languages */
    {"Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Company Name,Job "
     "Title,Country/Region\n"
     "101,Blas,Nublado,BLAS@x.example,+34 600,Lead,Tormenta,Jefe,ES\n",
     "{\"type\":\"client\",\"ref\":\"hubspot:101\",\"name\":\"Blas "
     "Nublado\",\"state\":\"prospect\",\"emails\":[\"blas@x.example\"],"
     "\"phones\":[\"+34 "
     "600\"],\"country\":\"ES\",\"people\":[{\"given\":\"Blas\",\"family\":\"Nublado\",\"title\":\"Jefe\","
     "\"role\":\"contact\",\"email\":\"blas@x.example\",\"phone\":\"+34 600\"}],\"notes\":\"Tormenta\"}"},
    {"ID de registro,Nombre,Apellidos,Correo,Número de teléfono,Etapa del ciclo de "
     "vida\n102,Ana,Nube,a@x.example,1,Cliente\n",
     "\"ref\":\"hubspot:102\",\"name\":\"Ana Nube\",\"emails\":[\"a@x.example\"],\"phones\":[\"1\"]"},
    {"ID record,Nome,Cognome,E-mail,Fase del ciclo di vita\n103,Ivo,Penombra,i@x.example,Opportunità\n",
     "\"ref\":\"hubspot:103\",\"name\":\"Ivo Penombra\",\"state\":\"prospect\""},
    {"Record ID,Company name,Website URL,Company owner,Phone Number\n7,Tormenta S.L.,x.example,Nora,600\n",
     "{\"type\":\"client\",\"ref\":\"hubspot:7\",\"name\":\"Tormenta "
     "S.L.\",\"phones\":[\"600\"],\"number\":\"company\"}"},
    {"Record ID,First Name,Email\n101,,\n", "row 2"},
    /* Teamwork */
    {"ID,First Name,Last Name,Email Address,Company,Title\n5,Blas,Nublado,b@x.example,Tormenta,Jefe\n",
     "\"ref\":\"teamwork:5\",\"name\":\"Blas Nublado\""},
    {"Company ID,Company Name,Email One,Email Two,Phone,Country "
     "Code\n6,Tormenta,a@x.example,b@x.example,600,ES\n",
     "{\"type\":\"client\",\"ref\":\"teamwork:6\",\"name\":\"Tormenta\",\"emails\":[\"a@x.example\",\"b@x."
     "example\"],"
     "\"phones\":[\"600\"],\"number\":\"company\",\"country\":\"ES\"}"},
    /* a list that somebody typed */
    {"Nombre;Teléfono;Correo\nBlas;600;b@x.example\n", "\"ref\":\"csv:h-"},
    {"Nombre;Teléfono;Correo\nBlas;600;b@x.example\n",
     "\"name\":\"Blas\",\"emails\":[\"b@x.example\"],\"phones\":[\"600\"]"},
    /* none of these */
    {"date,amount\n2026-03-10,5\n", "nothing in its first line is known"},
    {"Company\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC"
     "\u20AC\u20AC\u20AC\u20AC"
     "\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC\u20AC"
     "\u20AC\u20AC\u20AC e",
     "nothing in its first line is known"},
    {"", "it is empty"},
    {"\x1f\x8b\x08", "compressed (gzip)"},
};

START_TEST(importing)
{
    for (size_t i = 0; i < ARRAY_LEN(imports); i++) {
        struct answer answer;
        answer_bytes(&answer, "csv", imports[i].text, strlen(imports[i].text), "");
        ck_assert_msg(answer_count(&answer, imports[i].line) == 1, "%s\nis not once in\n%s%s",
                      imports[i].line, answer.lines[0], answer.n > 1 ? answer.lines[1] : "");
        answer_done(&answer);
    }
}
END_TEST

START_TEST(utf16)
{
    static const char ascii[] = "ref,name\na,Blas\n";
    char bytes[2 + 2 * sizeof ascii] = "\xff\xfe";
    struct answer answer;

    for (size_t i = 0; i < sizeof ascii - 1; i++) {
        bytes[2 + 2 * i] = ascii[i];
        bytes[3 + 2 * i] = '\0';
    }
    answer_bytes(&answer, "csv", bytes, 2 + 2 * (sizeof ascii - 1), "");
    answer_line(&answer, "\"name\":\"Blas\"");
    answer_done(&answer);
}
END_TEST

#define RECORDS                                                                                              \
    "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"=cmd|' /C "                                               \
    "calc'!A0\",\"short\":\"cmd\",\"state\":\"leaving\",\"since\":"                                          \
    "\"2020-01-31\",\"emails\":[\"a@x.example\",\"b@x.example\"],\"phones\":[\"+34 "                         \
    "600\"],\"zone\":\"Europe/Madrid\",\"day\":"                                                             \
    "\"08:00-15:00\",\"language\":\"es\",\"register\":\"usted\",\"number\":\"company\",\"large\":true,"      \
    "\"country\":\"ES\","                                                                                    \
    "\"b2b\":false,\"people\":[{\"given\":\"Ana, "                                                           \
    "\\\"la\\\"\",\"email\":\"a@x.example\"}],\"member_of\":\"b\",%s\"tags\":[\"x\"]}\n"                     \
    "{\"type\":\"client\",\"ref\":\"b\",\"name\":\"Two\\nlines\"}\n"

/* What is written and read again is the same but for the private words. */
START_TEST(writing)
{
    struct place place;
    struct answer written, read;
    struct stat st;

    place_make(&place);
    _cleanup_free_ char *path = place_path(&place, "out.csv");
    _cleanup_free_ char *input =
        str_format("{\"job\":\"write\",\"id\":\"w\",\"format\":\"csv\",\"path\":\"%s\"}\n" RECORDS, path,
                   "\"label\":\"secret\",\"notes\":\"secret\",");
    _cleanup_free_ char *expected =
        str_format(RECORDS "{\"event\":\"done\",\"id\":\"j1\",\"read\":2,\"records\":2,\"skipped\":0}\n", "");
    answer_lines(&written, input);
    ck_assert_str_eq(answer_line(&written, "done"),
                     "{\"event\":\"done\",\"id\":\"w\",\"read\":2,\"records\":2,\"skipped\":0}");
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_uint_eq(st.st_mode & 0777, 0600);
    answer_read(&read, "csv", path, "");
    str_clear(&written.text);
    for (size_t i = 0; i < read.n; i++)
        str_printf(&written.text, "%s\n", read.lines[i]);
    ck_assert_str_eq(written.text.s, expected);
    answer_done(&written);
    answer_done(&read);
    place_remove(&place);
}
END_TEST

START_TEST(writing_that_fails_leaves_nothing)
{
    static const char *const records[] = {
        "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"A\"}\nnonsense\n",
        "{\"type\":\"me\",\"name\":\"Nora\"}\n",
    };
    struct place place;
    struct stat st;

    place_make(&place);
    _cleanup_free_ char *path = place_path(&place, "out.csv");
    for (size_t i = 0; i < ARRAY_LEN(records); i++) {
        struct answer answer;
        _cleanup_free_ char *input = str_format(
            "{\"job\":\"write\",\"id\":\"w\",\"format\":\"csv\",\"path\":\"%s\"}\n%s", path, records[i]);
        answer_lines(&answer, input);
        ck_assert_int_eq(answer.result, 1);
        ck_assert_int_lt(stat(path, &st), 0);
        answer_done(&answer);
    }
    place_remove(&place);
}
END_TEST

int main(void)
{
    return harness_run("csv",
                       (const TTest *const[]){reading, too_many_columns, cells_that_are_written, importing,
                                              utf16, writing, writing_that_fails_leaves_nothing, NULL});
}
