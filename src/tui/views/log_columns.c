#include "log_columns.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <stdio.h>
#include <string.h>

enum { WIDE = 96, ROOMY = 60, NARROW = 34, BRIEF_WIDTH = 5, WHAT_MIN = 3, WHAT_LEFT = 10, WHAT_ROOMY = 44 };

struct log_columns log_columns_for(int w, bool everybody)
{
    struct log_columns c = {.when_w = 12, .everybody = everybody};

    c.roomy = w >= ROOMY;
    c.when_w = c.roomy ? 16 : 12;
    c.mark = 1 + c.when_w + 1;
    c.who = c.mark + 2;
    if (w >= NARROW && everybody)
        c.who_w = c.roomy ? w / 6 + 3 : 8;
    else if (w >= NARROW)
        c.who_w = c.roomy ? 10 : BRIEF_WIDTH;
    c.what = c.who + c.who_w + (c.who_w > 0);
    if (w < WIDE) {
        c.what_w = w - c.what;
        return c;
    }
    c.reply_w = 17;
    c.reply = w - c.reply_w;
    c.rule_w = 18;
    c.rule = c.reply - c.rule_w - 1;
    c.minutes_w = 4;
    c.minutes = c.rule - c.minutes_w - 2;
    c.what_w = c.minutes - c.what - 1;
    return c;
}

void log_columns_head(const struct log_columns *c, struct canvas *canvas, struct area at)
{
    canvas_put(canvas, at.x + 1, at.y, c->when_w, STYLE_COLUMN, _("when"));
    canvas_put(canvas, at.x + c->who, at.y, c->who_w, STYLE_COLUMN,
               c->everybody ? _("client") : c->roomy ? _("channel") : _("by"));
    canvas_put(canvas, at.x + c->what, at.y, c->what_w, STYLE_COLUMN, _("what"));
    canvas_put_right(canvas, at.x + c->minutes, at.y, c->minutes_w, STYLE_COLUMN, _("min"));
    canvas_put(canvas, at.x + c->rule, at.y, c->rule_w, STYLE_COLUMN, _("line crossed"));
    canvas_put(canvas, at.x + c->reply, at.y, c->reply_w, STYLE_COLUMN, _("reply"));
}

/* What stands for a record: its mark, and its word, long and short. */
static const struct record_words {
    const char *type, *mark, *word, *brief; /* N_(), NC_() */
} records[] = {
    {"payment", "$", N_("payment"), N_("paid")},
    {"promise", "$", N_("promise"), NC_("narrow", "prom.")},
    {"expense", "$", N_("expense"), NC_("narrow", "cost")},
    {"request", "<", N_("extra request"), NC_("narrow", "extra")},
    {"complaint", "<", N_("complaint"), NC_("narrow", "compl")},
    {"delivery", ">", N_("delivery"), NC_("narrow", "deliv")},
    {"win", "=", N_("win"), NC_("narrow", "win")},
    {"lesson", "=", N_("lesson"), NC_("narrow", "learn")},
};

static const struct record_words *record_words_of(const struct log_line *line)
{
    for (size_t i = 0; line->record && i < ARRAY_LEN(records); i++)
        if (str_equal(records[i].type, line->record))
            return &records[i];
    return NULL;
}

static const char *direction_mark(const struct log_line *line)
{
    const struct record_words *record = record_words_of(line);

    if (record)
        return record->mark;
    return line->direction == DIRECTION_IN ? "<" : line->direction == DIRECTION_OUT ? ">" : "=";
}

static const char *what_of(const struct log_line *line, bool roomy)
{
    if (!log_is_entry(line) && !roomy)
        return line->beginning;
    if (line->subject && *line->subject)
        return line->subject;
    return line->beginning ? line->beginning : "";
}

/* What a message came by; what came by no channel is named by its kind. */
static const char *channel_of(const struct log_line *line, bool long_words)
{
    const struct record_words *record = record_words_of(line);

    if (record)
        return i18n_word(long_words ? record->word : record->brief);
    if (line->sort == LOG_SESSION)
        return long_words ? _("session") : _("sess.");
    if (line->channel && *line->channel)
        return long_words ? words_channel(line->channel) : words_channel_short(line->channel);
    switch (line->kind) {
    case KIND_CALL:
        return long_words ? _("call") : C_("narrow", "call");
    case KIND_MEETING:
        return long_words ? _("meeting") : _("meet");
    case KIND_WORK:
        return long_words ? _("work") : C_("narrow", "work");
    case KIND_NOTE:
        return _("note");
    default:
        return "";
    }
}

const char *log_channel_word(const struct log_line *line)
{
    return channel_of(line, true);
}

/* What was done about it: a word, or where there is little room a letter. */
static void add_state(const struct log_line *line, enum breach bit, bool words, struct str *to)
{
    if (line->waived & bit)
        str_printf(to, " %s", words ? C_("breach", "waived") : C_("breach", "w"));
    else if (line->reminded & bit)
        str_printf(to, " %s", words ? C_("breach", "reminded") : C_("breach", "r"));
}

