-- Goodbyes, one open one a client; `waived` holds what need not be done, as {"what": TYPE:REF or a step, "reason"}. Its locks stand
-- here and not only in the program: nobody is `left` while something of the goodbye is open, and nothing reaches one who left.
CREATE TABLE farewell (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  decision TEXT NOT NULL, begun_on TEXT NOT NULL, last_day TEXT, cause TEXT, credit_note TEXT, tell TEXT, framing TEXT,
  disclosure TEXT, reason TEXT, told_on TEXT, referral_none TEXT, waived TEXT, true_of TEXT, state TEXT NOT NULL, left_on TEXT,
  CHECK (state IN ('open', 'left', 'undone')),
  CHECK (state <> 'left' OR left_on IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX farewell_open ON farewell(client) WHERE state = 'open';
CREATE INDEX farewell_client ON farewell(client);

-- How they are written, and why: 0015.
CREATE TRIGGER farewell_stays BEFORE UPDATE ON farewell BEGIN
  SELECT RAISE(ABORT, 'a goodbye stays with its client and its decision')
    WHERE (NEW.id, NEW.ref, NEW.client, NEW.decision) <> (OLD.id, OLD.ref, OLD.client, OLD.decision);
  SELECT RAISE(ABORT, 'this goodbye is stored already') FROM farewell
    WHERE client = NEW.client AND state = 'open' AND NEW.state = 'open' AND OLD.state <> 'open';
END;
-- OR REPLACE would remove another row unseen. And only a let go that stands begins one. An import may bring it before its
-- decision: then none of that ref is here yet.
CREATE TRIGGER farewell_is_new BEFORE INSERT ON farewell BEGIN
  SELECT RAISE(ABORT, 'this goodbye is stored already') FROM farewell
    WHERE ref = NEW.ref OR id = NEW.id OR (client = NEW.client AND state = 'open' AND NEW.state = 'open');
  SELECT RAISE(ABORT, 'a goodbye begins only after a decision to let go that stands') FROM decision
    WHERE ref = NEW.decision AND NEW.state = 'open' AND (state <> 'made' OR path NOT IN ('notice', 'today'));
END;
-- What leaves of them, or left.
CREATE VIEW farewell_sent AS SELECT farewell, state FROM refund UNION ALL SELECT farewell, state FROM dispatch;
-- It is not taken back while something of it is on its way.
CREATE TRIGGER farewell_kept BEFORE DELETE ON farewell
BEGIN SELECT RAISE(ABORT, 'something of the goodbye is confirmed: take that back first') FROM farewell_sent
  WHERE farewell = OLD.ref AND state IN ('confirmed', 'sending', 'unknown'); END;

-- leaving -> left: no task, letter, access or meeting behind the last day is open, unless it is waived.
CREATE TRIGGER client_left_done BEFORE UPDATE OF state ON client WHEN NEW.state = 'left' AND OLD.state = 'leaving' BEGIN
  SELECT RAISE(ABORT, 'something of the goodbye is open: do it or waive it first') FROM decision
    WHERE state = 'made' AND path IN ('notice', 'today')
    AND (EXISTS (SELECT 1 FROM task WHERE client = OLD.ref AND decision = decision.ref AND state = 'open')
    OR EXISTS (SELECT 1 FROM draft WHERE client = OLD.ref AND about = 'decision:' || decision.ref AND state = 'draft'));
  SELECT RAISE(ABORT, 'something of the goodbye is open: do it or waive it first') FROM farewell AS f JOIN (
    SELECT 'access' AS step, 'access:' || ref AS item, NULL AS starts, NULL AS farewell FROM access
      WHERE client = OLD.ref AND closed_on IS NULL
    UNION ALL SELECT 'meetings', 'meeting:' || ref, starts, NULL FROM meeting WHERE client = OLD.ref AND state = 'planned'
    UNION ALL SELECT iif(state IN ('confirmed', 'sending', 'unknown'), NULL, 'refund'), NULL, NULL, farewell FROM refund AS r
      WHERE client = OLD.ref AND farewell IS NOT NULL AND state NOT IN ('succeeded', 'pending')
      AND NOT (state IN ('refused', 'failed', 'canceled') AND EXISTS (SELECT 1 FROM refund
        WHERE payment = r.payment AND farewell = r.farewell AND state IN ('succeeded', 'pending')))) AS o
    ON (o.starts IS NULL OR o.starts >= unixepoch(f.last_day, '+36 hours')) AND coalesce(o.farewell, f.ref) = f.ref
    WHERE f.client = OLD.ref AND f.state = 'open'
    AND NOT EXISTS (SELECT 1 FROM json_each(f.waived) WHERE value ->> 'what' IN (o.step, o.item));
  SELECT RAISE(ABORT, 'something is still on its way to this client') FROM dispatch
    WHERE client = OLD.ref AND state IN ('confirmed', 'sending', 'unknown') AND NOT by_hand;
END;
-- No other row takes the place of one who left.
CREATE TRIGGER client_is_new BEFORE INSERT ON client
BEGIN SELECT RAISE(ABORT, 'this client is stored already') FROM client WHERE ref = NEW.ref OR id = NEW.id; END;
CREATE TRIGGER client_is_another BEFORE UPDATE OF id, rowid, oid, _rowid_, ref ON client
BEGIN SELECT RAISE(ABORT, 'this is another client'); END;
-- decision_frozen (0012) knows one name of the id.
CREATE TRIGGER decision_frozen_too BEFORE UPDATE OF rowid, oid, _rowid_ ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;

-- left is left: neither a merge nor an import opens it again. Taking the goodbye back opens it first. And the freeze is taken back
-- until something has left: a letter, or money that is on its way or returned. What is confirmed would leave all the same.
CREATE TRIGGER client_left_stays BEFORE UPDATE OF state ON client
WHEN OLD.state IN ('leaving', 'left') AND NEW.state <> OLD.state BEGIN
  SELECT RAISE(ABORT, 'this client has left, and stays so') FROM farewell
    WHERE client = OLD.ref AND state = 'left' AND OLD.state = 'left';
  SELECT CASE s.state WHEN 'confirmed' THEN RAISE(ABORT, 'something of the goodbye is confirmed: take that back first')
      ELSE RAISE(ABORT, 'something of the goodbye has left: the freeze is not taken back') END
    FROM farewell AS f JOIN farewell_sent AS s ON s.farewell = f.ref
    WHERE OLD.state = 'leaving' AND NEW.state IN ('active', 'prospect') AND f.client = OLD.ref AND f.state = 'open'
    AND instr('confirmed sending succeeded pending requires_action unknown done', s.state);
END;

-- A client who leaves gets no reminder, one who left no letter that the program has by itself: only goodbyes, statements,
-- answers to asking back, and what is written by hand. And no letter takes the place of one that is confirmed (0015).
CREATE TRIGGER draft_is_new BEFORE INSERT ON draft BEGIN
  SELECT RAISE(ABORT, 'this letter is confirmed') FROM dispatch WHERE draft IN (NEW.ref, (SELECT ref FROM draft WHERE id = NEW.id))
    AND state IN ('confirmed', 'sending');
  SELECT RAISE(ABORT, 'this client is being let go: no reminder is written') FROM client
    WHERE ref = NEW.client AND state IN ('leaving', 'left') AND NEW.state = 'draft'
    AND instr(' T3b T4 T5 T6a T6b T9 T12 T14 ', ' ' || NEW.code || ' ');
  SELECT RAISE(ABORT, 'this client has left: only what you write by hand goes to them') FROM client
    WHERE ref = NEW.client AND state = 'left' AND NEW.state = 'draft' AND NEW.code LIKE 'T6%';
END;
