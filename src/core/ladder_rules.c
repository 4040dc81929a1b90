#include "paletti/core/ladder.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/money_text.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NUMBER_MAX = 9999, WORD_MAX = 32, WORDS = 6 };

/* The numbers by their names. */
static const struct number_row {
    const char *name;
    size_t at;
} numbers[] = {
    {"grace_days", offsetof(struct ladder_rules, grace_days)},
    {"promise_days", offsetof(struct ladder_rules, promise_days)},
    {"plan_days", offsetof(struct ladder_rules, plan_days)},
    {"answer_days", offsetof(struct ladder_rules, answer_days)},
    {"chance_months", offsetof(struct ladder_rules, chance_months)},
    {"chance_late", offsetof(struct ladder_rules, chance_late)},
    {"chance_used", offsetof(struct ladder_rules, chance_used)},
    {"excuse_repeats", offsetof(struct ladder_rules, excuse_repeats)},
    {"slowing_days", offsetof(struct ladder_rules, slowing_days)},
    {"recovery_hours", offsetof(struct ladder_rules, recovery_hours)},
    {"recovery_likely", offsetof(struct ladder_rules, recovery_likely)},
};

/* One line's words. */
struct line {
    char words[WORDS][WORD_MAX];
    int n;
};

static int read_words(const char *text, size_t len, struct line *line, struct err *err)
{
    static const char blanks[] = " \t\r";

    line->n = 0;
    for (size_t i = 0; i < len && text[i] != '#';) {
        size_t n = 0;
        while (i + n < len && !strchr(blanks, text[i + n]) && text[i + n] != '#')
            n++;
        if (n > 0 && (line->n == WORDS || n >= WORD_MAX))
            return err_set(err, _("is too long"));
        if (n > 0) {
            memcpy(line->words[line->n], text + i, n);
            line->words[line->n++][n] = '\0';
        }
        i += n > 0 ? n : 1;
    }
    return 0;
}

static int read_whole(const char *word, int min, int *ret, struct err *err)
{
    char *end;
    long value = strtol(word, &end, 10);

    if (*word == '\0' || *end || value < min || value > NUMBER_MAX)
        return err_set(err, _("\"%s\" is no whole number from %d to %d"), word, min, NUMBER_MAX);
    *ret = (int)value;
    return 0;
}

static int read_step(const struct line *line, struct ladder_rules *rules, struct err *err)
{
    bool optional = line->n == 5 && str_equal(line->words[4], "optional");
    int days, at = rules->n;

    if (line->n != 4 + optional)
        return err_set(err, _("a step is written as: step CODE DAYS LETTER, and \"optional\" behind it where it is"));
    if (rules->n == LADDER_STEPS_MAX)
        return err_set(err, _("there are more than %d steps"), LADDER_STEPS_MAX);
    if (ladder_step_find(rules, line->words[1]) >= 0)
        return err_set(err, _("there is a step \"%s\" already"), line->words[1]);
    if (read_whole(line->words[2], -NUMBER_MAX, &days, err) < 0)
        return -1;
    for (; at > 0 && rules->steps[at - 1].days > days; at--)
        rules->steps[at] = rules->steps[at - 1];
    rules->steps[at] = (struct ladder_step){mem_string(line->words[1]), mem_string(line->words[3]), days, optional};
    rules->n++;
    return 0;
}

static int read_number(const struct line *line, struct ladder_rules *rules, struct err *err)
{
    const char *name = line->words[0];

    if (line->n != 2)
        return err_set(err, _("a number is written as: %s NUMBER"), name);
    if (str_equal(name, "recovery_cost"))
        return quantity_parse(line->words[1], &rules->recovery_cost) == 0 && rules->recovery_cost >= 0
                   ? 0
                   : err_set(err, _("\"%s\" is no sum"), line->words[1]);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        if (str_equal(numbers[i].name, name))
            return read_whole(line->words[1], 0, (int *)((char *)rules + numbers[i].at), err);
    return err_set(err, _("\"%s\" is nothing that the ladder knows"), name);
}

static int read_line(const char *text, size_t len, struct ladder_rules *rules, struct err *err)
{
    struct line line;

    if (text_valid(text, len) < len)
        return err_set(err, _("is no valid UTF-8; save the file as UTF-8"));
    if (read_words(text, len, &line, err) < 0)
        return -1;
    return line.n == 0 ? 0 : str_equal(line.words[0], "step") ? read_step(&line, rules, err) : read_number(&line, rules, err);
}

static int read_all(const char *text, struct ladder_rules *rules, struct err *err)
{
    for (size_t number = 1; *text; number++) {
        size_t len = strcspn(text, "\n");
        if (read_line(text, len, rules, err) < 0)
            return err_prefix(err, _("line %zu"), number);
        text += len + (text[len] == '\n');
    }
    return 0;
}

static void take_steps(struct ladder_rules *to, struct ladder_rules *from)
{
    memcpy(to->steps, from->steps, sizeof to->steps);
    to->n = from->n;
    from->n = 0;
}

int ladder_rules_parse(const char *text, struct ladder_rules *rules, struct err *err)
{
    struct ladder_rules read = *rules;

    read.n = 0;
    memset(read.steps, 0, sizeof read.steps);
    if (read_all(text, &read, err) < 0) {
        ladder_rules_clear(&read);
        return -1;
    }
    if (read.n == 0)
        take_steps(&read, rules);
    ladder_rules_clear(rules);
    *rules = read;
    return 0;
}

void ladder_rules_clear(struct ladder_rules *rules)
{
    for (int i = 0; i < rules->n; i++) {
        free(rules->steps[i].code);
        free(rules->steps[i].letter);
    }
    *rules = (struct ladder_rules){0};
}

int ladder_step_find(const struct ladder_rules *rules, const char *code)
{
    for (int i = 0; i < rules->n; i++)
        if (str_equal(rules->steps[i].code, code))
            return i;
    return -1;
}

bool ladder_letter(const struct ladder_rules *rules, const char *letter)
{
    for (int i = 0; i < rules->n; i++)
        if (strcasecmp(rules->steps[i].letter, letter) == 0)
            return true;
    return strcasecmp(letter, LADDER_IN_CHARGE) == 0;
}
