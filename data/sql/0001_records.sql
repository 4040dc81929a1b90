-- The records of interchange.md, section 1: one table each, columns in the order of its fields. What was not given is
-- NULL. Instants are UTC seconds, civil dates text, money minor units with a currency beside it, enumerations their
-- words, nested fields JSON. References between records are refs; they may be made before what they point at.

CREATE TABLE me (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL, email TEXT, phone TEXT, zone TEXT, language TEXT, gender TEXT, currency TEXT, signature TEXT,
  pay_to TEXT, target_rate INTEGER, target_rate_currency TEXT, reserve INTEGER, reserve_currency TEXT,
  monthly_cost INTEGER, monthly_cost_currency TEXT, runway_floor_months INTEGER, project_name TEXT,
  project_weekly_hours INTEGER
) STRICT;

CREATE TABLE rule (
  "from" INTEGER PRIMARY KEY,
  zone TEXT NOT NULL, hours TEXT, closed TEXT, special TEXT, reply_window TEXT, reason TEXT, until TEXT,
  channels TEXT, payment_days INTEGER, notice_days INTEGER, notice_roll TEXT, extras_rate INTEGER,
  extras_rate_currency TEXT, urgent_route TEXT
) STRICT;

-- folded: the name as it is sorted and searched. made_short: the short name of a client without a given one.
CREATE TABLE client (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, name TEXT NOT NULL, short TEXT, state TEXT NOT NULL, since TEXT, emails TEXT, phones TEXT,
  zone TEXT, day TEXT, language TEXT, register TEXT, number TEXT, large INTEGER NOT NULL, country TEXT, b2b INTEGER,
  people TEXT, member_of TEXT REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED, label TEXT, notes TEXT, tags TEXT,
  folded TEXT NOT NULL DEFAULT '', made_short TEXT
) STRICT;
CREATE INDEX client_folded ON client(folded);
CREATE INDEX client_short ON client(coalesce(short, made_short));
CREATE INDEX client_member ON client(member_of) WHERE member_of IS NOT NULL;
CREATE INDEX client_left ON client(id) WHERE state = 'left';

CREATE TABLE override (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  "from" TEXT NOT NULL, until TEXT NOT NULL, reason TEXT NOT NULL, hours TEXT, closed TEXT, special TEXT,
  reply_window TEXT, channels TEXT, payment_days INTEGER, notice_days INTEGER, notice_roll TEXT, extra TEXT
) STRICT;
CREATE INDEX override_client ON override(client);

CREATE TABLE told (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT NOT NULL, rule INTEGER REFERENCES rule("from") DEFERRABLE INITIALLY DEFERRED, how TEXT
) STRICT;
CREATE INDEX told_client ON told(client);

CREATE TABLE contract (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  signed TEXT, "from" TEXT, "to" TEXT, notice_days INTEGER, immediate_causes TEXT, clause TEXT, payment_days INTEGER,
  method TEXT, refund_policy TEXT, single_price INTEGER, single_price_currency TEXT, scope TEXT, hours_month INTEGER,
  file TEXT
) STRICT;
CREATE INDEX contract_client ON contract(client);

CREATE TABLE package (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  unit TEXT NOT NULL, quantity INTEGER NOT NULL, price INTEGER NOT NULL, price_currency TEXT NOT NULL,
  bought_on TEXT NOT NULL, starts_on TEXT, ends_on TEXT, milestones TEXT, payments TEXT,
  contract TEXT REFERENCES contract(ref) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX package_client ON package(client);
CREATE INDEX package_contract ON package(contract) WHERE contract IS NOT NULL;

CREATE TABLE use (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, package TEXT NOT NULL REFERENCES package(ref) DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT NOT NULL, quantity INTEGER NOT NULL, what TEXT,
  interaction TEXT REFERENCES interaction(ref) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX use_package ON use(package);
CREATE INDEX use_interaction ON use(interaction) WHERE interaction IS NOT NULL;

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL, amount INTEGER NOT NULL, amount_currency TEXT NOT NULL, net INTEGER, net_currency TEXT,
  issued_on TEXT NOT NULL, due_on TEXT, what TEXT, written_off_on TEXT
) STRICT;
CREATE INDEX invoice_client ON invoice(client);

CREATE TABLE payment (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  amount INTEGER NOT NULL, amount_currency TEXT NOT NULL, "on" TEXT NOT NULL,
  invoice TEXT REFERENCES invoice(ref) DEFERRABLE INITIALLY DEFERRED, method TEXT, external_id TEXT
) STRICT;
CREATE INDEX payment_client ON payment(client);
CREATE INDEX payment_invoice ON payment(invoice) WHERE invoice IS NOT NULL;

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  starts INTEGER NOT NULL, ends INTEGER NOT NULL, title TEXT, attendees TEXT, external_id TEXT, state TEXT NOT NULL
) STRICT;
CREATE INDEX meeting_client ON meeting(client);

CREATE TABLE access (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  what TEXT NOT NULL, "where" TEXT, opened_on TEXT, closes_on TEXT, closed_on TEXT
) STRICT;
CREATE INDEX access_client ON access(client);

