/* The shell of the screen: it holds the panes and the stack of dialogs, hands keys to the one that has the focus,
 * performs effects, and knows the size. It knows no terminal: the loop gives it keys and takes frames, and so does
 * the runner of the screen tests. */
#pragma once

#include "keymap.h"
#include "layout.h"
#include "progress.h"
#include "view.h"

#include "paletti/app/outbox.h"
#include "paletti/app/views.h"

enum { DIALOGS_MAX = 8 };

/* What only the loop can do; taken by shell_wishes. */
enum wish { WISH_QUIT = 1 << 0, WISH_SUSPEND = 1 << 1, WISH_REDRAW = 1 << 2, WISH_SETTINGS = 1 << 3,
            WISH_DEMO = 1 << 4 /* with WISH_QUIT: to come back with the demo */ };

/* What the loop does while a command runs long. */
struct shell_host {
    void *ctx;
    void (*progress)(void *ctx); /* tell how far it is, when it is time */
    bool (*stop)(void *ctx);     /* the same, and whether the person wants it to end */
    /* Gives TEXT to the clipboard. */
    int (*copy)(void *ctx, const char *text, struct err *err);
    /* Has TEXT edited in the person's own editor. 0: *RET (owned) is the new text. Negative: it is as before. */
    int (*edit)(void *ctx, const char *text, char **ret, struct err *err);
};

/* While a command runs (meanwhile.h). */
struct meanwhile {
    struct app *own;        /* while keys are carried out: the app whose command it is; else NULL */
    struct app *beside;     /* read from then; NULL: nobody looked, or it cannot be read */
    bool asked;             /* for that one */
    struct effects effects; /* that wait for the command to end */
    int floor;              /* dialogs that were open when it began */
};

struct shell {
    struct scene scene;
    const struct shell_host *host; /* or NULL */
    const char *editor;            /* the person's own, or NULL */
    struct view *panes[PANES_N];
    struct focus focus;
    struct view *dialogs[DIALOGS_MAX]; /* the last one is on top */
    struct area places[DIALOGS_MAX];   /* frames included */
    int n_dialogs;
    int behind; /* so many of them, the first ones, stepped behind the panes (meanwhile.h) */
    struct effects effects;
    struct overview overview;
    int64_t outbox[DISPATCH_STATES]; /* how many of what leaves the machine are in each state */
    bool overview_stale, failed;
    bool acting;        /* the command that runs is a key's */
    bool on_marked;     /* the next act is for all that are marked */
    struct str message; /* until the next key */
    bool complaint;     /* the message is an error */
    int64_t *drops; /* what was typed and saved, but could not be dropped yet */
    size_t n_drops, cap_drops;
    bool typing_failed; /* what is typed cannot be kept, and that was said */
    struct progress progress;
    struct meanwhile meanwhile;
    struct veil veil; /* of the canvas, while the app blurs */
    unsigned wishes;
    bool leaves_for_demo; /* the last wish */
    int w, h;
    struct layout layout;
    bool moved;     /* since the last frame, in the pane that has the focus: what of it, its view knows */
    const struct view *placed; /* whose selection stood here then; NULL: nobody's */
    struct list_place place;
    unsigned parts; /* what is not as in the last frame: a bit a pane, and enum parts */
    const struct view_ops *hinted; /* whose keys the last frame told, and whether for what is marked; only compared */
    bool hinted_marks;
};

enum parts {
    PARTS_ALL = 1 << PANES_N,        /* anything may be */
    PARTS_TOLD = 1 << (PANES_N + 1), /* somebody said what; else it is anything */
};

/* APP, KEYMAP and HOME are borrowed for its life. Opens the person's file: on failure there is nothing to release. */
int shell_init(struct shell *shell, struct app *app, const struct keymap *keymap, const char *home,
               struct err *err);
