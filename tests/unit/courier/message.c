#include "formats/mail.h"
#include "formats/mail_limits.h"
#include "harness.h"

#include "paletti/base/civil.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <stdio.h>
#include <string.h>

/* What every message needs, where a case is about something else. */
#define FROM        "From: Blas <blas@tormenta.example>\n"
#define PLAIN       FROM "\n"
#define MIXED       FROM "Content-Type: multipart/mixed; boundary=b\n\n"
#define ALTERNATIVE FROM "Content-Type: multipart/alternative; boundary=b\n\n"
#define LONG_WORD   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

#define WORDS_64    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n"
#define WORDS_256   WORDS_64 WORDS_64 WORDS_64 WORDS_64
#define KILOBYTE    WORDS_256 WORDS_256 WORDS_256 WORDS_256

enum what {
    BODY,
    SUBJECT,
    SENDER,
    SENDER_NAME,
    ANSWER_TO,
    TO,
    ID,
    THREAD,
    DATE,
    RECEIVED,
    AUTOMATIC,
    REFUSED
};

/* WHAT the message says; "" stands for nothing. TO: the addresses, a blank between. */
static const struct {
    enum what what;
    const char *raw, *expected;
} cases[] = {
    /* bodies: plain */
    {BODY, PLAIN "hola\n", "hola"},
    {BODY, PLAIN "hola\r\nadios\r\n\r\n", "hola\nadios"},
    {BODY, PLAIN "", ""},
    {BODY, PLAIN "\n \n", ""},
    {BODY, PLAIN "> quoted\n> text\nmine\n", "> quoted\n> text\nmine"},
    {BODY,
     PLAIN "ma\xc3\xb1"
           "ana\n",
     "mañana"},
    {BODY,
     PLAIN "ma\xf1"
           "ana\n",
     "mañana"},
    {BODY,
     FROM "Content-Type: text/plain; charset=utf-8\n\nma\xf1"
          "ana\n",
     "ma\uFFFDana"},
    {BODY, FROM "Content-Type: text/plain; charset=iso-8859-15\n\n\xa4 5\n", "€ 5"},
    {BODY, FROM "Content-Type: text/plain; charset=\"windows-1252\"\n\n\x93hola\x94\n", "“hola”"},
    {BODY,
     FROM "Content-Type: text/plain; charset=no-such\n\nma\xf1"
          "ana\n",
     "mañana"},
    {BODY,
     FROM "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
          "ma=C3=B1ana =\nsigue=20\n=ZZ\n",
     "mañana sigue \n=ZZ"},
    {BODY, FROM "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: BASE64\n\naG9sYQ==\n",
     "hola"},
    {BODY, FROM "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\naG9s!YQ==\n",
     "hola"},
    {BODY, FROM "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: nonsense\n\nhola\n",
     "hola"},
    {BODY, FROM "Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\naABpAA==\n",
     "hi"},
    {BODY, FROM "Content-Type: text\n\nhola\n", "hola"},
    {BODY, FROM "Content-Type: ;;;\n\nhola\n", "hola"},
    {BODY, FROM "Content-Type: text/plain; charset\n\nhola\n", "hola"},
    {BODY, FROM "Content-Type: TEXT/PLAIN; CHARSET=UTF-8; format=flowed\n\nhola \namigo\n", "hola \namigo"},
    {BODY, FROM "Content-Type: application/pdf\n\n%PDF\n", ""},
    {BODY, FROM "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\n", ""},
    {BODY, FROM "Content-Disposition: attachment\nContent-Type: text/plain\n\nfile\n", ""},
    /* bodies: HTML only where there is no text */
    {BODY, FROM "Content-Type: text/html; charset=utf-8\n\n<p>uno</p><p>dos &amp; tres</p>\n",
     "uno\n\ndos & tres"},
    {BODY, FROM "Content-Type: text/html\n\n<meta charset=\"iso-8859-2\"><p>\xb1</p>\n", "ą"},
    {BODY, ALTERNATIVE "--b\n\ntext\n--b\nContent-Type: text/html\n\n<b>html</b>\n--b--\n", "text"},
    {BODY, ALTERNATIVE "--b\nContent-Type: text/html\n\n<b>html</b>\n--b\n\ntext\n--b--\n", "text"},
    {BODY, ALTERNATIVE "--b\n\n  \n--b\nContent-Type: text/html\n\n<b>html</b>\n--b--\n", "html"},
    {BODY, ALTERNATIVE "--b\n\none\n--b\n\ntwo\n--b--\n", "one"},
    {BODY,
     ALTERNATIVE
     "--b\nContent-Type: multipart/related; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>x</p>\n"
     "--c\nContent-Type: image/png\n\nPNG\n--c--\n--b--\n",
     "x"},
    /* bodies: parts */
    {BODY, MIXED "--b\n\none\n--b\n\ntwo\n--b--\n", "one\n\ntwo"},
    {BODY, MIXED "--b\n\none\n--b\nContent-Disposition: attachment; filename=a.txt\n\nfile\n--b--\n", "one"},
    {BODY, MIXED "--b\n\none\n--b\nContent-Disposition: inline; filename=a.txt\n\nfile\n--b--\n", "one"},
    {BODY, MIXED "--b\n\none\n--b\nContent-Type: message/rfc822\n\nFrom: x@y.example\n\ninner\n--b--\n",
     "one"},
    {BODY, MIXED "--b\nContent-Disposition: inline; filename=a.txt\n\nfile\n--b--\n", "file"},
    {BODY,
     MIXED "--b\nContent-Disposition: inline; filename=a.txt\n\nfile\n--b\nContent-Type: "
           "text/html\n\n<p>x</p>\n--b--\n",
     "x"},
    {BODY, MIXED "--b\n\none\nwithout an end\n", "one\nwithout an end"},
    {BODY, MIXED "no boundary at all\n", ""},
    {BODY, MIXED "preamble\n--b\n\none\n--b--\nepilogue\n", "one"},
    {BODY, MIXED "--b\nContent-Type: text/plain\n--b\n\none\n--b--\n", "one"},
    {BODY, MIXED "--b \n\none\n--b--  \n", "one"},
    {BODY, FROM "Content-Type: multipart/mixed; boundary=\"a b\"\n\n--a b\n\none\n--a b--\n", "one"},
    {BODY,
     FROM "Content-Type: multipart/signed; boundary=b\n\n--b\n\none\n--b\nContent-Type: "
          "text/plain\n\nsig\n--b--\n",
     "one"},
    {BODY,
     FROM "Content-Type: multipart/report; boundary=b\n\n--b\n\nfailed\n--b\nContent-Type: "
          "message/delivery-status\n\n"
          "Status: 5.0.0\n--b--\n",
     "failed"},
    {BODY, FROM "Content-Type: message/rfc822\n\nFrom: x@y.example\n\ninner\n", ""},
    /* subjects */
    {SUBJECT, FROM "Subject: hola\n\n", "hola"},
    {SUBJECT, FROM "Subject:\n\n", ""},
    {SUBJECT, PLAIN, ""},
    {SUBJECT, FROM "Subject: =?utf-8?Q?ma=C3=B1ana?=\n\n", "mañana"},
    {SUBJECT, FROM "Subject: =?iso-8859-1?Q?ma=F1ana_a_las?= diez\n\n", "mañana a las diez"},
    {SUBJECT, FROM "Subject: =?utf-8?B?bWHDsWFuYQ==?=\n\n", "mañana"},
    {SUBJECT, FROM "Subject: =?utf-8?Q?un?=\n =?utf-8?Q?o?=\n\n", "uno"},
    {SUBJECT, FROM "Subject: =?utf-8?B?bWHD?=\n =?utf-8?B?sWFuYQ==?=\n\n", "mañana"},
    {SUBJECT,
     FROM "Subject: ma\xc3\xb1"
          "ana\n\n",
     "mañana"},
    {SUBJECT,
     FROM "Subject: ma\xf1"
          "ana\n\n",
     "mañana"},
    {SUBJECT, FROM "Subject: folded\n\tover\n  lines\n\n", "folded over lines"},
    {SUBJECT, FROM "Subject: =?utf-8?Q?broken\n\n", "=?utf-8?Q?broken"},
    {SUBJECT, FROM "Subject: =?no-such?Q?abc?=\n\n", "abc"},
    {SUBJECT, FROM "Subject: a\x1b[31mb\n\n", "a [31mb"},
    {SUBJECT, FROM "SUBJECT:hola\n\n", "hola"},
    {SUBJECT, FROM "Subject: =?utf-8?Q?a=0D=0ABcc:_x@y.example?=\n\n", "a Bcc: x@y.example"},
    /* senders */
    {SENDER, FROM "\n", "blas@tormenta.example"},
    {SENDER, "From: BLAS@Tormenta.example\n\n", "blas@tormenta.example"},
    {SENDER, "From: blas@tormenta.example (Blas Nublado)\n\n", "blas@tormenta.example"},
    {SENDER, "From: \"Nublado, Blas\" <blas@tormenta.example>\n\n", "blas@tormenta.example"},
    {SENDER, "From: Blas Nublado blas@tormenta.example\n\n", "blas@tormenta.example"},
    {SENDER, "From: <blas@tormenta.example\n\n", "blas@tormenta.example"},
    {SENDER, "From:\n Blas\n <blas@tormenta.example>\n\n", "blas@tormenta.example"},
    {SENDER, "From: blas@tormenta.example, ana@x.example\n\n", "blas@tormenta.example ana@x.example"},
    {SENDER_NAME, "From: =?utf-8?Q?Jos=C3=A9_P=C3=A9rez?= <jp@x.example>\n\n", "José Pérez"},
    {SENDER_NAME, "From: \"=?utf-8?Q?Jos=C3=A9?=\" <jp@x.example>\n\n", "José"},
    {SENDER_NAME, "From: Jos\xe9 <jp@x.example>\n\n", "José"},
    {SENDER_NAME, "From: jp@x.example (Jose Perez)\n\n", "Jose Perez"},
    {SENDER_NAME, "From: jp@x.example\n\n", ""},
    {ANSWER_TO, "From: list@x.example\nSender: a@x.example\nReply-To: b@x.example\n\n",
     "a@x.example b@x.example"},
    {REFUSED, "Subject: nobody\n\n", "sender"},
    {REFUSED, "From: \n\n", "sender"},
    {REFUSED, "From: undisclosed\n\n", "sender"},
    {REFUSED, "", "no mail message"},
    {REFUSED, "no headers here\n", "sender"},
    /* recipients */
    {TO, FROM "To: a@x.example, B <b@x.example>\nCc: c@x.example\nBcc: d@x.example\n\n",
     "a@x.example b@x.example c@x.example d@x.example"},
    {TO, FROM "To: team: a@x.example, b@x.example;, c@x.example\n\n", "a@x.example b@x.example c@x.example"},
    {TO, FROM "To: undisclosed-recipients:;\n\n", ""},
    {TO, FROM "To: a@x.example\nTo: b@x.example\n\n", "a@x.example b@x.example"},
    {TO, FROM "To: a@x.example; b@x.example\n\n", "a@x.example b@x.example"},
    {TO, FROM "To: ,,, <>, a@x.example,\n\n", "a@x.example"},
    {TO, FROM "To: root, a@x.example\n\n", "a@x.example"},
    /* ids and threads */
    {ID, FROM "Message-ID: <1.2@x.example>\n\n", "1.2@x.example"},
    {ID, FROM "Message-Id:\n <1.2@x.example>\n\n", "1.2@x.example"},
    {ID, FROM "Message-ID: 1.2@x.example\n\n", "1.2@x.example"},
    {ID, FROM "Message-ID: <a b@x.example>\n\n", "ab@x.example"},
    {ID, FROM "Message-ID: <[1]=/+@x.example>\n\n", "[1]=/+@x.example"},
    {ID, FROM "Message-ID: <no-at-sign>\n\n", "no-at-sign"},
    {THREAD, FROM "Message-ID: <1@x.example>\n\n", "1@x.example"},
    {THREAD, FROM "Message-ID: <3@x.example>\nIn-Reply-To: <2@x.example>\n\n", "2@x.example"},
    {THREAD,
     FROM
     "Message-ID: <3@x.example>\nIn-Reply-To: <2@x.example>\nReferences: <1@x.example>\n\t<2@x.example>\n\n",
     "1@x.example"},
    {THREAD, FROM "Message-ID: <3@x.example>\nIn-Reply-To: Your message of Tue <2@x.example>\n\n",
     "2@x.example"},
    /* times */
    {DATE, FROM "Date: Tue, 10 Mar 2026 10:15:00 +0100\n\n", "2026-03-10T09:15:00Z"},
    {DATE, FROM "Date: tomorrow\n\n", ""},
    {DATE, PLAIN, ""},
    {RECEIVED,
     "Received: from a by b; Tue, 10 Mar 2026 10:16:00 +0100\nReceived: from c by a; Tue, 10 Mar 2026 "
     "10:15:00 +0100\n" FROM "\n",
     "2026-03-10T09:16:00Z"},
    {RECEIVED,
     "Received: from a by b; some day\nReceived: from c by a;\n Tue, 10 Mar 2026 10:15:00 +0100 (CET)\n" FROM
     "\n",
     "2026-03-10T09:15:00Z"},
    {RECEIVED, "Received: from a by b (Tue, 10 Mar 2026 10:15:00 +0100)\n" FROM "\n", ""},
    {RECEIVED, "X-Received: by c; Tue, 10 Mar 2026 10:15:00 +0100\n" FROM "\n", ""},
    /* nobody waits for an answer */
    {AUTOMATIC, PLAIN, "no"},
    {AUTOMATIC, FROM "Auto-Submitted: no\n\n", "no"},
    {AUTOMATIC, FROM "Auto-Submitted: auto-replied\n\n", "yes"},
    {AUTOMATIC, FROM "Auto-Submitted: auto-generated; type=x\n\n", "yes"},
    {AUTOMATIC, FROM "X-Autoreply: yes\n\n", "yes"},
    {AUTOMATIC, FROM "Precedence: bulk\n\n", "yes"},
    {AUTOMATIC, FROM "Precedence: JUNK\n\n", "yes"},
    {AUTOMATIC, FROM "Precedence: auto_reply\n\n", "yes"},
    {AUTOMATIC, FROM "Precedence: list\n\n", "no"},
    {AUTOMATIC, FROM "List-Unsubscribe: <mailto:u@x.example>\n\n", "yes"},
    {AUTOMATIC, FROM "List-Unsubscribe: <mailto:u@x.example>\nList-Post: <mailto:l@x.example>\n\n", "no"},
    /* headers that are none, and lines that are too long for anybody */
    {BODY, FROM "this line is no header\nSubject: x\n\nhola\n", "hola"},
    {BODY, FROM "no empty line before this\nand: that\n", ""},
    {BODY, FROM "no empty line before this\nand that\n\nmore\n",
     "no empty line before this\nand that\n\nmore"},
    {BODY, FROM "no empty line before this\r\n", "no empty line before this"},
    {BODY, "no header at all\n" FROM "\nhola\n", "hola"},
    {SUBJECT, FROM "X-Long: " LONG_WORD LONG_WORD LONG_WORD LONG_WORD "\nSubject: x\n\n", "x"},
    {SUBJECT, FROM "Subject : spaced\n\n", "spaced"},
};

