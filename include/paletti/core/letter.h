/* Letters: templates, the fields that fill them, and the text that comes out. letters.md.
 *
 * A template is a file. Its head has a line each of
 *     code: T4            kind: reminder          language: es            register: vos
 *     variant: second     channel: email          disclosure: client      subject: ...
 *     more: : {topic}     needs: reason, due
 * (variant, more and needs may be absent; more stands behind the subject where its fields are given and there
 * is room), then comes an empty line and the text. Lines that begin with # are comments. Lines that follow
 * each other are one paragraph, as in Markdown; a line that begins with "- " is an item, and a \ at the end
 * breaks the line. One that begins with "* " is a row of a table, whose words are not counted. In subject and
 * text stand
 *     {due}  {due:by}  {^due:on}    a field, in a form, beginning with a capital
 *     {minutes? one=minuto | many=de minutos | minutos}
 *                                   a choice: by gender, number, plural (of a count), unit (of a window),
 * channel, or by what the text is; `given` is any value, and one without a word everything else; a $ in what
 * is chosen is the value and in the text, on lines of their own,
 *     @if reason   @if kind=chase   @if !phone   @else   @end
 *     @each lines   @end
 * around what is there only then, or once for each of several rows, whose fields come before the letter's. A
 * field that is used where nothing asks for it first is needed.
 *
 * Each register is a text of its own: `register` is how the reader is spoken to (enum letter_address), so no
 * verb is ever made by code. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/zone.h"
#include "paletti/core/client.h"
#include "paletti/core/locale.h"

/* --- whom it speaks to --- */

/* How a reader is addressed: the register of one, and in the plural what the country makes of it. */
enum letter_address {
    ADDRESS_NONE, /* English, and texts that avoid addressing anybody */
    ADDRESS_TU,
    ADDRESS_VOS,
    ADDRESS_USTED,
    ADDRESS_VOSOTROS,
    ADDRESS_USTEDES,
    ADDRESS_LEI,
    ADDRESS_VOI,
};
extern const char *const letter_address_names[];

enum letter_reader { READER_ONE, READER_SEVERAL, READER_COMPANY };

/* What is known of a reader; strings may be NULL. */
struct letter_party {
    const char *language, *country, *currency;
    int reg;    /* enum client_register, -1 */
    int number; /* enum client_number, -1: one */
    const char *company, *given, *family, *title;
    int gender; /* enum gender, -1 */
};

/* Why the address is what it is. */
enum letter_why { WHY_REGISTER, WHY_NOT_GIVEN, WHY_OTHER_LANGUAGE, WHY_ONE_FORM };

struct letter_manner {
    const struct locale *locale;
    enum letter_address address;
    enum letter_reader reader;
    enum letter_why why;
};
/* A company with a person to write to is read by that person. Where no register is given, or one of another
 * language, the formal one is taken, or the informal one that is meant. */
struct letter_manner letter_manner(const struct letter_party *party);
/* "Estimada señora Despacio:", "Spett.le Acme S.p.A.,": with the sign behind it. Where no gender is known
 * none is said. */
void letter_greeting(struct str *to, const struct letter_manner *manner, const struct letter_party *party);

/* --- templates --- */

enum { LETTER_SUBJECT_MAX = 60 /* characters */, LETTER_WORDS_MAX = 150 /* tables apart */ };
size_t letter_length(const char *text); /* in characters */

struct letter_template;
enum letter_disclosure {
    DISCLOSE_CLIENT,    /* for the client: nothing private */
    DISCLOSE_COLLEAGUE, /* for a colleague: names the client, nothing private */
    DISCLOSE_SELF,      /* never leaves: a card beside the telephone */
};

