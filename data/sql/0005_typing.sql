-- What was being typed and is not saved yet, by the dialog in which it stood. owner: the process that typed it; once that
-- is gone, it is offered again. aside: put aside on purpose. These rows are no records: no journal, no export has them.
CREATE TABLE typing (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  owner TEXT NOT NULL, at INTEGER NOT NULL, aside INTEGER NOT NULL, dialog TEXT NOT NULL, argument TEXT NOT NULL,
  title TEXT NOT NULL
) STRICT;
CREATE TABLE typing_text (
  typing INTEGER NOT NULL REFERENCES typing(id) ON DELETE CASCADE, name TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (typing, name)
) STRICT, WITHOUT ROWID;
