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
  CHECK (kind IN ('letter', 'refund')),
  CHECK (way IN ('smtp', 'command', 'clipboard', 'stripe', 'hand')),
  CHECK (state IN ('confirmed', 'sending', 'done', 'pending', 'rejected', 'unknown', 'cancelled')),
  CHECK (kind = 'refund' OR state <> 'pending'),
  CHECK (state <> 'sending' OR sending_at IS NOT NULL),
  CHECK (state IN ('done', 'rejected', 'cancelled') OR (recipient IS NOT NULL AND message IS NOT NULL AND bytes IS NOT NULL))
) STRICT;
CREATE INDEX dispatch_client ON dispatch(client);
CREATE INDEX dispatch_open ON dispatch(state) WHERE state IN ('confirmed', 'sending', 'pending', 'unknown');
-- A letter leaves once.
CREATE UNIQUE INDEX dispatch_draft ON dispatch(draft)
  WHERE draft IS NOT NULL AND state IN ('confirmed', 'sending', 'unknown', 'done');

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
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM dispatch_log)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM dispatch_log ORDER BY id DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'the log of what left only goes on'); END;

-- Without these INSERT OR REPLACE would remove the row unseen.
CREATE TRIGGER dispatch_is_new BEFORE INSERT ON dispatch
WHEN EXISTS (SELECT 1 FROM dispatch WHERE ref = NEW.ref OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'this dispatch is stored already'); END;
CREATE TRIGGER dispatch_once BEFORE INSERT ON dispatch
WHEN NEW.draft IS NOT NULL AND NEW.state IN ('confirmed', 'sending', 'unknown', 'done') AND EXISTS (SELECT 1 FROM dispatch
  WHERE draft = NEW.draft AND state IN ('confirmed', 'sending', 'unknown', 'done'))
BEGIN SELECT RAISE(ABORT, 'this letter is confirmed already'); END;
-- The log knows first: each state follows from its last row.
CREATE TRIGGER dispatch_begins BEFORE INSERT ON dispatch
WHEN NOT EXISTS (SELECT 1 FROM dispatch_log WHERE dispatch = NEW.ref AND sha256 = NEW.sha256
  AND ((event = 'confirmed' AND NEW.state = 'confirmed')
    OR (event = 'imported' AND NEW.state NOT IN ('confirmed', 'sending'))))
BEGIN SELECT RAISE(ABORT, 'what is not in the log is not to leave'); END;
CREATE TRIGGER dispatch_moves BEFORE UPDATE OF state ON dispatch
WHEN NEW.state <> OLD.state AND NOT (CASE OLD.state
  WHEN 'confirmed' THEN NEW.state IN ('sending', 'cancelled', 'unknown')
  WHEN 'sending' THEN NEW.state IN ('done', 'pending', 'rejected', 'unknown', 'confirmed')
  WHEN 'unknown' THEN NEW.state IN ('done', 'pending', 'rejected') OR (NEW.state = 'sending' AND OLD.kind = 'refund')
  WHEN 'pending' THEN NEW.state IN ('done', 'rejected')
  WHEN 'done' THEN NEW.state = 'rejected' AND OLD.kind = 'refund'
  WHEN 'rejected' THEN NEW.state IN ('done', 'pending') AND OLD.kind = 'refund'
  ELSE 0 END AND coalesce((SELECT event FROM dispatch_log WHERE dispatch = OLD.ref ORDER BY id DESC LIMIT 1), '')
    = CASE NEW.state WHEN 'confirmed' THEN 'again' ELSE NEW.state END)
BEGIN SELECT RAISE(ABORT, 'a dispatch does not move like that'); END;
-- It leaves only as it was confirmed in this file.
CREATE TRIGGER dispatch_sends BEFORE UPDATE OF state ON dispatch
WHEN NEW.state = 'sending' AND OLD.state <> 'sending' AND NOT EXISTS (SELECT 1 FROM dispatch_log
  WHERE dispatch = OLD.ref AND event = 'confirmed' AND sha256 = OLD.sha256)
