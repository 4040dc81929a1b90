/* The use cases. Screen and shell both enter here; nothing above this room sees the store or the core's
 * engine.
 *
 * An app is one person's file, opened, with its rule book; opening is lazy, so that the first frame waits for
 * nothing it does not show. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/zone.h"
#include "paletti/core/me.h"

#include <stdbool.h>

struct app;

/* Everything from outside comes in here; strings are borrowed for the app's life. */
struct app_options {
    const char *db;              /* the file; NULL: DATA_HOME/paletti/paletti.db */
    const char *data_home;       /* XDG_DATA_HOME, resolved */
    const char *config_home;     /* XDG_CONFIG_HOME, resolved */
    const char *courier;         /* path of paletti-courier */
    const char *tz;              /* the TZ variable, or NULL */
    const char *zone_dir;        /* NULL: the system's */
    const char *temp_dir;        /* TMPDIR; NULL: /tmp */
    int64_t (*clock)(void *ctx); /* UTC now */
    void *clock_ctx;
    /* Told while an older file is brought up to date, which is when it is opened first: step STEP of STEPS, in which about DONE
     * of TOTAL was done. STEP 0: it is over. Or NULL. */
    void (*upgrading)(void *ctx, int step, int steps, int64_t done, int64_t total);
    void *upgrading_ctx;
};

int app_new(const struct app_options *options, struct app **ret, struct err *err);
void app_free(struct app *app); /* closes the file; takes NULL */
DEFINE_CLEANUP(struct app, app_free);

/* Another look at APP's file, for whoever is asked something while APP is in the middle of a command (`progress` and `stop`
 * of struct request), where APP itself must be asked nothing: it sees the file as it was before, and
 * refuses at once to write. NULL: it cannot be read while it is written (a network's disk). The caller frees it, before the next command of APP. */
struct app *app_beside(const struct app *app);

const char *app_db_path(const struct app *app);
int64_t app_now(const struct app *app);
/* The zone that dates are shown and typed in: that of the rules in force, else of `me`, else the machine's.
 */
const struct zone *app_zone(struct app *app);

/* What a command changed: views whose mask matches reload. */
enum change {
    CHANGE_NOTHING = 0,
    CHANGE_CLIENTS = 1 << 0,
    CHANGE_LOG = 1 << 1,
    CHANGE_RULES = 1 << 2,
    CHANGE_MONEY = 1 << 3,
    CHANGE_ME = 1 << 4,
    CHANGE_SETTINGS = 1 << 5,
    CHANGE_DECISIONS = 1 << 6, /* of those that are not made yet: begun, put aside, given up */
    CHANGE_ALL = 0xff,
};

/* A frame is read from one view of the file, which also costs less than a view for each question. What writes ends it. */
void app_view_begin(struct app *app);
void app_view_end(struct app *app);

/* Whether another process changed the file since the last call. */
bool app_changed(struct app *app);
/* Small pieces of upkeep (search index, daily backup, late checks) for idle moments; 1 while there is more to
 * do. Large files make some pieces long: STOP (or NULL) is asked meanwhile, and when it returns non-zero the piece
 * is given up, to be begun anew at the earliest half a minute later. */
int app_idle(struct app *app, int (*stop)(void *ctx), void *ctx, struct err *err);
/* What a command of the shell leaves to be done once its answer is out: the daily backup, where it changed a file small
 * enough for nobody to wait. The command is done whatever this says. */
int app_after_command(struct app *app, struct err *err);
