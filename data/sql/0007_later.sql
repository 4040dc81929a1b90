-- What I put off: until when my own reminder of a client, an entry, a request or an invoice stays behind the others. `ref`
-- is TYPE:REF. It moves no due, and is no record of the exports; the journal knows it.
CREATE TABLE later (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  until INTEGER NOT NULL
) STRICT;
CREATE INDEX later_client ON later(client);
CREATE INDEX later_until ON later(until);
