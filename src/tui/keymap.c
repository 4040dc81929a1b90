#include "keymap.h"

#include "paletti/base/mem.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    uint64_t where;
} sections[] = {
    {"everywhere", IN_LISTS}, {"typing", IN_TYPING},  {"clients", IN_CLIENTS}, {"log", IN_LOG},
    {"boundaries", IN_RULES}, {"decide", IN_DECIDE},  {"next", IN_NEXT},       {"records", IN_RECORDS},
    {"text", IN_TEXT},        {"help", IN_HELP},      {"prompt", IN_PROMPT},   {"form", IN_FORM},
    {"pick", IN_PICK},        {"confirm", IN_CONFIRM}, {"start", IN_START},      {"import", IN_IMPORT},
    {"queue", IN_QUEUE},      {"what-if", IN_WHAT_IF}, {"rules", IN_BOOK},      {"told", IN_TOLD},
    {"reminder", IN_REMINDER}, {"drafts", IN_DRAFTS},  {"picture", IN_PICTURE}, {"days-off", IN_DAYS_OFF},
    {"card", IN_CARD},        {"cards", IN_CARDS},    {"decide-begin", IN_STEP_BEGIN}, {"decide-facts", IN_STEP_FACTS}, {"decide-ask", IN_STEP_ASK},
    {"decide-path", IN_STEP_PATH}, {"decide-plan", IN_STEP_PLAN}, {"decide-check", IN_STEP_CHECK},
    {"triage", IN_TRIAGE},   {"look-back", IN_LOOK_BACK}, {"chance", IN_CHANCE}, {"tasks", IN_TASKS},
    {"closing", IN_CLOSING}, {"intake", IN_INTAKE}, {"profile", IN_PROFILE},
    {"goodbye", IN_GOODBYE}, {"goodbye-step", IN_GOODBYE_STEP}, {"send", IN_SEND}, {"outbox", IN_OUTBOX}, {"sequence", IN_SEQUENCE},
};
enum { BROAD_SECTIONS = 2 }; /* the first ones: what the others say wins over them */

/* Where the parser stands. */
struct reader {
    struct keymap *keymap;
    const char *path;
    int line;
    uint64_t where;  /* 0: no section yet */
    bool everywhere; /* a broad section: bindings apply wherever their action does */
    struct err *err;
};

void keymap_done(struct keymap *keymap)
{
    for (size_t i = 0; i < keymap->n; i++)
        free(keymap->v[i].command);
    free(keymap->v);
    *keymap = (struct keymap){0};
}

static int fail_nearest(const struct reader *reader, const char *name)
{
    const char *nearest = action_nearest(name);

    if (nearest)
        return err_set(reader->err, _("%s: line %d: there is no action \"%s\"; did you mean \"%s\"?"),
                       reader->path, reader->line, name, nearest);
    return err_set(reader->err, _("%s: line %d: there is no action \"%s\"; ? in paletti lists them all"),
                   reader->path, reader->line, name);
}

static int fail_section(const struct reader *reader, const char *name)
{
    _cleanup_str_ struct str all = STR_INIT;

    for (size_t i = 0; i < ARRAY_LEN(sections); i++)
        str_printf(&all, "%s%s", i > 0 ? ", " : "", sections[i].name);
    return err_set(reader->err, _("%s: line %d: there is no section [%s]; there are %s"), reader->path, reader->line,
                   name, str_text(&all));
}

static int read_section(struct reader *reader, char *line)
{
    size_t n = strlen(line);

    if (line[n - 1] != ']')
        return err_set(reader->err, _("%s: line %d: a section is written [like this]"), reader->path,
                       reader->line);
    line[n - 1] = '\0';
    for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
        if (str_equal(sections[i].name, line + 1)) {
            reader->where = sections[i].where;
            reader->everywhere = i < BROAD_SECTIONS;
            return 0;
        }
    }
    return fail_section(reader, line + 1);
}

static void bind(struct reader *reader, uint32_t key, uint64_t where, enum action action, const char *command)
{
    struct keymap *keymap = reader->keymap;

    MEM_GROW(keymap->v, keymap->n, keymap->cap);
    keymap->v[keymap->n++] = (struct binding){key, where, reader->everywhere, action, mem_string(command)};
}

/* Binds the keys named in KEYS, separated by blanks. */
static int bind_all(struct reader *reader, char *keys, uint64_t where, enum action action,
                    const char *command)
{
    char *rest = NULL;
    uint32_t key;

    for (char *name = strtok_r(keys, " \t", &rest); name; name = strtok_r(NULL, " \t", &rest)) {
        if (!key_parse(name, &key))
            return err_set(reader->err,
                           _("%s: line %d: \"%s\" is no key; keys are written j, Ctrl-d, Alt-x, PgDn, Space, F1"),
                           reader->path, reader->line, name);
        bind(reader, key, where, action, command);
    }
    return 0;
}

/* "KEY... :command" */
static int read_command(struct reader *reader, char *line, char *colon)
{
    *colon = '\0';
    if (reader->where & IN_TYPING)
        return err_set(reader->err, _("%s: line %d: no command can be run while another is typed"),
                       reader->path, reader->line);
    return bind_all(reader, line, reader->where, ACTION_NONE, colon + 1);
}

