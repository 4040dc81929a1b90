-- Decisions in the making, one open one a client: `answers` is the record `deciding` as a line of JSON, written anew at each
-- key. The first answer and its time stand beside it, so that the file itself refuses to change them; nothing answered is
-- removed. `state` is open, committed or abandoned; `decision` what became of it.
CREATE TABLE deciding (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL, state TEXT NOT NULL, step TEXT NOT NULL, path TEXT NOT NULL,
  revision INTEGER NOT NULL, saved_at INTEGER NOT NULL, wakes INTEGER, later_until TEXT,
  first_answer TEXT, first_at INTEGER, decision TEXT, answers TEXT NOT NULL,
  CHECK (state IN ('open', 'committed', 'abandoned')),
  CHECK ((first_answer IS NULL) = (first_at IS NULL)),
  CHECK (json_extract(answers, '$.first_answer') IS first_answer)
) STRICT;
CREATE UNIQUE INDEX deciding_open ON deciding(client) WHERE state = 'open';
CREATE INDEX deciding_client ON deciding(client);

CREATE TRIGGER deciding_first_answer_stays BEFORE UPDATE ON deciding
WHEN OLD.first_answer IS NOT NULL AND (NEW.first_answer IS NOT OLD.first_answer OR NEW.first_at IS NOT OLD.first_at
  OR NEW.ref IS NOT OLD.ref OR NEW.id IS NOT OLD.id)
BEGIN SELECT RAISE(ABORT, 'the first answer is kept as it was given'); END;
CREATE TRIGGER deciding_answered_stays BEFORE DELETE ON deciding WHEN OLD.first_answer IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what was answered is kept'); END;
-- Without it INSERT OR REPLACE would remove the row unseen.
CREATE TRIGGER deciding_is_new BEFORE INSERT ON deciding
WHEN EXISTS (SELECT 1 FROM deciding WHERE ref = NEW.ref OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'this draft is stored already'); END;

-- Decisions as they were made: `frozen` is the record's line of JSON, `hash` its SHA-256; nothing of that is ever changed or
-- removed. Only what became of it is: undone, and made again. The private reason stands apart, where it can be erased.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL, at INTEGER NOT NULL, path TEXT NOT NULL,
  first_answer TEXT NOT NULL, first_at INTEGER NOT NULL, answer TEXT NOT NULL, review_on TEXT,
  frozen TEXT NOT NULL, hash TEXT NOT NULL, state TEXT NOT NULL,
  CHECK (state IN ('made', 'undone')),
  CHECK (json_extract(frozen, '$.answers.first_answer') IS first_answer)
) STRICT;
CREATE INDEX decision_client ON decision(client, at);

CREATE TRIGGER decision_frozen BEFORE UPDATE OF id, ref, client, at, path, first_answer, first_at, answer, review_on, frozen, hash
ON decision BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is never removed'); END;
CREATE TRIGGER decision_is_new BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE ref = NEW.ref OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'this decision is stored already, and is never changed'); END;

CREATE TABLE decision_private (decision TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
