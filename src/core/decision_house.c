/* The numbers and the table of troubles, from a file of lines. */
#include "decision_inside.h"

#include <stddef.h>
#include <string.h>

#define NUMBER(name)                                                                                         \
    {                                                                                                        \
#name, offsetof(struct decide_house, name)                                                           \
    }
static const struct {
    const char *name;
    size_t at;
} numbers[] = {
    NUMBER(keep_days),    NUMBER(money_days),          NUMBER(terms_days),     NUMBER(decline_days),
    NUMBER(relief_days),  NUMBER(again_days),          NUMBER(result_days),    NUMBER(share_max),
    NUMBER(laters_max),   NUMBER(breach_cool_minutes), NUMBER(chance_months),  NUMBER(conditions_max),
    NUMBER(pay_days),     NUMBER(habit_days),          NUMBER(rule_breaches),  NUMBER(hour_days),
    NUMBER(hour_percent), NUMBER(closeness_events),    NUMBER(closeness_days), NUMBER(renew_days),
    NUMBER(refund_days),
};

enum { NUMBER_MAX = 100000, WORD_MAX = 64 };

/* The next word of *S, up to SIZE - 1 bytes; false: there is none, or it is longer. */
static bool next_word(const char **s, const char *end, char *ret, size_t size)
{
    while (*s < end && (**s == ' ' || **s == '\t' || **s == '\r'))
        (*s)++;
    size_t len = 0;
    while (*s + len < end && !strchr(" \t\r", (*s)[len]))
        len++;
    if (len == 0 || len >= size)
        return false;
    memcpy(ret, *s, len);
    ret[len] = '\0';
    *s += len;
    return true;
}

static int read_number(const char *text, int64_t min, int64_t max, int64_t *ret, struct err *err)
{
    char *end;
    long long n = strtoll(text, &end, 10);

    if (end == text || *end || n < min || n > max)
        return err_set(err, _("\"%s\" is no whole number from %lld to %lld"), text, (long long)min,
                       (long long)max);
    *ret = n;
    return 0;
}

static int read_name(const char *text, const char *const *names, int8_t *ret, struct err *err)
{
    for (int8_t i = 0; names[i]; i++)
        if (str_equal(names[i], text)) {
            *ret = i;
            return 0;
        }
    return err_set(err, _("\"%s\" is not one of the words that may stand here"), text);
}

/* --- troubles --- */

static void clear_trouble(struct decide_trouble *trouble)
{
    free(trouble->code);
    free(trouble->first);
    free(trouble->templates);
    free(trouble->ending);
    *trouble = (struct decide_trouble){0};
}

static int read_path(const char *text, int8_t *ret, struct err *err)
{
    int64_t n;

    if (read_number(text, PATH_KEEP, PATH_TODAY, &n, err) < 0)
        return -1;
    *ret = (int8_t)n;
    return 0;
}

/* "yes=2". */
static int read_pair(struct decide_trouble *trouble, char *word, struct err *err)
{
    char *value = strchr(word, '=');

    if (!value)
        return err_set(err, _("\"%s\" has no value: write it as NAME=VALUE"), word);
    *value++ = '\0';
    if (str_equal(word, "yes"))
        return read_path(value, &trouble->after_yes, err);
    if (str_equal(word, "no"))
        return read_path(value, &trouble->after_no, err);
    if (str_equal(word, "failed"))
        return read_path(value, &trouble->after_failed, err);
    if (str_equal(word, "notice"))
        return read_number(value, -1, 3650, &trouble->notice_days, err);
    if (str_equal(word, "tell"))
        return read_name(value, exit_tell_names, &trouble->tell, err);
    if (str_equal(word, "disclosure"))
        return read_name(value, exit_disclosure_names, &trouble->disclosure, err);
    char **text = str_equal(word, "try")       ? &trouble->first
                  : str_equal(word, "letters") ? &trouble->templates
                  : str_equal(word, "ending")  ? &trouble->ending
                                               : NULL;
    if (!text)
        return err_set(err, _("a trouble has no \"%s\""), word);
    decide_put_text(text, value);
    return 0;
}

static struct decide_trouble *place_of(struct decide_house *house, const char *code)
{
    for (size_t i = 0; i < house->n_troubles; i++)
        if (str_equal(house->troubles[i].code, code))
            return &house->troubles[i];
    MEM_GROW(house->troubles, house->n_troubles, house->cap_troubles);
    house->troubles[house->n_troubles] = (struct decide_trouble){0};
    return &house->troubles[house->n_troubles++];
}

static int read_trouble(struct decide_house *house, const char *s, const char *end, struct err *err)
{
    struct decide_trouble trouble = {.after_yes = PATH_KEEP, .after_no = PATH_NOTICE, .notice_days = 15};
    char word[WORD_MAX], code[WORD_MAX];

    if (!next_word(&s, end, code, sizeof code))
        return err_set(err, _("a trouble has a code"));
    while (next_word(&s, end, word, sizeof word))
        if (read_pair(&trouble, word, err) < 0) {
            clear_trouble(&trouble);
            return -1;
        }
    trouble.code = mem_string(code);
    if (!trouble.ending)
        trouble.ending = mem_string("T8");
    struct decide_trouble *at = place_of(house, code);
    clear_trouble(at);
    *at = trouble;
    return 0;
}

const struct decide_trouble *decide_trouble_find(const struct decide_house *house, const char *code)
{
    static const struct decide_trouble plain = {
        .after_yes = PATH_KEEP, .after_no = PATH_NOTICE, .notice_days = 15};
    const struct decide_trouble *none = &plain;

    for (size_t i = 0; i < house->n_troubles; i++) {
        if (str_equal(house->troubles[i].code, code))
            return &house->troubles[i];
        if (str_equal(house->troubles[i].code, "none_of_these"))
            none = &house->troubles[i];
    }
    return none;
}

/* --- lines --- */

static int read_line(struct decide_house *house, const char *s, const char *end, struct err *err)
{
    char word[WORD_MAX], value[WORD_MAX];

    if (!next_word(&s, end, word, sizeof word) || *word == '#')
        return 0;
    if (str_equal(word, "trouble"))
        return read_trouble(house, s, end, err);
    if (!next_word(&s, end, value, sizeof value))
        return err_set(err, _("\"%s\" has no value"), word);
    if (str_equal(word, "cause")) {
        if (!texts_have(&house->causes, value))
            texts_add(&house->causes, value);
        return 0;
    }
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        if (str_equal(numbers[i].name, word))
            return read_number(value, 0, NUMBER_MAX, (int64_t *)((char *)house + numbers[i].at), err);
    return err_set(err, _("there is no number \"%s\""), word);
}

int decide_house_read(const char *text, struct decide_house *house, struct err *err)
{
    for (size_t line = 1; *text; line++) {
        size_t len = strcspn(text, "\n");
        if (read_line(house, text, text + len, err) < 0)
            return err_prefix(err, _("line %zu"), line);
        text += len + (text[len] == '\n');
    }
    return 0;
}

void decide_house_clear(struct decide_house *house)
{
    for (size_t i = 0; i < house->n_troubles; i++)
        clear_trouble(&house->troubles[i]);
    free(house->troubles);
    texts_clear(&house->causes);
    *house = (struct decide_house){0};
}
