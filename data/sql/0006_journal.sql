-- What was done, act by act, so that it can be taken back and done again. Acts have the numbers 1, 2 ... in the order
-- of time without a gap: the oldest are dropped at the front, those taken back at the end, when something new is done.
-- `command` and what follows say what it was about: the type of the record, whose it was, a word for it, its instant.
CREATE TABLE act (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, undone INTEGER NOT NULL,
  command TEXT, type TEXT, client TEXT, what TEXT, moment INTEGER,
  made INTEGER NOT NULL, changed INTEGER NOT NULL, removed INTEGER NOT NULL
) STRICT;
CREATE INDEX act_undone ON act(id) WHERE undone;

-- What turns an act round, to be done from its last step to its first: the records whose rows are `made` (ids of eight
-- bytes, the lowest first) are removed; `record`, a line of JSON so that it outlives changes of the tables, is put back
-- as `row`, a client with the short name it was given here. While that is done, what turns it round again takes the
-- place of these steps. id = act * 4294967296 + 1, 2 ...
CREATE TABLE act_step (
  id INTEGER PRIMARY KEY, type TEXT NOT NULL, made BLOB, row INTEGER, short TEXT, record TEXT
) STRICT;
