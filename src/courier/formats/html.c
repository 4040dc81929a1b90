#include "formats/html.h"

#include "ascii.h"
#include "formats/html_entity.h"

#include <string.h>

struct page {
    struct str *to;
    size_t start;        /* where our text begins in `to` */
    const char *p, *end; /* what is still to be read */
    int breaks;          /* line ends due before the next character */
    bool space;          /* a blank due before it */
    int pre;             /* inside <pre>: blanks count */
    bool no_quotes;      /* a quote was left open somewhere: they mean nothing any more */
    bool no_ends;        /* there is no '>' any more: nor are there tags */
};

enum tag_flag {
    TAG_LINE = 1,      /* on a line of its own */
    TAG_PARAGRAPH = 2, /* with an empty line around */
    TAG_BREAK = 4,
    TAG_CELL = 8,
    TAG_ITEM = 16,
    TAG_HIDDEN = 32, /* nothing in it is for reading */
    TAG_PRE = 64,
};

static const struct tag {
    const char *name;
    int flags;
} tags[] = {
    {"p", TAG_PARAGRAPH},
    {"div", TAG_LINE},
    {"br", TAG_BREAK},
    {"li", TAG_LINE | TAG_ITEM},
    {"tr", TAG_LINE},
    {"td", TAG_CELL},
    {"th", TAG_CELL},
    {"table", TAG_LINE},
    {"ul", TAG_LINE},
    {"ol", TAG_LINE},
    {"dt", TAG_LINE},
    {"dd", TAG_LINE},
    {"h1", TAG_PARAGRAPH},
    {"h2", TAG_PARAGRAPH},
    {"h3", TAG_PARAGRAPH},
    {"h4", TAG_PARAGRAPH},
    {"h5", TAG_PARAGRAPH},
    {"h6", TAG_PARAGRAPH},
    {"hr", TAG_LINE},
    {"blockquote", TAG_LINE},
    {"section", TAG_LINE},
    {"article", TAG_LINE},
    {"header", TAG_LINE},
    {"footer", TAG_LINE},
    {"center", TAG_LINE},
    {"address", TAG_LINE},
    {"pre", TAG_PARAGRAPH | TAG_PRE},
    {"script", TAG_HIDDEN},
    {"style", TAG_HIDDEN},
    {"title", TAG_HIDDEN},
    {"template", TAG_HIDDEN},
};

static void need_breaks(struct page *page, int n)
{
    if (page->breaks < n)
        page->breaks = n;
    page->space = false;
}

/* Puts what is due before the next visible character. */
static void settle(struct page *page)
{
    if (page->to->len > page->start)
        for (; page->breaks > 0; page->breaks--)
            str_add_char(page->to, '\n');
    if (page->space && page->to->len > page->start && page->to->s[page->to->len - 1] != '\n')
        str_add_char(page->to, ' ');
    page->breaks = 0;
    page->space = false;
}

static void put_blank(struct page *page, char c)
{
    if (!page->pre) {
        page->space = page->breaks == 0;
        return;
    }
    if (c == '\n') {
        page->breaks = page->breaks < 2 ? page->breaks + 1 : 2;
        return;
    }
    settle(page);
    str_add_char(page->to, ' ');
}

static void put_entity(struct page *page)
{
    int rune;
    size_t n = html_entity(page->p, (size_t)(page->end - page->p), &rune);

    page->p += n ? n : 1;
    if (n && rune == 0)
        return;
    if (n && (rune == 0xA0 || rune == ' ')) {
        put_blank(page, ' ');
        return;
    }
    settle(page);
    if (n)
        str_add_rune(page->to, rune);
    else
        str_add_char(page->to, '&');
}

/* The '>' that ends the tag at P, quoted attributes passed over; NULL where there is none. */
static const char *tag_end(struct page *page, const char *p)
{
    char quote = 0;

    for (const char *q = p; !page->no_quotes && q < page->end; q++) {
        if (quote)
            quote = *q == quote ? 0 : quote;
        else if (*q == '>')
            return q;
        else if ((*q == '"' || *q == '\'') && q[-1] == '=')
            quote = *q;
    }
    /* Both are set at most once, so that no input makes us read the rest in vain again and again. */
    page->no_quotes = true;
    const char *end = page->no_ends ? NULL : memchr(p, '>', (size_t)(page->end - p));
    page->no_ends = !end;
    return end;
}

static const struct tag *find_tag(const char *name, size_t n)
{
    for (size_t i = 0; i < ARRAY_LEN(tags); i++)
        if (ascii_is(name, n, tags[i].name))
            return &tags[i];
    return NULL;
}

/* Moves behind the closing tag of a hidden element, or to the end. */
static void skip_hidden(struct page *page, const char *name)
{
    while (page->p < page->end) {
        const char *open = memchr(page->p, '<', (size_t)(page->end - page->p));
        if (!open)
            break;
        page->p = open + 1;
        if (open + 1 < page->end && open[1] == '/' &&
            ascii_starts(open + 2, (size_t)(page->end - open - 2), name)) {
            const char *close = memchr(open, '>', (size_t)(page->end - open));
            page->p = close ? close + 1 : page->end;
            return;
        }
    }
    page->p = page->end;
}

static void apply_tag(struct page *page, const struct tag *tag, bool closing)
{
    if (tag->flags & TAG_PARAGRAPH)
        need_breaks(page, 2);
    if (tag->flags & TAG_LINE)
        need_breaks(page, 1);
    if (tag->flags & TAG_BREAK && page->breaks < 2)
        page->breaks++, page->space = false;
    if (tag->flags & TAG_CELL)
        page->space = page->breaks == 0;
    if (tag->flags & TAG_PRE)
        page->pre = !closing;
    if (tag->flags & TAG_ITEM && !closing) {
        settle(page);
        str_add(page->to, "- ");
    }
    if (tag->flags & TAG_HIDDEN && !closing)
        skip_hidden(page, tag->name);
}

/* At "<!": a comment, a doctype, a processor's condition. */
static void skip_markup(struct page *page)
{
    size_t n = (size_t)(page->end - page->p);
    bool comment = n >= 4 && memcmp(page->p, "<!--", 4) == 0;
    const char *stop = comment ? memmem(page->p + 2, n - 2, "-->", 3) : memchr(page->p, '>', n);

    page->p = stop ? stop + (comment ? 3 : 1) : page->end;
}

static void read_tag(struct page *page)
{
    const char *name = page->p + 1;
    bool closing = name < page->end && *name == '/';

    name += closing;
    if (name < page->end && !closing && (*name == '!' || *name == '?')) {
        skip_markup(page);
        return;
    }
    const char *stop = name < page->end && ascii_is_letter(*name) ? tag_end(page, name) : NULL;
    if (!stop) {
        settle(page);
        str_add_char(page->to, *page->p++);
        return;
    }
    size_t n = 0;
    while (name + n < stop && (ascii_is_letter(name[n]) || ascii_is_digit(name[n])))
        n++;
    page->p = stop + 1;
    const struct tag *tag = find_tag(name, n);
    if (tag)
        apply_tag(page, tag, closing);
}

void html_text(struct str *to, const char *html, size_t n)
{
    struct page page = {.to = to, .start = to->len, .p = html, .end = html + n};

    while (page.p < page.end) {
        char c = *page.p;
        if (c == '<') {
            read_tag(&page);
        } else if (c == '&') {
            put_entity(&page);
        } else if (ascii_is_space(c)) {
            put_blank(&page, c);
            page.p++;
        } else {
            settle(&page);
            str_add_char(to, c);
            page.p++;
        }
    }
}
