#include "formats/content_line.h"
#include "harness.h"

#include "paletti/base/mem.h"

#include <string.h>

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"

/* A file, and a piece of a line that is once in the answer. */
static const struct {
    const char *text, *line;
} cases[] = {
    {CARD("FN:Blas Nublado\r\nN:Nublado;Blas;;;\r\nEMAIL;TYPE=WORK:Blas@x.example\r\nTEL:+34 "
          "600\r\nUID:1\r\n"),
     "{\"type\":\"client\",\"ref\":\"vcard:1\",\"name\":\"Blas "
     "Nublado\",\"emails\":[\"blas@x.example\"],\"phones\":[\"+34 600\"],"
     "\"people\":[{\"given\":\"Blas\",\"family\":\"Nublado\",\"role\":\"contact\",\"email\":\"blas@x."
     "example\",\"phone\":\"+34 600\"}]}"},
    {CARD("FN:Blas\r\n"), "\"ref\":\"vcard:h-"},
    {CARD("N:Nublado;Blas;Maria;;\r\n"), "\"name\":\"Blas Maria Nublado\""},
    {CARD("FN:Blas Nub\r\n lado\r\n"), "\"name\":\"Blas Nublado\""},
    {CARD("FN:Blas\n\tNublado\n"), "\"name\":\"BlasNublado\""},
    {CARD("item1.FN:Blas\r\nitem1.EMAIL;type=INTERNET;type=pref:b@x.example\r\n"), "b@x.example"},
    {CARD("fn:Blas\r\nemail:b@x.example\r\n"), "\"name\":\"Blas\",\"emails\":[\"b@x.example\"]"},
    {CARD("FN:Uno\\, dos\\; tres\\\\ cuatro\r\n"), "\"name\":\"Uno, dos; tres\\\\ cuatro\""},
    {CARD("FN:Blas\r\nNOTE:one\\ntwo\\Nthree\r\n"), "\"notes\":\"one\\ntwo\\nthree\""},
    {CARD("FN:Blas\r\nORG:Tormenta\\, S.L.;Ventas\r\n"), "\"notes\":\"Tormenta, S.L.\""},
    {CARD("FN:Tormenta\r\nORG:Tormenta\r\n"), "\"number\":\"company\""},
    {CARD("ORG:Tormenta\r\nEMAIL:i@x.example\r\n"),
     "\"name\":\"Tormenta\",\"emails\":[\"i@x.example\"],\"number\":\"company\""},
    {CARD("FN:Tormenta\r\nKIND:org\r\n"), "\"number\":\"company\""},
    {CARD("FN:Team\r\nKIND:group\r\nMEMBER:urn:uuid:1\r\n"), "it is a group of other cards"},
    {CARD("FN:Blas\r\nCATEGORIES:uno,dos\\,tres\r\n"), "\"tags\":[\"uno\",\"dos,tres\"]"},
    {CARD("FN:Blas\r\nTITLE:Jefe\r\nN:N;B\r\n"), "\"title\":\"Jefe\""},
    {CARD("FN:Blas\r\nTEL;VALUE=uri:tel:+34-600\r\n"), "\"phones\":[\"+34-600\"]"},
    {CARD("FN:Blas\r\nEMAIL:mailto:b@x.example\r\n"), "\"emails\":[\"b@x.example\"]"},
    {CARD("FN;X-A=\"a:b;c\":Blas\r\n"), "\"name\":\"Blas\""},
    {CARD("FN:Blas\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB=\r\nBDAY:1980-01-01\r\n"), "\"name\":\"Blas\"}"},
    {CARD("FN:Ma\xf1"
          "ana\r\n"),
     "\"name\":\"Mañana\""},
    {CARD("FN;CHARSET=ISO-8859-15:\xa4\r\n"), "\"name\":\"€\""},
    {"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Nu=C3=B1o;Ana\nEND:VCARD\n",
     "\"name\":\"Ana Nuño\""},
    {"BEGIN:VCARD\nVERSION:2.1\nN:N;B\nNOTE;QUOTED-PRINTABLE:a=\n b=\nc=3D\nEND:VCARD\n",
     "\"notes\":\"a bc=\""},
    {"BEGIN:VCARD\nVERSION:2.1\nN:N;B\nTEL;HOME;VOICE:600\nEND:VCARD\n", "\"phones\":[\"600\"]"},
    {"BEGIN:VCARD\nN:N;B\nAGENT:\nBEGIN:VCARD\nN:Inner;X\nEND:VCARD\nEMAIL:b@x.example\nEND:VCARD\n",
     "\"name\":\"B N\",\"emails\":[\"b@x.example\"]"},
    {"BEGIN:VCARD\nVERSION:4.0\nFN:Blas\nN:Nublado;Blas;;;\nUID:urn:uuid:4f\nEMAIL;PREF=1:b@x.example\nEND:"
     "VCARD\n",
     "\"ref\":\"vcard:urn:uuid:4f\""},
    {"\xef\xbb\xbf" CARD("FN:Blas\r\n"), "\"name\":\"Blas\""},
    {"\n\n" CARD("FN:Blas\r\n") "\r\n", "\"name\":\"Blas\""},
    {CARD("FN:A\r\n") CARD("FN:B\r\n") CARD("FN:C\r\n"), "\"read\":3,\"records\":3,\"skipped\":0"},
    {CARD("NOTE:nobody\r\n"), "\"where\":\"line 1\",\"why\":\"it has neither a name nor a mail address\""},
    {CARD("FN:Blas\r\nEMAIL:nonsense\r\n"), "\\\"nonsense\\\" is no mail address"},
    {"BEGIN:VCARD\nFN:Blas\n", "line 1: the card that begins here has no END:VCARD"},
    {"BEGIN:VCARD\nFN:Blas\nno colon\nEND:VCARD\n", "line 3: a colon is missing"},
    {"hello: there\n", "line 1: a card begins with BEGIN:VCARD"},
    {"", "there is no card in it"},
    {"PK\x03\x04", "compressed (zip)"},
};

