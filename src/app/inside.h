/* What the rest of this room may ask an app for: the file, and me with my rules. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/core/codes.h"
#include "paletti/core/terms.h"
#include "paletti/record/record.h"
#include "paletti/store/brief.h"
#include "paletti/store/store.h"

/* Me and my rules, as the file has them. Borrowed until the next app_open_... or app_forget_house. */
struct house {
    struct me me;
    bool me_given;
    struct rule *rules;
    size_t n_rules;
    struct rulebook *book;
};

/* The file for reading. 0; APP_NO_FILE: there is none yet, *RET is untouched. */
enum { APP_NO_FILE = 1 };
int app_open_read(struct app *app, struct store **ret, struct err *err);
/* The same for commands that have nothing to say without a file: a failure that tells how to begin. */
int app_need_file(struct app *app, struct store **ret, struct err *err);
/* Whether there is a file at all, without opening it. */
bool app_has_file(const struct app *app);
/* Begins a transaction; the file is made when missing. app_end_write comes after its commit or rollback. */
int app_begin_write(struct app *app, struct store **ret, struct err *err);
/* The same without waiting for another writer: 1 when there is one. */
int app_try_write(struct app *app, struct store **ret, struct err *err);
void app_end_write(struct app *app);
/* The same for what will be rolled back. Where there is no file, none is made: a nameless one takes its place until
 * app_end_write. */
int app_begin_preview(struct app *app, struct store **ret, struct err *err);
/* Closes the file; the next app_open_... opens it again. */
void app_close(struct app *app);

/* Loaded when first asked for, and again once the file changed. Without a file: no me, the built-in rules. */
int app_house(struct app *app, const struct house **ret, struct err *err);
/* After this process put a rule or me. */
void app_forget_house(struct app *app);
/* clients_sums as of NOW, counted once for all parts of a screen. */
int app_sums(struct app *app, int64_t now, struct clients_sums *ret, struct err *err);
/* Their has_dues, which is the same at whatever time: counted again only once the file changed. */
int app_has_dues(struct app *app, int64_t now, bool *ret, struct err *err);
/* The same of their has_notes. */
int app_has_notes(struct app *app, int64_t now, bool *ret, struct err *err);

/* Where the facts keep what they counted (facts/facts_inside.h). */
struct facts_kept **app_facts_kept(struct app *app);
struct zones *app_zones(struct app *app);
/* The zone of the built-in rules: mine, else the machine's. Borrowed as the house is. */
const char *app_default_zone(struct app *app);
const struct app_options *app_options(const struct app *app);
/* The codes of FILE ("signs"), the person's own among them. Borrowed from APP. */
const struct codes *app_codes(struct app *app, const char *file);
/* Why the person's own file of these codes was not taken, a sentence; NULL: it was, or there is none. Borrowed as they are. */
const char *app_codes_refused(struct app *app, const char *file);
/* How record_parse asks about zones and codes. */
struct record_checks app_checks(struct app *app);
/* What app_typing_saves said last; and dropping that with the transaction that goes on (typing.c). */
int64_t app_typing_saved(const struct app *app);
int app_typing_end(struct app *app, struct store *store, struct err *err);
