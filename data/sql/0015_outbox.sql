-- What leaves the machine, a row each: letgo.md, "Locks"; reliability.md, "Acts that leave the machine". Nothing of it points at
-- other rows, so that it outlives them. `message` is the courier's job without the account, `bytes` what it made of it, exactly;
-- `sender` is the process that sends. No part of the journal.
CREATE TABLE dispatch (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, client TEXT NOT NULL, recipient TEXT, subject TEXT,
  draft TEXT, refund TEXT, farewell TEXT, sequence TEXT, way TEXT NOT NULL, message TEXT, bytes TEXT,
  sha256 TEXT NOT NULL, confirmed_at INTEGER NOT NULL, not_before INTEGER, by_hand INTEGER NOT NULL, state TEXT NOT NULL,
  sending_at INTEGER, ended_at INTEGER, code INTEGER NOT NULL, reply TEXT, why TEXT, external_id TEXT, live INTEGER,
  sender TEXT,
  CHECK (way IN ('smtp', 'command', 'clipboard', 'stripe', 'hand')),
  CHECK (state IN ('confirmed', 'sending', 'done', 'pending', 'rejected', 'unknown', 'cancelled')),
  CHECK (CASE kind WHEN 'letter' THEN state <> 'pending' WHEN 'refund' THEN draft IS NULL ELSE 0 END),
  CHECK (state <> 'sending' OR sending_at IS NOT NULL),
  CHECK (state IN ('done', 'rejected', 'cancelled') OR (recipient IS NOT NULL AND message IS NOT NULL AND bytes IS NOT NULL))
) STRICT;
CREATE INDEX dispatch_client ON dispatch(client);
CREATE INDEX dispatch_open ON dispatch(state);
-- A letter leaves once.
CREATE UNIQUE INDEX dispatch_draft ON dispatch(draft) WHERE state NOT IN ('rejected', 'cancelled');

-- What happened to them, a row each, in a chain: hash = SHA-256 of the others in their order, a newline behind each (an absent
-- text is empty). Nothing personal is in it, so that it stays valid when a person is erased.
CREATE TABLE dispatch_log (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, dispatch TEXT NOT NULL, event TEXT NOT NULL, sha256 TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX dispatch_log_of ON dispatch_log(dispatch);

CREATE TRIGGER dispatch_log_stays BEFORE UPDATE ON dispatch_log
BEGIN SELECT RAISE(ABORT, 'the log of what left is never changed'); END;
CREATE TRIGGER dispatch_log_kept BEFORE DELETE ON dispatch_log
BEGIN SELECT RAISE(ABORT, 'the log of what left is never changed'); END;
CREATE TRIGGER dispatch_log_goes_on BEFORE INSERT ON dispatch_log
BEGIN SELECT RAISE(ABORT, 'the log of what left only goes on')
  WHERE (NEW.id, NEW.previous) IS NOT (SELECT coalesce(max(id), 0) + 1, coalesce(hash, '') FROM dispatch_log); END;

-- Each start reads all of this: a WHERE behind RAISE is read faster than a WHEN, one trigger faster than two, and columns that
-- the program never writes need no comparison. The other names of the id (rowid ...) stand beside it, for they would pass by it.
-- INSERT OR REPLACE would remove a row unseen; the log knows first; who left receives nothing, but what was confirmed by hand.
CREATE TRIGGER dispatch_is_new BEFORE INSERT ON dispatch BEGIN
  SELECT RAISE(ABORT, 'this dispatch is stored already') FROM dispatch WHERE ref = NEW.ref OR id = NEW.id;
  SELECT RAISE(ABORT, 'this letter is confirmed already') FROM dispatch
    WHERE draft = NEW.draft AND state NOT IN ('rejected', 'cancelled') AND NEW.state NOT IN ('rejected', 'cancelled');
  SELECT RAISE(ABORT, 'what is not in the log is not to leave') WHERE NOT EXISTS (SELECT 1 FROM dispatch_log
    WHERE dispatch = NEW.ref AND sha256 = NEW.sha256
    AND event = CASE NEW.state WHEN 'confirmed' THEN 'confirmed' WHEN 'sending' THEN '' ELSE 'imported' END);
  SELECT RAISE(ABORT, 'this client left, and receives nothing') FROM client
    WHERE ref = NEW.client AND state = 'left' AND NEW.state = 'confirmed' AND NOT NEW.by_hand;
END;
-- Each state follows from the last row of the log; and it leaves only as it was confirmed in this file.
CREATE TRIGGER dispatch_moves BEFORE UPDATE OF state ON dispatch WHEN NEW.state <> OLD.state BEGIN
  SELECT RAISE(ABORT, 'a dispatch does not move like that') WHERE NOT instr('confirmed>sending confirmed>cancelled
    confirmed>unknown sending>done sending>pending sending>rejected sending>unknown sending>confirmed unknown>done
    unknown>pending unknown>rejected pending>done pending>rejected'
    || iif(OLD.kind = 'refund', ' unknown>sending done>rejected rejected>done rejected>pending', ''),
    OLD.state || '>' || NEW.state) OR iif(NEW.state = 'confirmed', 'again', NEW.state) IS NOT
    (SELECT event FROM dispatch_log WHERE dispatch = OLD.ref ORDER BY id DESC LIMIT 1);
  SELECT RAISE(ABORT, 'this was not confirmed here') WHERE NEW.state = 'sending' AND NOT EXISTS (SELECT 1 FROM dispatch_log
    WHERE dispatch = OLD.ref AND event = 'confirmed' AND sha256 = OLD.sha256);
  SELECT RAISE(ABORT, 'this client left, and receives nothing') FROM client
    WHERE ref = OLD.client AND state = 'left' AND NEW.state = 'sending' AND OLD.state = 'confirmed' AND NOT OLD.by_hand;
END;
-- What was confirmed stays as it was; only a person who is erased is blanked, once nothing can leave any more (the table's CHECK).
CREATE TRIGGER dispatch_frozen BEFORE UPDATE OF id, rowid, oid, _rowid_, ref, kind, client, draft, refund, farewell, sequence, way,
  sha256, confirmed_at, by_hand, live ON dispatch
BEGIN SELECT RAISE(ABORT, 'what was confirmed is never changed'); END;
CREATE TRIGGER dispatch_blanked BEFORE UPDATE OF recipient, subject, message, bytes ON dispatch
BEGIN SELECT RAISE(ABORT, 'what was confirmed is never changed')
  WHERE coalesce(NEW.recipient, NEW.subject, NEW.message, NEW.bytes, NEW.reply, NEW.why) IS NOT NULL OR 'erased' IS NOT
    (SELECT event FROM dispatch_log WHERE dispatch = OLD.ref ORDER BY id DESC LIMIT 1); END;
CREATE TRIGGER dispatch_stays BEFORE DELETE ON dispatch
BEGIN SELECT RAISE(ABORT, 'what was confirmed is never removed'); END;

-- Changing a letter voids its confirmation first. (A new one in its place: 0017, draft_is_new.)
CREATE TRIGGER draft_confirmed BEFORE UPDATE ON draft
BEGIN SELECT RAISE(ABORT, 'this letter is confirmed') FROM dispatch
  WHERE draft IN (OLD.ref, NEW.ref, (SELECT ref FROM draft WHERE id = NEW.id)) AND state IN ('confirmed', 'sending'); END;
CREATE TRIGGER draft_confirmed_stays BEFORE DELETE ON draft
BEGIN SELECT RAISE(ABORT, 'this letter is confirmed') FROM dispatch
  WHERE draft = OLD.ref AND state IN ('confirmed', 'sending'); END;
