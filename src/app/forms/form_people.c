/* A person on one line: "Severo Pega (sr.) <severo@x.example> +34 600 000 000 payer". */
#include "form_text.h"

#include "form_items.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"

#include <string.h>

enum part { PART_GIVEN, PART_FAMILY, PART_TITLE, PART_ROLE, PART_EMAIL, PART_PHONE, PART_GENDER };

/* The model of a client's people. */
static const struct field *person_field(const char *name)
{
    return model_field(model_field(&model_client, "people")->model, name);
}

static void append(char **to, const char *word)
{
    char *before = *to;

    *to = before ? str_format("%s %s", before, word) : mem_string(word);
    free(before);
}

static bool is_phone(const char *word)
{
    size_t digits = 0;

    for (const char *s = word; *s; s++)
        digits += *s >= '0' && *s <= '9';
    return digits && strspn(word, "+0123456789()-./") == strlen(word);
}

/* "title=..." says what no place says. */
static bool take_named(struct person *person, const char *word)
{
    static const struct {
        const char *name;
        size_t at;
    } named[] = {
        {"given=", offsetof(struct person, given)}, {"family=", offsetof(struct person, family)},
        {"title=", offsetof(struct person, title)}, {"email=", offsetof(struct person, email)},
        {"phone=", offsetof(struct person, phone)},
    };

    for (size_t i = 0; i < ARRAY_LEN(named); i++) {
        if (!str_starts(word, named[i].name))
            continue;
        char **to = (char **)((char *)person + named[i].at);
        free(*to);
        *to = item_plain(word + strlen(named[i].name));
        return true;
    }
    return false;
}

/* A role or a gender, "in charge" included, where NEXT is the word behind. */
static bool take_choice(struct person *person, const char *word, const char **next)
{
    int role = choice_find("role", person_field("role")->names, word, true);
    int gender = choice_find("gender", person_field("gender")->names, word, true);

    if (str_equal(word, "in") && str_starts(*next, " charge")) {
        role = ROLE_IN_CHARGE;
        *next += strlen(" charge");
    } else if (strlen(word) < 4) {
        role = -1;
    }
    if (role >= 0 && person->role < 0)
        person->role = (int8_t)role;
    else if (gender >= 0 && person->gender < 0)
        person->gender = (int8_t)gender;
    else
        return false;
    return true;
}

/* Words in round or angle brackets go on to the closing one. */
static char *bracketed(const char **at, char close)
{
    const char *from = *at + 1, *to = strchr(from, close);

    if (!to)
        to = from + strlen(from);
    *at = *to ? to + 1 : to;
    return mem_string_n(from, (size_t)(to - from));
}

static void take_name(struct person *person, const char *word)
{
    append(person->given ? &person->family : &person->given, word);
}

/* Nothing but a role or a gender is known. */
static bool is_blank(const struct person *person)
{
    return !person->given && !person->family && !person->title && !person->email && !person->phone;
}

static void take_word(struct person *person, char *word, bool quoted, const char **next)
{
    size_t len = strlen(word);

    if (!quoted && len && word[len - 1] == ',')
        word[len - 1] = '\0';
    if (quoted)
        take_name(person, word);
    else if (!*word || take_named(person, word))
        return;
    else if (!person->email && strchr(word, '@'))
        person->email = mem_string(word);
    else if (is_phone(word))
        append(&person->phone, word);
    else if (is_blank(person) || !take_choice(person, word, next))
        take_name(person, word);
}

int text_read_person(const char *item, void *record, struct err *err)
{
    struct person *person = record;
    const char *at = item;
    char *word;
    bool quoted, unnamed = *item == '?' && (!item[1] || item[1] == ' ');

    for (at += unnamed;;) {
        at += strspn(at, " \t");
        if (*at == '<' && !person->email) {
            person->email = bracketed(&at, '>');
        } else if (*at == '(' && !person->title && !is_phone(at)) {
            person->title = bracketed(&at, ')');
        } else if (item_word(&at, &word, &quoted)) {
            if (!unnamed || !take_choice(person, word, &at))
                take_word(person, word, quoted, &at);
            free(word);
        } else {
            break;
        }
    }
    if (is_blank(person) && !unnamed)
        return err_set(err, _("\"%.60s\" is nobody; write a person such as Severo Pega <severo@x.example> payer"), item);
    return 0;
}

static void separate(struct str *to, size_t from)
{
    if (to->len > from)
        str_add_char(to, ' ');
}

static void write_named(const char *name, const char *text, struct str *to, size_t from)
{
    if (!text)
        return;
    separate(to, from);
    str_printf(to, "%s=", name);
    item_add(to, text, ";", true);
}

static void write_natural(const struct person *person, struct str *to, size_t from)
{
    if (person->given)
        item_add(to, person->given, ";,()<> ", false);
    if (person->family) {
        separate(to, from);
        str_add(to, person->family);
    }
    if (person->title) {
        separate(to, from);
        str_printf(to, "(%s)", person->title);
    }
    if (person->email) {
        separate(to, from);
        str_printf(to, "<%s>", person->email);
    }
    if (person->phone) {
        separate(to, from);
        str_add(to, person->phone);
    }
}

static void write_choice(const struct person *person, const char *name, struct str *to, size_t from)
{
    const struct field *field = person_field(name);
    int64_t value = field_number(field, person);

    if (value < 0)
        return;
    separate(to, from);
    str_add(to, choice_word(name, field->names[value]));
}

void text_write_person(const void *record, bool careful, struct str *to)
{
    const struct person *person = record;
    size_t from = to->len;

    if (is_blank(person)) {
        str_add_char(to, '?');
    } else if (careful) {
        write_named("given", person->given, to, from);
        write_named("family", person->family, to, from);
        write_named("title", person->title, to, from);
        write_named("email", person->email, to, from);
        write_named("phone", person->phone, to, from);
    } else {
        write_natural(person, to, from);
    }
    write_choice(person, "role", to, from);
    write_choice(person, "gender", to, from);
}
