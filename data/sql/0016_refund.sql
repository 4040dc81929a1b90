-- What goes back of a payment, a line each: letgo.md, "Refunds" and "Locks". `farewell` and `intent` hold refs without
-- pointing at them. Alive is what was neither refused nor failed nor canceled; what was tried in test mode (live = 0) takes
-- nothing away from real money.
CREATE TABLE refund (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  payment TEXT NOT NULL REFERENCES payment(ref) DEFERRABLE INITIALLY DEFERRED,
  package TEXT REFERENCES package(ref) DEFERRABLE INITIALLY DEFERRED,
  amount INTEGER NOT NULL, amount_currency TEXT NOT NULL, state TEXT NOT NULL, farewell TEXT, method TEXT NOT NULL,
  source TEXT, intent TEXT UNIQUE, external_id TEXT UNIQUE, reference TEXT, confirmed_at INTEGER, sent_at INTEGER,
  replays INTEGER NOT NULL, issued_on TEXT,
  expected_on TEXT, failed_on TEXT, reason TEXT, live INTEGER, looked_at INTEGER,
  repayment TEXT UNIQUE REFERENCES payment(ref) DEFERRABLE INITIALLY DEFERRED,
  CHECK (amount > 0),
  CHECK (state IN ('planned', 'confirmed', 'sending', 'succeeded', 'pending', 'requires_action', 'refused', 'unknown',
    'failed', 'canceled')),
  CHECK (state NOT IN ('sending', 'unknown') OR (intent IS NOT NULL AND sent_at IS NOT NULL)),
  CHECK (state NOT IN ('succeeded', 'pending', 'requires_action') OR coalesce(external_id, reference) IS NOT NULL),
  CHECK (repayment IS NULL OR state = 'succeeded')
) STRICT;
CREATE INDEX refund_client ON refund(client);
-- One line for each goodbye and payment; without a goodbye one at a time. What the service's user made by hand is none.
CREATE UNIQUE INDEX refund_line ON refund(payment, live IS 0,
  CASE WHEN intent IS NULL AND external_id IS NOT NULL THEN 'seen ' || ref WHEN farewell IS NOT NULL THEN farewell
    WHEN state = 'succeeded' THEN 'over ' || ref ELSE '' END)
  WHERE state NOT IN ('refused', 'failed', 'canceled');

-- INSERT OR REPLACE and UPDATE OR REPLACE would remove the other row unseen.
CREATE TRIGGER refund_is_new BEFORE INSERT ON refund
WHEN EXISTS (SELECT 1 FROM refund WHERE id = NEW.id OR ref = NEW.ref OR intent = NEW.intent OR external_id = NEW.external_id
  OR repayment = NEW.repayment)
BEGIN SELECT RAISE(ABORT, 'this refund is stored already'); END;
CREATE TRIGGER refund_once BEFORE INSERT ON refund
WHEN NEW.state NOT IN ('refused', 'failed', 'canceled') AND (NEW.intent IS NOT NULL OR NEW.external_id IS NULL)
  AND EXISTS (SELECT 1 FROM refund WHERE payment = NEW.payment AND (live IS 0) = (NEW.live IS 0)
    AND (intent IS NOT NULL OR external_id IS NULL) AND state NOT IN ('refused', 'failed', 'canceled')
    AND (farewell IS NEW.farewell) AND (farewell IS NOT NULL OR (state <> 'succeeded' AND NEW.state <> 'succeeded')))
BEGIN SELECT RAISE(ABORT, 'this payment has a refund of this goodbye already'); END;
CREATE TRIGGER refund_once_more BEFORE UPDATE ON refund
WHEN NEW.state NOT IN ('refused', 'failed', 'canceled') AND (NEW.intent IS NOT NULL OR NEW.external_id IS NULL)
  AND EXISTS (SELECT 1 FROM refund WHERE id <> OLD.id AND payment = NEW.payment AND (live IS 0) = (NEW.live IS 0)
    AND (intent IS NOT NULL OR external_id IS NULL) AND state NOT IN ('refused', 'failed', 'canceled')
    AND (farewell IS NEW.farewell) AND (farewell IS NOT NULL OR (state <> 'succeeded' AND NEW.state <> 'succeeded')))
BEGIN SELECT RAISE(ABORT, 'this payment has a refund of this goodbye already'); END;
CREATE TRIGGER refund_is_another BEFORE UPDATE OF id, ref, intent, external_id, repayment ON refund
WHEN NEW.id <> OLD.id OR NEW.ref <> OLD.ref OR EXISTS (SELECT 1 FROM refund WHERE id <> OLD.id AND
  (intent = NEW.intent OR external_id = NEW.external_id OR repayment = NEW.repayment))
BEGIN SELECT RAISE(ABORT, 'this is another refund'); END;

-- Only what the client paid goes back, to that client, and never more than was paid.
CREATE TRIGGER refund_fits BEFORE INSERT ON refund
WHEN NEW.state NOT IN ('refused', 'failed', 'canceled') AND EXISTS (SELECT 1 FROM payment AS p WHERE p.ref = NEW.payment AND
  (p.client <> NEW.client OR p.amount_currency <> NEW.amount_currency OR p.amount - (SELECT coalesce(sum(r.amount), 0)
    FROM refund AS r WHERE r.payment = NEW.payment AND (r.live IS 0) = (NEW.live IS 0)
    AND r.state NOT IN ('refused', 'failed', 'canceled')) < NEW.amount))
