-- What goes back of a payment, a line each: letgo.md, "Refunds" and "Locks". `farewell` and `intent` hold refs without
-- pointing at them. Alive is what was neither refused nor failed nor canceled; what was tried in test mode (live = 0) takes
-- nothing away from real money.
CREATE TABLE refund (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  payment TEXT NOT NULL REFERENCES payment(ref) DEFERRABLE INITIALLY DEFERRED,
  package TEXT REFERENCES package(ref) DEFERRABLE INITIALLY DEFERRED,
  amount INTEGER NOT NULL, amount_currency TEXT NOT NULL, state TEXT NOT NULL, farewell TEXT, method TEXT NOT NULL,
  source TEXT, intent TEXT, external_id TEXT, reference TEXT, confirmed_at INTEGER, sent_at INTEGER,
  replays INTEGER NOT NULL, issued_on TEXT,
  expected_on TEXT, failed_on TEXT, reason TEXT, live INTEGER, looked_at INTEGER,
  repayment TEXT REFERENCES payment(ref) DEFERRABLE INITIALLY DEFERRED,
  CHECK (amount > 0),
  CHECK (state IN ('planned', 'confirmed', 'sending', 'succeeded', 'pending', 'requires_action', 'refused', 'unknown',
    'failed', 'canceled')),
  CHECK (state NOT IN ('sending', 'unknown') OR (intent IS NOT NULL AND sent_at IS NOT NULL)),
  CHECK (state NOT IN ('succeeded', 'pending', 'requires_action') OR coalesce(external_id, reference) IS NOT NULL),
  CHECK (repayment IS NULL OR state = 'succeeded')
) STRICT;
CREATE INDEX refund_client ON refund(client);
CREATE INDEX refund_payment ON refund(payment);
CREATE INDEX refund_intent ON refund(intent);
CREATE INDEX refund_external_id ON refund(external_id);
CREATE INDEX refund_repayment ON refund(repayment);

-- What is there once (a line, an intent ...) is so by these triggers and by no UNIQUE, for OR REPLACE would remove the other row
-- unseen. A WHERE behind RAISE, and not a WHEN: each start reads it (0015).
CREATE TRIGGER refund_is_new BEFORE INSERT ON refund
BEGIN SELECT RAISE(ABORT, 'this refund is stored already') FROM refund WHERE id = NEW.id OR ref = NEW.ref; END;
-- A new one is held against the others as a changed one is.
CREATE TRIGGER refund_put AFTER INSERT ON refund BEGIN UPDATE refund SET amount = amount WHERE id = NEW.id; END;

-- Only what the client paid goes back, to that client, and never more than was paid.
CREATE VIEW refund_over AS SELECT p.ref FROM payment AS p JOIN refund AS r ON r.payment = p.ref
  WHERE r.state NOT IN ('refused', 'failed', 'canceled') GROUP BY p.ref, r.live IS 0
  HAVING sum(r.amount) > p.amount OR max(r.client <> p.client OR r.amount_currency <> p.amount_currency);
-- One line for each goodbye and payment; without a goodbye one at a time. What the service's user made by hand is none.
CREATE TRIGGER refund_fits AFTER UPDATE ON refund BEGIN
  SELECT RAISE(ABORT, 'this refund is stored already') FROM refund
    WHERE id <> NEW.id AND (intent = NEW.intent OR external_id = NEW.external_id OR repayment = NEW.repayment);
  SELECT RAISE(ABORT, 'this payment has a refund of this goodbye already') FROM refund
    WHERE payment = NEW.payment AND state NOT IN ('refused', 'failed', 'canceled') AND (intent IS NOT NULL OR external_id IS NULL)
    AND (farewell IS NOT NULL OR state <> 'succeeded') GROUP BY farewell, live IS 0 HAVING count(*) > 1;
  SELECT RAISE(ABORT, 'more would go back than was paid, or to somebody else') FROM refund_over WHERE ref = NEW.payment;
