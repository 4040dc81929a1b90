-- Farewells to many at once: `clients` a JSON list of their refs, `texts` one of the dated letters. Who answered, and what
-- was sent, stands in the log and in the outbox.
CREATE TABLE sequence (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, name TEXT NOT NULL, begun INTEGER NOT NULL, clients TEXT NOT NULL, texts TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