static void join(struct str *to, const struct mail_addresses *list)
{
    for (size_t i = 0; i < list->n; i++)
        str_printf(to, i ? " %s" : "%s", list->v[i].address);
}

static void add_instant(struct str *to, int64_t at)
{
    char buf[CIVIL_INSTANT_SIZE];

    if (at != INSTANT_NONE)
        str_add(to, civil_format_instant(at, buf));
}

static void say(struct str *to, const struct mail *mail, enum what what)
{
    const char *const texts[] = {
        [BODY] = mail->body, [SUBJECT] = mail->subject, [ID] = mail->id, [THREAD] = mail->thread};

    switch (what) {
    case BODY:
    case SUBJECT:
    case ID:
    case THREAD:
        str_add(to, texts[what] ? texts[what] : "");
        break;
    case SENDER:
        join(to, &mail->from);
        break;
    case ANSWER_TO:
        join(to, &mail->answer_to);
        break;
    case TO:
        join(to, &mail->to);
        break;
    case SENDER_NAME:
        str_add(to, mail->from.n && mail->from.v[0].name ? mail->from.v[0].name : "");
        break;
    case DATE:
        add_instant(to, mail->date);
        break;
    case RECEIVED:
        add_instant(to, mail->received);
        break;
    case AUTOMATIC:
        str_add(to, mail->automatic ? "yes" : "no");
        break;
    case REFUSED:
        break;
    }
}

