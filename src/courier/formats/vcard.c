#include "ascii.h"
#include "formats/contact.h"
#include "formats/content_line.h"
#include "formats/formats.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct cards {
    struct errand *errand;
    struct content_reader reader;
    struct content_line line;
    struct err *err;
};

/* Piece I of TEXTS on one line, into PLACE. */
static void set_piece(char **place, const struct texts *pieces, size_t i)
{
    if (i < pieces->n)
        contact_set(place, pieces->v[i]);
}

/* Family;Given;Additional;Prefixes;Suffixes. */
static void read_n(struct contact *contact, const char *text)
{
    struct texts parts = {0};

    content_split(text, ';', &parts);
    set_piece(&contact->family, &parts, 0);
    set_piece(&contact->given, &parts, 1);
    set_piece(&contact->middle, &parts, 2);
    texts_clear(&parts);
}

static void read_org(struct contact *contact, const char *text)
{
    struct texts parts = {0};

    content_split(text, ';', &parts);
    set_piece(&contact->organization, &parts, 0);
    texts_clear(&parts);
}

static void read_categories(struct contact *contact, const char *text)
{
    struct texts parts = {0};

    content_split(text, ',', &parts);
    for (size_t i = 0; i < parts.n; i++)
        contact_add(&contact->tags, parts.v[i]);
    texts_clear(&parts);
}

static void read_kind(struct contact *contact, const char *text)
{
    contact->company = ascii_is(text, strlen(text), "org");
    contact->group = ascii_is(text, strlen(text), "group");
}

static char *whole(const char *text)
{
    struct texts one = {0};

    content_split(text, 0, &one);
    char *plain = mem_string(one.v[0]);
    texts_clear(&one);
    return plain;
}

static void read_fn(struct contact *contact, const char *text)
{
    contact_set(&contact->name, text);
}

static void read_title(struct contact *contact, const char *text)
{
    contact_set(&contact->title, text);
}

static void read_uid(struct contact *contact, const char *text)
{
    contact_set(&contact->id, text);
}

static void read_note(struct contact *contact, const char *text)
{
    contact_append(&contact->notes, text);
}

static void read_email(struct contact *contact, const char *text)
{
    contact_add(&contact->emails, strncmp(text, "mailto:", 7) == 0 ? text + 7 : text);
}

/* vCard 4 writes "tel:+34600000001;ext=2" where 3 writes the number. */
static void read_tel(struct contact *contact, const char *text)
{
    contact_add(&contact->phones, strncmp(text, "tel:", 4) == 0 ? text + 4 : text);
}

static const struct {
    const char *name;
    bool structured; /* cut before its escapes are undone */
    void (*read)(struct contact *contact, const char *text);
} properties[] = {
    {"FN", false, read_fn},
    {"N", true, read_n},
    {"ORG", true, read_org},
    {"TITLE", false, read_title},
    {"EMAIL", false, read_email},
    {"TEL", false, read_tel},
    {"NOTE", false, read_note},
    {"CATEGORIES", true, read_categories},
    {"UID", false, read_uid},
    {"KIND", false, read_kind},
    {"X-ADDRESSBOOKSERVER-KIND", false, read_kind},
};

static void read_property(struct contact *contact, const struct content_line *line)
{
    for (size_t i = 0; i < ARRAY_LEN(properties); i++) {
        if (strcmp(line->name, properties[i].name) != 0)
            continue;
        _cleanup_free_ char *text = content_line_text(line);
        _cleanup_free_ char *plain = properties[i].structured ? NULL : whole(text);
        properties[i].read(contact, plain ? plain : text);
        return;
    }
}

static bool is_card_mark(const struct content_line *line, const char *name)
{
    return strcmp(line->name, name) == 0 && ascii_starts(line->value, line->n, "vcard");
}

/* An organization's card in version 3 has no KIND: its name is its organization's. */
static bool is_company(const struct contact *contact)
{
    return contact->company || (contact->organization && !contact->given && !contact->family &&
                                (!contact->name || str_equal(contact->name, contact->organization)));
}

/* Behind BEGIN:VCARD, to its END. A card inside (AGENT of version 2.1) is passed over. */
static int read_card(struct cards *cards, struct contact *contact, int64_t begun)
{
    for (int depth = 1; depth > 0;) {
        int result = content_line_next(&cards->reader, &cards->line, cards->err);
        if (result < 0)
            return -1;
        if (result > 0)
            return err_set(cards->err,
                           _("line %lld: the card that begins here has no END:VCARD; the file is cut off"),
                           (long long)begun);
        if (is_card_mark(&cards->line, "BEGIN"))
            depth++;
        else if (is_card_mark(&cards->line, "END"))
            depth--;
        else if (depth == 1)
            read_property(contact, &cards->line);
    }
    contact->company = is_company(contact);
    return 0;
}

static int take_card(struct cards *cards)
{
    int64_t begun = cards->line.number;
    _cleanup_free_ char *where = str_format(_("line %lld"), (long long)begun);
    struct contact contact = {0};

    int result = read_card(cards, &contact, begun);
    if (result == 0) {
        cards->errand->read++;
        result = contact_emit(cards->errand, &contact, "vcard:", where, cards->err);
    }
    contact_clear(&contact);
    const struct content_reader *reader = &cards->reader;
    return result < 0 ? -1
                      : errand_progress(cards->errand, reader->p - reader->start, reader->end - reader->start,
                                        "bytes", cards->err);
}

static int read_cards(struct cards *cards)
{
    int result;

    while ((result = content_line_next(&cards->reader, &cards->line, cards->err)) == 0) {
        if (!is_card_mark(&cards->line, "BEGIN"))
            return err_set(cards->err, _("line %lld: a card begins with BEGIN:VCARD, and this does not"),
                           (long long)cards->line.number);
        if (take_card(cards) < 0)
            return -1;
    }
    if (result > 0 && cards->errand->read == 0)
        return err_set(cards->err, _("there is no card in it: no BEGIN:VCARD"));
    return result < 0 ? -1 : 0;
}

int vcard_read(struct errand *errand, struct err *err)
{
    _cleanup_str_ struct str text = STR_INIT;
    struct cards cards = {.errand = errand, .err = err};

    if (content_reader_open(&cards.reader, errand->job->path, &text, err) < 0)
        return -1;
    int result = read_cards(&cards);
    content_line_done(&cards.line);
    return result < 0 ? err_prefix(err, "%s", errand->job->path) : 0;
}