/* "hours, (chased)": the first MOST of the words of the breaches, those that do not count in brackets, and how many
 * more there are. */
static void add_breaches(const struct log_line *line, int most, bool words, struct str *to)
{
    int n = 0;

    for (size_t i = 0; i < breach_kinds_n; i++) {
        enum breach bit = breach_kinds[i].bit;
        if (!(line->breaches & bit) || n++ >= most)
            continue;
        str_add(to, to->len > 0 ? ", " : "");
        str_add(to, line->counted & bit ? "" : "(");
        str_add(to, words_breach(bit));
        str_add(to, line->counted & bit ? "" : ")");
        add_state(line, bit, words, to);
    }
    if (n > most)
        str_printf(to, most > 0 ? " +%d" : "+%d", n - most);
}

/* As many words of the breaches as fit into ROOM cells, whole, all but the first only where SPARE cells stay free; and
 * whose colour they get. */
static enum style breaches_text(const struct log_line *line, int room, int spare, bool wide, struct str *to)
{
    enum { LETTERS, WORDS };

    for (int most = __builtin_popcount(line->breaches), fits = 0; most >= 0 && !fits; most--)
        for (int words = wide ? WORDS : LETTERS; words >= LETTERS && !fits; words--) {
            str_clear(to);
            add_breaches(line, most, words == WORDS, to);
            fits = text_width(str_text(to)) <= room - (most > 1 ? spare : 0);
        }
    if (line->breaches & line->counted & ~line->waived & BREACH_CLIENTS)
        return STYLE_THEIRS;
    return line->breaches & BREACH_MINE ? STYLE_MINE : STYLE_QUIET;
}

/* What became of a question. Where there is little room, good ends need no word. */
static enum style reply_text(const struct scene *scene, const struct log_line *line, bool wide,
                             struct str *to)
{
    _cleanup_str_ struct str when = STR_INIT;

    switch (line->question) {
    case QUESTION_WAITING:
        stamp_due(scene, &when, line->due, wide);
        str_printf(to, wide ? _("due %s") : "%s", str_text(&when));
        return STYLE_WAITING;
    case QUESTION_OVERDUE:
        stamp_ago(scene, &when, line->due);
        str_printf(to, _("%s late"), str_text(&when));
        return STYLE_ALERT;
    case QUESTION_ON_TIME:
        str_add(to, !wide ? "" : line->early ? _("within the hour") : _("on time"));
        return STYLE_QUIET;
    case QUESTION_LATE:
        str_add(to, _("late"));
        return STYLE_MINE;
    default:
        return STYLE_QUIET;
    }
}

/* Reply and breaches at the right end of the text, which gives way to them. Returns what they take. */
static int draw_tail(const struct scene *scene, struct canvas *canvas, struct area at,
                     const struct log_line *line, bool wide)
{
    _cleanup_str_ struct str reply = STR_INIT, rule = STR_INIT;
    enum style reply_style = reply_text(scene, line, wide, &reply);
    int reply_w = text_width(str_text(&reply)), gap = reply_w > 0 ? 2 : 0;

    canvas_put_right(canvas, at.x, at.y, at.w, reply_style, str_text(&reply));
    enum style rule_style = breaches_text(line, at.w - reply_w - gap, WHAT_LEFT, false, &rule);
    int rule_w = text_width(str_text(&rule));
    if (rule_w == 0)
        return reply_w;
    canvas_put_right(canvas, at.x, at.y, at.w - reply_w - gap, rule_style, str_text(&rule));
    return reply_w + gap + rule_w;
}

static void draw_sides(const struct log_columns *c, const struct scene *scene, struct canvas *canvas,
                       struct area at, const struct log_line *line)
{
    _cleanup_str_ struct str reply = STR_INIT, rule = STR_INIT;
    enum style style = reply_text(scene, line, true, &reply);

    canvas_put(canvas, at.x + c->reply, at.y, c->reply_w, style, str_text(&reply));
    style = breaches_text(line, c->rule_w, 0, true, &rule);
    canvas_put(canvas, at.x + c->rule, at.y, c->rule_w, style, str_text(&rule));
    if (line->minutes > 0) {
        char minutes[24];
        snprintf(minutes, sizeof minutes, "%lld", (long long)line->minutes);
        canvas_put_right(canvas, at.x + c->minutes, at.y, c->minutes_w, STYLE_QUIET, minutes);
    }
}

/* A payment has no time of day: its day stands below those of the others. Returns the width of the column up to there. */
static int add_when(const struct log_columns *c, const struct scene *scene, const struct log_line *line, struct str *to)
{
    bool day = !log_is_entry(line) && stamp_has_clock(scene, line->at);

    if (day)
        stamp_day(scene, to, line->at, c->roomy);
    else
        stamp_when(scene, to, line->at, c->roomy);
    return day ? c->when_w - (int)strlen(" 22:40") : c->when_w;
}