START_TEST(messages)
{
    size_t bad = 0;

    mail_init();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str said = STR_INIT;
        struct mail mail;
        struct err err = {0};
        bool refused = mail_parse(cases[i].raw, strlen(cases[i].raw), false, &mail, &err) < 0;
        if (!refused)
            say(&said, &mail, cases[i].what);
        bool right = cases[i].what == REFUSED ? refused && strstr(err.text, cases[i].expected)
                                              : !refused && strcmp(str_text(&said), cases[i].expected) == 0;
        if (!right)
            fprintf(stderr, "case %zu:\n%s\nsaid \"%s\" %s, expected \"%s\"\n", i, cases[i].raw,
                    str_text(&said), err.text, cases[i].expected);
        bad += !right;
        if (!refused)
            mail_clear(&mail);
    }
    ck_assert_uint_eq(bad, 0);
}
END_TEST

START_TEST(masked_senders)
{
    static const char raw[] =
        "From: blas at tormenta.example (=?iso-8859-1?Q?Blas_N=FA?=)\nSubject: x\n\nhola\n";
    static const char whole[] = "From: blas@tormenta.example (Blas)\n\nhola\n";
    struct mail mail;

    mail_init();
    ck_assert_int_eq(mail_parse(raw, strlen(raw), true, &mail, NULL), 0);
    ck_assert_str_eq(mail.from.v[0].address, "blas@tormenta.example");
    ck_assert_str_eq(mail.from.v[0].name, "Blas Nú");
    mail_clear(&mail);
    /* an archive may mix */
    ck_assert_int_eq(mail_parse(whole, strlen(whole), true, &mail, NULL), 0);
    ck_assert_str_eq(mail.from.v[0].address, "blas@tormenta.example");
    mail_clear(&mail);
}
END_TEST