void shell_done(struct shell *shell);
void shell_resize(struct shell *shell, int w, int h);
void shell_key(struct shell *shell, uint32_t key);
void shell_paste(struct shell *shell, const char *text);
/* The clock went on, or another process changed the file: everything is looked at again. */
void shell_refresh(struct shell *shell);
/* Loads what is stale, and gives every view its place. */
void shell_prepare(struct shell *shell);
/* Does that and paints the screen; CANVAS gets the shell's size. What it holds, if anything, is the frame before. */
void shell_draw(struct shell *shell, struct canvas *canvas);
/* Before anything is put on CANVAS. */
void shell_veil(struct shell *shell, struct canvas *canvas);
/* Whether a list on the screen still looks for rows; looking on for one slice. */
bool shell_looks(const struct shell *shell);
void shell_look(struct shell *shell);
/* Whether somebody waits for that: a list that is empty until then. */
bool shell_looks_now(const struct shell *shell);
/* Bits of enum wish since the last call. */
unsigned shell_wishes(struct shell *shell);

/* The view that gets the keys, loaded and in its place; effects that views appended, performed. */
struct view *shell_settle(struct shell *shell);
void shell_perform(struct shell *shell);
/* The view that gets the keys, as it is; and what is below a prompt. */
struct view *shell_top(const struct shell *shell);
struct view *shell_below(const struct shell *shell);
void shell_say(struct shell *shell, bool complaint, const char *text);
/* An empty file: there is nothing to list, but much to say. */
bool shell_is_new(const struct shell *shell);
/* Whether the topmost dialog is the prompt. */
bool shell_prompts(const struct shell *shell);

/* Runs a line of the prompt (run.c). Negative: it failed, and what is wrong was said. */
int shell_run(struct shell *shell, const char *line);
/* The long work of the topmost dialog; what was wrong is said. */
void shell_work(struct shell *shell);
/* The same of a line that a key made: what it answers is said in a sentence. */
int shell_run_act(struct shell *shell, const char *line);
/* The stack (stack.c). Puts VIEW on top, and owns it; there is one text to be read at a time: it takes the place of another.
 * Closes the topmost dialog; closes it, but keeps what was typed there; closes the text. */
void shell_open(struct shell *shell, struct view *view);
void shell_close(struct shell *shell);
void shell_put_aside(struct shell *shell);
void shell_drop_text(struct shell *shell);
/* Whether a pane is on top; and back to the dialogs that are behind the panes. */
bool shell_in_panes(const struct shell *shell);
void shell_come_back(struct shell *shell);
/* Cells of the text in the widest dialog. */
int shell_text_width(const struct shell *shell);
void shell_act(struct shell *shell, enum action action);
/* Views whose mask matches CHANGES reload. */
void shell_changed(struct shell *shell, unsigned changes);
/* Paints a shell that has been prepared (screen.c): all of it on an empty canvas; or, on the frame before, the panes of PARTS
 * (bits), the sentence, and with KEYS the line of keys. */
void screen_draw(const struct shell *shell, struct canvas *canvas);
void screen_draw_parts(const struct shell *shell, struct canvas *canvas, unsigned parts, bool keys);
/* The same for two lines of a pane that has draw_line, and for what its frame says. */
void screen_draw_step(const struct shell *shell, struct canvas *canvas, enum pane pane, int64_t from, int64_t to);
/* What the next frame must paint anew (frame.c). Whether ACTION only moves; it did; a view was loaded, or is of another
 * client now; the panes get their places; anything else happened. */
bool frame_moves(enum action action);
void frame_moved(struct shell *shell);
void frame_view(struct shell *shell, const struct view *view);
void frame_place(struct shell *shell, const struct layout *layout);
void frame_all(struct shell *shell);
/* Paints a shell that has been prepared: on the frame before, if CANVAS holds it, what changed; else everything. */
void frame_draw(struct shell *shell, struct canvas *canvas);
/* Parts of it, for those who tell it in lines: the title, a view's heading ("Clients 13"), the keys of a hint ("j/k"). */
void screen_draw_title(const struct shell *shell, struct canvas *canvas);
void screen_add_heading(const struct view *view, struct str *to);
void screen_add_hint_keys(const struct shell *shell, uint64_t where, const struct hint *hint, struct str *to);
