-- A triage session: its queue is frozen when it begins. `seen` is when its last card was looked at, `spent` the seconds
-- at the screen without the pauses.
CREATE TABLE triage (
  id INTEGER PRIMARY KEY,
  started INTEGER NOT NULL, seen INTEGER NOT NULL, spent INTEGER NOT NULL, ended INTEGER
) STRICT;

-- One card a client. `reasons` are their codes, the first one decides; `place` is where the card stands now: one that is
-- skipped goes behind all others. `done` is what was done, `act` the act of the journal that did it, negative
-- while that is undone: the card is open again then.
CREATE TABLE triage_card (
  id INTEGER PRIMARY KEY,
  triage INTEGER NOT NULL REFERENCES triage(id) ON DELETE CASCADE,
  client INTEGER NOT NULL REFERENCES client(id) ON DELETE CASCADE,
  place INTEGER NOT NULL, skipped INTEGER NOT NULL, reasons TEXT NOT NULL, done TEXT, act INTEGER
) STRICT;
CREATE INDEX triage_card_place ON triage_card(triage, place);
CREATE INDEX triage_card_act ON triage_card(act) WHERE act IS NOT NULL;
CREATE INDEX triage_card_client ON triage_card(client);
