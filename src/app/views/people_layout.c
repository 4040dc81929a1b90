#include "people_layout.h"

#include "paletti/base/i18n.h"
#include "paletti/base/str.h"

static const struct column clients[] = {
    {"name", N_("client"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"state", N_("state"), CELL_WORD, TABLE_LEFT, .spare = true},
    {"due", N_("answer until"), CELL_TEXT, TABLE_LEFT},
    {"overdue", N_("late"), CELL_YES, TABLE_LEFT, .yes = N_("overdue")},
    {"owed", N_("owes"), CELL_TEXT, TABLE_RIGHT},
    {"breaches.me", N_("mine"), CELL_TALLY, TABLE_RIGHT},
    {"breaches.client", N_("theirs"), CELL_TALLY, TABLE_RIGHT},
    {"last", N_("last entry"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column log_rows[] = {
    {"at", N_("when"), CELL_TEXT, TABLE_LEFT},
    {"direction", N_("way"), CELL_WORD, TABLE_LEFT},
    {"kind", N_("kind"), CELL_WORD, TABLE_LEFT, .spare = true},
    {"channel", N_("channel"), CELL_CHANNEL, TABLE_LEFT, .spare = true},
    {"subject", N_("what"), CELL_FIRST, TABLE_LEFT, .flexible = true},
    {"body", N_("what"), CELL_FIRST, TABLE_LEFT},
    {"minutes", N_("time"), CELL_MINUTES, TABLE_RIGHT},
    {"state", N_("reply"), CELL_WORD, TABLE_LEFT},
    {"due", N_("due"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"breaches", N_("breaches"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column search_rows[] = {
    {"at", N_("when"), CELL_TEXT, TABLE_LEFT},
    {"client_name", N_("client"), CELL_TEXT, TABLE_LEFT},
    {"direction", N_("way"), CELL_WORD, TABLE_LEFT},
    {"channel", N_("channel"), CELL_CHANNEL, TABLE_LEFT, .spare = true},
    {"subject", N_("what"), CELL_FIRST, TABLE_LEFT, .flexible = true},
    {"body", N_("what"), CELL_FIRST, TABLE_LEFT},
    {"state", N_("reply"), CELL_WORD, TABLE_LEFT},
    {"due", N_("due"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column today[] = {
    {"due", N_("due"), CELL_TEXT, TABLE_LEFT},
    {"overdue", N_("late"), CELL_YES, TABLE_LEFT, .yes = N_("overdue")},
    {"kind", N_("what"), CELL_WORD, TABLE_LEFT},
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"owed", N_("owed"), CELL_TEXT, TABLE_RIGHT},
    {"step", N_("next letter"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"polite", N_("latest polite moment"), CELL_TEXT, TABLE_LEFT},
    {"there", N_("their clock"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"later", N_("put off until"), CELL_TEXT, TABLE_LEFT},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column lessons[] = {
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"at", N_("you answered"), CELL_TEXT, TABLE_LEFT},
    {"channel", N_("channel"), CELL_CHANNEL, TABLE_LEFT},
    {"before", N_("14 d before"), CELL_TALLY, TABLE_RIGHT},
    {"after", N_("14 d after"), CELL_TALLY, TABLE_RIGHT},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column facts[] = {
    {"fact", N_("last months"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"value", N_("this client"), CELL_TEXT, TABLE_LEFT},
    {"others", N_("others"), CELL_TEXT, TABLE_LEFT},
    {"suggested", N_("suggested"), CELL_TEXT, TABLE_LEFT},
    {"trend", N_("trend"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column decisions[] = {
    {"at", N_("when"), CELL_TEXT, TABLE_LEFT},
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"first_answer", N_("first answer"), CELL_WORD, TABLE_LEFT, .spare = true},
    {"answer", N_("answer"), CELL_WORD, TABLE_LEFT},
    {"path", N_("decided"), CELL_WORD, TABLE_LEFT},
    {"review_on", N_("looked at again"), CELL_TEXT, TABLE_LEFT},
    {"undone", N_("now"), CELL_YES, TABLE_LEFT, .yes = N_("undone")},
};

static const struct column decide_tasks[] = {
    {"due", N_("by"), CELL_TEXT, TABLE_LEFT},
    {"what", N_("what"), CELL_TEXT, TABLE_LEFT, .flexible = true},
};

static const struct column below[] = {
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"hour", N_("an hour"), CELL_TEXT, TABLE_RIGHT},
    {"minutes", N_("time"), CELL_TEXT, TABLE_RIGHT},
};

static const struct column quarters[] = {
    {"quarter", N_("quarter"), CELL_TEXT, TABLE_LEFT},
    {"theirs", N_("theirs"), CELL_TEXT, TABLE_RIGHT},
    {"mine", N_("mine"), CELL_TEXT, TABLE_RIGHT},
    {"off_minutes", N_("outside hours"), CELL_TEXT, TABLE_RIGHT},
    {"on_time", N_("paid on time"), CELL_TEXT, TABLE_RIGHT},
    {"median_hour", N_("median hour"), CELL_TEXT, TABLE_RIGHT},
};

static const struct column reviews[] = {
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"since", N_("since"), CELL_TEXT, TABLE_LEFT},
    {"text", N_("why"), CELL_TEXT, TABLE_LEFT, .flexible = true},
};

static const struct column then_and_now[] = {
    {"fact", N_("fact"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"then", N_("then"), CELL_TEXT, TABLE_LEFT},
    {"now", N_("now"), CELL_TEXT, TABLE_LEFT},
};

static const struct column chance_terms[] = {
    {"what", N_("they agreed to"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"until", N_("until"), CELL_TEXT, TABLE_LEFT},
    {"state", N_("is"), CELL_WORD, TABLE_LEFT},
    {"said", N_("the log says"), CELL_TEXT, TABLE_LEFT},
};

static const struct column tasks[] = {
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT},
    {"due", N_("by"), CELL_TEXT, TABLE_LEFT},
    {"what", N_("what"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"state", N_("state"), CELL_WORD, TABLE_LEFT},
    {"reason", N_("because"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column goodbye_steps[] = {
    {"n", N_("step"), CELL_TALLY, TABLE_RIGHT},
    {"step", N_("what"), CELL_TEXT, TABLE_LEFT},
    {"state", N_("state"), CELL_TEXT, TABLE_LEFT},
    {"text", N_("how it stands"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column questions[] = {
    {"n", "", CELL_TEXT, TABLE_RIGHT},
    {"question", N_("question"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"answer", N_("answer"), CELL_WORD, TABLE_LEFT},
    {"on", N_("when"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"waived", N_("let pass"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column triage[] = {
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"why", N_("why"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"since", N_("since"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column rules[] = {
    {"from", N_("from"), CELL_TEXT, TABLE_LEFT},
    {"state", N_("state"), CELL_WORD, TABLE_LEFT},
    {"told", N_("told"), CELL_TEXT, TABLE_RIGHT},
    {"changes", N_("what it changed"), CELL_TEXT, TABLE_LEFT, .flexible = true},
};

static const struct column untold[] = {
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT},
    {"language", N_("language"), CELL_TEXT, TABLE_LEFT},
    {"channel", N_("channel"), CELL_CHANNEL, TABLE_LEFT, .spare = true},
    {"to", N_("to"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"knows", N_("knows"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"draft", N_("draft"), CELL_TEXT, TABLE_LEFT},
};
static const struct column drafts[] = {
    {"made", N_("made"), CELL_TEXT, TABLE_LEFT},
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT},
    {"code", N_("letter"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"channel", N_("channel"), CELL_CHANNEL, TABLE_LEFT, .spare = true},
    {"subject", N_("subject"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"outbox", N_("outbox"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"done_on", N_("sent on"), CELL_TEXT, TABLE_LEFT},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT},
};

static const struct column outbox[] = {
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT},
    {"subject", N_("what"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"mode", N_("mode"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"says", N_("how it stands"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT},
};

static const struct column laters[] = {
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"until", N_("put off until"), CELL_TEXT, TABLE_LEFT},
};

static const struct column records[] = {
    {"text", N_("record"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT},
};

static const struct column no_reply[] = {
    {"ref", N_("entry"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"needs_reply", N_("needs a reply"), CELL_YES, TABLE_LEFT, .yes = N_("yes")},
};

static const struct column judge[] = {
    {"at", N_("when"), CELL_TEXT, TABLE_LEFT},
    {"client", N_("client"), CELL_TEXT, TABLE_LEFT},
    {"type", N_("kind"), CELL_WORD, TABLE_LEFT, .spare = true},
    {"subject", N_("what"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"receipt", N_("received"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"due", N_("due"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"state", N_("reply"), CELL_WORD, TABLE_LEFT},
    {"early", N_("early"), CELL_YES, TABLE_LEFT, .spare = true, .yes = N_("within the hour")},
    {"breaches", N_("breaches"), CELL_TEXT, TABLE_LEFT},
    {"error", N_("not judged"), CELL_TEXT, TABLE_LEFT},
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column what_if_clients[] = {
    {"name", N_("client"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"mine.now", N_("mine now"), CELL_TEXT, TABLE_RIGHT},
    {"mine.then", N_("then"), CELL_TEXT, TABLE_RIGHT},
    {"theirs.now", N_("theirs now"), CELL_TEXT, TABLE_RIGHT},
    {"theirs.then", N_("then"), CELL_TEXT, TABLE_RIGHT},
    {"theirs.counted_now", N_("counted now"), CELL_TEXT, TABLE_RIGHT},
    {"theirs.counted_then", N_("then"), CELL_TEXT, TABLE_RIGHT},
};

static const struct column what_if_total[] = {
    {"by", N_("who"), CELL_WORD, TABLE_LEFT},
    {"kind", N_("line crossed"), CELL_WORD, TABLE_LEFT, .flexible = true},
    {"now", N_("now"), CELL_TEXT, TABLE_RIGHT},
    {"then", N_("then"), CELL_TEXT, TABLE_RIGHT},
    {"counted_now", N_("counted now"), CELL_TEXT, TABLE_RIGHT},
    {"counted_then", N_("then"), CELL_TEXT, TABLE_RIGHT},
};

static const struct column set_rows[] = {
    {"setting", N_("setting"), CELL_TEXT, TABLE_LEFT},
    {"value", N_("is"), CELL_TEXT, TABLE_LEFT},
    {"values", N_("can be"), CELL_TEXT, TABLE_LEFT},
    {"help", N_("what it does"), CELL_TEXT, TABLE_LEFT, .flexible = true},
};

static const struct column skipped[] = {
    {"where", N_("where"), CELL_TEXT, TABLE_LEFT},
    {"why", N_("why"), CELL_TEXT, TABLE_LEFT, .flexible = true},
};

static const struct column closed_days[] = {
    {"from", N_("from"), CELL_TEXT, TABLE_LEFT},
    {"to", N_("until"), CELL_TEXT, TABLE_LEFT, .spare = true},
    {"label", N_("called"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"kind", N_("kind"), CELL_WORD, TABLE_LEFT},
    {"state", N_("what is done"), CELL_WORD, TABLE_LEFT},
    {"conflict", N_("but"), CELL_TEXT, TABLE_LEFT, .spare = true},
};

static const struct column unknown[] = {
    {"address", N_("address"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"name", N_("name"), CELL_TEXT, TABLE_LEFT},
    {"count", N_("messages"), CELL_TALLY, TABLE_RIGHT},
};

static const struct column mine[] = {
    {"address", N_("address"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"name", N_("name"), CELL_TEXT, TABLE_LEFT},
    {"count", N_("messages"), CELL_TALLY, TABLE_RIGHT},
    {"likely", N_("likely"), CELL_YES, TABLE_LEFT, .yes = N_("yes")},
};

static const struct column types[] = {
    {"type", N_("records"), CELL_WORD, TABLE_LEFT},
    {"new", N_("new"), CELL_TALLY, TABLE_RIGHT},
    {"updated", N_("updated"), CELL_TALLY, TABLE_RIGHT},
    {"unchanged", N_("unchanged"), CELL_TALLY, TABLE_RIGHT},
};

static const struct column sequences[] = {
    {"sequence", N_("called"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"begun", N_("begun"), CELL_TEXT, TABLE_LEFT},
    {"clients", N_("clients"), CELL_TALLY, TABLE_RIGHT},
    {"next", N_("next letter"), CELL_TALLY, TABLE_RIGHT},
    {"ended", N_("now"), CELL_YES, TABLE_LEFT, .yes = N_("ended")},
};

static const struct column acts[] = {
    {"at", N_("when"), CELL_TEXT, TABLE_LEFT},
    {"what", N_("what"), CELL_TEXT, TABLE_LEFT, .flexible = true},
    {"made", N_("made"), CELL_TALLY, TABLE_RIGHT, .spare = true},
    {"changed", N_("changed"), CELL_TALLY, TABLE_RIGHT, .spare = true},
    {"removed", N_("removed"), CELL_TALLY, TABLE_RIGHT, .spare = true},
    {"undone", N_("now"), CELL_YES, TABLE_LEFT, .yes = N_("undone")},
};

static const struct column faults[] = {
    {"ref", N_("ref"), CELL_TEXT, TABLE_LEFT},
    {"what", N_("what is wrong"), CELL_TEXT, TABLE_LEFT, .flexible = true},
};

#define COLUMNS(name) (name), ARRAY_LEN(name)

static const struct layout layouts[] = {
    {"clients", "", NULL,
     N_("Nobody fits. Where there is nobody yet, a list or a mailbox is a beginning: paletti import --help"),
     COLUMNS(clients), "overdue"},
    {"log", "", NULL, N_("Nothing in the log, or nothing that fits."), COLUMNS(log_rows), "state"},
    {"search", "", NULL, N_("Nothing found."), COLUMNS(search_rows), "state"},
    {"today", "", NULL, N_("Nothing is due today, and nothing is overdue."), COLUMNS(today), "overdue"},
    {"judge", "", NULL, N_("No one waits, and no boundary was crossed."), COLUMNS(judge), "state"},
    {"what-if", "clients", N_("Whose log would be judged otherwise:"), N_("Nobody's log would be judged otherwise."),
     COLUMNS(what_if_clients), NULL},
    {"what-if", "total", N_("In all:"), NULL, COLUMNS(what_if_total), NULL},
    {"records", "", NULL, N_("There are none."), COLUMNS(records), NULL},
    {"later", "", NULL, NULL, COLUMNS(laters), NULL},
    {"card", "untold", NULL, N_("Everybody was told these rules."), COLUMNS(untold), NULL},
    {"drafts", "", NULL, N_("No letter waits to be sent."), COLUMNS(drafts), NULL},
    {"outbox", "", NULL, N_("Nothing is confirmed to leave."), COLUMNS(outbox), NULL},
    {"sequence", "", NULL, N_("No farewell to many was begun yet."), COLUMNS(sequences), NULL},
    {"facts", "", NULL, "", COLUMNS(facts), NULL},
    {"decisions", "", NULL, N_("Nothing was decided yet."), COLUMNS(decisions), NULL},
    {"reviews", "", NULL, N_("No decision asks for a look back."), COLUMNS(reviews), NULL},
    {"review", "facts", N_("Then and now:"), N_("Nothing is known of them."), COLUMNS(then_and_now), NULL},
    {"chance", "terms", NULL, NULL, COLUMNS(chance_terms), NULL},
    {"tasks", "", NULL, N_("Nothing is left to do."), COLUMNS(tasks), NULL},
    {"goodbye", "steps", NULL, NULL, COLUMNS(goodbye_steps), NULL},
    {"intake", "questions", NULL, NULL, COLUMNS(questions), NULL},
    {"decide", "tasks", N_("What it would make:"), NULL, COLUMNS(decide_tasks), NULL},
    {"stats", "below", N_("Below your target:"), N_("Nobody is below your target."), COLUMNS(below), NULL},
    {"stats", "quarters", N_("Lines crossed, time, invoices:"), NULL, COLUMNS(quarters), NULL},
    {"teach", "", NULL, N_("You never answered outside your hours."), COLUMNS(lessons), NULL},
    {"triage", "", NULL, N_("Nobody needs a look now."), COLUMNS(triage), NULL},
    {"rules", "versions", NULL, N_("None yet: the built-in rules hold until you write your own."), COLUMNS(rules), NULL},
    {"no-reply", "", NULL, NULL, COLUMNS(no_reply), NULL},
    {"import", "closed", N_("Days off:"), N_("There are no days off in it."), COLUMNS(closed_days), NULL},
    {"import", "skipped", N_("Skipped:"), NULL, COLUMNS(skipped), NULL},
    {"import", "unknown", N_("Addresses of nobody on the client list (--add-correspondents makes clients of them):"), NULL,
     COLUMNS(unknown), NULL},
    {"import", "mine", N_("Addresses that may be your own (--me ADDRESS says so):"), NULL, COLUMNS(mine), "likely"},
    {"import", "types", N_("By type:"), NULL, COLUMNS(types), NULL},
    {"set", "", NULL, NULL, COLUMNS(set_rows), NULL},
    {"acts", "", NULL, N_("Nothing was done yet."), COLUMNS(acts), NULL},
    {"check", "faults", N_("Faults:"), NULL, COLUMNS(faults), NULL},
};

struct label {
    const char *word, *shown;
};

static const struct label labels[] = {
    {"read", N_("read")},           {"new", N_("new")},
    {"updated", N_("updated")},     {"unchanged", N_("unchanged")},
    {"received", N_("received")},   {"last_day", N_("last day")},
    {"moved", N_("what it changes")},
    {"client", N_("client")},       {"state", N_("stands at")},
    {"first_answer", N_("first answer")}, {"answer", N_("answer")},
    {"path", N_("path")},           {"usual", N_("usual path")},
    {"review_on", N_("looked at again")}, {"saved", N_("saved")},
    {"rule_from", N_("by the rules of")}, {"file", N_("file")},
    {"judgements", N_("judgements recomputed")}, {"bytes", N_("bytes")},
    {"kept", N_("the file before is kept as")}, {"restored", N_("restored from")},
    {"records", N_("records")},     {"replaced", N_("malformed characters replaced")},
    {"repaired", N_("malformed characters replaced")},
    {"days", N_("days")},
    {"demo", N_("demo")},           {"weeks", N_("moved by weeks")},
    {"age", N_("weeks old; paletti demo --fresh begins anew")},
    {"open_with", N_("open it with")},
    {"preview", N_("preview")},
    {"zone", N_("time zone")},      {"hours", N_("contact hours")},
    {"reply_window", N_("reply window")}, {"told", N_("clients who were told")},
    {"first", N_("first entry")},   {"last", N_("last entry")},
    {"decision", N_("decision")},   {"at", N_("decided")},
    {"why", N_("why now")},         {"again", N_("again?")},
    {"looked_on", N_("looked back on")}, {"expected", N_("you expected")},
    {"sure", N_("how sure you were")}, {"went_wrong", N_("you feared")},
    {"days_since_first_sign", N_("days since the first sign")},
    {"days_since_first_no", N_("days since the first no")},
    {"until", N_("until")},         {"judged", N_("judged by you")},
    {"leaving", N_("leaving")},     {"waits", N_("in the way")},
    {"theirs", N_("theirs")},       {"yours", N_("yours")},
    {"lessons", N_("learned")},     {"prospect", N_("prospect")},
    {"answered", N_("answered")},   {"yes", N_("with yes")},
    {"trade_on_your_list", N_("their trade is on your list")},
    {"draft", N_("draft")},
};

static const struct label words[] = {
    {"prospect", N_("prospect")},   {"active", N_("active")},
    {"leaving", N_("leaving")},     {"left", N_("left")},
    {"in", N_("in")},               {"out", N_("out")},
    {"none", ""},                   {"waiting", N_("waiting")},
    {"overdue", N_("overdue")},     {"on_time", N_("on time")},
    {"late", N_("late")},           {"reply", N_("reply")},
    {"ask", N_("what they owe you")}, {"invoice", N_("invoice")}, {"promise", N_("promise")},
    {"interaction", N_("entry")},   {"client", N_("client")},
    {"message", N_("message")},     {"call", N_("call")},
    {"meeting", N_("meeting")},     {"work", N_("work")},
    {"note", N_("note")},
    {"me", N_("me")},               {"off_hours", N_("out of hours")},
    {"channel", N_("channel")},     {"chase", N_("chased")},
    {"late_material", N_("late material")}, {"late_payment", N_("late payment")},
    {"late_reply", N_("late reply")}, {"broken_promise", N_("broken promise")},
    {"ok", N_("sound")},           {"made", N_("made")},
    {"holiday", N_("holiday")},     {"absence", N_("absence")},
    {"new", N_("new")},             {"there", N_("there already")},
    {"past", N_("over: left out")}, {"doubtful", N_("doubtful: left out")},
    {"opened", N_("as it was")},    {"renewed", N_("made anew")},
    {"waived", N_("waived")},       {"reminded", N_("reminded")},
    {"yes", N_("yes")},             {"no", N_("no")},
    {"unsure", N_("not sure")},     {"keep", N_("keep")},
    {"terms", N_("new terms")},     {"decline", N_("this project declined")},
    {"chance", N_("second chance")}, {"notice", N_("let go with notice")},
    {"today", N_("let go today")},  {"later", N_("later")},
    {"parked", N_("parked")},       {"cooling", N_("slept on")},
    {"undone", N_("taken back")},   {"check", N_("at the last page")},
    {"idle", N_("no decision is open")},
    {"facts", N_("at the facts")},  {"path", N_("at the path")},
    {"fear", N_("at the question")}, {"open", N_("still open")},
    {"broken", N_("not kept")},     {"answer", N_("for you to answer")},
    {"done", N_("done")},           {"kept", N_("kept")},
};

const struct layout *layout_find(const char *command, const char *list)
{
    for (size_t i = 0; i < ARRAY_LEN(layouts); i++)
        if (str_equal(layouts[i].command, command) && str_equal(layouts[i].list, list))
            return &layouts[i];
    return NULL;
}

static const char *shown(const struct label *table, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(table[i].word, word))
            return *table[i].shown ? _(table[i].shown) : "";
    return word;
}

const char *layout_label(const char *key)
{
    return shown(labels, ARRAY_LEN(labels), key);
}

const char *layout_word(const char *word)
{
    return shown(words, ARRAY_LEN(words), word);
}