START_TEST(cards)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct answer answer;
        answer_bytes(&answer, "vcard", cases[i].text, strlen(cases[i].text), "");
        ck_assert_msg(answer_count(&answer, cases[i].line) == 1, "%s\nis not once in\n%s%s", cases[i].line,
                      answer.lines[0], answer.n > 1 ? answer.lines[1] : "");
        answer_done(&answer);
    }
}
END_TEST

START_TEST(utf16)
{
    static const char ascii[] = CARD("FN:Blas\r\n");
    char bytes[2 + 2 * sizeof ascii] = "\xfe\xff";
    struct answer answer;

    for (size_t i = 0; i < sizeof ascii - 1; i++) {
        bytes[2 + 2 * i] = '\0';
        bytes[3 + 2 * i] = ascii[i];
    }
    answer_bytes(&answer, "vcard", bytes, 2 + 2 * (sizeof ascii - 1), "");
    answer_line(&answer, "\"name\":\"Blas\"");
    answer_done(&answer);
}
END_TEST

START_TEST(parameters)
{
    static const char text[] = "a.Name;One=1;tYpe=\"x,y;z:\";BARE:va:lue\r\n";
    struct content_reader reader;
    struct content_line line = {0};

    content_reader_init(&reader, text, strlen(text));
    ck_assert_int_eq(content_line_next(&reader, &line, NULL), 0);
    ck_assert_str_eq(line.name, "NAME");
    ck_assert_str_eq(content_line_parameter(&line, "ONE"), "1");
    ck_assert_str_eq(content_line_parameter(&line, "TYPE"), "x,y;z:");
    ck_assert_ptr_null(content_line_parameter(&line, "BARE"));
    ck_assert(texts_have(&line.parameters, "BARE"));
    ck_assert_uint_eq(line.n, 6);
    ck_assert(memcmp(line.value, "va:lue", 6) == 0);
    ck_assert_int_eq(content_line_next(&reader, &line, NULL), 1);
    content_line_done(&line);
}
END_TEST

/* Megabytes of one thing: no time, or the timeout tells. */
START_TEST(repeated_without_end)
{
    static const char *const pieces[] = {
        "BEGIN:VCARD\n",          "BEGIN:VCARD\nEND:VCARD\n", "A;",    "A;B=\"", " \n",
        "N;QUOTED-PRINTABLE:=\n", "QUOTED-PRINTABLE=\n ",     "A:\\,", "\n"};

    for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
        _cleanup_str_ struct str text = STR_INIT;
        struct answer answer;
        str_add(&text, "BEGIN:VCARD\n");
        while (text.len < 1 << 20)
            str_add(&text, pieces[i]);
        answer_bytes(&answer, "vcard", text.s, text.len, "");
        ck_assert_int_ge(answer.result, 0);
        answer_done(&answer);
    }
}
END_TEST

int main(void)
{
    return harness_run("vcard", (const TTest *const[]){cards, utf16, parameters, repeated_without_end, NULL});
}