START_TEST(malformed_bytes_are_counted)
{
    static const char raw[] = FROM "Content-Type: text/plain; charset=utf-8\n\na\xff"
                                   "b\xfe"
                                   "c\0d\n";
    struct mail mail;

    mail_init();
    ck_assert_int_eq(mail_parse(raw, sizeof raw - 1, false, &mail, NULL), 0);
    ck_assert_str_eq(mail.body, "a\uFFFDb\uFFFDc\uFFFDd");
    ck_assert_uint_eq(mail.replaced, 3);
    mail_clear(&mail);
}
END_TEST

START_TEST(ids_are_made_of_what_is_there)
{
    static const char one[] = FROM "Subject: x\nDate: Tue, 10 Mar 2026 10:15:00 +0100\n\nhola\n";
    static const char two[] = FROM "Subject: y\nDate: Tue, 10 Mar 2026 10:15:00 +0100\n\nhola\n";
    struct mail a, b, c;

    mail_init();
    ck_assert_int_eq(mail_parse(one, sizeof one - 1, false, &a, NULL), 0);
    ck_assert_int_eq(mail_parse(one, sizeof one - 1, false, &b, NULL), 0);
    ck_assert_int_eq(mail_parse(two, sizeof two - 1, false, &c, NULL), 0);
    ck_assert(str_starts(a.id, "h-"));
    ck_assert_uint_eq(strlen(a.id), 34);
    ck_assert_str_eq(a.id, b.id);
    ck_assert_str_eq(a.id, a.thread);
    ck_assert_str_ne(a.id, c.id);
    mail_clear(&a);
    mail_clear(&b);
    mail_clear(&c);
}
END_TEST

