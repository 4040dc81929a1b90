/* The pages of a decision from the inside: one view, whose table of operations is that of the page it shows. A page fills the
 * sheet (sheet.h) from what the app says, and turns keys into events; load sends them, so that what is read is always what is
 * on disk. A page's file defines one struct wizard_page, and wizard.c has them in a table by state. */
#pragma once

#include "asking.h"
#include "wizard_view.h"
#include "sheet.h"

#include "paletti/app/deciding.h"
#include "paletti/app/facts.h"

/* How a line that is typed becomes what the event carries. */
enum typed_as { TYPED_TEXT /* saved at each key */, TYPED_WHOLE /* a text, with Enter */, TYPED_DAY, TYPED_MONEY,
                TYPED_OWN /* a page reads it: wizard_type_own */ };

struct plan;

struct wizard {
    struct view base;
    char *client; /* a ref */
    int64_t id;   /* and the store's; 0: not known yet */
    char *name;
    bool ask_first;
    struct deciding_view *deciding; /* NULL until it is begun */
    const struct wizard_page *shown;
    struct sheet sheet;
    bool unfolded; /* Facts: lines that are as usual are shown */
    bool troubles; /* Path: their list */

    bool sends;    /* load: the event */
    struct decide_event event;
    char *text;    /* the event's, owned */
    struct decide_event second; /* behind it, where it was not refused */
    bool has_second;
    bool anew;     /* load: a new one, whatever was decided before */

    struct asking asking; /* a line is typed at the bottom */
    const char *label;    /* before it, translated */
    enum typed_as typed_as;
    struct decide_event typed; /* what becomes of it */
    char *before, *kept;       /* what stood there, for Esc; and what was saved last */
    int (*reads)(struct wizard *view, const char *text, struct err *err); /* TYPED_OWN: what it means */
    struct decide_event unfinished; /* ... and what keeps it at each key, until it is done */
    bool goes_on;              /* Enter goes on to the next page, too */

    struct plan *plan; /* what a plan's page shows beside the answers (plan.h); NULL: none was open yet */

    /* Before there is a draft: what was decided last; or the members of a group, by name, and their refs. */
    struct texts told, members;
    bool group;
};

struct wizard_page {
    struct view_ops ops;
    const char *corner; /* N_("1/4 Facts"): at the right end of the frame's upper edge */
    const char *(*corner_of)(const struct wizard *view); /* one that depends on the answers, translated; or NULL */
    /* What it shows beside the answers, read behind each event, and what its keys want of the app; or NULL. */
    int (*load)(struct wizard *view, struct effects *effects, struct err *err);
    void (*fill)(struct wizard *view);
    /* What keys do beyond what they do on every page (wizard_act). */
    void (*act)(struct wizard *view, enum action action, struct effects *effects);
    void (*status)(const struct wizard *view, struct str *to); /* or NULL */
    /* Movement where it is not the sheet's own; false: ACTION is none. Or NULL. */
    bool (*moves)(struct wizard *view, enum action action);
};

extern const struct wizard_page wizard_begin, wizard_decided, wizard_members, wizard_facts, wizard_ask, wizard_path, wizard_check,
    wizard_terms, wizard_decline, wizard_chance, wizard_exit;
/* The page of a state; NULL: none. */
const struct wizard_page *wizard_page_of(enum decide_state state);

/* wizard_begin.c: what there is before the first page. 1: there is nothing to be decided here, which was said. */
int wizard_open(struct wizard *view, struct effects *effects, struct err *err);

/* The operations that all pages share, and while a line is typed; a page adds where, hints. */
#define WIZARD_OPS WIZARD_OPS_TYPING, .act = wizard_act
#define WIZARD_OPS_TYPING                                                                                               \
    .title = N_("DECIDE"), .reloads = CHANGE_ALL & ~CHANGE_SETTINGS, .size = sizeof(struct wizard), .whole = true,       \
    .init = wizard_init, .done = wizard_done, .load = wizard_load, .resize = wizard_resize, .draw = wizard_draw,         \
    .work = wizard_work, .whose = wizard_whose, .status = wizard_status,                                                 \
    .heading = wizard_heading, .corner = wizard_corner, .foot = wizard_foot, .extent = wizard_extent,                    \
    .items = wizard_items, .item_at = wizard_item_at, .select = wizard_select
void wizard_init(struct view *base, const char *argument);
void wizard_done(struct view *base);
int wizard_load(struct view *base, struct effects *effects, struct err *err);
void wizard_resize(struct view *base);
void wizard_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus);
void wizard_act(struct view *base, enum action action, struct effects *effects);
int wizard_work(struct view *base, const struct request *progress, struct effects *effects, struct err *err);
int64_t wizard_whose(const struct view *base, const char **ret_name);
void wizard_status(const struct view *base, struct str *to);
void wizard_heading(const struct view *base, struct str *to);
void wizard_corner(const struct view *base, struct str *to);
void wizard_foot(const struct view *base, struct str *left, struct str *right);
void wizard_extent(const struct view *base, int room, int *ret_w, int *ret_h);
int64_t wizard_items(const struct view *base, int64_t *ret_selected);
int64_t wizard_item_at(const struct view *base, int y);
void wizard_select(struct view *base, int64_t item, struct effects *effects);

/* --- for pages --- */

static inline const struct deciding_page *wizard_page(const struct wizard *view)
{
    return deciding_page(view->deciding);
}
static inline const struct deciding *wizard_answers(const struct wizard *view)
{
    return deciding_page(view->deciding)->answers;
}
/* Where the labels of Facts would be cut, under 60 columns at the latest: columns that can be spared are left out. */
bool wizard_narrow(const struct wizard *view);
/* EVENT is sent by the next load, which follows the key; its text is copied. */
void wizard_send(struct wizard *view, const struct decide_event *event);
/* A line is typed at the bottom, LABEL (translated) before it and TEXT (or NULL) on it; what it means goes into EVENT. */
void wizard_type(struct wizard *view, const char *label, const char *text, enum typed_as as,
                 const struct decide_event *event);
/* What stands on the line is understood, and saved where it is to be; load. */
void wizard_understand(struct wizard *view);
/* The same, where READS says what the text means; UNFINISHED carries it at each key, and nothing once it is done. */
void wizard_type_own(struct wizard *view, const char *label, const char *text,
                     int (*reads)(struct wizard *view, const char *text, struct err *err), const struct decide_event *event,
                     const struct decide_event *unfinished);
/* The same, and SECOND (whose text is borrowed for good) behind it, unless EVENT is refused. */
void wizard_send_both(struct wizard *view, const struct decide_event *event, const struct decide_event *second);
/* Appends the day without a weekday: "30 May 2027"; SHORTLY without the year where that is the present one. */
void wizard_add_date(const struct wizard *view, struct str *to, int32_t day, bool shortly);