-- id = at * 65536 + 1, 2 ... in log order, so that the order of the ids is the order of time in the whole log, in a
-- client's and in the search. The body stands last: what else is read of a row does not walk through it.
CREATE TABLE interaction (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL, client_id INTEGER NOT NULL REFERENCES client(id), direction TEXT NOT NULL, kind TEXT NOT NULL,
  channel TEXT, subject TEXT, minutes INTEGER, needs_reply INTEGER, holding INTEGER NOT NULL, promised INTEGER,
  invited INTEGER NOT NULL, recap TEXT REFERENCES interaction(ref) DEFERRABLE INITIALLY DEFERRED, energy INTEGER,
  signs TEXT, closeness TEXT, thread TEXT, source_system TEXT, source_id TEXT, body TEXT
) STRICT;
CREATE UNIQUE INDEX interaction_ref ON interaction(ref);
CREATE INDEX interaction_client ON interaction(client_id);
CREATE INDEX interaction_recap ON interaction(recap) WHERE recap IS NOT NULL;

CREATE TABLE ask (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  interaction TEXT NOT NULL REFERENCES interaction(ref) DEFERRABLE INITIALLY DEFERRED, what TEXT NOT NULL,
  "window" TEXT, received INTEGER
) STRICT;
CREATE INDEX ask_client ON ask(client);
CREATE INDEX ask_interaction ON ask(interaction);

-- What follows is computed from the records and kept because lists need it at once; `check` recomputes it.

-- Only of entries that have one: a question, or a breach. id is interaction.id; no foreign key, because looking up the
-- parent of each would take as long as writing it. breaches and counted are bits of enum breach.
CREATE TABLE verdict (
  id INTEGER PRIMARY KEY, receipt INTEGER, due INTEGER, held_at INTEGER, promised INTEGER, answered INTEGER,
  breaches INTEGER NOT NULL, counted INTEGER NOT NULL, started INTEGER NOT NULL, error INTEGER NOT NULL
) STRICT;

-- What the list of clients shows stands first: the newest entry, the due of the question owed as it stands (a very
-- late one where it never falls due), the lines crossed by both sides, the number of entries. Then the question's
-- verdict, and how many breaches of each kind count (and how many do not: the client had not been told).
CREATE TABLE tally (
  client_id INTEGER PRIMARY KEY REFERENCES client(id) ON DELETE CASCADE,
  last_at INTEGER, owed INTEGER, theirs INTEGER NOT NULL, mine INTEGER NOT NULL, entries INTEGER NOT NULL,
  open_id INTEGER, receipt INTEGER, due INTEGER, held_at INTEGER, promised INTEGER, answered INTEGER,
  breaches INTEGER NOT NULL, counted INTEGER NOT NULL, started INTEGER NOT NULL, error INTEGER NOT NULL,
  client_off_hours INTEGER NOT NULL, client_channel INTEGER NOT NULL, chase INTEGER NOT NULL,
  late_material INTEGER NOT NULL, late_payment INTEGER NOT NULL, my_off_hours INTEGER NOT NULL,
  my_channel INTEGER NOT NULL, late_reply INTEGER NOT NULL, broken_promise INTEGER NOT NULL,
  client_off_hours_untold INTEGER NOT NULL, client_channel_untold INTEGER NOT NULL, chase_untold INTEGER NOT NULL,
  late_material_untold INTEGER NOT NULL, late_payment_untold INTEGER NOT NULL, my_off_hours_untold INTEGER NOT NULL,
  my_channel_untold INTEGER NOT NULL, late_reply_untold INTEGER NOT NULL, broken_promise_untold INTEGER NOT NULL
) STRICT;
CREATE INDEX tally_owed ON tally(owed, theirs, mine, last_at) WHERE owed IS NOT NULL;

CREATE TABLE ask_due (
  id INTEGER PRIMARY KEY REFERENCES ask(id) ON DELETE CASCADE, due INTEGER, told INTEGER NOT NULL
) STRICT;

CREATE TABLE invoice_due (
  id INTEGER PRIMARY KEY REFERENCES invoice(id) ON DELETE CASCADE, due TEXT NOT NULL, due_end INTEGER NOT NULL
) STRICT;

-- How many interactions there are (counting a million takes longer than drawing the screen), and when the whole file
-- was last found sound.
CREATE TABLE upkeep (id INTEGER PRIMARY KEY CHECK (id = 1), interactions INTEGER NOT NULL, checked_at INTEGER) STRICT;
INSERT INTO upkeep VALUES (1, 0, NULL);

-- Folded words of subject and body, and one word that names the client; rowid is interaction.id. Rows are written by
-- the program in the same transaction: triggers would need a trusted schema.
CREATE VIRTUAL TABLE search USING fts5(words, content='', columnsize=0, detail=none, prefix='1 2 3 4',
  tokenize='unicode61 remove_diacritics 0');
-- Merging on the way is felt as a pause: it is done when idle (store_tidy), or when this many small segments pile up.
INSERT INTO search (search, rank) VALUES ('crisismerge', 32);
INSERT INTO search (search, rank) VALUES ('automerge', 0);