static int read_binding(struct reader *reader, char *line)
{
    char *colon = strstr(line, " :"), *name;
    enum action action;
    uint64_t where;

    if (reader->where == 0)
        return err_set(reader->err, _("%s: line %d: a section such as [everywhere] comes first"),
                       reader->path, reader->line);
    if (colon && colon[2])
        return read_command(reader, line, colon + 1);
    for (name = line + strlen(line); name > line && !isblank((unsigned char)name[-1]); name--)
        ;
    if (name == line)
        return err_set(reader->err, _("%s: line %d: a line is one or more keys, then what they do"),
                       reader->path, reader->line);
    action = action_find(name);
    if (action == ACTION_NONE && !str_equal(name, actions[ACTION_NONE].name))
        return fail_nearest(reader, name);
    where = action == ACTION_NONE ? reader->where : reader->where & actions[action].where;
    if (where == 0 || (where != reader->where && !reader->everywhere))
        return err_set(reader->err, _("%s: line %d: \"%s\" does not apply in this section"), reader->path,
                       reader->line, name);
    name[-1] = '\0';
    return bind_all(reader, line, where, action, NULL);
}

/* A "#" begins a comment where a word could begin, and is a key when it is the first of a line with more
 * behind it. */
static void cut_comment(char *line)
{
    size_t n;

    if (line[0] == '#')
        line[0] = '\0';
    for (char *p = line; (p = strchr(p, '#')) != NULL; p++) {
        if (p > line && isblank((unsigned char)p[-1])) {
            *p = '\0';
            break;
        }
    }
    for (n = strlen(line); n > 0 && isspace((unsigned char)line[n - 1]); n--)
        line[n - 1] = '\0';
}

static int read_line(struct reader *reader, char *line)
{
    while (isblank((unsigned char)*line))
        line++;
    cut_comment(line);
    if (!*line)
        return 0;
    /* "[" alone is also a key. */
    if (*line == '[' && line[1] && !isblank((unsigned char)line[1]))
        return read_section(reader, line);
    return read_binding(reader, line);
}

int keymap_read(struct keymap *keymap, const char *path, const char *text, struct err *err)
{
    struct reader reader = {keymap, path, 0, 0, false, err};

    while (*text) {
        size_t n = strcspn(text, "\n");
        _cleanup_free_ char *line = mem_string_n(text, n);
        reader.line++;
        if (read_line(&reader, line) < 0)
            return -1;
        text += n + (text[n] == '\n');
    }
    return 0;
}

/* What a section says wins over what holds everywhere, then a later binding over an earlier. */
static bool wins(const struct binding *b, const struct binding *over)
{
    return !over || over->everywhere || !b->everywhere;
}

const struct binding *keymap_find(const struct keymap *keymap, uint64_t where, uint32_t key)
{
    const struct binding *found = NULL;

    for (size_t i = 0; i < keymap->n; i++) {
        const struct binding *b = &keymap->v[i];
        if (b->key == key && b->where & where && wins(b, found))
            found = b;
    }
    return found && (found->action != ACTION_NONE || found->command) ? found : NULL;
}

/* The keys in WHERE whose binding is like WANTED. */
static void add_keys(const struct keymap *keymap, uint64_t where, const struct binding *wanted, int most,
                     const char *between, struct str *to)
{
    int n = 0;

    for (size_t i = 0; i < keymap->n && n < most; i++) {
        const struct binding *b = &keymap->v[i];
        if (b->action != wanted->action || !str_equal(b->command, wanted->command) || !(b->where & where) ||
            keymap_find(keymap, where, b->key) != b)
            continue;
        if (n++ > 0)
            str_add(to, between);
        key_add_name(to, b->key);
    }
}

void keymap_keys(const struct keymap *keymap, uint64_t where, enum action action, int most,
                 const char *between, struct str *to)
{
    add_keys(keymap, where, &(struct binding){.action = action}, most, between, to);
}

char *keymap_key(const struct keymap *keymap, uint64_t where, enum action action)
{
    struct str key = STR_INIT;

    keymap_keys(keymap, where, action, 1, "", &key);
    return str_take(&key);
}

void keymap_command_keys(const struct keymap *keymap, uint64_t where, const char *command, int most,
                         const char *between, struct str *to)
{
    _cleanup_free_ char *line = mem_string(command);

    add_keys(keymap, where, &(struct binding){.action = ACTION_NONE, .command = line}, most, between, to);
}

const char *keymap_section_nth(size_t i, uint64_t *ret_where)
{
    if (i >= ARRAY_LEN(sections))
        return NULL;
    *ret_where = sections[i].where;
    return sections[i].name;
}

uint64_t keymap_section(const char *name)
{
    for (size_t i = BROAD_SECTIONS; i < ARRAY_LEN(sections); i++)
        if (str_equal(sections[i].name, name))
            return sections[i].where;
    return IN_CLIENTS;
}

const char *keymap_section_name(uint64_t where)
{
    for (size_t i = BROAD_SECTIONS; i < ARRAY_LEN(sections); i++)
        if (sections[i].where == where)
            return sections[i].name;
    return sections[0].name;
}
