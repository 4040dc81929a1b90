/* What a person was typing and has not saved: kept in the file at each pause, so that neither a crash nor a closed terminal
 * loses it, and offered again at the next start. It is no act: undo does not know it, and no export has it. */
#pragma once

#include "paletti/app/app.h"

/* What stood in one dialog. */
struct typing {
    int64_t id;      /* 0: not kept yet */
    char *dialog;    /* which one: "form" */
    char *argument;  /* what it was opened with */
    char *title;     /* for people: "new invoice: Quejumbre & Hijos" */
    int64_t at;      /* when it was kept last */
    bool aside;      /* put aside on purpose */
    char *unread;    /* a file that an editor left and that cannot be taken over: it stays where it is; or NULL */
    struct typed {
        char *name, *text;
    } * v;
    size_t n, cap;
};

void typing_clear(struct typing *typing);
#define _cleanup_typing_ _cleanup_(typing_clear)
void typing_add(struct typing *typing, const char *name, const char *text);
/* NULL: there is none of that name. */
const char *typing_text(const struct typing *typing, const char *name);

/* While a person's own editor has the text of the field NAME, TYPING_FILE NAME is the name of the file that it writes, in
 * app_typing_folder (owned). The name is as TYPING_FILE_NAME, for mkostemps. */
#define TYPING_FILE "file:"
#define TYPING_FILE_NAME "paletti-XXXXXX.txt"
char *app_typing_folder(const struct app *app);
/* What is in such a file now, UTF-8 (*RET is owned). Editors end a text with a newline: where BEFORE had none it is taken off
 * again. */
int typing_file_read(const char *path, const char *before, char **ret, struct err *err);

/* Keeps it, in the place of what was kept under its id before; the id is set. 0; 1: another process is writing, or there is no
 * file and MAKE does not say to make one: nothing was kept, try at the next pause. It never waits. */
int app_typing_keep(struct app *app, struct typing *typing, bool make, struct err *err);
/* What was kept as ID is saved, or not wanted any more. 1 as above. */
int app_typing_drop(struct app *app, int64_t id, struct err *err);
/* What is written next is what was typed as ID: it is dropped in the same transaction, so that no crash offers again what
 * is saved. 0: nothing is. It holds until it is said anew; what fails leaves it kept. */
void app_typing_saves(struct app *app, int64_t id);
/* What nobody is typing any more: its process is gone, or it is this one, which put it aside. Newest first, without the
 * texts; FN returns non-zero to end, and that is returned. */
int app_typing_left(struct app *app, int (*fn)(void *ctx, const struct typing *typing), void *ctx, struct err *err);
/* Takes one of these, whole: from now on it is this process that types it. What an editor wrote last comes in the place of
 * the text it was given, and its file is removed. 1: it is not there any more. */
int app_typing_take(struct app *app, int64_t id, struct typing *ret, struct err *err);