END;
CREATE TRIGGER refund_payment_new AFTER INSERT ON payment
BEGIN SELECT RAISE(ABORT, 'more would go back than was paid, or to somebody else') FROM refund_over WHERE ref = NEW.ref; END;
CREATE TRIGGER refund_payment_stays AFTER UPDATE OF ref, client, amount, amount_currency ON payment BEGIN
  SELECT RAISE(ABORT, 'of this payment more has gone back than that') FROM refund WHERE payment = OLD.ref AND NEW.ref <> OLD.ref;
  SELECT RAISE(ABORT, 'of this payment more has gone back than that') FROM refund_over WHERE ref = NEW.ref;
END;
CREATE TRIGGER refund_payment_kept BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'a payment that something went back on is kept') FROM refund
  WHERE payment = OLD.ref AND state <> 'planned'; END;

-- What was confirmed is what goes; what may have gone is kept. A refusal is believed until the service itself shows the refund.
CREATE TRIGGER refund_moves BEFORE UPDATE ON refund BEGIN
  SELECT RAISE(ABORT, 'this is another refund') WHERE NEW.id <> OLD.id OR NEW.ref <> OLD.ref;
  SELECT RAISE(ABORT, 'a refund does not move like that') WHERE NEW.state <> OLD.state AND (NOT instr('planned>confirmed
    confirmed>planned confirmed>sending confirmed>pending confirmed>succeeded sending>confirmed sending>succeeded
    sending>pending sending>requires_action sending>refused sending>unknown sending>failed sending>canceled unknown>sending
    unknown>succeeded unknown>pending unknown>requires_action unknown>refused unknown>failed unknown>canceled
    pending>succeeded pending>requires_action pending>failed pending>canceled requires_action>succeeded
    requires_action>pending requires_action>failed requires_action>canceled succeeded>failed refused>succeeded
    refused>pending refused>requires_action refused>failed refused>canceled', OLD.state || '>' || NEW.state)
    OR CASE OLD.state WHEN 'planned' THEN NEW.confirmed_at IS NULL WHEN 'refused' THEN NEW.external_id IS NULL
      WHEN 'confirmed' THEN NEW.state IN ('pending', 'succeeded') AND NEW.intent IS NOT NULL END);
  SELECT RAISE(ABORT, 'a confirmed refund is not changed') WHERE OLD.state <> 'planned' AND (
    (NEW.client, NEW.payment, NEW.package, NEW.amount, NEW.amount_currency, NEW.farewell, NEW.method, NEW.source) IS NOT
    (OLD.client, OLD.payment, OLD.package, OLD.amount, OLD.amount_currency, OLD.farewell, OLD.method, OLD.source)
    OR (NEW.state <> 'planned' AND (NEW.intent, NEW.live, NEW.confirmed_at, NEW.sent_at, NEW.external_id) IS NOT (OLD.intent,
    OLD.live, OLD.confirmed_at, coalesce(OLD.sent_at, NEW.sent_at), coalesce(OLD.external_id, NEW.external_id))));
END;
CREATE TRIGGER refund_stays BEFORE DELETE ON refund
BEGIN SELECT RAISE(ABORT, 'a refund that was confirmed is kept') WHERE OLD.state <> 'planned'; END;
-- Whoever finds that the process which sent it is gone, or takes the confirmation back, need not know of refunds.
CREATE TRIGGER refund_forsaken AFTER UPDATE OF state ON dispatch BEGIN
  UPDATE refund SET state = 'unknown' WHERE intent = NEW.ref AND state = 'sending' AND NEW.state = 'unknown';
  UPDATE refund SET state = 'planned', intent = NULL, confirmed_at = NULL, sent_at = NULL, live = NULL, replays = 0, reason = NULL
    WHERE intent = NEW.ref AND state = 'confirmed' AND NEW.state = 'cancelled';
END;
