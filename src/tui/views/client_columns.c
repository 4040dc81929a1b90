#include "client_columns.h"

#include "paletti/base/i18n.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"

#include <string.h>

/* Cells: from how many on the counts of both sides stand in columns of their own; and there is room for more words. */
enum { NAME_X = 3, COUNTS_FROM = 44, COUNT_W = 5, COUNTS_W = 2 * COUNT_W, LONG_FROM = 31, NAME_MIN = 8 };

/* Where the columns of a row W cells wide end. */
struct columns {
    int why_end;    /* why the client stands where they stand: right-aligned, the name takes what it leaves */
    int theirs, mine; /* 0: left out */
    bool words;     /* there is room for "due", "overdue 21 d" */
};

bool client_columns_wide(int w)
{
    return w >= COUNTS_FROM;
}

static struct columns columns_for(int w)
{
    struct columns c = {.why_end = w};

    if (client_columns_wide(w)) {
        c.mine = w - 1;
        c.theirs = c.mine - COUNT_W + 1;
        c.why_end = w - COUNTS_W;
    }
    c.words = c.why_end >= LONG_FROM;
    return c;
}

/* One reason: put off by me, an answer owed, then money, then what the client does most, then the state. */
static enum style why_text(const struct scene *scene, const struct client_row *row, bool words, struct str *to)
{
    _cleanup_str_ struct str when = STR_INIT;

    if (row->later != INSTANT_NONE) {
        stamp_due(scene, &when, row->later, false);
        str_printf(to, words ? _("later, %s") : "%s", str_text(&when));
        return STYLE_QUIET;
    }
    if (row->question == QUESTION_WAITING && !row->question_later) {
        stamp_due(scene, &when, row->due, false);
        str_printf(to, words ? _("due %s") : "%s", row->due == INSTANT_NONE ? _("never") : str_text(&when));
        return STYLE_WAITING;
    }
    if (row->question == QUESTION_OVERDUE && !row->question_later) {
        stamp_ago(scene, &when, row->due);
        str_printf(to, _("%s late"), str_text(&when));
        return STYLE_ALERT;
    }
    if (row->invoice_overdue && !row->invoice_later) {
        if (words)
            str_printf(to, _("overdue %lld d"), (long long)stamp_days_overdue(scene, row->overdue_since));
        else
            str_add(to, _("overdue"));
        return STYLE_ALERT;
    }
    if (row->often && row->state != CLIENT_LEFT) {
        str_add(to, words_breach((enum breach)row->often));
        str_add(to, words ? " " : "");
        if (words)
            str_add_int(to, row->often_n, 1);
        return STYLE_THEIRS;
    }
    if (row->state == CLIENT_LEAVING)
        str_add(to, _("leaving"));
    return STYLE_QUIET;
}

static void draw_count(struct canvas *canvas, struct area at, int end, enum style style, int64_t n)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (end == 0)
        return;
    if (n > 0)
        str_add_int(&text, n, 1);
    else
        str_add_char(&text, '-');
    canvas_put_right(canvas, at.x + end - COUNT_W, at.y, COUNT_W, n > 0 ? style : STYLE_QUIET, str_text(&text));
}

/* Money is a mark; so is an answer that is late or due today. What is put off has none. */
static void draw_mark(const struct scene *scene, struct canvas *canvas, struct area at, const struct client_row *row)
{
    bool today = row->question == QUESTION_WAITING && row->due != INSTANT_NONE &&
                 zone_day(scene->zone, row->due, NULL) == zone_day(scene->zone, scene->now, NULL);

    if (row->later != INSTANT_NONE)
        return;
    if (row->invoice_overdue && !row->invoice_later)
        canvas_put(canvas, at.x + 1, at.y, 1, STYLE_ALERT, "!");
    else if (!row->question_later && (row->question == QUESTION_OVERDUE || today))
        canvas_put(canvas, at.x + 1, at.y, 1, today ? STYLE_WAITING : STYLE_ALERT, "*");
}

/* Whether a short name was made of a title alone ("Avv."), or of a word that others begin with too ("Studio2"). */
static bool says_little(const char *name, const char *short_name)
{
    size_t word = strcspn(name, " ");

    if (word == 0 || strncmp(name, short_name, word) != 0 || !name[word])
        return false;
    const char *rest = short_name + word;
    return rest[strspn(rest, "0123456789")] == '\0' && (*rest || name[word - 1] == '.');
}

/* The name whole, else the short one if it says something; where that is too long as well, its last word is cut as one
 * does by hand: "Ediciones Nube L." */
static void put_name(struct canvas *canvas, struct area at, enum style style, const char *name, const char *short_name)
{
    if (text_width(name) <= at.w) {
        canvas_put(canvas, at.x, at.y, at.w, style, name);
        return;
    }
    const char *text = says_little(name, short_name) ? name : short_name;
    size_t n = text_fit(text, at.w - 1);
    bool inside_word = text[n] && n > 0 && text[n] != ' ' && text[n - 1] != ' ' && memchr(text, ' ', n);

    if (text_width(text) > at.w && inside_word)
        canvas_printf(canvas, at.x, at.y, at.w, style, "%.*s.", (int)n, text);
    else
        canvas_put(canvas, at.x, at.y, at.w, style, text);
}

void client_columns_draw(const struct scene *scene, struct canvas *canvas, struct area at,
                         const struct client_row *row, const char *name, const char *short_name)
{
    struct columns c = columns_for(at.w);
    _cleanup_str_ struct str why = STR_INIT;
    enum style style = why_text(scene, row, c.words, &why);
    int why_w = text_width(str_text(&why)), most = c.why_end - NAME_X - NAME_MIN;

    why_w = why_w < most ? why_w : most;
    draw_mark(scene, canvas, at, row);
    put_name(canvas, (struct area){at.x + NAME_X, at.y, c.why_end - NAME_X - why_w - (why_w > 0), 1},
             row->state == CLIENT_LEFT ? STYLE_QUIET : STYLE_TEXT, name, short_name);
    canvas_put_right(canvas, at.x + c.why_end - why_w, at.y, why_w, style, str_text(&why));
    draw_count(canvas, at, c.theirs, STYLE_THEIRS, row->client_breaches);
    draw_count(canvas, at, c.mine, STYLE_MINE, row->my_breaches);
}

void client_columns_section(struct canvas *canvas, struct area at, enum client_section section, int64_t n)
{
    const char *name = section == SECTION_PROSPECTS ? _("Prospects") : _("Ended");

    canvas_printf(canvas, at.x + 1, at.y, at.w - 1, STYLE_COLUMN, "%s %lld", name, (long long)n);
}

void client_columns_head(struct canvas *canvas, struct area at)
{
    struct columns c = columns_for(at.w);

    canvas_put(canvas, at.x + NAME_X, at.y, c.why_end - NAME_X, STYLE_COLUMN, _("client"));
    canvas_put_right(canvas, at.x + NAME_X, at.y, c.why_end - NAME_X, STYLE_COLUMN, _("why"));
    if (c.theirs == 0)
        return;
    /* The column of mine begins in the last cell of theirs; whatever the language, a blank stays before either heading. */
    canvas_put_right(canvas, at.x + c.theirs - COUNT_W + 1, at.y, COUNT_W - 1, STYLE_COLUMN,
                     C_("lines crossed by", "they"));
    canvas_put_right(canvas, at.x + c.mine - COUNT_W + 2, at.y, COUNT_W - 2, STYLE_COLUMN, C_("lines crossed by", "me"));
}