/* BEFORE, then PIECE TIMES over, then AFTER; "%zu" in PIECE is the count. */
static void bomb(struct str *to, const char *before, const char *piece, size_t times, const char *after)
{
    const char *number = strstr(piece, "%zu");

    str_clear(to);
    str_add(to, before);
    for (size_t i = 0; i < times; i++) {
        str_add_n(to, piece, number ? (size_t)(number - piece) : strlen(piece));
        if (number)
            str_printf(to, "%zu%s", i, number + 3);
    }
    str_add(to, after);
}

/* REFUSED says which limit; NULL: the message is read, in no time. */
static const struct {
    const char *before, *piece;
    size_t times;
    const char *after, *refused;
} bombs[] = {
    {MIXED, "--b\n\nx\n", 100000, "--b--\n", "parts"},
    {FROM "Content-Type:\n multipart/mixed; boundary=b\n\n", "--b\n\nx\n", 100000, "--b--\n", "parts"},
    {FROM "Content-Type: message/rfc822\n\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n",
     100000, "--b--\n", "parts"},
    {FROM "\n", "-- a dashed line of plain text\n", 100000, "", NULL},
    {FROM "Content-Type: multipart/mixed; boundary=b0\n\n--b0\n",
     "Content-Type: multipart/mixed; boundary=b%zu\n\n--b0\n", 500, "", NULL},
    {FROM "To: ", "g:", 100000, "a@x.example\n\n", "groups"},
    {FROM "To: ", "g:\n ", 100000, "a@x.example\n\n", "groups"},
    {FROM "to \t: ", "g:", 100000, "a@x.example\n\n", "groups"},
    {FROM "To: ", "g:\nnoise\n g", 50000, ":a@x.example\n\n", NULL},
    {FROM "To: ", "g:\r\n ", 100000, "a@x.example\n\n", "groups"},
    {FROM "Content-Type: message/rfc822\n\nReply-To: ", "g:", 100000, "a@x.example\n\n", "groups"},
    {FROM "To: ", "(", 100000, "a@x.example\n\n", NULL},
    {FROM "To: ", "<", 100000, "a@x.example\n\n", NULL},
    {FROM "To: ", "\"", 100000, "a@x.example\n\n", NULL},
    {FROM "To: ", "a%zu@x.example,\n ", 8000, "a@x.example\n\n", NULL},
    {FROM "Subject: ", "=?utf-8?Q?a?= ", 50000, "\n\n", NULL},
    {FROM, "X-%zu: y\n", 20000, "\n\n", NULL},
    {FROM "Content-Type: text/plain", ";\n a%zu=b", 8000, "\n\nhola\n", NULL},
    {FROM "Content-Type: text/plain", ";\n a*%zu*=b", 8000, "\n\nhola\n", NULL},
    {FROM "References: ", "<%zu@x.example>\n ", 8000, "\n\nhola\n", NULL},
    {FROM "X: ", "0123456789", 200000, "\n\nhola\n", "headers"},
    {FROM, "X: y\n", 400000, "\n\nhola\n", "headers"},
    {FROM "Content-Type: text/html\n\n", "<div><a href=\"", 300000, "", NULL},
    {FROM "\n", KILOBYTE, 66 << 10, "", "64 MiB"},
};

