#include "rulesets.h"

#include "lines.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

void ruleset_clear(struct ruleset *set)
{
    rulebook_free(set->book);
    for (size_t i = 0; i < set->n_rules; i++)
        model_clear(&model_rule, &set->rules[i]);
    for (size_t i = 0; i < set->n_overrides; i++)
        model_clear(&model_override, &set->overrides[i]);
    free(set->rules);
    free(set->overrides);
    *set = (struct ruleset){0};
}

/* Of two with the same `from` the later one takes the place, as in an import. */
static struct rule *place_of_rule(struct ruleset *set, int64_t from)
{
    for (size_t i = 0; i < set->n_rules; i++)
        if (set->rules[i].from == from) {
            model_clear(&model_rule, &set->rules[i]);
            return &set->rules[i];
        }
    MEM_GROW(set->rules, set->n_rules, set->cap_rules);
    return &set->rules[set->n_rules++];
}

static void add_rule(struct ruleset *set, const struct rule *rule)
{
    model_copy(&model_rule, rule, place_of_rule(set, rule->from));
}

static struct override *place_of_override(struct ruleset *set, const char *ref)
{
    for (size_t i = 0; ref && i < set->n_overrides; i++)
        if (str_equal(set->overrides[i].ref, ref)) {
            model_clear(&model_override, &set->overrides[i]);
            return &set->overrides[i];
        }
    MEM_GROW(set->overrides, set->n_overrides, set->cap_overrides);
    return &set->overrides[set->n_overrides++];
}

static struct override *add_override(struct ruleset *set, const struct override *override)
{
    struct override *to = place_of_override(set, override->ref);

    model_copy(&model_override, override, to);
    return to;
}

static int lay(struct app *app, struct ruleset *set, struct err *err)
{
    const struct house *house;

    if (app_house(app, &house, err) < 0)
        return -1;
    return rulebook_new(app_zones(app), app_default_zone(app), set->rules, set->n_rules, &set->book, err);
}

static int finish(struct app *app, struct ruleset *set, int r, struct ruleset *ret, struct err *err)
{
    if (r == 0)
        r = lay(app, set, err);
    if (r < 0)
        ruleset_clear(set);
    else
        *ret = *set;
    return r;
}

int ruleset_stored(struct app *app, struct store *store, struct ruleset *ret, struct err *err)
{
    struct ruleset set = {0};
    int r = store_all(store, &model_rule, NULL, &set.rules, &set.n_rules, err);

    set.cap_rules = set.n_rules;
    return finish(app, &set, r, ret, err);
}

/* --- one that is being written --- */

static int check_rule(struct app *app, const struct rule *rule, struct err *err)
{
    if (!rule->zone)
        return err_set(err, _("zone: which time zone are these hours in?"));
    return rule_check(app_zones(app), rule, err);
}

/* One that comes as new is alone: the first version also judges what is older than itself. */
static int with_rule(struct app *app, struct store *store, const struct what_if_draft *with, struct ruleset *set,
                     struct err *err)
{
    if (check_rule(app, with->rule, err) < 0)
        return -1;
    if (with->in_place_of != INSTANT_NONE && with->rule->from <= app_now(app)) {
        if (store_all(store, &model_rule, NULL, &set->rules, &set->n_rules, err) < 0)
            return -1;
        set->cap_rules = set->n_rules;
        for (size_t i = 0; i < set->n_rules; i++)
            if (set->rules[i].from == with->in_place_of)
                set->rules[i].from = with->rule->from;
    }
    add_rule(set, with->rule);
    return 0;
}

static bool is_stored(struct store *store, const char *ref)
{
    struct override stored;
    bool found = ref && store_get(store, &model_override, ref, &stored, NULL) == 0;

    if (found)
        model_clear(&model_override, &stored);
    return found;
}

static int with_override(struct app *app, struct store *store, const struct override *override, struct ruleset *set, struct err *err)
{
    int r = store_all(store, &model_rule, NULL, &set->rules, &set->n_rules, err);

    set->cap_rules = set->n_rules;
    if (r < 0)
        return r;
    struct override *added = add_override(set, override);
    bool begun = added->from <= zone_day(app_zone(app), app_now(app), NULL);
    if (!begun || !is_stored(store, added->ref)) {
        added->from = civil_day(1, 1, 1);
        added->until = civil_day(9999, 12, 30);
    }
    return 0;
}

int ruleset_with(struct app *app, struct store *store, const struct what_if_draft *with, struct ruleset *ret, struct err *err)
{
    struct ruleset set = {0};
    int r = with->rule ? with_rule(app, store, with, &set, err) : with_override(app, store, with->override, &set, err);

    if (finish(app, &set, r, &set, err) < 0)
        return -1;
    if (with->override && override_check(set.book, with->override, err) < 0) {
        ruleset_clear(&set);
        return -1;
    }
    *ret = set;
    return 0;
}

/* --- record lines --- */

/* What is read into a ruleset; the line of each override, because they are checked on all the rules. */
struct reading {
    struct app *app;
    struct store *store; /* where the clients are; NULL: nothing is checked any more */
    struct record_checks checks;
    struct ruleset set;
    int64_t *lines;
    size_t n, cap;
};

static int take_rule(struct reading *reading, const struct rule *rule, struct err *err)
{
    if (reading->store && rule_check(app_zones(reading->app), rule, err) < 0)
        return -1;
    add_rule(&reading->set, rule);
    return 0;
}