/* Fails with "line N: ..." . */
int letter_parse(const char *text, struct letter_template **ret, struct err *err);
void letter_free(struct letter_template *letter); /* takes NULL */
DEFINE_CLEANUP(struct letter_template, letter_free);
const char *letter_code(const struct letter_template *letter);
const char *letter_language(const struct letter_template *letter);
const char *letter_variant(const struct letter_template *letter); /* or NULL */
const char *letter_channel(const struct letter_template *letter);
enum letter_address letter_address(const struct letter_template *letter);
enum letter_disclosure letter_disclosure(const struct letter_template *letter);
/* "T4.vos.second", "R1.none": what its file is called. */
void letter_file_name(struct str *to, const char *code, enum letter_address address, const char *variant);

/* --- fields --- */

enum letter_type {
    LETTER_TEXT,    /* forms: the, of, to (with article), and, or (joined to what stands before) */
    LETTER_DATE,    /* on, of, by, from, until; the same with _weekday; weekday, year */
    LETTER_INSTANT, /* as a date; at (a las 17:05), minute (17:05) */
    LETTER_SUM,
    LETTER_COUNT, /* thousandths; a choice by plural */
    LETTER_LIST,  /* joined with "and", or "or"; behind "- " an item each */
    LETTER_WEEK,
    LETTER_WINDOW,  /* a choice by unit: h, d, wd, oh */
    LETTER_CHANNEL, /* by phone; name: phone; a choice by the channel's code */
    LETTER_ROWS,    /* @each; a choice by plural */
};

struct letter_field;
struct letter_fields {
    struct letter_field *v; /* owned */
    size_t n, cap;
};
#define _cleanup_fields_ _cleanup_(letter_fields_clear)
void letter_fields_clear(struct letter_fields *fields);
/* A field given again is replaced; one without a value (NULL, "", DAY_NONE, INSTANT_NONE, no currency, n 0)
 * is not given. Texts are copied. */
void letter_put_text(struct letter_fields *fields, const char *name, const char *text);
void letter_put_channel(struct letter_fields *fields, const char *name, const char *channel);
void letter_put_date(struct letter_fields *fields, const char *name, int32_t day);
void letter_put_instant(struct letter_fields *fields, const char *name, int64_t at);
void letter_put_sum(struct letter_fields *fields, const char *name, struct money sum);
void letter_put_count(struct letter_fields *fields, const char *name, int64_t thousandths);
void letter_put_item(struct letter_fields *fields, const char *name,
                     const char *item); /* one more of a list */
void letter_put_week(struct letter_fields *fields, const char *name,
                     const struct hours *hours); /* borrowed */
void letter_put_window(struct letter_fields *fields, const char *name, struct window window);
/* One more of several rows: its fields, to be put now; borrowed until the next one is. */
struct letter_fields *letter_put_row(struct letter_fields *fields, const char *name);
/* A text, or one more item, in words that somebody wrote for whatever purpose: the leak guard looks at them,
 * where what templates say is open. */
void letter_put_words(struct letter_fields *fields, const char *name, const char *words);
void letter_put_words_item(struct letter_fields *fields, const char *name, const char *words);
/* Puts a "-" in the place of all such words. */
void letter_hide_words(struct letter_fields *fields);
/* All of FROM, in the place of what TO has by those names. */
void letter_put_all(struct letter_fields *to, const struct letter_fields *from);
bool letter_given(const struct letter_fields *fields, const char *name);
/* DAY_NONE, NULL: none is given. The text is borrowed. */
int32_t letter_date(const struct letter_fields *fields, const char *name);
const char *letter_text(const struct letter_fields *fields, const char *name);

/* --- the text --- */

/* Where and when it is written. */
struct letter_setting {
    const struct locale *locale;
    const struct zone *zone; /* of instants */
    int32_t today;           /* dates of another year show it */
};

/* Appends the names of needed fields that are not given, each once, in the order of the text. */
void letter_missing(const struct letter_template *letter, const struct letter_fields *fields,
                    struct texts *to);
/* Writes subject and text, both owned: 0; or 1 when a needed field is not given: ask letter_missing which.
 * Subjects are one line. A text ends with a newline. */
int letter_render(const struct letter_template *letter, const struct letter_fields *fields,
                  const struct letter_setting *setting, char **ret_subject, char **ret_text);