START_TEST(bombs_are_refused_or_harmless)
{
    _cleanup_str_ struct str raw = STR_INIT;

    mail_init();
    for (size_t i = 0; i < ARRAY_LEN(bombs); i++) {
        struct mail mail;
        struct err err = {0};
        bomb(&raw, bombs[i].before, bombs[i].piece, bombs[i].times, bombs[i].after);
        bool refused = mail_parse(raw.s, raw.len, false, &mail, &err) < 0;
        if (!refused)
            mail_clear(&mail);
        ck_assert_msg(refused == (bombs[i].refused != NULL), "bomb %zu: %s", i, err.text);
        if (refused)
            ck_assert_msg(strstr(err.text, bombs[i].refused) != NULL, "bomb %zu: %s", i, err.text);
    }
}
END_TEST

/* A message inside that is encoded: its headers are not read, or they are bounded as well. */
START_TEST(an_encoded_message_inside)
{
    _cleanup_str_ struct str raw = STR_INIT;
    struct mail mail;

    mail_init();
    /* "To: " and then "g:g:g:" without end */
    bomb(&raw, FROM "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nVG86", "Zzpn\nOmc6\n",
         200000, "Cgo=\n");
    ck_assert_int_eq(mail_parse(raw.s, raw.len, false, &mail, NULL), 0);
    mail_clear(&mail);
    bomb(&raw, FROM "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\nTo=3A",
         "g=3A=\n", 200000, "\n\n");
    ck_assert_int_eq(mail_parse(raw.s, raw.len, false, &mail, NULL), 0);
    mail_clear(&mail);
}
END_TEST

