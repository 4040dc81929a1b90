-- What was done about a breach, which itself is computed. `ref` is KIND:OF; `of` the interaction, ask or invoice that has it.
CREATE TABLE breach_note (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, "of" TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, reason TEXT, "on" TEXT
) STRICT;
CREATE INDEX breach_note_of ON breach_note("of");