/* It takes no minutes and needs no reply: what it says goes on up to the line that it crossed. */
static int payment_width(const struct log_columns *c, const struct log_line *line)
{
    if (c->reply_w == 0)
        return c->what_w;
    return (line->breaches ? c->rule - 1 : c->reply + c->reply_w) - c->what;
}

/* As many of the signs, whole, as fit into ROOM cells. Owned. */
static char *signs_that_fit(const char *signs, int room)
{
    char *shown = mem_string(signs), *last;

    while (*shown && text_width(shown) > room) {
        last = strrchr(shown, ' ');
        *(last ? last : shown) = '\0';
    }
    return shown;
}

/* What was noted stands behind what was said, as far as there is room; to energy ("e2") that gives way. */
static void draw_what(const struct log_columns *c, struct canvas *canvas, struct area at, const struct log_line *line, int room)
{
    const char *what = what_of(line, room >= WHAT_ROOMY), *signs = line->signs ? line->signs : "";
    bool energy = room > WHAT_LEFT && *signs == 'e';
    int what_w = text_width(what), most = energy ? room - (int)strlen(" e2") : room;

    what_w = what_w > most ? most : what_w;
    int gap = what_w > 0;
    _cleanup_free_ char *shown = signs_that_fit(signs, room - what_w - gap);
    canvas_put(canvas, at.x + c->what, at.y, what_w, STYLE_TEXT, what);
    canvas_put(canvas, at.x + c->what + what_w + gap, at.y, room - what_w - gap, STYLE_QUIET, shown);
}

void log_columns_draw(const struct log_columns *c, const struct scene *scene, struct canvas *canvas,
                      struct area at, const struct log_line *line)
{
    _cleanup_str_ struct str when = STR_INIT;
    int tail = 0;

    int when_w = add_when(c, scene, line, &when);
    canvas_put_right(canvas, at.x + 1, at.y, when_w, STYLE_QUIET, str_text(&when));
    canvas_put(canvas, at.x + c->mark, at.y, 1, STYLE_QUIET, direction_mark(line));
    canvas_put(canvas, at.x + c->who, at.y, c->who_w, STYLE_QUIET,
               c->everybody ? line->client_name : channel_of(line, c->roomy));
    if (c->reply_w > 0)
        draw_sides(c, scene, canvas, at, line);
    else if (log_is_entry(line))
        tail = draw_tail(scene, canvas, (struct area){at.x + c->what, at.y, c->what_w, 1}, line,
                         c->roomy);
    int room = (!log_is_entry(line) ? payment_width(c, line) : c->what_w) - tail - (tail > 0);
    if (room >= WHAT_MIN)
        draw_what(c, canvas, at, line, room);
}

void log_columns_mark(const struct log_columns *c, struct canvas *canvas, struct area at)
{
    canvas_put(canvas, at.x + c->mark - 1, at.y, 1, STYLE_KEY, "+");
}

static void question_sentence(const struct scene *scene, const struct log_line *line, struct str *to)
{
    _cleanup_str_ struct str when = STR_INIT, ago = STR_INIT;

    switch (line->question) {
    case QUESTION_WAITING:
        stamp_due(scene, &when, line->due, true);
        str_printf(to, _("It waits for your answer; on time until %s."), str_text(&when));
        break;
    case QUESTION_OVERDUE:
        stamp_full(scene, &when, line->due);
        stamp_ago(scene, &ago, line->due);
        str_printf(to, _("It still waits: your answer was due %s, %s ago."), str_text(&when), str_text(&ago));
        break;
    case QUESTION_ON_TIME:
        str_add(to, line->early ? _("You answered within the hour.") : _("You answered on time."));
        break;
    case QUESTION_LATE:
        stamp_full(scene, &when, line->due);
        str_printf(to, _("You answered late: it was due %s."), str_text(&when));
        break;
    default:
        break;
    }
}

void log_line_sentence(const struct scene *scene, const struct log_line *line, struct str *to)
{
    bool first = true;

    if (!log_is_entry(line)) {
        str_printf(to, "%s.", line->subject ? line->subject : "");
        return;
    }
    question_sentence(scene, line, to);
    for (size_t i = 0; i < breach_kinds_n; i++) {
        if (!(line->breaches & breach_kinds[i].bit))
            continue;
        str_add(to, first ? (to->len > 0 ? _(" Line crossed: ") : _("Line crossed: ")) : "; ");
        str_add(to, words_breach_long(breach_kinds[i].bit));
        first = false;
    }
    if (!first)
        str_add(to, ".");
    if (to->len == 0)
        str_add(to, what_of(line, true));
    if (line->signs)
        str_printf(to, "  %s", line->signs);
}
