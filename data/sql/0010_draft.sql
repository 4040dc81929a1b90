-- Letters that wait. `about` is KIND:OF of the breach, or TYPE:REF of the record, that they are about.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  code TEXT, about TEXT, language TEXT, channel TEXT, "to" TEXT, subject TEXT, text TEXT NOT NULL,
  made INTEGER NOT NULL, state TEXT NOT NULL, done_on TEXT
) STRICT;
CREATE INDEX draft_client ON draft(client);
CREATE INDEX draft_waits ON draft(made) WHERE state = 'draft';