BEGIN SELECT RAISE(ABORT, 'more would go back than was paid, or to somebody else'); END;
CREATE TRIGGER refund_fits_still BEFORE UPDATE ON refund
WHEN NEW.state NOT IN ('refused', 'failed', 'canceled') AND EXISTS (SELECT 1 FROM payment AS p WHERE p.ref = NEW.payment AND
  (p.client <> NEW.client OR p.amount_currency <> NEW.amount_currency OR p.amount - (SELECT coalesce(sum(r.amount), 0)
    FROM refund AS r WHERE r.payment = NEW.payment AND r.id <> OLD.id AND (r.live IS 0) = (NEW.live IS 0)
    AND r.state NOT IN ('refused', 'failed', 'canceled')) < NEW.amount))
BEGIN SELECT RAISE(ABORT, 'more would go back than was paid, or to somebody else'); END;
CREATE TRIGGER refund_payment_new BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM refund AS r WHERE r.payment = NEW.ref AND r.state NOT IN ('refused', 'failed', 'canceled') AND
  (r.client <> NEW.client OR r.amount_currency <> NEW.amount_currency OR (SELECT sum(s.amount) FROM refund AS s WHERE
    s.payment = NEW.ref AND (s.live IS 0) = (r.live IS 0) AND s.state NOT IN ('refused', 'failed', 'canceled')) > NEW.amount))
BEGIN SELECT RAISE(ABORT, 'more would go back than was paid, or to somebody else'); END;
CREATE TRIGGER refund_payment_stays BEFORE UPDATE OF ref, client, amount, amount_currency ON payment
WHEN EXISTS (SELECT 1 FROM refund AS r WHERE r.payment = OLD.ref AND r.state NOT IN ('refused', 'failed', 'canceled') AND
  (NEW.ref <> OLD.ref OR r.client <> NEW.client OR r.amount_currency <> NEW.amount_currency OR (SELECT sum(s.amount) FROM
    refund AS s WHERE s.payment = OLD.ref AND (s.live IS 0) = (r.live IS 0)
    AND s.state NOT IN ('refused', 'failed', 'canceled')) > NEW.amount))
BEGIN SELECT RAISE(ABORT, 'of this payment more has gone back than that'); END;
CREATE TRIGGER refund_payment_kept BEFORE DELETE ON payment
WHEN EXISTS (SELECT 1 FROM refund WHERE payment = OLD.ref AND state <> 'planned')
BEGIN SELECT RAISE(ABORT, 'a payment that something went back on is kept'); END;

-- What was confirmed is what goes; what may have gone is kept.
CREATE TRIGGER refund_confirmed BEFORE UPDATE ON refund
WHEN OLD.state <> 'planned' AND (NEW.client <> OLD.client OR NEW.payment <> OLD.payment OR NEW.package IS NOT OLD.package
  OR NEW.amount <> OLD.amount OR NEW.amount_currency <> OLD.amount_currency OR NEW.farewell IS NOT OLD.farewell
  OR NEW.method <> OLD.method OR NEW.source IS NOT OLD.source
  OR (NEW.state <> 'planned' AND (NEW.intent IS NOT OLD.intent OR NEW.live IS NOT OLD.live
    OR NEW.confirmed_at IS NOT OLD.confirmed_at OR (OLD.sent_at IS NOT NULL AND NEW.sent_at IS NOT OLD.sent_at) OR (OLD.external_id IS NOT NULL AND NEW.external_id IS NOT OLD.external_id))))
BEGIN SELECT RAISE(ABORT, 'a confirmed refund is not changed'); END;
CREATE TRIGGER refund_stays BEFORE DELETE ON refund WHEN OLD.state <> 'planned'
BEGIN SELECT RAISE(ABORT, 'a refund that was confirmed is kept'); END;
-- A refusal is believed until the service itself shows the refund.
CREATE TRIGGER refund_moves BEFORE UPDATE OF state ON refund
WHEN NEW.state <> OLD.state AND NOT CASE OLD.state
  WHEN 'planned' THEN NEW.state = 'confirmed' AND NEW.confirmed_at IS NOT NULL
  WHEN 'confirmed' THEN NEW.state IN ('planned', 'sending') OR (NEW.state IN ('pending', 'succeeded') AND NEW.intent IS NULL)
  WHEN 'sending' THEN NEW.state <> 'planned'
  WHEN 'unknown' THEN NEW.state NOT IN ('planned', 'confirmed')
  WHEN 'pending' THEN NEW.state IN ('succeeded', 'requires_action', 'failed', 'canceled')
  WHEN 'requires_action' THEN NEW.state IN ('succeeded', 'pending', 'failed', 'canceled')
  WHEN 'succeeded' THEN NEW.state = 'failed'
  WHEN 'refused' THEN NEW.external_id IS NOT NULL AND NEW.state IN ('succeeded', 'pending', 'requires_action', 'failed', 'canceled')
  ELSE 0 END
BEGIN SELECT RAISE(ABORT, 'a refund does not move like that'); END;
-- Whoever finds that the process which sent it is gone need not know of refunds.
CREATE TRIGGER refund_forsaken AFTER UPDATE OF state ON dispatch WHEN NEW.kind = 'refund' AND NEW.state = 'unknown'
BEGIN UPDATE refund SET state = 'unknown' WHERE intent = NEW.ref AND state = 'sending'; END;
CREATE TRIGGER refund_not_after_all AFTER UPDATE OF state ON dispatch WHEN NEW.kind = 'refund' AND NEW.state = 'cancelled'
BEGIN UPDATE refund SET state = 'planned', intent = NULL, confirmed_at = NULL, sent_at = NULL, live = NULL, replays = 0,
  reason = NULL WHERE intent = NEW.ref AND state = 'confirmed'; END;