START_TEST(nesting_is_bounded)
{
    _cleanup_str_ struct str raw = STR_INIT;
    struct mail mail;
    struct err err = {0};

    mail_init();
    str_add(&raw, FROM);
    for (int i = 0; i < 150; i++)
        str_printf(&raw, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    str_add(&raw, "\nhola\n");
    ck_assert_int_lt(mail_parse(raw.s, raw.len, false, &mail, &err), 0);
    ck_assert_msg(strstr(err.text, "deep") != NULL, "%s", err.text);
}
END_TEST

START_TEST(a_long_text_is_cut_between_characters)
{
    _cleanup_str_ struct str raw = STR_INIT;
    struct mail mail;

    mail_init();
    str_add(&raw, FROM "Content-Type: text/plain; charset=utf-8\n\nx");
    while (raw.len < 17 << 20)
        str_add(&raw, "ññññññññ");
    ck_assert_int_eq(mail_parse(raw.s, raw.len, false, &mail, NULL), 0);
    ck_assert(mail.cut);
    ck_assert_uint_le(strlen(mail.body), 16 << 20);
    ck_assert_uint_ge(strlen(mail.body), (16 << 20) - 4);
    ck_assert_uint_eq(text_valid(mail.body, strlen(mail.body)), strlen(mail.body));
    mail_clear(&mail);
}
END_TEST

/* A line of JSON has its limit too, and control characters take six bytes there. */
START_TEST(what_grows_when_escaped_is_cut_earlier)
{
    _cleanup_str_ struct str raw = STR_INIT;
    struct mail mail;
    static const struct {
        const char *piece;
        size_t most;
    } pieces[] = {{"\x01\x01\x01\x01\x01\x01\x01\x01", 5 << 20}, {"\"\"\"\"\"\"\"\"", 15 << 20}};

    mail_init();
    for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
        bomb(&raw, FROM "\n", pieces[i].piece, (16 << 20) / 8, "");
        ck_assert_int_eq(mail_parse(raw.s, raw.len, false, &mail, NULL), 0);
        ck_assert(mail.cut);
        ck_assert_uint_eq(strlen(mail.body), pieces[i].most);
        mail_clear(&mail);
    }
}
END_TEST

int main(void)
{
    return harness_run(
        "message", (const TTest *const[]){
                       messages, masked_senders, malformed_bytes_are_counted, ids_are_made_of_what_is_there,
                       bombs_are_refused_or_harmless, an_encoded_message_inside, nesting_is_bounded,
                       a_long_text_is_cut_between_characters, what_grows_when_escaped_is_cut_earlier, NULL});
}