static int take_override(struct reading *reading, const struct override *override, int64_t number, struct err *err)
{
    struct client client;

    if (reading->store) {
        int r = store_get(reading->store, &model_client, override->client, &client, err);
        if (r != 0)
            return r < 0 ? r : err_set(err, _("override.client: there is no client \"%s\""), override->client);
        model_clear(&model_client, &client);
    }
    size_t place = (size_t)(add_override(&reading->set, override) - reading->set.overrides);
    if (place == reading->n) {
        MEM_GROW(reading->lines, reading->n, reading->cap);
        reading->n++;
    }
    reading->lines[place] = number;
    return 0;
}

static int take_record(struct reading *reading, const struct model *model, const void *record, int64_t number,
                       struct err *err)
{
    if (model == &model_rule)
        return take_rule(reading, record, err);
    if (model == &model_override)
        return take_override(reading, record, number, err);
    return err_set(err, _("type: \"%s\": only rules and exceptions (rule, override) can be tried out; everything else "
                          "stays as it is in your file"),
                   model->type);
}

static int take_line(struct reading *reading, const char *line, size_t len, int64_t number, struct err *err)
{
    const struct model *model;
    void *record;

    if (record_parse(line, len, &reading->checks, &model, &record, err) < 0)
        return err_prefix(err, _("line %lld"), (long long)number);
    int r = take_record(reading, model, record, number, err);
    record_free(model, record);
    return r < 0 ? err_prefix(err, _("line %lld"), (long long)number) : 0;
}

static int read_lines(struct reading *reading, int fd, struct err *err)
{
    struct lines lines;
    const char *line;
    size_t len;
    int r = 0;

    lines_init(&lines, LINES_RECORD_MAX);
    while (r == 0 && !lines.over) {
        r = lines_fill(&lines, fd, err);
        while (r == 0 && lines_next(&lines, &line, &len) == 0)
            r = take_line(reading, line, len, lines.number, err);
    }
    lines_done(&lines);
    return r;
}

static int check_overrides(const struct reading *reading, struct err *err)
{
    const struct ruleset *set = &reading->set;

    for (size_t i = 0; i < set->n_overrides; i++)
        if (override_check(set->book, &set->overrides[i], err) < 0)
            return err_prefix(err, _("line %lld"), (long long)reading->lines[i]);
    return 0;
}

int ruleset_open(struct app *app, struct store *store, const char *path, struct ruleset *ret, struct err *err)
{
    struct reading reading = {.app = app, .store = store, .checks = app_checks(app), .set.all = true};
    bool piped = str_equal(path, "-");
    int fd = piped ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC), r = -1;

    if (fd < 0)
        err_errno(err, errno, _("it cannot be opened"));
    else
        r = read_lines(&reading, fd, err);
    if (fd >= 0 && !piped)
        close(fd);
    r = finish(app, &reading.set, r, &reading.set, err);
    if (r == 0 && (r = check_overrides(&reading, err)) < 0)
        ruleset_clear(&reading.set);
    free(reading.lines);
    if (r < 0)
        return err_prefix(err, "%s", path);
    *ret = reading.set;
    return 0;
}

/* The first character says whether the overrides are all there are. */
char *ruleset_text(const struct ruleset *set)
{
    struct str text = STR_INIT;

    str_add(&text, set->all ? "=\n" : "+\n");
    for (size_t i = 0; i < set->n_rules; i++) {
        record_write(&text, &model_rule, &set->rules[i]);
        str_add(&text, "\n");
    }
    for (size_t i = 0; i < set->n_overrides; i++) {
        record_write(&text, &model_override, &set->overrides[i]);
        str_add(&text, "\n");
    }
    return str_take(&text);
}

int ruleset_again(struct app *app, const char *text, struct ruleset *ret, struct err *err)
{
    struct reading reading = {.app = app, .checks = app_checks(app), .set.all = *text == '='};
    int r = 0;

    for (const char *line = strchr(text, '\n') + 1; r == 0 && *line;) {
        size_t len = strcspn(line, "\n");
        r = take_line(&reading, line, len, 0, err);
        line += len + (line[len] == '\n');
    }
    free(reading.lines);
    return finish(app, &reading.set, r, ret, err);
}

/* --- whose --- */

static const struct override *find_override(const struct ruleset *set, const char *ref)
{
    for (size_t i = 0; i < set->n_overrides; i++)
        if (str_equal(set->overrides[i].ref, ref))
            return &set->overrides[i];
    return NULL;
}

static bool has_override(const struct standing *standing, const char *ref)
{
    for (size_t i = 0; ref && i < standing->n_overrides; i++)
        if (str_equal(standing->overrides[i].ref, ref))
            return true;
    return false;
}

/* In log order: what takes a stored one's place stands there, what is new at the end. */
struct override *ruleset_overrides(const struct ruleset *set, const char *client, const struct standing *standing,
                                 size_t *ret_n)
{
    size_t n_stored = set->all ? 0 : standing->n_overrides, n = 0;
    struct override *v = mem_zero(n_stored + set->n_overrides, sizeof *v);

    for (size_t i = 0; i < n_stored; i++) {
        const struct override *stored = &standing->overrides[i], *other = find_override(set, stored->ref);
        if (!other || str_equal(other->client, client))
            v[n++] = other ? *other : *stored;
    }
    for (size_t i = 0; i < set->n_overrides; i++) {
        const struct override *o = &set->overrides[i];
        if (str_equal(o->client, client) && (set->all || !has_override(standing, o->ref)))
            v[n++] = *o;
    }
    *ret_n = n;
    return v;
}