BEGIN SELECT RAISE(ABORT, 'this was not confirmed here'); END;
-- Who left receives nothing, but what was confirmed by hand.
CREATE TRIGGER dispatch_not_to_left BEFORE INSERT ON dispatch
WHEN NEW.state = 'confirmed' AND NOT NEW.by_hand
  AND EXISTS (SELECT 1 FROM client WHERE ref = NEW.client AND state = 'left')
BEGIN SELECT RAISE(ABORT, 'this client left, and receives nothing'); END;
CREATE TRIGGER dispatch_never_to_left BEFORE UPDATE OF state ON dispatch
WHEN NEW.state = 'sending' AND OLD.state = 'confirmed' AND NOT OLD.by_hand
  AND EXISTS (SELECT 1 FROM client WHERE ref = OLD.client AND state = 'left')
BEGIN SELECT RAISE(ABORT, 'this client left, and receives nothing'); END;
-- What was confirmed stays as it was; only a person who is erased is blanked, once nothing can leave any more.
CREATE TRIGGER dispatch_frozen BEFORE UPDATE OF id, ref, kind, client, recipient, subject, draft, refund, farewell, sequence, way,
  message, bytes, sha256, confirmed_at, by_hand, live ON dispatch
WHEN NEW.id IS NOT OLD.id OR NEW.ref IS NOT OLD.ref OR NEW.kind IS NOT OLD.kind OR NEW.client IS NOT OLD.client
  OR NEW.draft IS NOT OLD.draft OR NEW.refund IS NOT OLD.refund OR NEW.farewell IS NOT OLD.farewell
  OR NEW.sequence IS NOT OLD.sequence OR NEW.way IS NOT OLD.way OR NEW.sha256 IS NOT OLD.sha256
  OR NEW.confirmed_at IS NOT OLD.confirmed_at OR NEW.by_hand IS NOT OLD.by_hand OR NEW.live IS NOT OLD.live
  OR ((NEW.recipient IS NOT OLD.recipient OR NEW.subject IS NOT OLD.subject OR NEW.message IS NOT OLD.message
      OR NEW.bytes IS NOT OLD.bytes)
    AND NOT (OLD.state IN ('done', 'rejected', 'cancelled') AND NEW.recipient IS NULL AND NEW.subject IS NULL
      AND NEW.message IS NULL AND NEW.bytes IS NULL AND NEW.reply IS NULL AND NEW.why IS NULL
      AND coalesce((SELECT event FROM dispatch_log WHERE dispatch = OLD.ref ORDER BY id DESC LIMIT 1), '') = 'erased'))
BEGIN SELECT RAISE(ABORT, 'what was confirmed is never changed'); END;
CREATE TRIGGER dispatch_stays BEFORE DELETE ON dispatch
BEGIN SELECT RAISE(ABORT, 'what was confirmed is never removed'); END;

-- Changing a letter voids its confirmation first.
CREATE TRIGGER draft_confirmed BEFORE UPDATE OF ref, client, channel, "to", subject, text, state ON draft
WHEN (NEW.ref IS NOT OLD.ref OR NEW.client IS NOT OLD.client OR NEW.channel IS NOT OLD.channel OR NEW."to" IS NOT OLD."to"
    OR NEW.subject IS NOT OLD.subject OR NEW.text IS NOT OLD.text OR NEW.state IS NOT OLD.state)
  AND EXISTS (SELECT 1 FROM dispatch WHERE draft = OLD.ref
    AND state IN ('confirmed', 'sending', 'unknown', 'done') AND state IN ('confirmed', 'sending'))
BEGIN SELECT RAISE(ABORT, 'this letter is confirmed'); END;
CREATE TRIGGER draft_confirmed_stays BEFORE DELETE ON draft
WHEN EXISTS (SELECT 1 FROM dispatch WHERE draft = OLD.ref
    AND state IN ('confirmed', 'sending', 'unknown', 'done') AND state IN ('confirmed', 'sending'))
BEGIN SELECT RAISE(ABORT, 'this letter is confirmed'); END;
