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

CREATE TRIGGER farewell_stays BEFORE UPDATE OF ref, client, decision ON farewell
WHEN NEW.ref IS NOT OLD.ref OR NEW.client IS NOT OLD.client OR NEW.decision IS NOT OLD.decision
BEGIN SELECT RAISE(ABORT, 'a goodbye stays with its client and its decision'); END;
-- Without it INSERT OR REPLACE would remove the row unseen.
CREATE TRIGGER farewell_is_new BEFORE INSERT ON farewell
WHEN EXISTS (SELECT 1 FROM farewell WHERE ref = NEW.ref OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'this goodbye is stored already'); END;
-- It is not taken back while something of it is on its way.
CREATE TRIGGER farewell_kept BEFORE DELETE ON farewell
WHEN EXISTS (SELECT 1 FROM refund WHERE farewell = OLD.ref AND state IN ('confirmed', 'sending', 'unknown'))
  OR EXISTS (SELECT 1 FROM dispatch WHERE farewell = OLD.ref AND state IN ('confirmed', 'sending', 'unknown'))
BEGIN SELECT RAISE(ABORT, 'something of the goodbye is confirmed: take that back first'); END;
-- Only a let go that stands begins one. An import may bring it before its decision: then none of that ref is here yet.
CREATE TRIGGER farewell_decided BEFORE INSERT ON farewell
WHEN NEW.state = 'open' AND EXISTS (SELECT 1 FROM decision WHERE ref = NEW.decision
  AND (state <> 'made' OR path NOT IN ('notice', 'today')))
BEGIN SELECT RAISE(ABORT, 'a goodbye begins only after a decision to let go that stands'); END;

-- leaving -> left: no task, letter, access or meeting behind the last day is open, unless it is waived.
CREATE TRIGGER client_left_done BEFORE UPDATE OF state ON client
WHEN NEW.state = 'left' AND OLD.state = 'leaving' AND (
  EXISTS (SELECT 1 FROM task AS t JOIN decision AS d ON d.ref = t.decision
    WHERE t.client = OLD.ref AND t.state = 'open' AND d.state = 'made' AND d.path IN ('notice', 'today'))
  OR EXISTS (SELECT 1 FROM draft AS l JOIN decision AS d ON l.about = 'decision:' || d.ref
    WHERE l.client = OLD.ref AND l.state = 'draft' AND d.state = 'made' AND d.path IN ('notice', 'today'))
  OR EXISTS (SELECT 1 FROM farewell AS f JOIN access AS a ON a.client = f.client AND a.closed_on IS NULL
    WHERE f.client = OLD.ref AND f.state = 'open' AND NOT EXISTS (SELECT 1 FROM json_each(f.waived) AS w
      WHERE json_extract(w.value, '$.what') IN ('access', 'access:' || a.ref)))
  OR EXISTS (SELECT 1 FROM farewell AS f JOIN meeting AS m ON m.client = f.client AND m.state = 'planned'
      AND m.starts >= unixepoch(f.last_day, '+36 hours')
    WHERE f.client = OLD.ref AND f.state = 'open' AND NOT EXISTS (SELECT 1 FROM json_each(f.waived) AS w
      WHERE json_extract(w.value, '$.what') IN ('meetings', 'meeting:' || m.ref)))
  OR EXISTS (SELECT 1 FROM farewell AS f JOIN refund AS r ON r.farewell = f.ref AND r.client = f.client
    WHERE f.client = OLD.ref AND f.state = 'open' AND (
      r.state IN ('planned', 'confirmed', 'sending', 'unknown', 'requires_action')
      OR (r.state IN ('refused', 'failed', 'canceled') AND NOT EXISTS (SELECT 1 FROM refund AS o
        WHERE o.payment = r.payment AND o.farewell = r.farewell AND o.state IN ('succeeded', 'pending'))))
    AND NOT EXISTS (SELECT 1 FROM json_each(f.waived) AS w WHERE json_extract(w.value, '$.what') = 'refund'
      AND r.state NOT IN ('confirmed', 'sending', 'unknown'))))
BEGIN SELECT RAISE(ABORT, 'something of the goodbye is open: do it or waive it first'); END;
CREATE TRIGGER client_left_sent BEFORE UPDATE OF state ON client
WHEN NEW.state = 'left' AND OLD.state = 'leaving' AND EXISTS (SELECT 1 FROM dispatch
  WHERE client = OLD.ref AND state IN ('confirmed', 'sending', 'unknown') AND NOT by_hand)
BEGIN SELECT RAISE(ABORT, 'something is still on its way to this client'); END;
-- left is left: neither a merge nor an import opens it again. Taking the goodbye back opens it first.
CREATE TRIGGER client_left_stays BEFORE UPDATE OF state ON client
WHEN OLD.state = 'left' AND NEW.state <> 'left'
  AND EXISTS (SELECT 1 FROM farewell WHERE client = OLD.ref AND state = 'left')
BEGIN SELECT RAISE(ABORT, 'this client has left, and stays so'); END;

-- The freeze is taken back until something has left: a letter, or money that is on its way or returned.
CREATE TRIGGER client_leaving_gone BEFORE UPDATE OF state ON client
WHEN OLD.state = 'leaving' AND NEW.state IN ('active', 'prospect') AND (EXISTS (SELECT 1 FROM farewell AS f
    JOIN refund AS r ON r.farewell = f.ref WHERE f.client = OLD.ref AND f.state = 'open'
    AND r.state IN ('sending', 'succeeded', 'pending', 'requires_action', 'unknown'))
  OR EXISTS (SELECT 1 FROM farewell AS f JOIN dispatch AS d ON d.farewell = f.ref WHERE f.client = OLD.ref
    AND f.state = 'open' AND d.state IN ('sending', 'done', 'pending', 'unknown')))
BEGIN SELECT RAISE(ABORT, 'something of the goodbye has left: the freeze is not taken back'); END;
-- What is confirmed would leave all the same.
CREATE TRIGGER client_leaving_confirmed BEFORE UPDATE OF state ON client
WHEN OLD.state = 'leaving' AND NEW.state IN ('active', 'prospect') AND EXISTS (SELECT 1 FROM farewell AS f
  WHERE f.client = OLD.ref AND f.state = 'open' AND (
    EXISTS (SELECT 1 FROM refund AS r WHERE r.farewell = f.ref AND r.state = 'confirmed')
    OR EXISTS (SELECT 1 FROM dispatch AS d WHERE d.farewell = f.ref AND d.state = 'confirmed')))
BEGIN SELECT RAISE(ABORT, 'something of the goodbye is confirmed: take that back first'); END;

-- A client who leaves gets no reminder, one who left no letter that the program has by itself: only goodbyes, statements,
-- answers to asking back, and what is written by hand.
CREATE TRIGGER draft_not_while_leaving BEFORE INSERT ON draft
WHEN NEW.state = 'draft' AND NEW.code IN ('T3b', 'T4', 'T5', 'T6a', 'T6b', 'T9', 'T12', 'T14')
  AND EXISTS (SELECT 1 FROM client WHERE ref = NEW.client AND state IN ('leaving', 'left'))
BEGIN SELECT RAISE(ABORT, 'this client is being let go: no reminder is written'); END;
CREATE TRIGGER draft_not_after_left BEFORE INSERT ON draft
WHEN NEW.state = 'draft' AND NEW.code LIKE 'T6%'
  AND EXISTS (SELECT 1 FROM client WHERE ref = NEW.client AND state = 'left')
BEGIN SELECT RAISE(ABORT, 'this client has left: only what you write by hand goes to them'); END;
